import { ArrowLeft, Undo2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { RefundForm } from '../../../../shared/contract/index.ts';
import { Button } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount, Problem, SkeletonRows, dayAndTimeOf } from '../page-parts.tsx';
import { useAnswer } from '../use-answer.ts';
import { RefundDialog } from './RefundDialog.tsx';
import { cardName } from './RefundShares.tsx';

/** A payment that another register took: what Stripe knows of it, and its refund. */
export function PaymentScreen(props: {
  readonly context: PageContext;
  readonly paymentIntentId: string;
  readonly onBack: () => void;
}): ReactNode {
  const { context, paymentIntentId } = props;
  const says = useTexts().refunds;
  const [isOpen, setOpen] = useState(true);
  const source = { kind: 'payment', paymentIntentId } as const;
  const form = useAnswer(`${paymentIntentId}|${String(isOpen)}`, () =>
    context.call('refunds.prepare', { source }),
  );
  return (
    <main className="main">
      <div className="page">
        <header className="page__head">
          <Button iconOnly icon={ArrowLeft} aria-label={context.texts.detail.back} onClick={props.onBack} />
          <div className="cell2 grow">
            <h1 className="h-panel">{says.paymentTitle}</h1>
            <span className="small faint mono">{paymentIntentId}</span>
          </div>
          <Button icon={Undo2} onClick={() => setOpen(true)}>
            {says.refund}
          </Button>
        </header>
        {form.error === null ? null : (
          <Problem
            text={context.sentenceFor(form.error)}
            action={{ label: context.texts.common.tryAgain, run: form.ask }}
          />
        )}
        {form.value === null ? (
          form.error === null ? (
            <SkeletonRows count={4} label={says.checking} />
          ) : null
        ) : (
          <PaymentCard context={context} form={form.value} />
        )}
        {isOpen && form.error === null ? (
          <RefundDialog
            context={context}
            source={source}
            name={says.payment}
            onClose={() => setOpen(false)}
            onDone={() => undefined}
          />
        ) : null}
      </div>
    </main>
  );
}

function PaymentCard(props: { readonly context: PageContext; readonly form: RefundForm }): ReactNode {
  const { context, form } = props;
  const says = useTexts().refunds;
  return (
    <section className="card">
      <div className="card__head">
        <h2 className="h-card">{form.origin?.register ?? says.paymentTitle}</h2>
        <span className="small faint">
          {form.origin === null ? '' : dayAndTimeOf(form.origin.createdAtMs, context.languageTag)}
        </span>
      </div>
      <dl className="card__body kv">
        <dt>{says.card}</dt>
        <dd>{cardName(form.tenders[0]?.card ?? null, says.card)}</dd>
        <dt>{says.stillLeft}</dt>
        <dd>
          <Amount amountMinor={form.mostMinor} currency={form.currency} languageTag={context.languageTag} />
        </dd>
      </dl>
    </section>
  );
}

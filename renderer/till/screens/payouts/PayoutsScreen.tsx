import { ArrowLeft, Landmark } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { PayoutRow } from '../../../../shared/contract/index.ts';
import { Badge, Button, EmptyState } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { Amount, Problem, SkeletonRows, dayAndTimeOf } from '../page-parts.tsx';
import { useAnswer, useErrand } from '../use-answer.ts';
import { PayoutDetailPage } from './PayoutDetailPage.tsx';

type Props = {
  readonly context: PageContext;
  readonly onBack: () => void;
  readonly onOpenSale: (saleId: string) => void;
};

/** What Stripe pays to the bank. Only the back office keeps it. */
export function PayoutsScreen(props: Props): ReactNode {
  const { context } = props;
  const texts = useTexts().payouts;
  const [openId, setOpenId] = useState<string | null>(null);
  const answer = useAnswer('payouts', () => context.call('payouts.list', {}));
  const errand = useErrand();
  const set = (on: boolean): void => {
    errand.run(() => context.call('payouts.setBackOffice', { on }), answer.ask);
  };
  if (openId !== null) {
    return (
      <PayoutDetailPage
        payoutId={openId}
        context={context}
        onBack={() => setOpenId(null)}
        onOpenSale={props.onOpenSale}
      />
    );
  }
  const isBackOffice = answer.value?.isBackOffice === true;
  return (
    <main className="main">
      <div className="page">
        <header className="page__head">
          <Button kind="quiet" icon={ArrowLeft} iconOnly aria-label={texts.back} onClick={props.onBack} />
          <h1 className="h-title grow">{texts.title}</h1>
          {isBackOffice ? (
            <Button kind="quiet" disabled={errand.busy} onClick={() => set(false)}>
              {texts.leave}
            </Button>
          ) : null}
        </header>
        {answer.error === null ? null : (
          <Problem
            text={context.sentenceFor(answer.error)}
            action={{ label: context.texts.common.tryAgain, run: answer.ask }}
          />
        )}
        {errand.error === null ? null : <Problem text={context.sentenceFor(errand.error)} />}
        {answer.value === null ? (
          answer.error === null ? (
            <SkeletonRows count={4} label={context.texts.common.checking} />
          ) : null
        ) : !isBackOffice ? (
          <EmptyState
            icon={Landmark}
            title={texts.notHereTitle}
            action={
              <Button kind="primary" size="sale" disabled={errand.busy} onClick={() => set(true)}>
                {texts.makeBackOffice}
              </Button>
            }
          >
            {texts.notHereText}
          </EmptyState>
        ) : answer.value.rows.length === 0 ? (
          <EmptyState icon={Landmark} title={texts.emptyTitle}>
            {texts.emptyText}
          </EmptyState>
        ) : (
          <Table rows={answer.value.rows} context={context} onOpen={setOpenId} />
        )}
      </div>
    </main>
  );
}

function Table(props: {
  readonly rows: readonly PayoutRow[];
  readonly context: PageContext;
  readonly onOpen: (payoutId: string) => void;
}): ReactNode {
  const texts = useTexts().payouts;
  const { languageTag } = props.context;
  return (
    <div className="card tablebox tablebox--scroll">
      <table className="table tx">
        <thead>
          <tr>
            <th>{texts.arrives}</th>
            <th>{texts.status}</th>
            <th>{texts.content}</th>
            <th className="right">{texts.amount}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            // The whole row takes a press; the keyboard and a screen reader use the button in it.
            <tr key={row.payoutId} onClick={() => props.onOpen(row.payoutId)}>
              <td className="num">
                <button type="button" className="rowbutton">
                  {dayAndTimeOf(row.arrivesAtMs, languageTag)}
                </button>
              </td>
              <td>
                <Badge tone={row.status === 'failed' ? 'danger' : row.status === 'paid' ? 'success' : 'info'}>
                  {texts.statusWord(row.status)}
                </Badge>
              </td>
              <td className="muted">{texts.linesState[row.linesState]}</td>
              <td className="right strong">
                <Amount amountMinor={row.amountMinor} currency={row.currency} languageTag={languageTag} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

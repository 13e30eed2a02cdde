import { Banknote } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { RefundView } from '../../../../shared/contract/index.ts';
import { formatMoney, money } from '../../../../shared/domain/money/index.ts';
import { Button, Dialog } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { PrintButton } from '../printing/index.ts';
import { CopyButton, Problem, SkeletonRows } from '../page-parts.tsx';
import type { PageContext } from '../page-context.ts';
import { useAnswer } from '../use-answer.ts';
import { RefundLegs } from './RefundLegs.tsx';

/** What became of a refund: each leg with where its money is, and the cash to hand over. */
export function RefundDone(props: {
  readonly context: PageContext;
  readonly refund: RefundView;
  readonly onClose: () => void;
}): ReactNode {
  const { context, refund } = props;
  const says = useTexts().refunds;
  const [isReceipt, setReceipt] = useState(false);
  const live = useAnswer(`${refund.refundId}|${String(context.snapshot.revision)}`, () =>
    context.call('refunds.get', { refundId: refund.refundId }),
  );
  const now = live.value ?? refund;
  const cashMinor = now.legs.reduce((sum, leg) => sum + (leg.cashMinor ?? 0), 0);
  if (isReceipt) {
    return <RefundReceipt context={context} refundId={refund.refundId} onClose={() => setReceipt(false)} />;
  }
  return (
    <Dialog
      open
      wide
      onClose={props.onClose}
      title={says.doneTitle(now.number)}
      footer={
        <>
          <Button size="sale" onClick={() => setReceipt(true)}>
            {says.receipt}
          </Button>
          <Button kind="primary" size="sale" onClick={props.onClose}>
            {says.close}
          </Button>
        </>
      }
    >
      {cashMinor > 0 ? (
        <div className="banner banner--success banner--center" role="status">
          <span className="banner__icon">
            <Banknote className="i" aria-hidden />
          </span>
          <p className="banner__title grow">
            {says.giveCash(formatMoney(money(cashMinor, now.currency), context.languageTag))}
          </p>
        </div>
      ) : null}
      <RefundLegs context={context} refund={now} />
    </Dialog>
  );
}

/** The receipt of a refund, as the customer gets it. */
export function RefundReceipt(props: {
  readonly context: PageContext;
  readonly refundId: string;
  readonly onClose: () => void;
}): ReactNode {
  const { call, texts, snapshot, sentenceFor } = props.context;
  const says = useTexts().refunds;
  const receipt = useAnswer(props.refundId, () =>
    call('refunds.getReceipt', { refundId: props.refundId, locale: snapshot.locale }),
  );
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={says.receipt}
      footer={
        <>
          {receipt.value === null ? null : <CopyButton value={receipt.value.text} texts={texts.common} />}
          {receipt.value === null ? null : (
            <PrintButton
              context={props.context}
              print={() => call('printing.printRefund', { refundId: props.refundId })}
              onError={setProblem}
            />
          )}
          <Button kind="primary" onClick={props.onClose}>
            {says.close}
          </Button>
        </>
      }
    >
      {problem === null ? null : <Problem text={problem} />}
      {receipt.error === null ? null : <Problem text={sentenceFor(receipt.error)} />}
      {receipt.value === null ? (
        receipt.error === null ? (
          <SkeletonRows count={6} label={texts.common.checking} />
        ) : null
      ) : (
        <pre className="receiptpaper mono" tabIndex={0} data-testid="refund-receipt">
          {receipt.value.text}
        </pre>
      )}
    </Dialog>
  );
}

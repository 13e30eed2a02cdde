import { ReceiptText } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { RefundView, TransactionDetail } from '../../../../shared/contract/index.ts';
import { formatMoney, money } from '../../../../shared/domain/money/index.ts';
import { Button } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { PageContext } from '../page-context.ts';
import { dayAndTimeOf } from '../page-parts.tsx';
import { RefundReceipt } from './RefundDone.tsx';
import { RefundLegs } from './RefundLegs.tsx';

/** Every refund of a sale, newest last. Nothing where there is none. */
export function RefundsCard(props: {
  readonly context: PageContext;
  readonly sale: TransactionDetail;
}): ReactNode {
  const { context, sale } = props;
  const says = useTexts().refunds;
  if (sale.refunds.length === 0) return null;
  const format = (amountMinor: number): string =>
    formatMoney(money(amountMinor, sale.currency), context.languageTag);
  return (
    <section className="card" aria-label={says.refundsOf}>
      <div className="card__head">
        <h2 className="h-card">{says.refundsOf}</h2>
        {sale.refundedMinor === 0 ? null : (
          <span className="small faint">{says.refundedSoFar(format(sale.refundedMinor))}</span>
        )}
      </div>
      {sale.refunds.map((refund) => (
        <OneRefund key={refund.refundId} context={context} refund={refund} />
      ))}
    </section>
  );
}

function OneRefund({
  context,
  refund,
}: {
  readonly context: PageContext;
  readonly refund: RefundView;
}): ReactNode {
  const says = useTexts().refunds;
  const [isReceipt, setReceipt] = useState(false);
  const goods = refund.lines
    .filter((line) => line.quantity > 0)
    .map((line) => `${String(line.quantity)} ${line.name}`)
    .join(', ');
  return (
    <div className="card__body refund__one">
      <div className="row">
        <span className="cell2 grow">
          <b>{refund.number}</b>
          <span className="small faint">
            {[
              dayAndTimeOf(refund.createdAtMs, context.languageTag),
              refund.cashierName,
              says.reasons[refund.reason],
              goods,
              refund.note,
            ]
              .filter((text) => text !== null && text !== '')
              .join(' \u00b7 ')}
          </span>
        </span>
        <Button icon={ReceiptText} onClick={() => setReceipt(true)}>
          {says.receipt}
        </Button>
      </div>
      <RefundLegs context={context} refund={refund} />
      {isReceipt ? (
        <RefundReceipt context={context} refundId={refund.refundId} onClose={() => setReceipt(false)} />
      ) : null}
    </div>
  );
}

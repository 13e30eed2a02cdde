import type { ReactNode } from 'react';
import type { RefundView, SaleView } from '../../../../shared/contract/index.ts';
import { Button, Money } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { Problem } from '../page-parts.tsx';
import { RefundDone } from './RefundDone.tsx';
import { usePageContext } from '../use-page-context.ts';
import { useErrand } from '../use-answer.ts';

/** The main button of a cart that takes back as much as it sells, or more: what the customer gets. */
export function FinishExchange(props: {
  readonly sale: SaleView;
  /** The cart is gone with its end, so whoever stays shows what is given back. */
  readonly onDone: (refund: RefundView | null) => void;
}): ReactNode {
  const { sale, onDone } = props;
  const context = usePageContext();
  const says = useTexts().refunds;
  const finish = useErrand();
  const backMinor = 0 - sale.totals.totalMinor;
  return (
    <>
      {finish.error === null ? null : <Problem text={context.sentenceFor(finish.error)} />}
      <Button
        kind="primary"
        size="tender"
        block
        className="charge"
        disabled={finish.busy}
        onClick={() =>
          finish.run(
            () => context.call('refunds.finishExchange', { saleId: sale.saleId, expectedMinor: backMinor }),
            ({ refund }) => onDone(refund),
          )
        }
      >
        <span>{backMinor === 0 ? says.exchange : says.giveBack}</span>
        <span className="charge__amount num">
          <Money amountMinor={backMinor} currency={sale.currency} />
        </span>
      </Button>
    </>
  );
}

/** What an exchange gave back; nothing while there is none. */
export function GivenBack(props: {
  readonly refund: RefundView | null;
  readonly onClose: () => void;
}): ReactNode {
  const context = usePageContext();
  return props.refund === null ? null : (
    <RefundDone context={context} refund={props.refund} onClose={props.onClose} />
  );
}

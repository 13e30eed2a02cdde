import { CirclePause, Eraser, Percent, ReceiptText, ShoppingBag } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RefundView } from '../../../../shared/contract/views/refunds.ts';
import type { SaleView } from '../../../../shared/contract/views/sale.ts';
import { Button, EmptyState, KeyHint, Money } from '../../components/index.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { CartLine } from './CartLine.tsx';
import { CartCustomer } from '../customers/index.ts';
import { FinishExchange, GivenBack } from '../refunds/index.ts';
import { CartTotals } from './CartTotals.tsx';

/** What is asked about a whole cart. */
export type CartDialog = 'park' | 'reduce' | 'exempt';

/** The open sale: its lines, of which the tapped one opens in place, its totals, and Charge. */
export function Cart(props: {
  readonly sale: SaleView | null;
  readonly onVoid: (sale: SaleView) => void;
  readonly onDialog: (dialog: CartDialog) => void;
}) {
  const texts = useTexts().checkout;
  const { sale } = props;
  const currency = useSnapshot().store?.currency ?? 'EUR';
  const beginCharge = useTill((state) => state.beginCharge);
  const lines = sale?.lines ?? [];
  const [openLineId, openLine] = useOpenLine(lines.map((line) => line.lineId));
  const [givenBack, setGivenBack] = useState<RefundView | null>(null);
  const canCharge = sale !== null && lines.length > 0;
  return (
    <aside className="cart" aria-label={texts.cart}>
      <CartHead sale={sale}>
        {canCharge ? (
          <CartTools sale={sale} onDialog={props.onDialog} onVoid={() => props.onVoid(sale)} />
        ) : null}
      </CartHead>
      {canCharge ? <CartCustomer sale={sale} /> : null}
      {canCharge ? (
        <ul className="cart__lines cart__lines--scroll">
          {lines.map((line) => (
            <CartLine
              key={line.lineId}
              line={line}
              sale={sale}
              isOpen={openLineId === line.lineId}
              onToggle={() => openLine(openLineId === line.lineId ? null : line.lineId)}
            />
          ))}
        </ul>
      ) : (
        <div className="cart__lines cart__lines--empty">
          <EmptyState icon={ShoppingBag} title={texts.emptyCart}>
            {texts.emptyCartTodo}
          </EmptyState>
        </div>
      )}
      <CartTotals sale={sale} currency={currency} />
      <GivenBack refund={givenBack} onClose={() => setGivenBack(null)} />
      <div className="cart__charge cart__charge--alone">
        {canCharge && sale.totals.totalMinor <= 0 && lines.some((line) => line.totalMinor < 0) ? (
          <FinishExchange sale={sale} onDone={setGivenBack} />
        ) : (
          <Button
            kind="primary"
            size="tender"
            block
            className="charge"
            disabled={!canCharge}
            onClick={() => void beginCharge()}
          >
            <span className="row row--3">
              {canCharge ? texts.charge : texts.chargeDisabled}
              {canCharge ? <KeyHint of="charge" /> : null}
            </span>
            {canCharge ? (
              <span className="charge__amount num">
                <Money amountMinor={sale.totals.totalMinor} currency={currency} />
              </span>
            ) : null}
          </Button>
        )}
      </div>
    </aside>
  );
}

/** What is done with a whole cart. */
function CartTools(props: {
  readonly sale: SaleView;
  readonly onDialog: (dialog: CartDialog) => void;
  readonly onVoid: () => void;
}) {
  const texts = useTexts().checkout;
  return (
    <>
      <Button
        size="sale"
        stacked
        kind="quiet"
        icon={Percent}
        iconSize="sm"
        keyHint="discount"
        onClick={() => props.onDialog('reduce')}
      >
        {texts.reduceCart}
      </Button>
      <Button
        size="sale"
        stacked
        kind="quiet"
        icon={ReceiptText}
        iconSize="sm"
        aria-pressed={props.sale.exemption !== null}
        onClick={() => props.onDialog('exempt')}
      >
        {texts.exemption.press}
      </Button>
      <Button
        size="sale"
        stacked
        kind="quiet"
        icon={CirclePause}
        iconSize="sm"
        keyHint="park"
        onClick={() => props.onDialog('park')}
      >
        {texts.park}
      </Button>
      <Button size="sale" stacked kind="quiet" icon={Eraser} iconSize="sm" onClick={props.onVoid}>
        {texts.voidSale}
      </Button>
    </>
  );
}

/** What stands above the lines: which sale this is. */
export function CartHead(props: { readonly sale: SaleView | null; readonly children?: React.ReactNode }) {
  const texts = useTexts().checkout;
  const { sale } = props;
  return (
    <div className="cart__head">
      <span className="cell2 grow">
        <b className="clip">{sale === null ? texts.newSale : texts.saleNumber(sale.number)}</b>
        <small className="clip">{texts.lines(sale?.totals.itemCount ?? 0)}</small>
      </span>
      {props.children}
    </div>
  );
}

/** The line that is open: the one tapped; a line that was just added is not opened, so that nothing jumps. */
function useOpenLine(lineIds: readonly string[]): [string | null, (lineId: string | null) => void] {
  const [openLineId, openLine] = useState<string | null>(null);
  const isGone = openLineId !== null && !lineIds.includes(openLineId);
  useEffect(() => {
    if (isGone) openLine(null);
  }, [isGone]);
  return [openLineId, openLine];
}

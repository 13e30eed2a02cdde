import { LoaderCircle, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ChargeView } from '../../../../shared/contract/views/charge.ts';
import { Button, Icon, KeyHint, Money } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { CartHead, CartTotals, LineFacts } from '../checkout/index.ts';
import type { MainAction } from './main-action.ts';

/** The cart while it is charged: readable, locked, its totals where they were, the one main button beneath. */
export function LockedCart(props: {
  readonly charge: ChargeView;
  readonly action: MainAction;
  readonly onPress: () => void;
}) {
  const texts = useTexts();
  const sale = useTill((state) => state.chargedSale);
  const { charge } = props;
  return (
    <aside className="cart is-locked" aria-label={texts.checkout.cart}>
      <CartHead sale={sale}>
        <p className="cart__locked small muted">
          <Icon of={Lock} size="sm" />
          {charge.completed === null ? texts.charge.locked : texts.charge.paidLocked}
        </p>
      </CartHead>
      <ul className="cart__lines cart__lines--scroll">
        {(sale?.lines ?? []).map((line) => (
          <li key={line.lineId} className="line">
            <LineFacts line={line} currency={charge.currency} />
          </li>
        ))}
      </ul>
      <CartTotals sale={sale} currency={charge.currency} />
      <div className="cart__charge cart__charge--alone">
        <MainButton {...props} />
      </div>
    </aside>
  );
}

function MainButton(props: {
  readonly charge: ChargeView;
  readonly action: MainAction;
  readonly onPress: () => void;
}): ReactNode {
  const { charge, action } = props;
  const amount = (
    <span className="charge__amount num">
      <Money amountMinor={action.amountMinor ?? charge.totalMinor} currency={charge.currency} />
    </span>
  );
  if (action.kind === 'wait')
    return (
      <div className="btn btn--tender btn--block charge charge--wait">
        <span className="row row--3">
          {action.isTurning ? <Icon of={LoaderCircle} className="spin" /> : null}
          {action.label}
        </span>
        {amount}
      </div>
    );
  return (
    <Button
      kind="primary"
      size="tender"
      block
      className="charge"
      disabled={action.kind === 'disabled'}
      onClick={(event) => {
        // It stands where Charge stood, and New sale where Exact stood: one double press must not take two steps.
        if (event.detail <= 1) props.onPress();
      }}
    >
      <span className="row row--3">
        {action.label}
        {action.kind === 'press' && action.amountMinor !== null ? <KeyHint of="Enter" /> : null}
      </span>
      {action.amountMinor === null ? <KeyHint of="Enter" /> : amount}
    </Button>
  );
}

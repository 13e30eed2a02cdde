import { ArrowLeft, Banknote, CreditCard, Split } from 'lucide-react';
import type { ChargeView } from '../../../../shared/contract/views/charge.ts';
import { Button, Segments, useMoneyText, type Hint } from '../../components/index.ts';
import { useTill, type ChargeTab } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { CardTab } from './CardTab.tsx';
import { CashLocked } from './CashLocked.tsx';
import { CashTab } from './CashTab.tsx';
import { CompletedPanel } from './CompletedPanel.tsx';
import { LockedCart } from './LockedCart.tsx';
import { SplitTab } from './SplitTab.tsx';
import { useCharging } from './use-charging.ts';

/** Charging one sale: the ways to pay take the place of the products, the cart stays where it is, locked. */
export function ChargeScreen(props: { readonly charge: ChargeView }) {
  const { charge } = props;
  const charging = useCharging(charge);
  return (
    <main className="main">
      <div className="sell">
        <div className="tender">
          {charge.completed === null ? (
            <>
              {charging.waitsForCard ? <CashLocked charge={charge} /> : <ChargeHead charge={charge} />}
              <Ways tab={charging.tab} isTyping={charging.tab === 'cash' && charging.isTypingCash} />
              <Tab tab={charging.tab} charge={charge} />
            </>
          ) : (
            <CompletedPanel charge={charge} />
          )}
        </div>
        <LockedCart charge={charge} action={charging.action} onPress={charging.pressMain} />
      </div>
    </main>
  );
}

function ChargeHead(props: { readonly charge: ChargeView }) {
  const texts = useTexts().charge;
  const text = useMoneyText();
  const backToCart = useTill((state) => state.backToCart);
  const { charge } = props;
  const paid = text({ amountMinor: charge.paidMinor, currency: charge.currency });
  return (
    <div className="tender__head">
      {/* The cart can only be opened again when no card tender could still charge for it. */}
      <Button
        size="sale"
        icon={ArrowLeft}
        disabled={!charge.cashAllowed || charge.paidMinor > 0}
        onClick={() => void backToCart()}
      >
        {texts.backToCart}
      </Button>
      <div className="cell2 grow">
        <h1 className="h-panel">{texts.title}</h1>
        <span className="small faint">
          {charge.paidMinor === 0
            ? texts.subtitle(charge.saleNumber)
            : texts.alreadyPaid(charge.saleNumber, paid)}
        </span>
      </div>
    </div>
  );
}

function Tab(props: { readonly tab: ChargeTab; readonly charge: ChargeView }) {
  const { tab, charge } = props;
  if (tab === 'cash') return <CashTab charge={charge} />;
  return tab === 'split' ? <SplitTab charge={charge} /> : <CardTab charge={charge} />;
}

function Ways(props: { readonly tab: ChargeTab; readonly isTyping: boolean }) {
  const { charge: texts, legs } = useTexts();
  const chooseCash = useTill((state) => state.chooseCash);
  const chooseCard = useTill((state) => state.chooseCard);
  const chooseSplit = useTill((state) => state.chooseSplit);
  const hint = (key: Hint) => (props.isTyping ? {} : { keyHint: key });
  return (
    <Segments
      look="tender"
      label={texts.ways}
      value={props.tab}
      segments={[
        { value: 'cash', label: texts.cash, icon: Banknote, ...hint('pay-cash') },
        { value: 'card', label: texts.card, icon: CreditCard, ...hint('pay-card') },
        { value: 'split', label: legs.split, icon: Split, ...hint('pay-split') },
      ]}
      onChoose={(way) => {
        if (way === 'split') chooseSplit();
        else void (way === 'cash' ? chooseCash() : chooseCard());
      }}
    />
  );
}

import { Banknote, CreditCard, Info, Undo2 } from 'lucide-react';
import type { ChargeView } from '../../../../shared/contract/views/charge.ts';
import { Button, Keypad, Money, joinClasses, useKeypadHint, useMoneyText } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { LegsList } from './LegsList.tsx';
import { shareMinor, viewSplit, type SplitView } from './split-view.ts';
import { TipChoices } from './TipChoices.tsx';

/** Split: how much this payment carries, by what, and what the others carried already. */
export function SplitTab(props: { readonly charge: ChargeView }) {
  const texts = useTexts();
  const { charge } = props;
  const { currency } = charge;
  const typed = useTill((state) => state.partMinor);
  const pressKey = useTill((state) => state.pressPartKey);
  const askManager = useTill((state) => state.askManager);
  const split = viewSplit(charge, typed);
  return (
    <div className="tender__cash">
      <div className="stack tender__column">
        <div className="card cashbox">
          <div className="cashbox__row">
            <span>{texts.charge.due}</span>
            <Money amountMinor={charge.dueMinor} currency={currency} size="figure" />
          </div>
          <div className="cashbox__row cashbox__row--in is-focus">
            <span>{typed === null ? texts.legs.all : texts.legs.part}</span>
            <span className={joinClasses('row', typed === null && 'faint')} aria-live="polite">
              <Money amountMinor={split.partMinor} currency={currency} size="total" />
              <i className="caret" />
            </span>
          </div>
        </div>
        <Shares charge={charge} />
        <TipChoices charge={charge} />
        <div className="card legs__card grow">
          <LegsList charge={charge} />
          {charge.unwindAllowed ? (
            <Button
              kind="quiet"
              size="sale"
              icon={Undo2}
              onClick={() => askManager({ kind: 'unwind', saleId: charge.saleId })}
            >
              {texts.legs.unwind.open}
            </Button>
          ) : null}
        </div>
      </div>
      <div className="stack tender__column">
        <Keypad
          fill
          label={texts.legs.part}
          deleteLabel={texts.charge.deleteDigit}
          currency={currency}
          onKey={pressKey}
        />
        <PayPart split={split} />
        <SplitNote charge={charge} split={split} />
      </div>
    </div>
  );
}

/** Even shares and all of it, by one press. */
function Shares(props: { readonly charge: ChargeView }) {
  const { legs } = useTexts();
  const choose = useTill((state) => state.choosePart);
  const typed = useTill((state) => state.partMinor);
  const { charge } = props;
  const shares = [
    { name: legs.half, amountMinor: shareMinor(charge, 2) },
    { name: legs.third, amountMinor: shareMinor(charge, 3) },
    { name: legs.rest, amountMinor: charge.takeableMinor },
  ];
  return (
    <div className="quicks">
      {shares.map(({ name, amountMinor }) => (
        <button
          key={name}
          type="button"
          className={joinClasses('quick', typed === amountMinor && 'is-on')}
          aria-pressed={typed === amountMinor}
          onClick={() => choose(amountMinor)}
        >
          <b>{name}</b>
          <span className="quick__notes">
            <Money amountMinor={amountMinor} currency={charge.currency} />
          </span>
        </button>
      ))}
    </div>
  );
}

function PayPart(props: { readonly split: SplitView }) {
  const { legs } = useTexts();
  const inCash = useTill((state) => state.payPartInCash);
  const byCard = useTill((state) => state.payPartByCard);
  const { split } = props;
  return (
    <div className="legs__pay">
      <Button size="key" icon={Banknote} disabled={!split.cashAllowed} onClick={() => void inCash()}>
        {legs.byCash}
      </Button>
      <Button size="key" icon={CreditCard} disabled={!split.cardAllowed} onClick={() => void byCard()}>
        {legs.byCard}
      </Button>
    </div>
  );
}

/** What the cashier should know before this part is taken. */
function SplitNote(props: { readonly charge: ChargeView; readonly split: SplitView }) {
  const { legs } = useTexts();
  const text = useMoneyText();
  const typed = useTill((state) => state.partMinor);
  const { charge, split } = props;
  const hint = useKeypadHint(charge.currency);
  const { currency } = charge;
  const reservedMinor = charge.dueMinor - charge.takeableMinor;
  const says = split.isRestTooSmallForCard
    ? legs.smallRest(text({ amountMinor: split.restMinor, currency }))
    : split.isTooSmallForCard
      ? legs.smallPart(text({ amountMinor: charge.cardMinMinor, currency }))
      : reservedMinor > 0
        ? legs.reserved(text({ amountMinor: reservedMinor, currency }))
        : typed === null
          ? legs.partHint
          : hint;
  return (
    <div className="cashnote" role="status">
      <Info className="i i--sm" aria-hidden="true" />
      <span>{says}</span>
    </div>
  );
}

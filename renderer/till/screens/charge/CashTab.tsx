import { Info } from 'lucide-react';
import type { ChargeView } from '../../../../shared/contract/views/charge.ts';
import { joinClasses, Keypad, Money, useKeypadHint, useMoneyText } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { viewCash } from './cash-view.ts';
import { GiveBack, NoteRow } from './CashPieces.tsx';

/** Cash: what is due, what was received, the change before it is confirmed, and the keypad. */
export function CashTab(props: { readonly charge: ChargeView }) {
  const texts = useTexts().charge;
  const { charge } = props;
  const { currency, dueInCashMinor, cashRoundingMinor } = charge;
  const text = useMoneyText();
  const hint = useKeypadHint(currency);
  const receivedMinor = useTill((state) => state.receivedMinor);
  const isTyping = useTill((state) => state.isTypingCash);
  const pressKey = useTill((state) => state.pressCashKey);
  const cash = viewCash({ dueMinor: dueInCashMinor, receivedMinor, currency });
  return (
    <div className="tender__cash">
      <div className="stack tender__column">
        <div className="card cashbox">
          <div className="cashbox__row">
            <span className="cell2">
              {texts.due}
              {cashRoundingMinor === 0 ? null : (
                <small className="muted num">
                  {texts.rounded(text({ amountMinor: dueInCashMinor - cashRoundingMinor, currency }))}
                </small>
              )}
            </span>
            <Money amountMinor={dueInCashMinor} currency={currency} size="figure" />
          </div>
          <div className={joinClasses('cashbox__row cashbox__row--in', isTyping && 'is-focus')}>
            <span>{texts.received}</span>
            <span
              className={joinClasses('row cashbox__received', receivedMinor === null && 'faint')}
              aria-live="polite"
            >
              <Money amountMinor={receivedMinor ?? 0} currency={currency} size="total" />
              <i className={joinClasses('caret', !isTyping && 'caret--off')} />
            </span>
          </div>
        </div>
        <LikelyNotes charge={charge} />
        <ChangeDue cash={cash} currency={currency} isExact={receivedMinor === null} />
      </div>
      <div className="stack tender__column">
        <Keypad
          fill
          label={texts.keypad}
          deleteLabel={texts.deleteDigit}
          currency={currency}
          onKey={pressKey}
        />
        <div className="cashnote">
          <Info className="i i--sm" aria-hidden="true" />
          <span>{isTyping ? hint : texts.pressToType}</span>
        </div>
      </div>
    </div>
  );
}

function LikelyNotes(props: { readonly charge: ChargeView }) {
  const texts = useTexts().charge;
  const { currency, dueInCashMinor, likelyNotesMinor } = props.charge;
  const receivedMinor = useTill((state) => state.receivedMinor);
  const receive = useTill((state) => state.receive);
  const chooseCash = useTill((state) => state.chooseCash);
  const likely = likelyNotesMinor.filter((amountMinor) => amountMinor > dueInCashMinor).slice(0, 4);
  const quick = (amountMinor: number, name: React.ReactNode, note: React.ReactNode) => (
    <button
      key={amountMinor}
      type="button"
      className={joinClasses('quick', receivedMinor === amountMinor && 'is-on')}
      aria-pressed={receivedMinor === amountMinor}
      onClick={() => receive(amountMinor)}
    >
      <b className="num">{name}</b>
      {note}
    </button>
  );
  return (
    <div className="quicks">
      {quick(
        dueInCashMinor,
        texts.exact,
        <span className="quick__notes">
          <Money amountMinor={dueInCashMinor} currency={currency} />
        </span>,
      )}
      {likely.map((amountMinor) =>
        quick(
          amountMinor,
          <Money amountMinor={amountMinor} currency={currency} />,
          <NoteRow amountMinor={amountMinor} currency={currency} />,
        ),
      )}
      <button type="button" className="quick" onClick={() => void chooseCash()}>
        <b className="num">{texts.other}</b>
        <span className="quick__notes">{texts.otherHint}</span>
      </button>
    </div>
  );
}

function ChangeDue(props: {
  readonly cash: ReturnType<typeof viewCash>;
  readonly currency: string;
  readonly isExact: boolean;
}) {
  const texts = useTexts().charge;
  const { cash, currency } = props;
  return (
    <div className="card due" role="status">
      <span className="due__label">{cash.isEnough ? texts.changeDue : texts.missing}</span>
      <Money
        amountMinor={cash.isEnough ? cash.changeMinor : cash.missingMinor}
        currency={currency}
        size="due"
      />
      <span className="small muted due__give">
        {!cash.isEnough ? texts.cashMissing : cash.changeMinor === 0 ? texts.noChange : texts.giveBack}
      </span>
      {cash.isEnough ? (
        <GiveBack label={texts.giveBack} amountMinor={cash.changeMinor} currency={currency} />
      ) : null}
    </div>
  );
}

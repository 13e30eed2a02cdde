import { useState } from 'react';
import type { ChargeView } from '../../../../shared/contract/views/charge.ts';
import {
  Button,
  Dialog,
  joinClasses,
  Keypad,
  Money,
  useKeypadHint,
  useMoneyText,
  useTypedAmount,
} from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

/** A tip on the till, chosen before the card is asked for. Nothing where this shop takes tips elsewhere or not at all. */
export function TipChoices(props: { readonly charge: ChargeView }) {
  const { legs, charge: texts } = useTexts();
  const { charge } = props;
  const tip = useTill((state) => state.tip);
  const choose = useTill((state) => state.chooseTip);
  const isPart = useTill((state) => state.partMinor !== null);
  const [isTyping, setTyping] = useState(false);
  if (charge.tips.where !== 'till' || charge.takeableMinor === 0) return null;
  const item = (key: string, isOn: boolean, onPress: () => void, name: React.ReactNode) => (
    <button
      key={key}
      type="button"
      className={joinClasses('quick tips__choice', isOn && 'is-on')}
      aria-pressed={isOn}
      onClick={onPress}
    >
      {name}
    </button>
  );
  return (
    <div className="tips" role="group" aria-label={legs.tips}>
      {item('none', tip === null, () => choose(null), <b>{legs.noTip}</b>)}
      {charge.tips.choices.map(({ percent, amountMinor }) =>
        item(
          String(percent),
          tip?.kind === 'percent' && tip.percent === percent,
          () => choose({ kind: 'percent', percent }),
          <>
            <b className="num">{percent} %</b>
            {/* A share of a part is computed by main; only the share of the whole is known here. */}
            {isPart ? null : (
              <span className="small faint">
                <Money amountMinor={amountMinor} currency={charge.currency} />
              </span>
            )}
          </>,
        ),
      )}
      {item('own', tip?.kind === 'amount', () => setTyping(true), <OwnTip charge={charge} />)}
      {isTyping ? (
        <TipDialog
          currency={charge.currency}
          deleteLabel={texts.deleteDigit}
          onDone={(amountMinor) => {
            setTyping(false);
            if (amountMinor !== null) choose(amountMinor === 0 ? null : { kind: 'amount', amountMinor });
          }}
        />
      ) : null}
    </div>
  );
}

function OwnTip(props: { readonly charge: ChargeView }) {
  const { legs } = useTexts();
  const text = useMoneyText();
  const tip = useTill((state) => state.tip);
  return (
    <b>
      {tip?.kind === 'amount'
        ? text({ amountMinor: tip.amountMinor, currency: props.charge.currency })
        : legs.ownTip}
    </b>
  );
}

function TipDialog(props: {
  readonly currency: string;
  readonly deleteLabel: string;
  readonly onDone: (amountMinor: number | null) => void;
}) {
  const { legs } = useTexts();
  const { amountMinor, press, type } = useTypedAmount(props.currency);
  const hint = useKeypadHint(props.currency);
  return (
    <Dialog
      open
      title={legs.tipAmount}
      onClose={() => props.onDone(null)}
      onEnter={() => props.onDone(amountMinor)}
      onText={type}
      onBackspace={() => press('back')}
      footer={
        <Button kind="primary" size="sale" keyHint="Enter" onClick={() => props.onDone(amountMinor)}>
          {legs.tips}
        </Button>
      }
    >
      <p aria-live="polite">
        <Money amountMinor={amountMinor} currency={props.currency} size="total" />
      </p>
      <Keypad
        label={legs.tipAmount}
        deleteLabel={props.deleteLabel}
        currency={props.currency}
        onKey={press}
      />
      <p className="small faint num">{hint}</p>
    </Dialog>
  );
}

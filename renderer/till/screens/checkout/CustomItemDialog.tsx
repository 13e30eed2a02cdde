import { useEffect, useRef, useState } from 'react';
import { AMOUNT_MINOR_MAX, keypadPush, type KeypadKey } from '../../../../shared/domain/money/index.ts';
import { Button, Dialog, Field, Keypad, Money, useMoneyText } from '../../components/index.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { CENTS_FIRST_EXAMPLE_MINOR } from './cents-first.ts';

/** An item with a typed price: what sells before there is a catalogue, and what has no tile. */
export function CustomItemDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  const texts = useTexts();
  const words = texts.checkout.dialog;
  const text = useMoneyText();
  const currency = useSnapshot().store?.currency ?? 'EUR';
  const ask = useTill((state) => state.ask);
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [priceMinor, setPriceMinor] = useState(0);
  const { open, onClose } = props;
  useEffect(() => {
    if (!open) return;
    setName('');
    setPriceMinor(0);
  }, [open]);
  const press = (key: KeypadKey): void =>
    setPriceMinor((before) => keypadPush(before, key, AMOUNT_MINOR_MAX));
  const canAdd = priceMinor > 0;
  const add = (): void => {
    if (!canAdd) return;
    const item = { name: name.trim() === '' ? words.nameDefault : name.trim(), unitPriceMinor: priceMinor };
    void ask('sale.addOpenItem', item);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      onEnter={add}
      onText={(typed) => {
        for (const digit of typed) if (isDigit(digit)) press(digit);
      }}
      onBackspace={() => press('back')}
      initialFocus={field}
      title={words.title}
      text={words.text}
      footer={
        <>
          <Button size="sale" onClick={onClose}>
            {texts.frame.cancel}
          </Button>
          <Button kind="primary" size="sale" keyHint="Enter" disabled={!canAdd} onClick={add}>
            {words.add}
          </Button>
        </>
      }
    >
      <Field
        ref={field}
        size="sale"
        label={words.name}
        placeholder={words.namePlaceholder}
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.target.value)}
      />
      <PriceField label={words.price} currency={currency} priceMinor={priceMinor} />
      <Keypad label={words.price} deleteLabel={texts.charge.deleteDigit} onKey={press} />
      <p className="small faint num">
        {words.priceHint(text({ amountMinor: CENTS_FIRST_EXAMPLE_MINOR, currency }))}
      </p>
    </Dialog>
  );
}

/** The price that the keypad or the digit keys build up, cents first; a target of its own for the Tab key. */
function PriceField(props: {
  readonly label: string;
  readonly currency: string;
  readonly priceMinor: number;
}) {
  return (
    <div className="field">
      <span className="field__label">{props.label}</span>
      <div
        className="control control--price"
        role="group"
        aria-label={props.label}
        tabIndex={0}
        aria-live="polite"
      >
        <Money amountMinor={props.priceMinor} currency={props.currency} size="total" />
      </div>
    </div>
  );
}

function isDigit(text: string): text is Extract<KeypadKey, `${number}`> {
  return /^\d$/.test(text);
}

import { useRef, useState } from 'react';
import {
  Button,
  Dialog,
  Field,
  Keypad,
  Money,
  useKeypadHint,
  useTypedAmount,
} from '../../components/index.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

/** An item with a typed price: what sells before there is a catalogue, and what has no tile. */
export function CustomItemDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  return props.open ? <ItemDialog onClose={props.onClose} /> : null;
}

function ItemDialog(props: { readonly onClose: () => void }) {
  const texts = useTexts();
  const words = texts.checkout.dialog;
  const currency = useSnapshot().store?.currency ?? 'EUR';
  const ask = useTill((state) => state.ask);
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const { amountMinor: priceMinor, press, type } = useTypedAmount(currency);
  const hint = useKeypadHint(currency);
  const { onClose } = props;
  const canAdd = priceMinor > 0;
  const add = (): void => {
    if (!canAdd) return;
    const item = { name: name.trim() === '' ? words.nameDefault : name.trim(), unitPriceMinor: priceMinor };
    void ask('sale.addOpenItem', item);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      onEnter={add}
      onText={type}
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
      <Keypad label={words.price} deleteLabel={texts.charge.deleteDigit} currency={currency} onKey={press} />
      <p className="small faint num">{hint}</p>
    </Dialog>
  );
}

/** The price that the keypad or the digit keys build up; a target of its own for the Tab key. */
export function PriceField(props: {
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

import { useRef, useState } from 'react';
import type { SaleView } from '../../../../shared/contract/views/sale.ts';
import { Button, Dialog, Field } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

/** Puts the cart aside for the next customer, under a name if somebody wants to find it again. */
export function ParkDialog(props: { readonly sale: SaleView; readonly onClose: () => void }) {
  const texts = useTexts();
  const words = texts.checkout;
  const ask = useTill((state) => state.ask);
  const field = useRef<HTMLInputElement>(null);
  const [label, setLabel] = useState('');
  const park = (): void => {
    const name = label.trim();
    void ask('sale.park', { saleId: props.sale.saleId, label: name === '' ? null : name });
    props.onClose();
  };
  return (
    <Dialog
      open
      onClose={props.onClose}
      onEnter={park}
      initialFocus={field}
      title={words.parkTitle}
      text={words.parkText}
      footer={
        <>
          <Button size="sale" onClick={props.onClose}>
            {texts.frame.cancel}
          </Button>
          <Button kind="primary" size="sale" keyHint="Enter" onClick={park}>
            {words.park}
          </Button>
        </>
      }
    >
      <Field
        ref={field}
        size="sale"
        label={words.parkLabel}
        placeholder={words.parkPlaceholder}
        value={label}
        maxLength={60}
        onChange={(event) => setLabel(event.target.value)}
      />
    </Dialog>
  );
}

import { useRef, useState } from 'react';
import type { ExemptionView, SaleView } from '../../../../shared/contract/views/sale.ts';
import { EXEMPTION_REASONS } from '../../../../shared/domain/cart/index.ts';
import { Button, Dialog, Field, joinClasses } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';

/** Frees a sale of tax: why, and the number that proves it. Shown again, it can be changed or taken back. */
export function ExemptDialog(props: { readonly sale: SaleView; readonly onClose: () => void }) {
  const texts = useTexts();
  const words = texts.checkout.exemption;
  const ask = useTill((state) => state.ask);
  const { sale, onClose } = props;
  const { saleId, exemption } = sale;
  const field = useRef<HTMLInputElement>(null);
  const [reason, setReason] = useState<ExemptionView['reason'] | null>(exemption?.reason ?? null);
  const [reference, setReference] = useState(exemption?.reference ?? '');
  const isReady = reason !== null && reference.trim() !== '';
  const apply = (): void => {
    if (!isReady) return;
    void ask('sale.setExemption', { saleId, exemption: { reason, reference: reference.trim() } });
    onClose();
  };
  const takeBack = (): void => {
    void ask('sale.clearExemption', { saleId });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      onEnter={apply}
      initialFocus={field}
      title={words.title}
      text={sale.pricesIncludeTax ? words.textIncluded : words.textAdded}
      footer={
        <>
          {exemption === null ? (
            <Button size="sale" onClick={onClose}>
              {texts.frame.cancel}
            </Button>
          ) : (
            <Button size="sale" onClick={takeBack}>
              {words.takeBack}
            </Button>
          )}
          <Button kind="primary" size="sale" keyHint="Enter" disabled={!isReady} onClick={apply}>
            {words.apply}
          </Button>
        </>
      }
    >
      <div className="reasons" role="group" aria-label={words.reason}>
        {EXEMPTION_REASONS.map((each) => (
          <button
            key={each}
            type="button"
            className={joinClasses('chip', 'chip--sale', reason === each && 'is-on')}
            aria-pressed={reason === each}
            onClick={() => {
              setReason(each);
              field.current?.focus();
            }}
          >
            {words.reasons[each]}
          </button>
        ))}
      </div>
      <Field
        ref={field}
        size="sale"
        label={words.reference}
        hint={words.referenceHint}
        value={reference}
        maxLength={120}
        onChange={(event) => setReference(event.target.value)}
      />
    </Dialog>
  );
}

import { useRef, useState } from 'react';
import type { SaleLineView, SaleView } from '../../../../shared/contract/views/sale.ts';
import { Button, Dialog, Field, joinClasses, Segments } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import { readReduction, type ReductionKind } from './reduction.ts';

/** A discount or another price for one line, or a discount for the whole cart (`line` null). Always with a reason. */
export function ReduceDialog(props: {
  readonly sale: SaleView;
  readonly line: SaleLineView | null;
  readonly onClose: () => void;
}) {
  const texts = useTexts();
  const words = texts.checkout.reduction;
  const locale = useFormatLocale();
  const ask = useTill((state) => state.ask);
  const field = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<ReductionKind>('percent');
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const { sale, line, onClose } = props;
  const { saleId } = sale;
  const read = readReduction({ kind, text, reason }, sale.currency, locale);
  const isReduced =
    line === null ? sale.totals.discountMinor > 0 : line.discountMinor > 0 || line.listPriceMinor !== null;
  const apply = (): void => {
    if (read === null) return;
    if (line === null) {
      if (read.kind === 'discount') void ask('sale.setDiscount', { saleId, discount: read.discount });
    } else if (read.kind === 'price') {
      const { unitPriceMinor } = read;
      void ask('sale.setPrice', { saleId, lineId: line.lineId, unitPriceMinor, reason: reason.trim() });
    } else {
      void ask('sale.setLineDiscount', { saleId, lineId: line.lineId, discount: read.discount });
    }
    onClose();
  };
  const takeAway = async (): Promise<void> => {
    onClose();
    if (line === null) {
      await ask('sale.setDiscount', { saleId, discount: null });
      return;
    }
    const { lineId } = line;
    if (line.discountMinor > 0) await ask('sale.setLineDiscount', { saleId, lineId, discount: null });
    if (line.listPriceMinor !== null)
      await ask('sale.setPrice', { saleId, lineId, unitPriceMinor: null, reason: words.takeAway });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      onEnter={apply}
      initialFocus={field}
      title={line === null ? words.cartTitle : words.lineTitle(line.name)}
      footer={
        <>
          {isReduced ? (
            <Button size="sale" onClick={() => void takeAway()}>
              {words.takeAway}
            </Button>
          ) : (
            <Button size="sale" onClick={onClose}>
              {texts.frame.cancel}
            </Button>
          )}
          <Button kind="primary" size="sale" keyHint="Enter" disabled={read === null} onClick={apply}>
            {words.apply}
          </Button>
        </>
      }
    >
      <Segments
        label={words.kind}
        look="fill"
        value={kind}
        segments={[
          { value: 'percent', label: words.percent },
          { value: 'fixed', label: words.fixed },
          ...(line === null ? [] : [{ value: 'price' as const, label: words.price }]),
        ]}
        onChoose={(chosen) => {
          setKind(chosen);
          field.current?.focus();
        }}
      />
      <Field
        ref={field}
        size="sale"
        inputMode="decimal"
        label={kind === 'percent' ? words.percentLabel : words[kind]}
        value={text}
        maxLength={16}
        onChange={(event) => setText(event.target.value)}
      />
      <Reasons reason={reason} onReason={setReason} />
    </Dialog>
  );
}

/** The usual reasons to tap, and room for another one. */
function Reasons(props: { readonly reason: string; readonly onReason: (reason: string) => void }) {
  const words = useTexts().checkout.reduction;
  return (
    <>
      <div className="whys" role="group" aria-label={words.reason}>
        {words.reasons.map((reason) => (
          <button
            key={reason}
            type="button"
            className={joinClasses('chip', 'chip--sale', props.reason === reason && 'is-on')}
            aria-pressed={props.reason === reason}
            onClick={() => props.onReason(reason)}
          >
            {reason}
          </button>
        ))}
      </div>
      <Field
        size="sale"
        label={words.reasonOther}
        hint={words.reasonNeeded}
        value={props.reason}
        maxLength={120}
        onChange={(event) => props.onReason(event.target.value)}
      />
    </>
  );
}

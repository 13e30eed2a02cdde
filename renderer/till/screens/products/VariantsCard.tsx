import { Plus, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { Button, Field } from '../../components/index.ts';
import { useKeyboard } from '../../keyboard/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { CardProps } from './BasicsCard.tsx';
import { codesIn, emptyVariant, type FormTrouble, type VariantForm } from './editor-form.ts';

/** Each variant with its price and codes; a product without variants has one. */
export function VariantsCard({ form, onForm, trouble }: CardProps) {
  const texts = useTexts().catalog;
  const made = useRef(1);
  const focused = useRef(0);
  const change = (index: number, changes: Partial<VariantForm>): void =>
    onForm({
      ...form,
      variants: form.variants.map((row, at) => (at === index ? { ...row, ...changes } : row)),
    });
  useKeyboard({
    // A code that is scanned here belongs to the variant whose fields were touched last. Nothing is saved by it.
    onScan: (code) => {
      const row = form.variants[focused.current] ?? form.variants[0];
      const index = row === undefined ? -1 : form.variants.indexOf(row);
      if (row !== undefined) change(index, { barcodes: codesIn(`${row.barcodes} ${code}`).join(', ') });
      return true;
    },
  });
  return (
    <section className="card" aria-label={texts.pricesTitle}>
      <div className="card__body stack">
        {form.variants.map((row, index) => (
          <VariantRow
            key={row.key}
            row={row}
            isAlone={form.variants.length === 1}
            isWeighed={form.soldBy === 'weight'}
            trouble={trouble !== null && trouble.key === row.key ? trouble.field : null}
            onChange={(changes) => change(index, changes)}
            onFocus={() => (focused.current = index)}
            onRemove={() => onForm({ ...form, variants: form.variants.filter((each) => each !== row) })}
          />
        ))}
        <Button
          icon={Plus}
          onClick={() =>
            onForm({
              ...form,
              variants: [...form.variants, emptyVariant(`new-${String((made.current += 1))}`)],
            })
          }
        >
          {texts.addVariant}
        </Button>
      </div>
    </section>
  );
}

function VariantRow(props: {
  readonly row: VariantForm;
  readonly isAlone: boolean;
  readonly isWeighed: boolean;
  readonly trouble: FormTrouble['field'] | null;
  readonly onChange: (changes: Partial<VariantForm>) => void;
  readonly onFocus: () => void;
  readonly onRemove: () => void;
}) {
  const texts = useTexts().catalog;
  const { row, onChange, trouble } = props;
  return (
    <div className="editor__variant" onFocus={props.onFocus}>
      {props.isAlone ? null : (
        <Field
          label={texts.variant}
          placeholder={texts.variantHint}
          value={row.variant}
          maxLength={60}
          onChange={(event) => onChange({ variant: event.target.value })}
        />
      )}
      <Field
        label={texts.sku}
        value={row.sku}
        maxLength={64}
        onChange={(event) => onChange({ sku: event.target.value })}
        {...(trouble === 'sku' ? { error: texts.skuNeeded } : {})}
      />
      <Field
        label={props.isWeighed ? texts.priceWeight : texts.price}
        inputMode="decimal"
        value={row.price}
        maxLength={20}
        onChange={(event) => onChange({ price: event.target.value })}
        {...(props.isWeighed ? {} : { hint: texts.priceHint })}
        {...(trouble === 'price' ? { error: texts.priceError } : {})}
      />
      <div className={props.isAlone ? 'editor__wide' : undefined}>
        <Field
          label={texts.barcodes}
          hint={texts.barcodesHint}
          value={row.barcodes}
          maxLength={400}
          onChange={(event) => onChange({ barcodes: event.target.value })}
        />
      </div>
      {props.isWeighed ? (
        <ScaleCodeField row={row} onChange={onChange} isWrong={trouble === 'scaleCode'} />
      ) : null}
      {props.isAlone ? null : (
        <Button
          kind="quiet"
          icon={Trash2}
          onClick={props.onRemove}
          aria-label={texts.removeVariant(row.variant)}
        >
          {texts.remove}
        </Button>
      )}
    </div>
  );
}

function ScaleCodeField(props: {
  readonly row: VariantForm;
  readonly onChange: (changes: Partial<VariantForm>) => void;
  readonly isWrong: boolean;
}) {
  const texts = useTexts().catalog;
  return (
    <Field
      label={texts.scaleCode}
      hint={texts.scaleHint}
      inputMode="numeric"
      value={props.row.scaleCode}
      maxLength={5}
      onChange={(event) => props.onChange({ scaleCode: event.target.value.replaceAll(/\D/g, '') })}
      {...(props.isWrong ? { error: texts.scaleError } : {})}
    />
  );
}

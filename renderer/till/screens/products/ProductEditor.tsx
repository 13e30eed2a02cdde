import { ArrowLeft, Plus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ContractError } from '../../../../shared/contract/envelope.ts';
import type { ProductDetail } from '../../../../shared/contract/views/catalog.ts';
import {
  Button,
  Dialog,
  ErrorBanner,
  Field,
  Segments,
  Select,
  useMoneyText,
} from '../../components/index.ts';
import { useKeyboard } from '../../keyboard/index.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import { SkeletonRows } from '../page-parts.tsx';
import {
  codesIn,
  emptyForm,
  emptyVariant,
  formOf,
  readForm,
  type FormTrouble,
  type ProductForm,
  type VariantForm,
} from './editor-form.ts';
import { PictureCard } from './PictureCard.tsx';
import { useCategories } from './ProductList.tsx';
import { StockCard } from './StockCard.tsx';

/** One family of products: what its variants share, and each with its price and codes. */
export function ProductEditor(props: {
  readonly productId: string | null;
  /** A code that was scanned and that no product has. */
  readonly code: string | null;
  readonly onBack: () => void;
}) {
  const texts = useTexts().catalog;
  const ask = useTill((state) => state.ask);
  const money = useMoneyText();
  const locale = useFormatLocale();
  const currency = useSnapshot().store?.currency ?? 'EUR';
  const taxClasses = useTill((state) => (state.catalog.state === 'ready' ? state.catalog.taxClasses : null));
  useCategories();
  const [productId, setProductId] = useState(props.productId);
  const [detail, setDetail] = useState<ProductDetail | null>(null);
  const [form, setForm] = useState<ProductForm | null>(null);
  const [saved, setSaved] = useState<ProductForm | null>(null);
  const [trouble, setTrouble] = useState<FormTrouble | null>(null);
  const [error, setError] = useState<ContractError | null>(null);
  const [dialog, setDialog] = useState<'leave' | 'archive' | null>(null);

  const load = async (id: string): Promise<void> => {
    const answer = await ask('catalog.getProduct', { productId: id }, { quiet: true });
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    const read = formOf(answer.value, (amountMinor) => money({ amountMinor, currency }));
    setDetail(answer.value);
    setForm(read);
    setSaved(read);
  };
  useEffect(() => {
    if (props.productId !== null) void load(props.productId);
    // Asked once for the product that the editor was opened for.
  }, [props.productId]);
  useEffect(() => {
    if (props.productId !== null || form !== null || taxClasses === null) return;
    const blank = emptyForm(taxClasses[0]?.taxClassId ?? '', null, props.code);
    setForm(blank);
    setSaved(props.code === null ? blank : null);
  }, [taxClasses, form, props.productId, props.code]);

  const isChanged = form !== null && form !== saved;
  const save = async (): Promise<void> => {
    if (form === null) return;
    const read = readForm(form, currency, locale);
    setTrouble(read.ok ? null : read.trouble);
    if (!read.ok) return;
    const answer = await ask('catalog.saveProduct', { productId, draft: read.draft }, { quiet: true });
    setError(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setProductId(answer.value.productId);
    await load(answer.value.productId);
    if (props.code !== null) props.onBack();
  };
  const archive = async (): Promise<void> => {
    if (productId === null) return;
    const answer = await ask('catalog.archiveProduct', { productId }, { quiet: true });
    if (answer.ok) props.onBack();
    else setError(answer.error);
  };
  const back = (): void => (isChanged ? setDialog('leave') : props.onBack());
  useKeyboard({
    onKey: ({ key }) => {
      if (key !== 'Escape') return false;
      back();
      return true;
    },
  });
  return (
    <main className="main">
      <div className="page">
        <header className="page__head">
          <Button kind="quiet" icon={ArrowLeft} iconOnly aria-label={texts.back} onClick={back} />
          <h1 className="h-title grow clip">
            {saved === null || productId === null ? texts.newTitle : texts.editTitle(saved.name)}
          </h1>
          {productId === null ? null : (
            <Button kind="danger" icon={Trash2} onClick={() => setDialog('archive')}>
              {texts.archive}
            </Button>
          )}
          <Button kind="primary" disabled={!isChanged} onClick={() => void save()}>
            {isChanged || productId === null ? texts.save : texts.saved}
          </Button>
        </header>
        {error === null ? null : <ErrorBanner error={error} />}
        {form === null ? (
          error === null ? (
            <SkeletonRows count={6} label={texts.loading} />
          ) : null
        ) : (
          <div className="editor">
            <div className="editor__column">
              <BasicsCard form={form} onForm={setForm} trouble={trouble} />
              <VariantsCard form={form} onForm={setForm} trouble={trouble} />
            </div>
            <div className="editor__column">
              <PictureCard
                productId={productId}
                detail={detail}
                onChanged={() => void load(productId ?? '')}
              />
              <StockCard
                form={form}
                onForm={setForm}
                detail={detail}
                onMoved={() => void load(productId ?? '')}
              />
            </div>
          </div>
        )}
      </div>
      <ConfirmDialog
        open={dialog === 'leave'}
        title={texts.leaveTitle}
        text={texts.leaveText}
        keep={texts.stay}
        confirm={texts.leave}
        onKeep={() => setDialog(null)}
        onConfirm={props.onBack}
      />
      <ConfirmDialog
        open={dialog === 'archive'}
        title={texts.archiveTitle(saved?.name ?? '')}
        text={texts.archiveText}
        keep={texts.keep}
        confirm={texts.archive}
        onKeep={() => setDialog(null)}
        onConfirm={() => {
          setDialog(null);
          void archive();
        }}
      />
    </main>
  );
}

type CardProps = {
  readonly form: ProductForm;
  readonly onForm: (form: ProductForm) => void;
  readonly trouble: FormTrouble | null;
};

function BasicsCard({ form, onForm, trouble }: CardProps) {
  const texts = useTexts().catalog;
  const categories = useCategories();
  const catalog = useTill((state) => state.catalog);
  const taxClasses = catalog.state === 'ready' ? catalog.taxClasses : [];
  return (
    <section className="card" aria-label={texts.basics}>
      <div className="card__body stack">
        <Field
          label={texts.name}
          value={form.name}
          maxLength={120}
          onChange={(event) => onForm({ ...form, name: event.target.value })}
          {...(trouble?.field === 'name' ? { error: texts.nameNeeded } : {})}
        />
        <div className="editor__two">
          <div className="field">
            <span className="field__label">{texts.category}</span>
            <Select
              label={texts.category}
              value={form.categoryId ?? 'none'}
              choices={[
                { value: 'none', label: texts.noCategory },
                ...categories.map(({ categoryId, name }) => ({ value: categoryId, label: name })),
              ]}
              onChoose={(value) => onForm({ ...form, categoryId: value === 'none' ? null : value })}
            />
          </div>
          <div className="field">
            <span className="field__label">{texts.tax}</span>
            <Select
              label={texts.tax}
              value={form.taxClassId}
              choices={taxClasses.map(({ taxClassId, name }) => ({ value: taxClassId, label: name }))}
              onChoose={(taxClassId) => onForm({ ...form, taxClassId })}
            />
          </div>
          <div className="field">
            <span className="field__label">{texts.soldBy}</span>
            <Segments
              label={texts.soldBy}
              value={form.soldBy}
              segments={[
                { value: 'piece', label: texts.piece },
                { value: 'weight', label: texts.weight },
              ]}
              onChoose={(soldBy) => onForm({ ...form, soldBy })}
            />
          </div>
          <div className="field">
            <span className="field__label">{texts.favourite}</span>
            <YesNo
              label={texts.favourite}
              on={form.favourite}
              onChange={(favourite) => onForm({ ...form, favourite })}
            />
          </div>
        </div>
      </div>
    </section>
  );
}

export function YesNo(props: {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  const texts = useTexts().catalog;
  return (
    <Segments
      label={props.label}
      value={props.on ? 'on' : 'off'}
      segments={[
        { value: 'on', label: texts.on },
        { value: 'off', label: texts.off },
      ]}
      onChoose={(value) => props.onChange(value === 'on')}
    />
  );
}

function VariantsCard({ form, onForm, trouble }: CardProps) {
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
        <Field
          label={texts.scaleCode}
          hint={texts.scaleHint}
          inputMode="numeric"
          value={row.scaleCode}
          maxLength={5}
          onChange={(event) => onChange({ scaleCode: event.target.value.replaceAll(/\D/g, '') })}
          {...(trouble === 'scaleCode' ? { error: texts.scaleError } : {})}
        />
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

export function ConfirmDialog(props: {
  readonly open: boolean;
  readonly title: string;
  readonly text: string;
  readonly keep: string;
  readonly confirm: string;
  readonly onKeep: () => void;
  readonly onConfirm: () => void;
}) {
  return (
    <Dialog
      open={props.open}
      onClose={props.onKeep}
      title={props.title}
      text={props.text}
      footer={
        <>
          <Button onClick={props.onKeep}>{props.keep}</Button>
          <Button kind="danger-solid" onClick={props.onConfirm}>
            {props.confirm}
          </Button>
        </>
      }
    />
  );
}

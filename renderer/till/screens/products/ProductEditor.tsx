import { ArrowLeft, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ContractError } from '../../../../shared/contract/envelope.ts';
import type { ProductDetail } from '../../../../shared/contract/views/catalog.ts';
import { Button, ErrorBanner, useMoneyText } from '../../components/index.ts';
import { useKeyboard } from '../../keyboard/index.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import { SkeletonRows } from '../page-parts.tsx';
import { BasicsCard } from './BasicsCard.tsx';
import { ConfirmDialog } from './ConfirmDialog.tsx';
import { emptyForm, formOf, readForm, type FormTrouble, type ProductForm } from './editor-form.ts';
import { PictureCard } from './PictureCard.tsx';
import { StockCard } from './StockCard.tsx';
import { useCategories } from './use-categories.ts';
import { VariantsCard } from './VariantsCard.tsx';

/** One family of products: what its variants share, and each with its price and codes. */
export function ProductEditor(props: {
  readonly productId: string | null;
  /** A code that was scanned and that no product has. */
  readonly code: string | null;
  readonly onBack: () => void;
}) {
  const texts = useTexts().catalog;
  const [dialog, setDialog] = useState<'leave' | 'archive' | null>(null);
  const { productId, detail, form, setForm, saved, trouble, error, isChanged, load, save, archive } =
    useProductForm(props);
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
            {productId === null ? texts.newTitle : saved === null ? texts.title : texts.editTitle(saved.name)}
          </h1>
          {productId === null || saved === null ? null : (
            <Button kind="danger" icon={Trash2} onClick={() => setDialog('archive')}>
              {texts.archive}
            </Button>
          )}
          {form === null ? null : (
            <Button kind="primary" disabled={!isChanged} onClick={() => void save()}>
              {isChanged || productId === null ? texts.save : texts.saved}
            </Button>
          )}
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
      <EditorDialogs
        dialog={dialog}
        name={saved?.name ?? ''}
        onKeep={() => setDialog(null)}
        onLeave={props.onBack}
        onArchive={() => void archive()}
      />
    </main>
  );
}

/** What is asked before something is lost. */
function EditorDialogs(props: {
  readonly dialog: 'leave' | 'archive' | null;
  readonly name: string;
  readonly onKeep: () => void;
  readonly onLeave: () => void;
  readonly onArchive: () => void;
}) {
  const texts = useTexts().catalog;
  return (
    <>
      <ConfirmDialog
        open={props.dialog === 'leave'}
        title={texts.leaveTitle}
        text={texts.leaveText}
        keep={texts.stay}
        confirm={texts.leave}
        onKeep={props.onKeep}
        onConfirm={props.onLeave}
      />
      <ConfirmDialog
        open={props.dialog === 'archive'}
        title={texts.archiveTitle(props.name)}
        text={texts.archiveText}
        keep={texts.keep}
        confirm={texts.archive}
        onKeep={props.onKeep}
        onConfirm={() => {
          props.onKeep();
          props.onArchive();
        }}
      />
    </>
  );
}

/** The fields of one family, as read, as typed, and as saved. */
function useProductForm(props: {
  readonly productId: string | null;
  readonly code: string | null;
  readonly onBack: () => void;
}) {
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
  const newest = useRef(load);
  newest.current = load;
  useEffect(() => {
    // Asked once for the product that the editor was opened for.
    if (props.productId !== null) void newest.current(props.productId);
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
  return { productId, detail, form, setForm, saved, trouble, error, isChanged, load, save, archive };
}

import { ArrowLeft, ArrowUp, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ContractError } from '../../../../shared/contract/envelope.ts';
import type { Category, TaxClass } from '../../../../shared/contract/views/catalog.ts';
import { Button, Dialog, ErrorBanner, Field, Select } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import { useCategories } from './use-categories.ts';

const TONES = ['orange', 'green', 'sand', 'rose', 'blue', 'pink', 'grey'] as const;
type CategoryDraft = {
  readonly categoryId: string | null;
  readonly name: string;
  readonly tone: Category['tone'];
};
type TaxDraft = { readonly taxClassId: string | null; readonly name: string; readonly rate: string };

/** The shop's categories in their order, and what goods are taxed at. */
export function CategoriesPage(props: { readonly onBack: () => void }) {
  const texts = useTexts().catalog;
  const [error, setError] = useState<ContractError | null>(null);
  return (
    <main className="main">
      <div className="page">
        <header className="page__head">
          <Button kind="quiet" icon={ArrowLeft} iconOnly aria-label={texts.back} onClick={props.onBack} />
          <h1 className="h-title grow">{texts.categoriesTitle}</h1>
        </header>
        {error === null ? null : <ErrorBanner error={error} />}
        <div className="manage">
          <CategoryCard onError={setError} />
          <TaxCard onError={setError} />
        </div>
      </div>
    </main>
  );
}

type CardProps = { readonly onError: (error: ContractError | null) => void };

function CategoryCard({ onError }: CardProps) {
  const texts = useTexts().catalog;
  const ask = useTill((state) => state.ask);
  const categories = useCategories();
  const [draft, setDraft] = useState<CategoryDraft | null>(null);
  const settle = async (
    answer: Promise<{ readonly ok: boolean; readonly error?: ContractError }>,
  ): Promise<void> => {
    const result = await answer;
    onError(result.ok ? null : (result.error ?? null));
  };
  const moveUp = (index: number): void => {
    const ids = categories.map(({ categoryId }) => categoryId);
    const [moved] = ids.splice(index, 1);
    if (moved !== undefined) ids.splice(index - 1, 0, moved);
    void settle(ask('catalog.orderCategories', { categoryIds: ids }, { quiet: true }));
  };
  return (
    <section className="card" aria-label={texts.category}>
      <div className="card__body stack">
        <h2 className="h-card">{texts.category}</h2>
        <ul>
          {categories.map((category, index) => (
            <li key={category.categoryId} className="manage__row">
              <span className={`cat__hue tone-${category.tone}`} />
              <span className="grow clip">{category.name}</span>
              {index === 0 ? null : (
                <Button
                  kind="quiet"
                  iconOnly
                  icon={ArrowUp}
                  aria-label={texts.up(category.name)}
                  onClick={() => moveUp(index)}
                />
              )}
              <Button
                kind="quiet"
                iconOnly
                icon={Pencil}
                aria-label={texts.edit(category.name)}
                onClick={() => setDraft(category)}
              />
            </li>
          ))}
        </ul>
        <Button icon={Plus} onClick={() => setDraft({ categoryId: null, name: '', tone: 'orange' })}>
          {texts.newCategory}
        </Button>
      </div>
      {draft === null ? null : (
        <CategoryDialog
          draft={draft}
          onDraft={setDraft}
          onSave={(ready) => {
            setDraft(null);
            void settle(ask('catalog.saveCategory', ready, { quiet: true }));
          }}
          onRemove={(categoryId) => {
            setDraft(null);
            void settle(ask('catalog.removeCategory', { categoryId }, { quiet: true }));
          }}
        />
      )}
    </section>
  );
}

function CategoryDialog(props: {
  readonly draft: CategoryDraft;
  readonly onDraft: (draft: CategoryDraft | null) => void;
  readonly onSave: (draft: CategoryDraft) => void;
  readonly onRemove: (categoryId: string) => void;
}) {
  const texts = useTexts().catalog;
  const { draft, onDraft } = props;
  const name = draft.name.trim();
  const save = (): void => {
    if (name !== '') props.onSave({ categoryId: draft.categoryId, name, tone: draft.tone });
  };
  return (
    <Dialog
      open
      onClose={() => onDraft(null)}
      onEnter={save}
      title={draft.categoryId === null ? texts.newCategory : texts.edit(draft.name)}
      footer={
        <>
          {draft.categoryId === null ? (
            <Button onClick={() => onDraft(null)}>{texts.cancel}</Button>
          ) : (
            <Button kind="danger" icon={Trash2} onClick={() => props.onRemove(draft.categoryId ?? '')}>
              {texts.remove}
            </Button>
          )}
          <Button kind="primary" disabled={name === ''} onClick={save}>
            {texts.save}
          </Button>
        </>
      }
    >
      <Field
        label={texts.categoryName}
        value={draft.name}
        maxLength={60}
        onChange={(event) => onDraft({ ...draft, name: event.target.value })}
      />
      <div className="field">
        <span className="field__label">{texts.colour}</span>
        <Select
          label={texts.colour}
          value={draft.tone}
          choices={TONES.map((value) => ({ value, label: texts.colours[value] }))}
          onChoose={(value) =>
            onDraft({ ...draft, tone: TONES.find((each) => each === value) ?? draft.tone })
          }
        />
      </div>
    </Dialog>
  );
}

function TaxCard({ onError }: CardProps) {
  const texts = useTexts().catalog;
  const locale = useFormatLocale();
  const ask = useTill((state) => state.ask);
  const catalog = useTill((state) => state.catalog);
  const taxClasses: readonly TaxClass[] = catalog.state === 'ready' ? catalog.taxClasses : [];
  const [draft, setDraft] = useState<TaxDraft | null>(null);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 4 });
  const ratePpm = draft === null ? null : parseRate(draft.rate);
  const save = (): void => {
    if (draft === null || ratePpm === null || draft.name.trim() === '') return;
    const request = { taxClassId: draft.taxClassId, name: draft.name.trim(), ratePpm };
    setDraft(null);
    void ask('catalog.saveTaxClass', request, { quiet: true }).then((answer) =>
      onError(answer.ok ? null : answer.error),
    );
  };
  return (
    <section className="card" aria-label={texts.taxTitle}>
      <div className="card__body stack">
        <h2 className="h-card">{texts.taxTitle}</h2>
        <p className="muted">{texts.taxText}</p>
        <ul>
          {taxClasses.map((taxClass) => (
            <li key={taxClass.taxClassId} className="manage__row">
              <span className="grow clip">{taxClass.name}</span>
              <span className="num">{percent.format(taxClass.ratePpm / 1_000_000)}</span>
              <Button
                kind="quiet"
                iconOnly
                icon={Pencil}
                aria-label={texts.edit(taxClass.name)}
                onClick={() =>
                  setDraft({
                    taxClassId: taxClass.taxClassId,
                    name: taxClass.name,
                    rate: (taxClass.ratePpm / 10_000).toLocaleString(locale, { maximumFractionDigits: 4 }),
                  })
                }
              />
            </li>
          ))}
        </ul>
        <Button icon={Plus} onClick={() => setDraft({ taxClassId: null, name: '', rate: '' })}>
          {texts.newTax}
        </Button>
      </div>
      {draft === null ? null : (
        <Dialog
          open
          onClose={() => setDraft(null)}
          onEnter={save}
          title={draft.taxClassId === null ? texts.newTax : texts.edit(draft.name)}
          footer={
            <>
              <Button onClick={() => setDraft(null)}>{texts.cancel}</Button>
              <Button kind="primary" disabled={ratePpm === null || draft.name.trim() === ''} onClick={save}>
                {texts.save}
              </Button>
            </>
          }
        >
          <Field
            label={texts.taxName}
            value={draft.name}
            maxLength={60}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          />
          <Field
            label={texts.taxRate}
            inputMode="decimal"
            value={draft.rate}
            maxLength={8}
            onChange={(event) => setDraft({ ...draft, rate: event.target.value })}
            {...(draft.rate !== '' && ratePpm === null ? { error: texts.taxRateError } : {})}
          />
        </Dialog>
      )}
    </section>
  );
}

/** Percent as typed, in parts per million: 8.875 is 88,750. Null outside of 0 to 100. */
function parseRate(text: string): number | null {
  const match = /^\s*(\d{1,3})(?:[.,](\d{1,4}))?\s*%?\s*$/u.exec(text);
  if (match === null) return null;
  const ratePpm = Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0'));
  return ratePpm <= 1_000_000 ? ratePpm : null;
}

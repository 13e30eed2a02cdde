import { Field, Segments, Select } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import type { FormTrouble, ProductForm } from './editor-form.ts';
import { useCategories } from './use-categories.ts';
import { YesNo } from './YesNo.tsx';

export type CardProps = {
  readonly form: ProductForm;
  readonly onForm: (form: ProductForm) => void;
  readonly trouble: FormTrouble | null;
};

/** What the variants of a product share. */
export function BasicsCard({ form, onForm, trouble }: CardProps) {
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

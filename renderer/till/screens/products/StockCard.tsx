import { useState } from 'react';
import type { ContractError } from '../../../../shared/contract/envelope.ts';
import type { ProductDetail } from '../../../../shared/contract/views/catalog.ts';
import { Button, ErrorBanner, Field, Segments, Select } from '../../components/index.ts';
import { useTill } from '../../store/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';
import { dayAndTimeOf } from '../page-parts.tsx';
import type { ProductForm } from './editor-form.ts';
import { YesNo } from './YesNo.tsx';

type Move = 'count' | 'delivery' | 'correction';

/** Whether a product is counted, how much there is of each variant, and why that changed. */
export function StockCard(props: {
  readonly form: ProductForm;
  readonly onForm: (form: ProductForm) => void;
  readonly detail: ProductDetail | null;
  readonly onMoved: () => void;
}) {
  const texts = useTexts().catalog;
  const { form, onForm, detail } = props;
  return (
    <section className="card" aria-label={texts.stockTitle}>
      <div className="card__body stack">
        <h2 className="h-card">{texts.stockTitle}</h2>
        <div className="field">
          <span className="field__label">{texts.counted}</span>
          <YesNo
            label={texts.counted}
            on={form.stockTracked}
            onChange={(stockTracked) => onForm({ ...form, stockTracked })}
          />
        </div>
        {form.stockTracked ? (
          <div className="field">
            <span className="field__label">{texts.oversell}</span>
            <Select
              label={texts.oversell}
              value={form.oversell}
              choices={(['allow', 'warn', 'refuse'] as const).map((value) => ({
                value,
                label: texts.oversells[value],
              }))}
              onChoose={(value) => onForm({ ...form, oversell: value as ProductForm['oversell'] })} // One of the three above.
            />
          </div>
        ) : null}
        {detail?.draft.stockTracked === true ? <Movements {...props} detail={detail} /> : null}
      </div>
    </section>
  );
}

function Movements(props: {
  readonly form: ProductForm;
  readonly detail: ProductDetail;
  readonly onMoved: () => void;
}) {
  const texts = useTexts().catalog;
  const locale = useFormatLocale();
  const ask = useTill((state) => state.ask);
  const { detail } = props;
  const variants = detail.draft.variants;
  const [chosen, setChosen] = useState(variants[0]?.productId ?? '');
  const [kind, setKind] = useState<Move>('count');
  const [typed, setTyped] = useState('');
  const [note, setNote] = useState('');
  const [error, setError] = useState<ContractError | null>(null);
  const quantity = /^-?\d{1,7}$/.test(typed.trim()) ? Number(typed.trim()) : null;
  const isWeighed = detail.draft.soldBy === 'weight';
  const move = async (): Promise<void> => {
    if (quantity === null) return;
    const request = { productId: chosen, kind, quantity, note: note.trim() === '' ? null : note.trim() };
    const answer = await ask('catalog.moveStock', request, { quiet: true });
    setError(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setTyped('');
    setNote('');
    props.onMoved();
  };
  return (
    <>
      <dl className="kv">
        {detail.stocks.map(({ productId, stock }) => (
          <div key={productId} className="kv__pair">
            <dt>
              {[texts.inStock, variants.find((each) => each.productId === productId)?.variant]
                .filter(Boolean)
                .join(' · ')}
            </dt>
            <dd className="num">{stock.toLocaleString(locale)}</dd>
          </div>
        ))}
      </dl>
      {error === null ? null : <ErrorBanner error={error} />}
      {variants.length < 2 ? null : (
        <Select
          label={texts.variant}
          value={chosen}
          choices={variants.map((each) => ({ value: each.productId ?? '', label: each.variant }))}
          onChoose={setChosen}
        />
      )}
      <Segments
        label={texts.moveKind}
        look="fill"
        value={kind}
        segments={(['count', 'delivery', 'correction'] as const).map((value) => ({
          value,
          label: texts.moveKinds[value],
        }))}
        onChoose={setKind}
      />
      <Field
        label={isWeighed ? texts.moveGrams : texts.moveQuantity}
        inputMode="numeric"
        value={typed}
        maxLength={8}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Field
        label={texts.moveNote}
        value={note}
        maxLength={120}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button disabled={quantity === null} onClick={() => void move()}>
        {texts.move}
      </Button>
      {detail.movements.length === 0 ? null : (
        <>
          <h3 className="field__label">{texts.movements}</h3>
          <ul className="movements">
            {detail.movements.map((movement) => (
              <li key={movement.movementId}>
                <span className="clip">
                  {[texts.movementKinds[movement.kind], movement.note].filter(Boolean).join(' · ')}
                </span>
                <span className="num">
                  {movement.quantity > 0 ? `+${String(movement.quantity)}` : movement.quantity}
                </span>
                <span className="muted num">
                  {movement.atMs === 0 ? '' : dayAndTimeOf(movement.atMs, locale)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

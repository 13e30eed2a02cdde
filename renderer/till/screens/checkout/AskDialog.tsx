import { useEffect, useRef, useState } from 'react';
import type { Product } from '../../../../shared/contract/views/catalog.ts';
import { assertNever } from '../../../../shared/domain/assert-never.ts';
import { parseKilograms, priceOfWeight } from '../../../../shared/domain/catalog/index.ts';
import {
  Button,
  Dialog,
  Field,
  Keypad,
  Money,
  useKeypadHint,
  useMoneyText,
  useTypedAmount,
} from '../../components/index.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { PriceField } from './CustomItemDialog.tsx';

/** What a product needs before it can be sold: which of its variants, its price, or its weight. */
export function AskDialog() {
  const asking = useTill((state) => state.asking);
  if (asking === null) return null;
  const { product, what } = asking;
  switch (what) {
    case 'variant':
      return <VariantDialog product={product} />;
    case 'price':
      return <PriceDialog key={product.productId} product={product} />;
    case 'weight':
      return <WeightDialog key={product.productId} product={product} />;
    default:
      return assertNever(what, 'question');
  }
}

function VariantDialog(props: { readonly product: Product }) {
  const texts = useTexts().checkout;
  const currency = useSnapshot().store?.currency ?? 'EUR';
  const ask = useTill((state) => state.ask);
  const stop = useTill((state) => state.stopAsking);
  const press = useTill((state) => state.pressProduct);
  const [variants, setVariants] = useState<readonly Product[]>([]);
  const { familyId, name } = props.product;
  useEffect(() => {
    if (familyId === null) return;
    void ask('catalog.listFamily', { familyId }).then((answer) => {
      if (answer.ok) setVariants(answer.value.products);
    });
  }, [familyId, ask]);
  return (
    <Dialog open onClose={stop} title={texts.chooseVariant(name)}>
      <div className="variants" role="group" aria-label={texts.chooseVariant(name)}>
        {variants.map((variant) => (
          <Button
            key={variant.productId}
            size="tender"
            className="variants__one"
            onClick={() => {
              stop();
              void press(variant, false);
            }}
          >
            <span className="cell2 grow">
              <b className="clip">{variant.variant}</b>
              {variant.stock === null ? null : <small>{texts.leftInStock(variant.stock)}</small>}
            </span>
            {variant.priceMinor === null ? (
              texts.openPrice
            ) : (
              <Money amountMinor={variant.priceMinor} currency={currency} />
            )}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}

/** A price that is asked at each sale. */
function PriceDialog(props: { readonly product: Product }) {
  const texts = useTexts();
  const words = texts.checkout;
  const currency = useSnapshot().store?.currency ?? 'EUR';
  const stop = useTill((state) => state.stopAsking);
  const add = useTill((state) => state.addProduct);
  const { amountMinor: priceMinor, press, type } = useTypedAmount(currency);
  const hint = useKeypadHint(currency);
  const { product } = props;
  const confirm = (): void => {
    if (priceMinor > 0) void add(product.productId, { priceMinor, grams: null });
  };
  return (
    <Dialog
      open
      onClose={stop}
      onEnter={confirm}
      onText={type}
      onBackspace={() => press('back')}
      title={words.priceFor(product.name)}
      footer={<AddFooter isReady={priceMinor > 0} onAdd={confirm} onClose={stop} />}
    >
      <PriceField label={words.price} currency={currency} priceMinor={priceMinor} />
      <Keypad label={words.price} deleteLabel={texts.charge.deleteDigit} currency={currency} onKey={press} />
      <p className="small faint num">{hint}</p>
    </Dialog>
  );
}

/** A weight to type, as the scale shows it. */
function WeightDialog(props: { readonly product: Product }) {
  const words = useTexts().checkout;
  const text = useMoneyText();
  const currency = useSnapshot().store?.currency ?? 'EUR';
  const stop = useTill((state) => state.stopAsking);
  const add = useTill((state) => state.addProduct);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const { product } = props;
  const grams = parseKilograms(typed);
  const confirm = (): void => {
    setTried(true);
    if (grams !== null) void add(product.productId, { priceMinor: null, grams });
  };
  const comesTo =
    grams !== null && product.priceMinor !== null
      ? words.weightComesTo(text({ amountMinor: priceOfWeight(product.priceMinor, grams), currency }))
      : words.weightHint;
  return (
    <Dialog
      open
      onClose={stop}
      onEnter={confirm}
      initialFocus={field}
      title={words.weightFor(product.name)}
      footer={<AddFooter isReady={grams !== null} onAdd={confirm} onClose={stop} />}
    >
      <Field
        ref={field}
        size="sale"
        inputMode="decimal"
        label={words.weightLabel}
        value={typed}
        maxLength={16}
        onChange={(event) => setTyped(event.target.value)}
        hint={comesTo}
        {...(isTried && grams === null ? { error: words.weightError } : {})}
      />
    </Dialog>
  );
}

function AddFooter(props: {
  readonly isReady: boolean;
  readonly onAdd: () => void;
  readonly onClose: () => void;
}) {
  const texts = useTexts();
  return (
    <>
      <Button size="sale" onClick={props.onClose}>
        {texts.frame.cancel}
      </Button>
      <Button kind="primary" size="sale" keyHint="Enter" disabled={!props.isReady} onClick={props.onAdd}>
        {texts.checkout.dialog.add}
      </Button>
    </>
  );
}

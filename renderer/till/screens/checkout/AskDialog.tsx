import { useEffect, useRef, useState } from 'react';
import type { Product } from '../../../../shared/contract/views/catalog.ts';
import { parseKilograms, priceOfWeight } from '../../../../shared/domain/catalog/index.ts';
import { parseMoneyText } from '../../../../shared/domain/money/index.ts';
import { Button, Dialog, Field, Money, useMoneyText } from '../../components/index.ts';
import { useSnapshot, useTill } from '../../store/index.ts';
import { useFormatLocale, useTexts } from '../../text/use-texts.tsx';

/** What a product needs before it can be sold: which of its variants, its price, or its weight. */
export function AskDialog() {
  const asking = useTill((state) => state.asking);
  if (asking === null) return null;
  const { product, what } = asking;
  return what === 'variant' ? (
    <VariantDialog product={product} />
  ) : (
    <NumberDialog key={product.productId} product={product} what={what} />
  );
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

/** A price or a weight to type, as people write it here. */
function NumberDialog(props: { readonly product: Product; readonly what: 'price' | 'weight' }) {
  const texts = useTexts();
  const words = texts.checkout;
  const locale = useFormatLocale();
  const text = useMoneyText();
  const currency = useSnapshot().store?.currency ?? 'EUR';
  const stop = useTill((state) => state.stopAsking);
  const add = useTill((state) => state.addProduct);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const { product, what } = props;
  const parsed = parseMoneyText(typed, currency, locale);
  const priceMinor = parsed.ok && parsed.amountMinor > 0 ? parsed.amountMinor : null;
  const grams = parseKilograms(typed);
  const isReady = what === 'price' ? priceMinor !== null : grams !== null;
  const confirm = (): void => {
    setTried(true);
    if (!isReady) return;
    void add(product.productId, {
      priceMinor: what === 'price' ? priceMinor : null,
      grams: what === 'weight' ? grams : null,
    });
  };
  const comesTo =
    what === 'weight' && grams !== null && product.priceMinor !== null
      ? words.weightComesTo(text({ amountMinor: priceOfWeight(product.priceMinor, grams), currency }))
      : words.weightHint;
  return (
    <Dialog
      open
      onClose={stop}
      onEnter={confirm}
      initialFocus={field}
      title={what === 'price' ? words.priceFor(product.name) : words.weightFor(product.name)}
      footer={
        <>
          <Button size="sale" onClick={stop}>
            {texts.frame.cancel}
          </Button>
          <Button kind="primary" size="sale" keyHint="Enter" disabled={!isReady} onClick={confirm}>
            {words.dialog.add}
          </Button>
        </>
      }
    >
      <Field
        ref={field}
        size="sale"
        inputMode="decimal"
        label={what === 'price' ? words.price : words.weightLabel}
        value={typed}
        maxLength={16}
        onChange={(event) => setTyped(event.target.value)}
        {...(what === 'weight' ? { hint: comesTo } : {})}
        {...(isTried && !isReady && what === 'weight' ? { error: words.weightError } : {})}
      />
    </Dialog>
  );
}

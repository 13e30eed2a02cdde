import { memo } from 'react';
import type { Category, Product } from '../../../../shared/contract/views/catalog.ts';
import { joinClasses, Money, Picture, useMoneyText } from '../../components/index.ts';
import { useTexts } from '../../text/use-texts.tsx';
import { ShopPicture } from './ShopPicture.tsx';

type TileProps = {
  readonly product: Product;
  readonly tone: Category['tone'];
  readonly currency: string;
  readonly count: number;
  /** It stands for all variants of its family. */
  readonly isFamily: boolean;
  readonly onPress: (product: Product, isFamily: boolean) => unknown;
};

/**
 * One product to tap. The tile works without a picture; the count says how many are in the cart. It is drawn anew only
 * where it shows something else: a key in the search draws no tile, and its answer only those that are new.
 */
export const ProductTile = memo(Tile, isSameTile);

function isSameTile(before: TileProps, after: TileProps): boolean {
  const { product: one, ...rest } = before;
  const { product: other, ...more } = after;
  return isSame(one, other) && isSame(rest, more);
}

function isSame(one: object, other: object): boolean {
  const entries = Object.entries(one);
  return (
    entries.length === Object.keys(other).length &&
    entries.every(([key, value]) => Object.is(value, Reflect.get(other, key)))
  );
}

function Tile(props: TileProps) {
  const texts = useTexts().checkout;
  const text = useMoneyText();
  const { product, currency } = props;
  const { name, priceMinor, soldBy, variants, stock } = product;
  const hasVariants = props.isFamily && variants > 1;
  const title = props.isFamily || product.variant === '' ? name : `${name}, ${product.variant}`;
  const amount = priceMinor === null ? null : text({ amountMinor: priceMinor, currency });
  const price =
    amount === null
      ? texts.openPrice
      : soldBy === 'weight'
        ? texts.perKilo(amount)
        : hasVariants
          ? texts.fromPrice(amount)
          : amount;
  const isLow = !hasVariants && soldBy === 'piece' && stock !== null && stock <= 5;
  const note = hasVariants ? texts.variantsCount(variants) : isLow ? texts.leftInStock(stock) : null;
  // In the order in which the tile shows them, so that it can be called by what is read on it.
  const label = [title, note, price, props.count > 0 ? texts.inCart(props.count) : null];
  return (
    <button
      type="button"
      className={joinClasses('tile', `tone-${props.tone}`)}
      aria-label={label.filter(Boolean).join(', ')}
      onClick={() => props.onPress(product, props.isFamily)}
    >
      {/* Drawn by the style sheet: the name says it in words, and begins with what can be read on the tile. */}
      {props.count > 0 ? <span className="tile__count" data-count={props.count} aria-hidden /> : null}
      <span className="tile__name">{title}</span>{' '}
      {product.pictureId === null ? (
        <Picture name={product.picture} />
      ) : (
        <ShopPicture pictureId={product.pictureId} />
      )}
      <span className="tile__foot">
        {note === null ? null : <span className={isLow ? 'tile__stock' : 'tile__note'}>{note}</span>}{' '}
        <span className="tile__price">
          {priceMinor === null || soldBy === 'weight' || hasVariants ? (
            price
          ) : (
            <Money amountMinor={priceMinor} currency={currency} />
          )}
        </span>
      </span>
    </button>
  );
}

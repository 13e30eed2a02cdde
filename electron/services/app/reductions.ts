import type { ChannelName, CheckedRequestOf } from '../../../shared/contract/index.ts';
import {
  furtherReduction,
  isWithin,
  reductionOfCart,
  removeLine,
  setCartDiscount,
  setLineDiscount,
  setLinePrice,
  setLineQuantity,
  type Cart,
  type CartEdit,
  type CartReduction,
  type Discount,
} from '../../../shared/domain/cart/index.ts';
import type { Db } from '../db/index.ts';
import { findSale } from '../sales/index.ts';

type Reducing =
  'sale.setPrice' | 'sale.setLineDiscount' | 'sale.setDiscount' | 'sale.setQuantity' | 'sale.removeLine';
/** From here on the cart stays as it is. */
type Ending = 'charge.begin' | 'refunds.finishExchange';
type Edits = { readonly [Name in Reducing]: (request: CheckedRequestOf<Name>) => (cart: Cart) => CartEdit };

const EDITS: Edits = {
  'sale.setPrice':
    ({ lineId, unitPriceMinor, reason }) =>
    (cart) =>
      setLinePrice(cart, lineId, { unitPriceMinor, reason }),
  'sale.setLineDiscount':
    ({ lineId, discount }) =>
    (cart) =>
      setLineDiscount(cart, lineId, discountOf(discount)),
  'sale.setDiscount':
    ({ discount }) =>
    (cart) =>
      setCartDiscount(cart, discountOf(discount)),
  // A fixed amount off weighs more once goods are taken out of the cart again.
  'sale.setQuantity':
    ({ lineId, quantity }) =>
    (cart) =>
      setLineQuantity(cart, lineId, quantity),
  'sale.removeLine':
    ({ lineId }) =>
    (cart) =>
      removeLine(cart, lineId),
};

/** What a request takes off its sale, and what the whole sale would come to. */
export type Reduced = {
  readonly saleId: string;
  /** What has to be allowed, in whole percent rounded up. */
  readonly percent: number;
  readonly whole: CartReduction;
};

/**
 * How far below the catalogue's prices a request would bring its cart further; null where it is no such request, brings
 * nothing down, or will be refused anyway. A cart that is to be paid is judged once more as a whole, because goods that
 * were rung up after a discount were not there to be measured: null where it takes off no more than the person may
 * alone (`alonePercent`; null: anything), or than was allowed for it.
 */
export function reductionOf(
  db: Db,
  asked: { readonly channel: ChannelName; readonly request: unknown; readonly alonePercent: number | null },
): Reduced | null {
  const { channel, request, alonePercent } = asked;
  if (!isReducing(channel) && !isEnding(channel)) return null;
  const { saleId } = request as CheckedRequestOf<Reducing | Ending>; // Passed its channel's schema.
  const sale = findSale(db, saleId);
  if (sale === null || sale.state !== 'open') return null;
  if (isEnding(channel)) {
    const whole = reductionOfCart(sale.cart);
    if (whole === null || alonePercent === null) return null;
    if (isWithin(whole, alonePercent, findAllowed(db, saleId))) return null;
    return { saleId, percent: whole.percent, whole };
  }
  const edit = EDITS[channel] as (request: unknown) => (cart: Cart) => CartEdit; // As above.
  const after = edit(request)(sale.cart);
  const percent = after.ok ? furtherReduction(sale.cart, after.cart) : null;
  const whole = after.ok && percent !== null ? reductionOfCart(after.cart) : null;
  return percent === null || whole === null ? null : { saleId, percent, whole };
}

/** Remembers what somebody who may has let a sale come to. The newest word counts: it was given for all of the cart. */
export function allowReduction(db: Db, { saleId, whole }: Reduced): void {
  db.run(
    'INSERT OR REPLACE INTO allowed_reductions (sale_id, percent, off_minor) VALUES (?, ?, ?)',
    saleId,
    whole.percent,
    whole.offMinor,
  );
}

function findAllowed(db: Db, saleId: string): Pick<CartReduction, 'percent' | 'offMinor'> | null {
  return db.get<Pick<CartReduction, 'percent' | 'offMinor'>>(
    'SELECT percent, off_minor AS offMinor FROM allowed_reductions WHERE sale_id = ?',
    saleId,
  );
}

/** The reason is the discount's label: on the receipt, and in the record. */
export function discountOf(asked: CheckedRequestOf<'sale.setDiscount'>['discount']): Discount | null {
  if (asked === null) return null;
  return asked.kind === 'percent'
    ? { kind: 'percent', ratePpm: asked.ratePpm, label: asked.reason }
    : { kind: 'fixed', amountMinor: asked.amountMinor, label: asked.reason };
}

function isEnding(channel: ChannelName): channel is Ending {
  return channel === 'charge.begin' || channel === 'refunds.finishExchange';
}

function isReducing(channel: ChannelName): channel is Reducing {
  return Object.hasOwn(EDITS, channel);
}

import type { ChannelName, CheckedRequestOf } from '../../../shared/contract/index.ts';
import {
  furtherReduction,
  removeLine,
  setCartDiscount,
  setLineDiscount,
  setLinePrice,
  setLineQuantity,
  type Cart,
  type CartEdit,
  type Discount,
} from '../../../shared/domain/cart/index.ts';
import type { Db } from '../db/index.ts';
import { findSale } from '../sales/index.ts';

type Reducing =
  'sale.setPrice' | 'sale.setLineDiscount' | 'sale.setDiscount' | 'sale.setQuantity' | 'sale.removeLine';
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

/**
 * How far below the catalogue's prices a request would bring its cart further, in whole percent rounded up; null where it
 * is no such request, brings nothing down, or will be refused anyway.
 */
export function reductionOf(db: Db, channel: ChannelName, request: unknown): number | null {
  if (!isReducing(channel)) return null;
  const { saleId } = request as CheckedRequestOf<Reducing>; // Passed its channel's schema.
  const sale = findSale(db, saleId);
  if (sale === null || sale.state !== 'open') return null;
  const edit = EDITS[channel] as (request: unknown) => (cart: Cart) => CartEdit; // As above.
  const after = edit(request)(sale.cart);
  return after.ok ? furtherReduction(sale.cart, after.cart) : null;
}

/** The reason is the discount's label: on the receipt, and in the record. */
export function discountOf(asked: CheckedRequestOf<'sale.setDiscount'>['discount']): Discount | null {
  if (asked === null) return null;
  return asked.kind === 'percent'
    ? { kind: 'percent', ratePpm: asked.ratePpm, label: asked.reason }
    : { kind: 'fixed', amountMinor: asked.amountMinor, label: asked.reason };
}

function isReducing(channel: ChannelName): channel is Reducing {
  return Object.hasOwn(EDITS, channel);
}

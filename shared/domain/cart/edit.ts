import { assertNever } from '../assert-never.ts';
import { AMOUNT_MINOR_MAX } from '../money/index.ts';
import { type Cart, type CartLine, type Discount, LINES_MAX, QUANTITY_MAX } from './cart.ts';

/** Why a cart stays as it was. */
export type CartRefusal =
  'quantity-not-allowed' | 'quantity-too-large' | 'line-not-found' | 'too-many-lines' | 'amount-too-large';

/** The changed cart, or the reason why there is none; the given cart is never touched. */
export type CartEdit =
  { readonly ok: true; readonly cart: Cart } | { readonly ok: false; readonly reason: CartRefusal };

/** As `CartEdit`, with the line that now holds what was added. */
export type CartAddition =
  | { readonly ok: true; readonly cart: Cart; readonly lineId: string }
  | { readonly ok: false; readonly reason: CartRefusal };

/**
 * Puts a line into the cart. A line of the same product, price, tax, note and discount takes it in by raising its
 * quantity; then `lineId` is that line's. Lines with a fixed discount stay apart, because two such lines carry the
 * discount twice and one line would carry it once.
 *
 * Refusals: quantity-not-allowed (not a whole number above 0), quantity-too-large (above `QUANTITY_MAX`, also after
 * merging), too-many-lines, amount-too-large. Throws when the line's id is already in the cart: ids are made anew.
 */
export function addLine(cart: Cart, line: CartLine): CartAddition {
  if (!isWholeAboveZero(line.quantity)) return { ok: false, reason: 'quantity-not-allowed' };
  if (line.quantity > QUANTITY_MAX) return { ok: false, reason: 'quantity-too-large' };
  const twin = cart.lines.find((existing) => isSameGoods(existing, line));
  if (twin !== undefined) {
    const edit = setLineQuantity(cart, twin.lineId, twin.quantity + line.quantity);
    return edit.ok ? { ...edit, lineId: twin.lineId } : edit;
  }
  if (cart.lines.some((existing) => existing.lineId === line.lineId)) {
    throw new Error(`line ${line.lineId} is already in the cart`);
  }
  if (cart.lines.length >= LINES_MAX) return { ok: false, reason: 'too-many-lines' };
  const edit = ifItFits({ ...cart, lines: [...cart.lines, line] });
  return edit.ok ? { ...edit, lineId: line.lineId } : edit;
}

/**
 * Sets how many pieces a line holds; 0 removes it.
 * Refusals: line-not-found, quantity-not-allowed (negative or not whole), quantity-too-large, amount-too-large.
 */
export function setLineQuantity(cart: Cart, lineId: string, quantity: number): CartEdit {
  if (quantity === 0) return removeLine(cart, lineId);
  if (!cart.lines.some((line) => line.lineId === lineId)) return { ok: false, reason: 'line-not-found' };
  if (!isWholeAboveZero(quantity)) return { ok: false, reason: 'quantity-not-allowed' };
  if (quantity > QUANTITY_MAX) return { ok: false, reason: 'quantity-too-large' };
  return ifItFits({
    ...cart,
    lines: cart.lines.map((line) => (line.lineId === lineId ? { ...line, quantity } : line)),
  });
}

/** Takes a line out. Refusal: line-not-found. */
export function removeLine(cart: Cart, lineId: string): CartEdit {
  const lines = cart.lines.filter((line) => line.lineId !== lineId);
  if (lines.length === cart.lines.length) return { ok: false, reason: 'line-not-found' };
  return { ok: true, cart: { ...cart, lines } };
}

function isWholeAboveZero(quantity: number): boolean {
  return Number.isSafeInteger(quantity) && quantity > 0;
}

function isSameGoods(a: CartLine, b: CartLine): boolean {
  return (
    a.productId !== null &&
    a.productId === b.productId &&
    a.name === b.name &&
    a.unitPriceMinor === b.unitPriceMinor &&
    a.taxRate.id === b.taxRate.id &&
    a.taxRate.ratePpm === b.taxRate.ratePpm &&
    a.note === b.note &&
    isSameRateDiscount(a.discount, b.discount)
  );
}

function isSameRateDiscount(a: Discount | null, b: Discount | null): boolean {
  if (a === null || b === null) return a === b;
  switch (a.kind) {
    case 'fixed':
      return false;
    case 'percent':
      return b.kind === 'percent' && a.ratePpm === b.ratePpm && a.label === b.label;
    default:
      return assertNever(a, 'discount');
  }
}

/** A tax on top at most doubles a line, so half the limit leaves every sum of `cartTotals` inside it. */
function ifItFits(cart: Cart): CartEdit {
  const sizeMinor = cart.lines.reduce(
    (total, line) => total + BigInt(Math.abs(line.unitPriceMinor)) * BigInt(line.quantity),
    0n,
  );
  if (sizeMinor * 2n > BigInt(AMOUNT_MINOR_MAX)) return { ok: false, reason: 'amount-too-large' };
  return { ok: true, cart };
}

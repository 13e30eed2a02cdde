import { assertNever } from '../assert-never.ts';
import { AMOUNT_MINOR_MAX, type MinorUnits } from '../money/index.ts';
import { type Cart, type CartLine, type Discount, LINES_MAX, QUANTITY_MAX } from './cart.ts';

/** Why a cart stays as it was. */
export type CartRefusal =
  | 'price-not-allowed'
  | 'discount-not-allowed'
  | 'quantity-not-allowed'
  | 'quantity-too-large'
  | 'line-not-found'
  | 'too-many-lines'
  | 'amount-too-large';

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

/**
 * Puts another unit price in the place of the catalogue's, and remembers that one; null puts it back.
 * Refusals: line-not-found, price-not-allowed (below zero, or the line is of goods that come back), amount-too-large.
 */
export function setLinePrice(
  cart: Cart,
  lineId: string,
  change: { readonly unitPriceMinor: MinorUnits | null; readonly reason: string },
): CartEdit {
  const line = cart.lines.find((each) => each.lineId === lineId);
  if (line === undefined) return { ok: false, reason: 'line-not-found' };
  if (line.unitPriceMinor < 0 || (change.unitPriceMinor ?? 0) < 0) {
    return { ok: false, reason: 'price-not-allowed' };
  }
  const listPriceMinor = line.listPriceMinor ?? line.unitPriceMinor;
  const isBack = change.unitPriceMinor === null || change.unitPriceMinor === listPriceMinor;
  const next: CartLine = isBack
    ? { ...line, unitPriceMinor: listPriceMinor, listPriceMinor: null, priceReason: null }
    : {
        ...line,
        unitPriceMinor: change.unitPriceMinor ?? listPriceMinor,
        listPriceMinor,
        priceReason: change.reason,
      };
  return ifItFits(withLine(cart, next));
}

/** Sets or takes away a line's discount. Refusals: line-not-found, discount-not-allowed (see `isDiscount`). */
export function setLineDiscount(cart: Cart, lineId: string, discount: Discount | null): CartEdit {
  const line = cart.lines.find((each) => each.lineId === lineId);
  if (line === undefined) return { ok: false, reason: 'line-not-found' };
  if (discount !== null && (line.unitPriceMinor < 0 || !isDiscount(discount))) {
    return { ok: false, reason: 'discount-not-allowed' };
  }
  return { ok: true, cart: withLine(cart, { ...line, discount }) };
}

/** Sets or takes away the discount of the whole cart. Refusal: discount-not-allowed. */
export function setCartDiscount(cart: Cart, discount: Discount | null): CartEdit {
  if (discount !== null && !isDiscount(discount)) return { ok: false, reason: 'discount-not-allowed' };
  return { ok: true, cart: { ...cart, discount } };
}

/** Whether it takes something off: a whole share above 0 and up to all of it, or an amount above 0. */
function isDiscount(discount: Discount): boolean {
  switch (discount.kind) {
    case 'percent':
      return isWholeAboveZero(discount.ratePpm) && discount.ratePpm <= 1_000_000;
    case 'fixed':
      return discount.amountMinor > 0;
    default:
      return assertNever(discount, 'discount');
  }
}

function withLine(cart: Cart, line: CartLine): Cart {
  return { ...cart, lines: cart.lines.map((each) => (each.lineId === line.lineId ? line : each)) };
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
    (a.listPriceMinor ?? null) === (b.listPriceMinor ?? null) &&
    (a.grams ?? null) === null &&
    (b.grams ?? null) === null &&
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

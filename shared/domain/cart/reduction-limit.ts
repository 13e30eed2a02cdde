import type { Cart } from './cart.ts';
import { cartTotals } from './totals.ts';

/**
 * How far somebody may go below the prices of the catalogue. Shares in parts per million of what the catalogue asks;
 * null is no limit, 0 is nothing at all.
 */
export type ReductionLimit = { readonly linePpmMax: number | null; readonly cartPpmMax: number | null };

/** What an owner may do. */
export const NO_LIMIT: ReductionLimit = { linePpmMax: null, cartPpmMax: null };

/**
 * The one check of discounts and changed prices: it looks at what a cart comes to and not at how it got there, so that
 * a changed price, a line's discount and the cart's discount can't be added up to more than is allowed. A cart that was
 * over the limit before (a manager allowed that) may stay as it is or come down, but not go further.
 */
export function isWithinLimit(before: Cart, after: Cart, limit: ReductionLimit): boolean {
  const was = reductionsOf(before);
  const is = reductionsOf(after);
  if (exceeds(is.cart, limit.cartPpmMax) && isMore(is.cart, was.cart)) return false;
  return [...is.lines].every(
    ([lineId, line]) =>
      !exceeds(line, limit.linePpmMax) ||
      !isMore(line, was.lines.get(lineId) ?? { offMinor: 0n, ofMinor: 1n }),
  );
}

type Reduction = { readonly offMinor: bigint; readonly ofMinor: bigint };

function reductionsOf(cart: Cart): {
  readonly cart: Reduction;
  readonly lines: ReadonlyMap<string, Reduction>;
} {
  const totals = cartTotals(cart);
  const lines = new Map<string, Reduction>();
  let offMinor = BigInt(totals.discountMinor);
  let ofMinor = 0n;
  cart.lines.forEach((line, index) => {
    const listMinor = BigInt(line.listPriceMinor ?? line.unitPriceMinor) * BigInt(line.quantity);
    // Goods that come back are no reduction, and no price that one could be measured by.
    if (listMinor <= 0n) return;
    const off = listMinor - BigInt(totals.lines[index]?.totalMinor ?? 0);
    lines.set(line.lineId, { offMinor: off, ofMinor: listMinor });
    offMinor += off;
    ofMinor += listMinor;
  });
  return { cart: { offMinor, ofMinor: ofMinor === 0n ? 1n : ofMinor }, lines };
}

function exceeds({ offMinor, ofMinor }: Reduction, ppmMax: number | null): boolean {
  return ppmMax !== null && offMinor * 1_000_000n > BigInt(ppmMax) * ofMinor;
}

function isMore(one: Reduction, other: Reduction): boolean {
  return one.offMinor * other.ofMinor > other.offMinor * one.ofMinor;
}

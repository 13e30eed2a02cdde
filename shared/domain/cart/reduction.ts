import type { Cart } from './cart.ts';
import { cartTotals } from './totals.ts';

/**
 * How far an edit brings a cart below the catalogue's prices, in whole percent rounded up: of the cart, or of the line
 * that comes out lowest. Null where the edit brings nothing further down than it was.
 *
 * The one measure of discounts and changed prices: it looks at what a cart comes to and not at how it got there, so that
 * a changed price, a line's discount and the cart's discount can't be added up to more than somebody may give. What a
 * manager allowed before may stay or come back up, but not go further.
 */
export function furtherReduction(before: Cart, after: Cart): number | null {
  const was = reductionsOf(before);
  const is = reductionsOf(after);
  const further = [...is.lines]
    .filter(([lineId, line]) => isMore(line, was.lines.get(lineId) ?? NOTHING_OFF))
    .map(([, line]) => line);
  if (isMore(is.cart, was.cart)) further.push(is.cart);
  return further.length === 0 ? null : Math.max(...further.map(percentOf));
}

const NOTHING_OFF: Reduction = { offMinor: 0n, ofMinor: 1n };

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

function isMore(one: Reduction, other: Reduction): boolean {
  return one.offMinor * other.ofMinor > other.offMinor * one.ofMinor;
}

function percentOf({ offMinor, ofMinor }: Reduction): number {
  return Number((offMinor * 100n + ofMinor - 1n) / ofMinor);
}

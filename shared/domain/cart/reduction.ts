import { assertNever } from '../assert-never.ts';
import type { Cart, CartLine, Discount } from './cart.ts';

/** What is taken off a cart, measured by the catalogue's prices of what is sold in it. */
export type CartReduction = {
  /** In whole percent rounded up: of the cart, or of the line that comes out lowest. */
  readonly percent: number;
  readonly offMinor: number;
  readonly ofMinor: number;
};

/**
 * How far an edit brings a cart below the catalogue's prices, in whole percent rounded up: of the cart, or of the line
 * that comes out lowest. Null where the edit brings nothing further down than it was, nor more pieces of a line.
 *
 * The one measure of discounts and changed prices: it looks at what a cart comes to and not at how it got there, so that
 * a changed price, a line's discount and the cart's discount can't be added up to more than somebody may give. What a
 * manager allowed before may stay or come back up, but not go further.
 */
export function furtherReduction(before: Cart, after: Cart): number | null {
  const was = reductionsOf(before);
  const is = reductionsOf(after);
  const further = [...is.lines]
    .filter(([lineId, line]) => isFurther(line, was.lines.get(lineId) ?? NOTHING_OFF))
    .map(([, line]) => line);
  if (isMore(is.cart, was.cart)) further.push(is.cart);
  return further.length === 0 ? null : Math.max(...further.map(percentOf));
}

/** All that is taken off a cart; null for an ordinary one. What is given back in it hides none of it. */
export function reductionOfCart(cart: Cart): CartReduction | null {
  if (cart.discount === null && cart.lines.every(isAtItsPrice)) return null;
  const { lines, cart: whole, off, of } = reductionsOf(cart);
  const percent = Math.max(percentOf(whole), ...[...lines.values()].map(percentOf));
  if (percent <= 0) return null;
  return {
    percent,
    offMinor: off <= 0n ? 0 : Number((off + SCALE - 1n) / SCALE),
    ofMinor: Number(of / SCALE),
  };
}

/**
 * Whether somebody who may take `alonePercent` off alone needs nobody for a reduction: it is no more than that, or what
 * goes beyond it was approved for this sale, as a percentage and in money.
 */
export function isWithin(
  reduction: CartReduction,
  alonePercent: number,
  approved: Pick<CartReduction, 'percent' | 'offMinor'> | null,
): boolean {
  if (reduction.percent <= alonePercent) return true;
  if (approved === null || reduction.percent > approved.percent) return false;
  const aloneHundredths = BigInt(alonePercent) * BigInt(reduction.ofMinor);
  return BigInt(reduction.offMinor) * 100n <= BigInt(approved.offMinor) * 100n + aloneHundredths;
}

const PPM = 1_000_000n;
/** Parts of a minor unit, so that a percentage of a percentage is exact: ten percent of 10.05 is ten, and not eleven. */
const SCALE = PPM * PPM;

type Reduction = { readonly off: bigint; readonly of: bigint };
const NOTHING_OFF: Reduction = { off: 0n, of: 1n };

function reductionsOf(cart: Cart): Reduction & {
  readonly cart: Reduction;
  readonly lines: ReadonlyMap<string, Reduction>;
} {
  const lines = new Map<string, Reduction>();
  let [off, of, sold] = [0n, 0n, 0n];
  for (const line of cart.lines) {
    const left = leftOf(line);
    if (left > 0n) sold += left;
    const list = BigInt(line.listPriceMinor ?? line.unitPriceMinor) * BigInt(line.quantity) * SCALE;
    // Goods that come back are no reduction, and no price that one could be measured by.
    if (list <= 0n) continue;
    lines.set(line.lineId, { off: list - left, of: list });
    off += list - left;
    of += list;
  }
  // Of what is sold, also where less than that is left to pay beside what is given back.
  off += takenOff(cart.discount, sold);
  return { off, of, lines, cart: of === 0n ? rateOf(cart.discount) : { off, of } };
}

/** A cart's discount is what it says before there is anything that it could be taken off. */
function rateOf(discount: Discount | null): Reduction {
  return discount?.kind === 'percent' ? { off: BigInt(discount.ratePpm), of: PPM } : NOTHING_OFF;
}

function leftOf(line: CartLine): bigint {
  const gross = BigInt(line.unitPriceMinor) * BigInt(line.quantity) * SCALE;
  return gross - takenOff(line.discount, gross);
}

function takenOff(discount: Discount | null, amount: bigint): bigint {
  if (discount === null || amount <= 0n) return 0n;
  switch (discount.kind) {
    case 'percent':
      return (amount * BigInt(discount.ratePpm)) / PPM;
    case 'fixed': {
      const wanted = BigInt(discount.amountMinor) * SCALE;
      return wanted < amount ? wanted : amount;
    }
    default:
      return assertNever(discount, 'discount');
  }
}

function isAtItsPrice(line: CartLine): boolean {
  return line.discount === null && (line.listPriceMinor ?? line.unitPriceMinor) === line.unitPriceMinor;
}

/** Lower than it was, or as low for more pieces. */
function isFurther(one: Reduction, other: Reduction): boolean {
  return isMore(one, other) || (one.off > other.off && isMore(one, NOTHING_OFF) && !isMore(other, one));
}

function isMore(one: Reduction, other: Reduction): boolean {
  return one.off * other.of > other.off * one.of;
}

function percentOf({ off, of }: Reduction): number {
  return Number((off * 100n + of - 1n) / of);
}

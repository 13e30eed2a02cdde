/**
 * A whole number of the smallest unit of a currency: cents, yen, fils. Never a float, never without a currency
 * beside it or its store's.
 */
export type MinorUnits = number & { readonly __brand: 'MinorUnits' };

/**
 * The largest amount of this product, either sign. Twelve digits print on any receipt, and sums of thousands of
 * them stay far inside the safe integers (9_007_199_254_740_991).
 */
export const AMOUNT_MINOR_MAX = 999_999_999_999;

/** Marks a checked number as minor units. Throws RangeError, naming the value, when it is not whole or too large. */
export function minorUnits(value: number): MinorUnits {
  if (!Number.isSafeInteger(value) || Math.abs(value) > AMOUNT_MINOR_MAX) {
    throw new RangeError(`not an amount in minor units: ${value}`);
  }
  // True because the line above is the whole meaning of the brand; adding 0 turns -0 into 0.
  return (value + 0) as MinorUnits;
}

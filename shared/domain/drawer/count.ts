import { AMOUNT_MINOR_MAX, currencyFacts, minorUnits, type MinorUnits } from '../money/index.ts';

/** How many of each note or coin lay in the drawer. */
export type CashPieces = readonly { readonly valueMinor: number; readonly count: number }[];

/** The notes and coins of a currency as a drawer is counted: from the largest down. Throws RangeError when unknown. */
export function listDenominations(currency: string): {
  readonly notesMinor: readonly number[];
  readonly coinsMinor: readonly number[];
} {
  const { notesMinor, coinsMinor } = currencyFacts(currency);
  // Some currencies have a note and a coin of one value; they lie in two compartments and are counted apart.
  return { notesMinor: notesMinor.toReversed(), coinsMinor: coinsMinor.toReversed() };
}

/**
 * What a count comes to. `otherMinor`: what was counted without its pieces (rolls, vouchers, foreign coins at value).
 * Null when it can't be a count of this currency: a piece that it does not have, a negative number, or too much.
 */
export function countedMinor(pieces: CashPieces, otherMinor: number, currency: string): MinorUnits | null {
  const { notesMinor, coinsMinor } = currencyFacts(currency);
  const known = new Set([...notesMinor, ...coinsMinor]);
  const fits = pieces.every(
    ({ valueMinor, count }) => known.has(valueMinor) && Number.isSafeInteger(count) && count >= 0,
  );
  if (!fits || !Number.isSafeInteger(otherMinor) || otherMinor < 0) return null;
  const sum = pieces.reduce((total, { valueMinor, count }) => total + valueMinor * count, otherMinor);
  return sum <= AMOUNT_MINOR_MAX ? minorUnits(sum) : null;
}

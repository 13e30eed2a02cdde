import { AMOUNT_MINOR_MAX, currencyFacts, type Money, money } from '../money/index.ts';

/** More keys than these would have to be read instead of seen. */
const LIKELY_SUMS_MAX = 4;

/** Customers hand over a few notes; whoever has more of them counts out the exact amount. */
const NOTES_IN_HAND_MAX = 3;

/**
 * What a customer is likely to hand over, for the keys beside the keypad: the exact amount first, however odd,
 * then up to four larger sums, ascending. € 62.70 gives 62.70, 65, 70, 80, 100.
 *
 * A sum is likely when it is the next multiple of one of the currency's notes and a hand of few notes makes it.
 * Below the smallest note the larger coins count as well. The smallest single note that is more than the amount is
 * always among them. Give it what is due after `cashRounded`. Nothing due gives an empty list.
 */
export function likelyNotes(due: Money): readonly Money[] {
  if (due.amountMinor <= 0) return [];
  const pieces = piecesFor(due);
  const largest = pieces.at(-1);
  if (largest === undefined) return [due];
  const handMax = Math.max(NOTES_IN_HAND_MAX, Math.ceil(due.amountMinor / largest) + 2);
  const sums = new Set(pieces.map((piece) => Math.ceil(due.amountMinor / piece) * piece));
  const likely = [...sums]
    .filter((sum) => sum > due.amountMinor && sum <= AMOUNT_MINOR_MAX)
    .filter((sum) => countOfPieces(sum, pieces) <= handMax)
    .toSorted((a, b) => a - b)
    .slice(0, LIKELY_SUMS_MAX);
  const singleNote = pieces.find((piece) => piece > due.amountMinor);
  if (singleNote !== undefined && !likely.includes(singleNote)) likely.splice(-1, 1, singleNote);
  return [due, ...likely.map((sum) => money(sum, due.currency))];
}

/** Ascending. Coins worth less than a tenth of the smallest note are small change, not a way to pay. */
function piecesFor(due: Money): readonly number[] {
  const { notesMinor, coinsMinor } = currencyFacts(due.currency);
  const smallestNote = notesMinor[0] ?? 0;
  if (due.amountMinor >= smallestNote) return notesMinor;
  const coins = coinsMinor.filter((coin) => coin * 10 >= smallestNote && coin < smallestNote);
  return [...coins, ...notesMinor];
}

/** Counts pieces, largest first; infinite when these pieces cannot make the sum. */
function countOfPieces(sumMinor: number, pieces: readonly number[]): number {
  let restMinor = sumMinor;
  let count = 0;
  for (const piece of pieces.toReversed()) {
    count += Math.floor(restMinor / piece);
    restMinor %= piece;
  }
  return restMinor === 0 ? count : Number.POSITIVE_INFINITY;
}

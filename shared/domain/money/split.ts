import { type MinorUnits, minorUnits } from './minor-units.ts';
import type { Money } from './money.ts';

/**
 * Splits money in proportion to `weights` into parts that sum to it exactly.
 *
 * Where the remainder goes: every part gets its share rounded towards zero; the units left over go, one each, to
 * the parts that lost the largest fraction by that, and among equals to the earlier one. So no part differs from
 * its exact share by a whole unit or more, and a part never exceeds its own weight when the total is at most the
 * sum of the weights: a discount split over lines never makes a line negative. A negative total is the mirror.
 *
 * `weights`: whole numbers, 0 or more. Throws RangeError for an empty list, for any other number in it, and when
 * all weights are 0 while there is something to split.
 */
export function splitMoney(total: Money, weights: readonly number[]): readonly Money[] {
  return splitMinor(total.amountMinor, weights).map((amountMinor) => ({
    amountMinor,
    currency: total.currency,
  }));
}

/** `splitMoney` for a place where the currency is known from elsewhere. Units: minor units. */
export function splitMinor(totalMinor: number, weights: readonly number[]): readonly MinorUnits[] {
  const weightSum = checkedSum(weights);
  if (totalMinor === 0) return weights.map(() => minorUnits(0));
  if (weightSum === 0n)
    throw new RangeError(`splitMinor: ${totalMinor} has nowhere to go, all weights are 0`);

  const size = BigInt(Math.abs(minorUnits(totalMinor)));
  const shares = weights.map((weight, index) => {
    const exact = size * BigInt(weight);
    return { index, floor: exact / weightSum, rest: exact % weightSum };
  });
  const given = shares.reduce((sum, share) => sum + share.floor, 0n);
  // Fewer units are left over than parts have a rest, so a part that came out even never receives one.
  const leftOver = Number(size - given);
  const receivers = new Set(
    shares
      .toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
      .slice(0, leftOver)
      .map((share) => share.index),
  );
  const sign = totalMinor < 0 ? -1 : 1;
  return shares.map((share) =>
    minorUnits(sign * (Number(share.floor) + (receivers.has(share.index) ? 1 : 0))),
  );
}

function checkedSum(weights: readonly number[]): bigint {
  if (weights.length === 0) throw new RangeError('splitMinor: no weights to split by');
  return weights.reduce((sum, weight) => {
    if (!Number.isSafeInteger(weight) || weight < 0) {
      throw new RangeError(`splitMinor: a weight must be a whole number of 0 or more, got ${weight}`);
    }
    return sum + BigInt(weight);
  }, 0n);
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AMOUNT_MINOR_MAX, money, splitMinor, splitMoney } from './index.ts';

describe('splitting money', () => {
  it.each([
    ['thirds give the odd cent to the first', 100, [1, 1, 1], [34, 33, 33]],
    ['two odd cents go to the first two', 101, [1, 1, 1], [34, 34, 33]],
    ['the largest lost fraction gets the cent', 10, [1, 5, 6], [1, 4, 5]],
    ['a weight of nothing gets nothing', 100, [0, 1, 0], [0, 100, 0]],
    ['nothing splits into nothing, even by nothing', 0, [0, 0], [0, 0]],
    ['a negative total is the mirror', -100, [1, 1, 1], [-34, -33, -33]],
    ['one yen stays one yen', 1, [5, 5], [1, 0]],
  ])('%s', (_fact, totalMinor, weights, expected) => {
    expect(splitMinor(totalMinor, weights)).toEqual(expected);
  });

  it('keeps the currency in every part', () => {
    expect(splitMoney(money(1_001, 'KWD'), [1, 1])).toEqual([money(501, 'KWD'), money(500, 'KWD')]);
  });

  it.each([
    ['no weights', 1, []],
    ['a negative weight', 1, [2, -1]],
    ['a fraction as weight', 1, [0.5]],
    ['nowhere to go', 1, [0, 0]],
  ])('%s is refused as a bug', (_what, totalMinor, weights) => {
    expect(() => splitMinor(totalMinor, weights)).toThrow(RangeError);
  });

  it('parts sum to the whole and lie within one unit of their exact share', () => {
    const weights = fc
      .array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 60 })
      .filter((list) => list.some((weight) => weight > 0));
    fc.assert(
      fc.property(fc.integer({ min: -AMOUNT_MINOR_MAX, max: AMOUNT_MINOR_MAX }), weights, (total, list) => {
        const parts = splitMinor(total, list);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        const weightSum = list.reduce((sum, weight) => sum + BigInt(weight), 0n);
        for (const [index, part] of parts.entries()) {
          const gap = BigInt(part) * weightSum - BigInt(total) * BigInt(list[index] ?? 0);
          expect((gap < 0n ? -gap : gap) < weightSum).toBe(true);
        }
      }),
    );
  });

  it('a part never exceeds its weight when the total does not exceed their sum', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 1_000 }), (list, perMille) => {
        const total = Math.floor((list.reduce((sum, weight) => sum + weight, 0) * perMille) / 1_000);
        for (const [index, part] of splitMinor(total, list).entries()) {
          expect(part).toBeLessThanOrEqual(list[index] ?? 0);
        }
      }),
    );
  });
});

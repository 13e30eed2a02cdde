import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiplyRatio, roundDivide, type RoundingMode, roundToStep } from './round.ts';

const MODES: readonly RoundingMode[] = ['half-up', 'half-down', 'half-even', 'down', 'up'];

describe('rounding', () => {
  it.each([
    // tenths, half-up, half-down, half-even, down, up
    [24, 2, 2, 2, 2, 3],
    [25, 3, 2, 2, 2, 3],
    [26, 3, 3, 3, 2, 3],
    [35, 4, 3, 4, 3, 4],
    [30, 3, 3, 3, 3, 3],
    [1, 0, 0, 0, 0, 1],
    [0, 0, 0, 0, 0, 0],
    [-24, -2, -2, -2, -2, -3],
    [-25, -3, -2, -2, -2, -3],
    [-35, -4, -3, -4, -3, -4],
    [-1, 0, 0, 0, 0, -1],
  ])('%d tenths become the whole number that each mode names', (tenths, ...expected) => {
    expect(MODES.map((mode) => roundDivide(tenths, 10, mode))).toEqual(expected);
  });

  it('a zero never carries a sign', () => {
    expect(Object.is(roundDivide(-1, 10, 'half-up'), 0)).toBe(true);
  });

  it('the sign of the denominator counts', () => {
    expect(roundDivide(25, -10, 'half-up')).toBe(-3);
    expect(roundDivide(-25, -10, 'half-up')).toBe(3);
  });

  it('the middle product may be far beyond the safe integers', () => {
    expect(multiplyRatio(999_999_999_999, 999_999, 1_000_000, 'half-up')).toBe(999_998_999_999);
  });

  it.each([
    [102, 5, 'half-up', 100],
    [103, 5, 'half-up', 105],
    [1_050, 100, 'half-up', 1_100],
    [105, 10, 'half-down', 100],
    [-1_050, 100, 'half-up', -1_100],
    [7, 1, 'half-up', 7],
  ] as const)('%d in steps of %d, %s, is %d', (amountMinor, stepMinor, mode, expected) => {
    expect(roundToStep(amountMinor, stepMinor, mode)).toBe(expected);
  });

  it.each([
    ['a denominator of 0', () => roundDivide(1, 0, 'down')],
    ['a fraction', () => roundDivide(1.5, 2, 'down')],
    ['a number beyond the safe integers', () => roundDivide(2 ** 53, 1, 'down')],
    ['a result beyond the safe integers', () => multiplyRatio(Number.MAX_SAFE_INTEGER, 2, 1, 'down')],
    ['a step of 0', () => roundToStep(1, 0, 'down')],
  ])('%s is refused as a bug', (_what, act) => {
    expect(act).toThrow(RangeError);
  });

  it('half-up is never more than half a unit away, and mirrors for the opposite amount', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 2_000_000 }), (numerator, denominator) => {
        const rounded = roundDivide(numerator, denominator, 'half-up');
        const gap = BigInt(rounded) * BigInt(denominator) - BigInt(numerator);
        expect((gap < 0n ? -gap : gap) * 2n <= BigInt(denominator)).toBe(true);
        expect(roundDivide(-numerator, denominator, 'half-up') + rounded).toBe(0);
      }),
    );
  });
});

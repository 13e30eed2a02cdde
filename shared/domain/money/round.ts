import { assertNever } from '../assert-never.ts';

/**
 * The one place where money is rounded. Everything is exact integer arithmetic on bigint, because a float loses
 * cents (1.18 × 100 is 117.99999999999999 there).
 */

/**
 * How the part below one minor unit is decided. Each mode works on the size and keeps the sign, so that a refund
 * is the exact mirror of its sale.
 *
 * | mode      |  2.4 |  2.5 |  2.6 |  3.5 | −2.5 |
 * | half-up   |    2 |    3 |    3 |    4 |   −3 |
 * | half-down |    2 |    2 |    3 |    3 |   −2 |
 * | half-even |    2 |    2 |    3 |    4 |   −2 |
 * | down      |    2 |    2 |    2 |    3 |   −2 |
 * | up        |    3 |    3 |    3 |    4 |   −3 |
 */
export type RoundingMode = 'half-up' | 'half-down' | 'half-even' | 'down' | 'up';

/**
 * Divides exactly and rounds once. Gives a whole number.
 * Throws RangeError for a denominator of 0, for an input that is not a whole number, and for a result that does
 * not fit a safe integer: each is a bug in the caller.
 */
export function roundDivide(
  numerator: number | bigint,
  denominator: number | bigint,
  mode: RoundingMode,
): number {
  const top = exactInteger(numerator, 'numerator');
  const bottom = exactInteger(denominator, 'denominator');
  if (bottom === 0n) throw new RangeError(`roundDivide: ${top} cannot be divided by 0`);
  const isNegative = top < 0n !== bottom < 0n;
  const size = top < 0n ? -top : top;
  const divisor = bottom < 0n ? -bottom : bottom;
  const whole = size / divisor;
  const rounded = roundsAway(whole, size % divisor, divisor, mode) ? whole + 1n : whole;
  return safeNumber(isNegative ? -rounded : rounded);
}

/** `amountMinor × numerator ÷ denominator`, rounded once at the end. Units: minor units. Throws as `roundDivide`. */
export function multiplyRatio(
  amountMinor: number,
  numerator: number | bigint,
  denominator: number | bigint,
  mode: RoundingMode,
): number {
  return roundDivide(
    exactInteger(amountMinor, 'amountMinor') * exactInteger(numerator, 'numerator'),
    denominator,
    mode,
  );
}

/** The multiple of `stepMinor` (above 0) that `mode` picks for the amount: 1.02 in steps of 0.05 is 1.00. */
export function roundToStep(amountMinor: number, stepMinor: number, mode: RoundingMode): number {
  if (!Number.isSafeInteger(stepMinor) || stepMinor <= 0) {
    throw new RangeError(`roundToStep: step must be a whole number above 0, got ${stepMinor}`);
  }
  const steps = BigInt(roundDivide(amountMinor, stepMinor, mode));
  return safeNumber(steps * BigInt(stepMinor));
}

function roundsAway(whole: bigint, rest: bigint, divisor: bigint, mode: RoundingMode): boolean {
  const twice = rest * 2n;
  switch (mode) {
    case 'down':
      return false;
    case 'up':
      return rest > 0n;
    case 'half-up':
      return twice >= divisor;
    case 'half-down':
      return twice > divisor;
    case 'half-even':
      return twice > divisor || (twice === divisor && whole % 2n === 1n);
    default:
      return assertNever(mode, 'rounding mode');
  }
}

function exactInteger(value: number | bigint, name: string): bigint {
  if (typeof value === 'bigint') return value;
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} must be a safe whole number, got ${value}`);
  return BigInt(value);
}

function safeNumber(value: bigint): number {
  const result = Number(value);
  if (!Number.isSafeInteger(result)) throw new RangeError(`${value} does not fit a safe whole number`);
  // Turns -0 into 0: it would compare equal but print and hash as something else.
  return result === 0 ? 0 : result;
}

import { minorUnits, type MinorUnits } from '../money/index.ts';

/** What went into a drawer and out of it since it was opened. All 0 or more, in minor units of one currency. */
export type DrawerSums = {
  readonly floatMinor: number;
  /** Kept of cash sales: what was handed over less the change. */
  readonly cashInMinor: number;
  /** Handed back: cash refunds, and cash of sales that were unwound. */
  readonly cashOutMinor: number;
  readonly payInMinor: number;
  readonly payOutMinor: number;
  /** Cash drops: out of the drawer into the safe. */
  readonly dropMinor: number;
};

/** What should lie in the drawer. Below 0 only when somebody took more out than was recorded as put in. */
export function expectedCashMinor(sums: DrawerSums): MinorUnits {
  return minorUnits(
    sums.floatMinor +
      sums.cashInMinor +
      sums.payInMinor -
      sums.cashOutMinor -
      sums.payOutMinor -
      sums.dropMinor,
  );
}

/** `none`: it agrees. `amber`: within what the shop tolerates. `red`: more than that, so a manager has to sign. */
export type VarianceLevel = 'none' | 'amber' | 'red';

/** `varianceMinor` is counted less expected; only its size matters. */
export function judgeVariance(varianceMinor: number, toleranceMinor: number): VarianceLevel {
  if (varianceMinor === 0) return 'none';
  return Math.abs(varianceMinor) <= toleranceMinor ? 'amber' : 'red';
}

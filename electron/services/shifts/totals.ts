import type { ShiftTotals } from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { Compared } from './compare.ts';

/** The sums of a comparison. What Stripe could not say adds nothing to either side of the difference. */
export function totalsOf({ facts, lines }: Compared, currency: string): ShiftTotals {
  const counted = lines.filter((line) => line.currency === currency);
  const tillMinor = sum(counted.map((line) => line.tillMinor));
  const known = counted.filter((line) => line.stripeMinor !== null);
  const stripeMinor = sum(known.map((line) => line.stripeMinor ?? 0));
  return {
    sales: facts.sales,
    payments: facts.payments,
    tillMinor: minorUnits(tillMinor),
    stripeMinor: minorUnits(stripeMinor),
    differenceMinor: minorUnits(stripeMinor - sum(known.map((line) => line.tillMinor))),
    tipsMinor: minorUnits(facts.tipsMinor),
    cashInMinor: minorUnits(facts.cashInMinor),
    cashOutMinor: minorUnits(facts.cashOutMinor),
  };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

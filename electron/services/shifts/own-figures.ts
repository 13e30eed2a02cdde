import type { ShiftOwnFigures } from '../../../shared/contract/index.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import { judgeCard } from '../../../shared/domain/shift/index.ts';
import type { Shift } from '../staff/index.ts';
import { readShiftFacts } from './shift-facts.ts';

/** What this till's own record says of a shift. Stripe is not asked, so nothing in it is proved. */
export function ownFiguresOf(
  from: Parameters<typeof readShiftFacts>[0],
  shift: Shift,
  currency: string,
): ShiftOwnFigures {
  const facts = readShiftFacts(from, shift.shiftId);
  const tillMinor = facts.cards
    .filter(({ here }) => here.currency === currency)
    .reduce((sum, { here }) => sum + judgeCard(here, null).tillMinor, 0);
  return {
    shiftId: shift.shiftId,
    number: shift.number,
    openedAtMs: shift.openedAtMs,
    currency: currencyCode(currency),
    sales: facts.sales,
    payments: facts.payments,
    tillMinor: minorUnits(tillMinor),
    tipsMinor: minorUnits(facts.tipsMinor),
    cashInMinor: minorUnits(facts.cashInMinor),
    cashOutMinor: minorUnits(facts.cashOutMinor),
  };
}

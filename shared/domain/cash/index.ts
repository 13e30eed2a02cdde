import {
  currencyFacts,
  type MinorUnits,
  minorUnits,
  type Money,
  money,
  roundToStep,
  subtractMoney,
} from '../money/index.ts';

export { likelyNotes } from './likely-notes.ts';

/** What is due in cash; `roundingMinor` is due minus total, so it is negative when the customer pays less. */
export type CashRounded = { readonly dueMinor: MinorUnits; readonly roundingMinor: MinorUnits };

/**
 * Rounds a total to what coins can pay, where law or custom does so: CHF 12.33 becomes 12.35. Card payments are
 * never rounded. The difference belongs on the receipt and in the books as rounding, not as discount.
 * `stepMinor`: the currency's own step, unless the store sets one (euro shops in the Netherlands or Finland: 5).
 * Throws RangeError for a step that is not a whole number above 0.
 */
export function cashRounded(
  total: Money,
  stepMinor: number = currencyFacts(total.currency).cashStepMinor,
): CashRounded {
  const dueMinor = roundToStep(total.amountMinor, stepMinor, currencyFacts(total.currency).cashTie);
  return { dueMinor: minorUnits(dueMinor), roundingMinor: minorUnits(dueMinor - total.amountMinor) };
}

/** What goes back to the customer, or what is still missing. */
export type Change =
  { readonly ok: true; readonly change: Money } | { readonly ok: false; readonly missing: Money };

/**
 * The change for what the customer handed over. Refusal: too little was handed over; ask for `missing`.
 * Throws RangeError for different currencies and for a negative amount on either side.
 */
export function changeFor(due: Money, tendered: Money): Change {
  if (due.amountMinor < 0 || tendered.amountMinor < 0) {
    throw new RangeError(`change needs amounts of 0 or more: ${due.amountMinor} and ${tendered.amountMinor}`);
  }
  const change = subtractMoney(tendered, due);
  return change.amountMinor >= 0
    ? { ok: true, change }
    : { ok: false, missing: money(0 - change.amountMinor, due.currency) };
}

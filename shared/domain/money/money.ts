import { type CurrencyCode, currencyCode } from './currency.ts';
import { type MinorUnits, minorUnits } from './minor-units.ts';

/** An amount and its currency: `{ amountMinor: 118, currency: 'EUR' }` is € 1.18, with `JPY` it is ¥ 118. */
export type Money = { readonly amountMinor: MinorUnits; readonly currency: CurrencyCode };

/** Makes money of a checked pair. Throws RangeError for an unknown currency or an amount `minorUnits` refuses. */
export function money(amountMinor: number, currency: string): Money {
  return { amountMinor: minorUnits(amountMinor), currency: currencyCode(currency) };
}

/** The sum. Throws RangeError when the currencies differ or the result is too large, as all functions here do. */
export function addMoney(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return { amountMinor: minorUnits(left.amountMinor + right.amountMinor), currency: left.currency };
}

/** `left` minus `right`; may be negative. */
export function subtractMoney(left: Money, right: Money): Money {
  assertSameCurrency(left, right);
  return { amountMinor: minorUnits(left.amountMinor - right.amountMinor), currency: left.currency };
}

/** The same amount the other way. */
export function negateMoney(value: Money): Money {
  return { amountMinor: minorUnits(0 - value.amountMinor), currency: value.currency };
}

/** The sum of the list; of an empty one, zero of `currency`. */
export function sumMoney(list: readonly Money[], currency: string): Money {
  return list.reduce(addMoney, money(0, currency));
}

/** Below 0 when `left` is less, 0 when equal, above 0 when more: fits `sort`. */
export function compareMoney(left: Money, right: Money): number {
  assertSameCurrency(left, right);
  return left.amountMinor - right.amountMinor;
}

/** Whether both are the same amount. Different currencies throw: that question is a bug, not a no. */
export function equalMoney(left: Money, right: Money): boolean {
  return compareMoney(left, right) === 0;
}

/** Whether it is nothing at all. */
export function isZeroMoney(value: Money): boolean {
  return value.amountMinor === 0;
}

/** Whether it is more than nothing. */
export function isPositiveMoney(value: Money): boolean {
  return value.amountMinor > 0;
}

function assertSameCurrency(left: Money, right: Money): void {
  if (left.currency !== right.currency) {
    throw new RangeError(`different currencies: ${left.currency} and ${right.currency}`);
  }
}

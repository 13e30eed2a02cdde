export { AMOUNT_MINOR_MAX, minorUnits, type MinorUnits } from './minor-units.ts';
export {
  currencyCode,
  currencyFacts,
  isCurrencyCode,
  listCurrencyCodes,
  type CurrencyCode,
  type CurrencyFacts,
} from './currency.ts';
export {
  addMoney,
  compareMoney,
  equalMoney,
  isPositiveMoney,
  isZeroMoney,
  money,
  negateMoney,
  subtractMoney,
  sumMoney,
  type Money,
} from './money.ts';
export { multiplyRatio, roundDivide, roundToStep, type RoundingMode } from './round.ts';
export { splitMinor, splitMoney } from './split.ts';
export { formatAmount, formatMoney, formatMoneyParts, numberSigns, type MoneyParts } from './format.ts';
export { parseMoneyText, type ParsedMoney } from './parse.ts';
export { keypadPush, type KeypadKey } from './keypad.ts';
export {
  KEYPAD_ORDERS,
  keypadKeyOf,
  NOTHING_TYPED,
  typeAmount,
  type KeypadOrder,
  type KeypadRules,
  type TypedAmount,
} from './typed-amount.ts';

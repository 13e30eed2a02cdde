import { type CurrencyCode, currencyFacts } from './currency.ts';
import type { Money } from './money.ts';

/** An amount taken apart, for a screen that sets symbol, whole and fraction in different sizes. */
export type MoneyParts = {
  readonly negative: boolean;
  /** The short symbol: `€`, `$`, `CHF`. */
  readonly symbol: string;
  /** Whether the symbol stands before the number in this locale. */
  readonly symbolFirst: boolean;
  /** What stands between symbol and number: nothing or a no-break space. */
  readonly gap: string;
  /** Whole units with the locale's grouping: `1,234`. */
  readonly whole: string;
  /** Empty when the currency has no decimals, as is `fraction`. */
  readonly decimalSign: string;
  readonly fraction: string;
};

/**
 * The amount as the locale writes it, with symbol: `€1.18`, `1,18 €`, `¥118`. Every digit comes from the integer;
 * no float is involved. The space beside a symbol is a no-break space.
 * `locale`: a BCP 47 tag such as `en` or `de-CH`. Throws RangeError for a malformed tag.
 */
export function formatMoney(value: Money, locale: string): string {
  return moneyFormat(value.currency, locale).format(decimalText(value));
}

/** The amount without its symbol, for columns where the currency is named once: `1,234.50`, `-0.05`. */
export function formatAmount(value: Money, locale: string): string {
  const parts = formatMoneyParts(value, locale);
  return `${parts.negative ? '-' : ''}${parts.whole}${parts.decimalSign}${parts.fraction}`;
}

/** `formatMoney` in parts. */
export function formatMoneyParts(value: Money, locale: string): MoneyParts {
  const parts = moneyFormat(value.currency, locale).formatToParts(decimalText(value));
  const textOf = (...types: readonly string[]): string =>
    parts
      .filter((part) => types.includes(part.type))
      .map((part) => part.value)
      .join('');
  const symbolAt = parts.findIndex((part) => part.type === 'currency');
  const wholeAt = parts.findIndex((part) => part.type === 'integer');
  return {
    negative: value.amountMinor < 0,
    symbol: textOf('currency'),
    symbolFirst: symbolAt < wholeAt,
    gap: textOf('literal'),
    whole: textOf('integer', 'group'),
    decimalSign: textOf('decimal'),
    fraction: textOf('fraction'),
  };
}

type NumberSigns = { readonly decimal: string; readonly group: string };

/** The decimal and group sign of a locale: `.` and `,` in English, `,` and `.` in German. */
export function numberSigns(locale: string): NumberSigns {
  return known(signsByLocale, locale, () => {
    const parts = new Intl.NumberFormat(locale, {
      minimumFractionDigits: 1,
      useGrouping: 'always',
    }).formatToParts(12_345.5);
    return {
      decimal: parts.find((part) => part.type === 'decimal')?.value ?? '.',
      group: parts.find((part) => part.type === 'group')?.value ?? '',
    };
  });
}

/** The symbol `formatMoney` would show. */
export function currencySymbol(currency: CurrencyCode, locale: string): string {
  return known(symbolsByKey, `${locale} ${currency}`, () => {
    const parts = moneyFormat(currency, locale).formatToParts(0);
    return parts.find((part) => part.type === 'currency')?.value ?? currency;
  });
}

/*
 * Making one costs far more than using it, and a screen shows hundreds of amounts, a file of products a hundred thousand.
 * Entries depend on their key only.
 */
const formatsByKey = new Map<string, Intl.NumberFormat>();
const signsByLocale = new Map<string, NumberSigns>();
const symbolsByKey = new Map<string, string>();

function known<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const before = values.get(key);
  if (before !== undefined) return before;
  const made = make();
  values.set(key, made);
  return made;
}

function moneyFormat(currency: CurrencyCode, locale: string): Intl.NumberFormat {
  return known(formatsByKey, `${locale} ${currency}`, () => {
    const { decimals } = currencyFacts(currency);
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      // A till sells in one currency, so `$` says more than `CA$`.
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  });
}

/** `-118` EUR is `-1.18`: a decimal text, which Intl formats digit by digit without making a float of it. */
function decimalText(value: Money): `${number}` {
  const { decimals } = currencyFacts(value.currency);
  const digits = String(Math.abs(value.amountMinor)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  // True because it is made of an optional minus, digits, and at most one point followed by digits.
  return `${value.amountMinor < 0 ? '-' : ''}${whole}${fraction}` as `${number}`;
}

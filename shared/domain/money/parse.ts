import { currencyCode, currencyFacts } from './currency.ts';
import { currencySymbol, numberSigns } from './format.ts';
import { AMOUNT_MINOR_MAX, type MinorUnits, minorUnits } from './minor-units.ts';

/** What a typed amount is, or why it is none. The page has one sentence for each reason. */
export type ParsedMoney =
  | { readonly ok: true; readonly amountMinor: MinorUnits }
  | {
      readonly ok: false;
      readonly reason: 'empty' | 'not-a-number' | 'too-many-decimals' | 'too-large' | 'negative';
    };

/**
 * Reads an amount as a person types it: `1.18`, `1,18 €`, `1 234`, `.50`.
 *
 * The locale decides what the signs mean: `1.234` is one thousand two hundred thirty-four in German and has too
 * many decimals for a dollar in English. A group sign where no group can be (`12.50` typed on a German till's
 * number pad) is taken as the decimal sign. Throws only for an unknown currency.
 */
export function parseMoneyText(text: string, currency: string, locale: string): ParsedMoney {
  const code = currencyCode(currency);
  const bare = text
    .normalize('NFKC')
    .replaceAll(currencySymbol(code, locale).normalize('NFKC'), '')
    .replace(new RegExp(code, 'i'), '')
    .replaceAll(/[\s'’]/gu, '');
  if (bare === '') return { ok: false, reason: text.trim() === '' ? 'empty' : 'not-a-number' };
  const isNegative = /^[-−]|[-−]$/u.test(bare);
  const number = splitAtDecimalSign(bare.replace(/^[-−+]|[-−]$/u, ''), locale);
  if (number === null) return { ok: false, reason: 'not-a-number' };
  if (isNegative) return { ok: false, reason: 'negative' };

  const { decimals } = currencyFacts(code);
  if (number.fraction.length > decimals) return { ok: false, reason: 'too-many-decimals' };
  const amount = BigInt(number.whole + number.fraction.padEnd(decimals, '0'));
  if (amount > BigInt(AMOUNT_MINOR_MAX)) return { ok: false, reason: 'too-large' };
  return { ok: true, amountMinor: minorUnits(Number(amount)) };
}

type Split = { readonly whole: string; readonly fraction: string };

function splitAtDecimalSign(text: string, locale: string): Split | null {
  const signs = numberSigns(locale);
  // Spaces and apostrophes are gone by now, so a locale that groups by them reads a point and a comma alike.
  const group = signs.group === '.' || signs.group === ',' ? signs.group : signs.decimal === ',' ? '.' : ',';
  const decimalAt = text.indexOf(signs.decimal);
  const head = decimalAt === -1 ? text : text.slice(0, decimalAt);
  const tail = decimalAt === -1 ? '' : text.slice(decimalAt + signs.decimal.length);

  const whole = ungroup(head, group);
  if (whole !== null) return digitsOnly(whole, tail);
  if (decimalAt !== -1) return null;
  const otherAt = text.indexOf(group);
  return otherAt === -1 ? null : digitsOnly(text.slice(0, otherAt), text.slice(otherAt + group.length));
}

/** The digits of `1,234,567`, or null when the signs do not stand where groups end. */
function ungroup(text: string, group: string): string | null {
  if (/^\d*$/.test(text)) return text;
  const parts = text.split(group);
  const isGrouped = parts.every((part, index) =>
    // India groups by two above the thousand; the last group has three digits everywhere.
    (index === 0 ? /^[1-9]\d{0,2}$/ : index === parts.length - 1 ? /^\d{3}$/ : /^\d{2,3}$/).test(part),
  );
  return isGrouped ? parts.join('') : null;
}

function digitsOnly(whole: string, fraction: string): Split | null {
  if (!/^\d*$/.test(whole) || !/^\d*$/.test(fraction) || whole + fraction === '') return null;
  return { whole, fraction };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AMOUNT_MINOR_MAX,
  formatAmount,
  formatMoney,
  formatMoneyParts,
  money,
  parseMoneyText,
} from './index.ts';

/** Formats use no-break spaces; the tables below are readable with plain ones. */
const spaced = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('formatting money', () => {
  it.each([
    [118, 'EUR', 'en', '€1.18'],
    [118, 'EUR', 'de', '1,18 €'],
    [118, 'JPY', 'en', '¥118'],
    [118, 'KWD', 'en', 'KWD 0.118'],
    [1_234_567, 'KWD', 'de', '1.234,567 KWD'],
    [0, 'USD', 'en', '$0.00'],
    [-5, 'USD', 'en', '-$0.05'],
    [-118, 'EUR', 'de', '-1,18 €'],
    [123_456, 'CAD', 'en', '$1,234.56'],
    [123_456, 'HUF', 'de', '1.234,56 Ft'],
    [AMOUNT_MINOR_MAX, 'USD', 'en', '$9,999,999,999.99'],
  ])('%d %s in %s reads %s', (amountMinor, currency, locale, expected) => {
    expect(spaced(formatMoney(money(amountMinor, currency), locale))).toBe(expected);
  });

  it('comes in parts for a screen that sets them in different sizes', () => {
    expect(formatMoneyParts(money(-123_456, 'EUR'), 'de')).toEqual({
      negative: true,
      symbol: '€',
      symbolFirst: false,
      gap: '\u00a0',
      whole: '1.234',
      decimalSign: ',',
      fraction: '56',
    });
    expect(formatMoneyParts(money(500, 'JPY'), 'en')).toEqual({
      negative: false,
      symbol: '¥',
      symbolFirst: true,
      gap: '',
      whole: '500',
      decimalSign: '',
      fraction: '',
    });
  });

  it('can leave the symbol out', () => {
    expect(formatAmount(money(-123_456, 'EUR'), 'en')).toBe('-1,234.56');
    expect(formatAmount(money(-5, 'EUR'), 'de')).toBe('-0,05');
  });

  const anyMoney = fc.record({
    amountMinor: fc.integer({ min: -AMOUNT_MINOR_MAX, max: AMOUNT_MINOR_MAX }),
    currency: fc.constantFrom('EUR', 'USD', 'JPY', 'KRW', 'KWD', 'BHD', 'CHF', 'SEK', 'HUF'),
    locale: fc.constantFrom('en', 'de', 'de-CH', 'fr', 'sv', 'en-IN', 'pl', 'ja'),
  });

  it('shows exactly the digits of the integer, in every locale and with any number of decimals', () => {
    fc.assert(
      fc.property(anyMoney, ({ amountMinor, currency, locale }) => {
        const parts = formatMoneyParts(money(amountMinor, currency), locale);
        const digits = parts.whole.replaceAll(/\D/g, '') + parts.fraction;
        expect(BigInt(digits)).toBe(BigInt(Math.abs(amountMinor)));
        expect(parts.negative).toBe(amountMinor < 0);
      }),
    );
  });

  it('is read back to the same amount, except that a till takes no negative ones', () => {
    fc.assert(
      fc.property(anyMoney, ({ amountMinor, currency, locale }) => {
        const text = formatMoney(money(amountMinor, currency), locale);
        expect(parseMoneyText(text, currency, locale)).toEqual(
          amountMinor < 0 ? { ok: false, reason: 'negative' } : { ok: true, amountMinor },
        );
      }),
    );
  });
});

describe('reading a typed amount', () => {
  it.each([
    ['1.18', 'EUR', 'en', 118],
    ['1,18 €', 'EUR', 'de', 118],
    ['€1.18', 'EUR', 'en', 118],
    ['chf 5', 'CHF', 'en', 500],
    ['12.50', 'EUR', 'de', 1_250],
    ['12,5', 'EUR', 'en', 1_250],
    ['1.234', 'EUR', 'de', 123_400],
    ['1,234.5', 'USD', 'en', 123_450],
    ["1'234.50", 'CHF', 'de-CH', 123_450],
    ['1 234,50', 'EUR', 'fr', 123_450],
    ['.50', 'EUR', 'en', 50],
    ['5.', 'EUR', 'en', 500],
    ['  7 ', 'EUR', 'en', 700],
    ['１２', 'JPY', 'ja', 12],
    ['1.234', 'KWD', 'en', 1_234],
    ['9999999999.99', 'USD', 'en', AMOUNT_MINOR_MAX],
  ])('%j %s in %s is %d minor units', (text, currency, locale, amountMinor) => {
    expect(parseMoneyText(text, currency, locale)).toEqual({ ok: true, amountMinor });
  });

  it.each([
    ['', 'EUR', 'en', 'empty'],
    ['   ', 'EUR', 'en', 'empty'],
    ['€', 'EUR', 'en', 'not-a-number'],
    ['abc', 'EUR', 'en', 'not-a-number'],
    ['.', 'EUR', 'en', 'not-a-number'],
    ['1.2.3', 'EUR', 'en', 'not-a-number'],
    ['1,2,3', 'EUR', 'en', 'not-a-number'],
    ['12,34.5', 'EUR', 'en', 'not-a-number'],
    ['1e5', 'EUR', 'en', 'not-a-number'],
    ['0x10', 'EUR', 'en', 'not-a-number'],
    ['Infinity', 'EUR', 'en', 'not-a-number'],
    ['--5', 'EUR', 'en', 'not-a-number'],
    ['1.234', 'EUR', 'en', 'too-many-decimals'],
    ['0.5', 'JPY', 'en', 'too-many-decimals'],
    ['1.2345', 'KWD', 'en', 'too-many-decimals'],
    ['10000000000.00', 'USD', 'en', 'too-large'],
    ['9'.repeat(400), 'USD', 'en', 'too-large'],
    ['-3', 'EUR', 'en', 'negative'],
    ['−3', 'EUR', 'en', 'negative'],
    ['3-', 'EUR', 'en', 'negative'],
  ])('%j %s in %s is refused: %s', (text, currency, locale, reason) => {
    expect(parseMoneyText(text, currency, locale)).toEqual({ ok: false, reason });
  });

  it('1.18 never becomes 1.17: every two-decimal amount keeps its cents', () => {
    for (let cents = 0; cents <= 10_000; cents += 1) {
      const text = `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
      const parsed = parseMoneyText(text, 'EUR', 'en');
      if (!parsed.ok || parsed.amountMinor !== cents) expect.fail(`${text} became ${JSON.stringify(parsed)}`);
    }
  });

  it('no text at all makes it throw or give an amount outside the limits', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('EUR', 'JPY', 'KWD'), (text, currency) => {
        const parsed = parseMoneyText(text, currency, 'de');
        if (parsed.ok) {
          expect(parsed.amountMinor).toBeGreaterThanOrEqual(0);
          expect(parsed.amountMinor).toBeLessThanOrEqual(AMOUNT_MINOR_MAX);
        }
      }),
    );
  });
});

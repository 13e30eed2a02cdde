import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AMOUNT_MINOR_MAX,
  formatAmount,
  keypadKeyOf,
  keypadPush,
  minorUnits,
  money,
  NOTHING_TYPED,
  parseMoneyText,
  typeAmount,
  type KeypadKey,
  type KeypadOrder,
} from './index.ts';

const DECIMALS = { JPY: 0, EUR: 2, BHD: 3, KWD: 3 } as const;
type Code = keyof typeof DECIMALS;

/** What a cashier types on keys, with `<` for the way back. */
function type(text: string, order: KeypadOrder, code: Code, maxMinor = AMOUNT_MINOR_MAX): number {
  const keys = Array.from(text, (each): KeypadKey =>
    each === '<' ? 'back' : (keypadKeyOf(each) ?? 'clear'),
  );
  const rules = { order, decimals: DECIMALS[code], maxMinor };
  return keys.reduce((before, key) => typeAmount(before, key, rules), NOTHING_TYPED).amountMinor;
}

describe('an amount typed whole units first', () => {
  it.each([
    ['EUR', '12', 1_200],
    ['EUR', '12.5', 1_250],
    ['EUR', '12,5', 1_250],
    ['EUR', '12.50', 1_250],
    ['EUR', '12.505', 1_250],
    ['EUR', '.5', 50],
    ['EUR', '0.05', 5],
    ['EUR', '1.2.5', 125],
    ['EUR', '12.5<', 1_200],
    ['EUR', '12.5<<', 1_200],
    ['EUR', '12.5<<<', 100],
    ['EUR', '12.<3', 12_300],
    ['EUR', '<', 0],
    ['EUR', '007', 700],
    ['JPY', '1250', 1_250],
    ['JPY', '12.5', 125],
    ['JPY', '125<', 12],
    ['BHD', '12', 12_000],
    ['BHD', '12.5', 12_500],
    ['KWD', '1.2345', 1_234],
    ['KWD', '1.234<', 1_230],
  ] as const)('in %s %s is %d', (code, text, expected) => {
    expect(type(text, 'units-first', code)).toBe(expected);
  });

  it.each([
    ['EUR', '1250', 1_250],
    ['EUR', '12.50', 1_250],
    ['JPY', '1250', 1_250],
    ['KWD', '1250', 1_250],
  ] as const)('and cents first in %s %s is %d', (code, text, expected) => {
    expect(type(text, 'cents-first', code)).toBe(expected);
  });

  it('stays below the limit: a key that would pass it changes nothing', () => {
    expect(type('999', 'units-first', 'EUR', 10_000)).toBe(9_900);
    expect(type('100.01', 'units-first', 'EUR', 10_000)).toBe(10_000);
  });

  it('goes on from an amount that was chosen: its cents are gone with the next digit', () => {
    const rules = { order: 'units-first', decimals: 2, maxMinor: AMOUNT_MINOR_MAX } as const;
    const chosen = { amountMinor: minorUnits(257), places: null };
    expect(typeAmount(chosen, '1', rules).amountMinor).toBe(2_100);
    expect(typeAmount(chosen, 'back', rules).amountMinor).toBe(0);
    expect(typeAmount(chosen, 'decimal', rules)).toEqual({ amountMinor: 200, places: 0 });
    expect(typeAmount(chosen, '00', rules).amountMinor).toBe(20_000);
  });

  it('is what the same text means on paper, in every currency', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.constantFrom<Code>('JPY', 'EUR', 'BHD', 'KWD'),
        fc.constantFrom('en', 'de'),
        (amountMinor, code, locale) => {
          const text = formatAmount(money(amountMinor, code), locale).replaceAll(
            locale === 'de' ? '.' : ',',
            '',
          );
          expect(type(text, 'units-first', code)).toBe(amountMinor);
          expect(parseMoneyText(text, code, locale)).toEqual({ ok: true, amountMinor });
          expect(type(text, 'cents-first', code)).toBe(amountMinor);
        },
      ),
    );
  });

  it('is never negative, above the limit or finer than the currency, whatever is pressed', () => {
    const keys = fc.constantFrom<KeypadKey>('0', '1', '5', '9', '00', 'decimal', 'back', 'clear');
    fc.assert(
      fc.property(
        fc.array(keys, { maxLength: 40 }),
        fc.constantFrom<KeypadOrder>('cents-first', 'units-first'),
        fc.constantFrom(0, 2, 3),
        (pressed, order, decimals) => {
          const rules = { order, decimals, maxMinor: 99_999_999 };
          let typed = NOTHING_TYPED;
          let plain = 0;
          for (const key of pressed) {
            typed = typeAmount(typed, key, rules);
            plain = keypadPush(plain, key, rules.maxMinor);
            expect(Number.isSafeInteger(typed.amountMinor)).toBe(true);
            expect(typed.amountMinor).toBeGreaterThanOrEqual(0);
            expect(typed.amountMinor).toBeLessThanOrEqual(rules.maxMinor);
            if (order === 'cents-first' || decimals === 0) expect(typed.amountMinor).toBe(plain);
            else expect(typed.amountMinor % 10 ** (decimals - (typed.places ?? 0))).toBe(0);
          }
        },
      ),
    );
  });
});

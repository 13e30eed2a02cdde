import { describe, expect, it } from 'vitest';
import {
  addMoney,
  AMOUNT_MINOR_MAX,
  compareMoney,
  currencyCode,
  currencyFacts,
  equalMoney,
  isCurrencyCode,
  isPositiveMoney,
  isZeroMoney,
  keypadPush,
  type KeypadKey,
  minorUnits,
  money,
  negateMoney,
  subtractMoney,
  sumMoney,
} from './index.ts';

describe('minor units', () => {
  it.each([0, 1, -1, 118, AMOUNT_MINOR_MAX, -AMOUNT_MINOR_MAX])('%d is an amount', (value) => {
    expect(minorUnits(value)).toBe(value);
  });

  it.each([1.18, 117.999_999, Number.NaN, Infinity, AMOUNT_MINOR_MAX + 1, -AMOUNT_MINOR_MAX - 1, 2 ** 53])(
    '%d is refused and named',
    (value) => {
      expect(() => minorUnits(value)).toThrow(new RangeError(`not an amount in minor units: ${value}`));
    },
  );

  it('minus zero becomes zero', () => {
    expect(Object.is(minorUnits(-0), 0)).toBe(true);
  });
});

describe('currencies', () => {
  it.each([
    ['EUR', 2],
    ['USD', 2],
    ['GBP', 2],
    ['HUF', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['KWD', 3],
    ['BHD', 3],
    ['JOD', 3],
  ] as const)('%s has %d decimals', (code, decimals) => {
    expect(currencyFacts(code).decimals).toBe(decimals);
  });

  it.each(['eur', 'EURO', 'EU1', '', 'constructor', '__proto__'])('%j is no currency', (code) => {
    expect(isCurrencyCode(code)).toBe(false);
    expect(() => currencyCode(code)).toThrow(RangeError);
  });

  it.each('EUR USD GBP CHF CAD AUD NZD SEK NOK DKK PLN CZK HUF JPY KRW KWD BHD JOD SGD MXN BRL'.split(' '))(
    '%s has ascending whole notes and coins, and its coins can pay every cash step',
    (code) => {
      const facts = currencyFacts(code);
      for (const pieces of [facts.notesMinor, facts.coinsMinor]) {
        expect(pieces.length).toBeGreaterThan(0);
        expect(pieces.every((piece) => Number.isSafeInteger(piece) && piece > 0)).toBe(true);
        expect(pieces).toEqual(pieces.toSorted((a, b) => a - b));
      }
      if (facts.cashStepMinor > 1) expect(facts.coinsMinor[0]).toBe(facts.cashStepMinor);
    },
  );

  it('notes are counted in minor units: twenty euros are 2000 cents, a thousand yen are 1000, a quarter dinar is 250 fils', () => {
    expect(currencyFacts('EUR').notesMinor).toContain(2_000);
    expect(currencyFacts('JPY').notesMinor).toContain(1_000);
    expect(currencyFacts('KWD').notesMinor).toEqual([250, 500, 1_000, 5_000, 10_000, 20_000]);
  });

  it('card amounts of three-decimal currencies end in 0', () => {
    expect(currencyFacts('KWD').cardStepMinor).toBe(10);
    expect(currencyFacts('EUR').cardStepMinor).toBe(1);
  });
});

describe('money', () => {
  const euro = (amountMinor: number) => money(amountMinor, 'EUR');

  it('adds, subtracts, negates, sums and compares', () => {
    expect(addMoney(euro(118), euro(2))).toEqual(euro(120));
    expect(subtractMoney(euro(118), euro(120))).toEqual(euro(-2));
    expect(negateMoney(euro(118))).toEqual(euro(-118));
    expect(Object.is(negateMoney(euro(0)).amountMinor, 0)).toBe(true);
    expect(sumMoney([euro(1), euro(2), euro(3)], 'EUR')).toEqual(euro(6));
    expect(sumMoney([], 'JPY')).toEqual(money(0, 'JPY'));
    expect([euro(3), euro(-1), euro(2)].toSorted(compareMoney)).toEqual([euro(-1), euro(2), euro(3)]);
    expect(equalMoney(euro(1), euro(1))).toBe(true);
    expect(equalMoney(euro(1), euro(2))).toBe(false);
    expect([-1, 0, 1].map((amount) => isPositiveMoney(euro(amount)))).toEqual([false, false, true]);
    expect([-1, 0, 1].map((amount) => isZeroMoney(euro(amount)))).toEqual([false, true, false]);
  });

  it.each([
    ['added', addMoney],
    ['subtracted', subtractMoney],
    ['compared', compareMoney],
    ['equalled', equalMoney],
  ] as const)('different currencies are never %s', (_what, act) => {
    expect(() => act(euro(1), money(1, 'USD'))).toThrow('different currencies: EUR and USD');
  });

  it('a list with a foreign amount is not summed, nor one in another currency', () => {
    expect(() => sumMoney([euro(1)], 'USD')).toThrow(RangeError);
  });

  it('a sum beyond the limit is refused, not wrapped', () => {
    expect(() => addMoney(euro(AMOUNT_MINOR_MAX), euro(1))).toThrow(RangeError);
  });
});

describe('the keypad', () => {
  const press = (keys: readonly KeypadKey[], maxMinor = 99_999_999) =>
    keys.reduce((amountMinor, key) => keypadPush(amountMinor, key, maxMinor), minorUnits(0));

  it.each([
    ['1 1 8 is 118 minor units', ['1', '1', '8'], 118],
    ['double zero shifts by two', ['5', '00'], 500],
    ['back takes the last digit', ['1', '1', '8', 'back'], 11],
    ['back on nothing stays nothing', ['back'], 0],
    ['clear starts again', ['9', '9', 'clear', '7'], 7],
    ['leading zeros are nothing', ['0', '00', '4'], 4],
  ] as const)('%s', (_fact, keys, expected) => {
    expect(press(keys)).toBe(expected);
  });

  it('a key that would pass the limit changes nothing', () => {
    expect(press(['9', '9', '9'], 100)).toBe(99);
    expect(press(['5', '00'], 100)).toBe(5);
    expect(press(['1', '0', '0'], 100)).toBe(100);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AMOUNT_MINOR_MAX, currencyFacts, money } from '../money/index.ts';
import { cashRounded, changeFor, likelyNotes } from './index.ts';

describe('what a customer is likely to hand over', () => {
  it.each([
    ['EUR', 6_270, [6_270, 6_500, 7_000, 8_000, 10_000]],
    ['EUR', 2_000, [2_000, 5_000, 10_000, 20_000]],
    ['EUR', 18_730, [18_730, 20_000]],
    ['EUR', 123_400, [123_400, 123_500, 124_000, 125_000, 130_000]],
    ['EUR', 35, [35, 50, 100, 200, 500]],
    ['USD', 2_340, [2_340, 2_500, 3_000, 4_000, 5_000]],
    ['USD', 5_150, [5_150, 5_200, 5_500, 6_000, 10_000]],
    ['JPY', 1_880, [1_880, 2_000, 5_000, 10_000]],
    ['JPY', 380, [380, 500, 1_000, 5_000, 10_000]],
    ['KWD', 3_350, [3_350, 5_000, 10_000, 20_000]],
    ['EUR', 0, []],
    ['EUR', -100, []],
  ])('%s %d offers %j', (currency, dueMinor, expected) => {
    expect(likelyNotes(money(dueMinor, currency)).map((sum) => sum.amountMinor)).toEqual(expected);
  });

  it('starts with the exact amount, rises, stays short, and names the single note that covers it', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: AMOUNT_MINOR_MAX })),
        fc.constantFrom('EUR', 'USD', 'GBP', 'CHF', 'SEK', 'CZK', 'HUF', 'JPY', 'KRW', 'KWD', 'MXN', 'BRL'),
        (dueMinor, currency) => {
          const sums = likelyNotes(money(dueMinor, currency)).map((sum): number => sum.amountMinor);
          expect(sums[0]).toBe(dueMinor);
          expect(sums.length).toBeLessThanOrEqual(5);
          expect(sums).toEqual([...new Set(sums)].toSorted((a, b) => a - b));
          const { notesMinor } = currencyFacts(currency);
          const note = notesMinor.find((value) => value > dueMinor);
          if (note !== undefined && dueMinor >= (notesMinor[0] ?? 0)) expect(sums).toContain(note);
        },
      ),
    );
  });
});

describe('cash rounding', () => {
  it.each([
    ['CHF', 1_232, 1_230],
    ['CHF', 1_233, 1_235],
    ['SEK', 1_049, 1_000],
    ['SEK', 1_050, 1_100],
    ['NOK', 1_050, 1_100],
    ['DKK', 124, 100],
    ['DKK', 125, 150],
    ['CAD', 102, 100],
    ['CAD', 103, 105],
    ['AUD', 108, 110],
    ['NZD', 105, 100],
    ['NZD', 106, 110],
    ['HUF', 120_200, 120_000],
    ['HUF', 120_300, 120_500],
    ['CZK', 9_950, 10_000],
    ['EUR', 1_233, 1_233],
    ['USD', 1_233, 1_233],
    ['JPY', 118, 118],
    ['KWD', 1_233, 1_235],
    ['CHF', -1_233, -1_235],
    ['CAD', 2, 0],
  ])('%s %d is due as %d', (currency, totalMinor, dueMinor) => {
    expect(cashRounded(money(totalMinor, currency))).toEqual({
      dueMinor,
      roundingMinor: dueMinor - totalMinor,
    });
  });

  it('a euro shop can round to five cents where its country does', () => {
    expect(cashRounded(money(1_233, 'EUR'), 5)).toEqual({ dueMinor: 1_235, roundingMinor: 2 });
    expect(() => cashRounded(money(1_233, 'EUR'), 0)).toThrow(RangeError);
  });
});

describe('change', () => {
  it('is what was handed over beyond what was due', () => {
    expect(changeFor(money(6_270, 'EUR'), money(10_000, 'EUR'))).toEqual({
      ok: true,
      change: money(3_730, 'EUR'),
    });
  });

  it('is nothing for the exact amount', () => {
    expect(changeFor(money(118, 'JPY'), money(118, 'JPY'))).toEqual({ ok: true, change: money(0, 'JPY') });
  });

  it('says what is missing when too little was handed over', () => {
    expect(changeFor(money(1_234, 'KWD'), money(1_000, 'KWD'))).toEqual({
      ok: false,
      missing: money(234, 'KWD'),
    });
  });

  it('is not computed across currencies or below zero', () => {
    expect(() => changeFor(money(1, 'EUR'), money(1, 'USD'))).toThrow(RangeError);
    expect(() => changeFor(money(-1, 'EUR'), money(1, 'EUR'))).toThrow(RangeError);
  });
});

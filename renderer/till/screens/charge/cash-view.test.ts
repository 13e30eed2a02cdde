import { describe, expect, it } from 'vitest';
import { piecesOf, viewCash } from './cash-view.ts';

describe('cash in the hand', () => {
  it('is exact while nothing was typed', () => {
    expect(viewCash({ dueMinor: 6_270, receivedMinor: null, currency: 'EUR' })).toEqual({
      tenderedMinor: 6_270,
      isEnough: true,
      changeMinor: 0,
      missingMinor: 0,
    });
  });

  it('gives change for more and names what is missing for less', () => {
    expect(viewCash({ dueMinor: 6_270, receivedMinor: 10_000, currency: 'EUR' }).changeMinor).toBe(3_730);
    expect(viewCash({ dueMinor: 6_270, receivedMinor: 5_000, currency: 'EUR' })).toMatchObject({
      isEnough: false,
      missingMinor: 1_270,
      changeMinor: 0,
    });
  });
});

describe('the notes and coins to give back', () => {
  it('are the fewest, largest first', () => {
    expect(piecesOf(3_730, 'EUR').map(({ valueMinor, count }) => [valueMinor, count])).toEqual([
      [2_000, 1],
      [1_000, 1],
      [500, 1],
      [200, 1],
      [20, 1],
      [10, 1],
    ]);
  });

  it.each([
    ['EUR', 12_345],
    ['JPY', 4_321],
    ['KWD', 12_345],
    ['CHF', 9_995],
  ])('in %s add up to the amount', (currency, amountMinor) => {
    const sum = piecesOf(amountMinor, currency).reduce(
      (total, piece) => total + piece.valueMinor * piece.count,
      0,
    );
    expect(sum).toBe(amountMinor);
  });

  it('are none for no change', () => {
    expect(piecesOf(0, 'EUR')).toEqual([]);
  });
});

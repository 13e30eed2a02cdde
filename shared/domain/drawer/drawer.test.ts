import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countedMinor,
  expectedCashMinor,
  judgeVariance,
  likelyCauses,
  listDenominations,
  type DrawerFacts,
  type DrawerMovement,
} from './index.ts';

const NOTHING: DrawerFacts = {
  cashSales: [],
  strayCards: [],
  movements: [],
  cashRefunds: [],
  voidedSales: [],
};

function movement(kind: DrawerMovement['kind'], amountMinor: number, id = kind): DrawerMovement {
  return { id, kind, amountMinor, atMs: 1 };
}

describe('a count', () => {
  it('goes from the largest piece to the smallest', () => {
    const { notesMinor, coinsMinor } = listDenominations('EUR');
    expect([notesMinor.at(-1), coinsMinor[0], coinsMinor.at(-1)]).toEqual([500, 200, 1]);
    expect(notesMinor).toEqual(notesMinor.toSorted((one, other) => other - one));
  });

  it.each([
    [
      'EUR',
      [
        [5_000, 3],
        [200, 11],
      ],
      0,
      17_200,
    ],
    ['EUR', [], 0, 0],
    ['EUR', [[500, 1]], 250, 750],
    [
      'JPY',
      [
        [10_000, 2],
        [500, 1],
      ],
      0,
      20_500,
    ],
    [
      'KWD',
      [
        [1_000, 1],
        [5, 1],
      ],
      0,
      1_005,
    ],
  ] as const)('%s %j and %d comes to %d', (currency, pieces, otherMinor, expected) => {
    const counted = pieces.map(([valueMinor, count]) => ({ valueMinor, count }));
    expect(countedMinor(counted, otherMinor, currency)).toBe(expected);
  });

  it.each([
    ['a coin that the currency does not have', [[3, 1]], 0],
    ['less than none of them', [[100, -1]], 0],
    ['half a note', [[500, 0.5]], 0],
    ['a negative rest', [[500, 1]], -1],
    ['more than a till can count', [[50_000, 9_007_199_254]], 0],
  ] as const)('is refused for %s', (_name, pieces, otherMinor) => {
    const counted = pieces.map(([valueMinor, count]) => ({ valueMinor, count }));
    expect(countedMinor(counted, otherMinor, 'EUR')).toBeNull();
  });
});

describe('what should be there', () => {
  it('is the float, plus what came in, less what went out', () => {
    expect(
      expectedCashMinor({
        floatMinor: 15_000,
        cashInMinor: 40_135,
        cashOutMinor: 1_000,
        payInMinor: 2_000,
        payOutMinor: 500,
        dropMinor: 10_000,
      }),
    ).toBe(45_635);
  });

  it('does not depend on the order in which it happened', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(amounts, ([float = 0, cashIn = 0, cashOut = 0, payIn = 0, payOut = 0, drop = 0]) => {
        const steps = [float, cashIn, payIn, -cashOut, -payOut, -drop];
        const walked = steps.toReversed().reduce((sum, step) => sum + step, 0);
        expect(
          expectedCashMinor({
            floatMinor: float,
            cashInMinor: cashIn,
            cashOutMinor: cashOut,
            payInMinor: payIn,
            payOutMinor: payOut,
            dropMinor: drop,
          }),
        ).toBe(walked);
      }),
    );
  });

  it.each([
    [0, 500, 'none'],
    [1, 500, 'amber'],
    [-500, 500, 'amber'],
    [-501, 500, 'red'],
    [501, 500, 'red'],
    [1, 0, 'red'],
    [0, 0, 'none'],
  ] as const)('a variance of %d with a tolerance of %d is %s', (variance, tolerance, level) => {
    expect(judgeVariance(variance, tolerance)).toBe(level);
  });
});

describe('the likeliest cause', () => {
  const sale = { id: 'sale', amountMinor: 2_000, changeMinor: 350, atMs: 5 };

  it.each<[string, number, Partial<DrawerFacts>, readonly string[]]>([
    ['nothing, when it agrees', 0, { cashSales: [sale] }, []],
    ['nothing, when nothing fits', -777, { cashSales: [sale] }, []],
    ['a sale that was not paid', -2_000, { cashSales: [sale] }, ['cash-sale-not-paid']],
    [
      'a card rung as cash, before anything else',
      -2_000,
      {
        cashSales: [sale],
        strayCards: [{ id: 'pi', amountMinor: 2_000, atMs: 4 }],
        movements: [movement('drop', 2_000)],
      },
      ['card-rung-as-cash', 'drop-not-recorded'],
    ],
    ['change given twice', -350, { cashSales: [sale] }, ['change-given-twice']],
    ['change kept', 350, { cashSales: [sale] }, ['change-not-given']],
    [
      'a second drop that nobody wrote down',
      -10_000,
      { movements: [movement('drop', 10_000)] },
      ['drop-not-recorded'],
    ],
    ['a drop still in the drawer', 10_000, { movements: [movement('drop', 10_000)] }, ['drop-not-made']],
    [
      'a pay-out still in the drawer',
      1_500,
      { movements: [movement('pay-out', 1_500)] },
      ['pay-out-not-made'],
    ],
    ['a pay-in explains no surplus of its size', 1_500, { movements: [movement('pay-in', 1_500)] }, []],
    [
      'a void after cash was taken',
      990,
      { voidedSales: [{ id: 'v', amountMinor: 990, atMs: 1 }] },
      ['void-after-cash'],
    ],
    [
      'a refund not handed out',
      990,
      { cashRefunds: [{ id: 'r', amountMinor: 990, atMs: 1 }] },
      ['refund-not-given'],
    ],
    [
      'digits swapped in a drop: 450 for 540',
      -9_000,
      { movements: [movement('drop', 45_000)] },
      ['digits-swapped'],
    ],
    [
      'digits swapped in a pay-in: 54 for 45',
      -900,
      { movements: [movement('pay-in', 5_400)] },
      ['digits-swapped'],
    ],
    ['a drop of 450 explains no surplus of 90', 9_000, { movements: [movement('drop', 45_000)] }, []],
  ])('%s', (_name, varianceMinor, facts, kinds) => {
    expect(likelyCauses(varianceMinor, { ...NOTHING, ...facts }).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('says what was meant when digits were swapped', () => {
    const [cause] = likelyCauses(-9_000, { ...NOTHING, movements: [movement('drop', 45_000)] });
    expect(cause?.meantMinor).toBe(54_000);
  });

  it('names three at most, the newest of equals first', () => {
    const cashSales = [1, 2, 3, 4].map((atMs) => ({
      id: `s${atMs}`,
      amountMinor: 700,
      changeMinor: 0,
      atMs,
    }));
    const causes = likelyCauses(-700, { ...NOTHING, cashSales });
    expect(causes.map(({ id }) => id)).toEqual(['s4', 's3', 's2']);
  });
});

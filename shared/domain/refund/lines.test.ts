import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addLine, cartTotals, type Cart } from '../cart/index.ts';
import { currencyCode, minorUnits, splitMinor } from '../money/index.ts';
import {
  allocateRefund,
  checkShares,
  refundableLines,
  refundAmount,
  refundPieces,
  type RefundableTender,
  type RefundedLine,
} from './index.ts';

const HIGH = { id: 'high', name: 'VAT 21%', ratePpm: 210_000 };
const LOW = { id: 'low', name: 'VAT 9%', ratePpm: 90_000 };

function cartOf(
  lines: readonly { readonly price: number; readonly quantity: number; readonly low?: boolean }[],
  options: {
    readonly pricesIncludeTax?: boolean;
    readonly percentOff?: number;
    readonly isExempt?: boolean;
  } = {},
): Cart {
  let cart: Cart = {
    currency: currencyCode('EUR'),
    pricesIncludeTax: options.pricesIncludeTax ?? true,
    lines: [],
    discount:
      options.percentOff === undefined
        ? null
        : { kind: 'percent', ratePpm: options.percentOff * 10_000, label: null },
    exemption: options.isExempt === true ? { reason: 'export', reference: 'EX 1' } : null,
  };
  lines.forEach((line, index) => {
    const added = addLine(cart, {
      lineId: `line-${String(index)}`,
      productId: null,
      name: 'Item',
      quantity: line.quantity,
      unitPriceMinor: minorUnits(line.price),
      taxRate: line.low === true ? LOW : HIGH,
      note: `n${String(index)}`,
      discount: null,
    });
    if (added.ok) cart = added.cart;
  });
  return cart;
}

const anyCart = fc
  .record({
    lines: fc.array(
      fc.record({
        price: fc.integer({ min: 1, max: 99_999 }),
        quantity: fc.integer({ min: 1, max: 9 }),
        low: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    pricesIncludeTax: fc.boolean(),
    percentOff: fc.integer({ min: 0, max: 90 }),
    isExempt: fc.boolean(),
  })
  .map((parts) => cartOf(parts.lines, parts));

const sum = (amounts: readonly number[]): number => amounts.reduce((all, each) => all + each, 0);

describe('what of a sale can be given back', () => {
  it('is the sale, to the cent, line by line and tax by tax', () => {
    fc.assert(
      fc.property(anyCart, (cart) => {
        const totals = cartTotals(cart);
        const lines = refundableLines(cart, totals, []);
        expect(sum(lines.map((line) => line.paidMinor))).toBe(totals.totalMinor);
        expect(sum(lines.map((line) => line.taxMinor))).toBe(totals.taxMinor);
      }),
    );
  });

  it('comes out even when it goes back piece by piece, in any order', () => {
    fc.assert(
      fc.property(anyCart, fc.array(fc.nat(), { maxLength: 80 }), (cart, picks) => {
        const totals = cartTotals(cart);
        const back: ReturnType<typeof refundPieces>[] = [];
        const left = (): ReturnType<typeof refundableLines> =>
          refundableLines(
            cart,
            totals,
            back.flatMap((part) => part ?? []),
          );
        for (let turn = 0; left().some((line) => line.leftQuantity > 0); turn += 1) {
          const open = left().filter((line) => line.leftQuantity > 0);
          const line = open[(picks[turn] ?? 0) % open.length];
          if (line === undefined) break;
          back.push(refundPieces(line, 1));
        }
        expect(left().map(({ leftMinor, leftTaxMinor }) => [leftMinor, leftTaxMinor])).toEqual(
          left().map(() => [0, 0]),
        );
        expect(back.every((part) => part !== null && part.amountMinor >= 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('by amount is spread over the lines exactly, tax included, and ends with nothing', () => {
    fc.assert(
      fc.property(anyCart, fc.integer({ min: 1, max: 1_000_000 }), (cart, wanted) => {
        const totals = cartTotals(cart);
        if (totals.totalMinor === 0) return;
        const amount = Math.min(wanted, totals.totalMinor);
        const first = refundAmount(refundableLines(cart, totals, []), amount) ?? [];
        expect(sum(first.map((part) => part.amountMinor))).toBe(amount);
        const rest = refundableLines(cart, totals, first);
        const second = refundAmount(rest, totals.totalMinor - amount) ?? [];
        const both = [...first, ...second];
        expect(sum(both.map((part) => part.amountMinor))).toBe(totals.totalMinor);
        expect(sum(both.map((part) => part.taxMinor))).toBe(totals.taxMinor);
      }),
    );
  });

  it('is for an exempt customer the net of each line, and no tax', () => {
    const cart = cartOf(
      [
        { price: 1_210, quantity: 1 },
        { price: 1_090, quantity: 2, low: true },
      ],
      { isExempt: true },
    );
    const lines = refundableLines(cart, cartTotals(cart), []);
    expect(lines.map(({ paidMinor, taxMinor }) => [paidMinor, taxMinor])).toEqual([
      [1_000, 0],
      [2_000, 0],
    ]);
  });

  it('gives three for two back at the price that was paid for each', () => {
    const cart = cartOf([{ price: 333, quantity: 3 }], { percentOff: 33 });
    const [line] = refundableLines(cart, cartTotals(cart), []);
    expect(line?.paidMinor).toBe(669);
    expect(line === undefined ? null : refundPieces(line, 2)).toMatchObject({ amountMinor: 446 });
  });

  it('refuses more pieces than are left, and parts of pieces', () => {
    const cart = cartOf([{ price: 500, quantity: 2 }]);
    const earlier = [
      { lineId: 'line-0', quantity: 1, amountMinor: minorUnits(500), taxMinor: minorUnits(87) },
    ];
    const [line] = refundableLines(cart, cartTotals(cart), earlier);
    if (line === undefined) throw new Error('no line');
    expect(refundPieces(line, 2)).toBe(null);
    expect(refundPieces(line, 0)).toBe(null);
    expect(refundPieces(line, 0.5)).toBe(null);
    expect(refundPieces(line, 1)).toMatchObject({ amountMinor: 500, taxMinor: 87 });
  });

  it('by amount is nothing when nothing is left, and leaves a tip to nobody’s line', () => {
    const cart = cartOf([{ price: 500, quantity: 1 }]);
    const lines = refundableLines(cart, cartTotals(cart), []);
    expect(sum((refundAmount(lines, 600) ?? []).map((part) => part.amountMinor))).toBe(500);
    const none = refundableLines(cart, cartTotals(cart), refundAmount(lines, 500) ?? []);
    expect(refundAmount(none, 1)).toBe(null);
  });
});

describe('a sale paid by several tenders', () => {
  it('goes back to each what it paid, however it was split and in whatever order pieces come', () => {
    fc.assert(
      fc.property(
        anyCart,
        fc.array(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(), { maxLength: 60 }),
        (cart, weights, picks) => {
          const totals = cartTotals(cart);
          const paid = splitMinor(totals.totalMinor, weights);
          expect(sum(paid)).toBe(totals.totalMinor);
          let tenders: readonly RefundableTender[] = paid.map((refundableMinor, index) => ({
            tenderId: `t${String(index)}`,
            kind: index % 2 === 0 ? 'card' : 'cash',
            refundableMinor,
          }));
          const back: RefundedLine[] = [];
          for (let turn = 0; ; turn += 1) {
            const open = refundableLines(cart, totals, back).filter((line) => line.leftQuantity > 0);
            const line = open[(picks[turn] ?? 0) % Math.max(1, open.length)];
            const part = line === undefined ? null : refundPieces(line, 1);
            if (part === null) break;
            back.push(part);
            const allocated = allocateRefund(tenders, part.amountMinor);
            if (part.amountMinor === 0) continue;
            if (!allocated.ok) throw new Error(allocated.reason);
            tenders = tenders.map((tender) => ({
              ...tender,
              refundableMinor:
                tender.refundableMinor -
                sum(
                  allocated.shares.flatMap((share) =>
                    share.tenderId === tender.tenderId ? share.amountMinor : [],
                  ),
                ),
            }));
            expect(tenders.every(({ refundableMinor }) => refundableMinor >= 0)).toBe(true);
          }
          expect(tenders.map(({ refundableMinor }) => refundableMinor)).toEqual(paid.map(() => 0));
          expect(sum(back.map((part) => part.taxMinor))).toBe(totals.taxMinor);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has in each line what the line is worth by exact fractions, within what rounding can do', () => {
    fc.assert(
      fc.property(anyCart, (cart) => {
        const totals = cartTotals(cart);
        refundableLines(cart, totals, []).forEach(({ paidMinor }, index) => {
          const { ratePpm } = cart.lines[index]?.taxRate ?? HIGH;
          const base = BigInt(
            (totals.lines[index]?.totalMinor ?? 0) - (totals.lines[index]?.orderDiscountMinor ?? 0),
          );
          const isExempt = cart.exemption !== null;
          const million = 1_000_000n;
          const withTax = million + BigInt(ratePpm);
          const [top, bottom] = cart.pricesIncludeTax
            ? isExempt
              ? [base * million, withTax]
              : [base, 1n]
            : isExempt
              ? [base, 1n]
              : [base * withTax, million];
          const gap = BigInt(paidMinor) * bottom - top;
          // Half a cent where the rate's tax was rounded, and less than a whole one where it was shared out.
          expect((gap < 0n ? -gap : gap) * 2n).toBeLessThan(3n * bottom);
        });
      }),
    );
  });
});

describe('which tender gives back how much', () => {
  const tenders = [
    { tenderId: 'cash', kind: 'cash', refundableMinor: 1000 },
    { tenderId: 'visa', kind: 'card', refundableMinor: 700 },
    { tenderId: 'amex', kind: 'card', refundableMinor: 300 },
  ] as const;

  it('is each card before any cash, and sums to the amount', () => {
    expect(allocateRefund(tenders, 1200)).toEqual({
      ok: true,
      shares: [
        { tenderId: 'visa', amountMinor: 700 },
        { tenderId: 'amex', amountMinor: 300 },
        { tenderId: 'cash', amountMinor: 200 },
      ],
    });
    expect(allocateRefund(tenders, 300)).toEqual({
      ok: true,
      shares: [{ tenderId: 'visa', amountMinor: 300 }],
    });
  });

  it('is refused when together they have less, or when there is nothing to give', () => {
    expect(allocateRefund(tenders, 2001)).toEqual({ ok: false, reason: 'too-much', mostMinor: 2000 });
    expect(allocateRefund(tenders, 0)).toEqual({ ok: false, reason: 'nothing' });
  });

  it('never gives back more than a tender can, nor another sum than the amount', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -500, max: 5000 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 20_000 }),
        (left, amount) => {
          const list = left.map((refundableMinor, index) => ({
            tenderId: `t${String(index)}`,
            kind: index % 2 === 0 ? ('card' as const) : ('cash' as const),
            refundableMinor,
          }));
          const allocated = allocateRefund(list, amount);
          if (allocated.ok) expect(checkShares(list, allocated.shares, amount)).toBe('fits');
          else expect(sum(left.map((each) => Math.max(0, each)))).toBeLessThan(amount);
        },
      ),
    );
  });

  it('chosen by the cashier must fit each tender and the sum, each tender once', () => {
    expect(checkShares(tenders, [{ tenderId: 'visa', amountMinor: 500 }], 500)).toBe('fits');
    expect(checkShares(tenders, [{ tenderId: 'visa', amountMinor: 701 }], 701)).toBe('too-much');
    expect(checkShares(tenders, [{ tenderId: 'visa', amountMinor: 400 }], 500)).toBe('sum-differs');
    expect(checkShares(tenders, [{ tenderId: 'jcb', amountMinor: 500 }], 500)).toBe('unknown-tender');
    const twice = [
      { tenderId: 'visa', amountMinor: 500 },
      { tenderId: 'visa', amountMinor: 200 },
    ];
    expect(checkShares(tenders, twice, 700)).toBe('unknown-tender');
  });
});

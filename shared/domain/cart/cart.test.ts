import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyCode, minorUnits } from '../money/index.ts';
import {
  addLine,
  canonicalCartText,
  type Cart,
  type CartLine,
  cartTotals,
  type Discount,
  LINES_MAX,
  removeLine,
  setLineQuantity,
} from './index.ts';

const TAXED = { isExempt: false, exemptedMinor: 0 };
const STANDARD = { id: 'standard', name: 'VAT', ratePpm: 190_000 };
const REDUCED = { id: 'reduced', name: 'VAT reduced', ratePpm: 70_000 };
const NEW_YORK = { id: 'ny', name: 'Sales tax', ratePpm: 88_750 };

function line(unitPriceMinor: number, change: Partial<CartLine> = {}): CartLine {
  return {
    lineId: 'line-1',
    productId: 'coffee',
    name: 'Coffee',
    quantity: 1,
    unitPriceMinor: minorUnits(unitPriceMinor),
    taxRate: STANDARD,
    note: null,
    discount: null,
    ...change,
  };
}

function cart(lines: readonly CartLine[], change: Partial<Cart> = {}): Cart {
  const numbered = lines.map((entry, index) => ({ ...entry, lineId: `line-${index + 1}` }));
  return {
    currency: currencyCode('EUR'),
    pricesIncludeTax: true,
    lines: numbered,
    discount: null,
    ...change,
  };
}

const percent = (ratePpm: number): Discount => ({ kind: 'percent', ratePpm, label: null });
const fixed = (amountMinor: number): Discount => ({
  kind: 'fixed',
  amountMinor: minorUnits(amountMinor),
  label: null,
});

describe('cart totals', () => {
  it('an empty cart costs nothing', () => {
    expect(cartTotals(cart([]))).toEqual({
      lines: [],
      itemCount: 0,
      subtotalMinor: 0,
      discountMinor: 0,
      taxes: [],
      taxMinor: 0,
      exemptedMinor: 0,
      totalMinor: 0,
    });
  });

  it.each([
    ['one of 1.18 is 1.18', [line(118)], 118, 19],
    ['three of 1.18 are 3.54', [line(118, { quantity: 3 })], 354, 57],
    ['ten times 0.01 is taxed as 0.10, not as ten nothings', Array(10).fill(line(1)), 10, 2],
    ['a deposit given back lowers the total', [line(500), line(-25, { quantity: 2 })], 450, 72],
  ])('with tax included: %s', (_fact, lines: readonly CartLine[], totalMinor, taxMinor) => {
    const totals = cartTotals(cart(lines));
    expect([totals.totalMinor, totals.taxMinor]).toEqual([totalMinor, taxMinor]);
  });

  it.each([
    ['8.875 % on 10.00', [line(1_000, { taxRate: NEW_YORK })], 1_089, 89],
    ['half a cent goes up once per rate', Array(3).fill(line(10, { taxRate: NEW_YORK })), 33, 3],
  ])('with tax on top: %s', (_fact, lines: readonly CartLine[], totalMinor, taxMinor) => {
    const totals = cartTotals(cart(lines, { pricesIncludeTax: false }));
    expect([totals.totalMinor, totals.taxMinor]).toEqual([totalMinor, taxMinor]);
  });

  it.each([
    ['JPY', 118, 354],
    ['EUR', 118, 354],
    ['KWD', 1_180, 3_540],
  ])('counts minor units alike in %s', (code, unitMinor, totalMinor) => {
    const totals = cartTotals(cart([line(unitMinor, { quantity: 3 })], { currency: currencyCode(code) }));
    expect(totals.totalMinor).toBe(totalMinor);
    expect(totals.itemCount).toBe(3);
  });

  it('groups tax by rate, in the order of the cart, on what is left after every discount', () => {
    const totals = cartTotals(
      cart([line(1_000), line(500, { taxRate: REDUCED }), line(190, { discount: fixed(90) })], {
        discount: percent(100_000),
      }),
    );
    expect(totals.lines.map((entry) => entry.totalMinor)).toEqual([1_000, 500, 100]);
    expect(totals.lines.map((entry) => entry.orderDiscountMinor)).toEqual([100, 50, 10]);
    expect(totals).toMatchObject({
      subtotalMinor: 1_600,
      discountMinor: 160,
      totalMinor: 1_440,
      taxMinor: 187,
    });
    expect(totals.taxes).toEqual([
      { rateId: 'standard', name: 'VAT', ratePpm: 190_000, netMinor: 832, taxMinor: 158, ...TAXED },
      { rateId: 'reduced', name: 'VAT reduced', ratePpm: 70_000, netMinor: 421, taxMinor: 29, ...TAXED },
    ]);
  });

  it('takes the tax of each rate out of an exempt total once, and names each rate with none', () => {
    const sold = [line(119), line(107, { taxRate: REDUCED })];
    const exempt = { exemption: { reason: 'export', reference: 'EX 1' } } as const;
    expect(cartTotals(cart(sold, exempt))).toMatchObject({
      subtotalMinor: 226,
      exemptedMinor: 26,
      taxMinor: 0,
      totalMinor: 200,
      taxes: [
        { rateId: 'standard', netMinor: 100, taxMinor: 0, isExempt: true },
        { rateId: 'reduced', netMinor: 100, taxMinor: 0, isExempt: true },
      ],
    });
    expect(cartTotals(cart(sold, { ...exempt, pricesIncludeTax: false }))).toMatchObject({
      exemptedMinor: 0,
      taxMinor: 0,
      totalMinor: 226,
    });
  });

  it('names a rate twice where goods come back taxed beside exempt ones', () => {
    const totals = cartTotals(
      cart([line(238), line(-119)], { exemption: { reason: 'diplomat', reference: 'D 1' } }),
    );
    expect(totals).toMatchObject({ totalMinor: 200 - 119, taxMinor: -19, exemptedMinor: 38 });
    expect(totals.taxes.map(({ netMinor, taxMinor, isExempt }) => [netMinor, taxMinor, isExempt])).toEqual([
      [200, 0, true],
      [-100, -19, false],
    ]);
  });

  it('a rate that was changed while the cart was open is taxed as two', () => {
    const changed = { ...STANDARD, ratePpm: 200_000 };
    const totals = cartTotals(cart([line(119), line(120, { taxRate: changed })]));
    expect(totals.taxes.map((tax) => [tax.ratePpm, tax.taxMinor])).toEqual([
      [190_000, 19],
      [200_000, 20],
    ]);
  });

  it.each([
    ['a percent of a line is rounded half-up once', line(333, { discount: percent(50_000) }), 17],
    [
      'a percent of three pieces is taken from the line',
      line(111, { quantity: 3, discount: percent(50_000) }),
      17,
    ],
    ['a fixed discount is taken once from the line', line(100, { quantity: 3, discount: fixed(50) }), 50],
    ['more than the line is the whole line', line(100, { discount: fixed(500) }), 100],
    ['a negative discount is none', line(100, { discount: fixed(-5) }), 0],
    ['money given back is not discounted', line(-100, { discount: percent(500_000) }), 0],
  ])('%s', (_fact, discounted, discountMinor) => {
    const totals = cartTotals(cart([discounted]));
    expect(totals.lines[0]?.discountMinor).toBe(discountMinor);
    expect(totals.totalMinor).toBe(discounted.unitPriceMinor * discounted.quantity - discountMinor);
  });

  it('the discount of the cart ends at nothing to pay', () => {
    expect(cartTotals(cart([line(100), line(50)], { discount: fixed(1_000) }))).toMatchObject({
      discountMinor: 150,
      totalMinor: 0,
      taxMinor: 0,
    });
    expect(cartTotals(cart([line(100), line(-60)], { discount: fixed(1_000) })).totalMinor).toBe(0);
    expect(cartTotals(cart([line(-60)], { discount: fixed(1_000) })).totalMinor).toBe(-60);
  });

  it('adds up for every cart', () => {
    const anyDiscount = fc.oneof(
      fc.constant(null),
      fc.integer({ min: 0, max: 1_000_000 }).map(percent),
      fc.integer({ min: 0, max: 5_000_000 }).map(fixed),
    );
    const anyLine = fc
      .record({
        unitPriceMinor: fc.integer({ min: -5_000, max: 1_000_000 }),
        quantity: fc.integer({ min: 1, max: 200 }),
        taxRate: fc.constantFrom(STANDARD, REDUCED, NEW_YORK, { id: 'none', name: '', ratePpm: 0 }),
        discount: anyDiscount,
      })
      .map(({ unitPriceMinor, ...change }) => line(unitPriceMinor, change));
    const anyCart = fc
      .record({ lines: fc.array(anyLine, { maxLength: 12 }), discount: anyDiscount, included: fc.boolean() })
      .map(({ lines, discount, included }) => cart(lines, { discount, pricesIncludeTax: included }));
    const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
    fc.assert(
      fc.property(anyCart, (any) => {
        const totals = cartTotals(any);
        expect(sum(totals.lines.map((entry) => entry.totalMinor))).toBe(totals.subtotalMinor);
        expect(sum(totals.lines.map((entry) => entry.orderDiscountMinor))).toBe(totals.discountMinor);
        expect(sum(totals.taxes.map((tax) => tax.netMinor + tax.taxMinor))).toBe(totals.totalMinor);
        expect(totals.totalMinor).toBe(
          totals.subtotalMinor - totals.discountMinor + (any.pricesIncludeTax ? 0 : totals.taxMinor),
        );
        for (const entry of totals.lines) {
          expect(entry.discountMinor).toBeGreaterThanOrEqual(0);
          expect(entry.totalMinor).toBe(entry.grossMinor - entry.discountMinor);
          expect(entry.orderDiscountMinor).toBeLessThanOrEqual(Math.max(0, entry.totalMinor));
        }
        if (totals.subtotalMinor >= 0)
          expect(totals.subtotalMinor - totals.discountMinor).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('editing a cart', () => {
  it('the same product raises the quantity of its line', () => {
    const before = cart([line(118)]);
    const edit = addLine(before, line(118, { lineId: 'other', quantity: 2 }));
    expect(edit).toMatchObject({ ok: true, lineId: 'line-1', cart: { lines: [{ quantity: 3 }] } });
    expect(before.lines[0]?.quantity).toBe(1);
  });

  it.each([
    ['price', { unitPriceMinor: minorUnits(119) }],
    ['name', { name: 'Espresso' }],
    ['tax rate', { taxRate: REDUCED }],
    ['note', { note: 'no sugar' }],
    ['discount', { discount: percent(100_000) }],
    ['product', { productId: 'tea' }],
  ] as const)('another %s makes another line', (_what, change) => {
    const edit = addLine(cart([line(118)]), line(118, { lineId: 'other', ...change }));
    expect(edit).toMatchObject({ ok: true, lineId: 'other', cart: { lines: [{}, { lineId: 'other' }] } });
  });

  it('lines with the same percent discount merge, lines with a fixed one stay apart', () => {
    const count = (discount: Discount) => {
      const edit = addLine(cart([line(118, { discount })]), line(118, { lineId: 'other', discount }));
      return edit.ok ? edit.cart.lines.length : edit.reason;
    };
    expect(count(percent(100_000))).toBe(1);
    expect(count(fixed(10))).toBe(2);
  });

  it('open-price items never merge', () => {
    const edit = addLine(
      cart([line(118, { productId: null })]),
      line(118, { productId: null, lineId: 'other' }),
    );
    expect(edit).toMatchObject({ ok: true, lineId: 'other' });
  });

  it.each([
    [0, 'quantity-not-allowed'],
    [-1, 'quantity-not-allowed'],
    [1.5, 'quantity-not-allowed'],
    [Number.NaN, 'quantity-not-allowed'],
    [10_000, 'quantity-too-large'],
    [9_999, 'quantity-too-large'],
  ])('adding %d more is refused: %s', (quantity, reason) => {
    expect(addLine(cart([line(118)]), line(118, { lineId: 'other', quantity }))).toEqual({
      ok: false,
      reason,
    });
  });

  it.each([
    [-1, 'quantity-not-allowed'],
    [0.5, 'quantity-not-allowed'],
    [10_000, 'quantity-too-large'],
  ])('a quantity of %d is refused: %s', (quantity, reason) => {
    expect(setLineQuantity(cart([line(118)]), 'line-1', quantity)).toEqual({ ok: false, reason });
  });

  it('a quantity of 0 removes the line', () => {
    expect(setLineQuantity(cart([line(118), line(50)]), 'line-1', 0)).toEqual(
      removeLine(cart([line(118), line(50)]), 'line-1'),
    );
    expect(removeLine(cart([line(118), line(50)]), 'line-1')).toMatchObject({
      ok: true,
      cart: { lines: [{ lineId: 'line-2' }] },
    });
  });

  it('a line that is not there is refused', () => {
    expect(setLineQuantity(cart([]), 'gone', 2)).toEqual({ ok: false, reason: 'line-not-found' });
    expect(setLineQuantity(cart([]), 'gone', 0)).toEqual({ ok: false, reason: 'line-not-found' });
    expect(removeLine(cart([]), 'gone')).toEqual({ ok: false, reason: 'line-not-found' });
  });

  it('a cart whose sums would not fit is refused, and the largest accepted one can be added up', () => {
    const costly = line(50_000_000, {
      taxRate: { id: 'all', name: '', ratePpm: 1_000_000 },
      quantity: 9_999,
    });
    const added = addLine(cart([], { pricesIncludeTax: false }), costly);
    expect(added.ok && cartTotals(added.cart).totalMinor).toBe(50_000_000 * 9_999 * 2);
    expect(addLine(cart([costly]), line(100, { lineId: 'other' }))).toMatchObject({ ok: true });
    expect(addLine(cart([costly]), { ...costly, lineId: 'other', note: 'more' })).toEqual({
      ok: false,
      reason: 'amount-too-large',
    });
    expect(setLineQuantity(cart([line(999_999_999_999)]), 'line-1', 2)).toEqual({
      ok: false,
      reason: 'amount-too-large',
    });
  });

  it('a stuck scanner is stopped, and an id used twice is a bug', () => {
    const full = cart(Array.from({ length: LINES_MAX }, () => line(1, { productId: null })));
    expect(addLine(full, line(1, { productId: null, lineId: 'other' }))).toEqual({
      ok: false,
      reason: 'too-many-lines',
    });
    expect(() => addLine(cart([line(1)]), line(2, { lineId: 'line-1' }))).toThrow('line-1');
  });
});

describe('the canonical text of a cart', () => {
  const base = cart([line(118), line(50, { taxRate: REDUCED, note: 'x' })], { discount: percent(50_000) });

  it('does not depend on the order of keys or on the ids of lines', () => {
    const shuffled: Cart = {
      discount: { label: null, ratePpm: 50_000, kind: 'percent' },
      lines: base.lines.map((entry, index) => ({
        ...entry,
        taxRate: { ratePpm: entry.taxRate.ratePpm, name: entry.taxRate.name, id: entry.taxRate.id },
        lineId: `again-${index}`,
      })),
      pricesIncludeTax: true,
      currency: base.currency,
    };
    expect(canonicalCartText(shuffled)).toBe(canonicalCartText(base));
  });

  it('is this text, so that stored hashes stay valid', () => {
    expect(canonicalCartText(base)).toBe(
      '[1,"EUR",true,[["coffee","Coffee",1,118,["standard","VAT",190000],null,null],' +
        '["coffee","Coffee",1,50,["reduced","VAT reduced",70000],"x",null]],["percent",50000,null]]',
    );
  });

  it('tells one exemption from another', () => {
    const texts = (['export', 'resale'] as const).flatMap((reason) =>
      ['1', '2'].map((reference) => canonicalCartText({ ...base, exemption: { reason, reference } })),
    );
    expect(new Set(texts).size).toBe(4);
    expect(texts[0]).toBe(
      '[2,"EUR",true,[["coffee","Coffee",1,118,["standard","VAT",190000],null,null,false],' +
        '["coffee","Coffee",1,50,["reduced","VAT reduced",70000],"x",null,false]],["percent",50000,null],' +
        '["export","1"]]',
    );
  });

  it.each([
    ['quantity', { ...base, lines: base.lines.map((entry) => ({ ...entry, quantity: 2 })) }],
    ['price', { ...base, lines: base.lines.map((entry) => ({ ...entry, unitPriceMinor: minorUnits(1) })) }],
    ['note', { ...base, lines: base.lines.map((entry) => ({ ...entry, note: 'y' })) }],
    ['tax rate', { ...base, lines: base.lines.map((entry) => ({ ...entry, taxRate: REDUCED })) }],
    ['line discount', { ...base, lines: base.lines.map((entry) => ({ ...entry, discount: fixed(1) })) }],
    ['exemption', { ...base, exemption: { reason: 'export', reference: 'EX 1' } }],
    ['goods back', { ...base, lines: base.lines.map((entry) => ({ ...entry, isExempt: true })) }],
    ['order of lines', { ...base, lines: base.lines.toReversed() }],
    ['cart discount', { ...base, discount: fixed(50_000) }],
    ['tax inclusion', { ...base, pricesIncludeTax: false }],
    ['currency', { ...base, currency: currencyCode('CHF') }],
  ] as const)('changes with the %s', (_what, changed) => {
    expect(canonicalCartText(changed)).not.toBe(canonicalCartText(base));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyCode, minorUnits } from '../money/index.ts';
import {
  addLine,
  cartTotals,
  furtherReduction,
  setCartDiscount,
  setLineDiscount,
  setLinePrice,
  type Cart,
  type CartLine,
  type Discount,
  type Exemption,
} from './index.ts';

/*
 * Goal: the sums of any cart are those of exact arithmetic. Method: the same cart is added up a second time with
 * fractions of whole numbers, slowly and without any of the product's own arithmetic, and rounded where the product says
 * that it rounds.
 */
type Fraction = { readonly top: bigint; readonly bottom: bigint };
const whole = (value: number | bigint): Fraction => ({ top: BigInt(value), bottom: 1n });
const times = (one: Fraction, other: Fraction): Fraction => ({
  top: one.top * other.top,
  bottom: one.bottom * other.bottom,
});
/** To the nearest whole number, halves away from zero. */
function nearest({ top, bottom }: Fraction): bigint {
  const size = top < 0n ? -top : top;
  const up = (2n * size + bottom) / (2n * bottom);
  return top < 0n ? -up : up;
}
const ppm = (rate: number): Fraction => ({ top: BigInt(rate), bottom: 1_000_000n });
const least = (...values: bigint[]): bigint => values.reduce((low, value) => (value < low ? value : low));

function discountOracle(discount: Discount | null, amount: bigint): bigint {
  if (discount === null || amount <= 0n) return 0n;
  const wanted =
    discount.kind === 'percent'
      ? nearest(times(whole(amount), ppm(discount.ratePpm)))
      : BigInt(discount.amountMinor);
  return least(amount, wanted);
}

/** Shares of `total` by weight: each within one unit of its exact share, the largest remainders first. */
function sharesOracle(total: bigint, weights: readonly bigint[]): readonly bigint[] {
  const sum = weights.reduce((one, other) => one + other, 0n);
  if (sum === 0n) return weights.map(() => 0n);
  const floors = weights.map((weight) => (total * weight) / sum);
  let left = total - floors.reduce((one, other) => one + other, 0n);
  const order = weights
    .map((weight, index) => ({ index, rest: (total * weight) % sum }))
    .toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  const shares = [...floors];
  for (const { index } of order) {
    if (left === 0n) break;
    shares[index] = (shares[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return shares;
}

function oracle(cart: Cart) {
  const lines = cart.lines.map((line) => {
    const gross = BigInt(line.unitPriceMinor) * BigInt(line.quantity);
    return gross - discountOracle(line.discount, gross);
  });
  const subtotal = lines.reduce((one, other) => one + other, 0n);
  const weights = lines.map((line) => (line > 0n ? line : 0n));
  const sold = weights.reduce((one, other) => one + other, 0n);
  const discount = least(discountOracle(cart.discount, sold), subtotal > 0n ? subtotal : 0n);
  const shares = sharesOracle(discount, weights);
  const bases = new Map<string, { rate: number; base: bigint; isExempt: boolean; bare: bigint }>();
  cart.lines.forEach((line, index) => {
    const isBack = line.unitPriceMinor < 0;
    const isExempt = isBack ? line.isExempt === true : cart.exemption !== null;
    const key = `${line.taxRate.id}/${String(line.taxRate.ratePpm)}/${String(isExempt)}`;
    const at = bases.get(key) ?? { rate: line.taxRate.ratePpm, base: 0n, isExempt, bare: 0n };
    const paid = (lines[index] ?? 0n) - (shares[index] ?? 0n);
    if (isExempt && isBack) at.bare += paid;
    else at.base += paid;
    bases.set(key, at);
  });
  const all = [...bases.values()].map(({ rate, base, isExempt, bare }) => {
    const inside = nearest({ top: base * BigInt(rate), bottom: 1_000_000n + BigInt(rate) });
    const on = cart.pricesIncludeTax ? inside : nearest(times(whole(base), ppm(rate)));
    const tax = isExempt ? 0n : on;
    const exempted = isExempt && cart.pricesIncludeTax ? inside : 0n;
    return { tax, exempted, net: base + bare - (cart.pricesIncludeTax ? inside : 0n) };
  });
  const sumOf = (values: readonly bigint[]): bigint => values.reduce((one, other) => one + other, 0n);
  const taxes = all.map(({ tax }) => tax);
  const nets = all.map(({ net }) => net);
  const tax = sumOf(taxes);
  const exempted = sumOf(all.map((each) => each.exempted));
  const after = subtotal - discount - exempted;
  return {
    lines,
    shares,
    subtotal,
    discount,
    taxes,
    nets,
    tax,
    exempted,
    total: cart.pricesIncludeTax ? after : after + tax,
  };
}

const RATES = [0, 25_000, 70_000, 88_750, 90_000, 190_000, 210_000, 1_000_000].map((ratePpm) => ({
  id: `rate-${String(ratePpm)}`,
  name: String(ratePpm),
  ratePpm,
}));
const discounts: fc.Arbitrary<Discount | null> = fc.oneof(
  fc.constant(null),
  fc
    .integer({ min: 1, max: 1_000_000 })
    .map((ratePpm) => ({ kind: 'percent', ratePpm, label: 'x' }) as const),
  fc
    .integer({ min: 1, max: 50_000 })
    .map((amount) => ({ kind: 'fixed', amountMinor: minorUnits(amount), label: 'x' }) as const),
);
const line = (lowest: number) =>
  fc
    .record({
      unitPriceMinor: fc.integer({ min: lowest, max: 100_000 }).map((value) => minorUnits(value)),
      quantity: fc.integer({ min: 1, max: 40 }),
      taxRate: fc.constantFrom(...RATES),
      discount: discounts,
      wasExempt: fc.boolean(),
    })
    .map(({ wasExempt, ...some }) => ({
      ...some,
      // Only goods that come back know what their own sale was.
      isExempt: wasExempt && some.unitPriceMinor < 0,
      productId: null,
      name: 'Thing',
      note: null,
    }));
const carts = (lowest: number): fc.Arbitrary<Cart> =>
  fc.record({
    currency: fc.constant(currencyCode('EUR')),
    pricesIncludeTax: fc.boolean(),
    lines: fc
      .array(line(lowest), { maxLength: 12 })
      .map((lines) => lines.map((each, index): CartLine => ({ ...each, lineId: `line-${String(index)}` }))),
    discount: discounts,
    exemption: fc.constantFrom<Exemption | null>(null, { reason: 'export', reference: 'EX 1' }),
  });

describe('the sums of a cart', () => {
  it('are those of exact fractions, with deposits given back among the lines', () => {
    fc.assert(
      fc.property(carts(-5_000), (cart) => {
        const totals = cartTotals(cart);
        const exact = oracle(cart);
        expect(totals.lines.map(({ totalMinor }) => BigInt(totalMinor))).toEqual(exact.lines);
        expect(totals.lines.map(({ orderDiscountMinor }) => BigInt(orderDiscountMinor))).toEqual(
          exact.shares,
        );
        expect(totals.taxes.map(({ taxMinor }) => BigInt(taxMinor))).toEqual(exact.taxes);
        expect(totals.taxes.map(({ netMinor }) => BigInt(netMinor))).toEqual(exact.nets);
        const { subtotalMinor, discountMinor, taxMinor, exemptedMinor, totalMinor } = totals;
        expect([subtotalMinor, discountMinor, taxMinor, exemptedMinor, totalMinor].map(BigInt)).toEqual([
          exact.subtotal,
          exact.discount,
          exact.tax,
          exact.exempted,
          exact.total,
        ]);
      }),
      { numRuns: 1_500 },
    );
  });

  it('never fall below nothing for what is bought, and no line takes more off than it costs', () => {
    fc.assert(
      fc.property(carts(0), (cart) => {
        const totals = cartTotals(cart);
        expect(totals.totalMinor).toBeGreaterThanOrEqual(0);
        expect(totals.exemptedMinor).toBeGreaterThanOrEqual(0);
        for (const each of totals.lines)
          expect(each.totalMinor - each.orderDiscountMinor).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('are the same in whatever order the goods are rung up', () => {
    fc.assert(
      fc.property(carts(-5_000), fc.integer({ min: 0, max: 11 }), (cart, by) => {
        const turned = { ...cart, lines: [...cart.lines.slice(by), ...cart.lines.slice(0, by)] };
        const [one, other] = [cartTotals(cart), cartTotals(turned)];
        expect(other.subtotalMinor).toBe(one.subtotalMinor);
        expect(other.discountMinor).toBe(one.discountMinor);
        // Odd cents of the cart's discount go by order among equals, so tax may differ by them where rates differ.
        const rates = new Set(cart.lines.map(({ taxRate }) => taxRate.id)).size;
        if (rates < 2 || cart.discount === null) expect(other.totalMinor).toBe(one.totalMinor);
        else expect(Math.abs(other.totalMinor - one.totalMinor)).toBeLessThanOrEqual(rates);
        if (cart.pricesIncludeTax && cart.exemption === null) expect(other.totalMinor).toBe(one.totalMinor);
      }),
    );
  });
});

describe('an exempt customer', () => {
  it('pays what a taxed one pays, less all the tax of it, and never a cent of tax', () => {
    fc.assert(
      fc.property(carts(0), (cart) => {
        const taxed = cartTotals({ ...cart, exemption: null });
        const free = cartTotals({ ...cart, exemption: { reason: 'diplomat', reference: 'D 1' } });
        expect(free.totalMinor).toBe(taxed.totalMinor - taxed.taxMinor);
        expect(free.taxMinor).toBe(0);
        expect(free.taxes.map(({ netMinor }) => netMinor)).toEqual(
          taxed.taxes.map(({ netMinor }) => netMinor),
        );
        expect(free.exemptedMinor).toBe(cart.pricesIncludeTax ? taxed.taxMinor : 0);
      }),
    );
  });

  it('who brings goods back in the same cart gets for them what was paid for them', () => {
    fc.assert(
      fc.property(carts(0), line(-5_000), (cart, back) => {
        fc.pre(back.unitPriceMinor < 0);
        const clean: CartLine = { ...back, quantity: 1, discount: null, lineId: 'back' };
        const sold = { ...cart, discount: null, exemption: { reason: 'export', reference: 'E 1' } as const };
        const without = cartTotals(sold);
        const withBack = cartTotals({ ...sold, lines: [...sold.lines, clean] });
        const taxOnBack = cartTotals({ ...sold, lines: [clean] }).taxMinor;
        const worth = cart.pricesIncludeTax ? clean.unitPriceMinor : clean.unitPriceMinor + taxOnBack;
        expect(withBack.totalMinor - without.totalMinor).toBe(worth);
      }),
    );
  });
});

describe('an edit of prices', () => {
  it('can be taken back to the very cart that it was', () => {
    fc.assert(
      fc.property(carts(0), fc.integer({ min: 0, max: 90_000 }), discounts, (cart, price, discount) => {
        const [first] = cart.lines;
        if (first === undefined) return;
        const clean = { ...first, discount: null, listPriceMinor: null, priceReason: null };
        const start: Cart = { ...cart, discount: null, lines: [clean, ...cart.lines.slice(1)] };
        const { lineId } = clean;
        const changed = setLinePrice(start, lineId, { unitPriceMinor: minorUnits(price), reason: 'why' });
        if (!changed.ok) throw new Error(changed.reason);
        const reduced = setLineDiscount(changed.cart, lineId, discount);
        const whole = reduced.ok ? setCartDiscount(reduced.cart, discount) : reduced;
        if (!whole.ok) throw new Error(whole.reason);
        const undone = setCartDiscount(whole.cart, null);
        const noDiscount = undone.ok ? setLineDiscount(undone.cart, lineId, null) : undone;
        const back = noDiscount.ok
          ? setLinePrice(noDiscount.cart, lineId, { unitPriceMinor: null, reason: 'back' })
          : noDiscount;
        expect(back).toEqual({ ok: true, cart: start });
      }),
    );
  });

  const cart: Cart = {
    currency: currencyCode('EUR'),
    pricesIncludeTax: true,
    lines: [
      {
        lineId: 'a',
        productId: 'p',
        name: 'Goods',
        quantity: 2,
        unitPriceMinor: minorUnits(1_000),
        taxRate: { id: 'vat', name: 'VAT', ratePpm: 190_000 },
        note: null,
        discount: null,
      },
      {
        lineId: 'back',
        productId: null,
        name: 'Deposit',
        quantity: 1,
        unitPriceMinor: minorUnits(-25),
        taxRate: { id: 'vat', name: 'VAT', ratePpm: 190_000 },
        note: null,
        discount: null,
      },
    ],
    discount: null,
  };

  it.each([
    ['of nothing', { kind: 'percent', ratePpm: 0, label: null }],
    ['of more than all', { kind: 'percent', ratePpm: 1_000_001, label: null }],
    ['of a negative amount', { kind: 'fixed', amountMinor: minorUnits(-1), label: null }],
  ] as const)('%s is refused', (_what, discount) => {
    expect(setLineDiscount(cart, 'a', discount)).toEqual({ ok: false, reason: 'discount-not-allowed' });
    expect(setCartDiscount(cart, discount)).toEqual({ ok: false, reason: 'discount-not-allowed' });
  });

  it('of goods that come back, or of a line that is not there, is refused', () => {
    const off = { kind: 'percent', ratePpm: 100_000, label: null } as const;
    expect(setLineDiscount(cart, 'back', off)).toMatchObject({ reason: 'discount-not-allowed' });
    expect(setLineDiscount(cart, 'none', off)).toMatchObject({ reason: 'line-not-found' });
    const price = { unitPriceMinor: minorUnits(5), reason: 'x' };
    expect(setLinePrice(cart, 'back', price)).toMatchObject({ reason: 'price-not-allowed' });
    expect(setLinePrice(cart, 'none', price)).toMatchObject({ reason: 'line-not-found' });
  });

  it('keeps a reduced line apart from the same goods at their price', () => {
    const changed = setLinePrice(cart, 'a', { unitPriceMinor: minorUnits(900), reason: 'Damaged' });
    if (!changed.ok) throw new Error(changed.reason);
    const [goods] = cart.lines;
    if (goods === undefined) throw new Error('no goods');
    expect(addLine(changed.cart, { ...goods, lineId: 'b', quantity: 1 })).toMatchObject({ lineId: 'b' });
    const weighed = { ...goods, lineId: 'c', quantity: 1, grams: 100 };
    expect(addLine({ ...cart, lines: [{ ...weighed, lineId: 'd' }] }, weighed)).toMatchObject({
      lineId: 'c',
    });
  });

  it('comes to the same reduction however it is put together', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000 }),
        discounts,
        discounts,
        (price, lineDiscount, cartDiscount) => {
          const [goods] = cart.lines;
          if (goods === undefined) return;
          const list = minorUnits(1_000);
          const after: Cart = {
            ...cart,
            lines: [
              { ...goods, unitPriceMinor: minorUnits(price), listPriceMinor: list, discount: lineDiscount },
            ],
            discount: cartDiscount,
          };
          const before = { ...cart, lines: [goods] };
          const off = 2_000 - cartTotals(after).totalMinor;
          // What is paid is rounded to the cent, once per line and once for the cart; what is measured is not.
          const percents = [off - 1, off, off + 1].map((cents) => Math.max(0, Math.ceil(cents / 20)));
          expect(percents).toContain(furtherReduction(before, after) ?? 0);
          expect(furtherReduction(after, after)).toBeNull();
        },
      ),
    );
  });
});

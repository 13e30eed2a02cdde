import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRefundBench, type BenchTill, type RefundBench } from '../../../tests/support/refund-bench.ts';
import { createSales, getSale } from '../sales/index.ts';
import { createIds, systemClock } from '../system/index.ts';

/*
 * Goal: what a customer paid without tax comes back to the cent and with no tax in it, by piece, as a whole and in an
 * exchange, whichever of the two carts is exempt. Method: as the counter's refunds. Prices include 21 % here.
 */
vi.setConfig({ testTimeout: 60_000 });

const EXEMPTION = { reason: 'export', reference: 'EX 2026/77' } as const;
let bench: RefundBench;
let till: BenchTill;

beforeEach(async () => {
  bench = await openRefundBench();
  till = bench.openTill();
});
afterEach(() => bench.close());

describe('a refund of a sale without tax', () => {
  it('gives back its pieces at their net, one by one, and at the end exactly what was paid', async () => {
    const { saleId, lines, intent } = await soldWithoutTax();
    const source = { kind: 'sale', saleId } as const;
    // Two of 9.99 and two of 3.33 gross are 26.64, and 22.02 without the 4.62 of tax.
    expect(getSale(till.db, saleId).totals).toMatchObject({ totalMinor: 2_202, exemptedMinor: 462 });
    const given: number[] = [];
    for (const [lineId, expectedMinor] of [
      [lines[1], 276],
      [lines[0], 826],
      [lines[1], 275],
      [lines[0], 825],
    ] as const) {
      const refunded = await till.refunds.refund({
        source,
        parts: { kind: 'lines', lines: [{ lineId: lineId ?? '', quantity: 1 }] },
        shares: null,
        expectedMinor,
        reason: 'changed-mind',
        note: null,
        restock: false,
      });
      expect(refunded).toMatchObject({ ok: true, value: { lines: [{ taxMinor: 0, taxName: 'VAT 21%' }] } });
      given.push(expectedMinor);
    }
    expect(given.reduce((sum, each) => sum + each, 0)).toBe(2_202);
    const atStripe = await bench.stripe.refunds.list({ payment_intent: intent });
    const cash = till.db.all<{ readonly amount_minor: number }>(
      "SELECT amount_minor FROM refund_legs WHERE kind = 'cash'",
    );
    const sums = [atStripe.data.map(({ amount }) => amount), cash.map((leg) => leg.amount_minor)].map(
      (list) => list.reduce((sum, each) => sum + each, 0),
    );
    expect(sums).toEqual([1_500, 702]);
    expect(await till.refunds.prepare(source)).toMatchObject({ value: { mostMinor: 0 } });
  });

  it('gives all of it back at once, across a power failure too', async () => {
    const { saleId } = await soldWithoutTax();
    till = till.restart();
    const source = { kind: 'sale', saleId } as const;
    expect(await till.refunds.quote(source, { kind: 'all' })).toMatchObject({
      value: { amountMinor: 2_202, taxMinor: 0 },
    });
  });
});

describe('an exchange', () => {
  it('takes goods of an exempt sale back at their net beside taxed ones', async () => {
    const { saleId, lines } = await soldWithoutTax();
    const exchange = await begun(saleId, lines[0] ?? '', 2);
    till.ringUp(1_210);
    const sale = getSale(till.db, exchange);
    expect(sale.total.amountMinor).toBe(1_210 - 1_651);
    expect(sale.totals).toMatchObject({ taxMinor: 210, exemptedMinor: 0 });
    expect(sale.totals.taxes).toMatchObject([
      { netMinor: -1_651, taxMinor: 0, isExempt: true },
      { netMinor: 1_000, taxMinor: 210, isExempt: false },
    ]);
    expect(await till.refunds.finishExchange({ saleId: exchange, expectedMinor: 441 })).toMatchObject({
      value: { amountMinor: 441 },
    });
    expect(await till.refunds.prepare({ kind: 'sale', saleId })).toMatchObject({
      value: { mostMinor: 2_202 - 1_651 },
    });
  });

  it('takes goods of a taxed sale back with their tax into a cart without tax', async () => {
    const intent = await bench.pay({ amountMinor: 1_210 });
    const { saleId } = till.sell({
      pricesMinor: [1_210],
      cards: [{ paymentIntentId: intent, amountMinor: 1_210 }],
    });
    const exchange = await begun(saleId, getSale(till.db, saleId).cart.lines[0]?.lineId ?? '', 1);
    till.ringUp(605);
    const sales = createSales({
      db: till.db,
      clock: systemClock,
      ids: createIds(systemClock),
      frame: () => {
        throw new Error('No sale begins here');
      },
    });
    sales.setExemption(exchange, EXEMPTION);
    expect(getSale(till.db, exchange).totals).toMatchObject({
      totalMinor: 500 - 1_210,
      taxMinor: -210,
      exemptedMinor: 105,
    });
    expect(await till.refunds.finishExchange({ saleId: exchange, expectedMinor: 710 })).toMatchObject({
      value: { amountMinor: 710, legs: [{ kind: 'card', state: { state: 'succeeded' } }] },
    });
  });
});

/** Two lines of two pieces each, paid by card and the rest in cash. */
async function soldWithoutTax(): Promise<{
  readonly saleId: string;
  readonly lines: readonly string[];
  readonly intent: string;
}> {
  const intent = await bench.pay({ amountMinor: 1_500 });
  const { saleId } = till.sell({
    pricesMinor: [999, 333],
    quantity: 2,
    cards: [{ paymentIntentId: intent, amountMinor: 1_500 }],
    exemption: EXEMPTION,
  });
  return { saleId, lines: getSale(till.db, saleId).cart.lines.map((line) => line.lineId), intent };
}

async function begun(saleId: string, lineId: string, quantity: number): Promise<string> {
  const result = await till.refunds.beginExchange({ saleId, lines: [{ lineId, quantity }], restock: true });
  if (!result.ok) throw new Error(result.error.code);
  return result.value.saleId;
}

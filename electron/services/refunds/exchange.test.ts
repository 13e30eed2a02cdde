import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findByCode, seedDemoCatalog } from '../catalog/index.ts';
import { findSale } from '../sales/index.ts';
import { createIds, systemClock } from '../system/index.ts';
import { openRefundBench, type BenchTill, type RefundBench } from '../../../tests/support/refund-bench.ts';

/*
 * Goal: an exchange is one cart, gives back the difference or takes it, and no piece comes back twice; goods without a
 * receipt need a manager. Method: as the counter's refunds; the cart is the till's own.
 */
vi.setConfig({ testTimeout: 60_000 });

let bench: RefundBench;
let till: BenchTill;

beforeEach(async () => {
  bench = await openRefundBench();
  till = bench.openTill();
});
afterEach(() => bench.close());

describe('an exchange', () => {
  it('for something cheaper gives the difference back to the card, with both sales closed in one commit', async () => {
    const { saleId, lines, intent } = await sold();
    const exchange = await begun(saleId, lines[0] ?? '');
    till.ringUp(600);
    expect(findSale(till.db, exchange)?.total.amountMinor).toBe(-900);
    const finished = await till.refunds.finishExchange({ saleId: exchange, expectedMinor: 900 });
    expect(finished).toMatchObject({
      value: {
        saleId,
        exchangeSaleId: exchange,
        reason: 'exchange',
        legs: [{ kind: 'card', amountMinor: 900, state: { state: 'succeeded' } }],
      },
    });
    expect(findSale(till.db, exchange)).toMatchObject({ state: 'completed' });
    expect((await bench.stripe.refunds.list({ payment_intent: intent })).data).toMatchObject([
      { amount: 900 },
    ]);
    // The piece that came back is gone; of the rest everything is left, to the cent.
    expect(await till.refunds.prepare({ kind: 'sale', saleId })).toMatchObject({
      value: { mostMinor: 500, lines: [{ leftQuantity: 0 }, { leftQuantity: 1, leftMinor: 500 }] },
    });
  });

  it('for something of the same price moves no money', async () => {
    const { saleId, lines, intent } = await sold();
    const exchange = await begun(saleId, lines[0] ?? '');
    till.ringUp(1500);
    expect(await till.refunds.finishExchange({ saleId: exchange, expectedMinor: 0 })).toEqual({
      ok: true,
      value: null,
    });
    expect(findSale(till.db, exchange)).toMatchObject({ state: 'completed' });
    expect((await bench.stripe.refunds.list({ payment_intent: intent })).data).toEqual([]);
    expect(await till.refunds.prepare({ kind: 'sale', saleId })).toMatchObject({ value: { mostMinor: 500 } });
  });

  it('for something dearer is charged like any sale, for the difference', async () => {
    const { saleId, lines } = await sold();
    const exchange = await begun(saleId, lines[0] ?? '');
    till.ringUp(2000);
    expect(findSale(till.db, exchange)?.total.amountMinor).toBe(500);
    expect(await till.refunds.finishExchange({ saleId: exchange, expectedMinor: 0 })).toMatchObject({
      error: { code: 'SALE_AMOUNT_NOT_ALLOWED' },
    });
  });

  it('for something that was sold out meanwhile, and is never oversold, is not finished', async () => {
    const { saleId, lines } = await sold();
    const exchange = await begun(saleId, lines[0] ?? '');
    till.ringUp(1500);
    seedDemoCatalog(till.db, createIds(systemClock));
    const productId = findByCode(till.db, 'HOM-048')?.productId ?? '';
    const stock = till.db.run.bind(
      till.db,
      'UPDATE products SET oversell = ?, stock = ? WHERE product_id = ?',
    );
    stock('refuse', 0, productId);
    till.db.run(
      'UPDATE sale_lines SET product_id = ? WHERE sale_id = ? AND unit_price_minor > 0',
      productId,
      exchange,
    );
    const finish = () => till.refunds.finishExchange({ saleId: exchange, expectedMinor: 0 });
    expect(await finish()).toMatchObject({ error: { code: 'SALE_NOT_ENOUGH_STOCK' } });
    expect(findSale(till.db, exchange)).toMatchObject({ state: 'open' });
    stock('refuse', 1, productId);
    expect(await finish()).toEqual({ ok: true, value: null });
  });

  it('keeps the piece for itself while it stands in the cart, and lets it go with the cart', async () => {
    const other = await sold();
    const { saleId, lines } = await sold();
    const exchange = await begun(saleId, lines[0] ?? '');
    const again = { saleId, lines: [{ lineId: lines[0] ?? '', quantity: 1 }], restock: true };
    expect(await till.refunds.beginExchange(again)).toMatchObject({ error: { code: 'REFUND_LINE_GONE' } });
    expect(
      await till.refunds.beginExchange({
        ...again,
        saleId: other.saleId,
        lines: [{ lineId: other.lines[0] ?? '', quantity: 1 }],
      }),
    ).toMatchObject({ error: { code: 'EXCHANGE_OF_ONE_SALE' } });
    till.db.run("UPDATE sales SET state = 'voided', current = 0 WHERE sale_id = ?", exchange);
    expect(await till.refunds.prepare({ kind: 'sale', saleId })).toMatchObject({
      value: { mostMinor: 2000 },
    });
  });

  it('cut by a power failure before its end has given nothing back, and can be finished', async () => {
    const { saleId, lines, intent } = await sold();
    const exchange = await begun(saleId, lines[0] ?? '');
    till = till.restart();
    await till.refunds.recover();
    expect((await bench.stripe.refunds.list({ payment_intent: intent })).data).toEqual([]);
    expect(findSale(till.db, exchange)?.total.amountMinor).toBe(-1500);
    expect(await till.refunds.finishExchange({ saleId: exchange, expectedMinor: 1499 })).toMatchObject({
      error: { code: 'REFUND_AMOUNT_CHANGED' },
    });
    expect(await till.refunds.finishExchange({ saleId: exchange, expectedMinor: 1500 })).toMatchObject({
      value: { amountMinor: 1500 },
    });
  });
});

describe('goods without a receipt', () => {
  const request = {
    description: 'Mug',
    amountMinor: 400,
    currency: 'EUR',
    reason: 'defective',
    restock: false,
  } as const;

  it('are paid out in cash when a manager approves, and stand in the books with the name', async () => {
    const refused = await till.refunds.withoutReceipt({
      ...request,
      approval: { pin: '1111', reason: 'No slip' },
    });
    expect(refused).toMatchObject({ error: { code: 'STAFF_PIN_WRONG' } });
    expect(till.db.all('SELECT * FROM refunds')).toEqual([]);
    const paid = await till.refunds.withoutReceipt({
      ...request,
      approval: { pin: '2468', reason: 'No slip' },
    });
    expect(paid).toMatchObject({
      value: {
        kind: 'without-receipt',
        saleId: null,
        shiftId: 'shift-1',
        lines: [{ name: 'Mug', amountMinor: 400 }],
        legs: [{ kind: 'cash', amountMinor: 400, state: { state: 'paid-out' } }],
      },
    });
    expect(till.db.all('SELECT action, staff_name, reason FROM approvals')).toEqual([
      { action: 'refund.without-receipt', staff_name: 'Mia Manager', reason: 'No slip' },
    ]);
  });
});

async function sold(): Promise<{
  readonly saleId: string;
  readonly lines: readonly string[];
  readonly intent: string;
}> {
  const intent = await bench.pay({ amountMinor: 2000 });
  const { saleId } = till.sell({
    pricesMinor: [1500, 500],
    cards: [{ paymentIntentId: intent, amountMinor: 2000 }],
  });
  type Row = { readonly line_id: string };
  const rows = till.db.all<Row>('SELECT line_id FROM sale_lines WHERE sale_id = ? ORDER BY position', saleId);
  return { saleId, lines: rows.map((row) => row.line_id), intent };
}

async function begun(saleId: string, lineId: string): Promise<string> {
  const result = await till.refunds.beginExchange({
    saleId,
    lines: [{ lineId, quantity: 1 }],
    restock: true,
  });
  if (!result.ok) throw new Error(result.error.code);
  return result.value.saleId;
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRefundBench, type BenchTill, type RefundBench } from '../../../tests/support/refund-bench.ts';
import { makeReportOfSpan } from './index.ts';

/*
 * Goal: what happens to a sale after it was paid counts once, and where it belongs. Method: the till's own services
 * against the sandbox, and figures worked out by hand.
 */
vi.setConfig({ testTimeout: 60_000 });

const BY_MANAGER = { pin: '2468', reason: 'Wrong button', by: null, badge: null };
let bench: RefundBench;
let till: BenchTill;

beforeEach(async () => {
  bench = await openRefundBench();
  till = bench.openTill();
});
afterEach(() => bench.close());

function report() {
  return makeReportOfSpan(till.db, {
    fromMs: 0,
    untilMs: Number.MAX_SAFE_INTEGER,
    currency: 'EUR',
    compare: 'none',
  }).report;
}

async function sold(pricesMinor: readonly number[]) {
  const totalMinor = pricesMinor.reduce((sum, price) => sum + price, 0);
  const intent = await bench.pay({ amountMinor: totalMinor });
  const { saleId, tenderIds } = till.sell({
    pricesMinor,
    cards: [{ paymentIntentId: intent, amountMinor: totalMinor }],
  });
  const lines = till.db
    .all<{ readonly line_id: string }>(
      'SELECT line_id FROM sale_lines WHERE sale_id = ? ORDER BY position',
      saleId,
    )
    .map((row) => row.line_id);
  return { saleId, tenderId: tenderIds[0] ?? '', lines };
}

describe('what a report makes of', () => {
  it('a card that was called cash: the sale stays, the money changed its way', async () => {
    const { tenderId } = await sold([1_000]);
    expect(await till.refunds.asCash(tenderId, BY_MANAGER)).toMatchObject({ ok: true });
    const { totals, tenders, taxes } = report();
    expect(totals).toMatchObject({
      sales: 1,
      grossMinor: 1_000,
      refunds: 0,
      refundsMinor: 0,
      netMinor: 1_000,
    });
    expect(tenders).toEqual([
      { key: 'cash', count: 1, takenMinor: 1_000, givenBackMinor: 0, netMinor: 1_000 },
      { key: 'card', count: 1, takenMinor: 1_000, givenBackMinor: 1_000, netMinor: 0 },
    ]);
    expect(taxes).toMatchObject([{ ratePpm: 210_000, netMinor: 826, taxMinor: 174 }]);
  });

  it('an exchange for something cheaper: one sale of less than nothing, and no refund beside it', async () => {
    const { saleId, lines } = await sold([1_500, 500]);
    const begun = await till.refunds.beginExchange({
      saleId,
      lines: [{ lineId: lines[0] ?? '', quantity: 1 }],
      restock: true,
    });
    if (!begun.ok) throw new Error(begun.error.code);
    till.ringUp(600);
    await till.refunds.finishExchange({ saleId: begun.value.saleId, expectedMinor: 900 });
    const { totals, tenders } = report();
    expect(totals).toMatchObject({ sales: 2, grossMinor: 1_100, refundsMinor: 0, netMinor: 1_100 });
    expect(tenders).toMatchObject([{ key: 'card', takenMinor: 2_000, givenBackMinor: 900, netMinor: 1_100 }]);
  });

  it('a refund by amount: shared over what was sold, to the cent', async () => {
    const { saleId } = await sold([1_500, 500]);
    const refunded = await till.refunds.refund({
      source: { kind: 'sale', saleId },
      parts: { kind: 'amount', amountMinor: 333 as never },
      shares: null,
      expectedMinor: 333,
      reason: 'price-correction',
      note: null,
      restock: false,
    });
    expect(refunded.ok).toBe(true);
    const { totals, products, taxes } = report();
    expect(totals).toMatchObject({ refunds: 1, refundsMinor: 333, netMinor: 1_667 });
    expect(products.reduce((sum, { refundsMinor }) => sum + refundsMinor, 0)).toBe(333);
    expect(taxes.reduce((sum, { grossMinor }) => sum + grossMinor, 0)).toBe(1_667);
  });

  it('goods without a receipt: money back that no sale here brought', async () => {
    const refunded = await till.refunds.withoutReceipt({
      description: 'A mug',
      amountMinor: 700,
      currency: 'EUR',
      reason: 'defective',
      restock: false,
      approval: BY_MANAGER,
    });
    expect(refunded.ok).toBe(true);
    const { totals, tenders, products } = report();
    expect(totals).toMatchObject({ sales: 0, refunds: 1, netMinor: -700 });
    expect(tenders).toMatchObject([{ key: 'cash', takenMinor: 0, givenBackMinor: 700 }]);
    expect(products).toMatchObject([{ name: 'A mug', quantity: -1, netMinor: -700 }]);
  });
});

describe('the time of card payments', () => {
  it('is told by day, from the press to the answer and from the card to the approval', () => {
    const at = (minutes: number): number => new Date(2026, 4, 4, 10, minutes).getTime();
    const pay = (id: string, startMs: number, steps: readonly (readonly [string, number])[]): void => {
      till.db.run(
        `INSERT INTO card_tenders (tender_id, sale_id, state, state_json, version, amount_minor, currency, mode, cart_hash,
           register, shift_id, cashier_id, created_at_ms, changed_at_ms)
         VALUES (?, (SELECT sale_id FROM sales LIMIT 1), 'approved', '{"capturedMinor":0}', 1, 1, 'EUR', 'test', '', '', '',
           '', ?, ?)`,
        id,
        startMs,
        startMs,
      );
      for (const [kind, afterMs] of [['tender-opened', 0] as const, ...steps])
        till.db.run(
          `INSERT INTO tender_journal (tender_id, at_ms, kind, source, detail_json, state_json, checksum)
           VALUES (?, ?, ?, 'till', '{}', '{}', '')`,
          id,
          startMs + afterMs,
          kind,
        );
    };
    till.ringUp(100);
    for (let count = 1; count <= 20; count += 1)
      pay(`quick-${String(count)}`, at(count), [
        ['card-presented', 4_000],
        ['approved', 4_000 + count * 100],
      ]);
    pay('declined', at(30), [
      ['card-presented', 1_000],
      ['declined', 9_000],
      ['card-presented', 20_000],
      ['approved', 21_000],
    ]);
    pay('doubt', at(31), [
      ['in-doubt', 90_000],
      ['approved', 4_000_000],
    ]);
    const { latency } = makeReportOfSpan(till.db, {
      fromMs: at(0),
      untilMs: at(59),
      currency: 'EUR',
      compare: 'none',
    });
    expect(latency).toEqual([
      {
        day: '2026-05-04',
        pressToResult: { count: 21, p50Ms: 5_100, p95Ms: 6_000 },
        tapToApproval: { count: 21, p50Ms: 1_000, p95Ms: 1_900 },
      },
    ]);
  });
});

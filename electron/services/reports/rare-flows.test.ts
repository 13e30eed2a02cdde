import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRefundBench, type BenchTill, type RefundBench } from '../../../tests/support/refund-bench.ts';
import { createTenderStore } from '../payments/index.ts';
import { readReport } from '../shifts/report.ts';
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

function sumOf(rows: readonly { readonly grossMinor: number }[]): number {
  return rows.reduce((sum, { grossMinor }) => sum + grossMinor, 0);
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
    const { totals, tenders, products, hours } = report();
    // Two were sold, one came back and one more was sold.
    expect(totals).toMatchObject({ sales: 2, items: 2, grossMinor: 1_100, refundsMinor: 0, netMinor: 1_100 });
    expect(products.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(2);
    expect(hours.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(2);
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

describe('what no sale needed', () => {
  it('is in no sum, neither when it came nor when it went back, here as in the Z', async () => {
    const { saleId, tenderId } = await sold([1_000]);
    const columns = till.db
      .all<{ readonly name: string }>("SELECT name FROM pragma_table_info('card_tenders')")
      .map(({ name }) => name);
    const changed: Readonly<Record<string, string>> = {
      tender_id: "'over'",
      state: "'overpaid'",
      payment_intent_id: "'pi_over'",
      charge_id: 'NULL',
      state_json: `'{"state":"overpaid","paymentIntentId":"pi_over","capturedMinor":400}'`,
      captured_minor: '400',
    };
    till.db.run(
      `INSERT INTO card_tenders (${columns.join(', ')})
       SELECT ${columns.map((name) => changed[name] ?? name).join(', ')} FROM card_tenders WHERE tender_id = ?`,
      tenderId,
    );
    const refunded = await till.refunds.refund({
      source: { kind: 'sale', saleId },
      parts: { kind: 'amount', amountMinor: 400 as never },
      shares: null,
      expectedMinor: 400,
      reason: 'price-correction',
      note: null,
      restock: false,
    });
    expect(refunded.ok).toBe(true);
    till.db.run("UPDATE refund_legs SET tender_id = 'over'");
    expect(report().tenders).toEqual([
      { key: 'card', count: 1, takenMinor: 1_000, givenBackMinor: 0, netMinor: 1_000 },
    ]);
    expect(report().totals).toMatchObject({ refunds: 0, takenMinor: 1_000, givenBackMinor: 0 });
    const row = till.db.get<{ readonly shift_id: string }>('SELECT shift_id FROM sales LIMIT 1');
    const x = readReport(
      {
        db: till.db,
        store: createTenderStore(till.db, () => undefined),
        storeName: '',
        register: '',
        currency: 'EUR',
      },
      { shiftId: row?.shift_id ?? '', number: 1, openedAtMs: 0 } as never,
      { atMs: 0, name: '', isBlind: false },
    );
    expect(x.tenders).toMatchObject([{ kind: 'card', amountMinor: 1_000 }]);
    expect(x.refunds).toMatchObject({ count: 0, cardMinor: 0 });
  });
});

describe('a sale without tax', () => {
  it('comes to what was paid in every table, and stands apart from what was taxed', async () => {
    const { saleId } = await sold([1_210, 605]);
    till.db.run(
      "UPDATE sales SET exempt_reason = 'diplomat', exempt_reference = 'D-1', total_minor = 1500 WHERE sale_id = ?",
      saleId,
    );
    await sold([1_210]);
    const { totals, products, categories, taxes } = report();
    expect(totals).toMatchObject({ grossMinor: 2_710, taxMinor: 210 });
    expect(sumOf(products)).toBe(2_710);
    expect(sumOf(categories)).toBe(2_710);
    expect(taxes).toMatchObject([
      { ratePpm: 210_000, isExempt: false, netMinor: 1_000, taxMinor: 210, grossMinor: 1_210 },
      { ratePpm: 210_000, isExempt: true, netMinor: 1_500, taxMinor: 0, grossMinor: 1_500 },
    ]);
  });

  it('is taken off the exempt row when it comes back', async () => {
    const { saleId, lines } = await sold([1_210]);
    till.db.run(
      "UPDATE sales SET exempt_reason = 'diplomat', exempt_reference = 'D-1', total_minor = 1000 WHERE sale_id = ?",
      saleId,
    );
    const refunded = await till.refunds.refund({
      source: { kind: 'sale', saleId },
      parts: { kind: 'lines', lines: [{ lineId: lines[0] ?? '', quantity: 1 }] },
      shares: null,
      expectedMinor: 1_000,
      reason: 'defective',
      note: null,
      restock: false,
    });
    expect(refunded).toMatchObject({ ok: true });
    expect(report().taxes).toMatchObject([{ isExempt: true, netMinor: 0, taxMinor: 0 }]);
  });
});

describe('around midnight', () => {
  const MIDNIGHT = new Date(2026, 4, 5).getTime();
  const day = (fromMs: number) =>
    makeReportOfSpan(till.db, { fromMs, untilMs: fromMs + 86_400_000, currency: 'EUR', compare: 'none' })
      .report;

  it('money counts on the day of its sale', async () => {
    await sold([1_000]);
    till.sell({ pricesMinor: [700], cards: [] });
    till.db.run('UPDATE sales SET opened_at_ms = ?, completed_at_ms = ?', MIDNIGHT - 9_000, MIDNIGHT + 9_000);
    till.db.run('UPDATE card_tenders SET created_at_ms = ?', MIDNIGHT - 5_000);
    till.db.run('UPDATE cash_tenders SET at_ms = ?', MIDNIGHT - 5_000);
    expect(day(MIDNIGHT - 86_400_000).totals).toMatchObject({ grossMinor: 0, takenMinor: 0 });
    expect(day(MIDNIGHT).totals).toMatchObject({ grossMinor: 1_700, takenMinor: 1_700 });
    // Not finished yet: it counts when it came.
    till.db.run("UPDATE sales SET state = 'charging', completed_at_ms = NULL, receipt_number = NULL");
    expect(day(MIDNIGHT - 86_400_000).totals).toMatchObject({ grossMinor: 0, takenMinor: 1_700 });
    expect(day(MIDNIGHT).totals).toMatchObject({ takenMinor: 0 });
  });

  it('a void counts on the day on which it was voided', () => {
    till.ringUp(100);
    till.db.run(
      "UPDATE sales SET state = 'voided', opened_at_ms = ?, voided_at_ms = ?",
      MIDNIGHT - 9_000,
      MIDNIGHT + 9_000,
    );
    expect(day(MIDNIGHT - 86_400_000).totals.voided).toBe(0);
    expect(day(MIDNIGHT).totals.voided).toBe(1);
  });

  it('a refund that was made elsewhere is told beside the totals, and is in none of them', async () => {
    await sold([1_000]);
    till.db.run('UPDATE sales SET completed_at_ms = ?', MIDNIGHT + 9_000);
    const elsewhere = (id: string, minor: number, status: string): void => {
      till.db.run(
        `INSERT INTO refunds_elsewhere SELECT ?, payment_intent_id, ?, ?, ?, ? FROM card_tenders`,
        id,
        minor,
        status,
        MIDNIGHT + 60_000,
        MIDNIGHT + 90_000_000,
      );
    };
    elsewhere('re_1', 300, 'succeeded');
    elsewhere('re_2', 200, 'failed');
    expect(day(MIDNIGHT).totals).toMatchObject({
      elsewhereMinor: 300,
      refunds: 0,
      refundsMinor: 0,
      givenBackMinor: 0,
    });
    expect(day(MIDNIGHT + 86_400_000).totals.elsewhereMinor).toBe(0);
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

import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShiftReport } from '../../shared/contract/index.ts';
import type { ShiftKillPoint, TillProcess } from '../support/till-process/index.ts';
import { openShop, type Shop } from './shop.ts';

/*
 * Goal: wherever the plug is pulled while cash is taken or a shift is closed, each sale is in exactly one shift, and the
 * Z reports add up to what was sold. Method: a real process is killed at that statement, started again on the same
 * files, and goes on selling; then both shifts are closed and the file itself is read.
 */
type Case = { readonly point: ShiftKillPoint; readonly closed: boolean; readonly isSold: boolean };
const CASES: readonly Case[] = [
  { point: 'cash-written', closed: false, isSold: false },
  { point: 'close-written', closed: false, isSold: true },
  { point: 'report-written', closed: false, isSold: true },
  { point: 'next-shift-written', closed: false, isSold: true },
  { point: 'committed', closed: true, isSold: true },
];

describe('the plug is pulled', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  }, 90_000);
  afterAll(() => shop.close());

  it.each(CASES)('at $point', { timeout: 120_000 }, async ({ point, closed, isSold }) => {
    const profile = shop.newProfile();
    const till = await shop.start(profile, { shiftKillPoint: point });
    const first = await ringUp(till, 500);
    if (isSold) {
      await payCash(till, first, 500);
      await ringUp(till, 300);
      void close(till, 500);
    } else {
      void payCash(till, first, 500);
    }
    expect(await till.ended, 'the till should have died').toBe('SIGKILL');

    const again = await shop.start(profile);
    try {
      expect(await closedShifts(again)).toHaveLength(closed ? 1 : 0);
      expect((await reportOf(again, null)).sales).toMatchObject(
        closed || !isSold ? { count: 0, totalMinor: 0 } : { count: 1, totalMinor: 500 },
      );
      // Nothing of the cart is lost either: it is paid in whichever shift is open now.
      const { sale } = await again.snapshot();
      expect(sale?.totals.totalMinor).toBe(isSold ? 300 : 500);
      await payInOpenShift(again, sale?.saleId ?? '', isSold ? 300 : 500, closed);
      expect(await close(again, closed || !isSold ? (isSold ? 300 : 500) : 800)).toMatchObject({ ok: true });
      const reports = await Promise.all((await closedShifts(again)).map((id) => reportOf(again, id)));
      expect(reports.reduce((sum, { sales }) => sum + (sales.totalMinor ?? 0), 0)).toBe(isSold ? 800 : 500);
      expect(reports.map(({ number }) => number)).toEqual(closed ? [2, 1] : [1]);
    } finally {
      await again.stop();
    }
    checkFile(join(profile.profile, 'till.db'), isSold ? 2 : 1);
  });
});

/** What the file itself says: no sale without a closed shift, none in two, and each Z is the sum of its sales. */
function checkFile(file: string, sales: number): void {
  const db = new SqliteDatabase(file, { readonly: true });
  try {
    const rows = db
      .prepare<[], { sold: number; total: number; cash: number; report: string }>(
        `SELECT (SELECT COUNT(*) FROM sales s WHERE s.shift_id = z.shift_id AND s.state = 'completed') AS sold,
           (SELECT COALESCE(SUM(total_minor), 0) FROM sales s
              WHERE s.shift_id = z.shift_id AND s.state = 'completed') AS total,
           (SELECT COALESCE(SUM(amount_minor), 0) FROM cash_tenders t WHERE t.shift_id = z.shift_id) AS cash,
           z.report_json AS report
         FROM shift_reports z JOIN shift_closes USING (shift_id)`,
      )
      .all();
    for (const { sold, total, cash, report } of rows) {
      const z = JSON.parse(report) as ShiftReport; // Written by the till.
      expect([z.sales.count, z.sales.totalMinor, z.closed?.drawer?.sums.cashInMinor]).toEqual([
        sold,
        total,
        cash,
      ]);
    }
    expect(rows.reduce((sum, { sold }) => sum + sold, 0)).toBe(sales);
    expect(
      db
        .prepare("SELECT COUNT(*) AS sales FROM sales WHERE state IN ('completed', 'open', 'charging')")
        .get(),
    ).toEqual({ sales });
  } finally {
    db.close();
  }
}

async function ringUp(till: TillProcess, priceMinor: number): Promise<string> {
  // The contract's amounts are branded; these are whole cents.
  const item = { name: 'Something', unitPriceMinor: priceMinor as never };
  expect(await till.ask('sale.addOpenItem', item)).toMatchObject({ ok: true });
  return (await till.snapshot()).sale?.saleId ?? '';
}

async function payCash(till: TillProcess, saleId: string, amountMinor: number): Promise<void> {
  expect(await till.ask('charge.begin', { saleId })).toMatchObject({ ok: true });
  const paid = await till.ask('charge.takeCash', { saleId, tenderedMinor: amountMinor as never });
  expect(paid).toMatchObject({ ok: true });
  expect(await till.ask('charge.finish', { saleId })).toMatchObject({ ok: true });
}

/** A new shift takes no cash before somebody has put a float into its drawer. */
async function payInOpenShift(
  till: TillProcess,
  saleId: string,
  amountMinor: number,
  isNewShift: boolean,
): Promise<void> {
  if (isNewShift) {
    await till.ask('charge.begin', { saleId });
    const tooEarly = await till.ask('charge.takeCash', { saleId, tenderedMinor: amountMinor as never });
    expect(tooEarly).toMatchObject({ ok: false, error: { code: 'DRAWER_NOT_OPEN' } });
    expect(await till.ask('drawer.open', { floatMinor: 0 as never })).toMatchObject({ ok: true });
  }
  await payCash(till, saleId, amountMinor);
}

async function close(till: TillProcess, countedMinor: number) {
  const counted = await till.ask('drawer.count', {
    pieces: [{ valueMinor: 1, count: countedMinor }],
    otherMinor: 0 as never,
  });
  const compared = await till.ask('shift.compare', {});
  if (!counted.ok || !compared.ok) throw new Error('Not counted or not compared');
  return till.ask('shift.close', {
    seen: compared.value.seen,
    drawer: {
      countId: counted.value.revealed?.countId ?? '',
      note: null,
      approval: null,
      leftMinor: 0 as never,
    },
    other: null,
  });
}

async function closedShifts(till: TillProcess): Promise<readonly string[]> {
  const answer = await till.ask('shift.listClosed', {});
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.shifts.map(({ shiftId }) => shiftId);
}

async function reportOf(till: TillProcess, shiftId: string | null): Promise<ShiftReport> {
  const answer = await till.ask('shift.getReport', { shiftId, locale: 'en' });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.report;
}

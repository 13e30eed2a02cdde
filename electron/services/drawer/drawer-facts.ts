import type { DrawerEvent } from '../../../shared/contract/index.ts';
import type { DrawerFacts, DrawerMovement, DrawerSums } from '../../../shared/domain/drawer/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';

/** The drawer of a shift as it was opened; null while it was not. */
export type DrawerOpening = {
  readonly floatMinor: number;
  readonly leftMinor: number | null;
  readonly staffId: string;
  readonly name: string;
  readonly atMs: number;
};

export function findOpening(db: Db, shiftId: string): DrawerOpening | null {
  const row = db.get<{
    readonly float_minor: number;
    readonly left_minor: number | null;
    readonly staff_id: string;
    readonly staff_name: string;
    readonly at_ms: number;
  }>('SELECT * FROM drawer_openings WHERE shift_id = ?', shiftId);
  return row === null
    ? null
    : {
        floatMinor: row.float_minor,
        leftMinor: row.left_minor,
        staffId: row.staff_id,
        name: row.staff_name,
        atMs: row.at_ms,
      };
}

/** What the drawer was left with when a shift was last closed; null before the first. */
export function lastLeftMinor(db: Db): number | null {
  return (
    db.get<{ readonly left_minor: number }>(
      `SELECT d.left_minor FROM drawer_closes d JOIN shift_closes c USING (shift_id)
       ORDER BY c.closed_at_ms DESC LIMIT 1`,
    )?.left_minor ?? null
  );
}

/** Cash that a shift took, without what was found to have been paid by card. */
const CASH_KEPT = `SELECT t.* FROM cash_tenders t WHERE t.shift_id = ?
  AND NOT EXISTS (SELECT 1 FROM tender_repairs r WHERE r.cash_tender_id = t.tender_id)`;
const CASH_REFUNDS = `SELECT l.*, r.sale_id, r.cashier_id FROM refund_legs l JOIN refunds r USING (refund_id)
  WHERE r.shift_id = ? AND l.kind = 'cash'`;

/** What went in and out since the drawer was opened, from what is recorded. Minor units of the shop's currency. */
export function readSums(db: Db, shiftId: string, floatMinor: number): DrawerSums {
  const row = db.get<Record<'cash_in' | 'cash_out' | 'pay_in' | 'pay_out' | 'dropped', number>>(
    `SELECT
       (SELECT COALESCE(SUM(amount_minor + rounding_minor), 0) FROM (${CASH_KEPT})) AS cash_in,
       (SELECT COALESCE(SUM(given_minor), 0) FROM cash_given_back WHERE shift_id = ?) +
       (SELECT COALESCE(SUM(amount_minor + rounding_minor), 0) FROM (${CASH_REFUNDS})) AS cash_out,
       (SELECT COALESCE(SUM(amount_minor), 0) FROM cash_movements WHERE shift_id = ? AND kind = 'pay-in') AS pay_in,
       (SELECT COALESCE(SUM(amount_minor), 0) FROM cash_movements WHERE shift_id = ? AND kind = 'pay-out') AS pay_out,
       (SELECT COALESCE(SUM(amount_minor), 0) FROM cash_movements WHERE shift_id = ? AND kind = 'drop') AS dropped`,
    ...Array.from({ length: 6 }, () => shiftId),
  );
  return {
    floatMinor,
    cashInMinor: row?.cash_in ?? 0,
    cashOutMinor: row?.cash_out ?? 0,
    payInMinor: row?.pay_in ?? 0,
    payOutMinor: row?.pay_out ?? 0,
    dropMinor: row?.dropped ?? 0,
  };
}

/** Another one as soon as cash of the shift moved. Rows are only added, so equal numbers mean that nothing did. */
export function cashStampOf(db: Db, shiftId: string): string {
  return (
    db.get<{ readonly stamp: string }>(
      `SELECT
         (SELECT COUNT(*) FROM cash_tenders WHERE shift_id = ?) || '/' ||
         (SELECT COUNT(*) FROM cash_given_back WHERE shift_id = ?) || '/' ||
         (SELECT COUNT(*) FROM (${CASH_REFUNDS})) || '/' ||
         (SELECT COUNT(*) FROM cash_movements WHERE shift_id = ?) || '/' ||
         (SELECT COUNT(*) FROM tender_repairs) AS stamp`,
      ...Array.from({ length: 4 }, () => shiftId),
    )?.stamp ?? ''
  );
}

/** Whether cash went in or out by a sale or a refund, whatever was done with the drawer. */
export function hasCash(db: Db, shiftId: string): boolean {
  return (
    db.get(
      `SELECT 1 WHERE EXISTS (SELECT 1 FROM (${CASH_KEPT})) OR EXISTS (SELECT 1 FROM (${CASH_REFUNDS}))`,
      shiftId,
      shiftId,
    ) !== null
  );
}

type EventRow = {
  readonly id: string;
  readonly kind: DrawerEvent['kind'];
  readonly at_ms: number;
  readonly minor: number | null;
  readonly name: string;
  readonly note: string | null;
  readonly sale_id: string | null;
  readonly number: number | null;
};

/**
 * What happened to the drawer, newest first. `withSales` adds each sale and refund that moved cash, and what was
 * counted: with them the expected amount can be worked out, so they are told only after a count.
 */
export function listEvents(db: Db, shiftId: string, withSales: boolean): readonly DrawerEvent[] {
  const byHand = `
    SELECT shift_id AS id, 'opened' AS kind, at_ms, float_minor AS minor, staff_name AS name, NULL AS note,
      NULL AS sale_id FROM drawer_openings WHERE shift_id = ?
    UNION ALL SELECT movement_id, kind, at_ms, CASE kind WHEN 'pay-in' THEN amount_minor ELSE -amount_minor END,
      staff_name, note, NULL FROM cash_movements WHERE shift_id = ?
    UNION ALL SELECT opening_id, 'without-sale', at_ms, NULL, staff_name, reason, NULL
      FROM openings_without_sale WHERE shift_id = ?`;
  const bySale = `
    UNION ALL SELECT t.tender_id, 'sale', t.at_ms, t.amount_minor + t.rounding_minor, p.name, NULL, t.sale_id
      FROM (${CASH_KEPT}) t JOIN sales s USING (sale_id) JOIN staff p ON p.staff_id = s.cashier_id
    UNION ALL SELECT g.tender_id, 'given-back', g.at_ms, -g.given_minor, p.name, NULL, t.sale_id
      FROM cash_given_back g JOIN cash_tenders t USING (tender_id) JOIN staff p ON p.staff_id = g.cashier_id
      WHERE g.shift_id = ?
    UNION ALL SELECT l.leg_id, 'refund', l.created_at_ms, -(l.amount_minor + l.rounding_minor), p.name, NULL, l.sale_id
      FROM (${CASH_REFUNDS}) l JOIN staff p ON p.staff_id = l.cashier_id
    UNION ALL SELECT count_id, 'counted', at_ms, counted_minor, staff_name, NULL, NULL
      FROM cash_counts WHERE shift_id = ?`;
  const parameters = Array.from({ length: withSales ? 7 : 3 }, () => shiftId);
  return db
    .all<EventRow>(
      `SELECT e.*, s.number FROM (${byHand}${withSales ? bySale : ''}) e LEFT JOIN sales s USING (sale_id)
       ORDER BY e.at_ms DESC, e.kind = 'opened', e.id DESC`,
      ...parameters,
    )
    .map((row) => ({
      id: row.id,
      kind: row.kind,
      atMs: row.at_ms,
      amountMinor: row.minor === null ? null : minorUnits(row.minor),
      name: row.name,
      note: row.note,
      sale: row.sale_id === null || row.number === null ? null : { saleId: row.sale_id, number: row.number },
    }));
}

/** What is on record that can explain a variance of this shift. */
export function readFacts(db: Db, shiftId: string, sinceMs: number): DrawerFacts {
  type Row = { readonly id: string; readonly minor: number; readonly at_ms: number };
  const taken = (rows: readonly Row[]) =>
    rows.map((row) => ({ id: row.id, amountMinor: row.minor, atMs: row.at_ms }));
  return {
    cashSales: db
      .all<Row & { readonly change_minor: number }>(
        `SELECT sale_id AS id, amount_minor + rounding_minor AS minor, change_minor, at_ms FROM (${CASH_KEPT})`,
        shiftId,
      )
      .map((row) => ({ id: row.id, amountMinor: row.minor, changeMinor: row.change_minor, atMs: row.at_ms })),
    strayCards: taken(
      db.all<Row>(
        `SELECT payment_intent_id AS id, amount_minor - refunded_minor AS minor, created_at_ms AS at_ms FROM orphans
         WHERE state = 'open' AND created_at_ms >= ?`,
        sinceMs,
      ),
    ),
    movements: db
      .all<Row & { readonly kind: DrawerMovement['kind'] }>(
        'SELECT movement_id AS id, kind, amount_minor AS minor, at_ms FROM cash_movements WHERE shift_id = ?',
        shiftId,
      )
      .map((row) => ({ id: row.id, kind: row.kind, amountMinor: row.minor, atMs: row.at_ms })),
    cashRefunds: taken(
      db.all<Row>(
        `SELECT COALESCE(sale_id, refund_id) AS id, amount_minor + rounding_minor AS minor, created_at_ms AS at_ms
         FROM (${CASH_REFUNDS})`,
        shiftId,
      ),
    ),
    voidedSales: taken(
      db.all<Row>(
        `SELECT sale_id AS id, total_minor AS minor, opened_at_ms AS at_ms FROM sales
         WHERE shift_id = ? AND state = 'voided' AND total_minor > 0`,
        shiftId,
      ),
    ),
  };
}

import {
  accept,
  refuse,
  type ClosedShift,
  type ClosedShiftRow,
  type Result,
  type ShiftLine,
  type ShiftTotals,
} from '../../../shared/contract/index.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import { fingerprintOf } from '../../../shared/domain/shift/index.ts';
import type { Db } from '../db/index.ts';
import { findDrawerClose, listEvents } from '../drawer/index.ts';
import { findSale } from '../sales/index.ts';
import type { Shift } from '../staff/index.ts';
import { listAmendments } from './amendments.ts';
import { findClosedForOther } from './whose.ts';
import type { ComparedLine } from './compare.ts';

const SHOWN = 60;

/** Writes what a shift is closed with. Call it inside the transaction that also moves on what stays open. */
export function recordClose(
  db: Db,
  close: {
    readonly shift: Shift;
    readonly closedAtMs: number;
    readonly comparedAtMs: number;
    readonly by: { readonly staffId: string; readonly name: string };
    readonly register: string;
    readonly currency: string;
    readonly totals: ShiftTotals;
    readonly lines: readonly (ComparedLine & { readonly approvalId: string | null })[];
  },
): void {
  const { shift, totals } = close;
  db.run(
    'INSERT INTO shift_closes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    shift.shiftId,
    close.closedAtMs,
    close.comparedAtMs,
    close.by.staffId,
    close.by.name,
    close.register,
    close.currency,
    totals.sales,
    totals.payments,
    totals.tillMinor,
    totals.stripeMinor,
    totals.tipsMinor,
    totals.cashInMinor,
    totals.cashOutMinor,
  );
  for (const line of close.lines) {
    db.run(
      'INSERT INTO shift_lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      shift.shiftId,
      line.lineId,
      line.kind,
      line.tillMinor,
      line.stripeMinor,
      line.currency,
      line.paymentIntentId,
      line.tenderId,
      line.sale?.saleId ?? null,
      line.card === null ? null : JSON.stringify(line.card),
      line.atMs,
      line.approvalId,
    );
  }
}

/**
 * What is not finished goes on in the next shift: carts, and card payments that nobody was charged for yet. A payment in
 * doubt stays where it was accepted; what comes of it is an amendment there.
 */
export function carryOver(db: Db, fromShiftId: string, toShiftId: string): void {
  db.run(
    `UPDATE card_tenders SET shift_id = ? WHERE shift_id = ? AND state IN ('opened', 'ready', 'declined')
       AND sale_id IN (SELECT sale_id FROM sales WHERE shift_id = ? AND state IN ('open', 'charging'))`,
    toShiftId,
    fromShiftId,
    fromShiftId,
  );
  db.run(
    "UPDATE sales SET shift_id = ? WHERE shift_id = ? AND state IN ('open', 'charging')",
    toShiftId,
    fromShiftId,
  );
}

type Row = {
  readonly shift_id: string;
  readonly number: number;
  readonly opened_at_ms: number;
  readonly closed_at_ms: number;
  readonly closed_by_name: string;
  readonly currency: string;
  readonly sales: number;
  readonly payments: number;
  readonly till_minor: number;
  readonly stripe_minor: number;
  readonly tips_minor: number;
  readonly cash_in_minor: number;
  readonly cash_out_minor: number;
  readonly accepted: number;
};

const CLOSED = `SELECT c.*, s.number, s.opened_at_ms,
    (SELECT COUNT(*) FROM shift_lines l WHERE l.shift_id = c.shift_id AND l.kind <> 'matched') AS accepted
  FROM shift_closes c JOIN shifts s USING (shift_id)`;

export function listClosed(db: Db): readonly ClosedShiftRow[] {
  return db
    .all<Row>(`${CLOSED} ORDER BY s.number DESC LIMIT ?`, SHOWN)
    .map((row) => viewRow(row, listAmendments(db, row.shift_id).length));
}

export function getClosed(db: Db, shiftId: string): Result<ClosedShift> {
  const row = db.get<Row>(`${CLOSED} WHERE c.shift_id = ?`, shiftId);
  if (row === null) return refuse('SHIFT_NOT_FOUND');
  const amendments = [...listAmendments(db, shiftId)];
  return accept({
    shift: viewRow(row, amendments.length),
    lines: [...readLines(db, shiftId)],
    amendments,
    drawer: findDrawerClose(db, shiftId),
    drawerEvents: [...listEvents(db, shiftId, true)],
    other: findClosedForOther(db, shiftId),
  });
}

function viewRow(row: Row, amendments: number): ClosedShiftRow {
  return {
    shiftId: row.shift_id,
    number: row.number,
    openedAtMs: row.opened_at_ms,
    closedAtMs: row.closed_at_ms,
    closedByName: row.closed_by_name,
    currency: currencyCode(row.currency),
    totals: {
      sales: row.sales,
      payments: row.payments,
      tillMinor: minorUnits(row.till_minor),
      stripeMinor: minorUnits(row.stripe_minor),
      differenceMinor: minorUnits(row.stripe_minor - row.till_minor),
      tipsMinor: minorUnits(row.tips_minor),
      cashInMinor: minorUnits(row.cash_in_minor),
      cashOutMinor: minorUnits(row.cash_out_minor),
    },
    accepted: row.accepted,
    amendments,
  };
}

type LineRow = {
  readonly line_id: string;
  readonly kind: ShiftLine['kind'];
  readonly till_minor: number;
  readonly stripe_minor: number | null;
  readonly currency: string;
  readonly payment_intent_id: string | null;
  readonly sale_id: string | null;
  readonly card_json: string | null;
  readonly at_ms: number;
  readonly staff_name: string | null;
  readonly reason: string | null;
  readonly approved_at_ms: number | null;
};

function readLines(db: Db, shiftId: string): readonly ShiftLine[] {
  return db
    .all<LineRow>(
      `SELECT l.*, a.staff_name, a.reason, a.at_ms AS approved_at_ms
       FROM shift_lines l LEFT JOIN approvals a USING (approval_id)
       WHERE l.shift_id = ? ORDER BY l.kind = 'matched', l.at_ms, l.line_id`,
      shiftId,
    )
    .map((row) => {
      const sale = row.sale_id === null ? null : findSale(db, row.sale_id);
      const figures = {
        kind: row.kind,
        tillMinor: minorUnits(row.till_minor),
        stripeMinor: row.stripe_minor === null ? null : minorUnits(row.stripe_minor),
        currency: currencyCode(row.currency),
      };
      return {
        ...figures,
        lineId: row.line_id,
        sale: sale === null ? null : { saleId: sale.saleId, number: sale.number },
        card: row.card_json === null ? null : (JSON.parse(row.card_json) as ShiftLine['card']), // Written above.
        paymentIntentId: row.payment_intent_id,
        atMs: row.at_ms,
        differenceMinor: row.stripe_minor === null ? null : minorUnits(row.stripe_minor - row.till_minor),
        fingerprint: fingerprintOf(figures),
        accepted:
          row.staff_name === null
            ? null
            : { name: row.staff_name, reason: row.reason ?? '', atMs: row.approved_at_ms ?? row.at_ms },
      };
    });
}

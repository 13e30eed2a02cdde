import type { ShiftAmendment } from '../../../shared/contract/index.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';

type Row = {
  readonly at_ms: number;
  readonly amount_minor: number;
  readonly currency: string;
  readonly payment_intent_id: string | null;
  readonly sale_id: string | null;
  readonly number: number | null;
};

/**
 * What happened to a closed shift's money afterwards, read from the tables that keep it: refunds by a third hand, money
 * without a sale that was found later, and what became of a payment that was accepted in doubt. Oldest first.
 */
export function listAmendments(db: Db, shiftId: string): readonly ShiftAmendment[] {
  return [
    ...db.all<Row>(REFUNDED, shiftId).map(viewAs('refunded-elsewhere')),
    ...db.all<Row>(FOUND, shiftId).map(viewAs('orphan-found')),
    ...db.all<Row>(RESOLVED, shiftId).map(viewAs('doubt-resolved')),
  ].toSorted((one, other) => one.atMs - other.atMs);
}

const REFUNDED = `SELECT e.seen_at_ms AS at_ms, -e.amount_minor AS amount_minor, t.currency, e.payment_intent_id,
    t.sale_id, s.number
  FROM shift_closes c JOIN card_tenders t USING (shift_id) JOIN sales s USING (sale_id)
  JOIN refunds_elsewhere e ON e.payment_intent_id = t.payment_intent_id
  WHERE c.shift_id = ? AND e.seen_at_ms > c.closed_at_ms AND e.status NOT IN ('failed', 'canceled')`;

const FOUND = `SELECT o.found_at_ms AS at_ms, o.amount_minor - o.refunded_minor AS amount_minor, o.currency,
    o.payment_intent_id, NULL AS sale_id, NULL AS number
  FROM shift_closes c JOIN shifts f USING (shift_id)
  JOIN orphans o ON o.created_at_ms BETWEEN f.opened_at_ms AND c.closed_at_ms
  WHERE c.shift_id = ? AND o.found_at_ms > c.closed_at_ms AND o.state IN ('open', 'adopted', 'refunded')`;

const RESOLVED = `SELECT t.changed_at_ms AS at_ms,
    CASE WHEN t.state IN ('approved', 'overpaid') THEN COALESCE(t.captured_minor, 0) ELSE 0 END AS amount_minor,
    t.currency, t.payment_intent_id, t.sale_id, s.number
  FROM shift_closes c JOIN shift_lines l USING (shift_id) JOIN card_tenders t ON t.tender_id = l.tender_id
  JOIN sales s ON s.sale_id = t.sale_id
  WHERE c.shift_id = ? AND l.kind = 'in-doubt' AND t.changed_at_ms > c.closed_at_ms
    AND t.state IN ('approved', 'overpaid', 'cancelled', 'hold-released')`;

function viewAs(kind: ShiftAmendment['kind']): (row: Row) => ShiftAmendment {
  return (row) => ({
    kind,
    atMs: row.at_ms,
    amountMinor: minorUnits(row.amount_minor),
    currency: currencyCode(row.currency),
    paymentIntentId: row.payment_intent_id,
    sale: row.sale_id === null || row.number === null ? null : { saleId: row.sale_id, number: row.number },
  });
}

import type { Db } from '../db/index.ts';

/**
 * Two charges of the same amount to the same card at one register within this long are probably one purchase; not when
 * the earlier one was given back.
 */
export const TWIN_WITHIN_MS = 10 * 60_000;

/** A card payment that looks like an earlier one charged again. */
export type Twin = { readonly tenderId: string; readonly earlierTenderId: string };

/** The same card by its fingerprint; where an older record has none, by brand and last four digits. */
const SAME_CARD = `COALESCE(
  json_extract(later.card_json, '$.fingerprint') = json_extract(earlier.card_json, '$.fingerprint'),
  json_extract(later.card_json, '$.brand') = json_extract(earlier.card_json, '$.brand')
    AND json_extract(later.card_json, '$.last4') = json_extract(earlier.card_json, '$.last4'))`;

const TWINS = `SELECT later.tender_id, earlier.tender_id AS earlier_tender_id FROM card_tenders later
  JOIN card_tenders earlier ON earlier.created_at_ms BETWEEN later.created_at_ms - ${String(TWIN_WITHIN_MS)}
    AND later.created_at_ms AND earlier.rowid <> later.rowid
  WHERE (earlier.created_at_ms, earlier.tender_id) < (later.created_at_ms, later.tender_id)
    AND earlier.register = later.register AND earlier.amount_minor = later.amount_minor
    AND earlier.currency = later.currency AND earlier.mode = later.mode
    AND earlier.state IN ('approved', 'to-capture') AND later.state IN ('approved', 'to-capture')
    AND earlier.amount_minor > COALESCE((SELECT SUM(amount_minor) FROM refund_legs
      WHERE tender_id = earlier.tender_id AND state IN ('pending', 'succeeded')), 0)
    AND ${SAME_CARD}`;

/**
 * Suspected duplicates among the card payments since a time; each later one once. One about which the cashier is being
 * asked before its capture is none yet, and one that was called another purchase is none.
 */
export function listTwins(db: Db, sinceMs: number): readonly Twin[] {
  return toTwins(
    db.all<Row>(
      `${TWINS} AND NOT (later.twin_json IS NOT NULL
           AND (later.state = 'to-capture' OR json_extract(later.twin_json, '$.secondPurchase') = 1))
         AND later.created_at_ms >= ? GROUP BY later.tender_id ORDER BY later.tender_id`,
      sinceMs,
    ),
  );
}

/**
 * Whether this card payment looks like an earlier one charged again; of several the one just before. With capture by hand
 * it is asked before the capture, while nothing was taken yet. Null: it does not.
 */
export function findTwin(db: Db, tenderId: string): Twin | null {
  return (
    toTwins(
      db.all<Row>(
        `${TWINS} AND later.tender_id = ? ORDER BY earlier.created_at_ms DESC, earlier.tender_id DESC LIMIT 1`,
        tenderId,
      ),
    )[0] ?? null
  );
}

type Row = { readonly tender_id: string; readonly earlier_tender_id: string };

function toTwins(rows: readonly Row[]): readonly Twin[] {
  return rows.map((row) => ({ tenderId: row.tender_id, earlierTenderId: row.earlier_tender_id }));
}

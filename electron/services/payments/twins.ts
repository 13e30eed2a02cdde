import type { Db } from '../db/index.ts';
import type { CardTender } from './tender-store.ts';

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

/** The time is said twice, so that it finds the other payment from either of them. */
const ALIKE = `earlier.created_at_ms BETWEEN later.created_at_ms - ${String(TWIN_WITHIN_MS)} AND later.created_at_ms
  AND later.created_at_ms BETWEEN earlier.created_at_ms AND earlier.created_at_ms + ${String(TWIN_WITHIN_MS)}
  AND (earlier.created_at_ms, earlier.tender_id) < (later.created_at_ms, later.tender_id)
  AND earlier.register = later.register AND earlier.amount_minor = later.amount_minor
  AND earlier.currency = later.currency AND earlier.mode = later.mode
  AND earlier.state IN ('approved', 'to-capture') AND later.state IN ('approved', 'to-capture')
  AND ${SAME_CARD}`;

/** A refund can still fail, so this is asked at each look and never recorded. */
const EARLIER_IS_KEPT = `earlier.amount_minor > COALESCE((SELECT SUM(amount_minor) FROM refund_legs
  WHERE tender_id = earlier.tender_id AND state IN ('pending', 'succeeded')), 0)`;

const NOTE = `INSERT OR IGNORE INTO card_twins
  SELECT later.tender_id, earlier.tender_id, later.created_at_ms FROM card_tenders later JOIN card_tenders earlier
  ON ${ALIKE}`;
const NOTE_AS_LATER = `${NOTE} WHERE later.tender_id = ?`;
const NOTE_AS_EARLIER = `${NOTE} WHERE earlier.tender_id = ?`;

/**
 * Records which other payments this one looks like, whichever came first. Called inside the transaction that commits its
 * state: a pair of payments is compared when the second of them has its money, and not at each look at the till.
 */
export function noteTwins(db: Db, { tenderId, state: { state } }: CardTender): void {
  if (state !== 'approved' && state !== 'to-capture') return;
  db.run(NOTE_AS_LATER, tenderId);
  db.run(NOTE_AS_EARLIER, tenderId);
}

/** What became of either since, and what is known of its card, is held against the other anew. */
const TWINS = `SELECT t.tender_id, t.earlier_tender_id FROM card_twins t
  JOIN card_tenders later ON later.tender_id = t.tender_id
  JOIN card_tenders earlier ON earlier.tender_id = t.earlier_tender_id
  WHERE t.at_ms >= ? AND ${ALIKE} AND ${EARLIER_IS_KEPT}
    AND NOT (later.twin_json IS NOT NULL
      AND (later.state = 'to-capture' OR json_extract(later.twin_json, '$.secondPurchase') = 1))`;

/**
 * Suspected duplicates among the card payments since a time; each later one once. One about which the cashier is being
 * asked before its capture is none yet, and one that was called another purchase is none.
 */
export function listTwins(db: Db, sinceMs: number): readonly Twin[] {
  const rows = db.all<Row>(TWINS, sinceMs);
  const first = new Map(rows.toReversed().map((row) => [row.tender_id, row.earlier_tender_id]));
  return [...first].map(([tenderId, earlierTenderId]) => ({ tenderId, earlierTenderId }));
}

/**
 * Whether this card payment looks like an earlier one charged again; of several the one just before. With capture by hand
 * it is asked before the capture, while nothing was taken yet. Null: it does not.
 */
export function findTwin(db: Db, tenderId: string): Twin | null {
  const row = db.get<Row>(
    `SELECT later.tender_id, earlier.tender_id AS earlier_tender_id FROM card_tenders later
       JOIN card_tenders earlier ON ${ALIKE}
       WHERE later.tender_id = ? AND ${EARLIER_IS_KEPT}
       ORDER BY earlier.created_at_ms DESC, earlier.tender_id DESC LIMIT 1`,
    tenderId,
  );
  return row === null ? null : { tenderId: row.tender_id, earlierTenderId: row.earlier_tender_id };
}

type Row = { readonly tender_id: string; readonly earlier_tender_id: string };

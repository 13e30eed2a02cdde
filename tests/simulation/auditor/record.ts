import type { Db } from '../../../electron/services/db/index.ts';

/** What stands on a till's disk, read with the auditor's own statements: it shares no code with what it checks. */
export type TenderRow = {
  readonly tender_id: string;
  readonly sale_id: string;
  readonly state: string;
  readonly amount_minor: number;
  readonly currency: string;
  readonly mode: string;
  readonly payment_intent_id: string | null;
  readonly captured_minor: number | null;
  readonly reconciliation: string;
  readonly tip_asked_minor: number;
  readonly tip_on_reader_minor: number | null;
};

export type SaleRow = {
  readonly sale_id: string;
  readonly state: string;
  readonly total_minor: number;
  readonly receipt_number: string | null;
};

export type JournalRow = {
  readonly journal_id: number;
  readonly tender_id: string;
  readonly kind: string;
  readonly source: string;
  readonly detail_json: string;
  readonly state_json: string;
};

export type CashRow = {
  readonly sale_id: string;
  readonly amount_minor: number;
  readonly rounding_minor: number;
  readonly tendered_minor: number;
  readonly change_minor: number;
};

export const TENDER_COLUMNS =
  'tender_id, sale_id, state, amount_minor, currency, mode, payment_intent_id, captured_minor, reconciliation, ' +
  "tip_asked_minor, json_extract(state_json, '$.tipMinor') AS tip_on_reader_minor";

export function findTender(db: Db, tenderId: string): TenderRow | null {
  return db.get<TenderRow>(`SELECT ${TENDER_COLUMNS} FROM card_tenders WHERE tender_id = ?`, tenderId);
}

export type PreparedRow = Pick<TenderRow, 'tender_id' | 'state' | 'amount_minor' | 'payment_intent_id'>;

/** What a till made before anybody pressed Card, by the id of the tender that it was made for. */
export function findPrepared(db: Db, tenderId: string): PreparedRow | null {
  return db.get<PreparedRow>(
    'SELECT tender_id, state, amount_minor, payment_intent_id FROM prepared_intents WHERE tender_id = ?',
    tenderId,
  );
}

export function listPrepared(db: Db): readonly PreparedRow[] {
  return db.all<PreparedRow>(
    'SELECT tender_id, state, amount_minor, payment_intent_id FROM prepared_intents',
  );
}

export function listTenders(db: Db): readonly TenderRow[] {
  return db.all<TenderRow>(`SELECT ${TENDER_COLUMNS} FROM card_tenders`);
}

export function listTendersOf(db: Db, saleId: string): readonly TenderRow[] {
  return db.all<TenderRow>(`SELECT ${TENDER_COLUMNS} FROM card_tenders WHERE sale_id = ?`, saleId);
}

export function findSale(db: Db, saleId: string): SaleRow | null {
  return db.get<SaleRow>(
    'SELECT sale_id, state, total_minor, receipt_number FROM sales WHERE sale_id = ?',
    saleId,
  );
}

export function listSales(db: Db, state: string): readonly SaleRow[] {
  return db.all<SaleRow>(
    'SELECT sale_id, state, total_minor, receipt_number FROM sales WHERE state = ?',
    state,
  );
}

export function listCash(db: Db, saleId: string): readonly CashRow[] {
  return db.all<CashRow>(
    `SELECT sale_id, amount_minor, rounding_minor, tendered_minor, change_minor FROM cash_tenders
     WHERE sale_id = ? AND tender_id NOT IN (SELECT tender_id FROM cash_given_back)`,
    saleId,
  );
}

/** What an approved card tender left in the shop for its sale: no tip, and nothing that was given back to unwind it. */
export function keptOf(db: Db, tender: TenderRow): number {
  const unwound = db.get<{ readonly given: number }>(
    `SELECT COALESCE(SUM(l.amount_minor), 0) AS given FROM refund_legs l JOIN refunds r USING (refund_id)
     WHERE r.kind = 'tender' AND l.tender_id = ? AND l.state NOT IN ('failed', 'cancelled', 'refused', 'withdrawn')`,
    tender.tender_id,
  );
  const tips = tender.tip_asked_minor + (tender.tip_on_reader_minor ?? 0);
  const given = unwound?.given ?? 0;
  return given === 0
    ? (tender.captured_minor ?? 0) - tips
    : Math.max(0, (tender.captured_minor ?? 0) - tips - given);
}

/** What should have gone back of a sale's legs before it was paid anew, and came back from the bank. */
export function failedUnwinding(db: Db, saleId: string): number {
  return (
    db.get<{ readonly failed: number }>(
      `SELECT COALESCE(SUM(l.amount_minor), 0) AS failed FROM refund_legs l JOIN refunds r USING (refund_id)
       WHERE r.kind = 'tender' AND r.sale_id = ? AND l.state IN ('failed', 'cancelled')`,
      saleId,
    )?.failed ?? 0
  );
}

/** Prices hold their tax in this shop, so a total is what its lines cost. */
export function linesCost(db: Db, saleId: string): number {
  const row = db.get<{ readonly cost: number | null }>(
    'SELECT SUM(quantity * unit_price_minor) AS cost FROM sale_lines WHERE sale_id = ?',
    saleId,
  );
  return row?.cost ?? 0;
}

export function listJournalAfter(db: Db, journalId: number): readonly JournalRow[] {
  return db.all<JournalRow>(
    `SELECT journal_id, tender_id, kind, source, detail_json, state_json FROM tender_journal
     WHERE journal_id > ? ORDER BY journal_id`,
    journalId,
  );
}

/** How far each thing is that an auditor follows: what did not move needs no look. */
export function readHeads(db: Db): Heads {
  return (
    db.get<Heads>(
      `SELECT (SELECT MAX(journal_id) FROM tender_journal) AS journal_id,
         (SELECT value FROM counters WHERE name = 'receipt') AS receipts, (SELECT cursor FROM relay_cursor) AS cursor`,
    ) ?? NOTHING_YET
  );
}

export type Heads = {
  readonly journal_id: number | null;
  readonly receipts: number;
  readonly cursor: string | null;
};
const NOTHING_YET: Heads = { journal_id: null, receipts: 0, cursor: null };

export function hasEvent(db: Db, eventId: string): boolean {
  return db.get('SELECT 1 FROM stripe_events WHERE event_id = ?', eventId) !== null;
}

import type { Db } from '../db/index.ts';
import type { CreateIntent } from '../stripe/index.ts';
import type { CardTender } from './tender-store.ts';

/** An intent that was asked for before anybody pressed Card, as it is on the disk. */
export type PreparedIntent = Pick<
  CardTender,
  | 'tenderId'
  | 'saleId'
  | 'amountMinor'
  | 'currency'
  | 'mode'
  | 'capture'
  | 'cartHash'
  | 'register'
  | 'shiftId'
  | 'createdAtMs'
> & {
  /** Their meaning is told at the table, in `db/migrations/0140-prepared-intents.ts`. */
  readonly state: 'asked' | 'made' | 'used' | 'dropped' | 'gone' | 'stray';
  readonly paymentIntentId: string | null;
  /** What Stripe was asked for: it may have to be asked the same again when the cart is another by then. */
  readonly request: CreateIntent;
};

/** Records that an intent is about to be asked for. Nothing may be sent before this returned. */
export function recordPrepared(db: Db, prepared: Omit<PreparedIntent, 'state' | 'paymentIntentId'>): void {
  db.run(
    "INSERT INTO prepared_intents VALUES (?, ?, 'asked', NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    prepared.tenderId,
    prepared.saleId,
    prepared.amountMinor,
    prepared.currency,
    prepared.mode,
    prepared.capture,
    prepared.cartHash,
    prepared.register,
    prepared.shiftId,
    JSON.stringify(prepared.request),
    prepared.createdAtMs,
    prepared.createdAtMs,
  );
}

/** Keeps the id that Stripe gave it, whatever became of it meanwhile. */
export function recordPreparedId(db: Db, tenderId: string, paymentIntentId: string, atMs: number): void {
  db.run(
    `UPDATE prepared_intents SET payment_intent_id = ?, changed_at_ms = ?,
       state = CASE state WHEN 'asked' THEN 'made' ELSE state END WHERE tender_id = ?`,
    paymentIntentId,
    atMs,
    tenderId,
  );
}

/** From here on nobody will use it, and it has to be cancelled. */
export function recordDropped(db: Db, tenderId: string, atMs: number): void {
  db.run(
    `UPDATE prepared_intents SET state = 'dropped', changed_at_ms = ?
     WHERE tender_id = ? AND state IN ('asked', 'made')`,
    atMs,
    tenderId,
  );
}

/** What became of one that nobody used. */
export function recordPreparedEnd(db: Db, tenderId: string, state: 'gone' | 'stray', atMs: number): void {
  db.run(
    `UPDATE prepared_intents SET state = ?, changed_at_ms = ?
     WHERE tender_id = ? AND state IN ('asked', 'made', 'dropped')`,
    state,
    atMs,
    tenderId,
  );
}

/**
 * Hands a prepared intent to the tender of its id, and takes it back from one that ended without ever knowing it. Called
 * inside the transaction that commits the tender's state, so that one of both answers for the intent at any instant.
 */
export function followTender(db: Db, { tenderId, state }: CardTender, atMs: number): void {
  if (state.state === 'opened')
    db.run(
      `UPDATE prepared_intents SET state = 'used', changed_at_ms = ?
       WHERE tender_id = ? AND state IN ('asked', 'made')`,
      atMs,
      tenderId,
    );
  else if (state.state === 'cancelled' && state.paymentIntentId === null)
    db.run(
      `UPDATE prepared_intents SET state = 'dropped', changed_at_ms = ?
       WHERE tender_id = ? AND state = 'used'`,
      atMs,
      tenderId,
    );
}

export function findPrepared(db: Db, tenderId: string): PreparedIntent | null {
  const row = db.get<Row>('SELECT * FROM prepared_intents WHERE tender_id = ?', tenderId);
  return row === null ? null : toPrepared(row);
}

/** Those that may still be open at Stripe and that no tender answers for, oldest first. */
export function listOpenPrepared(db: Db): readonly PreparedIntent[] {
  return db.all<Row>(OPEN).map(toPrepared);
}

/** Whether most of the last finished sales were paid by card; a register that never sold anything counts as one. */
export function isCardLikely(db: Db): boolean {
  const paid = db.all<{ readonly card: 0 | 1; readonly cash: 0 | 1 }>(LAST_SALES);
  const cards = paid.filter(({ card }) => card === 1).length;
  const cash = paid.filter((sale) => sale.cash === 1).length;
  return cards > cash || (cards === 0 && cash === 0);
}

const OPEN = `SELECT * FROM prepared_intents WHERE state IN ('asked', 'made', 'dropped') ORDER BY created_at_ms`;
const LAST_SALES = `SELECT
  EXISTS (SELECT 1 FROM card_tenders c WHERE c.sale_id = s.sale_id AND c.state = 'approved') AS card,
  EXISTS (SELECT 1 FROM cash_tenders t WHERE t.sale_id = s.sale_id) AS cash
  FROM sales s WHERE s.state = 'completed' ORDER BY s.completed_at_ms DESC LIMIT 5`;

type Row = {
  readonly tender_id: string;
  readonly sale_id: string;
  readonly state: PreparedIntent['state'];
  readonly payment_intent_id: string | null;
  readonly amount_minor: number;
  readonly currency: string;
  readonly mode: CardTender['mode'];
  readonly capture: CardTender['capture'];
  readonly cart_hash: string;
  readonly register: string;
  readonly shift_id: string;
  readonly request_json: string;
  readonly created_at_ms: number;
};

function toPrepared(row: Row): PreparedIntent {
  return {
    tenderId: row.tender_id,
    saleId: row.sale_id,
    state: row.state,
    paymentIntentId: row.payment_intent_id,
    amountMinor: row.amount_minor,
    currency: row.currency,
    mode: row.mode,
    capture: row.capture,
    cartHash: row.cart_hash,
    register: row.register,
    shiftId: row.shift_id,
    request: JSON.parse(row.request_json) as CreateIntent, // Written by `recordPrepared` above.
    createdAtMs: row.created_at_ms,
  };
}

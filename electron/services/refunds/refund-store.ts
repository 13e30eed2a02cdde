import { createHash } from 'node:crypto';
import {
  countsAsRefunded,
  stripeRefundIdOf,
  type RefundedLine,
  type RefundLegState,
  type RefundMethod,
} from '../../../shared/domain/refund/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { TimelineEntry } from '../../../shared/contract/index.ts';
import { moveStockOfRefund } from '../catalog/index.ts';
import type { Db } from '../db/index.ts';
import type { RefundRead } from '../stripe/index.ts';
import { recordRepairedCash } from './cash-repair-store.ts';
import type { NewRefund, Refund, RefundLeg, RefundLineRecord, RefundOrigin } from './records.ts';

export type RefundNote = {
  readonly kind: TimelineEntry['kind'];
  readonly source: TimelineEntry['source'];
  readonly detail?: Partial<TimelineEntry['detail']>;
};

/** Refunds, their legs and the legs' journal. Nothing is sent anywhere before `open` or `commit` returned. */
export type RefundStore = ReturnType<typeof createRefundStore>;

const IS_UNSETTLED = "state NOT IN ('succeeded', 'refused', 'withdrawn', 'paid-out', 'failed', 'cancelled')";
const UNSETTLED = `SELECT * FROM refund_legs WHERE ${IS_UNSETTLED} ORDER BY created_at_ms`;

/** How many legs of refunds Stripe or a bank has not finished. */
export function countUnsettledRefunds(db: Db): number {
  return (
    db.get<{ readonly open: number }>(`SELECT count(*) AS open FROM refund_legs WHERE ${IS_UNSETTLED}`)
      ?.open ?? 0
  );
}

export function createRefundStore(db: Db) {
  const findLeg = (legId: string): RefundLeg | null =>
    legOf(db.get<LegRow>('SELECT * FROM refund_legs WHERE leg_id = ?', legId));
  const getLeg = (legId: string): RefundLeg => {
    const leg = findLeg(legId);
    if (leg === null) throw new Error('A refund leg that was just there is gone');
    return leg;
  };
  const find = (refundId: string): Refund | null => {
    const row = db.get<RefundRow>('SELECT * FROM refunds WHERE refund_id = ?', refundId);
    return row === null ? null : toRefund(db, row);
  };
  return {
    find,
    findLeg,
    findLegByStripeId: (stripeRefundId: string): RefundLeg | null =>
      legOf(db.get<LegRow>('SELECT * FROM refund_legs WHERE stripe_refund_id = ?', stripeRefundId)),
    listOfSale: (saleId: string): readonly Refund[] => listRefundsOfSale(db, saleId),
    /** All card legs that give money of this payment back, whatever became of them. */
    listLegsOfIntent: (paymentIntentId: string): readonly RefundLeg[] =>
      db
        .all<LegRow>(
          'SELECT * FROM refund_legs WHERE payment_intent_id = ? ORDER BY created_at_ms',
          paymentIntentId,
        )
        .map(toLeg),
    listLegsOfTender: (tenderId: string): readonly RefundLeg[] =>
      db
        // Asked with each look at the charge screen, mostly for none: SQLite's sorter costs more than the query.
        .all<LegRow>('SELECT * FROM refund_legs WHERE tender_id = ?', tenderId)
        .toSorted((one, other) => one.created_at_ms - other.created_at_ms)
        .map(toLeg),
    /** Every card leg whose end is not known, oldest first. */
    listUnsettled: (): readonly RefundLeg[] => db.all<LegRow>(UNSETTLED).map(toLeg),
    /**
     * Legs that did not reach the customer, or of which that is not known, and that no other leg made good. A refused
     * repair owes nothing: the sale stays paid by card.
     */
    listTrouble: (): readonly RefundLeg[] =>
      db
        .all<LegRow>(
          `SELECT l.* FROM refund_legs l WHERE l.state IN ('failed', 'cancelled', 'refused', 'in-doubt')
             AND NOT EXISTS (SELECT 1 FROM refund_legs r WHERE r.replaces_leg_id = l.leg_id)
             AND NOT (l.state = 'refused' AND EXISTS (SELECT 1 FROM cash_repairs m WHERE m.refund_leg_id = l.leg_id))
           ORDER BY l.changed_at_ms`,
        )
        .map(toLeg),
    /** Records a refund with all its legs at once. Cash legs are final with this: the money is out of the drawer. */
    open: (refund: NewRefund): Refund =>
      db.transaction(() => {
        insertRefund(db, refund);
        for (const leg of refund.legs) {
          insertLeg(db, refund, leg);
          addJournal(db, getLeg(leg.legId), openingNote(leg.kind), refund.createdAtMs);
        }
        const opened = find(refund.refundId);
        if (opened === null) throw new Error('A refund that was just there is gone');
        moveStock(db, opened, refund.createdAtMs);
        return opened;
      }),
    commit: (commit: {
      readonly leg: RefundLeg;
      readonly next: RefundLegState;
      readonly note: RefundNote;
      readonly atMs: number;
    }): RefundLeg =>
      db.transaction(() => {
        updateState(db, commit.leg, commit.next, commit.atMs);
        const committed = getLeg(commit.leg.legId);
        addJournal(db, committed, commit.note, commit.atMs);
        recordRepairedCash(db, committed, commit.atMs);
        const refund = find(committed.refundId);
        if (refund !== null) moveStock(db, refund, commit.atMs);
        return committed;
      }),
    addNote: (legId: string, note: RefundNote, atMs: number): void => {
      db.transaction(() => {
        addJournal(db, getLeg(legId), note, atMs);
      });
    },
    raiseKeyOrdinal: (leg: RefundLeg, atMs: number): RefundLeg =>
      db.transaction(() => {
        db.run(
          'UPDATE refund_legs SET key_ordinal = key_ordinal + 1, key_at_ms = ? WHERE leg_id = ?',
          atMs,
          leg.legId,
        );
        const raised = getLeg(leg.legId);
        addJournal(db, raised, { kind: 'checked', source: 'till', detail: { reason: 'key-raised' } }, atMs);
        return raised;
      }),
    /** Which refunds the payment had before the reader was asked for another one: a new one is then known as ours. */
    saveSeen: (legId: string, stripeRefundIds: readonly string[]): void => {
      db.run('UPDATE refund_legs SET seen_json = ? WHERE leg_id = ?', JSON.stringify(stripeRefundIds), legId);
    },
    /** Keeps what Stripe has of refunds that no leg of this till made, so that nobody refunds that money again. */
    noteElsewhere: (refunds: readonly RefundRead[], atMs: number): void => {
      db.transaction(() => {
        for (const refund of refunds) upsertElsewhere(db, refund, atMs);
      });
    },
    listElsewhere: (paymentIntentId: string): readonly ElsewhereRefund[] =>
      db
        .all<ElsewhereRow>(
          'SELECT * FROM refunds_elsewhere WHERE payment_intent_id = ? ORDER BY created_at_ms',
          paymentIntentId,
        )
        .map(toElsewhere),
    listJournal: (legId: string): readonly TimelineEntry[] =>
      db
        .all<JournalRow>('SELECT * FROM refund_journal WHERE leg_id = ? ORDER BY journal_id', legId)
        .map(toEntry),
  };
}

/** A refund that was made at Stripe by somebody else: in the dashboard, or at another register. */
export type ElsewhereRefund = {
  readonly stripeRefundId: string;
  readonly paymentIntentId: string;
  readonly amountMinor: number;
  readonly status: string;
  readonly createdAtMs: number;
};

/** All refunds of a sale, oldest first. */
export function listRefundsOfSale(db: Db, saleId: string): readonly Refund[] {
  return db
    .all<RefundRow>('SELECT * FROM refunds WHERE sale_id = ? ORDER BY created_at_ms, refund_id', saleId)
    .map((row) => toRefund(db, row));
}

/** Everything that happened to the refunds of one card tender, oldest first. */
export function refundTimeline(db: Db, tenderId: string): readonly TimelineEntry[] {
  return db
    .all<JournalRow>(
      `SELECT j.* FROM refund_journal j JOIN refund_legs l USING (leg_id)
       WHERE l.tender_id = ? AND l.kind = 'card' ORDER BY j.journal_id`,
      tenderId,
    )
    .map(toEntry);
}

/**
 * What was given back of each line of a sale, by refunds of which at least one leg still counts. A refund that failed
 * as a whole gave nothing back, so its lines can be refunded again.
 */
export function refundedLinesOf(refunds: readonly Refund[]): readonly RefundedLine[] {
  return refunds
    .filter((refund) => refund.legs.some(legCounts))
    .flatMap((refund) =>
      refund.lines.flatMap((line) =>
        line.lineId === null
          ? []
          : [
              {
                lineId: line.lineId,
                quantity: line.quantity,
                amountMinor: minorUnits(line.amountMinor),
                taxMinor: minorUnits(line.taxMinor),
              },
            ],
      ),
    );
}

/** Whether this leg's amount is with the customer, or may be or get there. */
export function legCounts(leg: RefundLeg): boolean {
  return leg.state.state === 'paid-out' || countsAsRefunded(leg.state);
}

/** Goods that go back on the shelf are there as long as the refund stands, and gone with the last leg that failed. */
function moveStock(db: Db, refund: Refund, atMs: number): void {
  if (!refund.restock) return;
  moveStockOfRefund(db, { refundId: refund.refundId, stands: refund.legs.some(legCounts), atMs });
}

function openingNote(kind: RefundLeg['kind']): RefundNote {
  return { kind: kind === 'cash' ? 'refund-paid-out' : 'refund-requested', source: 'till' };
}

function insertRefund(db: Db, refund: NewRefund): void {
  db.run("INSERT INTO counters VALUES ('refund', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1");
  const count = db.get<{ readonly value: number }>("SELECT value FROM counters WHERE name = 'refund'");
  db.run(
    `INSERT INTO refunds (refund_id, number, kind, sale_id, origin_json, amount_minor, currency, mode, reason, note,
       restock, register, shift_id, cashier_id, approval_id, exchange_sale_id, created_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    refund.refundId,
    `RF-${String(count?.value ?? 0).padStart(6, '0')}`,
    refund.kind,
    refund.saleId,
    refund.origin === null ? null : JSON.stringify(refund.origin),
    refund.amountMinor,
    refund.currency,
    refund.mode,
    refund.reason,
    refund.note,
    refund.restock ? 1 : 0,
    refund.register,
    refund.shiftId,
    refund.cashierId,
    refund.approvalId,
    refund.exchangeSaleId,
    refund.createdAtMs,
  );
  refund.lines.forEach((line, position) => {
    db.run(
      'INSERT INTO refund_lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      refund.refundId,
      position,
      line.lineId,
      line.name,
      line.quantity,
      line.amountMinor,
      line.taxName,
      line.taxPpm,
      line.taxMinor,
    );
  });
}

function insertLeg(db: Db, refund: NewRefund, leg: NewRefund['legs'][number]): void {
  db.run(
    `INSERT INTO refund_legs (leg_id, refund_id, kind, tender_id, payment_intent_id, method, amount_minor,
       rounding_minor, currency, mode, state, state_json, version, replaces_leg_id, key_at_ms,
       created_at_ms, changed_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)`,
    leg.legId,
    refund.refundId,
    leg.kind,
    leg.tenderId,
    leg.paymentIntentId,
    leg.method,
    leg.amountMinor,
    leg.roundingMinor,
    refund.currency,
    refund.mode,
    leg.state.state,
    JSON.stringify(leg.state),
    leg.replacesLegId,
    refund.createdAtMs,
    refund.createdAtMs,
    refund.createdAtMs,
  );
}

/** Compare and set on the version: two writers of one leg would be a bug, and must not both win. */
function updateState(db: Db, leg: RefundLeg, next: RefundLegState, atMs: number): void {
  const { changes } = db.run(
    `UPDATE refund_legs SET state = ?, state_json = ?, version = version + 1, changed_at_ms = ?,
       stripe_refund_id = COALESCE(?, stripe_refund_id) WHERE leg_id = ? AND version = ?`,
    next.state,
    JSON.stringify(next),
    atMs,
    stripeRefundIdOf(next),
    leg.legId,
    leg.version,
  );
  if (changes !== 1) {
    throw new Error(`Refund leg ${leg.legId} was changed by another hand at version ${String(leg.version)}`);
  }
}

/** Each row's checksum covers the row before it: a flipped bit or a missing row shows. */
function addJournal(db: Db, leg: RefundLeg, note: RefundNote, atMs: number): void {
  const detail: TimelineEntry['detail'] = {
    attempt: null,
    declineCode: null,
    eventType: null,
    eventId: null,
    readerLabel: null,
    reason: null,
    amountMinor: minorUnits(leg.amountMinor),
    ...note.detail,
  };
  const before = db.get<{ readonly checksum: string }>(
    'SELECT checksum FROM refund_journal ORDER BY journal_id DESC LIMIT 1',
  );
  const values = [
    leg.legId,
    atMs,
    note.kind,
    note.source,
    JSON.stringify(detail),
    JSON.stringify(leg.state),
  ] as const;
  const checksum = createHash('sha256')
    .update(JSON.stringify([before?.checksum ?? '', ...values]))
    .digest('hex');
  db.run(
    `INSERT INTO refund_journal (leg_id, at_ms, kind, source, detail_json, state_json, checksum)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...values,
    checksum,
  );
}

function upsertElsewhere(db: Db, refund: RefundRead, atMs: number): void {
  const { snapshot } = refund;
  if (snapshot.paymentIntentId === null) return;
  db.run(
    `INSERT INTO refunds_elsewhere VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (stripe_refund_id) DO UPDATE SET status = excluded.status, amount_minor = excluded.amount_minor`,
    snapshot.stripeRefundId,
    snapshot.paymentIntentId,
    snapshot.amountMinor,
    snapshot.status,
    refund.createdAtMs,
    atMs,
  );
}

type RefundRow = {
  readonly refund_id: string;
  readonly number: string;
  readonly kind: Refund['kind'];
  readonly sale_id: string | null;
  readonly origin_json: string | null;
  readonly amount_minor: number;
  readonly currency: string;
  readonly mode: Refund['mode'];
  readonly reason: Refund['reason'];
  readonly note: string | null;
  readonly restock: 0 | 1;
  readonly register: string;
  readonly shift_id: string;
  readonly cashier_id: string;
  readonly approval_id: string | null;
  readonly exchange_sale_id: string | null;
  readonly created_at_ms: number;
};

type LineRow = {
  readonly sale_position: number | null;
  readonly line_id: string | null;
  readonly name: string;
  readonly quantity: number;
  readonly amount_minor: number;
  readonly tax_name: string;
  readonly tax_ppm: number;
  readonly tax_minor: number;
};

type LegRow = {
  readonly leg_id: string;
  readonly refund_id: string;
  readonly kind: 'card' | 'cash';
  readonly tender_id: string | null;
  readonly payment_intent_id: string | null;
  readonly method: RefundMethod | null;
  readonly amount_minor: number;
  readonly rounding_minor: number;
  readonly currency: string;
  readonly mode: Refund['mode'];
  readonly state_json: string;
  readonly version: number;
  readonly key_ordinal: number;
  readonly key_at_ms: number;
  readonly seen_json: string | null;
  readonly replaces_leg_id: string | null;
  readonly created_at_ms: number;
  readonly changed_at_ms: number;
};

type JournalRow = {
  readonly at_ms: number;
  readonly kind: TimelineEntry['kind'];
  readonly source: TimelineEntry['source'];
  readonly detail_json: string;
};

type ElsewhereRow = {
  readonly stripe_refund_id: string;
  readonly payment_intent_id: string;
  readonly amount_minor: number;
  readonly status: string;
  readonly created_at_ms: number;
};

function toEntry(row: JournalRow): TimelineEntry {
  return {
    atMs: row.at_ms,
    kind: row.kind,
    source: row.source,
    detail: JSON.parse(row.detail_json) as TimelineEntry['detail'], // Written by `addJournal`.
  };
}

function toElsewhere(row: ElsewhereRow): ElsewhereRefund {
  return {
    stripeRefundId: row.stripe_refund_id,
    paymentIntentId: row.payment_intent_id,
    amountMinor: row.amount_minor,
    status: row.status,
    createdAtMs: row.created_at_ms,
  };
}

function toRefund(db: Db, row: RefundRow): Refund {
  return {
    refundId: row.refund_id,
    number: row.number,
    kind: row.kind,
    saleId: row.sale_id,
    origin: row.origin_json === null ? null : (JSON.parse(row.origin_json) as RefundOrigin), // Written by `insertRefund`.
    amountMinor: row.amount_minor,
    currency: row.currency,
    mode: row.mode,
    reason: row.reason,
    note: row.note,
    restock: row.restock === 1,
    register: row.register,
    shiftId: row.shift_id,
    cashierId: row.cashier_id,
    approvalId: row.approval_id,
    exchangeSaleId: row.exchange_sale_id,
    createdAtMs: row.created_at_ms,
    lines: db
      .all<LineRow>(
        `SELECT r.*, l.position AS sale_position FROM refund_lines r LEFT JOIN sale_lines l USING (line_id)
         WHERE r.refund_id = ? ORDER BY r.position`,
        row.refund_id,
      )
      .map(toLine),
    legs: db
      .all<LegRow>(
        'SELECT * FROM refund_legs WHERE refund_id = ? ORDER BY created_at_ms, leg_id',
        row.refund_id,
      )
      .map(toLeg),
  };
}

function toLine(row: LineRow): RefundLineRecord {
  return {
    lineId: row.line_id,
    salePosition: row.sale_position ?? positionIn(row.line_id),
    name: row.name,
    quantity: row.quantity,
    amountMinor: row.amount_minor,
    taxName: row.tax_name,
    taxPpm: row.tax_ppm,
    taxMinor: row.tax_minor,
  };
}

/** The lines of a sale that is not here are named by their place. */
function positionIn(lineId: string | null): number | null {
  const place = /^item-(\d+)$/u.exec(lineId ?? '')?.[1];
  return place === undefined ? null : Number(place);
}

function legOf(row: LegRow | null): RefundLeg | null {
  return row === null ? null : toLeg(row);
}

function toLeg(row: LegRow): RefundLeg {
  return {
    legId: row.leg_id,
    refundId: row.refund_id,
    kind: row.kind,
    tenderId: row.tender_id,
    paymentIntentId: row.payment_intent_id,
    method: row.method,
    amountMinor: row.amount_minor,
    roundingMinor: row.rounding_minor,
    currency: row.currency,
    mode: row.mode,
    state: JSON.parse(row.state_json) as RefundLeg['state'], // Written by `insertLeg` and `updateState`.
    version: row.version,
    keyOrdinal: row.key_ordinal,
    keyAtMs: row.key_at_ms,
    seen: row.seen_json === null ? null : (JSON.parse(row.seen_json) as readonly string[]), // Written by `saveSeen`.
    replacesLegId: row.replaces_leg_id,
    createdAtMs: row.created_at_ms,
    changedAtMs: row.changed_at_ms,
  };
}

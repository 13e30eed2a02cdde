import type { Db } from '../../../electron/services/db/index.ts';
import type { State } from '../../../sandbox/index.ts';
import {
  failedUnwinding,
  findSale,
  findTender,
  hasEvent,
  keptOf,
  linesCost,
  listCash,
  listJournalAfter,
  listSales,
  listTendersOf,
  readHeads,
  type JournalRow,
  type TenderRow,
} from './record.ts';
import { createLegSteps, type LegStep } from './refund-audit.ts';
import { checkRepairs } from './repair-audit.ts';
import { createShiftAudit } from './shift-audit.ts';
import { hold } from './violation.ts';

export type TillAuditPorts = {
  readonly name: string;
  readonly stripe: State;
  /** The relay's log as it is now. */
  readonly stored: () => { readonly epoch: string; readonly events: ReadonlyMap<number, string> };
  readonly stepped: (step: {
    readonly tenderId: string;
    readonly from: string;
    readonly to: string;
    readonly isNew: boolean;
  }) => void;
  readonly legStepped: (step: LegStep) => void;
};

export type TillAudit = {
  /** Looks at what changed on this till's disk since the last look. */
  readonly look: (db: Db, commits: number) => void;
  /** The relay told this till to start over: its cursor may go back once. */
  readonly resetSeen: () => void;
  readonly cashAnswered: (saleId: string) => void;
  readonly shiftsClosed: () => number;
  /** Everything once more, with what only the end of a day shows. */
  readonly close: (db: Db) => void;
};

type Cursor = { readonly epoch: string; readonly seq: number };

/** Checks one till's own record against Stripe's truth and against what it said before. */
export function createTillAudit(ports: TillAuditPorts): TillAudit {
  const { name, stripe } = ports;
  const states = new Map<string, string>();
  const notes = new Map<string, number>();
  const completed = new Map<string, string>();
  const cashAnswered: string[] = [];
  const shifts = createShiftAudit(name);
  const followLegs = createLegSteps(ports.legStepped);
  let lastCommits = -1;
  let lastReceipts = -1;
  let lastJournalId = 0;
  let lastRefundId = 0;
  let cursorText: string | null = null;
  let cursor: Cursor | null = null;
  let mayGoBack = false;

  const checkJournal = (db: Db): ReadonlySet<string> => {
    const touched = new Set<string>();
    for (const row of listJournalAfter(db, lastJournalId)) {
      lastJournalId = row.journal_id;
      touched.add(row.tender_id);
      if (row.kind === 'webhook') countNote(row);
      const to = (JSON.parse(row.state_json) as { state: string }).state; // Every state has its name.
      const from = states.get(row.tender_id);
      if (row.kind === 'twin-found' || row.kind === 'second-purchase')
        ports.stepped({ tenderId: row.tender_id, from: to, to: row.kind, isNew: false });
      if (from === to && row.kind !== 'checked') continue;
      ports.stepped({ tenderId: row.tender_id, from: from ?? 'none', to, isNew: from === undefined });
      hold(
        from !== 'approved' || to === 'approved',
        'I5',
        () => `${name}: tender ${row.tender_id} went from approved to ${to}`,
      );
      states.set(row.tender_id, to);
    }
    return touched;
  };
  const countNote = (row: JournalRow): void => {
    const { eventId } = JSON.parse(row.detail_json) as { eventId: string }; // The journal's own shape.
    const times = (notes.get(eventId) ?? 0) + 1;
    notes.set(eventId, times);
    hold(times === 1, 'I6', () => `${name}: event ${eventId} was applied ${String(times)} times`);
  };
  const checkTender = (tender: TenderRow): void => {
    const { payment_intent_id: id, state } = tender;
    if (id === null) return;
    const intent = stripe.intents[id];
    hold(intent !== undefined, 'I3', () => `${name}: ${id} is not at Stripe`);
    if (intent === undefined) return;
    hold(
      intent.livemode === (tender.mode === 'live'),
      'I10',
      () => `${name}: a ${tender.mode} tender owns ${id} of the other mode`,
    );
    hold(
      intent.metadata['tender'] === tender.tender_id,
      'I1',
      () => `${name}: ${id} belongs to another tender than ${tender.tender_id}`,
    );
    if (state === 'approved' || state === 'overpaid') {
      hold(
        intent.status === 'succeeded' && intent.amount_received === tender.captured_minor,
        'I3',
        () =>
          `${name}: ${tender.tender_id} is ${state} with ${String(tender.captured_minor)}, ${id} is ${intent.status} with ${String(intent.amount_received)}`,
      );
    }
    if (state === 'cancelled' || state === 'hold-released') {
      hold(
        intent.status === 'canceled',
        'I3',
        () => `${name}: ${tender.tender_id} is ${state}, ${id} is ${intent.status}`,
      );
    }
  };
  /** I4: what was paid, by card and in cash, less change, is what the goods cost. */
  const checkCompleted = (db: Db, saleId: string): void => {
    const sale = findSale(db, saleId);
    if (sale === null) return;
    const cash = listCash(db, saleId);
    const byCash = cash.reduce(
      (sum, row) => sum + row.tendered_minor - row.change_minor - row.rounding_minor,
      0,
    );
    const rounding = cash.reduce((sum, row) => sum + Math.abs(row.rounding_minor), 0);
    const byCard = listTendersOf(db, saleId)
      .filter(({ state }) => state === 'approved')
      .reduce((sum, tender) => sum + keptOf(db, tender), 0);
    const cost = linesCost(db, saleId);
    // A leg that was unwound and whose refund failed later is a surplus with a record of its own.
    const surplus = byCash + byCard - cost;
    hold(
      sale.total_minor === cost &&
        (surplus === 0 || surplus === failedUnwinding(db, saleId)) &&
        rounding <= 2,
      'I4',
      () =>
        `${name}: sale ${saleId} costs ${String(cost)}, its total is ${String(sale.total_minor)}, paid are ${String(byCash)} in cash and ${String(byCard)} by card`,
    );
  };
  const checkSales = (db: Db, receipts: number): void => {
    // A sale that stops being paid shows at the next receipt, or when the day is closed.
    if (receipts === lastReceipts) return;
    lastReceipts = receipts;
    const now = new Map(listSales(db, 'completed').map((sale) => [sale.sale_id, sale.receipt_number ?? '']));
    for (const [saleId, receipt] of completed) {
      hold(now.get(saleId) === receipt, 'I5', () => `${name}: sale ${saleId} was paid and is no more`);
    }
    for (const [saleId, receipt] of now) {
      if (completed.has(saleId)) continue;
      completed.set(saleId, receipt);
      checkCompleted(db, saleId);
    }
  };
  const checkCursor = (db: Db, text: string | null): void => {
    if (text === cursorText || text === null) return;
    cursorText = text;
    // The relay's cursor.
    const [epoch, seq, lastId] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [
      string,
      number,
      string,
    ];
    const before = cursor;
    cursor = { epoch, seq };
    if (before !== null && before.epoch === epoch) {
      hold(
        seq >= before.seq || mayGoBack,
        'I7',
        () => `${name}: the cursor went back from ${String(before.seq)} to ${String(seq)}`,
      );
    }
    const log = ports.stored();
    const from = before !== null && before.epoch === epoch && !mayGoBack ? before.seq : seq - 1;
    if (mayGoBack) {
      mayGoBack = false;
      return;
    }
    // A log that was put back behind the till's back has another event there: the relay will tell when it is asked.
    if (log.epoch !== epoch || log.events.get(seq) !== lastId) return;
    for (let at = from + 1; at <= seq; at += 1) {
      const eventId = log.events.get(at);
      hold(
        eventId === undefined || hasEvent(db, eventId),
        'I7',
        () =>
          `${name}: the cursor is at ${String(seq)}, and event ${String(at)} (${String(eventId)}) is not kept`,
      );
    }
  };
  const look = (db: Db, commits: number): void => {
    if (commits === lastCommits) return;
    lastCommits = commits;
    const heads = readHeads(db);
    // Another number than the last seen, higher or not: a journal that was cut must not go unseen.
    if ((heads.journal_id ?? 0) !== lastJournalId) {
      for (const tenderId of checkJournal(db)) {
        const tender = findTender(db, tenderId);
        if (tender !== null) checkTender(tender);
      }
    }
    if (heads.repairs > 0 && (heads.refund_journal_id ?? 0) !== lastRefundId) checkRepairs(name, db, stripe);
    lastRefundId = heads.refund_journal_id ?? 0;
    followLegs(db, heads.refund_journal_id);
    checkSales(db, heads.receipts);
    checkCursor(db, heads.cursor);
    shifts.look(db, heads.closes);
  };
  return {
    look,
    resetSeen: () => {
      mayGoBack = true;
    },
    cashAnswered: (saleId) => cashAnswered.push(saleId),
    shiftsClosed: shifts.count,
    close: (db) => {
      lastReceipts = -1;
      look(db, lastCommits + 1);
      shifts.close(db);
      checkRepairs(name, db, stripe);
      for (const saleId of completed.keys()) checkCompleted(db, saleId);
      for (const saleId of cashAnswered) {
        hold(
          listCash(db, saleId).length > 0,
          'books',
          () => `${name}: cash for ${saleId} was confirmed and is not in the books`,
        );
      }
    },
  };
}

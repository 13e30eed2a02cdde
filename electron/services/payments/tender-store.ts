import type {
  MismatchKind,
  ReconciliationSource,
  ReconciliationState,
  TimelineEntry,
} from '../../../shared/contract/index.ts';
import type {
  ArmedReader,
  CardTenderState,
  ManagerDecision,
  SuspectedTwin,
} from '../../../shared/domain/payment/index.ts';
import { paymentIntentIdOf } from '../../../shared/domain/payment/index.ts';
import type { Db } from '../db/index.ts';
import { journalChecksum } from './journal-check.ts';
import type { ChargeFacts } from '../stripe/index.ts';
import { noteTwins } from './twins.ts';

/** A card tender as it is on the disk. */
export type CardTender = {
  readonly tenderId: string;
  readonly saleId: string;
  readonly state: CardTenderState;
  readonly version: number;
  /** What the reader asks for: the part of the sale that it pays, and a tip chosen on the till. */
  readonly amountMinor: number;
  readonly tipAskedMinor: number;
  /** As it was when the tender was opened: the same request must be sent under the same key. */
  readonly capture: 'automatic' | 'manual';
  readonly currency: string;
  readonly mode: 'training' | 'test' | 'live';
  readonly cartHash: string;
  readonly register: string;
  readonly shiftId: string;
  readonly cashierId: string;
  readonly createdAtMs: number;
  readonly changedAtMs: number;
  readonly armedAtMs: number | null;
  readonly keyOrdinal: number;
  readonly readerLabel: string | null;
  /** The reader it was last armed on and the way there: a cancel must go the same way, also after a restart. */
  readonly armedOn: ArmedReader | null;
  readonly charge: ChargeFacts | null;
  readonly capturedMinor: number | null;
  /** When the bank lets a hold go by itself; kept after the capture. */
  readonly captureBeforeMs: number | null;
  /** A manager's word about this payment. It stays in the record when Stripe's answer has superseded it. */
  readonly decision: ManagerDecision | null;
  /** The earlier payment that this one looked like before its capture, and the cashier's word; kept after that. */
  readonly twin: SuspectedTwin | null;
  readonly reconciliation: ReconciliationState;
  readonly reconciledSource: ReconciliationSource | null;
  readonly reconciledAtMs: number | null;
  readonly reconciledWhy: MismatchKind | null;
  /** What Stripe said it had received when both were last compared; null before that. */
  readonly stripeReceivedMinor: number | null;
  readonly stripeAtMs: number | null;
  readonly tillAtMs: number | null;
  readonly webhookAtMs: number | null;
};

export type JournalNote = {
  readonly kind: TimelineEntry['kind'];
  readonly source: TimelineEntry['source'];
  readonly detail?: Partial<TimelineEntry['detail']>;
};

export type NewCardTender = Pick<
  CardTender,
  | 'tenderId'
  | 'saleId'
  | 'amountMinor'
  | 'currency'
  | 'mode'
  | 'cartHash'
  | 'register'
  | 'shiftId'
  | 'cashierId'
  | 'createdAtMs'
> & { readonly tipAskedMinor?: number; readonly capture?: CardTender['capture'] };

/** Called inside the transaction that commits a state, so that what follows from it is on the disk with it. */
export type AlongWithCommit = (tender: CardTender) => void;

/**
 * The journal and the present state of card tenders. Nothing is sent anywhere before `commit` returned, and `commit`
 * returns only when the disk has it.
 */
export type TenderStore = {
  readonly open: (tender: NewCardTender) => CardTender;
  readonly find: (tenderId: string) => CardTender | null;
  readonly findByIntent: (paymentIntentId: string) => CardTender | null;
  readonly listOfSale: (saleId: string) => readonly CardTender[];
  /** Everything whose end is not known, oldest first. */
  readonly listUnsettled: () => readonly CardTender[];
  readonly commit: (commit: {
    readonly tender: CardTender;
    readonly next: CardTenderState;
    readonly note: JournalNote;
    readonly atMs: number;
    readonly facts?: ChargeFacts | null;
    readonly readerLabel?: string;
  }) => CardTender;
  /** Adds to the timeline without changing the state. */
  readonly addNote: (tenderId: string, note: JournalNote, atMs: number) => void;
  readonly raiseKeyOrdinal: (tender: CardTender, atMs: number) => CardTender;
  readonly listJournal: (tenderId: string) => readonly TimelineEntry[];
};

const UNSETTLED = `SELECT * FROM card_tenders WHERE state NOT IN ('approved', 'cancelled', 'hold-released')
  ORDER BY created_at_ms`;

export function createTenderStore(db: Db, along: AlongWithCommit): TenderStore {
  const find = (tenderId: string): CardTender | null =>
    rowOf(db.get<Row>('SELECT * FROM card_tenders WHERE tender_id = ?', tenderId));
  const get = (tenderId: string): CardTender => {
    const tender = find(tenderId);
    if (tender === null) throw new Error('A tender that was just there is gone');
    return tender;
  };
  return {
    find,
    findByIntent: (id) => rowOf(db.get<Row>('SELECT * FROM card_tenders WHERE payment_intent_id = ?', id)),
    listOfSale: (saleId) => listTendersOfSale(db, saleId),
    listUnsettled: () => db.all<Row>(UNSETTLED).map(toTender),
    open: (tender) =>
      db.transaction(() => {
        const state: CardTenderState = { state: 'opened' };
        db.run(
          `INSERT INTO card_tenders (tender_id, sale_id, state, state_json, version, amount_minor, tip_asked_minor, capture,
             currency, mode, cart_hash, register, shift_id, cashier_id, created_at_ms, changed_at_ms, till_at_ms)
           VALUES (?, ?, 'opened', ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)`,
          tender.tenderId,
          tender.saleId,
          JSON.stringify(state),
          tender.amountMinor,
          tender.tipAskedMinor ?? 0,
          tender.capture ?? 'automatic',
          tender.currency,
          tender.mode,
          tender.cartHash,
          tender.register,
          tender.shiftId,
          tender.cashierId,
          tender.createdAtMs,
          tender.createdAtMs,
        );
        const opened = get(tender.tenderId);
        addJournal(db, opened, { kind: 'tender-opened', source: 'till' }, tender.createdAtMs);
        along(opened);
        return opened;
      }),
    commit: ({ tender, next, note, atMs, facts, readerLabel }) =>
      db.transaction(() => {
        updateState(db, { tender, next, atMs, facts: facts ?? null, readerLabel: readerLabel ?? null });
        const committed = get(tender.tenderId);
        addJournal(db, committed, note, atMs);
        noteTwins(db, committed);
        along(committed);
        return committed;
      }),
    addNote: (tenderId, note, atMs) => {
      db.transaction(() => {
        addJournal(db, get(tenderId), note, atMs);
      });
    },
    raiseKeyOrdinal: (tender, atMs) =>
      db.transaction(() => {
        db.run('UPDATE card_tenders SET key_ordinal = key_ordinal + 1 WHERE tender_id = ?', tender.tenderId);
        const raised = get(tender.tenderId);
        addJournal(db, raised, { kind: 'checked', source: 'till', detail: { reason: 'key-raised' } }, atMs);
        return raised;
      }),
    listJournal: (tenderId) =>
      db
        .all<JournalRow>('SELECT * FROM tender_journal WHERE tender_id = ? ORDER BY journal_id', tenderId)
        .map((row) => ({
          atMs: row.at_ms,
          kind: row.kind,
          source: row.source,
          detail: JSON.parse(row.detail_json) as TimelineEntry['detail'], // Written by `addJournal` below.
        })),
  };
}

/** All card tenders of a sale, oldest first. */
export function listTendersOfSale(db: Db, saleId: string): readonly CardTender[] {
  return (
    db
      .all<Row>('SELECT * FROM card_tenders WHERE sale_id = ?', saleId)
      .map(toTender)
      // A sale has one or two: SQLite's sorter costs ten times the query, with each look at the charge screen.
      .toSorted(
        (one, other) => one.createdAtMs - other.createdAtMs || (one.tenderId < other.tenderId ? -1 : 1),
      )
  );
}

/**
 * Compare and set on the version: two writers of one tender would be a bug, and must not both win. The intent's id
 * is unique over all tenders, so no two tenders can own one intent.
 */
function updateState(db: Db, { tender, next, atMs, facts, readerLabel }: StateUpdate): void {
  const captured = next.state === 'approved' || next.state === 'overpaid' ? next.capturedMinor : null;
  const reader = next.state === 'armed' ? next.reader : null;
  const intentId = paymentIntentIdOf(next);
  const isNewIntent = intentId !== null && intentId !== paymentIntentIdOf(tender.state);
  const { changes } = db.run(
    isNewIntent ? UPDATE_WITH_INTENT : UPDATE,
    ...(isNewIntent ? [intentId] : []),
    next.state,
    JSON.stringify(next),
    atMs,
    captured,
    next.state === 'to-capture' ? next.captureBeforeMs : null,
    next.state === 'decided-by-manager' ? JSON.stringify(next.decision) : null,
    next.state === 'to-capture' && next.twin !== null ? JSON.stringify(next.twin) : null,
    reader === null ? null : atMs,
    reader?.readerId ?? null,
    reader?.driver ?? null,
    readerLabel,
    facts?.chargeId ?? null,
    facts === null ? null : JSON.stringify(facts),
    captured === null ? null : atMs,
    captured === null ? null : atMs,
    tender.tenderId,
    tender.version,
  );
  if (changes !== 1)
    throw new Error(
      `Tender ${tender.tenderId} was changed by another hand at version ${String(tender.version)}`,
    );
}

type StateUpdate = {
  readonly tender: CardTender;
  readonly next: CardTenderState;
  readonly atMs: number;
  readonly facts: ChargeFacts | null;
  readonly readerLabel: string | null;
};

const UPDATED = `state = ?, state_json = ?, version = version + 1, changed_at_ms = ?,
  captured_minor = COALESCE(?, captured_minor), capture_before_ms = COALESCE(?, capture_before_ms),
  decision_json = COALESCE(?, decision_json), twin_json = COALESCE(?, twin_json), armed_at_ms = ?,
  armed_reader_id = COALESCE(?, armed_reader_id), armed_driver = COALESCE(?, armed_driver),
  reader_label = COALESCE(?, reader_label), charge_id = COALESCE(?, charge_id), card_json = COALESCE(?, card_json),
  stripe_at_ms = COALESCE(stripe_at_ms, ?), till_at_ms = COALESCE(till_at_ms, ?)
  WHERE tender_id = ? AND version = ?`;
const UPDATE = `UPDATE card_tenders SET ${UPDATED}`;
// Named only where it is new: the index of a column is rewritten whenever the column is set, to whatever.
const UPDATE_WITH_INTENT = `UPDATE card_tenders SET payment_intent_id = ?, ${UPDATED}`;

/** Each row's checksum covers the row before it: a flipped bit or a missing row shows. */
function addJournal(db: Db, tender: CardTender, note: JournalNote, atMs: number): void {
  const detail: TimelineEntry['detail'] = {
    attempt: null,
    declineCode: null,
    eventType: null,
    eventId: null,
    readerLabel: null,
    reason: null,
    ...note.detail,
  };
  const before = db.get<{ readonly checksum: string }>(
    'SELECT checksum FROM tender_journal ORDER BY journal_id DESC LIMIT 1',
  );
  const values = [
    tender.tenderId,
    atMs,
    note.kind,
    note.source,
    JSON.stringify(detail),
    JSON.stringify(tender.state),
  ] as const;
  const checksum = journalChecksum(before?.checksum ?? '', values);
  db.run(
    `INSERT INTO tender_journal (tender_id, at_ms, kind, source, detail_json, state_json, checksum)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...values,
    checksum,
  );
}

type Row = {
  readonly tender_id: string;
  readonly sale_id: string;
  readonly state_json: string;
  readonly version: number;
  readonly amount_minor: number;
  readonly tip_asked_minor: number;
  readonly capture: CardTender['capture'];
  readonly currency: string;
  readonly mode: CardTender['mode'];
  readonly cart_hash: string;
  readonly register: string;
  readonly shift_id: string;
  readonly cashier_id: string;
  readonly created_at_ms: number;
  readonly changed_at_ms: number;
  readonly armed_at_ms: number | null;
  readonly key_ordinal: number;
  readonly reader_label: string | null;
  readonly armed_reader_id: string | null;
  readonly armed_driver: ArmedReader['driver'] | null;
  readonly card_json: string | null;
  readonly captured_minor: number | null;
  readonly capture_before_ms: number | null;
  readonly decision_json: string | null;
  readonly twin_json: string | null;
  readonly reconciliation: ReconciliationState;
  readonly reconciled_source: ReconciliationSource | null;
  readonly reconciled_at_ms: number | null;
  readonly reconciled_why: MismatchKind | null;
  readonly stripe_received_minor: number | null;
  readonly stripe_at_ms: number | null;
  readonly till_at_ms: number | null;
  readonly webhook_at_ms: number | null;
};

type JournalRow = {
  readonly at_ms: number;
  readonly kind: TimelineEntry['kind'];
  readonly source: TimelineEntry['source'];
  readonly detail_json: string;
};

function rowOf(row: Row | null): CardTender | null {
  return row === null ? null : toTender(row);
}

/** A row that was not read anew gives the tender that it gave before: its states are not parsed at each look. */
const MADE = new WeakMap<Row, CardTender>();

function toTender(row: Row): CardTender {
  const made = MADE.get(row);
  if (made !== undefined) return made;
  const tender = makeTender(row);
  MADE.set(row, tender);
  return tender;
}

function makeTender(row: Row): CardTender {
  return {
    tenderId: row.tender_id,
    saleId: row.sale_id,
    state: JSON.parse(row.state_json) as CardTenderState, // Written by `updateState` from the machine's own value.
    version: row.version,
    amountMinor: row.amount_minor,
    tipAskedMinor: row.tip_asked_minor,
    capture: row.capture,
    currency: row.currency,
    mode: row.mode,
    cartHash: row.cart_hash,
    register: row.register,
    shiftId: row.shift_id,
    cashierId: row.cashier_id,
    createdAtMs: row.created_at_ms,
    changedAtMs: row.changed_at_ms,
    armedAtMs: row.armed_at_ms,
    keyOrdinal: row.key_ordinal,
    readerLabel: row.reader_label,
    armedOn:
      row.armed_reader_id === null || row.armed_driver === null
        ? null
        : { readerId: row.armed_reader_id, driver: row.armed_driver },
    charge: row.card_json === null ? null : (JSON.parse(row.card_json) as ChargeFacts), // Written by `updateState`.
    capturedMinor: row.captured_minor,
    captureBeforeMs: row.capture_before_ms,
    decision: row.decision_json === null ? null : (JSON.parse(row.decision_json) as ManagerDecision), // As the state.
    twin: row.twin_json === null ? null : (JSON.parse(row.twin_json) as SuspectedTwin), // As the state.
    reconciliation: row.reconciliation,
    reconciledSource: row.reconciled_source,
    reconciledAtMs: row.reconciled_at_ms,
    reconciledWhy: row.reconciled_why,
    stripeReceivedMinor: row.stripe_received_minor,
    stripeAtMs: row.stripe_at_ms,
    tillAtMs: row.till_at_ms,
    webhookAtMs: row.webhook_at_ms,
  };
}

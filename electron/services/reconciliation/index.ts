import type {
  ReconciliationSource,
  ReconciliationState,
  ReconciliationSummary,
} from '../../../shared/contract/index.ts';
import { inBackground } from '../background.ts';
import type { Db } from '../db/index.ts';
import type { CardTender, Runner, TenderStore } from '../payments/index.ts';
import type { Clock, Log, Timers } from '../ports.ts';
import { listWaitingEvents, markApplied, type StoredEvent } from '../relay-client/index.ts';
import type { IntentRead, StripeGateway } from '../stripe/index.ts';

/** How often the till compares itself with Stripe: often while it waits for proof, rarely while the relay brings it. */
const SWEEP_WHILE_WAITING_MS = 60_000;
const SWEEP_WITHOUT_RELAY_MS = 15 * 60_000;
const SWEEP_WITH_RELAY_MS = 24 * 3_600_000;
/** A sweep looks back a little behind the last one: Stripe's clock and ours need not agree to the second. */
const OVERLAP_MS = 10 * 60_000;
const FIRST_LOOK_BACK_MS = 24 * 3_600_000;
/** A till without a relay proves each payment itself, soon after it. */
const SECOND_LOOK_MS = 5_000;
/** What came of an event that was news of a card tender. */
const COMPARED = 'compared';

/**
 * A part of the product that understands some of Stripe's events better than by the payment behind them: refunds,
 * readers, disputes, payouts. An event is a hint to it too: it reads the object at Stripe before it changes anything.
 */
export type EventHandler = {
  readonly understands: (type: string) => boolean;
  /** What came of it, for the record. Null: Stripe was not reached, so the event waits for the next round. */
  readonly apply: (event: StoredEvent) => Promise<string | null>;
};

export type Reconciler = {
  /** Applies what was kept and not yet applied. One run at a time; a call during a run makes it go round again. */
  readonly applyWaiting: () => Promise<void>;
  /** Compares with Stripe now: unsettled tenders, unproved ones, and money that has no sale here. */
  readonly sweep: () => Promise<boolean>;
  readonly checkTender: (tenderId: string, source: ReconciliationSource) => Promise<boolean>;
  readonly summary: () => ReconciliationSummary;
  /** Plans the next sweep anew, because a tender or the link changed. */
  readonly plan: () => void;
  readonly stop: () => void;
};

/**
 * Brings this till and Stripe to one opinion. Whatever the occasion (an event, a sweep, a manager's button), it reads
 * the object at Stripe and compares; what an event says is never believed.
 */
export function createReconciler(ports: {
  readonly db: Db;
  readonly store: TenderStore;
  readonly runner: Runner;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly gateway: () => StripeGateway | null;
  readonly register: () => string;
  readonly storeId: () => string;
  readonly relayLive: () => boolean;
  /** Asked in this order before an event is taken for news of a card tender. */
  readonly handlers: readonly EventHandler[];
  readonly changed: (saleId: string | null) => void;
}): Reconciler {
  let running = false;
  let again = false;
  let forget: (() => void) | null = null;
  let stopped = false;
  let plannedMs = 0;
  let sweptMs = ports.clock.monotonicMs();
  let waitingSinceMs: number | null = null;
  let looks = 0;

  const applyOne = async (event: StoredEvent): Promise<void> => {
    const outcome = await outcomeOf(event);
    if (outcome === null) return;
    const atMs = ports.clock.nowMs();
    ports.db.transaction(() => {
      if (!markApplied(ports.db, event.eventId, outcome, atMs)) return;
      // With the mark or not at all: an event that waits for Stripe's answer must not stand in the timeline each time.
      const tender =
        outcome === COMPARED && event.intentId !== null ? ports.store.findByIntent(event.intentId) : null;
      if (tender === null) return;
      const detail = { eventType: event.type, eventId: event.eventId };
      ports.store.addNote(tender.tenderId, { kind: 'webhook', source: 'relay', detail }, atMs);
    });
    ports.log.info('reconciliation.event-applied', { eventId: event.eventId, type: event.type, outcome });
  };
  const outcomeOf = async (event: StoredEvent): Promise<string | null> => {
    const handler = ports.handlers.find((each) => each.understands(event.type));
    if (handler !== undefined) return handler.apply(event);
    const tender = event.intentId === null ? null : ports.store.findByIntent(event.intentId);
    // Reader actions, other registers' payments and types from the future are kept and are no news for this till.
    if (tender === null) return event.type.startsWith('payment_intent.') ? 'elsewhere' : 'kept';
    const reached = await checkTender(tender.tenderId, 'relay');
    return reached ? COMPARED : null;
  };

  const checkTender: Reconciler['checkTender'] = async (tenderId, source) => {
    const gateway = ports.gateway();
    const tender = ports.store.find(tenderId);
    if (gateway === null || tender === null) return false;
    await ports.runner.perform(tenderId, 'read-intent');
    const after = ports.store.find(tenderId);
    if (after === null) return false;
    const id = intentIdOf(after);
    if (id === null) return true;
    const answer = await gateway.readIntent(id);
    if (answer.kind === 'unknown') return false;
    if (answer.kind === 'refused') {
      if (answer.status !== 404) return false;
      conclude(after, 'missing-at-stripe', source, 'Stripe does not know this payment');
      return true;
    }
    const verdict = compare(after, answer.value);
    // Whoever brought the news, nothing is proved yet: no witness is written down for it.
    if (verdict.state === 'pending' && after.reconciliation === 'pending') return true;
    conclude(after, verdict.state, source, verdict.why);
    return true;
  };

  const conclude = (
    tender: CardTender,
    state: ReconciliationState,
    source: ReconciliationSource,
    why: string | null,
  ): void => {
    const atMs = ports.clock.nowMs();
    ports.db.transaction(() => {
      ports.db.run(
        `UPDATE card_tenders SET reconciliation = ?, reconciled_source = ?, reconciled_at_ms = ?, reconciled_why = ?,
           webhook_at_ms = CASE WHEN ? = 'relay' THEN COALESCE(webhook_at_ms, ?) ELSE webhook_at_ms END
         WHERE tender_id = ?`,
        state,
        // The first witness of a match keeps the honour: a later sweep does not take it from the webhook.
        tender.reconciliation === 'matched' && state === 'matched' && tender.reconciledSource === 'relay'
          ? 'relay'
          : source,
        atMs,
        why,
        source,
        atMs,
        tender.tenderId,
      );
      if (source !== 'relay' && tender.reconciliation !== state) {
        const kind = source === 'manager' ? 'checked' : 'sweep';
        ports.store.addNote(
          tender.tenderId,
          { kind, source: source === 'manager' ? 'manager' : 'sweep', detail: { reason: state } },
          atMs,
        );
      }
    });
    if (state === 'mismatched')
      ports.log.error('reconciliation.mismatch', { tender: tender.tenderId, why: why ?? '' });
    ports.changed(tender.saleId);
  };

  const applyWaiting = async (): Promise<void> => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        for (const event of listWaitingEvents(ports.db)) {
          if (stopped) return;
          await applyOne(event);
        }
      } while (again);
    } finally {
      running = false;
    }
    plan();
  };

  const sweep = async (): Promise<boolean> => {
    const gateway = ports.gateway();
    if (gateway === null || stopped) return false;
    const startedMs = ports.clock.nowMs();
    sweptMs = ports.clock.monotonicMs();
    waitingSinceMs = null;
    looks += 1;
    for (const tender of listUnproved(ports.db, ports.store)) await checkTender(tender.tenderId, 'sweep');
    const sinceMs = (readThrough(ports.db) ?? startedMs - FIRST_LOOK_BACK_MS) - OVERLAP_MS;
    const listed = await gateway.listIntents(sinceMs);
    if (listed.kind !== 'ok') {
      plan();
      return false;
    }
    for (const intent of listed.value) noteOrphan(intent);
    // By Stripe's clock, never by this one's: after a jump ahead the next sweeps would look into the future, and find nothing.
    const throughMs = Math.max(...listed.value.map(({ createdAtMs }) => createdAtMs));
    if (listed.value.length > 0) saveThrough(ports.db, throughMs);
    ports.log.info('reconciliation.swept', { intents: listed.value.length });
    await applyWaiting();
    plan();
    return true;
  };

  /** Money at Stripe that says it is this register's, and no sale here: somebody must look. */
  const noteOrphan = (intent: IntentRead): void => {
    const { snapshot, metadata } = intent;
    const charged = snapshot.status === 'succeeded' || snapshot.status === 'requires_capture';
    const ours = metadata['store'] === ports.storeId() && metadata['register'] === ports.register();
    if (!charged || !ours || ports.store.findByIntent(snapshot.paymentIntentId) !== null) return;
    ports.db.run(
      'INSERT INTO orphans VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      snapshot.paymentIntentId,
      snapshot.amount.amountMinor,
      snapshot.amount.currency,
      intent.createdAtMs,
      ports.clock.nowMs(),
      JSON.stringify(metadata),
    );
    ports.log.error('reconciliation.orphan', { intent: snapshot.paymentIntentId });
  };

  /** When the next sweep is due. A payment without its proof shortens the wait, and a timer is never put off. */
  const dueMs = (): number => {
    const waiting = isAnythingWaiting(ports.db);
    if (!waiting) {
      waitingSinceMs = null;
      looks = 0;
    } else waitingSinceMs ??= ports.clock.monotonicMs();
    const calm = sweptMs + (ports.relayLive() ? SWEEP_WITH_RELAY_MS : SWEEP_WITHOUT_RELAY_MS);
    if (waitingSinceMs === null) return calm;
    const soon = looks === 0 && !ports.relayLive() ? SECOND_LOOK_MS : SWEEP_WHILE_WAITING_MS;
    return Math.min(calm, waitingSinceMs + soon);
  };
  const plan = (): void => {
    if (stopped) return;
    const due = dueMs();
    if (forget !== null && plannedMs <= due) return;
    forget?.();
    plannedMs = due;
    forget = ports.timers.after(Math.max(0, due - ports.clock.monotonicMs()), () => {
      forget = null;
      // What was waited for may have come meanwhile.
      if (ports.clock.monotonicMs() >= dueMs()) inBackground(ports.log, 'reconciliation.sweep', sweep, plan);
      else plan();
    });
  };

  return {
    applyWaiting,
    sweep,
    checkTender,
    plan,
    summary: () => summarise(ports.db),
    stop: () => {
      stopped = true;
      forget?.();
    },
  };
}

/** Whether both sides say the same, to the cent. */
function compare(
  tender: CardTender,
  read: IntentRead,
): { readonly state: ReconciliationState; readonly why: string | null } {
  const { snapshot } = read;
  const differs = (why: string): { readonly state: 'mismatched'; readonly why: string } => ({
    state: 'mismatched',
    why,
  });
  if (snapshot.livemode !== (tender.mode === 'live')) return differs('Another mode at Stripe');
  if (snapshot.amount.currency !== tender.currency) return differs('Another currency at Stripe');
  // Only a tip may make an amount larger than what the reader was asked to take.
  if (snapshot.amount.amountMinor !== tender.amountMinor + snapshot.tipMinor)
    return differs('The amount at Stripe is not this payment’s and its tip');
  switch (tender.state.state) {
    case 'approved':
      if (snapshot.tipMinor !== tender.state.tipMinor) return differs('The tips differ');
      if (snapshot.status !== 'succeeded') return differs(`Paid here, ${snapshot.status} at Stripe`);
      return snapshot.amountReceivedMinor === tender.state.capturedMinor
        ? { state: 'matched', why: null }
        : differs('The amounts differ');
    case 'cancelled':
    case 'hold-released':
      return snapshot.status === 'canceled'
        ? { state: 'matched', why: null }
        : differs(`Cancelled here, ${snapshot.status} at Stripe`);
    case 'overpaid':
      return differs('Charged after it was given up');
    default:
      return { state: 'pending', why: null };
  }
}

function intentIdOf(tender: CardTender): string | null {
  return 'paymentIntentId' in tender.state ? tender.state.paymentIntentId : null;
}

const UNPROVED = "reconciliation = 'pending' AND payment_intent_id IS NOT NULL AND state <> 'overpaid'";

/** A payment without its proof, or an event that Stripe could not be asked about when it came. */
function isAnythingWaiting(db: Db): boolean {
  const unproved = db.get(`SELECT 1 FROM card_tenders WHERE ${UNPROVED} LIMIT 1`);
  return (unproved ?? db.get('SELECT 1 FROM stripe_events WHERE applied_count = 0 LIMIT 1')) !== null;
}

function listUnproved(db: Db, store: TenderStore): readonly CardTender[] {
  return db
    .all<{ readonly tender_id: string }>(
      `SELECT tender_id FROM card_tenders WHERE ${UNPROVED} ORDER BY created_at_ms`,
    )
    .flatMap((row) => store.find(row.tender_id) ?? []);
}

function readThrough(db: Db): number | null {
  return (
    db.get<{ readonly through_ms: number }>('SELECT through_ms FROM sweeps WHERE id = 1')?.through_ms ?? null
  );
}

function saveThrough(db: Db, throughMs: number): void {
  db.run(
    'INSERT INTO sweeps VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET through_ms = excluded.through_ms',
    throughMs,
  );
}

function summarise(db: Db): ReconciliationSummary {
  const row = db.get<{
    readonly tenders: number;
    readonly matched: number;
    readonly unsettled: number;
    readonly mismatched: number;
    readonly last_at_ms: number | null;
  }>(`SELECT COUNT(*) FILTER (WHERE state IN ('approved', 'overpaid')) AS tenders,
        COUNT(*) FILTER (WHERE state = 'approved' AND reconciliation = 'matched') AS matched,
        COUNT(*) FILTER (WHERE state IN ('in-doubt', 'decided-by-manager')) AS unsettled,
        COUNT(*) FILTER (WHERE reconciliation IN ('mismatched', 'missing-at-stripe')) AS mismatched,
        MAX(reconciled_at_ms) AS last_at_ms FROM card_tenders`);
  const orphans = db.get<{ readonly count: number }>('SELECT COUNT(*) AS count FROM orphans')?.count ?? 0;
  return {
    cardTenders: row?.tenders ?? 0,
    matched: row?.matched ?? 0,
    unsettled: row?.unsettled ?? 0,
    mismatched: (row?.mismatched ?? 0) + orphans,
    lastAtMs: row?.last_at_ms ?? null,
  };
}

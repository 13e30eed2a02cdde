import {
  FURTHER_WEBHOOK_EVENTS,
  WEBHOOK_EVENTS,
  type ReconciliationSource,
  type ReconciliationSummary,
} from '../../../shared/contract/index.ts';
import { isFinal, paymentIntentIdOf } from '../../../shared/domain/payment/index.ts';
import { inBackground } from '../background.ts';
import type { Db } from '../db/index.ts';
import type { CardTender, Runner, TenderStore } from '../payments/index.ts';
import type { Clock, Log, Timers } from '../ports.ts';
import {
  keepEvent,
  listWaitingEvents,
  markApplied,
  subjectOf,
  wasToldBefore,
  type StoredEvent,
} from '../relay-client/index.ts';
import type { IntentRead, StripeGateway } from '../stripe/index.ts';
import { compare, type Verdict } from './compare.ts';
import type { Strays } from './strays.ts';

/** How often the till compares itself with Stripe: often while it waits for proof, rarely while the relay brings it. */
const SWEEP_WHILE_WAITING_MS = 60_000;
const SWEEP_WITHOUT_RELAY_MS = 15 * 60_000;
const SWEEP_WITH_RELAY_MS = 24 * 3_600_000;
/** A sweep looks back a little behind the last one: Stripe's clock and ours need not agree to the second. */
const OVERLAP_MS = 10 * 60_000;
/** A new profile may stand where another one was destroyed: it looks through a month for what that one left. */
const FIRST_LOOK_BACK_MS = 30 * 24 * 3_600_000;
/** Stripe lists events of 30 days. A new profile learns from the payments themselves what is older than a day. */
const FIRST_EVENTS_MS = 24 * 3_600_000;
/** Deliveries may be under way when events are listed, and the relay's own log may have been lost. */
const EVENTS_OVERLAP_MS = 3_600_000;
const EVENT_TYPES = [...WEBHOOK_EVENTS, ...FURTHER_WEBHOOK_EVENTS];
/** News of money that may have no sale here. */
const NEWS_OF_MONEY: ReadonlySet<string> = new Set([
  'payment_intent.succeeded',
  'payment_intent.amount_capturable_updated',
  'payment_intent.canceled',
]);
/** A till without a relay proves each payment itself, soon after it. */
const SECOND_LOOK_MS = 5_000;

/** What came of an event that was news of a card tender. */
const COMPARED = 'compared';
/** Another Event object had told the same, and it was proved: nothing was read for it. */
const TOLD_BEFORE = 'told-before';
const MISSING: Verdict = { state: 'missing-at-stripe', why: 'missing-at-stripe' };

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
  /**
   * Compares with Stripe now: unproved tenders, money that has no sale here, and events that never arrived. After a
   * gap all events are listed, because what an endpoint took may have been lost behind it. False: Stripe not reached.
   */
  readonly sweep: (occasion?: 'due' | 'gap') => Promise<boolean>;
  /** Looks through a month of payments, as after a register was retired. */
  readonly sweepMonth: () => Promise<boolean>;
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
  readonly strays: Strays;
  readonly relayLive: () => boolean;
  /** Whether a relay was ever paired: without one, Stripe has delivered to nobody, and all events are news. */
  readonly relayPaired: () => boolean;
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
      const isNews = outcome === COMPARED || outcome === TOLD_BEFORE;
      const tender = isNews && event.intentId !== null ? ports.store.findByIntent(event.intentId) : null;
      if (tender === null) return;
      const detail = { eventType: event.type, eventId: event.eventId };
      ports.store.addNote(
        tender.tenderId,
        { kind: 'webhook', source: event.source ?? 'relay', detail },
        atMs,
      );
    });
    ports.log.info('reconciliation.event-applied', { eventId: event.eventId, type: event.type, outcome });
  };
  const outcomeOf = async (event: StoredEvent): Promise<string | null> => {
    const handler = ports.handlers.find((each) => each.understands(event.type));
    if (handler !== undefined) return handler.apply(event);
    const tender = event.intentId === null ? null : ports.store.findByIntent(event.intentId);
    if (tender === null) return newsOfStranger(event);
    const source = event.source ?? 'relay';
    const proved = tender.reconciliation === 'matched' && isFinal(tender.state);
    if (proved && tender.webhookAtMs !== null && wasToldBefore(ports.db, event)) return TOLD_BEFORE;
    const reached = await checkTender(tender.tenderId, source);
    return reached ? COMPARED : null;
  };
  /** Reader actions, other registers' payments and types from the future are kept and are no news for this till. */
  const newsOfStranger = async (event: StoredEvent): Promise<string | null> => {
    if (event.intentId === null || !NEWS_OF_MONEY.has(event.type)) {
      return event.type.startsWith('payment_intent.') ? 'elsewhere' : 'kept';
    }
    const register = event.register ?? null;
    if (register !== null && !ports.strays.isOurs(register)) return 'elsewhere';
    const answer = await ports.gateway()?.readIntent(event.intentId);
    if (answer === undefined || answer.kind === 'unknown') return null;
    if (answer.kind === 'refused') return answer.status === 404 ? 'unknown-at-stripe' : null;
    const came = ports.strays.note(answer.value);
    if (came === 'orphan') ports.changed(null);
    return came;
  };

  const checkTender: Reconciler['checkTender'] = async (tenderId, source) => {
    const gateway = ports.gateway();
    const tender = ports.store.find(tenderId);
    if (gateway === null || tender === null) return false;
    // Which intent it is, must be found out first.
    if (paymentIntentIdOf(tender.state) === null) await ports.runner.perform(tenderId, 'read-intent');
    const id = paymentIntentIdOf(ports.store.find(tenderId)?.state ?? tender.state);
    if (id === null) return true;
    const answer = await gateway.readIntent(id);
    if (answer.kind === 'unknown') return false;
    if (answer.kind === 'refused' && answer.status !== 404) return false;
    if (answer.kind === 'ok') await tell(tender, answer.value);
    let after = ports.store.find(tenderId);
    if (after === null) return false;
    if (answer.kind === 'refused') {
      conclude(after, MISSING, source, null);
      return true;
    }
    let read = answer.value;
    if (after.version !== tender.version && compare(after, read).state === 'mismatched') {
      // The payment went on while it was read, by this very news or by a hand of its own: what was read is older than
      // what it is held against, and only a read of now may call it a difference.
      const again = await gateway.readIntent(id);
      after = ports.store.find(tenderId);
      if (again.kind !== 'ok' || after === null) return false;
      read = again.value;
    }
    const verdict = compare(after, read);
    // Whoever brought the news, nothing is proved yet: no witness is written down for it.
    if (verdict.state === 'pending' && after.reconciliation === 'pending') return true;
    conclude(after, verdict, source, read.snapshot.amountReceivedMinor);
    return true;
  };

  /** What was read for the comparison is news for the tender's machine too; one read serves both. */
  const tell = async (tender: CardTender, read: IntentRead): Promise<void> => {
    const sameWorld =
      read.snapshot.livemode === (tender.mode === 'live') &&
      read.snapshot.amount.currency === tender.currency;
    if (!sameWorld) return;
    await ports.runner.send(
      tender.tenderId,
      { type: 'stripe-said', intent: read.snapshot },
      { facts: read.charge, source: 'stripe' },
    );
    await ports.runner.idle(tender.tenderId);
  };

  const conclude = (
    tender: CardTender,
    { state, why }: Verdict,
    source: ReconciliationSource,
    receivedMinor: number | null,
  ): void => {
    const atMs = ports.clock.nowMs();
    ports.db.transaction(() => {
      ports.db.run(
        `UPDATE card_tenders SET reconciliation = ?, reconciled_source = ?, reconciled_at_ms = ?, reconciled_why = ?,
           stripe_received_minor = ?,
           webhook_at_ms = CASE WHEN ? = 'relay' THEN COALESCE(webhook_at_ms, ?) ELSE webhook_at_ms END
         WHERE tender_id = ?`,
        state,
        // The first witness of a match keeps the honour: a later sweep does not take it from the webhook.
        tender.reconciliation === 'matched' && state === 'matched' && tender.reconciledSource === 'relay'
          ? 'relay'
          : source,
        atMs,
        why,
        receivedMinor,
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

  /** Payments without their proof, read one by one. */
  const lookAtUnproved = async (which = UNPROVED): Promise<void> => {
    waitingSinceMs = null;
    looks += 1;
    for (const tender of listUnproved(ports.db, ports.store, which))
      await checkTender(tender.tenderId, 'sweep');
    plan();
  };

  const lookAgain = async (): Promise<void> => {
    await lookAtUnproved(UNPROVED_AND_MOVING);
    await applyWaiting();
  };

  const sweepSince = async (sinceMs: number, occasion: 'due' | 'gap'): Promise<boolean> => {
    const gateway = ports.gateway();
    if (gateway === null || stopped) return false;
    const startedMs = ports.clock.nowMs();
    sweptMs = ports.clock.monotonicMs();
    await lookAtUnproved();
    const listed = await gateway.listIntents(sinceMs);
    if (listed.kind !== 'ok' || stopped) {
      plan();
      return false;
    }
    await noteStrays(listed.value, gateway);
    // By Stripe's clock, never by this one's: after a jump ahead the next sweeps would look into the future, and find nothing.
    const throughMs = Math.max(...listed.value.map(({ createdAtMs }) => createdAtMs));
    if (listed.value.length > 0) saveThrough(ports.db, throughMs);
    const events = await sweepEvents(gateway, occasion, startedMs);
    ports.log.info('reconciliation.swept', { intents: listed.value.length, events: events ?? -1 });
    await applyWaiting();
    ports.changed(null);
    return events !== null;
  };
  const sweep: Reconciler['sweep'] = (occasion = 'due') => {
    const now = ports.clock.nowMs();
    return sweepSince((readThrough(ports.db).intentsMs ?? now - FIRST_LOOK_BACK_MS) - OVERLAP_MS, occasion);
  };

  /** What was listed, and what was open before and is too old to be listed: it may have been given back meanwhile. */
  const noteStrays = async (listed: readonly IntentRead[], gateway: StripeGateway): Promise<void> => {
    const seen = new Set(listed.map((read) => read.snapshot.paymentIntentId));
    for (const read of listed) ports.strays.note(read);
    for (const { paymentIntentId } of ports.strays.listOpen()) {
      if (seen.has(paymentIntentId)) continue;
      const answer = await gateway.readIntent(paymentIntentId);
      if (answer.kind === 'ok') ports.strays.note(answer.value);
    }
  };

  /** Keeps events that did not come by the relay. How many were news; null: Stripe was not reached. */
  const sweepEvents = async (
    gateway: StripeGateway,
    occasion: 'due' | 'gap',
    startedMs: number,
  ): Promise<number | null> => {
    const through = readThrough(ports.db).eventsMs;
    const listed = await gateway.listEvents({
      sinceMs: through === null ? startedMs - FIRST_EVENTS_MS : through - EVENTS_OVERLAP_MS,
      types: EVENT_TYPES,
      undeliveredOnly: occasion === 'due' && ports.relayPaired(),
    });
    if (listed.kind !== 'ok') return null;
    // Events and the place up to which they were listed are on the disk together.
    return ports.db.transaction(() => {
      const news = listed.value.filter(({ eventId, type, body }) =>
        keepEvent(ports.db, { eventId, type, ...subjectOf(body) }, 'sweep', ports.clock.nowMs()),
      );
      const newest = listed.value.at(-1);
      if (newest !== undefined) saveEventsThrough(ports.db, newest.createdAtMs);
      return news.length;
    });
  };

  const calmMs = (): number => sweptMs + (ports.relayLive() ? SWEEP_WITH_RELAY_MS : SWEEP_WITHOUT_RELAY_MS);
  /** When the next sweep is due. A payment without its proof shortens the wait, and a timer is never put off. */
  const dueMs = (): number => {
    const waiting = isAnythingWaiting(ports.db);
    if (!waiting) {
      waitingSinceMs = null;
      looks = 0;
    } else waitingSinceMs ??= ports.clock.monotonicMs();
    const calm = calmMs();
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
      const now = ports.clock.monotonicMs();
      if (now >= calmMs()) inBackground(ports.log, 'reconciliation.sweep', sweep, plan);
      else if (now >= dueMs()) inBackground(ports.log, 'reconciliation.sweep', lookAgain, plan);
      else plan();
    });
  };

  return {
    applyWaiting,
    sweep,
    sweepMonth: () => sweepSince(ports.clock.nowMs() - FIRST_LOOK_BACK_MS, 'due'),
    checkTender,
    plan,
    summary: () => summarise(ports.db),
    stop: () => {
      stopped = true;
      forget?.();
    },
  };
}

const UNPROVED = "reconciliation = 'pending' AND payment_intent_id IS NOT NULL AND state <> 'overpaid'";
/** One that only waits for a card can't charge by itself: it is read when it moves on, at an event, and by sweeps. */
const UNPROVED_AND_MOVING = `${UNPROVED} AND state NOT IN ('ready', 'declined')`;
const ANY_UNPROVED = `SELECT 1 FROM card_tenders WHERE ${UNPROVED_AND_MOVING} LIMIT 1`;

/** A payment without its proof, or an event that Stripe could not be asked about when it came. */
function isAnythingWaiting(db: Db): boolean {
  const unproved = db.get(ANY_UNPROVED);
  return (unproved ?? db.get('SELECT 1 FROM stripe_events WHERE applied_count = 0 LIMIT 1')) !== null;
}

function listUnproved(db: Db, store: TenderStore, which: string): readonly CardTender[] {
  return db
    .all<{ readonly tender_id: string }>(
      `SELECT tender_id FROM card_tenders WHERE ${which} ORDER BY created_at_ms`,
    )
    .flatMap((row) => store.find(row.tender_id) ?? []);
}

function readThrough(db: Db): { readonly intentsMs: number | null; readonly eventsMs: number | null } {
  const row = db.get<{ readonly through_ms: number; readonly events_through_ms: number | null }>(
    'SELECT through_ms, events_through_ms FROM sweeps WHERE id = 1',
  );
  return { intentsMs: row?.through_ms ?? null, eventsMs: row?.events_through_ms ?? null };
}

function saveThrough(db: Db, throughMs: number): void {
  db.run(
    'INSERT INTO sweeps (id, through_ms) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET through_ms = excluded.through_ms',
    throughMs,
  );
}

function saveEventsThrough(db: Db, throughMs: number): void {
  db.run(
    `INSERT INTO sweeps (id, through_ms, events_through_ms) VALUES (1, ?, ?)
     ON CONFLICT (id) DO UPDATE SET events_through_ms = MAX(excluded.events_through_ms, COALESCE(events_through_ms, 0))`,
    throughMs,
    throughMs,
  );
}

/** Asked after each change: no part of the question goes through all tenders. */
const SUMMARY = `SELECT taken, matched, (SELECT MAX(reconciled_at_ms) FROM card_tenders) AS last_at_ms,
  (SELECT COUNT(*) FROM card_tenders WHERE state NOT IN ('approved', 'cancelled', 'hold-released')
    AND (state IN ('in-doubt', 'decided-by-manager')
      OR (state = 'to-capture' AND json_extract(state_json, '$.captureTries') > 0))) AS unsettled,
  (SELECT COUNT(*) FROM card_tenders WHERE reconciliation IN ('mismatched', 'missing-at-stripe')) AS mismatched,
  (SELECT COUNT(*) FROM orphans WHERE state = 'open') AS orphans FROM card_counts WHERE id = 1`;

function summarise(db: Db): ReconciliationSummary {
  const row = db.get<{
    readonly taken: number;
    readonly matched: number;
    readonly last_at_ms: number | null;
    readonly unsettled: number;
    readonly mismatched: number;
    readonly orphans: number;
  }>(SUMMARY);
  return {
    cardTenders: row?.taken ?? 0,
    matched: row?.matched ?? 0,
    unsettled: row?.unsettled ?? 0,
    mismatched: (row?.mismatched ?? 0) + (row?.orphans ?? 0),
    lastAtMs: row?.last_at_ms ?? null,
  };
}

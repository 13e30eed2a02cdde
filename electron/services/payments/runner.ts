import { assertNever } from '../../../shared/domain/assert-never.ts';
import type { ErrorCode } from '../../../shared/contract/index.ts';
import {
  stepCardTender,
  type CardTenderEffect,
  type CardTenderEvent,
  type CardTenderState,
  type Refusal,
} from '../../../shared/domain/payment/index.ts';
import type { Clock, Log } from '../ports.ts';
import type { ChargeFacts } from '../stripe/index.ts';
import type { CardTender, JournalNote, TenderStore } from './tender-store.ts';

/** What an effect learned: an event for the machine, and what goes into the record with it. */
export type Learned = {
  readonly event: CardTenderEvent;
  readonly facts?: ChargeFacts | null;
  readonly source?: JournalNote['source'];
  /** Why Stripe refused, where a person can do something about it: kept in the journal and told to the cashier. */
  readonly refusedBy?: ErrorCode;
};

/**
 * Carries out one effect in the world outside. Returns what it learned, or null when it learned nothing and somebody
 * else will ask again. Never throws for what networks and readers do.
 */
export type TenderEffects = Readonly<
  Record<CardTenderEffect, (tender: CardTender) => Promise<Learned | null>>
>;

export type Sent =
  { readonly ok: true; readonly tender: CardTender } | { readonly ok: false; readonly refusal: Refusal };

export type SendOptions = {
  readonly facts?: ChargeFacts | null;
  readonly source?: JournalNote['source'];
  readonly readerLabel?: string;
  readonly refusedBy?: ErrorCode;
};

export type Runner = {
  /** Feeds one event to a tender: step, commit, and only then start on the effects. */
  readonly send: (tenderId: string, event: CardTenderEvent, options?: SendOptions) => Promise<Sent>;
  /** Carries out effects of a tender now, outside any event: what recovery and the resolver use. */
  readonly perform: (tenderId: string, effect: CardTenderEffect) => Promise<void>;
  /** Resolves when nothing is under way for this tender any more. */
  readonly idle: (tenderId: string) => Promise<void>;
};

/**
 * The order that the product stands on: the machine steps, the step is committed, and after that the world is touched.
 * One event at a time per tender; effects run in their order and feed what they learn back as events.
 */
export function createRunner(ports: {
  readonly store: TenderStore;
  readonly effects: TenderEffects;
  readonly clock: Clock;
  readonly log: Log;
  /**
   * Told when the disk did not even take that the till is in doubt: it has to be said again when there is room. Left out
   * only by tests whose disk is never full.
   */
  readonly unrecorded?: (tenderId: string) => void;
  /** Told after each commit. */
  readonly changed: (tender: CardTender) => void;
}): Runner {
  const queues = new Map<string, Promise<unknown>>();
  const working = new Map<string, Set<Promise<void>>>();

  const inOrder = <Value>(tenderId: string, work: () => Value): Promise<Value> => {
    const mine = (queues.get(tenderId) ?? Promise.resolve()).then(work);
    queues.set(
      tenderId,
      mine.catch(() => undefined), // The caller sees the failure; the queue only keeps the order.
    );
    return mine;
  };

  const apply = (
    tenderId: string,
    event: CardTenderEvent,
    options: SendOptions,
  ): Sent & { effects?: readonly CardTenderEffect[] } => {
    const tender = ports.store.find(tenderId);
    if (tender === null) throw new Error(`No tender ${tenderId}`);
    const step = stepCardTender(tender.state, event);
    if (!step.ok) {
      ports.log.info('payment.event-refused', {
        tender: tenderId,
        state: tender.state.state,
        input: event.type,
        refusal: step.refusal,
      });
      return step;
    }
    const committed = ports.store.commit({
      tender,
      next: step.next,
      note: noteFor(event, tender.state, step.next, options),
      atMs: ports.clock.nowMs(),
      ...(options.facts === undefined ? {} : { facts: options.facts }),
      ...(options.readerLabel === undefined ? {} : { readerLabel: options.readerLabel }),
    });
    ports.changed(committed);
    return { ok: true, tender: committed, effects: step.effects };
  };

  const send: Runner['send'] = async (tenderId, event, options = {}) => {
    const sent = await inOrder(tenderId, () => apply(tenderId, event, options));
    if (!sent.ok || sent.effects === undefined || sent.effects.length === 0) return sent;
    const work = runAll(tenderId, sent.effects);
    // Waiting for a customer's card may take minutes: nobody who waits for the till to come to rest waits for that.
    if (sent.effects.includes('arm-reader')) work.catch((error: unknown) => failed(tenderId, error));
    else track(tenderId, work);
    return sent;
  };

  const runAll = async (tenderId: string, effects: readonly CardTenderEffect[]): Promise<void> => {
    for (const effect of effects) await performOne(tenderId, effect);
  };

  const performOne = async (tenderId: string, effect: CardTenderEffect): Promise<void> => {
    const tender = ports.store.find(tenderId);
    if (tender === null) return;
    const learned = await ports.effects[effect](tender);
    if (learned === null) return;
    await send(tenderId, learned.event, {
      ...(learned.facts === undefined ? {} : { facts: learned.facts }),
      source: learned.source ?? 'stripe',
      ...(learned.refusedBy === undefined ? {} : { refusedBy: learned.refusedBy }),
    });
  };

  const failed = (tenderId: string, error: unknown): void => {
    // A bug, or a disk that failed. The tender's last commit stands; from here on only Stripe can say what happened.
    const reason = error instanceof Error ? error.message : 'unknown';
    ports.log.error('payment.effect-failed', { tender: tenderId, reason });
    send(tenderId, { type: 'answer-lost', cause: 'unknown-answer' }).catch(() => {
      ports.unrecorded?.(tenderId);
    });
  };

  const track = (tenderId: string, work: Promise<void>): void => {
    const mine = working.get(tenderId) ?? new Set();
    working.set(tenderId, mine);
    const tracked = work
      .catch((error: unknown) => failed(tenderId, error))
      .finally(() => mine.delete(tracked));
    mine.add(tracked);
  };

  return {
    send,
    perform: async (tenderId, effect) => {
      await performOne(tenderId, effect);
    },
    idle: async (tenderId) => {
      for (;;) {
        const open = [...(working.get(tenderId) ?? [])];
        if (open.length === 0) return;
        await Promise.all(open);
      }
    },
  };
}

function noteFor(
  event: CardTenderEvent,
  before: CardTenderState,
  next: CardTenderState,
  options: SendOptions,
): JournalNote {
  const detail = {
    attempt: 'attempt' in next && next.attempt > 0 ? next.attempt : null,
    declineCode: next.state === 'declined' ? next.decline.code : null,
    reason: options.refusedBy ?? reasonOf(event, next),
    ...(options.readerLabel === undefined ? {} : { readerLabel: options.readerLabel }),
  };
  const source = options.source ?? sourceOf(event);
  return { kind: kindOf(event, before, next), source, detail };
}

function kindOf(event: CardTenderEvent, before: CardTenderState, next: CardTenderState): JournalNote['kind'] {
  switch (next.state) {
    case 'approved':
      return before.state === 'in-doubt' ? 'resolved' : 'approved';
    case 'declined':
      return 'declined';
    case 'cancelled':
    case 'hold-released':
    case 'cancelling':
      return 'cancelled';
    case 'overpaid':
      return 'overpaid';
    case 'decided-by-manager':
      return 'manager-decision';
    case 'in-doubt':
      return event.type === 'answer-lost' && event.cause === 'restart' ? 'recovered' : 'in-doubt';
    case 'armed':
      return 'reader-armed';
    case 'authorising':
      return 'card-presented';
    case 'to-capture':
      return event.type === 'twin-found' || event.type === 'second-purchase' ? event.type : 'checked';
    case 'ready':
      return event.type === 'intent-created'
        ? 'intent-created'
        : event.type === 'released'
          ? 'reader-released'
          : 'resolved';
    case 'creating':
      return 'intent-requested';
    case 'opened':
      return 'tender-opened';
    default:
      return assertNever(next, 'card tender state');
  }
}

function reasonOf(event: CardTenderEvent, next: CardTenderState): string | null {
  if (event.type === 'released') return event.why;
  if (event.type === 'answer-lost') return event.cause;
  if (event.type === 'cancel-sent') return event.reason;
  if (event.type === 'capture-failed') return 'capture-failed';
  if (event.type === 'manager-decided') return event.decision.verdict;
  return next.state === 'ready' ? next.released : null;
}

function sourceOf(event: CardTenderEvent): JournalNote['source'] {
  switch (event.type) {
    case 'card-presented':
    case 'released':
      return 'reader';
    case 'intent-created':
    case 'intent-refused':
    case 'never-created':
    case 'stripe-said':
    case 'capture-failed':
      return 'stripe';
    case 'manager-decided':
      return 'manager';
    case 'create-sent':
    case 'arm-sent':
    case 'answer-lost':
    case 'twin-found':
    case 'second-purchase':
    case 'cancel-sent':
      return 'till';
    default:
      return assertNever(event, 'card tender event');
  }
}

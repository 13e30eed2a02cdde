import { assertNever } from '../../../shared/domain/assert-never.ts';
import {
  stepRefundLeg,
  type RefundLegEffect,
  type RefundLegEvent,
  type RefundLegState,
  type RefundRefusal,
} from '../../../shared/domain/refund/index.ts';
import type { Clock, Log } from '../ports.ts';
import type { RefundLeg } from './records.ts';
import type { RefundNote, RefundStore } from './refund-store.ts';

/** What an effect learned: an event for the machine, and who said so. */
export type RefundLearned = { readonly event: RefundLegEvent; readonly source?: RefundNote['source'] };

/** Carries out one effect in the world outside. Null: it learned nothing, and somebody else will ask again. */
export type RefundEffects = Readonly<
  Record<RefundLegEffect, (leg: RefundLeg) => Promise<RefundLearned | null>>
>;

export type RefundSent =
  { readonly ok: true; readonly leg: RefundLeg } | { readonly ok: false; readonly refusal: RefundRefusal };

export type RefundRunner = ReturnType<typeof createRefundRunner>;

/**
 * The same order as for payments: the machine steps, the step is committed, and after that the world is touched. One
 * event at a time per leg.
 */
export function createRefundRunner(ports: {
  readonly store: RefundStore;
  readonly effects: RefundEffects;
  readonly clock: Clock;
  readonly log: Log;
  /** Told when the till lost sight of a leg and the disk did not take even that down. */
  readonly unrecorded?: (legId: string) => void;
  /** Told after each commit. */
  readonly changed: (leg: RefundLeg) => void;
}) {
  const queues = new Map<string, Promise<unknown>>();
  const working = new Map<string, Set<Promise<void>>>();

  const inOrder = <Value>(legId: string, work: () => Value): Promise<Value> => {
    const mine = (queues.get(legId) ?? Promise.resolve()).then(work);
    queues.set(
      legId,
      mine.catch(() => undefined), // The caller sees the failure; the queue only keeps the order.
    );
    return mine;
  };

  const apply = (
    legId: string,
    event: RefundLegEvent,
    source: RefundNote['source'] | undefined,
  ): RefundSent & { readonly effects?: readonly RefundLegEffect[] } => {
    const leg = ports.store.findLeg(legId);
    if (leg === null) throw new Error(`No refund leg ${legId}`);
    // Cash is final from its first moment.
    if (leg.state.state === 'paid-out') return { ok: false, refusal: 'already-over' };
    const step = stepRefundLeg(leg.state, event);
    if (!step.ok) {
      const { refusal } = step;
      ports.log.info('refund.event-refused', {
        leg: legId,
        state: leg.state.state,
        input: event.type,
        refusal,
      });
      return step;
    }
    const note = noteFor(event, step.next, source);
    const committed = ports.store.commit({ leg, next: step.next, note, atMs: ports.clock.nowMs() });
    ports.changed(committed);
    return { ok: true, leg: committed, effects: step.effects };
  };

  const send = async (
    legId: string,
    event: RefundLegEvent,
    source?: RefundNote['source'],
  ): Promise<RefundSent> => {
    const sent = await inOrder(legId, () => apply(legId, event, source));
    if (sent.ok && sent.effects !== undefined && sent.effects.length > 0) start(legId, sent.effects);
    return sent;
  };

  const performOne = async (legId: string, effect: RefundLegEffect): Promise<void> => {
    const leg = ports.store.findLeg(legId);
    if (leg === null) return;
    const learned = await ports.effects[effect](leg);
    if (learned !== null) await send(legId, learned.event, learned.source ?? 'stripe');
  };

  /** Starts on effects of a state that is on the disk. */
  const start = (legId: string, effects: readonly RefundLegEffect[]): void => {
    const work = (async () => {
      for (const effect of effects) await performOne(legId, effect);
    })().catch((error: unknown) => failed(legId, error));
    // Waiting for a customer's card may take minutes: nobody waits for that.
    if (effects.includes('arm-reader')) return;
    const mine = working.get(legId) ?? new Set();
    working.set(legId, mine);
    const tracked = work.finally(() => mine.delete(tracked));
    mine.add(tracked);
  };

  const failed = (legId: string, error: unknown): void => {
    // A bug, or a disk that failed. The leg's last commit stands; from here on only Stripe can say what happened.
    const reason = error instanceof Error ? error.message : 'unknown';
    ports.log.error('refund.effect-failed', { leg: legId, reason });
    send(legId, { type: 'answer-lost', cause: 'unknown-answer' }).catch(() => {
      ports.unrecorded?.(legId);
    });
  };

  return {
    /** Feeds one event to a leg: step, commit, and only then start on the effects. */
    send,
    start,
    perform: performOne,
    /** Resolves when nothing is under way for this leg any more, but for a customer who is asked for a card. */
    idle: async (legId: string): Promise<void> => {
      for (;;) {
        const open = [...(working.get(legId) ?? [])];
        if (open.length === 0) return;
        await Promise.all(open);
      }
    },
  };
}

function noteFor(
  event: RefundLegEvent,
  next: RefundLegState,
  source: RefundNote['source'] | undefined,
): RefundNote {
  return {
    kind: kindOf(event, next),
    source: source ?? 'till',
    detail: {
      reason: reasonOf(event, next),
      attempt: 'attempt' in next && next.attempt > 0 ? next.attempt : null,
    },
  };
}

function kindOf(event: RefundLegEvent, next: RefundLegState): RefundNote['kind'] {
  switch (next.state) {
    case 'requested':
      return 'refund-requested';
    case 'ready':
      return 'reader-released';
    case 'armed':
      return 'reader-armed';
    case 'processing':
      return 'card-presented';
    case 'in-doubt':
      return event.type === 'answer-lost' && event.cause === 'restart' ? 'recovered' : 'in-doubt';
    case 'pending':
      return 'refund-pending';
    case 'succeeded':
      return 'refund-succeeded';
    case 'failed':
      return 'refund-failed';
    case 'cancelled':
      return 'refund-cancelled';
    case 'refused':
      return 'refund-refused';
    case 'withdrawn':
      return 'refund-withdrawn';
    default:
      return assertNever(next, 'refund leg state');
  }
}

function reasonOf(event: RefundLegEvent, next: RefundLegState): string | null {
  if (event.type === 'released') return event.why;
  if (event.type === 'answer-lost') return event.cause;
  if (next.state === 'failed') return next.reason;
  return next.state === 'refused' ? next.code : null;
}

import { inBackground } from '../background.ts';
import type { Clock, Log, Timers } from '../ports.ts';
import type { RefundLeg } from './records.ts';
import type { RefundStore } from './refund-store.ts';
import type { RefundRunner } from './runner.ts';

/** The first asks come while the customer still stands there; later ones spare Stripe. */
const WAITS_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;
const LONGER_WAIT_MS = 30_000;
/** Stripe can need hours for what failed in an incident of its own, and each look costs reads. */
const TRIES_SOON = 22;
const LONGEST_WAIT_MS = 10 * 60_000;
/** A bank takes days over a pending refund; an event usually tells sooner. */
const PENDING_WAIT_MS = 15 * 60_000;

export type RefundResolver = ReturnType<typeof createRefundResolver>;

/** Asks Stripe about refunds whose end is not known, until it is; never gives up, never guesses. */
export function createRefundResolver(ports: {
  readonly store: RefundStore;
  readonly runner: RefundRunner;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly log: Log;
}) {
  const { store, runner } = ports;
  const waiting = new Map<string, { readonly forget: () => void; readonly state: string }>();
  /** Legs whose doubt the disk did not take, with the version they stand at: asked about like any doubt. */
  const unrecorded = new Map<string, number>();
  let stopped = false;

  const isInDoubt = (leg: RefundLeg): boolean =>
    leg.state.state === 'in-doubt' || unrecorded.get(leg.legId) === leg.version;
  const schedule = (leg: RefundLeg, tries: number): void => {
    const { legId } = leg;
    const isPending = leg.state.state === 'pending';
    if (stopped || (!isPending && !isInDoubt(leg))) return;
    const planned = waiting.get(legId);
    if (planned?.state === leg.state.state) return;
    planned?.forget();
    const waitMs = isPending
      ? PENDING_WAIT_MS
      : (WAITS_MS[tries] ?? (tries < TRIES_SOON ? LONGER_WAIT_MS : LONGEST_WAIT_MS));
    const forget = ports.timers.after(waitMs, () => {
      waiting.delete(legId);
      inBackground(
        ports.log,
        'refund.ask',
        () => ask(legId, tries + 1),
        () => {
          schedule(leg, tries + 1);
        },
      );
    });
    waiting.set(legId, { forget, state: leg.state.state });
  };
  const recordDoubt = async (legId: string): Promise<void> => {
    const version = unrecorded.get(legId);
    if (version === undefined || stopped) return;
    if (store.findLeg(legId)?.version === version)
      await runner.send(legId, { type: 'answer-lost', cause: 'unknown-answer' });
    unrecorded.delete(legId);
  };
  const ask = async (legId: string, tries: number): Promise<void> => {
    await recordDoubt(legId);
    const leg = store.findLeg(legId);
    if (stopped || leg === null) return;
    if (leg.state.state === 'in-doubt' && leg.state.method === 'api') {
      await runner.perform(legId, 'make-refund');
    } else if (leg.state.state === 'in-doubt') {
      // A reader that was out of reach when the doubt began may still ask: a card held to it later must make nothing.
      await runner.perform(legId, 'disarm-reader');
      await runner.perform(legId, 'find-refund');
    } else if (leg.state.state === 'pending') {
      await runner.perform(legId, 'find-refund');
    }
    await runner.idle(legId);
    const after = store.findLeg(legId);
    if (after !== null) schedule(after, tries);
  };
  const askLater = (legId: string): void => {
    const leg = stopped ? null : store.findLeg(legId);
    if (leg === null) return;
    // A doubt that is on the disk, and a bank that takes its time, are asked about without that.
    if (leg.state.state !== 'in-doubt' && leg.state.state !== 'pending') unrecorded.set(legId, leg.version);
    schedule(leg, 0);
  };
  const recoverOne = async (leg: RefundLeg): Promise<void> => {
    ports.log.info('refund.recovering', { leg: leg.legId, state: leg.state.state });
    if (['requested', 'armed', 'processing'].includes(leg.state.state)) {
      await runner.send(leg.legId, { type: 'answer-lost', cause: 'restart' });
      await runner.idle(leg.legId);
    }
    await ask(leg.legId, 0);
  };
  return {
    /** Takes up every refund that a crash or a cut left open. A refund that was recorded is carried through. */
    recover: async (): Promise<void> => {
      for (const leg of store.listUnsettled()) {
        try {
          await recoverOne(leg);
        } catch (error) {
          // A full disk must leave neither this refund nor those behind it alone until the next start.
          const reason = error instanceof Error ? error.message : 'unknown';
          ports.log.error('refund.recovery-failed', { leg: leg.legId, reason });
          askLater(leg.legId);
        }
      }
    },
    /** Looks again at everything unsettled now; used when a line comes back. */
    retryNow: async (): Promise<void> => {
      for (const leg of store.listUnsettled()) await ask(leg.legId, 0);
    },
    askNow: (legId: string): Promise<void> => ask(legId, 0),
    /** Tells the resolver that a leg changed, so that a new doubt is asked about soon. */
    noticed: (leg: RefundLeg): void => {
      schedule(leg, 0);
    },
    /** The till lost sight of a leg and the disk did not even take that down: it is asked about once it does. */
    unrecorded: askLater,
    stop: (): void => {
      stopped = true;
      for (const { forget } of waiting.values()) forget();
      waiting.clear();
    },
  };
}

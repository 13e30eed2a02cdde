import { inBackground } from '../background.ts';
import type { Clock, Log, Timers } from '../ports.ts';
import type { RefundLeg } from './records.ts';
import type { RefundStore } from './refund-store.ts';
import type { RefundRunner } from './runner.ts';

/** The first asks come while the customer still stands there; later ones spare Stripe. */
const WAITS_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;
const LONGEST_WAIT_MS = 30_000;
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
  let stopped = false;

  const schedule = (leg: RefundLeg, tries: number): void => {
    const { legId } = leg;
    const isPending = leg.state.state === 'pending';
    if (stopped || (!isPending && leg.state.state !== 'in-doubt')) return;
    const planned = waiting.get(legId);
    if (planned?.state === leg.state.state) return;
    planned?.forget();
    const waitMs = isPending ? PENDING_WAIT_MS : (WAITS_MS[tries] ?? LONGEST_WAIT_MS);
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
  const ask = async (legId: string, tries: number): Promise<void> => {
    const leg = store.findLeg(legId);
    if (stopped || leg === null) return;
    if (leg.state.state === 'in-doubt') {
      await runner.perform(legId, leg.state.method === 'api' ? 'make-refund' : 'find-refund');
    } else if (leg.state.state === 'pending') {
      await runner.perform(legId, 'find-refund');
    }
    await runner.idle(legId);
    const after = store.findLeg(legId);
    if (after !== null) schedule(after, tries);
  };
  return {
    /** Takes up every refund that a crash or a cut left open. A refund that was recorded is carried through. */
    recover: async (): Promise<void> => {
      for (const leg of store.listUnsettled()) {
        ports.log.info('refund.recovering', { leg: leg.legId, state: leg.state.state });
        if (['requested', 'armed', 'processing'].includes(leg.state.state)) {
          await runner.send(leg.legId, { type: 'answer-lost', cause: 'restart' });
          await runner.idle(leg.legId);
        }
        await ask(leg.legId, 0);
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
    stop: (): void => {
      stopped = true;
      for (const { forget } of waiting.values()) forget();
      waiting.clear();
    },
  };
}

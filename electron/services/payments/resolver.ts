import { inBackground } from '../background.ts';
import type { Clock, Log, Timers } from '../ports.ts';
import type { ReaderDriver } from '../readers/index.ts';
import { waitsForTwinAnswer } from '../../../shared/domain/payment/index.ts';
import { armedPaymentOf } from './effects.ts';
import type { Runner } from './runner.ts';
import type { CardTender, TenderStore } from './tender-store.ts';

/** The first asks come while the customer still stands there; later ones spare Stripe. */
const WAITS_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;
const LONGEST_WAIT_MS = 30_000;
/** A capture that failed this often is asked for more seldom: the hold lasts for days, and each look costs reads. */
const HELD_TRIES_SOON = 20;
const HELD_WAIT_MS = 10 * 60_000;
/** From here on a hold that is not captured is an alarm: Stripe lets it go two days after it was made. */
export const CAPTURE_NEAR_MS = 12 * 3_600_000;

export type Resolver = {
  /** Takes up every payment that a crash or a cut left open. The reader is disarmed before anything is asked. */
  readonly recover: () => Promise<void>;
  /** Looks again at everything unsettled now; used when a line comes back. */
  readonly retryNow: () => Promise<void>;
  /** Tells the resolver that a tender changed, so that a new doubt is asked about soon. */
  readonly noticed: (tender: CardTender) => void;
  /** A doubt that the disk did not take: it is recorded as soon as there is room, and then asked about. */
  readonly unrecorded: (tenderId: string) => void;
  /** Asks about one payment at once, because a person wants to know; the waiting goes on from there. */
  readonly askNow: (tenderId: string) => Promise<void>;
  /** When Stripe is asked about it the next time; null while it is being asked, or needs no answer. */
  readonly nextTryAtMs: (tenderId: string) => number | null;
  readonly stop: () => void;
};

/** Asks Stripe about what is in doubt until it answers; never gives up, never guesses. */
export function createResolver(ports: {
  readonly store: TenderStore;
  readonly runner: Runner;
  readonly driver: () => ReaderDriver;
  readonly timers: Timers;
  readonly clock: Clock;
  readonly log: Log;
}): Resolver {
  const waiting = new Map<
    string,
    { readonly atMs: number; readonly forget: () => void; readonly forCashier: boolean }
  >();
  /** How often each was asked for in vain: it lasts over a capture that fails again, so that the waits grow. */
  const triesOf = new Map<string, number>();
  /** The version at which a doubt could not be recorded; a tender that went on since then is in no doubt. */
  const unrecorded = new Map<string, number>();
  let stopped = false;

  const schedule = (tenderId: string): void => {
    if (stopped || waiting.has(tenderId)) return;
    const tries = triesOf.get(tenderId) ?? 0;
    const state = ports.store.find(tenderId)?.state;
    const isHeld = state?.state === 'to-capture';
    // The cashier is asked, not Stripe: the hold is only watched, for its deadline and for what others do to it.
    const forCashier = state !== undefined && waitsForTwinAnswer(state);
    const longest = isHeld && tries >= HELD_TRIES_SOON ? HELD_WAIT_MS : LONGEST_WAIT_MS;
    const waitMs = forCashier ? HELD_WAIT_MS : (WAITS_MS[tries] ?? longest);
    const forget = ports.timers.after(waitMs, () => {
      waiting.delete(tenderId);
      if (!forCashier) triesOf.set(tenderId, tries + 1);
      inBackground(
        ports.log,
        'payment.ask',
        () => ask(tenderId),
        () => {
          schedule(tenderId);
        },
      );
    });
    waiting.set(tenderId, { atMs: ports.clock.nowMs() + waitMs, forget, forCashier });
  };
  const ask = async (tenderId: string): Promise<void> => {
    if (stopped) return;
    await recordDoubt(tenderId);
    const tender = ports.store.find(tenderId);
    if (tender === null || !needsAnAnswer(tender)) return;
    warnOfDeadline(tender);
    await ports.runner.perform(
      tenderId,
      tender.state.state === 'to-capture' && !waitsForTwinAnswer(tender.state)
        ? 'capture-intent'
        : 'read-intent',
    );
    await ports.runner.idle(tenderId);
    const after = ports.store.find(tenderId);
    if (after !== null && needsAnAnswer(after)) schedule(tenderId);
    else triesOf.delete(tenderId);
  };
  const rememberDoubt = (tender: CardTender): void => {
    unrecorded.set(tender.tenderId, tender.version);
    schedule(tender.tenderId);
  };
  const recordDoubt = async (tenderId: string): Promise<void> => {
    const version = unrecorded.get(tenderId);
    if (version === undefined) return;
    if (ports.store.find(tenderId)?.version === version)
      await ports.runner.send(tenderId, { type: 'answer-lost', cause: 'unknown-answer' });
    unrecorded.delete(tenderId);
  };
  const warnOfDeadline = (tender: CardTender): void => {
    const leftMs = (tender.captureBeforeMs ?? Infinity) - ports.clock.nowMs();
    if (tender.state.state === 'to-capture' && leftMs < CAPTURE_NEAR_MS)
      ports.log.error('payment.capture-deadline-near', { tender: tender.tenderId, leftMs });
  };
  return {
    recover: async () => {
      const unsettled = ports.store.listUnsettled();
      if (unsettled.length === 0) return;
      // Before anything is asked: a card held to the reader now must not pay for the life before.
      await ports.driver().disarm(null);
      for (const tender of unsettled) {
        const armed = armedPaymentOf(tender);
        if (armed?.reader.driver === 'server-driven') await ports.driver().disarm(armed);
      }
      for (const tender of unsettled) {
        ports.log.info('payment.recovering', { tender: tender.tenderId, state: tender.state.state });
        try {
          await recoverOne(ports.runner, tender);
        } catch (error) {
          // One that could not be taken up, a full disk most of all, must not keep the others waiting for a restart.
          const reason = error instanceof Error ? error.message : 'unknown';
          ports.log.error('payment.recovery-failed', { tender: tender.tenderId, reason });
          rememberDoubt(tender);
        }
        const after = ports.store.find(tender.tenderId);
        if (after !== null && needsAnAnswer(after)) schedule(tender.tenderId);
      }
    },
    retryNow: async () => {
      for (const tender of ports.store.listUnsettled()) await ask(tender.tenderId);
    },
    noticed: (tender) => {
      const planned = waiting.get(tender.tenderId);
      if (planned?.forCashier === true && !waitsForTwinAnswer(tender.state)) {
        // Answered: what follows is asked for soon, and does not wait for the next look.
        planned.forget();
        waiting.delete(tender.tenderId);
      }
      if (needsAnAnswer(tender)) schedule(tender.tenderId);
    },
    unrecorded: (tenderId) => {
      const tender = stopped ? null : ports.store.find(tenderId);
      if (tender !== null) rememberDoubt(tender);
    },
    askNow: async (tenderId) => {
      waiting.get(tenderId)?.forget();
      waiting.delete(tenderId);
      await ask(tenderId);
    },
    nextTryAtMs: (tenderId) => waiting.get(tenderId)?.atMs ?? null,
    stop: () => {
      stopped = true;
      for (const { forget } of waiting.values()) forget();
      waiting.clear();
    },
  };
}

/**
 * States that wait for Stripe. `cancelling` asks by itself, but its answer can be lost like any other. So does the
 * first capture; what is asked for here is the next one, when that failed. What waits for the cashier is watched too.
 */
function needsAnAnswer(tender: CardTender): boolean {
  const { state } = tender;
  if (state.state === 'to-capture') return state.captureTries > 0 || waitsForTwinAnswer(state);
  return state.state === 'in-doubt' || state.state === 'decided-by-manager';
}

async function recoverOne(runner: Runner, tender: CardTender): Promise<void> {
  switch (tender.state.state) {
    case 'opened':
      // Recorded, and never sent: Stripe knows nothing of it.
      await runner.send(tender.tenderId, { type: 'cancel-sent', reason: 'cashier' });
      break;
    case 'creating':
    case 'armed':
    case 'authorising':
    case 'cancelling':
    case 'to-capture':
      if (waitsForTwinAnswer(tender.state)) await runner.perform(tender.tenderId, 'read-intent');
      else await runner.send(tender.tenderId, { type: 'answer-lost', cause: 'restart' });
      break;
    default:
      await runner.perform(tender.tenderId, 'read-intent');
  }
  await runner.idle(tender.tenderId);
}

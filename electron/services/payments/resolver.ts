import type { Clock, Log, Timers } from '../ports.ts';
import type { ReaderDriver } from '../readers/index.ts';
import type { Runner } from './runner.ts';
import type { CardTender, TenderStore } from './tender-store.ts';

/** The first asks come while the customer still stands there; later ones spare Stripe. */
const WAITS_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;
const LONGEST_WAIT_MS = 30_000;

export type Resolver = {
  /** Takes up every payment that a crash or a cut left open. The reader is disarmed before anything is asked. */
  readonly recover: () => Promise<void>;
  /** Looks again at everything unsettled now; used when a line comes back. */
  readonly retryNow: () => Promise<void>;
  /** Tells the resolver that a tender changed, so that a new doubt is asked about soon. */
  readonly noticed: (tender: CardTender) => void;
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
  const waiting = new Map<string, { readonly tries: number; readonly forget: () => void }>();
  let stopped = false;

  const schedule = (tenderId: string, tries: number): void => {
    if (stopped || waiting.has(tenderId)) return;
    const waitMs = WAITS_MS[tries] ?? LONGEST_WAIT_MS;
    const forget = ports.timers.after(waitMs, () => {
      waiting.delete(tenderId);
      void ask(tenderId, tries + 1);
    });
    waiting.set(tenderId, { tries, forget });
  };
  const ask = async (tenderId: string, tries: number): Promise<void> => {
    if (stopped) return;
    const tender = ports.store.find(tenderId);
    if (tender === null || !needsAnAnswer(tender)) return;
    await ports.runner.perform(tenderId, 'read-intent');
    await ports.runner.idle(tenderId);
    const after = ports.store.find(tenderId);
    if (after !== null && needsAnAnswer(after)) schedule(tenderId, tries);
  };
  return {
    recover: async () => {
      const unsettled = ports.store.listUnsettled();
      if (unsettled.length === 0) return;
      await ports.driver().disarm();
      for (const tender of unsettled) {
        ports.log.info('payment.recovering', { tender: tender.tenderId, state: tender.state.state });
        await recoverOne(ports.runner, tender);
        const after = ports.store.find(tender.tenderId);
        if (after !== null && needsAnAnswer(after)) schedule(tender.tenderId, 0);
      }
    },
    retryNow: async () => {
      for (const tender of ports.store.listUnsettled()) await ask(tender.tenderId, 0);
    },
    noticed: (tender) => {
      if (needsAnAnswer(tender)) schedule(tender.tenderId, 0);
    },
    stop: () => {
      stopped = true;
      for (const { forget } of waiting.values()) forget();
      waiting.clear();
    },
  };
}

/** States in which only Stripe knows. `cancelling` asks by itself, but its answer can be lost like any other. */
function needsAnAnswer(tender: CardTender): boolean {
  return tender.state.state === 'in-doubt' || tender.state.state === 'decided-by-manager';
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
      await runner.send(tender.tenderId, { type: 'answer-lost', cause: 'restart' });
      break;
    default:
      await runner.perform(tender.tenderId, 'read-intent');
  }
  await runner.idle(tender.tenderId);
}

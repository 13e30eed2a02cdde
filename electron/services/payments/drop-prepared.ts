import { inBackground } from '../background.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Log, Timers } from '../ports.ts';
import type { IntentRead, StripeAnswer, StripeGateway } from '../stripe/index.ts';
import { askForIntent, KEY_GOOD_FOR_MS, type MakingPorts } from './make-intent.ts';
import {
  findPrepared,
  recordDropped,
  recordPreparedEnd,
  recordPreparedId,
  type PreparedIntent,
} from './prepared-store.ts';

/** Nobody waits for it, and nobody can pay it: the first try is at once, and later ones spare Stripe. */
const WAITS_MS = [1_000, 5_000, 30_000, 120_000] as const;
const LONGEST_WAIT_MS = 10 * 60_000;
/** How far back a lost one is looked for: this clock and Stripe's need not agree. */
const LOOK_BACK_MS = 3_600_000;
const AGED_LOOK_BACK_MS = 24 * 3_600_000;

export type DropPorts = MakingPorts & {
  readonly db: Db;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly gateway: () => StripeGateway | null;
  /** An intent that nobody here can have charged has money: whoever looks after such has to know. */
  readonly foundMoney: (read: IntentRead) => void;
};

export type Dropping = {
  /** Cancels it at Stripe, and goes on until Stripe says that it can't be paid. Never throws. */
  readonly drop: (tenderId: string) => void;
  /** Tries again at once what waits for another try. */
  readonly retryNow: () => void;
  readonly stop: () => void;
};

/** Ends prepared intents that no card tender will use. */
export function createDropping(
  ports: DropPorts,
  /** The request that made it, where its answer is still awaited: two at once would be refused. */
  underWay: (tenderId: string) => Promise<unknown> | null,
  /** Whether Stripe is known to have refused to make it. */
  wasRefused: (tenderId: string) => boolean,
): Dropping {
  const { db, clock, log } = ports;
  const triesOf = new Map<string, number>();
  const waiting = new Map<string, () => void>();
  const working = new Set<string>();
  let stopped = false;

  const drop = (tenderId: string): void => {
    if (stopped || working.has(tenderId)) return;
    waiting.get(tenderId)?.();
    waiting.delete(tenderId);
    working.add(tenderId);
    const later = (): void => {
      working.delete(tenderId);
      const tries = triesOf.get(tenderId) ?? 0;
      triesOf.set(tenderId, tries + 1);
      if (stopped) return;
      const again = ports.timers.after(WAITS_MS[tries] ?? LONGEST_WAIT_MS, () => {
        waiting.delete(tenderId);
        drop(tenderId);
      });
      waiting.set(tenderId, again);
    };
    const work = async (): Promise<void> => {
      if (!(await endIt(tenderId, triesOf.get(tenderId) ?? 0))) {
        later();
        return;
      }
      working.delete(tenderId);
      triesOf.delete(tenderId);
    };
    inBackground(log, 'payment.drop-prepared', work, later);
  };
  /** True when nothing is left to do for it. */
  const endIt = async (tenderId: string, tries: number): Promise<boolean> => {
    recordDropped(db, tenderId, clock.nowMs());
    await underWay(tenderId)?.catch(() => undefined); // Whoever sent it logs the failure.
    const prepared = findPrepared(db, tenderId);
    if (prepared?.state !== 'dropped') return true;
    const gateway = ports.gateway();
    // The keys of another mode see nothing of it, and would call it gone.
    if (gateway === null || gateway.livemode !== (prepared.mode === 'live')) return false;
    const end = await endAtStripe(gateway, prepared, tries);
    if (end === null) return false;
    recordPreparedEnd(db, tenderId, end, clock.nowMs());
    log.info('payment.prepared-dropped', { tender: tenderId, end });
    return true;
  };
  const endAtStripe = async (
    gateway: StripeGateway,
    prepared: PreparedIntent,
    tries: number,
  ): Promise<'gone' | 'stray' | null> => {
    const lost = prepared.paymentIntentId === null ? await findLost(gateway, prepared) : null;
    if (lost === 'never-made') return 'gone';
    const found = prepared.paymentIntentId ?? lost?.paymentIntentId;
    if (found === undefined) return null;
    const answer = await gateway.cancelIntent(found, `${prepared.tenderId}:drop-${String(tries)}`);
    if (answer.kind === 'ok' || isMissing(answer)) return 'gone';
    const read = await gateway.readIntent(found);
    if (read.kind !== 'ok') return isMissing(read) ? 'gone' : null;
    const { status } = read.value.snapshot;
    if (status === 'canceled') return 'gone';
    if (status !== 'succeeded' && status !== 'requires_capture') return null;
    log.error('payment.prepared-was-paid', { tender: prepared.tenderId });
    ports.foundMoney(read.value);
    return 'stray';
  };
  /** The id of one whose answer was lost; null while that can't be said. */
  const findLost = async (
    gateway: StripeGateway,
    prepared: PreparedIntent,
  ): Promise<{ readonly paymentIntentId: string } | 'never-made' | null> => {
    const { tenderId, createdAtMs } = prepared;
    const isAged = clock.nowMs() - createdAtMs > KEY_GOOD_FOR_MS;
    const listed = await gateway.listIntents(createdAtMs - (isAged ? AGED_LOOK_BACK_MS : LOOK_BACK_MS));
    if (listed.kind !== 'ok') return null;
    const mine = listed.value.find(({ metadata }) => metadata['tender'] === tenderId);
    if (mine !== undefined) return keepId(tenderId, mine);
    if (isAged || wasRefused(tenderId) || wasRefusedToItsTender(db, tenderId)) return 'never-made';
    // It may still be on its way to Stripe: under its key, whichever comes first makes the only one.
    const again = await askForIntent(ports, gateway, prepared.request);
    if (again.kind === 'ok') return keepId(tenderId, again.value);
    return isFinalRefusal(again) ? 'never-made' : null;
  };
  const keepId = (tenderId: string, { snapshot }: IntentRead): { readonly paymentIntentId: string } => {
    recordPreparedId(db, tenderId, snapshot.paymentIntentId, clock.nowMs());
    return snapshot;
  };
  return {
    drop,
    retryNow: () => {
      for (const tenderId of waiting.keys()) drop(tenderId);
    },
    stop: () => {
      stopped = true;
      for (const forget of waiting.values()) forget();
      waiting.clear();
    },
  };
}

/** Stripe keeps such an answer under the key, or nothing of the request would ever be accepted. */
export function isFinalRefusal(answer: StripeAnswer<unknown>): boolean {
  if (answer.kind === 'unknown') return answer.stored;
  return answer.kind === 'refused' && answer.error === 'STRIPE_REQUEST_REFUSED';
}

function isMissing(answer: StripeAnswer<unknown>): boolean {
  return answer.kind === 'refused' && answer.status === 404;
}

/** Whether its tender asked for it too, and ended because Stripe would not make it. */
function wasRefusedToItsTender(db: Db, tenderId: string): boolean {
  return (
    db.get(
      "SELECT 1 FROM tender_journal WHERE tender_id = ? AND kind = 'intent-requested' LIMIT 1",
      tenderId,
    ) !== null
  );
}

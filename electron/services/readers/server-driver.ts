import { inBackground } from '../background.ts';
import type { Clock, Log, Timers } from '../ports.ts';
import type { ReaderAction, StripeAnswer, StripeGateway, ReaderNow } from '../stripe/index.ts';
import type { ArmedPayment, ArmOutcome, ArmRequest, ReaderDriver } from './driver.ts';
import type { ReaderHolders } from './holder.ts';
import { watchPickup, type Pickup } from './pickup.ts';
import { refusedByStripe } from './reader-errors.ts';

/** How often the reader is looked at while a customer may be before it, when nothing brings the news by itself. */
const LOOK_ALONE_MS = 2_000;
/** The same while the relay brings the reader's events: they can still be lost, so it is looked at now and then. */
const LOOK_WITH_RELAY_MS = 10_000;
/** A look that was begun this long ago says nothing any more about who uses the reader. */
const LOOK_GOOD_FOR_MS = 3_000;

export type ServerDriver = Pick<ReaderDriver, 'arm'> & {
  readonly disarm: (armed: ArmedPayment) => Promise<void>;
  /**
   * Looks at the reader while its payment is still being made at Stripe, so that the asking need not wait for that. Used
   * by the next asking of this reader, once, and only while it is fresh.
   */
  readonly lookAhead: (readerId: string) => void;
  /** True while a reader shows its prompt for a card. */
  readonly isPrompting: () => boolean;
  /** True while a reader has a command that it seems not to have picked up; see `watchPickup`. */
  readonly isUnheard: () => boolean;
  /** The register that kept this payment from the reader at its last try, where its payment or note names it. */
  readonly heldBy: (paymentIntentId: string) => string | null;
  /** An event about this reader came: it is looked at now instead of later. False: nothing waits for it. */
  readonly noticed: (readerId: string) => boolean;
  readonly stop: () => void;
};

type Look = {
  readonly readerId: string;
  readonly atMs: number;
  readonly seen: Promise<StripeAnswer<ReaderNow>>;
};

type Waiting = {
  readonly paymentIntentId: string;
  readonly readerId: string;
  ended: boolean;
  wake: () => void;
  pickup: Pickup | null;
};

/**
 * Drives a reader through Stripe's servers: main sends the command, and Stripe collects and confirms in one action.
 * The result is seen by looking at the reader: when its event comes by the relay, and now and then while waiting,
 * because a reader that drops off leaves its action in progress for ever and no event ever comes.
 */
export function createServerDriver(ports: {
  readonly gateway: () => StripeGateway | null;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly timers: Timers;
  readonly log: Log;
  readonly relayLive: () => boolean;
  readonly changed: () => void;
  /** The reader said that it no longer asks for a card. */
  readonly stoppedAsking: (readerId: string) => void;
  /** The reader is somebody else's at the moment: the payment that it serves, where Stripe says so. */
  readonly busyWith: (readerId: string, paymentIntentId: string | null) => void;
  /** See `ReaderHolders.keptBy`: Stripe would send the command to a reader that another till keeps over its LAN. */
  readonly keptBy: ReaderHolders['keptBy'];
}): ServerDriver {
  let held: { readonly paymentIntentId: string; readonly by: string } | null = null;
  let ahead: Look | null = null;
  let waiting: Waiting | null = null;
  let prompting = false;
  const setPrompting = (value: boolean): void => {
    if (prompting === value) return;
    prompting = value;
    ports.changed();
  };

  /** Sleeps until it is time to look, an event came, or the asking was called off. */
  const pause = (mine: Waiting): Promise<void> =>
    new Promise((resolve) => {
      const forget = ports.timers.after(ports.relayLive() ? LOOK_WITH_RELAY_MS : LOOK_ALONE_MS, () => {
        mine.wake = () => undefined;
        resolve();
      });
      mine.wake = () => {
        mine.wake = () => undefined;
        forget();
        resolve();
      };
    });

  const follow = async (mine: Waiting, gateway: StripeGateway): Promise<ArmOutcome> => {
    for (;;) {
      if (mine.ended) return { kind: 'ended', why: 'cashier-cancelled' };
      await pause(mine);
      if (mine.ended) return { kind: 'ended', why: 'cashier-cancelled' };
      const seen = await gateway.readReader(mine.readerId);
      if (seen.kind !== 'ok') continue;
      mine.pickup?.seen(seen.value);
      const outcome = outcomeOf(seen.value.action, mine.paymentIntentId);
      if (outcome === null) continue;
      // A final action of ours says that the asking is over; another one's says nothing about who holds the reader.
      if (isFor(seen.value.action, mine.paymentIntentId)) ports.stoppedAsking(mine.readerId);
      return outcome;
    }
  };

  const callOff = async (
    gateway: StripeGateway,
    readerId: string,
    paymentIntentId: string,
  ): Promise<void> => {
    if (!(await isAskingFor(gateway, readerId, paymentIntentId))) return;
    const answer = await gateway.cancelReaderAction(readerId);
    if (answer.kind === 'ok') ports.stoppedAsking(readerId);
    else ports.log.warn('reader.cancel-refused', { kind: answer.kind });
  };
  /** Called off while its command was under way: the reader asks all the same, and a card may have been quicker. */
  const takeBack = async (gateway: StripeGateway, mine: Waiting): Promise<ArmOutcome> => {
    await callOff(gateway, mine.readerId, mine.paymentIntentId);
    return { kind: 'finished', otherwise: 'cashier-cancelled' };
  };

  const look = async (gateway: StripeGateway, readerId: string): Promise<StripeAnswer<ReaderNow>> => {
    const before = ahead;
    ahead = null;
    const isFresh =
      before?.readerId === readerId && ports.clock.monotonicMs() - before.atMs < LOOK_GOOD_FOR_MS;
    const seen = isFresh ? await before.seen : null;
    return seen?.kind === 'ok' ? seen : gateway.readReader(readerId);
  };

  return {
    lookAhead: (readerId) => {
      const gateway = ports.gateway();
      if (gateway === null) return;
      ahead = { readerId, atMs: ports.clock.monotonicMs(), seen: gateway.readReader(readerId) };
    },
    isPrompting: () => prompting,
    isUnheard: () => waiting?.pickup?.isMissing() ?? false,
    heldBy: (paymentIntentId) => (held?.paymentIntentId === paymentIntentId ? held.by : null),
    arm: async (request) => {
      const gateway = ports.gateway();
      if (gateway === null) return { kind: 'ended', why: 'reader-offline' };
      const mine: Waiting = {
        paymentIntentId: request.paymentIntentId,
        readerId: request.reader.readerId,
        ended: false,
        wake: () => undefined,
        pickup: null,
      };
      waiting = mine;
      held = null;
      const busyWith: BeginPorts['busyWith'] = async (readerId, paymentIntentId) => {
        ports.busyWith(readerId, paymentIntentId);
        const by = await registerOf(gateway, paymentIntentId);
        if (by !== null) held = { paymentIntentId: request.paymentIntentId, by };
      };
      const isKept = (metadata: ReaderNow['metadata']): boolean => {
        const by = ports.keptBy(metadata);
        if (by !== null) held = { paymentIntentId: request.paymentIntentId, by };
        return by !== null;
      };
      try {
        const isCalledOff = (): boolean => mine.ended;
        const sends = (lastSeenAtMs: number | null): Pickup =>
          (mine.pickup = watchPickup(ports, lastSeenAtMs));
        const around = { log: ports.log, busyWith, isKept, look, isCalledOff, sends };
        const begun = await begin(around, gateway, request);
        if (begun !== 'asking') return begun;
        if (mine.ended) return await takeBack(gateway, mine);
        setPrompting(true);
        return await follow(mine, gateway);
      } finally {
        if (waiting === mine) waiting = null;
        mine.pickup?.end();
        setPrompting(false);
      }
    },
    disarm: async ({ reader, paymentIntentId }) => {
      const mine = waiting?.paymentIntentId === paymentIntentId ? waiting : null;
      // First of all: a command that has yet to be sent is then never sent.
      if (mine !== null) mine.ended = true;
      const gateway = ports.gateway();
      if (gateway !== null) await callOff(gateway, reader.readerId, paymentIntentId);
      mine?.wake();
    },
    noticed: (readerId) => {
      if (waiting === null || waiting.readerId !== readerId) return false;
      waiting.wake();
      return true;
    },
    stop: () => {
      const mine = waiting;
      if (mine === null) return;
      mine.ended = true;
      inBackground(ports.log, 'reader.stop', () => {
        mine.wake();
        return Promise.resolve();
      });
    },
  };
}

type BeginPorts = {
  readonly log: Log;
  readonly busyWith: (readerId: string, paymentIntentId: string | null) => Promise<void>;
  readonly isKept: (metadata: ReaderNow['metadata']) => boolean;
  readonly look: (gateway: StripeGateway, readerId: string) => Promise<StripeAnswer<ReaderNow>>;
  readonly isCalledOff: () => boolean;
  /** The command goes out now; the reader was heard of last at that time. */
  readonly sends: (lastSeenAtMs: number | null) => Pickup;
};

/** Sends the command, unless the slot holds another payment: Stripe would silently replace one that still waits. */
async function begin(
  ports: BeginPorts,
  gateway: StripeGateway,
  request: ArmRequest,
): Promise<ArmOutcome | 'asking'> {
  const { readerId } = request.reader;
  const before = await ports.look(gateway, readerId);
  if (before.kind === 'refused') return refusedByStripe(before);
  if (before.kind === 'ok' && holdsAnother(before.value.action, request.paymentIntentId)) {
    await ports.busyWith(readerId, before.value.action?.paymentIntentId ?? null);
    return { kind: 'ended', why: 'reader-busy' };
  }
  if (before.kind === 'ok' && ports.isKept(before.value.metadata))
    return { kind: 'ended', why: 'reader-busy' };
  if (ports.isCalledOff()) return { kind: 'ended', why: 'cashier-cancelled' };
  const pickup = ports.sends(before.kind === 'ok' ? before.value.lastSeenAtMs : null);
  const sent = await gateway.processOnReader({
    readerId,
    paymentIntentId: request.paymentIntentId,
    skipTipping: !request.tipping,
  });
  if (sent.kind === 'ok') {
    pickup.answered();
    return outcomeOf(sent.value.action, request.paymentIntentId) ?? 'asking';
  }
  ports.log.warn('reader.command-failed', { code: sent.code });
  const outcome: ArmOutcome = sent.kind === 'refused' ? refusedByStripe(sent) : { kind: 'unknown' };
  if (outcome.kind === 'ended' && outcome.why === 'reader-busy') await nameHolder(ports, gateway, request);
  if (outcome.kind !== 'unknown') return outcome;
  // A time-out may hide a command that was delivered: the reader itself shows whether it was.
  const seen = await gateway.readReader(readerId);
  return seen.kind === 'ok' && isFor(seen.value.action, request.paymentIntentId)
    ? (outcomeOf(seen.value.action, request.paymentIntentId) ?? 'asking')
    : outcome;
}

/** Somebody came between the look and the command. One more look tells who, and nothing waits for it. */
async function nameHolder(ports: BeginPorts, gateway: StripeGateway, request: ArmRequest): Promise<void> {
  const { readerId } = request.reader;
  const seen = await gateway.readReader(readerId);
  if (seen.kind === 'ok' && ports.isKept(seen.value.metadata)) return;
  const action = seen.kind === 'ok' ? seen.value.action : null;
  const isTheirs = holdsAnother(action, request.paymentIntentId);
  await ports.busyWith(readerId, isTheirs ? (action?.paymentIntentId ?? null) : null);
}

/** Whose payment it is, by what the other till wrote into it. Nobody waits for a card here meanwhile. */
async function registerOf(gateway: StripeGateway, paymentIntentId: string | null): Promise<string | null> {
  if (paymentIntentId === null) return null;
  const theirs = await gateway.readIntent(paymentIntentId);
  return theirs.kind === 'ok' ? (theirs.value.metadata['register'] ?? null) : null;
}

async function isAskingFor(
  gateway: StripeGateway,
  readerId: string,
  paymentIntentId: string,
): Promise<boolean> {
  const seen: StripeAnswer<ReaderNow> = await gateway.readReader(readerId);
  if (seen.kind !== 'ok') return false;
  const { action } = seen.value;
  return isFor(action, paymentIntentId) && action?.status === 'in_progress';
}

/** What a look at the slot says about our payment; null while it still goes on. */
function outcomeOf(action: ReaderAction | null, paymentIntentId: string): ArmOutcome | null {
  // Somebody else's command took the slot: ours is over, and only Stripe knows whether a card came first.
  if (!isFor(action, paymentIntentId)) return { kind: 'finished', otherwise: 'reader-busy' };
  switch (action?.status) {
    case 'in_progress':
    case undefined:
      return null;
    case 'succeeded':
      return { kind: 'finished', otherwise: 'not-confirmed' };
    case 'failed':
      return {
        kind: 'finished',
        otherwise: action.failureCode === 'customer_canceled' ? 'customer-cancelled' : 'not-confirmed',
      };
  }
}

function isFor(action: ReaderAction | null, paymentIntentId: string): boolean {
  return action?.paymentIntentId === paymentIntentId;
}

/** A display or a form gives way; a payment, a refund or a card being saved of somebody else does not. */
function holdsAnother(action: ReaderAction | null, paymentIntentId: string): boolean {
  if (action === null || action.status !== 'in_progress' || isFor(action, paymentIntentId)) return false;
  return action.type !== 'set_reader_display';
}

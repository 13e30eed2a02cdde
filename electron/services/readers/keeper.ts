import type { ReaderChip, ReaderTrouble } from '../../../shared/contract/index.ts';
import type { Log, Random, Timers } from '../ports.ts';
import { inBackground } from '../background.ts';
import type { DriverSwitch } from './driver-switch.ts';
import {
  createConnecting,
  SDK_SIMULATED_READER,
  type ChosenReader,
  type ConnectBy,
  type ConnectOutcome,
  type Tried,
} from './connecting.ts';
import type { ReaderDoctor } from './doctor.ts';
import { SAY_AGAIN_MS, type Holder, type ReaderHolders } from './holder.ts';
import type { LanDriver } from './lan-driver.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** The same while a customer stands there. */
const CUSTOMER_WAIT_MS = 10_000;
/** From this try on nobody is waiting for the reader any more: it may be switched off for the night. */
const PATIENT_TRIES = 20;
const PATIENT_WAIT_MS = 300_000;
/** A reader that another till has is asked for so often while somebody stands at the charge screen, and then left. */
const IN_USE_TRIES = 10;

export type ReaderKeeper = {
  /** Connects the chosen reader now, and keeps it connected from here on. */
  readonly connect: (by: ConnectBy) => Promise<ConnectOutcome>;
  readonly disconnect: () => Promise<void>;
  readonly chip: (inDoubt: boolean) => ReaderChip;
  readonly noticed: () => void;
  /** Told after each change whether a sale is being paid: then a reader that is missing is asked for at once. */
  readonly follow: (isCharging: boolean) => void;
  readonly stop: () => void;
  /** The till ends: lets go of a reader that is idle, so that another till may have it without a manager. */
  readonly leave: () => Promise<void>;
};

/**
 * Keeps the register's reader connected: after a nightly restart, an idle drop or a cut it tries again with growing
 * waits. It never takes a reader away from another till by itself, and never reconnects while a card is asked for.
 */
export function createReaderKeeper(ports: {
  readonly driver: LanDriver;
  /** What a payment would use now, the LAN or Stripe's servers. */
  readonly drivers: Pick<DriverSwitch, 'ready' | 'isPrompting'>;
  readonly holders: Pick<ReaderHolders, 'look' | 'took' | 'takesOver' | 'left' | 'stillUses' | 'written'>;
  /** Looks why a reader is not reached. */
  readonly examine: ReaderDoctor;
  /** False where readers are driven through Stripe: then nothing is connected, and nothing can drop. */
  readonly usesLan: () => boolean;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  readonly chosen: () => ChosenReader | null;
  readonly connected: () => void;
  readonly changed: () => void;
}): ReaderKeeper {
  let wanted = true;
  let tries = 0;
  let failures = 0;
  let inUseTries = 0;
  let isCharging = false;
  let trouble: ReaderTrouble | null = null;
  let forgetSaying: (() => void) | null = null;
  /** The try or the disconnect that is under way; it never rejects. */
  let running: Promise<void> | null = null;
  let forget: (() => void) | null = null;
  /** The reader that this till uses, or used until it was lost; another till may have taken it since. */
  let held: string | null = null;
  /** Rises with each disconnect: a try from before it was called off, and must not end connected. */
  let disconnects = 0;
  const tryToConnect = createConnecting(ports);

  /** One after another: what the reader page is told in the middle of a try would be undone by its end. */
  const alone = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    while (running !== null) await running;
    let over: () => void = () => undefined;
    running = new Promise((resolve) => {
      over = resolve;
    });
    try {
      return await work();
    } finally {
      running = null;
      over();
    }
  };
  const tell = (found: ReaderTrouble | null): void => {
    if (trouble === found) return;
    trouble = found;
    ports.changed();
  };
  const examine = async (): Promise<void> => {
    const found = await ports.examine();
    // It may have come back during the look.
    if (found !== null && ports.driver.connection().state !== 'connected') tell(found);
  };
  /** A till that uses a reader day and night says so now and then; one that is silent for a day keeps it no more. */
  const sayAgainLater = (): void => {
    forgetSaying?.();
    forgetSaying = ports.timers.after(SAY_AGAIN_MS, () => {
      if (held === null || held === SDK_SIMULATED_READER) return;
      ports.holders.stillUses(held);
      sayAgainLater();
    });
  };
  const letGo = async (): Promise<void> => {
    const left = held;
    held = null;
    forgetSaying?.();
    await ports.driver.disconnect();
    if (left !== null && left !== SDK_SIMULATED_READER) ports.holders.left(left);
  };
  const attempt = async (by: ConnectBy): Promise<ConnectOutcome> => {
    if (ports.chosen() === null) return 'none-chosen';
    // Whoever asks for the reader in the middle of a try of the till's own gets an answer to the own question.
    if (running !== null && by === 'itself') return 'failed';
    const mine = disconnects;
    return alone(() => (mine === disconnects ? connectChosen(by) : Promise.resolve('failed')));
  };
  const connectChosen = async (by: ConnectBy): Promise<ConnectOutcome> => {
    // Only now: another one may have been chosen during the wait.
    const chosen = ports.chosen();
    if (chosen === null) return 'none-chosen';
    if (ports.driver.connection().state === 'connected') {
      if (held === chosen.readerId) return 'connected';
      await letGo();
    }
    const mine = disconnects;
    let outcome: Tried;
    try {
      outcome = await tryToConnect(chosen, by);
    } catch (error) {
      if (mine === disconnects) later();
      throw error;
    }
    if (outcome === 'connected') held = chosen.readerId;
    // The disconnect waits for this try, and lets go of what it got.
    if (mine !== disconnects) return 'failed';
    return settle(outcome, by);
  };
  const settle = async (outcome: Tried, by: ConnectBy): Promise<ConnectOutcome> => {
    if (typeof outcome === 'object') {
      const inUseBy = outcome.inUseBy === 'no-answer' ? null : outcome.inUseBy;
      tell({ cause: 'in-use', possible: [], usedBy: inUseBy === null ? null : shownOf(inUseBy) });
      // A reader that is another's is left there until somebody wants it; an unread note may say that it is ours.
      inUseTries += 1;
      if (outcome.inUseBy === 'no-answer' || (isCharging && inUseTries < IN_USE_TRIES)) later();
      return { inUseBy };
    }
    if (outcome !== 'connected') {
      later();
      // A page that is still starting is no trouble of the reader's.
      if (outcome === 'no-page' && !ports.driver.isSdkMissing()) return outcome;
      failures += 1;
      // One try may fail by chance; a person who asks wants to know at once.
      if (by !== 'itself') await examine();
      else if (failures === 2 || failures % 10 === 0) inBackground(ports.log, 'reader.examine', examine);
      return outcome;
    }
    tries = 0;
    failures = 0;
    inUseTries = 0;
    tell(null);
    if (ports.usesLan()) {
      sayAgainLater();
      ports.connected();
    }
    return outcome;
  };
  const later = (): void => {
    if (!wanted || forget !== null || !ports.usesLan()) return;
    const whileWanted = isCharging ? CUSTOMER_WAIT_MS : LONGEST_WAIT_MS;
    const longest = tries < PATIENT_TRIES ? whileWanted : PATIENT_WAIT_MS;
    const base = Math.min(FIRST_WAIT_MS * 2 ** tries, longest);
    tries += 1;
    // Half fixed, half by chance: a shop's tills must not all knock at once after a cut.
    const waitMs = base / 2 + (((ports.random.bytes(1)[0] ?? 0) / 255) * base) / 2;
    forget = ports.timers.after(waitMs, () => {
      forget = null;
      if (wanted && ports.driver.connection().state !== 'connected')
        inBackground(ports.log, 'reader.connect', () => attempt('itself'));
    });
  };
  return {
    connect: async (by) => {
      wanted = true;
      forget?.();
      forget = null;
      const outcome = await attempt(by);
      return outcome === 'no-page' && ports.driver.isSdkMissing() ? 'no-sdk' : outcome;
    },
    disconnect: async () => {
      wanted = false;
      forget?.();
      forget = null;
      disconnects += 1;
      await alone(letGo);
    },
    follow: (now) => {
      const begins = now && !isCharging;
      isCharging = now;
      if (!begins || !wanted || ports.chosen() === null) return;
      if (ports.driver.connection().state === 'connected' || !ports.usesLan()) return;
      tries = 0;
      inUseTries = 0;
      forget?.();
      forget = null;
      later();
    },
    noticed: () => {
      if (running === null && wanted && ports.driver.connection().state === 'lost') later();
    },
    chip: (inDoubt) => {
      const chosen = ports.chosen();
      const ready = ports.drivers.ready();
      const label = ready?.label ?? ports.driver.connection().reader?.label ?? chosen?.label ?? null;
      const driver = ready?.driver ?? (ports.usesLan() ? 'lan' : 'server-driven');
      if (inDoubt) return { state: 'in-doubt', label, driver, trouble: null };
      if (chosen === null) return { state: 'none', label: null, driver: null, trouble: null };
      const connecting = ports.driver.connection().state === 'connecting';
      const shown =
        ready !== null
          ? ports.drivers.isPrompting()
            ? 'waiting-for-card'
            : 'ready'
          : connecting
            ? 'connecting'
            : 'lost';
      return { state: shown, label, driver, trouble: ready === null ? trouble : null };
    },
    stop: () => {
      wanted = false;
      forget?.();
      forgetSaying?.();
    },
    leave: async () => {
      // A payment that is under way is taken up after the next start: until then the reader stays this till's.
      if (held === null || (ports.driver.connection().state === 'connected' && !ports.driver.isIdle()))
        return;
      await alone(letGo);
      await ports.holders.written();
    },
  };
}

function shownOf({ register, sinceMs }: Holder): NonNullable<ReaderTrouble['usedBy']> {
  return { register, sinceMs };
}

import type { ReaderChip } from '../../../shared/contract/index.ts';
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
import type { ReaderHolders } from './holder.ts';
import type { LanDriver } from './lan-driver.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

export type ReaderKeeper = {
  /** Connects the chosen reader now, and keeps it connected from here on. */
  readonly connect: (by: ConnectBy) => Promise<ConnectOutcome>;
  readonly disconnect: () => Promise<void>;
  readonly chip: (inDoubt: boolean) => ReaderChip;
  readonly noticed: () => void;
  readonly stop: () => void;
};

/**
 * Keeps the register's reader connected: after a nightly restart, an idle drop or a cut it tries again with growing
 * waits. It never takes a reader away from another till by itself, and never reconnects while a card is asked for.
 */
export function createReaderKeeper(ports: {
  readonly driver: LanDriver;
  /** What a payment would use now, the LAN or Stripe's servers. */
  readonly drivers: Pick<DriverSwitch, 'ready' | 'isPrompting'>;
  readonly holders: Pick<ReaderHolders, 'look' | 'took' | 'takesOver' | 'left'>;
  /** False where readers are driven through Stripe: then nothing is connected, and nothing can drop. */
  readonly usesLan: () => boolean;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  readonly chosen: () => ChosenReader | null;
  readonly connected: () => void;
}): ReaderKeeper {
  let wanted = true;
  let tries = 0;
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
  const letGo = async (): Promise<void> => {
    const left = held;
    held = null;
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
    return settle(outcome);
  };
  const settle = (outcome: Tried): ConnectOutcome => {
    if (typeof outcome === 'object') {
      // A reader that is another's is left there until somebody asks for it; an unread note may say that it is ours.
      if (outcome.inUseBy === 'no-answer') later();
      return { inUseBy: outcome.inUseBy === 'no-answer' ? null : outcome.inUseBy };
    }
    if (outcome !== 'connected') later();
    else {
      tries = 0;
      if (ports.usesLan()) ports.connected();
    }
    return outcome;
  };
  const later = (): void => {
    if (!wanted || forget !== null || !ports.usesLan()) return;
    const base = Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS);
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
    noticed: () => {
      if (running === null && wanted && ports.driver.connection().state === 'lost') later();
    },
    chip: (inDoubt) => {
      const chosen = ports.chosen();
      const ready = ports.drivers.ready();
      const label = ready?.label ?? ports.driver.connection().reader?.label ?? chosen?.label ?? null;
      const driver = ready?.driver ?? (ports.usesLan() ? 'lan' : 'server-driven');
      if (inDoubt) return { state: 'in-doubt', label, driver };
      if (chosen === null) return { state: 'none', label: null, driver: null };
      const connecting = ports.driver.connection().state === 'connecting';
      const shown =
        ready !== null
          ? ports.drivers.isPrompting()
            ? 'waiting-for-card'
            : 'ready'
          : connecting
            ? 'connecting'
            : 'lost';
      return { state: shown, label, driver };
    },
    stop: () => {
      wanted = false;
      forget?.();
    },
  };
}

import type { ReaderChip } from '../../../shared/contract/index.ts';
import type { Log, Random, Timers } from '../ports.ts';
import { inBackground } from '../background.ts';
import type { DriverSwitch } from './driver-switch.ts';
import type { LanDriver } from './lan-driver.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** The reader that Stripe's SDK simulates by itself, offered in test mode so that an account without one can try. */
export const SDK_SIMULATED_READER = 'simulated';

export type ChosenReader = {
  readonly readerId: string;
  readonly label: string;
  readonly locationId: string | null;
  readonly simulated: boolean;
};

export type ReaderKeeper = {
  /** Connects the chosen reader now, and keeps it connected from here on. */
  readonly connect: (
    takeOver: boolean,
  ) => Promise<'connected' | 'not-found' | 'in-use' | 'failed' | 'no-page' | 'no-sdk' | 'none-chosen'>;
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
  /** False where readers are driven through Stripe: then nothing is connected, and nothing can drop. */
  readonly usesLan: () => boolean;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  readonly chosen: () => ChosenReader | null;
  /** Whether this till itself was the last to use the reader, in a life that a crash ended. */
  readonly isOurs: (readerId: string) => boolean;
  readonly connected: () => void;
}): ReaderKeeper {
  let wanted = true;
  let tries = 0;
  let busy = false;
  let forget: (() => void) | null = null;

  const attempt = async (takeOver: boolean): ReturnType<ReaderKeeper['connect']> => {
    const chosen = ports.chosen();
    if (chosen === null) return 'none-chosen';
    if (!ports.usesLan()) return 'connected';
    if (busy) return 'failed';
    busy = true;
    let outcome: Awaited<ReturnType<LanDriver['connect']>>;
    try {
      outcome = await ports.driver.connect({
        ...chosen,
        failIfInUse: !takeOver && !ports.isOurs(chosen.readerId),
      });
    } catch (error) {
      later();
      throw error;
    } finally {
      busy = false;
    }
    if (outcome === 'connected') {
      tries = 0;
      ports.connected();
    } else if (outcome !== 'in-use') later();
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
        inBackground(ports.log, 'reader.connect', () => attempt(false));
    });
  };
  return {
    connect: async (takeOver) => {
      wanted = true;
      forget?.();
      forget = null;
      if (ports.driver.connection().state === 'connected') return 'connected';
      const outcome = await attempt(takeOver);
      return outcome === 'no-page' && ports.driver.isSdkMissing() ? 'no-sdk' : outcome;
    },
    disconnect: async () => {
      wanted = false;
      forget?.();
      forget = null;
      await ports.driver.disconnect();
    },
    noticed: () => {
      if (!busy && wanted && ports.driver.connection().state === 'lost') later();
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

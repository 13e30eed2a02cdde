import type { LanDriver } from './lan-driver.ts';
import type { ReaderDriver, ReadyReader } from './driver.ts';
import type { ChosenReader } from './connecting.ts';
import type { ServerDriver } from './server-driver.ts';

/** How a till reaches its reader; `lan` may fall back on Stripe's servers before a card was shown. */
export type ReaderMode = 'lan' | 'server-driven';
export type ReaderFallback = 'ask' | 'automatic' | 'never';

export type DriverSwitch = ReaderDriver & {
  readonly isPrompting: () => boolean;
  /** See `ServerDriver.isUnheard`: over the LAN the reader answers for itself. */
  readonly isUnheard: ServerDriver['isUnheard'];
  /** See `ServerDriver.heldBy`. */
  readonly heldBy: ServerDriver['heldBy'];
  /** A payment for the reader is about to be made: what can be found out meanwhile is found out meanwhile. */
  readonly lookAhead: () => void;
  /** True when only a person's word is missing to reach the reader through Stripe instead of the LAN. */
  readonly mayFallBack: () => boolean;
  /** That word. It holds until the LAN is back. */
  readonly allowServerDriven: () => boolean;
};

/**
 * Chooses the way to the reader: the LAN first, Stripe's servers when the LAN can't reach it and the shop allows that.
 * The choice is made when a reader is armed, and recorded with it. After a card was presented the machine has no
 * event that arms, so the way can't change in the middle of a payment.
 */
export function createDriverSwitch(ports: {
  readonly lan: LanDriver;
  readonly server: ServerDriver;
  readonly mode: () => ReaderMode;
  readonly fallback: () => ReaderFallback;
  readonly chosen: () => ChosenReader | null;
  readonly changed: () => void;
}): DriverSwitch {
  let allowed = false;
  /** The reader as Stripe's servers would reach it. Its `status` is no gate: Stripe itself advises against that. */
  const overStripe = (): ReadyReader | null => {
    const chosen = ports.chosen();
    // The reader that the SDK simulates lives in the reader page: Stripe's servers know nothing of it.
    if (chosen === null || chosen.simulated) return null;
    return { readerId: chosen.readerId, label: chosen.label, driver: 'server-driven' };
  };
  const overLan = (): ReadyReader | null => {
    const ready = ports.lan.ready();
    if (ready !== null) allowed = false;
    return ready;
  };
  const ready = (): ReadyReader | null => {
    if (ports.mode() === 'server-driven') return overStripe();
    return overLan() ?? (ports.fallback() === 'automatic' || allowed ? overStripe() : null);
  };
  return {
    lookAhead: () => {
      const next = ready();
      if (next?.driver === 'server-driven') ports.server.lookAhead(next.readerId);
    },
    isPrompting: () => ports.lan.isPrompting() || ports.server.isPrompting(),
    isUnheard: ports.server.isUnheard,
    heldBy: ports.server.heldBy,
    ready,
    mayFallBack: () =>
      ports.mode() === 'lan' &&
      ports.fallback() === 'ask' &&
      !allowed &&
      overLan() === null &&
      overStripe() !== null,
    allowServerDriven: () => {
      if (ports.mode() !== 'lan' || ports.fallback() !== 'ask' || overStripe() === null) return false;
      allowed = true;
      ports.changed();
      return true;
    },
    arm: (request) => (request.reader.driver === 'lan' ? ports.lan.arm(request) : ports.server.arm(request)),
    process: (paymentIntentId) => ports.lan.process(paymentIntentId),
    disarm: async (armed) => {
      if (armed === null || armed.reader.driver === 'lan') await ports.lan.disarm(armed);
      else await ports.server.disarm(armed);
    },
  };
}

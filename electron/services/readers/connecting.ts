import type { Holder, NotedHolder, ReaderHolders } from './holder.ts';
import type { LanDriver } from './lan-driver.ts';

/** The reader that Stripe's SDK simulates by itself, offered in test mode so that an account without one can try. */
export const SDK_SIMULATED_READER = 'simulated';

export type ChosenReader = {
  readonly readerId: string;
  readonly label: string;
  readonly locationId: string | null;
  readonly simulated: boolean;
};

/** Who wants the connection. Only a manager's word takes a reader away from another till. */
export type ConnectBy = 'itself' | 'person' | 'manager';

type Ended = 'connected' | 'not-found' | 'failed' | 'no-page' | 'none-chosen';
export type ConnectOutcome =
  | Ended
  | 'no-sdk'
  /** Another till has it; which one, where that till noted it. */
  | { readonly inUseBy: Holder | null };

/** One try: as the outcome, but a note that could not be read is not the same as a reader without one. */
export type Tried = Ended | { readonly inUseBy: NotedHolder | null | 'no-answer' };

/**
 * One try to connect. Stripe may call a reader free while no card is asked for there, although another till has it. So
 * the note is read before every try, whoever asks: another till's name ends it, and this till's own name takes back
 * its session from before a crash. A claim alone takes nothing, for another till may have taken the reader since.
 */
export function createConnecting(ports: {
  readonly driver: Pick<LanDriver, 'connect'>;
  readonly holders: Pick<ReaderHolders, 'look' | 'took' | 'takesOver'>;
  readonly usesLan: () => boolean;
}): (chosen: ChosenReader, by: ConnectBy) => Promise<Tried> {
  const { driver, holders } = ports;
  const connect = async (
    chosen: ChosenReader,
    noted: NotedHolder | null | 'no-answer',
    failIfInUse: boolean,
  ): Promise<Tried> => {
    const outcome = await driver.connect({ ...chosen, failIfInUse });
    return outcome === 'in-use' ? { inUseBy: noted } : outcome;
  };
  const overLan = async (chosen: ChosenReader): Promise<Tried> => {
    const noted = await holders.look(chosen.readerId);
    if (isAnothers(noted)) return { inUseBy: noted };
    const outcome = await connect(chosen, noted, !isOurs(noted));
    if (outcome === 'connected') holders.took(chosen.readerId, 'lan');
    return outcome;
  };
  /** Nothing is connected there. A reader that another till keeps over its LAN is that till's all the same. */
  const overStripe = async ({ readerId, simulated }: ChosenReader, by: ConnectBy): Promise<Tried> => {
    if (by !== 'person' || simulated) return 'connected';
    const noted = await holders.look(readerId);
    return isAnothers(noted) && noted.way === 'lan' ? { inUseBy: noted } : 'connected';
  };
  /** Noted first: once it is connected here, the other till finds out at once and asks whose the reader is. */
  const takeOver = async (chosen: ChosenReader): Promise<Tried> => {
    const putBack = await holders.takesOver(chosen.readerId, ports.usesLan() ? 'lan' : 'server-driven');
    const outcome = ports.usesLan() ? await connect(chosen, null, false) : 'connected';
    // Whoever had the reader has it still, and must be named again.
    if (outcome !== 'connected') putBack();
    return outcome;
  };
  return async (chosen, by) => {
    if (by === 'manager' && !chosen.simulated) return takeOver(chosen);
    // Tills that Stripe drives share a reader, payment by payment: there only a take-over is worth a note.
    if (!ports.usesLan()) return overStripe(chosen, by);
    return chosen.simulated ? connect(chosen, null, by !== 'manager') : overLan(chosen);
  };
}

function isOurs(noted: NotedHolder | null | 'no-answer'): boolean {
  return noted !== null && noted !== 'no-answer' && noted.isUs;
}

function isAnothers(noted: NotedHolder | null | 'no-answer'): noted is NotedHolder {
  // A note that is old keeps nobody away; that the reader itself may say that it is in use is asked for all the same.
  return noted !== null && noted !== 'no-answer' && !noted.isUs && !noted.isStale;
}

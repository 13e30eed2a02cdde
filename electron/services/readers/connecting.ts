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
 * One try to connect. A reader that is in use is taken back only where its note says that it is this very till that
 * uses it: its own session, from before a crash. A claim alone does not say so, for another till may have taken the
 * reader since.
 */
export function createConnecting(ports: {
  readonly driver: Pick<LanDriver, 'connect'>;
  readonly holders: Pick<ReaderHolders, 'look' | 'took' | 'takesOver' | 'left'>;
  readonly usesLan: () => boolean;
  /** Whether this till asked the reader for a card, and never heard that the asking was over. */
  readonly isClaimed: (readerId: string) => boolean;
}): (chosen: ChosenReader, by: ConnectBy, wasOurs: boolean) => Promise<Tried> {
  const { driver, holders } = ports;
  const connect = async (chosen: ChosenReader, failIfInUse: boolean): Promise<Tried> => {
    const outcome = await driver.connect({ ...chosen, failIfInUse });
    return outcome === 'in-use' ? { inUseBy: null } : outcome;
  };
  const overLan = async (chosen: ChosenReader, by: ConnectBy, wasOurs: boolean): Promise<Tried> => {
    const { readerId, simulated } = chosen;
    if (simulated) return connect(chosen, by !== 'manager');
    // Stripe may call a reader free while no card is asked for there, so one that was ours is looked at first.
    const mayBeTaken = by === 'itself' && (wasOurs || ports.isClaimed(readerId));
    const before = mayBeTaken ? await holders.look(readerId) : null;
    if (isAnothers(before)) return { inUseBy: before };
    const outcome = await connect(chosen, !isOurs(before));
    if (typeof outcome === 'string') return outcome;
    const noted = mayBeTaken ? before : await holders.look(readerId);
    return isOurs(noted) ? connect(chosen, false) : { inUseBy: noted };
  };
  /** Nothing is connected there. A reader that another till keeps over its LAN is that till's all the same. */
  const overStripe = async ({ readerId, simulated }: ChosenReader, by: ConnectBy): Promise<Tried> => {
    if (by !== 'person' || simulated) return 'connected';
    const noted = await holders.look(readerId);
    return isAnothers(noted) && noted.way === 'lan' ? { inUseBy: noted } : 'connected';
  };
  /** Noted first: once it is connected here, the other till finds out at once and asks whose the reader is. */
  const takeOver = async (chosen: ChosenReader): Promise<Tried> => {
    await holders.takesOver(chosen.readerId, ports.usesLan() ? 'lan' : 'server-driven');
    const outcome = ports.usesLan() ? await connect(chosen, false) : 'connected';
    if (outcome !== 'connected') holders.left(chosen.readerId);
    return outcome;
  };
  return async (chosen, by, wasOurs) => {
    if (by === 'manager' && !chosen.simulated) return takeOver(chosen);
    // Tills that Stripe drives share a reader, payment by payment: there only a take-over is worth a note.
    if (!ports.usesLan()) return overStripe(chosen, by);
    const outcome = await overLan(chosen, by, wasOurs);
    if (outcome === 'connected' && !chosen.simulated) holders.took(chosen.readerId, 'lan');
    return outcome;
  };
}

function isOurs(noted: NotedHolder | null | 'no-answer'): boolean {
  return noted !== null && noted !== 'no-answer' && noted.isUs;
}

function isAnothers(noted: NotedHolder | null | 'no-answer'): noted is NotedHolder {
  return noted !== null && noted !== 'no-answer' && !noted.isUs;
}

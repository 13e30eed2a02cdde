import type { ReaderDriverKind } from '../../../shared/domain/payment/index.ts';
import { inBackground } from '../background.ts';
import type { Clock, Log, Timers } from '../ports.ts';
import type { StripeAnswer, StripeGateway } from '../stripe/index.ts';

/** The register that uses a reader, by its own word. */
export type Holder = { readonly register: string; readonly sinceMs: number };

export type NotedHolder = Holder & {
  readonly isUs: boolean;
  /** When that till last said so. */
  readonly lastSaidAtMs: number;
  /** It has not said so for a day: nobody has to ask it, unless the reader itself says that it is in use. */
  readonly isStale: boolean;
  /** Over the LAN a reader belongs to one till from payment to payment; through Stripe to each payment alone. */
  readonly way: ReaderDriverKind;
};

/** Who this till is. The name may be given twice in a shop; the profile's id is not. */
export type Us = { readonly profileId: string; readonly register: string };

export type ReaderHolders = {
  /** What the reader's note says, by one read. Null: nobody is noted. `no-answer`: Stripe could not be read. */
  readonly look: (readerId: string) => Promise<NotedHolder | null | 'no-answer'>;
  /** The register that keeps the reader for itself, by a note that was read anyway; null where that is nobody or us. */
  readonly keptBy: (metadata: Readonly<Record<string, string>>) => string | null;
  /** This till uses the reader from now on. Written in the background: nobody waits for it, and a failure is logged. */
  readonly took: (readerId: string, way: ReaderDriverKind) => void;
  /**
   * As `took`, and waited for: the till that loses the reader looks within a second, and must find this one. What it
   * gives back is for a take-over that failed: in the background, what was noted before is put back.
   */
  readonly takesOver: (readerId: string, way: ReaderDriverKind) => Promise<() => void>;
  /** This till uses it still, said in the background and only where the note is this till's. */
  readonly stillUses: (readerId: string) => void;
  /** Resolves when what was to be written is written, or was given up for now. */
  readonly written: () => Promise<void>;
  /** This till let go of it. The note is taken back in the background, where it is still this till's. */
  readonly left: (readerId: string) => void;
};

const REGISTER = 'used_by';
const PROFILE = 'used_by_profile';
const SINCE = 'used_since_ms';
const SAID = 'used_said_ms';
const WAY = 'used_over';
const KEYS = [REGISTER, PROFILE, SINCE, SAID, WAY];

/** A till that uses a reader says so again after this long. */
export const SAY_AGAIN_MS = 6 * 3_600_000;
/** One that has not said so for this long is switched off, or gone for good. */
const STALE_AFTER_MS = 24 * 3_600_000;

/** A note whose writing got no answer is written again after this long, so many times. */
const AGAIN_MS = 30_000;
const AGAIN_TIMES = 5;

/**
 * The note in a reader's metadata at Stripe: which till of the account uses it, and since when. It never decides about
 * money. It says whom to ask before a reader is taken, and lets a till know its own session after a crash.
 */
export function createReaderHolders(ports: {
  readonly gateway: () => StripeGateway | null;
  readonly us: () => Us;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}): ReaderHolders {
  /** One write after another: a note that was written late must not stand over the one that took it back. */
  let last: Promise<void> = Promise.resolve();
  const next = (work: (gateway: StripeGateway) => Promise<void>): void => {
    // The account of this moment: other keys may be saved before the turn comes.
    const gateway = ports.gateway();
    if (gateway === null) return;
    last = last.then(() => work(gateway));
    inBackground(ports.log, 'reader.note', () => last);
  };
  const write = async (
    gateway: StripeGateway,
    readerId: string,
    note: Readonly<Record<string, string>>,
  ): Promise<StripeAnswer<null>['kind']> => {
    const written = await gateway.noteOnReader(readerId, note);
    if (written.kind !== 'ok') ports.log.warn('reader.note-failed', { readerId, kind: written.kind });
    return written.kind;
  };
  /** Rises with each change of mind: only the newest is worth another try. */
  let newest = 0;
  const keepTrying = (
    work: (gateway: StripeGateway) => Promise<StripeAnswer<null>['kind']>,
    times: number,
  ): void => {
    const mine = newest;
    next(async (gateway) => {
      if ((await work(gateway)) !== 'unknown' || times === 0) return;
      ports.timers.after(AGAIN_MS, () => {
        if (mine === newest) keepTrying(work, times - 1);
      });
    });
  };
  /** Takes this till's note back for another one. A note that is no longer this till's stays as it is. */
  const replaceOurs = (readerId: string, note: Readonly<Record<string, string>>, times: number): void => {
    const us = ports.us();
    newest += 1;
    keepTrying(async (gateway) => {
      const seen = await gateway.readReader(readerId);
      if (seen.kind !== 'ok') return seen.kind;
      const isOurs = readHolder(seen.value.metadata, us, ports.clock.nowMs())?.isUs === true;
      return isOurs ? write(gateway, readerId, note) : 'ok';
    }, times);
  };
  const took = (readerId: string, way: ReaderDriverKind): void => {
    const { register, profileId } = ports.us();
    const nowMs = String(ports.clock.nowMs());
    const note = {
      [REGISTER]: register,
      [PROFILE]: profileId,
      [SINCE]: nowMs,
      [SAID]: nowMs,
      [WAY]: way,
    };
    newest += 1;
    keepTrying((gateway) => write(gateway, readerId, note), AGAIN_TIMES);
  };
  return {
    look: async (readerId) => {
      // A page that was loaded anew asks at once: what this till is still writing is the answer.
      await last;
      const seen = await ports.gateway()?.readReader(readerId);
      return seen?.kind === 'ok'
        ? readHolder(seen.value.metadata, ports.us(), ports.clock.nowMs())
        : 'no-answer';
    },
    keptBy: (metadata) => {
      const holder = readHolder(metadata, ports.us(), ports.clock.nowMs());
      return holder === null || holder.isUs || holder.isStale || holder.way !== 'lan'
        ? null
        : holder.register;
    },
    took,
    takesOver: async (readerId, way) => {
      let before = noteIn({});
      next(async (gateway) => {
        const seen = await gateway.readReader(readerId);
        if (seen.kind === 'ok') before = noteIn(seen.value.metadata);
      });
      took(readerId, way);
      await last;
      return () => {
        replaceOurs(readerId, before, AGAIN_TIMES);
      };
    },
    stillUses: (readerId) => {
      replaceOurs(readerId, { [SAID]: String(ports.clock.nowMs()) }, 0);
    },
    written: () => last,
    left: (readerId) => {
      replaceOurs(readerId, noteIn({}), 0);
    },
  };
}

/** The note alone, out of a reader's metadata. Stripe drops a key whose value is empty. */
function noteIn(metadata: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(KEYS.map((key) => [key, metadata[key] ?? '']));
}

/** What a note says at this time; null for none, and for one that no till of this version wrote. */
export function readHolder(
  metadata: Readonly<Record<string, string>>,
  us: Us,
  nowMs: number,
): NotedHolder | null {
  const register = metadata[REGISTER];
  const profileId = metadata[PROFILE];
  const sinceMs = Number(metadata[SINCE]);
  if (register === undefined || profileId === undefined) return null;
  if (!Number.isSafeInteger(sinceMs) || sinceMs <= 0) return null;
  const saidMs = Number(metadata[SAID]);
  const lastSaidAtMs = Number.isSafeInteger(saidMs) && saidMs > sinceMs ? saidMs : sinceMs;
  return {
    register,
    sinceMs,
    lastSaidAtMs,
    isStale: nowMs - lastSaidAtMs > STALE_AFTER_MS,
    isUs: profileId === us.profileId,
    way: metadata[WAY] === 'server-driven' ? 'server-driven' : 'lan',
  };
}

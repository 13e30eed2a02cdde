import { refuse } from '../../../shared/contract/index.ts';
import type { Db } from '../db/index.ts';
import type { Clock } from '../ports.ts';

/** Tries before the first wait, the first wait, and the longest: each further wrong try doubles it. */
type Patience = { readonly free: number; readonly firstWaitMs: number; readonly waitMsMax: number };

const OF_A_PERSON: Patience = { free: 5, firstWaitMs: 60_000, waitMsMax: 3_600_000 };
/** For all people together: above what a busy shop mistypes, and far below what helps somebody who tries them all. */
const OF_THE_TILL: Patience = { free: 15, firstWaitMs: 30_000, waitMsMax: 600_000 };
/** Wrong tries of a till are forgotten after this long without one, not by a right PIN: a guesser may have one. */
const TILL_FORGETS_MS = 15 * 60_000;

type TillRow = {
  readonly failed_tries: number;
  readonly last_failed_at_ms: number;
  readonly tries_again_at_ms: number;
};
type PersonRow = { readonly failed_tries: number; readonly tries_again_at_ms: number };

/** What a wrong try counts against. A badge is nobody's before it is known, so its tries count against the till alone. */
export type Tried = { readonly what: 'pin'; readonly staffId: string } | { readonly what: 'badge' };

export type Throttle = {
  /** STAFF_PIN_THROTTLED with the seconds that are left, or null. */
  readonly refusal: (tried: Tried) => ReturnType<typeof refuse> | null;
  readonly wrong: (tried: Tried) => void;
  readonly right: (tried: Tried) => void;
};

/** Growing waits after wrong tries, per person and per till. They rest in the database, so a restart shortens none. */
export function createThrottle(ports: { readonly db: Db; readonly clock: Clock }): Throttle {
  const { db, clock } = ports;
  const ofTill = (what: Tried['what']): TillRow =>
    db.get<TillRow>('SELECT * FROM guess_throttles WHERE what = ?', what) ?? {
      failed_tries: 0,
      last_failed_at_ms: 0,
      tries_again_at_ms: 0,
    };
  const ofPerson = (staffId: string): PersonRow =>
    db.get<PersonRow>('SELECT failed_tries, tries_again_at_ms FROM staff WHERE staff_id = ?', staffId) ?? {
      failed_tries: 0,
      tries_again_at_ms: 0,
    };
  return {
    refusal: (tried) => {
      const until = Math.max(
        ofTill(tried.what).tries_again_at_ms,
        tried.what === 'pin' ? ofPerson(tried.staffId).tries_again_at_ms : 0,
      );
      const waitMs = until - clock.nowMs();
      return waitMs > 0 ? refuse('STAFF_PIN_THROTTLED', { seconds: Math.ceil(waitMs / 1000) }) : null;
    },
    wrong: (tried) => {
      const nowMs = clock.nowMs();
      const till = ofTill(tried.what);
      const tillTries = (nowMs - till.last_failed_at_ms > TILL_FORGETS_MS ? 0 : till.failed_tries) + 1;
      db.transaction(() => {
        db.run(
          'UPDATE guess_throttles SET failed_tries = ?, last_failed_at_ms = ?, tries_again_at_ms = ? WHERE what = ?',
          tillTries,
          nowMs,
          nextTryAtMs(OF_THE_TILL, tillTries, nowMs),
          tried.what,
        );
        if (tried.what !== 'pin') return;
        const tries = ofPerson(tried.staffId).failed_tries + 1;
        db.run(
          'UPDATE staff SET failed_tries = ?, tries_again_at_ms = ? WHERE staff_id = ?',
          tries,
          nextTryAtMs(OF_A_PERSON, tries, nowMs),
          tried.staffId,
        );
      });
    },
    right: (tried) => {
      // Written only where there is something to forget: a full disk must not keep anybody out.
      if (tried.what === 'pin' && ofPerson(tried.staffId).failed_tries > 0)
        db.run('UPDATE staff SET failed_tries = 0, tries_again_at_ms = 0 WHERE staff_id = ?', tried.staffId);
    },
  };
}

function nextTryAtMs({ free, firstWaitMs, waitMsMax }: Patience, tries: number, nowMs: number): number {
  return tries < free ? 0 : nowMs + Math.min(firstWaitMs * 2 ** (tries - free), waitMsMax);
}

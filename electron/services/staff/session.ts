import type { Audit } from '../audit/index.ts';
import type { Clock, Log, Timers } from '../ports.ts';
import type { People, Person } from './people.ts';

/** Somebody pays: looked at again after this long. */
const LATER_MS = 5_000;

export type Session = {
  /** Whoever stands before the till; null while it is locked. */
  readonly current: () => Person | null;
  /** Whose name stands on what is recorded now; while the till is locked that of whoever was there last. */
  readonly present: () => Person;
  readonly isLocked: () => boolean;
  readonly enter: (person: Person, how: 'pin' | 'badge' | 'set-up') => void;
  readonly lock: () => void;
  /** Somebody is there: the time until the till locks itself begins anew. */
  readonly stir: () => void;
  readonly stop: () => void;
};

/** Who stands before the till, and when it locks itself. A till where nobody has a PIN is the owner's and never locked. */
export function createSession(ports: {
  readonly people: People;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly audit: Pick<Audit, 'append'>;
  readonly log: Log;
  /** 0: never. */
  readonly autoLockMinutes: () => number;
  /** While a customer pays the till does not lock itself. */
  readonly isPaying: () => boolean;
  readonly left: () => void;
  readonly changed: () => void;
}): Session {
  const { people, clock, timers, audit } = ports;
  let staffId: string | null = null;
  let lastId: string | null = null;
  let stirredAtMs = clock.monotonicMs();
  let forget: (() => void) | null = null;
  let stopped = false;

  /** A full disk must not keep somebody out who has a customer waiting, nor a till open that is being left. */
  const written = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      ports.log.error('staff.not-written', { reason: error instanceof Error ? error.message : 'unknown' });
    }
  };
  const isOpenToAll = (): boolean => !people.anybodyComesIn();
  const personOf = (id: string | null): Person | null => {
    const person = id === null ? null : people.find(id);
    return person?.active === true ? person : null;
  };
  const current = (): Person | null => (isOpenToAll() ? people.owner() : personOf(staffId));
  const leave = (how: 'staff.locked' | 'staff.auto-locked'): void => {
    const person = current();
    if (person === null || isOpenToAll()) return;
    written(() => {
      audit.append({ action: how, subject: null, by: person });
    });
    staffId = null;
    ports.left();
    ports.changed();
  };
  const wait = (): void => {
    forget?.();
    forget = null;
    const limitMs = ports.autoLockMinutes() * 60_000;
    if (stopped || limitMs === 0 || personOf(staffId) === null) return;
    const idleMs = clock.monotonicMs() - stirredAtMs;
    if (idleMs >= limitMs && !ports.isPaying()) {
      leave('staff.auto-locked');
      return;
    }
    forget = timers.after(Math.max(limitMs - idleMs, LATER_MS), wait);
  };
  const stir = (): void => {
    stirredAtMs = clock.monotonicMs();
    if (forget === null) wait();
  };
  return {
    current,
    present: () => current() ?? personOf(lastId) ?? people.owner(),
    isLocked: () => current() === null,
    enter: (person, how) => {
      if (staffId !== person.staffId) ports.left();
      staffId = person.staffId;
      lastId = person.staffId;
      written(() => {
        people.seen(person.staffId);
        audit.append({ action: 'staff.signed-in', subject: how, by: person });
      });
      stir();
      ports.changed();
    },
    lock: () => {
      leave('staff.locked');
    },
    stir,
    stop: () => {
      stopped = true;
      forget?.();
    },
  };
}

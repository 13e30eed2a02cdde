import type { Db } from '../db/index.ts';
import { findJournalDamage } from '../payments/index.ts';
import type { Clock, Log, Timers } from '../ports.ts';

export type JournalWatch = {
  /** Where the chain is broken; null while all that was looked at is whole. */
  readonly damage: () => { readonly journalId: number; readonly foundAtMs: number } | null;
  readonly start: () => void;
  readonly stop: () => void;
};

/** So few that no cashier waits for a look, and so often that a year's journal is through in minutes. */
const ROWS_AT_ONCE = 200;
const PAUSE_MS = 250;
const AGAIN_AFTER_MS = 24 * 3_600_000;

/** Walks along the journal's chain of checksums, piece by piece, once after each start and then daily. */
export function watchJournal(ports: {
  readonly db: Db;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly changed: () => void;
}): JournalWatch {
  let found: { readonly journalId: number; readonly foundAtMs: number } | null = null;
  let forget: (() => void) | null = null;
  const look = (afterId: number): void => {
    const { damagedId, endId } = findJournalDamage(ports.db, afterId, ROWS_AT_ONCE);
    if (damagedId !== null) {
      found = { journalId: damagedId, foundAtMs: ports.clock.nowMs() };
      ports.log.error('journal.damaged', { journalId: damagedId });
      ports.changed();
      return;
    }
    forget = ports.timers.after(endId === null ? AGAIN_AFTER_MS : PAUSE_MS, () => look(endId ?? 0));
  };
  return {
    damage: () => found,
    start: () => {
      forget = ports.timers.after(PAUSE_MS, () => look(0));
    },
    stop: () => forget?.(),
  };
}

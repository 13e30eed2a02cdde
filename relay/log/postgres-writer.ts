import { ConnectionLost, sqlState, type Lane } from '../postgres/index.ts';
import type { Log, Timers } from '../ports.ts';
import type { Sealer } from '../sealing.ts';
import type { AppendOutcome, NewEvent } from './event-log.ts';
import { storeBatch } from './postgres-batch.ts';
import type { Days } from './postgres-days.ts';

export type WriterParts = {
  readonly lane: Lane;
  readonly days: Days;
  readonly sealer: Sealer;
  readonly timers: Pick<Timers, 'soon'>;
  readonly log: Log;
  /** The commit has been answered: `heads` may be read, by everybody. */
  readonly onCommitted: (heads: ReadonlyMap<string, number>) => void;
};

/** Commits one batch at a time on its lane; what arrives meanwhile makes the next one. */
export type Writer = {
  readonly append: (event: NewEvent) => Promise<AppendOutcome>;
  /** Whether the last batch found the disk full. */
  readonly isFull: () => boolean;
  /** Resolves once everything that was handed in is answered. */
  readonly settled: () => Promise<void>;
};

type Waiting = {
  readonly event: NewEvent;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: unknown) => void;
};
type Refusal = Extract<AppendOutcome, { kind: 'refused' }>['why'];

const LARGEST_BATCH = 200;
/** Events that may wait while no database answers: beyond that Stripe is told at once to come again. */
const MOST_WAITING = 5000;

export function createWriter(parts: WriterParts): Writer {
  let waiting: Waiting[] = [];
  let running: Promise<void> | null = null;
  let isFull = false;

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, LARGEST_BATCH);
      waiting = waiting.slice(LARGEST_BATCH);
      await commit(batch);
    }
    // In the same moment in which nothing was left: what comes later starts anew.
    running = null;
  };
  const commit = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const connection = await parts.lane.connection();
      const given = { connection, sealer: parts.sealer, days: parts.days };
      const { outcomes, heads } = await storeBatch(
        given,
        batch.map(({ event }) => event),
      );
      isFull = false;
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined)
          reject(new Error('A batch was answered fewer outcomes than it had events.'));
        else resolve(outcome);
      });
      parts.onCommitted(heads);
    } catch (error) {
      const why = refusalFor(error);
      if (why !== null)
        parts.log.warn('postgres.batch-refused', { why, events: batch.length, error: String(error) });
      isFull = why === 'full';
      for (const { resolve, reject } of batch) {
        if (why === null) reject(error);
        else resolve({ kind: 'refused', why });
      }
    }
  };
  return {
    append: (event) => {
      if (waiting.length >= MOST_WAITING) return Promise.resolve({ kind: 'refused', why: 'busy' });
      return new Promise((resolve, reject) => {
        waiting.push({ event, resolve, reject });
        // Whatever has arrived by now makes the first batch with it.
        running ??= gathered(parts.timers).then(run);
      });
    },
    isFull: () => isFull,
    settled: async () => {
      while (running !== null) await running;
    },
  };
}

function gathered(timers: Pick<Timers, 'soon'>): Promise<void> {
  return new Promise((resolve) => {
    timers.soon(resolve);
  });
}

/**
 * After which nothing is known to be stored, and the sender is to come again: should it have been stored after all, the
 * repetition is a duplicate. Everything else is a bug, or a database that somebody changed. Source of the codes:
 * PostgreSQL, appendix A, read 2026-11.
 */
function refusalFor(error: unknown): Refusal | null {
  if (error instanceof ConnectionLost) return 'busy';
  const state = sqlState(error) ?? '';
  if (state === '53100' || state === '53200') return 'full';
  // Deadlock, serialisation, a lock that was waited for too long, a statement that an operator cancelled.
  if (['40P01', '40001', '55P03', '57014'].includes(state)) return 'busy';
  return null;
}

import type { Db } from '../db/index.ts';
import type { Log } from '../ports.ts';
import { read, type ReadAnswer, type ReadName, type ReadRequest } from './reads.ts';

export type { ReadAnswer, ReadName, ReadRequest } from './reads.ts';

/** Reads that are not made in the till's own thread where a shell has another one. */
export type LongReads = {
  readonly read: <Name extends ReadName>(name: Name, request: ReadRequest<Name>) => Promise<ReadAnswer<Name>>;
  readonly stop: () => void;
};

/** A thread that answers messages, as `worker_threads` has it. */
export type ReadThread = {
  readonly ask: (request: ThreadRequest) => void;
  readonly onAnswer: (listener: (answer: ThreadAnswer) => void) => void;
  /** Called once, when it can't be asked any more. */
  readonly onEnd: (listener: (why: string) => void) => void;
  readonly stop: () => void;
};
/** Starts a thread of the entry file of this folder, for the database in that file. */
export type StartReadThread = (databaseFile: string) => ReadThread;

export type ThreadRequest = { readonly id: number; readonly name: ReadName; readonly request: unknown };
export type ThreadAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly reason: string };

/** Reads in the till's own thread. */
export function createReadsHere(db: Db): LongReads {
  return { read: (name, request) => read(db, name, request), stop: () => undefined };
}

/**
 * Reads in a thread of their own, which starts with the first. When it can't be started or ends, what it owed and what
 * comes later is read here: a list that comes late is better than none.
 */
export function createLongReads(from: {
  readonly db: Db;
  readonly log: Log;
  readonly databaseFile: string;
  readonly start: StartReadThread | null;
}): LongReads {
  const here = createReadsHere(from.db);
  if (from.start === null) return here;
  const { start } = from;
  const owed = new Map<number, (answer: ThreadAnswer | null) => void>();
  let thread: ReadThread | null = null;
  let isGone = false;
  let last = 0;

  const gone = (why: string): void => {
    if (isGone) return;
    isGone = true;
    thread = null;
    from.log.warn('reads.thread-ended', { why });
    for (const settle of owed.values()) settle(null);
    owed.clear();
  };
  const running = (): ReadThread | null => {
    if (thread !== null || isGone) return thread;
    try {
      thread = start(from.databaseFile);
    } catch (error) {
      gone(error instanceof Error ? error.message : 'not started');
      return null;
    }
    thread.onAnswer((answer) => {
      owed.get(answer.id)?.(answer);
      owed.delete(answer.id);
    });
    thread.onEnd(gone);
    return thread;
  };
  return {
    read: async <Name extends ReadName>(
      name: Name,
      request: ReadRequest<Name>,
    ): Promise<ReadAnswer<Name>> => {
      const asked = running();
      if (asked === null) return here.read(name, request);
      const id = (last += 1);
      const answer = await new Promise<ThreadAnswer | null>((settle) => {
        owed.set(id, settle);
        asked.ask({ id, name, request });
      });
      if (answer?.ok === true) return answer.value as ReadAnswer<Name>; // Made by the same table of reads.
      if (answer !== null) from.log.error('reads.failed', { name, reason: answer.reason });
      return here.read(name, request);
    },
    stop: () => {
      isGone = true;
      thread?.stop();
      thread = null;
      for (const settle of owed.values()) settle(null);
      owed.clear();
    },
  };
}

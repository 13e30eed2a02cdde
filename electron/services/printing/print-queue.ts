import type { PrintAttempt, PrintKind } from '../../../shared/contract/index.ts';
import { inBackground } from '../background.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Ids, Log, Timers } from '../ports.ts';
import {
  countPapers,
  deleteWish,
  deleteZWish,
  findJob,
  findWaiting,
  hasOpenJob,
  insertJob,
  listSending,
  listWishes,
  listZWishes,
  updateJob,
  type PrintJob,
} from './job-store.ts';

export type PrintOrder = {
  readonly kind: PrintKind;
  readonly subjectId: string | null;
  readonly kicksDrawer: boolean;
};

export type QueuePorts = {
  readonly db: Db;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: Ids;
  readonly log: Log;
  /** Makes the job's bytes from the record and sends them. Null: there is nothing to print any more. */
  readonly print: (job: PrintJob) => Promise<PrintAttempt | null>;
  /** What a completed sale, taken cash and a closed shift mean just now. */
  readonly wants: () => { readonly receipt: boolean; readonly drawer: boolean; readonly zReport: boolean };
  readonly changed: () => void;
};

export type PrintQueue = {
  /** Takes up what a crash left behind. */
  readonly start: () => void;
  /** Turns what sales have wished for since into jobs. */
  readonly follow: () => void;
  readonly add: (order: PrintOrder) => PrintJob;
  /** Prints what failed or is in doubt once more: a new job, and a copy where paper may be out already. */
  readonly again: (jobId: string) => PrintJob | null;
  readonly cancel: (jobId: string) => boolean;
  /** Resolves when nothing is being sent; for tests and for the end of the till. */
  readonly idle: () => Promise<void>;
  readonly stop: () => void;
};

/** Waits before a try that follows one of which nothing left the till; after the last, a person decides. */
const TRY_AGAIN_MS = [1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 30_000, 30_000] as const;
/** A drawer that opens later than this opens with nobody before it. */
const DRAWER_WITHIN_MS = 15_000;
/** An automatic receipt later than this meets another customer. It can still be printed from its sale. */
const RECEIPT_WITHIN_MS = 10 * 60_000;

/**
 * Prints one job after the other. What is to be sent is on the disk before it is sent, and nothing of which a part may
 * be on paper is ever sent again by itself.
 */
export function createPrintQueue(ports: QueuePorts): PrintQueue {
  const { db, clock, timers, ids, log } = ports;
  let working: Promise<void> | null = null;
  let forget: () => void = () => undefined;
  let stopped = false;
  let asked = false;

  const save = (job: PrintJob): PrintJob => {
    updateJob(db, job, clock.nowMs());
    return job;
  };
  const record = (order: PrintOrder): PrintJob => {
    const job: PrintJob = {
      ...order,
      jobId: ids.uuidv7(),
      state: 'waiting',
      cause: null,
      copyNumber: 0,
      tries: 0,
      nextTryAtMs: null,
      createdAtMs: clock.nowMs(),
    };
    insertJob(db, job);
    return job;
  };
  const add = (order: PrintOrder): PrintJob => {
    const job = record(order);
    work();
    ports.changed();
    return job;
  };
  const follow = (): void => {
    if (!followWishes(ports, record)) return;
    // Only now: nothing is sent while a transaction is open.
    work();
    ports.changed();
  };
  /** One look at the queue after the other, however often it is asked for; what is asked meanwhile is seen too. */
  const work = (): void => {
    asked = true;
    if (working !== null || stopped) return;
    working = workWhileAsked().finally(() => {
      working = null;
    });
    const mine = working;
    inBackground(log, 'printing.work', () => mine);
  };
  const workWhileAsked = async (): Promise<void> => {
    while (asked) {
      asked = false;
      await drain();
    }
  };
  const drain = async (): Promise<void> => {
    forget();
    for (let job = findWaiting(db); job !== null && !stopped; job = findWaiting(db)) {
      const waitMs = (job.nextTryAtMs ?? 0) - clock.nowMs();
      if (waitMs > 0) {
        // Later jobs wait with it: a printer that refuses one refuses all, and receipts keep their order.
        forget = timers.after(waitMs, work);
        return;
      }
      await sendOne(job);
    }
  };
  const sendOne = async (waiting: PrintJob): Promise<void> => {
    const late = clock.nowMs() - waiting.createdAtMs > DRAWER_WITHIN_MS;
    if (waiting.kind === 'drawer' && late) {
      save({ ...waiting, state: 'cancelled', nextTryAtMs: null });
      ports.changed();
      return;
    }
    const papers = waiting.subjectId === null ? 0 : countPapers(db, waiting.kind, waiting.subjectId);
    const job = save({
      ...waiting,
      state: 'sending',
      copyNumber: papers,
      kicksDrawer: waiting.kicksDrawer && !late,
      tries: waiting.tries + 1,
      nextTryAtMs: null,
    });
    ports.changed();
    const attempt = await ports.print(job);
    save(after(job, attempt, clock.nowMs()));
    log.info('printing.tried', {
      jobId: job.jobId,
      kind: job.kind,
      outcome: attempt === null ? 'nothing-to-print' : attempt.ok ? wordOf(attempt) : attempt.cause,
    });
    ports.changed();
  };

  return {
    start: () => {
      for (const job of listSending(db)) save({ ...job, state: 'unknown', cause: 'connection-lost' });
      followWishes(ports, record);
      work();
    },
    follow,
    add,
    again: (jobId) => {
      const job = findJob(db, jobId);
      if (job === null || (job.state !== 'failed' && job.state !== 'unknown')) return null;
      // What failed for certain is replaced; what is in doubt stays in the record as perhaps a paper.
      if (job.state === 'failed') save({ ...job, state: 'cancelled' });
      return add({ kind: job.kind, subjectId: job.subjectId, kicksDrawer: false });
    },
    cancel: (jobId) => {
      const job = findJob(db, jobId);
      if (job === null || (job.state !== 'waiting' && job.state !== 'failed')) return false;
      save({ ...job, state: 'cancelled', nextTryAtMs: null });
      ports.changed();
      work();
      return true;
    },
    idle: async () => {
      while (working !== null) await working;
    },
    stop: () => {
      stopped = true;
      forget();
    },
  };
}

/** Only the printer itself can say that it printed. */
function wordOf({ confirmed }: { readonly confirmed: boolean }): 'printed' | 'sent' {
  return confirmed ? 'printed' : 'sent';
}

/** What becomes of a job by what became of its try. */
export function after(job: PrintJob, attempt: PrintAttempt | null, nowMs: number): PrintJob {
  if (attempt === null) return { ...job, state: 'cancelled', cause: null };
  if (attempt.ok) return { ...job, state: wordOf(attempt), cause: null };
  const { cause, sent } = attempt;
  if (sent === 'maybe') return { ...job, state: 'unknown', cause };
  const waitMs = TRY_AGAIN_MS[job.tries - 1];
  return waitMs === undefined || cause === 'no-printer'
    ? { ...job, state: 'failed', cause }
    : { ...job, state: 'waiting', cause, nextTryAtMs: nowMs + waitMs };
}

/** In one transaction: a wish is a job, or not wanted, and never both. True when there were jobs among them. */
function followWishes({ db, clock, wants }: QueuePorts, record: (order: PrintOrder) => PrintJob): boolean {
  const wishes = listWishes(db);
  const closed = listZWishes(db);
  if (wishes.length === 0 && closed.length === 0) return false;
  const wanted = wants();
  const nowMs = clock.nowMs();
  const drawer =
    wanted.drawer && wishes.some(({ kind, atMs }) => kind === 'drawer' && nowMs - atMs < DRAWER_WITHIN_MS);
  const orders: PrintOrder[] = wishes
    .filter(({ kind, atMs }) => kind === 'receipt' && wanted.receipt && nowMs - atMs < RECEIPT_WITHIN_MS)
    .filter(({ saleId }) => saleId !== null && !hasOpenJob(db, 'receipt', saleId))
    .map(({ saleId }, index) => ({ kind: 'receipt', subjectId: saleId, kicksDrawer: drawer && index === 0 }));
  if (orders.length === 0 && drawer) orders.push({ kind: 'drawer', subjectId: null, kicksDrawer: true });
  // A Z is for the books and not for a customer: late is better than never.
  if (wanted.zReport)
    for (const shiftId of closed) orders.push({ kind: 'z-report', subjectId: shiftId, kicksDrawer: false });
  db.transaction(() => {
    for (const { wishId } of wishes) deleteWish(db, wishId);
    for (const shiftId of closed) deleteZWish(db, shiftId);
    for (const order of orders) record(order);
  });
  return orders.length > 0;
}

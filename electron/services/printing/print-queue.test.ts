import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrintAttempt } from '../../../shared/contract/index.ts';
import type { Db } from '../db/index.ts';
import type { Timers } from '../ports.ts';
import { createIds } from '../system/index.ts';
import { findJob, listJobs, type PrintJob } from './job-store.ts';
import { createPrintQueue, type PrintQueue } from './print-queue.ts';
import { openNewDatabase } from '../../../tests/support/new-database.ts';

/** The queue over a real database file, with a printer whose answers the test gives one by one. */
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const NOTHING_LEFT: PrintAttempt = { ok: false, cause: 'refused', sent: 'nothing' };
const IN_DOUBT: PrintAttempt = { ok: false, cause: 'connection-lost', sent: 'maybe' };
const ORDER = { kind: 'receipt', subjectId: 'sale-1', kicksDrawer: true } as const;

let directory: string;
let db: Db;
let nowMs: number;
let waiting: { atMs: number; call: () => void }[];
let answers: (PrintAttempt | null)[];
let sent: PrintJob[];
let wants = { receipt: true, drawer: true, zReport: true };
let queue: PrintQueue;

const timers: Pick<Timers, 'after'> = {
  after: (delayMs, call) => {
    const timer = { atMs: nowMs + delayMs, call };
    waiting.push(timer);
    return () => (waiting = waiting.filter((each) => each !== timer));
  },
};
const pass = async (ms: number): Promise<void> => {
  nowMs += ms;
  const due = waiting.filter(({ atMs }) => atMs <= nowMs);
  waiting = waiting.filter(({ atMs }) => atMs > nowMs);
  for (const { call } of due) call();
  await queue.idle();
};
const open = (): void => {
  db = openNewDatabase(join(directory, 'till.db'));
  queue = createPrintQueue({
    db,
    log: SILENT,
    clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
    ids: createIds({ nowMs: () => nowMs, monotonicMs: () => nowMs }),
    timers: { ...timers, sleep: () => Promise.resolve() },
    print: (job) => {
      sent.push(job);
      const answer = answers.shift();
      return Promise.resolve(answer === undefined ? { ok: true, confirmed: true } : answer);
    },
    wants: () => wants,
    changed: () => undefined,
  });
};
const now = (job: PrintJob) => findJob(db, job.jobId);

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'flexotium-print-'));
  nowMs = 1_000_000;
  waiting = [];
  answers = [];
  sent = [];
  wants = { receipt: true, drawer: true, zReport: true };
  open();
});
afterEach(() => {
  queue.stop();
  db.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('a print job', () => {
  it('is on the disk before it is sent, and printed after it', async () => {
    const job = queue.add(ORDER);
    expect(now(job)?.state).toBe('sending');
    await queue.idle();
    expect(now(job)).toMatchObject({ state: 'printed', cause: null, copyNumber: 0, tries: 1 });
  });

  it('that a printer took without a word is sent and not printed, and asked for again it is a copy', async () => {
    answers = [{ ok: true, confirmed: false }];
    const job = queue.add(ORDER);
    await queue.idle();
    expect(now(job)?.state).toBe('sent');
    const again = queue.add({ ...ORDER, kicksDrawer: false });
    await queue.idle();
    expect(now(again)).toMatchObject({ state: 'printed', copyNumber: 1 });
  });

  it('of which nothing left the till is tried again by itself, and printed once', async () => {
    answers = [NOTHING_LEFT, NOTHING_LEFT];
    const job = queue.add(ORDER);
    await queue.idle();
    expect(now(job)).toMatchObject({ state: 'waiting', cause: 'refused', nextTryAtMs: nowMs + 1_000 });
    await pass(999);
    expect(sent).toHaveLength(1);
    await pass(1);
    await pass(2_000);
    expect(now(job)).toMatchObject({ state: 'printed', tries: 3, copyNumber: 0 });
    await pass(600_000);
    expect(sent).toHaveLength(3);
  });

  it('that can’t be sent for minutes waits for a person, and a person may ask for it again', async () => {
    answers = Array.from({ length: 9 }, () => NOTHING_LEFT);
    const job = queue.add(ORDER);
    await queue.idle();
    for (let minutes = 0; minutes < 10; minutes += 1) await pass(60_000);
    expect(now(job)).toMatchObject({ state: 'failed', cause: 'refused', tries: 9 });
    const next = queue.again(job.jobId);
    await queue.idle();
    expect(now(job)?.state).toBe('cancelled');
    // Nothing of the first was printed, so this is the original.
    expect(next === null ? null : now(next)).toMatchObject({
      state: 'printed',
      copyNumber: 0,
      kicksDrawer: false,
    });
  });

  it('in doubt is never sent again by itself; asked for again it is a copy', async () => {
    answers = [IN_DOUBT];
    const job = queue.add(ORDER);
    await queue.idle();
    expect(now(job)).toMatchObject({ state: 'unknown', cause: 'connection-lost' });
    await pass(600_000);
    expect(sent).toHaveLength(1);
    const next = queue.again(job.jobId);
    await queue.idle();
    expect(next === null ? null : now(next)).toMatchObject({ state: 'printed', copyNumber: 1 });
    expect(now(job)?.state).toBe('unknown');
  });

  it('of a sale that was printed before is a copy with the next number', async () => {
    for (const copyNumber of [0, 1, 2]) {
      const job = queue.add({ ...ORDER, kicksDrawer: false });
      await queue.idle();
      expect(now(job)?.copyNumber).toBe(copyNumber);
    }
  });

  it('that was being sent when the plug was pulled is in doubt after the restart, and not sent again', async () => {
    queue.add(ORDER);
    // The plug: the queue never hears the printer's answer.
    db.run("UPDATE print_jobs SET state = 'sending'");
    await queue.idle();
    db.run("UPDATE print_jobs SET state = 'sending'");
    queue.stop();
    db.close();
    sent = [];
    open();
    queue.start();
    await queue.idle();
    expect(sent).toEqual([]);
    expect(listJobs(db, 9)).toMatchObject([{ state: 'unknown', cause: 'connection-lost' }]);
  });

  it('is taken back by a person, and those behind it go on', async () => {
    answers = [NOTHING_LEFT];
    const first = queue.add(ORDER);
    await queue.idle();
    const second = queue.add({ ...ORDER, subjectId: 'sale-2' });
    expect(queue.cancel(first.jobId)).toBe(true);
    await queue.idle();
    expect(now(first)?.state).toBe('cancelled');
    expect(now(second)?.state).toBe('printed');
    expect(queue.cancel(second.jobId)).toBe(false);
  });

  it('whose paper no record holds is dropped', async () => {
    answers = [null];
    const job = queue.add(ORDER);
    await queue.idle();
    expect(now(job)?.state).toBe('cancelled');
  });

  it('opens no drawer once its moment is over', async () => {
    answers = [NOTHING_LEFT, NOTHING_LEFT];
    queue.add(ORDER);
    await queue.idle();
    await pass(1_000);
    await pass(20_000);
    expect(sent.map(({ kicksDrawer }) => kicksDrawer)).toEqual([true, true, false]);
    const drawer = queue.add({ kind: 'drawer', subjectId: null, kicksDrawer: true });
    await queue.idle();
    expect(now(drawer)?.state).toBe('printed');
  });

  it('for a drawer alone is dropped rather than opened late', async () => {
    answers = [NOTHING_LEFT, NOTHING_LEFT, NOTHING_LEFT, NOTHING_LEFT];
    const drawer = queue.add({ kind: 'drawer', subjectId: null, kicksDrawer: true });
    await queue.idle();
    for (let seconds = 0; seconds < 30; seconds += 1) await pass(1_000);
    expect(now(drawer)?.state).toBe('cancelled');
  });
});

describe('a completed sale', () => {
  const wish = (kind: 'receipt' | 'drawer', saleId: string | null, atMs = nowMs): void => {
    db.run('INSERT INTO print_wishes (kind, sale_id, at_ms) VALUES (?, ?, ?)', kind, saleId, atMs);
  };

  it('paid in cash is one job that opens the drawer first', async () => {
    wish('drawer', 'sale-1');
    wish('receipt', 'sale-1');
    queue.follow();
    await queue.idle();
    expect(sent).toMatchObject([{ kind: 'receipt', subjectId: 'sale-1', kicksDrawer: true }]);
    queue.follow();
    await queue.idle();
    expect(sent).toHaveLength(1);
  });

  it('opens the drawer alone where receipts are not printed by themselves', async () => {
    wants = { receipt: false, drawer: true, zReport: true };
    wish('drawer', 'sale-1');
    wish('receipt', 'sale-1');
    queue.follow();
    await queue.idle();
    expect(sent).toMatchObject([{ kind: 'drawer', kicksDrawer: true }]);
  });

  it('wishes for nothing where there is no printer', async () => {
    wants = { receipt: false, drawer: false, zReport: false };
    wish('receipt', 'sale-1');
    queue.follow();
    wants = { receipt: true, drawer: true, zReport: true };
    queue.follow();
    await queue.idle();
    expect(sent).toEqual([]);
  });

  it('whose till crashed before printing is printed after the restart, without the drawer if that is long ago', async () => {
    wish('drawer', 'sale-1', nowMs - 60_000);
    wish('receipt', 'sale-1', nowMs - 60_000);
    queue.start();
    await queue.idle();
    expect(sent).toMatchObject([{ kind: 'receipt', kicksDrawer: false }]);
  });

  it('of yesterday is not printed by itself any more', async () => {
    wish('receipt', 'sale-1', nowMs - 86_400_000);
    queue.start();
    await queue.idle();
    expect(sent).toEqual([]);
  });
});

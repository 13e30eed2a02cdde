import type { PrinterCause, PrintJobView, PrintKind, PrintState } from '../../../shared/contract/index.ts';
import type { Db } from '../db/index.ts';

/** A job as it is on the disk. Its paper is made anew from the record at each try; only what to print is kept. */
export type PrintJob = {
  readonly jobId: string;
  readonly kind: PrintKind;
  readonly subjectId: string | null;
  readonly state: PrintState;
  readonly cause: PrinterCause | null;
  readonly copyNumber: number;
  readonly kicksDrawer: boolean;
  readonly tries: number;
  readonly nextTryAtMs: number | null;
  readonly createdAtMs: number;
};

export type PrintWish = {
  readonly wishId: number;
  readonly kind: 'receipt' | 'drawer';
  readonly saleId: string | null;
  readonly atMs: number;
};

type Row = {
  readonly job_id: string;
  readonly kind: PrintKind;
  readonly subject_id: string | null;
  readonly state: PrintState;
  readonly cause: PrinterCause | null;
  readonly copy_number: number;
  readonly kicks_drawer: number;
  readonly tries: number;
  readonly next_try_at_ms: number | null;
  readonly created_at_ms: number;
};

/** The next job to send, in the order in which they were asked for; null when none waits. */
export function findWaiting(db: Db): PrintJob | null {
  return jobOf(
    db.get<Row>(
      `SELECT * FROM print_jobs WHERE state IN ('waiting', 'sending') AND state = 'waiting'
       ORDER BY created_at_ms, job_id LIMIT 1`,
    ),
  );
}

export function countWaiting(db: Db): number {
  const row = db.get<{ readonly open: number }>(
    "SELECT count(*) AS open FROM print_jobs WHERE state IN ('waiting', 'sending')",
  );
  return row?.open ?? 0;
}

export function findJob(db: Db, jobId: string): PrintJob | null {
  return jobOf(db.get<Row>('SELECT * FROM print_jobs WHERE job_id = ?', jobId));
}

/** Newest first. */
export function listJobs(db: Db, limit: number): readonly PrintJob[] {
  return db
    .all<Row>('SELECT * FROM print_jobs ORDER BY created_at_ms DESC, job_id DESC LIMIT ?', limit)
    .map(toJob);
}

/** What was begun when the till ended: nobody knows what of it is on paper. */
export function listSending(db: Db): readonly PrintJob[] {
  return db
    .all<Row>("SELECT * FROM print_jobs WHERE state IN ('waiting', 'sending') AND state = 'sending'")
    .map(toJob);
}

/** How many papers of this may be in the world: printed, sent, or perhaps printed. */
export function countPapers(db: Db, kind: PrintKind, subjectId: string): number {
  const row = db.get<{ readonly papers: number }>(
    `SELECT count(*) AS papers FROM print_jobs WHERE subject_id = ? AND kind = ?
       AND state IN ('printed', 'sent', 'unknown', 'sending')`,
    subjectId,
    kind,
  );
  return row?.papers ?? 0;
}

export function hasOpenJob(db: Db, kind: PrintKind, subjectId: string): boolean {
  return (
    db.get(
      "SELECT 1 FROM print_jobs WHERE subject_id = ? AND kind = ? AND state = 'waiting'",
      subjectId,
      kind,
    ) !== null
  );
}

export function insertJob(db: Db, job: PrintJob): void {
  db.run(
    `INSERT INTO print_jobs (job_id, kind, subject_id, state, cause, copy_number, kicks_drawer, tries, next_try_at_ms,
       created_at_ms, changed_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    job.jobId,
    job.kind,
    job.subjectId,
    job.state,
    job.cause,
    job.copyNumber,
    job.kicksDrawer ? 1 : 0,
    job.tries,
    job.nextTryAtMs,
    job.createdAtMs,
    job.createdAtMs,
  );
}

export function updateJob(db: Db, job: PrintJob, atMs: number): void {
  db.run(
    `UPDATE print_jobs SET state = ?, cause = ?, copy_number = ?, kicks_drawer = ?, tries = ?, next_try_at_ms = ?,
       changed_at_ms = ? WHERE job_id = ?`,
    job.state,
    job.cause,
    job.copyNumber,
    job.kicksDrawer ? 1 : 0,
    job.tries,
    job.nextTryAtMs,
    atMs,
    job.jobId,
  );
}

export function listWishes(db: Db): readonly PrintWish[] {
  return db
    .all<{
      readonly wish_id: number;
      readonly kind: PrintWish['kind'];
      readonly sale_id: string | null;
      readonly at_ms: number;
    }>('SELECT * FROM print_wishes ORDER BY wish_id')
    .map((row) => ({ wishId: row.wish_id, kind: row.kind, saleId: row.sale_id, atMs: row.at_ms }));
}

export function deleteWish(db: Db, wishId: number): void {
  db.run('DELETE FROM print_wishes WHERE wish_id = ?', wishId);
}

/** Shifts that were closed since and whose Z nobody has dealt with yet. */
export function listZWishes(db: Db): readonly string[] {
  return db
    .all<{ readonly shift_id: string }>('SELECT shift_id FROM z_report_wishes ORDER BY at_ms')
    .map((row) => row.shift_id);
}

export function deleteZWish(db: Db, shiftId: string): void {
  db.run('DELETE FROM z_report_wishes WHERE shift_id = ?', shiftId);
}

export function viewJob(job: PrintJob, label: string | null): PrintJobView {
  const { subjectId: _subjectId, tries: _tries, ...view } = job;
  return { ...view, label };
}

function jobOf(row: Row | null): PrintJob | null {
  return row === null ? null : toJob(row);
}

function toJob(row: Row): PrintJob {
  return {
    jobId: row.job_id,
    kind: row.kind,
    subjectId: row.subject_id,
    state: row.state,
    cause: row.cause,
    copyNumber: row.copy_number,
    kicksDrawer: row.kicks_drawer === 1,
    tries: row.tries,
    nextTryAtMs: row.next_try_at_ms,
    createdAtMs: row.created_at_ms,
  };
}

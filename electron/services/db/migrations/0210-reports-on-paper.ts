import type { Migration } from '../open.ts';

/**
 * X and Z on paper, and the difference between a printer that said it has printed and one that only took the bytes. An
 * X is kept as it was taken, so that its paper says what was so at that moment, however late it is printed. The wish
 * for a Z is written in the commit that closes the shift.
 */
export const reportsOnPaper: Migration = {
  version: 210,
  name: 'reports-on-paper',
  sql: `
ALTER TABLE print_jobs RENAME TO print_jobs_before;
DROP INDEX print_jobs_open;
DROP INDEX print_jobs_newest;
DROP INDEX print_jobs_of_subject;
CREATE TABLE print_jobs (
  job_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL
    CHECK (kind IN ('receipt', 'refund', 'declined-slip', 'test', 'drawer', 'x-report', 'z-report')),
  subject_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'printed', 'sent', 'failed', 'unknown', 'cancelled')),
  cause TEXT,
  copy_number INTEGER NOT NULL CHECK (copy_number >= 0),
  kicks_drawer INTEGER NOT NULL CHECK (kicks_drawer IN (0, 1)),
  tries INTEGER NOT NULL DEFAULT 0,
  next_try_at_ms INTEGER,
  created_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL
) STRICT;
INSERT INTO print_jobs SELECT job_id, kind, subject_id, state, cause, copy_number, kicks_drawer, tries, next_try_at_ms,
  created_at_ms, changed_at_ms FROM print_jobs_before;
DROP TABLE print_jobs_before;
CREATE INDEX print_jobs_open ON print_jobs (created_at_ms, job_id) WHERE state IN ('waiting', 'sending');
CREATE INDEX print_jobs_newest ON print_jobs (created_at_ms DESC, job_id DESC);
CREATE INDEX print_jobs_of_subject ON print_jobs (subject_id, kind);

CREATE TABLE x_reports (
  x_report_id TEXT PRIMARY KEY,
  shift_id TEXT NOT NULL REFERENCES shifts,
  report_json TEXT NOT NULL
) STRICT;
CREATE TRIGGER x_report_is_not_edited BEFORE UPDATE ON x_reports
  BEGIN SELECT RAISE (ABORT, 'a report stays as it was taken'); END;
CREATE TRIGGER x_report_is_not_taken_out BEFORE DELETE ON x_reports
  BEGIN SELECT RAISE (ABORT, 'a report stays as it was taken'); END;

CREATE TABLE z_report_wishes (shift_id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) STRICT;
CREATE TRIGGER closed_shift_wants_z_report AFTER INSERT ON shift_reports
  BEGIN INSERT INTO z_report_wishes
    SELECT NEW.shift_id, closed_at_ms FROM shift_closes c WHERE c.shift_id = NEW.shift_id; END;
`,
};

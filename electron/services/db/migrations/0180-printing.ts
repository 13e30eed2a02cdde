import type { Migration } from '../open.ts';

/**
 * What is to be printed, and what became of it. A wish is written by the database itself in the commit that completes a
 * sale or takes cash, so that no crash between paying and printing loses it, and no payment has to know of printers.
 */
export const printing: Migration = {
  version: 180,
  name: 'printing',
  sql: `
CREATE TABLE print_wishes (
  wish_id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'drawer')),
  sale_id TEXT,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE TRIGGER completed_sale_wants_receipt AFTER UPDATE OF state ON sales
  WHEN NEW.state = 'completed' AND OLD.state <> 'completed'
  BEGIN INSERT INTO print_wishes (kind, sale_id, at_ms) VALUES ('receipt', NEW.sale_id, NEW.completed_at_ms); END;
CREATE TRIGGER cash_wants_drawer AFTER INSERT ON cash_tenders
  BEGIN INSERT INTO print_wishes (kind, sale_id, at_ms) VALUES ('drawer', NEW.sale_id, NEW.at_ms); END;
CREATE TRIGGER cash_refund_wants_drawer AFTER INSERT ON refund_legs WHEN NEW.kind = 'cash'
  BEGIN INSERT INTO print_wishes (kind, sale_id, at_ms) VALUES ('drawer', NULL, NEW.created_at_ms); END;
CREATE TRIGGER cash_given_back_wants_drawer AFTER INSERT ON cash_given_back
  BEGIN INSERT INTO print_wishes (kind, sale_id, at_ms) VALUES ('drawer', NULL, NEW.at_ms); END;

CREATE TABLE print_jobs (
  job_id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'refund', 'declined-slip', 'test', 'drawer')),
  subject_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'printed', 'failed', 'unknown', 'cancelled')),
  cause TEXT,
  copy_number INTEGER NOT NULL CHECK (copy_number >= 0),
  kicks_drawer INTEGER NOT NULL CHECK (kicks_drawer IN (0, 1)),
  tries INTEGER NOT NULL DEFAULT 0,
  next_try_at_ms INTEGER,
  created_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX print_jobs_open ON print_jobs (created_at_ms, job_id) WHERE state IN ('waiting', 'sending');
CREATE INDEX print_jobs_newest ON print_jobs (created_at_ms DESC, job_id DESC);
CREATE INDEX print_jobs_of_subject ON print_jobs (subject_id, kind);
`,
};

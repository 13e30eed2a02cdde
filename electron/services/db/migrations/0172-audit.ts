import type { Migration } from '../open.ts';

/**
 * The audit log. Entries and the seals of their chain are two tables, because an entry is written with what it tells of
 * and its seal as soon as the vault has given the key. Neither is ever edited.
 */
export const audit: Migration = {
  version: 172,
  name: 'audit',
  sql: `
CREATE TABLE audit_entries (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  at_ms INTEGER NOT NULL,
  staff_id TEXT,
  staff_name TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT,
  approved_by TEXT,
  reason TEXT,
  changes TEXT NOT NULL
) STRICT;
CREATE INDEX audit_of_person ON audit_entries (staff_id, seq);
CREATE INDEX audit_of_action ON audit_entries (action, seq);
CREATE INDEX audit_by_time ON audit_entries (at_ms, seq);

CREATE TABLE audit_seals (
  seq INTEGER PRIMARY KEY REFERENCES audit_entries,
  key_id TEXT NOT NULL,
  mac TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_entry_is_not_edited BEFORE UPDATE ON audit_entries
  BEGIN SELECT RAISE (ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_entry_is_not_taken_out BEFORE DELETE ON audit_entries
  BEGIN SELECT RAISE (ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_seal_is_not_edited BEFORE UPDATE ON audit_seals
  BEGIN SELECT RAISE (ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_seal_is_not_taken_off BEFORE DELETE ON audit_seals
  BEGIN SELECT RAISE (ABORT, 'the audit log is only added to'); END;
`,
};

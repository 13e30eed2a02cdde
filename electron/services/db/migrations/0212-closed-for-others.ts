import type { Migration } from '../open.ts';

/** A shift that somebody else closed than the one whose it was: both names, and who allowed it for which reason. */
export const closedForOthers: Migration = {
  version: 212,
  name: 'closed-for-others',
  sql: `
CREATE TABLE shifts_closed_for_others (
  shift_id TEXT PRIMARY KEY REFERENCES shift_closes,
  owner_id TEXT NOT NULL REFERENCES staff,
  owner_name TEXT NOT NULL,
  approval_id TEXT NOT NULL REFERENCES approvals
) STRICT;
CREATE TRIGGER shift_closed_for_other_is_not_edited BEFORE UPDATE ON shifts_closed_for_others
  BEGIN SELECT RAISE (ABORT, 'a closed shift stays as it was closed'); END;
CREATE TRIGGER shift_closed_for_other_is_not_taken_out BEFORE DELETE ON shifts_closed_for_others
  BEGIN SELECT RAISE (ABORT, 'a closed shift stays as it was closed'); END;
`,
};

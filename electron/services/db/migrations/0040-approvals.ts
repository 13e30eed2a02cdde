import type { Migration } from '../open.ts';

/** Who approved what with a PIN and why; and which PaymentIntent stands behind each event. */
export const approvals: Migration = {
  version: 40,
  name: 'approvals',
  sql: `
ALTER TABLE stripe_events ADD COLUMN intent_id TEXT;
UPDATE stripe_events SET intent_id = object_id WHERE object_id LIKE 'pi_%';

CREATE TABLE approvals (
  approval_id TEXT PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  action TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  staff_id TEXT NOT NULL REFERENCES staff,
  staff_name TEXT NOT NULL
) STRICT;
CREATE INDEX approvals_of_subject ON approvals (subject_id, at_ms);
CREATE TRIGGER approval_is_not_edited BEFORE UPDATE ON approvals
  BEGIN SELECT RAISE (ABORT, 'approvals are only added to'); END;
CREATE TRIGGER approval_is_not_taken_back BEFORE DELETE ON approvals
  BEGIN SELECT RAISE (ABORT, 'approvals are only added to'); END;
`,
};

import type { Migration } from '../open.ts';

/** Tips and deadlines of card tenders, a manager's decision about one, and cash that was given back out of a sale. */
export const splitTenders: Migration = {
  version: 50,
  name: 'split-tenders',
  sql: `
ALTER TABLE card_tenders ADD COLUMN tip_asked_minor INTEGER NOT NULL DEFAULT 0 CHECK (tip_asked_minor >= 0);
ALTER TABLE card_tenders ADD COLUMN capture TEXT NOT NULL DEFAULT 'automatic'
  CHECK (capture IN ('automatic', 'manual'));
ALTER TABLE card_tenders ADD COLUMN capture_before_ms INTEGER;
ALTER TABLE card_tenders ADD COLUMN decision_json TEXT;
UPDATE card_tenders SET state_json = json_set(state_json, '$.tipMinor', 0) WHERE state = 'approved';
UPDATE card_tenders SET state_json =
  json_set(state_json, '$.tipMinor', 0, '$.captureBeforeMs', NULL, '$.captureTries', 0) WHERE state = 'to-capture';

CREATE TABLE cash_given_back (
  tender_id TEXT PRIMARY KEY REFERENCES cash_tenders,
  given_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  shift_id TEXT NOT NULL,
  cashier_id TEXT NOT NULL,
  approval_id TEXT NOT NULL REFERENCES approvals,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE TRIGGER cash_given_back_is_not_edited BEFORE UPDATE ON cash_given_back
  BEGIN SELECT RAISE (ABORT, 'cash given back is only added to'); END;
CREATE TRIGGER cash_given_back_is_not_taken_out BEFORE DELETE ON cash_given_back
  BEGIN SELECT RAISE (ABORT, 'cash given back is only added to'); END;
`,
};

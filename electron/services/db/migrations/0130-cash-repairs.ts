import type { Migration } from '../open.ts';

/**
 * Sales that were recorded as paid by card although the customer paid cash. The cash tender is named before it is
 * there: it is written in the commit by which the card's refund is known to be made.
 */
export const cashRepairs: Migration = {
  version: 130,
  name: 'cash-repairs',
  sql: `
CREATE TABLE cash_repairs (
  refund_leg_id TEXT PRIMARY KEY REFERENCES refund_legs,
  sale_id TEXT NOT NULL REFERENCES sales,
  card_tender_id TEXT NOT NULL REFERENCES card_tenders,
  cash_tender_id TEXT NOT NULL UNIQUE,
  approval_id TEXT NOT NULL REFERENCES approvals,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX cash_repairs_of_card ON cash_repairs (card_tender_id);
CREATE TRIGGER cash_repair_is_not_edited BEFORE UPDATE ON cash_repairs
  BEGIN SELECT RAISE (ABORT, 'cash repairs are only added to'); END;
CREATE TRIGGER cash_repair_is_not_taken_back BEFORE DELETE ON cash_repairs
  BEGIN SELECT RAISE (ABORT, 'cash repairs are only added to'); END;
`,
};

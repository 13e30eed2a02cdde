import type { Migration } from '../open.ts';

/**
 * Closed shifts. What a shift was closed with is never edited: what turns up later is shown beside it. Cash remembers
 * the shift that took it, because a sale that waits for Stripe moves on to the next shift without its money.
 */
export const shifts: Migration = {
  version: 100,
  name: 'shifts',
  sql: `
ALTER TABLE cash_tenders ADD COLUMN shift_id TEXT;
UPDATE cash_tenders SET shift_id = (SELECT shift_id FROM sales s WHERE s.sale_id = cash_tenders.sale_id);
CREATE INDEX cash_of_shift ON cash_tenders (shift_id);
CREATE INDEX cards_of_shift ON card_tenders (shift_id);
CREATE INDEX sales_of_shift ON sales (shift_id);
CREATE INDEX cash_given_back_of_shift ON cash_given_back (shift_id);

CREATE TABLE shift_acceptances (
  approval_id TEXT PRIMARY KEY REFERENCES approvals,
  shift_id TEXT NOT NULL REFERENCES shifts,
  line_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL
) STRICT;
CREATE INDEX acceptances_of_shift ON shift_acceptances (shift_id, line_id);

CREATE TABLE shift_closes (
  shift_id TEXT PRIMARY KEY REFERENCES shifts,
  closed_at_ms INTEGER NOT NULL,
  compared_at_ms INTEGER NOT NULL,
  closed_by TEXT NOT NULL REFERENCES staff,
  closed_by_name TEXT NOT NULL,
  register TEXT NOT NULL,
  currency TEXT NOT NULL,
  sales INTEGER NOT NULL,
  payments INTEGER NOT NULL,
  till_minor INTEGER NOT NULL,
  stripe_minor INTEGER NOT NULL,
  tips_minor INTEGER NOT NULL,
  cash_in_minor INTEGER NOT NULL,
  cash_out_minor INTEGER NOT NULL
) STRICT;
CREATE INDEX closes_newest ON shift_closes (closed_at_ms DESC);

CREATE TABLE shift_lines (
  shift_id TEXT NOT NULL REFERENCES shift_closes,
  line_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('matched', 'in-doubt', 'missing-sale', 'missing-charge', 'wrong-mode',
    'uncaptured', 'refunded-elsewhere', 'amount-differs')),
  till_minor INTEGER NOT NULL,
  stripe_minor INTEGER,
  currency TEXT NOT NULL,
  payment_intent_id TEXT,
  tender_id TEXT,
  sale_id TEXT,
  card_json TEXT,
  at_ms INTEGER NOT NULL,
  approval_id TEXT REFERENCES approvals,
  PRIMARY KEY (shift_id, line_id),
  CHECK (kind = 'matched' OR approval_id IS NOT NULL)
) STRICT;
CREATE INDEX shifts_of_line ON shift_lines (line_id);

CREATE TRIGGER shift_close_is_not_edited BEFORE UPDATE ON shift_closes
  BEGIN SELECT RAISE (ABORT, 'a closed shift stays as it was closed'); END;
CREATE TRIGGER shift_close_is_not_taken_back BEFORE DELETE ON shift_closes
  BEGIN SELECT RAISE (ABORT, 'a closed shift stays as it was closed'); END;
CREATE TRIGGER shift_line_is_not_edited BEFORE UPDATE ON shift_lines
  BEGIN SELECT RAISE (ABORT, 'a closed shift stays as it was closed'); END;
CREATE TRIGGER shift_line_is_not_taken_out BEFORE DELETE ON shift_lines
  BEGIN SELECT RAISE (ABORT, 'a closed shift stays as it was closed'); END;
CREATE TRIGGER shift_acceptance_is_not_edited BEFORE UPDATE ON shift_acceptances
  BEGIN SELECT RAISE (ABORT, 'what was accepted is only added to'); END;
CREATE TRIGGER shift_acceptance_is_not_taken_back BEFORE DELETE ON shift_acceptances
  BEGIN SELECT RAISE (ABORT, 'what was accepted is only added to'); END;

CREATE TRIGGER closed_shift_takes_no_sale BEFORE INSERT ON sales
  WHEN EXISTS (SELECT 1 FROM shift_closes c WHERE c.shift_id = NEW.shift_id)
  BEGIN SELECT RAISE (ABORT, 'the shift is closed'); END;
CREATE TRIGGER closed_shift_takes_no_card BEFORE INSERT ON card_tenders
  WHEN EXISTS (SELECT 1 FROM shift_closes c WHERE c.shift_id = NEW.shift_id)
  BEGIN SELECT RAISE (ABORT, 'the shift is closed'); END;
CREATE TRIGGER closed_shift_takes_no_cash BEFORE INSERT ON cash_tenders
  WHEN EXISTS (SELECT 1 FROM shift_closes c WHERE c.shift_id = NEW.shift_id)
  BEGIN SELECT RAISE (ABORT, 'the shift is closed'); END;
CREATE TRIGGER closed_shift_gives_no_cash BEFORE INSERT ON cash_given_back
  WHEN EXISTS (SELECT 1 FROM shift_closes c WHERE c.shift_id = NEW.shift_id)
  BEGIN SELECT RAISE (ABORT, 'the shift is closed'); END;
CREATE TRIGGER closed_shift_takes_no_refund BEFORE INSERT ON refunds
  WHEN EXISTS (SELECT 1 FROM shift_closes c WHERE c.shift_id = NEW.shift_id)
  BEGIN SELECT RAISE (ABORT, 'the shift is closed'); END;
`,
};

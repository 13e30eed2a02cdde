import type { Migration } from '../open.ts';

/**
 * What the Review Queue is made of: money at Stripe without a sale, other registers' money, disputes, payouts, repairs
 * of tenders, and what managers did about each. Also kinds instead of sentences for what differs.
 */
export const review: Migration = {
  version: 70,
  name: 'review',
  sql: `
ALTER TABLE card_tenders ADD COLUMN stripe_received_minor INTEGER;
UPDATE card_tenders SET reconciled_why = CASE
  WHEN reconciled_why = 'Another mode at Stripe' THEN 'mode'
  WHEN reconciled_why = 'Another currency at Stripe' THEN 'currency'
  WHEN reconciled_why = 'The amounts differ' THEN 'amount'
  WHEN reconciled_why = 'Stripe does not know this payment' THEN 'missing-at-stripe'
  WHEN reconciled_why = 'Charged after it was given up' THEN 'charged-after-cancel'
  ELSE 'state' END
WHERE reconciled_why IS NOT NULL;
CREATE INDEX cards_of_time ON card_tenders (created_at_ms);

ALTER TABLE stripe_events ADD COLUMN register TEXT;
CREATE INDEX events_of_object ON stripe_events (object_id, type);

ALTER TABLE sweeps ADD COLUMN events_through_ms INTEGER;

ALTER TABLE orphans RENAME TO orphans_before_review;
CREATE TABLE orphans (
  payment_intent_id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('open', 'adopted', 'refunded', 'elsewhere', 'released')),
  amount_minor INTEGER NOT NULL,
  refunded_minor INTEGER NOT NULL,
  captured INTEGER NOT NULL CHECK (captured IN (0, 1)),
  currency TEXT NOT NULL,
  register TEXT,
  created_at_ms INTEGER NOT NULL,
  found_at_ms INTEGER NOT NULL,
  metadata_json TEXT NOT NULL,
  card_json TEXT
) STRICT;
INSERT INTO orphans SELECT payment_intent_id, 'open', amount_minor, 0, 1, currency,
  json_extract(metadata_json, '$.register'), created_at_ms, found_at_ms, metadata_json, NULL
  FROM orphans_before_review;
DROP TABLE orphans_before_review;
CREATE INDEX orphans_open ON orphans (found_at_ms) WHERE state = 'open';
CREATE INDEX orphans_of_register ON orphans (register, state);

CREATE TABLE retired_registers (
  register TEXT PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  approval_id TEXT NOT NULL REFERENCES approvals
) STRICT;

CREATE TABLE tender_repairs (
  repair_id TEXT PRIMARY KEY,
  sale_id TEXT NOT NULL REFERENCES sales,
  cash_tender_id TEXT NOT NULL UNIQUE REFERENCES cash_tenders,
  card_tender_id TEXT NOT NULL UNIQUE REFERENCES card_tenders,
  at_ms INTEGER NOT NULL,
  approval_id TEXT NOT NULL REFERENCES approvals
) STRICT;
CREATE INDEX repairs_of_sale ON tender_repairs (sale_id);

CREATE TABLE disputes (
  dispute_id TEXT PRIMARY KEY,
  payment_intent_id TEXT,
  charge_id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  status TEXT NOT NULL,
  reason TEXT NOT NULL,
  due_at_ms INTEGER,
  created_at_ms INTEGER NOT NULL,
  read_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX disputes_of_intent ON disputes (payment_intent_id);

CREATE TABLE payouts (
  payout_id TEXT PRIMARY KEY,
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  status TEXT NOT NULL,
  lines_state TEXT NOT NULL CHECK (lines_state IN ('complete', 'in-progress', 'not-applicable')),
  created_at_ms INTEGER NOT NULL,
  arrives_at_ms INTEGER NOT NULL,
  read_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX payouts_newest ON payouts (arrives_at_ms DESC, payout_id DESC);

CREATE TABLE payout_lines (
  line_id TEXT PRIMARY KEY,
  payout_id TEXT NOT NULL REFERENCES payouts,
  type TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  fee_minor INTEGER NOT NULL,
  net_minor INTEGER NOT NULL,
  source_id TEXT,
  payment_intent_id TEXT,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX lines_of_payout ON payout_lines (payout_id, at_ms);

CREATE TABLE forged_events (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  count INTEGER NOT NULL,
  last_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE review_done (
  item_id TEXT PRIMARY KEY,
  how TEXT NOT NULL CHECK (how IN ('adopted', 'refunded', 'repaired', 'dismissed')),
  at_ms INTEGER NOT NULL,
  staff_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  item_json TEXT NOT NULL
) STRICT;
CREATE INDEX review_done_newest ON review_done (at_ms DESC);
`,
};

import type { Migration } from '../open.ts';

/**
 * Refunds, their lines and legs, and the journal of the legs. A refund may be of a sale of this till, or of a payment
 * that another register took: then the PaymentIntent and what Stripe says about it stand in for the sale.
 */
export const refunds: Migration = {
  version: 60,
  name: 'refunds',
  sql: `
CREATE TABLE refunds (
  refund_id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'tender', 'payment', 'without-receipt')),
  sale_id TEXT REFERENCES sales,
  origin_json TEXT,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('training', 'test', 'live')),
  reason TEXT NOT NULL,
  note TEXT,
  restock INTEGER NOT NULL CHECK (restock IN (0, 1)),
  register TEXT NOT NULL,
  shift_id TEXT NOT NULL REFERENCES shifts,
  cashier_id TEXT NOT NULL REFERENCES staff,
  approval_id TEXT REFERENCES approvals,
  exchange_sale_id TEXT REFERENCES sales,
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX refunds_of_sale ON refunds (sale_id, created_at_ms);
CREATE INDEX refunds_of_shift ON refunds (shift_id);

CREATE TABLE refund_lines (
  refund_id TEXT NOT NULL REFERENCES refunds,
  position INTEGER NOT NULL,
  line_id TEXT,
  name TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  amount_minor INTEGER NOT NULL,
  tax_name TEXT NOT NULL,
  tax_ppm INTEGER NOT NULL,
  tax_minor INTEGER NOT NULL,
  PRIMARY KEY (refund_id, position)
) STRICT;
CREATE INDEX refunds_of_line ON refund_lines (line_id);

CREATE TABLE refund_legs (
  leg_id TEXT PRIMARY KEY,
  refund_id TEXT NOT NULL REFERENCES refunds,
  kind TEXT NOT NULL CHECK (kind IN ('card', 'cash')),
  tender_id TEXT,
  payment_intent_id TEXT,
  method TEXT CHECK (method IN ('api', 'reader')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  rounding_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('training', 'test', 'live')),
  state TEXT NOT NULL,
  state_json TEXT NOT NULL,
  version INTEGER NOT NULL,
  key_ordinal INTEGER NOT NULL DEFAULT 1,
  key_at_ms INTEGER NOT NULL,
  stripe_refund_id TEXT UNIQUE,
  seen_json TEXT,
  replaces_leg_id TEXT UNIQUE REFERENCES refund_legs,
  created_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  CHECK ((kind = 'card') = (payment_intent_id IS NOT NULL AND method IS NOT NULL)),
  CHECK (state IN ('requested', 'ready', 'armed', 'processing', 'in-doubt', 'pending', 'succeeded', 'failed',
    'cancelled', 'refused', 'withdrawn', 'paid-out'))
) STRICT;
CREATE INDEX legs_of_refund ON refund_legs (refund_id);
CREATE INDEX legs_of_tender ON refund_legs (tender_id);
CREATE INDEX legs_of_intent ON refund_legs (payment_intent_id);
CREATE INDEX legs_unsettled ON refund_legs (state)
  WHERE state NOT IN ('succeeded', 'refused', 'withdrawn', 'paid-out');

CREATE TABLE refund_journal (
  journal_id INTEGER PRIMARY KEY,
  leg_id TEXT NOT NULL REFERENCES refund_legs,
  at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  detail_json TEXT NOT NULL,
  state_json TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;
CREATE INDEX journal_of_leg ON refund_journal (leg_id, journal_id);
CREATE TRIGGER refund_journal_is_not_edited BEFORE UPDATE ON refund_journal
  BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;
CREATE TRIGGER refund_journal_is_not_cut BEFORE DELETE ON refund_journal
  BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;

CREATE TABLE refunds_elsewhere (
  stripe_refund_id TEXT PRIMARY KEY,
  payment_intent_id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  status TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  seen_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX elsewhere_of_intent ON refunds_elsewhere (payment_intent_id);

CREATE TABLE exchange_returns (
  line_id TEXT PRIMARY KEY,
  sale_id TEXT NOT NULL REFERENCES sales,
  origin_sale_id TEXT NOT NULL REFERENCES sales,
  origin_line_id TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  amount_minor INTEGER NOT NULL,
  tax_minor INTEGER NOT NULL,
  restock INTEGER NOT NULL CHECK (restock IN (0, 1)),
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX returns_of_sale ON exchange_returns (sale_id);
CREATE INDEX returns_of_origin ON exchange_returns (origin_sale_id);
`,
};

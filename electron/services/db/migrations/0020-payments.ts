import { CARD_TENDER_STATES } from '../../../../shared/domain/payment/index.ts';
import type { Migration } from '../open.ts';

// Frozen with this step: a later step changes the CHECK when the machine gains a state.
const STATES = CARD_TENDER_STATES.map((state) => `'${state}'`).join(', ');

/** Tenders, their journal, events from Stripe and where the relay's stream was left. */
export const payments: Migration = {
  version: 20,
  name: 'payments',
  sql: `
CREATE TABLE cash_tenders (
  tender_id TEXT PRIMARY KEY,
  sale_id TEXT NOT NULL REFERENCES sales,
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  rounding_minor INTEGER NOT NULL,
  tendered_minor INTEGER NOT NULL,
  change_minor INTEGER NOT NULL CHECK (change_minor >= 0),
  currency TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  CHECK (tendered_minor - change_minor = amount_minor + rounding_minor)
) STRICT;
CREATE INDEX cash_of_sale ON cash_tenders (sale_id);

CREATE TABLE card_tenders (
  tender_id TEXT PRIMARY KEY,
  sale_id TEXT NOT NULL REFERENCES sales,
  state TEXT NOT NULL CHECK (state IN (${STATES})),
  state_json TEXT NOT NULL,
  version INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('training', 'test', 'live')),
  cart_hash TEXT NOT NULL,
  register TEXT NOT NULL,
  shift_id TEXT NOT NULL,
  cashier_id TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  armed_at_ms INTEGER,
  key_ordinal INTEGER NOT NULL DEFAULT 1,
  payment_intent_id TEXT UNIQUE,
  reader_label TEXT,
  charge_id TEXT,
  captured_minor INTEGER,
  card_json TEXT,
  receipt_json TEXT,
  released TEXT,
  reconciliation TEXT NOT NULL DEFAULT 'pending'
    CHECK (reconciliation IN ('pending', 'matched', 'mismatched', 'missing-at-stripe')),
  reconciled_source TEXT CHECK (reconciled_source IN ('relay', 'sweep', 'till', 'manager')),
  reconciled_at_ms INTEGER,
  reconciled_why TEXT,
  stripe_at_ms INTEGER,
  till_at_ms INTEGER,
  webhook_at_ms INTEGER
) STRICT;
CREATE INDEX cards_of_sale ON card_tenders (sale_id);
CREATE INDEX cards_unsettled ON card_tenders (state) WHERE state NOT IN ('approved', 'cancelled', 'hold-released');
CREATE INDEX cards_pending ON card_tenders (reconciliation) WHERE reconciliation <> 'matched';

CREATE TABLE tender_journal (
  journal_id INTEGER PRIMARY KEY,
  tender_id TEXT NOT NULL REFERENCES card_tenders,
  at_ms INTEGER NOT NULL,
  kind TEXT NOT NULL,
  source TEXT NOT NULL,
  detail_json TEXT NOT NULL,
  state_json TEXT NOT NULL,
  checksum TEXT NOT NULL
) STRICT;
CREATE INDEX journal_of_tender ON tender_journal (tender_id, journal_id);
CREATE TRIGGER journal_is_not_edited BEFORE UPDATE ON tender_journal
  BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;
CREATE TRIGGER journal_is_not_cut BEFORE DELETE ON tender_journal
  BEGIN SELECT RAISE (ABORT, 'the journal is only added to'); END;

CREATE TABLE stripe_events (
  event_id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  object_id TEXT,
  source TEXT NOT NULL CHECK (source IN ('relay', 'sweep')),
  seen_count INTEGER NOT NULL,
  applied_count INTEGER NOT NULL CHECK (applied_count IN (0, 1)),
  received_at_ms INTEGER NOT NULL,
  applied_at_ms INTEGER,
  outcome TEXT
) STRICT;
CREATE INDEX events_waiting ON stripe_events (received_at_ms) WHERE applied_count = 0;
CREATE INDEX events_by_type ON stripe_events (type, received_at_ms);

CREATE TABLE relay_cursor (id INTEGER PRIMARY KEY CHECK (id = 1), cursor TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT;

CREATE TABLE sweeps (id INTEGER PRIMARY KEY CHECK (id = 1), through_ms INTEGER NOT NULL) STRICT;

CREATE TABLE orphans (
  payment_intent_id TEXT PRIMARY KEY,
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  found_at_ms INTEGER NOT NULL,
  metadata_json TEXT NOT NULL
) STRICT;
`,
};

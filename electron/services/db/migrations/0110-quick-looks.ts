import type { Migration } from '../open.ts';

/**
 * What the till asks about itself after each change, answered without going through all card tenders: indexes that hold
 * only what waits or differs, two counts that triggers keep, and the pairs of payments that look like one charged twice.
 */
export const quickLooks: Migration = {
  version: 110,
  name: 'quick-looks',
  sql: `
DROP INDEX cards_unsettled;
DROP INDEX cards_pending;
CREATE INDEX cards_unsettled ON card_tenders (created_at_ms) WHERE state NOT IN ('approved', 'cancelled', 'hold-released');
CREATE INDEX cards_unproved ON card_tenders (created_at_ms)
  WHERE reconciliation = 'pending' AND payment_intent_id IS NOT NULL AND state <> 'overpaid';
CREATE INDEX cards_differing ON card_tenders (created_at_ms)
  WHERE reconciliation IN ('mismatched', 'missing-at-stripe');
CREATE INDEX cards_overpaid ON card_tenders (changed_at_ms) WHERE state = 'overpaid' OR (state = 'approved' AND
  captured_minor > amount_minor + json_extract(state_json, '$.tipMinor'));
CREATE INDEX cards_held ON card_tenders (capture_before_ms) WHERE state = 'to-capture';
CREATE INDEX cards_reconciled ON card_tenders (reconciled_at_ms);

DROP INDEX legs_unsettled;
CREATE INDEX legs_unsettled ON refund_legs (created_at_ms)
  WHERE state NOT IN ('succeeded', 'refused', 'withdrawn', 'paid-out', 'failed', 'cancelled');
CREATE INDEX legs_in_trouble ON refund_legs (changed_at_ms)
  WHERE state IN ('failed', 'cancelled', 'refused', 'in-doubt');

CREATE TABLE card_counts (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  taken INTEGER NOT NULL,
  matched INTEGER NOT NULL
) STRICT;
INSERT INTO card_counts SELECT 1,
  COUNT(*) FILTER (WHERE state IN ('approved', 'overpaid')),
  COUNT(*) FILTER (WHERE state = 'approved' AND reconciliation = 'matched') FROM card_tenders;
CREATE TRIGGER new_card_is_counted AFTER INSERT ON card_tenders WHEN NEW.state IN ('approved', 'overpaid')
  BEGIN UPDATE card_counts SET taken = taken + 1,
    matched = matched + (NEW.state = 'approved' AND NEW.reconciliation = 'matched'); END;
CREATE TRIGGER card_is_counted AFTER UPDATE OF state, reconciliation ON card_tenders
  WHEN NEW.state IN ('approved', 'overpaid') OR OLD.state IN ('approved', 'overpaid')
  BEGIN UPDATE card_counts SET
    taken = taken + (NEW.state IN ('approved', 'overpaid')) - (OLD.state IN ('approved', 'overpaid')),
    matched = matched + (NEW.state = 'approved' AND NEW.reconciliation = 'matched')
      - (OLD.state = 'approved' AND OLD.reconciliation = 'matched'); END;

CREATE TABLE card_twins (
  tender_id TEXT NOT NULL REFERENCES card_tenders,
  earlier_tender_id TEXT NOT NULL REFERENCES card_tenders,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (tender_id, earlier_tender_id)
) STRICT;
CREATE INDEX twins_of_time ON card_twins (at_ms);
INSERT INTO card_twins SELECT later.tender_id, earlier.tender_id, later.created_at_ms FROM card_tenders later
  JOIN card_tenders earlier ON earlier.created_at_ms BETWEEN later.created_at_ms - 600000 AND later.created_at_ms
  WHERE (earlier.created_at_ms, earlier.tender_id) < (later.created_at_ms, later.tender_id)
    AND earlier.register = later.register AND earlier.amount_minor = later.amount_minor
    AND earlier.currency = later.currency AND earlier.mode = later.mode
    AND earlier.state IN ('approved', 'to-capture') AND later.state IN ('approved', 'to-capture')
    AND COALESCE(
      json_extract(later.card_json, '$.fingerprint') = json_extract(earlier.card_json, '$.fingerprint'),
      json_extract(later.card_json, '$.brand') = json_extract(earlier.card_json, '$.brand')
        AND json_extract(later.card_json, '$.last4') = json_extract(earlier.card_json, '$.last4'));
`,
};

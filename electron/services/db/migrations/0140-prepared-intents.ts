import type { Migration } from '../open.ts';

/**
 * Intents that are made before anybody presses Card, each with the id and the idempotency key of the card tender that may
 * use it. The row is there before the request is sent. `asked` and `made` wait for that tender, `used` belongs to it,
 * `dropped` is to be cancelled at Stripe, `gone` can't be paid any more, `stray` was touched by somebody else.
 */
export const preparedIntents: Migration = {
  version: 140,
  name: 'prepared-intents',
  sql: `
CREATE TABLE prepared_intents (
  tender_id TEXT PRIMARY KEY,
  sale_id TEXT NOT NULL REFERENCES sales,
  state TEXT NOT NULL CHECK (state IN ('asked', 'made', 'used', 'dropped', 'gone', 'stray')),
  payment_intent_id TEXT UNIQUE,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('training', 'test', 'live')),
  capture TEXT NOT NULL CHECK (capture IN ('automatic', 'manual')),
  cart_hash TEXT NOT NULL,
  register TEXT NOT NULL,
  shift_id TEXT NOT NULL REFERENCES shifts,
  request_json TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  CHECK (state <> 'made' OR payment_intent_id IS NOT NULL)
) STRICT;
CREATE INDEX prepared_open ON prepared_intents (created_at_ms) WHERE state IN ('asked', 'made', 'dropped');
CREATE INDEX sales_finished ON sales (completed_at_ms DESC) WHERE state = 'completed';
`,
};

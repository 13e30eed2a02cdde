import type { Migration } from '../open.ts';

/** The earlier payment that a held one looks like, and what the cashier said about it before anything was taken. */
export const twins: Migration = {
  version: 120,
  name: 'twins',
  sql: `
ALTER TABLE card_tenders ADD COLUMN twin_json TEXT;
UPDATE card_tenders SET state_json = json_set(state_json, '$.twin', NULL) WHERE state IN ('to-capture', 'in-doubt');
`,
};

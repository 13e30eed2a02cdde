import type { Migration } from '../open.ts';

/** On which reader each tender was last armed, and which way: its cancel has to go the same way after a restart too. */
export const armedReaders: Migration = {
  version: 90,
  name: 'armed-readers',
  sql: `
ALTER TABLE card_tenders ADD COLUMN armed_reader_id TEXT;
ALTER TABLE card_tenders ADD COLUMN armed_driver TEXT CHECK (armed_driver IN ('lan', 'server-driven'));
`,
};

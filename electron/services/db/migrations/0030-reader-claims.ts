import type { Migration } from '../open.ts';

/** Which readers this till asked for a card and has not yet heard the end of: after a crash it may have them back. */
export const readerClaims: Migration = {
  version: 30,
  name: 'reader-claims',
  sql: `
CREATE TABLE reader_claims (
  reader_id TEXT PRIMARY KEY,
  claimed_at_ms INTEGER NOT NULL
) STRICT;
`,
};

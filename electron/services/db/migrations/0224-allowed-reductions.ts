import type { Migration } from '../open.ts';

/** How far below the catalogue's prices somebody who may has last let a sale go: it is judged by this once it is paid. */
export const allowedReductions: Migration = {
  version: 224,
  name: 'allowed-reductions',
  sql: `
CREATE TABLE allowed_reductions (
  sale_id TEXT PRIMARY KEY REFERENCES sales,
  percent INTEGER NOT NULL CHECK (percent > 0),
  off_minor INTEGER NOT NULL CHECK (off_minor >= 0)
) STRICT;
`,
};

import type { Migration } from '../open.ts';

/** Why a customer pays no tax, and by what proof; and which goods came back from a sale without tax. */
export const exemption: Migration = {
  version: 220,
  name: 'exemption',
  sql: `
ALTER TABLE sales ADD COLUMN exempt_reason TEXT
  CHECK (exempt_reason IN ('diplomat', 'export', 'reverse-charge', 'resale', 'other'));
ALTER TABLE sales ADD COLUMN exempt_reference TEXT
  CHECK ((exempt_reference IS NULL) = (exempt_reason IS NULL) AND exempt_reference <> '');
ALTER TABLE sale_lines ADD COLUMN exempt INTEGER NOT NULL DEFAULT 0 CHECK (exempt IN (0, 1));
`,
};

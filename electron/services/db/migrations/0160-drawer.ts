import type { Migration } from '../open.ts';

/**
 * The cash drawer of a shift. A shift that was open when this version came has no float on record: its drawer is
 * opened like that of any new shift.
 */
export const drawer: Migration = {
  version: 160,
  name: 'drawer',
  sql: `
CREATE TABLE drawer_openings (
  shift_id TEXT PRIMARY KEY REFERENCES shifts,
  float_minor INTEGER NOT NULL CHECK (float_minor >= 0),
  -- What the last close left in the drawer; null before the first.
  left_minor INTEGER,
  currency TEXT NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff,
  staff_name TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE cash_movements (
  movement_id TEXT PRIMARY KEY,
  shift_id TEXT NOT NULL REFERENCES drawer_openings,
  kind TEXT NOT NULL CHECK (kind IN ('pay-in', 'pay-out', 'drop')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL,
  note TEXT NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff,
  staff_name TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX movements_of_shift ON cash_movements (shift_id);

CREATE TABLE openings_without_sale (
  opening_id TEXT PRIMARY KEY,
  shift_id TEXT NOT NULL REFERENCES shifts,
  reason TEXT NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff,
  staff_name TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX openings_of_shift ON openings_without_sale (shift_id);

CREATE TABLE cash_counts (
  count_id TEXT PRIMARY KEY,
  shift_id TEXT NOT NULL REFERENCES drawer_openings,
  counted_minor INTEGER NOT NULL CHECK (counted_minor >= 0),
  other_minor INTEGER NOT NULL CHECK (other_minor >= 0),
  pieces_json TEXT NOT NULL,
  expected_minor INTEGER NOT NULL,
  tolerance_minor INTEGER NOT NULL CHECK (tolerance_minor >= 0),
  revealed INTEGER NOT NULL CHECK (revealed IN (0, 1)),
  -- Of the cash that moved until then; a count is worth nothing once it is another.
  stamp TEXT NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff,
  staff_name TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX counts_of_shift ON cash_counts (shift_id);

CREATE TABLE drawer_closes (
  shift_id TEXT PRIMARY KEY REFERENCES shift_closes,
  count_id TEXT NOT NULL REFERENCES cash_counts,
  float_minor INTEGER NOT NULL,
  cash_in_minor INTEGER NOT NULL,
  cash_out_minor INTEGER NOT NULL,
  pay_in_minor INTEGER NOT NULL,
  pay_out_minor INTEGER NOT NULL,
  drop_minor INTEGER NOT NULL,
  expected_minor INTEGER NOT NULL,
  counted_minor INTEGER NOT NULL,
  tolerance_minor INTEGER NOT NULL,
  note TEXT,
  approval_id TEXT REFERENCES approvals,
  left_minor INTEGER NOT NULL CHECK (left_minor BETWEEN 0 AND counted_minor),
  CHECK (expected_minor = float_minor + cash_in_minor + pay_in_minor - cash_out_minor - pay_out_minor - drop_minor),
  CHECK (counted_minor = expected_minor OR note IS NOT NULL),
  CHECK (ABS(counted_minor - expected_minor) <= tolerance_minor OR approval_id IS NOT NULL)
) STRICT;

CREATE TABLE shift_reports (
  shift_id TEXT PRIMARY KEY REFERENCES shift_closes,
  report_json TEXT NOT NULL
) STRICT;

${[
  'drawer_openings',
  'cash_movements',
  'openings_without_sale',
  'cash_counts',
  'drawer_closes',
  'shift_reports',
]
  .map(
    (table) => `CREATE TRIGGER ${table}_not_edited BEFORE UPDATE ON ${table}
  BEGIN SELECT RAISE (ABORT, 'what happened to the drawer is only added to'); END;
CREATE TRIGGER ${table}_not_taken_out BEFORE DELETE ON ${table}
  BEGIN SELECT RAISE (ABORT, 'what happened to the drawer is only added to'); END;`,
  )
  .join('\n')}

${['drawer_openings', 'cash_movements', 'openings_without_sale', 'cash_counts']
  .map(
    (table) => `CREATE TRIGGER closed_shift_takes_no_${table} BEFORE INSERT ON ${table}
  WHEN EXISTS (SELECT 1 FROM shift_closes c WHERE c.shift_id = NEW.shift_id)
  BEGIN SELECT RAISE (ABORT, 'the shift is closed'); END;`,
  )
  .join('\n')}
`,
};

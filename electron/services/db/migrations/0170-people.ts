import type { Migration } from '../open.ts';

/**
 * More people than the owner: nobody is ever removed, because records name them. A till counts wrong tries of its own
 * beside each person's, so that one PIN can't be tried on everybody. What a shop allows differently from the usual is a
 * row; approvals remember who asked.
 */
export const people: Migration = {
  version: 170,
  name: 'people',
  sql: `
ALTER TABLE staff ADD COLUMN active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1));
ALTER TABLE staff ADD COLUMN badge_hash TEXT;
ALTER TABLE staff ADD COLUMN added_at_ms INTEGER;
ALTER TABLE staff ADD COLUMN last_seen_at_ms INTEGER;
CREATE UNIQUE INDEX one_badge_one_person ON staff (badge_hash) WHERE badge_hash IS NOT NULL;
CREATE TRIGGER staff_is_not_removed BEFORE DELETE ON staff
  BEGIN SELECT RAISE (ABORT, 'people are deactivated, never removed'); END;

CREATE TABLE guess_throttles (
  what TEXT PRIMARY KEY CHECK (what IN ('pin', 'badge')),
  failed_tries INTEGER NOT NULL,
  last_failed_at_ms INTEGER NOT NULL,
  tries_again_at_ms INTEGER NOT NULL
) STRICT;
INSERT INTO guess_throttles VALUES ('pin', 0, 0, 0), ('badge', 0, 0, 0);

CREATE TABLE role_permissions (
  role TEXT NOT NULL CHECK (role IN ('owner', 'manager', 'cashier', 'accountant')),
  action TEXT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('denied', 'approval', 'allowed')),
  limit_value INTEGER CHECK (limit_value >= 0),
  PRIMARY KEY (role, action)
) STRICT;

ALTER TABLE approvals ADD COLUMN asked_by TEXT REFERENCES staff;
ALTER TABLE approvals ADD COLUMN asked_by_name TEXT;
`,
};

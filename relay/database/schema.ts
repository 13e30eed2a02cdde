/**
 * The relay's tables. One file holds everything, so that a store's number, its event and its head are one commit.
 * `page_size` is 16 KiB because an event of two kilobytes wastes half of a page of four.
 */
export const PAGE_SIZE_BYTES = 16_384;
export const SCHEMA_VERSION = 2;
export const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Events lie in segments, tables of a day or of a hundred thousand events, because an index of random ids that outgrows
 * the cache costs a read for each insert. `segment_floors` tells where a store begins in each, so that a read opens only
 * those that it needs.
 */
const SEGMENTS_SCHEMA = `
CREATE TABLE segments (
  segment INTEGER PRIMARY KEY,
  day INTEGER NOT NULL
) STRICT;

CREATE TABLE segment_floors (
  store_id TEXT NOT NULL,
  segment INTEGER NOT NULL REFERENCES segments (segment),
  first_seq INTEGER NOT NULL CHECK (first_seq > 0),
  PRIMARY KEY (store_id, segment)
) STRICT, WITHOUT ROWID;
`;

/** The tables of one segment. */
export function segmentSchema(segment: number): string {
  const table = segmentTable(segment);
  return `
    CREATE TABLE ${table} (
      store_id TEXT NOT NULL,
      seq INTEGER NOT NULL CHECK (seq > 0),
      event_id TEXT NOT NULL,
      event_type TEXT NOT NULL,
      created_at_s INTEGER,
      received_at_ms INTEGER NOT NULL,
      fingerprint TEXT NOT NULL,
      signature TEXT,
      sealed_body BLOB NOT NULL,
      PRIMARY KEY (store_id, seq)
    ) STRICT;
    CREATE UNIQUE INDEX ${table}_once ON ${table} (store_id, event_id);
  `;
}

export function segmentTable(segment: number): string {
  if (!Number.isSafeInteger(segment)) throw new Error('A segment is a whole number.');
  return `events_${String(segment)}`;
}

/** Version 1 had one table: it becomes the first segment as it is, so that every number and cursor stays true. */
export const FROM_VERSION_1 = `
ALTER TABLE events RENAME TO events_1;
${SEGMENTS_SCHEMA}
INSERT INTO segments (segment, day)
  SELECT 1, coalesce(max(received_at_ms), 0) / ${String(DAY_MS)} FROM events_1;
INSERT INTO segment_floors (store_id, segment, first_seq)
  SELECT store_id, 1, min(seq) FROM events_1 GROUP BY store_id;
`;

export const SCHEMA = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE stores (
  store_id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('test', 'live')),
  data_key BLOB NOT NULL,
  created_at_ms INTEGER NOT NULL,
  head_seq INTEGER NOT NULL DEFAULT 0 CHECK (head_seq >= 0),
  head_event_id TEXT NOT NULL DEFAULT '',
  last_received_at_ms INTEGER
) STRICT;

${SEGMENTS_SCHEMA}
CREATE TABLE quarantine (
  store_id TEXT NOT NULL REFERENCES stores (store_id),
  event_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  event_type TEXT NOT NULL,
  received_at_ms INTEGER NOT NULL,
  signature TEXT,
  sealed_body BLOB NOT NULL,
  PRIMARY KEY (store_id, event_id, fingerprint)
) STRICT;

CREATE TABLE terminals (
  terminal_id TEXT PRIMARY KEY,
  store_id TEXT NOT NULL REFERENCES stores (store_id),
  name TEXT NOT NULL,
  token_hash BLOB NOT NULL,
  paired_at_ms INTEGER NOT NULL,
  revoked_at_ms INTEGER
) STRICT;
CREATE INDEX terminals_by_store ON terminals (store_id);

CREATE TABLE pairing_codes (
  code_fingerprint TEXT PRIMARY KEY,
  store_id TEXT NOT NULL REFERENCES stores (store_id),
  expires_at_ms INTEGER NOT NULL,
  used_at_ms INTEGER
) STRICT;

CREATE TABLE signing_secrets (
  store_id TEXT NOT NULL REFERENCES stores (store_id),
  fingerprint TEXT NOT NULL,
  sealed BLOB NOT NULL,
  added_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER,
  PRIMARY KEY (store_id, fingerprint)
) STRICT;
`;

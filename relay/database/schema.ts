/**
 * The relay's tables. One file holds everything, so that a store's number, its event and its head are one commit.
 * `page_size` is 16 KiB because an event of two kilobytes wastes half of a page of four.
 */
export const PAGE_SIZE_BYTES = 16_384;
export const SCHEMA_VERSION = 1;

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

CREATE TABLE events (
  store_id TEXT NOT NULL REFERENCES stores (store_id),
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
CREATE UNIQUE INDEX events_once ON events (store_id, event_id);

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

import type { Random } from '../ports.ts';
import { DataDirectoryRefused } from '../database/index.ts';
import type { Connection } from './connection.ts';
import type { Primary } from './primary.ts';
import { inTransaction } from './transaction.ts';

export const POSTGRES_SCHEMA_VERSION = 1;

/** Held while tables come and go, so that two instances don't make or drop the same one at once. Any number would do. */
export const TABLES_LOCK = 7_265_801;

/** What a table of ids holds. `kept_day`: the day of the table that the event lies in. */
export const IDS_COLUMNS = `(
  store_id text COLLATE "C" NOT NULL,
  event_id text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  kept_day integer NOT NULL,
  fingerprint text NOT NULL,
  PRIMARY KEY (store_id, event_id)
)`;

/**
 * What a table of events holds. Bodies are sealed, so they don't compress, and stay in their row up to its page: a row of
 * two kilobytes would otherwise be stored, and indexed, in two tables.
 */
export const EVENTS_COLUMNS = `(
  store_id text COLLATE "C" NOT NULL,
  seq bigint NOT NULL CHECK (seq > 0),
  event_id text NOT NULL,
  event_type text NOT NULL,
  created_at_s bigint,
  received_at_ms bigint NOT NULL,
  fingerprint text NOT NULL,
  signature text,
  sealed_body bytea STORAGE EXTERNAL NOT NULL,
  PRIMARY KEY (store_id, seq)
) WITH (toast_tuple_target = 8160)`;

/**
 * The relay's tables in PostgreSQL. As in SQLite, one commit moves a store's number, its event and its head. Heads lie
 * apart from stores because each batch rewrites them. `event_days` and `id_days` name the tables that
 * `log/postgres-days.ts` makes and drops; every key begins with the store.
 */
const SCHEMA = `
CREATE TABLE relay_meta (name text PRIMARY KEY, value text NOT NULL);

CREATE TABLE stores (
  store_id text COLLATE "C" PRIMARY KEY,
  name text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('test', 'live')),
  data_key bytea NOT NULL,
  created_at_ms bigint NOT NULL
);

CREATE TABLE heads (
  store_id text COLLATE "C" PRIMARY KEY REFERENCES stores,
  head_seq bigint NOT NULL DEFAULT 0 CHECK (head_seq >= 0),
  head_event_id text NOT NULL DEFAULT '',
  kept_day integer NOT NULL DEFAULT -1,
  last_received_at_ms bigint
) WITH (fillfactor = 50);

CREATE TABLE event_days (day integer PRIMARY KEY);
CREATE TABLE id_days (created_day integer PRIMARY KEY, newest_kept_day integer NOT NULL);
CREATE TABLE ids_undated ${IDS_COLUMNS};
CREATE TABLE day_floors (
  store_id text COLLATE "C" NOT NULL,
  day integer NOT NULL,
  first_seq bigint NOT NULL CHECK (first_seq > 0),
  PRIMARY KEY (store_id, day)
);

CREATE TABLE quarantine (
  store_id text COLLATE "C" NOT NULL REFERENCES stores,
  event_id text NOT NULL,
  fingerprint text NOT NULL,
  event_type text NOT NULL,
  received_at_ms bigint NOT NULL,
  signature text,
  sealed_body bytea NOT NULL,
  PRIMARY KEY (store_id, event_id, fingerprint)
);

CREATE TABLE terminals (
  terminal_id text COLLATE "C" PRIMARY KEY,
  store_id text COLLATE "C" NOT NULL REFERENCES stores,
  name text NOT NULL,
  token_hash bytea NOT NULL,
  paired_at_ms bigint NOT NULL,
  revoked_at_ms bigint
);
CREATE INDEX terminals_by_store ON terminals (store_id);

CREATE TABLE pairing_codes (
  code_fingerprint text PRIMARY KEY,
  store_id text COLLATE "C" NOT NULL REFERENCES stores,
  expires_at_ms bigint NOT NULL,
  used_at_ms bigint
);

CREATE TABLE signing_secrets (
  store_id text COLLATE "C" NOT NULL REFERENCES stores,
  fingerprint text NOT NULL,
  sealed bytea NOT NULL,
  added_at_ms bigint NOT NULL,
  expires_at_ms bigint,
  PRIMARY KEY (store_id, fingerprint)
)`;

/**
 * Makes the tables when there are none and answers the log's epoch. From then on the primary takes only connections to
 * this same log. Throws `DataDirectoryRefused` for one from the future or sealed under another key.
 */
export async function openSchema(
  primary: Primary,
  { keyCheck, random }: { readonly keyCheck: string; readonly random: Random },
): Promise<string> {
  const ask: Ask = (text) => primary.read(text);
  if ((await readMeta(ask)) === null) await create(primary, { keyCheck, random });
  const meta = (await readMeta(ask)) ?? new Map<string, string>();
  const version = Number(meta.get('version'));
  if (version !== POSTGRES_SCHEMA_VERSION) {
    throw new DataDirectoryRefused(
      `The database has version ${String(version)}, this relay knows ${String(POSTGRES_SCHEMA_VERSION)}. Run the relay that made it.`,
    );
  }
  if (meta.get('key-check') !== keyCheck) {
    throw new DataDirectoryRefused(
      'The database was sealed under another master key. Give the relay that key.',
    );
  }
  const epoch = meta.get('epoch') ?? '';
  primary.expect(async (connection) =>
    (await readMeta(connection.ask))?.get('epoch') === epoch
      ? null
      : 'It holds another log: restart the relay to serve it.',
  );
  return epoch;
}

type Ask = Connection['ask'];
type MetaRow = { readonly name: string; readonly value: string };

async function readMeta(ask: Ask): Promise<ReadonlyMap<string, string> | null> {
  const { rows } = await ask<{ readonly found: string | null }>(
    "SELECT to_regclass('relay_meta')::text AS found",
  );
  if (rows[0]?.found === null) return null;
  const meta = await ask<MetaRow>('SELECT name, value FROM relay_meta');
  return new Map(meta.rows.map(({ name, value }) => [name, value]));
}

async function create(
  primary: Primary,
  { keyCheck, random }: { readonly keyCheck: string; readonly random: Random },
): Promise<void> {
  const lane = primary.openLane();
  const connection = await lane.connection();
  await inTransaction(connection, async () => {
    await connection.ask('SELECT pg_advisory_xact_lock($1)', [TABLES_LOCK]);
    // Another instance may have been faster.
    if ((await readMeta(connection.ask)) === null) {
      for (const statement of SCHEMA.split(';')) await connection.ask(statement);
      await connection.ask('INSERT INTO relay_meta SELECT * FROM unnest($1::text[], $2::text[])', [
        ['version', 'key-check', 'epoch'],
        [String(POSTGRES_SCHEMA_VERSION), keyCheck, Buffer.from(random.bytes(9)).toString('base64url')],
      ]);
    }
    return { value: undefined };
  }).finally(() => {
    lane.close();
  });
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Random } from '../ports.ts';
import { DataDirectoryRefused } from './refused.ts';
import { FROM_VERSION_1, PAGE_SIZE_BYTES, SCHEMA, SCHEMA_VERSION } from './schema.ts';
import { takeServingLock } from './serving-lock.ts';

export type RelayDatabase = Database.Database;

/**
 * Opens the relay's file in `directory`, making it when there is none, and asserts everything that durability hangs
 * on. `keyCheck` ties the file to its master key. Throws `DataDirectoryRefused` for a file that is damaged, from the
 * future, or sealed under another key.
 */
export function openRelayDatabase(options: {
  readonly directory: string;
  readonly keyCheck: string;
  readonly random: Random;
  /** For simulations, which lose by themselves what a power cut loses; without it the file is on the computer's disk. */
  readonly memory?: MemoryDisk;
}): RelayDatabase {
  const { directory, memory } = options;
  const file = join(directory, DATABASE_FILE);
  if (memory === undefined) mkdirSync(directory, { recursive: true, mode: 0o700 });
  const database = memory === undefined ? new Database(file) : memory.open(file);
  try {
    if (memory === undefined) setPragmas(database);
    else database.pragma('foreign_keys = ON');
    createSchema(database, options);
    if (memory === undefined) assertDurable(database);
    assertOurs(database, options.keyCheck, memory === undefined);
    migrate(database, memory === undefined ? directory : null);
    if (memory === undefined) assertUniqueKeys(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

export const DATABASE_FILE = 'relay.sqlite';

/** A disk that is none: connections to databases in memory, where a commit is not durable but free. */
export type MemoryDisk = {
  /** A connection to what the file holds; to an empty database when there is no such file. */
  readonly open: (file: string) => RelayDatabase;
};

function setPragmas(database: RelayDatabase): void {
  // Waits for the admin command, which writes to the same file; longer than any of its transactions.
  database.pragma('busy_timeout = 5000');
  // Must come before the journal mode: a file in WAL keeps the page size it was made with.
  database.pragma(`page_size = ${String(PAGE_SIZE_BYTES)}`);
  database.pragma('journal_mode = WAL');
  // better-sqlite3 compiles WAL to NORMAL, under which a power cut takes back events that were answered 2xx.
  database.pragma('synchronous = FULL');
  database.pragma('fullfsync = ON');
  database.pragma('foreign_keys = ON');
}

function createSchema(
  database: RelayDatabase,
  { keyCheck, random }: { keyCheck: string; random: Random },
): void {
  const create = database.transaction(() => {
    if (version(database) !== 0) return;
    database.exec(SCHEMA);
    const put = database.prepare('INSERT INTO meta (name, value) VALUES (?, ?)');
    put.run('key-check', keyCheck);
    put.run('epoch', Buffer.from(random.bytes(9)).toString('base64url'));
    database.pragma(`user_version = ${String(SCHEMA_VERSION)}`);
  });
  create.immediate();
}

/**
 * Only after the file was found to be whole and ours: a relay with another key must not change it. And never under a
 * relay of the earlier version, which would fail at its next webhook.
 */
function migrate(database: RelayDatabase, directory: string | null): void {
  if (version(database) !== 1) return;
  const release = directory === null ? () => undefined : takeServingLock(directory);
  try {
    const step = database.transaction(() => {
      if (version(database) !== 1) return;
      database.exec(FROM_VERSION_1);
      database.pragma(`user_version = ${String(SCHEMA_VERSION)}`);
    });
    step.immediate();
  } finally {
    release();
  }
}

function assertDurable(database: RelayDatabase): void {
  const found = {
    journal_mode: database.pragma('journal_mode', { simple: true }),
    synchronous: database.pragma('synchronous', { simple: true }),
    page_size: database.pragma('page_size', { simple: true }),
  };
  if (found.journal_mode !== 'wal' || found.synchronous !== 2 || found.page_size !== PAGE_SIZE_BYTES) {
    throw new DataDirectoryRefused(`The event log would not be durable: ${JSON.stringify(found)}.`);
  }
}

function assertOurs(database: RelayDatabase, keyCheck: string, mayHaveRotted: boolean): void {
  const found = version(database);
  if (found < 1 || found > SCHEMA_VERSION) {
    throw new DataDirectoryRefused(
      `The event log has version ${String(found)}, this relay knows ${String(SCHEMA_VERSION)}. Run the relay that made it.`,
    );
  }
  if (mayHaveRotted && database.pragma('quick_check(1)', { simple: true }) !== 'ok') {
    throw new DataDirectoryRefused(
      'The event log is damaged. Restore it from a backup, or start with an empty one.',
    );
  }
  if (readMeta(database, 'key-check') !== keyCheck) {
    throw new DataDirectoryRefused(
      'The event log was sealed under another master key. Give the relay that key.',
    );
  }
}

/** A segment that has lost a unique key would store an id, or a number, twice. */
function assertUniqueKeys(database: RelayDatabase): void {
  const lacking = database
    .prepare<[], number>(
      `SELECT segment FROM segments WHERE (
         SELECT count(DISTINCT columns) FROM (
           SELECT (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) AS columns
           FROM pragma_index_list('events_' || segment) AS i WHERE i."unique" AND NOT i.partial
         ) WHERE columns IN ('store_id,seq', 'store_id,event_id')
       ) < 2`,
    )
    .pluck()
    .get();
  if (lacking !== undefined) {
    throw new DataDirectoryRefused(
      `Segment ${String(lacking)} of the event log is not whole. Restore it from a backup.`,
    );
  }
}

/** A fact about the whole file. Throws when it is missing: then this is no relay's file. */
export function readMeta(database: RelayDatabase, name: string): string {
  const value = database.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck().get(name);
  if (value === undefined) throw new DataDirectoryRefused(`The event log has no ${name}.`);
  return value;
}

function version(database: RelayDatabase): number {
  return Number(database.pragma('user_version', { simple: true }));
}

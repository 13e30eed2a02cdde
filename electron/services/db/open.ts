import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import SqliteDatabase, { type Database as Sqlite, type Statement } from 'better-sqlite3';
import type { Log } from '../ports.ts';
import { MIGRATIONS } from './migrations/index.ts';

/**
 * A till's database. Statements are prepared once per text. `transaction` is synchronous on purpose: network first or
 * after, never during.
 */
export type Db = {
  readonly all: <Row>(sql: string, ...parameters: readonly SqlValue[]) => readonly Row[];
  readonly get: <Row>(sql: string, ...parameters: readonly SqlValue[]) => Row | null;
  readonly run: (sql: string, ...parameters: readonly SqlValue[]) => { readonly changes: number };
  readonly transaction: <Value>(work: () => Value) => Value;
  /**
   * Writes the log of writes into the file and cuts it to nothing, so that what was overwritten is in neither. False
   * where another connection still reads from it, or in a transaction: ask again later. Waits for none.
   */
  readonly emptyLog: () => boolean;
  /** Why this store can't be trusted with a new payment just now, asked by writing to it; null when all is well. */
  readonly findTrouble: () => StoreTrouble | null;
  readonly close: () => void;
};

export type SqlValue = string | number | null | Uint8Array;
export type StoreTrouble = 'disk-full' | 'read-only' | 'damaged';

export type OpenRefusal = {
  readonly ok: false;
  readonly code: 'DB_FROM_THE_FUTURE' | 'DB_DAMAGED' | 'DB_READ_ONLY' | 'DB_FULL';
};

export type OpenOptions = {
  readonly file: string;
  readonly log: Log;
  /** Called when the disk refused an fsync: what is on it is unknown, so the process must end. */
  readonly onPoisoned: (reason: string) => void;
  readonly migrations?: readonly Migration[];
  /** For simulations, which lose by themselves what a power cut loses; without it the file is on the computer's disk. */
  readonly memory?: MemoryDisk;
};

/** A disk that is none: connections to databases in memory, where a commit is not durable but free. */
export type MemoryDisk = {
  /** A connection to what the file holds; to an empty database when there is no such file. */
  readonly open: (file: string) => Sqlite;
};

export type Migration = { readonly version: number; readonly name: string; readonly sql: string };

/** Opens the database of a profile, makes its tables, and asserts that a commit means "on the disk". */
export function openDatabase(options: OpenOptions): { readonly ok: true; readonly db: Db } | OpenRefusal {
  const migrations = options.migrations ?? MIGRATIONS;
  const { file, memory } = options;
  // What is in memory was not left by an earlier process: it can't have rotted, and needs no copy beside it.
  const existed = memory === undefined && existsSync(file);
  let opened: Sqlite | null = null;
  let sqlite: Sqlite;
  try {
    sqlite = memory === undefined ? new SqliteDatabase(file) : memory.open(file);
    opened = sqlite;
    if (memory === undefined) configure(sqlite);
    else sqlite.pragma('foreign_keys = ON');
    if (existed && sqlite.pragma('quick_check(1)', { simple: true }) !== 'ok') {
      sqlite.close();
      return { ok: false, code: 'DB_DAMAGED' };
    }
  } catch (error) {
    opened?.close();
    options.log.error('db.open-failed', { code: codeOf(error) });
    return { ok: false, code: refusalFor(codeOf(error)) };
  }
  const version = Number(sqlite.pragma('user_version', { simple: true }));
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) {
    sqlite.close();
    options.log.error('db.from-the-future', { version, newest });
    return { ok: false, code: 'DB_FROM_THE_FUTURE' };
  }
  if (version < newest) {
    try {
      if (existed && version > 0) backUp(sqlite, `${file}.before-${String(newest)}`);
      migrate(sqlite, migrations, version);
    } catch (error) {
      sqlite.close();
      // Whatever else a migration stumbles over is a bug in it, and thrown as one.
      if (!codeOf(error).startsWith('SQLITE_FULL') && codeOf(error) !== 'ENOSPC') throw error;
      return { ok: false, code: 'DB_FULL' };
    }
    options.log.info('db.migrated', { from: version, to: newest });
  }
  return { ok: true, db: wrap(sqlite, options.onPoisoned) };
}

/**
 * Opens the same file a second time, to read only: for long reads beside the till's own work. It sees what was committed,
 * and neither waits for the writer nor holds it up. Throws where the file can't be opened.
 */
export function openForReading(file: string, onPoisoned: OpenOptions['onPoisoned']): Db {
  const sqlite = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
  sqlite.pragma('busy_timeout = 5000');
  return wrap(sqlite, onPoisoned);
}

/** A full or write-protected disk is no damage: nobody must be told to restore a backup for it. */
function refusalFor(code: string): OpenRefusal['code'] {
  // SHMSIZE: the index of the write-ahead log found no room.
  if (code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_SHMSIZE') return 'DB_FULL';
  return code.startsWith('SQLITE_READONLY') ? 'DB_READ_ONLY' : 'DB_DAMAGED';
}

function configure(sqlite: Sqlite): void {
  sqlite.pragma('journal_mode = WAL');
  // The library compiles WAL to default to NORMAL, under which a power cut loses commits. A till can't have that.
  sqlite.pragma('synchronous = FULL');
  // A customer who is erased must not be readable in the free space of the file.
  sqlite.pragma('secure_delete = ON');
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('busy_timeout = 5000');
  // macOS: fsync alone leaves data in the drive's cache.
  sqlite.pragma('fullfsync = ON');
  sqlite.pragma('checkpoint_fullfsync = ON');
  const durable =
    sqlite.pragma('journal_mode', { simple: true }) === 'wal' &&
    sqlite.pragma('synchronous', { simple: true }) === 2;
  if (!durable) throw new Error('The database does not commit to disk as asked');
}

/** Under its own name only once it is whole and on the disk: a copy that a power cut left half made is made anew. */
function backUp(sqlite: Sqlite, file: string): void {
  if (existsSync(file)) return;
  const unfinished = `${file}.unfinished`;
  rmSync(unfinished, { force: true });
  rmSync(`${unfinished}-journal`, { force: true });
  sqlite.prepare('VACUUM INTO ?').run(unfinished);
  // Windows syncs only what is open for writing.
  const copy = openSync(unfinished, 'r+');
  try {
    fsyncSync(copy);
  } finally {
    closeSync(copy);
  }
  renameSync(unfinished, file);
}

function migrate(sqlite: Sqlite, migrations: readonly Migration[], from: number): void {
  for (const migration of migrations) {
    if (migration.version <= from) continue;
    sqlite.transaction(() => {
      sqlite.exec(migration.sql);
      sqlite.pragma(`user_version = ${String(migration.version)}`);
    })();
  }
}

function wrap(sqlite: Sqlite, onPoisoned: (reason: string) => void): Db {
  const prepared = new Map<string, Statement<SqlValue[]>>();
  const prepare = (sql: string): Statement<SqlValue[]> => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const statement = sqlite.prepare<SqlValue[]>(withSteadyPlan(sql));
    prepared.set(sql, statement);
    return statement;
  };
  // Made once: a wrapper for each piece of work costs as much as a small transaction. What it returns is the work's.
  const inTransaction = sqlite.transaction((work: () => unknown) => work());
  // Caught in each call, without a function around it: a till makes thousands for one sale.
  const failed = (error: unknown): unknown => {
    // After a failed fsync the kernel may have dropped the page: a second try would look like success.
    if (codeOf(error).includes('FSYNC')) onPoisoned(codeOf(error));
    return error;
  };
  return {
    // Rows have the shape that the statement beside the call selects; STRICT tables hold the column types.
    all: <Row>(sql: string, ...parameters: readonly SqlValue[]) => {
      try {
        return prepare(sql).all(...parameters) as readonly Row[];
      } catch (error) {
        throw failed(error);
      }
    },
    get: <Row>(sql: string, ...parameters: readonly SqlValue[]) => {
      try {
        return (prepare(sql).get(...parameters) as Row | undefined) ?? null;
      } catch (error) {
        throw failed(error);
      }
    },
    run: (sql, ...parameters) => {
      try {
        return prepare(sql).run(...parameters);
      } catch (error) {
        throw failed(error);
      }
    },
    transaction: <Value>(work: () => Value) => {
      try {
        return inTransaction.immediate(work) as Value;
      } catch (error) {
        throw failed(error);
      }
    },
    emptyLog: () => {
      try {
        return emptyLog(sqlite);
      } catch (error) {
        // Such as for want of room: what was committed is safe, and it is tried again.
        failed(error);
        return false;
      }
    },
    findTrouble: () => findTrouble(() => prepare(PROBE).run()),
    close: () => {
      sqlite.close();
    },
  };
}

function emptyLog(sqlite: Sqlite): boolean {
  const waits = Number(sqlite.pragma('busy_timeout', { simple: true }));
  sqlite.pragma('busy_timeout = 0');
  try {
    const [row] = sqlite.pragma('wal_checkpoint(TRUNCATE)') as readonly { readonly busy: number }[];
    return row?.busy === 0;
  } finally {
    sqlite.pragma(`busy_timeout = ${String(waits)}`);
  }
}

/**
 * Where a parameter stands bare in a comparison, this build of SQLite (STAT4) plans a join, a sort or a range anew with
 * each value that is bound, which costs ten times the query. Behind a plus it is planned once; it compares the same.
 */
function withSteadyPlan(sql: string): string {
  const known = STEADY.get(sql);
  if (known !== undefined) return known;
  const steady = sql.replaceAll(/'[^']*'|\?/gu, (part) => (part === '?' ? '+?' : part));
  STEADY.set(sql, steady);
  return steady;
}
/** The program's own statements, which are as many as stand in its source. */
const STEADY = new Map<string, string>();

const PROBE = 'UPDATE probe SET count = count + 1 WHERE id = 1';

function findTrouble(probe: () => unknown): StoreTrouble | null {
  try {
    probe();
    return null;
  } catch (error) {
    const code = codeOf(error);
    if (code.startsWith('SQLITE_FULL')) return 'disk-full';
    return code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') ? 'read-only' : 'damaged';
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}

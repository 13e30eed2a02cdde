import SqliteDatabase, { type Database as Sqlite, type Statement } from 'better-sqlite3';
import type { MemoryDisk } from '../../../electron/services/db/index.ts';

/**
 * The disks of one shop, in memory. What a database committed is on them at once and for ever; what it did not commit is
 * not. What a real disk does to a real process is tested with both (`db/durability.test.ts`, the crash tests).
 */
export type SimulatedDisk = MemoryDisk & {
  /** The plug is pulled: what the file holds at this moment is what is found as `to`. */
  readonly passOn: (from: string, to: string, reopening: Reopening) => void;
  /** A second file with the same content. */
  readonly copy: (from: string, to: string) => void;
  readonly bytes: (file: string) => Buffer | null;
  /** Gives all connections back. */
  readonly close: () => void;
};

/**
 * How the next life finds a file. By its bytes: they are read from the dead one's connection and opened by another, as a
 * computer would; dear, because it has to parse the schema and prepare each statement anew. Kept: by the same connection,
 * which between two transactions tells nothing else, for a dead life that can't write any more.
 */
export type Reopening = 'by-bytes' | 'kept';

/** How a file is prepared, always the same way, and the connections to such files that shops before gave back. */
export type PreparedFile = { readonly prepare: (memory: MemoryDisk) => void; readonly free: Connection[] };

type Connection = { readonly sqlite: Sqlite; readonly isBusy: () => boolean; readonly shut: () => void };
type File = { readonly bytes: Buffer } | Connection | PreparedFile;

/** `contents` names the prepared file that each file of this shop begins as. */
export function createMemoryDisk(contents: ReadonlyMap<string, PreparedFile> = new Map()): SimulatedDisk {
  const files = new Map<string, File>(contents);
  const lent = new Map<Connection, Connection[]>();
  const own = new Set<Connection>();
  const connect = (file: File | undefined): Connection => {
    if (file !== undefined && 'sqlite' in file) return file;
    if (file !== undefined && 'free' in file) {
      const connection = file.free.pop() ?? prepared(file);
      lent.set(connection, file.free);
      return connection;
    }
    const connection = connectTo(file?.bytes ?? ':memory:');
    own.add(connection);
    return connection;
  };
  return {
    open: (name) => {
      const connection = connect(files.get(name));
      files.set(name, connection);
      return connection.sqlite;
    },
    passOn: (from, to, reopening) => {
      const file = files.get(from);
      if (file === undefined) return;
      if ('sqlite' in file && file.isBusy()) throw new Error('The plug was pulled in the middle of a commit');
      files.delete(from);
      files.set(to, reopening === 'by-bytes' ? { bytes: bytesOf(file) } : file);
    },
    copy: (from, to) => {
      const file = files.get(from);
      if (file !== undefined) files.set(to, { bytes: bytesOf(file) });
    },
    bytes: (name) => {
      const file = files.get(name);
      return file === undefined ? null : bytesOf(file);
    },
    close: () => {
      for (const [connection, free] of lent) {
        connection.sqlite.exec('ROLLBACK; BEGIN');
        free.push(connection);
      }
      for (const { shut } of own) shut();
    },
  };
}

function bytesOf(file: File): Buffer {
  if ('bytes' in file) return file.bytes;
  if (!('sqlite' in file)) throw new Error('A file that nobody opened was looked at');
  // They would hold what is not committed, and a cut of the power loses that.
  if (file.isBusy()) throw new Error('What is not committed is on no disk');
  return file.sqlite.serialize();
}

/**
 * What is done by it from here on stands in one transaction, which is rolled back before another shop gets it. What the
 * services call a transaction is a savepoint then, and means the same to them.
 */
function prepared({ prepare }: PreparedFile): Connection {
  const connection = connectTo(':memory:');
  prepare({ open: () => connection.sqlite });
  connection.sqlite.exec('BEGIN');
  return connection;
}

/** A connection that prepares each statement once, and stays open until it is shut, so that another life may have it. */
function connectTo(content: Buffer | ':memory:'): Connection {
  const sqlite = new SqliteDatabase(content);
  sqlite.pragma('foreign_keys = ON');
  const statements = new Map<string, Statement>();
  let depth = 0;
  const { close, prepare, transaction } = sqlite;
  Object.assign(sqlite, {
    close: () => sqlite,
    prepare: (sql: string) => {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      const statement = prepare.call(sqlite, sql);
      statements.set(sql, statement);
      return statement;
    },
    transaction: (work: (...given: unknown[]) => unknown) =>
      transaction.call(sqlite, (...given: unknown[]) => {
        depth += 1;
        try {
          return work(...given);
        } finally {
          depth -= 1;
        }
      }),
  });
  return { sqlite, isBusy: () => depth > 0, shut: () => close.call(sqlite) };
}

import type { Db, SqlValue } from './open.ts';

/** More rows than these belong to a list or a report, and are not asked for again at once. */
const ROWS_MOST = 32;
const ANSWERS_MOST = 4_000;
const IS_SELECT = /^\s*SELECT\b/u;

type Table = { writes: number };
type Answer = { readonly writes: number; readonly found: unknown };
type Answers = Map<SqlValue, Answer>;
type Read = { readonly tables: readonly Table[]; readonly all: Answers; readonly get: Answers };

/**
 * A database that answers a read with what the same read found before, while no table that the statement names was
 * written. The till looks at itself after each change, and one change touches few of the tables that a look needs.
 *
 * Only what goes through the returned database is noticed: a profile has one writer. Rows are shared by all who ask, and
 * frozen. A statement must find the same as long as its tables are the same: no random, and no clock but a parameter.
 */
export function keepReads(db: Db): Db {
  const tables = readTables(db);
  const reads = new Map<string, Read>();
  const writers = new Map<string, readonly Table[]>();
  let kept = 0;

  const written = (sql: string): void => {
    let named = writers.get(sql);
    if (named === undefined) {
      named = tables.writtenBy(sql);
      writers.set(sql, named);
    }
    for (const table of named) table.writes += 1;
  };
  const readOf = (sql: string): Read => {
    const known = reads.get(sql);
    if (known !== undefined) return known;
    const named = IS_SELECT.test(sql) ? tables.namedIn(sql) : [];
    const read: Read = { tables: named, all: new Map(), get: new Map() };
    reads.set(sql, read);
    return read;
  };
  const keep = (answers: Answers, key: SqlValue, answer: Answer): void => {
    if (!answers.has(key)) makeRoom();
    answers.set(key, answer);
  };
  const makeRoom = (): void => {
    kept += 1;
    if (kept <= ANSWERS_MOST) return;
    for (const { all, get } of reads.values()) {
      all.clear();
      get.clear();
    }
    kept = 1;
  };
  /** The tables that are read while something is computed that will be kept; null while nothing is. */
  let noted: Set<Table> | null = null;
  const note = (read: readonly Table[]): void => {
    if (noted !== null) for (const table of read) noted.add(table);
  };
  const follow = <Value>(compute: () => Value): Followed<Value> => {
    const outer = noted;
    noted = new Set();
    try {
      const value = compute();
      const read = [...noted];
      return { value, read, writes: writesOf(read) };
    } finally {
      noted = outer;
    }
  };
  const keeping: Db = {
    ...db,
    all: <Row>(sql: string, ...parameters: readonly SqlValue[]) => {
      const { tables: named, all: answers } = readOf(sql);
      // Not a read of tables: a PRAGMA, or a write that answers rows.
      if (named.length === 0) written(sql);
      note(named);
      const key = keyOf(parameters);
      const writes = writesOf(named);
      const before = answers.get(key);
      if (before?.writes === writes) return before.found as readonly Row[]; // The same statement answers the same columns.
      const found = db.all<Row>(sql, ...parameters);
      if (named.length === 0 || found.length > ROWS_MOST) return found;
      found.forEach(Object.freeze);
      keep(answers, key, { writes, found: Object.freeze(found) });
      return found;
    },
    get: <Row>(sql: string, ...parameters: readonly SqlValue[]) => {
      const { tables: named, get: answers } = readOf(sql);
      if (named.length === 0) written(sql);
      note(named);
      const key = keyOf(parameters);
      const writes = writesOf(named);
      const before = answers.get(key);
      if (before?.writes === writes) return before.found as Row | null; // As above.
      const found = db.get<Row>(sql, ...parameters);
      if (named.length > 0) keep(answers, key, { writes, found: Object.freeze(found) });
      return found;
    },
    run: (sql, ...parameters) => {
      written(sql);
      return db.run(sql, ...parameters);
    },
    transaction: (work) => {
      try {
        return db.transaction(work);
      } catch (error) {
        // What was read inside of it is undone with it.
        tables.allWritten();
        throw error;
      }
    },
    close: () => {
      reads.clear();
      db.close();
    },
  };
  FOLLOWERS.set(keeping, { follow, note });
  return keeping;
}

type Followed<Value> = { readonly value: Value; readonly read: readonly Table[]; readonly writes: number };
type Follower = {
  readonly follow: <Value>(compute: () => Value) => Followed<Value>;
  readonly note: (read: readonly Table[]) => void;
};

const FOLLOWERS = new WeakMap<Db, Follower>();

/**
 * Something that is computed from reads of `db` and from nothing else, computed anew only once a table was written that it
 * read. Over a database that keeps nothing it is computed each time.
 */
export function keepComputed<Value>(db: Db, compute: () => Value): () => Value {
  const follower = FOLLOWERS.get(db);
  if (follower === undefined) return compute;
  let last: Followed<Value> | null = null;
  return () => {
    if (last === null || writesOf(last.read) !== last.writes) last = follower.follow(compute);
    follower.note(last.read);
    return last.value;
  };
}

/** The tables of a database, each with how often it was written. */
function readTables(db: Db) {
  const schema = db.all<{
    readonly type: string;
    readonly name: string;
    readonly of: string;
    readonly sql: string;
  }>("SELECT type, name, tbl_name AS of, sql FROM sqlite_schema WHERE type IN ('table', 'view', 'trigger')");
  const tables = new Map<string, Table>();
  for (const { type, name } of schema) if (type !== 'trigger') tables.set(name, { writes: 0 });
  /** By its words: a column that is called like a table costs a read too many, and nothing is read too rarely. */
  const namesIn = (sql: string): readonly string[] => wordsOf(sql).filter((word) => tables.has(word));
  const tablesOf = (names: readonly string[]): readonly Table[] =>
    names.flatMap((name) => tables.get(name) ?? []);
  const triggers = schema
    .filter(({ type }) => type === 'trigger')
    .map(({ of, sql }) => ({ of, body: sql.slice(sql.indexOf('BEGIN')) }));
  return {
    namedIn: (sql: string) => tablesOf(namesIn(sql)),
    /** Also what a trigger of a table writes, which stands behind its BEGIN, and what that sets off in turn. */
    writtenBy: (sql: string) => {
      const names = new Set(namesIn(sql));
      // A set is gone through to its end, also where it grows meanwhile.
      for (const name of names)
        for (const trigger of triggers)
          if (trigger.of === name) for (const other of namesIn(trigger.body)) names.add(other);
      return tablesOf([...names]);
    },
    allWritten: () => {
      for (const table of tables.values()) table.writes += 1;
    },
  };
}

/** The words of the program's own statements and of its schema, which are as many as stand in its source. */
const WORDS = new Map<string, readonly string[]>();

function wordsOf(sql: string): readonly string[] {
  const known = WORDS.get(sql);
  if (known !== undefined) return known;
  const words = [...new Set(sql.match(/\w+/gu))];
  WORDS.set(sql, words);
  return words;
}

/** Counts only rise: an equal sum means that each is equal. */
function writesOf(tables: readonly Table[]): number {
  let sum = 0;
  for (const { writes } of tables) sum += writes;
  return sum;
}

/** One value, the usual case, is its own key; a statement always takes as many, so that no list is taken for one. */
function keyOf(parameters: readonly SqlValue[]): SqlValue {
  const [first = null] = parameters;
  return parameters.length <= 1 ? first : JSON.stringify(parameters);
}

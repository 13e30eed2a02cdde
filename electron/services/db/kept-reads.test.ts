import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepComputed, keepReads, openDatabase, type Db, type Migration } from './index.ts';

const SHOP: Migration = {
  version: 10,
  name: 'shop',
  sql: `
CREATE TABLE shelves (shelf_id TEXT PRIMARY KEY, name TEXT NOT NULL, goods INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE goods_on_shelves (good_id INTEGER PRIMARY KEY, shelf_id TEXT NOT NULL) STRICT;
CREATE TABLE prices (good_id INTEGER PRIMARY KEY, minor INTEGER NOT NULL) STRICT;
CREATE TRIGGER goods_are_counted AFTER INSERT ON goods_on_shelves
  BEGIN UPDATE shelves SET goods = goods + 1 WHERE shelf_id = NEW.shelf_id; END;
CREATE TABLE walls (shelves INTEGER NOT NULL) STRICT;
CREATE TRIGGER walls_follow AFTER UPDATE ON shelves
  BEGIN UPDATE walls SET shelves = shelves + 1; END;
INSERT INTO walls VALUES (0);
INSERT INTO shelves (shelf_id, name) VALUES ('top', 'Tea');
INSERT INTO prices VALUES (1, 250);`,
};

let directory: string;
let raw: Db;
let reads: string[];
let db: Db;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-kept-'));
  const opened = openDatabase({
    file: join(directory, 'till.db'),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    onPoisoned: () => undefined,
    migrations: [SHOP],
  });
  if (!opened.ok) throw new Error(opened.code);
  raw = opened.db;
  reads = [];
  db = keepReads({
    ...raw,
    all: (sql, ...parameters) => {
      reads.push(sql);
      return raw.all(sql, ...parameters);
    },
    get: (sql, ...parameters) => {
      reads.push(sql);
      return raw.get(sql, ...parameters);
    },
  });
  reads.length = 0;
});

afterEach(() => {
  raw.close();
  rmSync(directory, { recursive: true, force: true });
});

const NAME = 'SELECT name, goods FROM shelves WHERE shelf_id = ?';
const nameOf = (shelfId = 'top'): unknown => db.get(NAME, shelfId);

describe('a database that keeps its reads', () => {
  it('reads once what nobody wrote since, each parameter for itself', () => {
    expect([nameOf(), nameOf('low'), nameOf(), nameOf('low')]).toEqual([
      { name: 'Tea', goods: 0 },
      null,
      { name: 'Tea', goods: 0 },
      null,
    ]);
    expect(reads).toHaveLength(2);
  });

  it('reads again what was written, whatever wrote it', () => {
    nameOf();
    db.run("UPDATE shelves SET name = 'Coffee' WHERE shelf_id = 'top'");
    expect(nameOf()).toMatchObject({ name: 'Coffee' });
    db.get("UPDATE shelves SET name = 'Sugar' WHERE shelf_id = 'top' RETURNING name");
    expect(nameOf()).toMatchObject({ name: 'Sugar' });
    db.transaction(() => {
      db.run("INSERT INTO shelves (shelf_id, name) VALUES ('low', 'Rice')");
      expect(nameOf('low')).toMatchObject({ name: 'Rice' });
    });
    expect(nameOf('low')).toMatchObject({ name: 'Rice' });
  });

  it('knows that a trigger writes a table that no statement named', () => {
    nameOf();
    db.run("INSERT INTO goods_on_shelves VALUES (1, 'top')");
    expect(nameOf()).toMatchObject({ goods: 1 });
  });

  it('knows that a trigger sets off another one', () => {
    const walls = (): unknown => db.get('SELECT shelves FROM walls');
    expect(walls()).toEqual({ shelves: 0 });
    db.run("INSERT INTO goods_on_shelves VALUES (1, 'top')");
    expect(walls()).toEqual({ shelves: 1 });
  });

  it('keeps nothing of a transaction that was undone, the outer or the inner', () => {
    const fail = (): void =>
      db.transaction(() => {
        db.run("UPDATE shelves SET name = 'Coffee'");
        nameOf();
        throw new Error('undone');
      });
    expect(fail).toThrow('undone');
    expect(nameOf()).toMatchObject({ name: 'Tea' });
    db.transaction(() => {
      expect(fail).toThrow('undone');
      expect(nameOf()).toMatchObject({ name: 'Tea' });
    });
  });

  it('notices a write that failed halfway, and one table of several', () => {
    const joined = 'SELECT s.name, p.minor FROM shelves s, prices p';
    db.all(joined);
    expect(() => db.run("INSERT INTO shelves (shelf_id, name) VALUES ('top', 'Twice')")).toThrow(/UNIQUE/u);
    db.run('UPDATE prices SET minor = 300');
    expect(db.all(joined)).toEqual([{ name: 'Tea', minor: 300 }]);
  });

  it('does not read again for a table that the statement does not name', () => {
    nameOf();
    db.run('UPDATE prices SET minor = 300');
    nameOf();
    expect(reads).toHaveLength(1);
  });

  it('never takes one parameter for another of the same look', () => {
    const sql = 'SELECT ? AS one, shelf_id FROM shelves';
    const found = [1, '1', null, 'null', '[1]', ''].map(
      (value) => db.get<{ readonly one: unknown }>(sql, value)?.one,
    );
    expect(found).toEqual([1, '1', null, 'null', '[1]', '']);
  });

  it('shares rows that nobody can change', () => {
    const row = db.get<{ name: string }>(NAME, 'top');
    expect(() => {
      if (row !== null) row.name = 'Mine';
    }).toThrow(/read only/u);
  });

  it('asks anew for long lists, and forgets all when there is too much', () => {
    db.transaction(() => {
      for (let id = 0; id < 40; id += 1) db.run("INSERT INTO goods_on_shelves VALUES (?, 'top')", id);
    });
    const list = 'SELECT good_id FROM goods_on_shelves';
    expect(db.all(list)).toHaveLength(40);
    db.all(list);
    expect(reads).toHaveLength(2);
    for (let id = 0; id < 10_000; id += 1) db.get('SELECT minor FROM prices WHERE good_id = ?', id);
    expect(db.get('SELECT minor FROM prices WHERE good_id = ?', 1)).toEqual({ minor: 250 });
  });

  it('computes anew what hangs on a table that was written, by whatever way, and on no other', () => {
    let times = 0;
    const name = keepComputed(db, () => {
      times += 1;
      return db.get<{ readonly name: string }>(NAME, 'top')?.name;
    });
    const shown = keepComputed(db, () => `${String(name())}!`);
    expect([shown(), shown(), times]).toEqual(['Tea!', 'Tea!', 1]);
    db.run('UPDATE prices SET minor = 300');
    expect([shown(), times]).toEqual(['Tea!', 1]);
    db.run("UPDATE shelves SET name = 'Coffee' WHERE shelf_id = 'top'");
    expect([shown(), times]).toEqual(['Coffee!', 2]);
    const fail = (): void =>
      db.transaction(() => {
        db.run("UPDATE shelves SET name = 'Sugar'");
        shown();
        throw new Error('undone');
      });
    expect(fail).toThrow('undone');
    expect(shown()).toBe('Coffee!');
  });

  it('computes each time over a database that keeps nothing', () => {
    const name = keepComputed(raw, () => raw.get<{ readonly name: string }>(NAME, 'top')?.name);
    expect(name()).toBe('Tea');
    raw.run("UPDATE shelves SET name = 'Coffee' WHERE shelf_id = 'top'");
    expect(name()).toBe('Coffee');
  });

  it('answers nothing any more once it is closed', () => {
    nameOf();
    db.close();
    expect(nameOf).toThrow(/not open/u);
  });
});

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../ports.ts';
import { MIGRATIONS, openDatabase, type Db, type Migration } from './index.ts';

let directory: string;
let file: string;
const open: Db[] = [];
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const NEWEST = MIGRATIONS.at(-1)?.version ?? 0;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-db-'));
  file = join(directory, 'till.db');
});

afterEach(() => {
  for (const db of open.splice(0)) db.close();
  rmSync(directory, { recursive: true, force: true });
});

function tryOpen(migrations: readonly Migration[] = MIGRATIONS): ReturnType<typeof openDatabase> {
  const opened = openDatabase({
    file,
    log: SILENT,
    migrations,
    onPoisoned: (reason) => {
      throw new Error(`Poisoned: ${reason}`);
    },
  });
  if (opened.ok) open.push(opened.db);
  return opened;
}

function mustOpen(migrations: readonly Migration[] = MIGRATIONS): Db {
  const opened = tryOpen(migrations);
  if (!opened.ok) throw new Error(opened.code);
  return opened.db;
}

function closeAll(): void {
  for (const db of open.splice(0)) db.close();
}

function versionOf(path: string): unknown {
  const sqlite = new SqliteDatabase(path, { readonly: true });
  const version = sqlite.pragma('user_version', { simple: true });
  sqlite.close();
  return version;
}

/** One row in each table that a first sale fills, as text, so that a migration can be seen to keep them. */
function fill(db: Db): void {
  db.run("INSERT INTO staff (staff_id, name, role) VALUES ('staff-1', 'Owner', 'owner')");
  db.run("INSERT INTO shifts VALUES ('shift-1', 1, 1000, 'staff-1')");
  db.run(
    `INSERT INTO sales (sale_id, number, state, current, currency, prices_include_tax, total_minor, mode, register,
       shift_id, cashier_id, opened_at_ms)
     VALUES ('sale-1', 1, 'open', 1, 'EUR', 1, 250, 'test', 'Till 1', 'shift-1', 'staff-1', 2000)`,
  );
  db.run(
    `INSERT INTO sale_lines (line_id, sale_id, position, product_id, name, quantity, unit_price_minor, tax_rate_id,
       tax_name, tax_ppm, note) VALUES ('line-1', 'sale-1', 0, NULL, 'Coffee', 1, 250, 'vat', 'VAT 9 %', 90000, NULL)`,
  );
}

describe('an opened database', () => {
  it('keeps a write-ahead log, waits for the disk, and holds its references together', () => {
    const db = mustOpen();
    const asked = ['journal_mode', 'synchronous', 'foreign_keys'].map((name) =>
      Object.values(db.get<Record<string, string | number>>(`PRAGMA ${name}`) ?? {}),
    );
    expect(asked.flat()).toEqual(['wal', 2, 1]);
    expect(() => db.run("INSERT INTO shifts VALUES ('shift-1', 1, 0, 'nobody')")).toThrow(/FOREIGN KEY/u);
  });

  it('is new with all tables, and opened again with what it held', () => {
    fill(mustOpen());
    closeAll();
    expect(mustOpen().all('SELECT name FROM sale_lines')).toEqual([{ name: 'Coffee' }]);
    expect(existsSync(`${file}.before-${String(NEWEST)}`)).toBe(false);
  });

  it('says by writing that it has no trouble', () => {
    expect(mustOpen().findTrouble()).toBeNull();
  });

  it('takes a question mark in a text for a text, and one outside of it for a parameter', () => {
    const db = mustOpen();
    fill(db);
    db.run("UPDATE sale_lines SET name = 'Coffee?', note = ? WHERE name = ?", "Sugar? 'No'", 'Coffee');
    expect(db.all('SELECT name, note FROM sale_lines WHERE quantity BETWEEN ? AND ?', 1, 2)).toEqual([
      { name: 'Coffee?', note: "Sugar? 'No'" },
    ]);
  });

  it('undoes a transaction as a whole when its work fails', () => {
    const db = mustOpen();
    fill(db);
    const work = (): void => {
      db.transaction(() => {
        db.run("UPDATE sales SET total_minor = 999 WHERE sale_id = 'sale-1'");
        db.run("DELETE FROM sale_lines WHERE line_id = 'line-1'");
        throw new Error('the power went');
      });
    };
    expect(work).toThrow('the power went');
    expect(db.all('SELECT total_minor FROM sales')).toEqual([{ total_minor: 250 }]);
    expect(db.all('SELECT line_id FROM sale_lines')).toEqual([{ line_id: 'line-1' }]);
  });

  it('undoes only the inner transaction when the outer one goes on', () => {
    const db = mustOpen();
    db.transaction(() => {
      db.run("INSERT INTO staff (staff_id, name, role) VALUES ('outer', 'Outer', 'cashier')");
      expect(() =>
        db.transaction(() => {
          db.run("INSERT INTO staff (staff_id, name, role) VALUES ('inner', 'Inner', 'cashier')");
          throw new Error('no');
        }),
      ).toThrow('no');
    });
    expect(db.all('SELECT staff_id FROM staff')).toEqual([{ staff_id: 'outer' }]);
  });
});

describe('a database that this version can not use', () => {
  it('from a newer version is refused and stays as it is', () => {
    mustOpen();
    closeAll();
    const newer = new SqliteDatabase(file);
    newer.pragma(`user_version = ${String(NEWEST + 10)}`);
    newer.close();
    const before = readFileSync(file);
    expect(tryOpen()).toEqual({ ok: false, code: 'DB_FROM_THE_FUTURE' });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  const damages: readonly (readonly [string, (whole: Buffer) => Buffer])[] = [
    [
      'is no database',
      () => Buffer.from('This was a shopping list, and it is long enough to be read as a file.'),
    ],
    ['lost its header', (whole) => Buffer.concat([Buffer.alloc(100, 1), whole.subarray(100)])],
    [
      'lost its pages',
      (whole) => Buffer.concat([whole.subarray(0, 4096), Buffer.alloc(whole.length - 4096, 7)]),
    ],
    ['was cut', (whole) => whole.subarray(0, Math.floor(whole.length / 2))],
  ];
  it.each(damages)('because it %s is refused and not overwritten', (_name, damage) => {
    fill(mustOpen());
    closeAll();
    const damaged = damage(readFileSync(file));
    writeFileSync(file, damaged);
    expect(tryOpen()).toEqual({ ok: false, code: 'DB_DAMAGED' });
    expect(readFileSync(file).equals(damaged)).toBe(true);
  });

  it('in a folder that is not there is refused', () => {
    file = join(directory, 'missing', 'till.db');
    expect(tryOpen()).toMatchObject({ ok: false });
    expect(existsSync(file)).toBe(false);
  });
});

describe('a migration', () => {
  const steps = MIGRATIONS.map((migration, index) => [migration.name, index] as const).slice(1);

  it.each(steps)(
    '%s keeps every row that was there, and leaves the file of before beside it',
    (_name, index) => {
      const older = MIGRATIONS.slice(0, index);
      const newer = MIGRATIONS.slice(0, index + 1);
      const db = mustOpen(older);
      fill(db);
      const tables = db
        .all<{ readonly name: string }>(
          "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%search%'",
        )
        .map(({ name }) => name);
      const rowsOf = (from: Db): object => tables.map((name) => [name, from.all(`SELECT * FROM ${name}`)]);
      const before = rowsOf(db);
      closeAll();
      // Each with its values; a step may add columns.
      expect(rowsOf(mustOpen(newer))).toMatchObject(before);
      closeAll();
      const backup = `${file}.before-${String(newer.at(-1)?.version)}`;
      expect(versionOf(file)).toBe(newer.at(-1)?.version);
      expect(versionOf(backup)).toBe(older.at(-1)?.version);
      copyFileSync(backup, file);
      expect(rowsOf(mustOpen(older))).toEqual(before);
    },
  );

  it('makes the copy of before anew where a power cut left half of one', () => {
    const older = MIGRATIONS.slice(0, -1);
    fill(mustOpen(older));
    closeAll();
    const backup = `${file}.before-${String(NEWEST)}`;
    // What a cut in the middle of the copy leaves: its beginning.
    const half = readFileSync(file).subarray(0, 5_000);
    writeFileSync(`${backup}.unfinished`, half);
    mustOpen();
    expect(versionOf(backup)).toBe(older.at(-1)?.version);
    expect(existsSync(`${backup}.unfinished`)).toBe(false);
  });

  it('leaves no copy of before under its name when the copy is cut off', () => {
    const older = MIGRATIONS.slice(0, -1);
    fill(mustOpen(older));
    closeAll();
    const backup = `${file}.before-${String(NEWEST)}`;
    // The copy can't be made: a folder stands in its way.
    mkdirSync(`${backup}.unfinished`);
    expect(() => tryOpen()).toThrow();
    expect(existsSync(backup)).toBe(false);
    expect(versionOf(file)).toBe(older.at(-1)?.version);
  });

  it('twins gives a held payment and one in doubt the field that they lack, and leaves the others alone', () => {
    const index = MIGRATIONS.findIndex(({ name }) => name === 'twins');
    const db = mustOpen(MIGRATIONS.slice(0, index));
    fill(db);
    const insert = (tenderId: string, state: { readonly state: string }): void => {
      db.run(
        `INSERT INTO card_tenders (tender_id, sale_id, state, state_json, version, amount_minor, currency, mode,
           cart_hash, register, shift_id, cashier_id, created_at_ms, changed_at_ms)
         VALUES (?, 'sale-1', ?, ?, 4, 250, 'EUR', 'test', 'hash', 'Till 1', 'shift-1', 'staff-1', 3000, 3500)`,
        tenderId,
        state.state,
        JSON.stringify(state),
      );
    };
    const common = { paymentIntentId: 'pi_1', attempt: 1 };
    const held = { ...common, authorisedMinor: 250, tipMinor: 0, captureBeforeMs: null, captureTries: 2 };
    const doubt = { ...common, chargesSeen: 0, from: 'to-capture', cause: 'restart', wasCancelling: null };
    const paid = { ...common, capturedMinor: 250, tipMinor: 0 };
    insert('held', { state: 'to-capture', ...held });
    insert('doubt', { state: 'in-doubt', ...doubt });
    insert('paid', { state: 'approved', ...paid });
    closeAll();
    const rows = mustOpen().all<{ readonly state_json: string; readonly twin_json: string | null }>(
      'SELECT state_json, twin_json FROM card_tenders ORDER BY tender_id',
    );
    expect(rows.map((row) => JSON.parse(row.state_json) as unknown)).toEqual([
      { state: 'in-doubt', ...doubt, twin: null },
      { state: 'to-capture', ...held, twin: null },
      { state: 'approved', ...paid },
    ]);
    expect(rows.map((row) => row.twin_json)).toEqual([null, null, null]);
  });

  it('to the counter keeps products, their codes and what they are found by', () => {
    const before = mustOpen(MIGRATIONS.filter(({ version }) => version < 150));
    fill(before);
    before.run("INSERT INTO categories VALUES ('coffee', 'Coffee', 'orange', 0)");
    for (const [id, barcode, rate, position] of [
      ['p-2', '4006381333931', 90_000, 7],
      ['p-1', null, 210_000, 3],
    ] as const) {
      before.run(
        "INSERT INTO products VALUES (?, 'coffee', ?, ?, ?, 280, ?, 'VAT', ?, 'espresso', 1, ?)",
        id,
        `Café ${id}`,
        `SKU-${id}`,
        barcode,
        `vat-${String(rate)}`,
        rate,
        position,
      );
    }
    closeAll();
    const db = mustOpen();
    expect(
      db.all(
        `SELECT p.product_id, p.product_no, p.sku, p.price_minor, t.rate_ppm, b.barcode, p.favourite, p.stock
         FROM products p JOIN tax_classes t USING (tax_class_id) LEFT JOIN product_barcodes b USING (product_id)
         ORDER BY product_no`,
      ),
    ).toEqual([
      {
        product_id: 'p-1',
        product_no: 1,
        sku: 'SKU-p-1',
        price_minor: 280,
        rate_ppm: 210_000,
        barcode: null,
        favourite: 1,
        stock: 0,
      },
      {
        product_id: 'p-2',
        product_no: 2,
        sku: 'SKU-p-2',
        price_minor: 280,
        rate_ppm: 90_000,
        barcode: '4006381333931',
        favourite: 1,
        stock: 0,
      },
    ]);
    const found = db.all(`SELECT rowid FROM product_search WHERE product_search MATCH '"cafe"* AND "4006"*'`);
    expect(found).toEqual([{ rowid: 2 }]);
  });

  it('to quick looks counts the payments that were there, and pairs those that look alike', () => {
    const before = mustOpen(MIGRATIONS.filter(({ version }) => version < 110));
    fill(before);
    const card = '{"fingerprint":"f1"}';
    for (const [id, state, atMs, reconciliation] of [
      ['t1', 'approved', 0, 'matched'],
      ['t2', 'approved', 1_000, 'pending'],
      ['t3', 'overpaid', 2_000, 'matched'],
      ['t4', 'approved', 3_600_000, 'matched'],
      ['t5', 'cancelled', 3_601_000, 'matched'],
    ] as const) {
      before.run(
        `INSERT INTO card_tenders (tender_id, sale_id, state, state_json, version, amount_minor, currency, mode,
           cart_hash, register, shift_id, cashier_id, created_at_ms, changed_at_ms, card_json, reconciliation)
         VALUES (?, 'sale-1', ?, '{}', 1, 250, 'EUR', 'test', '', 'Till 1', 'shift-1', 'staff-1', ?, 0, ?, ?)`,
        id,
        state,
        atMs,
        card,
        reconciliation,
      );
    }
    closeAll();
    const db = mustOpen();
    expect(db.all('SELECT * FROM card_counts')).toEqual([{ id: 1, taken: 4, matched: 2 }]);
    expect(db.all('SELECT * FROM card_twins')).toEqual([
      { tender_id: 't2', earlier_tender_id: 't1', at_ms: 1_000 },
    ]);
    db.run("UPDATE card_tenders SET state = 'overpaid' WHERE tender_id IN ('t1', 't5')");
    db.run("UPDATE card_tenders SET reconciliation = 'matched' WHERE tender_id = 't2'");
    expect(db.all('SELECT * FROM card_counts')).toEqual([{ id: 1, taken: 5, matched: 2 }]);
  });

  it('that fails leaves the database of before, and can be tried again', () => {
    fill(mustOpen());
    closeAll();
    const broken = { version: 9000, name: 'broken', sql: 'DROP TABLE sale_lines; SELECT surprise;' };
    expect(() => tryOpen([...MIGRATIONS, broken])).toThrow(/surprise/u);
    expect(versionOf(file)).toBe(NEWEST);
    const mended = {
      version: 9000,
      name: 'mended',
      sql: 'CREATE TABLE surprises (id INTEGER PRIMARY KEY) STRICT;',
    };
    expect(mustOpen([...MIGRATIONS, mended]).all('SELECT name FROM sale_lines')).toEqual([
      { name: 'Coffee' },
    ]);
  });

  it('never repeats: versions rise, each once', () => {
    const versions = MIGRATIONS.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].toSorted((one, other) => one - other));
  });
});

describe('the journal of tenders', () => {
  it('is only added to, whoever asks', () => {
    const db = mustOpen();
    fill(db);
    db.run(
      `INSERT INTO card_tenders (tender_id, sale_id, state, state_json, version, amount_minor, currency, mode,
         cart_hash, register, shift_id, cashier_id, created_at_ms, changed_at_ms)
       VALUES ('t', 'sale-1', 'opened', '{}', 1, 250, 'EUR', 'test', '', '', '', '', 0, 0)`,
    );
    db.run("INSERT INTO tender_journal VALUES (1, 't', 0, 'tender-opened', 'till', '{}', '{}', '')");
    expect(() => db.run("UPDATE tender_journal SET kind = 'approved'")).toThrow(/only added/u);
    expect(() => db.run('DELETE FROM tender_journal')).toThrow(/only added/u);
  });
});

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import SqliteDatabase from 'better-sqlite3';
import {
  createImports,
  listTiles,
  searchProducts,
  type Imports,
} from '../../electron/services/catalog/index.ts';
import { keepReads, openDatabase, type Db } from '../../electron/services/db/index.ts';
import { createIds, systemClock, systemTimers } from '../../electron/services/system/index.ts';
import { countFrom, ms, percentile, SILENT, type Figure } from './figures.ts';
import { productsCsv } from './products-csv.ts';

const PRODUCTS = countFrom('products', 100_000);
/** A hundred thousand products: a file with mistakes, the file without, and searches as they are typed. */
export async function catalogSuite(): Promise<readonly Figure[]> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-catalog-'));
  const opened = openDatabase({ file: join(directory, 'till.db'), log: SILENT, onPoisoned: () => undefined });
  if (!opened.ok) throw new Error(opened.code);
  const db = keepReads(opened.db);
  try {
    db.run("INSERT INTO staff (staff_id, name, role) VALUES ('staff-1', 'Owner', 'owner')");
    const imports = createImports({
      db,
      clock: systemClock,
      timers: systemTimers,
      ids: createIds(systemClock),
      log: SILENT,
      directory: join(directory, 'imports'),
      currency: () => 'EUR',
      staffId: () => 'staff-1',
      revision: () => 0,
      changed: () => undefined,
    });
    const raw = rawInsertMs(join(directory, 'raw.db'));
    const bad = await takeFile(imports, productsCsv(PRODUCTS, { badEvery: 100 }));
    const good = await takeFile(imports, productsCsv(PRODUCTS, { badEvery: null }));
    const searches = measureSearches(db);
    return [
      { what: `raw SQLite: ${String(PRODUCTS)} rows into one table and an index`, value: ms(raw) },
      { what: 'check of a file with 1 % bad rows', value: `${ms(bad.checkMs)} (${ratio(bad.checkMs, raw)})` },
      { what: '  mistakes found', value: String(bad.errors) },
      { what: '  longest time that main was held up', value: ms(bad.longestMs) },
      {
        what: 'check of the same file without them',
        value: `${ms(good.checkMs)} (${ratio(good.checkMs, raw)})`,
      },
      { what: 'taking it', value: `${ms(good.applyMs)} (${ratio(good.applyMs, raw)})` },
      { what: '  longest time that main was held up', value: ms(good.longestMs) },
      { what: '  memory at most, above the beginning', value: `${String(Math.round(good.memoryMb))} MB` },
      {
        what: 'database afterwards',
        value: `${String(Math.round(statSync(join(directory, 'till.db')).size / 1e6))} MB`,
      },
      ...searches,
    ];
  } finally {
    db.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function takeFile(imports: Imports, content: string) {
  const begun = imports.begin('bench.csv');
  if (!begun.ok) throw new Error(begun.error.code);
  const { importId } = begun.value;
  const bytes = Buffer.from(content);
  for (let part = 0; part * 32_768 < bytes.length; part += 1) {
    const data = bytes.subarray(part * 32_768, (part + 1) * 32_768).toString('base64');
    imports.append(importId, part, `base64:${data}`);
  }
  const preview = await imports.preview(importId);
  if (!preview.ok) throw new Error(preview.error.code);
  const delays = monitorEventLoopDelay({ resolution: 1 });
  const startMb = process.memoryUsage().rss / 1e6;
  let mostMb = startMb;
  const until = async (state: string): Promise<number> => {
    const startMs = performance.now();
    while (imports.progress()?.state !== state) {
      mostMb = Math.max(mostMb, process.memoryUsage().rss / 1e6);
      await systemTimers.sleep(20);
    }
    return performance.now() - startMs;
  };
  delays.enable();
  imports.check(importId, preview.value.mapping, preview.value.decimalSign);
  const checkMs = await until('checked');
  const errors = imports.progress()?.errors ?? 0;
  let applyMs = 0;
  if (errors === 0) {
    imports.apply(importId);
    applyMs = await until('done');
  }
  delays.disable();
  return { checkMs, applyMs, errors, longestMs: delays.max / 1e6, memoryMb: mostMb - startMb };
}

/** The same rows by SQLite alone, in one transaction: what no import can be faster than. */
function rawInsertMs(file: string): number {
  const sqlite = new SqliteDatabase(file);
  sqlite.exec('CREATE TABLE raw (sku TEXT UNIQUE, name TEXT, price INTEGER) STRICT');
  const insert = sqlite.prepare('INSERT INTO raw VALUES (?, ?, ?)');
  const startMs = performance.now();
  sqlite.transaction(() => {
    for (let index = 0; index < PRODUCTS; index += 1)
      insert.run(`SKU${String(index)}`, `Product ${String(index)}`, index);
  })();
  const tookMs = performance.now() - startMs;
  sqlite.close();
  return tookMs;
}

/** Each beginning of some texts, as a person types them; beside one read of a row by its key. */
function measureSearches(db: Db): readonly Figure[] {
  const texts = [
    'product blue',
    'coffee mug large',
    'sku054321',
    '40000',
    'cotton shirt 999',
    'zzz',
    'b m 9',
  ];
  const typed = texts.flatMap((text) => Array.from(text, (_, index) => text.slice(0, index + 1)));
  const times = typed.flatMap((text) =>
    Array.from({ length: 5 }, (_, turn) => {
      // A blank more each time, so that no answer is one that was kept.
      const startMs = performance.now();
      searchProducts(db, text + ' '.repeat(turn), 60);
      return performance.now() - startMs;
    }),
  );
  const keyed = Array.from({ length: 1_000 }, (_, index) => {
    const startMs = performance.now();
    db.get('SELECT * FROM products WHERE product_no = ?', index * 97 + 1);
    return performance.now() - startMs;
  });
  const shelf = Array.from({ length: 50 }, (_, index) => {
    const startMs = performance.now();
    listTiles(db, { categoryId: null, after: index, limit: 120 });
    return performance.now() - startMs;
  });
  const [p50, p95] = [percentile(times, 50), percentile(times, 95)];
  const base = percentile(keyed, 50);
  return [
    { what: 'one row by its key, median', value: ms(base) },
    {
      what: `search of 60 products in ${String(PRODUCTS)}, median`,
      value: `${ms(p50)} (${ratio(p50, base)})`,
    },
    { what: '  95 of 100 take at most', value: `${ms(p95)} (${ratio(p95, base)})` },
    { what: 'tiles of the favourites, 95 of 100 take at most', value: ms(percentile(shelf, 95)) },
  ];
}

function ratio(value: number, base: number): string {
  return `${(value / base).toFixed(1)} × SQLite alone`;
}

import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepReads, openDatabase, openForReading, type Db } from '../../electron/services/db/index.ts';
import { takeIntoSearch } from '../../electron/services/sale-search/index.ts';
import { fillWithSales } from '../../electron/services/sale-search/testing/many-sales.ts';
import { countFrom, ms, SILENT, type Figure } from './figures.ts';

/** A shop that is open day and night sells once in five minutes: 100,000 sales are most of a year. */
const EVERY_MS = 300_000;
const DAY_MS = 86_400_000;
const PRODUCTS = countFrom('products', 100_000);

const FIRST_NAMES = ['Anna', 'Mika', 'Noor', 'Jan'] as const;

type Shift = { readonly shiftId: string; readonly number: number; readonly openedAtMs: number };

export type ShopOfYears = {
  /** As main has it, and as the thread for long reads has it. */
  readonly db: Db;
  readonly reading: Db;
  readonly sales: number;
  readonly startMs: number;
  readonly untilMs: number;
  /** A shift of a whole day, and one that nobody closed for a week. */
  readonly day: Shift;
  readonly week: Shift;
  readonly figures: readonly Figure[];
  readonly close: () => void;
};

/**
 * A till with very many sales of a hundred thousand products: with shifts of a day each, customers, journals of card
 * payments, and a refund of every fiftieth sale.
 */
export function openShopOfYears(sales: number): ShopOfYears {
  const directory = mkdtempSync(join(tmpdir(), 'bench-shop-'));
  const file = join(directory, 'till.db');
  const opened = openDatabase({ file, log: SILENT, onPoisoned: () => undefined });
  if (!opened.ok) throw new Error(opened.code);
  const db = keepReads(opened.db);
  const untilMs = new Date().setHours(24, 0, 0, 0);
  const startMs = untilMs - (sales + 1) * EVERY_MS;
  const begunMs = performance.now();
  fillWithSales(db, { count: sales, startMs, everyMs: EVERY_MS });
  const shifts = enrich(db, sales, startMs);
  const filledMs = performance.now();
  takeIntoSearch(db);
  const searchableMs = performance.now();
  db.emptyLog();
  const reading = openForReading(file, () => undefined);
  return {
    db,
    reading,
    sales,
    startMs,
    untilMs,
    ...shifts,
    figures: [
      { what: `${String(sales)} sales written by statements`, value: ms(filledMs - begunMs) },
      { what: 'all of them taken into the search', value: ms(searchableMs - filledMs) },
      { what: 'database', value: `${String(Math.round(statSync(file).size / 1e6))} MB` },
    ],
    close: () => {
      reading.close();
      db.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function enrich(db: Db, sales: number, startMs: number): Pick<ShopOfYears, 'day' | 'week'> {
  db.transaction(() => {
    addProducts(db);
    // Every line is of another product than its neighbours, some of few that are sold much and some of all the others.
    db.run(
      `UPDATE sale_lines SET product_id = 'product-' || CASE WHEN rowid % 4 = 0 THEN (rowid * 7919) % ${String(PRODUCTS)}
         ELSE rowid % ${String(Math.min(PRODUCTS, 500))} END`,
    );
    addCustomers(db, sales);
    addJournal(db);
    addRefunds(db);
  });
  return db.transaction(() => addShifts(db, sales, startMs));
}

function addProducts(db: Db): void {
  db.run("INSERT INTO tax_classes VALUES ('vat-9', 'VAT 9 %', 90000, 0)");
  for (let index = 0; index < 12; index += 1)
    db.run(
      "INSERT INTO categories VALUES (?, ?, 'grey', ?)",
      `category-${String(index)}`,
      `Category ${String(index)}`,
      index,
    );
  db.run(
    `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${String(PRODUCTS)})
     INSERT INTO products (product_id, name, category_id, sku, price_minor, tax_class_id)
     SELECT 'product-' || i, 'Product ' || i, 'category-' || (i % 12), 'SKU' || i, 100 + i % 900, 'vat-9' FROM n`,
  );
}

function addCustomers(db: Db, sales: number): void {
  const count = Math.ceil(sales / 50);
  const insert = `INSERT INTO customers (customer_no, customer_id, name, mail, phone, note, name_key, mail_key, phone_key,
    created_at_ms, created_by) VALUES (?, ?, ?, '', '', '', ?, '', '', 1, 'staff-1')`;
  for (let index = 1; index <= count; index += 1) {
    const name = `${FIRST_NAMES[index % FIRST_NAMES.length] ?? ''} Berg${String(index)}`;
    db.run(insert, index, `customer-${String(index)}`, name, name.toLowerCase());
    db.run('INSERT INTO customer_search (rowid, text) VALUES (?, ?)', index, name);
  }
  db.run(
    `UPDATE sales SET customer_id = 'customer-' || (1 + number % ${String(count)}) WHERE number % 5 = 0`,
  );
}

function addJournal(db: Db): void {
  // Each payment's own times, so that the slow end is another than the middle.
  for (const [kind, after] of [
    ['tender-opened', '0'],
    ['card-presented', '2000 + c.rowid % 3000'],
    ['approved', '3000 + c.rowid % 5000'],
  ] as const)
    db.run(
      `INSERT INTO tender_journal (tender_id, at_ms, kind, source, detail_json, state_json, checksum)
       SELECT c.tender_id, c.created_at_ms + ${after}, '${kind}', 'till', '{}', '{}', '' FROM card_tenders c`,
    );
}

function addRefunds(db: Db): void {
  db.run(
    `INSERT INTO refunds SELECT 'refund-' || s.number, 'REF-' || s.number, 'sale', s.sale_id, NULL,
       (SELECT unit_price_minor FROM sale_lines l WHERE l.sale_id = s.sale_id AND l.position = 0), 'EUR', 'test',
       'requested_by_customer', NULL, 1, s.register, s.shift_id, s.cashier_id, NULL, NULL, s.completed_at_ms + 600000
     FROM sales s WHERE s.number % 50 = 0 AND s.state = 'completed'`,
  );
  db.run(
    `INSERT INTO refund_lines SELECT r.refund_id, 0, l.line_id, l.name, 1, l.unit_price_minor, l.tax_name, l.tax_ppm,
       l.unit_price_minor * l.tax_ppm / (1000000 + l.tax_ppm)
     FROM refunds r JOIN sale_lines l ON l.sale_id = r.sale_id AND l.position = 0`,
  );
  db.run(
    `INSERT INTO refund_legs (leg_id, refund_id, kind, tender_id, amount_minor, rounding_minor, currency, mode, state,
       state_json, version, key_at_ms, created_at_ms, changed_at_ms)
     SELECT 'leg-' || r.refund_id, r.refund_id, 'cash', NULL, r.amount_minor, 0, 'EUR', 'test', 'paid-out',
       '{"state":"paid-out"}', 1, r.created_at_ms, r.created_at_ms, r.created_at_ms FROM refunds r`,
  );
}

/** A shift for each day, but one for the first week. */
function addShifts(db: Db, sales: number, startMs: number): Pick<ShopOfYears, 'day' | 'week'> {
  const perDay = DAY_MS / EVERY_MS;
  const days = Math.ceil(sales / perDay);
  for (let day = 7; day < days; day += 1)
    db.run(
      "INSERT INTO shifts VALUES (?, ?, ?, 'staff-1')",
      `shift-day-${String(day)}`,
      day + 1,
      startMs + day * DAY_MS,
    );
  const week = { shiftId: 'shift-1', number: 1, openedAtMs: startMs };
  if (days < 9) return { day: week, week };
  db.run(
    `UPDATE sales SET shift_id = 'shift-day-' || ((number - 1) / ${String(perDay)}) WHERE number > ${String(7 * perDay)}`,
  );
  for (const table of ['cash_tenders', 'card_tenders', 'refunds'])
    db.run(
      `UPDATE ${table} SET shift_id = s.shift_id FROM sales s WHERE s.sale_id = ${table}.sale_id AND s.shift_id <> 'shift-1'`,
    );
  return {
    day: { shiftId: 'shift-day-7', number: 8, openedAtMs: startMs + 7 * DAY_MS },
    week,
  };
}

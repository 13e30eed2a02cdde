import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiptCode } from '../../../shared/domain/receipt/index.ts';
import type { Db } from '../db/index.ts';
import { fillWithSales } from './testing/many-sales.ts';
import {
  createSearchFeed,
  findSales,
  listFilterChoices,
  takeIntoSearch,
  takeSomeIntoSearch,
  type SaleQuery,
} from './index.ts';
import { openNewDatabase } from '../../../tests/support/new-database.ts';

const START_MS = new Date(2026, 0, 1).getTime();
const SALES = 3_000;
const ALL: SaleQuery = {
  text: '',
  statuses: [],
  tender: null,
  cashierId: null,
  register: null,
  customerId: null,
  fromMs: null,
  untilMs: null,
  before: null,
  limit: 50,
};

let directory: string;
let db: Db;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-search-'));
  db = openNewDatabase(join(directory, 'till.db'));
  fillWithSales(db, { count: SALES, startMs: START_MS, everyMs: 60_000 });
  takeIntoSearch(db);
});
afterAll(() => {
  db.close();
  rmSync(directory, { recursive: true, force: true });
});

function find(query: Partial<SaleQuery>) {
  return findSales(db, { ...ALL, ...query, currency: 'EUR' });
}

/** All pages of a search, of any size, as one list of numbers. */
function numbersOf(query: Partial<SaleQuery>, limit = 50): number[] {
  const numbers: number[] = [];
  let before: number | null = null;
  do {
    const page: ReturnType<typeof find> = find({ ...query, limit, before });
    expect(page.found.length).toBeLessThanOrEqual(limit);
    numbers.push(...page.found.map(({ number }) => number));
    before = page.next;
  } while (before !== null);
  return numbers;
}

/** The same by going through every sale. */
function numbersWhere(condition: string): number[] {
  return db
    .all<{ readonly number: number }>(
      `SELECT s.number FROM sales s WHERE s.state <> 'open' AND ${condition} ORDER BY s.number DESC`,
    )
    .map(({ number }) => number);
}

describe('a search', () => {
  const NAMED = (name: string) =>
    `EXISTS (SELECT 1 FROM sale_lines l WHERE l.sale_id = s.sale_id AND l.name LIKE '${name}')`;
  const LAST4 = (last4: string) =>
    `EXISTS (SELECT 1 FROM card_tenders c WHERE c.sale_id = s.sale_id AND json_extract(c.card_json, '$.last4') = '${last4}')`;
  it.each([
    [{}, 'TRUE'],
    [{ text: 'capp' }, NAMED('Cappuccino%')],
    [{ text: 'CRÈME' }, NAMED('Crème brûlée')],
    [{ text: 'creme brul' }, NAMED('Crème brûlée')],
    [{ text: '4242 capp' }, `${LAST4('4242')} AND ${NAMED('Cappuccino%')}`],
    [{ text: '7' }, "s.number = 7 OR s.receipt_number = 'R-000007' OR s.total_minor = 700"],
    [{ text: 'R-000123' }, "s.receipt_number = 'R-000123' OR s.number = 123"],
    [{ text: '8,20' }, 's.total_minor = 820'],
    [{ text: '€8.20' }, 's.total_minor = 820'],
    [{ text: 'guji 250' }, NAMED('Ethiopia%')],
    [{ text: 'mara' }, "s.cashier_id = 'staff-2'"],
    [{ text: 'jansen till 2' }, "s.cashier_id = 'staff-2' AND s.register = 'Till 2'"],
    [{ cashierId: 'staff-3' }, "s.cashier_id = 'staff-3'"],
    [{ register: 'Till 2' }, "s.register = 'Till 2'"],
    [{ tender: 'cash' as const }, 'EXISTS (SELECT 1 FROM cash_tenders t WHERE t.sale_id = s.sale_id)'],
    [{ tender: 'card' as const }, 'EXISTS (SELECT 1 FROM card_tenders c WHERE c.sale_id = s.sale_id)'],
    [{ statuses: ['voided' as const] }, "s.state = 'voided'"],
    [
      { text: 'capp', register: 'Till 1', tender: 'cash' as const, statuses: ['paid' as const] },
      `${NAMED('Cappuccino%')} AND s.register = 'Till 1' AND s.state = 'completed'
       AND EXISTS (SELECT 1 FROM cash_tenders t WHERE t.sale_id = s.sale_id)`,
    ],
    [
      { fromMs: START_MS + 600_000, untilMs: START_MS + 1_200_000 },
      `COALESCE(s.completed_at_ms, s.opened_at_ms) >= ${String(START_MS + 600_000)}
       AND COALESCE(s.completed_at_ms, s.opened_at_ms) < ${String(START_MS + 1_200_000)}`,
    ],
  ])('for %j finds what going through all sales finds', (query, condition) => {
    const expected = numbersWhere(`(${condition})`);
    expect(expected.length).toBeGreaterThan(0);
    expect(numbersOf(query, 200)).toEqual(expected);
  });

  it('gives the same in pages of any size', () => {
    const whole = numbersOf({ text: 'capp', statuses: ['paid'] }, 200);
    for (const limit of [1, 7, 50])
      expect(numbersOf({ text: 'capp', statuses: ['paid'] }, limit)).toEqual(whole);
  });

  it('finds a payment by its id, its charge and the code of its receipt', () => {
    const card = db.get<{ readonly number: number; readonly intent: string; readonly charge: string }>(
      `SELECT s.number, c.payment_intent_id AS intent, c.charge_id AS charge
       FROM card_tenders c JOIN sales s USING (sale_id) ORDER BY s.number LIMIT 1 OFFSET 100`,
    );
    if (card === null) throw new Error('No card');
    for (const text of [card.intent, card.charge, receiptCode(card.intent) ?? ''])
      expect(numbersOf({ text })).toEqual([card.number]);
    expect(numbersOf({ text: 'pi_1' })).toEqual([]);
  });

  it('takes any text for a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(() => find({ text })).not.toThrow();
      }),
      { numRuns: 400 },
    );
    for (const text of [
      '"',
      "' OR 1=1 --",
      '*',
      'a*b',
      'NEAR(a b)',
      'text:capp',
      '-capp',
      '^',
      'AND',
      '%',
      '_',
    ])
      expect(() => find({ text })).not.toThrow();
    expect(find({ text: '%' }).found).toEqual([]);
  });

  it('finds a sale once it is finished, put aside, or more money came to it', () => {
    db.run(
      `INSERT INTO sales VALUES ('new', 9001, 'open', 1, 'EUR', 1, 0, 'test', 'Till 9', 'shift-1', 'staff-1', ?, NULL, NULL
        ${', NULL'.repeat(columnsOf('sales') - 14)})`,
      START_MS,
    );
    db.run(
      `INSERT INTO sale_lines (line_id, sale_id, position, name, quantity, unit_price_minor, tax_rate_id, tax_name, tax_ppm)
       VALUES ('l', 'new', 0, 'Zanzibar clove', 1, 1234, 'x', 'x', 0)`,
    );
    const look = (text: string): number => {
      takeIntoSearch(db);
      return find({ text }).found.length;
    };
    expect(look('zanzibar')).toBe(0);
    db.run("UPDATE sales SET current = 0 WHERE sale_id = 'new'");
    expect(look('zanzibar')).toBe(1);
    db.run("UPDATE sales SET state = 'voided' WHERE sale_id = 'new'");
    db.run(
      `INSERT INTO cash_tenders (tender_id, sale_id, amount_minor, rounding_minor, tendered_minor, change_minor, currency,
         at_ms) VALUES ('late', 'new', 77777, 0, 77777, 0, 'EUR', 0)`,
    );
    expect(look('777.77')).toBe(1);
    expect(db.all('SELECT * FROM sales_to_search')).toEqual([]);
  });
});

describe('the choices of the filters', () => {
  it('are the people and registers that sold', () => {
    const { cashiers, registers } = listFilterChoices(db);
    expect(registers).toEqual(['Till 1', 'Till 2', 'Till 9']);
    expect(cashiers.map(({ name }) => name)).toEqual(['Aylin Kaya', 'Mara Jansen', 'Owner']);
  });
});

function columnsOf(table: string): number {
  return db.all(`SELECT 1 FROM pragma_table_info('${table}')`).length;
}

describe('the backlog of the search', () => {
  const left = (): number =>
    db.get<{ readonly count: number }>('SELECT COUNT(*) AS count FROM sales_to_search')?.count ?? -1;
  const noteAll = (): void => {
    db.run('INSERT OR IGNORE INTO sales_to_search SELECT sale_id FROM sales WHERE number <= 950');
  };

  it('is taken in short pieces, the newest sales first', () => {
    takeIntoSearch(db);
    noteAll();
    const before = left();
    expect(before).toBeGreaterThan(800);
    expect(takeSomeIntoSearch(db)).toBe(false);
    expect(left()).toBe(before - 200);
    const newest = db.get<{ readonly newest: string }>('SELECT MAX(sale_id) AS newest FROM sales_to_search');
    const numbers = db.get<{ readonly number: number }>(
      'SELECT number FROM sales WHERE sale_id = ?',
      newest?.newest ?? '',
    );
    expect(numbers?.number).toBeLessThanOrEqual(800);
    takeIntoSearch(db);
    expect(left()).toBe(0);
  });

  it('is taken by itself, with a pause after each piece, and not while somebody pays', () => {
    noteAll();
    const waiting: { readonly delayMs: number; readonly call: () => void }[] = [];
    let isBusy = true;
    const feed = createSearchFeed({
      db,
      timers: {
        after: (delayMs, call) => {
          waiting.push({ delayMs, call });
          return () => undefined;
        },
      },
      isBusy: () => isBusy,
    });
    feed.start();
    const before = left();
    waiting.shift()?.call();
    expect(left()).toBe(before);
    isBusy = false;
    waiting.shift()?.call();
    expect(left()).toBe(before - 200);
    let pieces = 1;
    for (; left() > 0; pieces += 1) {
      expect(waiting).toHaveLength(1);
      waiting.shift()?.call();
    }
    expect(pieces).toBe(Math.ceil(before / 200));
    expect(waiting).toMatchObject([{ delayMs: 60_000 }]);
  });
});

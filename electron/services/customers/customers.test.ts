import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHANNELS } from '../../../shared/contract/index.ts';
import type { Db } from '../db/index.ts';
import { findSales, takeIntoSearch, type SaleQuery } from '../sale-search/index.ts';
import { fillWithSales } from '../sale-search/testing/many-sales.ts';
import { createIds } from '../system/index.ts';
import {
  createCustomers,
  findCustomer,
  findCustomerOfSale,
  searchCustomers,
  type CustomerSaid,
  type Customers,
} from './index.ts';
import { openNewDatabase } from '../../../tests/support/new-database.ts';

const NOON_MS = Date.UTC(2026, 10, 23, 12);
const INES: CustomerSaid = {
  name: 'Ines Baumann',
  mail: 'Ines@Example.org',
  phone: '+49 170 1234567',
  note: 'Oat milk',
  mailConsent: true,
};
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
let customers: Customers;
let nowMs: number;
let waiting: (() => void)[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-customers-'));
  db = openNewDatabase(join(directory, 'till.db'));
  nowMs = NOON_MS;
  waiting = [];
  fillWithSales(db, { count: 20, startMs: NOON_MS - 3_600_000, everyMs: 60_000 });
  const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
  customers = createCustomers({
    db,
    clock,
    timers: {
      after: (_delayMs, call) => {
        waiting.push(call);
        return () => undefined;
      },
    },
    ids: createIds(clock),
    present: () => ({ staffId: 'staff-2', name: 'Mara Jansen' }),
  });
});
afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true, force: true });
});

function add(said: Partial<CustomerSaid> = {}, evenIfKnown = false): string {
  const saved = customers.save(null, { ...INES, ...said }, evenIfKnown);
  if (!saved.ok || saved.value.customerId === null) throw new Error('Not saved');
  return saved.value.customerId;
}

/** What of a customer is still in some file of the till. */
function readable(): readonly string[] {
  return readdirSync(directory).flatMap((file) => {
    const bytes = readFileSync(join(directory, file));
    return ['Baumann', 'Example.org', '1234567', 'baumann']
      .filter((word) => bytes.includes(word))
      .map((word) => `${word} in ${file}`);
  });
}

const saleNo = (number: number): string => `sale-${String(number).padStart(8, '0')}`;
const found = (text: string): readonly string[] => searchCustomers(db, text, 10).map(({ name }) => name);

describe('a customer', () => {
  it.each(['ines', 'BAUM', 'ines@example', '1701234567', '4917', 'oat', 'baumann ines'])(
    'is found by %j',
    (text) => {
      add();
      add({ name: 'Daan Smit', mail: 'daan@example.net', phone: '', note: '', mailConsent: false });
      expect(found(text)).toEqual(['Ines Baumann']);
    },
  );

  it('is changed in place, and found by what is new alone', () => {
    const id = add();
    expect(customers.save(id, { ...INES, name: 'Ines Kaya' }, false)).toEqual({
      ok: true,
      value: { customerId: id, alike: [] },
    });
    expect(found('kaya')).toEqual(['Ines Kaya']);
    expect(found('baumann')).toEqual([]);
  });

  it.each([
    [{ name: 'Somebody Else', phone: '' }, 'the address, whatever its capitals'],
    [
      { name: 'Somebody Else', mail: 'x@example.org', phone: '0170 123 45 67' },
      'the phone without its country',
    ],
    [{ name: 'Baumann, Inés', mail: 'x@example.org', phone: '' }, 'the name the other way round'],
  ])(
    'is warned of as known when another has %j (%s), and saved only on purpose',
    (said: Partial<CustomerSaid>, _why) => {
      const known = add();
      const again = customers.save(null, { ...INES, ...said }, false);
      expect(again).toMatchObject({ ok: true, value: { customerId: null, alike: [{ customerId: known }] } });
      expect(db.all('SELECT 1 FROM customers')).toHaveLength(1);
      add(said, true);
      expect(db.all('SELECT 1 FROM customers')).toHaveLength(2);
    },
  );

  it('needs something to be found by, and an address to agree for', () => {
    const nothing = { name: ' ', mail: '', phone: '', note: 'x', mailConsent: false };
    expect(customers.save(null, nothing, false)).toMatchObject({ error: { code: 'CUSTOMER_NEEDS_NAME' } });
    expect(customers.save(null, { ...INES, mail: '' }, false)).toMatchObject({
      error: { code: 'CUSTOMER_NEEDS_MAIL' },
    });
    expect(customers.save('nobody', INES, false)).toMatchObject({ error: { code: 'CUSTOMER_NOT_FOUND' } });
  });
});

describe('consent to receipts by mail', () => {
  it('says when and to whom it was given, and ends with the address that it was for', () => {
    const id = add();
    customers.attach(saleNo(1), id);
    expect(findCustomerOfSale(db, saleNo(1))).toMatchObject({ receiptMail: 'Ines@Example.org' });
    nowMs += 1_000;
    customers.save(id, { ...INES, mail: 'new@example.org', mailConsent: false }, false);
    expect(findCustomerOfSale(db, saleNo(1))).toMatchObject({ receiptMail: null });
    nowMs += 1_000;
    customers.save(id, { ...INES, mail: 'new@example.org', mailConsent: true }, false);
    nowMs += 1_000;
    customers.save(id, { ...INES, mail: 'third@example.org', mailConsent: true }, false);
    expect(findCustomer(db, id, 'EUR')?.consents).toEqual([
      { given: true, why: 'said', by: 'Mara Jansen', atMs: NOON_MS },
      { given: false, why: 'other-address', by: 'Mara Jansen', atMs: NOON_MS + 1_000 },
      { given: true, why: 'said', by: 'Mara Jansen', atMs: NOON_MS + 2_000 },
      { given: false, why: 'other-address', by: 'Mara Jansen', atMs: NOON_MS + 3_000 },
      { given: true, why: 'said', by: 'Mara Jansen', atMs: NOON_MS + 3_000 },
    ]);
    expect(() => db.run('UPDATE customer_consents SET given = 1')).toThrow(/only added/u);
  });
});

describe('the sales of a customer', () => {
  it('are summed, found by the name, and moved with one press', () => {
    const id = add();
    for (const number of [2, 3, 4])
      expect(customers.attach(saleNo(number), id)).toEqual({ ok: true, value: {} });
    const total = db.get<{ readonly sum: number }>(
      'SELECT SUM(total_minor) AS sum FROM sales WHERE number IN (2, 3, 4)',
    );
    const detail = findCustomer(db, id, 'EUR');
    expect(detail).toMatchObject({ sales: 3, soldMinor: total?.sum, refundedMinor: 0 });
    expect(CHANNELS['customers.get'].response.safeParse(detail).error).toBeUndefined();
    const numbers = (query: Partial<SaleQuery>): readonly number[] => {
      takeIntoSearch(db);
      return findSales(db, { ...ALL, ...query, currency: 'EUR' }).found.map(({ number }) => number);
    };
    expect(numbers({ text: 'baumann' })).toEqual([4, 3, 2]);
    expect(numbers({ customerId: id })).toEqual([4, 3, 2]);
    customers.attach(saleNo(3), null);
    expect(numbers({ text: 'ines baum' })).toEqual([4, 2]);
    expect(customers.attach('no-sale', id)).toMatchObject({ error: { code: 'SALE_NOT_FOUND' } });
    expect(customers.attach(saleNo(3), 'nobody')).toMatchObject({ error: { code: 'CUSTOMER_NOT_FOUND' } });
  });

  it('are found by both names where each of them is the name of many', () => {
    customers.attach(saleNo(2), add());
    for (let index = 0; index < 60; index += 1)
      for (const name of [`Ines ${String(index)}`, `${String(index)} Baumann`])
        add({ name, mail: '', phone: '', mailConsent: false });
    takeIntoSearch(db);
    const { found } = findSales(db, { ...ALL, text: 'ines baumann', currency: 'EUR' });
    expect(found.map(({ number }) => number)).toEqual([2]);
  });
});

describe('an erased customer', () => {
  it('leaves the books as they were, and no word anywhere', () => {
    const id = add();
    customers.attach(saleNo(5), id);
    const books = () => db.all('SELECT sale_id, total_minor, customer_id FROM sales ORDER BY number');
    const before = books();
    expect(customers.erase(id)).toEqual({ ok: true, value: {} });
    expect(books()).toEqual(before);
    expect(findCustomerOfSale(db, saleNo(5))).toEqual({
      customerId: id,
      name: '',
      erased: true,
      receiptMail: null,
    });
    expect(findCustomer(db, id, 'EUR')).toMatchObject({
      name: '',
      mail: '',
      phone: '',
      note: '',
      sales: 1,
      mailConsent: false,
    });
    expect(found('ines')).toEqual([]);
    expect(found('')).toEqual([]);
    expect(customers.erase(id)).toMatchObject({ error: { code: 'CUSTOMER_ERASED' } });
    expect(customers.attach(saleNo(6), id)).toMatchObject({ error: { code: 'CUSTOMER_ERASED' } });
    expect(customers.save(id, INES, true)).toMatchObject({ error: { code: 'CUSTOMER_ERASED' } });
    // Not only unlinked: what SQLite gives out again is overwritten, in the file and in its log, while the till is open.
    expect(readable()).toEqual([]);
  });

  it('is erased from the log too, once a read that still looks at it has ended', () => {
    const id = add();
    const reader = new SqliteDatabase(join(directory, 'till.db'), { readonly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT COUNT(*) FROM customers').get();
    customers.erase(id);
    expect(readable()).not.toEqual([]);
    expect(waiting).toHaveLength(1);
    waiting.shift()?.();
    expect(waiting).toHaveLength(1);
    reader.close();
    waiting.shift()?.();
    expect(waiting).toEqual([]);
    expect(readable()).toEqual([]);
  });
});

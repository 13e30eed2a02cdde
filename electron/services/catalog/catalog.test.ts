import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Db } from '../db/index.ts';
import { createIds, systemClock } from '../system/index.ts';
import {
  findProduct,
  hasCatalog,
  listCatalog,
  openItemTaxRate,
  searchProducts,
  seedDemoCatalog,
} from './index.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
let directory: string;
let db: Db;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-catalog-'));
  const opened = openDatabase({ file: join(directory, 'till.db'), log: SILENT, onPoisoned: () => undefined });
  if (!opened.ok) throw new Error(opened.code);
  db = opened.db;
  expect(hasCatalog(db)).toBe(false);
  seedDemoCatalog(db, createIds(systemClock));
  const [category] = listCatalog(db).categories;
  for (const [id, name, sku, barcode] of [
    ['p-1', 'Crème Brûlée', 'XX-900', '4006381333931'],
    ['p-2', 'Größe "L" (neu)', 'XX-901', null],
  ]) {
    db.run(
      "INSERT INTO products VALUES (?, ?, ?, ?, ?, 100, 'vat', 'VAT', 90000, NULL, 0, 900)",
      id ?? null,
      category?.categoryId ?? null,
      name ?? null,
      sku ?? null,
      barcode ?? null,
    );
    db.run(
      'INSERT INTO product_search VALUES (?, ?, ?, ?)',
      id ?? null,
      name ?? null,
      sku ?? null,
      barcode ?? null,
    );
  }
});

afterAll(() => {
  db.close();
  rmSync(directory, { recursive: true, force: true });
});

function namesFor(text: string, limit = 100): string[] {
  return searchProducts(db, text, limit).map((product) => product.name);
}

describe('the search for a product', () => {
  const found: readonly (readonly [string, string])[] = [
    ['notebook', 'Dot Grid Notebook'],
    ['NOTE', 'Dot Grid Notebook'],
    ['n', 'Dot Grid Notebook'],
    ['dot note', 'Dot Grid Notebook'],
    ['note dot', 'Dot Grid Notebook'],
    ['creme', 'Crème Brûlée'],
    ['brûl', 'Crème Brûlée'],
    ['CRÈME', 'Crème Brûlée'],
    ['große', 'Größe "L" (neu)'],
    ['"L"', 'Größe "L" (neu)'],
    ['(neu)', 'Größe "L" (neu)'],
    ['4006381333931', 'Crème Brûlée'],
    ['40063813', 'Crème Brûlée'],
    ['xx-900', 'Crème Brûlée'],
  ];
  it.each(found)('for %j finds %j', (text, name) => {
    expect(namesFor(text)).toContain(name);
  });

  it('of an exact code finds that product alone: it was scanned', () => {
    for (const code of ['4006381333931', 'XX-900', 'xx-900'])
      expect(namesFor(code)).toEqual(['Crème Brûlée']);
  });

  it('wants every word, each at the beginning of a word', () => {
    expect(namesFor('dot espresso')).toEqual([]);
    expect(namesFor('otebook')).toEqual([]);
    expect(namesFor('zzz')).toEqual([]);
  });

  const hostile = [
    '"',
    '""',
    "'",
    "'; DROP TABLE products; --",
    '*',
    '^',
    'name:',
    '-',
    'NEAR(a b)',
    'AND',
    'OR',
    'NOT',
    '(',
    ')',
    '{}',
    '"a" OR "b',
    'a*b',
    'a" OR name:"',
    '%',
    '_',
    '\\',
    '\0',
    '🙂',
    '…',
    'a\u0000b',
    'x'.repeat(80),
    '" '.repeat(40),
  ];
  it.each(hostile)('takes %j as words and nothing else', (text) => {
    expect(() => searchProducts(db, text, 10)).not.toThrow();
    expect(hasCatalog(db)).toBe(true);
    const everything = searchProducts(db, '', 1_000).length;
    expect(namesFor(text, 1_000).length).toBeLessThan(everything);
  });

  it('of nothing lists the shelf in its order, as many as asked', () => {
    const { products } = listCatalog(db);
    expect(searchProducts(db, '', 3)).toEqual(products.slice(0, 3));
    expect(namesFor('n', 2)).toHaveLength(2);
  });
});

describe('the demo catalogue', () => {
  it('is filled in once, and a second time changes nothing', () => {
    const before = listCatalog(db);
    seedDemoCatalog(db, createIds(systemClock));
    expect(listCatalog(db)).toEqual(before);
    expect(before.categories.length).toBeGreaterThan(3);
  });

  it('has codes of its own: no SKU or barcode twice, each barcode with its check digit', () => {
    const { products } = listCatalog(db);
    const barcodes = products.flatMap((product) => product.barcode ?? []);
    expect(new Set(products.map((product) => product.sku)).size).toBe(products.length);
    expect(new Set(barcodes).size).toBe(barcodes.length);
    for (const barcode of barcodes) {
      const sum = Array.from(barcode, Number).reduce(
        (total, digit, place) => total + digit * (place % 2 === 0 ? 1 : 3),
        0,
      );
      expect(sum % 10, barcode).toBe(0);
    }
  });

  it('gives each product with its tax, and nothing for an id that is not there', () => {
    const [product] = listCatalog(db).products;
    expect(findProduct(db, product?.productId ?? '')).toMatchObject({
      ...product,
      taxRate: { ratePpm: 90_000 },
    });
    expect(findProduct(db, 'none')).toBeNull();
  });

  it('taxes open items only in training, where the rates are known', () => {
    expect(openItemTaxRate(true).ratePpm).toBe(210_000);
    expect(openItemTaxRate(false).ratePpm).toBe(0);
  });
});

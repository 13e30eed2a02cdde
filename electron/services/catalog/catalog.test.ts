import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProductDraft } from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import { isGtin } from '../../../shared/domain/catalog/index.ts';
import type { Db } from '../db/index.ts';
import { createIds, systemClock } from '../system/index.ts';
import {
  createCatalog,
  findByCode,
  findByScaleCode,
  findProduct,
  getDetail,
  getPicture,
  hasCatalog,
  listCategories,
  listFamily,
  listProducts,
  listTaxClasses,
  listTiles,
  openItemTaxRate,
  searchProducts,
  seedDemoCatalog,
  type Catalog,
} from './index.ts';
import { openNewDatabase } from '../../../tests/support/new-database.ts';

let directory: string;
let db: Db;
let catalog: Catalog;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-catalog-'));
  db = openNewDatabase(join(directory, 'till.db'));
  const ids = createIds(systemClock);
  db.run("INSERT INTO staff (staff_id, name, role) VALUES ('staff-1', 'Owner', 'owner')");
  catalog = createCatalog({ db, clock: systemClock, ids, staffId: () => 'staff-1' });
  expect(hasCatalog(db)).toBe(false);
  seedDemoCatalog(db, ids);
  save({ name: 'Crème Brûlée' }, { sku: 'XX-900', barcodes: ['4006381333931', '036000291452'] });
  save({ name: 'Größe "L" (neu)' }, { sku: 'XX-901' });
});

afterAll(() => {
  db.close();
  rmSync(directory, { recursive: true, force: true });
});

type Variant = ProductDraft['variants'][number];
const VARIANT: Variant = {
  productId: null,
  variant: '',
  sku: 'SKU',
  barcodes: [],
  priceMinor: minorUnits(100),
  scaleCode: null,
};

function draft(shared: Partial<ProductDraft>, ...variants: readonly Partial<Variant>[]): ProductDraft {
  return {
    name: 'Product',
    categoryId: 'home',
    taxClassId: 'vat-standard',
    soldBy: 'piece',
    favourite: false,
    stockTracked: false,
    oversell: 'warn',
    variants: variants.map((variant) => ({ ...VARIANT, ...variant })),
    ...shared,
  };
}

function save(shared: Partial<ProductDraft>, ...variants: readonly Partial<Variant>[]): string {
  const saved = catalog.saveProduct({ productId: null, draft: draft(shared, ...variants) });
  if (!saved.ok) throw new Error(saved.error.code);
  return saved.value.productId;
}

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
    ['bru\u0302l', 'Crème Brûlée'],
    ['CRÈME', 'Crème Brûlée'],
    ['große', 'Größe "L" (neu)'],
    ['"L"', 'Größe "L" (neu)'],
    ['(neu)', 'Größe "L" (neu)'],
    ['4006381333931', 'Crème Brûlée'],
    ['0036000291452', 'Crème Brûlée'],
    ['40063813', 'Crème Brûlée'],
    ['xx-900', 'Crème Brûlée'],
    ['shirt xl', 'Kade 12 T-Shirt'],
  ];
  it.each(found)('for %j finds %j', (text, name) => {
    expect(namesFor(text)).toContain(name);
  });

  it('of an exact code finds that product alone: it was scanned', () => {
    for (const code of ['4006381333931', 'XX-900', 'xx-900', '036000291452'])
      expect(namesFor(code)).toEqual(['Crème Brûlée']);
  });

  it('wants every word, each at the beginning of a word', () => {
    expect(namesFor('dot espresso')).toEqual([]);
    expect(namesFor('otebook')).toEqual([]);
    expect(namesFor('zzz')).toEqual([]);
  });

  it('gives first what begins with the text', () => {
    save({ name: 'Aged Water' }, { sku: 'W-1' });
    save({ name: 'Water, aged' }, { sku: 'W-2' });
    expect(namesFor('water').slice(0, 1)).toEqual(['Water, aged']);
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
    '\u{10d00}a\u{1e4d0}b',
    'a\u0301\u0489b',
  ];
  it.each(hostile)('takes %j as words and nothing else', (text) => {
    expect(() => searchProducts(db, text, 10)).not.toThrow();
    expect(() => listProducts(db, { text, categoryId: null, after: null, limit: 10 })).not.toThrow();
    expect(hasCatalog(db)).toBe(true);
    expect(namesFor(text, 200).length).toBeLessThan(40);
  });

  it('gives as many as asked', () => {
    expect(namesFor('n', 2)).toHaveLength(2);
  });
});

describe('a product', () => {
  it('is saved with its variants, codes and stock, and read as it was saved', () => {
    const shared = { name: 'Sneaker', favourite: true, stockTracked: true, oversell: 'refuse' as const };
    const variants = [
      { variant: '41', sku: 'SN-41', barcodes: ['SNEAK-41', '4012345678901'] },
      { variant: '42', sku: 'SN-42', priceMinor: minorUnits(250) },
    ];
    const productId = save(shared, ...variants);
    const read = getDetail(db, productId);
    expect(read).toMatchObject({ ok: true, value: { draft: { ...shared, variants } } });
    const tile = listTiles(db, { categoryId: null, after: null, limit: 200 }).products.filter(
      (each) => each.name === 'Sneaker',
    );
    expect(tile).toMatchObject([{ productId, variants: 2, stock: 0 }]);
    expect(listFamily(db, tile[0]?.familyId ?? '').map(({ sku }) => sku)).toEqual(['SN-41', 'SN-42']);
  });

  it('lets variants swap their codes, and archives one that is left out', () => {
    const productId = save(
      { name: 'Swap' },
      { variant: 'A', sku: 'SW-A', barcodes: ['SWAPAAA'] },
      { variant: 'B', sku: 'SW-B', barcodes: ['SWAPBBB'] },
    );
    const family = listFamily(db, findProduct(db, productId)?.familyId ?? '');
    const [a, b] = family.map((each) => each.productId);
    const swapped = draft(
      { name: 'Swap' },
      { productId: a ?? '', variant: 'A', sku: 'SW-B', barcodes: ['SWAPBBB'] },
      { productId: b ?? '', variant: 'B', sku: 'SW-A', barcodes: ['SWAPAAA'] },
    );
    expect(catalog.saveProduct({ productId, draft: swapped })).toMatchObject({ ok: true });
    expect(findByCode(db, 'SWAPBBB')?.productId).toBe(a);
    const alone = draft({ name: 'Swap' }, { productId: a ?? '', variant: 'A', sku: 'SW-B' });
    expect(catalog.saveProduct({ productId, draft: alone })).toMatchObject({ ok: true });
    expect(findByCode(db, 'SW-A')).toBeNull();
    expect(findProduct(db, a ?? '')).toMatchObject({ variants: 1, familyId: null });
    expect(namesFor('swap')).toEqual(['Swap']);
  });

  const REFUSED: readonly (readonly [string, ProductDraft, string])[] = [
    ['an SKU of another product', draft({}, { sku: 'xx-900' }), 'CATALOG_SKU_TAKEN'],
    [
      'one SKU twice',
      draft({}, { variant: 'a', sku: 'N1' }, { variant: 'b', sku: 'n1' }),
      'CATALOG_SKU_TAKEN',
    ],
    ['a taken barcode', draft({}, { sku: 'N2', barcodes: ['4006381333931'] }), 'CATALOG_CODE_TAKEN'],
    ['its other form', draft({}, { sku: 'N2', barcodes: ['0036000291452'] }), 'CATALOG_CODE_TAKEN'],
    ['a taken scale code', draft({}, { sku: 'N3', scaleCode: '00042' }), 'CATALOG_CODE_TAKEN'],
    [
      'two variants of one name',
      draft({}, { variant: 'S', sku: 'N4' }, { variant: 's', sku: 'N5' }),
      'CATALOG_VARIANT_TAKEN',
    ],
    [
      'goods by weight without price',
      draft({ soldBy: 'weight' }, { priceMinor: null }),
      'CATALOG_PRICE_NEEDED',
    ],
    ['no such category', draft({ categoryId: 'none' }, {}), 'CATALOG_CATEGORY_NOT_FOUND'],
    ['no such tax class', draft({ taxClassId: 'none' }, {}), 'CATALOG_TAX_CLASS_NOT_FOUND'],
    ['another family', draft({}, { productId: 'elsewhere' }), 'CATALOG_PRODUCT_NOT_FOUND'],
  ];
  it.each(REFUSED)('with %s is refused, and nothing changes', (what, wrong, code) => {
    const before = listProducts(db, { text: '', categoryId: null, after: null, limit: 200 });
    const productId = what === 'another family' ? (findByCode(db, 'XX-900')?.productId ?? '') : null;
    expect(catalog.saveProduct({ productId, draft: wrong })).toMatchObject({ ok: false, error: { code } });
    expect(listProducts(db, { text: '', categoryId: null, after: null, limit: 200 })).toEqual(before);
  });

  it('that is archived is not found, and its codes are free again', () => {
    const productId = save({ name: 'Short lived' }, { sku: 'SL-1', barcodes: ['SHORTLIVED'] });
    expect(catalog.archiveProduct(productId)).toEqual({ ok: true, value: {} });
    expect(findProduct(db, productId)).toBeNull();
    expect(namesFor('short lived')).toEqual([]);
    expect(catalog.archiveProduct(productId)).toMatchObject({ ok: false });
    expect(save({ name: 'Next' }, { sku: 'SL-1', barcodes: ['SHORTLIVED'] })).not.toBe(productId);
  });

  it('gets a picture that its bytes say is one, shared by its family and gone with the last', () => {
    const productId = findByCode(db, 'XX-900')?.productId ?? '';
    const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), Buffer.alloc(40)]);
    const set = catalog.setPicture(productId, png.toString('base64'));
    const pictureId = set.ok ? (set.value.pictureId ?? '') : '';
    expect(getPicture(db, pictureId)).toEqual({
      ok: true,
      value: { dataUrl: `data:image/png;base64,${png.toString('base64')}` },
    });
    const refused = { ok: false, error: { code: 'CATALOG_PICTURE_NOT_READABLE' } };
    expect(catalog.setPicture(productId, Buffer.from('<svg onload=1>').toString('base64'))).toEqual(refused);
    const large = Buffer.concat([png, Buffer.alloc(41_000)]).toString('base64');
    expect(catalog.setPicture(productId, large)).toEqual(refused);
    expect(findProduct(db, productId)?.pictureId).toBe(pictureId);
    catalog.setPicture(productId, null);
    expect(getPicture(db, pictureId)).toMatchObject({ ok: false });
  });
});

describe('the lists', () => {
  it('come in pages that hold everything once', () => {
    const seen: string[] = [];
    let after: number | null = null;
    do {
      const page: ReturnType<typeof listProducts> = listProducts(db, {
        text: '',
        categoryId: null,
        after,
        limit: 7,
      });
      seen.push(...page.products.map(({ productId }) => productId));
      after = page.next;
      expect(page.total).toBeGreaterThanOrEqual(seen.length);
    } while (after !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(listProducts(db, { text: '', categoryId: null, after: null, limit: 1 }).total).toBe(seen.length);
  });

  it('narrow down by words and category together', () => {
    const find = (text: string, categoryId: string | null) =>
      listProducts(db, { text, categoryId, after: null, limit: 50 }).products.map(({ name }) => name);
    expect(find('latte', 'tea')).toEqual(['Matcha Latte', 'Chai Latte']);
    save({ name: 'Loose end', categoryId: null }, { sku: 'LE' });
    expect(find('', 'none')).toEqual(['Loose end']);
  });
});

describe('categories and tax classes', () => {
  it('are made, renamed, put in order, and removed only when empty', () => {
    const made = catalog.saveCategory({ categoryId: null, name: 'Flowers', tone: 'rose' });
    const categoryId = made.ok ? made.value.categoryId : '';
    catalog.saveCategory({ categoryId, name: 'Plants', tone: 'green' });
    catalog.orderCategories([categoryId, 'coffee']);
    expect(listCategories(db)[0]).toEqual({ categoryId, name: 'Plants', tone: 'green' });
    const productId = save({ name: 'Fern', categoryId }, { sku: 'FERN' });
    expect(catalog.removeCategory(categoryId)).toMatchObject({ error: { code: 'CATALOG_CATEGORY_IN_USE' } });
    catalog.archiveProduct(productId);
    expect(catalog.removeCategory(categoryId)).toEqual({ ok: true, value: {} });
    expect(catalog.removeCategory(categoryId)).toMatchObject({
      error: { code: 'CATALOG_CATEGORY_NOT_FOUND' },
    });
  });

  it('change what is sold from now on, and tell the page by a revision', () => {
    const before = catalog.revision();
    catalog.saveTaxClass({ taxClassId: 'vat-reduced', name: 'VAT 10 %', ratePpm: 100_000 });
    expect(catalog.revision()).toBe(before + 1);
    const [espresso] = searchProducts(db, 'espresso', 1);
    expect(findProduct(db, espresso?.productId ?? '')?.taxRate.ratePpm).toBe(100_000);
    expect(catalog.saveTaxClass({ taxClassId: 'none', name: 'x', ratePpm: 0 })).toMatchObject({ ok: false });
    expect(catalog.revision()).toBe(before + 1);
    catalog.saveTaxClass({ taxClassId: null, name: 'Books 7 %', ratePpm: 70_000 });
    expect(listTaxClasses(db).at(-1)).toMatchObject({ name: 'Books 7 %', ratePpm: 70_000 });
  });
});

describe('the demo catalogue', () => {
  it('is filled in once, and a second time changes nothing', () => {
    const before = listProducts(db, { text: '', categoryId: null, after: null, limit: 200 });
    seedDemoCatalog(db, createIds(systemClock));
    expect(listProducts(db, { text: '', categoryId: null, after: null, limit: 200 })).toEqual(before);
  });

  it('has codes of its own, each barcode with its check digit, and goods of every kind', () => {
    const { products } = listProducts(db, { text: '', categoryId: null, after: null, limit: 50 });
    for (const { barcode } of products.slice(0, 45)) expect(isGtin(barcode ?? ''), barcode ?? '').toBe(true);
    expect(products.some(({ priceMinor }) => priceMinor === null)).toBe(true);
    expect(products.some(({ variants }) => variants === 3)).toBe(true);
    expect(findByScaleCode(db, '00042')).toMatchObject({ soldBy: 'weight', taxRate: { id: 'vat-reduced' } });
  });

  it('taxes open items at the first class of the shop', () => {
    expect(openItemTaxRate(db).ratePpm).toBe(210_000);
  });
});

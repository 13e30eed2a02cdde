import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minorUnits } from '../../../../shared/domain/money/index.ts';
import type { Db } from '../../db/index.ts';
import { createIds, systemClock, systemTimers } from '../../system/index.ts';
import {
  createCatalog,
  createImports,
  exportPart,
  findByCode,
  findProduct,
  getDetail,
  listFamily,
  listProducts,
  listTaxClasses,
  seedDemoCatalog,
  type Catalog,
  type Imports,
} from '../index.ts';
import { openNewDatabase } from '../../../../tests/support/new-database.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
let directory: string;
let db: Db;
let imports: Imports;
let catalog: Catalog;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-import-'));
  open();
  db.run("INSERT INTO staff (staff_id, name, role) VALUES ('staff-1', 'Owner', 'owner')");
  seedDemoCatalog(db, createIds(systemClock));
});

afterEach(() => {
  imports.stop();
  db.close();
  rmSync(directory, { recursive: true, force: true });
});

function open(): void {
  db = openNewDatabase(join(directory, 'till.db'));
  imports = createImports({
    db,
    clock: systemClock,
    timers: systemTimers,
    ids: createIds(systemClock),
    log: SILENT,
    directory: join(directory, 'imports'),
    currency: () => 'EUR',
    staffId: () => 'staff-1',
    revision: () => catalog.revision(),
    changed: () => undefined,
  });
  catalog = createCatalog({
    db,
    clock: systemClock,
    ids: createIds(systemClock),
    staffId: () => 'staff-1',
    imports: () => imports,
  });
}

function upload(bytes: Uint8Array): string {
  const begun = imports.begin('products.csv');
  if (!begun.ok) throw new Error(begun.error.code);
  const { importId } = begun.value;
  for (let part = 0; part * 32_768 < bytes.length; part += 1) {
    const data = Buffer.from(bytes.subarray(part * 32_768, (part + 1) * 32_768)).toString('base64');
    expect(imports.append(importId, part, `base64:${data}`)).toEqual({ ok: true, value: {} });
  }
  return importId;
}

async function until(state: string): Promise<void> {
  await expect.poll(() => imports.progress()?.state, { timeout: 60_000, interval: 5 }).toBe(state);
}

async function checkFile(content: string | Uint8Array): Promise<string> {
  const importId = upload(typeof content === 'string' ? new TextEncoder().encode(content) : content);
  const preview = await imports.preview(importId);
  if (!preview.ok) throw new Error(preview.error.code);
  expect(imports.check(importId, preview.value.mapping, preview.value.decimalSign)).toEqual({
    ok: true,
    value: {},
  });
  await until('checked');
  return importId;
}

async function take(content: string | Uint8Array): Promise<void> {
  const importId = await checkFile(content);
  expect(imports.listErrors(importId, 0, 50).errors).toEqual([]);
  expect(imports.apply(importId)).toEqual({ ok: true, value: {} });
  await until('done');
}

function everything() {
  return ['products', 'product_barcodes', 'categories', 'stock_movements'].map((table) =>
    db.all(`SELECT * FROM ${table} ORDER BY 1`),
  );
}

describe('a file', () => {
  const FORMS: readonly (readonly [string, Uint8Array, object])[] = [
    [
      'of a German spreadsheet: semicolons, decimal commas, Windows-1252',
      Buffer.from(
        'Artikelnummer;Bezeichnung;Preis;EAN\r\nG-1;Größe \xdcber;1.234,50;4006381333931\r\n'.replace(
          'Größe',
          'Gr\xf6\xdfe',
        ),
        'latin1',
      ),
      { encoding: 'windows-1252', delimiter: ';', decimalSign: ',' },
    ],
    [
      'of UTF-8 with its mark and commas',
      new TextEncoder().encode('\uFEFFSKU,Name,Price,Barcode\nG-1,"Größe Über",1234.50,4006381333931\n'),
      { encoding: 'utf-8', delimiter: ',', decimalSign: '.' },
    ],
    [
      'of UTF-16 with tabs',
      Buffer.from('\uFEFFsku\tname\tprice\tean\nG-1\tGröße Über\t1234.50\t4006381333931\n', 'utf16le'),
      { encoding: 'utf-16le', delimiter: '\t', decimalSign: '.' },
    ],
  ];
  it.each(FORMS)('%s is read as it was meant', async (_what, bytes, form) => {
    const importId = upload(bytes);
    expect(await imports.preview(importId)).toMatchObject({
      ok: true,
      value: { ...form, rows: [['G-1', 'Größe Über'].concat(expect.anything(), expect.anything())] },
    });
    await take(bytes);
    expect(findByCode(db, '4006381333931')).toMatchObject({
      sku: 'G-1',
      name: 'Größe Über',
      priceMinor: 123_450,
    });
  });

  it('makes and changes by SKU, and leaves alone what it has no column for', async () => {
    const [espresso] = [findByCode(db, 'COF-001')];
    await take('sku,name,price\ncof-001,Espresso doppio,3.20\nNEW-1,New thing,\n');
    const changed = findProduct(db, espresso?.productId ?? '');
    expect(changed).toMatchObject({
      name: 'Espresso doppio',
      priceMinor: 320,
      sku: 'COF-001',
      categoryId: 'coffee',
      favourite: true,
      picture: 'espresso',
      barcode: espresso?.barcode,
    });
    expect(findByCode(db, 'NEW-1')).toMatchObject({ name: 'New thing', priceMinor: null, stock: null });
    expect(imports.progress()).toMatchObject({ created: 1, updated: 1, state: 'done' });
    expect(db.all('SELECT * FROM import_rows')).toEqual([]);
  });

  it('brings families, categories, stock and scale codes', async () => {
    await take(
      [
        'SKU;Name;Variante;Warengruppe;Preis;Bestand;Barcode;PLU;Einheit',
        'J-S;Jacke;S;Jacken;99,90;3;JACKE-S1;;',
        'J-M;Jacke;M;Jacken;99,90;5,00;JACKE-M1 JACKE-M2;;',
        'APF;Äpfel;;Obst;2,49;;;77;kg',
      ].join('\n'),
    );
    const jacket = findByCode(db, 'JACKE-M2');
    expect(jacket).toMatchObject({ sku: 'J-M', variants: 2, stock: 5 });
    expect(listFamily(db, jacket?.familyId ?? '').map(({ variant }) => variant)).toEqual(['S', 'M']);
    expect(findByCode(db, 'APF')).toMatchObject({ soldBy: 'weight', priceMinor: 249 });
    const detail = getDetail(db, findByCode(db, 'APF')?.productId ?? '');
    expect(detail).toMatchObject({ ok: true, value: { draft: { variants: [{ scaleCode: '00077' }] } } });
  });
});

const STOCKS: readonly (readonly [header: string, price: string, stock: string, read: number | null])[] = [
  ['SKU;Name;Preis;Bestand', '1,00', '1.000', 1_000],
  ['SKU;Name;Preis;Bestand', '1,00', '-1.234.567', -1_234_567],
  ['SKU;Name;Preis;Bestand', '1,00', '1.000,00', 1_000],
  ['SKU;Name;Preis;Bestand', '1,00', '5,000', 5],
  ['SKU;Name;Preis;Bestand', '1,00', '5.00', 5],
  ['SKU;Name;Prix;En stock', '1,00', '12\u202F000', 12_000],
  ['SKU;Name;Preis;Bestand', '1,00', '1.5', null],
  ['SKU;Name;Preis;Bestand', '1,00', '1000.000', null],
  ['SKU;Name;Preis;Bestand', '1,00', '12.345.678', null],
  ['SKU;Name;Price;Stock', '1.00', '1,000', 1_000],
  ['SKU;Name;Price;Stock', '1.00', '5.000', 5],
  ['SKU;Name;Price;Stock', '1.00', '1,000,00', null],
];

it.each(STOCKS)('a stock under %s beside a price of %s, written %s, is read as %s', async (...row) => {
  const [header, price, stock, read] = row;
  const importId = await checkFile(`${header}\nT-1;One;${price};${stock}\n`);
  const { errors } = imports.listErrors(importId, 0, 5);
  expect(errors.map(({ code }) => code)).toEqual(read === null ? ['stock-not-a-number'] : []);
  if (read === null) return;
  imports.apply(importId);
  await until('done');
  expect(findByCode(db, 'T-1')?.stock).toBe(read);
});

it('a row that ends early changes nothing of what it doesn’t say; empty cells say that there is none', async () => {
  await take('SKU;Name;Preis;EAN;PLU\nT-1;One;1,00;9000000003;77\n');
  const [products, barcodes] = everything();
  await take('SKU;Name;Preis;EAN;PLU\nT-1;One\n');
  expect(everything().slice(0, 2)).toEqual([products, barcodes]);
  await take('SKU;Name;Preis;EAN;PLU\nT-1;One;;;\n');
  expect(findByCode(db, 'T-1')).toMatchObject({ priceMinor: null, barcode: null });
});

const ABROAD = [
  ['French', 'Référence;Nom;Rayon;Prix;Vendu;Favori;En stock\nX-1;Brie;Fromages;1 234,50 €;au poids;oui;\n'],
  [
    'Spanish',
    'Referencia;Nombre;Categoría;Precio;Se vende por;Favorito;Existencias\nX-1;Brie;Quesos;1.234,50 €;peso;sí;\n',
  ],
] as const;

it.each(ABROAD)('a file in %s is understood by its headings, numbers and words', async (_language, text) => {
  await take(text);
  expect(findByCode(db, 'X-1')).toMatchObject({
    name: 'Brie',
    priceMinor: 123_450,
    soldBy: 'weight',
    favourite: true,
  });
});

describe('a file with mistakes', () => {
  it('names each, and changes nothing', async () => {
    const before = everything();
    const importId = await checkFile(
      [
        'sku,name,price,tax,barcode,stock,favourite',
        'A-1,Good,1.00,VAT 9 %,AAA111,5,yes',
        ',No code,1.00,,,,',
        'A-2,,1.00,,,,',
        'A-3,Bad price,1.2.3,,,,',
        'A-4,Bad tax,1.00,33 %,,,',
        'A-5,Twice,1.00,21,AAA111,,',
        'a-1,Same SKU,1.00,,,,',
        'A-6,Taken,1.00,,2000000000015,,',
        'A-7,Bad stock,1.00,,,many,perhaps',
        `A-8,${'long '.repeat(40)},1.00,,,,`,
      ].join('\n'),
    );
    const { errors } = imports.listErrors(importId, 0, 50);
    expect(errors.map(({ lineNo, field, code }) => [lineNo, field, code])).toEqual([
      [3, 'sku', 'sku-missing'],
      [4, 'name', 'name-missing'],
      [5, 'price', 'price-not-a-number'],
      [6, 'tax', 'tax-unknown'],
      [7, 'barcodes', 'code-twice'],
      [8, 'sku', 'sku-twice'],
      [9, 'barcodes', 'code-taken'],
      [10, 'stock', 'stock-not-a-number'],
      [10, 'favourite', 'yes-no-unknown'],
      [11, 'name', 'too-long'],
    ]);
    expect(imports.apply(importId)).toMatchObject({ error: { code: 'CATALOG_IMPORT_HAS_ERRORS' } });
    expect(everything()).toEqual(before);
    expect(imports.drop(importId)).toEqual({ ok: true, value: {} });
    await expect.poll(() => db.all('SELECT * FROM import_errors')).toEqual([]);
  });

  it('whose quote is never closed is named as broken', async () => {
    const importId = await checkFile(`sku,name\nA-1,"never closed\n${'x,y\n'.repeat(30_000)}`);
    expect(imports.listErrors(importId, 0, 5).errors).toMatchObject([{ code: 'file-broken', field: null }]);
  });

  it('in the wrong order or after it was given up is refused', () => {
    const begun = imports.begin('a.csv');
    const importId = begun.ok ? begun.value.importId : '';
    const gone = { ok: false, error: { code: 'CATALOG_IMPORT_GONE' } };
    expect(imports.append(importId, 1, 'base64:AAAA')).toEqual(gone);
    expect(imports.append('other', 0, 'base64:AAAA')).toEqual(gone);
    expect(imports.apply(importId)).toEqual(gone);
    expect(imports.check(importId, [{ field: 'sku', column: 0 }], '.')).toEqual(gone);
  });
});

describe('taking a file', () => {
  it('that a crash cut off is finished by the next start, and nobody changes the catalogue meanwhile', async () => {
    const rows = Array.from(
      { length: 1_000 },
      (_, index) => `CR-${String(index)},Crate ${String(index)},1.00`,
    );
    const importId = await checkFile(`sku,name,price\n${rows.join('\n')}`);
    imports.apply(importId);
    expect(catalog.archiveProduct('any')).toMatchObject({ error: { code: 'CATALOG_IMPORT_RUNNING' } });
    expect(imports.begin('b.csv')).toMatchObject({ error: { code: 'CATALOG_IMPORT_RUNNING' } });
    const count = () =>
      db.get<{ readonly n: number }>("SELECT COUNT(*) AS n FROM products WHERE sku LIKE 'CR-%'")?.n;
    await expect.poll(count, { interval: 1 }).toBeGreaterThan(0);
    imports.stop();
    db.close();
    open();
    expect(count()).toBeLessThan(1_000);
    imports.resume();
    await until('done');
    expect(count()).toBe(1_000);
    expect(
      listProducts(db, { text: 'crate 999', categoryId: null, after: null, limit: 5 }).products,
    ).toHaveLength(1);
  });
});

describe('a catalogue that changes between the check of a file and its taking', () => {
  const rows = Array.from(
    { length: 1_000 },
    (_, index) => `N-${String(index)},Name ${String(index)},1.00,${String(9_000_010_000 + index)}`,
  );
  const file = `SKU,Name,Price,Barcode\n${rows.join('\n')}\n`;
  const make = (sku: string, barcode: string): void => {
    const taxClassId = listTaxClasses(db)[0]?.taxClassId ?? '';
    const variant = { productId: null, variant: '', sku, barcodes: [barcode], scaleCode: null };
    const draft = {
      name: 'Quick',
      categoryId: null,
      taxClassId,
      soldBy: 'piece' as const,
      favourite: false,
      stockTracked: false,
      oversell: 'warn' as const,
      variants: [{ ...variant, priceMinor: minorUnits(100) }],
    };
    expect(catalog.saveProduct({ productId: null, draft })).toMatchObject({ ok: true });
  };

  it('so that the file no longer fits takes nothing of it, and names the row', async () => {
    const importId = await checkFile(file);
    make('Q-1', '9000010900');
    const before = everything();
    expect(imports.apply(importId)).toEqual({ ok: true, value: {} });
    await until('checked');
    expect(imports.listErrors(importId, 0, 5).errors).toMatchObject([
      { lineNo: 902, field: 'barcodes', code: 'code-taken', value: '9000010900' },
    ]);
    expect(imports.apply(importId)).toMatchObject({ error: { code: 'CATALOG_IMPORT_HAS_ERRORS' } });
    expect(everything()).toEqual(before);
    expect(imports.isApplying()).toBe(false);
  });

  it('but not in a way that matters is filled with the whole file', async () => {
    const importId = await checkFile(file);
    make('Q-1', '9000099999');
    expect(imports.apply(importId)).toEqual({ ok: true, value: {} });
    // A second change while the rows are checked again.
    make('Q-2', '9000099998');
    await until('done');
    expect(db.all("SELECT 1 FROM products WHERE sku LIKE 'N-%'")).toHaveLength(1_000);
    expect(imports.progress()).toMatchObject({ rows: 1_000, created: 1_000, errors: 0 });
  });

  it('takes SKUs for the same exactly when the database does', async () => {
    await take('SKU,Name,Price,Barcode\nÄ-1,One,1.00,9000000001\n');
    const importId = await checkFile('SKU,Name,Price,Barcode\nä-1,One,2.00,9000000001\n');
    expect(imports.listErrors(importId, 0, 5).errors).toMatchObject([{ lineNo: 2, code: 'code-taken' }]);
  });

  it('behind the till’s back leaves a stuck import that keeps the catalogue, whatever is tried', async () => {
    const importId = await checkFile(file);
    // Not by way of the catalogue, as a fault would: its revision stays.
    db.run(
      "INSERT INTO product_barcodes SELECT '9000010900', product_id, 9 FROM products ORDER BY product_no LIMIT 1",
    );
    imports.apply(importId);
    await until('failed');
    const running = { ok: false, error: { code: 'CATALOG_IMPORT_RUNNING' } };
    expect(catalog.archiveProduct('any')).toEqual(running);
    expect(imports.begin('other.csv')).toEqual(running);
    expect(imports.drop(importId)).toEqual(running);
    expect(imports.progress()).toMatchObject({ state: 'failed', holdsCatalogue: true });
    expect(imports.apply(importId)).toEqual({ ok: true, value: {} });
    expect(imports.progress()).toMatchObject({ state: 'applying' });
    await until('failed');
    db.run("DELETE FROM product_barcodes WHERE barcode = '9000010900'");
    imports.stop();
    db.close();
    open();
    imports.resume();
    expect(catalog.archiveProduct('any')).toEqual(running);
    await until('done');
    expect(db.all("SELECT 1 FROM products WHERE sku LIKE 'N-%'")).toHaveLength(1_000);
    expect(imports.isApplying()).toBe(false);
  });

  it('lets go of a stuck import without the row that fails, which is listed, also after a restart', async () => {
    const importId = await checkFile(file);
    db.run(
      "INSERT INTO product_barcodes SELECT '9000010900', product_id, 9 FROM products ORDER BY product_no LIMIT 1",
    );
    imports.apply(importId);
    await until('failed');
    imports.stop();
    db.close();
    open();
    imports.resume();
    await until('failed');
    expect(imports.apply(importId, true)).toEqual({ ok: true, value: {} });
    await until('done');
    const skus = db.all<{ readonly sku: string }>("SELECT sku FROM products WHERE sku LIKE 'N-%'");
    expect(skus).toHaveLength(999);
    expect(skus.some(({ sku }) => sku === 'N-900')).toBe(false);
    expect(imports.listErrors(importId, 0, 5).errors).toMatchObject([
      { lineNo: 902, field: 'sku', code: 'not-taken', value: 'N-900' },
    ]);
    expect(imports.progress()).toMatchObject({ errors: 1, holdsCatalogue: false });
    expect(catalog.archiveProduct('any')).toMatchObject({ error: { code: 'CATALOG_PRODUCT_NOT_FOUND' } });
    expect(imports.begin('other.csv').ok).toBe(true);
    expect(imports.listErrors(importId, 0, 5).errors).toEqual([]);
  });

  it('that could not be checked is checked again in the same form, and changes nothing by itself', async () => {
    const importId = upload(new TextEncoder().encode(file));
    const preview = await imports.preview(importId);
    if (!preview.ok) throw new Error(preview.error.code);
    const uploaded = join(directory, 'imports', `${importId}.csv`);
    renameSync(uploaded, `${uploaded}.away`);
    imports.check(importId, preview.value.mapping, preview.value.decimalSign);
    await until('failed');
    expect(imports.progress()).toMatchObject({ holdsCatalogue: false });
    renameSync(`${uploaded}.away`, uploaded);
    expect(imports.apply(importId)).toEqual({ ok: true, value: {} });
    await until('checked');
    expect(imports.progress()).toMatchObject({ rows: 1_000, created: 1_000, errors: 0 });
    expect(db.all("SELECT 1 FROM products WHERE sku LIKE 'N-%'")).toEqual([]);
  });
});

describe('the export', () => {
  it('is read back as what it was, formulas made harmless', async () => {
    await take('sku,name,price,stock\nX-1,"=HYPERLINK(""http://x"")",1.10,-3\nX-2,"+49, @home",2.00,\n');
    let text = '';
    let after: number | null = null;
    do {
      const part: ReturnType<typeof exportPart> = exportPart(db, { after, currency: 'EUR', locale: 'de' });
      text += part.text;
      after = part.next;
    } while (after !== null);
    expect(text).toContain('X-1;"\'=HYPERLINK(""http://x"")";');
    expect(text).not.toMatch(/(?:^|;)"?[=+@]/mu);
    const before = everything().slice(0, 2);
    await take(text);
    expect(everything().slice(0, 2)).toEqual(before);
  });
});

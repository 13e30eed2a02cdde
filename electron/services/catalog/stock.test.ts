import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reductionOfCart } from '../../../shared/domain/cart/index.ts';
import { gtinCheckDigit } from '../../../shared/domain/catalog/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';
import { completeSale, createRingUp, createSales, type RingUp, type Sales } from '../sales/index.ts';
import { createIds } from '../system/index.ts';
import { createCatalog, findByCode, listMovements, seedDemoCatalog, type Catalog } from './index.ts';
import { openNewDatabase } from '../../../tests/support/new-database.ts';
import { SALE_FRAME } from '../../../tests/support/sale-frame.ts';

const CLOCK = { nowMs: () => 5_000, monotonicMs: () => 0 };
let directory: string;
let db: Db;
let sales: Sales;
let ringUp: RingUp;
let catalog: Catalog;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-stock-'));
  db = openNewDatabase(join(directory, 'till.db'));
  db.run("INSERT INTO staff (staff_id, name, role) VALUES ('staff-1', 'Owner', 'owner')");
  db.run("INSERT INTO shifts VALUES ('shift-1', 1, 1000, 'staff-1')");
  const ids = createIds(CLOCK);
  seedDemoCatalog(db, ids);
  catalog = createCatalog({ db, clock: CLOCK, ids, staffId: () => 'staff-1' });
  sales = createSales({
    db,
    clock: CLOCK,
    ids,
    frame: () => SALE_FRAME,
  });
  ringUp = createRingUp({
    db,
    sales,
    currency: () => 'EUR',
    locale: () => 'de',
    scaleCodes: () => [
      { prefix: '28', holds: 'price' },
      { prefix: '29', holds: 'weight' },
    ],
  });
});

afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true, force: true });
});

function idOf(name: string, variant = ''): string {
  const row = db.get<{ readonly product_id: string }>(
    'SELECT product_id FROM products WHERE name = ? AND variant = ?',
    name,
    variant,
  );
  if (row === null) throw new Error(`No ${name}`);
  return row.product_id;
}

function stockOf(productId: string): number | null {
  return (
    db.get<{ readonly stock: number }>('SELECT stock FROM products WHERE product_id = ?', productId)?.stock ??
    null
  );
}

function cartLines() {
  return sales.findCurrent()?.cart.lines ?? [];
}

describe('ringing up', () => {
  it('takes the catalogue’s price, whatever the page says, and the variant’s name', () => {
    const productId = idOf('Kade 12 T-Shirt', 'M');
    expect(ringUp.addProduct({ productId, quantity: 2, priceMinor: 1, grams: null })).toEqual({
      ok: true,
      value: { short: null },
    });
    expect(cartLines()).toMatchObject([
      {
        productId,
        name: 'Kade 12 T-Shirt, M',
        quantity: 2,
        unitPriceMinor: 2500,
        taxRate: { ratePpm: 210_000 },
      },
    ]);
  });

  it('asks for what a product needs, and takes it', () => {
    const open = idOf('Gift Wrapping');
    const weighed = idOf('Loose Beans by weight');
    expect(ringUp.addProduct({ productId: open, quantity: 1, priceMinor: null, grams: null })).toMatchObject({
      error: { code: 'SALE_PRICE_NEEDED' },
    });
    expect(
      ringUp.addProduct({ productId: weighed, quantity: 1, priceMinor: null, grams: null }),
    ).toMatchObject({
      error: { code: 'SALE_WEIGHT_NEEDED' },
    });
    expect(
      ringUp.addProduct({ productId: 'none', quantity: 1, priceMinor: null, grams: null }),
    ).toMatchObject({
      error: { code: 'CATALOG_PRODUCT_NOT_FOUND' },
    });
    ringUp.addProduct({ productId: open, quantity: 1, priceMinor: 350, grams: null });
    ringUp.addProduct({ productId: weighed, quantity: 1, grams: 482, priceMinor: null });
    expect(cartLines()).toMatchObject([
      { name: 'Gift Wrapping', unitPriceMinor: 350 },
      // 39.90 per kilogram × 0.482 = 19.2318
      {
        name: expect.stringMatching(/^Loose Beans by weight 0,482 kg × 39,90\s€\/kg$/u),
        quantity: 1,
        unitPriceMinor: 1923,
        grams: 482,
      },
    ]);
    const [, line] = cartLines();
    const saleId = sales.findCurrent()?.saleId ?? '';
    expect(sales.setQuantity(saleId, line?.lineId ?? '', 2)).toMatchObject({
      error: { code: 'SALE_QUANTITY_NOT_ALLOWED' },
    });
  });

  it('reads price and weight out of a scale’s label, and refuses one that was misread', () => {
    const label = (digits: string): string => `${digits}${gtinCheckDigit(digits)}`;
    expect(ringUp.addCode(label('290004201250'), 1)).toMatchObject({ ok: true, value: { kind: 'added' } });
    expect(ringUp.addCode(label('280004200777'), 1)).toMatchObject({ ok: true, value: { kind: 'added' } });
    expect(cartLines()).toMatchObject([
      { grams: 1250, unitPriceMinor: 4988 },
      // 7.77 at 39.90 per kilogram is 194.7 grams: the stock falls by them, the receipt doesn't say them.
      { unitPriceMinor: 777, quantity: 1, grams: 195, name: 'Loose Beans by weight' },
    ]);
    const wrong = `290004201250${String((Number(gtinCheckDigit('290004201250')) + 1) % 10)}`;
    expect(ringUp.addCode(wrong, 1)).toEqual({ ok: true, value: { kind: 'unknown', misread: true } });
    expect(ringUp.addCode(label('299999901250'), 1)).toEqual({
      ok: true,
      value: { kind: 'unknown', misread: false },
    });
    expect(ringUp.addCode(label('290004200000'), 1)).toMatchObject({ value: { kind: 'unknown' } });
    expect(ringUp.addCode('NOT-A-CODE', 1)).toEqual({ ok: true, value: { kind: 'unknown', misread: false } });
    expect(cartLines()).toHaveLength(2);
  });

  const LABELS: readonly (readonly ['piece' | 'weight', number | null, string, string, unknown])[] = [
    ['piece', null, 'weight', '290004200500', null],
    ['piece', 300, 'weight', '290004200500', null],
    ['piece', null, 'price', '280004200777', [777, null]],
    ['piece', 300, 'price', '280004200777', [777, null]],
    ['weight', 0, 'weight', '290004200500', null],
    ['weight', 0, 'price', '280004200777', null],
    ['weight', 1, 'price', '280004299999', null],
    ['weight', 900_000, 'price', '280004200001', [1, 1]],
  ];
  it.each(LABELS)('of goods by the %s at %s, a label with a %s (%s) gives %j, or asks', (...row) => {
    const [soldBy, priceMinor, , digits, line] = row;
    const productId = idOf('Loose Beans by weight');
    db.run(
      'UPDATE products SET sold_by = ?, price_minor = ? WHERE product_id = ?',
      soldBy,
      priceMinor,
      productId,
    );
    const answer = ringUp.addCode(`${digits}${gtinCheckDigit(digits)}`, 1);
    expect(answer).toMatchObject({ ok: true, value: { kind: line === null ? 'ask' : 'added' } });
    const lines = cartLines().map(({ unitPriceMinor, grams }) => [unitPriceMinor, grams ?? null]);
    expect(lines).toEqual(line === null ? [] : [line]);
  });

  it('keeps the catalogue’s price in sight where a label says another, so that the limit for reductions holds', () => {
    const productId = idOf('Loose Beans by weight');
    db.run("UPDATE products SET sold_by = 'piece', price_minor = 300 WHERE product_id = ?", productId);
    const scan = (digits: string): string => {
      const code = `${digits}${gtinCheckDigit(digits)}`;
      expect(ringUp.addCode(code, 1)).toMatchObject({ value: { kind: 'added' } });
      return code;
    };
    scan('280004200300');
    const cheap = scan('280004200150');
    expect(cartLines().map((line) => [line.unitPriceMinor, line.listPriceMinor, line.priceReason])).toEqual([
      [300, null, null],
      [150, 300, cheap],
    ]);
    const cart = sales.findCurrent()?.cart;
    expect(cart === undefined ? null : reductionOfCart(cart)).toMatchObject({ percent: 50, offMinor: 150 });
  });

  it('asks for the weight when the plain code of goods by weight is scanned', () => {
    const code = findByCode(db, 'BEA-049')?.barcode ?? '';
    expect(ringUp.addCode(code, 1)).toMatchObject({ value: { kind: 'ask', product: { soldBy: 'weight' } } });
    expect(cartLines()).toHaveLength(0);
  });

  it('counts the cart against the stock: a word, or a refusal, by the product’s rule', () => {
    const productId = idOf('Kade 12 T-Shirt', 'XL');
    expect(ringUp.addProduct({ productId, quantity: 1, priceMinor: null, grams: null })).toEqual({
      ok: true,
      value: { short: null },
    });
    expect(ringUp.addProduct({ productId, quantity: 1, priceMinor: null, grams: null })).toEqual({
      ok: true,
      value: { short: { name: 'Kade 12 T-Shirt', left: 1 } },
    });
    db.run("UPDATE products SET oversell = 'refuse' WHERE product_id = ?", productId);
    const code = findByCode(db, 'HOM-048')?.barcode ?? '';
    expect(ringUp.addCode(code, 1)).toMatchObject({ error: { code: 'SALE_NOT_ENOUGH_STOCK' } });
    expect(cartLines()).toMatchObject([{ quantity: 2 }]);
    db.run("UPDATE products SET oversell = 'allow' WHERE product_id = ?", productId);
    expect(ringUp.addProduct({ productId, quantity: 7, priceMinor: null, grams: null })).toEqual({
      ok: true,
      value: { short: null },
    });
  });

  it('raises a line no further than the product’s rule allows, and always lowers it', () => {
    const productId = idOf('Kade 12 T-Shirt', 'XL');
    db.run("UPDATE products SET oversell = 'refuse', stock = 3 WHERE product_id = ?", productId);
    ringUp.addProduct({ productId, quantity: 1, priceMinor: null, grams: null });
    const saleId = sales.findCurrent()?.saleId ?? '';
    const first = cartLines()[0]?.lineId ?? '';
    sales.setNote(saleId, first, 'a gift');
    ringUp.addProduct({ productId, quantity: 1, priceMinor: null, grams: null });
    expect(cartLines()).toHaveLength(2);
    // The other line counts as well.
    expect(sales.setQuantity(saleId, first, 3)).toMatchObject({
      error: { code: 'SALE_NOT_ENOUGH_STOCK', facts: { name: 'Kade 12 T-Shirt', left: 3 } },
    });
    expect(sales.setQuantity(saleId, first, 2)).toMatchObject({ ok: true });
    db.run('UPDATE products SET stock = 0 WHERE product_id = ?', productId);
    expect(sales.setQuantity(saleId, first, 1)).toMatchObject({ ok: true });
    expect(sales.setQuantity(saleId, first, 0)).toMatchObject({ ok: true });
    expect(cartLines()).toMatchObject([{ quantity: 1 }]);
    db.run("UPDATE products SET oversell = 'warn' WHERE product_id = ?", productId);
    expect(sales.setQuantity(saleId, cartLines()[0]?.lineId ?? '', 50)).toMatchObject({ ok: true });
  });
});

describe('the stock', () => {
  it('falls with a completed sale, once, and not with one that is given up', () => {
    const productId = idOf('Kade 12 T-Shirt', 'M');
    ringUp.addProduct({ productId, quantity: 2, priceMinor: null, grams: null });
    ringUp.addProduct({ productId: idOf('Espresso'), quantity: 5, priceMinor: null, grams: null });
    const saleId = sales.findCurrent()?.saleId ?? '';
    expect(stockOf(productId)).toBe(6);
    completeSale(db, saleId, 6_000);
    completeSale(db, saleId, 7_000);
    expect(stockOf(productId)).toBe(4);
    expect(listMovements(db, productId, 10)).toMatchObject([
      { kind: 'sale', quantity: -2, atMs: 6_000 },
      { kind: 'count', quantity: 6 },
    ]);
    expect(stockOf(idOf('Espresso'))).toBe(0);
    db.run('UPDATE sales SET current = 0');
    ringUp.addProduct({ productId, quantity: 1, priceMinor: null, grams: null });
    sales.voidSale(sales.findCurrent()?.saleId ?? '');
    expect(stockOf(productId)).toBe(4);
  });

  it('is moved by hand as a count or a difference, and each move stays', () => {
    const productId = idOf('Kade 12 T-Shirt', 'S');
    const move = { productId, note: null };
    catalog.moveStock({ ...move, kind: 'count', quantity: 9 });
    catalog.moveStock({ ...move, kind: 'delivery', quantity: 10 });
    catalog.moveStock({ ...move, kind: 'correction', quantity: -3, note: 'stolen' });
    catalog.moveStock({ ...move, kind: 'count', quantity: 16 });
    expect(stockOf(productId)).toBe(16);
    expect(listMovements(db, productId, 10).map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ['correction', -3],
      ['delivery', 10],
      ['count', 5],
      ['count', 4],
    ]);
    expect(() => db.run('UPDATE stock_movements SET quantity = 1')).toThrow(/only added to/u);
    expect(() => db.run('DELETE FROM stock_movements')).toThrow(/only added to/u);
    expect(catalog.moveStock({ ...move, productId: 'none', kind: 'count', quantity: 1 })).toMatchObject({
      ok: false,
    });
  });
});

describe('a cart', () => {
  const open = (): string => {
    ringUp.addOpenItem({ name: 'Lamp', unitPriceMinor: minorUnits(2_000) });
    return sales.findCurrent()?.saleId ?? '';
  };

  it('keeps discounts, changed prices and their reasons over a restart of the till', () => {
    const saleId = open();
    const lineId = cartLines()[0]?.lineId ?? '';
    sales.setPrice(saleId, lineId, { unitPriceMinor: minorUnits(1_500), reason: 'Damaged' });
    sales.setLineDiscount(saleId, lineId, { kind: 'percent', ratePpm: 100_000, label: 'Regular' });
    sales.setDiscount(saleId, { kind: 'fixed', amountMinor: minorUnits(50), label: 'Voucher' });
    const before = sales.find(saleId);
    expect(before?.total.amountMinor).toBe(1_300);
    db.close();
    db = openNewDatabase(join(directory, 'till.db'));
    const again = createSales({
      db,
      clock: CLOCK,
      ids: createIds(CLOCK),
      frame: () => {
        throw new Error('unused');
      },
    });
    expect(again.find(saleId)).toEqual(before);
    again.setPrice(saleId, lineId, { unitPriceMinor: null, reason: 'back' });
    again.setDiscount(saleId, null);
    expect(again.find(saleId)?.cart.lines).toMatchObject([{ unitPriceMinor: 2_000, listPriceMinor: null }]);
  });

  it('is parked and recalled, and the one in its place is parked, not lost', () => {
    const first = open();
    expect(sales.park(first, 'red hat')).toMatchObject({ ok: true });
    expect(sales.findCurrent()).toBeNull();
    const second = open();
    expect(sales.recall(first)).toMatchObject({ ok: true });
    expect(sales.findCurrent()?.saleId).toBe(first);
    expect(sales.find(second)?.state).toBe('open');
    expect(sales.recall(second)).toMatchObject({ ok: true });
    sales.voidSale(first);
    expect(sales.recall(first)).toMatchObject({ error: { code: 'SALE_NOT_OPEN' } });
    expect(db.get('SELECT state, voided_at_ms, voided_by FROM sales WHERE sale_id = ?', first)).toEqual({
      state: 'voided',
      voided_at_ms: 5_000,
      voided_by: 'staff-1',
    });
  });
});

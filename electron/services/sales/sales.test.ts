import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';
import { createIds } from '../system/index.ts';
import {
  completeSale,
  createSales,
  findSale,
  lockForCharge,
  setCurrent,
  viewSale,
  type Sale,
  type Sales,
} from './index.ts';
import { openNewDatabase } from '../../../tests/support/new-database.ts';
import { SALE_FRAME } from '../../../tests/support/sale-frame.ts';

const VAT = { id: 'vat', name: 'VAT 9 %', ratePpm: 90_000 };

let directory: string;
let db: Db;
let sales: Sales;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-sales-'));
  start();
  db.run("INSERT INTO staff (staff_id, name, role) VALUES ('staff-1', 'Owner', 'owner')");
  db.run("INSERT INTO shifts VALUES ('shift-1', 1, 1000, 'staff-1')");
});

afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true, force: true });
});

function start(): void {
  db = openNewDatabase(join(directory, 'till.db'));
  const clock = { nowMs: () => 5_000, monotonicMs: () => 0 };
  sales = createSales({
    db,
    clock,
    ids: createIds(clock),
    frame: () => SALE_FRAME,
  });
}

function add(name: string, unitPriceMinor = 250, quantity = 1): Sale {
  const added = sales.addItem({
    productId: null,
    name,
    quantity,
    unitPriceMinor: minorUnits(unitPriceMinor),
    taxRate: VAT,
  });
  if (!added.ok) throw new Error(added.error.code);
  return added.value;
}

function lineOf(sale: Sale, index = 0): string {
  return sale.cart.lines[index]?.lineId ?? 'none';
}

describe('the current sale', () => {
  it('begins with its first item, and takes the next ones', () => {
    expect(sales.findCurrent()).toBeNull();
    add('Coffee');
    const sale = add('Cake', 400, 2);
    expect(sale).toMatchObject({ number: 1, state: 'open', total: { amountMinor: 1050, currency: 'EUR' } });
    expect(sale.cart.lines.map((line) => line.name)).toEqual(['Coffee', 'Cake']);
    expect(sales.findCurrent()).toEqual(sale);
  });

  it('loses nothing when the till is started again', () => {
    const sale = add('Coffee', 250, 3);
    sales.setNote(sale.saleId, lineOf(sale), 'oat milk');
    const before = sales.findCurrent();
    db.close();
    start();
    expect(sales.findCurrent()).toEqual(before);
    expect(before?.cart.lines[0]?.note).toBe('oat milk');
  });

  it('changes its hash with every change that changes the bill', () => {
    const hashes = [add('Coffee').cartHash];
    const sale = add('Cake');
    hashes.push(sale.cartHash);
    for (const changed of [
      sales.setQuantity(sale.saleId, lineOf(sale), 2),
      sales.removeLine(sale.saleId, lineOf(sale, 1)),
    ]) {
      if (changed.ok) hashes.push(changed.value.cartHash);
    }
    expect(new Set(hashes).size).toBe(4);
    expect(sales.findCurrent()?.cartHash).toBe(hashes.at(-1));
  });

  it('is shown with its lines, taxes and totals adding up', () => {
    add('Coffee', 250, 2);
    const view = viewSale(add('Cake', 399));
    expect(view.totals).toMatchObject({ itemCount: 3, totalMinor: 899, taxMinor: 74 });
    expect(view.lines.map((line) => line.totalMinor)).toEqual([500, 399]);
    expect(view.totals.taxes).toMatchObject([{ rateId: 'vat', netMinor: 825, taxMinor: 74 }]);
  });
});

describe('a sale without tax', () => {
  const exemption = { reason: 'reverse-charge', reference: 'ATU 12345678' } as const;
  const exempt = (sale: Sale): Sale => {
    const changed = sales.setExemption(sale.saleId, exemption);
    if (!changed.ok) throw new Error(changed.error.code);
    return changed.value;
  };

  it('costs the net of its prices, also of goods that come later, and after the till was started again', () => {
    const taxed = add('Coffee', 109);
    const before = exempt(taxed);
    expect(before).toMatchObject({ total: { amountMinor: 100 }, totals: { taxMinor: 0, exemptedMinor: 9 } });
    expect(before.cartHash).not.toBe(taxed.cartHash);
    db.close();
    start();
    expect(sales.findCurrent()).toEqual(before);
    expect(add('Cake', 218)).toMatchObject({ cart: { exemption }, total: { amountMinor: 300 } });
    expect(db.get('SELECT total_minor, exempt_reason, exempt_reference FROM sales')).toEqual({
      total_minor: 300,
      exempt_reason: 'reverse-charge',
      exempt_reference: 'ATU 12345678',
    });
  });

  it('is taxed again as it was, and stays what it is while parked', () => {
    const taxed = add('Coffee', 109);
    const freed = exempt(taxed);
    sales.park(freed.saleId, 'the consul');
    add('Cake', 109);
    const back = sales.recall(freed.saleId);
    expect(back).toMatchObject({ ok: true, value: { cart: { exemption }, total: { amountMinor: 100 } } });
    const again = sales.setExemption(freed.saleId, null);
    expect(again).toMatchObject({ ok: true, value: { cartHash: taxed.cartHash, total: taxed.total } });
  });

  it('can’t be made of one that is being paid, or back', () => {
    const freed = exempt(add('Coffee', 109));
    db.transaction(() => lockForCharge(db, freed.saleId));
    for (const change of [exemption, null])
      expect(sales.setExemption(freed.saleId, change)).toEqual({
        ok: false,
        error: { code: 'SALE_LOCKED_BY_PAYMENT' },
      });
    expect(findSale(db, freed.saleId)?.total.amountMinor).toBe(100);
  });

  it('has on the disk both a reason and a number, or neither', () => {
    const { saleId } = add('Coffee', 109);
    for (const [reason, reference] of [
      ['export', null],
      [null, 'EX 1'],
      ['export', ''],
      ['because', 'EX 1'],
    ])
      expect(() =>
        db.run(
          'UPDATE sales SET exempt_reason = ?, exempt_reference = ? WHERE sale_id = ?',
          reason ?? null,
          reference ?? null,
          saleId,
        ),
      ).toThrow(/CHECK/u);
  });
});

describe('an edit', () => {
  const CASES: readonly (readonly [string, (sale: Sale) => unknown, string])[] = [
    ['of a sale that is not there', () => sales.setQuantity('none', 'none', 1), 'SALE_NOT_FOUND'],
    [
      'of a line that is not there',
      (sale) => sales.setQuantity(sale.saleId, 'none', 1),
      'SALE_LINE_NOT_FOUND',
    ],
    ['of a note of no line', (sale) => sales.setNote(sale.saleId, 'none', 'x'), 'SALE_LINE_NOT_FOUND'],
    ['that removes no line', (sale) => sales.removeLine(sale.saleId, 'none'), 'SALE_LINE_NOT_FOUND'],
    [
      'to too many',
      (sale) => sales.setQuantity(sale.saleId, lineOf(sale), 10_000),
      'SALE_QUANTITY_NOT_ALLOWED',
    ],
  ];
  it.each(CASES)('%s is refused and changes nothing', (_what, edit, code) => {
    const sale = add('Coffee');
    expect(edit(sale)).toEqual({ ok: false, error: { code } });
    expect(sales.find(sale.saleId)).toEqual(sale);
  });

  const EDITS: readonly (readonly [string, (sale: Sale) => unknown])[] = [
    ['a new quantity', (sale) => sales.setQuantity(sale.saleId, lineOf(sale), 2)],
    ['a note', (sale) => sales.setNote(sale.saleId, lineOf(sale), 'x')],
    ['a removed line', (sale) => sales.removeLine(sale.saleId, lineOf(sale))],
    ['a void', (sale) => sales.voidSale(sale.saleId)],
  ];
  it.each(EDITS)('(%s) is refused while the sale is paid, and after', (_what, edit) => {
    const { saleId } = add('Coffee');
    lockForCharge(db, saleId);
    const locked = findSale(db, saleId);
    if (locked === null) throw new Error('The sale is gone');
    expect(edit(locked)).toEqual({ ok: false, error: { code: 'SALE_LOCKED_BY_PAYMENT' } });
    expect(findSale(db, saleId)).toEqual(locked);
    completeSale(db, saleId, 6_000);
    expect(edit(locked)).toEqual({ ok: false, error: { code: 'SALE_NOT_OPEN' } });
  });

  it('adding an item waits until the payment is over', () => {
    const { saleId } = add('Coffee');
    lockForCharge(db, saleId);
    const item = { productId: null, name: 'Cake', quantity: 1, unitPriceMinor: minorUnits(1), taxRate: VAT };
    expect(sales.addItem(item)).toEqual({ ok: false, error: { code: 'SALE_LOCKED_BY_PAYMENT' } });
    expect(findSale(db, saleId)?.cart.lines).toHaveLength(1);
  });
});

describe('a sale', () => {
  it('that is void leaves its place to the next one, with the next number', () => {
    const first = add('Coffee');
    expect(sales.voidSale(first.saleId)).toMatchObject({ ok: true, value: { state: 'voided' } });
    expect(sales.findCurrent()).toBeNull();
    expect(add('Cake')).toMatchObject({ number: 2 });
  });

  it('is completed once, with one receipt number, however often it is said', () => {
    const { saleId } = add('Coffee');
    completeSale(db, saleId, 6_000);
    completeSale(db, saleId, 7_000);
    expect(findSale(db, saleId)).toMatchObject({ receiptNumber: 'R-000001', completedAtMs: 6_000 });
    setCurrent(db, saleId, false);
    const next = add('Cake');
    completeSale(db, next.saleId, 8_000);
    expect(findSale(db, next.saleId)?.receiptNumber).toBe('R-000002');
  });

  it('is current alone: taking one up puts the other aside', () => {
    const first = add('Coffee');
    setCurrent(db, first.saleId, false);
    const second = add('Cake');
    setCurrent(db, first.saleId, true);
    expect(sales.findCurrent()?.saleId).toBe(first.saleId);
    expect(db.all('SELECT sale_id FROM sales WHERE current = 1')).toHaveLength(1);
    expect(findSale(db, second.saleId)?.state).toBe('open');
  });

  it('begun before any keys takes their mode; one that has a mode keeps it', () => {
    const { saleId } = add('Coffee');
    sales.adoptMode(saleId, 'live');
    expect(findSale(db, saleId)?.mode).toBe('test');
    db.run("UPDATE sales SET mode = 'none'");
    sales.adoptMode(saleId, 'live');
    expect(findSale(db, saleId)?.mode).toBe('live');
  });
});

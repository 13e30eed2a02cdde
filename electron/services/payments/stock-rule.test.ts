import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openChargeBench, type ChargeBench } from '../../../tests/support/charge-bench.ts';
import { findByCode, seedDemoCatalog } from '../catalog/index.ts';
import { createRingUp, createSales, type RingUp, type Sales } from '../sales/index.ts';
import { createIds, systemClock } from '../system/index.ts';
import { SALE_FRAME } from '../../../tests/support/sale-frame.ts';

/*
 * Goal: of goods that the shop never sells beyond its stock no cart is paid for more, however it came to hold them.
 * Method: the till's own carts and charges on a real SQLite file, against the sandbox over HTTP.
 */
vi.setConfig({ testTimeout: 60_000 });

let bench: ChargeBench;
let sales: Sales;
let ringUp: RingUp;
let productId: string;

beforeEach(async () => {
  bench = await openChargeBench();
  const ids = createIds(systemClock);
  const { db } = bench;
  seedDemoCatalog(db, ids);
  productId = findByCode(db, 'HOM-048')?.productId ?? '';
  db.run("UPDATE products SET oversell = 'refuse', stock = 1 WHERE product_id = ?", productId);
  sales = createSales({ db, clock: systemClock, ids, frame: () => SALE_FRAME });
  ringUp = createRingUp({
    db,
    sales,
    currency: () => 'EUR',
    locale: () => 'en',
    scaleCodes: () => [],
  });
});
afterEach(() => bench.close());

function oneInCart(): string {
  expect(ringUp.addProduct({ productId, quantity: 1, priceMinor: null, grams: null })).toMatchObject({
    ok: true,
  });
  return sales.findCurrent()?.saleId ?? '';
}

const REFUSED = { ok: false, error: { code: 'SALE_NOT_ENOUGH_STOCK', facts: { left: 0 } } };

it('the last piece in two carts is paid in one of them; the other charges nothing until it is in stock again', () => {
  const parked = oneInCart();
  sales.park(parked, null);
  const first = oneInCart();
  expect(bench.charges.begin(first)).toEqual({ ok: true, value: {} });
  // Once more is no second look at the stock.
  expect(bench.charges.begin(first)).toEqual({ ok: true, value: {} });
  expect(bench.charges.takeCash(first, 10_000)).toMatchObject({ ok: true });
  expect(bench.sale(first).state).toBe('completed');
  bench.db.run('UPDATE sales SET current = 0');
  expect(sales.recall(parked)).toMatchObject({ ok: true });
  expect(bench.charges.begin(parked)).toMatchObject(REFUSED);
  expect(bench.sale(parked).state).toBe('open');
  expect(bench.charges.takeCash(parked, 10_000)).toMatchObject({ error: { code: 'SALE_NOT_OPEN' } });
  expect(bench.store.listOfSale(parked)).toEqual([]);
  bench.db.run('UPDATE products SET stock = 1 WHERE product_id = ?', productId);
  expect(bench.charges.begin(parked)).toEqual({ ok: true, value: {} });
});

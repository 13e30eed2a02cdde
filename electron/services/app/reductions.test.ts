import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accept, type ChannelName, type Result } from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import { openStaffBench, type StaffBench } from '../../../tests/support/staff-bench.ts';
import type { Around } from '../contract-host/index.ts';
import { createSales, type Sales } from '../sales/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { createIds } from '../system/index.ts';
import { createGatekeeper } from './gatekeeper.ts';
import { discountOf } from './reductions.ts';

/*
 * Goal: nobody gives away more than their role may, however they get there. Method: a real cart, a cashier who may give
 * ten percent, and requests that pass the gate or don't; what passes is carried out.
 */
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const RATE = { id: 'standard', name: 'Standard', ratePpm: 210_000 };
let bench: StaffBench;
let sales: Sales;
let around: Around;
let saleId: string;
let lineIds: readonly string[];

beforeAll(async () => {
  bench = await openStaffBench();
  bench.autoLockMinutes = 0;
  await bench.staff().setUpOwner('Olga', '2580');
  const cashier = await bench.staff().add('Chris', 'cashier', '8642');
  if (!cashier.ok) throw new Error('Nobody came to work');
  const person = bench
    .staff()
    .list()
    .find(({ name }) => name === 'Chris');
  await bench.staff().comeIn('8642', person?.staffId ?? '');
  const clock = { nowMs: bench.nowMs, monotonicMs: bench.nowMs };
  sales = createSales({
    db: bench.db(),
    clock,
    ids: createIds(clock),
    frame: () => ({
      currency: 'EUR',
      pricesIncludeTax: true,
      mode: 'training',
      register: 'Till 1',
      shiftId: bench.staff().openShift().shiftId,
      cashierId: bench.staff().present().staffId,
    }),
  });
  around = createGatekeeper({
    db: bench.db(),
    staff: bench.staff(),
    grants: bench.grants(),
    audit: bench.audit(),
    log: SILENT,
    settings: { get: () => ({}), change: () => undefined } as unknown as SettingsStore, // Nothing of it is read here.
  });
});
afterAll(() => {
  bench.close();
});
beforeEach(() => {
  const current = sales.findCurrent();
  if (current !== null) sales.voidSale(current.saleId);
  for (const unitPriceMinor of [10_000, 500]) {
    sales.addItem({
      productId: null,
      name: `Costs ${String(unitPriceMinor)}`,
      quantity: 1,
      unitPriceMinor: minorUnits(unitPriceMinor),
      listPriceMinor: minorUnits(unitPriceMinor),
      taxRate: RATE,
    });
  }
  const sale = sales.findCurrent();
  saleId = sale?.saleId ?? '';
  lineIds = sale?.cart.lines.map(({ lineId }) => lineId) ?? [];
});

const [dear, cheap] = [() => lineIds[0] ?? '', () => lineIds[1] ?? ''];
const percentOff = (ratePpm: number) => ({ kind: 'percent', ratePpm, reason: 'Regular' }) as const;
const fixedOff = (amountMinor: number) =>
  ({ kind: 'fixed', amountMinor: minorUnits(amountMinor), reason: 'Scratch' }) as const;
const send = (channel: ChannelName, request: object, run: () => Result<unknown>) =>
  around(channel, { saleId, ...request }, () => {
    const result = run();
    return Promise.resolve(result.ok ? accept({}) : result);
  });
const asked = (percent: number) => ({
  ok: false,
  error: { code: 'PERMISSION_NEEDS_APPROVAL', facts: { action: 'sale.discount', percent } },
});
const off = (discount: ReturnType<typeof percentOff> | ReturnType<typeof fixedOff>) =>
  send('sale.setDiscount', { discount }, () => sales.setDiscount(saleId, discountOf(discount)));

describe('a cashier who may give ten percent', () => {
  it('gives ten, and asks for eleven', async () => {
    expect(await off(percentOff(100_000))).toMatchObject({ ok: true });
    expect(await off(percentOff(110_000))).toMatchObject(asked(11));
  });

  it('cannot add a changed price and a discount up to more', async () => {
    const price = { lineId: cheap(), unitPriceMinor: minorUnits(460), reason: 'Dented' };
    expect(
      await send('sale.setPrice', price, () =>
        sales.setPrice(saleId, cheap(), { unitPriceMinor: minorUnits(460), reason: 'Dented' }),
      ),
    ).toMatchObject({ ok: true });
    expect(
      await send('sale.setLineDiscount', { lineId: cheap(), discount: percentOff(50_000) }, () =>
        sales.setLineDiscount(saleId, cheap(), discountOf(percentOff(50_000))),
      ),
    ).toMatchObject(asked(13));
  });

  it('may take a discount back', async () => {
    expect(await off(percentOff(50_000))).toMatchObject({ ok: true });
    expect(
      await send('sale.setDiscount', { discount: null }, () => sales.setDiscount(saleId, null)),
    ).toMatchObject({ ok: true });
  });

  it('is asked when goods leave a cart whose fixed discount was small beside them', async () => {
    expect(await off(fixedOff(1_000))).toMatchObject({ ok: true });
    expect(
      await send('sale.removeLine', { lineId: dear() }, () => sales.removeLine(saleId, dear())),
    ).toMatchObject({ ok: false, error: { code: 'PERMISSION_NEEDS_APPROVAL' } });
    bench.staff().permissions.set('cashier', 'sale.discount', { level: 'denied', limit: null });
    expect(
      await send('sale.removeLine', { lineId: dear() }, () => sales.removeLine(saleId, dear())),
    ).toMatchObject({ ok: false, error: { code: 'PERMISSION_NEEDS_APPROVAL' } });
    bench.staff().permissions.reset();
    expect(sales.findCurrent()?.cart.lines).toHaveLength(2);
  });

  it('takes goods out of a cart without a discount as before', async () => {
    expect(
      await send('sale.removeLine', { lineId: dear() }, () => sales.removeLine(saleId, dear())),
    ).toMatchObject({ ok: true });
    expect(sales.findCurrent()?.cart.lines).toHaveLength(1);
  });
});

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
/** The owner puts their name under what was refused. */
const approve = async (refused: Result<unknown>) => {
  const approvalId = refused.ok ? '' : String(refused.error.facts?.['approvalId']);
  const by = bench
    .staff()
    .list()
    .find(({ name }) => name === 'Olga')?.staffId;
  expect(await bench.grants().grant(approvalId, { pin: '2580', by: by ?? '', reason: 'Fine' })).toMatchObject(
    {
      ok: true,
    },
  );
};
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

describe('a discount that came before the goods', () => {
  const charge = () => send('charge.begin', {}, () => accept({}));
  const ringUp = (unitPriceMinor: number) =>
    sales.addItem({
      productId: null,
      name: `Costs ${String(unitPriceMinor)}`,
      quantity: 1,
      unitPriceMinor: minorUnits(unitPriceMinor),
      taxRate: RATE,
    });
  const empty = () => {
    for (const lineId of lineIds) sales.removeLine(saleId, lineId);
  };

  it('asks nothing of a cart without one, and keeps nothing of it', async () => {
    expect(await charge()).toMatchObject({ ok: true });
    expect(bench.db().all('SELECT * FROM allowed_reductions WHERE sale_id = ?', saleId)).toEqual([]);
  });

  it('is measured by its rate on an empty cart', async () => {
    empty();
    expect(await off(percentOff(1_000_000))).toMatchObject(asked(100));
    expect(await off(percentOff(100_000))).toMatchObject({ ok: true });
    // Ten percent of 10.05 is 1.01 as it is paid, and ten percent as it is measured.
    ringUp(1_005);
    expect(await charge()).toMatchObject({ ok: true });
  });

  it('of a fixed amount is measured when the cart is paid, and approved once', async () => {
    empty();
    expect(await off(fixedOff(50_000))).toMatchObject({ ok: true });
    ringUp(50_000);
    const refused = await charge();
    expect(refused).toMatchObject(asked(100));
    await approve(refused);
    expect(await charge()).toMatchObject({ ok: true });
    // Back to the cart and on again: it is what was approved, until more goods are given away.
    expect(await charge()).toMatchObject({ ok: true });
    ringUp(100);
    expect(await charge()).toMatchObject({ ok: true });
  });

  it('that was approved holds for what it came to, and not for all that is rung up after it', async () => {
    const refused = await off(percentOff(500_000));
    await approve(refused);
    expect(await off(percentOff(500_000))).toMatchObject({ ok: true });
    expect(await charge()).toMatchObject({ ok: true });
    ringUp(100_000);
    expect(await charge()).toMatchObject(asked(50));
  });

  it('leaves a cashier their own ten percent beside what was approved', async () => {
    const free = { lineId: cheap(), discount: percentOff(1_000_000) };
    const give = () =>
      send('sale.setLineDiscount', free, () =>
        sales.setLineDiscount(saleId, cheap(), discountOf(free.discount)),
      );
    await approve(await give());
    expect(await give()).toMatchObject({ ok: true });
    expect(await off(percentOff(50_000))).toMatchObject({ ok: true });
    ringUp(2_000);
    expect(await charge()).toMatchObject({ ok: true });
  });

  it('by somebody who may give it needs nobody when a cashier takes the money', async () => {
    const come = async (pin: string, who: string) => {
      const person = bench
        .staff()
        .list()
        .find(({ name }) => name === who);
      await bench.staff().comeIn(pin, person?.staffId ?? '');
    };
    await come('2580', 'Olga');
    expect(await off(percentOff(500_000))).toMatchObject({ ok: true });
    await come('8642', 'Chris');
    expect(await charge()).toMatchObject({ ok: true });
    bench.staff().permissions.set('cashier', 'sale.discount', { level: 'denied', limit: null });
    expect(await charge()).toMatchObject({ ok: true });
    ringUp(100_000);
    expect(await charge()).toMatchObject(asked(50));
    bench.staff().permissions.reset();
  });

  it('is not hidden by goods that come back', async () => {
    sales.addReturn({
      productId: null,
      name: 'Came back',
      quantity: 1,
      unitPriceMinor: minorUnits(-10_400),
      taxRate: RATE,
    });
    expect(await off(percentOff(1_000_000))).toMatchObject(asked(100));
    expect(await off(percentOff(100_000))).toMatchObject({ ok: true });
    sales.setDiscount(saleId, discountOf(fixedOff(9_000)));
    const finish = () => send('refunds.finishExchange', { expectedMinor: 0 }, () => accept({}));
    expect(await finish()).toMatchObject({
      error: { code: 'PERMISSION_NEEDS_APPROVAL', facts: { action: 'refund.make' } },
    });
    bench.staff().permissions.set('cashier', 'refund.make', { level: 'allowed', limit: 1_000 });
    const refused = await finish();
    expect(refused).toMatchObject(asked(86));
    await approve(refused);
    expect(await finish()).toMatchObject({ ok: true });
    bench.staff().permissions.reset();
  });
});

describe('what a manager approved', () => {
  it('is refused to the same request once it comes to more', async () => {
    const refused = await off(fixedOff(5_000));
    expect(refused).toMatchObject(asked(48));
    await approve(refused);
    sales.removeLine(saleId, dear());
    expect(await off(fixedOff(5_000))).toMatchObject(asked(100));
    expect(sales.findCurrent()?.cart.discount).toBeNull();
  });

  it('as a price of one piece is no price of fifty', async () => {
    const price = { unitPriceMinor: minorUnits(1), reason: 'Last one' };
    const change = () =>
      send('sale.setPrice', { lineId: cheap(), ...price }, () => sales.setPrice(saleId, cheap(), price));
    await approve(await change());
    expect(await change()).toMatchObject({ ok: true });
    const fifty = (lineId: string) =>
      send('sale.setQuantity', { lineId, quantity: 50 }, () => sales.setQuantity(saleId, lineId, 50));
    expect(await fifty(cheap())).toMatchObject(asked(100));
    expect(await fifty(dear())).toMatchObject({ ok: true });
    expect(sales.findCurrent()?.cart.lines.find(({ lineId }) => lineId === cheap())?.quantity).toBe(1);
  });
});

describe('somebody who may not sell', () => {
  it('takes nothing out of a cart that has a discount, not even with a word of the manager', async () => {
    sales.setDiscount(saleId, discountOf(fixedOff(400)));
    const olga = bench
      .staff()
      .list()
      .find(({ name }) => name === 'Olga');
    await bench.staff().comeIn('2580', olga?.staffId ?? '');
    const added = await bench.staff().add('Ada', 'accountant', '7319');
    expect(added).toMatchObject({ ok: true });
    const ada = bench
      .staff()
      .list()
      .find(({ name }) => name === 'Ada');
    await bench.staff().comeIn('7319', ada?.staffId ?? '');
    expect(
      await send('sale.removeLine', { lineId: dear() }, () => sales.removeLine(saleId, dear())),
    ).toMatchObject({ error: { code: 'PERMISSION_DENIED', facts: { action: 'sale.make' } } });
  });
});

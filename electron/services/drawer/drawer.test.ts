import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openChargeBench, type ChargeBench } from '../../../tests/support/charge-bench.ts';
import { accept, refuse, type DrawerAtClose, type Result } from '../../../shared/contract/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { Log } from '../ports.ts';
import { createStrays } from '../reconciliation/index.ts';
import { createShifts, reportText, type Shifts } from '../shifts/index.ts';
import { createApprovals, createStaff, type Staff } from '../staff/index.ts';
import { createIds, systemClock, systemRandom, systemTimers } from '../system/index.ts';
import { createDrawer, type Drawer, type DrawerSettings } from './index.ts';

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const APPROVAL = { pin: '2580', reason: 'Counted twice, seen by me', by: null, badge: null };
const SETTINGS: DrawerSettings = { hasDrawer: true, blind: true, toleranceMinor: 200, currency: 'EUR' };

let bench: ChargeBench;
let settings: DrawerSettings;
let staff: Staff;
let drawer: Drawer;
let shifts: Shifts;

beforeEach(async () => {
  bench = await openChargeBench();
  settings = SETTINGS;
  const { db, store, clock, gateway, charges } = bench;
  const ids = createIds(systemClock);
  const vault = () => {
    throw new Error('No PIN is kept here');
  };
  staff = createStaff({
    db,
    clock,
    ids,
    random: systemRandom,
    vault,
    timers: systemTimers,
    audit: { append: () => undefined },
    log: SILENT,
    autoLockMinutes: () => 0,
    isPaying: () => false,
    left: () => undefined,
    changed: () => undefined,
  });
  const approvals = createApprovals({
    db,
    clock,
    ids,
    staff: {
      identify: ({ pin }) =>
        Promise.resolve(
          pin === APPROVAL.pin
            ? accept({ staffId: 'staff-1', name: 'Mia Manager' })
            : refuse('STAFF_PIN_WRONG'),
        ),
    },
  });
  const base = { db, clock, log: SILENT, staff, approvals, changed: () => undefined };
  drawer = createDrawer({ ...base, ids, settings: () => settings });
  shifts = createShifts({
    ...base,
    drawer,
    store,
    gateway: () => gateway,
    strays: createStrays({
      ...base,
      store,
      register: () => 'Till 1',
      storeId: () => 'store-1',
      locationId: () => null,
    }),
    reconciler: { checkTender: async (tenderId) => (await charges.checkWithStripe(tenderId)).ok },
    storeId: () => 'store-1',
    storeName: () => 'Kade 12',
    register: () => 'Till 1',
    currency: () => 'EUR',
  });
});
afterEach(async () => {
  await bench.close();
});

function value<Value>(answer: Result<Value>): Value {
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

function codeOf(answer: Result<unknown>): string {
  return answer.ok ? 'done' : answer.error.code;
}

function sellForCash(priceMinor: number, tenderedMinor = priceMinor): string {
  const saleId = bench.ringUp(priceMinor);
  value(bench.charges.takeCash(saleId, tenderedMinor));
  bench.charges.finish(saleId);
  return saleId;
}

/** A count of euro cents: one pile of coins is as good as another here. */
function countOf(amountMinor: number): ReturnType<Drawer['count']> {
  return drawer.count([{ valueMinor: 1, count: amountMinor }], 0);
}

async function close(atClose: Partial<DrawerAtClose> | null): Promise<string> {
  const { seen } = value(await shifts.compare());
  const countId = drawer.view().revealed?.countId ?? 'none';
  return codeOf(
    await shifts.close(
      seen,
      atClose === null
        ? null
        : { countId, note: null, approval: null, leftMinor: minorUnits(10_000), ...atClose },
    ),
  );
}

describe('opening', () => {
  it('happens once a shift, with a float that is kept', () => {
    expect(drawer.chip()).toMatchObject({ state: 'closed', leftMinor: null });
    expect(drawer.takesCash()).toBe(false);
    expect(codeOf(drawer.open(-1))).toBe('DRAWER_AMOUNT_NOT_ALLOWED');
    value(drawer.open(15_000));
    expect(drawer.takesCash()).toBe(true);
    expect(drawer.view()).toMatchObject({ state: 'open', opened: { floatMinor: 15_000, name: 'Owner' } });
    expect(codeOf(drawer.open(100))).toBe('DRAWER_ALREADY_OPEN');
  });

  it('is not asked of a register without a drawer', async () => {
    settings = { ...SETTINGS, hasDrawer: false };
    expect([drawer.takesCash(), codeOf(drawer.open(1)), drawer.view().state]).toEqual([
      true,
      'DRAWER_NONE',
      'none',
    ]);
    sellForCash(500);
    expect(await close(null)).toBe('done');
  });
});

describe('cash that moves by hand', () => {
  it('needs an open drawer, an amount, and no more than lies in it', () => {
    expect(codeOf(drawer.move('drop', 100, 'To the safe'))).toBe('DRAWER_NOT_OPEN');
    value(drawer.open(5_000));
    expect(codeOf(drawer.move('drop', 0, 'To the safe'))).toBe('DRAWER_AMOUNT_NOT_ALLOWED');
    expect(codeOf(drawer.move('drop', 5_001, 'To the safe'))).toBe('DRAWER_NOT_ENOUGH');
    value(drawer.move('pay-in', 2_000, 'Change from the bank'));
    value(drawer.move('drop', 7_000, 'To the safe'));
    expect(codeOf(drawer.move('pay-out', 1, 'Postage'))).toBe('DRAWER_NOT_ENOUGH');
  });

  it('opens the drawer each time, by the commit that records it', () => {
    const wishes = (): number => bench.db.all("SELECT * FROM print_wishes WHERE kind = 'drawer'").length;
    value(drawer.open(5_000));
    value(drawer.move('pay-in', 2_000, 'Change from the bank'));
    value(drawer.openWithoutSale('Change for a customer'));
    expect(wishes()).toBe(3);
    expect(codeOf(drawer.move('drop', 90_000, 'To the safe'))).toBe('DRAWER_NOT_ENOUGH');
    expect(wishes()).toBe(3);
  });

  it('is listed newest first, and never taken back', () => {
    value(drawer.open(5_000));
    value(drawer.move('pay-out', 700, 'Postage'));
    value(drawer.openWithoutSale('Change for a customer'));
    expect(drawer.view().events.map(({ kind, amountMinor, note }) => [kind, amountMinor, note])).toEqual([
      ['without-sale', null, 'Change for a customer'],
      ['pay-out', -700, 'Postage'],
      ['opened', 5_000, null],
    ]);
    for (const table of ['drawer_openings', 'cash_movements', 'openings_without_sale'])
      expect(() => bench.db.run(`DELETE FROM ${table}`)).toThrow(/only added to/u);
    expect(() => bench.db.run('UPDATE cash_movements SET amount_minor = 1')).toThrow(/only added to/u);
  });
});

describe('a blind count', () => {
  it('tells nothing of what is expected before it is in', () => {
    value(drawer.open(15_000));
    sellForCash(1_250, 2_000);
    const before = JSON.stringify([drawer.view(), value(shifts.report(null))]);
    expect(before).not.toMatch(/1625|16250|"cashInMinor"/u);
    expect(drawer.view().events.map(({ kind }) => kind)).toEqual(['opened']);
  });

  it('that agrees is told at once', () => {
    value(drawer.open(15_000));
    sellForCash(1_250, 2_000);
    expect(value(countOf(16_250))).toMatchObject({
      count: 'revealed',
      revealed: { expectedMinor: 16_250, varianceMinor: 0, level: 'none', causes: [] },
    });
  });

  it('that is within the tolerance is told at once, and needs a note', async () => {
    value(drawer.open(15_000));
    expect(value(countOf(14_900)).revealed).toMatchObject({ varianceMinor: -100, level: 'amber' });
    expect(await close({})).toBe('DRAWER_NEEDS_NOTE');
    expect(await close({ note: 'A coin fell behind the shelf' })).toBe('done');
  });

  it('that is far off is asked for once more before anything is told', () => {
    value(drawer.open(15_000));
    const first = value(countOf(10_000));
    expect(first).toMatchObject({ count: 'count-again', revealed: null });
    expect(JSON.stringify(first)).not.toContain('15000,"varianceMinor');
    expect(value(countOf(10_500))).toMatchObject({
      count: 'revealed',
      revealed: { varianceMinor: -4_500, level: 'red' },
    });
  });

  it('is worth nothing once more cash moved', async () => {
    value(drawer.open(15_000));
    value(countOf(15_000));
    sellForCash(500);
    expect(drawer.view()).toMatchObject({ count: 'to-count', revealed: null });
    expect(await close({ countId: 'any' })).toBe('DRAWER_NOT_COUNTED');
  });

  it('is refused when it can’t be one', () => {
    value(drawer.open(0));
    expect(codeOf(drawer.count([{ valueMinor: 3, count: 1 }], 0))).toBe('DRAWER_AMOUNT_NOT_ALLOWED');
    expect(drawer.view().count).toBe('to-count');
  });

  it('names what would explain it: a card payment that was rung as cash', () => {
    value(drawer.open(10_000));
    const saleId = sellForCash(2_000);
    bench.db.run(
      `INSERT INTO orphans VALUES ('pi_stray', 'open', 2000, 0, 1, 'EUR', 'Till 1', ?, 0, '{}', NULL)`,
      bench.clock.nowMs(),
    );
    countOf(10_000);
    const [cause] = value(countOf(10_000)).revealed?.causes ?? [];
    expect(cause).toMatchObject({ kind: 'card-rung-as-cash', sale: { saleId } });
  });

  it('can be switched off: then whoever counts sees what was sold', () => {
    settings = { ...SETTINGS, blind: false };
    value(drawer.open(15_000));
    sellForCash(1_250);
    expect(drawer.view().events.map(({ kind }) => kind)).toEqual(['sale', 'opened']);
    expect(value(countOf(1)).count).toBe('revealed');
  });
});

describe('the close', () => {
  it('needs a count, and a manager for a large variance, whose name stays', async () => {
    value(drawer.open(15_000));
    sellForCash(2_000);
    value(drawer.move('drop', 10_000, 'To the safe'));
    expect(await close(null)).toBe('DRAWER_NOT_COUNTED');
    countOf(5_000);
    countOf(5_000);
    const note = 'Twenty euro are missing';
    expect(await close({ note, leftMinor: minorUnits(5_001) })).toBe('DRAWER_AMOUNT_NOT_ALLOWED');
    expect(await close({ note, leftMinor: minorUnits(5_000) })).toBe('DRAWER_NEEDS_MANAGER');
    const wrong = { ...APPROVAL, pin: '0007' };
    expect(await close({ note, leftMinor: minorUnits(5_000), approval: wrong })).toBe('STAFF_PIN_WRONG');
    const { shiftId } = staff.openShift();
    expect(await close({ note, leftMinor: minorUnits(5_000), approval: APPROVAL })).toBe('done');
    expect(value(shifts.getClosed(shiftId)).drawer).toMatchObject({
      sums: { floatMinor: 15_000, cashInMinor: 2_000, dropMinor: 10_000 },
      expectedMinor: 7_000,
      countedMinor: 5_000,
      varianceMinor: -2_000,
      level: 'red',
      note,
      signedBy: 'Mia Manager',
      leftMinor: 5_000,
    });
    expect(drawer.chip()).toMatchObject({ state: 'closed', leftMinor: 5_000 });
  });

  it('of a shift whose cash has no float is refused until there is one', async () => {
    sellForCash(500);
    expect(await close(null)).toBe('DRAWER_NOT_OPEN');
    value(drawer.open(0));
    countOf(500);
    expect(await close({ leftMinor: minorUnits(0) })).toBe('done');
  });

  it('leaves nothing behind when cash moved while Stripe was asked', async () => {
    value(drawer.open(15_000));
    countOf(15_000);
    const { seen } = value(await shifts.compare());
    const countId = drawer.view().revealed?.countId ?? '';
    const closing = shifts.close(seen, { countId, note: null, approval: null, leftMinor: minorUnits(0) });
    value(drawer.move('drop', 100, 'To the safe'));
    expect(codeOf(await closing)).toBe('DRAWER_NOT_COUNTED');
    expect(shifts.listClosed()).toEqual([]);
    expect(bench.db.all('SELECT * FROM drawer_closes')).toEqual([]);
  });

  it('ends what may happen to the drawer of that shift', async () => {
    value(drawer.open(15_000));
    countOf(15_000);
    const { shiftId } = staff.openShift();
    expect(await close({})).toBe('done');
    expect(() =>
      bench.db.run(
        "INSERT INTO cash_movements VALUES ('m', ?, 'drop', 1, 'EUR', 'x', 'staff-1', 'Owner', 1)",
        shiftId,
      ),
    ).toThrow(/the shift is closed|FOREIGN KEY/u);
  });
});

describe('the reports', () => {
  it('X adds up what the shift took, by tax and by tender, and changes nothing', async () => {
    settings = { ...SETTINGS, blind: false };
    value(drawer.open(15_000));
    sellForCash(1_250, 2_000);
    const card = bench.ringUp(3_000);
    await bench.payByCard(card);
    bench.charges.finish(card);
    const x = value(shifts.report(null));
    expect(x).toMatchObject({
      kind: 'X',
      number: 1,
      sales: { count: 2, totalMinor: 4_250, voided: 0 },
      tenders: [
        { kind: 'cash', brand: null, count: 1, amountMinor: 1_250 },
        { kind: 'card', brand: 'visa', count: 1, amountMinor: 3_000 },
      ],
      drawer: { floatMinor: 15_000, cashInMinor: 1_250 },
      closed: null,
    });
    const { taxes, sales } = x;
    expect(taxes.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0)).toBe(
      sales.totalMinor,
    );
    expect(value(shifts.report(null))).toEqual({ ...x, atMs: expect.any(Number) as number });
  });

  it('Z is kept as it was, also when what it was made from changes', async () => {
    value(drawer.open(15_000));
    sellForCash(1_250);
    countOf(16_250);
    const { shiftId } = staff.openShift();
    expect(await close({ leftMinor: minorUnits(15_000) })).toBe('done');
    const z = value(shifts.report(shiftId));
    expect(z).toMatchObject({
      kind: 'Z',
      number: 1,
      closed: { tillMinor: 0, stripeMinor: 0, accepted: 0, drawer: { varianceMinor: 0, leftMinor: 15_000 } },
    });
    bench.db.run('UPDATE sale_lines SET unit_price_minor = 1');
    expect(value(shifts.report(shiftId))).toEqual(z);
    expect(() => bench.db.run("UPDATE shift_reports SET report_json = '{}'")).toThrow(/only added to/u);
    expect(codeOf(shifts.report('no such shift'))).toBe('SHIFT_NOT_FOUND');
  });

  it('are printed in both languages, no row wider than the paper', async () => {
    value(drawer.open(15_000));
    sellForCash(1_250);
    countOf(16_000);
    countOf(16_000);
    const { shiftId } = staff.openShift();
    expect(await close({ note: 'Unknown', approval: APPROVAL })).toBe('done');
    const z = value(shifts.report(shiftId));
    const english = reportText(z, 'en', false, 42);
    expect(english).toMatch(
      /Z REPORT[\s\S]*Expected +€162\.50\n[\s\S]*Counted +€160\.00\nVariance +-€2\.50/u,
    );
    expect(english).toMatch(/Signed by +Mia Manager\nLeft in the drawer +€100\.00\nTo the safe +€60\.00/u);
    for (const columns of [32, 42, 48]) {
      const rows = reportText(z, 'de', true, columns).split('\n');
      expect(rows.every((row) => row.length <= columns)).toBe(true);
    }
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChargeBench } from '../../../tests/support/charge-bench.ts';
import {
  codeOf,
  MANAGER_APPROVAL as APPROVAL,
  openDrawerBench,
  valueOf as value,
  type DrawerBench,
} from '../../../tests/support/drawer-bench.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import { reportText, type Shifts } from '../shifts/index.ts';
import type { Staff } from '../staff/index.ts';
import type { Drawer, DrawerSettings } from './index.ts';

const SETTINGS: DrawerSettings = { hasDrawer: true, blind: true, toleranceMinor: 200, currency: 'EUR' };

let till: DrawerBench;
let bench: ChargeBench;
let staff: Staff;
let drawer: Drawer;
let shifts: Shifts;
let sellForCash: DrawerBench['sellForCash'];
let countOf: DrawerBench['countOf'];
let close: DrawerBench['close'];

beforeEach(async () => {
  till = await openDrawerBench(SETTINGS);
  ({ bench, staff, drawer, shifts, sellForCash, countOf, close } = till);
});
afterEach(async () => {
  await bench.close();
});

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
    till.settings = { ...SETTINGS, hasDrawer: false };
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
  it('tells nothing of what is expected before it is in, also not to whoever subtracts', async () => {
    till.standing('Ana', 'cashier');
    value(drawer.open(15_000));
    sellForCash(1_250, 2_000);
    await till.sellByCard(3_000);
    const x = value(shifts.report(null));
    const before = JSON.stringify([drawer.view(), x, shifts.ownFigures(), value(await shifts.compare())]);
    // Neither the cash nor the drawer, nor the total from which the cards can be taken off.
    expect(before).not.toMatch(/1250|16250|4250|"cashInMinor":\d/u);
    expect(x).toMatchObject({
      isBlind: true,
      sales: { count: 2, totalMinor: null, taxMinor: null },
      taxes: [],
      tenders: [{ kind: 'card', amountMinor: 3_000 }],
      roundingMinor: null,
      refunds: { cashMinor: null },
      drawer: null,
    });
    expect(reportText(x, 'en', false)).toMatch(/counted blind/u);
    expect(drawer.view().events.map(({ kind }) => kind)).toEqual(['opened']);
  });

  it('hides nothing from whoever may see what is expected, and nothing where there is no drawer', () => {
    value(drawer.open(15_000));
    sellForCash(1_250, 2_000);
    for (const role of ['owner', 'manager', 'accountant'] as const) {
      till.standing(`One ${role}`, role);
      expect(value(shifts.report(null))).toMatchObject({ isBlind: false, sales: { totalMinor: 1_250 } });
    }
    till.standing('Ana', 'cashier');
    till.settings = { ...SETTINGS, hasDrawer: false };
    expect(shifts.ownFigures()).toMatchObject({ cashInMinor: 1_250 });
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
    till.settings = { ...SETTINGS, blind: false };
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

  it('of somebody else’s shift needs a word for it, and keeps both names', async () => {
    till.standing('Ana', 'cashier');
    value(drawer.open(15_000));
    countOf(15_000);
    till.standing('Bob', 'cashier');
    const { shiftId } = staff.openShift();
    expect(value(await shifts.compare())).toMatchObject({ openedByName: 'Ana', isOthers: true });
    expect(await close({})).toBe('SHIFT_OF_OTHER');
    expect(await close({}, { ...APPROVAL, pin: '0007' })).toBe('STAFF_PIN_WRONG');
    expect(shifts.listClosed()).toEqual([]);
    expect(await close({}, { ...APPROVAL, reason: 'Ana is ill' })).toBe('done');
    const other = { ownerName: 'Ana', approvedBy: 'Mia Manager', reason: 'Ana is ill' };
    expect(value(shifts.getClosed(shiftId)).other).toEqual(other);
    expect(value(shifts.report(shiftId))).toMatchObject({
      openedByName: 'Ana',
      byName: 'Bob',
      closed: { other },
    });
    expect(() => bench.db.run('DELETE FROM shifts_closed_for_others')).toThrow(/stays as it was closed/u);
    // The next one is nobody's yet: Bob closed this one, and the till began the next by itself.
    expect(value(await shifts.compare())).toMatchObject({ openedByName: null, isOthers: false });
  });

  it('of one’s own shift needs no word, and keeps none', async () => {
    till.standing('Ana', 'cashier');
    value(drawer.open(15_000));
    countOf(15_000);
    expect(await close({}, APPROVAL)).toBe('done');
    expect(bench.db.all('SELECT * FROM shifts_closed_for_others')).toEqual([]);
  });

  it('of a shift without a drawer needs no word, whoever sold in it', async () => {
    till.settings = { ...SETTINGS, hasDrawer: false };
    sellForCash(500);
    till.standing('Bob', 'cashier');
    expect(await close(null)).toBe('done');
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
    till.settings = { ...SETTINGS, blind: false };
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

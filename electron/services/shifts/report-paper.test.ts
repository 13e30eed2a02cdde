import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  AUDIT_HEAD,
  MANAGER_APPROVAL,
  openDrawerBench,
  valueOf,
  type DrawerBench,
} from '../../../tests/support/drawer-bench.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import { encodePaper } from '../printing/escpos/encode.ts';
import { asText, interpret } from '../printing/testing/escpos-interpreter.ts';
import { findXReport, reportDocument, reportText, viewOpenShift } from './index.ts';
import { isLeftOvernight } from './whose.ts';

/** X and Z as a printer makes them, read back from the bytes by an interpreter that shares no code with the encoder. */
let till: DrawerBench;

beforeEach(async () => {
  till = await openDrawerBench({ hasDrawer: true, blind: true, toleranceMinor: 200, currency: 'EUR' });
});
afterEach(async () => {
  await till.bench.close();
});

function onPaper(report: Parameters<typeof reportDocument>[0], columns: 32 | 42 | 48, isTraining = false) {
  const rules = { columns, characterSet: 'epson', cut: true } as const;
  return interpret(encodePaper(reportDocument(report, 'en', isTraining), rules, false));
}

async function closeWithVariance(): Promise<string> {
  const { drawer, staff } = till;
  till.standing('Ana', 'cashier');
  valueOf(drawer.open(15_000));
  till.sellForCash(2_000);
  await till.sellByCard(3_000);
  valueOf(drawer.move('drop', 10_000, 'To the safe'));
  valueOf(till.countOf(6_000));
  valueOf(
    drawer.count(
      [
        { valueMinor: 2_000, count: 2 },
        { valueMinor: 50, count: 20 },
      ],
      150,
    ),
  );
  const { shiftId } = staff.openShift();
  till.standing('Bob', 'cashier');
  const note = 'Twenty euro are missing';
  const left = { note, approval: MANAGER_APPROVAL, leftMinor: minorUnits(5_000) };
  expect(await till.close(left, { ...MANAGER_APPROVAL, reason: 'Ana is ill' })).toBe('done');
  return shiftId;
}

describe.each([32, 42, 48] as const)('a Z on paper of %i columns', (columns) => {
  it('says who, what, how it was counted, and where the audit log ended', async () => {
    const z = valueOf(till.shifts.report(await closeWithVariance()));
    const happened = onPaper(z, columns);
    const printed = asText(happened, columns);
    const full = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('['));
    expect(full(printed)).toEqual(full(reportText(z, 'en', false, columns)));
    const says = (label: string, value: string) =>
      expect(printed).toMatch(new RegExp(`^${label} +${value.replaceAll('.', '\\.')}$`, 'mu'));
    says('Whose shift it was', 'Ana');
    says('Allowed by', 'Mia Manager');
    expect(printed).toContain('Ana is ill');
    says('Total sold', '€50.00');
    says('Expected', '€70.00');
    says('Counted', '€51.50');
    says('Variance', '-€18.50');
    says('Signed by', 'Mia Manager');
    says('  2 × €20.00', '€40.00');
    says('  20 × €0.50', '€10.00');
    says('  Rolls, vouchers, other', '€1.50');
    // Both counts, the first one too, with who made them.
    expect(printed.match(/^\d\d:\d\d Ana +€(60\.00|51\.50)$/gmu)).toHaveLength(2);
    says('This till', '€30.00');
    says('Stripe', '€30.00');
    says('Entries at the close', String(AUDIT_HEAD.seq));
    expect(printed.replaceAll(/\s/gu, '')).toContain(AUDIT_HEAD.mac);
    expect(happened.filter(({ kind }) => kind === 'cut')).toHaveLength(1);
    expect(happened.some(({ kind }) => kind === 'pulse')).toBe(false);
  });
});

describe('the paper of a report', () => {
  it('is marked in training, at head and foot', () => {
    valueOf(till.drawer.open(0));
    const printed = asText(onPaper(valueOf(till.shifts.report(null)), 42, true), 42);
    expect(printed.match(/TRAINING - NO REAL MONEY/gu)).toHaveLength(2);
  });

  it('of an X says that it closes nothing, and stays as it was taken', () => {
    valueOf(till.drawer.open(15_000));
    till.sellForCash(2_000);
    const xReportId = till.shifts.takeX();
    till.sellForCash(4_000);
    const x = findXReport(till.bench.db, xReportId);
    if (x === null) throw new Error('No X');
    const printed = asText(onPaper(x, 42), 42);
    expect(printed).toContain('X REPORT');
    expect(printed.replaceAll(/\s+/gu, ' ')).toContain('This paper closes nothing');
    expect(printed).toMatch(/^Total sold +€20\.00$/mu);
    expect(printed).toMatch(/^Expected +€170\.00$/mu);
    expect(printed).not.toMatch(/Audit log/iu);
    expect(() => till.bench.db.run('DELETE FROM x_reports')).toThrow(/as it was taken/u);
  });

  it('of a Z is wished for in the commit that closes the shift', async () => {
    const shiftId = await closeWithVariance();
    expect(till.bench.db.all('SELECT shift_id FROM z_report_wishes')).toEqual([{ shift_id: shiftId }]);
  });

  it('of a Z of an older version lacks what that one did not keep, and nothing else', async () => {
    const z = valueOf(till.shifts.report(await closeWithVariance()));
    const { counts: _counts, other: _other, auditHead: _head, ...before } = z.closed ?? {};
    till.bench.db.run('DROP TRIGGER shift_reports_not_edited');
    till.bench.db.run('UPDATE shift_reports SET report_json = ?', JSON.stringify({ ...z, closed: before }));
    expect(valueOf(till.shifts.report(z.shiftId)).closed).toEqual({
      ...z.closed,
      counts: [],
      other: null,
      auditHead: null,
    });
  });
});

describe('a shift', () => {
  const at = (day: number, hour: number): number => new Date(2026, 10, day, hour, 30).getTime();

  it.each([
    ['opened this morning', at(28, 8), at(28, 20), false],
    ['of a bar, after midnight', at(27, 18), at(28, 2), false],
    ['of a night shop, early in the morning', at(27, 22), at(28, 5), false],
    ['of last evening', at(27, 18), at(28, 8), true],
    ['of yesterday morning', at(27, 8), at(28, 8), true],
    ['of last week', at(20, 8), at(28, 1), true],
  ])('%s', (_what, beganAtMs, nowMs, left) => {
    expect(isLeftOvernight(beganAtMs, nowMs)).toBe(left);
  });

  it('is open since somebody put a float into its drawer, and nobody’s before', () => {
    const { bench, staff, drawer } = till;
    const shift = staff.openShift();
    const tomorrowMs = bench.clock.nowMs() + 40 * 3_600_000;
    expect(viewOpenShift(bench.db, shift, tomorrowMs)).toMatchObject({
      openedByName: null,
      leftOvernight: false,
    });
    till.standing('Ana', 'cashier');
    valueOf(drawer.open(0));
    expect(viewOpenShift(bench.db, shift, tomorrowMs)).toMatchObject({
      number: 1,
      openedByName: 'Ana',
      leftOvernight: true,
    });
  });
});

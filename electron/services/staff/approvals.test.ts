import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStaffBench, type StaffBench } from '../../../tests/support/staff-bench.ts';
import type { Act } from './index.ts';

const PIN = '2580';
const OK = { ok: true, value: {} };

let bench: StaffBench;
beforeEach(async () => {
  bench = await openStaffBench();
});
afterEach(() => {
  bench.close();
});

const idOf = (name: string): string =>
  bench
    .staff()
    .list()
    .find((each) => each.name === name)?.staffId ?? '';

/** Eva owns the shop, Mara manages it, and Ben stands before the till. */
async function ben(): Promise<void> {
  await bench.staff().setUpOwner('Eva', PIN);
  await bench.staff().add('Mara', 'manager', '1357');
  await bench.staff().add('Ben', 'cashier', '8642');
  await bench.staff().comeIn('8642', idOf('Ben'));
}

describe('an approval with its request', () => {
  const slip = { pin: PIN, reason: 'Slip seen' };

  it('is refused while nobody has a PIN, and leaves no record', async () => {
    expect(await bench.approvals().approve('payment.decide', 'tender-1', slip)).toEqual({
      ok: false,
      error: { code: 'STAFF_PIN_NOT_SET' },
    });
    expect(bench.approvals().listOf('tender-1')).toEqual([]);
  });

  it('with a wrong PIN is refused, counted like any guess, and leaves no record', async () => {
    await bench.staff().setPin(null, PIN);
    for (let guess = 0; guess < 5; guess += 1)
      expect(
        await bench.approvals().approve('payment.decide', 'tender-1', { ...slip, pin: '9753' }),
      ).toMatchObject({ error: { code: 'STAFF_PIN_WRONG' } });
    expect(await bench.approvals().approve('payment.decide', 'tender-1', slip)).toMatchObject({
      error: { code: 'STAFF_PIN_THROTTLED' },
    });
    expect(bench.approvals().listOf('tender-1')).toEqual([]);
  });

  it('records who asked and who approved, when, what, about which thing, and why', async () => {
    await ben();
    const approved = await bench
      .approvals()
      .approve('payment.decide', 'tender-1', { pin: '1357', by: idOf('Mara'), reason: 'Slip seen' });
    expect(approved.ok).toBe(true);
    expect(bench.approvals().listOf('tender-1')).toMatchObject([
      {
        atMs: bench.nowMs(),
        action: 'payment.decide',
        reason: 'Slip seen',
        staffName: 'Mara',
        askedByName: 'Ben',
      },
    ]);
    expect(bench.approvals().listOf('tender-2')).toEqual([]);
  });

  it('is never edited or taken back', async () => {
    await bench.staff().setPin(null, PIN);
    await bench.approvals().approve('payment.decide', 'tender-1', slip);
    expect(() => bench.db().run("UPDATE approvals SET reason = 'other'")).toThrow(/only added to/u);
    expect(() => bench.db().run('DELETE FROM approvals')).toThrow(/only added to/u);
  });

  it('needs somebody who may do it themselves and may approve', async () => {
    await ben();
    const notEntitled = { ok: false, error: { code: 'APPROVAL_NOT_ENTITLED' } };
    const by = (name: string, pin: string) =>
      bench.approvals().approve('payment.decide', 'tender-1', { pin, by: idOf(name), reason: 'x' });
    expect(await by('Ben', '8642')).toEqual(notEntitled);
    bench.staff().permissions.set('manager', 'payment.decide', { level: 'approval', limit: null });
    expect(await by('Mara', '1357')).toEqual(notEntitled);
    bench.staff().permissions.set('manager', 'payment.decide', { level: 'allowed', limit: null });
    expect(await by('Mara', '1357')).toMatchObject({ ok: true });
    bench.staff().permissions.set('manager', 'approval.give', { level: 'denied', limit: null });
    expect(await by('Mara', '1357')).toEqual(notEntitled);
    // A wrong person's PIN is never tried, so nothing was counted.
    expect(bench.db().all('SELECT failed_tries FROM staff WHERE failed_tries > 0')).toEqual([]);
  });

  it('takes a badge as well', async () => {
    await ben();
    await bench.staff().comeIn(PIN, idOf('Eva'));
    await bench.staff().setBadge(idOf('Eva'), 'FX-00001-E');
    await bench.staff().comeIn('8642', idOf('Ben'));
    const badge = (code: string) =>
      bench.approvals().approve('payment.decide', 'tender-1', { pin: null, badge: code, reason: 'x' });
    expect(await badge('FX-99999-E')).toMatchObject({ error: { code: 'STAFF_BADGE_UNKNOWN' } });
    expect(await badge('FX-00001-E')).toMatchObject({ value: { staffName: 'Eva', askedByName: 'Ben' } });
  });
});

describe('a grant', () => {
  const act = (changes: Partial<Act> = {}): Act => ({
    channel: 'refunds.start',
    request: { source: { kind: 'sale', saleId: 'sale-1' }, expectedMinor: 1_250, restock: true },
    needs: [{ action: 'refund.make', measure: 1_250, worthMinor: null }],
    subjectId: 'sale-1',
    askedBy: { staffId: idOf('Ben'), name: 'Ben' },
    ...changes,
  });
  const maras = (reason = 'Broken') => ({ pin: '1357', by: idOf('Mara'), reason });

  beforeEach(ben);

  it('lets exactly the act through that was asked for, once', async () => {
    const id = bench.grants().ask(act());
    expect(bench.grants().take(act())).toBeNull();
    expect(await bench.grants().grant(id, maras())).toEqual(OK);
    expect(bench.grants().take(act())).toMatchObject({
      staffName: 'Mara',
      askedByName: 'Ben',
      reason: 'Broken',
    });
    expect(bench.grants().take(act())).toBeNull();
    expect(bench.approvals().listOf('sale-1')).toMatchObject([
      { action: 'refunds.start', staffName: 'Mara', askedByName: 'Ben' },
    ]);
  });

  it('is for the same parameters in whatever order they come, and for no others', async () => {
    await bench.grants().grant(bench.grants().ask(act()), maras());
    const source = { kind: 'sale', saleId: 'sale-1' };
    const others: readonly Act[] = [
      act({ request: { source, expectedMinor: 1_251, restock: true } }),
      act({ request: { source, expectedMinor: 1_250, restock: false } }),
      act({ request: { source: { ...source, saleId: 'sale-2' }, expectedMinor: 1_250, restock: true } }),
      act({ channel: 'refunds.finishExchange' }),
      act({ askedBy: { staffId: idOf('Mara'), name: 'Mara' } }),
    ];
    for (const other of others) expect(bench.grants().take(other)).toBeNull();
    expect(
      bench.grants().take(act({ request: { restock: true, expectedMinor: 1_250, source } })),
    ).not.toBeNull();
  });

  it('is over after 60 seconds, whatever the computer’s clock says', async () => {
    await bench.grants().grant(bench.grants().ask(act()), maras());
    bench.pass(60_001);
    bench.setClock(0);
    expect(bench.grants().take(act())).toBeNull();
    await bench.grants().grant(bench.grants().ask(act()), maras());
    bench.pass(60_000);
    expect(bench.grants().take(act())).not.toBeNull();
  });

  it('is gone with whoever asked, and a question that nobody asked has no answer', async () => {
    const id = bench.grants().ask(act());
    await bench.staff().comeIn('1357', idOf('Mara'));
    expect(await bench.grants().grant(id, maras())).toEqual({ ok: false, error: { code: 'APPROVAL_GONE' } });
    expect(await bench.grants().grant('nothing', maras())).toMatchObject({
      error: { code: 'APPROVAL_GONE' },
    });
  });

  it('given twice is one grant', async () => {
    const id = bench.grants().ask(act());
    const answers = await Promise.all([bench.grants().grant(id, maras()), bench.grants().grant(id, maras())]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(bench.grants().take(act())).not.toBeNull();
    expect(bench.grants().take(act())).toBeNull();
  });

  it('is for no more than what the request came to when it was asked', async () => {
    const off = (measure: number | null, worthMinor: number) =>
      act({ needs: [{ action: 'sale.discount', measure, worthMinor }] });
    await bench.grants().grant(bench.grants().ask(off(25, 5_000)), maras());
    for (const more of [off(26, 5_000), off(25, 5_001), off(null, 5_000)])
      expect(bench.grants().take(more)).toBeNull();
    expect(bench.grants().take(act())).toBeNull();
    expect(bench.grants().take(off(20, 4_000))).toMatchObject({ staffName: 'Mara' });
    expect(bench.grants().take(off(20, 4_000))).toBeNull();
  });

  it('is given by somebody who may do all that the act needs', async () => {
    bench.staff().permissions.set('manager', 'sale.discount', { level: 'allowed', limit: 20 });
    const both = act({
      needs: [
        { action: 'refund.make', measure: 1_250, worthMinor: null },
        { action: 'sale.discount', measure: 21, worthMinor: 300 },
      ],
    });
    const id = bench.grants().ask(both);
    expect(await bench.grants().grant(id, maras())).toMatchObject({
      error: { code: 'APPROVAL_NOT_ENTITLED' },
    });
    expect(await bench.grants().grant(id, { pin: PIN, by: idOf('Eva'), reason: 'Fine' })).toEqual(OK);
    expect(bench.grants().take(both)).toMatchObject({ staffName: 'Eva' });
  });

  it('is for no more than whoever gives it may do', async () => {
    bench.staff().permissions.set('manager', 'refund.make', { level: 'allowed', limit: 1_000 });
    const id = bench.grants().ask(act());
    expect(await bench.grants().grant(id, maras())).toMatchObject({
      error: { code: 'APPROVAL_NOT_ENTITLED' },
    });
    expect(await bench.grants().grant(id, { pin: PIN, by: idOf('Eva'), reason: 'Fine' })).toEqual(OK);
  });
});

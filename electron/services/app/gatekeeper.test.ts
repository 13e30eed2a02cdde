import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  CHANNELS,
  CHANNEL_ACTIONS,
  CHANNEL_NAMES,
  READER_PAGE_CHANNELS,
  accept,
  refuse,
  type ChannelName,
} from '../../../shared/contract/index.ts';
import {
  ACTIONS,
  ROLES,
  defaultPermission,
  type Action,
  type Role,
} from '../../../shared/domain/permission/index.ts';
import { goodFor } from '../../../tests/support/good-request.ts';
import { openStaffBench, type StaffBench } from '../../../tests/support/staff-bench.ts';
import {
  createContractHost,
  type ContractHost,
  type Handlers,
  type ReaderPageHandlers,
} from '../contract-host/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { createGatekeeper } from './gatekeeper.ts';

/*
 * Goal: what a role may not do is refused by main, whatever the page sends. Method: every channel of the contract is
 * asked by every role with a request that its schema accepts; only the handlers are stand-ins.
 */
const PINS: Readonly<Record<Role, string>> = {
  owner: '2580',
  manager: '1357',
  cashier: '8642',
  accountant: '9173',
};
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

let bench: StaffBench;
let host: ContractHost;
let reached: string[];

beforeAll(async () => {
  bench = await openStaffBench();
  bench.autoLockMinutes = 0;
  await bench.staff().setUpOwner('The owner', PINS.owner);
  for (const role of ROLES.filter((each) => each !== 'owner'))
    await bench.staff().add(`The ${role}`, role, PINS[role]);
  const handlers = Object.fromEntries(
    CHANNEL_NAMES.map((name) => [
      name,
      {
        allowed: CHANNEL_ACTIONS[name] === 'open' ? 'anyone' : 'cashier',
        movesMoney: false,
        handle: () => {
          reached.push(name);
          // The gate is judged, not the answer: a refusal of the service needs no valid response.
          return Promise.resolve(name === 'sale.void' ? accept({}) : refuse('SALE_NOT_FOUND'));
        },
      },
    ]),
  ) as unknown as Handlers; // Every channel has a handler.
  const readerPage = Object.fromEntries(
    Object.keys(READER_PAGE_CHANNELS).map((name) => [name, () => Promise.resolve(accept({}))]),
  ) as unknown as ReaderPageHandlers; // As above.
  host = createContractHost({
    handlers,
    readerPage,
    isSetUp: () => true,
    isLocked: () => bench.staff().session.isLocked(),
    around: createGatekeeper({
      db: bench.db(),
      staff: bench.staff(),
      grants: bench.grants(),
      audit: bench.audit(),
      log: SILENT,
      settings: {
        get: () => ({ receiptLook: { logo: null } }),
        change: () => undefined,
      } as unknown as SettingsStore, // No more of it is read here.
    }),
    log: SILENT,
    ids: { uuidv7: () => 'reference-1' },
  });
});
afterAll(() => {
  bench.close();
});
afterEach(() => {
  bench.staff().permissions.reset();
});

async function standsThere(role: Role): Promise<void> {
  reached = [];
  if (bench.staff().session.current()?.role === role) return;
  const person = bench
    .staff()
    .list()
    .find((each) => each.role === role);
  expect(await bench.staff().comeIn(PINS[role], person?.staffId ?? '')).toMatchObject({ ok: true });
}

const requestFor = (name: ChannelName): unknown => goodFor(CHANNELS[name].request);
const channelsOf = (action: Action): readonly ChannelName[] =>
  CHANNEL_NAMES.filter((name) => {
    const needs = CHANNEL_ACTIONS[name];
    return typeof needs === 'object' && needs.action === action;
  });
const isWithin = (name: ChannelName): boolean => {
  const needs = CHANNEL_ACTIONS[name];
  return typeof needs === 'object' && needs.approval === 'within';
};

/** Not the action of a channel: they are asked for by what a request holds, or by the service behind it. */
const BY_THEMSELVES: readonly Action[] = [
  'shift.close-other',
  'drawer.see-expected',
  'reader.take-over',
  'approval.give',
];

describe('the table of channels', () => {
  it('names an action, or says why none is needed, for each channel and for nothing else', () => {
    expect(Object.keys(CHANNEL_ACTIONS).toSorted()).toEqual([...CHANNEL_NAMES].toSorted());
  });

  it('uses every action', () => {
    expect(ACTIONS.filter((action) => channelsOf(action).length === 0)).toEqual(BY_THEMSELVES);
  });

  it('leaves nothing open that changes or shows what belongs to somebody', () => {
    const open = CHANNEL_NAMES.filter((name) => CHANNEL_ACTIONS[name] === 'open');
    expect(open.filter((name) => !name.startsWith('app.'))).toEqual([]);
    const free = CHANNEL_NAMES.filter((name) => CHANNEL_ACTIONS[name] === 'signed-in');
    expect(
      free.filter(
        (name) =>
          !/^(?:app|appearance|catalog|catalogImport|virtualReader|exercise|approval)\.|^staff\.setUpOwner$/u.test(
            name,
          ),
      ),
    ).toEqual([]);
  });
});

const ROWS = ROLES.flatMap((role) =>
  ACTIONS.filter((action) => !BY_THEMSELVES.includes(action)).map(
    (action) => [role, defaultPermission(role, action).level, action] as const,
  ),
);

describe('main, asked as it comes from the shop', () => {
  it.each(ROWS)('by the %s: %s to %s', async (role, level, action) => {
    await standsThere(role);
    for (const name of channelsOf(action)) {
      reached = [];
      const answer = await host.dispatch(name, requestFor(name));
      const code = answer.ok ? null : answer.error.code;
      if (level === 'denied') expect([name, code]).toEqual([name, 'PERMISSION_DENIED']);
      else if (level === 'approval' && !isWithin(name))
        expect([name, code]).toEqual([name, 'PERMISSION_NEEDS_APPROVAL']);
      else expect([name, reached]).toEqual([name, [name]]);
      if (level === 'denied' || (level === 'approval' && !isWithin(name))) expect(reached).toEqual([]);
    }
  });

  it.each(ROLES)('by the %s, with every channel of every action denied', async (role) => {
    if (role === 'owner') return;
    await standsThere(role);
    for (const action of ACTIONS)
      bench.staff().permissions.set(role, action, { level: 'denied', limit: null });
    const passed: string[] = [];
    for (const action of ACTIONS)
      for (const name of channelsOf(action)) {
        const answer = await host.dispatch(name, requestFor(name));
        if (answer.ok || answer.error.code !== 'PERMISSION_DENIED') passed.push(name);
      }
    // A cashier who may not sell has nothing to do here: that alone can't be denied.
    expect(passed).toEqual(role === 'cashier' ? channelsOf('sale.make') : []);
  });
});

describe('a refusal', () => {
  it('for want of a right stands in the audit log, with who tried what', async () => {
    await standsThere('cashier');
    const before = bench.audit().total();
    await host.dispatch('stripeSettings.setUpWebhook', {});
    expect(bench.audit().total()).toBe(before + 1);
    const [entry] = bench
      .audit()
      .list(
        { staffId: null, action: null, fromMs: null, untilMs: null, text: '' },
        { before: null, limit: 1 },
      ).entries;
    expect(entry).toMatchObject({
      action: 'permission.denied',
      staffName: 'The cashier',
      subject: 'stripe.keys',
    });
  });

  it('is lifted for the one act that a manager approves, and both names are kept', async () => {
    await standsThere('cashier');
    bench.staff().permissions.set('cashier', 'sale.void', { level: 'approval', limit: null });
    const first = await host.dispatch('sale.void', { saleId: 'sale-1' });
    const approvalId = String(first.ok ? '' : first.error.facts?.['approvalId']);
    const manager = bench
      .staff()
      .list()
      .find(({ role }) => role === 'manager');
    const given = await bench
      .grants()
      .grant(approvalId, { pin: PINS.manager, by: manager?.staffId ?? '', reason: 'Customer left' });
    expect(given).toMatchObject({ ok: true });
    expect(await host.dispatch('sale.void', { saleId: 'sale-2' })).toMatchObject({
      error: { code: 'PERMISSION_NEEDS_APPROVAL' },
    });
    expect(await host.dispatch('sale.void', { saleId: 'sale-1' })).toEqual(accept({}));
    expect(await host.dispatch('sale.void', { saleId: 'sale-1' })).toMatchObject({
      error: { code: 'PERMISSION_NEEDS_APPROVAL' },
    });
    const [voided] = bench
      .audit()
      .list(
        { staffId: null, action: 'sale.voided', fromMs: null, untilMs: null, text: '' },
        { before: null, limit: 1 },
      ).entries;
    expect(voided).toMatchObject({
      staffName: 'The cashier',
      approvedBy: 'The manager',
      reason: 'Customer left',
      subject: 'sale-1',
    });
  });

  it('above a limit asks, and up to it lets through', async () => {
    await standsThere('cashier');
    bench.staff().permissions.set('cashier', 'refund.make', { level: 'allowed', limit: 1_000 });
    const refund = (expectedMinor: number) =>
      host.dispatch('refunds.finishExchange', { saleId: 'sale-1', expectedMinor });
    expect(await refund(1_000)).toMatchObject({ error: { code: 'SALE_NOT_FOUND' } });
    expect(await refund(1_001)).toMatchObject({
      error: { code: 'PERMISSION_NEEDS_APPROVAL', facts: { amountMinor: 1_001, action: 'refund.make' } },
    });
    expect(await refund(-5_000)).toMatchObject({ error: { code: 'PERMISSION_NEEDS_APPROVAL' } });
  });

  it('also meets a take-over of a reader that is hidden in a request to connect', async () => {
    await standsThere('cashier');
    bench.staff().permissions.set('cashier', 'reader.take-over', { level: 'denied', limit: null });
    const takeOver = { pin: PINS.manager, reason: 'x' };
    expect(await host.dispatch('readers.connect', { takeOver })).toMatchObject({
      error: { code: 'PERMISSION_DENIED', facts: { action: 'reader.take-over' } },
    });
    expect(await host.dispatch('readers.connect', { takeOver: null })).toMatchObject({
      error: { code: 'SALE_NOT_FOUND' },
    });
  });

  it('also meets the closing of somebody else’s shift that is hidden in a request to close', async () => {
    await standsThere('cashier');
    bench.staff().permissions.set('cashier', 'shift.close-other', { level: 'denied', limit: null });
    const other = { pin: PINS.manager, reason: 'Went home' };
    const close = { seen: 'a'.repeat(64), drawer: null };
    expect(await host.dispatch('shift.close', { ...close, other })).toMatchObject({
      error: { code: 'PERMISSION_DENIED', facts: { action: 'shift.close-other' } },
    });
    expect(await host.dispatch('shift.close', { ...close, other: null })).toMatchObject({
      error: { code: 'SALE_NOT_FOUND' },
    });
  });

  it('meets everybody at a locked till', async () => {
    await standsThere('owner');
    bench.staff().session.lock();
    expect(await host.dispatch('sale.void', { saleId: 'sale-1' })).toEqual(refuse('APP_LOCKED'));
  });
});

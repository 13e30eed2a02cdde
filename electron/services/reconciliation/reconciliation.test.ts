import type { ReaderDriver } from '../readers/index.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSandbox, listenSandbox, realPorts, type Sandbox } from '../../../sandbox/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { CardTenderState } from '../../../shared/domain/payment/index.ts';
import type { Db } from '../db/index.ts';
import {
  createRunner,
  createTenderEffects,
  createTenderStore,
  finishWhenPaid,
  type Runner,
  type TenderStore,
} from '../payments/index.ts';
import type { Clock, Log } from '../ports.ts';
import { keepEvent } from '../relay-client/index.ts';
import { createSales, findSale } from '../sales/index.ts';
import { createStripeGateway } from '../stripe/index.ts';
import { createIds, systemTimers } from '../system/index.ts';
import { createReconciler, createStrays, type Reconciler, type Strays } from './index.ts';
import { openNewDatabase } from '../../../tests/support/new-database.ts';

/*
 * Goal: whatever the till hears, in whatever order and however often, it ends with one opinion, and that is Stripe's.
 * Method: real SQLite, the sandbox over HTTP with one paid and one unpaid intent, and every order of what can be heard.
 */
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const PRICE = 1250;

// A bound for a busy computer, never a measure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let directory: string;
let sandbox: Sandbox;
let server: Awaited<ReturnType<typeof listenSandbox>>;
let stripe: Stripe;
/** Declined once, then paid. */
let paidId: string;
let unpaidId: string;
let cancelledId: string;
let locationId: string;
let readerId: string;
let till: Till;
let made = 0;

type Till = {
  readonly strays: Strays;
  readonly db: Db;
  readonly store: TenderStore;
  readonly runner: Runner;
  readonly reconciler: Reconciler;
  /** In how long the next sweep is due; null when none is planned. */
  readonly plannedMs: () => number | null;
  /** The planned sweep is due now. */
  readonly fire: () => void;
  readonly jumpMs: (byMs: number) => void;
  /** What failed with nobody waiting for it. */
  readonly failures: () => readonly string[];
};

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'till-reconciliation-'));
  sandbox = createSandbox(realPorts(), { seed: 'test' });
  server = await listenSandbox(sandbox, { port: 0 });
  const { hostname, port } = new URL(server.baseUrl);
  stripe = new Stripe(sandbox.keys.secret, { host: hostname, port, protocol: 'http' });
  const location = await stripe.terminal.locations.create({
    display_name: 'Kade 12',
    address: { line1: 'Kade 12', city: 'Rotterdam', postal_code: '3011', country: 'NL' },
  });
  locationId = location.id;
  const reader = await stripe.terminal.readers.create({
    registration_code: 'simulated-s700',
    location: location.id,
  });
  readerId = reader.id;
  [paidId, unpaidId, cancelledId] = [await makeIntent(), await makeIntent(), await makeIntent()];
  await stripe.paymentIntents.cancel(cancelledId);
  for (const number of ['4000000000009995', '4242424242424242']) {
    await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: paidId });
    await present(reader.id, number);
  }
  expect((await stripe.paymentIntents.retrieve(paidId)).status).toBe('succeeded');
});

afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

let payoutsReadable = true;

beforeEach(() => {
  payoutsReadable = true;
  till = openTill();
});

afterEach(() => {
  till.reconciler.stop();
  till.db.close();
});

const MONEY = 'the event of the money';
const AGAIN = 'the event of the money again';
const HEARD: Readonly<Record<string, (tenderId: string) => Promise<void>>> = {
  [MONEY]: () => hear('evt_succeeded', 'payment_intent.succeeded', paidId),
  'the event of the declined card': () => hear('evt_failed', 'payment_intent.payment_failed', paidId),
  [AGAIN]: () => hear('evt_succeeded', 'payment_intent.succeeded', paidId),
  'the event of a hold': () => hear('evt_hold', 'payment_intent.amount_capturable_updated', paidId),
  'a sweep': async () => void (await till.reconciler.sweep()),
  'the answer to its own question': (tenderId) => till.runner.perform(tenderId, 'read-intent'),
};

describe('a payment', () => {
  // One test for each that can come first: a share of the orders is all that a busy computer gets through in one. What comes
  // twice is the same both times, so that an order with the second before the first is an order that was had already.
  it.each(Object.keys(HEARD).filter((what) => what !== AGAIN))(
    'ends as one and the same row in every order that begins with %s',
    async (first) => {
      const rest = permutations(Object.keys(HEARD).filter((what) => what !== first)).filter(
        (later) => first === MONEY || later.indexOf(MONEY) < later.indexOf(AGAIN),
      );
      expect(rest).toHaveLength(first === MONEY ? 120 : 60);
      const ends = new Map<string, string>();
      for (const order of rest.map((later) => [first, ...later])) {
        const tenderId = seedTender({ ...ATTEMPT, state: 'authorising', paymentIntentId: paidId });
        for (const what of order) await HEARD[what]?.(tenderId);
        await till.runner.idle(tenderId);
        ends.set(JSON.stringify(endOf(tenderId)), order.join(', then '));
        till.reconciler.stop();
        till.db.close();
        till = openTill();
      }
      expect([...ends.values()]).toHaveLength(1);
      expect(JSON.parse([...ends.keys()][0] ?? '')).toMatchObject({
        tender: {
          state: 'approved',
          captured_minor: PRICE,
          reconciliation: 'matched',
          reconciled_source: 'relay',
        },
        sale: { state: 'completed', receipt_number: 'R-000001' },
        applied: expect.arrayContaining([
          { event_id: 'evt_failed', applied_count: 1 },
          { event_id: 'evt_succeeded', applied_count: 1 },
        ]),
        receipts: 1,
      });
    },
  );

  it('that many hear at once is completed once', async () => {
    const tenderId = seedTender({ ...ATTEMPT, state: 'authorising', paymentIntentId: paidId });
    await Promise.all(Object.values(HEARD).map((tell) => tell(tenderId)));
    await till.reconciler.applyWaiting();
    expect(endOf(tenderId)).toMatchObject({
      tender: { state: 'approved', captured_minor: PRICE },
      receipts: 1,
    });
  });

  it('of which a forged event says that it is paid is not', async () => {
    const tenderId = seedTender({ ...ATTEMPT, state: 'armed', paymentIntentId: unpaidId });
    const before = endOf(tenderId);
    await hear('evt_forged', 'payment_intent.succeeded', unpaidId);
    const after = endOf(tenderId);
    expect(after.tender).toMatchObject({ state: 'armed', captured_minor: null, reconciliation: 'pending' });
    expect(after.tender['state_json']).toBe(before.tender['state_json']);
    expect(after.sale).toEqual(before.sale);
    expect(after.receipts).toBe(0);
  });

  it('that was paid is not undone by an event that says it was cancelled', async () => {
    const tenderId = seedTender({ ...ATTEMPT, state: 'authorising', paymentIntentId: paidId });
    await HEARD['the answer to its own question']?.(tenderId);
    await hear('evt_forged', 'payment_intent.canceled', paidId);
    expect(endOf(tenderId).tender).toMatchObject({ state: 'approved', reconciliation: 'matched' });
  });

  it('that nobody answers about waits: the event stays unapplied, and is applied when Stripe is back', async () => {
    const tenderId = seedTender({ ...ATTEMPT, state: 'authorising', paymentIntentId: paidId });
    await control('scenario', { name: 'stripe-unreachable' });
    await HEARD['the event of the money']?.(tenderId);
    expect(endOf(tenderId)).toMatchObject({
      tender: { state: 'authorising' },
      applied: [{ applied_count: 0 }],
    });
    await control('scenario', { name: 'all-well' });
    await till.reconciler.applyWaiting();
    expect(endOf(tenderId)).toMatchObject({ tender: { state: 'approved' }, applied: [{ applied_count: 1 }] });
    // It stands in the timeline once, however often it was tried.
    expect(till.store.listJournal(tenderId).filter(({ kind }) => kind === 'webhook')).toHaveLength(1);
  });
});

describe('an event that nobody answered about', () => {
  it('is tried again within a minute, although the relay is live and no payment waits', async () => {
    await hearOf('evt_calm', 'payout.paid', 'po_1');
    till.reconciler.plan();
    expect(till.plannedMs()).toBe(24 * 3_600_000);
    payoutsReadable = false;
    await hearOf('evt_payout', 'payout.paid', 'po_1');
    expect(till.plannedMs()).toBe(60_000);
  });
});

describe('a payment that only waits for its card', () => {
  it('is not read again and again: it can’t charge by itself', () => {
    const tenderId = seedTender({ ...ATTEMPT, state: 'ready', paymentIntentId: unpaidId, released: null });
    till.reconciler.plan();
    expect(till.plannedMs()).toBe(24 * 3_600_000);
    till.db.run("UPDATE card_tenders SET state = 'authorising' WHERE tender_id = ?", tenderId);
    till.reconciler.plan();
    expect(till.plannedMs()).toBeLessThanOrEqual(60_000);
  });
});

describe('a computer’s clock that jumped ahead', () => {
  it('does not have the next sweeps look into Stripe’s future', async () => {
    till.jumpMs(26 * 3_600_000);
    await till.reconciler.sweep();
    // How far it looked is told by Stripe's clock, so nothing of the time in between is passed over.
    const [newest] = (await stripe.paymentIntents.list({ limit: 1 })).data;
    const through = till.db.get<{ readonly through_ms: number }>('SELECT through_ms FROM sweeps')?.through_ms;
    expect(through).toBeLessThanOrEqual((newest?.created ?? 0) * 1000);
    till.db.run('DELETE FROM orphans');
    till.jumpMs(0);
    await till.reconciler.sweep();
    expect(till.db.all('SELECT payment_intent_id FROM orphans')).toEqual([{ payment_intent_id: paidId }]);
  });
});

describe('a disk that takes no record', () => {
  it('does not end the sweeps: the next one is planned', async () => {
    till.db.run('INSERT INTO sweeps (id, through_ms) VALUES (1, 0)');
    till.db.run(`CREATE TRIGGER disk_full BEFORE UPDATE ON sweeps BEGIN SELECT RAISE (ABORT, 'full'); END`);
    till.reconciler.plan();
    till.fire();
    await vi.waitFor(() => {
      expect(till.failures()).toEqual(['reconciliation.sweep']);
    });
    expect(till.plannedMs()).not.toBeNull();
  });
});

describe('an event about something else than a payment', () => {
  it('goes to the part that understands it, once', async () => {
    await hearOf('evt_payout', 'payout.paid', 'po_1');
    expect(outcomeOf('evt_payout')).toBe('read po_1');
  });

  it('waits while Stripe is not reached, and is applied in a later round', async () => {
    payoutsReadable = false;
    await hearOf('evt_payout', 'payout.paid', 'po_1');
    expect(outcomeOf('evt_payout')).toBeNull();
    payoutsReadable = true;
    await till.reconciler.applyWaiting();
    expect(outcomeOf('evt_payout')).toBe('read po_1');
  });

  it('that names this register and no sale here is read and found to be an orphan', async () => {
    const id = await pay({ store: 'store-1', register: 'Till 1' });
    keepEvent(
      till.db,
      { eventId: 'evt_1', type: 'payment_intent.succeeded', objectId: id, intentId: id, register: 'Till 1' },
      'relay',
      NOW_MS,
    );
    await till.reconciler.applyWaiting();
    expect(outcomeOf('evt_1')).toBe('orphan');
    expect(strayOf(id)).toBe('open');
  });

  it('that names another register costs no read', async () => {
    const before = answered();
    keepEvent(
      till.db,
      {
        eventId: 'evt_1',
        type: 'payment_intent.succeeded',
        objectId: paidId,
        intentId: paidId,
        register: 'Till 9',
      },
      'relay',
      NOW_MS,
    );
    await till.reconciler.applyWaiting();
    expect(outcomeOf('evt_1')).toBe('elsewhere');
    expect(answered()).toBe(before);
  });

  it('that tells a second time what was proved costs no read', async () => {
    seedTender(approved(paidId, PRICE));
    await hear('evt_1', 'payment_intent.succeeded', paidId);
    const before = answered();
    await hear('evt_2', 'payment_intent.succeeded', paidId);
    expect(outcomeOf('evt_2')).toBe('told-before');
    expect(answered()).toBe(before);
  });

  it('that never arrived is found by a sweep and applied, without a webhook’s honour', async () => {
    const tenderId = seedTender(approved(paidId, PRICE));
    await till.reconciler.sweep('gap');
    const listed = till.db.all<{ readonly source: string; readonly applied_count: number }>(
      'SELECT source, applied_count FROM stripe_events WHERE intent_id = ?',
      paidId,
    );
    expect(listed.length).toBeGreaterThan(0);
    expect(new Set(listed.map((row) => `${row.source} ${String(row.applied_count)}`))).toEqual(
      new Set(['sweep 1']),
    );
    expect(till.store.find(tenderId)).toMatchObject({ reconciliation: 'matched', webhookAtMs: null });
    const count = listed.length;
    await till.reconciler.sweep('gap');
    expect(till.db.all('SELECT * FROM stripe_events WHERE intent_id = ?', paidId)).toHaveLength(count);
  });

  it('that no part understands is kept', async () => {
    await hearOf('evt_new', 'treasury.something_new', 'obj_1');
    expect(outcomeOf('evt_new')).toBe('kept');
  });
});

describe('a comparison with Stripe', () => {
  const cases: readonly (readonly [string, () => CardTenderState, string, string | null])[] = [
    ['the same money', () => approved(paidId, PRICE), 'matched', null],
    ['another amount', () => approved(paidId, PRICE - 1), 'mismatched', 'amount'],
    ['money here and none there', () => approved(unpaidId, PRICE), 'mismatched', 'state'],
    [
      'cancelled on both sides',
      () => ({ state: 'cancelled', paymentIntentId: cancelledId }),
      'matched',
      null,
    ],
    [
      'cancelled here and open there',
      () => ({ state: 'cancelled', paymentIntentId: unpaidId }),
      'mismatched',
      'state',
    ],
    ['nothing at Stripe', () => approved('pi_unknown', PRICE), 'missing-at-stripe', 'missing-at-stripe'],
  ];
  it.each(cases)('of %s is told as such', async (_what, state, reconciliation, why) => {
    const tenderId = seedTender(state());
    expect(await till.reconciler.checkTender(tenderId, 'manager')).toBe(true);
    expect(till.store.find(tenderId)).toMatchObject({ reconciliation, reconciledWhy: why });
  });

  it('finds money after a cancel, and calls it overpaid', async () => {
    const tenderId = seedTender({ state: 'cancelled', paymentIntentId: paidId });
    await till.reconciler.checkTender(tenderId, 'sweep');
    expect(till.store.find(tenderId)).toMatchObject({
      state: { state: 'overpaid', capturedMinor: PRICE },
      reconciliation: 'mismatched',
    });
  });

  it('of live money in a test till is no match', async () => {
    const tenderId = seedTender(approved(paidId, PRICE), 'live');
    await till.reconciler.checkTender(tenderId, 'sweep');
    expect(till.store.find(tenderId)).toMatchObject({
      reconciliation: 'mismatched',
      reconciledWhy: 'mode',
    });
  });

  it('finds this register’s money that has no sale here, once', async () => {
    expect(await till.reconciler.sweep()).toBe(true);
    expect(await till.reconciler.sweep()).toBe(true);
    const found = till.db.all<{ readonly payment_intent_id: string }>(
      'SELECT payment_intent_id FROM orphans',
    );
    expect(found.filter((row) => row.payment_intent_id === paidId)).toHaveLength(1);
    expect(till.reconciler.summary()).toMatchObject({ mismatched: found.length, cardTenders: 0 });
  });

  it('keeps other registers’ money apart until the register is retired', async () => {
    const id = await pay({ store: 'store-1', register: 'Till 2' });
    await till.reconciler.sweep();
    expect(strayOf(id)).toBe('elsewhere');
    expect(till.strays.listOtherRegisters()).toMatchObject([{ register: 'Till 2', charges: 1 }]);
    till.db.run("INSERT INTO staff (staff_id, name, role) VALUES ('staff-1', 'Owner', 'owner')");
    till.db.run(
      "INSERT INTO approvals (approval_id, at_ms, action, subject_id, reason, staff_id, staff_name) VALUES ('approval-1', 1, 'register.retire', 'Till 2', 'Sold', 'staff-1', 'Owner')",
    );
    expect(till.strays.retire('Till 2', 'approval-1')).toBe(1);
    expect(strayOf(id)).toBe('open');
    await till.reconciler.sweep();
    expect(strayOf(id)).toBe('open');
  });

  it('takes money without a label for this shop’s when its reader is, and for nobody’s when it is not', async () => {
    const id = await pay({});
    await till.reconciler.sweep();
    expect(strayOf(id)).toBe('open');
    const stranger = await stripe.terminal.locations.create({
      display_name: 'Elsewhere',
      address: { line1: 'Elsewhere 1', city: 'Rotterdam', postal_code: '3011', country: 'NL' },
    });
    const home = locationId;
    locationId = stranger.id;
    till.db.run('DELETE FROM orphans');
    await till.reconciler.sweep();
    locationId = home;
    expect(strayOf(id)).toBeNull();
  });

  it('knows a new profile of the same register by the place of its reader', async () => {
    const id = await pay({ store: 'the-store-id-of-the-lost-profile', register: 'Till 1' });
    await till.reconciler.sweep();
    expect(strayOf(id)).toBe('open');
  });

  it('closes an orphan that was refunded at Stripe by another hand', async () => {
    const id = await pay({ store: 'store-1', register: 'Till 1' });
    await till.reconciler.sweep();
    await stripe.refunds.create({ payment_intent: id });
    await till.reconciler.sweep();
    expect(strayOf(id)).toBe('refunded');
  });

  it('looks through more payments than Stripe gives on one page', async () => {
    const id = await pay({ store: 'store-1', register: 'Till 1' });
    for (let made100 = 0; made100 < 101; made100 += 1)
      await makeIntent({ store: 'store-1', register: 'Till 7' });
    await till.reconciler.sweep();
    expect(strayOf(id)).toBe('open');
  });

  it('counts what it knows: matched of all that was charged', async () => {
    const tenderId = seedTender(approved(paidId, PRICE));
    expect(till.reconciler.summary()).toMatchObject({
      cardTenders: 1,
      matched: 0,
      unsettled: 0,
      mismatched: 0,
    });
    await till.reconciler.checkTender(tenderId, 'sweep');
    expect(till.reconciler.summary()).toMatchObject({ cardTenders: 1, matched: 1, mismatched: 0 });
  });
});

const ATTEMPT = { attempt: 1, chargesSeen: 0, reader: { readerId: 'tmr_1', driver: 'lan' } } as const;
/** Time stands still, so that rows can be compared whole. */
const NOW_MS = Date.now();
const CLOCK: Clock = { nowMs: () => NOW_MS, monotonicMs: () => 0 };

function approved(paymentIntentId: string, capturedMinor: number): CardTenderState {
  return {
    state: 'approved',
    paymentIntentId,
    attempt: 1,
    capturedMinor: minorUnits(capturedMinor),
    tipMinor: minorUnits(0),
  };
}

function openTill(): Till {
  made += 1;
  const file = join(directory, `till-${String(made)}.db`);
  const db = openNewDatabase(file);
  const store = createTenderStore(db, (tender) => {
    finishWhenPaid(db, tender, NOW_MS);
  });
  const gateway = createStripeGateway({
    secretKey: sandbox.keys.secret,
    baseUrl: server.baseUrl,
    timers: { ...systemTimers, sleep: () => Promise.resolve() },
  });
  const driver: ReaderDriver = {
    ready: () => null,
    arm: () => Promise.resolve({ kind: 'unknown' }),
    process: () => Promise.resolve({ kind: 'unknown' }),
    disarm: () => Promise.resolve(),
  };
  const effects = createTenderEffects({
    db,
    store,
    clock: CLOCK,
    log: SILENT,
    gateway: () => gateway,
    driver: () => driver,
    storeId: () => 'store-1',
    tipsOnReader: () => false,
    lineItems: { accepted: () => true, refused: () => undefined },
    sentAhead: () => null,
  });
  const runner = createRunner({
    store,
    effects,
    clock: CLOCK,
    log: SILENT,
    unrecorded: () => undefined,
    changed: () => undefined,
  });
  const strays = createStrays({
    db,
    store,
    clock: CLOCK,
    log: SILENT,
    register: () => 'Till 1',
    storeId: () => 'store-1',
    locationId: () => locationId,
  });
  let planned: { readonly delayMs: number; readonly call: () => void } | null = null;
  let jumpedMs = 0;
  let passedMs = 0;
  const failures: string[] = [];
  const reconciler = createReconciler({
    db,
    store,
    runner,
    clock: { nowMs: () => NOW_MS + jumpedMs, monotonicMs: () => passedMs },
    timers: {
      ...systemTimers,
      after: (delayMs, call) => {
        planned = { delayMs, call };
        return () => {
          planned = null;
        };
      },
    },
    log: {
      ...SILENT,
      error: (event, fields) => event === 'background.failed' && failures.push(String(fields?.['what'])),
    },
    gateway: () => gateway,
    strays,
    relayPaired: () => true,
    relayLive: () => true,
    handlers: [
      {
        understands: (type) => type.startsWith('payout.'),
        apply: (event) => Promise.resolve(payoutsReadable ? `read ${event.objectId ?? ''}` : null),
      },
    ],
    changed: () => undefined,
  });
  return {
    db,
    store,
    runner,
    reconciler,
    strays,
    plannedMs: () => planned?.delayMs ?? null,
    fire: () => {
      const due = planned;
      planned = null;
      passedMs += due?.delayMs ?? 0;
      due?.call();
    },
    jumpMs: (byMs) => {
      jumpedMs = byMs;
    },
    failures: () => failures,
  };
}

/** A sale with one tender in a state, as the till that died a moment ago would have left it. */
function seedTender(state: CardTenderState, mode: 'test' | 'live' = 'test'): string {
  const { db, store } = till;
  db.run("INSERT INTO staff (staff_id, name, role) VALUES ('staff-1', 'Owner', 'owner')");
  db.run("INSERT INTO shifts VALUES ('shift-1', 1, 1000, 'staff-1')");
  const frame = {
    currency: 'EUR',
    pricesIncludeTax: true,
    mode,
    register: 'Till 1',
    shiftId: 'shift-1',
    cashierId: 'staff-1',
  };
  const sales = createSales({ db, clock: CLOCK, ids: createIds(CLOCK), frame: () => frame });
  const added = sales.addItem({
    productId: null,
    name: 'Coffee',
    quantity: 1,
    unitPriceMinor: minorUnits(PRICE),
    taxRate: { id: 'vat', name: 'VAT 9 %', ratePpm: 90_000 },
  });
  if (!added.ok) throw new Error(added.error.code);
  const { saleId, cartHash } = added.value;
  db.run("UPDATE sales SET state = 'charging' WHERE sale_id = ?", saleId);
  const opened = store.open({
    tenderId: 'tender-1',
    saleId,
    amountMinor: PRICE,
    currency: 'EUR',
    mode,
    cartHash,
    register: 'Till 1',
    shiftId: 'shift-1',
    cashierId: 'staff-1',
    createdAtMs: NOW_MS,
  });
  store.commit({ tender: opened, next: state, note: { kind: 'checked', source: 'till' }, atMs: NOW_MS });
  return opened.tenderId;
}

type End = {
  readonly tender: Readonly<Record<string, string | number | null>>;
  readonly sale: { readonly state?: string; readonly receipt_number?: string | null };
  readonly applied: readonly { readonly event_id: string; readonly applied_count: number }[];
  readonly receipts: number;
};

/** All that a tender came to, apart from its random ids. */
function endOf(tenderId: string): End {
  const row = till.db.get<Record<string, string | number | null>>(
    'SELECT * FROM card_tenders WHERE tender_id = ?',
    tenderId,
  );
  const sale = findSale(till.db, String(row?.['sale_id']));
  const { sale_id: _sale, version: _version, cart_hash: _cart, ...tender } = row ?? {};
  return {
    tender,
    sale: sale === null ? {} : { state: sale.state, receipt_number: sale.receiptNumber },
    applied: till.db.all('SELECT event_id, applied_count FROM stripe_events ORDER BY event_id'),
    receipts:
      till.db.get<{ readonly value: number }>("SELECT value FROM counters WHERE name = 'receipt'")?.value ??
      -1,
  };
}

async function hearOf(eventId: string, type: string, objectId: string): Promise<void> {
  keepEvent(till.db, { eventId, type, objectId, intentId: null }, 'relay', NOW_MS);
  await till.reconciler.applyWaiting();
}

function outcomeOf(eventId: string): string | null {
  return (
    till.db.get<{ readonly outcome: string | null }>(
      'SELECT outcome FROM stripe_events WHERE event_id = ?',
      eventId,
    )?.outcome ?? null
  );
}

async function hear(eventId: string, type: string, intentId: string): Promise<void> {
  keepEvent(till.db, { eventId, type, objectId: intentId, intentId }, 'relay', NOW_MS);
  await till.reconciler.applyWaiting();
}

async function makeIntent(
  metadata: Readonly<Record<string, string>> = { store: 'store-1', register: 'Till 1' },
): Promise<string> {
  const intent = await stripe.paymentIntents.create({
    amount: PRICE,
    currency: 'eur',
    allowed_payment_method_types: ['card_present'],
    metadata: { ...metadata },
  } as Stripe.PaymentIntentCreateParams); // The pinned version's parameter is newer than the type.
  return intent.id;
}

async function pay(metadata: Readonly<Record<string, string>>): Promise<string> {
  const id = await makeIntent(metadata);
  await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: id });
  await present(readerId, '4242424242424242');
  return id;
}

/** How many requests Stripe has answered so far. */
function answered(): number {
  return sandbox.snapshot().sequence;
}

function strayOf(paymentIntentId: string): string | null {
  return (
    till.db.get<{ readonly state: string }>(
      'SELECT state FROM orphans WHERE payment_intent_id = ?',
      paymentIntentId,
    )?.state ?? null
  );
}

async function present(readerId: string, number: string): Promise<void> {
  await control(`readers/${readerId}/present`, { number, method: 'tap' });
  for (let tries = 0; tries < 1_000; tries += 1) {
    const reader = await stripe.terminal.readers.retrieve(readerId);
    if (!('deleted' in reader) && reader.action?.status !== 'in_progress') return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('The reader never came to rest');
}

async function control(path: string, body: object): Promise<void> {
  const response = await fetch(`${server.baseUrl}/_sandbox/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.keys.control}` },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}

function permutations(items: readonly string[]): readonly (readonly string[])[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

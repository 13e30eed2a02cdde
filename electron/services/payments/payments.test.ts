import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSandbox, listenSandbox, realPorts, type Sandbox } from '../../../sandbox/index.ts';
import { createStripeTerminalStandIn, type StandInTerminal } from '../../../sandbox/terminal-sdk/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { CardTenderEffect, CardTenderState } from '../../../shared/domain/payment/index.ts';
import type { Db } from '../db/index.ts';
import type { Log } from '../ports.ts';
import type { ArmOutcome, ReaderDriver } from '../readers/index.ts';
import { createSales, findSale } from '../sales/index.ts';
import { createStripeGateway } from '../stripe/index.ts';
import { createIds, systemClock, systemTimers } from '../system/index.ts';
import {
  createCharges,
  createResolver,
  createRunner,
  createTenderEffects,
  createTenderStore,
  finishWhenPaid,
  listCashOfSale,
  type CardTender,
  type ChargeRules,
  type Charges,
  type Runner,
  type TenderEffects,
  type TenderStore,
} from './index.ts';
import { openNewDatabase } from '../../../tests/support/new-database.ts';
import { SALE_FRAME } from '../../../tests/support/sale-frame.ts';

/*
 * Goal: one good charge or none, each step on the disk before the world is touched. Method: the till's own services on
 * a real SQLite file, against the sandbox over HTTP, with a reader that is the SDK's stand-in over HTTP as well.
 */
const HERE = dirname(fileURLToPath(import.meta.url));
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const GOOD_CARD = '4242424242424242';
const EMPTY_CARD = '4000000000009995';
const PRICE = 1250;

// A bound for a busy computer, never a measure: the tests wait for conditions.
vi.setConfig({ testTimeout: 60_000 });

type Till = {
  readonly db: Db;
  readonly store: TenderStore;
  readonly runner: Runner;
  readonly charges: Charges;
  readonly recover: () => Promise<void>;
  /** Effects that started before the disk had the state that they belong to. Empty, always. */
  readonly early: string[];
  readonly trace: string[];
  readonly stop: () => void;
};
let directory: string;
let sandbox: Sandbox;
let server: Awaited<ReturnType<typeof listenSandbox>>;
let stripe: Stripe;
let terminal: StandInTerminal;
let readerId: string;
const tills: Till[] = [];
const rules: ChargeRules = { tips: 'off', tipPercents: [10], capture: 'automatic' };

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'till-payments-'));
  sandbox = createSandbox(realPorts(), { seed: 'test' });
  server = await listenSandbox(sandbox, { port: 0 });
  const { hostname, port } = new URL(server.baseUrl);
  stripe = new Stripe(sandbox.keys.secret, { host: hostname, port, protocol: 'http' });
  await connectReader();
});

afterEach(async () => {
  for (const till of tills.splice(0)) till.stop();
  await terminal.disconnectReader();
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('a card payment', () => {
  it('that goes well is one intent and one charge, and completes the sale', async () => {
    const till = openTill();
    const saleId = ringUp(till);
    const tender = await armed(till, saleId);
    await present(GOOD_CARD);
    await became(till, tender.tenderId, 'approved');
    expect(till.store.find(tender.tenderId)).toMatchObject({
      capturedMinor: PRICE,
      charge: { brand: 'visa', last4: '4242' },
    });
    expect(findSale(till.db, saleId)).toMatchObject({ state: 'completed', receiptNumber: 'R-000001' });
    expect(await atStripe()).toEqual({ intents: ['succeeded'], charges: ['succeeded'] });
  });

  it('writes each state to the disk before it touches the world', async () => {
    const till = openTill();
    const tender = await armed(till, ringUp(till));
    await present(GOOD_CARD);
    await became(till, tender.tenderId, 'approved');
    expect(till.trace).toEqual([
      'disk opened',
      'disk creating',
      'start create-intent',
      'disk ready',
      'disk armed',
      'start arm-reader',
      'disk authorising',
      'start process-payment',
      'disk approved',
    ]);
    expect(till.early).toEqual([]);
  });

  it('tells Stripe which sale it is for, and asks for the amount of the sale', async () => {
    const till = openTill();
    const saleId = ringUp(till);
    const tender = await armed(till, saleId);
    const intent = (await stripe.paymentIntents.list()).data[0];
    expect(intent).toMatchObject({
      amount: PRICE,
      currency: 'eur',
      metadata: { sale: saleId, tender: tender.tenderId, store: 'store-1', register: 'Till 1' },
    });
  });

  it('that is declined takes another card on the same intent', async () => {
    const till = openTill();
    const saleId = ringUp(till);
    const tender = await armed(till, saleId);
    await present(EMPTY_CARD);
    const declined = await became(till, tender.tenderId, 'declined');
    expect(declined.state).toMatchObject({ attempt: 1, decline: { class: 'insufficient-funds' } });
    expect(findSale(till.db, saleId)?.state).toBe('charging');
    expect(await till.charges.startCard(saleId)).toMatchObject({ ok: true });
    await became(till, tender.tenderId, 'armed');
    await present(GOOD_CARD);
    await became(till, tender.tenderId, 'approved');
    expect(till.store.listOfSale(saleId)).toHaveLength(1);
    expect(await atStripe()).toEqual({ intents: ['succeeded'], charges: ['succeeded', 'failed'] });
  });

  it('that the customer ends on the reader charges nothing and can be tried again', async () => {
    const till = openTill();
    const tender = await armed(till, ringUp(till));
    await readerShows('present-card');
    await control('POST', `readers/${readerId}/cancel`, {});
    const ready = await became(till, tender.tenderId, 'ready');
    expect(ready.state).toMatchObject({ released: 'customer-cancelled' });
    expect(await till.charges.presentAgain(tender.tenderId)).toMatchObject({ ok: true });
    await became(till, tender.tenderId, 'armed');
    await present(GOOD_CARD);
    await became(till, tender.tenderId, 'approved');
    expect(await atStripe()).toEqual({ intents: ['succeeded'], charges: ['succeeded'] });
  });

  it('twice at once is still one tender', async () => {
    const till = openTill();
    const saleId = ringUp(till);
    const answers = await Promise.all([till.charges.startCard(saleId), till.charges.startCard(saleId)]);
    expect(answers.map((answer) => answer.ok)).toEqual([true, false]);
    await becameOne(till, saleId, 'armed');
    expect(await atStripe()).toEqual({ intents: ['requires_payment_method'], charges: [] });
  });

  const refused = [
    ['an amount below what Stripe takes', 49, 'PAYMENT_AMOUNT_TOO_SMALL'],
    ['nothing', 0, null],
  ] as const;
  it.each(refused)('of %s is refused before anything is recorded', async (_what, price, code) => {
    const till = openTill();
    const saleId = addItem(till, price);
    const begun = till.charges.begin(saleId);
    if (code === null) {
      expect(begun).toMatchObject({ error: { code: 'SALE_AMOUNT_NOT_ALLOWED' } });
      return;
    }
    expect(await till.charges.startCard(saleId)).toMatchObject({ error: { code } });
    expect(till.store.listOfSale(saleId)).toEqual([]);
  });
});

/** The till tries thrice, and Stripe's library each of them twice. */
const TRIES_OF_ONE_REQUEST = 6;

describe('when the answer to making the intent is lost', () => {
  it.each([2, 8])('%i times, the till finds it or repeats it: one intent, never two', async (times) => {
    const till = openTill();
    const saleId = ringUp(till);
    await fault({ method: 'POST', path: '/v1/payment_intents', when: 'after', answer: 'drop', times });
    await till.charges.startCard(saleId);
    if (times > TRIES_OF_ONE_REQUEST) {
      // In doubt by then, so no reader asks by itself.
      const { tenderId } = await becameOne(till, saleId, 'ready');
      expect(await till.charges.presentAgain(tenderId)).toMatchObject({ ok: true });
    }
    const tender = await becameOne(till, saleId, 'armed');
    await present(GOOD_CARD);
    await became(till, tender.tenderId, 'approved');
    expect(await atStripe()).toEqual({ intents: ['succeeded'], charges: ['succeeded'] });
    expect(till.early).toEqual([]);
  });

  it('to an error that Stripe remembers for its key, it starts anew with another key', async () => {
    const till = openTill();
    const saleId = ringUp(till);
    await scenario('create-sticky-500');
    await till.charges.startCard(saleId);
    const lost = await becameOne(till, saleId, 'cancelled');
    expect(lost).toMatchObject({ state: { paymentIntentId: null } });
    expect(await atStripe()).toEqual({ intents: [], charges: [] });
    await till.charges.startCard(saleId);
    await becameOne(till, saleId, 'armed');
    expect(await atStripe()).toEqual({ intents: ['requires_payment_method'], charges: [] });
  });

  it('and Stripe stays away, the tender is in doubt, and nothing else may cover its amount', async () => {
    const till = openTill();
    const saleId = ringUp(till);
    await scenario('stripe-unreachable');
    await till.charges.startCard(saleId);
    const tender = await becameOne(till, saleId, 'in-doubt');
    expect(till.charges.takeCash(saleId, PRICE)).toMatchObject({ error: { code: 'PAYMENT_CARD_IN_DOUBT' } });
    expect(await till.charges.backToCart(saleId)).toMatchObject({ error: { code: 'PAYMENT_CARD_IN_DOUBT' } });
    expect(await till.charges.startCard(saleId)).toMatchObject({ error: { code: 'PAYMENT_CARD_IN_DOUBT' } });
    expect(await till.charges.cancelCard(tender.tenderId)).toMatchObject({ ok: false });
    expect(listCashOfSale(till.db, saleId)).toEqual([]);
    await scenario('all-well');
    await till.charges.checkWithStripe(tender.tenderId);
    await till.runner.idle(tender.tenderId);
    expect((await atStripe()).intents).toHaveLength(1);
    expect(till.store.find(tender.tenderId)?.state.state).toBe('ready');
  });
});

describe('when the card was charged and the line went down in that instant', () => {
  it('the till says that it does not know, takes no cash, and finds the money when the line is back', async () => {
    const till = openTill();
    const saleId = ringUp(till);
    const tender = await armed(till, saleId);
    await readerShows('present-card');
    await scenario('stripe-unreachable');
    await present(GOOD_CARD);
    await became(till, tender.tenderId, 'in-doubt');
    expect(till.charges.takeCash(saleId, PRICE)).toMatchObject({ error: { code: 'PAYMENT_CARD_IN_DOUBT' } });
    await scenario('all-well');
    await till.charges.checkWithStripe(tender.tenderId);
    await became(till, tender.tenderId, 'approved');
    expect(findSale(till.db, saleId)?.state).toBe('completed');
    expect(await atStripe()).toEqual({ intents: ['succeeded'], charges: ['succeeded'] });
  });

  it('and the till is started again, it asks Stripe and finds the money', async () => {
    const first = openTill();
    const saleId = ringUp(first);
    const tender = await armed(first, saleId);
    await readerShows('present-card');
    await scenario('stripe-unreachable');
    await present(GOOD_CARD);
    await became(first, tender.tenderId, 'in-doubt');
    stopTill(first);
    await scenario('all-well');
    const second = openTill();
    await second.recover();
    await became(second, tender.tenderId, 'approved');
    expect(findSale(second.db, saleId)?.state).toBe('completed');
    expect(await atStripe()).toEqual({ intents: ['succeeded'], charges: ['succeeded'] });
  });
});

describe('the record of a tender', () => {
  it('refuses a second hand that still holds what it was before', () => {
    const till = openTill();
    const saleId = ringUp(till);
    const tender = till.store.open(newTender(saleId, findSale(till.db, saleId)?.cartHash ?? ''));
    const note = { kind: 'checked', source: 'till' } as const;
    const commit = { tender, next: { state: 'creating' }, note, atMs: 1 } as const;
    till.store.commit(commit);
    expect(() => till.store.commit(commit)).toThrow(/another hand/u);
  });

  it('completes no sale that is only partly paid', () => {
    const till = openTill();
    const saleId = ringUp(till);
    const tender = till.store.open(newTender(saleId, ''));
    const capturedMinor = minorUnits(PRICE - 1);
    till.store.commit({
      tender,
      next: {
        state: 'approved',
        paymentIntentId: 'pi_1',
        attempt: 1,
        capturedMinor,
        tipMinor: minorUnits(0),
      },
      note: { kind: 'approved', source: 'stripe' },
      atMs: 1,
    });
    expect(findSale(till.db, saleId)?.state).toBe('charging');
  });

  it('is of the cart that it was opened for: with another cart no reader is armed', async () => {
    const till = openTill();
    const saleId = ringUp(till);
    const tender = await armed(till, saleId);
    await readerShows('present-card');
    await control('POST', `readers/${readerId}/cancel`, {});
    await became(till, tender.tenderId, 'ready');
    till.db.run("UPDATE sale_lines SET name = 'Gold' WHERE sale_id = ?", saleId);
    await till.charges.presentAgain(tender.tenderId);
    await until(() => till.store.find(tender.tenderId)?.state.state === 'ready');
    expect(till.store.find(tender.tenderId)?.state).toMatchObject({ attempt: 2, released: 'not-confirmed' });
  });
});

describe('a till that died', () => {
  it('while the reader waited for a card charges nothing, and the sale is still there to be paid', async () => {
    const first = openTill();
    const saleId = ringUp(first);
    const tender = await armed(first, saleId);
    stopTill(first);
    const second = openTill();
    await second.recover();
    const ready = await became(second, tender.tenderId, 'ready');
    expect(ready.state).toMatchObject({ released: 'restarted' });
    expect(await atStripe()).toEqual({ intents: ['requires_payment_method'], charges: [] });
    expect(await second.charges.startCard(saleId)).toMatchObject({ ok: true });
    await became(second, tender.tenderId, 'armed');
  });

  it('before anything was sent gives the tender up', async () => {
    const first = openTill();
    const saleId = ringUp(first);
    const sale = findSale(first.db, saleId);
    if (sale === null) throw new Error('The sale is gone');
    const { tenderId } = first.store.open(newTender(saleId, sale.cartHash));
    stopTill(first);
    const second = openTill();
    await second.recover();
    await became(second, tenderId, 'cancelled');
    expect(await atStripe()).toEqual({ intents: [], charges: [] });
  });

  it('while the request for the intent was under way ends with one intent at most', async () => {
    const first = openTill();
    const saleId = ringUp(first);
    const sale = findSale(first.db, saleId);
    if (sale === null) throw new Error('The sale is gone');
    const opened = first.store.open(newTender(saleId, sale.cartHash));
    first.store.commit({
      tender: opened,
      next: { state: 'creating' },
      note: { kind: 'tender-opened', source: 'till' },
      atMs: systemClock.nowMs(),
    });
    stopTill(first);
    const second = openTill();
    await second.recover();
    await became(second, opened.tenderId, 'ready');
    expect(await atStripe()).toEqual({ intents: ['requires_payment_method'], charges: [] });
  });
});

describe('a card payment that is cancelled', () => {
  const races = [
    ['while the reader asks for a card', ['cancel']],
    ['just before a card is presented', ['cancel', 'present']],
    ['just after a card is presented', ['present', 'cancel']],
  ] as const;
  it.each(races)('%s ends as Stripe says, charged or not', async (_when, order) => {
    const till = openTill();
    const saleId = ringUp(till);
    const tender = await armed(till, saleId);
    await readerShows('present-card');
    await Promise.all(
      order.map((what) =>
        what === 'cancel' ? till.charges.cancelCard(tender.tenderId) : presentIfAsked(GOOD_CARD),
      ),
    );
    await until(() => ['approved', 'cancelled'].includes(stateOf(till, tender.tenderId)));
    const paid = stateOf(till, tender.tenderId) === 'approved';
    const { intents, charges } = await atStripe();
    expect({ intents, charges }).toEqual(
      paid ? { intents: ['succeeded'], charges: ['succeeded'] } : { intents: ['canceled'], charges: [] },
    );
    if (!order.some((what) => what === 'present')) {
      expect(paid).toBe(false);
      expect(till.trace).toContain('start disarm-reader');
      await until(async () => (await control('GET', `readers/${readerId}`)).screen !== 'present-card');
    }
    expect(findSale(till.db, saleId)?.state).toBe(paid ? 'completed' : 'charging');
    expect(till.early).toEqual([]);
  });

  it.each([0, 5, 20, 60])('%i ms after it was begun leaves no open intent behind', async (delayMs) => {
    const till = openTill();
    const saleId = ringUp(till);
    await till.charges.startCard(saleId);
    await systemTimers.sleep(delayMs);
    const tenderId = till.store.listOfSale(saleId)[0]?.tenderId ?? '';
    await till.charges.cancelCard(tenderId);
    await became(till, tenderId, 'cancelled');
    await till.runner.idle(tenderId);
    const { intents, charges } = await atStripe();
    expect(intents.filter((status) => status !== 'canceled')).toEqual([]);
    expect(charges).toEqual([]);
    expect(till.early).toEqual([]);
  });

  it('leaves its amount to cash, but only once Stripe confirmed', async () => {
    const till = openTill();
    const saleId = ringUp(till);
    const tender = await armed(till, saleId);
    expect(till.charges.takeCash(saleId, PRICE)).toMatchObject({ error: { code: 'PAYMENT_CARD_UNDER_WAY' } });
    await till.charges.cancelCard(tender.tenderId);
    await became(till, tender.tenderId, 'cancelled');
    expect(till.charges.takeCash(saleId, PRICE - 1)).toMatchObject({
      error: { code: 'PAYMENT_CASH_NOT_ENOUGH' },
    });
    expect(till.charges.takeCash(saleId, 2000)).toMatchObject({ ok: true });
    expect(listCashOfSale(till.db, saleId)).toMatchObject([{ amountMinor: PRICE, changeMinor: 750 }]);
    expect(findSale(till.db, saleId)?.state).toBe('completed');
  });

  it('while Stripe does not answer stays open until Stripe does, and then frees the cart', async () => {
    const till = openTill();
    const saleId = ringUp(till);
    const tender = await armed(till, saleId);
    await readerShows('present-card');
    await scenario('stripe-unreachable');
    await till.charges.cancelCard(tender.tenderId);
    await became(till, tender.tenderId, 'in-doubt');
    expect(await till.charges.backToCart(saleId)).toMatchObject({ ok: false });
    await scenario('all-well');
    await till.charges.checkWithStripe(tender.tenderId);
    await became(till, tender.tenderId, 'cancelled');
    expect(await till.charges.backToCart(saleId)).toMatchObject({ ok: true });
    expect(findSale(till.db, saleId)?.state).toBe('open');
    expect(await atStripe()).toEqual({ intents: ['canceled'], charges: [] });
  });
});

describe('the check of write-before-send', () => {
  it('sees a runner that starts its effects before it commits', async () => {
    const { createRunner: createBuggyRunner } = await buggyRunner(
      'const committed = ports.store.commit({',
      'for (const effect of step.effects) void ports.effects[effect](tender);\n    const committed = ports.store.commit({',
    );
    const till = openTill({ createRunner: createBuggyRunner });
    const saleId = ringUp(till);
    await till.charges.startCard(saleId);
    await until(() => till.early.length > 0);
    expect(till.early[0]).toBe('create-intent with opened on the disk');
  });

  it('sees a runner that never commits', async () => {
    const { createRunner: createBuggyRunner } = await buggyRunner(
      'const committed = ports.store.commit({',
      'const committed = ((_: unknown) => ({ ...tender, state: step.next }))({',
    );
    const till = openTill({ createRunner: createBuggyRunner });
    const saleId = ringUp(till);
    await till.charges.startCard(saleId);
    await until(() => till.early.length > 0);
    expect(till.early[0]).toBe('create-intent with opened on the disk');
  });
});

/** The states that allow an effect to start; the disk must hold one of them in that moment. */
const NEEDS: Readonly<Record<CardTenderEffect, readonly CardTenderState['state'][]>> = {
  'create-intent': ['creating'],
  'arm-reader': ['armed'],
  // An armed or doubtful reader is disarmed whatever became of the tender meanwhile.
  'disarm-reader': ['cancelling', 'in-doubt', 'cancelled'],
  'process-payment': ['authorising'],
  'look-for-twin': ['to-capture'],
  'capture-intent': ['to-capture'],
  'cancel-intent': ['cancelling'],
  'read-intent': ['in-doubt', 'cancelling', 'decided-by-manager', 'approved', 'ready', 'declined'],
};

function openTill(changes: { readonly createRunner?: typeof createRunner } = {}): Till {
  const file = join(directory, 'till.db');
  const db = openNewDatabase(file);
  const witness = new SqliteDatabase(file, { readonly: true });
  const onDisk = (tenderId: string): string =>
    String(witness.prepare('SELECT state FROM card_tenders WHERE tender_id = ?').pluck().get(tenderId));
  const trace: string[] = [];
  const early: string[] = [];
  const plain = createTenderStore(db, (tender) => {
    finishWhenPaid(db, tender, systemClock.nowMs());
  });
  const store: TenderStore = {
    ...plain,
    open: (tender) => traced(plain.open(tender)),
    commit: (commit) => traced(plain.commit(commit)),
  };
  const traced = (tender: CardTender): CardTender => {
    trace.push(`disk ${onDisk(tender.tenderId)}`);
    return tender;
  };
  const gateway = createStripeGateway({
    secretKey: sandbox.keys.secret,
    baseUrl: server.baseUrl,
    timers: { ...systemTimers, sleep: () => Promise.resolve() },
  });
  const driver = createDriver();
  const real = createTenderEffects({
    db,
    store,
    clock: systemClock,
    log: SILENT,
    gateway: () => gateway,
    driver: () => driver,
    storeId: () => 'store-1',
    tipsOnReader: () => rules.tips === 'reader',
    lineItems: { accepted: () => true, refused: () => undefined },
    sentAhead: () => null,
  });
  const watched = Object.entries(real).map(([name, start]) => {
    const effect = name as CardTenderEffect; // The keys of the effects are their names.
    return [
      effect,
      (tender: CardTender) => {
        const state = onDisk(tender.tenderId);
        trace.push(`start ${effect}`);
        if (!NEEDS[effect].some((needed) => needed === state))
          early.push(`${effect} with ${state} on the disk`);
        return start(tender);
      },
    ] as const;
  });
  const runner = (changes.createRunner ?? createRunner)({
    store,
    effects: Object.fromEntries(watched) as unknown as TenderEffects, // The same keys as before.
    clock: systemClock,
    log: SILENT,
    unrecorded: () => undefined,
    changed: () => undefined,
  });
  const ids = createIds(systemClock);
  // No timer runs by itself here: a test asks when it wants an answer.
  const timers = { ...systemTimers, after: () => () => undefined };
  const resolver = createResolver({
    store,
    runner,
    driver: () => driver,
    timers,
    clock: systemClock,
    log: SILENT,
  });
  const charges = createCharges({
    line: { isAway: () => false, look: () => undefined },
    db,
    store,
    runner,
    clock: systemClock,
    timers,
    ids,
    log: SILENT,
    gateway: () => gateway,
    driver: () => driver,
    // Nothing is prepared over the LAN; `preparing.test.ts` is about the other way.
    preparing: { begin: () => undefined, match: () => null, used: () => undefined, leave: () => undefined },
    lookAhead: () => undefined,
    isPrompting: () => true,
    isUnheard: () => false,
    resolver,
    rules: () => rules,
    approvals: { approve: () => Promise.reject(new Error('Nobody approves here')) },
    givingBack: {
      refundedMinor: () => 0,
      isUnderWay: () => false,
      unwind: () => Promise.reject(new Error('Nobody refunds here')),
    },
    atTheTill: () => ({ shiftId: 'shift-1', cashierId: 'staff-1' }),
    cashierName: () => 'Owner',
    heldBy: () => null,
    fallBack: { possible: () => false, allow: () => false },
    changed: () => undefined,
  });
  const till: Till = {
    db,
    store,
    runner,
    charges,
    recover: resolver.recover,
    early,
    trace,
    stop: () => {
      resolver.stop();
      charges.stop();
      witness.close();
      db.close();
    },
  };
  tills.push(till);
  return till;
}

/** What a kill leaves: the file as it is, and nobody who writes to it. */
function stopTill(till: Till): void {
  tills.splice(tills.indexOf(till), 1);
  till.stop();
}

/** A reader as main sees one; the stand-in of Stripe's SDK does the work over HTTP. */
function createDriver(): ReaderDriver {
  let collected: { readonly id: string; readonly status: string } | null = null;
  return {
    ready: () => ({ readerId, label: 'Counter', driver: 'lan' }),
    arm: async ({ clientSecret }): Promise<ArmOutcome> => {
      const answer = await terminal.collectPaymentMethod(clientSecret);
      if ('error' in answer) {
        return answer.error.code === 'canceled_by_customer'
          ? { kind: 'ended', why: 'customer-cancelled' }
          : { kind: 'ended', why: 'cashier-cancelled' };
      }
      collected = answer.paymentIntent;
      return { kind: 'collected' };
    },
    process: async () => {
      if (collected === null) return { kind: 'unknown' };
      await terminal.processPayment(collected);
      return { kind: 'answered' };
    },
    disarm: async () => {
      await terminal.cancelCollectPaymentMethod();
    },
  };
}

/** A sale with one line, its payment begun. */
function ringUp(till: Till): string {
  const saleId = addItem(till, PRICE);
  expect(till.charges.begin(saleId)).toMatchObject({ ok: true });
  return saleId;
}

function addItem(till: Till, unitPriceMinor: number): string {
  till.db.run("INSERT OR IGNORE INTO staff (staff_id, name, role) VALUES ('staff-1', 'Owner', 'owner')");
  till.db.run("INSERT OR IGNORE INTO shifts VALUES ('shift-1', 1, 1000, 'staff-1')");
  const sales = createSales({
    db: till.db,
    clock: systemClock,
    ids: createIds(systemClock),
    frame: () => SALE_FRAME,
  });
  const added = sales.addItem({
    productId: null,
    name: 'Coffee',
    quantity: 1,
    unitPriceMinor: minorUnits(unitPriceMinor),
    taxRate: { id: 'vat', name: 'VAT 9 %', ratePpm: 90_000 },
  });
  if (!added.ok) throw new Error(added.error.code);
  return added.value.saleId;
}

function newTender(saleId: string, cartHash: string): Parameters<TenderStore['open']>[0] {
  return {
    tenderId: createIds(systemClock).uuidv7(),
    saleId,
    amountMinor: PRICE,
    currency: 'EUR',
    mode: 'test',
    cartHash,
    register: 'Till 1',
    shiftId: 'shift-1',
    cashierId: 'staff-1',
    createdAtMs: systemClock.nowMs(),
  };
}

async function armed(till: Till, saleId: string): Promise<CardTender> {
  expect(await till.charges.startCard(saleId)).toEqual({ ok: true, value: {} });
  return becameOne(till, saleId, 'armed');
}

function stateOf(till: Till, tenderId: string): string {
  return till.store.find(tenderId)?.state.state ?? 'none';
}

async function became(till: Till, tenderId: string, state: CardTenderState['state']): Promise<CardTender> {
  await until(
    () => stateOf(till, tenderId) === state,
    () => `${stateOf(till, tenderId)} instead of ${state}`,
  );
  const tender = till.store.find(tenderId);
  if (tender === null) throw new Error('The tender is gone');
  return tender;
}

async function becameOne(till: Till, saleId: string, state: CardTenderState['state']): Promise<CardTender> {
  await until(() => till.store.listOfSale(saleId).length > 0);
  const tender = till.store.listOfSale(saleId).at(-1);
  return became(till, tender?.tenderId ?? '', state);
}

async function atStripe(): Promise<{ readonly intents: string[]; readonly charges: string[] }> {
  const [intents, charges] = await Promise.all([stripe.paymentIntents.list(), stripe.charges.list()]);
  return {
    intents: intents.data.map((each) => each.status),
    charges: charges.data.map((each) => each.status),
  };
}

async function connectReader(): Promise<void> {
  const location = await stripe.terminal.locations.create({
    display_name: 'Kade 12',
    address: { line1: 'Kade 12', city: 'Rotterdam', postal_code: '3011', country: 'NL' },
  });
  await stripe.terminal.readers.create({ registration_code: 'simulated-s700', location: location.id });
  terminal = createStripeTerminalStandIn({
    baseUrl: server.baseUrl,
    fetch: (url, init) => fetch(url, init),
    after: systemTimers.after,
  }).create({
    onFetchConnectionToken: async () =>
      (await stripe.terminal.connectionTokens.create({ location: location.id })).secret,
  });
  const found = await terminal.discoverReaders({ location: location.id });
  const reader = 'discoveredReaders' in found ? found.discoveredReaders[0] : undefined;
  if (reader === undefined) throw new Error('The reader was not discovered');
  await terminal.connectReader(reader, { fail_if_in_use: true });
  readerId = reader.id;
}

async function present(number: string): Promise<void> {
  await readerShows('present-card');
  await control('POST', `readers/${readerId}/present`, { number, method: 'tap' });
}

/** A hand that holds out a card whether or not the reader still asks for one. */
async function presentIfAsked(number: string): Promise<void> {
  await fetch(`${server.baseUrl}/_sandbox/readers/${readerId}/present`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.keys.control}` },
    body: JSON.stringify({ number, method: 'tap' }),
  });
}

async function readerShows(screen: string): Promise<void> {
  await until(async () => (await control('GET', `readers/${readerId}`)).screen === screen);
}

async function scenario(name: string): Promise<void> {
  await control('POST', 'scenario', { name });
}

async function fault(what: object): Promise<void> {
  await control('POST', 'faults', what);
}

async function control(method: string, path: string, body?: object): Promise<{ readonly screen?: string }> {
  const response = await fetch(`${server.baseUrl}/_sandbox/${path}`, {
    method,
    headers: { authorization: `Bearer ${sandbox.keys.control}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as { readonly screen?: string }; // Only the screen is read here.
}

/** runner.ts with one planted bug, its imports leading where they led. */
async function buggyRunner(
  from: string,
  to: string,
): Promise<{ readonly createRunner: typeof createRunner }> {
  const source = readFileSync(join(HERE, 'runner.ts'), 'utf8');
  expect(source).toContain(from);
  const shared = pathToFileURL(join(HERE, '../../../shared')).href;
  const folder = join(directory, 'buggy');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'runner.ts'), source.replaceAll('../../../shared', shared).replace(from, to));
  return (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'runner.ts')).href)) as {
    readonly createRunner: typeof createRunner; // A copy of our own module.
  };
}

async function until(check: () => boolean | Promise<boolean>, what = () => 'never'): Promise<void> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(what());
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import type { Db } from '../../electron/services/db/index.ts';
import {
  createCharges,
  createPreparing,
  createResolver,
  createRunner,
  createTenderEffects,
  createTenderStore,
  finishWhenPaid,
  followTender,
  type CardTender,
  type ChargeRules,
  type Charges,
  type Preparing,
  type Resolver,
  type TenderStore,
} from '../../electron/services/payments/index.ts';
import type { Clock, Log, Timers } from '../../electron/services/ports.ts';
import type { ArmOutcome, ReaderDriver } from '../../electron/services/readers/index.ts';
import { createRefunds, type Refunds } from '../../electron/services/refunds/index.ts';
import { createSales, findSale, type Sale } from '../../electron/services/sales/index.ts';
import { createApprovals } from '../../electron/services/staff/index.ts';
import {
  createStripeGateway,
  type IntentRead,
  type StripeGateway,
} from '../../electron/services/stripe/index.ts';
import { createIds, systemClock } from '../../electron/services/system/index.ts';
import { createSandbox, listenSandbox, realPorts } from '../../sandbox/index.ts';
import { createStripeTerminalStandIn, type StandInTerminal } from '../../sandbox/terminal-sdk/index.ts';
import { accept } from '../../shared/contract/index.ts';
import { minorUnits } from '../../shared/domain/money/index.ts';
import type { CardTenderStateName, ReaderDriverKind } from '../../shared/domain/payment/index.ts';
import { openNewDatabase } from './new-database.ts';

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
export const GOOD_CARD = '4242424242424242';
export const APPROVAL = { pin: '2580', reason: 'The customer waits' };

/** A till that charges at a sandbox over HTTP: the real services on a real file, with time in the test's hands. */
export type ChargeBench = {
  readonly db: Db;
  readonly store: TenderStore;
  readonly charges: Charges;
  readonly preparing: Preparing;
  readonly resolver: Resolver;
  readonly stripe: Stripe;
  readonly gateway: StripeGateway;
  /** How often the reader was looked at ahead, and whether a relay brings its events. */
  readonly lookedAhead: { times: number; relayLive: boolean };
  /** Money by intents that nobody here can have charged, as it was reported. */
  readonly strays: readonly IntentRead[];
  readonly clock: Clock;
  readonly readerId: string;
  readonly sale: (saleId: string) => Sale;
  readonly refunds: Refunds;
  /** A sale of one item, its payment begun. */
  readonly ringUp: (priceMinor: number) => string;
  /** Starts a card for a part, or for all, and holds a card to the reader. */
  readonly payByCard: (
    saleId: string,
    how?: {
      readonly amountMinor?: number;
      readonly tip?: Parameters<Charges['startCard']>[1];
      readonly tipOnReader?: number;
      readonly number?: string;
      /** Stripe falls silent just before the card is held: the bank is still asked, or `before-the-bank` is not. */
      readonly cutLine?: true | 'before-the-bank';
      readonly until?: CardTenderStateName;
    },
  ) => Promise<CardTender>;
  readonly waitFor: (tenderId: string, state: CardTenderStateName) => Promise<CardTender>;
  readonly idle: (tenderId: string) => Promise<void>;
  readonly control: (path: string, body: object) => Promise<void>;
  /** What the reader shows. */
  readonly screen: () => Promise<unknown>;
  readonly fault: (fault: Readonly<Record<string, string | number | object>>) => Promise<void>;
  /** Moves the till's and Stripe's time and runs what was due. */
  readonly pass: (ms: number) => Promise<void>;
  /** Waits for the resolver to plan its next try, lets it come, and waits for what it changed. */
  readonly passToNextTry: (tenderId: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function openChargeBench(
  rules: Partial<ChargeRules> = {},
  /** The way by which the reader is said to be reached; its own work is the same. */
  way: ReaderDriverKind = 'lan',
  /** What the till sells in; the sandbox's account is in EUR all the same. */
  currency = 'EUR',
): Promise<ChargeBench> {
  const directory = mkdtempSync(join(tmpdir(), 'till-charges-'));
  const time = manualTime();
  const sandbox = createSandbox(
    { ...realPorts(), nowMs: time.clock.nowMs, after: time.timers.after },
    { seed: 'charges' },
  );
  const server = await listenSandbox(sandbox, { port: 0 });
  const { hostname, port } = new URL(server.baseUrl);
  const stripe = new Stripe(sandbox.keys.secret, { host: hostname, port, protocol: 'http' });
  const ask = async (method: string, path: string, body?: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${server.baseUrl}/_sandbox/${path}`, {
      method,
      headers: { authorization: `Bearer ${sandbox.keys.control}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status !== 200) throw new Error(await answer.text());
    return (await answer.json()) as Record<string, unknown>; // Its own controls answer with objects.
  };
  const reader = await connectReader(stripe, server.baseUrl);
  const till = openTill(join(directory, 'till.db'), {
    baseUrl: server.baseUrl,
    secretKey: sandbox.keys.secret,
    time,
    reader,
    way,
    currency,
    rules: { tips: 'off', tipPercents: [5, 10], capture: 'automatic', ...rules },
  });
  const waitFor: ChargeBench['waitFor'] = async (tenderId, state) => {
    const tender = await until(`the payment is ${state}`, () => {
      const found = till.store.find(tenderId);
      return Promise.resolve(found?.state.state === state ? found : null);
    });
    await till.idle(tenderId);
    return till.store.find(tenderId) ?? tender;
  };
  return {
    ...till,
    stripe,
    clock: time.clock,
    readerId: reader.readerId,
    waitFor,
    payByCard: async (saleId, how = {}) => {
      const started = await till.charges.startCard(saleId, {
        amountMinor: how.amountMinor ?? null,
        tip: how.tip?.tip ?? null,
      });
      if (!started.ok) throw new Error(started.error.code);
      const tenderId = till.store.listOfSale(saleId).at(-1)?.tenderId ?? '';
      const path = `readers/${reader.readerId}`;
      await until('the reader asks for a card', async () =>
        (await ask('GET', path))['screen'] === 'present-card' ? true : null,
      );
      if (how.cutLine !== undefined) await ask('POST', 'scenario', { name: 'stripe-unreachable' });
      if (how.cutLine === 'before-the-bank')
        await ask('POST', 'faults', { path: '/lan/process', when: 'before', answer: 'drop', times: 1 });
      await ask('POST', `${path}/present`, {
        number: how.number ?? GOOD_CARD,
        method: 'tap',
        ...(how.tipOnReader === undefined ? {} : { tipMinor: how.tipOnReader }),
      });
      return waitFor(tenderId, how.until ?? 'approved');
    },
    control: async (path, body) => {
      await ask('POST', path, body);
    },
    screen: async () => (await ask('GET', `readers/${reader.readerId}`))['screen'],
    fault: async (fault) => {
      await ask('POST', 'faults', fault);
    },
    pass: time.pass,
    passToNextTry: async (tenderId) => {
      const before = till.store.find(tenderId)?.version ?? 0;
      const atMs = await until('the next try is planned', () =>
        Promise.resolve(till.resolver.nextTryAtMs(tenderId)),
      );
      await time.pass(atMs - time.clock.nowMs());
      await until('the try came to something', () =>
        Promise.resolve((till.store.find(tenderId)?.version ?? 0) > before ? true : null),
      );
      await till.idle(tenderId);
    },
    close: async () => {
      till.close();
      await reader.terminal.disconnectReader();
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

type ReaderAtHand = { readonly terminal: StandInTerminal; readonly readerId: string };

function openTill(
  file: string,
  from: {
    readonly baseUrl: string;
    readonly secretKey: string;
    readonly time: ManualTime;
    readonly reader: ReaderAtHand;
    readonly way: ReaderDriverKind;
    readonly rules: ChargeRules;
    readonly currency: string;
  },
) {
  const db = openNewDatabase(file);
  const { clock, timers } = from.time;
  db.run("INSERT INTO staff (staff_id, name, role) VALUES ('staff-1', 'Owner', 'owner')");
  db.run(
    "INSERT INTO shifts (shift_id, number, opened_at_ms, opened_by) VALUES ('shift-1', 1, 1000, 'staff-1')",
  );
  db.run("UPDATE counters SET value = 1 WHERE name = 'shift'");
  const ids = createIds(systemClock);
  const gateway = createStripeGateway({ secretKey: from.secretKey, baseUrl: from.baseUrl, timers });
  const driver = driverOf(from.reader, from.way);
  const frame = { mode: 'test', register: 'Till 1', shiftId: 'shift-1', cashierId: 'staff-1' } as const;
  const refundedMinor = (tenderId: string): number => refunds.refundedMinor(tenderId);
  const store = createTenderStore(db, (tender) => {
    finishWhenPaid(db, tender, clock.nowMs(), refundedMinor);
    followTender(db, tender, clock.nowMs());
  });
  const world = { db, store, clock, timers, ids, log: SILENT, gateway: () => gateway, driver: () => driver };
  const making = {
    storeId: () => 'store-1',
    lineItems: { accepted: () => true, refused: () => undefined },
  };
  const strays: IntentRead[] = [];
  const lookedAhead = { times: 0, relayLive: false };
  const preparing = createPreparing({
    ...world,
    ...making,
    ready: driver.ready,
    relayLive: () => lookedAhead.relayLive,
    lookAhead: () => {
      lookedAhead.times += 1;
    },
    foundMoney: (read) => strays.push(read),
  });
  const effects = createTenderEffects({
    ...world,
    ...making,
    tipsOnReader: () => from.rules.tips === 'reader',
    sentAhead: preparing.takeAnswer,
  });
  const runner = createRunner({
    ...world,
    effects,
    unrecorded: (tenderId) => {
      resolver.unrecorded(tenderId);
    },
    changed: (tender) => {
      resolver.noticed(tender);
      preparing.noticed(tender);
    },
  });
  const resolver = createResolver({ ...world, runner });
  // The PIN's own rules are tested where they live: here whoever asks is the manager.
  const approvals = createApprovals({
    db,
    clock,
    ids,
    staff: { identify: () => Promise.resolve(accept({ staffId: 'staff-1', name: 'Mia Manager' })) },
  });
  const refunds = createRefunds({
    ...world,
    tenders: store,
    approvals,
    reader: () => ({
      ready: () => null,
      ask: () => Promise.resolve({ kind: 'ended', why: 'reader-offline' }),
      process: () => Promise.resolve({ kind: 'unknown' }),
      cancel: () => Promise.resolve(true),
    }),
    sales: createSales({
      db,
      clock,
      ids,
      frame: () => ({ ...frame, currency: from.currency, pricesIncludeTax: true }),
    }),
    storeId: () => 'store-1',
    frame: () => frame,
    changed: () => undefined,
  });
  const charges = createCharges({
    line: { isAway: () => false, look: () => undefined },
    ...world,
    runner,
    resolver,
    approvals,
    preparing,
    lookAhead: () => undefined,
    isPrompting: () => true,
    isUnheard: () => false,
    rules: () => from.rules,
    givingBack: {
      refundedMinor,
      isUnderWay: (tenderId) => refunds.isUnderWay(tenderId),
      unwind: (tenderId, approvalId) =>
        refunds.refundTender(tenderId, 'all', { reason: 'unwound', approvalId }),
    },
    atTheTill: () => frame,
    cashierName: () => 'Owner',
    heldBy: () => null,
    fallBack: { possible: () => false, allow: () => false },
    changed: () => undefined,
  });
  return {
    db,
    store,
    charges,
    preparing,
    strays,
    lookedAhead,
    resolver,
    gateway,
    idle: runner.idle,
    sale: (saleId: string): Sale => {
      const sale = findSale(db, saleId);
      if (sale === null) throw new Error('The sale is gone');
      return sale;
    },
    refunds,
    ringUp: (priceMinor: number): string => {
      const sales = createSales({
        db,
        clock,
        ids,
        frame: () => ({ ...frame, currency: from.currency, pricesIncludeTax: true }),
      });
      const added = sales.addItem({
        productId: null,
        name: 'Lamp',
        quantity: 1,
        unitPriceMinor: minorUnits(priceMinor),
        taxRate: { id: 'vat', name: 'VAT 21 %', ratePpm: 210_000 },
      });
      if (!added.ok) throw new Error(added.error.code);
      const begun = charges.begin(added.value.saleId);
      if (!begun.ok) throw new Error(begun.error.code);
      return added.value.saleId;
    },
    close: (): void => {
      preparing.stop();
      resolver.stop();
      charges.stop();
      refunds.stop();
      db.close();
    },
  };
}

async function connectReader(stripe: Stripe, baseUrl: string): Promise<ReaderAtHand> {
  const location = await stripe.terminal.locations.create({
    display_name: 'Kade 12',
    address: { line1: 'Kade 12', city: 'Rotterdam', postal_code: '3011', country: 'NL' },
  });
  await stripe.terminal.readers.create({ registration_code: 'simulated-s700', location: location.id });
  const terminal = createStripeTerminalStandIn({
    baseUrl,
    fetch: (url, init) => fetch(url, init),
    after: (delayMs, call) => {
      const timer = setTimeout(call, delayMs);
      return () => {
        clearTimeout(timer);
      };
    },
  }).create({
    onFetchConnectionToken: async () =>
      (await stripe.terminal.connectionTokens.create({ location: location.id })).secret,
  });
  const found = await terminal.discoverReaders({ location: location.id });
  const reader = 'discoveredReaders' in found ? found.discoveredReaders[0] : undefined;
  if (reader === undefined) throw new Error('The reader was not discovered');
  await terminal.connectReader(reader, { fail_if_in_use: true });
  return { terminal, readerId: reader.id };
}

/** A reader as main sees one; the stand-in of Stripe's SDK does the work over HTTP. */
function driverOf({ terminal, readerId }: ReaderAtHand, way: ReaderDriverKind): ReaderDriver {
  let collected: { readonly id: string; readonly status: string } | null = null;
  return {
    ready: () => ({ readerId, label: 'Counter', driver: way }),
    arm: async ({ clientSecret, tipping }): Promise<ArmOutcome> => {
      const answer = await terminal.collectPaymentMethod(clientSecret, {
        config_override: { skip_tipping: !tipping },
      });
      if ('error' in answer) return { kind: 'ended', why: 'cashier-cancelled' };
      collected = answer.paymentIntent;
      if (way === 'lan') return { kind: 'collected' };
      // Stripe collects and confirms in one action there.
      await terminal.processPayment(collected);
      return { kind: 'finished', otherwise: 'not-confirmed' };
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

type ManualTime = {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly pass: (ms: number) => Promise<void>;
};

/** A clock that stands until it is moved, and timers that are called when it passes them. Sleeps end at once. */
function manualTime(): ManualTime {
  let nowMs = systemClock.nowMs();
  const due = new Map<object, { readonly atMs: number; readonly call: () => void }>();
  return {
    clock: { nowMs: () => nowMs, monotonicMs: () => nowMs },
    timers: {
      after: (delayMs, call) => {
        const key = {};
        due.set(key, { atMs: nowMs + delayMs, call });
        return () => due.delete(key);
      },
      sleep: () => Promise.resolve(),
    },
    pass: (ms) => {
      nowMs += ms;
      for (const [key, { atMs, call }] of due) {
        if (atMs > nowMs) continue;
        due.delete(key);
        call();
      }
      return Promise.resolve();
    },
  };
}

async function until<Value>(what: string, look: () => Promise<Value | null>): Promise<Value> {
  for (let tries = 0; tries < 3_000; tries += 1) {
    const found = await look();
    if (found !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`Waited in vain until ${what}`);
}

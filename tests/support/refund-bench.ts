import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { createSandbox, listenSandbox, realPorts, type Sandbox } from '../../sandbox/index.ts';
import { accept, refuse } from '../../shared/contract/index.ts';
import type { Exemption } from '../../shared/domain/cart/index.ts';
import { minorUnits } from '../../shared/domain/money/index.ts';
import type { Db } from '../../electron/services/db/index.ts';
import { createTenderStore, recordCash, type TenderStore } from '../../electron/services/payments/index.ts';
import type { Clock, Log, Timers } from '../../electron/services/ports.ts';
import {
  completeSale,
  createSales,
  findCurrentSale,
  getSale,
  lockForCharge,
} from '../../electron/services/sales/index.ts';
import { createApprovals, type Staff } from '../../electron/services/staff/index.ts';
import { createStripeGateway, type StripeGateway } from '../../electron/services/stripe/index.ts';
import { createIds, systemClock } from '../../electron/services/system/index.ts';
import type { RefundReader } from '../../electron/services/readers/index.ts';
import { createRefunds, type RefundPorts, type Refunds } from '../../electron/services/refunds/index.ts';
import { openNewDatabase } from './new-database.ts';
import { SALE_FRAME } from './sale-frame.ts';

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A till without a reader: only cards of Interac need one for a refund. */
const NO_READER: RefundReader = {
  ready: () => null,
  ask: () => Promise.resolve({ kind: 'ended', why: 'reader-offline' }),
  process: () => Promise.resolve({ kind: 'unknown' }),
  cancel: () => Promise.resolve(true),
};

/** A sandbox, and tills that refund at it: the real services on real files, with time in the test's hands. */
export type RefundBench = {
  readonly sandbox: Sandbox;
  readonly stripe: Stripe;
  readonly readerId: string;
  readonly control: (path: string, body: object) => Promise<void>;
  /** Lets the next calls fail as a scenario's fault says. */
  readonly fault: (fault: {
    readonly method: string;
    readonly path: string;
    readonly when: 'before' | 'after';
    readonly answer: string;
    readonly error?: object;
    readonly times: number;
  }) => Promise<void>;
  /** A payment by card, taken at the sandbox by the stripe library. */
  readonly pay: (payment: {
    readonly amountMinor: number;
    readonly number?: string;
    readonly metadata?: Record<string, string>;
  }) => Promise<string>;
  /** Lets everything happen at Stripe that was to happen later. */
  readonly daysPass: () => void;
  readonly openTill: (options?: BenchOptions) => BenchTill;
  readonly close: () => Promise<void>;
};

export type BenchOptions = Partial<RefundPorts & { readonly reader: () => RefundReader }>;

export type BenchTill = {
  readonly db: Db;
  readonly tenders: TenderStore;
  readonly refunds: Refunds;
  readonly gateway: StripeGateway;
  /** Moves the till's own time, and runs what was due meanwhile. */
  readonly pass: (ms: number) => Promise<void>;
  /** A sale with one line for each price, paid by the given cards and, for the rest, in cash. */
  readonly sell: (sale: {
    readonly pricesMinor: readonly number[];
    readonly quantity?: number;
    readonly cards: readonly { readonly paymentIntentId: string; readonly amountMinor: number }[];
    readonly exemption?: Exemption;
  }) => { readonly saleId: string; readonly tenderIds: readonly string[] };
  /** Puts an item into the cart before the cashier. */
  readonly ringUp: (priceMinor: number) => void;
  /** What a pulled plug leaves: the same file, opened by a new life of the till. */
  readonly restart: (options?: BenchOptions) => BenchTill;
};

export async function openRefundBench(isCanada = false): Promise<RefundBench> {
  const currency = isCanada ? 'cad' : 'eur';
  const country = isCanada ? 'CA' : 'NL';
  const directory = mkdtempSync(join(tmpdir(), 'till-refunds-'));
  const later: (() => void)[] = [];
  // What Stripe does days later, such as a refund that fails, happens when the test says so.
  const after = (_delayMs: number, call: () => void): (() => void) => {
    later.push(call);
    return () => undefined;
  };
  const sandbox = createSandbox({ ...realPorts(), after }, { seed: 'refunds', currency, country });
  const server = await listenSandbox(sandbox, { port: 0 });
  const { hostname, port } = new URL(server.baseUrl);
  const stripe = new Stripe(sandbox.keys.secret, { host: hostname, port, protocol: 'http' });
  const location = await stripe.terminal.locations.create({
    display_name: 'Kade 12',
    address: { line1: 'Kade 12', city: 'Rotterdam', postal_code: '3011', country },
  });
  const reader = await stripe.terminal.readers.create({
    registration_code: 'simulated-s700',
    location: location.id,
  });
  const control = async (path: string, body: object): Promise<void> => {
    const answer = await fetch(`${server.baseUrl}/_sandbox/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.keys.control}` },
      body: JSON.stringify(body),
    });
    if (answer.status !== 200) throw new Error(await answer.text());
  };
  const closers: (() => void)[] = [];
  let tillCount = 0;
  const open = (file: string, options: BenchOptions): BenchTill => {
    const till = openBenchTill(file, server.baseUrl, sandbox.keys.secret, options, (other) =>
      open(file, other),
    );
    closers.push(till.close);
    return till;
  };
  return {
    sandbox,
    stripe,
    readerId: reader.id,
    control,
    fault: (fault) => control('faults', fault),
    pay: async ({ amountMinor, number, metadata }) => {
      const intent = await stripe.paymentIntents.create({
        amount: amountMinor,
        currency,
        allowed_payment_method_types: isCanada ? ['card_present', 'interac_present'] : ['card_present'],
        capture_method: 'automatic',
        metadata: metadata ?? {},
      });
      await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: intent.id });
      await control(`readers/${reader.id}/present`, { number: number ?? '4242424242424242', method: 'tap' });
      return intent.id;
    },
    daysPass: () => {
      for (const call of later.splice(0)) call();
    },
    openTill: (options = {}) => {
      tillCount += 1;
      return open(join(directory, `till-${String(tillCount)}.db`), options);
    },
    close: async () => {
      for (const close of closers) close();
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function openBenchTill(
  file: string,
  baseUrl: string,
  secretKey: string,
  options: BenchOptions,
  reopen: (options: BenchOptions) => BenchTill,
): BenchTill & { readonly close: () => void } {
  const db = openNewDatabase(file);
  const time = manualTime();
  const ids = createIds(systemClock);
  const gateway = createStripeGateway({ secretKey, baseUrl, timers: time.timers });
  const tenders = createTenderStore(db, () => undefined);
  db.run("INSERT OR IGNORE INTO staff (staff_id, name, role) VALUES ('staff-1', 'Owner', 'owner')");
  db.run("INSERT OR IGNORE INTO shifts VALUES ('shift-1', 1, 1000, 'staff-1')");
  const refunds = createRefunds({
    db,
    tenders,
    clock: time.clock,
    timers: time.timers,
    ids,
    log: SILENT,
    gateway: () => gateway,
    storeId: () => 'store-1',
    frame: () => ({ mode: 'test', register: 'Till 1', shiftId: 'shift-1', cashierId: 'staff-1' }),
    changed: () => undefined,
    reader: () => NO_READER,
    sales: createSales({ db, clock: systemClock, ids, frame: () => SALE_FRAME }),
    approvals: createApprovals({ db, clock: time.clock, ids, staff: { identify } }),
    ...options,
  });
  let isClosed = false;
  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    refunds.stop();
    db.close();
  };
  return {
    db,
    tenders,
    refunds,
    gateway,
    pass: time.pass,
    sell: (sale) => sell(db, tenders, sale),
    ringUp: (priceMinor) => ringUp(db, [priceMinor], 1),
    restart: (other = {}) => {
      close();
      return reopen({ ...options, ...other });
    },
    close,
  };
}

/** The manager of the bench, whose PIN is 2468. */
const identify: Staff['identify'] = ({ pin }) =>
  Promise.resolve(
    pin === '2468' ? accept({ staffId: 'staff-1', name: 'Mia Manager' }) : refuse('STAFF_PIN_WRONG'),
  );

function sell(
  db: Db,
  tenders: TenderStore,
  sale: Parameters<BenchTill['sell']>[0],
): { readonly saleId: string; readonly tenderIds: readonly string[] } {
  const ids = createIds(systemClock);
  ringUp(db, sale.pricesMinor, sale.quantity ?? 1);
  const open = findCurrentSale(db);
  if (open === null) throw new Error('There is no sale');
  const { saleId } = open;
  if (sale.exemption !== undefined)
    createSales({ db, clock: systemClock, ids, frame: () => SALE_FRAME }).setExemption(
      saleId,
      sale.exemption,
    );
  const current = getSale(db, saleId);
  lockForCharge(db, saleId);
  const tenderIds = sale.cards.map(({ paymentIntentId, amountMinor }) => {
    const tender = tenders.open({
      ...SALE_FRAME,
      tenderId: ids.uuidv7(),
      saleId,
      amountMinor,
      cartHash: current.cartHash,
      createdAtMs: systemClock.nowMs(),
    });
    tenders.commit({
      tender,
      next: {
        state: 'approved',
        paymentIntentId,
        attempt: 1,
        capturedMinor: minorUnits(amountMinor),
        tipMinor: minorUnits(0),
      },
      note: { kind: 'approved', source: 'stripe' },
      atMs: systemClock.nowMs(),
    });
    return tender.tenderId;
  });
  const byCard = sale.cards.reduce((sum, card) => sum + card.amountMinor, 0);
  const cashMinor = current.total.amountMinor - byCard;
  if (cashMinor > 0) {
    const tenderId = ids.uuidv7();
    recordCash(db, {
      tenderId,
      saleId,
      amountMinor: cashMinor,
      roundingMinor: 0,
      tenderedMinor: cashMinor,
      changeMinor: 0,
      currency: 'EUR',
      atMs: systemClock.nowMs(),
    });
    tenderIds.push(tenderId);
  }
  completeSale(db, saleId, systemClock.nowMs());
  db.run('UPDATE sales SET current = 0 WHERE sale_id = ?', saleId);
  return { saleId, tenderIds };
}

function ringUp(db: Db, pricesMinor: readonly number[], quantity: number): void {
  const ids = createIds(systemClock);
  const sales = createSales({ db, clock: systemClock, ids, frame: () => SALE_FRAME });
  pricesMinor.forEach((price, index) => {
    sales.addItem({
      productId: null,
      name: `Item ${String(index + 1)}`,
      quantity,
      unitPriceMinor: minorUnits(price),
      taxRate: { id: 'vat', name: 'VAT 21%', ratePpm: 210_000 },
    });
  });
}

/** A clock that stands until it is moved, and timers that are called when it passes them. Sleeps end at once. */
function manualTime(): {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly pass: (ms: number) => Promise<void>;
} {
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

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { openReaderBench, type ReaderBench } from '../../../tests/support/reader-bench.ts';
import { createStripeGateway, type StripeGateway } from '../stripe/index.ts';
import { systemTimers } from '../system/index.ts';
import type { ArmOutcome } from './driver.ts';
import { createServerDriver, type ServerDriver } from './server-driver.ts';

/*
 * The server-driven driver against a reader of the sandbox, over HTTP and by the real library. No timer runs by itself:
 * a test looks when it wants the till to look.
 */
const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const GOOD_CARD = '4242424242424242';
const POOR_CARD = '4000000000009995';

let bench: ReaderBench;
let stripe: Stripe;
let gateway: StripeGateway;
let driver: ServerDriver;
let readerId: string;
let looks: (() => void)[];
/** The end of the time in which the reader has to pick the command up. */
let isLate: () => void;
let stopped: string[];
let busyWith: (string | null)[];
let nowMs: number;

beforeAll(async () => {
  bench = await openReaderBench('server-driver');
  ({ stripe, readerId } = bench);
});
afterAll(() => bench.close());

beforeEach(async () => {
  await bench.control(`readers/${readerId}/power`, { on: false });
  await bench.control(`readers/${readerId}/power`, { on: true });
  await bench.control(`readers/${readerId}/trouble`, { kind: null });
  await stripe.terminal.readers.cancelAction(readerId);
  looks = [];
  stopped = [];
  busyWith = [];
  nowMs = 1_000;
  gateway = createStripeGateway({
    secretKey: bench.secretKey,
    baseUrl: bench.baseUrl,
    timers: { ...systemTimers, sleep: () => Promise.resolve() },
  });
  driver = createServerDriver({
    clock: { monotonicMs: () => nowMs },
    gateway: () => gateway,
    timers: {
      ...systemTimers,
      after: (delayMs, call) => {
        if (delayMs === 15_000) {
          isLate = call;
          return () => undefined;
        }
        looks.push(call);
        return () => {
          looks.splice(looks.indexOf(call), 1);
        };
      },
    },
    log: SILENT,
    relayLive: () => true,
    changed: () => undefined,
    stoppedAsking: (id) => stopped.push(id),
    busyWith: (_reader, intent) => busyWith.push(intent),
    keptBy: (metadata) => metadata['used_by'] ?? null,
  });
});

describe('asking for a card through Stripe', () => {
  it('ends when Stripe has charged it, seen when an event wakes the till', async () => {
    const { id, outcome } = await arm();
    await asking();
    await bench.present(GOOD_CARD);
    expect(driver.noticed(readerId)).toBe(true);
    expect(await outcome).toEqual({ kind: 'finished', otherwise: 'not-confirmed' });
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
    expect(stopped).toEqual([readerId]);
    expect(driver.isPrompting()).toBe(false);
  });

  it('ends as well when the event never comes and the till looks by itself', async () => {
    const { outcome } = await arm();
    await asking();
    await bench.present(POOR_CARD);
    await look();
    expect(await outcome).toEqual({ kind: 'finished', otherwise: 'not-confirmed' });
  });

  it('goes on while nobody has shown a card, however often the till looks', async () => {
    const { outcome } = await arm();
    await asking();
    for (let times = 0; times < 3; times += 1) await look();
    await bench.present(GOOD_CARD);
    await look();
    expect(await outcome).toMatchObject({ kind: 'finished' });
  });

  it('tells a customer who cancelled on the reader from every other end', async () => {
    const { outcome } = await arm();
    await asking();
    await bench.control(`readers/${readerId}/cancel`, {});
    await look();
    expect(await outcome).toEqual({ kind: 'finished', otherwise: 'customer-cancelled' });
  });

  it('is called off at the reader, and only for its own payment', async () => {
    const { id, outcome } = await arm();
    await asking();
    await driver.disarm({ reader: { readerId, driver: 'server-driven' }, paymentIntentId: 'pi_another' });
    expect(await bench.screen()).toBe('present-card');
    await driver.disarm({ reader: { readerId, driver: 'server-driven' }, paymentIntentId: id });
    expect(await outcome).toEqual({ kind: 'ended', why: 'cashier-cancelled' });
    expect(await bench.screen()).toBe('idle');
  });

  it('that is called off while the till looks at the reader is never sent', async () => {
    const real = gateway;
    const id = await bench.intent(500);
    const disarmed: Promise<void>[] = [];
    gateway = {
      ...real,
      readReader: (reader) => {
        // The cancel comes while the first look is under way, and is done before it is answered.
        if (disarmed.length === 0) disarmed.push(disarm(id));
        return Promise.all(disarmed).then(() => real.readReader(reader));
      },
    };
    // The cancel looks through the gateway as well, and must not wait for itself.
    const disarm = (paymentIntentId: string): Promise<void> => {
      const slow = gateway;
      gateway = real;
      const done = driver.disarm({ reader: { readerId, driver: 'server-driven' }, paymentIntentId });
      gateway = slow;
      return done;
    };
    const { outcome } = await arm(id);
    expect(await outcome).toEqual({ kind: 'ended', why: 'cashier-cancelled' });
    expect([disarmed.length, await bench.screen()]).toEqual([1, 'idle']);
  });

  it('that is called off while its command is under way is taken back at the reader', async () => {
    const real = gateway;
    const id = await bench.intent(500);
    gateway = {
      ...real,
      processOnReader: async (request) => {
        // The reader hears of nothing yet when the cancel looks at it.
        await driver.disarm({ reader: { readerId, driver: 'server-driven' }, paymentIntentId: id });
        return real.processOnReader(request);
      },
    };
    const { outcome } = await arm(id);
    expect(await outcome).toEqual({ kind: 'finished', otherwise: 'cashier-cancelled' });
    expect([await bench.screen(), driver.isPrompting()]).toEqual(['idle', false]);
  });

  it('is over when another command took the reader, and says so', async () => {
    const { outcome } = await arm();
    await asking();
    await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: await bench.intent(500) });
    await look();
    expect(await outcome).toEqual({ kind: 'finished', otherwise: 'reader-busy' });
  });

  it('never ends by itself when the reader drops off: whoever armed it calls it off', async () => {
    await bench.control(`readers/${readerId}/trouble`, { kind: 'drops-off' });
    const { id, outcome } = await arm();
    await asking();
    await look();
    await driver.disarm({ reader: { readerId, driver: 'server-driven' }, paymentIntentId: id });
    expect(await outcome).toEqual({ kind: 'ended', why: 'cashier-cancelled' });
  });
});

describe('a reader that does not pick up what it was sent', () => {
  it('is told of while Stripe still waits for it, and no more once it asks', async () => {
    const real = gateway;
    let reached = (): void => undefined;
    const isSent = new Promise<void>((resolve) => {
      reached = resolve;
    });
    let answerNow = (): void => undefined;
    gateway = {
      ...real,
      processOnReader: async (request) => {
        reached();
        await new Promise<void>((resolve) => {
          answerNow = resolve;
        });
        return real.processOnReader(request);
      },
    };
    const { outcome } = await arm();
    await isSent;
    expect(driver.isUnheard()).toBe(false);
    isLate();
    expect(driver.isUnheard()).toBe(true);
    answerNow();
    await asking();
    expect(driver.isUnheard()).toBe(false);
    await bench.present(GOOD_CARD);
    await look();
    await outcome;
  });

  it('and drops off with it is told of, until somebody calls it off', async () => {
    await bench.control(`readers/${readerId}/trouble`, { kind: 'drops-off' });
    const { id, outcome } = await arm();
    await asking();
    await look();
    expect(driver.isUnheard()).toBe(false);
    isLate();
    expect([driver.isUnheard(), driver.isPrompting()]).toEqual([true, true]);
    await driver.disarm({ reader: { readerId, driver: 'server-driven' }, paymentIntentId: id });
    expect(await outcome).toEqual({ kind: 'ended', why: 'cashier-cancelled' });
    expect(driver.isUnheard()).toBe(false);
  });
});

describe('a look ahead', () => {
  it('stands for the look before the command while it is fresh, once', async () => {
    const asked = countReads();
    driver.lookAhead(readerId);
    const first = await arm();
    await asking();
    expect(asked()).toBe(1);
    await bench.present(GOOD_CARD);
    await look();
    await first.outcome;
    const before = asked();
    await arm();
    await asking();
    expect(asked()).toBe(before + 1);
  });

  it('that is old is not trusted: somebody may have come since', async () => {
    driver.lookAhead(readerId);
    nowMs += 3_000;
    const theirs = await bench.intent(500);
    await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: theirs });
    expect(await (await arm()).outcome).toEqual({ kind: 'ended', why: 'reader-busy' });
    expect((await stripe.terminal.readers.retrieve(readerId)) as object).toMatchObject({
      action: { process_payment_intent: { payment_intent: theirs } },
    });
  });

  it('of another reader, or one that Stripe did not answer, is not used', async () => {
    const asked = countReads();
    driver.lookAhead('tmr_unknown');
    await arm();
    await asking();
    expect(asked()).toBe(2);
  });
});

describe('a reader that serves somebody else', () => {
  it('keeps its payment: nothing is replaced, and the till learns whose it is', async () => {
    const theirs = await bench.intent(500, { register: 'Till 2' });
    await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: theirs });
    const { id, outcome } = await arm();
    expect(await outcome).toEqual({ kind: 'ended', why: 'reader-busy' });
    expect(busyWith).toEqual([theirs]);
    expect([driver.heldBy(id), driver.heldBy('pi_of_an_older_sale')]).toEqual(['Till 2', null]);
    expect((await stripe.terminal.readers.retrieve(readerId)) as Stripe.Terminal.Reader).toMatchObject({
      action: { status: 'in_progress', process_payment_intent: { payment_intent: theirs } },
    });
  });

  it('keeps its session over the LAN as well: Stripe is not told to take the reader from there', async () => {
    await stripe.terminal.readers.update(readerId, { metadata: { used_by: 'Till 3' } });
    const { id, outcome } = await arm();
    expect(await outcome).toEqual({ kind: 'ended', why: 'reader-busy' });
    expect(driver.heldBy(id)).toBe('Till 3');
    expect(await bench.screen()).toBe('idle');
    await stripe.terminal.readers.update(readerId, { metadata: { used_by: '' } });
    const again = await arm();
    await asking();
    expect(driver.heldBy(again.id)).toBeNull();
    await driver.disarm({ reader: { readerId, driver: 'server-driven' }, paymentIntentId: again.id });
    await again.outcome;
  });

  it('is named as well when it took the reader between the look and the command', async () => {
    const theirs = await bench.intent(500, { register: 'Till 2' });
    await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: theirs });
    const real = gateway;
    let looks = 0;
    gateway = {
      ...real,
      readReader: async (id) => {
        const seen = await real.readReader(id);
        const isFirst = (looks += 1) === 1;
        return isFirst && seen.kind === 'ok' ? { ...seen, value: { ...seen.value, action: null } } : seen;
      },
      processOnReader: () =>
        Promise.resolve({
          kind: 'refused',
          code: 'terminal_reader_busy',
          status: 400,
          error: 'STRIPE_REQUEST_REFUSED',
        }),
    };
    const { id, outcome } = await arm();
    expect(await outcome).toEqual({ kind: 'ended', why: 'reader-busy' });
    expect(busyWith).toEqual([theirs]);
    expect([driver.heldBy(id), looks]).toEqual(['Till 2', 2]);
  });

  it('gives way when it only shows a cart', async () => {
    await stripe.terminal.readers.setReaderDisplay(readerId, {
      type: 'cart',
      cart: { currency: 'eur', total: 500, line_items: [{ description: 'Tea', amount: 500, quantity: 1 }] },
    });
    const { outcome } = await arm();
    await asking();
    await bench.present(GOOD_CARD);
    await look();
    expect(await outcome).toMatchObject({ kind: 'finished' });
  });
});

describe('a command that failed', () => {
  const failures: readonly (readonly [string, ArmOutcome])[] = [
    ['busy', { kind: 'ended', why: 'reader-busy' }],
    ['hardware-fault', { kind: 'ended', why: 'reader-lost' }],
    ['timeout', { kind: 'unknown' }],
  ];
  it.each(failures)('%s', async (kind, expected) => {
    await bench.control(`readers/${readerId}/trouble`, { kind });
    const { outcome } = await arm();
    expect(await outcome).toEqual(expected);
    expect(await bench.screen()).toBe('idle');
  });

  it('timed out but was delivered: the till sees that it asks, and waits for the card', async () => {
    await bench.control(`readers/${readerId}/trouble`, { kind: 'timeout-delivered' });
    const { id, outcome } = await arm();
    await asking();
    await bench.present(GOOD_CARD);
    await look();
    expect(await outcome).toMatchObject({ kind: 'finished' });
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
  });

  it('reached a reader that is switched off', async () => {
    await bench.control(`readers/${readerId}/power`, { on: false });
    const { outcome } = await arm();
    expect(await outcome).toEqual({ kind: 'ended', why: 'reader-offline' });
  });

  it('was for a payment that is paid already: Stripe is asked instead of anybody', async () => {
    const first = await arm();
    await asking();
    await bench.present(GOOD_CARD);
    await look();
    await first.outcome;
    const { outcome } = await arm(first.id);
    expect(await outcome).toEqual({ kind: 'finished', otherwise: 'not-confirmed' });
  });
});

/** How often the reader was read through this gateway since. */
function countReads(): () => number {
  let reads = 0;
  const { readReader } = gateway;
  gateway = {
    ...gateway,
    readReader: (id) => {
      reads += 1;
      return readReader(id);
    },
  };
  return () => reads;
}

async function arm(
  paymentIntentId?: string,
): Promise<{ readonly id: string; readonly outcome: Promise<ArmOutcome> }> {
  const id = paymentIntentId ?? (await bench.intent(500));
  const outcome = driver.arm({
    reader: { readerId, driver: 'server-driven' },
    paymentIntentId: id,
    clientSecret: `${id}_secret`,
    amountMinor: 500,
    currency: 'EUR',
    tipping: false,
  });
  return { id, outcome };
}

/** The till waits for its next look, so the reader asks for a card. */
async function asking(): Promise<void> {
  await until(() => looks.length > 0);
  expect(driver.isPrompting()).toBe(true);
}

/** Lets the till look, and waits until it has and either waits again or is done. */
async function look(): Promise<void> {
  const now = looks.shift();
  if (now === undefined) throw new Error('The till does not wait');
  now();
  await until(() => looks.length > 0 || !driver.isPrompting());
}

async function until(check: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (check()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('It did not happen');
}

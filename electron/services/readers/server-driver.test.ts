import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import Stripe from 'stripe';
import { createSandbox, listenSandbox, realPorts, type Sandbox } from '../../../sandbox/index.ts';
import { createStripeGateway, STRIPE_API_VERSION, type StripeGateway } from '../stripe/index.ts';
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

let sandbox: Sandbox;
let server: Awaited<ReturnType<typeof listenSandbox>>;
let stripe: Stripe;
let gateway: StripeGateway;
let driver: ServerDriver;
let readerId: string;
let looks: (() => void)[];
let stopped: string[];
let busyWith: (string | null)[];
let nowMs: number;

beforeAll(async () => {
  sandbox = createSandbox(
    realPorts(() => undefined),
    { seed: 'server-driver' },
  );
  server = await listenSandbox(sandbox, { port: 0 });
  const url = new URL(server.baseUrl);
  stripe = new Stripe(sandbox.keys.secret, {
    apiVersion: STRIPE_API_VERSION,
    host: url.hostname,
    port: url.port,
    protocol: 'http',
  });
  const location = await stripe.terminal.locations.create({
    display_name: 'Kade 12',
    address: { line1: 'Kade 12', city: 'Rotterdam', postal_code: '3011', country: 'NL' },
  });
  const reader = await stripe.terminal.readers.create({
    registration_code: 'simulated-s700',
    location: location.id,
  });
  readerId = reader.id;
});
afterAll(() => server.close());

beforeEach(async () => {
  await control(`readers/${readerId}/power`, { on: false });
  await control(`readers/${readerId}/power`, { on: true });
  await control(`readers/${readerId}/trouble`, { kind: null });
  await stripe.terminal.readers.cancelAction(readerId);
  looks = [];
  stopped = [];
  busyWith = [];
  nowMs = 1_000;
  gateway = createStripeGateway({
    secretKey: sandbox.keys.secret,
    baseUrl: server.baseUrl,
    timers: { ...systemTimers, sleep: () => Promise.resolve() },
  });
  driver = createServerDriver({
    clock: { monotonicMs: () => nowMs },
    gateway: () => gateway,
    timers: {
      ...systemTimers,
      after: (_delayMs, call) => {
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
    await present(GOOD_CARD);
    expect(driver.noticed(readerId)).toBe(true);
    expect(await outcome).toEqual({ kind: 'finished', otherwise: 'not-confirmed' });
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
    expect(stopped).toEqual([readerId]);
    expect(driver.isPrompting()).toBe(false);
  });

  it('ends as well when the event never comes and the till looks by itself', async () => {
    const { outcome } = await arm();
    await asking();
    await present(POOR_CARD);
    await look();
    expect(await outcome).toEqual({ kind: 'finished', otherwise: 'not-confirmed' });
  });

  it('goes on while nobody has shown a card, however often the till looks', async () => {
    const { outcome } = await arm();
    await asking();
    for (let times = 0; times < 3; times += 1) await look();
    await present(GOOD_CARD);
    await look();
    expect(await outcome).toMatchObject({ kind: 'finished' });
  });

  it('tells a customer who cancelled on the reader from every other end', async () => {
    const { outcome } = await arm();
    await asking();
    await control(`readers/${readerId}/cancel`, {});
    await look();
    expect(await outcome).toEqual({ kind: 'finished', otherwise: 'customer-cancelled' });
  });

  it('is called off at the reader, and only for its own payment', async () => {
    const { id, outcome } = await arm();
    await asking();
    await driver.disarm({ reader: { readerId, driver: 'server-driven' }, paymentIntentId: 'pi_another' });
    expect(await screen()).toBe('present-card');
    await driver.disarm({ reader: { readerId, driver: 'server-driven' }, paymentIntentId: id });
    expect(await outcome).toEqual({ kind: 'ended', why: 'cashier-cancelled' });
    expect(await screen()).toBe('idle');
  });

  it('is over when another command took the reader, and says so', async () => {
    const { outcome } = await arm();
    await asking();
    await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: await intent() });
    await look();
    expect(await outcome).toEqual({ kind: 'finished', otherwise: 'reader-busy' });
  });

  it('never ends by itself when the reader drops off: whoever armed it calls it off', async () => {
    await control(`readers/${readerId}/trouble`, { kind: 'drops-off' });
    const { id, outcome } = await arm();
    await asking();
    await look();
    await driver.disarm({ reader: { readerId, driver: 'server-driven' }, paymentIntentId: id });
    expect(await outcome).toEqual({ kind: 'ended', why: 'cashier-cancelled' });
  });
});

describe('a look ahead', () => {
  it('stands for the look before the command while it is fresh, once', async () => {
    const asked = countReads();
    driver.lookAhead(readerId);
    const first = await arm();
    await asking();
    expect(asked()).toBe(1);
    await present(GOOD_CARD);
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
    const theirs = await intent();
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
    const theirs = await intent({ register: 'Till 2' });
    await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: theirs });
    const { id, outcome } = await arm();
    expect(await outcome).toEqual({ kind: 'ended', why: 'reader-busy' });
    expect(busyWith).toEqual([theirs]);
    expect([driver.heldBy(id), driver.heldBy('pi_of_an_older_sale')]).toEqual(['Till 2', null]);
    expect((await stripe.terminal.readers.retrieve(readerId)) as Stripe.Terminal.Reader).toMatchObject({
      action: { status: 'in_progress', process_payment_intent: { payment_intent: theirs } },
    });
  });

  it('keeps its payment where nobody could look: the command is not sent blindly', async () => {
    const theirs = await intent({ register: 'Till 2' });
    await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: theirs });
    const unanswered = { kind: 'unknown', code: 'x', error: 'STRIPE_UNREACHABLE', stored: false } as const;
    gateway = { ...gateway, readReader: () => Promise.resolve(unanswered) };
    expect(await (await arm()).outcome).toEqual({
      kind: 'ended',
      why: 'reader-offline',
      refusedBy: 'STRIPE_UNREACHABLE',
    });
    expect((await stripe.terminal.readers.retrieve(readerId)) as Stripe.Terminal.Reader).toMatchObject({
      action: { status: 'in_progress', process_payment_intent: { payment_intent: theirs } },
    });
  });

  it('keeps its session over the LAN as well: Stripe is not told to take the reader from there', async () => {
    await stripe.terminal.readers.update(readerId, { metadata: { used_by: 'Till 3' } });
    const { id, outcome } = await arm();
    expect(await outcome).toEqual({ kind: 'ended', why: 'reader-busy' });
    expect(driver.heldBy(id)).toBe('Till 3');
    expect(await screen()).toBe('idle');
    await stripe.terminal.readers.update(readerId, { metadata: { used_by: '' } });
    const again = await arm();
    await asking();
    expect(driver.heldBy(again.id)).toBeNull();
    await driver.disarm({ reader: { readerId, driver: 'server-driven' }, paymentIntentId: again.id });
    await again.outcome;
  });

  it('is named as well when it took the reader between the look and the command', async () => {
    const theirs = await intent({ register: 'Till 2' });
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
    await present(GOOD_CARD);
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
    await control(`readers/${readerId}/trouble`, { kind });
    const { outcome } = await arm();
    expect(await outcome).toEqual(expected);
    expect(await screen()).toBe('idle');
  });

  it('timed out but was delivered: the till sees that it asks, and waits for the card', async () => {
    await control(`readers/${readerId}/trouble`, { kind: 'timeout-delivered' });
    const { id, outcome } = await arm();
    await asking();
    await present(GOOD_CARD);
    await look();
    expect(await outcome).toMatchObject({ kind: 'finished' });
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
  });

  it('reached a reader that is switched off', async () => {
    await control(`readers/${readerId}/power`, { on: false });
    const { outcome } = await arm();
    expect(await outcome).toEqual({ kind: 'ended', why: 'reader-offline' });
  });

  it('was for a payment that is paid already: Stripe is asked instead of anybody', async () => {
    const first = await arm();
    await asking();
    await present(GOOD_CARD);
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
  const id = paymentIntentId ?? (await intent());
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

async function intent(metadata: Readonly<Record<string, string>> = {}): Promise<string> {
  const made = await stripe.paymentIntents.create({
    amount: 500,
    currency: 'eur',
    allowed_payment_method_types: ['card_present'],
    metadata: { ...metadata },
  });
  return made.id;
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

async function present(number: string): Promise<void> {
  await control(`readers/${readerId}/present`, { number, method: 'tap' });
}

async function screen(): Promise<string> {
  const response = await fetch(`${server.baseUrl}/_sandbox/readers/${readerId}`, {
    headers: { authorization: `Bearer ${sandbox.keys.control}` },
  });
  return ((await response.json()) as { readonly screen: string }).screen; // The sandbox's own shape.
}

async function control(path: string, body: object): Promise<void> {
  const response = await fetch(`${server.baseUrl}/_sandbox/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.keys.control}` },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}

async function until(check: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (check()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('It did not happen');
}

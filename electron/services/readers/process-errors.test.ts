import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import Stripe from 'stripe';
import { createSandbox, listenSandbox, realPorts, type Sandbox } from '../../../sandbox/index.ts';
import { CERTAIN, POSSIBLE } from '../../../tests/support/stripe-error-answers.ts';
import { createStripeGateway, STRIPE_API_VERSION } from '../stripe/index.ts';
import { systemClock, systemTimers } from '../system/index.ts';
import type { ArmOutcome } from './driver.ts';
import { createServerDriver, type ServerDriver } from './server-driver.ts';

/*
 * Every class of error of Stripe's at the command that asks a reader for a card, driven over HTTP: what the asking comes
 * to, and that an answer that may hide a delivered command is followed by a look at the reader.
 */
const PROCESS = {
  method: 'POST',
  path: '/v1/terminal/readers/',
  pathEnd: '/process_payment_intent',
} as const;
const OFTEN = 1_000;

let sandbox: Sandbox;
let server: Awaited<ReturnType<typeof listenSandbox>>;
let stripe: Stripe;
let driver: ServerDriver;
let readerId: string;

beforeAll(async () => {
  sandbox = createSandbox(
    realPorts(() => undefined),
    { seed: 'process-errors' },
  );
  server = await listenSandbox(sandbox, { port: 0 });
  const { hostname, port } = new URL(server.baseUrl);
  stripe = new Stripe(sandbox.keys.secret, {
    apiVersion: STRIPE_API_VERSION,
    host: hostname,
    port,
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
  await control('scenario', { name: 'all-well' });
  await stripe.terminal.readers.cancelAction(readerId);
  driver = createServerDriver({
    clock: systemClock,
    gateway: () =>
      createStripeGateway({
        secretKey: sandbox.keys.secret,
        baseUrl: server.baseUrl,
        timers: { ...systemTimers, sleep: () => Promise.resolve() },
      }),
    timers: systemTimers,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    relayLive: () => false,
    changed: () => undefined,
    stoppedAsking: () => undefined,
    busyWith: () => undefined,
    keptBy: () => null,
  });
});

describe('asking a reader for a card through Stripe', () => {
  it.each(CERTAIN)('%s: the reader was not asked, nothing charged', async (_name, answer, said) => {
    const id = await intent();
    await control('faults', { ...PROCESS, when: 'before', times: OFTEN, ...answer });
    const outcome = await arm(id);
    // Turned away at the door is told with its reason; what was looked at and refused, by its code.
    if (said !== 'STRIPE_REQUEST_REFUSED')
      expect(outcome).toEqual({ kind: 'ended', why: 'not-confirmed', refusedBy: said });
    else expect(['ended', 'unknown']).toContain(outcome.kind);
    expect(await screen()).toBe('idle');
    expect((await stripe.paymentIntents.retrieve(id)).latest_charge).toBeNull();
  });

  it.each(POSSIBLE)('%s, before the effect: unknown, so Stripe is asked', async (_name, answer) => {
    const id = await intent();
    await control('faults', { ...PROCESS, when: 'before', times: OFTEN, ...answer });
    expect(await arm(id)).toEqual({ kind: 'unknown' });
    expect(await screen()).toBe('idle');
  });

  it.each(POSSIBLE)(
    '%s, after the effect: the reader shows that it asks, and a card pays once',
    async (_name, answer) => {
      const id = await intent();
      await control('faults', { ...PROCESS, when: 'after', times: OFTEN, ...answer });
      const outcome = arm(id);
      await until(async () => (await screen()) === 'present-card' && driver.isPrompting());
      await control(`readers/${readerId}/present`, { number: '4242424242424242', method: 'tap' });
      driver.noticed(readerId);
      expect(await outcome).toMatchObject({ kind: 'finished' });
      const paid = await stripe.paymentIntents.retrieve(id);
      expect([paid.status, paid.amount_received]).toEqual(['succeeded', 1_250]);
      expect((await stripe.charges.list({ payment_intent: id })).data).toHaveLength(1);
    },
  );
});

function arm(paymentIntentId: string): Promise<ArmOutcome> {
  return driver.arm({
    reader: { readerId, driver: 'server-driven' },
    paymentIntentId,
    clientSecret: '',
    amountMinor: 1_250,
    currency: 'EUR',
    tipping: false,
  } as Parameters<ServerDriver['arm']>[0]); // What the other driver needs is left out.
}

async function intent(): Promise<string> {
  const made = await stripe.paymentIntents.create({
    amount: 1_250,
    currency: 'eur',
    allowed_payment_method_types: ['card_present'],
    capture_method: 'automatic',
  });
  return made.id;
}

async function screen(): Promise<unknown> {
  const response = await fetch(`${server.baseUrl}/_sandbox/readers/${readerId}`, {
    headers: { authorization: `Bearer ${sandbox.keys.control}` },
  });
  const face = (await response.json()) as { readonly screen: string }; // The sandbox's own.
  return face.screen;
}

async function control(path: string, body: object): Promise<void> {
  const response = await fetch(`${server.baseUrl}/_sandbox/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandbox.keys.control}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${String(response.status)}`);
}

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('It did not happen in ten seconds');
}

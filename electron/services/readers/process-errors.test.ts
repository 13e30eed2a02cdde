import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { openReaderBench, type ReaderBench } from '../../../tests/support/reader-bench.ts';
import { CERTAIN, POSSIBLE } from '../../../tests/support/stripe-error-answers.ts';
import { createStripeGateway } from '../stripe/index.ts';
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

let bench: ReaderBench;
let stripe: Stripe;
let driver: ServerDriver;
let readerId: string;

beforeAll(async () => {
  bench = await openReaderBench('process-errors');
  ({ stripe, readerId } = bench);
});
afterAll(() => bench.close());

beforeEach(async () => {
  await bench.control('scenario', { name: 'all-well' });
  await stripe.terminal.readers.cancelAction(readerId);
  driver = createServerDriver({
    clock: systemClock,
    gateway: () =>
      createStripeGateway({
        secretKey: bench.secretKey,
        baseUrl: bench.baseUrl,
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
    const id = await bench.intent(1_250);
    await bench.control('faults', { ...PROCESS, when: 'before', times: OFTEN, ...answer });
    const outcome = await arm(id);
    // Turned away at the door is told with its reason; what was looked at and refused, by its code.
    if (said !== 'STRIPE_REQUEST_REFUSED')
      expect(outcome).toEqual({ kind: 'ended', why: 'not-confirmed', refusedBy: said });
    else expect(['ended', 'unknown']).toContain(outcome.kind);
    expect(await bench.screen()).toBe('idle');
    expect((await stripe.paymentIntents.retrieve(id)).latest_charge).toBeNull();
  });

  it.each(POSSIBLE)('%s, before the effect: unknown, so Stripe is asked', async (_name, answer) => {
    const id = await bench.intent(1_250);
    await bench.control('faults', { ...PROCESS, when: 'before', times: OFTEN, ...answer });
    expect(await arm(id)).toEqual({ kind: 'unknown' });
    expect(await bench.screen()).toBe('idle');
  });

  it.each(POSSIBLE)(
    '%s, after the effect: the reader shows that it asks, and a card pays once',
    async (_name, answer) => {
      const id = await bench.intent(1_250);
      await bench.control('faults', { ...PROCESS, when: 'after', times: OFTEN, ...answer });
      const outcome = arm(id);
      await until(async () => (await bench.screen()) === 'present-card' && driver.isPrompting());
      await bench.present('4242424242424242');
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

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('It did not happen in ten seconds');
}

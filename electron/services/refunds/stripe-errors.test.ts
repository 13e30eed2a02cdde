import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LOCALES } from '../../../shared/domain/locale/index.ts';
import { textsOf } from '../../../renderer/till/text/index.ts';
import { openRefundBench, type BenchTill, type RefundBench } from '../../../tests/support/refund-bench.ts';
import { CERTAIN, EITHER_MOMENT } from '../../../tests/support/stripe-error-answers.ts';
import type { Refund, RefundLeg } from './index.ts';

/*
 * Every class of error of Stripe's at the one call that gives money back: what the refund becomes at once, what the
 * cashier reads, and how much is back at Stripe when it is well again. Each row is driven over HTTP.
 */
vi.setConfig({ testTimeout: 60_000 });

const REFUNDS = { method: 'POST', path: '/v1/refunds' } as const;
const WHY = { reason: 'changed-mind' } as const;
const OFTEN = 1_000;
let bench: RefundBench;
let till: BenchTill;

beforeEach(async () => {
  bench = await openRefundBench();
  till = bench.openTill();
});
afterEach(() => bench.close());

/** A busy Stripe is asked again; every other "no" is the end of this refund. */
const REFUSED = CERTAIN.filter(([, , said]) => said !== 'STRIPE_RATE_LIMITED');
const TURNED_AWAY = CERTAIN.filter(([, , said]) => said === 'STRIPE_RATE_LIMITED');

describe('giving money back', () => {
  it.each(REFUSED)('%s: refused, nothing given back, and it may be tried again', async (_name, answer) => {
    const { tenderId, intent } = await paid();
    await bench.fault({ ...REFUNDS, when: 'before', times: 1, ...answer });
    const refund = await refundOf(tenderId);
    expect(legOf(refund).state.state).toBe('refused');
    reads(refund, /^Refused\. Nothing was given back\.$/u);
    expect(till.refunds.refundedMinor(tenderId)).toBe(0);
    expect(await atStripe(intent)).toEqual([]);
    expect(legOf(await refundOf(tenderId)).state.state).toBe('succeeded');
    expect(await atStripe(intent)).toEqual([1_000]);
  });

  it.each(TURNED_AWAY)('%s: asked again by itself, and given back once', async (_name, answer) => {
    const { tenderId, intent } = await paid();
    await bench.fault({ ...REFUNDS, when: 'before', times: OFTEN, ...answer });
    const refund = await refundOf(tenderId);
    expect(legOf(refund).state.state).toBe('in-doubt');
    reads(refund, /do not refund a second time/u);
    expect(await till.refunds.refundTender(tenderId, 'all', WHY)).toMatchObject({ ok: false });
    await settle(refund);
    expect(await atStripe(intent)).toEqual([1_000]);
  });

  it.each(EITHER_MOMENT)(
    '%s, %s the effect: in doubt, no second refund, and given back once',
    async (_name, when, answer) => {
      const { tenderId, intent } = await paid();
      await bench.fault({ ...REFUNDS, when, times: OFTEN, ...answer });
      const refund = await refundOf(tenderId);
      // Stripe could be read, so a refund that was made may have been found already.
      expect(['in-doubt', 'succeeded']).toContain(legOf(refund).state.state);
      if (when === 'before') {
        expect(legOf(refund).state.state).toBe('in-doubt');
        reads(refund, /do not refund a second time/u);
      }
      expect(await till.refunds.refundTender(tenderId, 'all', WHY)).toMatchObject({ ok: false });
      await settle(refund);
      expect(await atStripe(intent)).toEqual([1_000]);
    },
  );

  it.each(CERTAIN)(
    '%s on the second try says nothing about the first, whose answer was lost',
    async (_name, answer) => {
      const { tenderId, intent } = await paid();
      // Made at Stripe, and neither the answer nor the list arrives.
      await bench.fault({ ...REFUNDS, when: 'after', answer: 'drop', times: 6 });
      const refund = await refundOf(tenderId);
      expect(legOf(refund).state.state).toBe('in-doubt');
      await bench.control('scenario', { name: 'all-well' });
      await bench.fault({ ...REFUNDS, when: 'before', times: OFTEN, ...answer });
      // Found in Stripe's list before anything is sent again, so that no refusal can hide it.
      await passUntilGivenBack(refund);
      expect(await atStripe(intent)).toEqual([1_000]);
    },
  );
});

describe('a failure that Stripe keeps, when Stripe has room for a second refund', () => {
  const KEPT = { ...REFUNDS, when: 'before', answer: 'error-500', times: 6 } as const;

  it('what Stripe completes hours later is the refund: no other was asked for meanwhile', async () => {
    const { tenderId, intent } = await paid();
    await bench.fault(KEPT);
    const refund = await refundOf(tenderId, 400);
    for (let hour = 0; hour < 5; hour += 1) await passAnHour();
    expect(legOf(refund).state.state).toBe('in-doubt');
    reads(refund, /do not refund a second time/u);
    expect(await atStripe(intent)).toEqual([]);
    // Its engineers see to what failed in an incident; the answer under the key stays as it was.
    const late = await bench.stripe.refunds.create({
      payment_intent: intent,
      amount: 400,
      metadata: { refund: legOf(refund).legId },
    });
    await passUntilGivenBack(refund);
    expect(legOf(refund).state).toMatchObject({ stripeRefundId: late.id });
    expect(await atStripe(intent)).toEqual([400]);
  });

  it('what Stripe has not completed once it forgets the key is asked for under another one, once', async () => {
    const { tenderId, intent } = await paid();
    await bench.fault(KEPT);
    const refund = await refundOf(tenderId, 400);
    for (let hour = 0; hour < 25 && legOf(refund).state.state === 'in-doubt'; hour += 1) await passAnHour();
    expect(legOf(refund)).toMatchObject({ keyOrdinal: 2, state: { state: 'succeeded' } });
    expect(await atStripe(intent)).toEqual([400]);
  });
});

async function paid(): Promise<{ readonly tenderId: string; readonly intent: string }> {
  const intent = await bench.pay({ amountMinor: 1_000 });
  const { tenderIds } = till.sell({
    pricesMinor: [1_000],
    cards: [{ paymentIntentId: intent, amountMinor: 1_000 }],
  });
  return { tenderId: tenderIds[0] ?? '', intent };
}

async function refundOf(tenderId: string, amountMinor: number | 'all' = 'all'): Promise<Refund> {
  const made = await till.refunds.refundTender(tenderId, amountMinor, WHY);
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

/** As it is on the disk now. */
function legOf({ refundId }: Refund): RefundLeg {
  const [leg] = till.refunds.store.find(refundId)?.legs ?? [];
  if (leg === undefined) throw new Error('The refund has no leg');
  return leg;
}

/** What the cashier has before him, and that each other language has a sentence of its own. */
function reads(refund: Refund, english: RegExp): void {
  const { state } = legOf(refund).state;
  const said = LOCALES.map((locale) => textsOf(locale).refunds.legs[state]);
  expect(said[0]).toMatch(english);
  for (const sentence of said) expect(sentence.length).toBeGreaterThan(8);
  expect(new Set(said).size).toBe(said.length);
}

async function settle(refund: Refund): Promise<void> {
  await bench.control('scenario', { name: 'all-well' });
  await passUntilGivenBack(refund);
}

async function passAnHour(): Promise<void> {
  await till.pass(3_600_000);
  await new Promise((resolve) => setTimeout(resolve, 50)); // What was due then is done over HTTP.
}

async function passUntilGivenBack(refund: Refund): Promise<void> {
  for (let tries = 0; tries < 12; tries += 1) {
    if (legOf(refund).state.state === 'succeeded') return;
    await till.pass(60_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Still ${legOf(refund).state.state}`);
}

async function atStripe(intent: string): Promise<readonly number[]> {
  const { data } = await bench.stripe.refunds.list({ payment_intent: intent });
  return data.map(({ amount }) => amount);
}

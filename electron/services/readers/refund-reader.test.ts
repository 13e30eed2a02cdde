import { beforeEach, describe, expect, it } from 'vitest';
import type { ReaderAction, StripeGateway } from '../stripe/index.ts';
import type { ArmOutcome } from './driver.ts';
import { createRefundReader } from './index.ts';

/*
 * Goal: what a refund's reader says, or fails to say, is never taken for the lack of a refund. Method: Stripe answers as
 * a test says; no time passes between two looks.
 */
const OURS = {
  type: 'refund_payment',
  status: 'in_progress',
  failureCode: null,
  paymentIntentId: 'pi_1',
} as const;
const UNSEEN = { kind: 'unknown', code: 'no_answer', error: 'STRIPE_UNREACHABLE', stored: false } as const;

let slots: (ReaderAction | null | 'no-answer')[];
let metadata: Record<string, string>;
let sent: 'ok' | 'unknown';
let looks: number;
let commands: number;
beforeEach(() => {
  metadata = {};
  sent = 'ok';
  looks = 0;
  commands = 0;
});

/** The slot as it is seen, look by look; the first is the one before the command. The last repeats. */
async function ask(...seen: typeof slots): Promise<ArmOutcome> {
  slots = seen;
  const gateway = {
    readReader: () => {
      const slot = slots[Math.min(looks, slots.length - 1)] ?? null;
      looks += 1;
      return Promise.resolve(
        slot === 'no-answer' ? UNSEEN : { kind: 'ok', value: { action: slot, metadata } },
      );
    },
    refundOnReader: () => {
      commands += 1;
      return Promise.resolve(sent === 'ok' ? { kind: 'ok', value: {} } : UNSEEN);
    },
  };
  const reader = createRefundReader({
    ready: () => null,
    lan: {
      askForRefund: () => Promise.resolve({ kind: 'unknown' }),
      processRefund: () => Promise.resolve({ kind: 'unknown' }),
      cancelRefund: () => Promise.resolve(),
    },
    gateway: () => gateway as unknown as StripeGateway, // The two calls that such a refund needs.
    keptBy: (note) => note['used_by'] ?? null,
    timers: { after: () => () => undefined, sleep: () => Promise.resolve() },
  });
  return reader.ask({
    reader: { readerId: 'tmr_1', driver: 'server-driven' },
    paymentIntentId: 'pi_1',
    chargeId: 'ch_1',
    amountMinor: 1000,
    currency: 'CAD',
    metadata: {},
  });
}

describe('a refund at the reader', () => {
  it('goes on while its own asking stands in the slot', async () => {
    expect(
      await ask(null, OURS, OURS, { ...OURS, status: 'failed', failureCode: 'customer_canceled' }),
    ).toEqual({
      kind: 'finished',
      otherwise: 'customer-cancelled',
    });
    expect(looks).toBe(4);
  });

  const unknowns: readonly (readonly [string, ReaderAction | null])[] = [
    ['emptied by another hand', null],
    ['taken by a payment', { ...OURS, type: 'process_payment_intent', paymentIntentId: 'pi_2' }],
    ['taken by the refund of another payment', { ...OURS, paymentIntentId: 'pi_2' }],
    ['done, by its word', { ...OURS, status: 'succeeded' }],
  ];
  it.each(unknowns)(
    'is not known where the slot is %s: the cashier cancelled nothing',
    async (_name, slot) => {
      expect(await ask(null, OURS, slot)).toEqual({ kind: 'unknown' });
    },
  );

  it.each(['ok', 'unknown'] as const)(
    'is not known once the reader was out of sight for five looks, its command answered: %s',
    async (answer) => {
      sent = answer;
      expect(await ask(null, 'no-answer')).toEqual({ kind: 'unknown' });
      expect([looks, commands]).toEqual([6, 1]);
    },
  );

  it('is not sent blindly where nobody could look: the reader may serve another till', async () => {
    expect(await ask('no-answer')).toEqual({
      kind: 'ended',
      why: 'reader-offline',
      refusedBy: 'STRIPE_UNREACHABLE',
    });
    expect(commands).toBe(0);
  });

  it('is followed again when the reader comes into sight in time', async () => {
    const unseen = Array.from({ length: 4 }, () => 'no-answer' as const);
    const failed = { ...OURS, status: 'failed' } as const;
    expect(await ask(null, ...unseen, OURS, ...unseen, failed)).toMatchObject({ kind: 'finished' });
  });

  it('is not sent to a reader that another till keeps over its LAN', async () => {
    metadata = { used_by: 'Till 2' };
    expect(await ask(null)).toEqual({ kind: 'ended', why: 'reader-busy' });
    expect(commands).toBe(0);
  });
});

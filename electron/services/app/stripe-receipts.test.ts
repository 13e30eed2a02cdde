import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openChargeBench, type ChargeBench } from '../../../tests/support/charge-bench.ts';
import type { Settings, SettingsStore } from '../settings/index.ts';
import { createIds, systemClock } from '../system/index.ts';
import { createStripeReceipts, type StripeReceipts } from './stripe-receipts.ts';

/** Stripe's own receipts over the sandbox: the address arrives at the charge that was paid, and nowhere else. */
let bench: ChargeBench;
let mode: Settings['mode'];
let receipts: StripeReceipts;

beforeEach(async () => {
  bench = await openChargeBench();
  mode = 'test';
  receipts = createStripeReceipts({
    store: bench.store,
    // Only the mode is read here.
    settings: { get: () => ({ mode }) } as unknown as SettingsStore,
    connection: { gateway: () => bench.gateway },
    ids: createIds(systemClock),
  });
});
afterEach(async () => {
  await bench.close();
});

async function sellByCard(): Promise<{ readonly saleId: string; readonly chargeId: string }> {
  const saleId = bench.ringUp(1_250);
  const { tenderId } = await bench.payByCard(saleId);
  bench.charges.finish(saleId);
  return { saleId, chargeId: bench.store.find(tenderId)?.charge?.chargeId ?? '' };
}

const emailOf = async (chargeId: string): Promise<string | null> =>
  (await bench.stripe.charges.retrieve(chargeId)).receipt_email;

describe('Stripe’s own receipt', () => {
  it('is asked for with the address of the customer, and says that a test payment mails nothing', async () => {
    const { saleId, chargeId } = await sellByCard();
    expect(await receipts.send(saleId, 'ana@example.com')).toEqual({ ok: true, value: 'by-stripe-test' });
    expect(await emailOf(chargeId)).toBe('ana@example.com');
    expect(await receipts.send(saleId, 'bob@example.com')).toMatchObject({ ok: true });
    expect(await emailOf(chargeId)).toBe('bob@example.com');
  });

  it('is never asked for in training', async () => {
    const { saleId, chargeId } = await sellByCard();
    mode = 'training';
    expect(await receipts.send(saleId, 'ana@example.com')).toMatchObject({
      error: { code: 'MAIL_NOT_IN_TRAINING' },
    });
    expect(await emailOf(chargeId)).toBeNull();
  });

  it('is not to be had for cash', async () => {
    const saleId = bench.ringUp(500);
    bench.charges.takeCash(saleId, 500);
    bench.charges.finish(saleId);
    expect(await receipts.send(saleId, 'ana@example.com')).toMatchObject({
      error: { code: 'MAIL_NEEDS_CARD' },
    });
  });
});

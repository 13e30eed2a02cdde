import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRefundBench, type BenchTill, type RefundBench } from '../../../tests/support/refund-bench.ts';
import { createDisputeEvents, listDisputesOf } from '../disputes/index.ts';
import type { Clock, Log } from '../ports.ts';
import { createStrays, type EventHandler } from '../reconciliation/index.ts';
import { systemClock } from '../system/index.ts';
import { createPayoutEvents, getPayout, listPayouts } from './index.ts';

/*
 * Goal: every cent of a payout is a sale, a refund, a fee or a dispute that somebody can look at, or is called unknown;
 * and a dispute reaches the sale that it is about.
 * Method: the sandbox pays out and disputes; the handlers read it by HTTP and keep it in a real SQLite file.
 */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const CLOCK: Clock = systemClock;

let bench: RefundBench;
let till: BenchTill;
let payouts: EventHandler;
let disputes: EventHandler;
let isBackOffice: boolean;
let events = 0;

beforeAll(async () => {
  bench = await openRefundBench();
});
afterAll(() => bench.close());

beforeEach(async () => {
  isBackOffice = true;
  till = bench.openTill();
  const ports = { db: till.db, store: till.tenders, clock: CLOCK, log: SILENT, gateway: () => till.gateway };
  const strays = createStrays({
    ...ports,
    register: () => 'Till 1',
    storeId: () => 'store-1',
    locationId: () => null,
  });
  payouts = createPayoutEvents({ ...ports, isBackOffice: () => isBackOffice, changed: () => undefined });
  disputes = createDisputeEvents({ ...ports, strays, changed: () => undefined });
  // What other tests left on the balance is paid out before this one begins.
  await bench.pay({ amountMinor: 50_000 });
  await bench.control('payouts', {});
});

describe('a payout', () => {
  it('is made of sales, refunds, disputes and fees, to the cent', async () => {
    const { saleId, intent } = await sell(10_000);
    const other = await bench.pay({ amountMinor: 5_000 });
    await bench.stripe.refunds.create({ payment_intent: intent, amount: 2_500 });
    await bench.control('disputes', { payment_intent: other });
    const payoutId = await payOut({});
    expect(await hear(payouts, 'payout.reconciliation_completed', payoutId)).toBe('payout-reconciled');
    const detail = getPayout(till.db, payoutId);
    if (!detail.ok) throw new Error(detail.error.code);
    const { payout, lines, ...sums } = detail.value;
    // 1.4 % and 10 for each charge, and 2,000 for the dispute.
    expect(sums).toEqual({
      chargesMinor: 15_000,
      refundsMinor: -2_500,
      adjustmentsMinor: -5_000,
      unknownMinor: 0,
      feesMinor: 150 + 80 + 2_000,
      netMinor: 5_270,
      differenceMinor: 0,
    });
    expect(payout).toMatchObject({
      amountMinor: 5_270,
      currency: 'EUR',
      linesState: 'complete',
      status: 'paid',
    });
    expect(lines.map((line) => [line.kind, line.sale?.saleId ?? null])).toEqual([
      ['charge', saleId],
      ['charge', null],
      ['refund', saleId],
      ['adjustment', null],
    ]);
    expect(listPayouts(till.db)).toEqual([payout]);
  });

  it('shows a line that nobody knows as unknown, and counts it', async () => {
    await sell(1_000);
    const payoutId = await payOut({});
    await hear(payouts, 'payout.paid', payoutId);
    till.db.run("UPDATE payout_lines SET type = 'stripe_surprise' WHERE payout_id = ?", payoutId);
    expect(getPayout(till.db, payoutId)).toMatchObject({
      value: { unknownMinor: 1_000, chargesMinor: 0, differenceMinor: 0, lines: [{ kind: 'unknown' }] },
    });
  });

  it('has no lines and no verdict before Stripe has added them up, and both after', async () => {
    await sell(1_000);
    const payoutId = await payOut({ reconciled: false });
    expect(await hear(payouts, 'payout.paid', payoutId)).toBe('payout-read');
    expect(getPayout(till.db, payoutId)).toMatchObject({ value: { differenceMinor: null, lines: [] } });
    await bench.control(`payouts/${payoutId}/reconcile`, {});
    expect(await hear(payouts, 'payout.reconciliation_completed', payoutId)).toBe('payout-reconciled');
    expect(getPayout(till.db, payoutId)).toMatchObject({ value: { differenceMinor: 0, lines: [{}] } });
  });

  it('told twice is kept once', async () => {
    await sell(1_000);
    const payoutId = await payOut({});
    await hear(payouts, 'payout.paid', payoutId);
    const before = getPayout(till.db, payoutId);
    await hear(payouts, 'payout.reconciliation_completed', payoutId);
    expect(getPayout(till.db, payoutId)).toEqual(before);
  });

  it('is no business of a register that is not the back office', async () => {
    isBackOffice = false;
    await sell(1_000);
    expect(await hear(payouts, 'payout.paid', await payOut({}))).toBe('not-the-back-office');
    expect(listPayouts(till.db)).toEqual([]);
  });

  it('waits while Stripe does not answer', async () => {
    await sell(1_000);
    const payoutId = await payOut({});
    await bench.control('scenario', { name: 'stripe-unreachable' });
    expect(await hear(payouts, 'payout.paid', payoutId)).toBeNull();
    await bench.control('scenario', { name: 'all-well' });
    expect(listPayouts(till.db)).toEqual([]);
    expect(getPayout(till.db, payoutId)).toMatchObject({ error: { code: 'PAYOUT_NOT_FOUND' } });
  });
});

describe('a dispute', () => {
  it('is read, kept with its due date, and follows what the bank decides', async () => {
    const { intent } = await sell(3_000);
    await bench.control('disputes', { payment_intent: intent });
    const disputeId = (await bench.stripe.disputes.list({ payment_intent: intent })).data[0]?.id ?? '';
    expect(await hear(disputes, 'charge.dispute.created', disputeId, intent)).toBe('dispute-read');
    expect(listDisputesOf(till.db, intent)).toMatchObject([
      {
        disputeId,
        amountMinor: 3_000,
        currency: 'EUR',
        status: 'needs_response',
        reason: 'product_not_received',
      },
    ]);
    expect(listDisputesOf(till.db, intent)[0]?.dueAtMs).toBeGreaterThan(systemClock.nowMs());
    await bench.control(`disputes/${disputeId}/close`, { status: 'won' });
    await hear(disputes, 'charge.dispute.closed', disputeId, intent);
    // An older event that comes late is a hint like any other: Stripe is read, and says the same.
    await hear(disputes, 'charge.dispute.created', disputeId, intent);
    expect(listDisputesOf(till.db, intent)).toMatchObject([{ status: 'won' }]);
  });

  it('comes by itself with the card that Stripe publishes for it', async () => {
    const intent = await bench.pay({ amountMinor: 900, number: '4000000000000259' });
    bench.daysPass();
    expect((await bench.stripe.disputes.list({ payment_intent: intent })).data).toMatchObject([
      { reason: 'fraudulent', status: 'needs_response' },
    ]);
  });

  it('of another register’s payment costs no read and is not kept', async () => {
    const intent = await bench.pay({ amountMinor: 900 });
    const before = bench.sandbox.snapshot().sequence;
    expect(await hear(disputes, 'charge.dispute.created', 'du_1', intent)).toBe('elsewhere');
    expect(bench.sandbox.snapshot().sequence).toBe(before);
  });
});

async function sell(amountMinor: number): Promise<{ readonly saleId: string; readonly intent: string }> {
  const intent = await bench.pay({ amountMinor });
  const { saleId } = till.sell({
    pricesMinor: [amountMinor],
    cards: [{ paymentIntentId: intent, amountMinor }],
  });
  return { saleId, intent };
}

async function payOut(body: object): Promise<string> {
  await bench.control('payouts', body);
  return (await bench.stripe.payouts.list({ limit: 1 })).data[0]?.id ?? '';
}

async function hear(
  handler: EventHandler,
  type: string,
  objectId: string,
  intentId: string | null = null,
): Promise<string | null> {
  events += 1;
  expect(handler.understands(type)).toBe(true);
  return handler.apply({ eventId: `evt_${String(events)}`, type, objectId, intentId });
}

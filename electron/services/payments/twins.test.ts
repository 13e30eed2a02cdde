import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APPROVAL, openChargeBench, type ChargeBench } from '../../../tests/support/charge-bench.ts';
import { CAPTURE_NEAR_MS } from './resolver.ts';
import type { CardTender } from './tender-store.ts';
import { listTwins, TWIN_WITHIN_MS } from './twins.ts';

/** A held amount that looks like an earlier payment: the cashier is asked before any of it is taken. */
const TOTAL = 2_500;
const OTHER_CARD = '5555555555554444';
let bench: ChargeBench;

beforeEach(async () => {
  bench = await openChargeBench({ capture: 'manual' });
});
afterEach(() => bench.close());

function panelOf(saleId: string) {
  return bench.charges.view(bench.sale(saleId))?.cardPanel ?? null;
}

/** Another sale of the same amount, paid by the same card: the till waits for the cashier's word. */
async function payAgain(): Promise<CardTender> {
  const held = await bench.payByCard(bench.ringUp(TOTAL), { until: 'to-capture' });
  await bench.idle(held.tenderId);
  const asked = bench.store.find(held.tenderId) ?? held;
  expect(asked.state).toMatchObject({
    state: 'to-capture',
    captureTries: 0,
    twin: { secondPurchase: false },
  });
  return asked;
}

async function payFirst(minor = TOTAL): Promise<CardTender> {
  const saleId = bench.ringUp(minor);
  const paid = await bench.payByCard(saleId);
  bench.charges.finish(saleId);
  return paid;
}

async function intentOf(tender: CardTender) {
  const id = 'paymentIntentId' in tender.state ? (tender.state.paymentIntentId ?? '') : '';
  return bench.stripe.paymentIntents.retrieve(id);
}

function notesOf(tender: CardTender): readonly string[] {
  return bench.store.listJournal(tender.tenderId).map(({ kind }) => kind);
}

describe('a held amount that looks like an earlier payment', () => {
  it('is not taken: the panel names the earlier receipt, and the bank only holds it', async () => {
    await payFirst();
    await bench.pass(3 * 60_000);
    const asked = await payAgain();
    expect(panelOf(asked.saleId)).toMatchObject({
      state: 'suspected-twin',
      moneyLine: 'held',
      twin: { saleNumber: 1, receiptNumber: 'R-000001', ofThisSale: false, taken: true },
      actions: ['let-go', 'second-purchase'],
    });
    expect(bench.clock.nowMs() - (panelOf(asked.saleId)?.twin?.atMs ?? 0)).toBeGreaterThanOrEqual(3 * 60_000);
    expect(await intentOf(asked)).toMatchObject({ status: 'requires_capture', amount_received: 0 });
    expect(bench.sale(asked.saleId).state).toBe('charging');
  });

  it('is taken when the cashier says that it is a second purchase, and nobody is warned afterwards', async () => {
    await payFirst();
    const asked = await payAgain();
    expect(listTwins(bench.db, 0)).toEqual([]);
    expect(await bench.charges.answerTwin(asked.tenderId, 'second-purchase')).toMatchObject({ ok: true });
    await bench.waitFor(asked.tenderId, 'approved');
    expect(await intentOf(asked)).toMatchObject({ status: 'succeeded', amount_received: TOTAL });
    expect(bench.sale(asked.saleId).state).toBe('completed');
    expect(notesOf(asked).slice(-3)).toEqual(['twin-found', 'second-purchase', 'approved']);
    expect(listTwins(bench.db, 0)).toEqual([]);
  });

  it('is let go when it is the same purchase: the hold ends at Stripe, and the sale waits for money', async () => {
    await payFirst();
    const asked = await payAgain();
    expect(await bench.charges.answerTwin(asked.tenderId, 'let-go')).toMatchObject({ ok: true });
    await bench.waitFor(asked.tenderId, 'hold-released');
    expect(await intentOf(asked)).toMatchObject({ status: 'canceled', amount_received: 0 });
    expect(panelOf(asked.saleId)).toMatchObject({ state: 'hold-released', moneyLine: 'nothing-charged' });
    const cancel = bench.store.listJournal(asked.tenderId).find(({ kind }) => kind === 'cancelled');
    expect(cancel?.detail.reason).toBe('duplicate');
    expect(await bench.charges.backToCart(asked.saleId)).toMatchObject({ ok: true });
  });

  it('is answered once: the second of two presses changes nothing', async () => {
    await payFirst();
    const asked = await payAgain();
    const answers = await Promise.all([
      bench.charges.answerTwin(asked.tenderId, 'let-go'),
      bench.charges.answerTwin(asked.tenderId, 'second-purchase'),
    ]);
    expect(answers).toMatchObject([{ ok: true }, { error: { code: 'PAYMENT_NOT_NOW' } }]);
    await bench.waitFor(asked.tenderId, 'hold-released');
    expect(await bench.charges.answerTwin('nobody', 'let-go')).toMatchObject({
      error: { code: 'PAYMENT_TENDER_NOT_FOUND' },
    });
  });

  it.each([
    ['another card', {}, { number: OTHER_CARD }],
    ['later than minutes', { waitMs: TWIN_WITHIN_MS + 1 }, {}],
    ['another amount', { firstMinor: TOTAL - 1 }, {}],
  ])('is none with %s: taken at once', async (_name, { waitMs = 0, firstMinor = TOTAL }: Before, how) => {
    await payFirst(firstMinor);
    await bench.pass(waitMs);
    const paid = await bench.payByCard(bench.ringUp(TOTAL), how);
    expect(notesOf(paid)).not.toContain('twin-found');
  });

  it('is none when the earlier payment was given back', async () => {
    const half = bench.ringUp(2 * TOTAL);
    await bench.payByCard(half, { amountMinor: TOTAL });
    expect(await bench.charges.unwind(half, APPROVAL)).toMatchObject({ ok: true });
    const paid = await bench.payByCard(bench.ringUp(TOTAL));
    expect(notesOf(paid)).not.toContain('twin-found');
  });
});

type Before = { readonly waitMs?: number; readonly firstMinor?: number };

describe('while the cashier is asked', () => {
  it('a restart finds the question again, and takes nothing by itself', async () => {
    await payFirst();
    const asked = await payAgain();
    await bench.resolver.recover();
    await bench.resolver.retryNow();
    await bench.charges.checkWithStripe(asked.tenderId);
    await bench.idle(asked.tenderId);
    expect(bench.store.find(asked.tenderId)?.version).toBe(asked.version);
    expect(panelOf(asked.saleId)?.state).toBe('suspected-twin');
    expect(await intentOf(asked)).toMatchObject({ status: 'requires_capture' });
  });

  it('no other way may pay for it, and nobody is served before the answer', async () => {
    await payFirst();
    const { saleId } = await payAgain();
    expect(bench.charges.takeCash(saleId, TOTAL)).toMatchObject({
      error: { code: 'PAYMENT_CARD_UNDER_WAY' },
    });
    expect(await bench.charges.backToCart(saleId)).toMatchObject({
      error: { code: 'PAYMENT_CARD_UNDER_WAY' },
    });
    expect(bench.charges.nextCustomer(saleId)).toMatchObject({ error: { code: 'PAYMENT_NOT_NOW' } });
    expect(bench.charges.listUnsettled().payments).toMatchObject([
      { doing: 'waits-for-cashier', mayDecide: false },
    ]);
  });

  it('the deadline of the hold is watched, and a hold that the bank let go ends the question', async () => {
    await payFirst();
    const asked = await payAgain();
    await bench.pass((asked.captureBeforeMs ?? 0) - bench.clock.nowMs() - CAPTURE_NEAR_MS + 1_000);
    expect(bench.charges.listUnsettled().payments[0]).toMatchObject({ captureNear: true });
    expect(panelOf(asked.saleId)).toMatchObject({ state: 'suspected-twin', captureNear: true });
    await bench.stripe.paymentIntents.cancel((await intentOf(asked)).id);
    await bench.passToNextTry(asked.tenderId);
    await bench.waitFor(asked.tenderId, 'hold-released');
  });

  it('money that somebody else took at Stripe is counted, and is a suspicion for the Review Queue', async () => {
    const first = await payFirst();
    const asked = await payAgain();
    await bench.stripe.paymentIntents.capture((await intentOf(asked)).id);
    await bench.charges.checkWithStripe(asked.tenderId);
    await bench.waitFor(asked.tenderId, 'approved');
    expect(listTwins(bench.db, 0)).toEqual([{ tenderId: asked.tenderId, earlierTenderId: first.tenderId }]);
  });

  it('the word is kept over a lost capture and a restart: nobody is asked twice', async () => {
    await payFirst();
    const asked = await payAgain();
    await bench.fault({
      method: 'POST',
      path: '/v1/payment_intents/',
      pathEnd: '/capture',
      when: 'before',
      answer: 'error-400',
      times: 1,
    });
    await bench.charges.answerTwin(asked.tenderId, 'second-purchase');
    await bench.idle(asked.tenderId);
    expect(bench.store.find(asked.tenderId)?.state).toMatchObject({
      state: 'to-capture',
      captureTries: 1,
      twin: { secondPurchase: true },
    });
    // The slow watch over the question does not stand in the way of the next try.
    expect(bench.resolver.nextTryAtMs(asked.tenderId)).toBeLessThanOrEqual(bench.clock.nowMs() + 30_000);
    await bench.resolver.recover();
    await bench.waitFor(asked.tenderId, 'approved');
    expect(notesOf(asked).filter((kind) => kind === 'twin-found')).toHaveLength(1);
  });
});

describe('a leg of the same sale', () => {
  it('by the same card and of the same amount is asked about as well, and the other leg stays paid', async () => {
    const saleId = bench.ringUp(TOTAL);
    await bench.payByCard(saleId, { amountMinor: TOTAL / 2 });
    const second = await bench.payByCard(saleId, { amountMinor: TOTAL / 2, until: 'to-capture' });
    await bench.idle(second.tenderId);
    expect(panelOf(saleId)?.twin).toMatchObject({ ofThisSale: true, receiptNumber: null });
    expect(bench.charges.view(bench.sale(saleId))).toMatchObject({
      paidMinor: TOTAL / 2,
      takeableMinor: 0,
      unwindAllowed: false,
    });
    await bench.charges.answerTwin(second.tenderId, 'second-purchase');
    await bench.waitFor(second.tenderId, 'approved');
    expect(bench.sale(saleId).state).toBe('completed');
  });
});

describe('a till that takes at once', () => {
  it('asks nobody, and has the suspicion for the Review Queue right after', async () => {
    await bench.close();
    bench = await openChargeBench({ capture: 'automatic' });
    const first = await payFirst();
    const second = await payFirst();
    expect(listTwins(bench.db, 0)).toEqual([{ tenderId: second.tenderId, earlierTenderId: first.tenderId }]);
  });
});

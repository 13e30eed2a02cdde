import { afterEach, describe, expect, it, vi } from 'vitest';
import { APPROVAL, openChargeBench, type ChargeBench } from '../../../tests/support/charge-bench.ts';
import { receiptText } from '../receipts/index.ts';
import { listCashOfSale, listOverpaid } from './index.ts';

/*
 * Goal: however many legs pay a sale, what is paid is what Stripe and the drawer have, and nothing is taken twice.
 * Method: the till's own services on a real SQLite file, against the sandbox over HTTP.
 */
vi.setConfig({ testTimeout: 60_000 });

let bench: ChargeBench;
const TOTAL = 2_500;

afterEach(() => bench.close());

function view(saleId: string) {
  const shown = bench.charges.view(bench.sale(saleId));
  if (shown === null) throw new Error('There is no charge');
  return shown;
}

describe('several legs', () => {
  it('cash and two cards pay one sale, each for its part', async () => {
    bench = await openChargeBench();
    const saleId = bench.ringUp(TOTAL);
    expect(bench.charges.takeCash(saleId, 1_000, 500)).toMatchObject({ ok: true });
    expect(view(saleId)).toMatchObject({ paidMinor: 500, dueMinor: 2_000, takeableMinor: 2_000 });
    await bench.payByCard(saleId, { amountMinor: 1_200 });
    expect(view(saleId)).toMatchObject({ paidMinor: 1_700, dueMinor: 800, cardPanel: null, completed: null });
    expect(bench.sale(saleId).state).toBe('charging');
    await bench.payByCard(saleId);
    expect(bench.sale(saleId).state).toBe('completed');
    expect(view(saleId).tenders.map(({ kind, state, amountMinor }) => [kind, state, amountMinor])).toEqual([
      ['card', 'approved', 1_200],
      ['card', 'approved', 800],
      ['cash', 'taken', 500],
    ]);
    const intents = (await bench.stripe.paymentIntents.list()).data;
    expect(new Set(intents.map((intent) => intent.amount_received))).toEqual(new Set([1_200, 800]));
    const receipt = receiptText(
      {
        sale: bench.sale(saleId),
        cards: bench.store.listOfSale(saleId),
        cash: listCashOfSale(bench.db, saleId),
        storeName: 'Kade 12',
        cashierName: 'Owner',
      },
      'en',
    );
    expect(receipt).toMatch(/12\.00[\s\S]*8\.00[\s\S]*Cash +10\.00[\s\S]*Change +5\.00/u);
  });

  const wrong = [
    ['nothing', 0],
    ['less than nothing', -1],
    ['more than is due', TOTAL + 1],
  ] as const;
  it.each(wrong)('a part of %s is refused, by card and in cash, and leaves no trace', async (_what, part) => {
    bench = await openChargeBench();
    const saleId = bench.ringUp(TOTAL);
    const code = { error: { code: 'PAYMENT_PART_NOT_ALLOWED' } };
    expect(await bench.charges.startCard(saleId, { amountMinor: part, tip: null })).toMatchObject(code);
    expect(bench.charges.takeCash(saleId, TOTAL, part)).toMatchObject(code);
    expect(bench.store.listOfSale(saleId)).toEqual([]);
    expect(listCashOfSale(bench.db, saleId)).toEqual([]);
  });

  it('a part too small for a card is refused for the card', async () => {
    bench = await openChargeBench();
    const saleId = bench.ringUp(TOTAL);
    expect(await bench.charges.startCard(saleId, { amountMinor: 49, tip: null })).toMatchObject({
      error: { code: 'PAYMENT_AMOUNT_TOO_SMALL' },
    });
  });

  it('a declined second leg leaves the first one paid, and its amount to another tender once it is cancelled', async () => {
    bench = await openChargeBench();
    const saleId = bench.ringUp(TOTAL);
    await bench.payByCard(saleId, { amountMinor: 1_500 });
    const second = await bench.payByCard(saleId, { number: '4000000000009995', until: 'declined' });
    expect(bench.charges.takeCash(saleId, 1_000)).toMatchObject({
      error: { code: 'PAYMENT_CARD_UNDER_WAY' },
    });
    expect(await bench.charges.cancelCard(second.tenderId)).toMatchObject({ ok: true });
    await bench.waitFor(second.tenderId, 'cancelled');
    expect(bench.charges.takeCash(saleId, 1_000)).toMatchObject({ ok: true });
    expect(bench.sale(saleId).state).toBe('completed');
  });
});

describe('when a leg fails after another one paid', () => {
  it('unwinding refunds the card, gives the cash back, and opens the cart again', async () => {
    bench = await openChargeBench();
    const saleId = bench.ringUp(TOTAL);
    bench.charges.takeCash(saleId, 700, 700);
    await bench.payByCard(saleId, { amountMinor: 1_000 });
    expect(view(saleId).unwindAllowed).toBe(true);
    expect(await bench.charges.unwind(saleId, APPROVAL)).toEqual({
      ok: true,
      value: { cashBackMinor: 700, refundedMinor: 1_000 },
    });
    expect(bench.sale(saleId).state).toBe('open');
    const refunds = (await bench.stripe.refunds.list()).data;
    expect(refunds.map(({ amount, status }) => [amount, status])).toEqual([[1_000, 'succeeded']]);
    expect(listCashOfSale(bench.db, saleId)[0]?.givenBackAtMs).not.toBeNull();
    // Charged again, nothing of what was given back counts as paid.
    bench.charges.begin(saleId);
    expect(view(saleId)).toMatchObject({ paidMinor: 0, dueMinor: TOTAL });
  });

  it('a refund without an answer keeps the cash in the drawer and is not made a second time', async () => {
    bench = await openChargeBench();
    const saleId = bench.ringUp(TOTAL);
    bench.charges.takeCash(saleId, 700, 700);
    await bench.payByCard(saleId, { amountMinor: 1_000 });
    await bench.fault({ method: 'POST', path: '/v1/refunds', when: 'after', answer: 'drop', times: 50 });
    await bench.fault({ method: 'GET', path: '/v1/refunds', when: 'before', answer: 'drop', times: 50 });
    expect(await bench.charges.unwind(saleId, APPROVAL)).toMatchObject({ ok: false });
    expect(listCashOfSale(bench.db, saleId)[0]?.givenBackAtMs).toBeNull();
    expect(bench.sale(saleId).state).toBe('charging');
    expect((await bench.stripe.charges.list()).data[0]?.amount_refunded ?? 0).toBeLessThanOrEqual(1_000);
  });

  it('nothing is taken while a leg is given back: the sale would be complete without that leg', async () => {
    bench = await openChargeBench();
    const saleId = bench.ringUp(TOTAL);
    await bench.payByCard(saleId, { amountMinor: 1_000 });
    await bench.fault({ method: 'POST', path: '/v1/refunds', when: 'after', answer: 'drop', times: 1 });
    const unwinding = bench.charges.unwind(saleId, APPROVAL);
    await vi.waitFor(() => {
      expect(bench.db.get('SELECT 1 FROM refund_legs')).not.toBeNull();
    });
    const unfinished = { ok: false, error: { code: 'PAYMENT_UNWIND_UNFINISHED' } };
    expect(bench.charges.takeCash(saleId, TOTAL - 1_000)).toMatchObject(unfinished);
    expect(await bench.charges.startCard(saleId)).toMatchObject(unfinished);
    expect(bench.sale(saleId).state).toBe('charging');
    await unwinding;
  });
});

describe('a tip', () => {
  it('on the reader makes the amount at Stripe larger, pays nothing of the sale, and stands on the receipt', async () => {
    bench = await openChargeBench({ tips: 'reader' });
    const saleId = bench.ringUp(TOTAL);
    const paid = await bench.payByCard(saleId, { tipOnReader: 300 });
    expect(paid.state).toMatchObject({ capturedMinor: 2_800, tipMinor: 300 });
    expect(view(saleId)).toMatchObject({ paidMinor: TOTAL, tipsMinor: 300, dueMinor: 0 });
    expect(listOverpaid(bench.db)).toEqual([]);
  });

  it('on the till is computed by main and part of what the reader asks for', async () => {
    bench = await openChargeBench({ tips: 'till' });
    const saleId = bench.ringUp(TOTAL);
    expect(view(saleId).tips).toEqual({
      where: 'till',
      choices: [
        { percent: 5, amountMinor: 125 },
        { percent: 10, amountMinor: 250 },
      ],
    });
    await bench.payByCard(saleId, {
      tip: { amountMinor: null, tip: { kind: 'percent', percent: 10 } },
    });
    expect((await bench.stripe.paymentIntents.list()).data[0]?.amount_received).toBe(2_750);
    expect(view(saleId)).toMatchObject({ paidMinor: TOTAL, tipsMinor: 250 });
    expect(bench.sale(saleId).state).toBe('completed');
  });

  it('is refused where the shop takes none, and where it is larger than the bill', async () => {
    bench = await openChargeBench({ tips: 'reader' });
    const saleId = bench.ringUp(TOTAL);
    const tip = { kind: 'amount', amountMinor: 100 } as const;
    expect(await bench.charges.startCard(saleId, { amountMinor: null, tip })).toMatchObject({
      error: { code: 'PAYMENT_TIP_NOT_ALLOWED' },
    });
  });
});

describe('capture by the till', () => {
  it('takes the held amount right after the bank approved it', async () => {
    bench = await openChargeBench({ capture: 'manual' });
    const saleId = bench.ringUp(TOTAL);
    await bench.payByCard(saleId);
    const intent = (await bench.stripe.paymentIntents.list()).data[0];
    expect(intent?.payment_method_options?.card_present?.capture_method).toBe('manual_preferred');
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: TOTAL });
    expect(bench.sale(saleId).state).toBe('completed');
  });

  it('that is refused is never shown paid, waits, and comes back later under another key', async () => {
    bench = await openChargeBench({ capture: 'manual' });
    const saleId = bench.ringUp(TOTAL);
    await bench.control('scenario', { name: 'capture-fails' });
    const held = await bench.payByCard(saleId, { until: 'to-capture' });
    expect(held.state).toMatchObject({ captureTries: 1 });
    expect(held.captureBeforeMs).not.toBeNull();
    expect(bench.sale(saleId).state).toBe('charging');
    expect(view(saleId)).toMatchObject({ paidMinor: 0, cardPanel: { state: 'held', moneyLine: 'held' } });
    // A mere look asks for nothing: a refused capture must not go round and round.
    await bench.idle(held.tenderId);
    expect(bench.store.find(held.tenderId)?.version).toBe(held.version);
    await bench.passToNextTry(held.tenderId);
    expect(bench.store.find(held.tenderId)?.state).toMatchObject({ state: 'to-capture', captureTries: 2 });
    await bench.passToNextTry(held.tenderId);
    await bench.waitFor(held.tenderId, 'approved');
    expect(bench.sale(saleId).state).toBe('completed');
  });

  it('whose failure Stripe keeps under its key is made once, under another key', async () => {
    bench = await openChargeBench({ capture: 'manual' });
    const saleId = bench.ringUp(TOTAL);
    await bench.fault({
      method: 'POST',
      path: '/v1/payment_intents/',
      pathEnd: '/capture',
      when: 'before',
      answer: 'error-500',
      times: 1,
    });
    const held = await bench.payByCard(saleId, { until: 'to-capture' });
    expect(held.state).toMatchObject({ captureTries: 1 });
    // Stripe itself is well again: only the key that was used still brings the failure.
    await bench.passToNextTry(held.tenderId);
    expect(bench.store.find(held.tenderId)?.state).toMatchObject({
      state: 'approved',
      capturedMinor: TOTAL,
    });
    expect((await bench.stripe.paymentIntents.list()).data).toMatchObject([
      { status: 'succeeded', amount_received: TOTAL },
    ]);
    expect((await bench.stripe.charges.list()).data).toHaveLength(1);
    expect(bench.sale(saleId).state).toBe('completed');
  });

  it('that never happens ends with the hold let go, and nothing charged', async () => {
    bench = await openChargeBench({ capture: 'manual' });
    const saleId = bench.ringUp(TOTAL);
    await bench.fault({
      method: 'POST',
      path: '/v1/payment_intents/',
      pathEnd: '/capture',
      when: 'before',
      answer: 'error-400',
      times: 1_000,
    });
    const held = await bench.payByCard(saleId, { until: 'to-capture' });
    await bench.pass((held.captureBeforeMs ?? 0) - held.changedAtMs - 3_600_000);
    expect(view(saleId).cardPanel?.captureNear).toBe(true);
    await bench.pass(2 * 3_600_000);
    await bench.waitFor(held.tenderId, 'hold-released');
    expect(view(saleId).cardPanel).toMatchObject({ state: 'hold-released', moneyLine: 'nothing-charged' });
    expect(bench.charges.takeCash(saleId, TOTAL)).toMatchObject({ ok: true });
  });
});

describe('a payment in doubt', () => {
  it('keeps its amount reserved: the rest can be paid meanwhile, and Stripe’s answer completes the sale', async () => {
    bench = await openChargeBench();
    const saleId = bench.ringUp(TOTAL);
    const dark = await bench.payByCard(saleId, { amountMinor: 1_500, cutLine: true, until: 'in-doubt' });
    expect(view(saleId)).toMatchObject({ dueMinor: TOTAL, takeableMinor: 1_000 });
    expect(bench.charges.takeCash(saleId, TOTAL, 1_001)).toMatchObject({
      error: { code: 'PAYMENT_PART_NOT_ALLOWED' },
    });
    expect(bench.charges.takeCash(saleId, 1_000)).toMatchObject({ ok: true });
    expect(bench.sale(saleId).state).toBe('charging');
    expect(bench.charges.takeCash(saleId, 1_000)).toMatchObject({ error: { code: 'PAYMENT_CARD_IN_DOUBT' } });
    await bench.control('scenario', { name: 'all-well' });
    await bench.charges.checkWithStripe(dark.tenderId);
    await bench.waitFor(dark.tenderId, 'approved');
    expect(bench.sale(saleId).state).toBe('completed');
    expect(listOverpaid(bench.db)).toEqual([]);
  });

  it('stands in the tray with what is done about it, until it resolves itself', async () => {
    bench = await openChargeBench();
    const saleId = bench.ringUp(TOTAL);
    const dark = await bench.payByCard(saleId, { cutLine: true, until: 'in-doubt' });
    const [entry] = bench.charges.listUnsettled().payments;
    expect(entry).toMatchObject({
      saleNumber: 1,
      amountMinor: TOTAL,
      doing: 'asking-stripe',
      mayDecide: true,
      decision: null,
    });
    expect(entry?.nextTryAtMs).not.toBeNull();
    expect(bench.charges.nextCustomer(saleId)).toMatchObject({ ok: true });
    await bench.control('scenario', { name: 'all-well' });
    await bench.passToNextTry(dark.tenderId);
    await bench.waitFor(dark.tenderId, 'approved');
    expect(bench.charges.listUnsettled().payments).toEqual([]);
    expect(bench.sale(saleId).state).toBe('completed');
  });

  it('called not charged by a manager may be covered in cash, and what the card took is overpaid', async () => {
    bench = await openChargeBench();
    const saleId = bench.ringUp(TOTAL);
    const dark = await bench.payByCard(saleId, { cutLine: true, until: 'in-doubt' });
    expect(await bench.charges.decide(dark.tenderId, 'treat-as-not-charged', APPROVAL)).toMatchObject({
      ok: true,
    });
    expect(bench.charges.listUnsettled().payments[0]).toMatchObject({
      doing: 'decided-not-charged',
      decision: { managerName: 'Mia Manager', reason: APPROVAL.reason },
      mayDecide: false,
    });
    expect(bench.charges.takeCash(saleId, TOTAL)).toMatchObject({ ok: true });
    expect(bench.sale(saleId).state).toBe('completed');
    await bench.control('scenario', { name: 'all-well' });
    await bench.charges.checkWithStripe(dark.tenderId);
    await bench.waitFor(dark.tenderId, 'overpaid');
    expect(listOverpaid(bench.db)).toMatchObject([{ tenderId: dark.tenderId, surplusMinor: TOTAL }]);
  });

  it('called charged by a manager lets nobody else pay for it, and completes when Stripe confirms', async () => {
    bench = await openChargeBench();
    const saleId = bench.ringUp(TOTAL);
    const dark = await bench.payByCard(saleId, { cutLine: true, until: 'in-doubt' });
    await bench.charges.decide(dark.tenderId, 'treat-as-charged', APPROVAL);
    expect(bench.charges.takeCash(saleId, TOTAL)).toMatchObject({ error: { code: 'PAYMENT_CARD_IN_DOUBT' } });
    expect(view(saleId).cardPanel).toMatchObject({ state: 'decided-charged', moneyLine: 'not-known-yet' });
    expect(bench.sale(saleId).state).toBe('charging');
    await bench.control('scenario', { name: 'all-well' });
    await bench.passToNextTry(dark.tenderId);
    await bench.waitFor(dark.tenderId, 'approved');
    expect(bench.sale(saleId).state).toBe('completed');
    expect(bench.store.find(dark.tenderId)?.decision?.verdict).toBe('treat-as-charged');
  });

  it('called charged that Stripe never charged is shown as missing money', async () => {
    bench = await openChargeBench();
    const saleId = bench.ringUp(TOTAL);
    const dark = await bench.payByCard(saleId, { cutLine: 'before-the-bank', until: 'in-doubt' });
    await bench.charges.decide(dark.tenderId, 'treat-as-charged', APPROVAL);
    await bench.control('scenario', { name: 'all-well' });
    await bench.passToNextTry(dark.tenderId);
    await bench.waitFor(dark.tenderId, 'cancelled');
    expect(bench.charges.listUnsettled()).toMatchObject({
      payments: [],
      missing: [{ tenderId: dark.tenderId, amountMinor: TOTAL, decision: { managerName: 'Mia Manager' } }],
    });
    expect((await bench.stripe.paymentIntents.list()).data[0]).toMatchObject({
      status: 'canceled',
      amount_received: 0,
    });
  });

  it('that is settled has nothing to decide', async () => {
    bench = await openChargeBench();
    const saleId = bench.ringUp(TOTAL);
    const paid = await bench.payByCard(saleId);
    expect(await bench.charges.decide(paid.tenderId, 'treat-as-not-charged', APPROVAL)).toMatchObject({
      error: { code: 'PAYMENT_NOT_NOW' },
    });
    expect(bench.db.all('SELECT * FROM approvals')).toEqual([]);
  });
});

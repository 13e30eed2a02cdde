import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRefundBench, type BenchTill, type RefundBench } from '../../../tests/support/refund-bench.ts';
import { createReadsHere } from '../long-reads/index.ts';
import { listCashOfSale } from '../payments/index.ts';
import { systemTimers } from '../system/index.ts';
import { getTransaction, type TransactionPorts } from '../transactions/index.ts';
import type { Refund } from './index.ts';

/** A sale recorded as paid by card that was paid in cash: the card gets its money back, and only then the cash counts. */
// A bound for a busy computer, never a measure.
vi.setConfig({ testTimeout: 60_000 });

const TOTAL = 1_250;
const BY_MANAGER = { pin: '2468', reason: 'Wrong button: customer paid cash' };
const REFUNDS = { method: 'POST', path: '/v1/refunds' } as const;
let bench: RefundBench;
let till: BenchTill;

beforeEach(async () => {
  bench = await openRefundBench();
  till = bench.openTill();
});
afterEach(() => bench.close());

type Paid = { readonly saleId: string; readonly tenderId: string; readonly intent: string };

async function paidByCard(number?: string, pricesMinor: readonly number[] = [TOTAL]): Promise<Paid> {
  const intent = await bench.pay({ amountMinor: TOTAL, ...(number === undefined ? {} : { number }) });
  const cards = [{ paymentIntentId: intent, amountMinor: TOTAL }];
  const { saleId, tenderIds } = till.sell({ pricesMinor, cards });
  return { saleId, tenderId: tenderIds[0] ?? '', intent };
}

async function done(work: ReturnType<BenchTill['refunds']['asCash']>): Promise<Refund> {
  const result = await work;
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

function detailOf(saleId: string) {
  const ports: TransactionPorts = {
    db: till.db,
    store: till.tenders,
    timers: systemTimers,
    cashierName: () => 'Owner',
    shiftNumber: () => 1,
    reads: createReadsHere(till.db),
    currency: () => 'EUR',
  };
  const detail = getTransaction(ports, saleId);
  if (!detail.ok) throw new Error(detail.error.code);
  return detail.value;
}

function cashOf({ saleId }: Paid): readonly number[] {
  return listCashOfSale(till.db, saleId).map(({ amountMinor }) => amountMinor);
}

async function atStripe({ intent }: Paid) {
  return (await bench.stripe.refunds.list({ payment_intent: intent })).data;
}

async function untilState(refund: Refund, state: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (till.refunds.store.find(refund.refundId)?.legs[0]?.state.state === state) return;
    await till.pass(30_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Waited in vain until the leg is ${state}`);
}

describe('a card payment that was cash', () => {
  it('goes back to the card as a whole, and the sale is paid in cash of its shift', async () => {
    const paid = await paidByCard();
    expect(detailOf(paid.saleId)).toMatchObject({ legs: [{ asCash: 'possible' }] });
    const refund = await done(till.refunds.asCash(paid.tenderId, BY_MANAGER));
    expect(refund).toMatchObject({
      reason: 'mis-tender',
      note: BY_MANAGER.reason,
      lines: [],
      legs: [{ kind: 'card', amountMinor: TOTAL, state: { state: 'succeeded' } }],
    });
    expect(await atStripe(paid)).toMatchObject([{ amount: TOTAL, status: 'succeeded' }]);
    expect(cashOf(paid)).toEqual([TOTAL]);
    expect(detailOf(paid.saleId)).toMatchObject({ status: 'paid', refundedMinor: 0 });
    expect(detailOf(paid.saleId).legs).toMatchObject([
      { kind: 'card', asCash: 'done' },
      { kind: 'cash', amountMinor: TOTAL, tenderedMinor: TOTAL, changeMinor: 0 },
    ]);
    expect(till.db.all('SELECT shift_id FROM cash_tenders')).toEqual([{ shift_id: 'shift-1' }]);
    expect(till.db.all('SELECT action, subject_id, staff_name FROM approvals')).toEqual([
      { action: 'refund.as-cash', subject_id: paid.tenderId, staff_name: 'Mia Manager' },
    ]);
  });

  it('gives goods back out of the drawer afterwards, and no more than once', async () => {
    const paid = await paidByCard();
    await done(till.refunds.asCash(paid.tenderId, BY_MANAGER));
    const source = { kind: 'sale', saleId: paid.saleId } as const;
    expect(await till.refunds.prepare(source)).toMatchObject({
      value: { mostMinor: TOTAL, tenders: [{ kind: 'cash', leftMinor: TOTAL }] },
    });
    const goods = await till.refunds.refund({
      source,
      parts: { kind: 'all' },
      shares: null,
      expectedMinor: TOTAL,
      reason: 'changed-mind',
      note: null,
      restock: true,
    });
    expect(goods).toMatchObject({ value: { legs: [{ kind: 'cash', state: { state: 'paid-out' } }] } });
    expect(detailOf(paid.saleId)).toMatchObject({ status: 'refunded', refundedMinor: TOTAL });
    expect(await atStripe(paid)).toHaveLength(1);
  });

  it('is one leg of several: the other stays as it was', async () => {
    const paid = await paidByCard(undefined, [TOTAL, 300]);
    await done(till.refunds.asCash(paid.tenderId, BY_MANAGER));
    expect(cashOf(paid).toSorted((one, other) => one - other)).toEqual([300, TOTAL]);
    expect(detailOf(paid.saleId).status).toBe('paid');
  });
});

describe('whatever happens in between', () => {
  it.each(['before', 'after'] as const)(
    'no answer (%s Stripe carried it out) and a pulled plug: no cash until the refund is known, then once',
    async (when) => {
      const paid = await paidByCard();
      await bench.fault({ ...REFUNDS, when, answer: 'drop', times: 10 });
      const refund = await done(till.refunds.asCash(paid.tenderId, BY_MANAGER));
      expect(refund.legs).toMatchObject([{ state: { state: 'in-doubt' } }]);
      expect(cashOf(paid)).toEqual([]);
      expect(detailOf(paid.saleId)).toMatchObject({ status: 'paid', refundedMinor: 0 });
      expect(await till.refunds.asCash(paid.tenderId, BY_MANAGER)).toMatchObject({
        error: { code: 'REFUND_NOT_AS_CASH' },
      });
      till = till.restart();
      await bench.control('scenario', { name: 'all-well' });
      await till.refunds.recover();
      await untilState(refund, 'succeeded');
      expect(cashOf(paid)).toEqual([TOTAL]);
      expect(await atStripe(paid)).toHaveLength(1);
      till = till.restart();
      await till.refunds.recover();
      expect(cashOf(paid)).toEqual([TOTAL]);
    },
  );

  it('two presses in one moment make one refund and one cash payment', async () => {
    const paid = await paidByCard();
    const both = await Promise.all([
      till.refunds.asCash(paid.tenderId, BY_MANAGER),
      till.refunds.asCash(paid.tenderId, BY_MANAGER),
    ]);
    expect(both.map(({ ok }) => ok)).toEqual([true, false]);
    expect(await atStripe(paid)).toHaveLength(1);
    expect(cashOf(paid)).toEqual([TOTAL]);
  });

  it('a refund that the bank sends back later waits for a person; the cash stays, and is the only way to refund goods', async () => {
    const paid = await paidByCard('4000000000005126');
    await done(till.refunds.asCash(paid.tenderId, BY_MANAGER));
    bench.daysPass();
    const [made] = await atStripe(paid);
    const event = { eventId: 'evt_1', type: 'refund.failed', objectId: made?.id ?? '', intentId: null };
    await till.refunds.events.apply(event);
    expect(till.refunds.listRefundTrouble()).toMatchObject([{ leg: { state: { state: 'failed' } } }]);
    expect(detailOf(paid.saleId).status).toBe('refund-failed');
    expect(cashOf(paid)).toEqual([TOTAL]);
    expect(await till.refunds.prepare({ kind: 'sale', saleId: paid.saleId })).toMatchObject({
      value: { mostMinor: TOTAL, tenders: [{ kind: 'cash' }] },
    });
  });
});

describe('it is refused, and nothing changes, when', () => {
  const refused = async (paid: Paid, approval = BY_MANAGER): Promise<string> => {
    const before = (await atStripe(paid)).length;
    const answer = await till.refunds.asCash(paid.tenderId, approval);
    expect(cashOf(paid)).toEqual([]);
    expect(await atStripe(paid)).toHaveLength(before);
    return answer.ok ? 'done' : answer.error.code;
  };

  it('the PIN is wrong', async () => {
    expect(await refused(await paidByCard(), { ...BY_MANAGER, pin: '1111' })).toBe('STAFF_PIN_WRONG');
  });

  it('something of the sale was given back, here or at Stripe', async () => {
    const here = await paidByCard();
    await till.refunds.refundTender(here.tenderId, 100, { reason: 'other' });
    expect(await refused(here)).toBe('REFUND_NOT_AS_CASH');
    const there = await paidByCard();
    await bench.stripe.refunds.create({ payment_intent: there.intent, amount: 100 });
    expect(await refused(there)).toBe('REFUND_NOT_AS_CASH');
  });

  it('its shift is closed: the drawer was counted without it', async () => {
    const paid = await paidByCard();
    till.db.run(
      "INSERT INTO shift_closes VALUES ('shift-1', 1, 1, 'staff-1', 'Owner', 'Till 1', 'EUR', 1, 1, 1250, 1250, 0, 0, 0)",
    );
    expect(detailOf(paid.saleId).legs).toMatchObject([{ asCash: 'no' }]);
    expect(await refused(paid)).toBe('REFUND_NOT_AS_CASH');
  });

  it('Stripe can’t be reached', async () => {
    const paid = await paidByCard();
    await bench.control('scenario', { name: 'stripe-unreachable' });
    expect(await till.refunds.asCash(paid.tenderId, BY_MANAGER)).toMatchObject({
      error: { code: 'STRIPE_UNREACHABLE' },
    });
    expect(till.db.all('SELECT * FROM cash_repairs')).toEqual([]);
    await bench.control('scenario', { name: 'all-well' });
  });

  it('Stripe refuses the refund: the sale stays paid by card, owes nobody anything, and can be tried again', async () => {
    const paid = await paidByCard();
    await bench.fault({
      ...REFUNDS,
      when: 'before',
      answer: 'error',
      error: { status: 400, type: 'invalid_request_error', code: 'charge_disputed' },
      times: 1,
    });
    const refund = await done(till.refunds.asCash(paid.tenderId, BY_MANAGER));
    expect(refund.legs).toMatchObject([{ state: { state: 'refused' } }]);
    expect(cashOf(paid)).toEqual([]);
    expect(detailOf(paid.saleId)).toMatchObject({ status: 'paid', legs: [{ asCash: 'possible' }] });
    expect(till.refunds.listRefundTrouble()).toEqual([]);
    await done(till.refunds.asCash(paid.tenderId, BY_MANAGER));
    expect(cashOf(paid)).toEqual([TOTAL]);
  });
});

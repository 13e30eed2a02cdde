import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRefundBench, type BenchTill, type RefundBench } from '../../../tests/support/refund-bench.ts';
import type { Refund, RefundLeg } from './index.ts';

/*
 * Goal: a refund is one refund at Stripe or none, never more than was captured, and known for what it is. Method: the
 * services on a real SQLite file against the sandbox over HTTP; faults are the sandbox's; time is the test's.
 */
// A bound for a busy computer, never a measure: the tests wait for conditions.
vi.setConfig({ testTimeout: 60_000 });

const WHY = { reason: 'changed-mind' } as const;
const REFUNDS = { method: 'POST', path: '/v1/refunds' } as const;
let bench: RefundBench;
let till: BenchTill;

beforeEach(async () => {
  bench = await openRefundBench();
  till = bench.openTill();
});
afterEach(() => bench.close());

describe('a refund of a card tender', () => {
  it('gives everything back to the card, and says so only after Stripe did', async () => {
    const { tenderId, intent } = await paid(1250);
    const refund = await done(till.refunds.refundTender(tenderId, 'all', WHY));
    expect(refund).toMatchObject({
      number: 'RF-000001',
      amountMinor: 1250,
      kind: 'tender',
      reason: 'changed-mind',
    });
    expect(refund.legs).toMatchObject([{ kind: 'card', amountMinor: 1250, state: { state: 'succeeded' } }]);
    const [leg] = refund.legs;
    expect(await atStripe(intent)).toMatchObject([
      {
        amount: 1250,
        status: 'succeeded',
        metadata: { refund: leg?.legId, tender: tenderId, store: 'store-1' },
      },
    ]);
    expect(till.refunds.refundedMinor(tenderId)).toBe(1250);
  });

  it('in parts never comes to more than was captured', async () => {
    const { tenderId, intent } = await paid(1000);
    await done(till.refunds.refundTender(tenderId, 600, WHY));
    expect(await till.refunds.refundTender(tenderId, 500, WHY)).toMatchObject({
      error: { code: 'REFUND_TOO_MUCH', facts: { leftMinor: 400 } },
    });
    await done(till.refunds.refundTender(tenderId, 'all', WHY));
    expect(await till.refunds.refundTender(tenderId, 'all', WHY)).toMatchObject({
      error: { code: 'REFUND_NOTHING_LEFT' },
    });
    expect((await atStripe(intent)).map((each) => each.amount)).toEqual([400, 600]);
  });

  it('asked for twice in the same moment is made once', async () => {
    const { tenderId, intent } = await paid(1000);
    const both = await Promise.all([
      till.refunds.refundTender(tenderId, 700, WHY),
      till.refunds.refundTender(tenderId, 700, WHY),
    ]);
    expect(both.filter((each) => each.ok)).toHaveLength(1);
    expect(await atStripe(intent)).toHaveLength(1);
  });

  it('counts what somebody gave back in Stripe’s dashboard', async () => {
    const { tenderId, intent } = await paid(1000);
    const elsewhere = await bench.stripe.refunds.create({ payment_intent: intent, amount: 800 });
    expect(await till.refunds.refundTender(tenderId, 300, WHY)).toMatchObject({
      error: { code: 'REFUND_TOO_MUCH', facts: { leftMinor: 200 } },
    });
    expect(till.refunds.store.listElsewhere(intent)).toMatchObject([
      { stripeRefundId: elsewhere.id, amountMinor: 800 },
    ]);
  });

  it('of another mode than this till’s is refused and not recorded', async () => {
    const { tenderId } = await paid(1000);
    till.db.run("UPDATE card_tenders SET mode = 'training'");
    expect(await till.refunds.refundTender(tenderId, 'all', WHY)).toMatchObject({
      error: { code: 'REFUND_OTHER_MODE' },
    });
    expect(till.db.all('SELECT * FROM refunds')).toEqual([]);
  });

  it('without a line to Stripe is refused with that reason, and nothing waits to be sent later', async () => {
    const { tenderId, intent } = await paid(1000);
    await bench.control('scenario', { name: 'stripe-unreachable' });
    expect(await till.refunds.refundTender(tenderId, 'all', WHY)).toMatchObject({
      error: { code: 'STRIPE_UNREACHABLE' },
    });
    await bench.control('scenario', { name: 'all-well' });
    await till.refunds.recover();
    expect(await atStripe(intent)).toEqual([]);
  });

  it('of a tender that was not charged is refused', async () => {
    const { saleId } = till.sell({ pricesMinor: [500], cards: [] });
    const tender = till.tenders.open({
      tenderId: 'tender-open',
      saleId,
      amountMinor: 500,
      currency: 'EUR',
      mode: 'test',
      cartHash: '',
      register: 'Till 1',
      shiftId: 'shift-1',
      cashierId: 'staff-1',
      createdAtMs: 1,
    });
    expect(await till.refunds.refundTender(tender.tenderId, 'all', WHY)).toMatchObject({
      error: { code: 'REFUND_NOT_PAID' },
    });
    expect(await till.refunds.refundTender('nobody', 'all', WHY)).toMatchObject({
      error: { code: 'PAYMENT_TENDER_NOT_FOUND' },
    });
  });
});

describe('a refund of a payment that has no sale here', () => {
  it('needs only its id, and keeps what Stripe says about where it is from', async () => {
    const intent = await bench.pay({ amountMinor: 900, metadata: { register: 'Till 7', sale: 'sale-7' } });
    const refund = await done(till.refunds.refundIntent(intent, 900, { reason: 'duplicate' }));
    expect(refund).toMatchObject({
      kind: 'payment',
      saleId: null,
      origin: { paymentIntentId: intent, amountMinor: 900, metadata: { register: 'Till 7', sale: 'sale-7' } },
    });
    expect(await atStripe(intent)).toMatchObject([{ amount: 900, reason: 'duplicate' }]);
  });

  it('is refused when Stripe does not know the payment, or took nothing for it', async () => {
    expect(await till.refunds.refundIntent('pi_nobody', 'all', WHY)).toMatchObject({
      error: { code: 'REFUND_PAYMENT_NOT_FOUND' },
    });
    const open = await bench.stripe.paymentIntents.create({
      amount: 500,
      currency: 'eur',
      allowed_payment_method_types: ['card_present'],
    });
    expect(await till.refunds.refundIntent(open.id, 'all', WHY)).toMatchObject({
      error: { code: 'REFUND_NOT_PAID' },
    });
  });
});

describe('a refund whose answer is lost', () => {
  it('is in doubt, found again at Stripe by its own id, and not made a second time', async () => {
    const { tenderId, intent } = await paid(1000);
    await bench.fault({ ...REFUNDS, when: 'after', answer: 'drop', times: 10 });
    const refund = await done(till.refunds.refundTender(tenderId, 'all', WHY));
    expect(refund.legs).toMatchObject([{ state: { state: 'in-doubt', cause: 'no-answer' } }]);
    expect(till.refunds.listRefundTrouble()).toHaveLength(1);
    await bench.control('scenario', { name: 'all-well' });
    await settle(refund, 'succeeded');
    expect(await atStripe(intent)).toHaveLength(1);
    expect(till.refunds.listRefundTrouble()).toEqual([]);
  });

  it('because it never arrived is made under the same key', async () => {
    const { tenderId, intent } = await paid(1000);
    await bench.fault({ ...REFUNDS, when: 'before', answer: 'drop', times: 10 });
    const refund = await done(till.refunds.refundTender(tenderId, 'all', WHY));
    expect(refund.legs).toMatchObject([{ state: { state: 'in-doubt' } }]);
    await bench.control('scenario', { name: 'all-well' });
    await settle(refund, 'succeeded');
    expect(await atStripe(intent)).toHaveLength(1);
    expect(till.refunds.store.find(refund.refundId)?.legs[0]?.keyOrdinal).toBe(1);
  });

  it('under a failure that Stripe keeps takes a new key, written down before it is used', async () => {
    const { tenderId, intent } = await paid(1000);
    await bench.fault({ ...REFUNDS, when: 'before', answer: 'error-500', times: 1 });
    const refund = await done(till.refunds.refundTender(tenderId, 'all', WHY));
    expect(refund.legs).toMatchObject([{ state: { state: 'in-doubt' }, keyOrdinal: 2 }]);
    await settle(refund, 'succeeded');
    expect(await atStripe(intent)).toHaveLength(1);
  });

  it.each(['a look', 'an event'] as const)(
    'and that Stripe makes after all, beside the one of the new key, is noted as nobody’s by %s',
    async (by) => {
      const { tenderId, intent } = await paid(1000);
      await bench.fault({ ...REFUNDS, when: 'before', answer: 'error-500', times: 1 });
      const refund = await done(till.refunds.refundTender(tenderId, 300, WHY));
      await till.pass(24 * 3600 * 1000); // Before, no other key is used: there is room for both.
      await settle(refund, 'succeeded');
      expect(till.refunds.store.listElsewhere(intent)).toEqual([]);
      const [own] = await atStripe(intent);
      // Stripe's own repair of the request that failed: the same words, so the same leg is named in it.
      const second = await bench.stripe.refunds.create({
        payment_intent: intent,
        amount: 300,
        metadata: own?.metadata ?? {},
      });
      if (by === 'a look') {
        expect(await till.refunds.refundTender(tenderId, 1000, WHY)).toMatchObject({
          error: { code: 'REFUND_TOO_MUCH', facts: { leftMinor: 400 } },
        });
      } else {
        const event = { eventId: 'evt_4', type: 'refund.created', objectId: second.id, intentId: intent };
        expect(await till.refunds.events.apply(event)).toBe('refunded-elsewhere');
      }
      expect(till.refunds.store.listElsewhere(intent)).toMatchObject([
        { stripeRefundId: second.id, amountMinor: 300 },
      ]);
      expect(till.refunds.store.find(refund.refundId)?.legs).toMatchObject([
        { state: { state: 'succeeded', stripeRefundId: own?.id } },
      ]);
    },
  );

  it('for longer than Stripe remembers keys is looked for first, and then made under a new key', async () => {
    const { tenderId, intent } = await paid(1000);
    await bench.fault({ ...REFUNDS, when: 'before', answer: 'drop', times: 10 });
    const refund = await done(till.refunds.refundTender(tenderId, 'all', WHY));
    await bench.control('scenario', { name: 'all-well' });
    await till.pass(24 * 3600 * 1000);
    await settle(refund, 'succeeded');
    expect(till.refunds.store.find(refund.refundId)?.legs[0]?.keyOrdinal).toBe(2);
    expect(await atStripe(intent)).toHaveLength(1);
  });

  it.each(['before', 'after'] as const)(
    'by a power cut, with the request lost %s its effect, is carried through after the restart',
    async (when) => {
      const { tenderId, intent } = await paid(1000);
      await bench.fault({ ...REFUNDS, when, answer: 'drop', times: 10 });
      const refund = await done(till.refunds.refundTender(tenderId, 'all', WHY));
      till.db.run(
        `UPDATE refund_legs SET state = 'requested', state_json = '{"state":"requested"}', version = version + 1`,
      );
      await bench.control('scenario', { name: 'all-well' });
      till = till.restart();
      await till.refunds.recover();
      expect(till.refunds.store.find(refund.refundId)?.legs).toMatchObject([
        { state: { state: 'succeeded' } },
      ]);
      expect(await atStripe(intent)).toHaveLength(1);
    },
  );
});

describe('a refund that Stripe refuses', () => {
  it('gives nothing back, says so, and lets it be tried again', async () => {
    const { tenderId, intent } = await paid(1000);
    let raced = false;
    till = till.restart({
      between: {
        refundEffects: (effects) => ({
          ...effects,
          'make-refund': async (leg) => {
            // Somebody at the dashboard is faster than this till, between its look and its record.
            if (!raced) await bench.stripe.refunds.create({ payment_intent: intent, amount: 1000 });
            raced = true;
            return effects['make-refund'](leg);
          },
        }),
      },
    });
    const refund = await done(till.refunds.refundTender(tenderId, 500, WHY));
    expect(refund.legs).toMatchObject([{ state: { state: 'refused', code: 'more-than-captured' } }]);
    expect(till.refunds.refundedMinor(tenderId)).toBe(0);
    expect(await atStripe(intent)).toHaveLength(1);
  });
});

describe('a refund that fails after it succeeded', () => {
  it('is heard of by its event, read at Stripe, and waits for a person', async () => {
    const { tenderId } = await paid(1000, '4000000000005126');
    const refund = await done(till.refunds.refundTender(tenderId, 'all', WHY));
    const [leg] = refund.legs;
    const stripeRefundId = idOf(leg);
    const event = { eventId: 'evt_1', type: 'refund.failed', objectId: stripeRefundId, intentId: null };
    // An event that came before its truth: Stripe still says succeeded, so nothing moves.
    expect(await till.refunds.events.apply(event)).toBe('refund-compared');
    expect(stateOf(refund)).toBe('succeeded');
    bench.daysPass();
    await till.refunds.events.apply(event);
    expect(till.refunds.store.find(refund.refundId)?.legs).toMatchObject([
      { state: { state: 'failed', afterSuccess: true, reason: 'expired_or_canceled_card' } },
    ]);
    expect(till.refunds.listRefundTrouble()).toMatchObject([{ leg: { legId: leg?.legId } }]);
    expect(till.refunds.refundedMinor(tenderId)).toBe(0);
  });

  it('of somebody else is written down and moves nothing of ours', async () => {
    const { intent } = await paid(1000);
    const other = await bench.stripe.refunds.create({ payment_intent: intent, amount: 100 });
    const event = { eventId: 'evt_2', type: 'charge.refunded', objectId: 'ch_1', intentId: intent };
    expect(await till.refunds.events.apply(event)).toBe('refunded-elsewhere');
    expect(till.refunds.store.listElsewhere(intent)).toMatchObject([{ stripeRefundId: other.id }]);
    expect(till.refunds.events.understands('payment_intent.succeeded')).toBe(false);
  });

  it('stays unheard, not lost, while Stripe can’t be read', async () => {
    await bench.control('scenario', { name: 'stripe-unreachable' });
    const event = { eventId: 'evt_3', type: 'refund.updated', objectId: 're_1', intentId: null };
    expect(await till.refunds.events.apply(event)).toBe(null);
  });
});

async function paid(
  amountMinor: number,
  number?: string,
): Promise<{ readonly saleId: string; readonly tenderId: string; readonly intent: string }> {
  const intent = await bench.pay({ amountMinor, ...(number === undefined ? {} : { number }) });
  const { saleId, tenderIds } = till.sell({
    pricesMinor: [amountMinor],
    cards: [{ paymentIntentId: intent, amountMinor }],
  });
  return { saleId, tenderId: tenderIds[0] ?? '', intent };
}

async function done(work: ReturnType<BenchTill['refunds']['refundTender']>): Promise<Refund> {
  const result = await work;
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

async function atStripe(intent: string) {
  return (await bench.stripe.refunds.list({ payment_intent: intent })).data;
}

function stateOf(refund: Refund): string {
  return till.refunds.store.find(refund.refundId)?.legs[0]?.state.state ?? 'none';
}

/** Lets the resolver's time pass until the refund's only leg is in a state. */
async function settle(refund: Refund, state: string): Promise<void> {
  await until(async () => {
    await till.pass(30_000);
    return stateOf(refund) === state;
  });
}

function idOf(leg: RefundLeg | undefined): string {
  return leg !== undefined && 'stripeRefundId' in leg.state ? leg.state.stripeRefundId : '';
}

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 1_500; tries += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it did not happen');
}

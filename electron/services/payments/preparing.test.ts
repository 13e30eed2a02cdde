import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest';
import { GOOD_CARD, openChargeBench, type ChargeBench } from '../../../tests/support/charge-bench.ts';
import { CERTAIN } from '../../../tests/support/stripe-error-answers.ts';
import { paymentIntentIdOf } from '../../../shared/domain/payment/index.ts';
import { findSale } from '../sales/index.ts';
import type { StripeGateway } from '../stripe/index.ts';
import { FIRST_KEY_ORDINAL, intentRequest, type IntentOwner } from './make-intent.ts';
import { PREPARED_FOR_MS } from './preparing.ts';
import { findPrepared, recordPrepared, type PreparedIntent } from './prepared-store.ts';

/*
 * Intents that are made before Card is pressed: against a sandbox over HTTP, counted at the gateway. Whatever happens,
 * none is left that could be paid and that no card tender answers for.
 */
vi.setConfig({ testTimeout: 60_000 });
const TOTAL = 1_250;
const CREATES = { method: 'POST', path: '/v1/payment_intents' };

let bench: ChargeBench;
let creates: MockInstance<StripeGateway['createIntent']>;
let cancels: MockInstance<StripeGateway['cancelIntent']>;

beforeEach(() => open());
afterEach(() => bench.close());

describe('a card payment that is likely', () => {
  it('is made when the sale is about to be paid, and the card that follows asks for nothing', async () => {
    const saleId = bench.ringUp(TOTAL);
    const { paymentIntentId, tenderId } = await prepared('made');
    const tender = await bench.payByCard(saleId);
    expect(tender).toMatchObject({ tenderId, state: { state: 'approved', paymentIntentId } });
    expect(creates).toHaveBeenCalledTimes(1);
    expect(cancels).not.toHaveBeenCalled();
    expect(bench.sale(saleId).state).toBe('completed');
    expect(rows()).toMatchObject([{ state: 'used', paymentIntentId }]);
  });

  it('that is asked for while the answer is still awaited, joins that request', async () => {
    const saleId = bench.ringUp(TOTAL);
    expect(rows()).toMatchObject([{ state: 'asked', paymentIntentId: null }]);
    const tender = await bench.payByCard(saleId);
    expect(tender.tenderId).toBe(rows()[0]?.tenderId);
    expect(creates).toHaveBeenCalledTimes(1);
    expect(await statuses()).toEqual(['succeeded']);
  });

  it('whose answer was lost is asked for again under the same key, and made once', async () => {
    await bench.fault({ ...CREATES, when: 'after', answer: 'drop', times: 1_000 });
    const saleId = bench.ringUp(TOTAL);
    await answered();
    expect(rows()).toMatchObject([{ state: 'asked' }]);
    await bench.control('scenario', { name: 'all-well' });
    const tender = await bench.payByCard(saleId);
    expect(tender.tenderId).toBe(rows()[0]?.tenderId);
    expect(await statuses()).toEqual(['succeeded']);
  });

  it('is the same intent for a second card after a decline', async () => {
    const saleId = bench.ringUp(TOTAL);
    await prepared('made');
    const declined = await bench.payByCard(saleId, { number: '4000000000009995', until: 'declined' });
    await bench.payByCard(saleId, { number: GOOD_CARD });
    expect(bench.store.find(declined.tenderId)?.state.state).toBe('approved');
    expect(creates).toHaveBeenCalledTimes(1);
  });
});

describe('the look at the reader before Card is pressed', () => {
  it.each([
    ['once', false, 1],
    ['four times at most while a relay saves the looks that follow', true, 4],
  ] as const)('is made %s', async (_often, relayLive, times) => {
    bench.lookedAhead.relayLive = relayLive;
    bench.ringUp(TOTAL);
    await prepared('made');
    for (let seconds = 0; seconds < 60; seconds += 1) await bench.pass(1_000);
    expect(bench.lookedAhead.times).toBe(times);
  });

  it('ends when the sale is paid in cash, and is not begun where no card is likely', async () => {
    bench.lookedAhead.relayLive = true;
    await sellForCash();
    for (let seconds = 0; seconds < 10; seconds += 1) await bench.pass(1_000);
    bench.ringUp(TOTAL);
    expect(bench.lookedAhead.times).toBe(1);
  });
});

describe('a register of cash', () => {
  it('prepares nothing and cancels nothing, until most of the last five sales were paid by card', async () => {
    await sellForCash();
    await settled();
    expect([creates.mock.calls.length, cancels.mock.calls.length]).toEqual([1, 1]);
    for (let sale = 0; sale < 4; sale += 1) await sellForCash();
    expect([creates.mock.calls.length, cancels.mock.calls.length]).toEqual([1, 1]);
    for (const likely of [false, false, false, true]) {
      const before = creates.mock.calls.length;
      const saleId = bench.ringUp(TOTAL);
      expect(creates.mock.calls.length - before).toBe(likely ? 1 : 0);
      await bench.payByCard(saleId);
      bench.charges.finish(saleId);
      await bench.pass(1_000);
    }
  });

  it.each([
    ['over the LAN, where one request is enough', {}, 'lan'],
    ['with tips on the till, where the amount is not known yet', { tips: 'till' }, 'server-driven'],
  ] as const)('nor does one %s', async (_what, rules, way) => {
    await bench.close();
    await open(rules, way);
    bench.ringUp(TOTAL);
    expect(rows()).toEqual([]);
    expect(creates).not.toHaveBeenCalled();
  });
});

describe('what was prepared and is not what will be paid', () => {
  it('is cancelled, once, when cash is taken', async () => {
    const saleId = bench.ringUp(TOTAL);
    await prepared('made');
    expect(bench.charges.takeCash(saleId, TOTAL)).toMatchObject({ ok: true });
    await settled();
    expect(cancels).toHaveBeenCalledTimes(1);
    expect(await statuses()).toEqual(['canceled']);
  });

  it('is cancelled when the answer of its request comes after the cash', async () => {
    const saleId = bench.ringUp(TOTAL);
    expect(bench.charges.takeCash(saleId, TOTAL)).toMatchObject({ ok: true });
    await settled();
    expect(creates).toHaveBeenCalledTimes(1);
    expect(await statuses()).toEqual(['canceled']);
  });

  it('is cancelled when the cart is changed, and another one is made for the new cart', async () => {
    const saleId = bench.ringUp(TOTAL);
    const first = await prepared('made');
    await bench.charges.backToCart(saleId);
    await settled();
    bench.db.run('UPDATE sale_lines SET quantity = 2 WHERE sale_id = ?', saleId);
    bench.charges.begin(saleId);
    const tender = await bench.payByCard(saleId);
    expect(tender.tenderId).not.toBe(first.tenderId);
    expect(tender.amountMinor).toBe(2 * TOTAL);
    expect(await statuses()).toEqual(['succeeded', 'canceled']);
  });

  it('is cancelled when the card pays another amount', async () => {
    const saleId = bench.ringUp(TOTAL);
    await prepared('made');
    const tender = await bench.payByCard(saleId, { amountMinor: 500 });
    expect(tender.amountMinor).toBe(500);
    await settled();
    expect(await statuses()).toEqual(['succeeded', 'canceled']);
  });

  it('is cancelled when nobody pressed Card for two minutes, and the card is then paid as ever', async () => {
    const saleId = bench.ringUp(TOTAL);
    await prepared('made');
    await bench.pass(PREPARED_FOR_MS);
    await settled();
    expect(await statuses()).toEqual(['canceled']);
    await bench.payByCard(saleId);
    expect(await statuses()).toEqual(['succeeded', 'canceled']);
  });

  it('is cancelled when the shift is closed, or another sale is taken up', async () => {
    bench.ringUp(TOTAL);
    await prepared('made');
    bench.preparing.leave();
    await settled();
    expect(await statuses()).toEqual(['canceled']);
  });

  it('is asked to be cancelled until Stripe answers', async () => {
    const saleId = bench.ringUp(TOTAL);
    await prepared('made');
    await bench.control('scenario', { name: 'stripe-unreachable' });
    bench.charges.takeCash(saleId, TOTAL);
    for (const tries of [1, 2, 3])
      await vi.waitFor(
        async () => {
          await bench.pass(1_000);
          expect(cancels).toHaveBeenCalledTimes(tries);
        },
        { timeout: 20_000 },
      );
    expect(rows()).toMatchObject([{ state: 'dropped' }]);
    await bench.control('scenario', { name: 'all-well' });
    await vi.waitFor(
      async () => {
        await bench.pass(10_000);
        expect(rows()).toMatchObject([{ state: 'gone' }]);
      },
      { timeout: 20_000 },
    );
    expect(await statuses()).toEqual(['canceled']);
  });

  it('belongs to nobody when its tender ended before it was sent, and is cancelled then', async () => {
    bench.ringUp(TOTAL);
    const { tenderId } = await prepared('made');
    await openOnly(tenderId);
    expect(findPrepared(bench.db, tenderId)?.state).toBe('used');
    await bench.charges.cancelCard(tenderId);
    await settled();
    expect(bench.store.find(tenderId)?.state).toEqual({ state: 'cancelled', paymentIntentId: null });
    expect(await statuses()).toEqual(['canceled']);
  });

  it('and that a stranger had paid all the same is reported and never cancelled or forgotten', async () => {
    const saleId = bench.ringUp(TOTAL);
    const { paymentIntentId } = await prepared('made');
    await bench.stripe.paymentIntents.confirm(paymentIntentId ?? '', { payment_method: 'pm_card_visa' }).then(
      () => undefined,
      () => payAtReader(paymentIntentId ?? ''),
    );
    bench.charges.takeCash(saleId, TOTAL);
    await vi.waitFor(() => expect(rows()).toMatchObject([{ state: 'stray' }]), { timeout: 10_000 });
    expect(bench.strays.map(({ snapshot }) => snapshot.paymentIntentId)).toEqual([paymentIntentId]);
    expect(await statuses()).toEqual(['succeeded']);
  });
});

describe('a refusal of Stripe while it is prepared', () => {
  it.each(CERTAIN)('%s: nobody is told, and cash leaves nothing behind', async (_name, answer) => {
    await bench.fault({ ...CREATES, when: 'before', times: 3, ...answer });
    const saleId = bench.ringUp(TOTAL);
    await answered();
    expect(bench.charges.view(bench.sale(saleId))).toMatchObject({ cardPanel: null, cardAllowed: true });
    expect(bench.charges.takeCash(saleId, TOTAL)).toMatchObject({ ok: true });
    await settled();
    expect(await statuses()).toEqual([]);
  });

  it.each(CERTAIN)('%s: told when Card is pressed, as ever', async (_name, answer, said) => {
    await bench.fault({ ...CREATES, when: 'before', times: 9, ...answer });
    const saleId = bench.ringUp(TOTAL);
    await answered();
    await bench.charges.startCard(saleId);
    const tenderId = bench.store.listOfSale(saleId)[0]?.tenderId ?? '';
    await bench.waitFor(tenderId, 'cancelled');
    expect(bench.charges.view(bench.sale(saleId))?.cardPanel).toMatchObject({ refusedBy: said });
    await settled();
    expect(await statuses()).toEqual([]);
  });

  it.each(CERTAIN)('%s, and over by the time of the card: it is paid', async (_name, answer) => {
    await bench.fault({ ...CREATES, when: 'before', times: 1, ...answer });
    const saleId = bench.ringUp(TOTAL);
    await answered();
    await bench.control('scenario', { name: 'all-well' });
    expect((await bench.payByCard(saleId)).state.state).toBe('approved');
    await settled();
    expect(await statuses()).toEqual(['succeeded']);
  });
});

describe('after a restart', () => {
  it('one that was recorded and never sent leaves nothing that could be paid', async () => {
    await leftBehind();
    bench.preparing.recover();
    await settled();
    expect((await statuses()).filter((status) => status !== 'canceled')).toEqual([]);
  });

  it.each([0, 25])('one whose answer was lost is found %i hours later and cancelled', async (hours) => {
    const { request } = await leftBehind(hours);
    await bench.gateway.createIntent(request);
    creates.mockClear();
    bench.preparing.recover();
    await settled();
    expect(creates).not.toHaveBeenCalled();
    expect(await statuses()).toEqual(['canceled']);
  });

  it('one that is at hand in this life is left alone', async () => {
    bench.ringUp(TOTAL);
    await prepared('made');
    bench.preparing.recover();
    expect(rows()).toMatchObject([{ state: 'made' }]);
    expect(cancels).not.toHaveBeenCalled();
  });

  it('one that a tender took over is found for that tender, however long before it was asked for', async () => {
    await bench.fault({ ...CREATES, when: 'after', answer: 'drop', times: 1_000 });
    const saleId = bench.ringUp(TOTAL);
    await answered();
    await bench.pass(PREPARED_FOR_MS - 1_000);
    await bench.charges.startCard(saleId);
    const [{ tenderId } = { tenderId: '' }] = bench.store.listOfSale(saleId);
    // No answer, so it is looked up at once: by its metadata, and not by asking once more. After a doubt a person
    // asks for the card.
    const { state } = await bench.waitFor(tenderId, 'ready');
    expect(bench.store.listJournal(tenderId).map(({ kind }) => kind)).toContain('in-doubt');
    expect(creates).toHaveBeenCalledTimes(2);
    const { data } = await bench.stripe.paymentIntents.list();
    expect(data.map(({ id }) => id)).toEqual([paymentIntentIdOf(state)]);
  });
});

async function open(...how: Parameters<typeof openChargeBench>): Promise<void> {
  bench = await openChargeBench(how[0] ?? {}, how[1] ?? 'server-driven');
  creates = vi.spyOn(bench.gateway, 'createIntent');
  cancels = vi.spyOn(bench.gateway, 'cancelIntent');
}

function rows(): readonly PreparedIntent[] {
  return bench.db
    .all<{ readonly tender_id: string }>('SELECT tender_id FROM prepared_intents ORDER BY created_at_ms')
    .flatMap(({ tender_id: tenderId }) => findPrepared(bench.db, tenderId) ?? []);
}

function prepared(state: PreparedIntent['state']): Promise<PreparedIntent> {
  return vi.waitFor(
    () => {
      const found = rows().at(-1);
      if (found?.state !== state) throw new Error(`It is ${String(found?.state)}`);
      return found;
    },
    { timeout: 10_000 },
  );
}

/** Nothing is prepared or to be dropped any more. */
async function settled(): Promise<void> {
  await vi.waitFor(
    () => {
      expect(rows().filter(({ state }) => ['asked', 'made', 'dropped'].includes(state))).toEqual([]);
    },
    { timeout: 10_000 },
  );
}

async function answered(): Promise<void> {
  await vi.waitFor(() => expect(creates).toHaveBeenCalled());
  await Promise.all(creates.mock.results.map(({ value }) => value as Promise<unknown>)); // What the gateway answers with.
  await new Promise((resolve) => setTimeout(resolve, 0));
}

async function statuses(): Promise<readonly string[]> {
  return (await bench.stripe.paymentIntents.list()).data.map(({ status }) => status);
}

async function sellForCash(): Promise<void> {
  const saleId = bench.ringUp(TOTAL);
  expect(bench.charges.takeCash(saleId, TOTAL)).toMatchObject({ ok: true });
  bench.charges.finish(saleId);
  await settled();
  await bench.pass(1_000);
}

/** As the charge service opens it, with the plug pulled right behind. */
async function openOnly(tenderId: string): Promise<void> {
  const found = findPrepared(bench.db, tenderId);
  if (found === null) throw new Error('Nothing was prepared');
  bench.store.open({ ...found, cashierId: 'staff-1', createdAtMs: bench.clock.nowMs() });
  bench.preparing.used(tenderId);
  await Promise.resolve();
}

/** A row of an earlier life: recorded before its request, which nobody knows the fate of. */
async function leftBehind(hoursAgo = 0): Promise<PreparedIntent> {
  await bench.close();
  await open({}, 'lan');
  const saleId = bench.ringUp(TOTAL);
  const sale = findSale(bench.db, saleId);
  if (sale === null) throw new Error('The sale is gone');
  const owner: IntentOwner = {
    tenderId: '01971111-0000-7000-8000-00000000aaaa',
    saleId,
    keyOrdinal: FIRST_KEY_ORDINAL,
    tipAskedMinor: 0,
    amountMinor: TOTAL,
    currency: 'EUR',
    capture: 'automatic',
    register: 'Till 1',
    shiftId: 'shift-1',
  };
  const making = {
    storeId: () => 'store-1',
    lineItems: { accepted: () => true, refused: () => undefined },
  };
  recordPrepared(bench.db, {
    ...owner,
    mode: 'test',
    cartHash: sale.cartHash,
    request: intentRequest(making, sale, owner),
    createdAtMs: bench.clock.nowMs() - hoursAgo * 3_600_000,
  });
  const [row] = rows();
  if (row === undefined) throw new Error('Nothing was recorded');
  return row;
}

async function payAtReader(paymentIntentId: string): Promise<void> {
  await bench.stripe.terminal.readers.processPaymentIntent(bench.readerId, {
    payment_intent: paymentIntentId,
  });
  await bench.control(`readers/${bench.readerId}/present`, { number: GOOD_CARD, method: 'tap' });
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRefundReader, type ArmOutcome } from '../readers/index.ts';
import { systemTimers } from '../system/index.ts';
import { openRefundBench, type BenchTill, type RefundBench } from '../../../tests/support/refund-bench.ts';

/*
 * Goal: a card of Interac is refunded at the reader with that card, once, and another card changes nothing. Method: the
 * services against the sandbox of a Canadian account, whose reader Stripe drives.
 */
vi.setConfig({ testTimeout: 60_000 });

const INTERAC = '4506445006931933';
let bench: RefundBench;
let till: BenchTill;
/** False: Stripe takes commands for the reader, and nobody hears what becomes of them. */
let isReaderSeen: boolean;

beforeEach(async () => {
  bench = await openRefundBench(true);
  isReaderSeen = true;
  const ended = () => Promise.resolve({ kind: 'ended', why: 'reader-offline' } as const);
  const reader = createRefundReader({
    ready: () => ({ readerId: bench.readerId, label: 'Counter', driver: 'server-driven' }),
    lan: {
      askForRefund: ended,
      processRefund: () => Promise.resolve({ kind: 'unknown' }),
      cancelRefund: () => Promise.resolve(),
    },
    gateway: () => withSight(till.gateway),
    keptBy: () => null,
    timers: { ...systemTimers, sleep: () => systemTimers.sleep(20) },
  });
  till = bench.openTill({ reader: () => reader });
});
afterEach(() => bench.close());

describe('a refund of Interac', () => {
  it('is not sent to Stripe, but waits for the customer’s card at the reader, and is made with it', async () => {
    const { intent, legId } = await begun();
    expect(await atStripe(intent)).toEqual([]);
    await present(INTERAC);
    await became(legId, 'succeeded');
    expect(await atStripe(intent)).toMatchObject([{ amount: 1000, metadata: { refund: legId } }]);
  });

  it('makes nothing with another card, and takes the right one after that', async () => {
    const { intent, legId } = await begun();
    await present('4242424242424242');
    await became(legId, 'ready');
    expect(await atStripe(intent)).toEqual([]);
    expect(await till.refunds.atReader.ask(legId)).toMatchObject({ ok: true });
    await present(INTERAC);
    await became(legId, 'succeeded');
    expect(await atStripe(intent)).toHaveLength(1);
  });

  it('that the cashier stops asking for can be given up, and then nothing was given back', async () => {
    const { intent, legId } = await begun();
    await until(async () => (await reader()).action?.status === 'in_progress');
    expect(await till.refunds.atReader.stopAsking(legId)).toMatchObject({ ok: true });
    expect((await reader()).action).toBe(null);
    expect(await till.refunds.atReader.withdraw(legId)).toMatchObject({ ok: true });
    expect(stateOf(legId)).toBe('withdrawn');
    expect(await atStripe(intent)).toEqual([]);
  });

  it('is found after the plug was pulled: the customer’s card was read while no till was running', async () => {
    const { intent, legId } = await begun();
    await until(async () => (await reader()).action?.status === 'in_progress');
    till = till.restart();
    await present(INTERAC);
    await till.refunds.recover();
    await became(legId, 'succeeded');
    expect(await atStripe(intent)).toMatchObject([{ amount: 1000, metadata: { refund: legId } }]);
  });

  it('whose card nobody showed before the plug was pulled is asked for again by the cashier, and made once', async () => {
    const { intent, legId } = await begun();
    await until(async () => (await reader()).action?.status === 'in_progress');
    till = till.restart();
    await till.refunds.recover();
    expect(stateOf(legId)).toBe('in-doubt');
    await until(async () => {
      await till.pass(10_000);
      return stateOf(legId) !== 'in-doubt';
    });
    expect([stateOf(legId), (await reader()).action]).toEqual(['ready', null]);
    expect(await till.refunds.atReader.ask(legId)).toMatchObject({ ok: true });
    await present(INTERAC);
    await became(legId, 'succeeded');
    expect(await atStripe(intent)).toHaveLength(1);
  });

  it('whose reader was lost from sight is in doubt, and found when its card was shown all the same', async () => {
    const { intent, legId } = await begun();
    await until(async () => (await reader()).action?.status === 'in_progress');
    isReaderSeen = false;
    await became(legId, 'in-doubt');
    await present(INTERAC);
    isReaderSeen = true;
    await until(async () => {
      await till.pass(10_000);
      return stateOf(legId) === 'succeeded';
    });
    expect(await atStripe(intent)).toHaveLength(1);
  });

  it('whose reader was lost from sight is let go as soon as it is in sight again', async () => {
    const { legId } = await begun();
    await until(async () => (await reader()).action?.status === 'in_progress');
    isReaderSeen = false;
    await became(legId, 'in-doubt');
    expect((await reader()).action?.status).toBe('in_progress');
    isReaderSeen = true;
    await till.pass(2_000);
    await until(async () => (await reader()).action === null);
    expect(stateOf(legId)).toBe('in-doubt');
  });

  it('that is called off while the till reads the payment never reaches the reader', async () => {
    const { readIntent } = till.gateway;
    const stops: Promise<unknown>[] = [];
    const stopInTheMiddle: typeof readIntent = async (intent) => {
      const answer = await readIntent(intent);
      const leg = till.refunds.store.listLegsOfIntent(intent)[0];
      if (leg?.state.state === 'armed' && stops.length === 0)
        stops.push(till.refunds.atReader.stopAsking(leg.legId));
      await Promise.all(stops);
      return answer;
    };
    Object.assign(till.gateway, { readIntent: stopInTheMiddle });
    const { legId } = await begun();
    await until(() => Promise.resolve(stops.length > 0));
    await Promise.all(stops);
    await new Promise((resolve) => setTimeout(resolve, 100));
    // What the reader did last is the payment.
    expect([stateOf(legId), (await reader()).action?.type]).toEqual(['ready', 'process_payment_intent']);
  });

  it('that is asked for again is not ended by what the asking before it comes to', async () => {
    const asked: ((outcome: ArmOutcome) => void)[] = [];
    till = till.restart({
      reader: () => ({
        ready: () => ({ readerId: bench.readerId, label: 'Counter', driver: 'server-driven' }),
        ask: () => new Promise((resolve) => asked.push(resolve)),
        process: () => Promise.resolve({ kind: 'unknown' }),
        cancel: () => Promise.resolve(),
      }),
    });
    const { legId } = await begun();
    await until(() => Promise.resolve(asked.length === 1));
    await till.refunds.atReader.stopAsking(legId);
    await till.refunds.atReader.ask(legId);
    await until(() => Promise.resolve(asked.length === 2));
    asked[0]?.({ kind: 'unknown' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(stateOf(legId)).toBe('armed');
    asked[1]?.({ kind: 'ended', why: 'customer-cancelled' });
    await became(legId, 'ready');
  });

  it('whose asking another hand ended is in doubt, not cancelled, and free again once Stripe has none', async () => {
    const { intent, legId } = await begun();
    await until(async () => (await reader()).action?.status === 'in_progress');
    await bench.stripe.terminal.readers.cancelAction(bench.readerId);
    await became(legId, 'in-doubt');
    await until(async () => {
      await till.pass(10_000);
      return stateOf(legId) !== 'in-doubt';
    });
    expect(till.refunds.store.findLeg(legId)?.state).toMatchObject({ state: 'ready', released: 'not-made' });
    expect(await atStripe(intent)).toEqual([]);
  });

  it('is refused by Stripe without the card, so that nobody tries it by request', async () => {
    const intent = await bench.pay({ amountMinor: 1000, number: INTERAC });
    await expect(bench.stripe.refunds.create({ payment_intent: intent })).rejects.toThrow(/in person/u);
  });
});

function withSight(gateway: BenchTill['gateway']): BenchTill['gateway'] {
  const lost = { kind: 'unknown', code: 'no_answer', error: 'STRIPE_UNREACHABLE', stored: false } as const;
  return {
    ...gateway,
    readReader: (id) => (isReaderSeen ? gateway.readReader(id) : Promise.resolve(lost)),
  };
}

async function begun(): Promise<{ readonly intent: string; readonly legId: string }> {
  const intent = await bench.pay({ amountMinor: 1000, number: INTERAC });
  const refund = await till.refunds.refund({
    source: { kind: 'payment', paymentIntentId: intent },
    parts: { kind: 'all' },
    shares: null,
    expectedMinor: 1000,
    reason: 'defective',
    note: null,
    restock: false,
  });
  if (!refund.ok) throw new Error(refund.error.code);
  return { intent, legId: refund.value.legs[0]?.legId ?? '' };
}

async function present(number: string): Promise<void> {
  await until(
    async () =>
      (await reader()).action?.type === 'refund_payment' && (await reader()).action?.status === 'in_progress',
  );
  await bench.control(`readers/${bench.readerId}/present`, { number, method: 'tap' });
}

async function reader() {
  const read = await bench.stripe.terminal.readers.retrieve(bench.readerId);
  if (!('action' in read)) throw new Error('The reader is gone');
  return read;
}

async function atStripe(intent: string) {
  return (await bench.stripe.refunds.list({ payment_intent: intent })).data;
}

function stateOf(legId: string): string {
  return till.refunds.store.findLeg(legId)?.state.state ?? 'none';
}

function became(legId: string, state: string): Promise<void> {
  return until(() => Promise.resolve(stateOf(legId) === state));
}

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('it did not happen');
}

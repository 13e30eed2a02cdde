import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openChargeBench, type ChargeBench } from '../../../tests/support/charge-bench.ts';

/*
 * Goal: a card payment that is called off before the reader heard of it never reaches the reader. Method: the real
 * services at a sandbox; the read that comes before the asking is held until the cashier's word is done.
 */
vi.setConfig({ testTimeout: 60_000 });

let bench: ChargeBench;
let letRead: () => void;
let reading: Promise<void>;
beforeEach(async () => {
  bench = await openChargeBench();
});
afterEach(() => bench.close());

describe('while the till reads the payment that it is about to ask a card for', () => {
  it('a cancel keeps the reader from being asked, although Stripe has not heard of it', async () => {
    const tenderId = await askAgain();
    await reading;
    const cancels = { method: 'POST', path: '/v1/payment_intents/', pathEnd: '/cancel' };
    await bench.fault({ ...cancels, when: 'before', answer: 'drop', times: 1_000 });
    expect(await bench.charges.cancelCard(tenderId)).toMatchObject({ ok: true });
    await bench.waitFor(tenderId, 'in-doubt');
    expect(await askedAfterTheRead()).toBe(false);
  });

  it('the end of the two minutes keeps it as well', async () => {
    const tenderId = await askAgain();
    await reading;
    await bench.pass(120_000);
    await bench.waitFor(tenderId, 'ready');
    expect(await askedAfterTheRead()).toBe(false);
  });

  it('nothing happens to one that nobody called off', async () => {
    await askAgain();
    await reading;
    expect(await askedAfterTheRead()).toBe(true);
  });
});

/** A second asking: the first one has no need to read what it has just made. Its read is held. */
async function askAgain(): Promise<string> {
  const saleId = bench.ringUp(1_250);
  await bench.charges.startCard(saleId);
  const tenderId = bench.store.listOfSale(saleId)[0]?.tenderId ?? '';
  await vi.waitFor(async () => expect(await bench.screen()).toBe('present-card'), 10_000);
  await bench.control(`readers/${bench.readerId}/cancel`, {});
  await bench.waitFor(tenderId, 'ready');
  const { readIntent } = bench.gateway;
  let begun = (): void => undefined;
  reading = new Promise((resolve) => {
    begun = resolve;
  });
  const held = new Promise<void>((resolve) => {
    letRead = resolve;
  });
  const holdOne: typeof readIntent = async (id) => {
    Object.assign(bench.gateway, { readIntent });
    // Read now and heard late: what it says was true before the cashier's word.
    const answer = await readIntent(id);
    begun();
    await held;
    return answer;
  };
  Object.assign(bench.gateway, { readIntent: holdOne });
  await bench.charges.presentAgain(tenderId);
  return tenderId;
}

/** Whether the reader is asked once the read has its answer. */
async function askedAfterTheRead(): Promise<boolean> {
  letRead();
  for (let times = 0; times < 20; times += 1) {
    if ((await bench.screen()) === 'present-card') return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}

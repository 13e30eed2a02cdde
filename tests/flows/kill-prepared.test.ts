import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { eventually } from '../support/process.ts';
import type { TillProcess } from '../support/till-process/index.ts';
import { openShop, type Shop } from './shop.ts';

/*
 * The plug is pulled while an intent is prepared, or just after its tender took it. Whatever the instant, the next life
 * leaves none that could be paid and that no tender answers for, and the sale is paid by one card, once.
 */
const PRICE_MINOR = 1_250;
const GOOD_CARD = '4242424242424242';
const intents = z.object({
  data: z.array(z.object({ status: z.string(), metadata: z.record(z.string(), z.string()) })),
});

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());
beforeEach(() => shop.resetReader());

describe('the plug is pulled while a payment is prepared', { timeout: 90_000 }, () => {
  it.each(['asked', 'made'] as const)('when it is %s', async (preparedKillPoint) => {
    const profile = shop.newProfile({ readerMode: 'server-driven' });
    const till = await shop.start(profile, { preparedKillPoint });
    const saleId = await ringUp(till);
    void till.ask('charge.begin', { saleId });
    expect(await till.ended).toBe('SIGKILL');
    expect(await statuses(saleId)).toEqual(preparedKillPoint === 'made' ? ['requires_payment_method'] : []);
    await paysOnce(profile, saleId);
  });

  it('when it was made, and its answer never came', async () => {
    const profile = shop.newProfile({ readerMode: 'server-driven' });
    const till = await shop.start(profile);
    const saleId = await ringUp(till);
    const dropped = { method: 'POST', path: '/v1/payment_intents', when: 'after', answer: 'drop', times: 50 };
    await shop.control('POST', 'faults', dropped);
    void till.ask('charge.begin', { saleId });
    await eventually('Stripe made it', async () => ((await statuses(saleId)).length > 0 ? true : null));
    await till.kill();
    await shop.control('POST', 'scenario', { name: 'all-well' });
    await paysOnce(profile, saleId);
  });

  it.each(['opened', 'creating'] as const)('when its tender is %s', async (state) => {
    const profile = shop.newProfile({ readerMode: 'server-driven' });
    const till = await shop.start(profile, { killPoint: { at: 'after-commit', state } });
    const saleId = await ringUp(till);
    await till.ask('charge.begin', { saleId });
    await eventually('it is made', async () => ((await statuses(saleId)).length > 0 ? true : null));
    void till.ask('charge.startCard', { saleId });
    expect(await till.ended).toBe('SIGKILL');
    await paysOnce(profile, saleId);
  });
});

/** The next life: what was left is cancelled or taken up, and the customer pays by card. */
async function paysOnce(profile: ReturnType<Shop['newProfile']>, saleId: string): Promise<void> {
  const again = await shop.start(profile);
  try {
    await eventually(
      'nothing is left that nobody answers for',
      async () => {
        const { charge, sale } = await again.snapshot();
        const owned = charge?.cardPanel?.state === 'ready' ? 1 : 0;
        const open = (await statuses(saleId)).filter((status) => status !== 'canceled');
        return sale !== null && open.length === owned && charge?.cardPanel?.state !== 'checking'
          ? true
          : null;
      },
      30_000,
    );
    if ((await again.snapshot()).sale?.state === 'open') await again.ask('charge.begin', { saleId });
    expect(await again.ask('charge.startCard', { saleId })).toMatchObject({ ok: true });
    expect(await shop.tap(GOOD_CARD, 15_000)).toBe(true);
    await eventually('the sale is paid', async () =>
      (await again.snapshot()).sale?.state === 'completed' ? true : null,
    );
    const all = await statuses(saleId);
    expect(all.filter((status) => status === 'succeeded')).toHaveLength(1);
    expect(all.filter((status) => status !== 'succeeded' && status !== 'canceled')).toEqual([]);
    expect(await shop.booksOf(saleId)).toMatchObject({ receivedMinor: PRICE_MINOR, capturedCharges: 1 });
  } finally {
    await again.stop();
  }
}

async function ringUp(till: TillProcess): Promise<string> {
  await eventually('the reader is ready', async () => ((await till.snapshot()).cardsReady ? true : null));
  const unitPriceMinor = PRICE_MINOR as never; // A number as the page sends it; main brands it.
  expect(await till.ask('sale.addOpenItem', { name: 'Something', unitPriceMinor })).toMatchObject({
    ok: true,
  });
  return (await till.snapshot()).sale?.saleId ?? '';
}

async function statuses(saleId: string): Promise<readonly string[]> {
  const { data } = intents.parse(await shop.askStripe('GET', '/v1/payment_intents?limit=100'));
  return data.filter(({ metadata }) => metadata['sale'] === saleId).map(({ status }) => status);
}

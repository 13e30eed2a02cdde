import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/index.ts';
import { runWorld } from './run-world.ts';
import { createCashier } from './world/cashier.ts';
import { prepareTemplate } from './world/template.ts';

/*
 * Goal: a till that nobody touches asks Stripe nothing. Method: a whole shop under virtual time; one customer pays, the
 * next walks away from the reader with the payment prepared, and then an hour passes.
 */
const HOUR_MS = 3_600_000;

/** Requests of Stripe's API; what the shop's own network carries to the reader is another line. */
function countApiCalls(sandbox: Sandbox): { readonly count: number } {
  const asked = { count: 0 };
  const { handle } = sandbox;
  const listening: Sandbox['handle'] = (request) => {
    if (request.target.startsWith('/v1/')) asked.count += 1;
    return handle(request);
  };
  Object.assign(sandbox, { handle: listening });
  return asked;
}

async function requestsOfAnHour(
  relay: boolean,
): Promise<{ readonly day: unknown; readonly requests: number }> {
  const template = await prepareTemplate();
  let requests = -1;
  const plan = { seed: 1, registers: 1, relay, pulledAt: [Infinity], cards: ['good', 'nobody'] } as const;
  const { violation } = await runWorld(template, plan, async ({ shop }) => {
    const [till] = shop.tills;
    if (till === undefined) throw new Error('A shop without a till');
    void till.start();
    await till.whenUp();
    const cashier = createCashier(shop, till, { orderly: true, managed: false });
    await cashier.serve('card');
    const added = await till.ask('sale.addOpenItem', { name: 'Lamp', unitPriceMinor: 1_250 as never }); // The schema's input is a number.
    const saleId = till
      .db()
      ?.get<{ readonly sale_id: string }>('SELECT sale_id FROM sales WHERE current = 1')?.sale_id;
    if (added?.ok !== true || saleId === undefined) throw new Error('Nothing was rung up');
    await till.ask('charge.begin', { saleId });
    await till.ask('charge.startCard', { saleId });
    // The reader is let go after two minutes, and what is proved late is proved by then.
    await shop.time.sleep(10 * 60_000);
    expect(till.db()?.all('SELECT state FROM card_tenders ORDER BY created_at_ms')).toEqual([
      { state: 'approved' },
      { state: 'ready' },
    ]);
    const asked = countApiCalls(shop.stripe.sandbox);
    await shop.time.sleep(HOUR_MS);
    requests = asked.count;
    await cashier.closeDay();
  });
  return { day: violation, requests };
}

describe('an idle hour', () => {
  it('with a live relay costs no request to Stripe, though a prepared payment waits for a card', async () => {
    expect(await requestsOfAnHour(true)).toEqual({ day: null, requests: 0 });
  });

  it('without a relay costs the sweeps of each quarter of an hour, and nothing beside them', async () => {
    const { day, requests } = await requestsOfAnHour(false);
    expect(day).toBeNull();
    expect(requests).toBeGreaterThan(0);
    expect(requests).toBeLessThanOrEqual(20);
  });
});

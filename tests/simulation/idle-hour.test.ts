import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../sandbox/index.ts';
import { runWorld } from './run-world.ts';
import { createCashier } from './world/cashier.ts';
import { prepareTemplate } from './world/template.ts';
import type { TillNode } from './world/till-node.ts';

/*
 * Goal: a till that nobody touches asks Stripe nothing, and a sale asks little. Method: a whole shop under virtual time; one customer pays, the
 * next walks away from the reader with the payment prepared, and then an hour passes.
 */
const HOUR_MS = 3_600_000;
const READS_MOST = 12;

/** Requests of Stripe's API; what the shop's own network carries to the reader is another line. */
function countApiCalls(sandbox: Sandbox): readonly string[] {
  const asked: string[] = [];
  const { handle } = sandbox;
  const listening: Sandbox['handle'] = (request) => {
    if (request.target.startsWith('/v1/')) asked.push(`${request.method} ${request.target}`);
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
    const saleId = currentSale(till);
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
    requests = asked.length;
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

function currentSale(till: TillNode): string | undefined {
  return till.db()?.get<{ readonly sale_id: string }>('SELECT sale_id FROM sales WHERE current = 1')?.sale_id;
}

/** One sale through Stripe's servers: the cashier presses Card after so long, and the customer pays within a second. */
async function requestsOfASale(
  relay: boolean,
  pressedAfterMs: number,
): Promise<{ readonly day: unknown; readonly reads: number; readonly untilAsked: readonly string[] }> {
  const template = await prepareTemplate();
  let asked: readonly string[] = [];
  let atPress = 0;
  const how = {
    seed: 1,
    registers: 1,
    pulledAt: [Infinity],
    cards: ['good'],
    readerMode: 'server-driven',
  } as const;
  const { violation } = await runWorld(template, { ...how, relay }, async ({ shop }) => {
    const [till] = shop.tills;
    if (till === undefined) throw new Error('A shop without a till');
    void till.start();
    await till.whenUp();
    // What the start itself asks is not the sale's.
    await shop.time.sleep(60_000);
    asked = countApiCalls(shop.stripe.sandbox);
    await till.ask('sale.addOpenItem', { name: 'Lamp', unitPriceMinor: 1_250 as never }); // The schema's input is a number.
    const saleId = currentSale(till) ?? '';
    await till.ask('charge.begin', { saleId });
    await shop.time.sleep(pressedAfterMs);
    atPress = asked.length;
    await till.ask('charge.startCard', { saleId });
    await shop.time.sleep(2 * 60_000);
    const rows = till.db()?.all('SELECT state, reconciliation FROM card_tenders');
    expect(rows).toEqual([{ state: 'approved', reconciliation: 'matched' }]);
    await till.ask('charge.finish', { saleId });
  });
  const after = asked.slice(atPress).map((each) => each.replace(/(?:tmr|pi)_\w+/u, 'ID').split('?')[0] ?? '');
  return {
    day: violation,
    reads: asked.filter((each) => each.startsWith('GET')).length,
    untilAsked: after.slice(0, after.indexOf(ASKS) + 1),
  };
}

const LOOKS = 'GET /v1/terminal/readers/ID';
const ASKS = 'POST /v1/terminal/readers/ID/process_payment_intent';

describe('a sale through Stripe’s servers', () => {
  // One of the reads is the look at the line when the sale is about to be paid.
  it.each([
    { relay: true, pressedAfterMs: 1_000, readsMost: 5, untilAsked: [ASKS] },
    { relay: true, pressedAfterMs: 4_000, readsMost: 6, untilAsked: [ASKS] },
    { relay: true, pressedAfterMs: 11_000, readsMost: 8, untilAsked: [ASKS] },
    { relay: true, pressedAfterMs: 60_000, readsMost: 9, untilAsked: [LOOKS, ASKS] },
    { relay: false, pressedAfterMs: 1_000, readsMost: 5, untilAsked: [ASKS] },
    { relay: false, pressedAfterMs: 60_000, readsMost: 6, untilAsked: [LOOKS, ASKS] },
  ])('live relay $relay, Card after $pressedAfterMs ms: few reads, and asked at once', async (row) => {
    const { day, reads, untilAsked } = await requestsOfASale(row.relay, row.pressedAfterMs);
    expect(day).toBeNull();
    expect(untilAsked).toEqual(row.untilAsked);
    expect(reads).toBeLessThanOrEqual(row.readsMost);
    expect(reads).toBeLessThan(READS_MOST);
  });
});

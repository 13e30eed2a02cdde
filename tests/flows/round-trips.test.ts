import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/process.ts';
import type { TillProcess } from '../support/till-process/index.ts';
import { openShop, type Shop } from './shop.ts';

/*
 * How often Stripe is asked. Every request of a till passes a line that takes 150 ms and writes down what passed, so a
 * needless round trip is seen as a request, and not as a time that depends on the computer.
 */
const LATENCY_MS = 150;
const PRICE_MINOR = 1_250;
const READS_MOST = 12;

let shop: Shop;
let line: { readonly server: Server; readonly baseUrl: string };
let passed: string[];
/** For each answer, how many requests had been sent by then. */
let answered: number[];
let till: TillProcess;

beforeAll(async () => {
  shop = await openShop();
  line = await openSlowLine(shop.stripeBaseUrl);
});
afterAll(async () => {
  await shop.close();
  line.server.closeAllConnections();
  line.server.close();
});
beforeEach(async () => {
  passed = [];
  answered = [];
  await shop.resetReader();
  till = await shop.start(shop.newProfile(), { stripeBaseUrl: line.baseUrl });
  await eventually('the reader is ready', async () => ((await till.snapshot()).cardsReady ? true : null));
});
afterEach(() => till.stop());

describe('a card payment', { timeout: 60_000 }, () => {
  it('asks Stripe once between Card and the reader that asks for the card', async () => {
    const saleId = await ringUp();
    passed = [];
    await till.ask('charge.startCard', { saleId });
    await eventually('the reader asks', async () => ((await shop.face()) === 'present-card' ? true : null));
    expect(passed.slice(0, 1)).toEqual(['POST /v1/payment_intents']);
    // What else came meanwhile would be a second trip: the reader must not have waited for it.
    expect(passed.filter((each) => each.startsWith('GET'))).toEqual([]);
    expect(passed).toHaveLength(1);
  });

  it('through Stripe’s servers looks at the reader while the payment is made, and then asks', async () => {
    await till.ask('readers.setWay', { mode: 'server-driven', fallback: 'never' });
    const saleId = await ringUp();
    passed = [];
    answered = [];
    await till.ask('charge.startCard', { saleId });
    await eventually('the reader asks', async () => ((await shop.face()) === 'present-card' ? true : null));
    const [first, second, third, ...more] = passed;
    expect([first, second]).toEqual(
      expect.arrayContaining([
        'POST /v1/payment_intents',
        expect.stringMatching(/^GET \/v1\/terminal\/readers\/tmr_\w+$/u),
      ]),
    );
    expect(third).toMatch(/^POST \/v1\/terminal\/readers\/tmr_\w+\/process_payment_intent$/u);
    expect(more).toEqual([]);
    // Both were on their way at once: the first answer came after the second question.
    expect(answered[0]).toBe(2);
  });

  it(`costs fewer than ${String(READS_MOST)} reads until it is proved`, async () => {
    const saleId = await ringUp();
    passed = [];
    await till.ask('charge.startCard', { saleId });
    await shop.tap('4242424242424242', 15_000);
    await eventually(
      'the payment is matched',
      async () => {
        const { reconciliation } = await till.snapshot();
        return reconciliation.cardTenders === 1 && reconciliation.matched === 1 ? true : null;
      },
      30_000,
    );
    const reads = passed.filter((each) => each.startsWith('GET'));
    expect(reads.length, reads.join('\n')).toBeLessThan(READS_MOST);
    expect(passed.filter((each) => each === 'POST /v1/payment_intents')).toHaveLength(1);
  });
});

describe('a cash payment', { timeout: 60_000 }, () => {
  it('makes nothing at Stripe, and cancels nothing there', async () => {
    const saleId = await ringUp();
    passed = [];
    await till.ask('charge.takeCash', { saleId, tenderedMinor: PRICE_MINOR as never });
    await eventually('the sale is done', async () =>
      (await till.snapshot()).charge?.completed === null ? null : true,
    );
    expect(passed.filter((each) => each.startsWith('POST'))).toEqual([]);
  });
});

async function ringUp(): Promise<string> {
  const added = await till.ask('sale.addOpenItem', {
    name: 'Something',
    unitPriceMinor: PRICE_MINOR as never, // A number as the page sends it; main brands it.
  });
  expect(added).toMatchObject({ ok: true });
  const saleId = (await till.snapshot()).sale?.saleId ?? '';
  expect(await till.ask('charge.begin', { saleId })).toMatchObject({ ok: true });
  // What the start of the till still asks must not be counted as the payment's.
  await eventually('the line is quiet', async () => {
    const before = passed.length;
    await new Promise((resolve) => setTimeout(resolve, 4 * LATENCY_MS));
    return passed.length === before ? true : null;
  });
  return saleId;
}

/** A line to Stripe on this computer; only requests of the API are counted, the shop's own network is another line. */
async function openSlowLine(to: string): Promise<{ readonly server: Server; readonly baseUrl: string }> {
  const target = new URL(to);
  const server = createServer((incoming, outgoing) => {
    const path = (incoming.url ?? '').split('?')[0] ?? '';
    if (path.startsWith('/v1/')) passed.push(`${incoming.method ?? ''} ${path}`);
    setTimeout(
      () => {
        const onward = forward(
          {
            host: target.hostname,
            port: target.port,
            method: incoming.method,
            path: incoming.url,
            headers: incoming.headers,
          },
          (answer) => {
            if (path.startsWith('/v1/')) answered.push(passed.length);
            outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
            answer.pipe(outgoing);
          },
        );
        onward.on('error', () => outgoing.destroy());
        incoming.pipe(onward);
      },
      path.startsWith('/v1/') ? LATENCY_MS : 0,
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // A TCP server's address.
  return { server, baseUrl: `http://127.0.0.1:${String(port)}` };
}

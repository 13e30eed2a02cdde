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

const OVER_STRIPE = { mode: 'server-driven', fallback: 'never' } as const;

let shop: Shop;
let line: { readonly server: Server; readonly baseUrl: string };
let passed: string[];
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

  it('through Stripe’s servers is made before Card: only the asking itself is left', async () => {
    await till.ask('readers.setWay', OVER_STRIPE);
    const saleId = await ringUp();
    passed = [];
    await till.ask('charge.startCard', { saleId });
    await eventually('the reader asks', async () => ((await shop.face()) === 'present-card' ? true : null));
    expect(passed).toEqual([
      expect.stringMatching(/^POST \/v1\/terminal\/readers\/tmr_\w+\/process_payment_intent$/u),
    ]);
  });

  it('and pressed at once joins what is under way: the reader is asked by the third request, and the second trip', async () => {
    await till.ask('readers.setWay', OVER_STRIPE);
    await quiet();
    passed = [];
    const saleId = await addItem();
    await till.ask('charge.begin', { saleId });
    await till.ask('charge.startCard', { saleId });
    await eventually('the reader asks', async () => ((await shop.face()) === 'present-card' ? true : null));
    expect(passed.filter((each) => each === 'POST /v1/payment_intents')).toHaveLength(1);
    expect(passed.at(-1)).toMatch(/process_payment_intent$/u);
    expect(passed.filter((each) => each.endsWith('/cancel'))).toEqual([]);
  });

  it.each([
    ['over the LAN', { mode: 'lan', fallback: 'never' }],
    ['through Stripe’s servers', OVER_STRIPE],
  ] as const)(`%s costs fewer than ${String(READS_MOST)} reads until it is proved`, async (_name, way) => {
    await till.ask('readers.setWay', way);
    await eventually('the reader is ready', async () => ((await till.snapshot()).cardsReady ? true : null));
    await quiet();
    passed = [];
    const saleId = await ringUp();
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
    await payInCash(saleId);
    expect(passed.filter((each) => each.startsWith('POST'))).toEqual([]);
  });

  it('nor does one through Stripe’s servers at a register of cash; its very first sale cancels what it made', async () => {
    await till.ask('readers.setWay', OVER_STRIPE);
    await quiet();
    passed = [];
    const first = await ringUp();
    await payInCash(first);
    await till.ask('charge.finish', { saleId: first });
    await quiet();
    expect(passed.filter((each) => each === 'POST /v1/payment_intents')).toHaveLength(1);
    expect(passed.filter((each) => /^POST \/v1\/payment_intents\/pi_\w+\/cancel$/u.test(each))).toHaveLength(
      1,
    );
    expect((await shop.booksOf(first)).status).toBe('canceled');
    passed = [];
    const second = await ringUp();
    await payInCash(second);
    await quiet();
    expect(passed).toEqual([]);
  });
});

async function payInCash(saleId: string): Promise<void> {
  await till.ask('charge.takeCash', { saleId, tenderedMinor: PRICE_MINOR as never });
  await eventually('the sale is done', async () =>
    (await till.snapshot()).charge?.completed === null ? null : true,
  );
}

async function addItem(): Promise<string> {
  const added = await till.ask('sale.addOpenItem', {
    name: 'Something',
    unitPriceMinor: PRICE_MINOR as never, // A number as the page sends it; main brands it.
  });
  expect(added).toMatchObject({ ok: true });
  return (await till.snapshot()).sale?.saleId ?? '';
}

async function ringUp(): Promise<string> {
  const saleId = await addItem();
  expect(await till.ask('charge.begin', { saleId })).toMatchObject({ ok: true });
  // What the start of the till still asks, and what is prepared, must not be counted as the payment's.
  await quiet();
  return saleId;
}

async function quiet(): Promise<void> {
  await eventually('the line is quiet', async () => {
    const before = passed.length;
    await new Promise((resolve) => setTimeout(resolve, 4 * LATENCY_MS));
    return passed.length === before ? true : null;
  });
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

import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { RELAY_PATHS } from '../shared/contract/relay/index.ts';
import { eventBody, SECRET, signatureHeader } from './testing/stripe-events.ts';
import { countEvents } from './testing/sqlite-harness.ts';
import { openWorkbench, type Workbench } from './testing/workbench.ts';

/* Behind a proxy that ends TLS: whatever did not come to it by https is refused, however well signed. */

let bench: Workbench | null = null;
afterEach(async () => {
  await bench?.close();
  bench = null;
});

const BY_HTTPS = { 'x-forwarded-proto': 'https' };
const REFUSED: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
  ['that came to the proxy by http', '127.0.0.1', { 'x-forwarded-proto': 'http' }],
  ['of which the proxy says nothing', '127.0.0.1', {}],
  [
    'that only claims https, in front of what the proxy added',
    '127.0.0.1',
    { 'x-forwarded-proto': 'https, http' },
  ],
  ['that claims https and came around the proxy', '192.0.2.7', BY_HTTPS],
  ['that claims https and came around the proxy’s network', '192.0.2.0/24', BY_HTTPS],
];

it.each([['127.0.0.1'], ['127.0.0.0/8']])(
  'a webhook by https through the proxy at %s is taken',
  async (proxy) => {
    const { relay, status } = await deliver(proxy, BY_HTTPS);
    expect([status, rows(relay)]).toEqual([200, 1]);
  },
);

it.each(REFUSED)('a webhook %s is refused and leaves no trace', async (_name, proxy, headers) => {
  const { relay, status } = await deliver(proxy, headers);
  expect([status, rows(relay)]).toEqual([403, 0]);
});

it.each(REFUSED)(
  'a request to pair %s is refused before its code is used up',
  async (_name, proxy, headers) => {
    const relay = await open(proxy);
    const code = relay.data.stores.issuePairingCode(relay.store.storeId, 60_000)?.code ?? '';
    const response = await fetch(`${relay.url}${RELAY_PATHS.pair}`, {
      method: 'POST',
      body: JSON.stringify({ code, terminalName: 'Till 1' }),
      headers,
    });
    expect([response.status, await response.json()]).toEqual([403, { error: { code: 'not-secure' } }]);
    expect(relay.data.stores.listTerminals(null)).toEqual([]);
    expect(relay.data.stores.pair({ code, terminalName: 'Till 1' })).not.toBeNull();
  },
);

it.each(REFUSED)('a socket %s is refused, even with a token that opens it', async (_name, proxy, headers) => {
  const relay = await open(proxy);
  const token = pairDirectly(relay);
  expect(await upgrade(relay, { ...headers, authorization: `Bearer ${token}` })).toBe(403);
});

it('a socket by https through the proxy is opened', async () => {
  const relay = await open('127.0.0.1');
  const token = pairDirectly(relay);
  expect(await upgrade(relay, { ...BY_HTTPS, authorization: `Bearer ${token}` })).toBe(101);
});

it('signs of life are told to anybody, so that a load balancer can ask', async () => {
  const relay = await open('192.0.2.7');
  expect((await fetch(`${relay.url}/healthz`)).status).toBe(200);
  expect((await fetch(`${relay.url}/readyz`)).status).toBe(200);
  expect((await fetch(`${relay.url}/metrics`)).status).toBe(403);
});

async function open(proxy: string): Promise<Workbench> {
  bench = await openWorkbench({ environment: { RELAY_TRUST_PROXY: proxy } });
  return bench;
}

async function deliver(
  proxy: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ relay: Workbench; status: number }> {
  const relay = await open(proxy);
  const body = eventBody({ id: 'evt_1' });
  const signature = signatureHeader({ secret: SECRET, atS: relay.nowS(), body });
  const response = await relay.post({ body, headers: { ...headers, 'stripe-signature': signature } });
  return { relay, status: response.status };
}

function rows(relay: Workbench): number {
  return countEvents(relay.data.database);
}

/** Past HTTP, so that nothing but the socket is under test. */
function pairDirectly({ data, store }: Workbench): string {
  const code = data.stores.issuePairingCode(store.storeId, 60_000)?.code ?? '';
  return data.stores.pair({ code, terminalName: 'Till 1' })?.token ?? '';
}

/** The status that a request to become a websocket is answered. */
function upgrade(relay: Workbench, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${relay.url.replace(/^http/, 'ws')}${RELAY_PATHS.socket}`, { headers });
    socket.once('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.once('unexpected-response', (_request, response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.once('error', reject);
  });
}

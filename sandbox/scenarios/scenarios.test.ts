import { createServer, type Server } from 'node:http';
import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, listenSandbox, realPorts, SCENARIOS, type Sandbox } from '../index.ts';

/*
 * Goal: a scenario does what its name says, and "all-well" ends it. Method: the real `stripe` package and a real
 * listener for webhooks, over HTTP; scenarios are begun by the control that training uses.
 */
let sandbox: Sandbox;
let server: Awaited<ReturnType<typeof listenSandbox>>;
let stripe: Stripe;
let shop: Server;
let readerId: string;
let secret: string;
/** What arrived at the shop's endpoint: the type, and whether the signature fitted the secret it was given. */
let arrived: { readonly type: string; readonly genuine: boolean }[];

beforeEach(async () => {
  sandbox = createSandbox(realPorts(), { seed: 'test' });
  server = await listenSandbox(sandbox, { port: 0 });
  const { hostname, port } = new URL(server.baseUrl);
  stripe = new Stripe(sandbox.keys.secret, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
  arrived = [];
  shop = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      response.writeHead(200).end();
      arrived.push(readEvent(body, String(request.headers['stripe-signature'])));
    });
  });
  await new Promise<void>((resolve) => {
    shop.listen(0, '127.0.0.1', resolve);
  });
  const address = shop.address();
  const shopPort = typeof address === 'object' && address !== null ? address.port : 0;
  const endpoint = await stripe.webhookEndpoints.create({
    url: `http://127.0.0.1:${String(shopPort)}/hook`,
    enabled_events: ['*'],
  });
  secret = endpoint.secret ?? '';
  readerId = await registerReader();
});
afterEach(async () => {
  await server.close();
  shop.close();
});

describe('a scenario', () => {
  it('that nobody knows is refused, and the one that goes on goes on', async () => {
    await begin('webhooks-lost');
    await expect(begin('toString')).rejects.toThrow('404');
    expect(await control('GET', 'scenarios')).toEqual({
      scenarios: Object.keys(SCENARIOS),
      active: 'webhooks-lost',
    });
  });

  it('card-declined refuses one card that is good, and the next one pays', async () => {
    await begin('card-declined');
    const intent = await stripe.paymentIntents.create(SALE);
    await payAtReader(intent.id);
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds' },
    });
    await payAtReader(intent.id);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
  });

  it('reader-not-found takes the power of every reader, and all-well gives it back', async () => {
    await begin('reader-not-found');
    expect(await control('GET', `readers/${readerId}`)).toMatchObject({ on: false });
    expect(await discover()).toEqual([]);
    await begin('all-well');
    expect(await control('GET', `readers/${readerId}`)).toMatchObject({ on: true });
    expect(await discover()).toEqual([readerId]);
  });

  it('webhook-signature-invalid: what comes is signed by a secret that nobody was told', async () => {
    await stripe.paymentIntents.create(SALE);
    await until(() => arrived.length === 1);
    await begin('webhook-signature-invalid');
    await stripe.paymentIntents.create(SALE);
    await until(() => arrived.length === 2);
    expect(arrived.map(({ genuine }) => genuine)).toEqual([true, false]);
  });

  it('webhook-forged sends one event of a stranger, and Stripe’s own ones stay genuine', async () => {
    await begin('webhook-forged');
    await until(() => arrived.length === 1);
    await stripe.paymentIntents.create(SALE);
    await until(() => arrived.length === 2);
    expect(arrived).toEqual([
      { type: 'payment_intent.succeeded', genuine: false },
      { type: 'payment_intent.created', genuine: true },
    ]);
    expect((await stripe.events.list()).data.map(({ type }) => type)).toEqual(['payment_intent.created']);
  });

  it('webhooks-reordered brings the later of two events first', async () => {
    await begin('webhooks-reordered');
    const intent = await stripe.paymentIntents.create(SALE);
    await stripe.paymentIntents.cancel(intent.id);
    await until(() => arrived.length === 2);
    expect(arrived.map(({ type }) => type)).toEqual(['payment_intent.canceled', 'payment_intent.created']);
  });

  it('captured-not-recorded: the money is taken, and nobody can read it for a while', async () => {
    const intent = await stripe.paymentIntents.create(SALE);
    await begin('captured-not-recorded');
    await payAtReader(intent.id);
    // Eighteen times, and stripe-node asks twice when a connection is cut.
    for (let tries = 0; tries < 9; tries += 1)
      await expect(stripe.paymentIntents.retrieve(intent.id)).rejects.toMatchObject({
        type: 'StripeConnectionError',
      });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
    expect(arrived).toEqual([{ type: 'payment_intent.created', genuine: true }]);
  });

  it('begun a second time does again what it did', async () => {
    await begin('card-declined');
    await payAtReader((await stripe.paymentIntents.create(SALE)).id);
    await begin('card-declined');
    const intent = await stripe.paymentIntents.create(SALE);
    await payAtReader(intent.id);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method');
  });
});

it('an endpoint that was deleted hears nothing more, not even what is still to be tried again', async () => {
  const [endpoint] = (await stripe.webhookEndpoints.list()).data;
  await begin('webhooks-late');
  await stripe.paymentIntents.create(SALE);
  await stripe.webhookEndpoints.del(endpoint?.id ?? '');
  await new Promise((resolve) => setTimeout(resolve, 5_300));
  expect(arrived).toEqual([]);
}, 20_000);

const SALE = {
  amount: 6270,
  currency: 'eur',
  allowed_payment_method_types: ['card_present'],
} satisfies Stripe.PaymentIntentCreateParams;

function readEvent(body: string, header: string): { readonly type: string; readonly genuine: boolean } {
  const { type } = JSON.parse(body) as { readonly type: string }; // The sandbox's own.
  try {
    stripe.webhooks.constructEvent(body, header, secret);
    return { type, genuine: true };
  } catch {
    return { type, genuine: false };
  }
}

async function registerReader(): Promise<string> {
  const location = await stripe.terminal.locations.create({
    display_name: 'Kade 12',
    address: { line1: 'Kade 12', city: 'Rotterdam', postal_code: '3011', country: 'NL' },
  });
  const reader = await stripe.terminal.readers.create({
    registration_code: 'simulated-s700',
    location: location.id,
    label: 'Virtual reader',
  });
  return reader.id;
}

/** Server-driven, with a card that is good. */
async function payAtReader(intentId: string): Promise<void> {
  await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: intentId });
  await control('POST', `readers/${readerId}/present`, { number: '4242424242424242', method: 'tap' });
  await until(async () => {
    const reader = await stripe.terminal.readers.retrieve(readerId);
    return 'action' in reader && reader.action?.status !== 'in_progress';
  });
}

/** As the Terminal SDK does, over the shop's network. */
async function discover(): Promise<readonly string[]> {
  const token = await stripe.terminal.connectionTokens.create();
  const { sessionId } = await lan<{ sessionId: string }>('session', { token: token.secret });
  const { readers } = await lan<{ readers: { id: string }[] }>('discover', { sessionId });
  return readers.map(({ id }) => id);
}

async function lan<Answer>(path: string, body: object): Promise<Answer> {
  const response = await fetch(`${server.baseUrl}/lan/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  return (await response.json()) as Answer; // The sandbox's own.
}

async function begin(name: string): Promise<void> {
  await control('POST', 'scenario', { name });
}

async function control(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${server.baseUrl}/_sandbox/${path}`, {
    method,
    headers: { authorization: `Bearer ${sandbox.keys.control}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('It did not happen in ten seconds');
}

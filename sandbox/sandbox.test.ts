import { createServer, type Server } from 'node:http';
import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, listenSandbox, realPorts, type Sandbox } from './index.ts';
import { createStripeTerminalStandIn, type StandInTerminal } from './terminal-sdk/index.ts';

/*
 * Goal: what the sandbox answers is what Stripe's own library expects. Method: the real `stripe` package and the
 * Terminal SDK stand-in, over real HTTP, against a sandbox on a free port.
 */
let sandbox: Sandbox;
let server: Awaited<ReturnType<typeof listenSandbox>>;
let stripe: Stripe;

beforeEach(async () => {
  sandbox = createSandbox(realPorts(), { seed: 'test' });
  server = await listenSandbox(sandbox, { port: 0 });
  const { hostname, port } = new URL(server.baseUrl);
  stripe = new Stripe(sandbox.keys.secret, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
});

afterEach(async () => {
  await server.close();
});

const SALE = {
  amount: 6270,
  currency: 'eur',
  allowed_payment_method_types: ['card_present'],
} satisfies Stripe.PaymentIntentCreateParams;

describe('requests', () => {
  it('a wrong key is refused and not repeated in full', async () => {
    const stranger = new Stripe('sk_test_wrong_key_of_somebody', {
      ...hostOf(server.baseUrl),
      maxNetworkRetries: 0,
    });
    await expect(stranger.paymentIntents.create(SALE)).rejects.toMatchObject({ statusCode: 401 });
  });

  it('an unknown parameter is refused before anything happens', async () => {
    const request = { ...SALE, surprise: '1' } as Stripe.PaymentIntentCreateParams; // Not in the type, on purpose.
    await expect(stripe.paymentIntents.create(request)).rejects.toMatchObject({ code: 'parameter_unknown' });
    expect((await stripe.paymentIntents.list()).data).toHaveLength(0);
  });

  it('payment_method_types is refused, as the pinned version does', async () => {
    const request = { ...SALE, payment_method_types: ['card_present'] } as Stripe.PaymentIntentCreateParams; // As above.
    await expect(stripe.paymentIntents.create(request)).rejects.toMatchObject({
      code: 'payment_method_types_no_longer_supported',
    });
  });

  it('a key seen again with the same request replays its answer, with another request it is an error', async () => {
    const first = await stripe.paymentIntents.create(SALE, { idempotencyKey: 'tender-1' });
    const again = await stripe.paymentIntents.create(SALE, { idempotencyKey: 'tender-1' });
    expect(again.id).toBe(first.id);
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
    await expect(
      stripe.paymentIntents.create({ ...SALE, amount: 1 }, { idempotencyKey: 'tender-1' }),
    ).rejects.toMatchObject({ type: 'StripeIdempotencyError' });
  });

  it('a 500 sticks to its key', async () => {
    await control('POST', 'scenario', { name: 'create-sticky-500' });
    const attempt = (): Promise<unknown> => stripe.paymentIntents.create(SALE, { idempotencyKey: 'sticky' });
    await expect(attempt()).rejects.toMatchObject({ statusCode: 500 });
    await expect(attempt()).rejects.toMatchObject({ statusCode: 500 });
    expect((await stripe.paymentIntents.list()).data).toHaveLength(0);
    await expect(stripe.paymentIntents.create(SALE, { idempotencyKey: 'other' })).resolves.toMatchObject({
      amount: 6270,
    });
  });

  it('a 500 after the effect sticks to its key too, and what was made stays', async () => {
    await control('POST', 'faults', {
      method: 'POST',
      path: '/v1/payment_intents',
      when: 'after',
      answer: 'error-500',
      times: 1,
    });
    const attempt = (): Promise<unknown> => stripe.paymentIntents.create(SALE, { idempotencyKey: 'sticky' });
    await expect(attempt()).rejects.toMatchObject({ statusCode: 500 });
    await expect(attempt()).rejects.toMatchObject({ statusCode: 500 });
    expect((await stripe.paymentIntents.list()).data).toMatchObject([{ amount: 6270 }]);
  });

  it('an answer can be lost after its effect', async () => {
    await control('POST', 'scenario', { name: 'create-answer-lost' });
    await expect(stripe.paymentIntents.create(SALE, { idempotencyKey: 'lost' })).rejects.toMatchObject({
      type: 'StripeConnectionError',
    });
    const again = await stripe.paymentIntents.create(SALE, { idempotencyKey: 'lost' });
    expect((await stripe.paymentIntents.list()).data.map((intent) => intent.id)).toEqual([again.id]);
  });
});

describe('a card payment over the LAN', () => {
  it('is declined, then approved with another card on the same intent: one good charge', async () => {
    const { terminal, readerId } = await connectedTerminal();
    const intent = await stripe.paymentIntents.create(SALE);
    const declined = await pay(terminal, readerId, intent, '4000000000009995');
    expect(declined).toMatchObject({ error: { decline_code: 'insufficient_funds' } });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method');
    const approved = await pay(terminal, readerId, intent, '4242424242424242');
    expect(approved).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    const charges = (await stripe.charges.list({ payment_intent: intent.id })).data;
    expect(charges.map((charge) => charge.status)).toEqual(['succeeded', 'failed']);
    const card = charges[0]?.payment_method_details?.card_present;
    expect(card).toMatchObject({ brand: 'visa', last4: '4242', read_method: 'contactless_emv' });
    expect(card?.receipt).toMatchObject({ dedicated_file_name: 'A0000000031010' });
    await terminal.disconnectReader();
  });

  it('the customer can cancel on the reader, and nothing is charged', async () => {
    const { terminal, readerId } = await connectedTerminal();
    const intent = await stripe.paymentIntents.create(SALE);
    const collecting = terminal.collectPaymentMethod(intent.client_secret ?? '');
    await readerShows(readerId, 'present-card');
    await control('POST', `readers/${readerId}/cancel`, {});
    expect(await collecting).toMatchObject({ error: { code: 'canceled_by_customer' } });
    expect((await stripe.charges.list()).data).toHaveLength(0);
    await terminal.disconnectReader();
  });

  it('waits for the screen that is being written, and then takes its place', async () => {
    const { terminal, readerId } = await connectedTerminal();
    const intent = await stripe.paymentIntents.create(SALE);
    const cart = {
      currency: 'eur',
      total: 6270,
      line_items: [{ description: 'Tea', amount: 6270, quantity: 1 }],
    };
    const showing = terminal.setReaderDisplay({ cart });
    expect(await terminal.collectPaymentMethod(intent.client_secret ?? '')).toMatchObject({
      error: { code: 'command_already_in_progress' },
    });
    expect(await showing).toEqual({});
    await readerShows(readerId, 'cart');
    expect(await pay(terminal, readerId, intent, '4242424242424242')).toMatchObject({
      paymentIntent: { status: 'succeeded' },
    });
  });

  it('a card read for a till that died is never charged', async () => {
    const { terminal, readerId } = await connectedTerminal();
    const intent = await stripe.paymentIntents.create(SALE);
    const collecting = terminal.collectPaymentMethod(intent.client_secret ?? '');
    await readerShows(readerId, 'present-card');
    await control('POST', `readers/${readerId}/present`, { number: '4242424242424242', method: 'tap' });
    await collecting;
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method');
    expect((await stripe.charges.list()).data).toHaveLength(0);
    await terminal.disconnectReader();
  });
});

describe('webhooks', () => {
  it('are signed afresh, retried until answered 2xx, and can be sent again', async () => {
    const received: { readonly type: string; readonly header: string }[] = [];
    let refuse = 1;
    const listener = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        const header = String(request.headers['stripe-signature']);
        const event = stripe.webhooks.constructEvent(body, header, secret);
        received.push({ type: event.type, header });
        response.writeHead(refuse > 0 ? 500 : 200).end();
        refuse -= 1;
      });
    });
    const url = await listening(listener);
    const endpoint = await stripe.webhookEndpoints.create({
      url,
      enabled_events: ['payment_intent.canceled'],
    });
    const secret = endpoint.secret ?? '';
    const intent = await stripe.paymentIntents.create(SALE);
    await stripe.paymentIntents.cancel(intent.id);
    await until(() => received.length === 2);
    const event = (await stripe.events.list({ type: 'payment_intent.canceled' })).data[0];
    await control('POST', `events/${event?.id ?? ''}/redeliver`, {});
    await until(() => received.length === 3);
    expect(received.map((each) => each.type)).toEqual(
      Array.from({ length: 3 }, () => 'payment_intent.canceled'),
    );
    listener.close();
  });
});

async function connectedTerminal(): Promise<{
  readonly terminal: StandInTerminal;
  readonly readerId: string;
}> {
  const location = await stripe.terminal.locations.create({
    display_name: 'Kade 12',
    address: { line1: 'Kade 12', city: 'Rotterdam', postal_code: '3011', country: 'NL' },
  });
  const registered = await stripe.terminal.readers.create({
    registration_code: 'simulated-s700',
    location: location.id,
    label: 'Virtual reader',
  });
  const terminal = createStripeTerminalStandIn({
    baseUrl: server.baseUrl,
    fetch: (url, init) => fetch(url, init),
    after: (delayMs, call) => {
      const timer = setTimeout(call, delayMs);
      return () => {
        clearTimeout(timer);
      };
    },
  }).create({
    onFetchConnectionToken: async () =>
      (await stripe.terminal.connectionTokens.create({ location: location.id })).secret,
  });
  const found = await terminal.discoverReaders({ location: location.id });
  const reader = 'discoveredReaders' in found ? found.discoveredReaders[0] : undefined;
  if (reader === undefined) throw new Error('The reader was not discovered');
  expect(await terminal.connectReader(reader, { fail_if_in_use: true })).toMatchObject({
    reader: { id: registered.id },
  });
  return { terminal, readerId: registered.id };
}

async function pay(
  terminal: StandInTerminal,
  readerId: string,
  intent: Stripe.PaymentIntent,
  number: string,
) {
  const collecting = terminal.collectPaymentMethod(intent.client_secret ?? '');
  await readerShows(readerId, 'present-card');
  await control('POST', `readers/${readerId}/present`, { number, method: 'tap' });
  const collected = await collecting;
  return 'error' in collected ? collected : terminal.processPayment(collected.paymentIntent);
}

async function readerShows(readerId: string, screen: string): Promise<void> {
  await until(async () => (await control('GET', `readers/${readerId}`)).screen === screen);
}

async function control(method: string, path: string, body?: object): Promise<{ readonly screen?: string }> {
  const response = await fetch(`${server.baseUrl}/_sandbox/${path}`, {
    method,
    headers: { authorization: `Bearer ${sandbox.keys.control}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as { readonly screen?: string }; // Only the screen is read here.
}

async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('It did not happen in ten seconds');
}

function hostOf(baseUrl: string) {
  const { hostname, port } = new URL(baseUrl);
  return { host: hostname, port, protocol: 'http' as const };
}

function listening(listener: Server): Promise<string> {
  return new Promise((resolve) => {
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      resolve(
        `http://127.0.0.1:${String(typeof address === 'object' && address !== null ? address.port : 0)}/hook`,
      );
    });
  });
}

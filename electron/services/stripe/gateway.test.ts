import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStripeGateway, type StripeGateway } from './index.ts';

/*
 * Goal: an answer of Stripe's is never taken for more than it says, and nothing is sent again that could act twice.
 * Method: the real `stripe` package against a server that answers by a script and writes down what it was sent.
 */
vi.setConfig({ testTimeout: 30_000 });

type Step =
  { readonly status: number; readonly body?: object; readonly headers?: Record<string, string> } | 'drop';

const KEY = 'sk_test_gateway_secret_0123456789';
const INTENT = {
  id: 'pi_1',
  object: 'payment_intent',
  amount: 1250,
  currency: 'eur',
  status: 'requires_payment_method',
  amount_received: 0,
  amount_capturable: 0,
  livemode: false,
  latest_charge: null,
  last_payment_error: null,
  client_secret: 'pi_1_secret_x',
  created: 1,
  metadata: {},
  payment_method_types: ['card_present'],
};

let server: Server;
let baseUrl: string;
let script: Step[];
let asked: {
  readonly key: string | undefined;
  readonly path: string;
  readonly version: string | undefined;
}[];
let slept: number[];
let gateway: StripeGateway;

beforeEach(async () => {
  script = [];
  asked = [];
  slept = [];
  server = createServer((request, response) => {
    const key = request.headers['idempotency-key'];
    const version = request.headers['stripe-version'];
    request.resume();
    request.on('end', () => {
      asked.push({ key: String(key), path: request.url ?? '', version: String(version) });
      const step = script.length > 1 ? script.shift() : script[0];
      if (step === undefined || step === 'drop') {
        request.socket.destroy();
        return;
      }
      const headers = { 'content-type': 'application/json', 'request-id': 'req_1', ...step.headers };
      response.writeHead(step.status, headers).end(JSON.stringify(step.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  baseUrl = `http://127.0.0.1:${String(typeof address === 'object' && address !== null ? address.port : 0)}`;
  gateway = createStripeGateway({
    secretKey: KEY,
    baseUrl,
    timers: {
      after: () => () => undefined,
      sleep: (delayMs) => {
        slept.push(delayMs);
        return Promise.resolve();
      },
    },
  });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function create(): ReturnType<StripeGateway['createIntent']> {
  return gateway.createIntent({
    amountMinor: 1250,
    currency: 'EUR',
    idempotencyKey: 'tender-1:create:1',
    description: 'Sale 1',
    metadata: {},
    capture: 'automatic',
    lineItems: null,
  });
}

function refusal(type: string, code?: string): object {
  return { error: { type, message: `No: ${KEY}`, ...(code === undefined ? {} : { code }) } };
}

describe('an answer to making an intent', () => {
  const cases: readonly (readonly [string, readonly Step[], object, number])[] = [
    ['200', [{ status: 200, body: INTENT }], { kind: 'ok' }, 1],
    [
      '400',
      [{ status: 400, body: refusal('invalid_request_error', 'parameter_unknown') }],
      { kind: 'refused', code: 'parameter_unknown', status: 400, error: 'STRIPE_REQUEST_REFUSED' },
      1,
    ],
    [
      '400, because the key was used for something else before',
      [{ status: 400, body: refusal('idempotency_error') }],
      { kind: 'unknown', error: 'STRIPE_OUTCOME_UNKNOWN', stored: true },
      1,
    ],
    [
      'an error of next year',
      [{ status: 418, body: refusal('error_of_next_year', 'something_new') }],
      { kind: 'unknown', code: 'something_new', error: 'STRIPE_OUTCOME_UNKNOWN', stored: true },
      1,
    ],
    [
      '401',
      [{ status: 401, body: refusal('invalid_request_error') }],
      { kind: 'refused', error: 'STRIPE_KEY_REFUSED' },
      1,
    ],
    [
      '403',
      [{ status: 403, body: refusal('invalid_request_error') }],
      { kind: 'refused', error: 'STRIPE_KEY_RIGHTS_MISSING' },
      1,
    ],
    [
      '429 thrice',
      [{ status: 429, body: refusal('rate_limit_error') }],
      { kind: 'refused', error: 'STRIPE_RATE_LIMITED' },
      3,
    ],
    [
      '409 thrice',
      [{ status: 409, body: refusal('idempotency_error') }],
      { kind: 'unknown', error: 'STRIPE_OUTCOME_UNKNOWN', stored: false },
      3,
    ],
    [
      '500 thrice',
      [{ status: 500, body: refusal('api_error') }],
      { kind: 'unknown', error: 'STRIPE_OUTCOME_UNKNOWN', stored: true },
      3,
    ],
    [
      '503 thrice',
      [{ status: 503, body: refusal('api_error') }],
      { kind: 'unknown', error: 'STRIPE_OUTCOME_UNKNOWN', stored: false },
      3,
    ],
    [
      '500, never to be repeated',
      [{ status: 500, body: refusal('api_error'), headers: { 'stripe-should-retry': 'false' } }],
      { kind: 'unknown', error: 'STRIPE_OUTCOME_UNKNOWN' },
      1,
    ],
    [
      '500, then 200',
      [
        { status: 500, body: refusal('api_error') },
        { status: 200, body: INTENT },
      ],
      { kind: 'ok' },
      2,
    ],
  ];
  it.each(cases)('%s is told as what it is', async (_what, steps, expected, requests) => {
    script = [...steps];
    expect(await create()).toMatchObject(expected);
    expect(asked).toHaveLength(requests);
    expect(slept).toEqual([300, 1_000].slice(0, requests - 1));
  });

  it('that never comes is unknown, however often it is asked for, and always under one key', async () => {
    script = ['drop'];
    expect(await create()).toMatchObject({ kind: 'unknown', error: 'STRIPE_UNREACHABLE', stored: false });
    expect(asked.length).toBeGreaterThanOrEqual(3);
    expect(new Set(asked.map(({ key }) => key))).toEqual(new Set(['tender-1:create:1']));
  });

  it('never repeats the key', async () => {
    script = [{ status: 400, body: refusal('invalid_request_error') }];
    expect(JSON.stringify(await create())).not.toContain(KEY);
  });

  it('is asked for in the one version that this product speaks', async () => {
    script = [{ status: 200, body: INTENT }];
    await create();
    expect(asked[0]?.version).toBe('2026-10-28.endive');
  });
});

describe('what is read of an intent', () => {
  const statuses: readonly (readonly [string, string])[] = [
    ['succeeded', 'succeeded'],
    ['canceled', 'canceled'],
    ['requires_capture', 'requires_capture'],
    ['status_of_next_year', 'processing'],
  ];
  it.each(statuses)('the status %s is treated as %s', async (status, expected) => {
    script = [{ status: 200, body: { ...INTENT, status } }];
    expect(await create()).toMatchObject({ value: { snapshot: { status: expected } } });
  });

  const errors: readonly (readonly [object | null, unknown])[] = [
    [null, null],
    [
      { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds' },
      { code: 'insufficient_funds', class: 'insufficient-funds' },
    ],
    [
      { type: 'card_error', code: 'expired_card' },
      { code: 'expired_card', class: 'card-expired' },
    ],
    [{ type: 'card_error' }, { code: 'generic_decline', class: 'declined' }],
    [{ type: 'api_error', code: 'processing_error' }, null],
  ];
  it.each(errors)('the error %j is the decline %j', async (error, decline) => {
    script = [{ status: 200, body: { ...INTENT, last_payment_error: error } }];
    expect(await create()).toMatchObject({ value: { snapshot: { lastDecline: decline } } });
  });

  it('says when Stripe dropped the card-present type without a word', async () => {
    script = [{ status: 200, body: { ...INTENT, payment_method_types: ['card'] } }];
    expect(await create()).toMatchObject({ value: { cardPresentAllowed: false } });
  });
});

describe('another address than Stripe’s', () => {
  const allowed: readonly (readonly [string, string, boolean])[] = [
    ['http://127.0.0.1:1', 'sk_test_1', true],
    ['http://localhost:1', 'rk_test_1', true],
    ['http://127.0.0.1:1', 'sk_live_1', false],
    ['http://127.0.0.1:1', 'rk_live_1', false],
    ['http://127.0.0.1:1', '', false],
    ['http://stripe.evil.example', 'sk_test_1', false],
    ['http://127.0.0.1.evil.example', 'sk_test_1', false],
    ['http://127.0.0.1@evil.example', 'sk_test_1', false],
  ];
  it.each(allowed)('%s with the key %s is used: %s', (url, secretKey, used) => {
    const timers = { after: () => () => undefined, sleep: () => Promise.resolve() };
    const open = (): unknown => createStripeGateway({ secretKey, baseUrl: url, timers });
    if (used) expect(open).not.toThrow();
    else expect(open).toThrow(/this computer/u);
  });
});

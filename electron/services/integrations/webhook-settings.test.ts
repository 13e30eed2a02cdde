import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import Stripe from 'stripe';
import { listenSandbox } from '../../../sandbox/listen.ts';
import { realPorts } from '../../../sandbox/real-ports.ts';
import { createSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { WEBHOOK_EVENTS } from '../../../shared/contract/index.ts';
import type { Vault } from '../ports.ts';
import type { AskRelay } from '../relay-client/index.ts';
import type { Settings } from '../settings/index.ts';
import { createStripeGateway, type StripeGateway } from '../stripe/index.ts';
import { systemTimers } from '../system/index.ts';
import { createMemoryVault } from '../vault/index.ts';
import type { IntegrationPorts } from './ports.ts';
import { setUpWebhook } from './webhook-settings.ts';

/*
 * Goal: a webhook that is set up anew works afterwards or is as it was, wherever it is torn. Method: the real gateway
 * against the sandbox; the relay is the test's own answer to one request.
 */
const URL_HERE = 'https://relay.example/api/webhooks/stripe/store_1';
const URL_ELSEWHERE = 'https://other.example/hook';

let sandbox: Sandbox;
let server: Awaited<ReturnType<typeof listenSandbox>>;
let stripe: Stripe;
let gateway: StripeGateway;
let vault: Vault;
let settings: Partial<Settings>;
let uploaded: unknown[];
let relayAnswer: Awaited<ReturnType<AskRelay>>;
let restarts: number;

beforeEach(async () => {
  sandbox = createSandbox(realPorts(), { seed: 'webhook' });
  server = await listenSandbox(sandbox, { port: 0 });
  const { hostname, port } = new URL(server.baseUrl);
  stripe = new Stripe(sandbox.keys.secret, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0 });
  gateway = createStripeGateway({
    secretKey: sandbox.keys.secret,
    baseUrl: server.baseUrl,
    timers: systemTimers,
  });
  vault = createMemoryVault();
  await vault.set('relay-token', 'token');
  await vault.set('webhook-signing-secret', 'whsec_the_older_one');
  settings = { mode: 'test', webhookUrl: URL_HERE, relayUrl: 'https://relay.example' };
  uploaded = [];
  relayAnswer = { status: 200, body: { active: 2 } };
  restarts = 0;
  for (const url of [URL_HERE, URL_ELSEWHERE, URL_HERE])
    await stripe.webhookEndpoints.create({ url, enabled_events: ['*'] });
});
afterEach(() => server.close());

describe('a webhook that is set up anew', () => {
  it('is the only one of its address, and its secret is with the relay and in the vault', async () => {
    expect(await setUpWebhook(ports())).toMatchObject({ ok: true });
    const endpoints = (await stripe.webhookEndpoints.list()).data;
    expect(endpoints.map(({ url }) => url).toSorted()).toEqual([URL_ELSEWHERE, URL_HERE]);
    const mine = endpoints.find(({ url }) => url === URL_HERE);
    expect(mine?.enabled_events).toEqual(expect.arrayContaining([...WEBHOOK_EVENTS]));
    const kept = await vault.get('webhook-signing-secret');
    expect(kept).toMatchObject({ ok: true, value: expect.stringMatching(/^whsec_/u) });
    expect(kept).not.toMatchObject({ value: 'whsec_the_older_one' });
    // The older ones' secrets are given up only once their endpoints are gone.
    const secrets = [kept.ok ? kept.value : null];
    expect(uploaded).toEqual([
      { secrets, others: 'keep' },
      { secrets, others: 'keep-a-day' },
    ]);
    expect(settings.signingSecretShown?.prefix).toBe('whsec_');
    expect(restarts).toBe(1);
  });

  it('with a key that may not manage webhooks names that right, and leaves everything as it was', async () => {
    const fault = {
      path: '/v1/webhook_endpoints',
      method: 'POST',
      when: 'before',
      answer: 'error',
      times: 9,
    };
    const answer = await fetch(`${server.baseUrl}/_sandbox/faults`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.keys.control}` },
      body: JSON.stringify({ ...fault, error: { status: 403, type: 'invalid_request_error' } }),
    });
    expect(answer.status).toBe(200);
    expect(await setUpWebhook(ports())).toMatchObject({
      ok: false,
      error: { code: 'STRIPE_WEBHOOK_RIGHTS_MISSING' },
    });
    expect((await stripe.webhookEndpoints.list()).data).toHaveLength(3);
    expect(uploaded).toEqual([]);
  });

  it('with a relay that is away leaves everything as it was', async () => {
    relayAnswer = null;
    expect(await setUpWebhook(ports())).toMatchObject({ ok: false, error: { code: 'RELAY_UNREACHABLE' } });
    expect((await stripe.webhookEndpoints.list()).data).toHaveLength(3);
    // Also where the relay heard it and only its answer was lost, the secret in use lives on there.
    expect(uploaded).toMatchObject([{ others: 'keep' }]);
    expect(await vault.get('webhook-signing-secret')).toMatchObject({ value: 'whsec_the_older_one' });
    expect(restarts).toBe(0);
  });

  it('whose vault does not keep the secret leaves Stripe as it was', async () => {
    vault = { ...vault, set: () => Promise.resolve({ ok: false, code: 'VAULT_UNAVAILABLE' }) };
    expect(await setUpWebhook(ports())).toMatchObject({ ok: false, error: { code: 'VAULT_UNAVAILABLE' } });
    expect((await stripe.webhookEndpoints.list()).data).toHaveLength(3);
  });

  it('at two tills at once leaves the newer one, never none', async () => {
    const both = await Promise.all([setUpWebhook(ports()), setUpWebhook(ports())]);
    expect(both).toMatchObject([{ ok: true }, { ok: true }]);
    const urls = (await stripe.webhookEndpoints.list()).data.map(({ url }) => url);
    expect(urls.toSorted()).toEqual([URL_ELSEWHERE, URL_HERE]);
  });

  it('and torn before the older ones were removed is mended when it is done again', async () => {
    const torn: StripeGateway = {
      ...gateway,
      listWebhookEndpoints: () =>
        Promise.resolve({ kind: 'unknown', code: 'torn', error: 'STRIPE_UNREACHABLE', stored: false }),
    };
    expect(await setUpWebhook(ports(), torn)).toMatchObject({ ok: true });
    expect((await stripe.webhookEndpoints.list()).data).toHaveLength(4);
    expect(await setUpWebhook(ports())).toMatchObject({ ok: true });
    expect((await stripe.webhookEndpoints.list()).data).toHaveLength(2);
  });

  it('needs keys and a paired relay', async () => {
    expect(await setUpWebhook(ports(), null)).toMatchObject({ error: { code: 'PAYMENT_CARDS_NOT_SET_UP' } });
    settings.webhookUrl = null;
    expect(await setUpWebhook(ports())).toMatchObject({ error: { code: 'RELAY_NOT_PAIRED' } });
    expect((await stripe.webhookEndpoints.list()).data).toHaveLength(3);
  });
});

function ports(): IntegrationPorts {
  const only: Partial<IntegrationPorts> = {
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    // Only what is asked for here; a whole store would need a folder of its own.
    settings: {
      get: () => settings as Settings,
      change: (changes) => {
        settings = { ...settings, ...changes };
        return settings as Settings;
      },
    } as IntegrationPorts['settings'],
    vault: () => vault,
    gateway: () => gateway,
    askRelay: (_url, { body }) => {
      uploaded.push(body);
      return Promise.resolve(relayAnswer);
    },
    relay: () =>
      ({
        restart: () => {
          restarts += 1;
          return Promise.resolve();
        },
      }) as ReturnType<IntegrationPorts['relay']>, // As above.
  };
  return only as IntegrationPorts; // As above.
}

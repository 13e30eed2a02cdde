import { createHmac } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { WEBHOOK_EVENTS, type CardLeg } from '../../shared/contract/index.ts';
import { startCompanionsForTest, type TestCompanions } from '../support/companions.ts';
import { eventually } from '../support/process.ts';
import { startTillProcess, type TillProcess } from '../support/till-process/index.ts';

/** The relay is away, loses its memory, or lies: the payment is proved all the same, and a lie changes nothing. */
const TIMEOUT_MS = 120_000;
const endpointSchema = z.object({ id: z.string(), secret: z.string() });
const faceSchema = z.object({ screen: z.string() });

let directory: string;
let companions: TestCompanions;
let till: TillProcess;
let readerId: string;
let signingSecret: string;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'flexotium-relay-flow-'));
  companions = await startCompanionsForTest(directory);
  till = await startTillProcess({
    profile: join(directory, 'profile'),
    vaultFile: join(directory, 'vault'),
    stripeBaseUrl: companions.addresses.sandbox.baseUrl,
    killPoint: null,
  });
  readerId = await setUp();
}, TIMEOUT_MS);

afterEach(async () => {
  await till.stop();
  await companions.stop();
  rmSync(directory, { recursive: true, force: true });
}, TIMEOUT_MS);

describe('a payment is proved', { timeout: TIMEOUT_MS }, () => {
  it('by a webhook through the relay, applied once although it came twice', async () => {
    await pair();
    const saleId = await sell();
    const leg = await untilMatched(saleId);
    expect(leg.reconciliation.source).toBe('relay');
    expect(leg.witnesses.webhookAtMs).not.toBeNull();
    await companions.redeliverNewest('payment_intent.succeeded');
    expect(eventRows('payment_intent.succeeded')).toEqual([{ applied_count: 1 }]);
  });

  it('when the relay was stopped during the sale and started after it', async () => {
    await pair();
    await companions.stopRelay();
    await eventually('the till notices', async () =>
      (await till.snapshot()).relay.state === 'away' ? true : null,
    );
    const saleId = await sell();
    await companions.startRelay();
    expect((await untilMatched(saleId)).stripe_payment_intent_id).toMatch(/^pi_/u);
    await companions.redeliverNewest('payment_intent.succeeded');
    await eventually('the late webhook is applied', () =>
      eventRows('payment_intent.succeeded')[0]?.applied_count === 1 ? true : null,
    );
    expect((await legOf(saleId)).reconciliation.state).toBe('matched');
  });

  it('when everything that the relay kept is gone', async () => {
    await pair();
    const first = await sell();
    await untilMatched(first);
    await companions.stopRelay();
    const saleId = await sell();
    rmSync(companions.relayDirectory, { recursive: true });
    await companions.startRelay();
    expect((await untilMatched(saleId)).reconciliation.source).toBe('sweep');
    await eventually('the till says that the relay no longer knows it', async () =>
      (await till.snapshot()).relay.state === 'refused' ? true : null,
    );
  });

  it('when the relay came back with an older log than the till had read', async () => {
    await pair();
    cpSync(companions.relayDirectory, join(directory, 'backup'), { recursive: true });
    await untilMatched(await sell());
    await companions.stopRelay();
    const saleId = await sell();
    rmSync(companions.relayDirectory, { recursive: true });
    cpSync(join(directory, 'backup'), companions.relayDirectory, { recursive: true });
    await companions.startRelay();
    await untilMatched(saleId);
    await eventually('the stream goes on', async () =>
      (await till.snapshot()).relay.state === 'live' ? true : null,
    );
    const third = await sell();
    expect((await untilMatched(third)).reconciliation.source).toBe('relay');
  });

  it('by sweeps alone, with no relay at all', async () => {
    const saleId = await sell();
    const leg = await untilMatched(saleId);
    expect(leg.reconciliation.source).toBe('sweep');
    expect(leg.witnesses.webhookAtMs).toBeNull();
    expect((await till.snapshot()).relay.state).toBe('none');
  });
});

describe('a relay that holds the signing secret and lies', { timeout: TIMEOUT_MS }, () => {
  it('changes nothing on the till but a line in the log', async () => {
    await pair();
    const saleId = await ring();
    await ok(till.ask('charge.startCard', { saleId }));
    await untilPrompted();
    const before = await legOf(saleId);
    const webhookUrl = (await ok(till.ask('stripeSettings.get', {}))).webhookUrl ?? '';
    await postSigned(webhookUrl, {
      id: 'evt_forged000000000000000001',
      object: 'event',
      type: 'payment_intent.succeeded',
      livemode: false,
      created: Math.floor(Date.now() / 1000),
      api_version: '2026-10-28.endive',
      data: {
        object: {
          id: before.stripe_payment_intent_id,
          object: 'payment_intent',
          status: 'succeeded',
          amount: 1250,
          amount_received: 1250,
          currency: 'eur',
          livemode: false,
        },
      },
    });
    await eventually('the forged event is kept and looked at', () =>
      eventRows('payment_intent.succeeded')[0]?.applied_count === 1 ? true : null,
    );
    const after = await legOf(saleId);
    expect({ ...after, timeline: [] }).toEqual({ ...before, timeline: [] });
    const news = after.timeline.slice(before.timeline.length).map((entry) => entry.kind);
    expect(news).toEqual(['webhook']);
    const detail = await ok(till.ask('transactions.get', { saleId }));
    expect(detail).toMatchObject({ status: 'in-progress', receiptNumber: null, completedAtMs: null });
  });
});

async function setUp(): Promise<string> {
  const { sandbox } = companions.addresses;
  await ok(till.ask('app.startConnecting', { storeName: 'Kade 12', currency: 'EUR', register: 'Till 1' }));
  const { publishableKey, secretKey } = sandbox;
  await ok(till.ask('stripeSettings.saveKeys', { publishableKey, secretKey }));
  const address = { name: 'Kade 12', line1: 'Oude Kade 12', city: 'Rotterdam', postalCode: '3011 AA' };
  await ok(till.ask('readers.createLocation', { ...address, country: 'NL' }));
  await ok(till.ask('app.setPin', { currentPin: null, newPin: '2580' }));
  const approval = { pin: '2580', reason: 'The first reader of this counter' };
  const { readers } = await ok(
    till.ask('readers.register', { registrationCode: 'simulated-s700', label: 'Counter', approval }),
  );
  const id = readers.find((reader) => reader.label === 'Counter')?.readerId ?? '';
  await ok(till.ask('readers.choose', { readerId: id }));
  await eventually('the reader connects', async () => ((await till.snapshot()).cardsReady ? true : null));
  return id;
}

/** As the manager does: the code at the till, the address at Stripe, Stripe's signing secret at the till. */
async function pair(): Promise<void> {
  const { relay, sandbox } = companions.addresses;
  const paired = await ok(till.ask('relay.pair', { url: relay.url, code: relay.pairingCode }));
  const response = await fetch(`${sandbox.baseUrl}/v1/webhook_endpoints`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${sandbox.secretKey}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams([
      ['url', paired.webhookUrl ?? ''],
      ['api_version', '2026-10-28.endive'],
      ...WEBHOOK_EVENTS.map((type): [string, string] => ['enabled_events[]', type]),
    ]),
  });
  signingSecret = endpointSchema.parse(await response.json()).secret;
  await ok(till.ask('stripeSettings.saveSigningSecret', { signingSecret }));
  await eventually('the relay is live', async () =>
    (await till.snapshot()).relay.state === 'live' ? true : null,
  );
}

async function ring(): Promise<string> {
  await ok(till.ask('sale.addOpenItem', { name: 'Something', unitPriceMinor: 1_250 as never }));
  const saleId = (await till.snapshot()).sale?.saleId ?? '';
  await ok(till.ask('charge.begin', { saleId }));
  return saleId;
}

async function untilPrompted(): Promise<void> {
  await eventually('the reader asks for a card', async () => {
    const { screen } = faceSchema.parse(await companions.control('GET', `readers/${readerId}`));
    return screen === 'present-card' ? true : null;
  });
}

async function sell(): Promise<string> {
  const saleId = await ring();
  await ok(till.ask('charge.startCard', { saleId }));
  await untilPrompted();
  await companions.control('POST', `readers/${readerId}/present`, {
    number: '4242424242424242',
    method: 'tap',
  });
  await eventually('the sale is paid', async () => ((await till.snapshot()).charge?.completed ? true : null));
  await ok(till.ask('charge.finish', { saleId }));
  return saleId;
}

async function legOf(saleId: string): Promise<CardLeg> {
  const { legs } = await ok(till.ask('transactions.get', { saleId }));
  const leg = legs.find((each) => each.kind === 'card');
  if (leg?.kind !== 'card') throw new Error('No card leg');
  return leg;
}

function untilMatched(saleId: string): Promise<CardLeg> {
  return eventually(
    'the payment is matched',
    async () => {
      const leg = await legOf(saleId);
      return leg.reconciliation.state === 'matched' ? leg : null;
    },
    60_000,
  );
}

function eventRows(type: string): readonly { readonly applied_count: number }[] {
  const db = new SqliteDatabase(join(directory, 'profile', 'till.db'), { readonly: true });
  const rows = db
    .prepare<[string], { applied_count: number }>('SELECT applied_count FROM stripe_events WHERE type = ?')
    .all(type);
  db.close();
  return rows;
}

async function postSigned(url: string, event: object): Promise<void> {
  const body = JSON.stringify(event);
  const signedAt = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', signingSecret)
    .update(`${String(signedAt)}.${body}`)
    .digest('hex');
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'stripe-signature': `t=${String(signedAt)},v1=${signature}`,
    },
    body,
  });
  expect(response.status).toBe(200);
}

async function ok<Value>(
  asked: Promise<{ ok: true; value: Value } | { ok: false; error: { code: string } }>,
): Promise<Value> {
  const answer = await asked;
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CHANNELS, type ChannelName, type RequestOf } from '../../../shared/contract/index.ts';
import { listenSandbox } from '../../../sandbox/listen.ts';
import { realPorts } from '../../../sandbox/real-ports.ts';
import { createSandbox, type Sandbox } from '../../../sandbox/sandbox.ts';
import { createTill, type Till } from '../index.ts';
import { openWithConf } from '../settings/index.ts';
import { systemPorts } from '../system/index.ts';
import { createMemoryVault } from '../vault/index.ts';

/** Settings → Integrations → Stripe, against the sandbox: what is refused changes nothing. */
const APPROVAL = { pin: '2580', reason: 'It stands on our counter' };
const PLACE = { name: 'Shop', line1: 'Street 1', city: 'Rotterdam', postalCode: '3011 AA', country: 'NL' };
let directory: string;
let sandbox: Sandbox;
let server: Awaited<ReturnType<typeof listenSandbox>>;
let till: Till;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'flexotium-integrations-'));
  sandbox = createSandbox(realPorts(), { seed: 'settings' });
  server = await listenSandbox(sandbox, { port: 0 });
  const created = await createTill(
    {
      profileDirectory: directory,
      shell: 'browser',
      version: 'test',
      startInTraining: false,
      stripeBaseUrl: server.baseUrl,
    },
    {
      ...systemPorts({
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        vault: createMemoryVault(),
        companions: { start: () => Promise.reject(new Error('none here')), stop: () => Promise.resolve() },
        fatal: () => undefined,
      }),
      openSettings: openWithConf,
    },
  );
  if (!created.ok) throw new Error(created.error.code);
  till = created.value;
  await ok('app.startConnecting', { storeName: 'Shop', currency: 'EUR', register: 'Till 1' });
});

afterEach(async () => {
  await till.stop();
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('keys', () => {
  it('are saved once Stripe accepts them, and shown masked', async () => {
    const saved = await saveKeys();
    expect(saved).toMatchObject({
      ok: true,
      value: {
        mode: 'test',
        keysMatch: 'verified',
        account: { accountId: sandbox.accountId, name: 'Kade 12' },
        secretKey: { prefix: 'sk_test_', last4: sandbox.keys.secret.slice(-4) },
        secretKeyKind: 'secret',
      },
    });
    expect(JSON.stringify(saved)).not.toContain(sandbox.keys.secret);
  });

  it('keep the saved secret when its field is left empty', async () => {
    await saveKeys();
    expect(await saveKeys({ secretKey: '' })).toMatchObject({ ok: true, value: { mode: 'test' } });
  });

  it.for([
    [
      'a secret that Stripe does not know',
      { secretKey: 'sk_test_51unknown0000000000' },
      'STRIPE_KEY_REFUSED',
    ],
    [
      'keys of two accounts',
      { publishableKey: 'pk_test_51000000000000000another' },
      'SETTINGS_KEY_ACCOUNTS_DIFFER',
    ],
    ['a live publishable key', { publishableKey: 'pk_live_1234567890' }, 'SETTINGS_KEY_MODES_DIFFER'],
    ['rubbish', { publishableKey: 'hello' }, 'SETTINGS_KEY_MALFORMED'],
  ] as const)('are refused for %s, and nothing is kept', async ([, changes, code]) => {
    expect(await saveKeys(changes)).toMatchObject({ ok: false, error: { code } });
    expect(await ok('stripeSettings.get', {})).toMatchObject({
      mode: null,
      publishableKey: null,
      secretKey: null,
    });
    expect(readFileSync(join(directory, 'settings.json'), 'utf8')).not.toContain('pk_test_');
  });

  it('are refused when Stripe can’t be reached, and nothing is kept', { timeout: 60_000 }, async () => {
    await server.close();
    expect(await saveKeys()).toMatchObject({ ok: false, error: { code: 'STRIPE_UNREACHABLE' } });
    expect(await ok('stripeSettings.get', {})).toMatchObject({ mode: null, secretKey: null });
  });
});

describe('the signing secret and the relay', () => {
  it.for(['', 'sk_test_12345678', 'whsec_', 'whsec_ with spaces'])(
    'refuse %j as a signing secret',
    async (signingSecret) => {
      expect(await ask('stripeSettings.saveSigningSecret', { signingSecret })).toMatchObject({
        ok: false,
        error: { code: 'SETTINGS_SIGNING_SECRET_MALFORMED' },
      });
    },
  );
  it.for([
    ['http://relay.example', 'RELAY_NOT_SECURE'],
    ['http://127.0.0.1:9', 'RELAY_UNREACHABLE'],
  ] as const)('refuse to pair with %s', async ([url, code]) => {
    expect(await ask('relay.pair', { url, code: 'ABCD-EFGH' })).toMatchObject({ ok: false, error: { code } });
    expect(await ok('stripeSettings.get', {})).toMatchObject({ relay: { paired: false, url: null } });
  });
  it('can’t be unpaired when they never were paired', async () => {
    expect(await ask('relay.unpair', {})).toMatchObject({ ok: false, error: { code: 'RELAY_NOT_PAIRED' } });
  });
});

describe('readers', () => {
  it('need keys first', async () => {
    expect(await ask('readers.refresh', {})).toMatchObject({
      ok: false,
      error: { code: 'PAYMENT_CARDS_NOT_SET_UP' },
    });
    expect(await ask('readers.connect', { takeOver: null })).toMatchObject({
      ok: false,
      error: { code: 'READER_NONE_CHOSEN' },
    });
  });
  it('are registered at a location, offered, and chosen; one that nobody listed is not', async () => {
    await saveKeys();
    await ok('app.setPin', { currentPin: null, newPin: APPROVAL.pin });
    const registration = { registrationCode: 'simulated-wpe', label: 'Counter', approval: APPROVAL };
    expect(await ask('readers.register', registration)).toMatchObject({
      ok: false,
      error: { code: 'READER_NONE_CHOSEN' },
    });
    await ok('readers.createLocation', PLACE);
    expect(await ask('readers.register', { ...registration, registrationCode: 'wrong' })).toMatchObject({
      ok: false,
      error: { code: 'READER_CODE_NOT_ACCEPTED' },
    });
    const { readers } = await ok('readers.register', registration);
    expect(readers.map(({ label, simulated }) => [label, simulated])).toEqual([
      ['Counter', true],
      ['Simulated reader', true],
    ]);
    expect(await ask('readers.choose', { readerId: 'tmr_unknown' })).toMatchObject({
      ok: false,
      error: { code: 'READER_NOT_FOUND' },
    });
    const chosen = await ok('readers.choose', { readerId: readers[0]?.readerId ?? '' });
    expect(chosen.readers.find(({ chosen: is }) => is)?.label).toBe('Counter');
    expect(await ask('readers.connect', { takeOver: null })).toMatchObject({
      ok: false,
      error: { code: 'READER_PAGE_NOT_RUNNING' },
    });
  });
});

describe('what a manager answers for', () => {
  const registration = { registrationCode: 'simulated-wpe', label: 'Counter', approval: APPROVAL };
  const listed = async () => (await ok('readers.refresh', {})).readers.map(({ label }) => label);
  beforeEach(async () => {
    await saveKeys();
    await ok('readers.createLocation', PLACE);
  });

  it('is not done while nobody has a PIN', async () => {
    const refusal = { ok: false, error: { code: 'STAFF_PIN_NOT_SET' } };
    expect(await ask('readers.register', registration)).toMatchObject(refusal);
    expect(await listed()).toEqual(['Simulated reader']);
    await ok('readers.choose', { readerId: 'simulated' });
    expect(await ask('readers.connect', { takeOver: APPROVAL })).toMatchObject(refusal);
    expect(approvals()).toEqual([]);
  });

  it('is not done with a wrong PIN: no reader is registered, none is taken over', async () => {
    await ok('app.setPin', { currentPin: null, newPin: APPROVAL.pin });
    const refusal = { ok: false, error: { code: 'STAFF_PIN_WRONG' } };
    const guess = { ...APPROVAL, pin: '1379' };
    expect(await ask('readers.register', { ...registration, approval: guess })).toMatchObject(refusal);
    expect(await listed()).toEqual(['Simulated reader']);
    await ok('readers.choose', { readerId: 'simulated' });
    expect(await ask('readers.connect', { takeOver: guess })).toMatchObject(refusal);
    expect(approvals()).toEqual([]);
  });

  it('stays in the record: who, what, which reader, and why', async () => {
    await ok('app.setPin', { currentPin: null, newPin: APPROVAL.pin });
    const { readers } = await ok('readers.register', registration);
    const readerId = readers.find(({ label }) => label === 'Counter')?.readerId ?? '';
    await ok('readers.choose', { readerId });
    expect(await ask('readers.connect', { takeOver: APPROVAL })).toMatchObject({
      ok: false,
      error: { code: 'READER_PAGE_NOT_RUNNING' },
    });
    const { reason } = APPROVAL;
    expect(approvals()).toEqual([
      { action: 'reader.register', subject_id: 'Counter', reason, staff_name: 'Owner' },
      { action: 'reader.take-over', subject_id: readerId, reason, staff_name: 'Owner' },
    ]);
  });
});

describe('verify', () => {
  it('says what is missing before there are keys, and what is good after', async () => {
    const before = await ok('stripeSettings.verify', {});
    expect(before.lines.find(({ check }) => check === 'account')).toMatchObject({
      result: 'failed',
      reason: 'no-key',
    });
    await saveKeys();
    const { lines } = await ok('stripeSettings.verify', {});
    expect(Object.fromEntries(lines.map(({ check, result, reason }) => [check, reason ?? result]))).toEqual({
      account: 'ok',
      'key-rights': 'ok',
      location: 'none-chosen',
      reader: 'none-chosen',
      webhook: 'not-paired',
      relay: 'not-paired',
      clock: 'not-paired',
    });
  });
});

describe('a key that may read readers and not write them', () => {
  beforeEach(async () => {
    await saveKeys();
    await ok('app.setPin', { currentPin: null, newPin: APPROVAL.pin });
    await ok('readers.createLocation', PLACE);
    const registration = { registrationCode: 'simulated-wpe', label: 'Counter', approval: APPROVAL };
    const { readers } = await ok('readers.register', registration);
    await ok('readers.choose', { readerId: readers[0]?.readerId ?? '' });
    const answered = await fetch(`${server.baseUrl}/_sandbox/faults`, {
      method: 'POST',
      headers: { authorization: `Bearer ${sandbox.keys.control}` },
      body: JSON.stringify({
        method: 'POST',
        path: '/v1/terminal/readers/tmr_',
        when: 'before',
        answer: 'error',
        error: { status: 403, type: 'invalid_request_error' },
        times: 100,
      }),
    });
    expect(answered.status).toBe(200);
  });
  const rights = async () =>
    (await ok('stripeSettings.verify', {})).lines.find(({ check }) => check === 'key-rights');

  it('is told of by name: over the shop’s network only the notes are missing', async () => {
    expect(await rights()).toMatchObject({ result: 'warning', reason: 'reader-write-missing' });
  });

  it('is too little where Stripe drives the reader', async () => {
    await ok('readers.setWay', { mode: 'server-driven', fallback: 'ask' });
    expect(await rights()).toMatchObject({ result: 'failed', reason: 'rights-missing' });
  });
});

/** What the record holds, read from the file as an accountant's tool would. */
function approvals(): readonly unknown[] {
  const file = new SqliteDatabase(join(directory, 'till.db'), { readonly: true });
  try {
    return file
      .prepare('SELECT action, subject_id, reason, staff_name FROM approvals ORDER BY at_ms, approval_id')
      .all();
  } finally {
    file.close();
  }
}

function saveKeys(changes: { readonly publishableKey?: string; readonly secretKey?: string } = {}) {
  return ask('stripeSettings.saveKeys', {
    publishableKey: sandbox.keys.publishable,
    secretKey: sandbox.keys.secret,
    ...changes,
  });
}

function ask<Name extends ChannelName>(channel: Name, request: RequestOf<Name>) {
  return till.dispatch(channel, request);
}

async function ok<Name extends ChannelName>(channel: Name, request: RequestOf<Name>) {
  const answer = await ask(channel, request);
  if (!answer.ok) throw new Error(answer.error.code);
  // Checked by the host against this very schema.
  return CHANNELS[channel].response.parse(answer.value) as ReturnType<
    (typeof CHANNELS)[Name]['response']['parse']
  >;
}

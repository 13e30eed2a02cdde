import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect as connectLine } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually, ROOT, startProcess, type RunningProcess } from '../tests/support/process.ts';
import { pairResponseSchema, RELAY_PATHS, type PairResponse } from '../shared/contract/relay/index.ts';
import { eventBody, SECRET, signatureHeader } from './testing/stripe-events.ts';
import { connectTill, type TestTill } from './testing/till.ts';

/* Real relay processes, killed without a goodbye. Whatever Stripe was answered 2xx has to reach the till, once. */

// Each test starts up to three processes, on a machine that may be busy with something else.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let directory: string;
const running: RunningProcess[] = [];
const tills: TestTill[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'relay-process-'));
});
afterEach(async () => {
  for (const till of tills.splice(0)) till.socket.terminate();
  for (const one of running.splice(0)) await one.kill();
  rmSync(directory, { recursive: true, force: true });
});

describe('a relay killed without a goodbye', () => {
  it('between commit and answer has kept the event; Stripe’s repetition makes no second one', async () => {
    const dying = await start('relay/testing/server-that-dies.ts', { DIE_AFTER_COMMITS: '3' });
    const paired = await pairTill(dying);
    expect(await deliver(dying, paired, 'evt_1')).toBe(200);
    expect(await deliver(dying, paired, 'evt_2')).toBe(200);
    expect(await deliver(dying, paired, 'evt_3')).toBeNull();

    const again = await start();
    const till = await connect(again, paired, null);
    await till.hear('event', ({ seq }) => seq === 3);
    expect(await deliver(again, paired, 'evt_3')).toBe(200);
    expect(await deliver(again, paired, 'evt_4')).toBe(200);
    await till.hear('event', ({ seq }) => seq === 4);
    expect(till.events().map(({ eventId }) => eventId)).toEqual(['evt_1', 'evt_2', 'evt_3', 'evt_4']);
    expect(till.events().map(({ seq, prevSeq }) => [seq, prevSeq])).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
      [4, 3],
    ]);
  });

  it('between push and acknowledgement sends the event again', async () => {
    const first = await start();
    const paired = await pairTill(first);
    const before = await connect(first, paired, null, false);
    expect(await deliver(first, paired, 'evt_1')).toBe(200);
    await before.hear('event');
    await first.kill();

    const second = await start();
    const after = await connect(second, paired, null);
    expect((await after.hear('event')).eventId).toBe('evt_1');
  });

  it('in the middle of a rush has lost nothing that it answered, and left no gap', async () => {
    const first = await start();
    const paired = await pairTill(first);
    const ids = Array.from({ length: 120 }, (_, index) => `evt_${String(index)}`);
    let answered = 0;
    const statuses = ids.map(async (id) => {
      const status = await deliver(first, paired, id);
      if (status === 200) answered += 1;
      return status;
    });
    await eventually('some answers', () => (answered >= 20 ? answered : null));
    await first.kill();
    const all = await Promise.all(statuses);
    const answeredIds = ids.filter((_, index) => all[index] === 200);

    const second = await start();
    const till = await connect(second, paired, null);
    expect(await deliver(second, paired, 'evt_last')).toBe(200);
    await till.hear('event', ({ eventId }) => eventId === 'evt_last');
    const heard = till.events().map(({ eventId }) => eventId);
    expect(answeredIds.filter((id) => !heard.includes(id))).toEqual([]);
    expect(new Set(heard).size).toBe(heard.length);
    expect(till.events().map(({ seq }) => seq)).toEqual(heard.map((_, index) => index + 1));
  });
});

describe('a relay asked to stop', () => {
  it('answers what it has begun, ends with 0 and has lost nothing', async () => {
    const first = await start();
    const paired = await pairTill(first);
    const ids = Array.from({ length: 40 }, (_, index) => `evt_${String(index)}`);
    let answered = 0;
    const statuses = ids.map(async (id) => {
      const status = await deliver(first, paired, id);
      answered += 1;
      return status;
    });
    await eventually('a first answer', () => (answered > 0 ? answered : null));
    const ended = new Promise<number | null>((resolve) => first.child.once('exit', resolve));
    first.child.kill('SIGTERM');
    const all = await Promise.all(statuses);
    expect(await ended).toBe(0);

    const second = await start();
    const till = await connect(second, paired, null);
    expect(await deliver(second, paired, 'evt_last')).toBe(200);
    await till.hear('event', ({ eventId }) => eventId === 'evt_last');
    const heard = new Set(till.events().map(({ eventId }) => eventId));
    expect(ids.filter((id, index) => all[index] === 200 && !heard.has(id))).toEqual([]);
  });

  it.each([
    ['never says anything', ''],
    [
      'stops in the middle of its body',
      'POST /api/pair HTTP/1.1\r\nhost: relay\r\ncontent-length: 50\r\n\r\n{',
    ],
    [
      'was refused a socket and holds on',
      'GET /api/terminal HTTP/1.1\r\nhost: relay\r\nupgrade: websocket\r\nconnection: Upgrade\r\n\r\n',
    ],
  ])('is not held up by a line that %s', async (_name, said) => {
    const relay = await start();
    const ended = new Promise<number | null>((resolve) => relay.child.once('exit', resolve));
    const { hostname, port } = new URL(url(relay));
    const line = connectLine({ host: hostname, port: Number(port), allowHalfOpen: true });
    line.on('error', () => undefined).resume();
    await once(line, 'connect');
    line.write(said);
    // An answer on a second line shows that the first one was taken up before.
    await fetch(`${url(relay)}/healthz`);
    relay.child.kill('SIGTERM');
    expect(await ended).toBe(0);
    line.destroy();
  });

  it('by the end of its parent stops by itself', async () => {
    const companion = await start('relay/server.ts', { RELAY_EXIT_WITH_PARENT: '1' });
    const ended = new Promise<number | null>((resolve) => companion.child.once('exit', resolve));
    companion.child.stdin?.end();
    expect(await ended).toBe(0);
  });
});

describe('a relay that would not be safe', () => {
  it.each([
    ['on every address without TLS', { RELAY_HOST: '0.0.0.0' }, 'RELAY_HOST is 0.0.0.0'],
    ['on an outer address without TLS', { RELAY_HOST: '192.0.2.1' }, 'Plain HTTP is for loopback only'],
    [
      'that forgets ids while Stripe may still repeat them',
      { RELAY_RETENTION_DAYS: '7' },
      'RELAY_RETENTION_DAYS',
    ],
    ['with half a certificate', { RELAY_TLS_CERT: '/tmp/cert.pem' }, 'only work together'],
    [
      'with a proxy that is no address',
      { RELAY_TRUST_PROXY: 'proxy.local' },
      'neither an address nor a network',
    ],
    ['with a short master key', { RELAY_MASTER_KEY: 'abcd' }, 'does not hold 32 bytes'],
  ])('%s does not start and says why', (_name, environment, sentence) => {
    const done = spawnSync(process.execPath, ['relay/server.ts'], {
      cwd: ROOT,
      env: { ...process.env, RELAY_PORT: '0', RELAY_DATA_DIR: directory, ...environment },
      encoding: 'utf8',
    });
    expect(done.status).toBe(78);
    expect(done.stderr).toContain(sentence);
    expect(done.stdout).not.toContain('READY');
  });

  it('a second time on one data directory does not start', async () => {
    await start();
    await expect(start()).rejects.toThrow('Another relay is serving');
  });

  it('keeps its key to itself', async () => {
    await start();
    expect(statSync(join(directory, 'master.key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, 'relay.sqlite')).mode & 0o077).toBe(0);
  });

  it('without its key file does not seal with a fresh one', async () => {
    await (await start()).stop();
    rmSync(join(directory, 'master.key'));
    await expect(start()).rejects.toThrow('put master.key back');
  });
});

it('the admin command shows its usage for anything it does not know', () => {
  const done = spawnSync(process.execPath, ['relay/admin/cli.ts', 'sell-shop'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect([done.status, done.stderr]).toEqual([64, expect.stringContaining('Usage:')]);
});

it('the admin command explains itself when asked', () => {
  const done = spawnSync(process.execPath, ['relay/admin/cli.ts', '--help'], { cwd: ROOT, encoding: 'utf8' });
  expect([done.status, done.stdout]).toEqual([0, expect.stringContaining('Usage:')]);
});

it('the admin command shuts a terminal out', async () => {
  const relay = await start();
  const { terminalId } = await pairTill(relay);
  expect(admin('list-terminals')).toMatchObject({ terminals: [{ terminalId, revokedAtMs: null }] });
  expect(admin('revoke-terminal', '--terminal', terminalId)).toEqual({ terminalId, revoked: true });
  expect(admin('list-terminals')).toMatchObject({ terminals: [{ revokedAtMs: expect.any(Number) }] });
});

async function start(
  entry = 'relay/server.ts',
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningProcess> {
  const one = await startProcess(entry, {
    environment: { RELAY_PORT: '0', RELAY_DATA_DIR: directory, ...environment },
  });
  running.push(one);
  return one;
}

function url(relay: RunningProcess): string {
  return String(relay.ready['url']);
}

function admin(...words: readonly string[]): unknown {
  const output = execFileSync(
    process.execPath,
    ['relay/admin/cli.ts', ...words, '--json', '--data-dir', directory],
    {
      cwd: ROOT,
      encoding: 'utf8',
    },
  );
  return JSON.parse(output);
}

async function pairTill(relay: RunningProcess): Promise<PairResponse> {
  // What the command prints is held to its shape by the pairing that follows.
  const { storeId } = admin('create-store', '--name', 'Corner shop', '--mode', 'test') as { storeId: string };
  const { pairingCode } = admin('pairing-code', '--store', storeId) as { pairingCode: string };
  const response = await fetch(`${url(relay)}${RELAY_PATHS.pair}`, {
    method: 'POST',
    body: JSON.stringify({ code: pairingCode, terminalName: 'Till 1' }),
  });
  const paired = pairResponseSchema.parse(await response.json());
  await fetch(`${url(relay)}${RELAY_PATHS.signingSecrets}`, {
    method: 'PUT',
    body: JSON.stringify({ secrets: [SECRET], others: 'drop' }),
    headers: { authorization: `Bearer ${paired.token}` },
  });
  return paired;
}

/** The status of the answer; null when there was none. */
async function deliver(relay: RunningProcess, { storeId }: PairResponse, id: string): Promise<number | null> {
  const body = eventBody({ id });
  const atS = Math.floor(Date.now() / 1000);
  try {
    const response = await fetch(`${url(relay)}${RELAY_PATHS.webhooks}/${storeId}`, {
      method: 'POST',
      body,
      headers: { 'stripe-signature': signatureHeader({ secret: SECRET, atS, body }) },
    });
    await response.text();
    return response.status;
  } catch {
    return null; // The line broke: Stripe would repeat.
  }
}

async function connect(
  relay: RunningProcess,
  { token }: PairResponse,
  cursor: string | null,
  acknowledges = true,
): Promise<TestTill> {
  const till = await connectTill({ url: url(relay), token, hello: { cursor }, acknowledges });
  till.socket.on('error', () => undefined);
  tills.push(till);
  return till;
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RELAY_PATHS, pairResponseSchema } from '../../shared/contract/relay/index.ts';
import { OTHER_SECRET, SECRET, eventBody, signatureHeader } from '../testing/stripe-events.ts';
import { openDirectory, openWorkbench, type Workbench } from '../testing/workbench.ts';

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench({ secrets: [] });
});
afterEach(async () => {
  await bench.close();
});

describe('a pairing code', () => {
  it('opens one terminal, once, however the person types it', async () => {
    const typed = (await issue()).toLowerCase().replaceAll('-', ' ');
    const response = await pair({ code: typed, terminalName: 'Till 1' });
    expect(response.status).toBe(200);
    const paired = pairResponseSchema.parse(await response.json());
    expect(paired).toMatchObject({ storeId: bench.store.storeId, storeName: 'Corner shop', mode: 'test' });
    expect(paired.webhookUrl).toBe(`${bench.url}${RELAY_PATHS.webhooks}/${bench.store.storeId}`);
    expect((await pair({ code: typed, terminalName: 'Till 2' })).status).toBe(403);
    expect(await bench.data.stores.listTerminals(null)).toHaveLength(1);
  });

  it('typed at two tills at the same moment opens one of them', async () => {
    const code = await issue();
    const answers = await Promise.all(
      ['Till 1', 'Till 2'].map((terminalName) => pair({ code, terminalName })),
    );
    expect(answers.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([200, 403]);
  });

  it('is worth nothing after its time', async () => {
    const code = await issue();
    bench.moveClock(61_000);
    expect((await pair({ code, terminalName: 'Till 1' })).status).toBe(403);
  });

  it('can’t be guessed at leisure: after ten wrong ones even the right one has to wait', async () => {
    for (let tries = 0; tries < 10; tries += 1) {
      expect((await pair({ code: `WRNG-${String(tries)}`, terminalName: 'Till 1' })).status).toBe(403);
    }
    const throttled = await pair({ code: await issue(), terminalName: 'Till 1' });
    expect(throttled.status).toBe(429);
    expect(Number(throttled.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it.each([
    ['no JSON', 'code=abc'],
    ['no name', '{"code":"AAAA-BBBB"}'],
    ['an unknown key', '{"code":"AAAA-BBBB","terminalName":"Till","store":"x"}'],
    ['a name with control characters', '{"code":"AAAA-BBBB","terminalName":"a\\nb"}'],
  ])('in a request with %s is refused', async (_name, body) => {
    const response = await fetch(`${bench.url}${RELAY_PATHS.pair}`, { method: 'POST', body });
    expect([response.status, await response.json()]).toEqual([400, { error: { code: 'malformed' } }]);
  });
});

describe('a paired terminal', () => {
  it('hands over the signing secrets, after which webhooks come in', async () => {
    const { token } = await bench.pair();
    expect((await deliver('evt_1', SECRET)).status).toBe(400);
    const response = await put(token, { secrets: [SECRET], others: 'keep-a-day' });
    expect([response.status, await response.json()]).toEqual([200, { active: 1 }]);
    expect((await deliver('evt_1', SECRET)).status).toBe(200);

    expect(await (await put(token, { secrets: [OTHER_SECRET], others: 'keep-a-day' })).json()).toEqual({
      active: 2,
    });
    expect((await deliver('evt_2', SECRET)).status).toBe(200);
    expect((await deliver('evt_3', OTHER_SECRET)).status).toBe(200);

    // While both endpoints are there, neither secret is on its way out.
    await put(token, { secrets: [OTHER_SECRET], others: 'keep' });
    await put(token, { secrets: [SECRET], others: 'keep' });
    bench.moveClock(25 * 3_600_000);
    expect((await deliver('evt_later', OTHER_SECRET)).status).toBe(200);

    expect(await (await put(token, { secrets: [OTHER_SECRET], others: 'drop' })).json()).toEqual({
      active: 1,
    });
    expect((await deliver('evt_4', SECRET)).status).toBe(400);
  });

  it('that hands over secrets anew reads a count of refusals that starts anew', async () => {
    const { token } = await bench.pair();
    await deliver('evt_1', SECRET);
    await deliver('evt_2', SECRET);
    expect(await health(token)).toMatchObject({ signatureFailures: 2, lastSignatureFailure: 'no-secret' });
    await put(token, { secrets: [SECRET], others: 'keep-a-day' });
    expect(await health(token)).toMatchObject({ signatureFailures: 0 });
    await deliver('evt_3', OTHER_SECRET);
    expect(await health(token)).toMatchObject({ signatureFailures: 1, lastSignatureFailure: 'no-match' });
  });

  it.each([
    ['a secret key', { secrets: ['sk_test_000000000000'], others: 'drop' }],
    ['no secret', { secrets: [], others: 'drop' }],
    [
      'a list without an end',
      { secrets: Array.from({ length: 5 }, (_, n) => `${SECRET}${String(n)}`), others: 'drop' },
    ],
    ['no word on the others', { secrets: [SECRET] }],
  ])('can’t hand over %s', async (_name, body) => {
    const { token } = await bench.pair();
    expect((await put(token, body)).status).toBe(400);
    expect(await bench.data.stores.signingSecrets(bench.store.storeId)).toEqual([]);
  });

  it('changes nothing without its token', async () => {
    await bench.pair();
    for (const token of ['', 'frt_x', 'frt_00000000-0000-7000-8000-000000000000_'.padEnd(84, 'a')]) {
      expect((await put(token, { secrets: [SECRET], others: 'drop' })).status).toBe(401);
    }
  });

  it('can leave: its token opens nothing afterwards', async () => {
    const { token } = await bench.pair();
    const leave = (): Promise<Response> =>
      fetch(`${bench.url}${RELAY_PATHS.token}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await leave()).status).toBe(204);
    expect((await leave()).status).toBe(401);
  });

  it('leaves no token, code or secret in plain text in the files of the relay', async () => {
    const code = await issue();
    const { token } = await bench.pair();
    await put(token, { secrets: [SECRET], others: 'drop' });
    const { readdirSync, readFileSync } = await import('node:fs');
    const bytes = readdirSync(bench.directory).map((name) => readFileSync(`${bench.directory}/${name}`));
    // By length: the random part may hold an underscore, and a piece of one character is in every file.
    const randomPart = token.slice(-43);
    const secrets = [code, code.replaceAll('-', ''), token, randomPart, SECRET];
    for (const secret of secrets) expect(bytes.some((file) => file.includes(secret))).toBe(false);
    expect(bench.logged()).not.toContain(token);
  });
});

it('the admin command works on the same directory while the relay serves it', async () => {
  const other = openDirectory(bench.directory);
  const { storeId } = await other.stores.createStore({ name: 'Second shop', mode: 'live' });
  const issued = await other.stores.issuePairingCode(storeId, 60_000);
  other.close();
  const response = await pair({ code: issued?.code ?? '', terminalName: 'Till 9' });
  expect(await response.json()).toMatchObject({ storeId, mode: 'live' });
});

async function health(token: string): Promise<unknown> {
  const answer = await fetch(`${bench.url}${RELAY_PATHS.health}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return answer.json();
}

async function issue(): Promise<string> {
  const issued = await bench.data.stores.issuePairingCode(bench.store.storeId, 60_000);
  if (issued === null) throw new Error('The store is known.');
  return issued.code;
}

function pair(body: object): Promise<Response> {
  return fetch(`${bench.url}${RELAY_PATHS.pair}`, { method: 'POST', body: JSON.stringify(body) });
}

function put(token: string, body: object): Promise<Response> {
  return fetch(`${bench.url}${RELAY_PATHS.signingSecrets}`, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${token}` },
  });
}

function deliver(id: string, secret: string): Promise<Response> {
  const body = eventBody({ id });
  const header = signatureHeader({ secret, atS: bench.nowS(), body });
  return bench.post({ body, headers: { 'stripe-signature': header } });
}

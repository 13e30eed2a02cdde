import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RELAY_CLOSE_CODES, RELAY_PATHS, type RelayHealth } from '../../shared/contract/relay/index.ts';
import { OTHER_SECRET, SECRET, eventBody, signatureHeader } from '../testing/stripe-events.ts';
import { connectTill, type TestTill, type TillOptions } from '../testing/till.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../testing/workbench.ts';
import { verifySignature } from '../ingress/index.ts';

let bench: Workbench;
let token: string;
const tills: TestTill[] = [];
/** Events of a quarter of a megabyte each. */
const BURST = 70;

beforeEach(async () => {
  await open();
});
afterEach(async () => {
  for (const till of tills.splice(0)) till.socket.terminate();
  await bench.close();
});

describe('a till', () => {
  it('hears every event once, in order, first those it missed and then live', async () => {
    await deliver(1, 3);
    const till = await connect();
    await till.hear('event', ({ seq }) => seq === 3);
    await deliver(4, 6);
    await till.hear('event', ({ seq }) => seq === 6);
    expect(till.events().map(({ seq, prevSeq, eventId }) => [seq, prevSeq, eventId])).toEqual(
      [1, 2, 3, 4, 5, 6].map((seq) => [seq, seq - 1, `evt_${String(seq)}`]),
    );
  });

  it('is given what it needs to verify the signature again', async () => {
    const till = await connect();
    await deliver(1, 1);
    const { body, signature, receivedAtMs } = await till.hear('event');
    expect(body).toBe(eventBody({ id: 'evt_1' }));
    const request = {
      body: Buffer.from(body),
      header: signature,
      arrivedAtMs: receivedAtMs,
      toleranceMs: 300_000,
    };
    expect(verifySignature({ ...request, secrets: [SECRET] }).kind).toBe('authentic');
    expect(verifySignature({ ...request, secrets: [OTHER_SECRET] }).kind).toBe('refused');
  });

  it('hears of types that nobody knows, byte for byte', async () => {
    const till = await connect();
    await bench.deliver({ id: 'evt_1', type: 'terminal.reader.took_a_nap' });
    const { eventType, body } = await till.hear('event');
    expect(eventType).toBe('terminal.reader.took_a_nap');
    expect(body).toBe(eventBody({ id: 'evt_1', type: 'terminal.reader.took_a_nap' }));
  });

  it('goes on from its cursor, over a restart of the relay too', async () => {
    const first = await connect();
    await deliver(1, 3);
    const { cursor } = await first.hear('event', ({ seq }) => seq === 2);
    await first.hear('event', ({ seq }) => seq === 3);
    await first.leave();
    await bench.restart();
    await deliver(4, 4);
    const second = await connect({ hello: { cursor } });
    await second.hear('event', ({ seq }) => seq === 4);
    expect(second.events().map(({ seq, prevSeq }) => [seq, prevSeq])).toEqual([
      [3, 2],
      [4, 3],
    ]);
    expect((await second.hear('welcome')).afterSeq).toBe(2);
    expect(second.heard.some(({ type }) => type === 'reset')).toBe(false);
  });

  it('that does not acknowledge is sent no more than its credit', async () => {
    await deliver(1, 5);
    const till = await connect({ hello: { cursor: null, credit: 2 }, acknowledges: false });
    await till.hear('event', ({ seq }) => seq === 2);
    await till.hear('health', ({ backlog }) => backlog === 5);
    // An answered ping proves that everything sent before it has been heard.
    till.say({ type: 'ping' });
    await till.hear('pong');
    expect(till.events().map(({ seq }) => seq)).toEqual([1, 2]);
    till.say({ type: 'ack', seq: 2 });
    await till.hear('event', ({ seq }) => seq === 4);
    expect(till.events().map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('hears only of its own store', async () => {
    const other = await bench.data.stores.createStore({ name: 'Other shop', mode: 'test' });
    await bench.data.stores.setSigningSecrets({ storeId: other.storeId, secrets: [SECRET], others: 'drop' });
    const body = eventBody({ id: 'evt_other' });
    const header = signatureHeader({ secret: SECRET, atS: bench.nowS(), body });
    const path = `${RELAY_PATHS.webhooks}/${other.storeId}`;
    expect((await bench.post({ body, path, headers: { 'stripe-signature': header } })).status).toBe(200);
    const till = await connect();
    await deliver(1, 1);
    await till.hear('event');
    expect(till.events().map(({ eventId }) => eventId)).toEqual(['evt_1']);
  });

  it('shares its store with other tills, each with a cursor of its own', async () => {
    const second = (await bench.pair('Till 2')).token;
    await deliver(1, 2);
    const one = await connect();
    await one.hear('event', ({ seq }) => seq === 2);
    const two = await connect({ token: second });
    await two.hear('event', ({ seq }) => seq === 2);
    await deliver(3, 3);
    await Promise.all([one, two].map((till) => till.hear('event', ({ seq }) => seq === 3)));
    expect([one.events().length, two.events().length]).toEqual([3, 3]);
  });

  it('that connects twice keeps the second connection', async () => {
    const first = await connect();
    await first.hear('welcome');
    const second = await connect();
    expect(await first.closed).toBe(RELAY_CLOSE_CODES.replaced);
    await deliver(1, 1);
    await second.hear('event');
  });

  it('is told by and by how long to wait when the relay stops, and misses nothing', async () => {
    const first = await connect();
    await deliver(1, 1);
    const { cursor } = await first.hear('event');
    await bench.restart();
    expect((await first.hear('drain')).retryAfterMs).toBeGreaterThan(0);
    expect(await first.closed).toBe(1012);
    await deliver(2, 2);
    const second = await connect({ hello: { cursor } });
    expect((await second.hear('event')).eventId).toBe('evt_2');
  });
});

describe('a cursor that does not fit', () => {
  it.each([
    ['damaged', 'malformed', () => 'rubbish'],
    ['of another log', 'new-epoch', () => forge(['other-epoch', 2, 'evt_2'])],
    ['beyond the end', 'unknown-cursor', () => forge([bench.eventLog().epoch, 99, 'evt_99'])],
    ['with another event at its place', 'unknown-cursor', () => forge([bench.eventLog().epoch, 2, 'evt_7'])],
  ])('because it is %s starts a full reconcile and everything again', async (_name, reason, make) => {
    await deliver(1, 3);
    const till = await connect({ hello: { cursor: make() } });
    expect((await till.hear('reset')).reason).toBe(reason);
    await till.hear('event', ({ seq }) => seq === 3);
    expect(till.heard.slice(0, 2).map(({ type }) => type)).toEqual(['welcome', 'reset']);
    expect(till.events().map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('because its events were forgotten starts a full reconcile and what is kept', async () => {
    await deliver(1, 3);
    const till = await connect();
    const { cursor } = await till.hear('event', ({ seq }) => seq === 1);
    await till.leave();
    bench.moveClock(40 * 86_400_000);
    await bench.eventLog().trim(bench.nowS() * 1000 - 35 * 86_400_000);
    await deliver(4, 4);
    const later = await connect({ hello: { cursor } });
    const reset = await later.hear('reset');
    expect(reset.reason).toBe('trimmed');
    const event = await later.hear('event');
    expect([event.seq, event.prevSeq]).toEqual([4, (await later.hear('welcome')).afterSeq]);
  });

  it('because events went while the till was reading is told to it, and none is skipped', async () => {
    await deliver(1, 5);
    const till = await connect({ hello: { cursor: null, credit: 2 }, acknowledges: false });
    const { cursor } = await till.hear('event', ({ seq }) => seq === 2);
    bench.moveClock(40 * 86_400_000);
    await deliver(6, 6);
    await bench.eventLog().trim(bench.nowS() * 1000 - 35 * 86_400_000);
    till.say({ type: 'ack', seq: 2 });
    expect((await till.hear('error')).code).toBe('too-slow');
    expect(await till.closed).toBe(RELAY_CLOSE_CODES['too-slow']);
    expect(till.events().map(({ seq }) => seq)).toEqual([1, 2]);
    const later = await connect({ hello: { cursor } });
    expect((await later.hear('reset')).reason).toBe('trimmed');
    expect((await later.hear('event')).seq).toBe(6);
  });

  it('does not arise from a long quiet: the head is known after its event is forgotten', async () => {
    await deliver(1, 2);
    const till = await connect();
    const { cursor } = await till.hear('event', ({ seq }) => seq === 2);
    await till.leave();
    await bench.eventLog().trim(bench.nowS() * 1000 + 86_400_000);
    const later = await connect({ hello: { cursor } });
    await deliver(3, 3);
    await later.hear('event');
    expect(later.heard.some(({ type }) => type === 'reset')).toBe(false);
  });

  it('is replaced by one that fits', async () => {
    await deliver(1, 2);
    const till = await connect({ hello: { cursor: 'rubbish' }, acknowledges: false });
    const { cursor } = await till.hear('reset');
    await till.leave();
    const again = await connect({ hello: { cursor } });
    await again.hear('event', ({ seq }) => seq === 2);
    expect(again.heard.some(({ type }) => type === 'reset')).toBe(false);
  });
});

describe('the socket', () => {
  it.each([
    ['without a token', 401, () => ({ token: 'x' })],
    [
      'with a made-up token',
      401,
      () => ({ token: `frt_${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}_${'a'.repeat(43)}` }),
    ],
    [
      'with another terminal’s secret',
      401,
      () => ({ token: `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}` }),
    ],
    ['from a web page', 403, () => ({ socket: { headers: { origin: 'https://shop.example.com' } } })],
  ])('%s stays shut', async (_name, status, over) => {
    await expect(connect(over())).rejects.toThrow(`refused with ${String(status)}`);
  });

  it.each([
    ['anything but a hello first', 'hello-expected', { type: 'ack', seq: 0 } as const],
    [
      'a hello of another protocol',
      'protocol-unsupported',
      { type: 'hello', protocol: 2, cursor: null, credit: 1 } as const,
    ],
    ['what no till says', 'malformed', '{"type":"sell"}'],
    ['broken JSON', 'malformed', '{'],
  ])('closes on %s', async (_name, code, message) => {
    const till = await connect({ hello: null });
    till.say(message);
    expect((await till.hear('error')).code).toBe(code);
    expect(await till.closed).toBe(RELAY_CLOSE_CODES[code as keyof typeof RELAY_CLOSE_CODES]); // One of the codes above.
  });

  it('closes on an acknowledgement of what was never sent', async () => {
    const till = await connect();
    await till.hear('welcome');
    till.say({ type: 'ack', seq: 5 });
    expect(await till.closed).toBe(RELAY_CLOSE_CODES['ack-out-of-range']);
  });

  it('closes on a second hello', async () => {
    const till = await connect();
    await till.hear('welcome');
    till.say({ type: 'hello', protocol: 1, cursor: null, credit: 1 });
    expect(await till.closed).toBe(RELAY_CLOSE_CODES.malformed);
  });

  it('closes on a message larger than any that a till has to say', async () => {
    const till = await connect();
    till.say(JSON.stringify({ type: 'ping', padding: 'x'.repeat(5000) }));
    // 1009: message too big.
    expect(await till.closed).toBe(1009);
  });

  it('closes when its terminal is revoked, from another process too', async () => {
    await open({ environment: { RELAY_HEARTBEAT_MS: '200' } });
    const till = await connect();
    const { terminalId } = await till.hear('welcome');
    await bench.data.stores.revokeTerminal(terminalId);
    expect(await till.closed).toBe(RELAY_CLOSE_CODES['token-revoked']);
    await expect(connect()).rejects.toThrow('refused with 401');
  });

  it('closes on a till that has fallen silent', async () => {
    await open({ environment: { RELAY_HEARTBEAT_MS: '200' } });
    const till = await connect({ answersPings: false });
    expect(await till.closed).toBe(RELAY_CLOSE_CODES.silent);
  });

  it('closes on a till that reads and never acknowledges', async () => {
    await open({ environment: { RELAY_HEARTBEAT_MS: '200', RELAY_ACK_WITHIN_MS: '300' } });
    const till = await connect({ acknowledges: false });
    await deliver(1, 1);
    expect(await till.closed).toBe(RELAY_CLOSE_CODES['too-slow']);
  });

  it('stays open for a till that answers, however quiet the shop', async () => {
    await open({ environment: { RELAY_HEARTBEAT_MS: '200', RELAY_ACK_WITHIN_MS: '300' } });
    const till = await connect();
    await deliver(1, 1);
    for (let beats = 0; beats < 5; beats += 1) {
      const pings = till.heard.filter(({ type }) => type === 'ping').length;
      await till.hear('ping', () => till.heard.filter(({ type }) => type === 'ping').length > pings);
    }
    await deliver(2, 2);
    await till.hear('event', ({ seq }) => seq === 2);
  });
});

describe('tills that all come back at once', () => {
  it('are told times one behind the other when the relay stops', async () => {
    const all = await Promise.all(
      Array.from({ length: 24 }, async (_, index) =>
        connect({ token: (await bench.pair(`Till ${String(index)}`)).token }),
      ),
    );
    await Promise.all(all.map((till) => till.hear('welcome')));
    await bench.restart();
    const times = await Promise.all(all.map(async (till) => (await till.hear('drain')).retryAfterMs));
    expect(new Set(times).size).toBe(12);
    expect(Math.max(...times) - Math.min(...times)).toBe(11);
  });

  it('are admitted up to the limit; the next one is told to come later, until there is room', async () => {
    await open({ environment: { RELAY_MAX_SOCKETS: '2' } });
    const [, second] = await Promise.all(
      ['Till 2', 'Till 3'].map(async (name) => connect({ token: (await bench.pair(name)).token })),
    );
    await expect(connect()).rejects.toThrow('refused with 503');
    await second?.leave();
    await expect
      .poll(() =>
        connect().then(
          () => 'open',
          () => 'shut',
        ),
      )
      .toBe('open');
  });
});

describe('a till that asks and does not read the answers', () => {
  it('is answered no more until it reads, so that nothing piles up for it', async () => {
    const till = await connect({ acknowledges: false });
    await till.hear('health');
    till.socket.pause();
    // More than both ends of a line keep for somebody who does not read.
    const body = eventBody({ id: 'evt_1' }).replace('{', `{"filling":"${'x'.repeat(240_000)}",`);
    for (let number = 1; number <= BURST; number += 1) {
      const filled = body.replace('evt_1', `evt_${String(number)}`);
      const header = signatureHeader({ secret: SECRET, atS: bench.nowS(), body: filled });
      expect((await bench.post({ body: filled, headers: { 'stripe-signature': header } })).status).toBe(200);
    }
    for (let ping = 0; ping < 5_000; ping += 1) till.say({ type: 'ping' });
    // Sent behind all pings, on the same line: when it has been heard, so have they.
    till.say({ type: 'ack', seq: 1 });
    await expect.poll(async () => (await health()).backlog).toBe(BURST - 1);
    till.socket.resume();
    await till.hear('event', ({ seq }) => seq === BURST);
    expect(till.heard.filter(({ type }) => type === 'pong')).toEqual([]);
    till.say({ type: 'ping' });
    await till.hear('pong');
  });
});

describe('the health that a till is told', () => {
  it('tells of refused webhooks at once, with the reason, until one fits again', async () => {
    const till = await connect();
    await till.hear('health', ({ signatureFailures }) => signatureFailures === 0);
    const body = eventBody({ id: 'evt_1' });
    const headers = {
      'stripe-signature': signatureHeader({ secret: OTHER_SECRET, atS: bench.nowS(), body }),
    };
    await bench.post({ body, headers });
    const bad = await till.hear('health', ({ signatureFailures }) => signatureFailures === 1);
    expect(bad).toMatchObject({ lastSignatureFailure: 'no-match', lastWebhookAtMs: null, signingSecrets: 1 });
    await deliver(1, 1);
    await till.hear('event');
    // Said without being asked: the till's warning must go as it came.
    await till.hear(
      'health',
      ({ signatureFailures, lastWebhookAtMs }) => signatureFailures === 0 && lastWebhookAtMs !== null,
    );
    expect(await health()).toMatchObject({ signatureFailures: 0, backlog: 0, quarantined: 0 });
    expect((await health()).lastWebhookAtMs).toBeGreaterThan(0);
  });

  it('tells of a clock that is off, from authentic webhooks only', async () => {
    bench.moveClock(0);
    const body = eventBody({ id: 'evt_1' });
    const late = bench.nowS() - 900;
    await bench.post({
      body,
      headers: { 'stripe-signature': signatureHeader({ secret: OTHER_SECRET, atS: late, body }) },
    });
    expect((await health()).clockSkewMs).toBeNull();
    await bench.post({
      body,
      headers: { 'stripe-signature': signatureHeader({ secret: SECRET, atS: late, body }) },
    });
    const told = await health();
    expect(told.lastSignatureFailure).toBe('too-old');
    expect(Math.round((told.clockSkewMs ?? 0) / 10_000)).toBe(90);
  });

  it('counts what is not acknowledged from the highest acknowledgement, not the last', async () => {
    const till = await connect({ acknowledges: false });
    await deliver(1, 3);
    await till.hear('event', ({ seq }) => seq === 3);
    till.say({ type: 'ack', seq: 3 });
    till.say({ type: 'ack', seq: 1 });
    till.say({ type: 'ping' });
    await till.hear('pong');
    expect((await health()).backlog).toBe(0);
  });

  it('is answered over HTTP to a paired terminal only', async () => {
    expect((await fetch(`${bench.url}${RELAY_PATHS.health}`)).status).toBe(401);
    expect((await health()).backlog).toBeNull();
  });
});

async function open(options: WorkbenchOptions = {}): Promise<void> {
  const before = bench as Workbench | undefined; // Absent for the first test only.
  await before?.close().catch(() => undefined);
  bench = await openWorkbench(options);
  ({ token } = await bench.pair());
}

async function connect(over: Partial<TillOptions> = {}): Promise<TestTill> {
  const till = await connectTill({ url: bench.url, token, ...over });
  tills.push(till);
  return till;
}

async function deliver(first: number, last: number): Promise<void> {
  for (let number = first; number <= last; number += 1) {
    const { status } = await bench.deliver({ id: `evt_${String(number)}` });
    expect(status).toBe(200);
  }
}

async function health(): Promise<RelayHealth> {
  const response = await fetch(`${bench.url}${RELAY_PATHS.health}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  // The relay under test answers by the contract.
  return (await response.json()) as RelayHealth;
}

function forge(place: readonly [string, number, string]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

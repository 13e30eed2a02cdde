import { cpSync, rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/process.ts';
import {
  RelayProcess,
  TestTill,
  deliver,
  newEvent,
  pairTerminal,
  postWebhook,
  scratch,
  soon,
} from './bench.ts';
import { openLine, type Frame, type Line } from './client/line.ts';
import type { RelayMessage } from './client/messages.ts';
import { ask, handOverSecrets, pair, type Pairing } from './client/requests.ts';
import { Meddler } from './meddler.ts';

/** `relay/PROTOCOL.md`, promise by promise, held against the relay's process by a client that knows the page alone. */
const place = scratch();
const relay = new RelayProcess(`${place.path}/relay`);
const tills: TestTill[] = [];
let storeId: string;
let otherStoreId: string;
let first: Pairing;
let second: Pairing;
let elsewhere: Pairing;
/** Sent so far to the store and answered 200, in this order. */
const accepted: string[] = [];

beforeAll(async () => {
  await relay.start();
  storeId = await relay.createStore('Kade 12');
  otherStoreId = await relay.createStore('Laan 3');
  [first, second, elsewhere] = await Promise.all([
    pairTerminal(relay, storeId, 'Till 1'),
    pairTerminal(relay, storeId, 'Till 2'),
    pairTerminal(relay, otherStoreId, 'Till 1'),
  ]);
  await send(5);
});

afterEach(async () => {
  await Promise.all(tills.splice(0).map((till) => till.stop()));
});

afterAll(async () => {
  await relay.stop();
  place.remove();
});

function newTill({ token }: Pairing): TestTill {
  const till = new TestTill(place.path, token);
  tills.push(till);
  return till;
}

async function send(count: number): Promise<void> {
  for (let sent = 0; sent < count; sent += 1) {
    const { id, body } = newEvent();
    await deliver(first.webhookUrl, body);
    accepted.push(id);
  }
}

async function hasAll(till: TestTill): Promise<void> {
  await eventually('every accepted event is on the till', () =>
    till.journal.entries.length >= accepted.length ? true : null,
  );
  expect(till.disk.entries.map(({ eventId }) => eventId)).toEqual(accepted);
}

/** A line after `hello` and `welcome`, for what a till that keeps to the page never says. */
async function lineAfterHello(pairing: Pairing, hello: object = {}, at = relay): Promise<Line> {
  const line = await openLine(at.url, pairing.token);
  if (!('send' in line)) throw new Error(`Upgrade refused: ${String(line.status)}`);
  line.send({ type: 'hello', protocol: 1, cursor: null, credit: 10, ...hello });
  return line;
}

async function nextOf<Type extends RelayMessage['type']>(
  line: Line,
  type: Type,
): Promise<Extract<RelayMessage, { type: Type }>> {
  for (;;) {
    const frame = await line.next();
    if (frame.kind === 'closed') throw new Error(`Closed with ${String(frame.code)} before ${type}`);
    if (frame.kind === 'message' && frame.message.type === type)
      return frame.message as Extract<RelayMessage, { type: Type }>;
  }
}

/** How a session ends: the last error, and the close code. */
async function endingOf(line: Line): Promise<{ code: string | null; retry: boolean | null; close: number }> {
  let last: Frame = { kind: 'unknown' };
  for (;;) {
    const frame = await line.next();
    if (frame.kind === 'closed') {
      const error = last.kind === 'message' && last.message.type === 'error' ? last.message : null;
      return { code: error?.code ?? null, retry: error?.retry ?? null, close: frame.code };
    }
    last = frame;
  }
}

describe('pairing', () => {
  it('takes a code once, however it is typed, and shuts a terminal out that gave its token back', async () => {
    const code = await relay.pairingCode(storeId);
    expect(code).toMatch(/^[^-]{4}-[^-]{4}-[^-]{4}$/u);
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `;
    const leaving = await pair(relay.url, typed, ' Till 3 ');
    expect(leaving).toMatchObject({
      storeId,
      storeName: 'Kade 12',
      mode: 'test',
      token: expect.any(String) as string,
      terminalId: expect.any(String) as string,
      webhookUrl: `${relay.url}/api/webhooks/stripe/${storeId}`,
    });
    expect(await pair(relay.url, code, 'Till 4')).toMatchObject({
      refusal: { status: 403, code: 'code-not-accepted' },
    });
    if ('refusal' in leaving) return;
    const { token } = leaving;
    expect(await ask(relay.url, 'DELETE', '/api/terminal/token', { token })).toMatchObject({ status: 204 });
    expect(await newTill(leaving).start(relay.url).client.stopped).toBe('refused-401');
  });

  it('refuses what the page refuses, with the page’s code', async () => {
    const refusal = async (answer: ReturnType<typeof ask>): Promise<unknown> => {
      const { ok, ...rest } = await answer;
      return ok ? 'accepted' : rest;
    };
    expect(await pair(relay.url, 'AAAA-AAAA-AAAA', 'Ti\u0007ll')).toMatchObject({
      refusal: { status: 400, code: 'malformed' },
    });
    for (const [method, path] of [
      ['GET', '/api/terminal/health'],
      ['PUT', '/api/terminal/signing-secrets'],
      ['DELETE', '/api/terminal/token'],
    ] as const)
      expect(await refusal(ask(relay.url, method, path, { token: 'nobody' }))).toMatchObject({
        refusal: { status: 401, code: 'token-refused' },
      });
    expect(await refusal(ask(relay.url, 'GET', '/api/nothing'))).toMatchObject({
      refusal: { status: 404, code: 'not-found' },
    });
    const long = { code: 'x'.repeat(5000), terminalName: 'Till' };
    expect(await refusal(ask(relay.url, 'POST', '/api/pair', { body: long }))).toMatchObject({
      refusal: { status: 413, code: 'too-large' },
    });
    expect(await openLine(relay.url, 'nobody')).toEqual({ status: 401 });
    expect(await openLine(relay.url, first.token, { origin: 'https://example.test' })).toEqual({
      status: 403,
    });
    expect(await handOverSecrets(relay.url, first.token, [], 'keep')).toMatchObject({
      refusal: { status: 400, code: 'malformed' },
    });
  });
});

describe('events', () => {
  it('reach each terminal of the store once and in order, and their signatures hold', async () => {
    const one = newTill(first).start(relay.url);
    await send(5);
    await hasAll(one);
    const two = newTill(second).start(relay.url);
    await send(5);
    await Promise.all([hasAll(one), hasAll(two)]);
    const { entries } = two.disk;
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
    expect(entries.every(({ authentic }) => authentic)).toBe(true);
    expect(one.reconciled).toEqual(['no-cursor']);
  });

  it('that Stripe sends twice are one; forged ones are none, and health says why', async () => {
    const till = newTill(first).start(relay.url);
    const { id, body } = newEvent();
    await deliver(first.webhookUrl, body);
    accepted.push(id);
    expect(
      await postWebhook(first.webhookUrl, body.replace('"pending_webhooks":1', '"pending_webhooks":0')),
    ).toBe(200);
    expect(await postWebhook(first.webhookUrl, newEvent().body, { secret: 'whsec_other' })).toBe(400);
    expect(await postWebhook(first.webhookUrl, newEvent().body, { atMs: Date.now() - 400_000 })).toBe(400);
    const { token } = first;
    const health = await ask(relay.url, 'GET', '/api/terminal/health', { token });
    expect(health).toMatchObject({
      body: { signatureFailures: 2, lastSignatureFailure: 'too-old', signingSecrets: 1, quarantined: 0 },
    });
    // The same id with other content: the first stays.
    expect(await postWebhook(first.webhookUrl, body.replace('succeeded', 'canceled'))).toBe(200);
    await send(1);
    await hasAll(till);
    expect(till.disk.entries.find(({ eventId }) => eventId === id)?.eventType).toBe(
      'payment_intent.succeeded',
    );
    expect(await ask(relay.url, 'GET', '/api/terminal/health', { token })).toMatchObject({
      body: { quarantined: 1 },
    });
  });

  it('come once and in order through cut lines, dead tills and a killed relay', async () => {
    const pairs = [newTill(first), newTill(second)];
    let state = 42;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return (state >>> 8) % below;
    };
    const before = accepted.length;
    let isSending = true;
    const sending = (async () => {
      for (let round = 0; round < 50; round += 1) {
        const { id, body } = newEvent();
        await deliver(first.webhookUrl, body);
        accepted.push(id);
        if (random(3) === 0) await deliver(first.webhookUrl, body);
      }
      isSending = false;
    })();
    const breaking = pairs.map(async (till) => {
      till.start(relay.url, { credit: 7 });
      while (isSending) {
        const due = till.news.length + random(12);
        while (isSending && till.news.length < due) await soon();
        if (random(2) === 0) till.client.cut();
        else {
          await till.stop();
          till.start(relay.url, { credit: 1 + random(20) });
        }
      }
    });
    const killing = (async () => {
      while (accepted.length - before < 25) await soon();
      await relay.kill();
      await relay.start();
    })();
    await Promise.all([sending, ...breaking, killing]);
    await Promise.all(pairs.map((till) => hasAll(till)));
    for (const till of pairs) {
      expect(till.disk.entries.map(({ seq }) => seq)).toEqual(accepted.map((_, index) => index + 1));
      expect(till.endings()).not.toEqual([]);
      expect(till.endings()).not.toContain('gap');
      expect(till.reconciled.filter((reason) => reason !== 'no-cursor')).toEqual([]);
    }
  });

  it('that got lost on the way are read again, and those that were altered are known as forged', async () => {
    const meddler = new Meddler(relay.url);
    const url = await meddler.start();
    let lost = 0;
    meddler.pass = (message) => {
      if (message['seq'] === 4 && lost++ === 0) return [];
      return message['seq'] === 3 ? [{ ...message, body: `${String(message['body'])} ` }] : [message];
    };
    const till = newTill(first).start(url);
    await hasAll(till);
    expect(till.endings()).toEqual(['gap']);
    expect(lost).toBe(2);
    expect(till.disk.entries.flatMap(({ seq, authentic }) => (authentic ? [] : [seq]))).toEqual([3]);
    await till.stop();
    await meddler.stop();
  });

  it('keep to the credit, and go on as far as was acknowledged', async () => {
    const line = await lineAfterHello(first, { credit: 3 });
    const seqsBeforePong = async (): Promise<readonly number[]> => {
      line.send({ type: 'ping' });
      const seqs: number[] = [];
      for (;;) {
        const frame = await line.next();
        if (frame.kind !== 'message') throw new Error(frame.kind);
        if (frame.message.type === 'event') seqs.push(frame.message.seq);
        if (frame.message.type === 'pong') return seqs;
      }
    };
    expect(await nextOf(line, 'welcome')).toMatchObject({
      protocol: 1,
      storeId,
      terminalId: first.terminalId,
      mode: 'test',
      headSeq: accepted.length,
      afterSeq: 0,
      window: 3,
    });
    const read: number[] = [];
    while (read.length < 3) read.push((await nextOf(line, 'event')).seq);
    expect(read).toEqual([1, 2, 3]);
    expect(await seqsBeforePong()).toEqual([]);
    line.send({ type: 'ack', seq: 2 });
    line.send({ type: 'ack', seq: 1 }); // A lower one changes nothing.
    expect([(await nextOf(line, 'event')).seq, (await nextOf(line, 'event')).seq]).toEqual([4, 5]);
    expect(await seqsBeforePong()).toEqual([]);
    line.cut();
  });
});

describe('without a socket', () => {
  it('the same events come by range reads with the same cursor, and a socket goes on from it', async () => {
    const overSocket = newTill(first).start(relay.url);
    await hasAll(overSocket);
    const meddler = new Meddler(relay.url);
    meddler.blocksSocketsWith = 403;
    const url = await meddler.start();
    const till = newTill(second).start(url, { credit: 7 });
    await hasAll(till);
    expect(till.disk).toMatchObject({ cursor: overSocket.disk.cursor, entries: overSocket.disk.entries });
    expect(till.reconciled).toEqual(['no-cursor']);
    const reads = till.news.flatMap((news) => (news.what === 'read' ? [news.events] : []));
    expect(Math.max(...reads)).toBe(7);
    await eventually('the till asks again no sooner than after a heartbeat', () =>
      till.waits.some((ms) => ms >= 15_000) ? true : null,
    );
    await send(2);
    await hasAll(till);
    const token = second.token;
    expect(await ask(relay.url, 'GET', '/api/terminal/health', { token })).toMatchObject({
      body: { backlog: expect.any(Number) as number },
    });
    meddler.blocksSocketsWith = null;
    await eventually('a session', () => (till.news.some(({ what }) => what === 'welcome') ? true : null));
    await send(1);
    await hasAll(till);
    expect(till.reconciled).toEqual(['no-cursor']);
    await till.stop();
    await meddler.stop();
  });

  it('a read holds the cursor against the log as a session does, and refuses what the page refuses', async () => {
    const read = (body: object, token = second.token): ReturnType<typeof ask> =>
      ask(relay.url, 'POST', '/api/terminal/events', { token, body });
    const good = { protocol: 1, cursor: null, credit: 2 };
    expect(await read({ ...good, cursor: 'nonsense' })).toMatchObject({
      body: {
        messages: [
          { type: 'welcome', afterSeq: 0, window: 2 },
          { type: 'reset', reason: 'malformed' },
          { type: 'event', seq: 1, prevSeq: 0 },
          { type: 'event', seq: 2, prevSeq: 1 },
          { type: 'health', signingSecrets: 1 },
        ],
      },
    });
    const refused = (status: number, code: string): object => ({ refusal: { status, code } });
    expect(await read(good, 'nobody')).toMatchObject(refused(401, 'token-refused'));
    expect(await read({ ...good, protocol: 2 })).toMatchObject(refused(400, 'protocol-unsupported'));
    expect(await read({ ...good, credit: 501 })).toMatchObject(refused(400, 'malformed'));
    expect(await read({ ...good, store: otherStoreId })).toMatchObject(refused(400, 'malformed'));
    expect(await read({ ...good, cursor: 'x'.repeat(5000) })).toMatchObject(refused(413, 'too-large'));
  });
});

describe('cursors', () => {
  async function resetOf(cursor: string): Promise<string> {
    const line = await lineAfterHello(first, { cursor });
    const { afterSeq } = await nextOf(line, 'welcome');
    const { reason } = await nextOf(line, 'reset');
    expect((await nextOf(line, 'event')).prevSeq).toBe(afterSeq);
    line.cut();
    return reason;
  }

  it('that no relay wrote are reset', async () => {
    expect(await resetOf('nonsense')).toBe('malformed');
  });

  it('of another store are reset, and everything comes again', async () => {
    await deliver(elsewhere.webhookUrl, newEvent().body);
    const other = newTill(elsewhere).start(relay.url);
    const foreign = await eventually('the other store’s event', () => other.journal.cursor);
    expect(other.journal.entries).toHaveLength(1);
    expect(await resetOf(foreign)).toBe('unknown-cursor');
    const till = newTill(first).start(relay.url);
    await hasAll(till);
    till.journal.replaceCursor(foreign);
    till.client.cut();
    await eventually('a reset', () => (till.reconciled.includes('unknown-cursor') ? true : null));
    await send(1);
    await hasAll(till);
  });
});

describe('another relay, without much patience', () => {
  const quick = new RelayProcess(`${place.path}/quick`);
  let there: Pairing;

  beforeAll(async () => {
    await quick.start({ environment: { RELAY_HEARTBEAT_MS: '100', RELAY_ACK_WITHIN_MS: '300' } });
    there = await pairTerminal(quick, await quick.createStore('Weg 1'), 'Till 1');
    await deliver(there.webhookUrl, newEvent().body);
  });

  afterAll(() => quick.stop());

  it('ends the session of a till that says nothing', async () => {
    expect(await endingOf(await lineAfterHello(there, {}, quick))).toEqual({
      code: 'silent',
      retry: true,
      close: 4407,
    });
  });

  it('ends the session of a till that acknowledges nothing', async () => {
    const line = await lineAfterHello(there, {}, quick);
    const talking = setInterval(() => {
      line.send({ type: 'ping' });
    }, 50);
    expect(await endingOf(line)).toEqual({ code: 'too-slow', retry: true, close: 4408 });
    clearInterval(talking);
  });

  it('resets the cursor that a till brings from a relay before', async () => {
    const till = newTill(first).start(relay.url);
    await hasAll(till);
    await till.stop();
    till.start(quick.url, { token: there.token });
    await eventually('the event of the other relay', () =>
      till.journal.entries.length === accepted.length + 1 ? true : null,
    );
    expect(till.reconciled).toEqual(['no-cursor', 'new-epoch']);
  });

  it('gives large events in several range reads', async () => {
    for (let sent = 0; sent < 3; sent += 1)
      await deliver(there.webhookUrl, newEvent({ padding: '"'.repeat(125_000) }).body);
    const read = async (cursor: unknown): Promise<readonly Readonly<Record<string, unknown>>[]> => {
      const body = { protocol: 1, cursor, credit: 100 };
      const answer = await ask(quick.url, 'POST', '/api/terminal/events', { token: there.token, body });
      const messages = (answer.ok ? answer.body?.['messages'] : []) as readonly Readonly<
        Record<string, unknown>
      >[];
      return messages.filter(({ type }) => type === 'event');
    };
    const some = await read(null);
    expect(some.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect((await read(some.at(-1)?.['cursor'])).map(({ seq }) => seq)).toEqual([4]);
  });
});

describe('a session', () => {
  const ENDINGS: readonly (readonly [string, readonly (object | string | Buffer)[], object])[] = [
    [
      'another version',
      [{ type: 'hello', protocol: 2, cursor: null, credit: 1 }],
      { code: 'protocol-unsupported', retry: false, close: 4406 },
    ],
    ['anything before hello', [{ type: 'ping' }], { code: 'hello-expected', retry: false, close: 4402 }],
    ['a type nobody knows', ['hello', { type: 'wave' }], { code: 'malformed', retry: false, close: 4400 }],
    [
      'a field nobody knows',
      ['hello', { type: 'ping', loud: true }],
      { code: 'malformed', retry: false, close: 4400 },
    ],
    ['broken JSON', ['hello', '{"type":'], { code: 'malformed', retry: false, close: 4400 }],
    ['bytes', ['hello', Buffer.from('{"type":"ping"}')], { code: 'malformed', retry: false, close: 4400 }],
    ['a second hello', ['hello', 'hello'], { code: 'malformed', retry: false, close: 4400 }],
    [
      'no credit',
      [{ type: 'hello', protocol: 1, cursor: null, credit: 0 }],
      { code: 'malformed', retry: false, close: 4400 },
    ],
    [
      'an acknowledgement of what was not sent',
      ['hello', { type: 'ack', seq: 1_000_000 }],
      { code: 'ack-out-of-range', retry: true, close: 4416 },
    ],
    [
      'a frame that is too long',
      ['hello', `"${'x'.repeat(5000)}"`],
      { code: null, retry: null, close: 1009 },
    ],
  ];
  it.for(ENDINGS)('ends after %s', async ([, says, ending]) => {
    const line = await openLine(relay.url, second.token);
    if (!('send' in line)) throw new Error('refused');
    for (const each of says)
      line.send(each === 'hello' ? { type: 'hello', protocol: 1, cursor: null, credit: 1 } : each);
    expect(await endingOf(line)).toEqual(ending);
  });

  it('ends when its terminal connects again', async () => {
    const till = newTill(second).start(relay.url);
    await hasAll(till);
    const line = await lineAfterHello(second);
    await nextOf(line, 'welcome');
    expect(await till.client.stopped).toBe('replaced');
    line.cut();
  });

  it('carries on over messages and fields of a later relay', async () => {
    const meddler = new Meddler(relay.url);
    const url = await meddler.start();
    meddler.pass = (message) => [
      { type: 'sunrise', at: 6 },
      { ...message, shade: 'blue' },
    ];
    const till = newTill(first).start(url);
    await hasAll(till);
    expect(till.news.filter(({ what }) => what === 'unknown').length).toBeGreaterThan(accepted.length);
    expect(till.endings()).toEqual([]);
    await till.stop();
    await meddler.stop();
  });

  it('is drained when the relay stops, and goes on after it or, where a backup was put back, after a reset', async () => {
    const till = newTill(first).start(relay.url);
    await hasAll(till);
    await relay.stop();
    cpSync(relay.directory, `${place.path}/backup`, { recursive: true });
    const drained = await eventually(
      'a drain',
      () =>
        till.news
          .flatMap((news) => (news.what === 'end' && news.end.why === 'drain' ? [news.end] : []))
          .at(0) ?? null,
    );
    expect(drained).toMatchObject({ next: 'again' });
    expect(drained.afterMs).toBeGreaterThan(0);
    expect(till.waits[till.endings().indexOf('drain')]).toBeGreaterThan(drained.afterMs);
    await relay.start();
    await send(3);
    await hasAll(till);
    expect(till.reconciled).toEqual(['no-cursor']);
    await relay.stop();
    rmSync(relay.directory, { recursive: true });
    cpSync(`${place.path}/backup`, relay.directory, { recursive: true });
    await relay.start();
    await send(1);
    await hasAll(till);
    expect(till.reconciled).toEqual(['no-cursor', 'unknown-cursor']);
    accepted.splice(-4, 3); // The relay lost these with its disk; the till has them.
  });
});

describe('five weeks later', () => {
  const LATER_MS = 40 * 86_400_000;

  it('tills that missed what went by age are told so, and one whose last event is the newest goes on', async () => {
    const current = newTill(elsewhere).start(relay.url);
    const absent = newTill(second).start(relay.url);
    const upToDate = newTill(first).start(relay.url);
    await deliver(elsewhere.webhookUrl, newEvent().body);
    await Promise.all([hasAll(absent), eventually('its cursor', () => current.journal.cursor)]);
    const cursor = current.journal.cursor;
    await absent.stop();
    await send(3);
    await hasAll(upToDate);
    await upToDate.stop();
    await relay.stop();
    await relay.start({ laterMs: LATER_MS });
    // A webhook of that day vouches for the relay's clock; only then does anything go by age.
    const { id, body } = newEvent();
    expect(await postWebhook(first.webhookUrl, body, { atMs: Date.now() + LATER_MS })).toBe(200);
    await eventually('what is old has gone', async () => {
      const line = await lineAfterHello(second);
      const { afterSeq } = await nextOf(line, 'welcome');
      line.cut();
      return afterSeq === accepted.length ? true : null;
    });
    absent.start(relay.url);
    await eventually('the event of that day', () =>
      absent.journal.entries.at(-1)?.eventId === id ? true : null,
    );
    expect(absent.reconciled).toEqual(['no-cursor', 'trimmed']);
    // It missed nothing, but the event of its cursor has gone: the relay can't tell.
    upToDate.start(relay.url);
    accepted.push(id);
    await hasAll(upToDate);
    expect(upToDate.reconciled).toEqual(['no-cursor', 'trimmed']);
    await current.stop();
    current.start(relay.url);
    await eventually('a session', () => current.news.filter(({ what }) => what === 'welcome').at(-1) ?? null);
    expect(current.reconciled).toEqual(['no-cursor']);
    expect(current.disk.cursor).toBe(cursor);
  });
});

describe('the webhook door', () => {
  it('gives the page’s answers', async () => {
    const door = `${relay.url}/api/webhooks/stripe`;
    const { body } = newEvent();
    expect(await postWebhook(door, body)).toBe(404);
    expect(await postWebhook(`${door}/nowhere`, body)).toBe(400);
    expect(await postWebhook(first.webhookUrl, 'x'.repeat(262_145))).toBe(413);
    expect(await postWebhook(first.webhookUrl, newEvent({ livemode: true }).body)).toBe(400);
    expect(await postWebhook(first.webhookUrl, '{"object":"charge"}')).toBe(400);
    for (const path of ['/healthz', '/readyz', '/metrics'])
      expect((await fetch(`${relay.url}${path}`)).status).toBe(200);
  });
});

describe('guessing codes', () => {
  it('is throttled, and the till is told for how long', async () => {
    const guess = (): ReturnType<typeof pair> => pair(relay.url, 'AAAA-AAAA-AAAA', 'Till 9');
    for (let tries = 0; tries < 10; tries += 1)
      expect(await guess()).toMatchObject({ refusal: { status: 403, code: 'code-not-accepted' } });
    const answer = await guess();
    expect(answer).toMatchObject({ refusal: { status: 429, code: 'throttled' } });
    expect('refusal' in answer && Number(answer.refusal.retryAfterS)).toBeGreaterThan(0);
  });
});

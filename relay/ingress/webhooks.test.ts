import { gzipSync } from 'node:zlib';
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RELAY_LIMITS, RELAY_PATHS } from '../../shared/contract/relay/index.ts';
import { eventBody, OTHER_SECRET, SECRET, signatureHeader } from '../testing/stripe-events.ts';
import { countEvents } from '../testing/sqlite-harness.ts';
import { openWorkbench, type PostOptions, type Workbench } from '../testing/workbench.ts';

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(async () => {
  await bench.close();
});

const BODY = eventBody({ id: 'evt_1' });

type Attack = {
  readonly name: string;
  readonly status: number;
  readonly send: (nowS: number) => PostOptions;
};

const ATTACKS: readonly Attack[] = [
  { name: 'without a signature', status: 400, send: () => ({ body: BODY }) },
  {
    name: 'forged with a made-up signature',
    status: 400,
    send: (atS) => ({
      body: BODY,
      headers: { 'stripe-signature': `t=${String(atS)},v1=${'ab'.repeat(32)}` },
    }),
  },
  {
    name: 'forged with another secret',
    status: 400,
    send: (atS) => signed(BODY, atS, { secret: OTHER_SECRET }),
  },
  { name: 'expired', status: 400, send: (atS) => signed(BODY, atS - 302) },
  { name: 'future-dated', status: 400, send: (atS) => signed(BODY, atS + 302) },
  { name: 'truncated', status: 400, send: (atS) => ({ ...signed(BODY, atS), body: BODY.slice(0, -1) }) },
  { name: 'extended', status: 400, send: (atS) => ({ ...signed(BODY, atS), body: `${BODY}\n` }) },
  {
    name: 're-encoded with escapes',
    status: 400,
    send: (atS) => ({ ...signed(BODY, atS), body: BODY.replace('é', '\\u00e9') }),
  },
  {
    name: 're-encoded in another alphabet',
    status: 400,
    send: (atS) => ({ ...signed(BODY, atS), body: Buffer.from(BODY, 'latin1') }),
  },
  {
    name: 're-encoded without spaces',
    status: 400,
    send: (atS) => ({ ...signed(BODY, atS), body: JSON.stringify(JSON.parse(BODY)) }),
  },
  {
    name: 'compressed after signing',
    status: 400,
    send: (atS) => {
      const { headers } = signed(BODY, atS);
      return { body: gzipSync(BODY), headers: { ...headers, 'content-encoding': 'gzip' } };
    },
  },
  { name: 'empty', status: 400, send: (atS) => signed('', atS) },
  {
    name: 'of the other mode',
    status: 400,
    send: (atS) => signed(eventBody({ id: 'evt_1', livemode: true }), atS),
  },
  { name: 'signed but no JSON', status: 400, send: (atS) => signed('not json', atS) },
  {
    name: 'signed but no event',
    status: 400,
    send: (atS) => signed('{"id":"evt_1","object":"charge"}', atS),
  },
  { name: 'signed but not UTF-8', status: 400, send: (atS) => signed(Buffer.from([0x7b, 0xff, 0x7d]), atS) },
  {
    name: 'for a store that does not exist',
    status: 400,
    send: (atS) => ({ ...signed(BODY, atS), path: `${RELAY_PATHS.webhooks}/nobody` }),
  },
  {
    name: 'oversized',
    status: 413,
    send: (atS) => signed(`${BODY}${' '.repeat(RELAY_LIMITS.webhookBytes)}`, atS),
  },
];

describe('a webhook', () => {
  it.each(ATTACKS)('$name is refused and leaves no trace', async ({ status, send }) => {
    const response = await bench.post(send(bench.nowS()));
    expect(response.status).toBe(status);
    const said = await response.text();
    if (status === 400) expect(said).toBe('{"error":"refused"}');
    expect(rows()).toEqual({ events: 0, quarantine: 0, head: 0 });
  });

  it('that fits is stored before it is answered', async () => {
    const response = await bench.post(signed(BODY, bench.nowS()));
    expect(rows()).toEqual({ events: 1, quarantine: 0, head: 1 });
    expect([response.status, await response.json()]).toEqual([200, { received: true }]);
    const [stored] = await bench
      .eventLog()
      .readAfter({ storeId: bench.store.storeId, afterSeq: 0, limit: 1 });
    expect(stored).toMatchObject({
      seq: 1,
      eventId: 'evt_1',
      eventType: 'payment_intent.succeeded',
      body: BODY,
    });
  });

  it('finds its store by itself where there is only one', async () => {
    const response = await bench.post({ ...signed(BODY, bench.nowS()), path: RELAY_PATHS.webhooks });
    expect(response.status).toBe(200);
    await bench.data.stores.createStore({ name: 'Second shop', mode: 'test' });
    const ambiguous = await bench.post({ ...signed(BODY, bench.nowS()), path: RELAY_PATHS.webhooks });
    expect(ambiguous.status).toBe(404);
  });

  it('repeated inside the tolerance is answered 2xx and makes no second row, after it 400', async () => {
    const request = signed(BODY, bench.nowS());
    expect((await bench.post(request)).status).toBe(200);
    expect((await bench.post(request)).status).toBe(200);
    bench.moveClock(299_000);
    expect((await bench.post(request)).status).toBe(200);
    bench.moveClock(3000);
    expect((await bench.post(request)).status).toBe(400);
    expect(rows()).toEqual({ events: 1, quarantine: 0, head: 1 });
  });

  it('that comes ten times at once is one row, and every answer is the same', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => bench.post(signed(BODY, bench.nowS()))),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(rows()).toEqual({ events: 1, quarantine: 0, head: 1 });
    expect(await metric('relay_webhooks_duplicate_total')).toBe('9');
  });

  it('repeated by Stripe, signed afresh and counted down, is known and no alarm', async () => {
    await bench.post(signed(BODY, bench.nowS()));
    bench.moveClock(3_600_000);
    const again = BODY.replace('"pending_webhooks": 1', '"pending_webhooks": 0');
    expect(again).not.toBe(BODY);
    expect((await bench.post(signed(again, bench.nowS()))).status).toBe(200);
    expect(rows()).toEqual({ events: 1, quarantine: 0, head: 1 });
  });

  it('with a known id and other content is set aside: the first one stays', async () => {
    await bench.deliver({ id: 'evt_1', amount: 1250 });
    expect((await bench.deliver({ id: 'evt_1', amount: 1 })).status).toBe(200);
    expect(rows()).toEqual({ events: 1, quarantine: 1, head: 1 });
    expect(bench.logged()).toContain('ingress.same-id-other-content');
    expect(await metric('relay_webhooks_conflicting_total')).toBe('1');
  });

  it('of a type that nobody knows is kept', async () => {
    expect((await bench.deliver({ id: 'evt_1', type: 'terminal.reader.took_a_nap' })).status).toBe(200);
    expect(rows().events).toBe(1);
  });

  it('that is nested as deeply as its length allows is kept, and known when it comes again', async () => {
    const body = eventBody({ id: 'evt_1' }).replace(
      '{',
      `{"deep":${'['.repeat(60_000)}${']'.repeat(60_000)},`,
    );
    expect((await bench.post(signed(body, bench.nowS()))).status).toBe(200);
    expect((await bench.post(signed(body, bench.nowS()))).status).toBe(200);
    expect(rows()).toEqual({ events: 1, quarantine: 0, head: 1 });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=latin1',
    'json',
    ';;',
  ])('that calls itself %s is read by its bytes alone', async (contentType) => {
    const { body, headers } = signed(BODY, bench.nowS());
    expect((await bench.post({ body, headers: { ...headers, 'content-type': contentType } })).status).toBe(
      200,
    );
    expect(rows()).toEqual({ events: 1, quarantine: 0, head: 1 });
  });

  it('that is thin is kept', async () => {
    const body = JSON.stringify({
      id: 'evt_thin_1',
      object: 'v2.core.event',
      type: 'v1.charge.refunded',
      livemode: false,
      created: '2026-11-23T10:00:00.000Z',
      related_object: { id: 'ch_1', type: 'charge' },
    });
    expect((await bench.post(signed(body, bench.nowS()))).status).toBe(200);
    const made = bench.database().prepare('SELECT created_at_s FROM events_1').pluck().all();
    expect(made).toEqual([Date.UTC(2026, 10, 23, 10) / 1000]);
  });

  it('that arrives many at once gets every one a number of its own', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `evt_${String(index)}`);
    const statuses = await Promise.all(ids.map(async (id) => (await bench.deliver({ id })).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
    const stored = await bench
      .eventLog()
      .readAfter({ storeId: bench.store.storeId, afterSeq: 0, limit: 100 });
    expect(stored.map(({ seq }) => seq)).toEqual(ids.map((_, index) => index + 1));
    expect(new Set(stored.map(({ eventId }) => eventId))).toEqual(new Set(ids));
  });

  it('is answered 503 while the disk is full, so that Stripe repeats it', async () => {
    const database = bench.database();
    database.pragma(`max_page_count = ${String(database.pragma('page_count', { simple: true }))}`);
    const big = eventBody({ id: 'evt_1', type: 'x'.repeat(200) }).padEnd(120_000, ' ');
    expect((await bench.post(signed(big, bench.nowS()))).status).toBe(503);
    expect((await fetch(`${bench.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${bench.url}/healthz`)).status).toBe(200);
    database.pragma('max_page_count = 1000000');
    expect((await bench.post(signed(big, bench.nowS()))).status).toBe(200);
    expect((await fetch(`${bench.url}/readyz`)).status).toBe(200);
  });

  it('is answered 503 and stops the relay when the disk can’t be trusted', async () => {
    expect((await bench.deliver({ id: 'evt_1' })).status).toBe(200);
    bench.database().exec('ALTER TABLE events_1 RENAME COLUMN signature TO gone');
    expect((await bench.deliver({ id: 'evt_2' })).status).toBe(503);
    expect(bench.fatal).toHaveLength(1);
    expect(rows().head).toBe(1);
  });

  it('writes neither body nor signature nor secret into the log lines', async () => {
    await bench.deliver({ id: 'evt_1' });
    await bench.post(signed(BODY, bench.nowS(), { secret: OTHER_SECRET }));
    const logged = bench.logged();
    expect(logged).toContain('ingress.stored');
    expect(logged).toContain('ingress.refused');
    for (const secret of ['Café', 'v1=', 'whsec_', 'frt_']) expect(logged).not.toContain(secret);
  });
});

describe('the webhook door', () => {
  it('takes POST on its exact paths and nothing else', async () => {
    for (const [method, path] of [
      ['GET', RELAY_PATHS.webhooks],
      ['PUT', RELAY_PATHS.webhooks],
      ['POST', `${RELAY_PATHS.webhooks}/a/b`],
      ['POST', '/api/webhooks'],
    ] as const) {
      expect((await fetch(`${bench.url}${path}`, { method })).status).toBe(404);
    }
  });

  it.each(['HTTP/0.9', 'HTTP/2.0'])(
    'takes nothing in %s, which nobody speaks in these bytes',
    async (version) => {
      const { headers } = signed(BODY, bench.nowS());
      const answer = await raw(
        `POST ${RELAY_PATHS.webhooks} ${version}\r\nhost: relay\r\nconnection: close\r\nstripe-signature: ${headers?.['stripe-signature'] ?? ''}\r\ncontent-length: ${String(Buffer.byteLength(BODY))}\r\n\r\n${BODY}`,
      );
      expect(answer).toMatch(/^HTTP\/1.1 400 /);
      expect(rows()).toEqual({ events: 0, quarantine: 0, head: 0 });
    },
  );

  it.each(['%zz', '%', 'a'.repeat(101)])('does not repeat a path that it can’t read: %s', async (end) => {
    const response = await fetch(`${bench.url}${RELAY_PATHS.webhooks}/${end}`, { method: 'POST' });
    expect([response.status, await response.json()]).toEqual([400, { error: { code: 'malformed' } }]);
  });

  it('hears a rolled secret and forgets the old one after a day', async () => {
    const { storeId } = bench.store;
    await bench.data.stores.setSigningSecrets({ storeId, secrets: [OTHER_SECRET], others: 'keep-a-day' });
    expect((await bench.post(signed(eventBody({ id: 'evt_1' }), bench.nowS()))).status).toBe(200);
    expect(
      (await bench.post(signed(eventBody({ id: 'evt_2' }), bench.nowS(), { secret: OTHER_SECRET }))).status,
    ).toBe(200);
    bench.moveClock(24 * 3_600_000 + 1000);
    expect((await bench.post(signed(eventBody({ id: 'evt_3' }), bench.nowS()))).status).toBe(400);
    expect(
      (await bench.post(signed(eventBody({ id: 'evt_4' }), bench.nowS(), { secret: OTHER_SECRET }))).status,
    ).toBe(200);
  });

  it('drops a leaked secret at once', async () => {
    await bench.data.stores.setSigningSecrets({
      storeId: bench.store.storeId,
      secrets: [OTHER_SECRET],
      others: 'drop',
    });
    expect((await bench.post(signed(BODY, bench.nowS()))).status).toBe(400);
  });

  it('refuses a body whose length it was lied to about, before reading it', async () => {
    const answer = await raw(
      `POST ${RELAY_PATHS.webhooks} HTTP/1.1\r\nhost: relay\r\ncontent-type: application/json\r\ncontent-length: 99999999\r\n\r\n{`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  it('closes a line on which the headers never end', async () => {
    expect(await raw('POST /api/webhooks/stripe HTTP/1.1\r\nhost: relay\r\nx-slow: ')).toMatch(
      /^HTTP\/1.1 408 /,
    );
  }, 30_000);

  it('keeps nothing of a request that breaks off in its body', async () => {
    const { headers } = signed(BODY, bench.nowS());
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(bench.url).port) });
    await once(socket, 'connect');
    socket.write(
      `POST ${RELAY_PATHS.webhooks} HTTP/1.1\r\nhost: relay\r\nstripe-signature: ${headers?.['stripe-signature'] ?? ''}\r\ncontent-type: application/json\r\ncontent-length: ${String(Buffer.byteLength(BODY))}\r\n\r\n${BODY.slice(0, 40)}`,
    );
    socket.destroy();
    await once(socket, 'close');
    expect((await bench.deliver({ id: 'evt_2' })).status).toBe(200);
    expect(rows()).toEqual({ events: 1, quarantine: 0, head: 1 });
  });
});

function signed(body: string | Uint8Array, atS: number, { secret = SECRET } = {}): PostOptions {
  return { body, headers: { 'stripe-signature': signatureHeader({ secret, atS, body }) } };
}

function rows(): { events: number; quarantine: number; head: number } {
  const one = (sql: string): number => Number(bench.database().prepare(sql).pluck().get());
  return {
    events: countEvents(bench.database()),
    quarantine: one('SELECT count(*) FROM quarantine'),
    head: one('SELECT max(head_seq) FROM stores'),
  };
}

async function metric(name: string): Promise<string | undefined> {
  const text = await (await fetch(`${bench.url}/metrics`)).text();
  return new RegExp(`^${name}(?:{[^}]*})? (.*)$`, 'm').exec(text)?.[1];
}

/** Sends exactly this and returns everything that comes back until the relay closes the line. */
async function raw(text: string): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(bench.url).port) });
  let answer = '';
  socket.on('data', (data) => {
    answer += data.toString('latin1');
  });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(text);
  await once(socket, 'close');
  return answer;
}

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { tillMessageSchema, type TillMessage } from '../../../shared/contract/relay/index.ts';
import { eventually, ROOT } from '../../../tests/support/process.ts';
import type { Db } from '../db/index.ts';
import type { Log } from '../ports.ts';
import { systemClock, systemRandom, systemTimers } from '../system/index.ts';
import { createRelayClient, openWebSocket, readCursor, type RelayClient } from './index.ts';
import { openNewDatabase } from '../../../tests/support/new-database.ts';

/** The till's end of the stream, against a real websocket server that says what a relay says, and what it should not. */
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const WELCOME = {
  type: 'welcome',
  protocol: 1,
  storeId: 's',
  terminalId: 't',
  mode: 'test',
  epoch: 'e1',
  headSeq: 0,
  afterSeq: 0,
  heartbeatMs: 60_000,
  serverTimeMs: 0,
  window: 10,
};

let directory: string;
let db: Db;
let server: WebSocketServer;
let sockets: WebSocket[];
let heard: TillMessage[];
let onAck: () => void;
let refuseWith: number | null;
let client: RelayClient;
let gaps: number;
let arrivals: number;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'flexotium-client-'));
  db = openNewDatabase(join(directory, 'till.db'));
  sockets = [];
  heard = [];
  gaps = 0;
  arrivals = 0;
  refuseWith = null;
  onAck = () => undefined;
  server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    verifyClient: (_info, decide) => {
      if (refuseWith === null) decide(true);
      else decide(false, refuseWith);
    },
  });
  server.on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data) => {
      const message = tillMessageSchema.parse(JSON.parse(String(data as Buffer)));
      heard.push(message);
      if (message.type === 'ack') onAck();
    });
  });
  await new Promise((resolve) => {
    server.once('listening', resolve);
  });
  client = start(createRelayClient);
});

afterEach(async () => {
  client.stop();
  for (const socket of sockets) socket.terminate();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  db.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('an event', () => {
  it('is on the disk, with its cursor, before it is acknowledged', async () => {
    expect(await committedAtAck(client)).toBe(true);
    expect(heard.at(-1)).toEqual({ type: 'ack', seq: 1 });
    expect(arrivals).toBe(1);
  });

  it.for([
    [
      'acknowledged before it is kept',
      "          keep(message, access.signingSecret);\n          say({ type: 'ack', seq: message.seq });",
      "          say({ type: 'ack', seq: message.seq });\n          setTimeout(() => keep(message, access.signingSecret), 50);",
    ],
    [
      'kept without its cursor',
      '      saveCursor(ports.db, message.cursor, ports.clock.nowMs());\n    });\n    if (genuine)',
      '    });\n    if (genuine)',
    ],
  ] as const)('%s is caught by the same look', async ([, find, put]) => {
    client.stop();
    const planted = await plantedClient(find, put);
    client = start(planted);
    expect(await committedAtAck(client)).toBe(false);
    // A late write of the planted client still finds its database.
    await systemTimers.sleep(100);
  });

  it('that the disk does not take is not acknowledged, and comes again', async () => {
    const socket = await live();
    db.run(`CREATE TRIGGER disk_full BEFORE INSERT ON stripe_events BEGIN SELECT RAISE (ABORT, 'full'); END`);
    say(socket, event(1, 0));
    await eventually('the till comes back', () => (sockets.length === 2 ? true : null));
    expect(heard.filter(({ type }) => type === 'ack')).toEqual([]);
    db.run('DROP TRIGGER disk_full');
    await eventually('it says hello', () =>
      heard.filter(({ type }) => type === 'hello').length === 2 ? true : null,
    );
    sockets.at(-1)?.send(JSON.stringify(WELCOME));
    sockets.at(-1)?.send(JSON.stringify(event(1, 0)));
    await untilAcked(1);
  });

  it('that comes twice is one row, acknowledged twice', async () => {
    const socket = await live();
    say(socket, event(1, 0));
    await untilAcked(1);
    say(socket, { ...event(2, 1), eventId: 'evt_1' });
    await untilAcked(2);
    expect(db.all('SELECT seen_count FROM stripe_events')).toEqual([{ seen_count: 2 }]);
  });

  it('after a hole is not acknowledged: the till comes back and continues from its cursor', async () => {
    const socket = await live();
    say(socket, event(1, 0));
    await untilAcked(1);
    say(socket, event(3, 2));
    await eventually('the till comes back', () => (sockets.length === 2 ? true : null));
    await eventually('it says hello again', () =>
      heard.filter(({ type }) => type === 'hello').length === 2 ? true : null,
    );
    expect(heard.at(-1)).toMatchObject({ type: 'hello', cursor: 'c1' });
    expect(heard.filter(({ type }) => type === 'ack')).toEqual([{ type: 'ack', seq: 1 }]);
  });
});

describe('the link', () => {
  it('starts over where the relay can’t continue, and has everything compared with Stripe', async () => {
    const socket = await live();
    say(socket, { type: 'reset', reason: 'new-epoch', cursor: 'fresh' });
    await eventually('the gap is noticed', () => (gaps === 1 ? true : null));
    expect(readCursor(db)).toBe('fresh');
  });

  it('answers a ping, and is live only after the welcome', async () => {
    await client.restart();
    await eventually('hello', () => (heard.length > 0 ? true : null));
    expect(client.link().state).toBe('connecting');
    const socket = await live();
    say(socket, { type: 'ping' });
    await eventually('pong', () => (heard.some(({ type }) => type === 'pong') ? true : null));
  });

  it.for([
    ['no JSON', 'not json'],
    ['an unknown shape of a known message', JSON.stringify({ type: 'event', seq: 'one' })],
  ] as const)('is given up over %s, and taken up again', async ([, text]) => {
    const socket = await live();
    socket.send(text);
    await eventually('the till comes back', () => (sockets.length >= 2 ? true : null));
  });

  it('passes over a message from a later version', async () => {
    const socket = await live();
    say(socket, { type: 'confetti' });
    say(socket, event(1, 0));
    await untilAcked(1);
    expect(sockets).toHaveLength(1);
  });

  it.for([401, 403])('stays shut when the relay answers %i: a person has to pair again', async (status) => {
    refuseWith = status;
    await client.restart();
    await eventually('refused', () => (client.link().state === 'refused' ? true : null));
    await systemTimers.sleep(800);
    expect(client.link().state).toBe('refused');
  });

  it('is away two beats after a relay that fell silent, and tried again', async () => {
    await live({ ...WELCOME, heartbeatMs: 100 });
    await eventually('away', () => (client.link().state === 'away' ? true : null));
    await eventually('the till comes back', () => (sockets.length === 2 ? true : null));
  });

  it('comes back by itself when the relay is away', async () => {
    refuseWith = 503;
    await client.restart();
    await eventually('away', () => (client.link().state === 'away' ? true : null));
    refuseWith = null;
    await eventually('it knocks again', () => (heard.some(({ type }) => type === 'hello') ? true : null));
  });
});

function start(create: typeof createRelayClient): RelayClient {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return create({
    db,
    clock: systemClock,
    timers: systemTimers,
    random: systemRandom,
    log: SILENT,
    openSocket: openWebSocket,
    access: () =>
      Promise.resolve({ url: `http://127.0.0.1:${String(port)}`, token: 'a-token', signingSecret: null }),
    changed: () => undefined,
    arrived: () => {
      arrivals += 1;
    },
    gap: () => {
      gaps += 1;
    },
  });
}

async function live(welcome: object = WELCOME): Promise<WebSocket> {
  if (sockets.length === 0) await client.restart();
  const socket = await eventually('the till says hello', () =>
    heard.length > 0 ? (sockets.at(-1) ?? null) : null,
  );
  say(socket, welcome);
  await eventually('live', () => (client.link().state === 'live' ? true : null));
  return socket;
}

/** Looks at the file through a connection of its own in the very moment in which the acknowledgement arrives. */
async function committedAtAck(under: RelayClient): Promise<boolean> {
  let committed: boolean | null = null;
  onAck = () => {
    const other = new SqliteDatabase(join(directory, 'till.db'), { readonly: true });
    const events = other.prepare<[], { count: number }>('SELECT COUNT(*) AS count FROM stripe_events').get();
    const cursor = other.prepare<[], { cursor: string }>('SELECT cursor FROM relay_cursor').get();
    other.close();
    committed = events?.count === 1 && cursor?.cursor === 'c1';
  };
  await under.restart();
  const socket = await eventually('hello', () => (heard.length > 0 ? (sockets.at(-1) ?? null) : null));
  say(socket, WELCOME);
  say(socket, event(1, 0));
  return eventually('the acknowledgement', () => committed);
}

function untilAcked(seq: number): Promise<true> {
  return eventually(`event ${String(seq)} is acknowledged`, () =>
    heard.some((message) => message.type === 'ack' && message.seq === seq) ? true : null,
  );
}

function event(seq: number, prevSeq: number): object {
  const body = JSON.stringify({ data: { object: { id: 'pi_1' } } });
  return {
    type: 'event',
    seq,
    prevSeq,
    cursor: `c${String(seq)}`,
    eventId: `evt_${String(seq)}`,
    eventType: 'payment_intent.succeeded',
    receivedAtMs: 0,
    signature: null,
    body,
  };
}

function say(socket: WebSocket, message: object): void {
  socket.send(JSON.stringify(message));
}

/** The client with one mistake in it, as a copy of its source beside the real rest. */
async function plantedClient(find: string, put: string): Promise<typeof createRelayClient> {
  const copy = join(directory, 'copy');
  mkdirSync(join(copy, 'electron'), { recursive: true });
  cpSync(join(ROOT, 'electron', 'services'), join(copy, 'electron', 'services'), { recursive: true });
  for (const around of ['shared', 'node_modules'])
    symlinkSync(join(ROOT, around), join(copy, around), 'junction');
  for (const file of ['package.json', 'tsconfig.base.json']) cpSync(join(ROOT, file), join(copy, file));
  const file = join(copy, 'electron', 'services', 'relay-client', 'client.ts');
  const parts = readFileSync(file, 'utf8').split(find);
  if (parts.length !== 2) throw new Error(`This is not there exactly once: ${find}`);
  writeFileSync(file, parts.join(put));
  const module: unknown = await import(/* @vite-ignore */ pathToFileURL(file).href);
  return (module as { createRelayClient: typeof createRelayClient }).createRelayClient; // A copy of our own file.
}

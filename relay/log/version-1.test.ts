import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { openRelayDatabase, takeServingLock, type RelayDatabase } from '../database/index.ts';
import { createSealer } from '../sealing.ts';
import { findStart, writeCursor } from '../sessions/cursor.ts';
import { openSqliteEventLog, type EventLog, type NewEvent } from './index.ts';

/* A file of the first version, as it was made then: one table of events, the same heads and epoch. */

const VERSION_1 = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE stores (
  store_id TEXT PRIMARY KEY, name TEXT NOT NULL, mode TEXT NOT NULL CHECK (mode IN ('test', 'live')),
  data_key BLOB NOT NULL, created_at_ms INTEGER NOT NULL,
  head_seq INTEGER NOT NULL DEFAULT 0 CHECK (head_seq >= 0), head_event_id TEXT NOT NULL DEFAULT '',
  last_received_at_ms INTEGER
) STRICT;
CREATE TABLE events (
  store_id TEXT NOT NULL REFERENCES stores (store_id), seq INTEGER NOT NULL CHECK (seq > 0),
  event_id TEXT NOT NULL, event_type TEXT NOT NULL, created_at_s INTEGER, received_at_ms INTEGER NOT NULL,
  fingerprint TEXT NOT NULL, signature TEXT, sealed_body BLOB NOT NULL, PRIMARY KEY (store_id, seq)
) STRICT;
CREATE UNIQUE INDEX events_once ON events (store_id, event_id);
CREATE TABLE quarantine (
  store_id TEXT NOT NULL REFERENCES stores (store_id), event_id TEXT NOT NULL, fingerprint TEXT NOT NULL,
  event_type TEXT NOT NULL, received_at_ms INTEGER NOT NULL, signature TEXT, sealed_body BLOB NOT NULL,
  PRIMARY KEY (store_id, event_id, fingerprint)
) STRICT;
CREATE TABLE terminals (
  terminal_id TEXT PRIMARY KEY, store_id TEXT NOT NULL REFERENCES stores (store_id), name TEXT NOT NULL,
  token_hash BLOB NOT NULL, paired_at_ms INTEGER NOT NULL, revoked_at_ms INTEGER
) STRICT;
CREATE TABLE pairing_codes (
  code_fingerprint TEXT PRIMARY KEY, store_id TEXT NOT NULL REFERENCES stores (store_id),
  expires_at_ms INTEGER NOT NULL, used_at_ms INTEGER
) STRICT;
CREATE TABLE signing_secrets (
  store_id TEXT NOT NULL REFERENCES stores (store_id), fingerprint TEXT NOT NULL, sealed BLOB NOT NULL,
  added_at_ms INTEGER NOT NULL, expires_at_ms INTEGER, PRIMARY KEY (store_id, fingerprint)
) STRICT;
PRAGMA user_version = 1;
`;
const DAY_MS = 24 * 60 * 60 * 1000;
const KEPT = 40;

const random = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
const sealer = createSealer(new Uint8Array(32).fill(7), random);
const timers = { soon: (call: () => void) => void setImmediate(call) };
let directory = '';
const open: RelayDatabase[] = [];

afterEach(() => {
  for (const database of open.splice(0)) database.close();
  rmSync(directory, { recursive: true, force: true });
});

it('a log of the first version keeps every cursor, number, id and the epoch', async () => {
  directory = makeVersion1();
  const { eventLog } = openLog();
  expect(eventLog.epoch).toBe('epoch-1');
  for (const storeId of ['a', 'b']) {
    for (let seq = 0; seq <= KEPT; seq += 1) {
      const cursor = writeCursor({ epoch: 'epoch-1', seq, eventId: seq === 0 ? '' : `evt_${String(seq)}` });
      expect(await findStart(eventLog, storeId, cursor)).toEqual({ afterSeq: seq, reset: null });
      const [next] = await eventLog.readAfter({ storeId, afterSeq: seq, limit: 1 });
      expect(next?.body ?? null).toBe(
        seq === KEPT ? null : `{"id":"evt_${String(seq + 1)}","store":"${storeId}"}`,
      );
    }
    expect(await eventLog.append(event(storeId, 7, 90))).toEqual({ kind: 'duplicate', seq: 7 });
    expect(await eventLog.append(event(storeId, KEPT + 1, 90))).toEqual({ kind: 'stored', seq: KEPT + 1 });
    expect(await eventLog.extent(storeId)).toMatchObject({ headSeq: KEPT + 1, oldestSeq: 1, quarantined: 0 });
  }
  // What was kept then goes as one segment, once all of it is old; a cursor in it is then known to be trimmed.
  expect(await eventLog.trim(80 * DAY_MS)).toBe(2 * KEPT);
  const late = writeCursor({ epoch: 'epoch-1', seq: 3, eventId: 'evt_3' });
  expect(await findStart(eventLog, 'a', late)).toEqual({ afterSeq: KEPT, reset: 'trimmed' });
});

it('an empty log of the first version takes its first event', async () => {
  directory = makeVersion1(0);
  const { eventLog } = openLog();
  expect(await eventLog.append(event('a', 1, 3))).toEqual({ kind: 'stored', seq: 1 });
  expect(await eventLog.readAfter({ storeId: 'a', afterSeq: 0, limit: 9 })).toHaveLength(1);
});

it('a log of the first version is not touched by a relay with another key', () => {
  directory = makeVersion1();
  expect(() => openRelayDatabase({ directory, keyCheck: 'another', random })).toThrow('another master key');
  const file = new Database(join(directory, 'relay.sqlite'));
  expect(file.pragma('user_version', { simple: true })).toBe(1);
  file.close();
});

it('a log of the first version is not touched while the relay that made it serves it', async () => {
  directory = makeVersion1();
  const old = new Database(join(directory, 'relay.sqlite'));
  open.push(old);
  const release = takeServingLock(directory);
  expect(openLog).toThrow('Another relay is serving');
  expect(old.prepare('SELECT count(*) FROM events').pluck().get()).toBe(2 * KEPT);
  release();
  expect(await openLog().eventLog.extent('a')).toMatchObject({ headSeq: KEPT, oldestSeq: 1 });
});

it('a log of the first version is whole wherever taking it over was cut off', async () => {
  directory = makeVersion1();
  const file = join(directory, 'relay.sqlite');
  const before = new Database(file);
  // Something else is in the way of the last step: all that came before it is taken back.
  before.exec('CREATE TABLE segment_floors (in_the_way TEXT)');
  before.close();
  expect(openLog).toThrow('segment_floors');
  const after = new Database(file);
  expect(after.pragma('user_version', { simple: true })).toBe(1);
  expect(after.prepare('SELECT count(*) FROM events').pluck().get()).toBe(2 * KEPT);
  after.exec('DROP TABLE segment_floors');
  after.close();
  expect(await openLog().eventLog.append(event('a', 7, 90))).toEqual({ kind: 'duplicate', seq: 7 });
});

function openLog(): { readonly eventLog: EventLog } {
  const database = openRelayDatabase({ directory, keyCheck: sealer.keyCheck(), random });
  open.push(database);
  return { eventLog: openSqliteEventLog({ database, sealer, timers }) };
}

function event(storeId: string, number: number, day: number): NewEvent {
  const eventId = `evt_${String(number)}`;
  const body = `{"id":"${eventId}","store":"${storeId}"}`;
  const of = { eventType: 'x', createdAtS: null, fingerprint: 'same', signature: null };
  return { ...of, storeId, eventId, receivedAtMs: day * DAY_MS, body };
}

function makeVersion1(count = KEPT): string {
  const made = mkdtempSync(join(tmpdir(), 'relay-version-1-'));
  mkdirSync(made, { recursive: true });
  const file = new Database(join(made, 'relay.sqlite'));
  file.pragma('page_size = 16384');
  file.pragma('journal_mode = WAL');
  file.exec(VERSION_1);
  const put = file.prepare('INSERT INTO meta (name, value) VALUES (?, ?)');
  put.run('key-check', sealer.keyCheck());
  put.run('epoch', 'epoch-1');
  const addStore = file.prepare('INSERT INTO stores VALUES (?, ?, ?, ?, 0, ?, ?, 1)');
  const add = file.prepare('INSERT INTO events VALUES (?, ?, ?, ?, NULL, ?, ?, NULL, ?)');
  for (const storeId of ['a', 'b']) {
    const dataKey = sealer.newDataKey(storeId);
    addStore.run(storeId, 'Shop', 'test', dataKey, count, count === 0 ? '' : `evt_${String(count)}`);
    for (let seq = 1; seq <= count; seq += 1) {
      const { eventId, body, receivedAtMs } = event(storeId, seq, seq);
      const sealed = sealer.seal(dataKey, { storeId, purpose: `body:${eventId}` }, body);
      add.run(storeId, seq, eventId, 'x', receivedAtMs, 'same', sealed);
    }
  }
  file.close();
  return made;
}

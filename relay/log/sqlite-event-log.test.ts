import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { openRelayDatabase, takeServingLock } from '../database/index.ts';
import { createSealer } from '../sealing.ts';
import { openSqliteHarness, type SqliteHarness } from '../testing/sqlite-harness.ts';
import { eventLogConformance, openSqliteEventLog, type NewEvent } from './index.ts';

const modules = { openRelayDatabase, openSqliteEventLog, createSealer };

describe('the SQLite log', () => {
  it.each(eventLogConformance(() => Promise.resolve(openSqliteHarness(modules))))('$name', ({ run }) =>
    run(),
  );
});

describe('the SQLite log as files', () => {
  const open: SqliteHarness[] = [];
  const harness = (largestSegment = 1000): SqliteHarness => {
    const one = openSqliteHarness(modules, largestSegment);
    open.push(one);
    return one;
  };
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });

  it('holds no body in plain text', async () => {
    const { directory, eventLog, newStore } = harness();
    await eventLog.append(event(await newStore(), 'evt_1', { body: '{"email":"canary@example.com"}' }));
    for (const name of readdirSync(directory)) {
      expect(readFileSync(join(directory, name)).includes('canary@example.com')).toBe(false);
    }
  });

  it('opens no body that was moved into another row', async () => {
    const { database, eventLog, newStore } = harness();
    const storeId = await newStore();
    await eventLog.append(event(storeId, 'evt_1'));
    await eventLog.append(event(storeId, 'evt_2'));
    database.exec(
      'UPDATE events_1 SET sealed_body = (SELECT sealed_body FROM events_1 WHERE seq = 1) WHERE seq = 2',
    );
    await expect(eventLog.readAfter({ storeId, afterSeq: 1, limit: 1 })).rejects.toThrow();
  });

  it('refuses events while the disk is full, loses nothing, and takes them again afterwards', async () => {
    const { database, eventLog, newStore } = harness();
    const storeId = await newStore();
    await eventLog.append(event(storeId, 'evt_1'));
    const pages = Number(database.pragma('page_count', { simple: true }));
    database.pragma(`max_page_count = ${String(pages)}`);
    const large = 'x'.repeat(60_000);
    const refused = await Promise.all(
      ['evt_2', 'evt_3'].map((id) => eventLog.append(event(storeId, id, { body: large }))),
    );
    expect(refused).toEqual([
      { kind: 'refused', why: 'full' },
      { kind: 'refused', why: 'full' },
    ]);
    expect(await eventLog.check()).toBe('full');
    expect(await eventLog.extent(storeId)).toMatchObject({ headSeq: 1 });

    database.pragma('max_page_count = 1000000');
    expect(await eventLog.append(event(storeId, 'evt_2', { body: large }))).toEqual({
      kind: 'stored',
      seq: 2,
    });
    expect(await eventLog.check()).toBe('ok');
  });

  it('goes on as before when a commit that had begun a segment was taken back', async () => {
    const { database, eventLog, newStore, afterCrash } = harness(3);
    const storeId = await newStore();
    for (const id of ['evt_1', 'evt_2']) await eventLog.append(event(storeId, id));
    const pages = Number(database.pragma('page_count', { simple: true }));
    database.pragma(`max_page_count = ${String(pages + 3)}`);
    const large = ['evt_3', 'evt_4', 'evt_5'].map((id) => event(storeId, id, { body: 'x'.repeat(60_000) }));
    const refused = { kind: 'refused', why: 'full' };
    for (let turn = 0; turn < 3; turn += 1) {
      const outcomes = await Promise.all(large.map((one) => eventLog.append(one)));
      expect(outcomes).toEqual([refused, refused, refused]);
    }
    expect(await eventLog.readAfter({ storeId, afterSeq: 0, limit: 9 })).toHaveLength(2);
    database.pragma('max_page_count = 1000000');
    const taken = await Promise.all([...large, event(storeId, 'evt_6')].map((one) => eventLog.append(one)));
    expect(taken).toEqual([3, 4, 5, 6].map((seq) => ({ kind: 'stored', seq })));
    for (const log of [eventLog, await afterCrash()]) {
      const read = await log.readAfter({ storeId, afterSeq: 0, limit: 9 });
      expect(read.map(({ seq, eventId }) => `${String(seq)} ${eventId}`)).toEqual(
        [1, 2, 3, 4, 5, 6].map((seq) => `${String(seq)} evt_${String(seq)}`),
      );
      expect(await log.append(event(storeId, 'evt_4'))).toEqual({ kind: 'duplicate', seq: 4 });
    }
  });

  it('keeps years of quiet days in little memory, and knows their ids again', async () => {
    const { eventLog, newStore, afterCrash } = harness(100_000);
    const storeId = await newStore();
    const days = Array.from({ length: 400 }, (_, day) =>
      event(storeId, `evt_${String(day)}`, { receivedAtMs: day * 86_400_000 }),
    );
    const before = bytesInUse();
    await Promise.all(days.map((one) => eventLog.append(one)));
    const again = await afterCrash();
    // One filter with room for a segment has 200 kB; four hundred of them in two logs would have 160 MB.
    expect(bytesInUse() - before).toBeLessThan(40_000_000);
    for (const log of [eventLog, again]) {
      expect(await log.append(event(storeId, 'evt_7', { receivedAtMs: 401 * 86_400_000 }))).toEqual({
        kind: 'duplicate',
        seq: 8,
      });
    }
  });

  it('takes what arrives while old days are dropped, and writes no more on a disk that failed', async () => {
    const { database, eventLog, newStore } = harness();
    const storeId = await newStore();
    for (const day of [0, 1, 2, 3]) {
      await eventLog.append(event(storeId, `evt_${String(day)}`, { receivedAtMs: day * 86_400_000 }));
    }
    const order: string[] = [];
    const trimmed = eventLog.trim(3 * 86_400_000).then((count) => order.push(`trimmed ${String(count)}`));
    const late = event(storeId, 'evt_4', { receivedAtMs: 3 * 86_400_000 });
    const stored = eventLog.append(late).then(({ kind }) => order.push(kind));
    await Promise.all([trimmed, stored]);
    expect(order).toEqual(['stored', 'trimmed 3']);
    expect(await eventLog.extent(storeId)).toMatchObject({ headSeq: 5, oldestSeq: 4 });

    database.exec('ALTER TABLE segment_floors RENAME COLUMN segment TO gone');
    await expect(eventLog.trim(9 * 86_400_000)).rejects.toThrow();
    expect(await eventLog.check()).toBe('failed');
    await expect(eventLog.append(event(storeId, 'evt_5'))).rejects.toThrow('not trusted');
    await expect(eventLog.trim(0)).rejects.toThrow('not trusted');
  });

  it('trusts its disk no more after a write has failed in an unknown way', async () => {
    const { database, eventLog, newStore } = harness();
    const storeId = await newStore();
    await eventLog.append(event(storeId, 'evt_0'));
    database.exec('ALTER TABLE events_1 RENAME COLUMN signature TO gone');
    await expect(eventLog.append(event(storeId, 'evt_1'))).rejects.toThrow();
    database.exec('ALTER TABLE events_1 RENAME COLUMN gone TO signature');
    await expect(eventLog.append(event(storeId, 'evt_2'))).rejects.toThrow('not trusted');
    expect(await eventLog.check()).toBe('failed');
  });

  it('loses no answered event and keeps no half transaction wherever its log of writes is cut', async () => {
    const { directory, eventLog, newStore } = harness();
    const storeId = await newStore();
    const lengths: number[] = [];
    const walFile = join(directory, 'relay.sqlite-wal');
    for (let number = 1; number <= 12; number += 1) {
      await eventLog.append(event(storeId, `evt_${String(number)}`, { body: 'y'.repeat(3000) }));
      lengths.push(readFileSync(walFile).length);
    }
    const wal = readFileSync(walFile);
    const main = readFileSync(join(directory, 'relay.sqlite'));
    const start = lengths[0] ?? 0;
    for (let cut = start; cut <= wal.length; cut += 4999) {
      const database = openCut(main, wal.subarray(0, cut));
      const seqs = database.prepare('SELECT seq FROM events_1 ORDER BY seq').pluck().all();
      const head = database.prepare('SELECT head_seq FROM stores').pluck().get();
      const committed = lengths.filter((length) => length <= cut).length;
      expect(seqs).toEqual(Array.from({ length: committed }, (_, index) => index + 1));
      expect(head).toBe(committed);
      database.close();
    }
  });

  it('is refused with another master key', () => {
    const { directory } = harness();
    const options = {
      directory,
      keyCheck: 'another',
      random: { bytes: (count: number) => new Uint8Array(count) },
    };
    expect(() => openRelayDatabase(options)).toThrow('another master key');
  });

  it('is refused when a newer relay made it', () => {
    const { database, directory } = harness();
    database.pragma('user_version = 99');
    const options = { directory, keyCheck: '', random: { bytes: (count: number) => new Uint8Array(count) } };
    expect(() => openRelayDatabase(options)).toThrow('version 99');
  });

  it.each([
    ['index of ids', 'DROP INDEX events_1_once'],
    ['table', 'DROP TABLE events_1'],
  ])('is refused when a segment has lost its %s', async (_name, damage) => {
    const { database, directory, eventLog, newStore } = harness();
    await eventLog.append(event(await newStore(), 'evt_1'));
    const random = { bytes: (count: number) => new Uint8Array(count) };
    const keyCheck = createSealer(new Uint8Array(32).fill(7), random).keyCheck();
    openRelayDatabase({ directory, keyCheck, random }).close();
    database.exec(damage);
    expect(() => openRelayDatabase({ directory, keyCheck, random })).toThrow('Segment 1 of the event log');
  });

  it('is served by one relay at a time', () => {
    const { directory } = harness();
    const release = takeServingLock(directory);
    expect(() => takeServingLock(directory)).toThrow('Another relay');
    release();
    takeServingLock(directory)();
  });
});

let cuts = 0;

function openCut(main: Uint8Array, wal: Uint8Array): Database.Database {
  cuts += 1;
  const directory = mkdtempSync(join(tmpdir(), `relay-cut-${String(cuts)}-`));
  writeFileSync(join(directory, 'relay.sqlite'), main);
  writeFileSync(join(directory, 'relay.sqlite-wal'), wal);
  const database = new Database(join(directory, 'relay.sqlite'));
  database.pragma('journal_mode');
  rmSync(directory, { recursive: true, force: true });
  return database;
}

function event(storeId: string, eventId: string, over: Partial<NewEvent> = {}): NewEvent {
  return {
    storeId,
    eventId,
    eventType: 'payment_intent.succeeded',
    createdAtS: 1,
    receivedAtMs: 1,
    fingerprint: 'same',
    signature: null,
    body: '{}',
    ...over,
  };
}

/** Of buffers that somebody still holds: what other tests left for the collector is not counted. */
function bytesInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().arrayBuffers;
}

import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const harness = (): SqliteHarness => {
    const one = openSqliteHarness(modules, 1000);
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

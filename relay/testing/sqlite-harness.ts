import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RelayDatabase } from '../database/index.ts';
import type { EventLog, EventLogHarness } from '../log/index.ts';
import type { Random } from '../ports.ts';
import type { Sealer } from '../sealing.ts';

/** The modules of the SQLite log: the shipped ones, or a copy with a planted bug. */
export type LogModules = {
  readonly openRelayDatabase: (options: {
    directory: string;
    keyCheck: string;
    random: Random;
  }) => RelayDatabase;
  readonly openSqliteEventLog: (parts: {
    database: RelayDatabase;
    sealer: Sealer;
    timers: { soon: (call: () => void) => void };
    largestSegment?: number;
  }) => EventLog;
  readonly createSealer: (masterKey: Uint8Array, random: Random) => Sealer;
};

export type SqliteHarness = EventLogHarness & {
  readonly database: RelayDatabase;
  readonly directory: string;
};

/** A log over files of its own, with segments so small that every test crosses some; a crash is a copy of the files as they are, without a goodbye. */
export function openSqliteHarness(modules: LogModules, largestSegment = 3): SqliteHarness {
  const root = mkdtempSync(join(tmpdir(), 'relay-log-'));
  const random: Random = { bytes: (count) => randomBytes(count) };
  const sealer = modules.createSealer(new Uint8Array(32).fill(7), random);
  const opened: RelayDatabase[] = [];
  const open = (directory: string): { database: RelayDatabase; eventLog: EventLog } => {
    const database = modules.openRelayDatabase({ directory, keyCheck: sealer.keyCheck(), random });
    opened.push(database);
    const timers = { soon: (call: () => void) => void setImmediate(call) };
    return { database, eventLog: modules.openSqliteEventLog({ database, sealer, timers, largestSegment }) };
  };
  const directory = join(root, 'log');
  const { database, eventLog } = open(directory);
  const addStore = database.prepare(
    "INSERT INTO stores (store_id, name, mode, data_key, created_at_ms) VALUES (?, 'Shop', 'test', ?, 0)",
  );
  let made = 0;
  return {
    directory,
    database,
    eventLog,
    newStore: () => {
      made += 1;
      const storeId = `store-${String(made)}`;
      addStore.run(storeId, sealer.newDataKey(storeId));
      return Promise.resolve(storeId);
    },
    afterCrash: () => {
      const copy = join(root, `crash-${String(opened.length)}`);
      // The shared memory file is rebuilt from the log of writes, as after a power cut.
      cpSync(directory, copy, { recursive: true, filter: (name) => !name.endsWith('-shm') });
      return Promise.resolve(open(copy).eventLog);
    },
    close: async () => {
      await eventLog.close();
      for (const one of opened) one.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** How many events a file holds, over all of its segments. */
export function countEvents(database: RelayDatabase): number {
  const tables = database.prepare<[], string>("SELECT 'events_' || segment FROM segments").pluck().all();
  return tables.reduce(
    (sum, table) => sum + Number(database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()),
    0,
  );
}

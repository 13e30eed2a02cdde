import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openRelayDatabase } from '../../relay/database/index.ts';
import { openSqliteEventLog, type EventLog } from '../../relay/log/index.ts';
import { createSealer } from '../../relay/sealing.ts';
import { systemPorts } from '../../relay/system.ts';
import type { Figure } from './figures.ts';

const STORES = 100;
const BATCH = 200;
const SEGMENT = 100_000;
/** Blocks that the small and the large log take in turns; together they fill one segment. */
const BLOCKS = 20;
const BLOCK = SEGMENT / BLOCKS;
const BODY_BYTES = 2_048;

/**
 * G2b: the rate of a log that holds two million events beside the rate of an empty one. Both take blocks of events in
 * turns, so that whatever else the machine does in that minute slows both.
 */
export async function relaySuite(): Promise<readonly Figure[]> {
  const events = asked('events', 2_000_000);
  const root = mkdtempSync(join(tmpdir(), 'bench-relay-'));
  try {
    const large = openLog(join(root, 'large'));
    const startMs = performance.now();
    for (let made = 0; made < events; made += SEGMENT) await fill(large.eventLog, SEGMENT);
    const filledMs = performance.now() - startMs;
    const small = openLog(join(root, 'small'));
    const rates: { readonly small: number; readonly large: number }[] = [];
    for (let block = 0; block < BLOCKS; block += 1) {
      // Neither is always the first: what one leaves to the disk's cache may cost the other.
      const first = block % 2 === 0 ? small : large;
      const one = await fill(first.eventLog, BLOCK);
      const other = await fill(first === small ? large.eventLog : small.eventLog, BLOCK);
      rates.push(first === small ? { small: one, large: other } : { small: other, large: one });
    }
    const reopened = await reopen(large);
    return [
      { what: `filling ${String(events)} events`, value: `${perSecond(events / (filledMs / 1000))}` },
      { what: 'empty: median rate', value: perSecond(median(rates.map((rate) => rate.small))) },
      {
        what: `with ${String(events)}: median rate`,
        value: perSecond(median(rates.map((rate) => rate.large))),
      },
      {
        what: 'G2b: median of the ratios, asked 0.80',
        value: median(rates.map((rate) => rate.large / rate.small)).toFixed(2),
      },
      {
        what: 'G2b: ratio of the sums',
        value: (sumMs(rates.map((rate) => rate.small)) / sumMs(rates.map((rate) => rate.large))).toFixed(2),
      },
      {
        what: 'G9: bytes on disk per byte of body, asked 1.25',
        value: (statSync(large.file).size / ((events + SEGMENT) * BODY_BYTES)).toFixed(2),
      },
      ...reopened,
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

type OpenLog = {
  readonly eventLog: EventLog;
  readonly file: string;
  readonly close: () => Promise<void>;
  readonly openMs: { readonly file: number; readonly log: number };
};

function openLog(directory: string): OpenLog {
  mkdirSync(directory, { recursive: true });
  const { random, timers } = systemPorts();
  const sealer = createSealer(new Uint8Array(32).fill(7), random);
  const startMs = performance.now();
  const database = openRelayDatabase({ directory, keyCheck: sealer.keyCheck(), random });
  const openedMs = performance.now();
  const eventLog = openSqliteEventLog({ database, sealer, timers });
  const loadedMs = performance.now();
  const add = database.prepare(
    "INSERT OR IGNORE INTO stores (store_id, name, mode, data_key, created_at_ms) VALUES (?, 'Shop', 'test', ?, 0)",
  );
  for (let store = 0; store < STORES; store += 1) add.run(nameOf(store), sealer.newDataKey(nameOf(store)));
  return {
    eventLog,
    file: join(directory, 'relay.sqlite'),
    openMs: { file: openedMs - startMs, log: loadedMs - openedMs },
    close: async () => {
      await eventLog.close();
      database.close();
    },
  };
}

async function reopen(log: OpenLog): Promise<readonly Figure[]> {
  await log.close();
  const again = openLog(dirname(log.file));
  await again.close();
  return [
    { what: 'opening it again: check of the file', value: `${again.openMs.file.toFixed(0)} ms` },
    { what: '  reading the ids', value: `${again.openMs.log.toFixed(0)} ms` },
  ];
}

const LONGEST_BODY = 'x'.repeat(1.5 * BODY_BYTES);

/** Appends `count` new events in batches, as they come from many requests at once; answers events per second. */
async function fill(eventLog: EventLog, count: number): Promise<number> {
  const startMs = performance.now();
  for (let made = 0; made < count; made += BATCH) {
    const ids = randomBytes(12 * BATCH).toString('hex');
    const outcomes = await Promise.all(
      Array.from({ length: BATCH }, (_, index) =>
        eventLog.append({
          storeId: nameOf((made + index) % STORES),
          eventId: `evt_${ids.slice(index * 24, index * 24 + 24)}`,
          eventType: 'payment_intent.succeeded',
          createdAtS: 1_700_000_000,
          receivedAtMs: 1_700_000_000_000,
          fingerprint: ids.slice(0, 64),
          signature: 't=1700000000,v1=0000000000000000000000000000000000000000000000000000000000000000',
          // From half of it to one and a half: bodies of one length may fit a page badly, or too well.
          body: LONGEST_BODY.slice(0, BODY_BYTES * (0.5 + index / (BATCH - 1))),
        }),
      ),
    );
    if (outcomes.some(({ kind }) => kind !== 'stored')) throw new Error('An event was not stored.');
  }
  return count / ((performance.now() - startMs) / 1000);
}

function nameOf(store: number): string {
  return `01900000-0000-7000-8000-${String(store).padStart(12, '0')}`;
}

function asked(name: string, otherwise: number): number {
  const prefix = `--${name}=`;
  return Number(
    process.argv.find((argument) => argument.startsWith(prefix))?.slice(prefix.length) ?? otherwise,
  );
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The time that blocks of these rates took together. */
function sumMs(rates: readonly number[]): number {
  return rates.reduce((sum, rate) => sum + 1 / rate, 0);
}

function perSecond(rate: number): string {
  return `${rate.toFixed(0)} events/s`;
}

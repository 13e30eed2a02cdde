import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { loadLog, plantCopy, type Plant, type PlantedCopy } from '../testing/planted-copy.ts';
import { openSqliteHarness } from '../testing/sqlite-harness.ts';
import { eventLogConformance } from './index.ts';

/*
 * The suite that every log has to pass is itself held to account here: a copy of the log with one bug in it has to
 * fail. A suite that passes everything would prove nothing.
 */

const LOG = 'log/sqlite-event-log.ts';

const SEEN_BY_SUITE: readonly {
  readonly bug: string;
  readonly plants: readonly Plant[];
  readonly caughtBy: string;
}[] = [
  {
    bug: 'answers before the commit',
    plants: [
      {
        file: LOG,
        find: 'this.#waiting.push({ event, resolve, reject });',
        put: `this.#waiting.push({ event, resolve: () => undefined, reject });
          const head = this.#statements.head.get(event.storeId)?.head_seq ?? 0;
          resolve({ kind: 'stored', seq: head + this.#waiting.length });`,
      },
    ],
    caughtBy: 'answers an append only once it is on the disk',
  },
  {
    bug: 'has lost its unique key',
    plants: [
      {
        file: 'database/schema.ts',
        find: 'CREATE UNIQUE INDEX ${table}_once',
        put: 'CREATE INDEX ${table}_once',
      },
    ],
    caughtBy: 'stores an id once, however often and however close together it comes',
  },
  {
    bug: 'orders by the time of making',
    plants: [
      {
        file: 'log/segment.ts',
        find: 'ORDER BY seq LIMIT +@limit',
        put: 'ORDER BY created_at_s LIMIT @limit',
      },
    ],
    caughtBy: 'hands out events in the order of storing, whatever their clocks say',
  },
  {
    bug: 'uses up a number for a duplicate',
    plants: [
      {
        file: LOG,
        find: "if (known.fingerprint === event.fingerprint) return { kind: 'duplicate', seq: known.seq };",
        put: `if (known.fingerprint === event.fingerprint) {
          statements.moveHead.run({ storeId, seq, eventId, receivedAtMs });
          return { kind: 'duplicate', seq: known.seq };
        }`,
      },
    ],
    caughtBy: 'stores an id once, however often and however close together it comes',
  },
  {
    bug: 'tells listeners before the commit',
    plants: [
      {
        file: LOG,
        find: 'outcomes = this.#commit(batch);',
        put: `for (const { event } of batch) this.#wakeUps.tell(event.storeId);
          outcomes = this.#commit(batch);`,
      },
    ],
    caughtBy: 'tells listeners of what can be read, once, and of nothing else',
  },
  {
    bug: 'forgets from the middle',
    plants: [
      {
        file: 'log/segments.ts',
        find: 'const day = Math.max(Math.floor(receivedAtMs / DAY_MS), newest?.day ?? 0);',
        put: 'const day = Math.floor(receivedAtMs / DAY_MS);',
      },
      {
        file: 'log/segments.ts',
        find: 'if (oldest === undefined || oldest.day >= day) return null;',
        put: 'if (oldest === undefined || oldest.day > day + 6) return null;',
      },
    ],
    caughtBy: 'forgets by age without a gap, and goes on numbering',
  },
  {
    bug: 'forgets a day too early',
    plants: [
      {
        file: 'log/segments.ts',
        find: 'oldest.day >= day',
        put: 'oldest.day > day',
      },
    ],
    caughtBy: 'forgets nothing that is younger than asked',
  },
  {
    bug: 'looks for an id in the newest segment only',
    plants: [
      {
        file: 'log/segments.ts',
        find: '!segment.ids.mayHold(print)',
        put: 'print !== null',
      },
    ],
    caughtBy: 'knows an id again after 40 days, for as long as its event is kept',
  },
  {
    bug: 'has a filter that forgets ids',
    plants: [
      {
        file: 'log/known-ids.ts',
        find: 'bits[place >>> 5] = (bits[place >>> 5] ?? 0) |',
        put: 'bits[place >>> 5] =',
      },
    ],
    caughtBy: 'knows an id again after 40 days, for as long as its event is kept',
  },
  {
    bug: 'begins to read in the segment after the right one',
    plants: [{ file: 'log/segments.ts', find: 'nextSeq: afterSeq + 1', put: 'nextSeq: afterSeq + 2' }],
    caughtBy: 'reads on over the end of a day, from any number',
  },
];

const NORMAL: Plant = { file: 'database/open.ts', find: 'synchronous = FULL', put: 'synchronous = NORMAL' };
const UNASSERTED: Plant = {
  file: 'database/open.ts',
  find: 'found.synchronous !== 2',
  put: 'found.synchronous !== 1',
};

describe('a log that', () => {
  const copies: PlantedCopy[] = [];
  const plant = (name: string, plants: readonly Plant[]): PlantedCopy => {
    const copy = plantCopy(name, plants);
    copies.push(copy);
    return copy;
  };
  afterEach(() => {
    for (const copy of copies.splice(0)) copy.remove();
  });

  it('is copied without a bug passes the whole suite', async () => {
    expect(await failures(plant('no bug', []))).toEqual([]);
  });

  it.each(SEEN_BY_SUITE)('$bug is caught', async ({ bug, plants, caughtBy }) => {
    expect(await failures(plant(bug, plants))).toContain(caughtBy);
  });

  it('is set to NORMAL instead of FULL does not open', async () => {
    const modules = await plant('normal', [NORMAL]).load();
    expect(() => openSqliteHarness(modules)).toThrow('would not be durable');
  });

  it.skipIf(!straceWorks())('is set to NORMAL unnoticed is caught by counting (needs strace)', () => {
    const copy = plant('normal unnoticed', [NORMAL, UNASSERTED]);
    expect(answersWithoutSync(copy.root)).toBeGreaterThan(0);
  });

  it.skipIf(!straceWorks())('ships puts every answered event on the disk first (needs strace)', () => {
    expect(answersWithoutSync(fileURLToPath(new URL('../', import.meta.url)))).toBe(0);
  });
});

async function failures(copy: PlantedCopy): Promise<readonly string[]> {
  const modules = await loadLog(copy.root);
  const failed: string[] = [];
  for (const { name, run } of eventLogConformance(() => Promise.resolve(openSqliteHarness(modules)))) {
    try {
      await run();
    } catch {
      failed.push(name);
    }
  }
  return failed;
}

const PROBE = fileURLToPath(new URL('../testing/fsync-probe.ts', import.meta.url));
const ASKED = 20;

/** How many of the probe's answers came without an fsync since the one before. */
function answersWithoutSync(root: string): number {
  const trace = join(tmpdir(), `relay-strace-${String(process.pid)}`);
  execFileSync('strace', [
    '-f',
    '-qq',
    '-e',
    'trace=fsync,fdatasync,write',
    '-e',
    'signal=none',
    '-o',
    trace,
    process.execPath,
    PROBE,
    root,
    String(ASKED),
  ]);
  const lines = readFileSync(trace, 'utf8').split('\n');
  rmSync(trace);
  let synced = false;
  let answers = 0;
  let unsynced = 0;
  for (const line of lines) {
    if (/\bf(data)?sync\(/.test(line)) synced = true;
    const answer = /write\(1, "ANSWERED (\d+)/.exec(line)?.[1];
    if (answer === undefined) continue;
    if (answer !== '0') answers += 1;
    if (answer !== '0' && !synced) unsynced += 1;
    synced = false;
  }
  // Fewer lines than answers would mean that the trace was read wrongly, not that all is well.
  expect(answers).toBe(ASKED);
  return unsynced;
}

function straceWorks(): boolean {
  return spawnSync('strace', ['-qq', '-e', 'trace=none', 'true']).status === 0;
}

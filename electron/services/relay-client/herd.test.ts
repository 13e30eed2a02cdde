import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNewDatabase } from '../../../tests/support/new-database.ts';
import { createChance } from '../../../tests/simulation/world/chance.ts';
import type { Db } from '../db/index.ts';
import { createRelayClient, type RelaySocketListener } from './index.ts';

/* Two thousand tills of one relay, under virtual time: when each of them knocks again. */
const TILLS = 2_000;

let directory: string;
let db: Db;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'flexotium-herd-'));
  db = openNewDatabase(join(directory, 'till.db'));
});
afterAll(() => {
  db.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('a herd of tills whose relay went away', () => {
  it('comes back spread over the whole pause, and the pause grows with each try', async () => {
    const waits = await waitsOf((listener) => {
      listener.ended();
    });
    const ceilings = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000];
    for (const [round, ceiling] of ceilings.entries()) {
      const ofRound = waits.map((one) => one[round] ?? Number.NaN);
      expect(Math.min(...ofRound)).toBeGreaterThan(0);
      expect(Math.max(...ofRound)).toBeLessThanOrEqual(ceiling);
      // Each tenth of the pause gets its tenth of the tills, give or take a quarter of it.
      for (const count of tenths(ofRound, ceiling))
        expect(Math.abs(count - TILLS / 10)).toBeLessThan(TILLS / 40);
    }
  });

  it('keeps away as long as the relay asked when it stopped', async () => {
    const waits = await waitsOf((listener) => {
      listener.heard(JSON.stringify({ type: 'drain', retryAfterMs: 2_000 }));
    });
    const first = waits.map(([wait]) => wait ?? Number.NaN);
    expect(Math.min(...first)).toBeGreaterThan(2_000);
    for (const count of tenths(
      first.map((wait) => wait - 2_000),
      500,
    ))
      expect(Math.abs(count - TILLS / 10)).toBeLessThan(TILLS / 40);
  });
});

/** For each till, the pauses before its first eight tries, each of which ends in the same way. */
async function waitsOf(
  fate: (listener: RelaySocketListener) => void,
): Promise<readonly (readonly number[])[]> {
  const chance = createChance(27);
  return Promise.all(Array.from({ length: TILLS }, () => waitsOfOne(fate, (count) => chance.bytes(count))));
}

async function waitsOfOne(
  fate: (listener: RelaySocketListener) => void,
  bytes: (count: number) => Uint8Array,
): Promise<readonly number[]> {
  const waits: number[] = [];
  let next: (() => void) | null = null;
  let listener: RelaySocketListener | null = null;
  const client = createRelayClient({
    db,
    clock: { nowMs: () => 0, monotonicMs: () => 0 },
    timers: {
      after: (delayMs, call) => {
        // The watch over an open line is a timer as well; a pause is the one that follows an end.
        next = () => {
          waits.push(delayMs);
          call();
        };
        return () => undefined;
      },
      sleep: () => Promise.resolve(),
    },
    random: { bytes },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    openSocket: (_request, heard) => {
      listener = heard;
      return { say: () => undefined, drop: () => undefined };
    },
    access: () => Promise.resolve({ url: 'http://127.0.0.1:1', token: 'a-token', signingSecret: null }),
    changed: () => undefined,
    arrived: () => undefined,
    gap: () => undefined,
  });
  await client.restart();
  for (let round = 0; round < 8; round += 1) {
    if (listener !== null) fate(listener);
    (next as (() => void) | null)?.(); // Assigned inside a callback, which the compiler does not follow.
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
  }
  client.stop();
  return waits;
}

function tenths(waits: readonly number[], ceiling: number): readonly number[] {
  const counts = Array<number>(10).fill(0);
  for (const wait of waits) {
    const tenth = Math.min(9, Math.floor((wait / ceiling) * 10 - 1e-9));
    counts[tenth] = (counts[tenth] ?? 0) + 1;
  }
  return counts;
}

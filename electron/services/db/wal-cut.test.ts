import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../ports.ts';
import { openDatabase, type Db } from './index.ts';

/*
 * Goal: wherever a power failure cuts the log of writes, what was committed before the cut is whole and nothing of what
 * came after is half there. Method: commits of two rows each; the log is cut at every step along its length and opened.
 */
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const COMMITS = 24;
/** No divisor of a page: so cuts fall into headers, pages and between them. */
const STEP_BYTES = 977;

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-wal-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function open(file: string): Db {
  const opened = openDatabase({
    file,
    log: SILENT,
    onPoisoned: (reason) => {
      throw new Error(reason);
    },
  });
  if (!opened.ok) throw new Error(opened.code);
  return opened.db;
}

describe('a log of writes that a power failure cut', () => {
  it('keeps every commit before the cut whole, and no half of one behind it', { timeout: 120_000 }, () => {
    const file = join(directory, 'till.db');
    const db = open(file);
    const lengths: number[] = [];
    for (let number = 1; number <= COMMITS; number += 1) {
      db.transaction(() => {
        db.run('INSERT INTO counters VALUES (?, ?)', `one ${String(number)}`, number);
        db.run('INSERT INTO counters VALUES (?, ?)', `other ${String(number)} ${'x'.repeat(900)}`, number);
      });
      lengths.push(readFileSync(`${file}-wal`).length);
    }
    const main = readFileSync(file);
    const wal = readFileSync(`${file}-wal`);
    db.close();
    let cuts = 0;
    for (let cut = lengths[0] ?? 0; cut <= wal.length; cut += STEP_BYTES) {
      const place = join(directory, `cut-${String(cut)}`);
      mkdirSync(place);
      writeFileSync(join(place, 'till.db'), main);
      writeFileSync(join(place, 'till.db-wal'), wal.subarray(0, cut));
      const cutDb = open(join(place, 'till.db'));
      const kept = cutDb.all<{ readonly value: number }>(
        "SELECT value FROM counters WHERE name LIKE 'one %' OR name LIKE 'other %' ORDER BY value",
      );
      const committed = lengths.filter((length) => length <= cut).length;
      expect(kept.map(({ value }) => value)).toEqual(
        Array.from({ length: committed }, (_, index) => [index + 1, index + 1]).flat(),
      );
      cutDb.close();
      rmSync(place, { recursive: true });
      cuts += 1;
    }
    expect(cuts).toBeGreaterThan(100);
  });
});

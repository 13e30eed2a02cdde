import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openChargeBench, type ChargeBench } from '../../../tests/support/charge-bench.ts';
import { findJournalDamage } from './journal-check.ts';

/*
 * Goal: a bit that flips on the disk shows, although SQLite's own check misses bits inside a value. Method: one paid
 * sale; in each row of its journal each value is changed by one bit, and each row is taken out.
 */
const ALL = 1_000;
let bench: ChargeBench;

beforeEach(async () => {
  bench = await openChargeBench();
  await bench.payByCard(bench.ringUp(1_250));
  bench.db.run('PRAGMA foreign_keys = OFF');
  for (const row of bench.db.all<{ readonly name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'tender_journal'",
  ))
    bench.db.run(`DROP TRIGGER ${row.name}`);
});
afterEach(() => bench.close());

function damagedId(): number | null {
  return findJournalDamage(bench.db, 0, ALL).damagedId;
}

function ids(): readonly number[] {
  return bench.db
    .all<{ readonly journal_id: number }>('SELECT journal_id FROM tender_journal ORDER BY journal_id')
    .map((row) => row.journal_id);
}

describe('the journal', () => {
  it('that nothing happened to is whole', () => {
    expect(ids().length).toBeGreaterThan(5);
    expect(damagedId()).toBeNull();
  });

  it('shows a flipped bit in any value of any row', () => {
    for (const column of ['tender_id', 'kind', 'source', 'detail_json', 'state_json']) {
      for (const id of ids()) {
        bench.db.run('BEGIN');
        bench.db.run(
          `UPDATE tender_journal SET ${column} =
             char(unicode(${column}) + CASE WHEN unicode(${column}) % 2 = 0 THEN 1 ELSE -1 END) || substr(${column}, 2)
           WHERE journal_id = ?`,
          id,
        );
        expect([column, id, damagedId()]).toEqual([column, id, id]);
        bench.db.run('ROLLBACK');
      }
    }
    expect(damagedId()).toBeNull();
  });

  it('shows a row that is gone by the row behind it', () => {
    const all = ids();
    for (const [index, id] of all.slice(0, -1).entries()) {
      bench.db.run('BEGIN');
      bench.db.run('DELETE FROM tender_journal WHERE journal_id = ?', id);
      expect(damagedId()).toBe(all[index + 1]);
      bench.db.run('ROLLBACK');
    }
  });
});

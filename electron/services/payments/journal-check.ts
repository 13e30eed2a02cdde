import { hash } from 'node:crypto';
import type { Db } from '../db/index.ts';

type Values = readonly [
  tenderId: string,
  atMs: number,
  kind: string,
  source: string,
  detailJson: string,
  stateJson: string,
];

/** Each row's checksum covers the row before it: a flipped bit or a missing row shows. */
export function journalChecksum(before: string, values: Values): string {
  return hash('sha256', JSON.stringify([before, ...values]));
}

/**
 * Looks along the chain of journal rows behind `afterId`, `rows` of them: few enough not to hold anybody up. Gives the
 * first row that does not fit the one before it, and where the look ended; null as the end when there is no more.
 */
export function findJournalDamage(
  db: Db,
  afterId: number,
  rows: number,
): { readonly damagedId: number | null; readonly endId: number | null } {
  const found = db.all<Row>(
    `SELECT * FROM tender_journal WHERE journal_id >= ? ORDER BY journal_id LIMIT ?`,
    afterId,
    rows + 1,
  );
  let before = afterId === 0 ? '' : null;
  for (const row of found) {
    const values: Values = [row.tender_id, row.at_ms, row.kind, row.source, row.detail_json, row.state_json];
    if (before !== null && journalChecksum(before, values) !== row.checksum) {
      return { damagedId: row.journal_id, endId: null };
    }
    before = row.checksum;
  }
  return { damagedId: null, endId: found.length > rows ? (found.at(-1)?.journal_id ?? null) : null };
}

type Row = {
  readonly journal_id: number;
  readonly tender_id: string;
  readonly at_ms: number;
  readonly kind: string;
  readonly source: string;
  readonly detail_json: string;
  readonly state_json: string;
  readonly checksum: string;
};

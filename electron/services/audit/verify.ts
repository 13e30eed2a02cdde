import type { AuditBreak } from '../../../shared/contract/index.ts';
import type { Db } from '../db/index.ts';
import type { Timers } from '../ports.ts';
import { keyIdOf, sealOf, type EntryRow, type Head } from './chain.ts';

export type SealedRow = EntryRow & { readonly key_id: string | null; readonly mac: string | null };

/** More tell nothing more: somebody has to look. */
const BREAKS_MOST = 50;
const ROWS_AT_ONCE = 400;

/** Behind WITH, so that what another process wrote is read from the disk and not from what was read before. */
const ROWS = `WITH sealed AS (
  SELECT e.*, s.key_id, s.mac FROM audit_entries e LEFT JOIN audit_seals s USING (seq)
  WHERE e.seq > ? ORDER BY e.seq LIMIT ${String(ROWS_AT_ONCE)}
) SELECT * FROM sealed`;

/**
 * Compares the end of the chain in the database with the one in the vault, which is what shows a tail that was cut off
 * or an older database that was put back. One read, so that it is done before anything new is written.
 */
export function findCutOff(db: Db, head: Head | null): AuditBreak | null {
  if (head === null) return null;
  const [row] = db.all<{ readonly mac: string }>(
    'WITH sealed AS (SELECT mac FROM audit_seals WHERE seq = ?) SELECT * FROM sealed',
    head.seq,
  );
  if (row?.mac === head.mac) return null;
  const [last] = db.all<{ readonly seq: number }>(
    'WITH entries AS (SELECT COALESCE(MAX(seq), 0) AS seq FROM audit_entries) SELECT * FROM entries',
  );
  return { kind: 'cut-off', seq: Math.min(head.seq, (last?.seq ?? 0) + 1) };
}

/** Walks the whole chain in small steps, so that the till goes on selling meanwhile. */
export async function walkChain(ports: {
  readonly db: Db;
  readonly timers: Timers;
  readonly key: string;
}): Promise<{
  readonly entries: number;
  readonly head: Head | null;
  readonly breaks: readonly AuditBreak[];
}> {
  const keyId = keyIdOf(ports.key);
  const breaks: AuditBreak[] = [];
  const note = (kind: AuditBreak['kind'], seq: number): void => {
    if (breaks.length < BREAKS_MOST) breaks.push({ kind, seq });
  };
  let entries = 0;
  let previous: { readonly seq: number; readonly mac: string; readonly kind: AuditBreak['kind'] | null } = {
    seq: 0,
    mac: '',
    kind: null,
  };
  for (;;) {
    const rows = ports.db.all<SealedRow>(ROWS, previous.seq);
    for (const row of rows) {
      entries += 1;
      const kind = judge(row, previous, ports.key, keyId);
      // A run of unsealed entries, or of entries under another key, is one finding.
      if (kind !== null && (kind !== previous.kind || kind === 'changed'))
        note(kind, kind === 'missing' ? previous.seq + 1 : row.seq);
      previous = { seq: row.seq, mac: row.mac ?? '', kind };
    }
    if (rows.length < ROWS_AT_ONCE) break;
    await ports.timers.sleep(0);
  }
  return { entries, head: previous.mac === '' ? null : { seq: previous.seq, mac: previous.mac }, breaks };
}

function judge(
  row: SealedRow,
  previous: { readonly seq: number; readonly mac: string },
  key: string,
  keyId: string,
): AuditBreak['kind'] | null {
  if (row.mac === null) return 'unsealed';
  if (row.key_id !== keyId) return 'other-key';
  // Its seal follows one that is gone, so that it can't be judged by itself.
  if (row.seq !== previous.seq + 1) return 'missing';
  if (previous.seq > 0 && previous.mac === '') return null;
  return sealOf(key, previous.mac, row) === row.mac ? null : 'changed';
}

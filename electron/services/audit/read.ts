import type { AuditChange, AuditEntry } from '../../../shared/contract/index.ts';
import type { Db, SqlValue } from '../db/index.ts';
import type { SealedRow } from './verify.ts';

export type AuditFilter = {
  readonly staffId: string | null;
  readonly action: string | null;
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  /** Anywhere in the name, the subject, the reason or what changed. */
  readonly text: string;
};

type Read = SealedRow & { readonly previous_mac: string | null };

const EXPORT_ROWS = 500;

/** The newest entries before `before`, newest first. */
export function listEntries(
  db: Db,
  filter: AuditFilter,
  page: { readonly before: number | null; readonly limit: number },
): { readonly entries: readonly AuditEntry[]; readonly next: number | null } {
  const { where, values } = conditionsOf(filter);
  const rows = db.all<Read>(
    `SELECT e.*, s.key_id, s.mac, NULL AS previous_mac FROM audit_entries e LEFT JOIN audit_seals s USING (seq)
     WHERE e.seq < ? ${where} ORDER BY e.seq DESC LIMIT ?`,
    page.before ?? Number.MAX_SAFE_INTEGER,
    ...values,
    page.limit + 1,
  );
  const shown = rows.slice(0, page.limit);
  return {
    entries: shown.map(entryOf),
    next: rows.length > page.limit ? (shown.at(-1)?.seq ?? null) : null,
  };
}

/** A piece of the log as text, oldest first. The pieces of one export, joined, are the file. */
export function exportEntries(
  db: Db,
  filter: AuditFilter,
  format: 'csv' | 'json',
  after: number,
): { readonly text: string; readonly next: number | null } {
  const { where, values } = conditionsOf(filter);
  const rows = db.all<Read>(
    `SELECT e.*, s.key_id, s.mac, p.mac AS previous_mac FROM audit_entries e
     LEFT JOIN audit_seals s USING (seq) LEFT JOIN audit_seals p ON p.seq = e.seq - 1
     WHERE e.seq > ? ${where} ORDER BY e.seq LIMIT ?`,
    after,
    ...values,
    EXPORT_ROWS + 1,
  );
  const shown = rows.slice(0, EXPORT_ROWS);
  const next = rows.length > EXPORT_ROWS ? (shown.at(-1)?.seq ?? null) : null;
  const first = after === 0;
  if (format === 'csv')
    return {
      // The mark at the beginning tells spreadsheet programs that the file is UTF-8.
      text: (first ? `\uFEFF${CSV_COLUMNS.join(',')}\r\n` : '') + shown.map(csvLine).join(''),
      next,
    };
  const lines = shown.map(
    (row, index) => `${first && index === 0 ? '' : ',\n'}${JSON.stringify(exported(row))}`,
  );
  return { text: `${first ? '[\n' : ''}${lines.join('')}${next === null ? '\n]\n' : ''}`, next };
}

const CSV_COLUMNS = [
  'seq',
  'at',
  'staff_id',
  'staff_name',
  'action',
  'subject',
  'approved_by',
  'reason',
  'changes',
  'key_id',
  'previous_mac',
  'mac',
] as const;

function exported(
  row: Read,
): Readonly<Record<(typeof CSV_COLUMNS)[number] | 'at_ms', string | number | null>> {
  const { seq, at_ms: atMs, staff_id, staff_name, action, subject, approved_by, reason, key_id, mac } = row;
  return {
    seq,
    at: new Date(atMs).toISOString(),
    at_ms: atMs,
    staff_id,
    staff_name,
    action,
    subject,
    approved_by,
    reason,
    // The very text that is sealed, so that the seal can be computed again from the file.
    changes: row.changes,
    key_id,
    previous_mac: row.previous_mac ?? '',
    mac,
  };
}

function csvLine(row: Read): string {
  const fields = exported(row);
  return `${CSV_COLUMNS.map((column) => csvField(fields[column])).join(',')}\r\n`;
}

function csvField(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  // A spreadsheet takes a cell that begins like this for a formula and carries it out.
  const harmless = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function conditionsOf(filter: AuditFilter): { readonly where: string; readonly values: readonly SqlValue[] } {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  const add = (condition: string, ...given: readonly SqlValue[]): void => {
    conditions.push(`AND ${condition}`);
    values.push(...given);
  };
  if (filter.staffId !== null) add('e.staff_id = ?', filter.staffId);
  if (filter.action !== null) add('e.action = ?', filter.action);
  if (filter.fromMs !== null) add('e.at_ms >= ?', filter.fromMs);
  if (filter.untilMs !== null) add('e.at_ms < ?', filter.untilMs);
  if (filter.text !== '') {
    const like = `%${filter.text.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;
    add(
      String.raw`(e.staff_name LIKE ? ESCAPE '\' OR e.subject LIKE ? ESCAPE '\' OR e.reason LIKE ? ESCAPE '\'
       OR e.approved_by LIKE ? ESCAPE '\' OR e.changes LIKE ? ESCAPE '\')`,
      like,
      like,
      like,
      like,
      like,
    );
  }
  return { where: conditions.join(' '), values };
}

function entryOf(row: SealedRow): AuditEntry {
  return {
    seq: row.seq,
    atMs: row.at_ms,
    staffId: row.staff_id,
    staffName: row.staff_name,
    action: row.action,
    subject: row.subject,
    approvedBy: row.approved_by,
    reason: row.reason,
    changes: changesOf(row.changes),
    mac: row.mac,
  };
}

/** Somebody may have changed the text by hand: then it is shown as it is, and the seal says the rest. */
function changesOf(text: string): AuditChange[] {
  try {
    const kept: unknown = JSON.parse(text);
    if (Array.isArray(kept)) return kept as AuditChange[]; // Written by `append`; the contract checks it once more.
  } catch {
    // Below.
  }
  return [{ field: 'changes', before: null, after: text }];
}

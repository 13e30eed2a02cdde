import { createHmac } from 'node:crypto';
import { copyFileSync, rmSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStaffBench, type StaffBench } from '../../../tests/support/staff-bench.ts';
import { createMemoryVault } from '../vault/index.ts';

const ALL = { staffId: null, action: null, fromMs: null, untilMs: null, text: '' } as const;

let bench: StaffBench;
beforeEach(async () => {
  bench = await openStaffBench();
  await bench.staff().setUpOwner('Eva', '2580');
  for (let count = 1; count <= 6; count += 1)
    bench.audit().append({
      action: 'settings.changed',
      subject: `change ${String(count)}`,
      before: { tips: 'off', capture: 'manual' },
      after: { tips: `at ${String(count)}`, capture: 'manual' },
    });
  await settled();
});
afterEach(() => {
  bench.close();
});

/** The end of the chain is written to the vault behind the back of whoever waits for an answer. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

/** Somebody with the file in their hands and no key: the triggers are no obstacle to them. */
function tamper(sql: string): void {
  const file = new SqliteDatabase(bench.file);
  file.pragma('foreign_keys = OFF');
  for (const name of file
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'audit%'")
    .pluck()
    .all())
    file.exec(`DROP TRIGGER ${String(name)}`);
  file.exec(sql);
  file.close();
}

async function breaks(): Promise<readonly string[]> {
  const check = await bench.audit().verify();
  if (!check.ok) throw new Error(check.error.code);
  await settled();
  return check.value.breaks.map(({ kind, seq }) => `${kind} ${String(seq)}`);
}

describe('the audit log', () => {
  it('keeps who, what, when, and only what differs', () => {
    const { entries } = bench.audit().list(ALL, { before: null, limit: 1 });
    expect(entries).toMatchObject([
      {
        staffName: 'Eva',
        action: 'settings.changed',
        subject: 'change 6',
        atMs: bench.nowMs(),
        changes: [{ field: 'tips', before: 'off', after: 'at 6' }],
      },
    ]);
  });

  it('is whole after a restart, and goes on where it ended', async () => {
    expect(await breaks()).toEqual([]);
    await bench.restart();
    expect(await breaks()).toEqual([]);
    const before = bench.audit().total();
    bench.audit().append({ action: 'settings.changed', subject: null });
    expect(bench.audit().total()).toBe(before + 1);
    expect(await breaks()).toEqual([]);
    expect(bench.audit().hasAlert()).toBe(false);
  });

  it('refuses to be edited through the till’s own connection', () => {
    for (const sql of [
      "UPDATE audit_entries SET reason = 'x'",
      'DELETE FROM audit_entries',
      "UPDATE audit_seals SET mac = 'x'",
      'DELETE FROM audit_seals',
    ])
      expect(() => bench.db().run(sql), sql).toThrow(/only added to/u);
  });

  it('is undone with the transaction that it belongs to, without a false alarm', async () => {
    const before = bench.audit().total();
    expect(() =>
      bench.db().transaction(() => {
        bench.audit().append({ action: 'settings.changed', subject: 'undone' });
        throw new Error('stopped');
      }),
    ).toThrow('stopped');
    await settled();
    await bench.restart();
    expect(bench.audit().total()).toBe(before);
    expect(await breaks()).toEqual([]);
  });

  it('is sealed by HMAC-SHA256 over the seal before and the fields, so that a copy can be checked with the key', async () => {
    const key = await bench.vault.get('audit-key');
    const rows = JSON.parse(bench.audit().exportPiece(ALL, 'json', 0).text) as Record<string, unknown>[]; // The export's own.
    expect(rows.length).toBeGreaterThan(6);
    for (const row of rows) {
      const sealed = [
        'previous_mac',
        'seq',
        'at_ms',
        'staff_id',
        'staff_name',
        'action',
        'subject',
        'approved_by',
        'reason',
        'changes',
      ].map((field) => row[field]);
      expect(
        createHmac('sha256', key.ok ? (key.value ?? '') : '')
          .update(JSON.stringify(sealed))
          .digest('hex'),
      ).toBe(row['mac']);
    }
  });
});

describe('tampering with the file', () => {
  it.each([
    ['a changed row', "UPDATE audit_entries SET staff_name = 'Somebody' WHERE seq = 4", ['changed 4']],
    ['a changed reason', "UPDATE audit_entries SET reason = 'fine' WHERE seq = 4", ['changed 4']],
    ['a changed time', 'UPDATE audit_entries SET at_ms = at_ms + 1 WHERE seq = 4', ['changed 4']],
    [
      'a removed row',
      'DELETE FROM audit_seals WHERE seq = 4; DELETE FROM audit_entries WHERE seq = 4',
      ['missing 4'],
    ],
    [
      'a removed row whose successors moved up',
      `DELETE FROM audit_seals WHERE seq = 4; DELETE FROM audit_entries WHERE seq = 4;
       UPDATE audit_entries SET seq = seq - 1 WHERE seq > 4; UPDATE audit_seals SET seq = seq - 1 WHERE seq > 4`,
      ['changed 4', 'changed 5', 'changed 6', 'changed 7', 'cut-off 8'],
    ],
    [
      'swapped rows',
      `UPDATE audit_entries SET seq = -3 WHERE FALSE;
       CREATE TEMP TABLE t AS SELECT * FROM audit_entries WHERE seq IN (3, 5);
       DELETE FROM audit_entries WHERE seq IN (3, 5);
       INSERT INTO audit_entries SELECT 8 - seq, at_ms, staff_id, staff_name, action, subject, approved_by, reason,
         changes FROM t`,
      ['changed 3', 'changed 5'],
    ],
    [
      'a removed tail',
      'DELETE FROM audit_seals WHERE seq > 5; DELETE FROM audit_entries WHERE seq > 5',
      ['cut-off 6'],
    ],
    [
      'a tail whose seals were taken off',
      'DELETE FROM audit_seals WHERE seq > 5',
      ['unsealed 6', 'cut-off 8'],
    ],
    [
      'a row that somebody put in',
      `INSERT INTO audit_entries SELECT 9, at_ms, staff_id, staff_name, action, subject, approved_by, reason, changes
         FROM audit_entries WHERE seq = 4; INSERT INTO audit_seals SELECT 9, key_id, mac FROM audit_seals WHERE seq = 4`,
      ['changed 9'],
    ],
    ['an empty log', 'DELETE FROM audit_seals; DELETE FROM audit_entries', ['cut-off 1']],
  ])('as %s is seen while the till runs', async (_what, sql, found) => {
    expect(bench.audit().total()).toBe(8);
    tamper(sql);
    expect((await breaks()).filter((each) => found.includes(each))).toEqual(found);
    expect(bench.audit().hasAlert()).toBe(true);
  });

  it('as an older file that was put back is seen at the next start, and stays told', async () => {
    bench.db().all('PRAGMA wal_checkpoint(TRUNCATE)');
    copyFileSync(bench.file, `${bench.file}.older`);
    bench.audit().append({ action: 'refund.made', subject: 'sale-1' });
    bench.audit().append({ action: 'refund.made', subject: 'sale-2' });
    await settled();
    bench.db().close();
    copyFileSync(`${bench.file}.older`, bench.file);
    for (const part of ['-wal', '-shm']) rmSync(bench.file + part, { force: true });
    await bench.restart();
    expect(bench.audit().hasAlert()).toBe(true);
    // The till goes on; new entries take the numbers of those that are gone, and hide nothing.
    for (let count = 0; count < 5; count += 1)
      bench.audit().append({ action: 'settings.changed', subject: null });
    await settled();
    await bench.restart();
    expect(await breaks()).toEqual(['cut-off 9']);
    const told = bench.audit().list({ ...ALL, action: 'audit.break-found' }, { before: null, limit: 5 });
    expect(told.entries).toHaveLength(1);
  });

  it('is told until the owner has seen it, and once only', async () => {
    tamper("UPDATE audit_entries SET staff_name = 'Somebody' WHERE seq = 4");
    await bench.restart();
    await breaks();
    await bench.restart();
    expect(await breaks()).toEqual(['changed 4']);
    expect(bench.audit().hasAlert()).toBe(true);
    bench.audit().acknowledge('Talked to Mallory');
    expect(bench.audit().hasAlert()).toBe(false);
    expect(await breaks()).toEqual(['changed 4']);
    expect(bench.audit().hasAlert()).toBe(false);
    tamper("UPDATE audit_entries SET staff_name = 'Nobody' WHERE seq = 5");
    expect(await breaks()).toEqual(['changed 4', 'changed 5']);
    expect(bench.audit().hasAlert()).toBe(true);
  });

  it('together with a key of their own is seen as another key', async () => {
    bench.vault = createMemoryVault();
    await bench.restart();
    expect(await breaks()).toEqual(['other-key 1']);
  });
});

describe('without the vault', () => {
  it('entries wait for their seal, and nothing is verified', async () => {
    const { vault } = bench;
    bench.vault = { ...vault, get: () => Promise.resolve({ ok: false, code: 'VAULT_UNAVAILABLE' }) };
    await bench.restart();
    bench.audit().append({ action: 'settings.changed', subject: 'unsealed' });
    await settled();
    expect(bench.audit().list(ALL, { before: null, limit: 1 }).entries[0]).toMatchObject({ mac: null });
    expect(await bench.audit().verify()).toEqual({ ok: false, error: { code: 'VAULT_UNAVAILABLE' } });
    bench.vault = vault;
    await bench.restart();
    expect(await breaks()).toEqual(['unsealed 9']);
    expect(await breaks()).toEqual([]);
  });
});

describe('looking into the log', () => {
  it('finds by person, action, time and text, page by page', () => {
    const find = (filter: Partial<Parameters<ReturnType<StaffBench['audit']>['list']>[0]>, limit = 50) =>
      bench
        .audit()
        .list({ ...ALL, ...filter }, { before: null, limit })
        .entries.map(({ seq }) => seq);
    expect(find({ action: 'settings.changed' })).toEqual([8, 7, 6, 5, 4, 3]);
    expect(find({ staffId: bench.staff().owner().staffId })).toHaveLength(8);
    expect(find({ staffId: 'nobody' })).toEqual([]);
    expect(find({ text: 'change 3' })).toEqual([5]);
    expect(find({ text: 'at 4' })).toEqual([6]);
    expect(find({ text: '100%' })).toEqual([]);
    expect(find({ fromMs: bench.nowMs() + 1 })).toEqual([]);
    expect(find({ untilMs: bench.nowMs() })).toEqual([]);
    const first = bench.audit().list(ALL, { before: null, limit: 5 });
    expect(first.next).toBe(4);
    expect(bench.audit().list(ALL, { before: first.next, limit: 5 })).toMatchObject({ next: null });
  });

  it('exports each entry with its seal and the one before, and no cell that a spreadsheet would carry out', () => {
    bench.audit().append({ action: 'settings.changed', subject: '=HYPERLINK("x")', reason: 'a, "b"' });
    const { text, next } = bench.audit().exportPiece({ ...ALL, text: 'HYPERLINK' }, 'csv', 0);
    expect(next).toBeNull();
    const [head, line] = text.replace('\uFEFF', '').split('\r\n');
    expect(head).toBe(
      'seq,at,staff_id,staff_name,action,subject,approved_by,reason,changes,key_id,previous_mac,mac',
    );
    expect(line).toContain(`"'=HYPERLINK(""x"")"`);
    expect(line).toContain('"a, ""b"""');
    expect(line).toMatch(/,[0-9a-f]{16},[0-9a-f]{64},[0-9a-f]{64}$/u);
  });

  it('exports a long log in pieces that make one file', () => {
    for (let count = 0; count < 1_200; count += 1)
      bench.audit().append({ action: 'settings.changed', subject: String(count) });
    let text = '';
    let after: number | null = 0;
    let pieces = 0;
    while (after !== null) {
      const piece: { readonly text: string; readonly next: number | null } = bench
        .audit()
        .exportPiece(ALL, 'json', after);
      text += piece.text;
      after = piece.next;
      pieces += 1;
    }
    expect(pieces).toBe(3);
    expect((JSON.parse(text) as unknown[]).length).toBe(1_208);
  });
});

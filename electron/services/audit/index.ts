import {
  accept,
  refuse,
  type AuditBreak,
  type AuditCheck,
  type Result,
} from '../../../shared/contract/index.ts';
import { changesBetween, type AuditAction, type Facts } from '../../../shared/domain/audit/index.ts';
import { inBackground } from '../background.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Log, Random, Timers, Vault } from '../ports.ts';
import { keyIdOf, readHead, sealOf, writeHead, type EntryRow, type Head } from './chain.ts';
import { exportEntries, listEntries, type AuditFilter } from './read.ts';
import { findCutOff, walkChain } from './verify.ts';

export type { AuditFilter } from './read.ts';

/** What is written: before and after are pictures of the same thing; only what differs is kept. Never a secret. */
export type AuditNote = {
  readonly action: AuditAction;
  readonly subject: string | null;
  readonly before?: Facts;
  readonly after?: Facts;
  readonly approvedBy?: string | null;
  readonly reason?: string | null;
  /** Who did it, where that is not whoever stands before the till. Null: the till itself. */
  readonly by?: { readonly staffId: string; readonly name: string } | null;
};

export type Audit = {
  /** Writes an entry with the transaction that is open, or one of its own. */
  readonly append: (note: AuditNote) => void;
  /** Takes key and end of the chain from the vault, and looks for a tail that is gone. Once, before anything is written. */
  readonly start: () => Promise<void>;
  /** Walks the whole chain. Refusal: VAULT_UNAVAILABLE, without whose key nothing can be judged. */
  readonly verify: () => Promise<Result<AuditCheck>>;
  readonly lastCheck: () => AuditCheck | null;
  /** Whether a break was found that the owner has not acknowledged. */
  readonly hasAlert: () => boolean;
  readonly acknowledge: (reason: string) => void;
  readonly list: (
    filter: AuditFilter,
    page: { readonly before: number | null; readonly limit: number },
  ) => ReturnType<typeof listEntries>;
  readonly total: () => number;
  readonly exportPiece: (
    filter: AuditFilter,
    format: 'csv' | 'json',
    after: number,
  ) => ReturnType<typeof exportEntries>;
  /** The end of the chain, for a place outside this computer such as a printed report. */
  readonly head: () => Head | null;
};

type AuditPorts = {
  readonly db: Db;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly random: Random;
  readonly log: Log;
  readonly vault: () => Vault;
  /** Whoever stands before the till; null: nobody. */
  readonly who: () => { readonly staffId: string; readonly name: string } | null;
  readonly changed: () => void;
};

/** The append-only audit log: a chain of seals keyed from the vault, whose end is kept in the vault too. */
export function createAudit(ports: AuditPorts): Audit {
  const { db, clock, log } = ports;
  let loaded: { readonly vault: Vault; readonly key: string } | null = null;
  /** Null until the vault that is in use now has given it: training turns to a vault of its own. */
  const keyNow = (): string | null => (loaded?.vault === ports.vault() ? loaded.key : null);
  let lastCheck: AuditCheck | null = null;
  const saveHead = createHeadKeeper(ports, () => headOf(db));

  const sealWaiting = (): void => {
    const key = keyNow();
    if (key === null) return;
    const keyId = keyIdOf(key);
    let previous = headOf(db) ?? { seq: 0, mac: '' };
    const waiting = db.all<EntryRow>('SELECT * FROM audit_entries WHERE seq > ? ORDER BY seq', previous.seq);
    for (const entry of waiting) {
      const mac = sealOf(key, previous.mac, entry);
      db.run('INSERT INTO audit_seals (seq, key_id, mac) VALUES (?, ?, ?)', entry.seq, keyId, mac);
      previous = { seq: entry.seq, mac };
    }
  };
  const append = (note: AuditNote): void => {
    const who = note.by === undefined ? ports.who() : note.by;
    db.transaction(() => {
      db.run(
        `INSERT INTO audit_entries (seq, at_ms, staff_id, staff_name, action, subject, approved_by, reason, changes)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        lastSeq(db) + 1,
        clock.nowMs(),
        who?.staffId ?? null,
        who?.name ?? '',
        note.action,
        note.subject,
        note.approvedBy ?? null,
        note.reason ?? null,
        JSON.stringify(changesBetween(note.before ?? {}, note.after ?? {})),
      );
      sealWaiting();
    });
    if (keyNow() === null) inBackground(log, 'audit.key', sealLater);
    else saveHead();
  };
  const sealLater = async (): Promise<void> => {
    if (!(await loadKey())) return;
    db.transaction(sealWaiting);
    saveHead();
  };
  const report = (breaks: readonly AuditBreak[]): void => {
    const known = new Set(foundBreaks(db).map(nameOf));
    const fresh = breaks.filter((found) => !known.has(nameOf(found)));
    if (fresh.length === 0) return;
    log.error('audit.break-found', { breaks: fresh.map(nameOf).join(', ') });
    append({
      action: 'audit.break-found',
      subject: null,
      by: null,
      after: Object.fromEntries(fresh.map((found) => [nameOf(found), true])),
    });
    ports.changed();
  };
  const loadKey = async (): Promise<boolean> => {
    if (keyNow() !== null) return true;
    const vault = ports.vault();
    const kept = await vault.get('audit-key');
    if (!kept.ok) return false;
    const key = kept.value ?? Buffer.from(ports.random.bytes(32)).toString('hex');
    if (kept.value === null && !(await vault.set('audit-key', key)).ok) return false;
    loaded = { vault, key };
    return keyNow() !== null;
  };
  return {
    append,
    start: async () => {
      if (!(await loadKey())) {
        log.error('audit.no-key');
        return;
      }
      const head = await ports.vault().get('audit-head');
      const cutOff = findCutOff(db, head.ok ? readHead(head.value) : null);
      if (cutOff !== null) report([cutOff]);
    },
    verify: async () => {
      await loadKey();
      const key = keyNow();
      if (key === null) return refuse('VAULT_UNAVAILABLE');
      const kept = await ports.vault().get('audit-head');
      const cutOff = findCutOff(db, kept.ok ? readHead(kept.value) : null);
      const { entries, head, breaks } = await walkChain({ db, timers: ports.timers, key });
      // A tail that is gone is seen once: from then on the log itself tells of it.
      const gone = foundBreaks(db).filter(({ kind }) => kind === 'cut-off');
      const all = [...breaks, ...(cutOff === null ? [] : [cutOff])];
      report(all);
      db.transaction(sealWaiting);
      saveHead();
      const known = new Set(all.map(nameOf));
      lastCheck = {
        checkedAtMs: clock.nowMs(),
        entries,
        head,
        breaks: [...all, ...gone.filter((found) => !known.has(nameOf(found)))],
      };
      return accept(lastCheck);
    },
    lastCheck: () => lastCheck,
    hasAlert: () => lastSeqOf(db, 'audit.break-found') > lastSeqOf(db, 'audit.acknowledged'),
    acknowledge: (reason) => append({ action: 'audit.acknowledged', subject: null, reason }),
    list: (filter, page) => listEntries(db, filter, page),
    total: () => lastSeq(db),
    exportPiece: (filter, format, after) => exportEntries(db, filter, format, after),
    head: () => headOf(db),
  };
}

/** Writes the end of the chain to the vault, one write at a time, always the newest. A crash leaves an older one. */
function createHeadKeeper(ports: Pick<AuditPorts, 'vault' | 'log'>, headNow: () => Head | null): () => void {
  let writing = false;
  let again = false;
  const write = async (): Promise<void> => {
    do {
      again = false;
      // After the transaction that is open now: an end that is rolled back must never be kept.
      await Promise.resolve();
      const head = headNow();
      if (head === null) return;
      const saved = await ports.vault().set('audit-head', writeHead(head));
      if (!saved.ok) ports.log.error('audit.head-not-kept', { code: saved.code });
    } while (again);
  };
  return () => {
    again = true;
    if (writing) return;
    writing = true;
    inBackground(ports.log, 'audit.head', async () => {
      try {
        await write();
      } finally {
        writing = false;
      }
    });
  };
}

function headOf(db: Db): Head | null {
  return db.get<Head>('SELECT seq, mac FROM audit_seals ORDER BY seq DESC LIMIT 1');
}

function lastSeq(db: Db): number {
  return db.get<{ readonly seq: number | null }>('SELECT MAX(seq) AS seq FROM audit_entries')?.seq ?? 0;
}

function lastSeqOf(db: Db, action: AuditAction): number {
  return (
    db.get<{ readonly seq: number | null }>(
      'SELECT MAX(seq) AS seq FROM audit_entries WHERE action = ?',
      action,
    )?.seq ?? 0
  );
}

/** The breaks that the log itself tells of, so that each is told once. */
function foundBreaks(db: Db): readonly AuditBreak[] {
  const rows = db.all<{ readonly changes: string }>(
    "SELECT changes FROM audit_entries WHERE action = 'audit.break-found' ORDER BY seq",
  );
  return rows.flatMap(({ changes }) =>
    [...changes.matchAll(/"field":"(changed|missing|cut-off|unsealed|other-key) at (\d+)"/gu)].map(
      ([, kind, seq]) => ({ kind: kind as AuditBreak['kind'], seq: Number(seq) }), // One of those in the pattern.
    ),
  );
}

function nameOf(found: AuditBreak): string {
  return `${found.kind} at ${String(found.seq)}`;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAudit, type Audit } from '../../electron/services/audit/index.ts';
import type { Db } from '../../electron/services/db/index.ts';
import type { Timers, Vault } from '../../electron/services/ports.ts';
import {
  createApprovals,
  createGrants,
  createStaff,
  type Approvals,
  type Grants,
  type Staff,
} from '../../electron/services/staff/index.ts';
import { createIds, systemRandom, systemTimers } from '../../electron/services/system/index.ts';
import { createMemoryVault } from '../../electron/services/vault/index.ts';
import { openNewDatabase } from './new-database.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The people of a till over a real database file, with a clock that a test moves. */
export type StaffBench = {
  readonly db: () => Db;
  readonly file: string;
  readonly staff: () => Staff;
  readonly approvals: () => Approvals;
  readonly grants: () => Grants;
  readonly audit: () => Audit;
  vault: Vault;
  isPaying: boolean;
  autoLockMinutes: number;
  readonly nowMs: () => number;
  /** Moves the clock, and calls what waits for it. */
  readonly pass: (spanMs: number) => void;
  readonly setClock: (nowMs: number) => void;
  /** As after a crash: the same files, everything else anew. */
  readonly restart: () => Promise<void>;
  readonly close: () => void;
};

export async function openStaffBench(): Promise<StaffBench> {
  const directory = mkdtempSync(join(tmpdir(), 'till-people-'));
  const file = join(directory, 'till.db');
  let wallMs = 1_000_000;
  let monotonicMs = 5_000;
  let waiting: { readonly atMs: number; readonly call: () => void }[] = [];
  const clock = { nowMs: () => wallMs, monotonicMs: () => monotonicMs };
  const timers: Timers = {
    after: (delayMs, call) => {
      const mine = { atMs: monotonicMs + delayMs, call };
      waiting.push(mine);
      return () => {
        waiting = waiting.filter((each) => each !== mine);
      };
    },
    sleep: systemTimers.sleep,
  };
  const bench = { vault: createMemoryVault() as Vault, isPaying: false, autoLockMinutes: 5 };
  const open = () => {
    const db = openNewDatabase(file);
    const ids = createIds(clock);
    const audit: Audit = createAudit({
      db,
      clock,
      timers,
      random: systemRandom,
      log: SILENT,
      vault: () => bench.vault,
      who: () => staff.session.current(),
      changed: () => undefined,
    });
    const staff: Staff = createStaff({
      db,
      clock,
      timers,
      ids,
      random: systemRandom,
      vault: () => bench.vault,
      isProduct: (code) => code === 'COF-001',
      audit,
      log: SILENT,
      autoLockMinutes: () => bench.autoLockMinutes,
      isPaying: () => bench.isPaying,
      left: () => {
        grants.forget();
      },
      changed: () => undefined,
    });
    const approvals = createApprovals({
      db,
      clock,
      ids,
      staff,
      audit,
      askedBy: () => staff.session.current(),
    });
    const grants: Grants = createGrants({ clock, ids, staff, approvals });
    return { db, audit, staff, approvals, grants };
  };
  let parts = open();
  await parts.audit.start();
  return Object.assign(bench, {
    db: () => parts.db,
    file,
    staff: () => parts.staff,
    approvals: () => parts.approvals,
    grants: () => parts.grants,
    audit: () => parts.audit,
    nowMs: () => wallMs,
    pass: (spanMs: number) => {
      const untilMs = monotonicMs + spanMs;
      for (;;) {
        const next = waiting.filter(({ atMs }) => atMs <= untilMs).toSorted((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined) break;
        waiting = waiting.filter((each) => each !== next);
        wallMs += next.atMs - monotonicMs;
        monotonicMs = next.atMs;
        next.call();
      }
      wallMs += untilMs - monotonicMs;
      monotonicMs = untilMs;
    },
    setClock: (nowMs: number) => {
      wallMs = nowMs;
    },
    restart: async () => {
      parts.staff.session.stop();
      parts.db.close();
      waiting = [];
      parts = open();
      await parts.audit.start();
    },
    close: () => {
      parts.staff.session.stop();
      parts.db.close();
      rmSync(directory, { recursive: true, force: true });
    },
  });
}

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Db } from '../db/index.ts';
import { createIds } from '../system/index.ts';
import { createMemoryVault } from '../vault/index.ts';
import { createApprovals, createStaff, type Approvals, type Staff } from './index.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const CLOCK = { nowMs: () => 5_000, monotonicMs: () => 5_000 };
const PIN = '2580';

let directory: string;
let db: Db;
let staff: Staff;
let approvals: Approvals;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-approvals-'));
  const opened = openDatabase({ file: join(directory, 'till.db'), log: SILENT, onPoisoned: () => undefined });
  if (!opened.ok) throw new Error(opened.code);
  db = opened.db;
  const vault = createMemoryVault();
  const ids = createIds(CLOCK);
  staff = createStaff({
    db,
    clock: CLOCK,
    ids,
    random: { bytes: (count) => randomBytes(count) },
    vault: () => vault,
  });
  approvals = createApprovals({ db, clock: CLOCK, ids, staff });
});

afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('an approval', () => {
  it('is refused while nobody has a PIN, and leaves no record', async () => {
    expect(await approvals.approve('payment.decide', 'tender-1', { pin: PIN, reason: 'Slip seen' })).toEqual({
      ok: false,
      error: { code: 'STAFF_PIN_NOT_SET' },
    });
    expect(approvals.listOf('tender-1')).toEqual([]);
  });

  it('with a wrong PIN is refused, counted like any guess, and leaves no record', async () => {
    await staff.setPin(null, PIN);
    for (let guess = 0; guess < 5; guess += 1) {
      expect(
        await approvals.approve('payment.decide', 'tender-1', { pin: '9753', reason: 'Slip seen' }),
      ).toMatchObject({ error: { code: 'STAFF_PIN_WRONG' } });
    }
    expect(
      await approvals.approve('payment.decide', 'tender-1', { pin: PIN, reason: 'Slip seen' }),
    ).toMatchObject({ error: { code: 'STAFF_PIN_THROTTLED' } });
    expect(approvals.listOf('tender-1')).toEqual([]);
  });

  it('keeps who, what, when and why, for that subject only', async () => {
    await staff.setPin(null, PIN);
    const approved = await approvals.approve('payment.decide', 'tender-1', {
      pin: PIN,
      reason: 'Slip seen',
    });
    expect(approved).toMatchObject({
      ok: true,
      value: { action: 'payment.decide', staffName: 'Owner', reason: 'Slip seen', atMs: 5_000 },
    });
    expect(approvals.listOf('tender-1')).toEqual([approved.ok ? approved.value : null]);
    expect(approvals.listOf('tender-2')).toEqual([]);
  });

  it('can be neither edited nor taken back', async () => {
    await staff.setPin(null, PIN);
    await approvals.approve('payment.decide', 'tender-1', { pin: PIN, reason: 'Slip seen' });
    expect(() => db.run("UPDATE approvals SET reason = 'Another'")).toThrow(/only added to/u);
    expect(() => db.run('DELETE FROM approvals')).toThrow(/only added to/u);
  });
});

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Db } from '../db/index.ts';
import type { Vault } from '../ports.ts';
import { createIds } from '../system/index.ts';
import { createMemoryVault } from '../vault/index.ts';
import { createStaff, type Staff } from './index.ts';

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };
const PIN = '2580';

let directory: string;
let db: Db;
let nowMs: number;
let vault: Vault;
let staff: Staff;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'till-staff-'));
  const opened = openDatabase({ file: join(directory, 'till.db'), log: SILENT, onPoisoned: () => undefined });
  if (!opened.ok) throw new Error(opened.code);
  db = opened.db;
  nowMs = 1_000_000;
  vault = createMemoryVault();
  staff = start();
});

afterEach(() => {
  db.close();
  rmSync(directory, { recursive: true, force: true });
});

function start(): Staff {
  const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
  return createStaff({
    db,
    clock,
    ids: createIds(clock),
    random: { bytes: (count) => randomBytes(count) },
    vault: () => vault,
  });
}

const OK = { ok: true, value: {} };
const WRONG = { ok: false, error: { code: 'STAFF_PIN_WRONG' } };

describe('the owner', () => {
  it('is one person, the same after a restart', () => {
    const first = staff.owner();
    expect(staff.owner()).toEqual(first);
    expect(start().owner()).toEqual({ staffId: first.staffId, name: 'Owner', hasPin: false });
  });

  it('is looked at without a shift while the disk takes none', () => {
    db.run("CREATE TRIGGER disk_full BEFORE INSERT ON shifts BEGIN SELECT RAISE (ABORT, 'full'); END");
    expect(staff.findShift()).toBeNull();
    db.run('DROP TRIGGER disk_full');
    expect(staff.findShift()).toEqual(staff.openShift());
  });

  it('works in one shift, opened once', () => {
    const shift = staff.openShift();
    expect(shift).toMatchObject({ number: 1, openedAtMs: 1_000_000 });
    nowMs += 1;
    expect(start().openShift()).toEqual(shift);
  });
});

describe('a PIN', () => {
  it('once set lets in who knows it, and nobody else', async () => {
    expect(await staff.checkPin('9999')).toEqual(OK);
    expect(await staff.setPin(null, PIN)).toEqual(OK);
    expect(staff.owner().hasPin).toBe(true);
    expect(await staff.checkPin(PIN)).toEqual(OK);
    expect(await staff.checkPin('2581')).toEqual(WRONG);
    expect(await start().checkPin(PIN)).toEqual(OK);
  });

  it('is changed only by who knows it', async () => {
    await staff.setPin(null, PIN);
    expect(await staff.setPin(null, '7391')).toEqual(WRONG);
    expect(await staff.setPin('1111', '7391')).toEqual(WRONG);
    expect(await staff.checkPin(PIN)).toEqual(OK);
    expect(await staff.setPin(PIN, '7391')).toEqual(OK);
    expect(await staff.checkPin('7391')).toEqual(OK);
    expect(await staff.checkPin(PIN)).toEqual(WRONG);
  });

  it.each(['0000', '9999', '1234', '0123', '23456', '12345678', '4321', '87654321'])(
    'as guessable as %s is not taken',
    async (pin) => {
      expect(await staff.setPin(null, pin)).toEqual({ ok: false, error: { code: 'STAFF_PIN_NOT_ALLOWED' } });
      expect(staff.owner().hasPin).toBe(false);
    },
  );

  it('is in the database only as a salted hash, which is useless without the vault’s pepper', async () => {
    await staff.setPin(null, PIN);
    const one = db.get<{ readonly pin_hash: string; readonly pin_salt: string }>('SELECT * FROM staff');
    expect(JSON.stringify(one)).not.toContain(PIN);
    await staff.setPin(PIN, PIN);
    const other = db.get<{ readonly pin_hash: string; readonly pin_salt: string }>('SELECT * FROM staff');
    expect(other?.pin_hash).not.toBe(one?.pin_hash);
    vault = createMemoryVault();
    expect(await start().checkPin(PIN)).toEqual(WRONG);
  });

  it('can be neither set nor checked without the vault, and such a try is not counted as wrong', async () => {
    await staff.setPin(null, PIN);
    vault = { ...vault, get: () => Promise.resolve({ ok: false, code: 'VAULT_UNAVAILABLE' }) };
    const unavailable = { ok: false, error: { code: 'VAULT_UNAVAILABLE' } };
    for (let tries = 0; tries < 6; tries += 1) expect(await start().checkPin(PIN)).toEqual(unavailable);
    expect(db.get('SELECT failed_tries FROM staff')).toEqual({ failed_tries: 0 });
  });
});

describe('guessing a PIN', () => {
  async function guess(): Promise<unknown> {
    const answer = await staff.checkPin('1111');
    return answer.ok ? 'in' : (answer.error.facts?.['seconds'] ?? answer.error.code);
  }

  it('has five tries, then waits that double up to an hour', async () => {
    await staff.setPin(null, PIN);
    for (let tries = 0; tries < 5; tries += 1) expect(await guess()).toBe('STAFF_PIN_WRONG');
    const waits: unknown[] = [];
    for (let rounds = 0; rounds < 8; rounds += 1) {
      const seconds = await guess();
      waits.push(seconds);
      nowMs += Number(seconds) * 1000;
      expect(await guess()).toBe('STAFF_PIN_WRONG');
    }
    expect(waits).toEqual([60, 120, 240, 480, 960, 1920, 3600, 3600]);
  });

  it('is not helped by the right PIN during a wait, nor by a restart', async () => {
    await staff.setPin(null, PIN);
    for (let tries = 0; tries < 5; tries += 1) await guess();
    const throttled = { ok: false, error: { code: 'STAFF_PIN_THROTTLED', facts: { seconds: 60 } } };
    expect(await staff.checkPin(PIN)).toEqual(throttled);
    expect(await start().checkPin(PIN)).toEqual(throttled);
    expect(await staff.setPin(PIN, '7391')).toEqual(throttled);
    nowMs += 60_000;
    expect(await staff.checkPin(PIN)).toEqual(OK);
    expect(await guess()).toBe('STAFF_PIN_WRONG');
  });

  it('many at once has no more tries than one after another', async () => {
    await staff.setPin(null, PIN);
    const answers = await Promise.all(Array.from({ length: 20 }, guess));
    expect(answers.filter((answer) => answer === 'STAFF_PIN_WRONG')).toHaveLength(5);
  });

  it('gains nothing from a clock that is set back', async () => {
    await staff.setPin(null, PIN);
    for (let tries = 0; tries < 5; tries += 1) await guess();
    nowMs -= 3_600_000;
    expect(await guess()).toBeGreaterThan(60);
  });
});

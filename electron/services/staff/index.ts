import { scryptSync, timingSafeEqual } from 'node:crypto';
import { accept, refuse, type Result } from '../../../shared/contract/index.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Ids, Random, Vault } from '../ports.ts';

export { createApprovals, type Approvals, type ApprovedAction, type RecordedApproval } from './approvals.ts';

export type Person = { readonly staffId: string; readonly name: string; readonly hasPin: boolean };
export type Shift = { readonly shiftId: string; readonly number: number; readonly openedAtMs: number };

export type Staff = {
  readonly owner: () => Person;
  readonly openShift: () => Shift;
  /** The same for whoever only looks; null while the disk takes no new shift. */
  readonly findShift: () => Shift | null;
  readonly shiftNumber: (shiftId: string) => number;
  readonly setPin: (currentPin: string | null, newPin: string) => Promise<Result<Record<string, never>>>;
  readonly checkPin: (pin: string) => Promise<Result<Record<string, never>>>;
  /** Whoever may approve and typed this PIN. Refused while nobody has one: a name without a proof is none. */
  readonly identify: (pin: string) => Promise<Result<{ readonly staffId: string; readonly name: string }>>;
};

const FREE_TRIES = 5;
const FIRST_WAIT_MS = 60_000;
const WAIT_MS_MAX = 3_600_000;

type Row = {
  readonly staff_id: string;
  readonly name: string;
  readonly pin_salt: string | null;
  readonly pin_hash: string | null;
  readonly failed_tries: number;
  readonly tries_again_at_ms: number;
};

/** The one Owner of this version, with a PIN, and the shift that opens by itself with the first look. */
export function createStaff(ports: {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly vault: () => Vault;
}): Staff {
  const { db, clock, ids } = ports;
  const ownerRow = (): Row => {
    const row = db.get<Row>("SELECT * FROM staff WHERE role = 'owner'");
    if (row !== null) return row;
    db.run("INSERT INTO staff (staff_id, name, role) VALUES (?, 'Owner', 'owner')", ids.uuidv7());
    return ownerRow();
  };
  const check = async (pin: string): Promise<Result<Record<string, never>>> => {
    if (ownerRow().pin_hash === null) return accept({});
    const pepper = await readPepper(ports);
    if (pepper === null) return refuse('VAULT_UNAVAILABLE');
    // From here on nothing waits: guesses sent all at once are counted one after another like any others.
    const row = ownerRow();
    if (row.pin_hash === null || row.pin_salt === null) return accept({});
    const waitMs = row.tries_again_at_ms - clock.nowMs();
    if (waitMs > 0) return refuse('STAFF_PIN_THROTTLED', { seconds: Math.ceil(waitMs / 1000) });
    const given = hashPin(pin, pepper, row.pin_salt);
    const kept = Buffer.from(row.pin_hash, 'hex');
    if (given.length === kept.length && timingSafeEqual(given, kept)) {
      db.run('UPDATE staff SET failed_tries = 0, tries_again_at_ms = 0 WHERE staff_id = ?', row.staff_id);
      return accept({});
    }
    const failed = row.failed_tries + 1;
    const punished =
      failed >= FREE_TRIES ? Math.min(FIRST_WAIT_MS * 2 ** (failed - FREE_TRIES), WAIT_MS_MAX) : 0;
    db.run(
      'UPDATE staff SET failed_tries = ?, tries_again_at_ms = ? WHERE staff_id = ?',
      failed,
      punished === 0 ? 0 : clock.nowMs() + punished,
      row.staff_id,
    );
    return refuse('STAFF_PIN_WRONG');
  };
  return {
    owner: () => {
      const row = ownerRow();
      return { staffId: row.staff_id, name: row.name, hasPin: row.pin_hash !== null };
    },
    openShift: () => openShift(ports, ownerRow().staff_id),
    findShift: () => {
      try {
        return openShift(ports, ownerRow().staff_id);
      } catch {
        // A full disk: the till says so by itself, and the first sale that it can keep opens the shift.
        return null;
      }
    },
    shiftNumber: (shiftId) =>
      db.get<{ readonly number: number }>('SELECT number FROM shifts WHERE shift_id = ?', shiftId)?.number ??
      0,
    checkPin: check,
    identify: async (pin) => {
      const { staff_id: staffId, name, pin_hash: hash } = ownerRow();
      if (hash === null) return refuse('STAFF_PIN_NOT_SET');
      const checked = await check(pin);
      return checked.ok ? accept({ staffId, name }) : checked;
    },
    setPin: async (currentPin, newPin) => {
      const row = ownerRow();
      if (row.pin_hash !== null) {
        const checked = currentPin === null ? refuse('STAFF_PIN_WRONG') : await check(currentPin);
        if (!checked.ok) return checked;
      }
      if (isGuessable(newPin)) return refuse('STAFF_PIN_NOT_ALLOWED');
      const salt = Buffer.from(ports.random.bytes(16)).toString('hex');
      const pepper = await readPepper(ports);
      if (pepper === null) return refuse('VAULT_UNAVAILABLE');
      db.run(
        'UPDATE staff SET pin_salt = ?, pin_hash = ? WHERE staff_id = ?',
        salt,
        hashPin(newPin, pepper, salt).toString('hex'),
        row.staff_id,
      );
      return accept({});
    },
  };
}

async function readPepper(ports: {
  readonly vault: () => Vault;
  readonly random: Random;
}): Promise<string | null> {
  const kept = await ports.vault().get('pin-pepper');
  if (!kept.ok) return null;
  if (kept.value !== null) return kept.value;
  const fresh = Buffer.from(ports.random.bytes(32)).toString('hex');
  const saved = await ports.vault().set('pin-pepper', fresh);
  return saved.ok ? fresh : null;
}

function hashPin(pin: string, pepper: string, salt: string): Buffer {
  // Deliberately slow: four digits are few, and the table may one day be in the wrong hands.
  return scryptSync(`${pin}:${pepper}`, salt, 32, { N: 16_384 });
}

/** 0000, 1234 and 4321 are tried first by everybody who should not be here. */
function isGuessable(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = new Set(digits.slice(1).map((digit, index) => digit - (digits[index] ?? digit)));
  return steps.size === 1 && [...steps].every((step) => Math.abs(step) <= 1);
}

function openShift(
  ports: { readonly db: Db; readonly clock: Clock; readonly ids: Ids },
  staffId: string,
): Shift {
  type ShiftRow = { readonly shift_id: string; readonly number: number; readonly opened_at_ms: number };
  const { db } = ports;
  const row = db.get<ShiftRow & { readonly closed: 0 | 1 }>(
    `SELECT s.*, EXISTS (SELECT 1 FROM shift_closes c WHERE c.shift_id = s.shift_id) AS closed
     FROM shifts s ORDER BY number DESC LIMIT 1`,
  );
  if (row?.closed === 0) return { shiftId: row.shift_id, number: row.number, openedAtMs: row.opened_at_ms };
  return db.transaction(() => {
    db.run("UPDATE counters SET value = value + 1 WHERE name = 'shift'");
    const number =
      db.get<{ readonly value: number }>("SELECT value FROM counters WHERE name = 'shift'")?.value ?? 1;
    const shift = { shiftId: ports.ids.uuidv7(), number, openedAtMs: ports.clock.nowMs() };
    db.run('INSERT INTO shifts VALUES (?, ?, ?, ?)', shift.shiftId, shift.number, shift.openedAtMs, staffId);
    return shift;
  });
}

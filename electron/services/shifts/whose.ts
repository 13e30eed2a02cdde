import type { ClosedForOther } from '../../../shared/contract/index.ts';
import type { Db } from '../db/index.ts';
import { findOpening } from '../drawer/index.ts';
import type { Shift } from '../staff/index.ts';

/** Whose a shift is, and since when somebody works in it. */
export type ShiftOwner = {
  readonly staffId: string;
  readonly name: string;
  readonly beganAtMs: number;
  /** Whether somebody answers for its drawer: only then does it matter who closes it. */
  readonly answers: boolean;
};

/**
 * Whoever put the float into the drawer; without a drawer whoever rang up the first sale. Null while nobody did either:
 * a shift begins by itself when the one before is closed, and that makes it nobody's.
 */
export function findOwner(db: Db, shiftId: string): ShiftOwner | null {
  const opening = findOpening(db, shiftId);
  if (opening !== null)
    return { staffId: opening.staffId, name: opening.name, beganAtMs: opening.atMs, answers: true };
  const first = db.get<Omit<ShiftOwner, 'answers'>>(
    `SELECT p.staff_id AS staffId, p.name, s.opened_at_ms AS beganAtMs FROM sales s
       JOIN staff p ON p.staff_id = s.cashier_id
     WHERE s.shift_id = ? AND s.state = 'completed' ORDER BY s.opened_at_ms, s.sale_id LIMIT 1`,
    shiftId,
  );
  return first === null ? null : { ...first, answers: false };
}

/** Nobody works through this hour of the night and through so many hours before it: somebody forgot to close. */
const NIGHT_ENDS_HOUR = 4;
const LONGEST_EVENING_MS = 8 * 3_600_000;

/** Whether a shift was left open overnight: begun before the last end of a night, and long enough before now. */
export function isLeftOvernight(beganAtMs: number, nowMs: number): boolean {
  const nightEnd = new Date(nowMs);
  nightEnd.setHours(NIGHT_ENDS_HOUR, 0, 0, 0);
  if (nightEnd.getTime() > nowMs) nightEnd.setDate(nightEnd.getDate() - 1);
  return beganAtMs < nightEnd.getTime() && nowMs - beganAtMs > LONGEST_EVENING_MS;
}

/** What frames the page knows of the open shift. */
export function viewOpenShift(
  db: Db,
  shift: Shift,
  nowMs: number,
): { number: number; openedAtMs: number; openedByName: string | null; leftOvernight: boolean } {
  const owner = findOwner(db, shift.shiftId);
  return {
    number: shift.number,
    openedAtMs: owner?.beganAtMs ?? shift.openedAtMs,
    openedByName: owner?.name ?? null,
    leftOvernight: owner !== null && isLeftOvernight(owner.beganAtMs, nowMs),
  };
}

/** Call it inside the transaction that closes the shift. */
export function recordClosedForOther(db: Db, shiftId: string, owner: ShiftOwner, approvalId: string): void {
  db.run(
    'INSERT INTO shifts_closed_for_others VALUES (?, ?, ?, ?)',
    shiftId,
    owner.staffId,
    owner.name,
    approvalId,
  );
}

/** Whose shift it was and who allowed it, where somebody else closed it. */
export function findClosedForOther(db: Db, shiftId: string): ClosedForOther | null {
  return db.get<ClosedForOther>(
    `SELECT f.owner_name AS ownerName, a.staff_name AS approvedBy, a.reason
     FROM shifts_closed_for_others f JOIN approvals a USING (approval_id) WHERE f.shift_id = ?`,
    shiftId,
  );
}

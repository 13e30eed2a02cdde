import type { Db } from '../db/index.ts';
import type { Clock, Ids } from '../ports.ts';

export type Shift = { readonly shiftId: string; readonly number: number; readonly openedAtMs: number };

/** The shift that is open; one is opened in the name of `staffId` where there is none. */
export function openShift(
  ports: { readonly db: Db; readonly clock: Clock; readonly ids: Ids },
  staffId: () => string,
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
    db.run(
      'INSERT INTO shifts VALUES (?, ?, ?, ?)',
      shift.shiftId,
      shift.number,
      shift.openedAtMs,
      staffId(),
    );
    return shift;
  });
}

import type { Db } from '../db/index.ts';

/** A manager's name on one line with these figures. */
export type Acceptance = {
  readonly approvalId: string;
  readonly lineId: string;
  readonly fingerprint: string;
  readonly name: string;
  readonly reason: string;
  readonly atMs: number;
};

export function recordAcceptance(
  db: Db,
  acceptance: Pick<Acceptance, 'approvalId' | 'lineId' | 'fingerprint'> & { readonly shiftId: string },
): void {
  db.run(
    'INSERT INTO shift_acceptances VALUES (?, ?, ?, ?)',
    acceptance.approvalId,
    acceptance.shiftId,
    acceptance.lineId,
    acceptance.fingerprint,
  );
}

/** All that was accepted in a shift, oldest first. Whether it still fits its line is for the caller to see. */
export function acceptedOf(db: Db, shiftId: string): readonly Acceptance[] {
  return db
    .all<{
      readonly approval_id: string;
      readonly line_id: string;
      readonly fingerprint: string;
      readonly staff_name: string;
      readonly reason: string;
      readonly at_ms: number;
    }>(
      `SELECT s.approval_id, s.line_id, s.fingerprint, a.staff_name, a.reason, a.at_ms
       FROM shift_acceptances s JOIN approvals a USING (approval_id)
       WHERE s.shift_id = ? ORDER BY a.at_ms, a.approval_id`,
      shiftId,
    )
    .map((row) => ({
      approvalId: row.approval_id,
      lineId: row.line_id,
      fingerprint: row.fingerprint,
      name: row.staff_name,
      reason: row.reason,
      atMs: row.at_ms,
    }));
}

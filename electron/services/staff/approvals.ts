import { accept, type Approval, type Result } from '../../../shared/contract/index.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Ids } from '../ports.ts';
import type { Staff } from './index.ts';

/** What can be approved. The word stands in the record and never changes its meaning. */
export type ApprovedAction =
  | 'payment.decide'
  | 'refund.without-receipt'
  | 'refund.unwind'
  | 'refund.repay'
  | 'refund.as-cash'
  | 'review.adopt'
  | 'review.dismiss'
  | 'review.repair-tender'
  | 'shift.accept-difference'
  | 'shift.accept-variance'
  | 'register.retire'
  | 'reader.take-over'
  | 'reader.register';

/** One approval as it is on the disk: who, when, what, about which thing, and why. */
export type RecordedApproval = {
  readonly approvalId: string;
  readonly atMs: number;
  readonly action: ApprovedAction;
  readonly subjectId: string;
  readonly reason: string;
  readonly staffId: string;
  readonly staffName: string;
};

export type Approvals = {
  /**
   * Checks the PIN, records who approved what and why, and only then lets the caller act. Each approval is for one
   * act: ask anew for the next. Refusals: STAFF_PIN_NOT_SET, STAFF_PIN_WRONG, STAFF_PIN_THROTTLED, VAULT_UNAVAILABLE.
   */
  readonly approve: (
    action: ApprovedAction,
    subjectId: string,
    approval: Approval,
  ) => Promise<Result<RecordedApproval>>;
  readonly listOf: (subjectId: string) => readonly RecordedApproval[];
};

export function createApprovals(ports: {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly staff: Pick<Staff, 'identify'>;
}): Approvals {
  const { db } = ports;
  return {
    approve: async (action, subjectId, { pin, reason }) => {
      const person = await ports.staff.identify(pin);
      if (!person.ok) return person;
      const recorded: RecordedApproval = {
        approvalId: ports.ids.uuidv7(),
        atMs: ports.clock.nowMs(),
        action,
        subjectId,
        reason,
        staffId: person.value.staffId,
        staffName: person.value.name,
      };
      db.run(
        `INSERT INTO approvals (approval_id, at_ms, action, subject_id, reason, staff_id, staff_name)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        recorded.approvalId,
        recorded.atMs,
        recorded.action,
        recorded.subjectId,
        recorded.reason,
        recorded.staffId,
        recorded.staffName,
      );
      return accept(recorded);
    },
    listOf: (subjectId) =>
      db
        .all<{
          readonly approval_id: string;
          readonly at_ms: number;
          readonly action: string;
          readonly reason: string;
          readonly staff_id: string;
          readonly staff_name: string;
        }>('SELECT * FROM approvals WHERE subject_id = ? ORDER BY at_ms, approval_id', subjectId)
        .map((row) => ({
          approvalId: row.approval_id,
          atMs: row.at_ms,
          action: row.action as ApprovedAction, // Written by `approve` above.
          subjectId,
          reason: row.reason,
          staffId: row.staff_id,
          staffName: row.staff_name,
        })),
  };
}

import { accept, type Approval, type ApprovedAction, type Result } from '../../../shared/contract/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Ids } from '../ports.ts';
import type { Staff } from './index.ts';

/** One approval as it is on the disk: who asked, who approved, when, what, about which thing, and why. */
export type RecordedApproval = {
  readonly approvalId: string;
  readonly atMs: number;
  /** An `ApprovedAction`, or the name of the channel that a grant was for. */
  readonly action: string;
  readonly subjectId: string;
  readonly reason: string;
  readonly staffId: string;
  readonly staffName: string;
  readonly askedByName: string | null;
};

type Name = { readonly staffId: string; readonly name: string };

export type Approvals = {
  /**
   * Checks the PIN or badge, records who asked, who approved what and why, and only then lets the caller act. Each
   * approval is for one act: ask anew for the next. Refusals: STAFF_PIN_NOT_SET, STAFF_PIN_WRONG, STAFF_PIN_THROTTLED,
   * STAFF_BADGE_UNKNOWN, STAFF_NOT_A_BADGE, APPROVAL_NOT_ENTITLED, VAULT_UNAVAILABLE.
   */
  readonly approve: (
    action: ApprovedAction,
    subjectId: string,
    approval: Approval,
  ) => Promise<Result<RecordedApproval>>;
  /** Records a word that was checked elsewhere. */
  readonly record: (what: {
    readonly action: string;
    readonly subjectId: string;
    readonly reason: string;
    readonly by: Name;
    readonly askedBy: Name | null;
  }) => RecordedApproval;
  readonly listOf: (subjectId: string) => readonly RecordedApproval[];
};

export function createApprovals(ports: {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly staff: Pick<Staff, 'identify'>;
  /** Whoever stands before the till and asks. */
  readonly askedBy?: () => Name | null;
  readonly audit?: Pick<Audit, 'append'>;
}): Approvals {
  const { db } = ports;
  const record: Approvals['record'] = ({ action, subjectId, reason, by, askedBy }) => {
    const recorded: RecordedApproval = {
      approvalId: ports.ids.uuidv7(),
      atMs: ports.clock.nowMs(),
      action,
      subjectId,
      reason,
      staffId: by.staffId,
      staffName: by.name,
      askedByName: askedBy?.name ?? null,
    };
    db.transaction(() => {
      db.run(
        `INSERT INTO approvals (approval_id, at_ms, action, subject_id, reason, staff_id, staff_name, asked_by,
           asked_by_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        recorded.approvalId,
        recorded.atMs,
        recorded.action,
        recorded.subjectId,
        recorded.reason,
        recorded.staffId,
        recorded.staffName,
        askedBy?.staffId ?? null,
        recorded.askedByName,
      );
      ports.audit?.append({
        action: 'approval.given',
        subject: subjectId,
        approvedBy: recorded.staffName,
        reason,
        after: { approved: action },
      });
    });
    return recorded;
  };
  return {
    record,
    approve: async (action, subjectId, approval) => {
      const person = await ports.staff.identify(approval, action);
      if (!person.ok) return person;
      return accept(
        record({
          action,
          subjectId,
          reason: approval.reason,
          by: person.value,
          askedBy: ports.askedBy?.() ?? null,
        }),
      );
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
          readonly asked_by_name: string | null;
        }>('SELECT * FROM approvals WHERE subject_id = ? ORDER BY at_ms, approval_id', subjectId)
        .map((row) => ({
          approvalId: row.approval_id,
          atMs: row.at_ms,
          action: row.action,
          subjectId,
          reason: row.reason,
          staffId: row.staff_id,
          staffName: row.staff_name,
          askedByName: row.asked_by_name,
        })),
  };
}

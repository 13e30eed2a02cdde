import {
  accept,
  refuse,
  type ClosedDrawer,
  type DrawerAtClose,
  type Result,
} from '../../../shared/contract/index.ts';
import { judgeVariance, type DrawerSums } from '../../../shared/domain/drawer/index.ts';
import { minorUnits } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';
import type { Approvals } from '../staff/index.ts';
import { findLastCount } from './counts.ts';
import { cashStampOf, findOpening, hasCash, readSums } from './drawer-facts.ts';

/** A drawer that may be closed with these figures, as long as no more cash moves. */
export type ReadyDrawer = {
  readonly countId: string;
  readonly sums: DrawerSums;
  readonly expectedMinor: number;
  readonly countedMinor: number;
  readonly toleranceMinor: number;
  readonly note: string | null;
  readonly approvalId: string | null;
  readonly leftMinor: number;
  readonly stamp: string;
};

/**
 * Checks how a drawer is to be closed, and asks the manager where a variance needs one. Null: there is no drawer to
 * close. Refusals: DRAWER_NOT_OPEN (cash moved and no float is known), DRAWER_NOT_COUNTED, DRAWER_NEEDS_NOTE,
 * DRAWER_NEEDS_MANAGER, DRAWER_AMOUNT_NOT_ALLOWED (more is to stay than was counted), those of an approval.
 */
export async function readyToClose(
  from: { readonly db: Db; readonly approvals: Approvals; readonly hasDrawer: boolean },
  shiftId: string,
  wanted: DrawerAtClose | null,
): Promise<Result<ReadyDrawer | null>> {
  const { db } = from;
  const opening = findOpening(db, shiftId);
  if (opening === null)
    return from.hasDrawer && hasCash(db, shiftId) ? refuse('DRAWER_NOT_OPEN') : accept(null);
  const count = findLastCount(db, shiftId);
  const stamp = cashStampOf(db, shiftId);
  if (wanted === null || count?.countId !== wanted.countId || !count.revealed || count.stamp !== stamp)
    return refuse('DRAWER_NOT_COUNTED');
  if (wanted.leftMinor < 0 || wanted.leftMinor > count.countedMinor)
    return refuse('DRAWER_AMOUNT_NOT_ALLOWED');
  const level = judgeVariance(count.countedMinor - count.expectedMinor, count.toleranceMinor);
  if (level !== 'none' && wanted.note === null) return refuse('DRAWER_NEEDS_NOTE');
  let approvalId: string | null = null;
  if (level === 'red') {
    if (wanted.approval === null) return refuse('DRAWER_NEEDS_MANAGER');
    const approved = await from.approvals.approve(
      'shift.accept-variance',
      `${shiftId}:${count.countId}`,
      wanted.approval,
    );
    if (!approved.ok) return approved;
    ({ approvalId } = approved.value);
  }
  return accept({
    ...count,
    sums: readSums(db, shiftId, opening.floatMinor),
    note: level === 'none' ? null : wanted.note,
    approvalId,
    leftMinor: wanted.leftMinor,
    stamp,
  });
}

/** Whether no cash moved since the drawer was made ready. */
export function isStill(db: Db, shiftId: string, ready: ReadyDrawer): boolean {
  return cashStampOf(db, shiftId) === ready.stamp;
}

/** Writes a drawer's close, inside the transaction that closes its shift. */
export function recordDrawerClose(db: Db, shiftId: string, ready: ReadyDrawer): void {
  const { sums } = ready;
  db.run(
    'INSERT INTO drawer_closes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    shiftId,
    ready.countId,
    sums.floatMinor,
    sums.cashInMinor,
    sums.cashOutMinor,
    sums.payInMinor,
    sums.payOutMinor,
    sums.dropMinor,
    ready.expectedMinor,
    ready.countedMinor,
    ready.toleranceMinor,
    ready.note,
    ready.approvalId,
    ready.leftMinor,
  );
}

/** What a closed shift's drawer came to; null where it had none. */
export function findDrawerClose(db: Db, shiftId: string): ClosedDrawer | null {
  const row = db.get<
    Record<
      | 'float_minor'
      | 'cash_in_minor'
      | 'cash_out_minor'
      | 'pay_in_minor'
      | 'pay_out_minor'
      | 'drop_minor'
      | 'expected_minor'
      | 'counted_minor'
      | 'tolerance_minor'
      | 'left_minor',
      number
    > & { readonly note: string | null; readonly staff_name: string | null }
  >(
    `SELECT d.*, a.staff_name FROM drawer_closes d LEFT JOIN approvals a USING (approval_id) WHERE d.shift_id = ?`,
    shiftId,
  );
  if (row === null) return null;
  const varianceMinor = row.counted_minor - row.expected_minor;
  return {
    sums: {
      floatMinor: minorUnits(row.float_minor),
      cashInMinor: minorUnits(row.cash_in_minor),
      cashOutMinor: minorUnits(row.cash_out_minor),
      payInMinor: minorUnits(row.pay_in_minor),
      payOutMinor: minorUnits(row.pay_out_minor),
      dropMinor: minorUnits(row.drop_minor),
    },
    expectedMinor: minorUnits(row.expected_minor),
    countedMinor: minorUnits(row.counted_minor),
    varianceMinor: minorUnits(varianceMinor),
    toleranceMinor: minorUnits(row.tolerance_minor),
    level: judgeVariance(varianceMinor, row.tolerance_minor),
    note: row.note,
    signedBy: row.staff_name,
    leftMinor: minorUnits(row.left_minor),
  };
}

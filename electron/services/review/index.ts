import {
  accept,
  refuse,
  reviewItemSchema,
  type Approval,
  type Registers,
  type Result,
  type ReviewDone,
  type ReviewItem,
} from '../../../shared/contract/index.ts';
import { keepComputed, type Db } from '../db/index.ts';
import type { Reconciler, Strays } from '../reconciliation/index.ts';
import type { Approvals, RecordedApproval } from '../staff/index.ts';
import { listItems, listSteadyItems, type ItemSources } from './list-items.ts';
import { createOrphanWork, type OrphanPorts } from './orphan-work.ts';

export { watchJournal, type JournalWatch } from './journal-watch.ts';

/** How much of what was dealt with is shown. */
const DONE_SHOWN = 100;

export type ReviewPorts = Omit<OrphanPorts, 'done' | 'strays' | 'reconciler'> &
  ItemSources & {
    readonly strays: Strays;
    readonly reconciler: Pick<Reconciler, 'checkTender' | 'sweep' | 'sweepMonth'>;
    readonly register: () => string;
    readonly approvals: Approvals;
  };

export type Review = ReturnType<typeof createReview>;

/**
 * The Review Queue: everything that does not add up, computed anew from the tables at each look, and what managers do
 * about it. An item goes when its cause goes; one that a manager settled or put aside stays in the list of what is done.
 */
export function createReview(ports: ReviewPorts) {
  const { db, strays } = ports;
  const steady = keepComputed(db, () => listSteadyItems(ports));
  const putAside = keepComputed(
    db,
    () =>
      new Set(
        db.all<{ readonly item_id: string }>('SELECT item_id FROM review_done').map((row) => row.item_id),
      ),
  );
  const list = (): readonly ReviewItem[] => {
    const put = putAside();
    return listItems(ports, steady()).filter((item) => !put.has(item.itemId));
  };
  const done = (itemId: string, how: ReviewDone['how'], by: RecordedApproval): void => {
    const item = list().find((each) => each.itemId === itemId);
    if (item !== undefined) saveDone(db, item, how, by);
  };
  const work = createOrphanWork({ ...ports, done });
  return {
    list,
    listDone: (): readonly ReviewDone[] => readDone(db),
    lookAtOrphan: work.look,
    adopt: work.adopt,
    repairTender: work.repair,
    refund: work.refund,
    /** Puts an item aside with a name and a reason. It moves no money and changes no record. */
    dismiss: async (itemId: string, approval: Approval): Promise<Result<Record<string, never>>> => {
      if (!list().some((item) => item.itemId === itemId)) return refuse('REVIEW_ITEM_GONE');
      const approved = await ports.approvals.approve('review.dismiss', itemId, approval);
      if (!approved.ok) return approved;
      done(itemId, 'dismissed', approved.value);
      ports.changed(null);
      return accept({});
    },
    /** Compares with Stripe now: what was repaired there goes from the list. */
    checkWithStripe: async (): Promise<Result<Record<string, never>>> => {
      for (const tenderId of listCheckable(db)) await ports.reconciler.checkTender(tenderId, 'manager');
      return (await ports.reconciler.sweep()) ? accept({}) : refuse('STRIPE_UNREACHABLE');
    },
    registers: (): Registers => {
      const retired = strays.listRetired();
      return {
        own: ports.register(),
        others: strays
          .listOtherRegisters()
          .filter((other) => !retired.some(({ register }) => register === other.register))
          .map((other) => ({ ...other })),
        retired: retired.map((each) => ({ ...each })),
      };
    },
    /** From now on this till explains that register's money, a month back. Refused for itself: REVIEW_REGISTER_IN_USE. */
    retireRegister: async (
      register: string,
      approval: Approval,
    ): Promise<Result<{ readonly orphans: number }>> => {
      if (register === ports.register()) return refuse('REVIEW_REGISTER_IN_USE');
      const approved = await ports.approvals.approve('register.retire', register, approval);
      if (!approved.ok) return approved;
      strays.retire(register, approved.value.approvalId);
      // What it took while this till was off was never listed here; without Stripe the nightly sweep finds it.
      await ports.reconciler.sweepMonth();
      ports.changed(null);
      return accept({ orphans: strays.listOpen().filter((orphan) => orphan.register === register).length });
    },
  };
}

function listCheckable(db: Db): readonly string[] {
  return db
    .all<{ readonly tender_id: string }>(
      "SELECT tender_id FROM card_tenders WHERE reconciliation IN ('mismatched', 'missing-at-stripe')",
    )
    .map((row) => row.tender_id);
}

function saveDone(db: Db, item: ReviewItem, how: ReviewDone['how'], by: RecordedApproval): void {
  db.run(
    'INSERT INTO review_done VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    item.itemId,
    how,
    by.atMs,
    by.staffName,
    by.reason,
    JSON.stringify(item),
  );
}

function readDone(db: Db): readonly ReviewDone[] {
  return db
    .all<{
      readonly how: ReviewDone['how'];
      readonly at_ms: number;
      readonly staff_name: string;
      readonly reason: string;
      readonly item_json: string;
    }>('SELECT * FROM review_done ORDER BY at_ms DESC, item_id LIMIT ?', DONE_SHOWN)
    .flatMap((row) => {
      // An item that an older version wrote may lack what this one shows: it is left out rather than shown wrong.
      const item = reviewItemSchema.safeParse(JSON.parse(row.item_json));
      if (!item.success) return [];
      return {
        item: item.data,
        how: row.how,
        atMs: row.at_ms,
        staffName: row.staff_name,
        reason: row.reason,
      };
    });
}

import {
  accept,
  refuse,
  type Approval,
  type DrawerAtClose,
  type Result,
  type ShiftComparison,
  type ShiftLine,
  type ShiftReport,
} from '../../../shared/contract/index.ts';
import { currencyCode, minorUnits } from '../../../shared/domain/money/index.ts';
import { isStill, recordDrawerClose, type Drawer } from '../drawer/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Clock, Ids, Log } from '../ports.ts';
import type { Approvals, Shift, Staff } from '../staff/index.ts';
import { acceptedOf, recordAcceptance, type Acceptance } from './acceptances.ts';
import { carryOver, getClosed, listClosed, recordClose } from './closed-shifts.ts';
import { compareShift, seenOf, type Compared, type ComparePorts } from './compare.ts';
import { ownFiguresOf } from './own-figures.ts';
import { findReport, keepXReport, readReport, recordReport } from './report.ts';
import { stampOf } from './shift-facts.ts';
import { totalsOf } from './totals.ts';
import { findOwner, recordClosedForOther, type ShiftOwner } from './whose.ts';

export type ShiftPorts = ComparePorts & {
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'uuidv7'>;
  readonly log: Log;
  readonly audit: Pick<Audit, 'head'>;
  readonly staff: Pick<Staff, 'openShift' | 'present'>;
  readonly approvals: Approvals;
  readonly drawer: Pick<Drawer, 'readyToClose' | 'isBlind'>;
  readonly storeName: () => string;
  readonly register: () => string;
  readonly currency: () => string;
  readonly changed: () => void;
};

export { findReport, findXReport, readReport } from './report.ts';
export { reportDocument, reportText } from './report-paper.ts';
export { viewOpenShift } from './whose.ts';

type Done = Record<string, never>;
type Closed = { readonly shiftId: string; readonly closedFor: string | null };
export type Shifts = ReturnType<typeof createShifts>;

/** The end of a shift: every card payment beside Stripe, to the cent, and a name on each difference. */
export function createShifts(ports: ShiftPorts) {
  const { db, staff, clock } = ports;
  let shown: { readonly shiftId: string; readonly compared: Compared } | null = null;

  const compare = async (): Promise<Result<{ readonly shift: Shift; readonly compared: Compared }>> => {
    const shift = staff.openShift();
    const compared = await compareShift(ports, shift);
    if (!compared.ok) return compared;
    // Somebody may have closed it while Stripe was asked.
    if (staff.openShift().shiftId !== shift.shiftId) return refuse('SHIFT_CHANGED');
    shown = { shiftId: shift.shiftId, compared: compared.value };
    return accept({ shift, compared: compared.value });
  };
  const reportOf = (shift: Shift, isBlind: boolean): ShiftReport =>
    readReport(
      {
        db,
        store: ports.store,
        storeName: ports.storeName(),
        register: ports.register(),
        currency: ports.currency(),
      },
      shift,
      { atMs: clock.nowMs(), name: staff.present().name, isBlind },
    );
  const othersOwner = (shift: Shift): ShiftOwner | null => {
    const owner = findOwner(db, shift.shiftId);
    return owner?.answers === true && owner.staffId !== staff.present().staffId ? owner : null;
  };
  /** Null: the shift is one's own, or nobody's. */
  const allowOther = async (
    approval: Approval | null,
  ): Promise<Result<{ readonly owner: ShiftOwner; readonly approvalId: string } | null>> => {
    const shift = staff.openShift();
    const owner = othersOwner(shift);
    if (owner === null) return accept(null);
    if (approval === null) return refuse('SHIFT_OF_OTHER');
    const approved = await ports.approvals.approve('shift.close-other', shift.shiftId, approval);
    return approved.ok ? accept({ owner, approvalId: approved.value.approvalId }) : approved;
  };
  return {
    ownFigures: () => {
      const own = ownFiguresOf(ports, staff.openShift(), ports.currency());
      return ports.drawer.isBlind() ? { ...own, ...HIDDEN_CASH } : own;
    },
    compare: async (): Promise<Result<ShiftComparison>> => {
      const done = await compare();
      if (!done.ok) return done;
      const { shift, compared } = done.value;
      return accept(
        viewComparison({
          shift,
          compared,
          accepted: acceptedOf(db, shift.shiftId),
          owner: findOwner(db, shift.shiftId),
          isOthers: othersOwner(shift) !== null,
          isBlind: ports.drawer.isBlind(),
          currency: ports.currency(),
          comparedAtMs: clock.nowMs(),
        }),
      );
    },
    /** Covers the line as it was shown last; a line that is another by now is refused with SHIFT_LINE_GONE. */
    accept: async (lineId: string, fingerprint: string, approval: Approval): Promise<Result<Done>> => {
      const { shiftId } = staff.openShift();
      const line =
        shown?.shiftId === shiftId
          ? shown.compared.lines.find((each) => each.lineId === lineId && each.fingerprint === fingerprint)
          : undefined;
      if (line === undefined || line.kind === 'matched') return refuse('SHIFT_LINE_GONE');
      const approved = await ports.approvals.approve(
        'shift.accept-difference',
        `${shiftId}:${lineId}`,
        approval,
      );
      if (!approved.ok) return approved;
      recordAcceptance(db, { approvalId: approved.value.approvalId, shiftId, lineId, fingerprint });
      return accept({});
    },
    /**
     * Compares once more and closes in one transaction. Refused, with the shift open as before: SHIFT_CHANGED when it is
     * not what the person saw, SHIFT_BUSY while something is under way, SHIFT_NOT_EXPLAINED without a name on each line,
     * SHIFT_OF_OTHER where it is somebody else's and nobody allowed it, those of an approval, and what `readyToClose` of
     * the drawer refuses.
     */
    close: async (
      seen: string,
      drawer: DrawerAtClose | null = null,
      other: Approval | null = null,
    ): Promise<Result<Closed>> => {
      const allowed = await allowOther(other);
      if (!allowed.ok) return allowed;
      const ready = await ports.drawer.readyToClose(staff.openShift().shiftId, drawer);
      if (!ready.ok) return ready;
      const done = await compare();
      if (!done.ok) return done;
      const { shift, compared } = done.value;
      const comparedAtMs = clock.nowMs();
      const closed = db.transaction((): Result<Closed> => {
        if (seenOf(compared) !== seen) return refuse('SHIFT_CHANGED');
        if (stampOf(db, shift.shiftId) !== compared.facts.stamp) return refuse('SHIFT_CHANGED');
        if (compared.facts.obstacles.length > 0) return refuse('SHIFT_BUSY');
        // Before anything is written: a refusal in the middle would leave half a close behind.
        if (ready.value !== null && !isStill(db, shift.shiftId, ready.value))
          return refuse('DRAWER_NOT_COUNTED');
        const accepted = acceptedOf(db, shift.shiftId);
        const lines = compared.lines
          .filter(({ moved }) => moved)
          .map((line) => ({ ...line, approvalId: nameOn(line, accepted)?.approvalId ?? null }));
        if (lines.some((line) => line.kind !== 'matched' && line.approvalId === null))
          return refuse('SHIFT_NOT_EXPLAINED');
        const { staffId, name } = staff.present();
        recordClose(db, {
          shift,
          closedAtMs: clock.nowMs(),
          comparedAtMs,
          by: { staffId, name },
          register: ports.register(),
          currency: ports.currency(),
          totals: totalsOf(compared, ports.currency()),
          lines,
        });
        if (ready.value !== null) recordDrawerClose(db, shift.shiftId, ready.value);
        if (allowed.value !== null)
          recordClosedForOther(db, shift.shiftId, allowed.value.owner, allowed.value.approvalId);
        recordReport(db, reportOf(shift, false), ports.audit.head());
        carryOver(db, shift.shiftId, staff.openShift().shiftId);
        return accept({ shiftId: shift.shiftId, closedFor: allowed.value?.owner.name ?? null });
      });
      if (!closed.ok) return closed;
      shown = null;
      ports.log.info('shift.closed', { shift: shift.shiftId, number: shift.number });
      ports.changed();
      return closed;
    },
    listClosed: () => listClosed(db),
    /** The X of the open shift, or the Z of a closed one. Refusal: SHIFT_NOT_FOUND. */
    report: (shiftId: string | null): Result<ShiftReport> =>
      shiftId === null
        ? accept(reportOf(staff.openShift(), ports.drawer.isBlind()))
        : findReport(db, shiftId),
    /** Keeps an X of the open shift as it is now, so that its paper stays what it was. */
    takeX: (): string => {
      const xReportId = ports.ids.uuidv7();
      keepXReport(db, xReportId, reportOf(staff.openShift(), ports.drawer.isBlind()));
      return xReportId;
    },
    getClosed: (shiftId: string) => getClosed(db, shiftId),
  };
}

/** The name on a line, if its kind and figures are still those that were accepted. */
function nameOn(
  line: { readonly lineId: string; readonly fingerprint: string },
  accepted: readonly Acceptance[],
): Acceptance | undefined {
  return accepted.findLast((each) => each.lineId === line.lineId && each.fingerprint === line.fingerprint);
}

const HIDDEN_CASH = { cashInMinor: null, cashOutMinor: null };

function viewComparison(from: {
  readonly shift: Shift;
  readonly compared: Compared;
  readonly accepted: readonly Acceptance[];
  readonly owner: ShiftOwner | null;
  readonly isOthers: boolean;
  readonly isBlind: boolean;
  readonly currency: string;
  readonly comparedAtMs: number;
}): ShiftComparison {
  const { shift, compared, accepted, currency } = from;
  const exceptions = compared.lines
    .filter((line) => line.kind !== 'matched')
    .map(({ tenderId: _tenderId, moved: _moved, ...line }): ShiftLine => {
      const by = nameOn(line, accepted);
      return {
        ...line,
        accepted: by === undefined ? null : { name: by.name, reason: by.reason, atMs: by.atMs },
      };
    });
  const matched = compared.lines.filter(
    (line) => line.kind === 'matched' && line.moved && line.currency === currency,
  );
  const unexplained = exceptions.filter((line) => line.accepted === null).length;
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, each) => total + each, 0);
  return {
    shiftId: shift.shiftId,
    number: shift.number,
    openedAtMs: from.owner?.beganAtMs ?? shift.openedAtMs,
    comparedAtMs: from.comparedAtMs,
    openedByName: from.owner?.name ?? null,
    isOthers: from.isOthers,
    currency: currencyCode(currency),
    totals: { ...totalsOf(compared, currency), ...(from.isBlind ? HIDDEN_CASH : {}) },
    matched: {
      count: matched.length,
      tillMinor: minorUnits(sum(matched.map((line) => line.tillMinor))),
      stripeMinor: minorUnits(sum(matched.map((line) => line.stripeMinor ?? 0))),
    },
    exceptions,
    unexplained,
    obstacles: [...compared.facts.obstacles],
    canClose: unexplained === 0 && compared.facts.obstacles.length === 0,
    seen: seenOf(compared),
  };
}

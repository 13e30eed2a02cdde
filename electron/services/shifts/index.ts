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
import type { Clock, Log } from '../ports.ts';
import type { Approvals, Shift, Staff } from '../staff/index.ts';
import { acceptedOf, recordAcceptance, type Acceptance } from './acceptances.ts';
import { carryOver, getClosed, listClosed, recordClose } from './closed-shifts.ts';
import { compareShift, seenOf, type Compared, type ComparePorts } from './compare.ts';
import { ownFiguresOf } from './own-figures.ts';
import { findReport, readReport, recordReport } from './report.ts';
import { stampOf } from './shift-facts.ts';
import { totalsOf } from './totals.ts';

export type ShiftPorts = ComparePorts & {
  readonly clock: Clock;
  readonly log: Log;
  readonly staff: Pick<Staff, 'openShift' | 'present'>;
  readonly approvals: Approvals;
  readonly drawer: Pick<Drawer, 'readyToClose' | 'isBlind'>;
  readonly storeName: () => string;
  readonly register: () => string;
  readonly currency: () => string;
  readonly changed: () => void;
};

export { readReport } from './report.ts';
export { reportText } from './report-text.ts';

type Done = Record<string, never>;
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
  return {
    ownFigures: () => ownFiguresOf(ports, staff.openShift(), ports.currency()),
    compare: async (): Promise<Result<ShiftComparison>> => {
      const done = await compare();
      if (!done.ok) return done;
      const { shift, compared } = done.value;
      return accept(
        viewComparison(shift, compared, acceptedOf(db, shift.shiftId), ports.currency(), clock.nowMs()),
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
     * and what `readyToClose` of the drawer refuses.
     */
    close: async (
      seen: string,
      drawer: DrawerAtClose | null = null,
    ): Promise<Result<{ readonly shiftId: string }>> => {
      const ready = await ports.drawer.readyToClose(staff.openShift().shiftId, drawer);
      if (!ready.ok) return ready;
      const done = await compare();
      if (!done.ok) return done;
      const { shift, compared } = done.value;
      const comparedAtMs = clock.nowMs();
      const closed = db.transaction((): Result<{ readonly shiftId: string }> => {
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
        recordReport(db, reportOf(shift, false));
        carryOver(db, shift.shiftId, staff.openShift().shiftId);
        return accept({ shiftId: shift.shiftId });
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

function viewComparison(
  shift: Shift,
  compared: Compared,
  accepted: readonly Acceptance[],
  currency: string,
  comparedAtMs: number,
): ShiftComparison {
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
    openedAtMs: shift.openedAtMs,
    comparedAtMs,
    currency: currencyCode(currency),
    totals: totalsOf(compared, currency),
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

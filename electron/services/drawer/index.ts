import {
  accept,
  refuse,
  type CashPiecesInput,
  type DrawerAtClose,
  type DrawerChip,
  type DrawerView,
  type MovementKind,
  type Result,
} from '../../../shared/contract/index.ts';
import { countedMinor, judgeVariance } from '../../../shared/domain/drawer/index.ts';
import { currencyCode, currencyFacts, minorUnits } from '../../../shared/domain/money/index.ts';
import type { Db } from '../db/index.ts';
import type { Clock, Ids, Log } from '../ports.ts';
import type { Approvals, Shift, Staff } from '../staff/index.ts';
import { readyToClose, type ReadyDrawer } from './closing.ts';
import { expectedNow, findLastCount, recordCount, revealCount } from './counts.ts';
import { cashStampOf, findOpening, lastLeftMinor, listEvents } from './drawer-facts.ts';

export { findDrawerClose, isStill, recordDrawerClose, type ReadyDrawer } from './closing.ts';
export { listCounts } from './counts.ts';
export { findOpening, listEvents, readSums } from './drawer-facts.ts';

type Done = Record<string, never>;

export type DrawerSettings = {
  readonly hasDrawer: boolean;
  readonly blind: boolean;
  /** Null: five of the currency's main unit. */
  readonly toleranceMinor: number | null;
  readonly currency: string;
};

export type DrawerPorts = {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly staff: Pick<Staff, 'openShift' | 'findShift' | 'present' | 'permissions'>;
  readonly approvals: Approvals;
  readonly settings: () => DrawerSettings;
  readonly changed: () => void;
};

export type Drawer = ReturnType<typeof createDrawer>;

/** The cash drawer of the open shift. What happens to it is only added to; nothing here edits or takes back. */
export function createDrawer(ports: DrawerPorts) {
  const { db, clock, ids, staff } = ports;
  const openingOf = (shiftId: string) => findOpening(db, shiftId);
  /** Runs what needs an open drawer, and tells the page. */
  const withOpen = (act: (shift: Shift, floatMinor: number) => Result<Done>): Result<Done> => {
    if (!ports.settings().hasDrawer) return refuse('DRAWER_NONE');
    const done = db.transaction((): Result<Done> => {
      const shift = staff.openShift();
      const opening = openingOf(shift.shiftId);
      return opening === null ? refuse('DRAWER_NOT_OPEN') : act(shift, opening.floatMinor);
    });
    if (done.ok) ports.changed();
    return done;
  };
  return {
    chip: (): DrawerChip => viewChip(db, ports.settings(), staff.findShift()),
    /** Whether whoever stands there is not told what should lie in the drawer before it is counted. */
    isBlind: (): boolean => {
      const { hasDrawer, blind } = ports.settings();
      if (!hasDrawer || !blind) return false;
      return staff.permissions.levelOf(staff.present().role, 'drawer.see-expected') !== 'allowed';
    },
    /** Whether cash may be taken: in an opened drawer, or where there is none to open. */
    takesCash: (): boolean => !ports.settings().hasDrawer || openingOf(staff.openShift().shiftId) !== null,
    view: (): DrawerView => viewDrawer(db, ports.settings(), staff.openShift()),
    /** Refusals: DRAWER_NONE, DRAWER_ALREADY_OPEN, DRAWER_AMOUNT_NOT_ALLOWED. */
    open: (floatMinor: number): Result<Done> => {
      if (!ports.settings().hasDrawer) return refuse('DRAWER_NONE');
      if (floatMinor < 0) return refuse('DRAWER_AMOUNT_NOT_ALLOWED');
      const done = db.transaction((): Result<Done> => {
        const shift = staff.openShift();
        if (openingOf(shift.shiftId) !== null) return refuse('DRAWER_ALREADY_OPEN');
        const { staffId, name } = staff.present();
        db.run(
          'INSERT INTO drawer_openings VALUES (?, ?, ?, ?, ?, ?, ?)',
          shift.shiftId,
          floatMinor,
          lastLeftMinor(db),
          ports.settings().currency,
          staffId,
          name,
          clock.nowMs(),
        );
        return accept({});
      });
      if (done.ok) ports.changed();
      return done;
    },
    /** Refusals: DRAWER_NONE, DRAWER_NOT_OPEN, DRAWER_AMOUNT_NOT_ALLOWED, DRAWER_NOT_ENOUGH when it would hold less. */
    move: (kind: MovementKind, amountMinor: number, note: string): Result<Done> =>
      withOpen((shift, floatMinor) => {
        if (amountMinor <= 0) return refuse('DRAWER_AMOUNT_NOT_ALLOWED');
        if (kind !== 'pay-in' && amountMinor > expectedNow(db, shift.shiftId, floatMinor))
          return refuse('DRAWER_NOT_ENOUGH');
        const { staffId, name } = staff.present();
        db.run(
          'INSERT INTO cash_movements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
          ids.uuidv7(),
          shift.shiftId,
          kind,
          amountMinor,
          ports.settings().currency,
          note,
          staffId,
          name,
          clock.nowMs(),
        );
        return accept({});
      }),
    /** Refusals: DRAWER_NONE, DRAWER_NOT_OPEN. */
    openWithoutSale: (reason: string): Result<Done> =>
      withOpen((shift) => {
        const { staffId, name } = staff.present();
        db.run(
          'INSERT INTO openings_without_sale VALUES (?, ?, ?, ?, ?, ?)',
          ids.uuidv7(),
          shift.shiftId,
          reason,
          staffId,
          name,
          clock.nowMs(),
        );
        return accept({});
      }),
    /**
     * Hands a count in. Where a blind count is off by more than is tolerated, one more is asked for before anything is
     * told. Refusals: DRAWER_NONE, DRAWER_NOT_OPEN, DRAWER_AMOUNT_NOT_ALLOWED for what can't be a count.
     */
    count: (pieces: CashPiecesInput, otherMinor: number): Result<DrawerView> => {
      const { currency, blind } = ports.settings();
      const sumMinor = countedMinor(pieces, otherMinor, currency);
      if (sumMinor === null) return refuse('DRAWER_AMOUNT_NOT_ALLOWED');
      const done = withOpen((shift, floatMinor) => {
        const stamp = cashStampOf(db, shift.shiftId);
        const toleranceMinor = toleranceOf(ports.settings());
        const expectedMinor = expectedNow(db, shift.shiftId, floatMinor);
        const before = findLastCount(db, shift.shiftId);
        const isSecond = before?.stamp === stamp;
        const isOff = judgeVariance(sumMinor - expectedMinor, toleranceMinor) === 'red';
        const { staffId, name } = staff.present();
        recordCount(db, {
          countId: ids.uuidv7(),
          shiftId: shift.shiftId,
          pieces,
          otherMinor,
          countedMinor: sumMinor,
          expectedMinor,
          toleranceMinor,
          revealed: !blind || !isOff || isSecond,
          stamp,
          staffId,
          staffName: name,
          atMs: clock.nowMs(),
        });
        ports.log.info('drawer.counted', { shift: shift.shiftId, again: isSecond });
        return accept({});
      });
      return done.ok ? accept(viewDrawer(db, ports.settings(), staff.openShift())) : done;
    },
    readyToClose: (shiftId: string, wanted: DrawerAtClose | null): Promise<Result<ReadyDrawer | null>> =>
      readyToClose(
        { db, approvals: ports.approvals, hasDrawer: ports.settings().hasDrawer },
        shiftId,
        wanted,
      ),
  };
}

/** What is tolerated when nobody set it: five of the main unit, as most shops do. */
export function toleranceOf(settings: Pick<DrawerSettings, 'toleranceMinor' | 'currency'>): number {
  return settings.toleranceMinor ?? 5 * 10 ** currencyFacts(settings.currency).decimals;
}

function viewChip(db: Db, settings: DrawerSettings, shift: Shift | null): DrawerChip {
  const leftMinor = lastLeftMinor(db);
  const isOpen = shift !== null && findOpening(db, shift.shiftId) !== null;
  return {
    state: stateOf(settings, isOpen),
    leftMinor: leftMinor === null ? null : minorUnits(leftMinor),
    stamp: isOpen ? cashStampOf(db, shift.shiftId) : '',
  };
}

function stateOf(settings: DrawerSettings, isOpen: boolean): DrawerChip['state'] {
  if (isOpen) return 'open';
  return settings.hasDrawer ? 'closed' : 'none';
}

function viewDrawer(db: Db, settings: DrawerSettings, shift: Shift): DrawerView {
  const { shiftId, number } = shift;
  const chip = viewChip(db, settings, shift);
  const opening = findOpening(db, shiftId);
  const count = findLastCount(db, shiftId);
  const counts = count !== null && count.stamp === cashStampOf(db, shiftId) ? count : null;
  const revealed =
    counts?.revealed === true && opening !== null ? revealCount(db, shift, opening.floatMinor, counts) : null;
  return {
    shiftId,
    number,
    currency: currencyCode(settings.currency),
    state: chip.state,
    leftMinor: chip.leftMinor,
    opened:
      opening === null
        ? null
        : { floatMinor: minorUnits(opening.floatMinor), name: opening.name, atMs: opening.atMs },
    count: revealed !== null ? 'revealed' : counts === null ? 'to-count' : 'count-again',
    revealed,
    events: [...listEvents(db, shiftId, revealed !== null || !settings.blind)],
  };
}

import { createAudit, type Audit } from '../audit/index.ts';
import { findByCode } from '../catalog/index.ts';
import type { Db } from '../db/index.ts';
import { createDrawer, type Drawer } from '../drawer/index.ts';
import type { TillPorts } from '../ports.ts';
import type { SettingsStore } from '../settings/index.ts';
import {
  createApprovals,
  createGrants,
  createStaff,
  type Approvals,
  type Grants,
  type Staff,
} from '../staff/index.ts';
import type { Connection } from './connection.ts';

export type PeopleSide = {
  readonly staff: Staff;
  readonly approvals: Approvals;
  readonly grants: Grants;
  readonly audit: Audit;
  readonly drawer: Drawer;
};

/** Who stands before the till, who approves, and what is remembered of it. A till with a PIN starts locked. */
export function createPeopleSide(from: {
  readonly db: Db;
  readonly ports: TillPorts & { readonly pinCost?: number };
  readonly connection: Connection;
  readonly settings: SettingsStore;
  /** A customer pays: nothing locks by itself, and nobody else takes the till over. */
  readonly isPaying: () => boolean;
  readonly changed: () => void;
  /** Cash was moved by hand: the page is told, and the drawer opens. */
  readonly cashMoved: () => void;
}): PeopleSide {
  const { clock, timers, ids, random, log } = from.ports;
  const { db, changed } = from;
  const { vault } = from.connection;
  const audit = createAudit({
    db,
    clock,
    timers,
    random,
    log,
    vault,
    who: () => staff.session.current(),
    changed,
  });
  const staff = createStaff({
    db,
    clock,
    timers,
    ids,
    random,
    vault,
    ...(from.ports.pinCost === undefined ? {} : { pinCost: from.ports.pinCost }),
    isProduct: (code) => findByCode(db, code) !== null,
    audit,
    log,
    autoLockMinutes: () => from.settings.get().autoLockMinutes,
    isPaying: from.isPaying,
    left: () => {
      grants.forget();
    },
    changed,
  });
  const approvals = createApprovals({ db, clock, ids, staff, audit, askedBy: () => staff.session.current() });
  const grants = createGrants({ clock, ids, staff, approvals });
  const drawer = createDrawer({
    db,
    clock,
    ids,
    log,
    staff,
    approvals,
    settings: () => {
      const { hasDrawer, countBlind, varianceToleranceMinor, currency } = from.settings.get();
      return { hasDrawer, blind: countBlind, toleranceMinor: varianceToleranceMinor, currency };
    },
    changed: from.cashMoved,
  });
  return { staff, approvals, grants, audit, drawer };
}

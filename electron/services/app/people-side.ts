import { createDrawer, type Drawer } from '../drawer/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { createApprovals, createStaff, type Approvals, type Staff } from '../staff/index.ts';
import type { TillPorts } from '../ports.ts';
import type { Db } from '../db/index.ts';
import type { Connection } from './connection.ts';

export type PeopleSide = {
  readonly staff: Staff;
  readonly approvals: Approvals;
  readonly drawer: Drawer;
  /** Whether somebody has to type a PIN before this till does anything. */
  readonly locked: () => boolean;
  readonly setLocked: (locked: boolean) => void;
};

/** Who stands before the till, who approves, and whether it is locked. A till with a PIN starts locked. */
export function createPeopleSide(from: {
  readonly db: Db;
  readonly ports: TillPorts;
  readonly connection: Connection;
  readonly settings: SettingsStore;
  readonly changed: () => void;
}): PeopleSide {
  const { clock, ids, random, log } = from.ports;
  const { db } = from;
  const staff = createStaff({ db, clock, ids, random, vault: from.connection.vault });
  let closed = staff.owner().hasPin;
  const approvals = createApprovals({ db, clock, ids, staff });
  return {
    staff,
    approvals,
    drawer: createDrawer({
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
      changed: from.changed,
    }),
    locked: () => closed,
    setLocked: (locked) => {
      closed = locked;
      from.changed();
    },
  };
}

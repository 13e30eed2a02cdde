import { accept, refuse, type DrawerAtClose, type Result } from '../../shared/contract/index.ts';
import { minorUnits } from '../../shared/domain/money/index.ts';
import type { Role } from '../../shared/domain/permission/index.ts';
import { createDrawer, type Drawer, type DrawerSettings } from '../../electron/services/drawer/index.ts';
import type { Log } from '../../electron/services/ports.ts';
import { createStrays } from '../../electron/services/reconciliation/index.ts';
import { createShifts, type Shifts } from '../../electron/services/shifts/index.ts';
import { createApprovals, createStaff, type Staff } from '../../electron/services/staff/index.ts';
import { createIds, systemClock, systemRandom, systemTimers } from '../../electron/services/system/index.ts';
import { openChargeBench, type ChargeBench } from './charge-bench.ts';

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
export const MANAGER_APPROVAL = { pin: '2580', reason: 'Counted twice, seen by me', by: null, badge: null };
export const AUDIT_HEAD = { seq: 41, mac: '0123456789abcdef'.repeat(4) };

/** Drawer and shifts over the charge bench: real payments, real database, and whoever a test lets stand there. */
export type DrawerBench = {
  readonly bench: ChargeBench;
  readonly staff: Staff;
  readonly drawer: Drawer;
  readonly shifts: Shifts;
  settings: DrawerSettings;
  /** Lets somebody of this role stand before the till, who is added with this name. */
  readonly standing: (name: string, role: Role) => void;
  readonly sellForCash: (priceMinor: number, tenderedMinor?: number) => string;
  readonly sellByCard: (priceMinor: number) => Promise<string>;
  /** A count of euro cents: one pile of coins is as good as another here. */
  readonly countOf: (amountMinor: number) => ReturnType<Drawer['count']>;
  readonly close: (
    atClose: Partial<DrawerAtClose> | null,
    other?: typeof MANAGER_APPROVAL | null,
  ) => Promise<string>;
};

export async function openDrawerBench(settings: DrawerSettings): Promise<DrawerBench> {
  const bench = await openChargeBench();
  const { db, store, clock, gateway, charges } = bench;
  const ids = createIds(systemClock);
  const created = createStaff({
    db,
    clock,
    ids,
    random: systemRandom,
    vault: () => {
      throw new Error('No PIN is kept here');
    },
    timers: systemTimers,
    isProduct: () => false,
    audit: { append: () => undefined },
    log: SILENT,
    autoLockMinutes: () => 0,
    isPaying: () => false,
    left: () => undefined,
    changed: () => undefined,
  });
  let stands: string | null = null;
  const staff: Staff = {
    ...created,
    present: () => created.list().find(({ staffId }) => staffId === stands) ?? created.present(),
  };
  const identify: Staff['identify'] = ({ pin }) =>
    Promise.resolve(
      pin === MANAGER_APPROVAL.pin
        ? accept({ staffId: 'staff-1', name: 'Mia Manager' })
        : refuse('STAFF_PIN_WRONG'),
    );
  const approvals = createApprovals({ db, clock, ids, staff: { identify } });
  const base = { db, clock, ids, log: SILENT, staff, approvals, changed: () => undefined };
  const made: { settings: DrawerSettings } = { settings };
  const drawer = createDrawer({ ...base, settings: () => made.settings });
  const shifts = createShifts({
    ...base,
    audit: { head: () => AUDIT_HEAD },
    drawer,
    store,
    gateway: () => gateway,
    strays: createStrays({
      ...base,
      store,
      register: () => 'Till 1',
      storeId: () => 'store-1',
      locationId: () => null,
    }),
    reconciler: { checkTender: async (tenderId) => (await charges.checkWithStripe(tenderId)).ok },
    storeId: () => 'store-1',
    storeName: () => 'Kade 12',
    register: () => 'Till 1',
    currency: () => 'EUR',
  });
  return Object.assign(made, {
    bench,
    staff,
    drawer,
    shifts,
    standing: (name: string, role: Role) => {
      stands = `standing-${name}`;
      db.run('INSERT OR IGNORE INTO staff (staff_id, name, role) VALUES (?, ?, ?)', stands, name, role);
    },
    sellForCash: (priceMinor: number, tenderedMinor = priceMinor) => {
      const saleId = bench.ringUp(priceMinor);
      valueOf(charges.takeCash(saleId, tenderedMinor));
      charges.finish(saleId);
      return saleId;
    },
    sellByCard: async (priceMinor: number) => {
      const saleId = bench.ringUp(priceMinor);
      await bench.payByCard(saleId);
      charges.finish(saleId);
      return saleId;
    },
    countOf: (amountMinor: number) => drawer.count([{ valueMinor: 1, count: amountMinor }], 0),
    close: async (
      atClose: Partial<DrawerAtClose> | null,
      other: typeof MANAGER_APPROVAL | null = null,
    ): Promise<string> => {
      const { seen } = valueOf(await shifts.compare());
      const countId = drawer.view().revealed?.countId ?? 'none';
      const usual = { countId, note: null, approval: null, leftMinor: minorUnits(10_000) };
      return codeOf(await shifts.close(seen, atClose === null ? null : { ...usual, ...atClose }, other));
    },
  });
}

export function valueOf<Value>(answer: Result<Value>): Value {
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

export function codeOf(answer: Result<unknown>): string {
  return answer.ok ? 'done' : answer.error.code;
}

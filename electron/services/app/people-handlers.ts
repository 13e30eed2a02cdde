import { accept, refuse, type ChannelName, type Result } from '../../../shared/contract/index.ts';
import { AUDIT_ACTIONS } from '../../../shared/domain/audit/index.ts';
import { mayManage } from '../../../shared/domain/permission/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Handlers } from '../contract-host/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import type { Grants, Staff } from '../staff/index.ts';
import { anyone, cashier } from './handler-kinds.ts';

type PeopleHandlers = Pick<
  Handlers,
  Extract<
    ChannelName,
    | `staff.${string}`
    | `permissions.${string}`
    | `audit.${string}`
    | `approval.${string}`
    | 'app.lock'
    | 'app.unlock'
    | 'app.unlockByBadge'
    | 'app.stir'
    | 'app.setPin'
  >
>;

/** Who stands before the till, the people of the shop, what they may do, and what they did. */
export function createPeopleHandlers(from: {
  readonly staff: Staff;
  readonly grants: Grants;
  readonly audit: Audit;
  readonly settings: SettingsStore;
  readonly changed: () => void;
}): PeopleHandlers {
  const { staff, grants, audit, settings } = from;
  const { session, permissions } = staff;
  const list = () => {
    const standing = session.current();
    return {
      autoLockMinutes: settings.get().autoLockMinutes,
      people: staff.list().map((person) => ({
        ...person,
        changeable: standing !== null && mayManage(standing.role, person.role),
      })),
    };
  };
  const listed = async (work: Promise<Result<unknown>> | Result<unknown>) => {
    const result = await work;
    return result.ok ? accept(list()) : result;
  };
  return {
    'app.lock': anyone(() => {
      // Without a PIN nobody could come back in.
      if (!staff.anybodyComesIn()) return Promise.resolve(refuse('STAFF_PIN_NOT_ALLOWED'));
      session.lock();
      return Promise.resolve(accept({}));
    }),
    'app.unlock': anyone(({ pin, staffId }) => staff.comeIn(pin, staffId)),
    'app.unlockByBadge': anyone(({ badge }) => staff.comeInByBadge(badge)),
    'app.stir': anyone(() => {
      session.stir();
      return Promise.resolve(accept({}));
    }),
    'app.setPin': cashier(({ currentPin, newPin }) => staff.setPin(currentPin, newPin)),
    'approval.grant': cashier(({ approvalId, ...approval }) => grants.grant(approvalId, approval)),

    'staff.list': cashier(() => Promise.resolve(accept(list()))),
    'staff.setUpOwner': cashier(({ name, pin }) => staff.setUpOwner(name, pin)),
    'staff.add': cashier(({ name, role, pin }) => listed(staff.add(name, role, pin))),
    'staff.change': cashier(({ staffId, ...to }) => listed(staff.change(staffId, to))),
    'staff.resetPin': cashier(({ staffId, pin }) => listed(staff.resetPin(staffId, pin))),
    'staff.setBadge': cashier(({ staffId, badge }) => listed(staff.setBadge(staffId, badge))),
    'staff.setActive': cashier(({ staffId, active }) => listed(staff.setActive(staffId, active))),
    'staff.setAutoLock': cashier(({ minutes }) => {
      settings.change({ autoLockMinutes: minutes });
      session.stir();
      from.changed();
      return Promise.resolve(accept({}));
    }),

    'permissions.get': cashier(() => Promise.resolve(accept(permissions.table()))),
    'permissions.set': cashier(({ role, action, ...wanted }) => {
      const set = permissions.set(role, action, wanted);
      from.changed();
      return Promise.resolve(set);
    }),
    'permissions.reset': cashier(() => {
      const table = permissions.reset();
      from.changed();
      return Promise.resolve(accept(table));
    }),

    'audit.list': cashier(({ before, limit, ...filter }) => {
      const { entries, next } = audit.list(filter, { before, limit });
      return Promise.resolve(
        accept({
          entries: [...entries],
          next,
          total: audit.total(),
          people: staff.list().map(({ staffId, name }) => ({ staffId, name })),
          actions: [...AUDIT_ACTIONS],
          check: audit.lastCheck(),
        }),
      );
    }),
    'audit.verify': cashier(() => audit.verify()),
    'audit.export': cashier(({ format, after, ...filter }) => {
      const piece = audit.exportPiece(filter, format, after);
      if (after === 0) audit.append({ action: 'audit.exported', subject: format });
      return Promise.resolve(accept(piece));
    }),
    'audit.acknowledge': cashier(({ reason }) => {
      audit.acknowledge(reason);
      from.changed();
      return Promise.resolve(accept({}));
    }),
  };
}

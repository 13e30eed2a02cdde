import type { Action, Level, Permission, Role, RolePermissions } from './actions.ts';

type Row = readonly [owner: Level, manager: Level, cashier: Level, accountant: Level];
const A = 'allowed';
const P = 'approval';
const D = 'denied';

/** What each role may do in a shop that changed nothing: owner, manager, cashier, accountant. */
const LEVELS_BY_ACTION: Readonly<Record<Action, Row>> = {
  'sale.make': [A, A, A, D],
  'sale.open-item': [A, A, A, D],
  'sale.discount': [A, A, A, D],
  'sale.exempt': [A, A, P, D],
  'sale.void': [A, A, A, D],
  'catalog.change': [A, A, P, D],
  'stock.move': [A, A, A, D],
  'payment.decide': [A, A, P, D],
  'refund.make': [A, A, P, D],
  'refund.without-receipt': [A, A, P, D],
  'refund.repay': [A, A, P, D],
  'refund.as-cash': [A, A, P, D],
  'refund.unwind': [A, A, P, D],
  'transactions.view': [A, A, A, A],
  'shift.view': [A, A, A, A],
  'shift.close': [A, A, A, D],
  'shift.close-other': [A, A, P, D],
  'shift.accept-difference': [A, A, P, D],
  'drawer.use': [A, A, A, D],
  'drawer.see-expected': [A, A, D, A],
  'drawer.open-without-sale': [A, A, A, D],
  'review.view': [A, A, A, A],
  'review.resolve': [A, A, P, D],
  'payouts.view': [A, A, D, A],
  'reports.view': [A, A, D, A],
  'customers.view': [A, A, A, A],
  'customers.edit': [A, A, A, D],
  'customers.erase': [A, A, D, D],
  'register.retire': [A, A, P, D],
  'reader.connect': [A, A, A, D],
  'reader.take-over': [A, A, P, D],
  'reader.manage': [A, A, D, D],
  'settings.view': [A, A, A, A],
  'settings.change': [A, A, D, D],
  'stripe.keys': [A, P, D, D],
  'staff.manage': [A, A, D, D],
  'permissions.manage': [A, D, D, D],
  'audit.view': [A, A, D, A],
  'approval.give': [A, A, D, D],
};

const LIMITS: Readonly<Partial<Record<Action, Partial<Record<Role, number>>>>> = {
  'sale.discount': { cashier: 10 },
};

const ROLE_COLUMN: Readonly<Record<Role, 0 | 1 | 2 | 3>> = {
  owner: 0,
  manager: 1,
  cashier: 2,
  accountant: 3,
};

/** The permissions of a role in a shop that changed nothing. */
export function defaultPermission(role: Role, action: Action): Permission {
  return {
    level: LEVELS_BY_ACTION[action][ROLE_COLUMN[role]],
    limit: LIMITS[action]?.[role] ?? null,
  };
}

const ANY: readonly Level[] = ['denied', 'approval', 'allowed'];
const NEVER_ALONE: readonly Level[] = ['denied', 'approval'];
const YES_OR_NO: readonly Level[] = ['denied', 'allowed'];

/** What puts a name under money that nobody has seen: the name is never a cashier's or an accountant's own. */
const NEEDS_A_MANAGER: readonly Action[] = [
  'payment.decide',
  'review.resolve',
  'shift.accept-difference',
  'register.retire',
  'refund.without-receipt',
];
/** What turns the locks of the shop: nobody but the owner does it alone. */
const NEEDS_THE_OWNER: readonly Action[] = ['permissions.manage', 'stripe.keys'];

/**
 * The levels that a shop may choose for a role. The owner's are fixed, so that nobody locks the owner out; without the
 * sale a cashier would have nothing to do at a till.
 */
export function choosableLevels(role: Role, action: Action): readonly Level[] {
  if (role === 'owner') return ['allowed'];
  if (action === 'approval.give') return role === 'manager' ? YES_OR_NO : ['denied'];
  if (action === 'permissions.manage') return ['denied'];
  if (action === 'sale.make' && role === 'cashier') return ['allowed'];
  // What is seen once can't be hidden again: there is nothing for a manager to approve each time.
  if (action === 'drawer.see-expected') return YES_OR_NO;
  if (NEEDS_THE_OWNER.includes(action)) return NEVER_ALONE;
  if (action === 'staff.manage' || NEEDS_A_MANAGER.includes(action))
    return role === 'manager' ? ANY : NEVER_ALONE;
  return ANY;
}

/** Whether a shop may give this permission to this role. */
export function isChoosable(role: Role, action: Action, wanted: Permission): boolean {
  if (!choosableLevels(role, action).includes(wanted.level)) return false;
  if (wanted.limit === null) return true;
  if (role === 'owner' || wanted.level !== 'allowed' || !Number.isSafeInteger(wanted.limit)) return false;
  if (action === 'sale.discount') return wanted.limit >= 0 && wanted.limit <= 100;
  return action === 'refund.make' && wanted.limit >= 0 && wanted.limit <= 99_999_999;
}

/** The table of a shop: what it chose where that is possible, else what is usual. */
export function permissionsOf(
  chosen: (role: Role, action: Action) => Permission | null,
  roles: readonly Role[],
  actions: readonly Action[],
): RolePermissions {
  const rowsOf = (role: Role) =>
    Object.fromEntries(
      actions.map((action) => {
        const wanted = chosen(role, action);
        return [
          action,
          wanted !== null && isChoosable(role, action, wanted) ? wanted : defaultPermission(role, action),
        ];
      }),
    );
  // Built from the complete lists, so each role and each action is there.
  return Object.fromEntries(roles.map((role) => [role, rowsOf(role)])) as RolePermissions;
}

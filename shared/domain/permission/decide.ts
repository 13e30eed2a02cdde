import { LIMIT_UNITS, type Action, type Level, type Permission, type Role } from './actions.ts';

/**
 * What a permission comes to for one act. `measure` is what the act counts in the unit of the action's limit; an act
 * that can't be measured is above any limit.
 */
export function levelFor(permission: Permission, action: Action, measure: number | null): Level {
  if (permission.level !== 'allowed' || permission.limit === null) return permission.level;
  if (LIMIT_UNITS[action] === undefined) return permission.level;
  return measure !== null && measure <= permission.limit ? 'allowed' : 'approval';
}

const RANKS: Readonly<Record<Role, number>> = { owner: 3, manager: 2, cashier: 1, accountant: 1 };

/** Whether somebody of `role` may add, change or deactivate somebody of `other`: an owner anybody, others those below. */
export function mayManage(role: Role, other: Role): boolean {
  return role === 'owner' || RANKS[role] > RANKS[other];
}

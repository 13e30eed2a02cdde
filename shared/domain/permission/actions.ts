/*
 * What can be allowed, asked for, or denied at a till. An action's name stands in records and is never reused with
 * another meaning. Which request of the page needs which action is in `shared/contract/channel-actions.ts`.
 */

export const ROLES = ['owner', 'manager', 'cashier', 'accountant'] as const;
export type Role = (typeof ROLES)[number];

/** `approval`: a person who is allowed puts their name on it, each time. */
export const LEVELS = ['denied', 'approval', 'allowed'] as const;
export type Level = (typeof LEVELS)[number];

export const ACTIONS = [
  'sale.make',
  'sale.open-item',
  'sale.discount',
  'sale.exempt',
  'sale.void',
  'catalog.change',
  'stock.move',
  'payment.decide',
  'refund.make',
  'refund.without-receipt',
  'refund.repay',
  'refund.as-cash',
  'refund.unwind',
  'transactions.view',
  'shift.view',
  'shift.close',
  'shift.close-other',
  'shift.accept-difference',
  'drawer.use',
  'drawer.see-expected',
  'drawer.open-without-sale',
  'review.view',
  'review.resolve',
  'payouts.view',
  'reports.view',
  'customers.view',
  'customers.edit',
  'customers.erase',
  'register.retire',
  'reader.connect',
  'reader.take-over',
  'reader.manage',
  'settings.view',
  'settings.change',
  'stripe.keys',
  'staff.manage',
  'permissions.manage',
  'audit.view',
  'approval.give',
] as const;
export type Action = (typeof ACTIONS)[number];

/** What a limit counts: whole percent of a price, or minor units of the shop's currency. */
export type LimitUnit = 'percent' | 'amountMinor';

/** Up to the limit the action is allowed; above it a manager is asked. */
export const LIMIT_UNITS: Readonly<Partial<Record<Action, LimitUnit>>> = {
  'sale.discount': 'percent',
  'refund.make': 'amountMinor',
};

/** What one role may do: the level, and the limit of `allowed` where the action has one; null: without limit. */
export type Permission = { readonly level: Level; readonly limit: number | null };
export type RolePermissions = Readonly<Record<Role, Readonly<Record<Action, Permission>>>>;

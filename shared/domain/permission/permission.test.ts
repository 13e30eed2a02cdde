import { describe, expect, it } from 'vitest';
import {
  ACTIONS,
  LEVELS,
  LIMIT_UNITS,
  ROLES,
  choosableLevels,
  defaultPermission,
  isChoosable,
  levelFor,
  mayManage,
  permissionsOf,
} from './index.ts';

const CELLS = ROLES.flatMap((role) => ACTIONS.map((action) => [role, action] as const));

describe('the table of permissions', () => {
  it.each(CELLS)('gives %s for %s what a shop could also choose', (role, action) => {
    expect(isChoosable(role, action, defaultPermission(role, action))).toBe(true);
  });

  it('leaves the owner everything, whatever a shop wrote into it', () => {
    const table = permissionsOf(() => ({ level: 'denied', limit: null }), ROLES, ACTIONS);
    for (const action of ACTIONS) {
      expect(choosableLevels('owner', action)).toEqual(['allowed']);
      expect(table.owner[action]).toEqual({ level: 'allowed', limit: null });
    }
  });

  it('lets no cashier and no accountant put the name alone under money that nobody saw', () => {
    for (const role of ['cashier', 'accountant'] as const)
      for (const action of [
        'payment.decide',
        'review.resolve',
        'shift.accept-difference',
        'approval.give',
      ] as const)
        expect(choosableLevels(role, action)).not.toContain('allowed');
  });

  it('lets nobody but the owner change it', () => {
    for (const role of ROLES.filter((each) => each !== 'owner'))
      expect(choosableLevels(role, 'permissions.manage')).toEqual(['denied']);
  });

  it('takes what a shop chose within the bounds, and what is usual beyond them', () => {
    const table = permissionsOf(
      (role, action) =>
        role === 'cashier' && (action === 'sale.void' || action === 'payment.decide')
          ? { level: action === 'sale.void' ? 'approval' : 'allowed', limit: null }
          : null,
      ROLES,
      ACTIONS,
    );
    expect(table.cashier['sale.void'].level).toBe('approval');
    expect(table.cashier['payment.decide']).toEqual(defaultPermission('cashier', 'payment.decide'));
  });
});

describe('a limit', () => {
  const upTo50 = { level: 'allowed', limit: 50 } as const;
  it.each([
    [0, 'allowed'],
    [50, 'allowed'],
    [51, 'approval'],
    [null, 'approval'],
  ] as const)('of 50 makes an act of %s %s', (measure, level) => {
    expect(levelFor(upTo50, 'refund.make', measure)).toBe(level);
  });

  it.each(LEVELS)('changes nothing of %s where there is none', (level) => {
    expect(levelFor({ level, limit: null }, 'refund.make', 1_000_000)).toBe(level);
  });

  it('is taken only by actions that have a unit, and within their range', () => {
    for (const action of ACTIONS)
      expect(isChoosable('manager', action, { level: 'allowed', limit: 5 }), action).toBe(
        LIMIT_UNITS[action] !== undefined,
      );
    for (const limit of [-1, 101, 0.5])
      expect(isChoosable('cashier', 'sale.discount', { level: 'allowed', limit })).toBe(false);
    expect(isChoosable('cashier', 'refund.make', { level: 'approval', limit: 5 })).toBe(false);
  });
});

describe('managing people', () => {
  it.each([
    ['owner', ['owner', 'manager', 'cashier', 'accountant']],
    ['manager', ['cashier', 'accountant']],
    ['cashier', []],
    ['accountant', []],
  ] as const)('%s manages %j', (role, others) => {
    expect(ROLES.filter((other) => mayManage(role, other))).toEqual(others);
  });
});

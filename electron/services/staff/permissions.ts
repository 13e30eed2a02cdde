import { accept, refuse, type PermissionTable, type Result } from '../../../shared/contract/index.ts';
import {
  ACTIONS,
  LIMIT_UNITS,
  ROLES,
  choosableLevels,
  defaultPermission,
  isChoosable,
  levelFor,
  permissionsOf,
  type Action,
  type Level,
  type Permission,
  type Role,
  type RolePermissions,
} from '../../../shared/domain/permission/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Db } from '../db/index.ts';

export type Permissions = {
  /** What a role may do. `measure`: what the act counts in the unit of the action's limit; null: it can't be measured. */
  readonly levelOf: (role: Role, action: Action, measure?: number | null) => Level;
  /** How much of an action with a limit a role may do alone, in the limit's unit. 0: none. Null: without limit. */
  readonly aloneUpTo: (role: Role, action: Action) => number | null;
  readonly table: () => PermissionTable;
  /** Refusal: PERMISSION_NOT_CHOOSABLE. */
  readonly set: (role: Role, action: Action, wanted: Permission) => Result<PermissionTable>;
  /** Back to what is usual. */
  readonly reset: () => PermissionTable;
};

type Row = {
  readonly role: Role;
  readonly action: Action;
  readonly level: Level;
  readonly limit_value: number | null;
};

/** What each role may do in this shop: what is usual, and what the owner chose otherwise. */
export function createPermissions(ports: {
  readonly db: Db;
  readonly audit: Pick<Audit, 'append'>;
}): Permissions {
  const { db, audit } = ports;
  let made: { readonly rows: readonly Row[]; readonly permissions: RolePermissions } | null = null;
  const current = (): RolePermissions => {
    const rows = db.all<Row>('SELECT role, action, level, limit_value FROM role_permissions');
    // Asked for each action at each look: the same rows, which the database keeps while nobody writes, are read once.
    if (made?.rows !== rows) made = { rows, permissions: tableOf(rows) };
    return made.permissions;
  };
  const tableOf = (rows: readonly Row[]): RolePermissions => {
    const chosen = new Map(rows.map((row) => [`${row.role} ${row.action}`, row]));
    return permissionsOf(
      (role, action) => {
        const row = chosen.get(`${role} ${action}`);
        return row === undefined ? null : { level: row.level, limit: row.limit_value };
      },
      ROLES,
      ACTIONS,
    );
  };
  const table = (): PermissionTable => {
    const permissions = current();
    return {
      roles: ROLES.map((role) => ({
        role,
        cells: ACTIONS.map((action) => ({
          action,
          ...permissions[role][action],
          choosable: [...choosableLevels(role, action)],
          isUsual: isSame(permissions[role][action], defaultPermission(role, action)),
        })),
      })),
    };
  };
  return {
    levelOf: (role, action, measure = null) => levelFor(current()[role][action], action, measure),
    aloneUpTo: (role, action) => {
      const { level, limit } = current()[role][action];
      return level === 'allowed' ? limit : 0;
    },
    table,
    set: (role, action, wanted) => {
      const limited = LIMIT_UNITS[action] !== undefined && wanted.level === 'allowed' ? wanted.limit : null;
      const permission = { level: wanted.level, limit: limited };
      if (role === 'owner' || !isChoosable(role, action, permission))
        return refuse('PERMISSION_NOT_CHOOSABLE');
      const before = current()[role][action];
      if (isSame(before, permission)) return accept(table());
      db.transaction(() => {
        db.run(
          'INSERT OR REPLACE INTO role_permissions (role, action, level, limit_value) VALUES (?, ?, ?, ?)',
          role,
          action,
          permission.level,
          permission.limit,
        );
        audit.append({
          action: 'permission.changed',
          subject: `${role} ${action}`,
          before: { ...before },
          after: permission,
        });
      });
      return accept(table());
    },
    reset: () => {
      db.transaction(() => {
        const before = db.all<Row>('SELECT * FROM role_permissions ORDER BY role, action');
        db.run('DELETE FROM role_permissions');
        if (before.length > 0)
          audit.append({
            action: 'permission.reset',
            subject: null,
            before: Object.fromEntries(before.map((row) => [`${row.role} ${row.action}`, row.level])),
            after: {},
          });
      });
      return table();
    },
  };
}

function isSame(one: Permission, other: Permission): boolean {
  return one.level === other.level && one.limit === other.limit;
}

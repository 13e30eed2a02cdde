export {
  ACTIONS,
  LEVELS,
  LIMIT_UNITS,
  ROLES,
  type Action,
  type Level,
  type LimitUnit,
  type Permission,
  type Role,
  type RolePermissions,
} from './actions.ts';
export { BADGE_FORM } from './badge.ts';
export { levelFor, mayManage } from './decide.ts';
export { choosableLevels, defaultPermission, isChoosable, permissionsOf } from './defaults.ts';

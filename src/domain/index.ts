export { ACCESS, canAccess, type Access, type Actor } from './access.ts';
export {
  canChangeRole,
  roleChoices,
  type RoleChange,
  type RoleChoices,
  type Target,
} from './members.ts';
export {
  DEFAULT_PERMISSIONS,
  FEATURES,
  LEVELS,
  reaches,
  type Feature,
  type Level,
  type Permissions,
} from './permissions.ts';
export { grantableRoles, managersOf, manages, outranks, ROLES, type Role } from './roles.ts';
export { ALLOWED, deny, type Denial, type DenialCode, type Verdict } from './verdict.ts';

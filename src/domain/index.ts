export { ACCESS, canAccess, may, type Access, type Actor } from './access.ts';
export { canEditPermission, type PermissionChange } from './matrix.ts';
export {
  canChangeRole,
  canLeave,
  canManage,
  canRemove,
  roleChoices,
  type MemberAct,
  type RoleChange,
  type RoleChoices,
  type Target,
} from './members.ts';
export {
  effectivePermissions,
  FEATURES,
  LEVELS,
  levelsFor,
  permissionMatrix,
  reaches,
  TEAM,
  type Feature,
  type Level,
  type Permissions,
  type StoredPermissions,
} from './permissions.ts';
export { grantableRoles, managersOf, manages, outranks, ROLES, type Role } from './roles.ts';
export { ALLOWED, deny, type Denial, type DenialCode, type Verdict } from './verdict.ts';

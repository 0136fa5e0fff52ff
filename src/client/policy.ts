import { canAccess, canChangeRole, canLeave, canRemove, roleChoices } from '../domain/index.ts';

export { ROLES } from '../domain/index.ts';
export type { MemberDenial, Role, RoleChoices } from '../domain/index.ts';

/**
 * The rules as a backend applies them. Tags ask the policy and never the domain, so that another
 * backend's tags explain its own rules.
 */
export interface Policy {
  readonly canAccess: typeof canAccess;
  readonly canChangeRole: typeof canChangeRole;
  readonly canLeave: typeof canLeave;
  readonly canRemove: typeof canRemove;
  readonly roleChoices: typeof roleChoices;
}

/** The rules of the reference backend. */
export const domainPolicy: Policy = {
  canAccess,
  canChangeRole,
  canLeave,
  canRemove,
  roleChoices,
};

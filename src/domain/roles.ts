/** Most powerful first. The order is the hierarchy (R7). */
export const ROLES = ['owner', 'admin', 'member', 'viewer'] as const;

/** What a person is in one organization. */
export type Role = (typeof ROLES)[number];

/** Does `role` stand strictly above `other`? */
export function outranks(role: Role, other: Role): boolean {
  return ROLES.indexOf(role) < ROLES.indexOf(other);
}

/** The roles that `role` may give to others: its own and those below (R12). */
export function grantableRoles(role: Role): readonly Role[] {
  return ROLES.slice(ROLES.indexOf(role));
}

const MANAGED: Readonly<Record<Role, readonly Role[]>> = {
  owner: ROLES,
  admin: ['member', 'viewer'],
  member: ['viewer'],
  viewer: [],
};

/**
 * Whom `role` manages, if it has Team management at all: role changes, removal, ending sessions, and
 * acting on invitations.
 */
export function manages(role: Role, other: Role): boolean {
  return MANAGED[role].includes(other);
}

/** The roles that manage `other`, most powerful first. */
export function managersOf(other: Role): readonly Role[] {
  return ROLES.filter(role => manages(role, other));
}

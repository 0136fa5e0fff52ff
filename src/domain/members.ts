import { canAccess, type Actor } from './access.ts';
import { grantableRoles, manages, ROLES, type Role } from './roles.ts';
import { ALLOWED, deny, type Denial, type Verdict } from './verdict.ts';

/** The member who is acted on. */
export interface Target {
  /** The person's id. */
  readonly person: string;
  readonly role: Role;
}

/** What the rules on roles need to know. */
export interface RoleChange {
  readonly actor: Actor;
  readonly target: Target;
  /** The role to give. */
  readonly to: Role;
  /** How many owners there are; on the server, counted under the organization's lock. */
  readonly owners: number;
}

/**
 * May `actor` give `target` the role `to`? The server enforces the answer, the elements explain it.
 * The reason that comes first is the one that no other change would remove: somebody who manages
 * nobody is not told about the last owner.
 * @returns a denial the person can be told, or `ALLOWED`
 */
export function canChangeRole({ actor, target, to, owners }: RoleChange): Verdict {
  const access = canAccess('members.change-role', actor);
  if (!access.allowed) return access;
  if (actor.person === target.person && actor.role !== 'owner') return deny({ code: 'own-role' });
  if (!manages(actor.role, target.role)) {
    return deny({ code: 'cannot-manage-role', role: target.role });
  }
  if (!grantableRoles(actor.role).includes(to)) return deny({ code: 'above-own-role', role: to });
  if (target.role === 'owner' && to !== 'owner' && owners <= 1) return deny({ code: 'last-owner' });
  return ALLOWED;
}

/** The roles that can be chosen for a member, the present one among them; or why there is no choice. */
export type RoleChoices =
  | { readonly allowed: true; readonly roles: readonly Role[] }
  | { readonly allowed: false; readonly denial: Denial };

/** Which roles may `actor` choose for `target`? */
export function roleChoices({ actor, target, owners }: Omit<RoleChange, 'to'>): RoleChoices {
  const roles: Role[] = [];
  let denial: Denial | undefined;
  for (const to of ROLES) {
    const verdict = canChangeRole({ actor, target, to, owners });
    if (verdict.allowed || to === target.role) roles.push(to);
    else denial ??= verdict.denial;
  }
  return roles.length === 1 && denial ? { allowed: false, denial } : { allowed: true, roles };
}

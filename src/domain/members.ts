import { managesTeam, type Actor } from './access.ts';
import { grantableRoles, manages, ROLES, type Role } from './roles.ts';
import { ALLOWED, deny, type MemberDenial, type Verdict } from './verdict.ts';

/** The member who is acted on. */
export interface Target {
  /** The person's id. */
  readonly person: string;
  readonly role: Role;
}

/** What the rules on a member need to know. */
export interface MemberAct {
  readonly actor: Actor;
  readonly target: Target;
  /** How many owners there are; on the server, counted under the organization's lock. */
  readonly owners: number;
}

/** What the rules on roles need to know. */
export interface RoleChange extends MemberAct {
  /** The role to give. */
  readonly to: Role;
}

/**
 * Does `actor` manage `target`? Managing covers role changes, removal, ending what their sessions do
 * here, and acting on invitations: one rule for all.
 */
export function canManage({ actor, target }: Omit<MemberAct, 'owners'>): Verdict<MemberDenial> {
  const access = managesTeam(actor);
  if (!access.allowed) return access;
  return manages(actor.role, target.role)
    ? ALLOWED
    : deny({ code: 'cannot-manage-role', role: target.role });
}

/**
 * May `actor` give `target` the role `to`? The server enforces the answer, the elements explain it.
 * The reason that comes first is the one that no other change would remove: somebody who manages
 * nobody is not told about the last owner.
 * @returns a denial the person can be told, or `ALLOWED`
 */
export function canChangeRole({ actor, target, to, owners }: RoleChange): Verdict<MemberDenial> {
  const access = managesTeam(actor);
  if (!access.allowed) return access;
  if (actor.person === target.person && actor.role !== 'owner') return deny({ code: 'own-role' });
  const managing = canManage({ actor, target });
  if (!managing.allowed) return managing;
  if (!grantableRoles(actor.role).includes(to)) return deny({ code: 'above-own-role', role: to });
  return to === 'owner' ? ALLOWED : keepsAnOwner(target.role, owners);
}

/** May `actor` remove `target`? Nobody removes themselves: that is leaving. */
export function canRemove({ actor, target, owners }: MemberAct): Verdict<MemberDenial> {
  const access = managesTeam(actor);
  if (!access.allowed) return access;
  if (actor.person === target.person) return deny({ code: 'own-removal' });
  const managing = canManage({ actor, target });
  return managing.allowed ? keepsAnOwner(target.role, owners) : managing;
}

/** May somebody of this role leave? Everyone but the last owner. */
export function canLeave({ role, owners }: { role: Role; owners: number }): Verdict<MemberDenial> {
  return keepsAnOwner(role, owners);
}

/** The roles that can be chosen for a member, the present one among them; or why there is no choice. */
export type RoleChoices =
  | { readonly allowed: true; readonly roles: readonly Role[] }
  | { readonly allowed: false; readonly denial: MemberDenial };

/** Which roles may `actor` choose for `target`? */
export function roleChoices({ actor, target, owners }: MemberAct): RoleChoices {
  const roles: Role[] = [];
  let denial: MemberDenial | undefined;
  for (const to of ROLES) {
    const verdict = canChangeRole({ actor, target, to, owners });
    if (verdict.allowed || to === target.role) roles.push(to);
    else denial ??= verdict.denial;
  }
  return roles.length === 1 && denial ? { allowed: false, denial } : { allowed: true, roles };
}

/** An organization keeps at least one owner (R13). */
function keepsAnOwner(leaving: Role, owners: number): Verdict<MemberDenial> {
  return leaving === 'owner' && owners <= 1 ? deny({ code: 'last-owner' }) : ALLOWED;
}

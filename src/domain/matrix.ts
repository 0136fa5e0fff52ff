import { canAccess, may, type Actor } from './access.ts';
import { levelsFor, reaches, type Feature, type Level } from './permissions.ts';
import { outranks, type Role } from './roles.ts';
import { ALLOWED, deny, type MatrixDenial, type MemberDenial, type Verdict } from './verdict.ts';

/** A cell of the permission matrix, and what it is to hold. */
export interface PermissionChange {
  readonly actor: Actor;
  readonly feature: Feature;
  readonly role: Role;
  /** What the role has now. */
  readonly from: Level;
  readonly to: Level;
}

/**
 * May `actor` give `role` this level of a feature (R27)? Owners always have everything; nobody edits
 * the column of their own role or of one above it, nor gives what they lack. What is more than one
 * has oneself may still be taken away.
 */
export function canEditPermission({
  actor,
  feature,
  role,
  from,
  to,
}: PermissionChange): Verdict<MemberDenial | MatrixDenial> {
  const access = canAccess('permissions.edit', actor);
  if (!access.allowed) return access;
  if (role === 'owner') return deny({ code: 'owners-have-everything' });
  if (!outranks(actor.role, role)) return deny({ code: 'own-column', role });
  if (!levelsFor(feature, role).includes(to)) return deny({ code: 'level-not-offered', role });
  if (!reaches(from, to) && !may(actor, feature.name, to))
    return deny({ code: 'beyond-own-level' });
  return ALLOWED;
}

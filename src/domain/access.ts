import type { Permissions } from './permissions.ts';
import { reaches } from './permissions.ts';
import type { Role } from './roles.ts';
import { ALLOWED, deny, type Verdict } from './verdict.ts';

/** The member who acts: who it is, as what, with which effective permissions. */
export interface Actor {
  /** The person's id. */
  readonly person: string;
  readonly role: Role;
  readonly permissions: Permissions;
}

type AccessRule = (actor: Actor) => Verdict;

const everyone: AccessRule = () => ALLOWED;

const aboveViewer: AccessRule = ({ role }) =>
  role === 'viewer' ? deny({ code: 'addresses-hidden' }) : ALLOWED;

const managesTeam: AccessRule = ({ permissions, role }) =>
  role !== 'viewer' && reaches(permissions.team, 'modify')
    ? ALLOWED
    : deny({ code: 'no-team-management' });

/**
 * Who may read and do each thing, for a member of the organization. The whole list: a route names
 * its line here, and what depends on the other person too is a rule of its own beside it.
 */
export const ACCESS = {
  'organization.open': everyone,
  'members.read': everyone,
  'members.read-addresses': aboveViewer,
  'members.change-role': managesTeam,
} as const satisfies Record<string, AccessRule>;

/** The name of one line of {@link ACCESS}. */
export type Access = keyof typeof ACCESS;

/** May `actor` have this access? */
export function canAccess(access: Access, actor: Actor): Verdict {
  return ACCESS[access](actor);
}

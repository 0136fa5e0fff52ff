import { reaches, TEAM, type Level, type Permissions } from './permissions.ts';
import type { Role } from './roles.ts';
import { ALLOWED, deny, type MemberDenial, type Verdict } from './verdict.ts';

/** The member who acts: who it is, as what, with which effective permissions. */
export interface Actor {
  /** The person's id. */
  readonly person: string;
  readonly role: Role;
  readonly permissions: Permissions;
}

/** Has `actor` this much of a feature? */
export function may(actor: Actor, feature: string, level: Level): boolean {
  return reaches(actor.permissions[feature], level);
}

/** May an actor have one kind of access? */
export type AccessRule = (actor: Actor) => Verdict<MemberDenial>;

const everyone: AccessRule = () => ALLOWED;

/** Who reads the members' addresses. */
export const seesAddresses: AccessRule = ({ role }) =>
  role === 'viewer' ? deny({ code: 'addresses-hidden' }) : ALLOWED;

const aboveViewer: AccessRule = ({ role }) =>
  role === 'viewer' ? deny({ code: 'not-of-role' }) : ALLOWED;

const readsConversations: AccessRule = actor =>
  may(actor, 'conversations', 'view') ? ALLOWED : deny({ code: 'not-of-role' });

const answersGuests: AccessRule = actor =>
  actor.role === 'viewer' ? deny({ code: 'not-of-role' }) : readsConversations(actor);

/** Who changes and removes members at all; whom is another question. */
export const managesTeam: AccessRule = actor =>
  actor.role !== 'viewer' && may(actor, TEAM, 'modify')
    ? ALLOWED
    : deny({ code: 'no-team-management' });

const owner: AccessRule = ({ role }) =>
  role === 'owner' ? ALLOWED : deny({ code: 'owners-only' });

const ownerOrAdmin: AccessRule = ({ role }) =>
  role === 'owner' || role === 'admin' ? ALLOWED : deny({ code: 'owners-and-admins-only' });

/**
 * Who may read and do each thing, for a member of the organization. The whole list: a route names
 * its line here, also one that is still to come, and what depends on the other person too is a rule
 * of its own beside it.
 */
export const ACCESS = {
  'organization.open': everyone,
  'organization.leave': everyone,
  'organization.delete': owner,
  /** To read and to change; guest access is among them. */
  'organization.settings': ownerOrAdmin,
  'members.read': everyone,
  'members.read-addresses': seesAddresses,
  'members.manage': managesTeam,
  'invitations.read': managesTeam,
  'invitations.send': managesTeam,
  'permissions.read': everyone,
  'permissions.edit': ownerOrAdmin,
  'sessions.end-everyones': ownerOrAdmin,
  'activity.read': ownerOrAdmin,
  'reviews.read': ownerOrAdmin,
  'conversations.read': readsConversations,
  'conversations.answer': answersGuests,
  'agents.read-names': everyone,
  'agents.use': aboveViewer,
  'knowledge.read-names': everyone,
} as const satisfies Record<string, AccessRule>;

/** The name of one line of {@link ACCESS}. */
export type Access = keyof typeof ACCESS;

/** May `actor` have this access? */
export function canAccess(access: Access, actor: Actor): Verdict<MemberDenial> {
  return ACCESS[access](actor);
}

import { managersOf, type MemberDenial, type Role } from '../../domain/index.ts';
import type { DenialSentences } from './sentence.ts';

const PLURAL: Readonly<Record<Role, string>> = {
  owner: 'owners',
  admin: 'admins',
  member: 'members',
  viewer: 'viewers',
};

/** Why a member may not do something, in English. */
export const MEMBER_DENIALS: DenialSentences<MemberDenial> = {
  'no-team-management': () => 'Your role does not manage members. Ask an owner or an admin.',
  'addresses-hidden': () => 'Viewers do not see e-mail addresses.',
  'owners-only': () => 'Only owners can do this.',
  'owners-and-admins-only': () => 'Only owners and admins can do this.',
  'own-role': () => 'You cannot change your own role. Ask someone who manages you.',
  'own-removal': () => 'You cannot remove yourself. Leave the organization instead.',
  'cannot-manage-role': ({ role = 'owner' }) =>
    `Only ${managersOf(role).map(plural).join(' and ')} can manage ${plural(role)}.`,
  'above-own-role': () => 'You cannot give anyone a role above your own.',
  'last-owner': () => 'An organization needs an owner. Make someone else an owner first.',
  'owners-have-everything': () => 'Owners always have every permission.',
  'own-column': ({ role = 'owner' }) =>
    `You cannot change what ${plural(role)} may do: your own role is not above theirs.`,
  'level-not-offered': ({ role = 'viewer' }) =>
    `${capitalized(plural(role))} cannot be given this.`,
  'beyond-own-level': () => 'You cannot give a permission that you do not have yourself.',
};

/** The sentence for a denial, in English. */
export function memberDenialSentence({ code, ...details }: MemberDenial): string {
  return MEMBER_DENIALS[code](details);
}

function plural(role: Role): string {
  return PLURAL[role];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

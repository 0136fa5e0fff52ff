import type { MemberDenial } from '../../domain/index.ts';
import { managersOf } from '../../domain/roles.ts';
import { plural } from './plural.ts';
import type { DenialSentences } from './sentence.ts';

/** Why a member may not do something, in English. */
export const MEMBER_DENIALS: DenialSentences<MemberDenial> = {
  'no-team-management': () => 'Your role does not manage members. Ask an owner or an admin.',
  'not-of-role': () => 'Your role does not allow this.',
  'addresses-hidden': () => 'Viewers do not see e-mail addresses.',
  'owners-only': () => 'Only owners can do this.',
  'owners-and-admins-only': () => 'Only owners and admins can do this.',
  'own-role': () => 'You cannot change your own role. Ask someone who manages you.',
  'own-removal': () => 'You cannot remove yourself. Leave the organization instead.',
  'cannot-manage-role': ({ role = 'owner' }) =>
    `Only ${managersOf(role).map(plural).join(' and ')} can manage ${plural(role)}.`,
  'above-own-role': () => 'You cannot give anyone a role above your own.',
  'last-owner': () => 'An organization needs an owner. Make someone else an owner first.',
};

/** The sentence for a denial, in English. */
export function memberDenialSentence({ code, ...details }: MemberDenial): string {
  return MEMBER_DENIALS[code](details);
}

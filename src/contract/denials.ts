import { managersOf, type Denial, type DenialCode, type Role } from '../domain/index.ts';

const PLURAL: Readonly<Record<Role, string>> = {
  owner: 'owners',
  admin: 'admins',
  member: 'members',
  viewer: 'viewers',
};

/**
 * Why something is not allowed, in English, for each denial. They stand apart from the other problems
 * because pages need them before they ask the server anything.
 */
export const DENIAL_SENTENCES: Readonly<
  Record<DenialCode, (details: { readonly role?: Role | undefined }) => string>
> = {
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
  'slug-malformed': () =>
    'A slug has 3 to 48 characters: a to z, 0 to 9, and single hyphens inside.',
  'slug-reserved': () => 'This slug is reserved. Choose another one.',
  'slug-like-id': () => 'This slug looks like an id. Choose another one.',
  'name-blank': () => 'Enter a name.',
  'name-too-long': () => 'A name has at most 100 characters.',
  'purpose-too-long': () => 'A purpose has at most 140 characters.',
  'unprintable-text': () => 'This holds a character that cannot be shown. Type it again.',
  'not-an-address': () => 'This is not an e-mail address.',
  'expiration-out-of-range': () => 'An invitation is valid for 5 minutes to 7 days.',
  'invitation-unknown': () => 'There is no such invitation.',
  'invitation-expired': () => 'This invitation has expired. Ask for a new one.',
  'invitation-revoked': () => 'This invitation was revoked. Ask for a new one.',
  'invitation-used': () => 'This invitation was answered already.',
  'invitation-for-another': () =>
    'This invitation is for another address. Switch to the account that has it.',
  'guest-role-fixed': () => 'Guests are viewers. Invite them to give them another role.',
  'no-guest-consent': () => 'Only the guest can agree to keep the conversation.',
  'conversation-not-found': () => 'There is no such conversation.',
  'cannot-answer-guests': () => 'Answering guests needs Conversations and a role above viewer.',
  'guest-days-out-of-range': () => 'Guests are known again for 1 to 90 days.',
  'origin-malformed': () => 'Enter a site such as https://shop.example or https://*.shop.example.',
  'origin-denied': () => 'This page may not make changes here.',
};

/** The sentence for a denial, in English. */
export function denialSentence({ code, ...details }: Denial): string {
  return DENIAL_SENTENCES[code](details);
}

function plural(role: Role): string {
  return PLURAL[role];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

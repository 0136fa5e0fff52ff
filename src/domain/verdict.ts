import type { Role } from './roles.ts';

/** Why a member may not do something. */
export type MemberDenial =
  | { readonly code: 'no-team-management' }
  | { readonly code: 'not-of-role' }
  | { readonly code: 'addresses-hidden' }
  | { readonly code: 'owners-only' }
  | { readonly code: 'owners-and-admins-only' }
  | { readonly code: 'own-role' }
  | { readonly code: 'own-removal' }
  | { readonly code: 'cannot-manage-role'; readonly role: Role }
  | { readonly code: 'above-own-role'; readonly role: Role }
  | { readonly code: 'last-owner' };

/** Why a member may not change something in the permission matrix. */
export type MatrixDenial =
  | { readonly code: 'owners-have-everything' }
  | { readonly code: 'own-column'; readonly role: Role }
  | { readonly code: 'level-not-offered'; readonly role: Role }
  | { readonly code: 'beyond-own-level' };

/** What is wrong with something that was typed. */
export type InputDenial =
  | { readonly code: 'slug-malformed' }
  | { readonly code: 'slug-reserved' }
  | { readonly code: 'slug-like-id' }
  | { readonly code: 'name-blank' }
  | { readonly code: 'name-too-long' }
  | { readonly code: 'purpose-too-long' }
  | { readonly code: 'message-blank' }
  | { readonly code: 'message-too-long' }
  | { readonly code: 'unprintable-text' }
  | { readonly code: 'not-an-address' }
  | { readonly code: 'unsupported-address' }
  | { readonly code: 'password-too-short' }
  | { readonly code: 'password-too-long' }
  | { readonly code: 'expiration-out-of-range' }
  | { readonly code: 'guest-days-out-of-range' }
  | { readonly code: 'origin-malformed' }
  | { readonly code: 'language-malformed' }
  | { readonly code: 'guest-text-too-long' }
  | { readonly code: 'time-zone-unknown' }
  | { readonly code: 'hours-malformed' }
  | { readonly code: 'title-blank' }
  | { readonly code: 'title-too-long' }
  | { readonly code: 'source-too-long' }
  | { readonly code: 'url-malformed' };

/** Why an invitation does not open. */
export type InvitationDenial =
  | { readonly code: 'invitation-unknown' }
  | { readonly code: 'invitation-expired' }
  | { readonly code: 'invitation-revoked' }
  | { readonly code: 'invitation-used' }
  | { readonly code: 'invitation-for-another' };

/** Why nobody is invited at an address. */
export type InviteeDenial =
  | { readonly code: 'already-member' }
  | { readonly code: 'already-invited' }
  | { readonly code: 'likely-typo'; readonly suggestion: string };

/** Why a guest may not do something, or nothing be done with one. */
export type GuestDenial =
  | { readonly code: 'guest-role-fixed' }
  | { readonly code: 'no-guest-consent' }
  | { readonly code: 'kept-by-another' }
  | { readonly code: 'conversation-full' }
  | { readonly code: 'assignee-cannot-answer' }
  | { readonly code: 'conversation-not-found' }
  | { readonly code: 'origin-denied' }
  | { readonly code: 'visitor-not-vouched' }
  | { readonly code: 'guests-disabled' }
  | { readonly code: 'guest-revoked' };

/** Why something is not allowed, as data: the page and the server turn it into the same sentence. */
export type Denial =
  MemberDenial | MatrixDenial | InputDenial | InvitationDenial | InviteeDenial | GuestDenial;

/** The stable name of a denial; it is the problem's `code` on the wire. */
export type DenialCode = Denial['code'];

/** Allowed, or denied with the reason; never both. */
export type Verdict<Why extends Denial = Denial> =
  { readonly allowed: true } | { readonly allowed: false; readonly denial: Why };

/** What somebody typed: as it is kept, or denied with the rule it breaks; never both. */
export type Checked<T> =
  | { readonly allowed: true; readonly value: T }
  | { readonly allowed: false; readonly denial: InputDenial };

/** The one verdict that allows. */
export const ALLOWED: Verdict<never> = { allowed: true };

/** A verdict that denies. */
export function deny<Why extends Denial>(
  denial: Why,
): { readonly allowed: false; readonly denial: Why } {
  return { allowed: false, denial };
}

/** A value that may be kept. */
export function accept<T>(value: T): Checked<T> {
  return { allowed: true, value };
}

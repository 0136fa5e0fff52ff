import type { Role } from './roles.ts';

/** Why something is not allowed, as data: the page and the server turn it into the same sentence. */
export type Denial =
  | { readonly code: 'no-team-management' }
  | { readonly code: 'addresses-hidden' }
  | { readonly code: 'owners-only' }
  | { readonly code: 'owners-and-admins-only' }
  | { readonly code: 'own-role' }
  | { readonly code: 'own-removal' }
  | { readonly code: 'cannot-manage-role'; readonly role: Role }
  | { readonly code: 'above-own-role'; readonly role: Role }
  | { readonly code: 'last-owner' }
  | { readonly code: 'owners-have-everything' }
  | { readonly code: 'own-column'; readonly role: Role }
  | { readonly code: 'level-not-offered'; readonly role: Role }
  | { readonly code: 'beyond-own-level' };

/** The stable name of a denial; it is the problem's `code` on the wire. */
export type DenialCode = Denial['code'];

/** Allowed, or denied with the reason; never both. */
export type Verdict =
  { readonly allowed: true } | { readonly allowed: false; readonly denial: Denial };

/** The one verdict that allows. */
export const ALLOWED: Verdict = { allowed: true };

/** A verdict that denies. */
export function deny(denial: Denial): Verdict {
  return { allowed: false, denial };
}

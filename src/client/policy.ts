// By their files and not by the domain's index: what a page loads later of the domain it would load at once
// with these, since the index names all of it.
import { canAccess, managesTeam, seesAddresses } from '../domain/access.ts';
import { canAnswerGuests, canSwitchGuests } from '../domain/guests.ts';
import { canInvite, canResend, canRevoke, canSeeLink } from '../domain/invitations.ts';
import { canChangeRole, canLeave, canRemove, roleChoices } from '../domain/members.ts';

export { managesTeam, seesAddresses } from '../domain/access.ts';
export { canAnswerGuests, canSwitchGuests } from '../domain/guests.ts';
export { canInvite, canResend, canRevoke, canSeeLink } from '../domain/invitations.ts';
export { canChangeRole, canLeave, canRemove, roleChoices } from '../domain/members.ts';
export { ROLES } from '../domain/roles.ts';
export type { Actor, MemberDenial, Role, RoleChoices } from '../domain/index.ts';

/** The rules of the reference backend. */
export const domainPolicy = {
  canAccess,
  canAnswerGuests,
  canChangeRole,
  canInvite,
  canLeave,
  canRemove,
  canResend,
  canRevoke,
  canSeeLink,
  canSwitchGuests,
  managesTeam,
  roleChoices,
  seesAddresses,
};

/**
 * The rules as a backend applies them. Tags ask the policy and never the domain, so that another
 * backend's tags explain its own rules.
 */
export type Policy = Readonly<typeof domainPolicy>;

/**
 * The rules that a tag asks.
 * @param rules those of the reference backend; where the client's own policy has one, that is asked
 */
export function rulesOf<Rules extends Partial<Policy>>(
  { policy }: { readonly policy?: Partial<Policy> },
  rules: Rules,
): Rules {
  return { ...rules, ...policy };
}

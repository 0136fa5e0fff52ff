import {
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
} from '../domain/index.ts';

export {
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
  ROLES,
  seesAddresses,
} from '../domain/index.ts';
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

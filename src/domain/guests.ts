import { canAccess, type Actor } from './access.ts';
import { canAnswer, type InvitationAnswer } from './invitations.ts';
import { canManage } from './members.ts';
import type { Role } from './roles.ts';
import { accept, ALLOWED, deny, type Checked, type MemberDenial, type Verdict } from './verdict.ts';

/**
 * What guests are in the table of guests and for the rules on ranks (R29). They are no members: none of
 * a Viewer's permissions is theirs, and no rule that takes an `Actor` can be asked about them.
 */
export const GUEST_ROLE: Role = 'viewer';

/** For how many days a guest is known again, without having been there; both ends are allowed. */
export const GUEST_DAYS = { min: 1, standard: 30, max: 90 } as const;

/** How long the organization wants to know its guests again: whole days, 30 when it says nothing. */
export function checkGuestDays(days: number = GUEST_DAYS.standard): Checked<number> {
  return Number.isInteger(days) && days >= GUEST_DAYS.min && days <= GUEST_DAYS.max
    ? accept(days)
    : deny({ code: 'guest-days-out-of-range' });
}

/** May the guest read and write in the conversation of the guest `owner` (R31)? Nothing else is theirs. */
export function canConverse({
  guest,
  owner,
}: {
  readonly guest: string;
  readonly owner: string;
}): Verdict {
  return guest === owner ? ALLOWED : deny({ code: 'conversation-not-found' });
}

/** May the conversation of a guest go with `account` (R32)? Of whom it went with before, it stays. */
export function canKeep({
  account,
  keptFor,
}: {
  /** What the host knows its visitor by. */
  readonly account: string;
  /** The same, of whom the conversation went with before; null for nobody. */
  readonly keptFor: string | null;
}): Verdict {
  return keptFor === null || keptFor === account ? ALLOWED : deny({ code: 'kept-by-another' });
}

/** How long a conversation can become: messages, and bytes of what they say. A member has room left to answer. */
const LONGEST = {
  guest: { messages: 2000, bytes: 1_000_000 },
  member: { messages: 2400, bytes: 1_400_000 },
} as const;

/** May `author` write yet another message in a conversation? */
export function canWriteMore({
  author,
  messages,
  bytes,
}: {
  readonly author: keyof typeof LONGEST;
  /** How many there are. */
  readonly messages: number;
  /** Of all they say, in UTF-8. */
  readonly bytes: number;
}): Verdict {
  const longest = LONGEST[author];
  return messages < longest.messages && bytes < longest.bytes
    ? ALLOWED
    : deny({ code: 'conversation-full' });
}

/** May `actor` switch guest access on and off, and say where and for how long (R30)? */
export function canSwitchGuests(actor: Actor): Verdict<MemberDenial> {
  return canAccess('organization.settings', actor);
}

/** May `actor` answer guests (R31)? Reading alone goes with the Conversations permission. */
export function canAnswerGuests(actor: Actor): Verdict<MemberDenial> {
  return canAccess('conversations.answer', actor);
}

/** May somebody take care of a conversation (R31)? Whoever may answer. */
export function canTakeCare(assignee: Actor): Verdict {
  return canAnswerGuests(assignee).allowed ? ALLOWED : deny({ code: 'assignee-cannot-answer' });
}

/** May `actor` end a guest's access? As with any Viewer, by managing. */
export function canRemoveGuest(actor: Actor, guest: string): Verdict {
  return canManage({ actor, target: { person: guest, role: GUEST_ROLE } });
}

/** May anyone give a guest the role `to`? None but the one they have. */
export function canChangeGuestRole(to: Role): Verdict {
  return to === GUEST_ROLE ? ALLOWED : deny({ code: 'guest-role-fixed' });
}

/** What becoming a member needs to know. */
export interface GuestBecomesMember extends InvitationAnswer {
  /** The guest whose conversation is to be kept. */
  readonly guest: string;
  /** The guest who said so, with the guest's own token; undefined when nobody did. */
  readonly consentOf: string | undefined;
}

/**
 * May the guest become the member that an invitation asks for, and bring the conversation along (R32)?
 * An equal address is not enough: the guest must have agreed.
 */
export function canBecomeMember({ guest, consentOf, ...answer }: GuestBecomesMember): Verdict {
  const accepted = canAnswer(answer);
  if (!accepted.allowed) return accepted;
  return guest === consentOf ? ALLOWED : deny({ code: 'no-guest-consent' });
}

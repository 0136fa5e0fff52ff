import { managesTeam, type Actor } from './access.ts';
import { suspectTypo } from './address-typos.ts';
import { isSameAddress } from './addresses.ts';
import { DAY, elapsed, HOUR, MINUTE } from './durations.ts';
import { grantableRoles, manages, type Role } from './roles.ts';
import {
  accept,
  ALLOWED,
  deny,
  type Checked,
  type InvitationDenial,
  type InviteeDenial,
  type MemberDenial,
  type Verdict,
} from './verdict.ts';

/** For how long an invitation may be valid, in milliseconds (R18); both ends are allowed. */
export const INVITATION_LIFETIME = { min: 5 * MINUTE, standard: 24 * HOUR, max: 7 * DAY } as const;

/** After how many days without an answer an invitation is stale. */
export const STALE_INVITATION_DAYS = 3;

/**
 * How an invitation can end, as the history keeps it (R24), and what whoever opens its link is told.
 */
export const INVITATION_ENDS = {
  accepted: 'used',
  declined: 'used',
  /** By a person. */
  revoked: 'revoked',
  /** By a resend, which has a link of its own: for whoever has the older one, that is an end. */
  replaced: 'revoked',
  /** Its inviter was removed or lost the right to give its role (R25). */
  'inviter-lost-right': 'revoked',
  /** By time. It is written down only when the address is invited again. */
  expired: 'expired',
} as const satisfies Record<string, InvitationState>;

/** How an invitation ended. */
export type InvitationEnd = keyof typeof INVITATION_ENDS;

/** Where an invitation stands. */
export type InvitationState = 'pending' | 'used' | 'revoked' | 'expired';

/** What the rules on the state of an invitation need to know. */
export interface Invitation {
  /** Null until something ends it; it never changes again. */
  readonly ended: InvitationEnd | null;
  readonly expiresAt: Date;
}

/** What accepting or declining needs to know. */
export interface InvitationAnswer {
  /** Undefined when no invitation belongs to the link. */
  readonly invitation: Invitation | undefined;
  /** The address it was sent to. */
  readonly invited: string;
  /** The address of the account that answers. */
  readonly account: string;
  readonly now: Date;
}

/** What the rules on acting on an invitation need to know. */
export interface InvitationAct {
  readonly actor: Actor;
  /** The id of the person who sent it. */
  readonly inviter: string;
  /** What it invites as. */
  readonly role: Role;
}

/** What the rules on whom to invite need to know of an address. */
export interface Invitee {
  /** In the form that `checkAddress` gives. */
  readonly address: string;
  /** The inviter has confirmed that it is right as it is. */
  readonly sure: boolean;
  /** A member has it. */
  readonly isMember: boolean;
  /** An invitation to it is pending. */
  readonly isInvited: boolean;
}

const CLOSED: Readonly<Record<Exclude<InvitationState, 'pending'>, InvitationDenial>> = {
  used: { code: 'invitation-used' },
  revoked: { code: 'invitation-revoked' },
  expired: { code: 'invitation-expired' },
};

/**
 * Until when an invitation is to be valid, whether new or prolonged.
 * @param wanted the time asked for; 24 hours from `now` when there is none
 * @param now on the server, the database's time
 */
export function checkExpiration(wanted: Date | undefined, now: Date): Checked<Date> {
  const lifetime = wanted === undefined ? INVITATION_LIFETIME.standard : elapsed(now, wanted);
  // Asked this way around, since a date that is none compares as false.
  return lifetime >= INVITATION_LIFETIME.min && lifetime <= INVITATION_LIFETIME.max
    ? accept(new Date(now.getTime() + lifetime))
    : deny({ code: 'expiration-out-of-range' });
}

/** Where an invitation stands. How it ended outlasts its time: one revoked stays revoked. */
export function stateAt({ ended, expiresAt }: Invitation, now: Date): InvitationState {
  if (ended !== null) return INVITATION_ENDS[ended];
  return now < expiresAt ? 'pending' : 'expired';
}

/**
 * Does the link of an invitation still open? Each refusal has an answer of its own (R23).
 * @param invitation undefined when no invitation belongs to the link
 */
export function canOpen(invitation: Invitation | undefined, now: Date): Verdict<InvitationDenial> {
  if (invitation === undefined) return deny({ code: 'invitation-unknown' });
  const state = stateAt(invitation, now);
  return state === 'pending' ? ALLOWED : deny(CLOSED[state]);
}

/**
 * May this account accept or decline the invitation (R22)? That it is another's comes last, as the link
 * itself says the rest to anyone.
 */
export function canAnswer({
  invitation,
  invited,
  account,
  now,
}: InvitationAnswer): Verdict<InvitationDenial> {
  const open = canOpen(invitation, now);
  if (!open.allowed) return open;
  return isSameAddress(invited, account) ? ALLOWED : deny({ code: 'invitation-for-another' });
}

/**
 * Is an invitation pending and probably forgotten (R39)? The usual one is over after a day; one that
 * was to be valid for longer, or was prolonged, and has had no answer for three days is an open door
 * that nobody waits at any more. One that has expired is closed and needs no hint.
 * @param sentAt when this link was sent; prolonging does not change it
 */
export function isStale(invitation: Invitation, sentAt: Date, now: Date): boolean {
  return (
    stateAt(invitation, now) === 'pending' && elapsed(sentAt, now) >= STALE_INVITATION_DAYS * DAY
  );
}

/** May `actor` invite somebody as `role` (R12, R18)? */
export function canInvite({ actor, role }: Omit<InvitationAct, 'inviter'>): Verdict<MemberDenial> {
  const access = managesTeam(actor);
  if (!access.allowed) return access;
  if (!grantableRoles(actor.role).includes(role)) return deny({ code: 'above-own-role', role });
  return ALLOWED;
}

/** Is there reason to invite somebody at this address, now (R18, R40)? */
export function canInviteAddress({
  address,
  sure,
  isMember,
  isInvited,
}: Invitee): Verdict<InviteeDenial> {
  if (isMember) return deny({ code: 'already-member' });
  if (isInvited) return deny({ code: 'already-invited' });
  const suggestion = sure ? undefined : suspectTypo(address);
  return suggestion === undefined ? ALLOWED : deny({ code: 'likely-typo', suggestion });
}

/** May `actor` revoke this invitation? What one has sent, always; else by managing its role. */
export function canRevoke({ actor, inviter, role }: InvitationAct): Verdict<MemberDenial> {
  return actor.person === inviter ? ALLOWED : canManageInvitation(actor, role);
}

/**
 * May `actor` send this invitation again, or give it a new expiration? One's own by still having the
 * right to send it, another's by managing its role.
 */
export function canResend({ actor, inviter, role }: InvitationAct): Verdict<MemberDenial> {
  return actor.person === inviter ? canInvite({ actor, role }) : canManageInvitation(actor, role);
}

/** May `actor` see the link of this invitation? It admits, as what it says, whoever has it. */
export function canSeeLink({ actor, inviter, role }: InvitationAct): Verdict<MemberDenial> {
  return actor.person === inviter ? ALLOWED : canInvite({ actor, role });
}

/**
 * Do the inviter's pending invitations as `role` go on (R25)? To be asked when a person is removed or
 * leaves, when a role changes, and when the matrix takes Team management from one.
 * @param inviter as they are after the change; undefined when no longer a member
 */
export function outlastsChange(inviter: Actor | undefined, role: Role): boolean {
  return inviter !== undefined && canInvite({ actor: inviter, role }).allowed;
}

function canManageInvitation(actor: Actor, role: Role): Verdict<MemberDenial> {
  const access = managesTeam(actor);
  if (!access.allowed) return access;
  return manages(actor.role, role) ? ALLOWED : deny({ code: 'cannot-manage-role', role });
}

import type { ProblemCode } from '../../contract/problems.ts';
import type { RouteName } from '../../contract/routes.ts';

/** What is said of a route in the document. It stands apart from the table, which pages load. */
export interface RouteDescription {
  /** What it does, in one line. */
  readonly summary: string;
  /** What it answers beside the problems that follow from its line of the table. */
  readonly problems?: readonly ProblemCode[];
}

/** Of what only a session of the accounts can do. */
const OWN_SESSIONS: readonly ProblemCode[] = ['not-with-this-sign-in'];

/** Why a link does not open. */
const LINKED: readonly ProblemCode[] = [
  'invitation-unknown',
  'invitation-expired',
  'invitation-revoked',
  'invitation-used',
];

const ANSWERED: readonly ProblemCode[] = [...LINKED, 'invitation-for-another'];

/** Why one that is pending or not cannot be changed. */
const OF_INVITATION: readonly ProblemCode[] = [
  'cannot-manage-role',
  'above-own-role',
  'invitation-expired',
  'invitation-revoked',
  'invitation-used',
];

/** One for each route. */
export const DESCRIPTIONS: Readonly<Record<RouteName, RouteDescription>> = {
  'accounts.signIn': {
    summary: 'Start a session with address and password, and set its cookie',
    problems: ['invalid-credentials', 'rate-limited'],
  },
  'accounts.signOut': { summary: 'End the session of the request, and take its cookie back' },
  'accounts.signUp': {
    summary: 'Ask for an account; a letter goes to its address',
    problems: ['no-mail', 'rate-limited'],
  },
  'accounts.verifyAddress': {
    summary: 'Prove an address by the link of a letter, and start a session',
    problems: ['link-expired', 'wrong-password', 'rate-limited'],
  },
  'accounts.sendVerification': {
    summary: 'Ask for the letter that proves an address once more',
    problems: ['no-mail', 'rate-limited'],
  },
  'accounts.forgotPassword': {
    summary: 'Ask for a letter with which a new password can be chosen',
    problems: ['no-mail', 'rate-limited'],
  },
  'accounts.resetPassword': {
    summary: 'Choose a new password by the link of a letter',
    problems: ['link-expired', 'rate-limited'],
  },
  'accounts.changeProfile': { summary: 'Change my own name', problems: OWN_SESSIONS },
  'accounts.changePassword': {
    summary: 'Change my password, and end my other sessions',
    problems: [...OWN_SESSIONS, 'wrong-password', 'rate-limited'],
  },
  'session.last': {
    summary: 'Read who is signed in, and what they are in the organization used last',
    problems: ['session-ended'],
  },
  'organizations.list': { summary: 'List the organizations that I belong to, by name' },
  'organizations.create': {
    summary: 'Create an organization, and be its owner',
    problems: ['organization-not-found'],
  },
  'organizations.checkSlug': { summary: 'Ask whether an organization can have a slug' },
  'session.in': { summary: 'Read who is signed in, and what they are in this organization' },
  'organizations.switch': { summary: 'Make this organization the one used last' },
  'organizations.leave': { summary: 'Leave the organization', problems: ['last-owner'] },
  'organizations.delete': { summary: 'Delete the organization' },
  'members.list': {
    summary: 'List the members: search, filter, sort',
    problems: ['addresses-hidden'],
  },
  'members.changeRole': {
    summary: 'Give a member another role',
    problems: ['own-role', 'cannot-manage-role', 'above-own-role', 'last-owner'],
  },
  'members.remove': {
    summary: 'Remove a member, and end their sessions in the organization',
    problems: ['own-removal', 'cannot-manage-role', 'last-owner'],
  },
  'members.changeSeveral': {
    summary: 'Give several members another role, or remove them, with an outcome for each',
  },
  'invitations.list': { summary: 'List the invitations: search, filter, sort' },
  'invitations.send': {
    summary: 'Invite people as a role, with an outcome for each address',
    problems: ['above-own-role', 'rate-limited'],
  },
  'invitations.resend': {
    summary: 'Send a pending invitation again, with a link of its own',
    problems: [...OF_INVITATION, 'rate-limited'],
  },
  'invitations.prolong': {
    summary: 'Give a pending invitation another end',
    problems: OF_INVITATION,
  },
  'invitations.revoke': { summary: 'Revoke pending invitations, with an outcome for each' },
  'invitations.links': { summary: 'Read the links of pending invitations, to copy' },
  'inbox.list': { summary: 'List the invitations that wait for me' },
  'inbox.accept': { summary: 'Accept an invitation', problems: ANSWERED },
  'inbox.decline': { summary: 'Decline an invitation', problems: ANSWERED },
  'inbox.open': {
    summary: 'See what the link of an invitation invites to; it accepts nothing',
    problems: [...LINKED, 'rate-limited'],
  },
  'inbox.acceptLink': { summary: 'Accept an invitation by its link', problems: ANSWERED },
  'inbox.declineLink': { summary: 'Decline an invitation by its link', problems: ANSWERED },
  'accounts.signUpInvited': {
    summary: 'Make an account with the address of an invitation, and start a session',
    problems: [...LINKED, 'account-exists', 'invalid-credentials', 'rate-limited'],
  },
  'permissions.read': { summary: 'Read what each role may do' },
  'permissions.save': {
    summary: 'Change what roles may do',
    problems: ['owners-have-everything', 'own-column', 'level-not-offered', 'beyond-own-level'],
  },
  'sessions.mine': { summary: 'List my sessions, the newest first', problems: OWN_SESSIONS },
  'sessions.end': { summary: 'End one of my sessions, everywhere', problems: OWN_SESSIONS },
  'sessions.ofMember': {
    summary: 'List where a member is signed in to the organization',
    problems: ['cannot-manage-role'],
  },
  'sessions.endOfMember': {
    summary: 'Sign a member out of the organization in one place',
    problems: ['cannot-manage-role'],
  },
  'sessions.endEveryones': { summary: 'Sign everyone out of the organization whom I manage' },
  'activity.list': { summary: 'Read what was done, by whom and when, the newest first' },
  'guestChat.door': { summary: 'Ask whether I may join as a guest from my page, and what' },
  'guestChat.join': {
    summary: 'Join as a guest, without an account',
    problems: ['rate-limited', 'visitor-not-vouched'],
  },
  'guestChat.refresh': {
    summary: 'Change a refresh token for the next tokens, once',
    problems: ['session-expired', 'guest-revoked', 'rate-limited'],
  },
  'guestChat.read': { summary: 'Read my conversation' },
  'guestChat.write': {
    summary: 'Write in my conversation; sent twice, it is stored once',
    problems: ['key-reused', 'conversation-full'],
  },
  'guestChat.askForPerson': {
    summary: 'Ask for a person to answer',
  },
  'guestChat.introduce': {
    summary: 'Say who I am, and where an answer can be sent to',
  },
  'guestChat.begin': {
    summary: 'Begin another conversation, unless nothing is written in mine yet',
  },
  'guestChat.markRead': { summary: 'Note up to which message I have read' },
  'guestChat.type': { summary: 'Say that I am writing, now and then while I am' },
  'guestChat.keep': {
    summary: 'Agree that my conversation belongs to who is signed in to my page',
    problems: ['visitor-not-vouched', 'kept-by-another'],
  },
  'guestChat.leave': { summary: 'Leave, and erase me and all that was written with me' },
  'guestChat.stream': { summary: 'Hear of what is written in my conversation, as it is written' },
  'conversations.assignees': { summary: 'List who can take care of conversations' },
  'conversations.list': {
    summary: 'List the conversations with guests, those that wait first: search, filter',
  },
  'conversations.open': { summary: 'Read what was written in a conversation' },
  'conversations.answer': {
    summary: 'Answer a guest; sent twice, it is stored once',
    problems: ['key-reused', 'conversation-full'],
  },
  'conversations.markRead': {
    summary: 'Note that somebody who may answer has read a conversation',
  },
  'conversations.type': { summary: 'Say that I am writing, now and then while I am' },
  'conversations.change': {
    summary: 'Decide about a conversation: whose it is, who answers, whether it is done',
    problems: ['member-not-found', 'assignee-cannot-answer'],
  },
  'guests.access': { summary: 'Read whether and from where guests may join' },
  'guests.changeAccess': { summary: 'Say whether and from where guests may join, or end them all' },
  'guests.signingSecret': {
    summary: 'Read the secret with which our sites vouch for their visitors',
  },
  'guests.rotateSigningSecret': {
    summary: 'Make a new secret, and end the one before',
  },
  'guests.list': { summary: 'List the guests who were there within the last 15 minutes' },
  'guests.end': { summary: 'End the access of a guest' },
  'textSources.list': { summary: 'List the texts that guests may be answered with' },
  'textSources.create': {
    summary: 'Add a text; guests are answered with it once it is public',
    problems: ['too-many-text-sources'],
  },
  'textSources.open': { summary: 'Read a text' },
  'textSources.change': { summary: 'Change a text, or whether it is public' },
  'textSources.remove': { summary: 'Remove a text' },
  'textSources.try': { summary: 'Find what a guest who asks that is answered with' },
  'changes.stream': {
    summary: 'Hear of what changes in my organizations, and of the end of my access',
  },
};

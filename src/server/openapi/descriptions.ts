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

/** One for each route. */
export const DESCRIPTIONS: Readonly<Record<RouteName, RouteDescription>> = {
  signIn: {
    summary: 'Start a session with address and password, and set its cookie',
    problems: ['invalid-credentials', 'rate-limited'],
  },
  signOut: { summary: 'End the session of the request, and take its cookie back' },
  signUp: {
    summary: 'Ask for an account; a letter goes to its address',
    problems: ['no-mail'],
  },
  verifyAddress: {
    summary: 'Prove an address by the link of a letter, and start a session',
    problems: ['link-expired', 'wrong-password', 'rate-limited'],
  },
  sendVerification: {
    summary: 'Ask for the letter that proves an address once more',
    problems: ['no-mail'],
  },
  forgotPassword: {
    summary: 'Ask for a letter with which a new password can be chosen',
    problems: ['no-mail'],
  },
  resetPassword: {
    summary: 'Choose a new password by the link of a letter',
    problems: ['link-expired', 'rate-limited'],
  },
  changeProfile: { summary: 'Change my own name', problems: OWN_SESSIONS },
  changePassword: {
    summary: 'Change my password, and end my other sessions',
    problems: [...OWN_SESSIONS, 'wrong-password', 'rate-limited'],
  },
  session: {
    summary: 'Read who is signed in, and what they are in the organization used last',
    problems: ['session-ended'],
  },
  myOrganizations: { summary: 'List the organizations that I belong to, by name' },
  createOrganization: {
    summary: 'Create an organization, and be its owner',
    problems: ['organization-not-found'],
  },
  checkSlug: { summary: 'Ask whether an organization can have a slug' },
  organizationSession: { summary: 'Read who is signed in, and what they are in this organization' },
  switchOrganization: { summary: 'Make this organization the one used last' },
  leaveOrganization: { summary: 'Leave the organization', problems: ['last-owner'] },
  deleteOrganization: { summary: 'Delete the organization' },
  listMembers: {
    summary: 'List the members: search, filter, sort',
    problems: ['addresses-hidden'],
  },
  changeRole: {
    summary: 'Give a member another role',
    problems: ['own-role', 'cannot-manage-role', 'above-own-role', 'last-owner'],
  },
  removeMember: {
    summary: 'Remove a member, and end their sessions in the organization',
    problems: ['own-removal', 'cannot-manage-role', 'last-owner'],
  },
  changeMembers: {
    summary: 'Give several members another role, or remove them, with an outcome for each',
  },
  readPermissions: { summary: 'Read what each role may do' },
  savePermissions: {
    summary: 'Change what roles may do',
    problems: ['owners-have-everything', 'own-column', 'level-not-offered', 'beyond-own-level'],
  },
  listMySessions: { summary: 'List my sessions, the newest first', problems: OWN_SESSIONS },
  endMySession: { summary: 'End one of my sessions, everywhere', problems: OWN_SESSIONS },
  listMemberSessions: {
    summary: 'List where a member is signed in to the organization',
    problems: ['cannot-manage-role'],
  },
  endMemberSession: {
    summary: 'Sign a member out of the organization in one place',
    problems: ['cannot-manage-role'],
  },
  endEveryonesSessions: { summary: 'Sign everyone out of the organization whom I manage' },
  listActivity: { summary: 'Read what was done, by whom and when, the newest first' },
  liveChanges: { summary: 'Hear of what changes in my organizations, and of the end of my access' },
};

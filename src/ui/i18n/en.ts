import type { MemberDenial, Role } from '../../client/policy.ts';
import type { Loss } from '../context/session-store.ts';
import type { InvitationProblem } from '../../client/backend-client.ts';
import { memberDenialSentence, type Problem } from '../../client/problem.ts';
import type { fieldWords } from './field-words.ts';

/** The roles as words. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  admin: 'Admin',
  member: 'Member',
  viewer: 'Viewer',
};

const LOST: Readonly<Record<Loss, (name: string) => string>> = {
  removed: name => `You are no longer a member of ${name}.`,
  deleted: name => `${name} was deleted.`,
};

/** English, the language that every other one is held against. */
export const en = {
  $code: 'en',
  $name: 'English',
  $dir: 'ltr' as 'ltr' | 'rtl',

  role: (role: Role) => ROLE_NAMES[role],
  problem: ({ title }: Problem) => title,
  denial: memberDenialSentence,
  retry: 'Retry',
  loading: 'Loading',
  cancel: 'Cancel',
  name: 'Name',
  save: 'Save',
  saving: 'Saving',
  signInFirst: 'Sign in to see this.',
  noOrganization: 'No organization yet',
  notYourOrganization: 'There is no such organization, or you are not a member of it.',
  noOrganizationHint: 'Ask someone to invite you to theirs.',
  loadFailed: 'This could not be loaded',
  accessEnded: (reason: Loss, name: string) => LOST[reason](name),
  goOn: 'Continue',
  roleHere: (role: Role, name: string) => `You are now ${ROLE_NAMES[role]} in ${name}.`,
};

/** Of tags that can be asked too often. */
export const waitWords = {
  waitFor: (time: string) => `Too many attempts. Try again in ${time}.`,
};

/** Of tags with lists that are searched and gone through. */
export const listWords = {
  sortedBy: 'Sorted by',
  actions: 'Actions',
  previous: 'Previous',
  next: 'Next',
  range: (from: string, to: string, total: string) => `${from}–${to} of ${total}`,
};

/** For how long, in seconds; for as long as before; or until a time that is typed. */
export type Lifetime = '3600' | '86400' | '259200' | '604800' | 'exact' | 'same';

const LIFETIMES: Readonly<Record<Lifetime, string>> = {
  same: 'As before',
  '3600': '1 hour',
  '86400': '24 hours',
  '259200': '3 days',
  '604800': '7 days',
  exact: 'Exact time',
};

type Code = InvitationProblem['code'];

const INVITATION_PROBLEMS: Readonly<Record<Exclude<Code, MemberDenial['code']>, string>> = {
  'invitation-not-found': 'This invitation is gone.',
  'invitation-expired': 'This invitation has expired.',
  'invitation-revoked': 'This invitation was revoked.',
  'invitation-used': 'This invitation was answered.',
  'link-lost': 'This link is lost. Send the invitation again.',
};

/** Of tags that send invitations, or show those that were sent. */
export const invitationWords = {
  linkWorksFor: 'Link works for',
  lifetime: (choice: Lifetime) => LIFETIMES[choice],
  until: (time: string) => `Until ${time}`,
  copyLink: 'Copy link',
  copyLinkTo: (address: string) => `Copy link for ${address}`,
  copied: 'Copied',
  linksCopied: (count: number) => (count === 1 ? 'Link copied.' : `${count} links copied.`),
  copyByHand: 'The browser did not copy it. Copy it from here.',
  invitationProblem: (problem: InvitationProblem) =>
    problem.code in INVITATION_PROBLEMS
      ? INVITATION_PROBLEMS[problem.code as keyof typeof INVITATION_PROBLEMS]
      : memberDenialSentence(problem as MemberDenial),
};

/** Of tags to whose accounts people sign in. */
export const accountWords = {
  signIn: 'Sign in',
  signingIn: 'Signing in',
  signedIn: (name: string) => `Signed in as ${name}.`,
  signedOut: 'You are signed out.',
  email: 'E-mail',
  emailMissing: 'Enter your e-mail address.',
  emailRefused: 'This address cannot be used here.',
  password: 'Password',
  passwordMissing: 'Enter your password.',
  passwordRule: 'A password has 8 to 128 characters.',
  passwordHint: 'At least 8 characters.',
  show: 'Show',
  hide: 'Hide',
  showPassword: 'Show the password',
  hidePassword: 'Hide the password',
  createAccount: 'Create an account',
  creatingAccount: 'Creating the account',
  haveAccount: 'Have an account?',
  forgotten: 'Forgot your password?',
  forgottenPassword: 'Forgotten password',
  forgottenText: 'We will e-mail you a link to choose a new one.',
  sendLink: 'Send the link',
  sending: 'Sending',
  resetSent: (email: string) =>
    `An e-mail is on its way to ${email}. If there is an account with this address, it has a link to choose a new password, which works for an hour.`,
  backToSignIn: 'Back to sign in',
  newHere: 'New here?',
};

/** Of tags in which people answer invitations to them. */
export const answerWords = {
  invitedBy: 'Invited by',
  invitationEnds: 'Expires',
  acceptIt: 'Accept',
  accepting: 'Accepting',
  declineIt: 'Decline',
  declineQuestion: (name: string) => `Decline the invitation to ${name}?`,
  decliningLoses: 'Nobody can accept it any more. To join later, someone has to invite you again.',
  declineNow: 'Decline',
  declining: 'Declining',
  joined: (name: string, role: string) => `You are now a member of ${name}, as ${role}`,
  declined: (name: string) => `You have declined the invitation to ${name}`,
};

/** How many invitations wait for somebody. */
export const inboxWords = {
  invitationCount: (count: number, shown: string) =>
    count === 1 ? '1 invitation' : `${shown} invitations`,
};

/** Of tags in which guests and members write to each other. */
export const transcriptWords = {
  automaticAnswer: 'Automatic answer',
  fromSource: 'From',
  sendMessage: 'Send',
  sendingMessage: 'Sending',
};

/** What several tags say. */
export type Base = typeof en &
  typeof fieldWords &
  typeof waitWords &
  typeof listWords &
  typeof invitationWords &
  typeof accountWords &
  typeof answerWords &
  typeof inboxWords &
  typeof transcriptWords;

/** The words of one language: each has all of them. What only one tag says, it adds itself. */
export interface Terms extends Base {}

/** Who says a word: several tags, or one. What two add does not compile. */
export interface SaidBy extends Record<keyof Base, 'several tags'> {}

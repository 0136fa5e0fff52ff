import { accountWords, answerWords, waitWords } from '../../ui/i18n/en.ts';
import { fieldWords } from '../../ui/i18n/field-words.ts';
import { addWords } from '../../ui/i18n/localize.ts';
import type { Closed } from './views.ts';

/** What a link says that does not open, and what to do then. */
const CLOSED: Readonly<Record<Closed, readonly [title: string, text: string]>> = {
  expired: ['This invitation has expired', 'Ask whoever invited you for a new one.'],
  revoked: [
    'This invitation is no longer valid',
    'It was withdrawn, or a newer one replaces it. Look for that one, or ask whoever invited you.',
  ],
  used: ['This invitation has been answered', 'If it was you who accepted it, sign in to go on.'],
  unknown: [
    'This link leads to no invitation',
    'Part of it may be missing. Open it again from the message it came in, or copy it whole.',
  ],
};

const en = {
  invitationTo: (name: string) => `Invitation to ${name}`,
  invitedAs: 'Role',
  noInvitation: 'No invitation is open here',
  noInvitationHint: 'Open the link in the message that invited you.',
  invitationFailed: 'The invitation could not be loaded',
  closedTitle: (closed: Closed) => CLOSED[closed][0],
  closedText: (closed: Closed) => CLOSED[closed][1],
  answeredHere: 'If it was you who accepted it, you are a member already.',

  createToJoin: 'Create an account to join',
  createAndJoin: 'Create the account and join',
  joining: 'Joining',
  invitedAddress: 'The one that the invitation was sent to.',
  notInvited: 'The invitation was not sent to this address.',
  signInToJoin: 'Sign in to join',
  signInToAnswer: 'Use the account with the address that the invitation was sent to.',
  openAgain: 'Then open the link of the invitation again.',

  wantToJoin: 'Do you want to join?',
  youAre: 'You are signed in as',
  declinedHint: (inviter: string) => `If you change your mind, ask ${inviter} to invite you again.`,

  forAnother: 'This invitation is for another address',
  forAnotherHint: 'Switch to the account that has it. The invitation stays open meanwhile.',
  switchAccount: 'Switch account',
};

export type Words = typeof en;

declare module '../../ui/i18n/en.ts' {
  interface Terms extends Words {}
  interface SaidBy extends Record<keyof Words, 'invite-accept'> {}
}

/** The words that only this tag says, and those of fields, accounts and invitations. */
export function loadWords(): void {
  addWords(fieldWords);
  addWords(waitWords);
  addWords(accountWords);
  addWords(answerWords);
  addWords(en);
}

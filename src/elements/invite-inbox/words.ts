import { inboxWords, answerWords } from '../../ui/i18n/en.ts';
import { addWords } from '../../ui/i18n/localize.ts';

const en = {
  inboxTitle: 'Invitations to you',
  inboxFailed: 'Your invitations could not be loaded',
  inboxEmpty: 'No invitations',
  inboxEmptyHint: (email: string) => `When someone invites ${email}, you see it here.`,
  inboxClosed: 'Your address is not confirmed yet',
  inboxClosedHint: (email: string) =>
    `Invitations to ${email} appear here as soon as you confirm that it is yours.`,
  sendConfirmation: 'Send the e-mail to confirm it',
  confirmationSent: (email: string) =>
    `An e-mail is on its way to ${email}. Follow its link, and invitations appear here.`,
  acceptTo: (name: string) => `Accept the invitation to ${name}`,
  declineTo: (name: string) => `Decline the invitation to ${name}`,
  notAnswered: (name: string) => `The invitation to ${name} is no longer there to be answered.`,
  switchThere: 'Switch to it',
  switching: 'Switching',
};

export type Words = typeof en;

declare module '../../ui/i18n/en.ts' {
  interface Terms extends Words {}
  interface SaidBy extends Record<keyof Words, 'invite-inbox'> {}
}

/** The words that only this tag says, and those of invitations. */
export function loadWords(): void {
  addWords(answerWords);
  addWords(inboxWords);
  addWords(en);
}

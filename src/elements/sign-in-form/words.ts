import { accountWords, waitWords } from '../../ui/i18n/en.ts';
import { fieldWords } from '../../ui/i18n/field-words.ts';
import { addWords } from '../../ui/i18n/localize.ts';

const en = {
  signOut: 'Sign out',
  newPassword: 'New password',
  currentPassword: 'Current password',

  lookIntoMailbox: 'Check your e-mail',
  verifySent: (email: string) =>
    `An e-mail is on its way to ${email}. Open its link within 24 hours to confirm your address.`,
  notThere: 'Nothing after a few minutes? Look in your spam folder.',
  sendAgain: 'Send it again',
  sentAgain: 'Sent again.',
  otherAddress: 'Use another address',

  confirmAddress: 'Confirm your address',
  confirmText: 'Enter the password that you chose when you signed up.',
  replaceText: 'Choose a new password. It replaces the one before.',
  confirm: 'Confirm',
  confirming: 'Confirming',
  chooseAnew: 'Choose another password',
  asChosen: 'Use the password from before',
  chooseNewPassword: 'Choose a new password',
  resetText: 'You will be signed out everywhere else.',
  saveAndSignIn: 'Save and sign in',
  linkOver: 'This link no longer works',
  verifyOver: 'It has been used or is too old. If you have confirmed your address, sign in.',
  resetOver: 'It has been used or is too old.',
  sendNewLink: 'Send a new link',
  linkWhileSignedIn: (name: string) =>
    `You are signed in as ${name}. This signs you in with the account that the e-mail is about.`,
  notNow: 'Not now',

  changeName: 'Change name',
  changeYourName: 'Change your name',
  nameChangesEverywhere: 'It changes in every organization that you belong to.',
  nameChanged: (name: string) => `Your name is now ${name}.`,
  changePassword: 'Change password',
  changeYourPassword: 'Change your password',
  passwordChanged: 'Your password is changed. You are signed out everywhere else.',
};

export type Words = typeof en;

declare module '../../ui/i18n/en.ts' {
  interface Terms extends Words {}
  interface SaidBy extends Record<keyof Words, 'sign-in-form'> {}
}

/** The words that only this tag says, and those of fields, accounts and waiting. */
export function loadWords(): void {
  addWords(waitWords);
  addWords(fieldWords);
  addWords(accountWords);
  addWords(en);
}

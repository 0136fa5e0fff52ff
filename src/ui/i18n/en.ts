import type { Role } from '../../client/policy.ts';
import type { Loss } from '../context/session-store.ts';
import { memberDenialSentence, type Problem } from '../../client/problem.ts';
import { inputDenialSentence } from '../../client/typed-text.ts';

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

/** Of tags with fields: no other page loads its sentences. */
export const fieldWords = { input: inputDenialSentence };

/** What several tags say. */
export type Base = typeof en & typeof fieldWords;

/** The words of one language: each has all of them. What only one tag says, it adds itself. */
export interface Terms extends Base {}

/** Who says a word: several tags, or one. What two add does not compile. */
export interface SaidBy extends Record<keyof Base, 'several tags'> {}

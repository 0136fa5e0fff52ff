import { inboxWords } from '../../ui/i18n/en.ts';
import { fieldWords } from '../../ui/i18n/field-words.ts';
import { addWords } from '../../ui/i18n/localize.ts';

const en = {
  organization: 'Organization',
  organizations: 'Organizations',
  findOrganization: 'Find an organization',
  noMatch: (text: string) => `No organization matches “${text}”.`,
  opening: 'Opening',
  signInAgainToOpen: 'Sign in again to open it',
  switcherFailed: (name: string) => `${name} could not be opened.`,
  switched: (name: string) => `You are now in ${name}.`,

  createOrganization: 'Create an organization',
  createOrBeInvited: 'Create one, or ask someone to invite you to theirs.',
  create: 'Create',
  creating: 'Creating',
  created: (name: string) => `You are now in ${name}, as its owner.`,
  createdNotOpened: (name: string) => `${name} is there, but could not be opened.`,
  organizationName: 'Name',
  slug: 'Slug',
  slugHint: 'Part of its web addresses. Leave it empty and one is chosen for you.',
  slugChecking: 'Checking',
  slugFree: (slug: string) => `${slug} is free.`,
  slugUnknown: 'Whether it is free will show when you create it.',
  slugTaken: 'This slug is taken. Choose another one.',
  freeSlugs: 'Free slugs',
  notAccepted: 'This is not accepted. Change it.',

  leave: (name: string) => `Leave ${name}`,
  leaveQuestion: (name: string) => `Leave ${name}?`,
  leavingLoses: (name: string) =>
    `You lose access to ${name} at once, on every device. What you did stays in the activity record. To come back, someone has to invite you again.`,
  leaveNow: 'Leave',
  leaving: 'Leaving',
  left: (name: string) => `You have left ${name}.`,
};

export type Words = typeof en;

declare module '../../ui/i18n/en.ts' {
  interface Terms extends Words {}
  interface SaidBy extends Record<keyof Words, 'org-switcher'> {}
}

/** The words that only this tag says, and those of fields and of the inbox. */
export function loadWords(): void {
  addWords(fieldWords);
  addWords(inboxWords);
  addWords(en);
}

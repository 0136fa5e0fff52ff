import { fieldWords } from '../../ui/i18n/field-words.ts';
import { addWords } from '../../ui/i18n/localize.ts';
import type { LaterWords } from './later-words.ts';

const en = {
  guestSettings: 'Guests',
  guestSettingsOf: (organization: string) =>
    `Visitors of your sites who chat with ${organization} without an account.`,
  guestSettingsFailed: 'The settings for guests could not be loaded',
  add: 'Add',
  changeIt: 'Change',
  showIt: 'Show',
  putBack: 'Undo',
  notOpened: 'The rest of this could not be loaded. Try again, or load the page anew.',

  accessTitle: 'Access',
  accessAbout:
    'Whether visitors may join, and on which sites. Others cannot put your chat on theirs.',
  accessState: (enabled: boolean, origins: number) => {
    if (!enabled) return 'Guests cannot join.';
    if (origins === 0) return 'Nobody can join yet: add a site.';
    return origins === 1 ? 'Guests can join on 1 site.' : `Guests can join on ${origins} sites.`;
  },
  switchOn: 'Switch on',
  switchOff: 'Switch off',
  switchedOn: 'Guests can join.',
  origins: 'Sites',
  addOrigin: 'Add a site',
  originHint:
    'https://shop.example is this site alone. https://*.shop.example is every site one name below it, such as https://www.shop.example, but not shop.example itself. Use no wildcard where others can have names, as under those of hosting companies.',
  removeOrigin: (origin: string) => `Remove ${origin}`,
  originAdded: (origin: string) => `${origin} is added.`,
  originRemoved: (origin: string) => `${origin} is removed.`,

  wordsTitle: 'Words',
  wordsAbout:
    'What the chat says in place of its own words. Visitors of other languages read the first one.',
  wordsState: (languages: string) =>
    languages === '' ? 'The chat says its own words.' : `Said in: ${languages}.`,

  hoursTitle: 'Office hours',
  hoursAbout: 'When people answer. At other times the chat says so, and asks for an address.',
  hoursState: (timeZone: string | undefined) =>
    timeZone === undefined
      ? 'People always answer.'
      : `People answer at office hours (${timeZone}).`,

  sourcesTitle: 'Texts to answer from',
  sourcesAbout:
    'Guests are answered with passages of the public ones, word for word. Of the others they learn nothing.',
  noSources: 'No texts yet: people answer everything.',
  sourcesState: (total: number, shown: string, open: string) =>
    total === 1 ? `1 text, ${open} public.` : `${shown} texts, ${open} public.`,

  guestsTitle: 'Guests now',
  guestsAbout: 'Who was there within the last 15 minutes.',
  guestCount: (count: number, shown: string) => {
    if (count === 0) return 'Nobody.';
    return count === 1 ? '1 guest' : `${shown} guests`;
  },
  guestName: (name: string) => name || 'Guest',
  joinedAt: 'Joined',
  moreGuests: 'Show more',
  endOne: 'End',
  endGuest: (name: string) => `End the chat of ${name}`,
  endAll: 'End all',

  embeddingTitle: 'Embedding',
  embeddingAbout: 'Put this before the end of the body of each page that is to have the chat.',
};

export type Words = typeof en & LaterWords;

declare module '../../ui/i18n/en.ts' {
  interface Terms extends Words {}
  interface SaidBy extends Record<keyof Words, 'guest-settings'> {}
}

/** The words that this tag says. */
export function loadWords(): void {
  addWords(fieldWords);
  addWords(en);
}

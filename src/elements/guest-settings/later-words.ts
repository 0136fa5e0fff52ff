import { addWords } from '../../ui/i18n/localize.ts';

/** The texts of the chat. */
type Kind = 'welcome' | 'consent' | 'away';

const TEXTS: Readonly<Record<Kind, string>> = {
  welcome: 'Welcome',
  consent: 'Consent',
  away: 'Away',
};

const TEXT_HINTS: Readonly<Record<Kind, string>> = {
  welcome: 'Above the first message.',
  consent: 'What visitors agree to by joining.',
  away: 'Outside of the office hours.',
};

const en = {
  discard: 'Discard',
  changedMeanwhile: 'Somebody has changed this meanwhile. What you typed is still here.',
  switchedOff: (ended: boolean): string =>
    ended ? 'Guests cannot join, and the running chats have ended.' : 'Guests cannot join.',
  offQuestion: 'Switch off the chat for guests?',
  offLoses: 'Nobody can join any more. Who has joined can go on, unless you end their chats, too.',
  endRunning: 'End the running chats, too',

  language: 'Language',
  languageName: (name: string, isWritten: boolean) => (isWritten ? `${name} ✓` : name),
  guestText: (kind: Kind) => TEXTS[kind],
  guestTextHint: (kind: Kind) => TEXT_HINTS[kind],
  wordsSaved: 'The words are saved.',

  answered: 'People answer',
  always: 'Always',
  atHours: 'At office hours',
  officeTimeZone: 'Time zone',
  dayTime: (end: 'from' | 'to', day: string) => `${day}, ${end === 'from' ? 'from' : 'until'}`,
  closed: 'Closed',
  hoursSaved: 'The office hours are saved.',

  addSource: 'Add a text',
  editSource: 'Change a text',
  editOf: (title: string) => `Change ${title}`,
  removeOf: (title: string) => `Remove ${title}`,
  public: 'Public',
  publicOf: (title: string) => `${title} is public`,
  characters: (shown: string, count: number) =>
    count === 1 ? '1 character' : `${shown} characters`,
  sourceTitle: 'Title',
  sourceText: 'Text',
  sourceUrl: 'Address of the page',
  sourceUrlHint: 'Where guests can read all of it; may be left empty.',
  sourcePublic: 'Public: guests may read it',
  sourceSaved: (title: string, isPublic: boolean) =>
    `${title} is saved, and ${isPublic ? 'public' : 'not public'}.`,
  sourceRemoved: (title: string) => `${title} is removed.`,
  removeSourceQuestion: (title: string) => `Remove ${title}?`,
  removeSourceLoses: 'Guests are no longer answered with it. The text is gone.',
  removeIt: 'Remove',
  removingIt: 'Removing',
  tryIt: 'What would a guest ask?',
  tryNow: 'Try',
  nothingFound: 'No public text fits. People would be asked to answer.',
  foundIn: (title: string) => `From: ${title}`,

  endGuestQuestion: (name: string) => `End the chat of ${name}?`,
  endGuestLoses: 'They can no longer read or write in it. What was written stays with you.',
  endAllQuestion: (count: number, shown: string) =>
    count === 1 ? 'End the chat of 1 guest?' : `End the chats of ${shown} guests?`,
  endAllLoses:
    'Everybody who has joined, also those who are not there now, can no longer read or write. What was written stays with you. New guests can join.',
  endingGuests: 'Ending',
  guestIsEnded: (name: string) => `The chat of ${name} has ended.`,
  endedAll: 'All chats have ended.',

  snippet: 'For your pages',
  copyIt: 'Copy',
  isCopied: 'Copied',
  copyItByHand: 'The browser did not copy it. Copy it from here.',
  secretTitle: 'Signing secret',
  secretAbout:
    'With it your server vouches for visitors who are signed in at your site. Keep it on the server: whoever has it can pass for any of them.',
  secret: 'Secret',
  showSecret: 'Show the secret',
  hideSecret: 'Hide',
  newSecret: 'New secret',
  rotateQuestion: 'Make a new secret?',
  rotateLoses:
    'The one before is worth nothing at once. Until your server has the new one, it vouches for nobody.',
  secretIsNew: 'There is a new secret.',
};

export type LaterWords = typeof en;

/** The words of what is opened. */
export function loadLaterWords(): void {
  addWords(en);
}

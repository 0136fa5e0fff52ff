import { addWords } from '../../ui/i18n/localize.ts';

const en = {
  mySessions: 'Where you are signed in',
  sessionCount: (count: number, shown: string) =>
    count === 1 ? 'Nowhere but here.' : `${shown} sessions`,
  sessionsFailed: 'Your sessions could not be loaded',
  sessionsElsewhere: 'Your sessions are not kept here',
  sessionsElsewhereHint: 'See where you are signed in, and end it, where your account is.',
  browserOn: (browser: string, system: string) => `${browser} on ${system}`,
  unknownDevice: 'Unknown device',
  thisSession: 'This one',
  endsBySignOut: 'It ends when you sign out.',
  signedInOn: 'Signed in',
  lastSeen: 'Last seen',
  endIt: 'End',
  endSession: (device: string) => `End the session of ${device}`,
  endQuestion: (device: string) => `End the session of ${device}?`,
  endingLoses: (device: string) =>
    `${device} is signed out at once, of every organization. What was begun there and not stored is lost. To go on there, you have to sign in again.`,
  endNow: 'End it',
  ending: 'Ending',
  sessionEnded: (device: string) => `${device} is signed out.`,
};

export type Words = typeof en;

declare module '../../ui/i18n/en.ts' {
  interface Terms extends Words {}
  interface SaidBy extends Record<keyof Words, 'session-list'> {}
}

/** The words that only this tag says. */
export function loadWords(): void {
  addWords(en);
}

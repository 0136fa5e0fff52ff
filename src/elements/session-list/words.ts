import { addWords } from '../../ui/i18n/localize.ts';

const en = {
  mySessions: 'Where you are signed in',
  sessionCount: (count: number, shown: string) =>
    count === 1 ? 'Only here.' : `${shown} sessions`,
  sessionsFailed: 'Your sessions could not be loaded',
  sessionsElsewhere: 'Your sessions are not kept here',
  sessionsElsewhereHint: 'Go to where your account is to see and end them.',
  browserOn: (browser: string, system: string) => `${browser} on ${system}`,
  unknownDevice: 'Unknown device',
  thisSession: 'Current',
  endsBySignOut: 'Ends when you sign out.',
  signedInOn: 'Signed in',
  lastSeen: 'Last active',
  endIt: 'Sign out',
  endSession: (device: string) => `Sign out ${device}`,
  endQuestion: (device: string) => `Sign out ${device}?`,
  endingLoses: (device: string, since: string) =>
    `Signed in there on ${since}. ${device} is signed out of every organization at once. What is not saved there is lost.`,
  endNow: 'Sign out',
  ending: 'Signing out',
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

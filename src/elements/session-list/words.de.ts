import type { Words } from './words.ts';

export const de: Words = {
  mySessions: 'Wo du angemeldet bist',
  sessionCount: (count, shown) => (count === 1 ? 'Nur hier.' : `${shown} Sitzungen`),
  sessionsFailed: 'Deine Sitzungen ließen sich nicht laden',
  sessionsElsewhere: 'Deine Sitzungen werden nicht hier geführt',
  sessionsElsewhereHint: 'Sieh dort nach, wo dein Konto ist; dort lassen sie sich auch beenden.',
  browserOn: (browser, system) => `${browser} auf ${system}`,
  unknownDevice: 'Unbekanntes Gerät',
  thisSession: 'Diese',
  endsBySignOut: 'Sie endet, wenn du dich abmeldest.',
  signedInOn: 'Angemeldet',
  lastSeen: 'Zuletzt gesehen',
  endIt: 'Beenden',
  endSession: device => `Die Sitzung „${device}“ beenden`,
  endQuestion: device => `Die Sitzung „${device}“ beenden?`,
  endingLoses: device =>
    `„${device}“ wird sofort abgemeldet, von jeder Organisation. Was dort begonnen und nicht gespeichert ist, geht verloren. Um dort weiterzumachen, musst du dich wieder anmelden.`,
  endNow: 'Beenden',
  ending: 'Wird beendet',
  sessionEnded: device => `„${device}“ ist abgemeldet.`,
};

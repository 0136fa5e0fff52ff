import type { Words } from './words.ts';

export const de: Words = {
  mySessions: 'Wo du angemeldet bist',
  sessionCount: (count, shown) => (count === 1 ? 'Nur hier.' : `${shown} Sitzungen`),
  sessionsFailed: 'Deine Sitzungen ließen sich nicht laden',
  sessionsElsewhere: 'Deine Sitzungen werden nicht hier geführt',
  sessionsElsewhereHint: 'Geh dorthin, wo dein Konto ist, um sie zu sehen und zu beenden.',
  browserOn: (browser, system) => `${browser} auf ${system}`,
  unknownDevice: 'Unbekanntes Gerät',
  thisSession: 'Aktuell',
  endsBySignOut: 'Endet, wenn du dich abmeldest.',
  signedInOn: 'Angemeldet',
  lastSeen: 'Zuletzt aktiv',
  endIt: 'Abmelden',
  endSession: device => `„${device}“ abmelden`,
  endQuestion: device => `„${device}“ abmelden?`,
  endingLoses: (device, since) =>
    `Angemeldet dort am ${since}. „${device}“ wird sofort von jeder Organisation abgemeldet. Was dort nicht gespeichert ist, geht verloren.`,
  endNow: 'Abmelden',
  ending: 'Wird abgemeldet',
  sessionEnded: device => `„${device}“ ist abgemeldet.`,
};

import type { Words } from './words.ts';

export const de: Words = {
  inboxTitle: 'Einladungen an dich',
  inboxFailed: 'Deine Einladungen ließen sich nicht laden',
  inboxEmpty: 'Keine Einladungen',
  inboxEmptyHint: email => `Lädt jemand ${email} ein, siehst du es hier.`,
  inboxClosed: 'Deine Adresse ist noch nicht bestätigt',
  inboxClosedHint: email =>
    `Einladungen an ${email} erscheinen hier, sobald du bestätigst, dass sie deine ist.`,
  sendConfirmation: 'Mail zum Bestätigen schicken',
  confirmationSent: email =>
    `Eine Mail ist unterwegs an ${email}. Folg ihrem Link, dann erscheinen Einladungen hier.`,
  acceptTo: name => `Die Einladung zu ${name} annehmen`,
  declineTo: name => `Die Einladung zu ${name} ablehnen`,
  notAnswered: name => `Die Einladung zu ${name} ist nicht mehr zu beantworten.`,
  switchThere: 'Dorthin wechseln',
  switching: 'Wird gewechselt',
};

import type { Role } from '../../../client/policy.ts';
import type { Loss } from '../../context/session-store.ts';
import type { Base, Lifetime } from '../en.ts';
import { guestWords } from './guest-words.ts';
import { denialSentence, invitationProblemSentence } from './problems.ts';

/** The roles as words. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  owner: 'Inhaber',
  admin: 'Admin',
  member: 'Mitglied',
  viewer: 'Betrachter',
};

const LOST: Readonly<Record<Loss, (name: string) => string>> = {
  removed: name => `Du gehörst nicht mehr zu ${name}.`,
  deleted: name => `${name} wurde gelöscht.`,
};

const LIFETIMES: Readonly<Record<Lifetime, string>> = {
  same: 'Wie bisher',
  '3600': '1 Stunde',
  '86400': '24 Stunden',
  '259200': '3 Tage',
  '604800': '7 Tage',
  exact: 'Genaue Zeit',
};

/** German, of what several tags say. */
export const de: Base = {
  ...guestWords,

  role: role => ROLE_NAMES[role],
  denial: denialSentence,
  name: 'Name',
  save: 'Speichern',
  saving: 'Wird gespeichert',
  signInFirst: 'Melde dich an, um das zu sehen.',
  noOrganization: 'Noch keine Organisation',
  notYourOrganization: 'Diese Organisation gibt es nicht, oder du gehörst nicht dazu.',
  noOrganizationHint: 'Bitte jemanden, dich in seine einzuladen.',
  loadFailed: 'Das ließ sich nicht laden',
  accessEnded: (reason, name) => LOST[reason](name),
  goOn: 'Weiter',
  sortedBy: 'Sortiert nach',
  actions: 'Aktionen',
  previous: 'Zurück',
  next: 'Weiter',
  range: (from, to, total) => `${from}–${to} von ${total}`,
  linkWorksFor: 'Link gilt',
  lifetime: choice => LIFETIMES[choice],
  until: time => `Bis ${time}`,
  copyLink: 'Link kopieren',
  copyLinkTo: address => `Link kopieren für ${address}`,
  copied: 'Kopiert',
  linksCopied: count => (count === 1 ? 'Link kopiert.' : `${count} Links kopiert.`),
  copyByHand: 'Der Browser hat ihn nicht kopiert. Kopier ihn von hier.',
  invitationProblem: invitationProblemSentence,
  roleHere: (role, name) => `Du bist jetzt ${ROLE_NAMES[role]} in ${name}.`,

  signIn: 'Anmelden',
  signingIn: 'Wird angemeldet',
  signedIn: name => `Angemeldet als ${name}.`,
  signedOut: 'Du bist abgemeldet.',
  email: 'E-Mail',
  emailMissing: 'Gib deine E-Mail-Adresse ein.',
  emailRefused: 'Diese Adresse geht hier nicht.',
  password: 'Passwort',
  passwordMissing: 'Gib dein Passwort ein.',
  passwordRule: 'Ein Passwort hat 8 bis 128 Zeichen.',
  passwordHint: 'Mindestens 8 Zeichen.',
  show: 'Zeigen',
  hide: 'Verbergen',
  showPassword: 'Das Passwort zeigen',
  hidePassword: 'Das Passwort verbergen',
  createAccount: 'Konto anlegen',
  creatingAccount: 'Das Konto wird angelegt',
  haveAccount: 'Schon ein Konto?',
  forgotten: 'Passwort vergessen?',
  forgottenPassword: 'Passwort vergessen',
  forgottenText: 'Du bekommst eine Mail mit einem Link, über den du ein neues wählst.',
  sendLink: 'Link schicken',
  sending: 'Wird geschickt',
  resetSent: email =>
    `Eine Mail ist unterwegs an ${email}. Gibt es ein Konto mit dieser Adresse, bringt sie einen Link für ein neues Passwort, eine Stunde lang.`,
  backToSignIn: 'Zurück zur Anmeldung',
  newHere: 'Neu hier?',

  invitedBy: 'Von',
  invitationEnds: 'Läuft ab',
  acceptIt: 'Annehmen',
  accepting: 'Wird angenommen',
  declineIt: 'Ablehnen',
  declineQuestion: name => `Die Einladung zu ${name} ablehnen?`,
  decliningLoses:
    'Niemand kann sie dann mehr annehmen. Um später beizutreten, muss dich wieder jemand einladen.',
  declineNow: 'Ablehnen',
  declining: 'Wird abgelehnt',
  joined: (name, role) => `Du gehörst jetzt zu ${name}, als ${role}`,
  declined: name => `Du hast die Einladung zu ${name} abgelehnt`,
  invitationCount: (count, shown) => (count === 1 ? '1 Einladung' : `${shown} Einladungen`),
};

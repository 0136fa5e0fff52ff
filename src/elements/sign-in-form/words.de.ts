import type { Words } from './words.ts';

export const de: Words = {
  signOut: 'Abmelden',
  newPassword: 'Neues Passwort',
  currentPassword: 'Jetziges Passwort',

  lookIntoMailbox: 'Sieh in dein Postfach',
  verifySent: email =>
    `Eine Mail ist unterwegs an ${email}. Ihr Link bestätigt deine Adresse, 24 Stunden lang.`,
  notThere: 'In ein paar Minuten nicht da? Vielleicht ist sie beim Spam.',
  sendAgain: 'Noch einmal schicken',
  sentAgain: 'Noch einmal geschickt.',
  otherAddress: 'Eine andere Adresse nehmen',

  confirmAddress: 'Bestätige deine Adresse',
  confirmText: 'Gib das Passwort ein, das du beim Anlegen gewählt hast.',
  replaceText: 'Wähl ein neues Passwort. Es ersetzt das vorige.',
  confirm: 'Bestätigen',
  confirming: 'Wird bestätigt',
  chooseAnew: 'Ein anderes Passwort wählen',
  asChosen: 'Das vorige Passwort nehmen',
  chooseNewPassword: 'Wähl ein neues Passwort',
  resetText: 'Überall sonst wirst du abgemeldet.',
  saveAndSignIn: 'Speichern und anmelden',
  linkOver: 'Dieser Link geht nicht mehr',
  verifyOver:
    'Er wurde schon benutzt oder ist zu alt. Hast du deine Adresse bestätigt, melde dich an.',
  resetOver: 'Er wurde schon benutzt oder ist zu alt.',
  sendNewLink: 'Einen neuen Link schicken',
  linkWhileSignedIn: name =>
    `Du bist angemeldet als ${name}. Hiermit meldest du dich mit dem Konto an, um das es in der Mail geht.`,
  notNow: 'Jetzt nicht',

  changeName: 'Namen ändern',
  changeYourName: 'Ändere deinen Namen',
  nameChangesEverywhere: 'Er ändert sich in jeder Organisation, zu der du gehörst.',
  nameChanged: name => `Du heißt jetzt ${name}.`,
  changePassword: 'Passwort ändern',
  changeYourPassword: 'Ändere dein Passwort',
  passwordChanged: 'Dein Passwort ist geändert. Überall sonst bist du abgemeldet.',
};

import type { InvitationProblem } from '../../../client/backend-client.ts';
import type { MemberDenial, Role } from '../../../client/policy.ts';
import type { ProblemCode } from '../../../client/problem.ts';
import type { InputDenial } from '../../../client/input-denials.ts';
import {
  addSentences,
  type GUEST_INPUT,
  type GUEST_PROBLEMS,
  type Sentence,
} from './guest-problems.ts';

const PLURAL: Readonly<Record<Role, string>> = {
  owner: 'Inhaber',
  admin: 'Admins',
  member: 'Mitglieder',
  viewer: 'Betrachter',
};

/** Who manages a role. */
const MANAGERS: Readonly<Record<Role, string>> = {
  owner: 'Inhaber',
  admin: 'Inhaber',
  member: 'Inhaber und Admins',
  viewer: 'Inhaber, Admins und Mitglieder mit Teamverwaltung',
};

const MEMBERS: Readonly<Record<MemberDenial['code'], Sentence>> = {
  'no-team-management': () =>
    'Deine Rolle verwaltet keine Mitglieder. Frag einen Inhaber oder Admin.',
  'not-of-role': () => 'Deine Rolle erlaubt das nicht.',
  'addresses-hidden': () => 'Betrachter sehen keine E-Mail-Adressen.',
  'owners-only': () => 'Das können nur Inhaber.',
  'owners-and-admins-only': () => 'Das können nur Inhaber und Admins.',
  'own-role': () => 'Die eigene Rolle kannst du nicht ändern. Frag jemanden, der dich verwaltet.',
  'own-removal': () =>
    'Dich selbst kannst du nicht entfernen. Verlass stattdessen die Organisation.',
  'cannot-manage-role': ({ role = 'owner' }) =>
    `Nur ${MANAGERS[role]} können ${PLURAL[role]} verwalten.`,
  'above-own-role': () => 'Du kannst niemandem eine Rolle über deiner eigenen geben.',
  'last-owner': () => 'Eine Organisation braucht einen Inhaber. Mach zuerst jemand anderen dazu.',
};

/** Beside what guests type. */
const INPUT: Readonly<Record<Exclude<InputDenial['code'], keyof typeof GUEST_INPUT>, string>> = {
  'slug-malformed':
    'Ein Kürzel hat 3 bis 48 Zeichen: a bis z, 0 bis 9 und einzelne Bindestriche dazwischen.',
  'slug-reserved': 'Dieses Kürzel ist vergeben. Wähl ein anderes.',
  'slug-like-id': 'Dieses Kürzel sieht wie eine Kennung aus. Wähl ein anderes.',
  'purpose-too-long': 'Ein Zweck hat höchstens 140 Zeichen.',
  'unsupported-address':
    'Konten haben hier nur Adressen aus a bis z, 0 bis 9 und . _ + -. Nimm eine andere.',
  'password-too-short': 'Ein Passwort hat mindestens 8 Zeichen.',
  'password-too-long': 'Ein Passwort hat höchstens 128 Zeichen.',
  'expiration-out-of-range': 'Eine Einladung gilt 5 Minuten bis 7 Tage.',
  'guest-days-out-of-range': 'Gäste werden 1 bis 90 Tage lang wiedererkannt.',
  'origin-malformed': 'Gib eine Website an wie https://shop.example oder https://*.shop.example.',
  'language-malformed': 'Gib eine Sprache mit ihren zwei oder drei Buchstaben an wie de.',
  'guest-text-too-long': 'Das hat höchstens 1.000 Zeichen.',
  'time-zone-unknown': 'Diese Zeitzone gibt es nicht. Wähl eine wie Europe/Berlin.',
  'hours-malformed': 'Jeder Tag endet später, als er beginnt; 00:00 ist das Ende des Tages.',
  'title-blank': 'Gib einen Titel ein.',
  'title-too-long': 'Ein Titel hat höchstens 200 Zeichen.',
  'source-too-long': 'Ein Text hat höchstens 100.000 Zeichen.',
  'url-malformed': 'Gib die Adresse einer Seite an wie https://shop.example/versand.',
};

/** Beside what guests meet. */
const PROBLEMS: Readonly<
  Record<
    Exclude<ProblemCode, keyof typeof MEMBERS | InputDenial['code'] | keyof typeof GUEST_PROBLEMS>,
    Sentence
  >
> = {
  'no-session': () =>
    'Du bist nicht angemeldet, oder deine Sitzung ist zu Ende. Melde dich an, um weiterzumachen.',
  'session-ended': () =>
    'Deine Sitzung in dieser Organisation wurde beendet. Melde dich wieder an, um weiterzumachen.',
  'invalid-credentials': () => 'Adresse oder Passwort stimmt nicht.',
  'wrong-password': () => 'Das Passwort stimmt nicht.',
  'link-expired': () => 'Dieser Link wurde schon benutzt oder ist zu alt. Fordere einen neuen an.',
  'account-exists': () => 'Mit dieser Adresse gibt es schon ein Konto. Melde dich damit an.',
  'link-lost': () =>
    'Dieser Link stammt von einem Geheimnis, das es nicht mehr gibt. Verschick die Einladung neu.',
  'already-member': () => 'Wer diese Adresse hat, ist schon Mitglied.',
  'already-invited': () => 'An diese Adresse ist schon eine Einladung offen.',
  'likely-typo': () => 'Diese Adresse sieht vertippt aus. Bestätige oder verbessere sie.',
  'invitation-not-found': () => 'In dieser Organisation gibt es keine solche Einladung.',
  'no-mail': () =>
    'Dieser Server verschickt keine Mails, die hierfür nötig sind. Frag, wer ihn betreibt.',
  'token-expired': () => 'Deine Anmeldung ist abgelaufen. Melde dich wieder an.',
  'token-too-early': () => 'Deine Anmeldung gilt noch nicht.',
  'token-incomplete': () => 'Deiner Anmeldung fehlt etwas, das hier nötig ist.',
  'token-wrong-audience': () => 'Deine Anmeldung ist für einen anderen Dienst bestimmt.',
  'token-wrong-algorithm': () =>
    'Deine Anmeldung ist auf eine Weise unterschrieben, die hier nicht gilt.',
  'token-unknown-key': () =>
    'Deine Anmeldung ist mit einem unbekannten Schlüssel unterschrieben. Melde dich wieder an.',
  'token-bad-signature': () =>
    'Die Unterschrift deiner Anmeldung stimmt nicht. Melde dich wieder an.',
  'unknown-issuer': () => 'Deine Anmeldung kommt von einem Dienst, der hier nicht bekannt ist.',
  'issuer-unreachable': () =>
    'Deine Anmeldung lässt sich gerade nicht prüfen. Versuch es gleich noch einmal.',
  'address-not-verified': () =>
    'Deine E-Mail-Adresse ist nicht bestätigt. Bestätige sie dort, wo du dich anmeldest.',
  'organization-not-found': () => 'Diese Organisation gibt es nicht, oder du gehörst nicht dazu.',
  'member-not-found': () => 'Dieses Mitglied gibt es nicht. Es ist gegangen oder wurde entfernt.',
  'text-source-not-found': () => 'Diesen Text gibt es hier nicht mehr.',
  'too-many-text-sources': () => 'Hier sind schon 200 Texte. Entfern zuerst einen.',
  'guest-not-found': () => 'Diesen Gast gibt es hier nicht.',
  'session-not-found': () => 'Diese Sitzung gibt es nicht. Vielleicht ist sie schon zu Ende.',
  'route-not-found': () => 'Unter dieser Adresse ist nichts.',
  'malformed-cursor': () =>
    'Diese Stelle der Liste ist nicht zu finden. Beginn wieder auf der ersten Seite.',
  'malformed-request': () => 'Die Anfrage ließ sich nicht lesen.',
  'not-with-this-sign-in': () => 'Das geht dort, wo du dich angemeldet hast, nicht hier.',
  'other-person': () =>
    'Inzwischen ist hier jemand anderes angemeldet. Sieh nach, wer, und versuch es dann noch einmal, wenn es noch deine Sache ist.',
  'stale-version': () =>
    'Das wurde inzwischen geändert. Sieh es dir noch einmal an und speichere dann.',
  'owners-have-everything': () => 'Inhaber haben immer jede Berechtigung.',
  'own-column': ({ role = 'owner' }) =>
    `Was ${PLURAL[role]} dürfen, kannst du nicht ändern: Deine Rolle steht nicht über ihrer.`,
  'level-not-offered': ({ role = 'viewer' }) => `${PLURAL[role]} können das nicht bekommen.`,
  'beyond-own-level': () => 'Eine Berechtigung, die du selbst nicht hast, kannst du nicht geben.',
  'invitation-unknown': () => 'Diese Einladung gibt es nicht.',
  'invitation-expired': () => 'Diese Einladung ist abgelaufen. Bitte um eine neue.',
  'invitation-revoked': () => 'Diese Einladung wurde zurückgezogen. Bitte um eine neue.',
  'invitation-used': () => 'Diese Einladung wurde schon beantwortet.',
  'invitation-for-another': () =>
    'Diese Einladung gilt einer anderen Adresse. Wechsle zu dem Konto, das sie hat.',
  'guest-role-fixed': () =>
    'Gäste sind Betrachter. Lade sie ein, um ihnen eine andere Rolle zu geben.',
  'no-guest-consent': () => 'Nur der Gast kann zustimmen, dass die Unterhaltung bleibt.',
  'assignee-cannot-answer': () =>
    'Darum kann sich nur kümmern, wer Gästen antworten darf. Wähl jemand anderen.',
  'conversation-not-found': () => 'Diese Unterhaltung gibt es nicht.',
};

addSentences({ ...PROBLEMS, ...MEMBERS, ...INPUT });

/** Why a member may not do something. */
export function denialSentence({ code, ...details }: MemberDenial): string {
  return MEMBERS[code](details);
}

/** For who has sent it; PROBLEMS are for who was invited. */
const INVITATIONS: Readonly<Partial<Record<InvitationProblem['code'], string>>> = {
  'invitation-expired': 'Diese Einladung ist abgelaufen.',
  'invitation-revoked': 'Diese Einladung wurde zurückgezogen.',
};

/** Why something was not done with an invitation. */
export function invitationProblemSentence({ code, ...details }: InvitationProblem): string {
  const sentence: Sentence = { ...PROBLEMS, ...MEMBERS }[code];
  return INVITATIONS[code] ?? sentence(details);
}

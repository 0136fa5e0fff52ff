import type { InvitationColumn, InvitationFilter } from '../../client/backend-client.ts';
import { ROLE_NAMES } from '../../ui/i18n/de/words.ts';
import type { InvitationAct } from './invitation-row.ts';
import type { Words } from './words.ts';

const COLUMNS: Readonly<Record<InvitationColumn, string>> = {
  address: 'Adresse',
  role: 'Rolle',
  sentAt: 'Gesendet',
  expiresAt: 'Läuft ab',
};

const STATES: Readonly<Record<InvitationFilter, string>> = {
  pending: 'Offen',
  stale: 'Ohne Antwort',
  past: 'Vergangen',
  accepted: 'Angenommen',
  declined: 'Abgelehnt',
  revoked: 'Zurückgezogen',
  'inviter-lost-right': 'Einladendem fehlt das Recht',
  expired: 'Abgelaufen',
};

const TITLES: Readonly<Record<InvitationAct, string>> = {
  prolong: 'Ändern, wie lange der Link gilt',
  resend: 'Die Einladung noch einmal senden',
  revoke: 'Die Einladung zurückziehen',
};
const CONFIRM: Readonly<Record<InvitationAct, string>> = {
  prolong: 'Speichern',
  resend: 'Noch einmal senden',
  revoke: 'Zurückziehen',
};
const ACTING: Readonly<Record<InvitationAct, string>> = {
  prolong: 'Wird gespeichert',
  resend: 'Wird gesendet',
  revoke: 'Wird zurückgezogen',
};

export const de: Words = {
  invitations: 'Einladungen',
  invitationsFailed: 'Die Einladungen ließen sich nicht laden',
  nonePending: 'Keine offenen Einladungen. Hier steht, wer noch nicht beigetreten ist.',
  noneFound: 'Nichts gefunden.',
  showPending: 'Offene zeigen',
  searchInvitations: 'Adresse',
  stateFilter: 'Stand',
  invitationState: state => STATES[state],
  invitationColumn: column => COLUMNS[column],
  invitationSort: ({ column, descending }) => `${COLUMNS[column]} ${descending ? '↓' : '↑'}`,
  by: name => `von ${name}`,
  noLetter: 'Es ging keine Mail raus.',
  letterFailed: 'Die Mail ging nicht raus. Schick sie noch einmal.',
  staleOnes: (count, shown) =>
    `${shown} ${count === 1 ? 'Einladung ist' : 'Einladungen sind'} seit drei Tagen ohne Antwort.`,
  selectAll: 'Alle auswählen',
  selected: (_count, shown) => `${shown} ausgewählt`,
  whyLocked: address => `Warum mit der Einladung an ${address} nichts zu machen ist`,
  actOn: (act, address) => `${TITLES[act]}: ${address}`,
  actTitle: (act, count, shown) =>
    count === 1 ? `${TITLES[act]}?` : `${shown} Einladungen zurückziehen?`,
  actText: (act, count, address) =>
    act === 'resend'
      ? `${address} braucht den neuen Link. Die bisherigen Links gelten dann nicht mehr.`
      : act === 'prolong'
        ? `Der Link, den ${address} hat, bleibt derselbe.`
        : count === 1
          ? `Der Link, den ${address} hat, gilt sofort nicht mehr. Eine neue Einladung ist möglich.`
          : 'Ihre Links gelten sofort nicht mehr. Neue Einladungen sind möglich.',
  actConfirm: act => CONFIRM[act],
  acting: act => ACTING[act],
  sentAgainTo: (address, role) => `${address} ist noch einmal eingeladen, als ${ROLE_NAMES[role]}.`,
  newEnd: address => `Der Link für ${address} hat ein neues Ende.`,
  revokedNow: (count, shown, address) =>
    count === 1
      ? `Die Einladung an ${address} ist zurückgezogen.`
      : `${shown} Einladungen sind zurückgezogen.`,
};

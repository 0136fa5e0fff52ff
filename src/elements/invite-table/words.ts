import type { InvitationColumn, InvitationFilter } from '../../client/backend-client.ts';
import type { Role } from '../../client/policy.ts';
import { inboxWords, invitationWords, listWords, ROLE_NAMES } from '../../ui/i18n/en.ts';
import { addWords } from '../../ui/i18n/localize.ts';
import type { Sorting } from '../../ui/sorting.ts';
import type { InvitationAct } from './invitation-row.ts';

const COLUMNS: Readonly<Record<InvitationColumn, string>> = {
  address: 'Address',
  role: 'Role',
  sentAt: 'Sent',
  expiresAt: 'Expires',
};

const STATES: Readonly<Record<InvitationFilter, string>> = {
  pending: 'Pending',
  stale: 'No answer',
  past: 'Past',
  accepted: 'Accepted',
  declined: 'Declined',
  revoked: 'Revoked',
  'inviter-lost-right': 'Inviter lost the right',
  expired: 'Expired',
};

const TITLES: Readonly<Record<InvitationAct, string>> = {
  prolong: 'Change how long the link works',
  resend: 'Send the invitation again',
  revoke: 'Revoke the invitation',
};
const CONFIRM: Readonly<Record<InvitationAct, string>> = {
  prolong: 'Save',
  resend: 'Send again',
  revoke: 'Revoke',
};
const ACTING: Readonly<Record<InvitationAct, string>> = {
  prolong: 'Saving',
  resend: 'Sending',
  revoke: 'Revoking',
};

const en = {
  invitations: 'Invitations',
  invitationsFailed: 'Invitations could not be loaded',
  nonePending: 'No open invitations. People appear here until they join.',
  noneFound: 'Nothing found.',
  showPending: 'Show pending',
  searchInvitations: 'Address',
  stateFilter: 'State',
  invitationState: (state: InvitationFilter) => STATES[state],
  invitationColumn: (column: InvitationColumn) => COLUMNS[column],
  invitationSort: ({ column, descending }: Sorting<InvitationColumn>) =>
    `${COLUMNS[column]} ${descending ? '↓' : '↑'}`,
  by: (name: string) => `by ${name}`,
  letterFailed: 'The e-mail could not be sent. Send it again.',
  noLetter: 'No e-mail was sent.',
  staleOnes: (count: number, shown: string) =>
    `${shown} ${count === 1 ? 'invitation has' : 'invitations have'} had no answer for three days.`,
  selectAll: 'Select all',
  selected: (_count: number, shown: string) => `${shown} selected`,
  whyLocked: (address: string) => `Why nothing can be done with the invitation to ${address}`,
  actOn: (act: InvitationAct, address: string) => `${TITLES[act]}: ${address}`,
  actTitle: (act: InvitationAct, count: number, shown: string) =>
    count === 1 ? `${TITLES[act]}?` : `Revoke ${shown} invitations?`,
  actText: (act: InvitationAct, count: number, address: string) =>
    act === 'resend'
      ? `${address} needs the new link. The links sent before stop working.`
      : act === 'prolong'
        ? `The link that ${address} has stays the same.`
        : `${count === 1 ? `The link that ${address} has stops` : 'Their links stop'} working at once. You can invite them again.`,
  actConfirm: (act: InvitationAct) => CONFIRM[act],
  acting: (act: InvitationAct) => ACTING[act],
  sentAgainTo: (address: string, role: Role) =>
    `${address} is invited again, as ${ROLE_NAMES[role]}.`,
  newEnd: (address: string) => `The link for ${address} has a new end.`,
  revokedNow: (count: number, shown: string, address: string) =>
    count === 1 ? `The invitation to ${address} is revoked.` : `${shown} invitations are revoked.`,
};

export type Words = typeof en;

declare module '../../ui/i18n/en.ts' {
  interface Terms extends Words {}
  interface SaidBy extends Record<keyof Words, 'invite-table'> {}
}

/** The words that only this tag says, and those of lists and of invitations. */
export function loadWords(): void {
  addWords(listWords);
  addWords(invitationWords);
  addWords(inboxWords);
  addWords(en);
}

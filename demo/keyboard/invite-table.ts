import { BEYOND, STAYS, type KeyboardTable } from './keyboard-table.ts';

export const INVITE_TABLE = {
  forward: {
    at: 'search',
    keys: ['Tab'],
    does: 'Goes on to which invitations are shown.',
    to: ['state-filter'],
  },
  beyond: {
    at: 'revoke-button',
    keys: ['Tab'],
    does: 'Goes on from the last row.',
    to: ['previous-button', 'next-button', BEYOND],
  },
  clearSearch: {
    at: 'search',
    keys: ['Escape'],
    does: 'Clears the search.',
    to: ['search'],
  },
  sort: {
    at: 'sort-button',
    keys: ['Enter', 'Space'],
    does: 'Sorts by the column; once more, the other way round.',
    to: ['sort-button'],
  },
  select: {
    at: 'select',
    keys: ['Space'],
    does: 'Selects an invitation.',
    to: ['select'],
  },
  selectAll: {
    at: 'select-all',
    keys: ['Space'],
    does: 'Selects all on the page that can be revoked.',
    to: ['select-all'],
  },
  revokeSelected: {
    at: 'revoke-selected-button',
    keys: ['Enter', 'Space'],
    does: 'Asks whether to revoke those.',
    to: ['keep-button'],
  },
  revokeStale: {
    at: 'stale-button',
    keys: ['Enter', 'Space'],
    does: 'Asks whether to revoke all that nobody has answered.',
    to: ['keep-button'],
  },
  copy: {
    at: 'copy-button',
    keys: ['Enter', 'Space'],
    does: 'Copies the link; where the browser refuses, shows it selected.',
    to: ['copy-button'],
  },
  resend: {
    at: 'resend-button',
    keys: ['Enter', 'Space'],
    does: 'Asks how to send the invitation again.',
    to: ['role'],
  },
  prolong: {
    at: 'prolong-button',
    keys: ['Enter', 'Space'],
    does: 'Asks for another end.',
    to: ['lifetime'],
  },
  revoke: {
    at: 'revoke-button',
    keys: ['Enter', 'Space'],
    does: 'Asks whether to revoke the invitation.',
    to: ['keep-button'],
  },
  stay: STAYS,
  keep: {
    at: 'keep-button',
    keys: ['Enter', 'Space', 'Escape'],
    does: 'Closes the question; nothing is done.',
    to: ['revoke-button'],
  },
  keepSelected: {
    at: 'keep-button',
    keys: ['Escape'],
    does: 'Closes the question about the selected ones, which stay selected.',
    to: ['revoke-selected-button'],
  },
  keepStale: {
    at: 'keep-button',
    keys: ['Escape'],
    does: 'Closes the question about those that nobody has answered.',
    to: ['stale-button'],
  },
  confirm: {
    at: 'confirm-button',
    keys: ['Enter', 'Space'],
    does: 'Revokes the invitation, and goes on to the next one.',
    to: ['revoke-button'],
  },
  confirmLast: {
    at: 'confirm-button',
    keys: ['Enter', 'Space'],
    does: 'Revokes the last invitation.',
    to: ['heading'],
  },
  showPending: {
    at: 'pending-button',
    keys: ['Enter', 'Space'],
    does: 'Ends a search that finds nothing.',
    to: ['search'],
  },
  retry: {
    at: 'action-button',
    keys: ['Enter', 'Space'],
    does: 'Loads the invitations again, where that failed.',
    to: ['heading'],
  },
} as const satisfies KeyboardTable;

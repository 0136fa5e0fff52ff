import { DECLINING } from './declining.ts';
import { BEYOND, type KeyboardTable } from './keyboard-table.ts';

/** What keys do in `<invite-inbox>`. */
export const INVITE_INBOX = {
  forward: {
    at: 'decline-button',
    keys: ['Tab'],
    does: 'Goes on through the invitations.',
    to: ['accept-button', 'decline-button', 'accept-button', BEYOND],
  },
  accept: {
    at: 'accept-button',
    keys: ['Enter', 'Space'],
    does: 'Accepts the invitation; the organization is then there to be switched to.',
    to: ['switch-button'],
  },
  switch: {
    at: 'switch-button',
    keys: ['Enter', 'Space'],
    does: 'Switches to the organization that was just joined.',
    to: ['heading'],
  },
  ...DECLINING,
  confirm: {
    at: 'confirm-button',
    keys: ['Enter', 'Space'],
    does: 'Declines the invitation, and goes on to the next one.',
    to: ['decline-button'],
  },
  confirmLast: {
    at: 'confirm-button',
    keys: ['Enter', 'Space'],
    does: 'Declines the last invitation.',
    to: ['heading'],
  },
  retry: {
    at: 'action-button',
    keys: ['Enter', 'Space'],
    does: 'Loads the invitations again, where that failed.',
    to: ['heading'],
  },
} as const satisfies KeyboardTable;

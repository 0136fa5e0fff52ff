import { BEYOND, STAYS, type KeyboardTable } from './keyboard-table.ts';

export const SESSION_LIST = {
  forward: {
    at: 'end-button',
    keys: ['Tab'],
    does: 'Goes through the sessions that can be ended, and on.',
    to: [BEYOND],
  },
  end: {
    at: 'end-button',
    keys: ['Enter', 'Space'],
    does: 'Asks whether to end the session.',
    to: ['keep-button'],
  },
  stay: STAYS,
  keep: {
    at: 'keep-button',
    keys: ['Enter', 'Space', 'Escape'],
    does: 'Closes the question; the session goes on.',
    to: ['end-button'],
  },
  confirm: {
    at: 'confirm-button',
    keys: ['Enter', 'Space'],
    does: 'Ends the session, and goes on to the next one.',
    to: ['end-button'],
  },
  confirmLast: {
    at: 'confirm-button',
    keys: ['Enter', 'Space'],
    does: 'Ends the last session elsewhere.',
    to: ['heading'],
  },
  retry: {
    at: 'action-button',
    keys: ['Enter', 'Space'],
    does: 'Loads the sessions again, where that failed.',
    to: ['heading'],
  },
} as const satisfies KeyboardTable;

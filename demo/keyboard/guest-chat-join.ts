import { STAYS, type KeyboardTable } from './keyboard-table.ts';

export const GUEST_CHAT_JOIN = {
  open: {
    at: 'launcher',
    keys: ['Enter', 'Space'],
    does: 'Opens the chat.',
    to: ['input[name=text]'],
  },
  send: {
    at: 'input[name=text]',
    keys: ['Enter'],
    does: 'Sends the message; with Shift, begins another line.',
    to: ['input[name=text]'],
  },
  onward: {
    at: 'input[name=text]',
    keys: ['Tab'],
    does: 'Goes on: to a person, to sending, to another conversation, to leaving.',
    to: ['person-button', 'send-button', 'new-button', 'leave-button'],
  },
  back: {
    at: 'input[name=text]',
    keys: ['Shift+Tab'],
    does: 'Goes to what was written, which arrow keys move, and to closing.',
    to: ['log', 'close-button'],
  },
  close: {
    at: 'input[name=text]',
    keys: ['Escape'],
    does: 'Closes the chat; what is being written stays.',
    to: ['launcher'],
  },
  leave: {
    at: 'leave-button',
    keys: ['Enter', 'Space'],
    does: 'Asks whether to erase the chat.',
    to: ['keep-button'],
  },
  stay: STAYS,
  keep: {
    at: 'keep-button',
    keys: ['Enter', 'Space', 'Escape'],
    does: 'Keeps it, and goes back to the button.',
    to: ['leave-button'],
  },
  erase: {
    at: 'confirm-button',
    keys: ['Enter', 'Space'],
    does: 'Erases it.',
    to: ['input[name=text]'],
  },
  account: {
    at: 'account-yes-button',
    keys: ['Enter', 'Space'],
    does: 'Keeps the conversation with the account.',
    to: ['input[name=text]'],
  },
  anew: {
    at: 'account-no-button',
    keys: ['Enter', 'Space'],
    does: 'Begins anew with the account.',
    to: ['input[name=text]'],
  },
  retry: {
    at: 'action-button',
    keys: ['Enter', 'Space'],
    does: 'Opens the chat again, where that failed.',
    to: ['input[name=text]'],
  },
} as const satisfies KeyboardTable;

import { BEYOND, type KeyboardTable } from './keyboard-table.ts';

export const INVITE_FORM = {
  forward: {
    at: 'input[name=addresses]',
    keys: ['Tab'],
    does: 'Goes through the form, and on.',
    to: ['role', 'lifetime', 'submit-button', BEYOND],
  },
  add: {
    at: 'input[name=addresses]',
    keys: ['Enter', 'Comma', 'Semicolon'],
    does: 'Makes a chip of what was typed.',
    to: ['input[name=addresses]'],
  },
  leave: {
    at: 'input[name=addresses]',
    keys: ['Tab'],
    does: 'Makes a chip of what was typed, too.',
    to: ['role'],
  },
  takeBack: {
    at: 'input[name=addresses]',
    keys: ['Backspace'],
    does: 'Where nothing is typed, puts the last chip back to be changed.',
    to: ['input[name=addresses]'],
  },
  toChips: {
    at: 'input[name=addresses]',
    keys: ['ArrowLeft'],
    does: 'Where nothing is typed, goes to the chips.',
    to: ['remove-button'],
  },
  fromChips: {
    at: 'remove-button',
    keys: ['ArrowRight'],
    does: 'Goes on among the chips, and back to where one types.',
    to: ['input[name=addresses]'],
  },
  remove: {
    at: 'remove-button',
    keys: ['Enter', 'Space', 'Delete', 'Backspace'],
    does: 'Takes the chip away.',
    to: ['input[name=addresses]'],
  },
  edit: {
    at: 'edit-button',
    keys: ['Enter', 'Space'],
    does: 'Puts what is no address back to be changed.',
    to: ['input[name=addresses]'],
  },
  clear: {
    at: 'clear-button',
    keys: ['Enter', 'Space'],
    does: 'Takes away all that cannot be sent.',
    to: ['input[name=addresses]'],
  },
  takeSuggestion: {
    at: 'take-button',
    keys: ['Enter', 'Space'],
    does: 'Takes the address that was probably meant, and goes on to the next question.',
    to: ['input[name=addresses]'],
  },
  keepAsItIs: {
    at: 'sure-button',
    keys: ['Enter', 'Space'],
    does: 'Says that the address is right, and goes on to the next question.',
    to: ['input[name=addresses]'],
  },
  send: {
    at: 'submit-button',
    keys: ['Enter', 'Space'],
    does: 'Sends the invitations.',
    to: ['submit-button'],
  },
  sendNothing: {
    at: 'submit-button',
    keys: ['Enter', 'Space'],
    does: 'Where there is no address, goes to where one types.',
    to: ['input[name=addresses]'],
  },
  refuse: {
    at: 'submit-button',
    keys: ['Enter', 'Space'],
    does: 'Where the time may not be, goes to it.',
    to: ['input[name=expires-at]'],
  },
  copy: {
    at: 'copy-button',
    keys: ['Enter', 'Space'],
    does: 'Copies the link of an invitation; where the browser refuses, shows it selected.',
    to: ['copy-button'],
  },
} as const satisfies KeyboardTable;

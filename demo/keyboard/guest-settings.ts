import { BEYOND, type KeyboardTable } from './keyboard-table.ts';

export const GUEST_SETTINGS = {
  ask: {
    at: 'switch-button',
    keys: ['Enter', 'Space'],
    does: 'Asks whether guests are to be switched off.',
    to: ['end-running'],
  },
  add: {
    at: 'input[name=origin]',
    keys: ['Enter'],
    does: 'Adds the site that was typed.',
    to: ['input[name=origin]'],
  },
  remove: {
    at: 'remove-button',
    keys: ['Enter', 'Space'],
    does: 'Takes a site away.',
    to: ['undo-button'],
  },
  open: {
    at: 'open-button',
    keys: ['Enter', 'Space'],
    does: 'Opens a part to change it.',
    to: ['language'],
  },
  publish: { at: 'public', keys: ['Space'], does: 'Makes a text public, or not.', to: ['public'] },
  edit: {
    at: 'edit-button',
    keys: ['Enter', 'Space'],
    does: 'Opens a text to change it.',
    to: ['input[name=source-title]'],
  },
  show: {
    at: 'show-button',
    keys: ['Enter', 'Space'],
    does: 'Shows the signing secret.',
    to: ['input[name=secret]'],
  },
  forward: { at: 'show-button', keys: ['Tab'], does: 'Goes on.', to: [BEYOND] },
} as const satisfies KeyboardTable;

import { BEYOND, type KeyboardTable } from './keyboard-table.ts';

export const GUEST_CONVERSATIONS = {
  forward: { at: 'row', keys: ['Tab'], does: 'Goes on.', to: [BEYOND] },
  open: {
    at: 'row',
    keys: ['Enter', 'Space'],
    does: 'Opens the conversation.',
    to: ['thread-heading'],
  },
} as const satisfies KeyboardTable;

import { BEYOND, type KeyboardTable } from './keyboard-table.ts';

export const INVITE_ACCEPT = {
  forward: { at: 'do-button', keys: ['Tab'], does: 'Goes on.', to: [BEYOND] },
  do: { at: 'do-button', keys: ['Enter', 'Space'], does: 'Does it.', to: ['do-button'] },
} as const satisfies KeyboardTable;

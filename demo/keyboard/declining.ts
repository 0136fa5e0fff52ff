import { STAYS, type KeyboardTable } from './keyboard-table.ts';

/** What keys do where an invitation can be declined, but for declining it. */
export const DECLINING = {
  decline: {
    at: 'decline-button',
    keys: ['Enter', 'Space'],
    does: 'Asks whether to decline the invitation.',
    to: ['keep-button'],
  },
  stay: STAYS,
  keep: {
    at: 'keep-button',
    keys: ['Enter', 'Space', 'Escape'],
    does: 'Closes the question; the invitation stays open.',
    to: ['decline-button'],
  },
} as const satisfies KeyboardTable;

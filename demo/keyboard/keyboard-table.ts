/** A key by its name, with Shift or without; or whatever is typed. */
export type Key =
  | 'ArrowDown'
  | 'ArrowLeft'
  | 'ArrowRight'
  | 'ArrowUp'
  | 'Backspace'
  | 'Comma'
  | 'Delete'
  | 'End'
  | 'Enter'
  | 'Escape'
  | 'Home'
  | 'Letters'
  | 'Semicolon'
  | 'Shift+Tab'
  | 'Space'
  | 'Tab';

/** What keys do at one place of a tag. Places are named by their parts, inputs also by their names. */
export interface KeyboardRow {
  /** Where the focus is. */
  readonly at: string;
  /** Each of them does it. */
  readonly keys: readonly Key[];
  /** What happens, as a sentence. */
  readonly does: string;
  /** Where the focus goes, press after press; places of one name that follow one another are one. */
  readonly to: readonly [string, ...string[]];
}

/** What a tag does by keyboard: read by the tag's page, and run row by row by `describeKeyboard`. */
export type KeyboardTable = Readonly<Record<string, KeyboardRow>>;

/** Of a question that stands before the page. */
export const STAYS = {
  at: 'keep-button',
  keys: ['Tab', 'Shift+Tab'],
  does: 'Stays within the question.',
  to: ['confirm-button', 'keep-button'],
} as const satisfies KeyboardRow;

/** Where the focus is once it has left the tag by Tab. */
export const BEYOND = 'what follows the tag';

import { withoutHidden } from './hidden-characters.ts';
import { accept, deny, type Checked } from './verdict.ts';

/** Code points, as PostgreSQL counts them, so that the database's check says the same. */
export const NAME_LENGTH = 100;

/** Code points. */
export const PURPOSE_LENGTH = 140;

/**
 * Control characters (NUL and line breaks among them), lone surrogates, and what turns the direction
 * of the text that follows. Marks that only say the direction of their neighbours are needed.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;

/**
 * Takes no ink, or none of its own, though `trim` leaves it: joiners, fillers, variation selectors, the
 * blank of Braille; marks, which go on another character.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{M}\u2800\s]/gu;

/**
 * What an organization or a person may be called.
 * @returns the name in NFC, trimmed, with single spaces inside; or which rule it breaks
 */
export function checkName(text: string): Checked<string> {
  const name = tidyLine(text);
  if (isBlank(name)) return deny({ code: 'name-blank' });
  if (UNPRINTABLE.test(name)) return deny({ code: 'unprintable-text' });
  if (codePoints(name) > NAME_LENGTH) return deny({ code: 'name-too-long' });
  return accept(name);
}

/**
 * What an organization is for, on one line: line breaks become spaces.
 * @returns the line, or null when it is blank, which says nothing; or which rule it breaks
 */
export function checkPurpose(text: string): Checked<string | null> {
  const purpose = tidyLine(text);
  if (isBlank(purpose)) return accept(null);
  if (UNPRINTABLE.test(purpose)) return deny({ code: 'unprintable-text' });
  if (codePoints(purpose) > PURPOSE_LENGTH) return deny({ code: 'purpose-too-long' });
  return accept(purpose);
}

/** A text as one line in NFC, trimmed, with single spaces inside. */
export function tidyLine(text: string): string {
  return withoutHidden(text).replace(/\s+/gu, ' ').trim();
}

/** Does nothing of the text take ink? */
export function isBlank(text: string): boolean {
  return text.replace(INVISIBLE, '') === '';
}

function codePoints(text: string): number {
  return Array.from(text).length;
}

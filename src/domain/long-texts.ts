import { withoutHidden } from './hidden-characters.ts';

/** Control characters but tab and line feed, lone surrogates, and what turns the text that follows. */
const UNPRINTABLE = /(?![\t\n])\p{Cc}|[\p{Cs}\u202A-\u202E\u2066-\u2069]/u;

/** A text of several lines in NFC, with line feeds alone, without blanks at its ends. */
export function tidyLines(text: string): string {
  return withoutHidden(text.replace(/\r\n?/gu, '\n')).trim();
}

/** Is something in a text that is neither seen nor a line? */
export function isUnprintable(text: string): boolean {
  return UNPRINTABLE.test(text);
}

/** Does a text have more code points? */
export function isLonger(text: string, limit: number): boolean {
  return text.length > limit && Array.from(text).length > limit;
}

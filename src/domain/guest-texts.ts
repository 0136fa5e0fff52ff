import { isLonger, isUnprintable, tidyLines } from './long-texts.ts';
import { isBlank, tidyLine } from './names.ts';
import { accept, deny, type Checked } from './verdict.ts';

/** What the chat says in place of its own words. */
export interface GuestWords {
  /** Before the first message; null where it says its own, as with the others. */
  readonly welcome: string | null;
  /** What a visitor agrees to by joining. */
  readonly consent: string | null;
  /** While nobody answers. */
  readonly away: string | null;
}

/** The same in a language. */
export interface GuestText extends GuestWords {
  /** E.g. `de`. */
  readonly language: string;
}

/** Code points of each. */
export const GUEST_TEXT_LENGTH = 1000;

/** What answers are made of. */
export const SOURCE_LIMITS = { title: 200, text: 100_000, sources: 200 } as const;

const LANGUAGE = /^[a-z]{2,3}$/;
const URL_LENGTH = 2000;

/** A language as pages have it in `lang`, without its country. */
export function checkLanguage(language: string): Checked<string> {
  const code = language.trim().toLowerCase();
  return LANGUAGE.test(code) ? accept(code) : deny({ code: 'language-malformed' });
}

/**
 * What the chat says instead of its own words.
 * @returns plain text, or null for the chat's own words
 */
export function checkGuestText(text: string | null): Checked<string | null> {
  const kept = tidyLines(text ?? '');
  if (isBlank(kept)) return accept(null);
  if (isUnprintable(kept)) return deny({ code: 'unprintable-text' });
  return isLonger(kept, GUEST_TEXT_LENGTH) ? deny({ code: 'guest-text-too-long' }) : accept(kept);
}

/** What a visitor reads: each text in their language, else in the first one that has it. */
export function wordsFor(texts: readonly GuestText[], language: string | undefined): GuestWords {
  const own = texts.find(text => text.language === language);
  const pick = (kind: keyof GuestWords): string | null =>
    own?.[kind] ?? texts.find(text => text[kind] !== null)?.[kind] ?? null;
  return { welcome: pick('welcome'), consent: pick('consent'), away: pick('away') };
}

/** What a text that answers are made of is called. */
export function checkSourceTitle(text: string): Checked<string> {
  const title = tidyLine(text);
  if (isBlank(title)) return deny({ code: 'title-blank' });
  if (isUnprintable(title)) return deny({ code: 'unprintable-text' });
  return isLonger(title, SOURCE_LIMITS.title) ? deny({ code: 'title-too-long' }) : accept(title);
}

/** The text itself. */
export function checkSourceText(text: string): Checked<string> {
  const kept = tidyLines(text);
  if (isBlank(kept)) return deny({ code: 'message-blank' });
  if (isUnprintable(kept)) return deny({ code: 'unprintable-text' });
  return isLonger(kept, SOURCE_LIMITS.text) ? deny({ code: 'source-too-long' }) : accept(kept);
}

/**
 * Where the text can be read whole.
 * @returns an address of a page, or null for none
 */
export function checkSourceUrl(text: string | null): Checked<string | null> {
  const written = (text ?? '').trim();
  if (written === '') return accept(null);
  // To read much longer ones takes long.
  const url = written.length <= URL_LENGTH && URL.canParse(written) ? new URL(written) : undefined;
  const isPage =
    url !== undefined &&
    ['https:', 'http:'].includes(url.protocol) &&
    url.username === '' &&
    url.password === '' &&
    url.href.length <= URL_LENGTH;
  return isPage ? accept(url.href) : deny({ code: 'url-malformed' });
}

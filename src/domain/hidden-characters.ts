/** Letters whose form says whether they are joined. Scripts as in ISO 15924. */
const CURSIVE =
  '[\\p{sc=Arab}\\p{sc=Syrc}\\p{sc=Mong}\\p{sc=Nkoo}\\p{sc=Adlm}\\p{sc=Mand}\\p{sc=Rohg}\\p{sc=Phag}]';

/** Letters that make one with the next by a sign between them. */
const CONJUNCT =
  '[\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Guru}\\p{sc=Gujr}\\p{sc=Orya}\\p{sc=Taml}\\p{sc=Telu}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Sinh}\\p{sc=Mymr}\\p{sc=Khmr}\\p{sc=Tibt}\\p{sc=Java}\\p{sc=Bali}]';

/** A letter that can be joined to the next one, with what stands on it. */
const JOINED = `(?=${CURSIVE}|${CONJUNCT})\\p{L}(?:(?!\\p{DI})\\p{M})*`;

const NO_INK = '[\\p{DI}\\uFFF9-\\uFFFC]';

/**
 * Takes no ink: blanks without width, fillers, tags, selectors, joiners, the signs of annotations and objects.
 * What the group has is needed, and stays: the flags of England, Scotland and Wales, a keycap, how an emoji is
 * drawn, which form a Han ideograph (as in names), a Mongolian or a Myanmar letter has, the order of Hebrew
 * points, and a joiner beside letters or emoji that it says something of. So do marks of direction and what sets
 * a text apart, of which more below, and what turns the text that follows, which is refused.
 */
const HIDDEN = new RegExp(
  `(${[
    '\\u{1F3F4}\\u{E0067}\\u{E0062}(?:\\u{E0065}\\u{E006E}\\u{E0067}|\\u{E0073}\\u{E0063}\\u{E0074}|\\u{E0077}\\u{E006C}\\u{E0073})\\u{E007F}',
    '[#*\\d]\\uFE0F\\u20E3',
    '(?![#*\\d])\\p{Emoji}[\\uFE0E\\uFE0F]',
    '\\p{UIdeo}[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]',
    '[\\u1820-\\u18AA][\\u180B-\\u180D\\u180F]?(?:\\u180E(?=[\\u1820-\\u18AA]))?',
    '(?:(?=\\p{sc=Mymr})\\p{L}|\\u1031)\\uFE00',
    `(?<=${JOINED})(?:\\u200D|\\u200C(?=${NO_INK}*(?!\\p{DI})[\\p{L}\\p{M}]))`,
    `(?<!${NO_INK})\\u200D(?=(?=${CURSIVE})\\p{L})`,
    '(?<=[\\u05D0-\\u05EA](?:(?!\\p{DI})\\p{M})+)\\u034F(?=[\\u0591-\\u05C7])',
    `(?<=(?![#*\\d])\\p{Emoji}\\uFE0F?)\\u200D(?=${NO_INK}*(?![#*\\d])\\p{Emoji})`,
    '[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]',
  ].join('|')})|${NO_INK}`,
  'gu',
);

const INSIDE = '([^\\n\\u202A-\\u202E\\u2066-\\u2069]*)';

/** A text from the left within another, as address books copy their numbers. */
const EMBEDDED = new RegExp(`[\\u202A\\u202D]${INSIDE}\\u202C`, 'gu');

/** One that nothing around it is turned by, as pages copy what they are filled in with. */
const ISOLATED = new RegExp(`[\\u2066\\u2068]${INSIDE}\\u2069`, 'gu');

/** The first of several marks of direction says which. */
const MARKS = /([\u061C\u200E\u200F])[\u061C\u200E\u200F]+/gu;

/** Letters, digits and signs of the scripts from the right. */
const OF_RIGHT = /[\u0590-\u08FF\uFB1D-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

const FROM_RIGHT = new RegExp(`(?=\\p{L})${OF_RIGHT.source}`, 'u');

const FROM_LEFT = `(?!${FROM_RIGHT.source})\\p{L}`;

const WITHIN_WORD = new RegExp(`(?<=${FROM_LEFT})[\\u061C\\u200E\\u200F]+(?=${FROM_LEFT})`, 'gu');

/**
 * No letter has so many marks (UAX #15, 12.1), and to sort them takes time that grows with the square of how
 * many they are.
 */
const TOO_MANY = /(\p{M}{30})\p{M}+/gu;

/** A text in NFC, without what makes it another that looks the same. */
export function withoutHidden(text: string): string {
  // One within another is what is copied, and no more.
  return withoutInkless(withMarks(withMarks(text)));
}

function withoutInkless(text: string): string {
  const shown = withoutIdleMarks(composed(text).replace(HIDDEN, '$1'));
  const kept = composed(shown);
  // What stands beside another by now may be hidden, too.
  return kept === text ? kept : withoutInkless(kept);
}

function composed(text: string): string {
  return text.replace(TOO_MANY, '$1').normalize('NFC');
}

/**
 * A text from the left, or a number, within another turns nothing that marks beside it do not turn, too; one that
 * is isolated, nothing at all where all is from the left.
 */
function withMarks(text: string): string {
  const marked = text.replace(EMBEDDED, (all, inside: string) =>
    OF_RIGHT.test(inside) ? all : `\u200E${inside}\u200E`,
  );
  return OF_RIGHT.test(text) ? marked : marked.replace(ISOLATED, '$1');
}

/**
 * A text with marks of direction only where they can be needed: something is written from the right, and they
 * are not within a word from the left. Without it, they say nothing, or turn numbers around.
 */
function withoutIdleMarks(text: string): string {
  return FROM_RIGHT.test(text)
    ? text.replace(WITHIN_WORD, '').replace(MARKS, '$1')
    : text.replace(/[\u061C\u200E\u200F]/gu, '');
}

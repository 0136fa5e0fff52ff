/** Letters that are written from the left. Scripts as in ISO 15924. */
const LEFT =
  '[\\p{sc=Latn}\\p{sc=Grek}\\p{sc=Cyrl}\\p{sc=Hani}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}]';

/** These, and others that are not joined to their neighbours. */
const APART = `${LEFT}|[\\p{sc=Hebr}\\p{sc=Geor}\\p{sc=Armn}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Ethi}\\p{sc=Cher}]`;

/** A letter that can be joined to the next one, with what stands on it. */
const JOINED = `(?!${APART}|\\p{DI})\\p{L}(?:(?!\\p{DI})\\p{M})*`;

const NO_INK = '[\\p{DI}\\uFFF9-\\uFFFB]';

/**
 * Takes no ink: blanks without width, fillers, tags, selectors, joiners, the signs of annotations. What the
 * group has is needed, and stays: the flags of England, Scotland and Wales, a keycap, how an emoji is drawn,
 * which form a Han ideograph (as in names), a Mongolian or a Myanmar letter has, the order of Hebrew points, and
 * a joiner beside letters or emoji that it says something of. So do marks of direction, of which more below,
 * and what turns the text that follows, which is refused.
 */
const HIDDEN = new RegExp(
  `(${[
    '\\u{1F3F4}\\u{E0067}\\u{E0062}(?:\\u{E0065}\\u{E006E}\\u{E0067}|\\u{E0073}\\u{E0063}\\u{E0074}|\\u{E0077}\\u{E006C}\\u{E0073})\\u{E007F}',
    '[#*\\d]\\uFE0F\\u20E3',
    '(?![#*\\d])\\p{Emoji}[\\uFE0E\\uFE0F]',
    '\\p{UIdeo}[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]',
    '[\\u1820-\\u18AA][\\u180B-\\u180D\\u180F]?(?:\\u180E(?=[\\u1820-\\u18AA]))?',
    '\\p{sc=Mymr}\\uFE00',
    `(?<=${JOINED})(?:\\u200D|\\u200C(?=${NO_INK}*(?!\\p{DI})[\\p{L}\\p{M}]))`,
    `(?<!${NO_INK})\\u200D(?=(?!${APART}|\\p{DI})\\p{L})`,
    '(?<=[\\u0591-\\u05C7])\\u034F(?=[\\u0591-\\u05C7])',
    `(?<=(?![#*\\d])\\p{Emoji}\\uFE0F?)\\u200D(?=${NO_INK}*(?![#*\\d])\\p{Emoji})`,
    '[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]',
  ].join('|')})|${NO_INK}`,
  'gu',
);

/** The first of several marks of direction says which. */
const MARKS = /([\u061C\u200E\u200F])[\u061C\u200E\u200F]+/gu;

/** That a letter is written from the left is known, and that what stands between two of them is. */
const SAID = new RegExp(`${LEFT}[\\p{M}\\u200E]+`, 'gu');
const UNNEEDED = new RegExp(`(?<=${LEFT}\\p{M}*)[\\u061C\\u200F](?=${LEFT})`, 'gu');

/** A text in NFC, without what makes it another that looks the same. */
export function withoutHidden(text: string): string {
  return text
    .normalize('NFC')
    .replace(HIDDEN, '$1')
    .replace(MARKS, '$1')
    .replace(SAID, letter => letter.replaceAll('\u200E', ''))
    .replace(UNNEEDED, '')
    .normalize('NFC');
}

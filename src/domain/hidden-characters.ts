/** Letters whose form says whether they are joined. Scripts as in ISO 15924. */
const CURSIVE =
  '[\\p{sc=Arab}\\p{sc=Syrc}\\p{sc=Mong}\\p{sc=Nkoo}\\p{sc=Adlm}\\p{sc=Mand}\\p{sc=Rohg}\\p{sc=Phag}]';

/** Letters that make one with the next by a sign between them. */
const CONJUNCT =
  '[\\p{sc=Deva}\\p{sc=Beng}\\p{sc=Guru}\\p{sc=Gujr}\\p{sc=Orya}\\p{sc=Taml}\\p{sc=Telu}\\p{sc=Knda}\\p{sc=Mlym}\\p{sc=Sinh}\\p{sc=Mymr}\\p{sc=Khmr}\\p{sc=Tibt}\\p{sc=Java}\\p{sc=Bali}]';

/** A letter that can be joined to the next one, with what stands on it. */
const JOINED = `(?=${CURSIVE}|${CONJUNCT})\\p{L}(?:(?!\\p{DI})\\p{M})*`;

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
    `(?<!${NO_INK})\\u200D(?=(?=${CURSIVE})\\p{L})`,
    '(?<=[\\u05D0-\\u05EA](?:(?!\\p{DI})\\p{M})+)\\u034F(?=[\\u0591-\\u05C7])',
    `(?<=(?![#*\\d])\\p{Emoji}\\uFE0F?)\\u200D(?=${NO_INK}*(?![#*\\d])\\p{Emoji})`,
    '[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]',
  ].join('|')})|${NO_INK}`,
  'gu',
);

/** The first of several marks of direction says which. */
const MARKS = /([\u061C\u200E\u200F])[\u061C\u200E\u200F]+/gu;

/** Something that is written from the right. */
const FROM_RIGHT =
  /[\u0590-\u0619\u061B\u061D-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** Where all is written from the left, marks say nothing but of a sign before them, as in C++. */
const SAYS_NOTHING = /(?<![\p{P}\p{S}])\u200E|[\u061C\u200F]/gu;

/** A text in NFC, without what makes it another that looks the same. */
export function withoutHidden(text: string): string {
  const shown = text.normalize('NFC').replace(HIDDEN, '$1').replace(MARKS, '$1');
  return (FROM_RIGHT.test(shown) ? shown : shown.replace(SAYS_NOTHING, '')).normalize('NFC');
}

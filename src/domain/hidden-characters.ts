/** What takes no ink of its own, but is needed where it follows what takes it. */
const NEEDED = [
  // The flag of a region, spelled in tags.
  String.raw`\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F}`,
  // Whether a sign is a keycap, or an emoji or text.
  String.raw`[#*\d][\uFE0E\uFE0F]\u20E3`,
  String.raw`(?![#*\d])\p{Emoji}[\uFE0E\uFE0F]`,
  // Which form an ideograph has in somebody's name.
  String.raw`\p{Unified_Ideograph}[\uFE00-\uFE02\u{E0100}-\u{E01EF}]`,
  // Which form a Mongolian letter has, and what parts it from the vowel at the word's end.
  String.raw`[\u1820-\u18AA][\u180B-\u180D\u180F]?(?:\u180E(?=[\u1820-\u18AA]))?`,
  // Which form a letter of these scripts has, or a sign of mathematics.
  String.raw`[\p{sc=Myanmar}\p{sc=Phags_Pa}\u2200-\u22FF\u2A00-\u2AFF]\uFE00`,
].join('|');

/** Joiners and marks of direction, which are needed but in some places, and what is refused. */
const DIRECTING = String.raw`[\u061C\u200C-\u200F\u202A-\u202E\u2066-\u2069]`;

/** Blanks without width, soft hyphens, fillers, tags, selectors of nothing, and the signs of annotations. */
const HIDDEN = new RegExp(
  String.raw`(${NEEDED})|(?!${DIRECTING})[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]`,
  'gu',
);

/** Those that are not joined, and of which each has its direction. */
const APART = String.raw`[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]`;

/** After one of them there is nothing to join, and between two no direction to be said. */
const UNNEEDED = new RegExp(
  String.raw`(?<=${APART}\p{M}*)(?:[\u200C-\u200F\u061C]+(?=${APART})|[\u200C\u200D]+)`,
  'gu',
);

/** A text in NFC, without what makes it another that looks the same. */
export function withoutHidden(text: string): string {
  return text.replace(HIDDEN, '$1').replace(UNNEEDED, '').normalize('NFC');
}

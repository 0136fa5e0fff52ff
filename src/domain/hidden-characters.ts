/**
 * Neither seen nor needed to see the rest: blanks and joins without width, soft hyphens, fillers, the
 * signs of annotations, and tags, but for those that make a flag that of a region.
 */
const HIDDEN =
  /[\u034F\u00AD\u180E\u200B\u2060-\u2064\u206A-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]|(?<!\u{1F3F4}[\u{E0020}-\u{E007F}]*)[\u{E0000}-\u{E007F}]/gu;

/** Between two letters that are not joined, and of which each has its direction, neither is to be said. */
const BETWEEN =
  /(?<=[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]\p{M}*)[\u200C-\u200F\u061C]+(?=[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}])/gu;

/** A text in NFC, without what makes it another that looks the same. */
export function withoutHidden(text: string): string {
  return text.replace(HIDDEN, '').normalize('NFC').replace(BETWEEN, '');
}

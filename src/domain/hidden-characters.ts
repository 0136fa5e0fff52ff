/**
 * Takes no ink: blanks without width, fillers, tags, selectors, the signs of annotations. What the group has is
 * needed, and stays: the flag of a region, a keycap, how an emoji is drawn, and which form a Han ideograph
 * (as in names), a Mongolian or a Myanmar letter has. So do joiners and marks of direction, of which more
 * below, and what turns the text that follows, which is refused. Scripts are named as in ISO 15924.
 */
const HIDDEN =
  /(\u{1F3F4}[\u{E0030}-\u{E007A}]{3,6}\u{E007F}|[#*\d]\uFE0F\u20E3|(?![#*\d])\p{Emoji}[\uFE0E\uFE0F]|\p{UIdeo}[\uFE00-\uFE02\u{E0100}-\u{E01EF}]|[\u1820-\u18AA][\u180B-\u180D\u180F]?(\u180E(?=[\u1820-\u18AA]))?|\p{sc=Mymr}\uFE00|[\u061C\u200C-\u200F\u202A-\u202E\u2066-\u2069])|[\p{DI}\uFFF9-\uFFFB]/gu;

/** After letters that are not joined there is nothing to join, and between two no direction to be said. */
const UNNEEDED =
  /(?<=[\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Hani}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]\p{M}*)([\u200C-\u200F\u061C]+(?=[\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Hani}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}])|[\u200C\u200D]+)/gu;

/** A text in NFC, without what makes it another that looks the same. */
export function withoutHidden(text: string): string {
  return text.replace(HIDDEN, '$1').replace(UNNEEDED, '').normalize('NFC');
}

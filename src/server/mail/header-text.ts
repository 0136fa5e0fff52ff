/** Bytes of a word: with what stands around it a line stays within the 76 characters of RFC 2047. */
const WORD_BYTES = 39;

/**
 * A text as it stands in a header, so that mail programs show it letter for letter. What people have typed
 * may look like the encoded words of RFC 2047 (`=?utf-8?B?…?=`), which a mail program would decode: then
 * the whole becomes such words itself. Whatever else needs it, the mailer's library encodes.
 */
export function headerText(text: string): string {
  if (!text.includes('=?')) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > WORD_BYTES) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word]
    .map(part => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`)
    .join(' ');
}

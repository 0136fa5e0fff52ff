/**
 * As much of a text as has no more code points, which are what PostgreSQL counts; it ends where a word ends,
 * unless it is all one word.
 */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const characters = Array.from(text);
  if (characters.length <= limit) return text;
  const words = /^.*\S(?=\s)/su.exec(characters.slice(0, limit + 1).join(''))?.[0];
  return words ?? characters.slice(0, limit).join('');
}

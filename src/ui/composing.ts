/** Is the key one of a word that is composed, as it is of Japanese? */
export function isComposing(event: KeyboardEvent): boolean {
  // Safari tells of the key that ends it by its code alone.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return event.isComposing || event.keyCode === 229;
}

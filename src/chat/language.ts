/** The language of a tag, as in `lang`: its own, or that of the page, else the person's. */
export function languageOf(tag: HTMLElement): string {
  return tag.lang || document.documentElement.lang || navigator.language;
}

/** Is it German, the only one beside English that the chat brings? */
export function isGerman(tag: HTMLElement): boolean {
  return /^de\b/i.test(languageOf(tag));
}

import type { MyOrganization } from '../../client/backend-client.ts';

/** How long a pause begins a new word, in milliseconds. */
const PAUSE_MS = 700;

/** Those that have every word of `text` in name, slug or purpose, without regard to case and accents. */
export function matching(
  organizations: readonly MyOrganization[],
  text: string,
): readonly MyOrganization[] {
  const words = fold(text).split(/\s+/u);
  return organizations.filter(({ name, slug, purpose }) => {
    const all = fold(`${name} ${slug} ${purpose ?? ''}`);
    return words.every(word => all.includes(word));
  });
}

/** Finds a name by its first letters, typed one soon after the other. */
export class Typeahead {
  #typed = '';
  #at = 0;

  /** Is a space part of what is being typed? */
  isTyping({ timeStamp }: Event): boolean {
    return this.#typed !== '' && timeStamp - this.#at < PAUSE_MS;
  }

  /** Begins a new word. */
  forget(): void {
    this.#typed = '';
  }

  /**
   * Takes a letter. The same one again goes to the next that begins with it.
   * @param from the id of where the person is in the list
   */
  find(
    organizations: readonly MyOrganization[],
    from: string | undefined,
    event: KeyboardEvent,
  ): MyOrganization | undefined {
    const letter = fold(event.key);
    const before = this.isTyping(event) ? this.#typed : '';
    this.#typed = before === letter ? letter : before + letter;
    this.#at = event.timeStamp;
    const here = organizations.findIndex(({ id }) => id === from);
    const first = this.#typed === letter ? here + 1 : Math.max(0, here);
    const inOrder = [...organizations.slice(first), ...organizations.slice(0, first)];
    return inOrder.find(({ name }) => fold(name).startsWith(this.#typed));
  }
}

/** Upper case, since that of ß is SS, and without marks. */
function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase();
}

/** The key of what is sent once: the same for the same content, until it is there. */
export class ContentKey {
  #sent: { readonly content: string; readonly key: string } | undefined;

  /** The key to send a content with; another content has another one. */
  of(wanted: unknown): string {
    const content = JSON.stringify(wanted);
    if (this.#sent?.content !== content) this.#sent = { content, key: randomKey() };
    return this.#sent.key;
  }

  /** Was this sent, and is not known to be there? */
  has(wanted: unknown): boolean {
    return this.#sent?.content === JSON.stringify(wanted);
  }

  forget(): void {
    this.#sent = undefined;
  }
}

/** Also where a page is not served over TLS, and so has no `randomUUID`. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), part => part.toString(36)).join(
    '-',
  );
}

/** How long it is shown that somebody writes, after they were heard last, in milliseconds. */
export const TYPING_SHOWN_MS = 8000;
const EVERY_MS = 4000;

/** Tells the other side that somebody is writing: at the first letter, and every few seconds while they do. */
export class TypingNotice {
  #toldAt = -Infinity;

  /** @param send may fail: the message will say it, too */
  tell(send: () => Promise<unknown>): void {
    if (performance.now() - this.#toldAt < EVERY_MS) return;
    this.#toldAt = performance.now();
    send().catch(() => undefined);
  }
}

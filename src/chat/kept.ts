import type { GuestTokens, WriteMessage } from '../client/guest-client.ts';

/** What this browser keeps of a visitor, under one key: nothing before they have opened the chat. */
export interface Kept {
  /** Whom the page vouched for when they joined. */
  readonly subject?: string | undefined;
  readonly tokens?: GuestTokens | undefined;
  /** Whether the chat stays open on the next page. */
  readonly open?: boolean | undefined;
  /** What was sent, and is not known to have arrived. */
  readonly pending?: readonly WriteMessage[] | undefined;
  /** Up to which message of a conversation somebody has looked at it, in whichever tab. */
  readonly seen?: { readonly conversation: string; readonly seq: number } | undefined;
  /** How many answers have come since. */
  readonly unread?: number | undefined;
}

/** What is kept of the visitors of an organization; where the browser keeps nothing, while the page is there. */
export class Keeper {
  /** Its name in the storages of the browser. */
  readonly key: string;
  #memory: Kept = {};
  /** What is there since before there was no room for more. */
  #old: string | null | undefined;

  constructor(organization: string) {
    this.key = `orgtags.guest.${organization}`;
  }

  read(): Kept {
    try {
      const kept = localStorage.getItem(this.key);
      const text = String(kept === this.#old ? null : kept);
      return (JSON.parse(text) as Kept | null) ?? this.#memory;
    } catch {
      return this.#memory;
    }
  }

  /** Forgets what is kept of somebody who was signed in to the page, when it is somebody else's turn. */
  turnTo(subject: string | undefined): void {
    const { subject: before } = this.read();
    if (before !== undefined && before !== subject) this.#keep({}, true);
  }

  write(change: Kept): void {
    this.#keep({ ...this.read(), ...change });
  }

  /** @param forgets also what was typed in this tab */
  #keep(kept: Kept, forgets = false): void {
    this.#memory = kept;
    try {
      if (forgets) sessionStorage.removeItem(this.key);
      this.#old = localStorage.getItem(this.key);
      localStorage.setItem(this.key, JSON.stringify(kept));
      this.#old = undefined;
    } catch {
      // Private windows, blocked storage, and one that is full: the memory is all there is.
    }
  }
}

/**
 * Whom a page vouches for, as its token says, and only to be compared; the server looks whether it may.
 * @returns undefined where it vouches for nobody
 */
export function subjectOf(visitor: string | null | undefined): string | undefined {
  try {
    const [, payload = ''] = (visitor ?? '').split('.');
    const claims = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const { sub } = JSON.parse(claims) as { readonly sub?: unknown };
    return typeof sub === 'string' ? sub : undefined;
  } catch {
    return undefined;
  }
}

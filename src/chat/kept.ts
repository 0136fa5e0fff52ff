import type { GuestTokens, WriteMessage } from '../client/guest-client.ts';

/** What this browser keeps of a visitor, under one key: nothing before they have opened the chat. */
export interface Kept {
  readonly tokens?: GuestTokens | undefined;
  /** Whether the chat stays open on the next page. */
  readonly open?: boolean | undefined;
  /** What is being written. */
  readonly draft?: string | undefined;
  /** What was sent, and is not known to have arrived. */
  readonly pending?: readonly WriteMessage[] | undefined;
  /** How many answers came while the chat was closed. */
  readonly unread?: number | undefined;
}

/** What is kept of the visitors of an organization; where the browser keeps nothing, while the page is there. */
export class Keeper {
  readonly #key: string;
  #memory: Kept = {};

  constructor(organization: string) {
    this.#key = `orgtags.guest.${organization}`;
  }

  read(): Kept {
    try {
      return (JSON.parse(localStorage.getItem(this.#key) ?? 'null') as Kept | null) ?? this.#memory;
    } catch {
      return this.#memory;
    }
  }

  write(change: Kept): void {
    this.#memory = { ...this.read(), ...change };
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#memory));
    } catch {
      // Private windows and blocked storage: the memory is all there is.
    }
  }
}

import type { GuestTokens, WriteMessage } from '../client/guest-client.ts';

/** What this browser keeps of a visitor, under one key: nothing before they have opened the chat. */
export interface Kept {
  /** Whom the page vouched for when they joined. */
  readonly subject?: string | undefined;
  readonly tokens?: GuestTokens | undefined;
  /** Whether the chat stays open on the next page. */
  readonly open?: boolean | undefined;
  /** What was sent, and is not known to have arrived, and by which guest. */
  readonly pending?:
    readonly (WriteMessage & { readonly guest?: string | undefined })[] | undefined;
  /** Up to which message of a conversation somebody has looked at it, in whichever tab. */
  readonly seen?: { readonly conversation: string; readonly seq: number } | undefined;
  /** How many answers have come since. */
  readonly unread?: number | undefined;
}

/**
 * What is kept of a visitor of an organization; where the browser keeps nothing, while the page is there.
 * Once it is somebody else's turn, in whichever tab, nothing of theirs is read or written any more, and who
 * begins anew is kept by the page alone.
 */
export class Keeper {
  /** Its name in the storages of the browser. */
  readonly key: string;
  readonly #subject: string | undefined;
  /** What is there was theirs, and not only nobody's. */
  #wasTheirs = false;
  #isOver = false;
  /** Of who has begun anew since. */
  #apart: Kept | undefined;
  /** What there was no room for. */
  #memory: Kept = {};
  /** What is there since before there was no room for more. */
  #old: string | null | undefined;

  /** @param subject whom the page vouches for; undefined where it is nobody */
  constructor(organization: string, subject?: string) {
    this.key = `orgtags.guest.${organization}`;
    this.#subject = subject;
  }

  /** Is it somebody else's turn? */
  get isOver(): boolean {
    const { subject } = this.#stored();
    this.#wasTheirs ||= subject === this.#subject;
    this.#isOver ||= subject !== this.#subject && (this.#wasTheirs || subject !== undefined);
    return this.#isOver;
  }

  read(): Kept {
    return this.isOver ? (this.#apart ?? {}) : this.#stored();
  }

  write(change: Kept): void {
    if (!this.isOver) this.#keep({ ...this.#stored(), ...change });
    else if (this.#apart) this.#apart = { ...this.#apart, ...change };
  }

  /** Forgets what is kept of somebody else who was signed in to the page: it is their turn now. */
  begin(): void {
    if (this.isOver) this.#keep({}, true);
    this.#isOver = false;
  }

  /**
   * Whoever joins from here on, it is them. Of whom a page vouches for, the chat is found again: where it is
   * the turn of another of them, or somebody has a chat as nobody, they are kept by the page alone.
   */
  claim(): void {
    const kept = this.#stored();
    const own = this.#subject;
    const isOwn = kept.subject === own;
    this.#isOver = !isOwn && own !== undefined && (kept.subject ?? kept.tokens) !== undefined;
    this.#wasTheirs = true;
    const anew = { open: true, subject: own };
    if (this.#isOver) this.#apart = anew;
    else if (!isOwn) this.#keep(anew);
  }

  /** A guest who was nobody is them, whosever turn it is. */
  takeAlong(guest: string): void {
    const kept = this.#stored();
    if (kept.tokens?.guest === guest) this.#keep({ ...kept, subject: this.#subject });
  }

  /** What comes too late is not kept. */
  end(): void {
    this.#isOver = true;
  }

  #stored(): Kept {
    try {
      const kept = localStorage.getItem(this.key);
      const text = String(kept === this.#old ? null : kept);
      return (JSON.parse(text) as Kept | null) ?? this.#memory;
    } catch {
      return this.#memory;
    }
  }

  /** @param forgets also what was typed in this tab */
  #keep(kept: Kept, forgets = false): void {
    this.#memory = kept;
    try {
      if (forgets) sessionStorage.removeItem(this.key);
      this.#old = localStorage.getItem(this.key);
      localStorage.setItem(this.key, JSON.stringify(kept));
      this.#old = undefined;
      this.#memory = {};
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

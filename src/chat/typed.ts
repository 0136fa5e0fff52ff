/** What somebody types in a tab until it is sent: theirs from page to page, and no other tab's. */
export interface Typed {
  readonly text: string;
  readonly name: string;
  readonly email: string;
}

/** As it is kept. */
interface KeptTyped extends Typed {
  /** Whom the page vouched for: nobody else is shown it. */
  readonly subject?: string | undefined;
}

/** @param subject whom the page vouches for; undefined where it is nobody */
export function readTyped(key: string, subject: string | undefined): Typed {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<KeptTyped>;
    const isTheirs = kept.subject === undefined || kept.subject === subject;
    const { text = '', name = '', email = '' } = isTheirs ? kept : {};
    return { text, name, email };
  } catch {
    return { text: '', name: '', email: '' };
  }
}

/** Keeps it, where the browser does. @param subject whom the page vouches for */
export function keepTyped(key: string, typed: Typed, subject: string | undefined): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ ...typed, subject } satisfies KeptTyped));
  } catch {
    // Blocked, or more than there is room for: as long as the page is there, it is in its field.
  }
}

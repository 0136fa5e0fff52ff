import type { ProblemCode as ServerProblemCode, ProblemDetails } from '../contract/problems.ts';

export { memberDenialSentence } from '../contract/denials/members.ts';
export { duration } from '../contract/duration.ts';
export type { ProblemDetails } from '../contract/problems.ts';

const OWN_SENTENCES = {
  unreachable: 'The server did not answer. Check the connection, then try again.',
  unreadable: 'The server did not answer as it should. Try again in a moment.',
} as const;

/** Known to every copy of the kit on a page, each of which has a class of its own. */
const BRAND = Symbol.for('orgtags.problem.1');

/** Denied, gone, changed meanwhile. */
const OUTDATED: ReadonlySet<number> = new Set([403, 404, 409]);

/** The stable name of a problem: the server's, or one of an answer that never came. */
export type ProblemCode = ServerProblemCode | keyof typeof OWN_SENTENCES;

/** What the server says of a problem beside its code. */
interface Said {
  /** The HTTP status. */
  readonly status: number;
  /** A sentence for a person, in English. */
  readonly title: string;
}

/** Lets pass the problem that says that what was to be done is so already. */
export function unless(code: ProblemCode): (error: Partial<Problem>) => undefined {
  return error => {
    if (error.code !== code) throw error as Error;
  };
}

/** What every method of a client rejects with, but for an abort. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly [BRAND] = true;
  readonly code: ProblemCode;
  readonly details: ProblemDetails;
  /** A sentence for a person, in English: the server's own words, where it answered. */
  readonly title: string;
  /** Whether what the page knows is out of date: somebody's rights, or what was acted on. */
  readonly isOutdated: boolean;
  /** Whether nobody is signed in any more; the way on is another sign-in, here or where it was. */
  readonly needsSignIn: boolean;
  /** Whether it may be gone at the next attempt: nobody answered, or nobody could. */
  readonly isPassing: boolean;

  private constructor(code: ProblemCode, details: ProblemDetails, said: Said, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.details = details;
    this.title = said.title;
    this.isOutdated = OUTDATED.has(said.status) || code === 'session-ended';
    this.needsSignIn = said.status === 401 && code !== 'invalid-credentials';
    this.isPassing = said.status === 0 || said.status >= 429;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return (value as Partial<Problem> | null | undefined)?.[BRAND] === true;
  }

  /** What a client has rejected with. What is no problem is a fault of the client's, and reported. */
  static of(error: unknown): Problem {
    if (error instanceof Problem) return error;
    reportError(error);
    return Problem.ofNoAnswer('unreadable', error);
  }

  /** A problem that a server has answered with. */
  static answered(code: ServerProblemCode, details: ProblemDetails, said: Said): Problem {
    return new Problem(code, details, said);
  }

  /** A problem of an answer that never came, or that nobody can read. */
  static ofNoAnswer(code: keyof typeof OWN_SENTENCES, cause?: unknown): Problem {
    return new Problem(code, {}, { status: 0, title: OWN_SENTENCES[code] }, cause);
  }
}

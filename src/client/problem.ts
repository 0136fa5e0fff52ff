import {
  PROBLEMS,
  problemSentence,
  type ProblemCode as ServerProblemCode,
  type ProblemDetails,
} from '../contract/problems.ts';

export type { ProblemDetails } from '../contract/problems.ts';

const OWN_SENTENCES = {
  unreachable: 'The server did not answer. Check the connection, then try again.',
  unreadable: 'The server did not answer as it should. Try again in a moment.',
} as const;

/** Denied, gone, changed meanwhile. */
const OUTDATED: ReadonlySet<number> = new Set([403, 404, 409]);

/** The stable name of a problem: the server's, or one of an answer that never came. */
export type ProblemCode = ServerProblemCode | keyof typeof OWN_SENTENCES;

/** What every method of a client rejects with, but for an abort. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  /** Whether what the page knows is out of date: somebody's rights, or what was acted on. */
  get isOutdated(): boolean {
    return !isOwn(this.code) && OUTDATED.has(PROBLEMS[this.code].status);
  }

  constructor(code: ProblemCode, details: ProblemDetails = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.details = details;
  }
}

/** The problem in an English sentence. */
export function englishSentence(code: ProblemCode, details: ProblemDetails = {}): string {
  return isOwn(code) ? OWN_SENTENCES[code] : problemSentence(code, details);
}

function isOwn(code: ProblemCode): code is keyof typeof OWN_SENTENCES {
  return code in OWN_SENTENCES;
}

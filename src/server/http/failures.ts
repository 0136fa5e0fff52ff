import { DatabaseError } from 'pg';
import { ProblemError } from './problem.ts';

/**
 * The server is going down, coming up, or full, or the statement waited too long for somebody else's
 * (PostgreSQL, appendix A); or another process has migrated with a newer secret, and this one has to be
 * started again.
 */
const UNAVAILABLE_STATES: ReadonlySet<string> = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '57014',
  '25P03',
  '28P01',
]);

const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Class 08, connection exceptions: what a pooling proxy says when it has no connection to give. */
const CONNECTION_EXCEPTION = '08';

/** What the driver says, without a code, of a connection that broke or never came. */
const BROKEN_CONNECTION =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/;

/** The problem an error stands for, or undefined for one that nobody expected. */
export function problemOf(error: Error): ProblemError | undefined {
  if (error instanceof ProblemError) return error;
  if (isUnavailable(error)) return new ProblemError('unavailable', { retryAfter: 5 });
  return undefined;
}

function isUnavailable(error: Error): boolean {
  if (error instanceof DatabaseError) {
    const { code = '' } = error;
    return UNAVAILABLE_STATES.has(code) || code.startsWith(CONNECTION_EXCEPTION);
  }
  if (error instanceof AggregateError) return error.errors.some(e => isUnavailable(e as Error));
  const { code } = error as NodeJS.ErrnoException;
  return (code !== undefined && UNREACHABLE.has(code)) || BROKEN_CONNECTION.test(error.message);
}

import { DatabaseError } from 'pg';

/** SQLSTATE class 42: about a statement, which is ours and holds no value. */
const OF_A_STATEMENT = '42';
const FRAME = /^ {4}at /;
const CODE = /^[\w-]{1,40}$/;

/** What may be logged of an error. */
export interface Reason {
  readonly name: string;
  /** A SQLSTATE or a system's code. */
  readonly code?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
  readonly message?: string;
  /** Where it was thrown, without what it said. */
  readonly stack: readonly string[];
  readonly causes?: readonly Reason[];
}

/** An error of ours whose message was written to be logged: no value of a request is in it. */
export class Unexpected extends Error {
  override readonly name = 'Unexpected';
}

/**
 * What may be logged of an error. Messages hold values (`Key (email)=(…) already exists`, `Unexpected
 * token … is not valid JSON`, a mail server's answer), so they are left out, but where they cannot:
 * in our own and in those about a statement.
 */
export function reasonOf(error: unknown): Reason {
  if (!(error instanceof Error)) return { name: typeof error, stack: [] };
  const { code } = error as NodeJS.ErrnoException;
  const several = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  const causes = [...several, error.cause].filter(cause => cause instanceof Error);
  return {
    name: error.name,
    ...(typeof code === 'string' && CODE.test(code) && { code }),
    ...(error instanceof DatabaseError && namesOf(error)),
    ...(mayBeQuoted(error) && { message: error.message }),
    stack: framesOf(error),
    ...(causes.length > 0 && { causes: causes.map(reasonOf) }),
  };
}

function mayBeQuoted(error: Error): boolean {
  if (error instanceof Unexpected) return true;
  return error instanceof DatabaseError && error.code?.startsWith(OF_A_STATEMENT) === true;
}

function namesOf({ schema, table, column, constraint }: DatabaseError): Partial<Reason> {
  return {
    ...(schema && { schema }),
    ...(table && { table }),
    ...(column && { column }),
    ...(constraint && { constraint }),
  };
}

/** The message stands before the frames, and may have lines that look like some. */
function framesOf({ stack = '', message }: Error): string[] {
  const said = message === '' ? 0 : stack.lastIndexOf(message) + message.length;
  const lines = stack.slice(said).split('\n').slice(1);
  return lines.filter(line => FRAME.test(line)).map(line => line.trim());
}

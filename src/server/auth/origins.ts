import type { MiddlewareHandler } from 'hono';
import { ProblemError, problemResponse } from '../http/problem.ts';

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A write must be JSON. Without an `Authorization` header its `Origin` must be exactly one of
 * `origins`, too; none at all does not suffice.
 * @param isOpen whether a path takes no cookies, and looks at the origin itself
 */
export function guardOrigins(
  origins: readonly string[],
  isOpen: (path: string) => boolean,
): MiddlewareHandler {
  return async (c, next) => {
    if (READS.has(c.req.method)) return next();
    const bearer = c.req.header('authorization') !== undefined;
    if (!bearer && !isOpen(c.req.path) && !origins.includes(c.req.header('origin') ?? '')) {
      return problemResponse('origin-denied');
    }
    const type = c.req.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
    return type === 'application/json' ? next() : problemResponse('not-json');
  };
}

/**
 * Goes on when a request comes from a page that may use the API: where the answer sets a cookie no
 * bearer excuses one that may not.
 * @throws ProblemError `origin-denied`
 */
export function requireOrigin(request: Request, origins: readonly string[]): void {
  if (!origins.includes(request.headers.get('origin') ?? '')) {
    throw new ProblemError('origin-denied');
  }
}

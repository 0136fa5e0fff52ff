import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { RateLimited } from '../limits/limits.ts';
import type { LogEntry } from '../settings.ts';
import { problemOf } from './failures.ts';

/** What the request's log adds to Hono's context. */
export interface Logged {
  readonly requestId: string;
}

/**
 * Gives each request an id, which its answer carries, and logs it in one entry once it is answered; of a
 * stream, once it begins. Never the path, whose ids and links are somebody's.
 * @param names the names of the routes, by method and path as Hono has them: `GET /healthz`
 */
export function logRequests(
  log: (entry: LogEntry) => void,
  names: ReadonlyMap<string, string>,
): MiddlewareHandler<{ Variables: Logged }> {
  return async (c, next) => {
    const start = performance.now();
    // Not the caller's own, which could be anything.
    const requestId = randomUUID();
    c.set('requestId', requestId);
    await next();
    c.header('x-request-id', requestId);
    const { status } = c.res;
    const problem = c.error && problemOf(c.error);
    const matched = matchedRoutes(c).map(({ method, path }) => names.get(`${method} ${path}`));
    log({
      level: levelOf(status),
      event: 'request',
      requestId,
      method: c.req.method,
      route: matched.find(name => name !== undefined) ?? null,
      status,
      ms: Math.round(performance.now() - start),
      ...(problem && { problem: problem.code }),
      ...(problem instanceof RateLimited && { limit: problem.limit }),
    });
  };
}

/** An operator wants to see what is turned away, too. */
function levelOf(status: number): LogEntry['level'] {
  if (status === 500) return 'error';
  return status === 429 || status === 503 ? 'warn' : 'info';
}

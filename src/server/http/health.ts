import { Hono } from 'hono';
import type { Database } from '../db/database.ts';
import { migrationsNeeded } from '../db/migrate.ts';
import type { LogEntry } from '../settings.ts';
import { problemResponse } from './problem.ts';
import { reasonOf, Unexpected } from './reason.ts';

/** What health is asked of. */
export interface HealthParts {
  readonly database: Database;
  readonly stopping: AbortSignal;
  readonly log: (entry: LogEntry) => void;
}

/**
 * `/healthz`: the process is alive, whatever its database does. `/readyz`: it can serve, since it is not
 * stopping and its database has every migration it needs; else 503. For who watches the process: no
 * session, no organization, no other origin.
 */
export function healthRoutes({ database, stopping, log }: HealthParts): Hono {
  const app = new Hono();
  app.get('/healthz', c => c.json({ status: 'alive' }));
  app.get('/readyz', async c => {
    try {
      stopping.throwIfAborted();
      await checkMigrated(database);
      return c.json({ status: 'ready' });
    } catch (error) {
      // Whatever it is that keeps it from serving, it is not ready.
      if (!stopping.aborted) log({ level: 'warn', event: 'not-ready', ...reasonOf(error) });
      return problemResponse('unavailable', { retryAfter: 5 });
    }
  });
  return app;
}

async function checkMigrated(database: Database): Promise<void> {
  const [needed, rows] = await Promise.all([
    migrationsNeeded(),
    database.transaction(tx => tx.query<{ name: string }>('select name from orgtags.migration')),
  ]);
  const done = new Set(rows.map(({ name }) => name));
  const missing = needed.filter(name => !done.has(name));
  if (missing.length > 0) throw new Unexpected(`Not migrated: ${missing.join(', ')}.`);
}

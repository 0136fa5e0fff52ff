import { Client } from 'pg';
import type { TestBackend } from '../../src/testing/backend.ts';

/**
 * Asks for something while another transaction has changed rows and is not committed yet: it commits once
 * the request waits for one of them, or has been answered.
 * @param many of how many requests, each of which has to wait
 */
export async function askedMeanwhile<Answer>(
  backend: Pick<TestBackend, 'databaseUrl' | 'sql'>,
  [change, ...values]: readonly [change: string, ...values: unknown[]],
  ask: () => Promise<Answer>,
  many = 1,
): Promise<Answer> {
  const other = new Client({ connectionString: backend.databaseUrl });
  await other.connect();
  try {
    await other.query('begin');
    await other.query(change, values);
    const answered = new AbortController();
    const answer = ask().finally(() => {
      answered.abort();
    });
    while (!answered.signal.aborted && (await waiting(backend)) < many) continue;
    await other.query('commit');
    return await answer;
  } finally {
    await other.end();
  }
}

/** How many transactions wait for a lock. */
export async function waiting({ sql }: Pick<TestBackend, 'sql'>): Promise<number> {
  const all = await sql(
    `select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return all.length;
}

import { Client } from 'pg';
import type { TestBackend } from '../../src/testing/backend.ts';

/**
 * Asks for something while another transaction has changed rows and is not committed yet: it commits once
 * the request waits for one of them, or has been answered.
 */
export async function askedMeanwhile<Answer>(
  { databaseUrl, sql }: Pick<TestBackend, 'databaseUrl' | 'sql'>,
  [change, ...values]: readonly [change: string, ...values: unknown[]],
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const other = new Client({ connectionString: databaseUrl });
  await other.connect();
  try {
    await other.query('begin');
    await other.query(change, values);
    const answered = new AbortController();
    const answer = ask().finally(() => {
      answered.abort();
    });
    while (!answered.signal.aborted && !(await somethingWaits())) continue;
    await other.query('commit');
    return await answer;
  } finally {
    await other.end();
  }

  async function somethingWaits(): Promise<boolean> {
    const waiting = await sql(
      `select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return waiting.length > 0;
  }
}

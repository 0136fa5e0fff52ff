import { startPostgres } from '../../src/testing/embedded-postgres.ts';

/**
 * An administrator's address of the run's PostgreSQL; a file that is run alone starts its own.
 * `DATABASE_URL` is never looked at.
 */
export async function postgresUrl(): Promise<string> {
  const running = process.env.ORGTAGS_TEST_POSTGRES;
  if (running !== undefined) return running;
  // It ends with the process, after whatever the file's own hooks still ask of it.
  return (await startPostgres({})).url;
}

/** The address of a database by way of the run's pooling proxy; without one, as it is. */
export function pooled(databaseUrl: string): string {
  const pooler = process.env.ORGTAGS_TEST_POOLER;
  if (pooler === undefined) return databaseUrl;
  const url = new URL(databaseUrl);
  url.host = pooler;
  return url.href;
}

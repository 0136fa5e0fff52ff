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

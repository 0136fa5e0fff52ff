import { Pool, types, type PoolClient, type QueryResultRow } from 'pg';

const CONNECTIONS = 20;
/** How long a request waits for a connection. */
export const CONNECTION_TIMEOUT_MS = 5_000;
/** How long it waits for an answer of a database that has stopped answering. */
export const QUERY_TIMEOUT_MS = 12_000;

/** The statements of one transaction. */
export interface Transaction {
  /**
   * Runs one statement and gives its rows. Statements that do not wait for each other's answer travel
   * together.
   */
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** The application's way to PostgreSQL. */
export interface Database {
  /** Runs `work` in one transaction; rolls back and rethrows what it throws. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  /** Closes every connection, once it is idle. */
  end(): Promise<void>;
}

/**
 * A pool of connections as the application's role.
 * @param url the application's login
 * @param onLost told when a connection breaks
 * @param connections how many at most
 */
export function openDatabase(
  url: string,
  onLost: (error: Error) => void,
  connections: number = CONNECTIONS,
): Database {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    pipeline: true,
    types: { getTypeParser: (oid, format) => parser(oid, format) },
  });
  surviveLostConnections(pool, onLost);

  return {
    transaction: work => transactionOn(pool, work),
    end: () => pool.end(),
  };
}

/** Runs `work` in one transaction of a pool; rolls back and rethrows what it throws. */
export async function transactionOn<Result>(
  pool: Pool,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    return await inTransaction(client, work);
  } catch (error) {
    broken = await rollback(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * Keeps a connection that breaks from ending the process: the pool listens to idle ones alone, and one
 * that is in use may break between two statements.
 */
export function surviveLostConnections(pool: Pool, onLost: (error: Error) => void): void {
  pool.on('connect', client => client.on('error', onLost));
  pool.on('error', () => undefined);
}

async function inTransaction<Result>(
  client: PoolClient,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  // BEGIN is not awaited: it travels with the first statement, which fails where it failed.
  const begun = client.query('begin');
  begun.catch(() => undefined);
  const result = await work({
    async query<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []) {
      return (await client.query<Row>(text, [...values])).rows;
    },
  });
  await begun;
  await client.query('commit');
  return result;
}

/** Gives the error of a connection that cannot be used again. */
async function rollback(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Times as ISO 8601 in UTC, which is how they travel. */
function parser(oid: number, format: 'text' | 'binary' = 'text'): (value: string) => unknown {
  const parse = types.getTypeParser(oid, format) as (value: string) => unknown;
  if (oid !== types.builtins.TIMESTAMPTZ) return parse;
  return value => (parse(value) as Date).toISOString();
}

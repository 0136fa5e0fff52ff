import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { TEST_SECRET } from '../../src/testing/backend.ts';

const STARTS_WITHIN_MS = 30_000;

/** The backend as a process of its own, which can be killed. */
export interface ServerProcess {
  readonly url: string;
  /** With a channel for messages. */
  readonly child: ChildProcess;
  /** Ends it, orderly or not, and waits until it is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/**
 * Starts `src/server/main.ts`, and waits until it answers.
 * @param options.folder the repository, or a copy of it
 * @param options.environment beside what it needs to start
 * @param options.nodeOptions e.g. `--expose-gc`
 * @throws Error when it ends, or does not answer within half a minute
 */
export async function startServerProcess(options: {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly port: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
}): Promise<ServerProcess> {
  const url = `http://127.0.0.1:${String(options.port)}`;
  const { environment, nodeOptions = [] } = options;
  const main = join(options.folder, 'src/server/main.ts');
  const child = spawn(process.execPath, [...nodeOptions, main], {
    // Its log goes to the standard output, a line for each request.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      ...environment,
      DATABASE_URL: options.databaseUrl,
      ORGTAGS_SECRET: TEST_SECRET,
      ORGTAGS_URL: url,
      PORT: String(options.port),
    },
  });
  const exited = once(child, 'exit');
  const until = performance.now() + STARTS_WITHIN_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`The server ended: ${String(child.exitCode)}`);
    if (performance.now() > until) throw new Error('The server does not answer.');
    await wait(20);
  }
  return {
    url,
    child,
    async end(signal) {
      child.kill(signal);
      await exited;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/api/v1/session`).then(
    ({ status }) => status === 401,
    () => false,
  );
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createDatabase, TEST_SECRET } from '../../src/testing/backend.ts';
import { freePort } from './free-port.ts';
import { postgresUrl } from './postgres.ts';

const SCRIPT = fileURLToPath(new URL('../../demo/serve.ts', import.meta.url));

/** Where the demo runs. */
export interface RunningDemo {
  readonly url: string;
  /** The administrator's address of its database. */
  readonly databaseUrl: string;
}

/** The demo, as `npm start` runs it, on a database of its own. */
export interface Demo extends RunningDemo {
  stop(): Promise<void>;
}

/** Starts the demo; resolves when it answers. */
export async function startDemo(): Promise<Demo> {
  const port = await freePort([1, 2]);
  const databaseUrl = await createDatabase(await postgresUrl());
  const child = spawn(process.execPath, [SCRIPT], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      ORGTAGS_DEMO: '1',
      ORGTAGS_SECRET: TEST_SECRET,
    },
  });
  const ended = once(child, 'exit');
  // A test that breaks off leaves nothing behind.
  process.once('exit', () => child.kill());
  let ready = false;
  for await (const line of createInterface(child.stdout)) {
    ready = line.includes('Ctrl-C stops everything');
    if (ready) break;
  }
  if (!ready) throw new Error('The demo did not start.');
  return {
    url: `http://localhost:${String(port)}`,
    databaseUrl,
    async stop() {
      child.kill('SIGINT');
      await ended;
    },
  };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { TEST_SECRET } from '../../../src/testing/backend.ts';
import { freePort } from '../../support/free-port.ts';

const ATTEMPTS = 200;
const PAUSE_MS = 50;

/** The server in a process of its own, as an operator runs it. */
export interface RunningServer {
  /**
   * Sends a request with a bearer token, and reads the answer.
   * @throws Error for any answer but 200
   */
  ask<Body>(token: string, method: string, path: string, json?: unknown): Promise<Body>;
  stop(): Promise<void>;
}

/** Starts the server on a database that it migrates. */
export async function startServer(databaseUrl: string): Promise<RunningServer> {
  const port = await freePort();
  const program = spawn(process.execPath, ['src/server/main.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      ORGTAGS_SECRET: TEST_SECRET,
      ORGTAGS_URL: `http://127.0.0.1:${String(port)}`,
      PORT: String(port),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const agent = new Agent({ keepAlive: true });

  async function send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    body = '',
  ): Promise<{ readonly status: number | undefined; readonly text: string }> {
    return new Promise((resolve, reject) => {
      const sent = request({ agent, port, host: '127.0.0.1', method, path, headers }, answer => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('error', reject).on('end', () => {
          resolve({ status: answer.statusCode, text });
        });
      });
      sent.on('error', reject).end(body);
    });
  }

  for (let attempt = 0; ; attempt += 1) {
    try {
      await send('GET', '/', {});
      break;
    } catch (error) {
      if (attempt === ATTEMPTS || program.exitCode !== null) throw error;
      await setTimeout(PAUSE_MS);
    }
  }

  return {
    async ask<Body>(token: string, method: string, path: string, json?: unknown): Promise<Body> {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const body = json === undefined ? undefined : JSON.stringify(json);
      const { status, text } = await send(method, path, headers, body);
      if (status !== 200) throw new Error(`${method} ${path}: ${String(status)} ${text}`);
      return JSON.parse(text) as Body;
    },
    async stop() {
      agent.destroy();
      program.kill('SIGTERM');
      await once(program, 'exit');
    },
  };
}

import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { LIMITS } from '../../../src/server/limits/named-limits.ts';
import { freePort } from '../../support/free-port.ts';
import { startServerProcess } from '../../support/server-process.ts';
import type { Answers } from './tell-usage.ts';

/** Everything comes from one address; what is counted is counted as ever. */
const GENEROUS = Object.keys(LIMITS).map(name => `${name}=1000000/1`);

/** Less than the five seconds after which the server closes a connection that nobody uses. */
const UNUSED_MS = 2000;

/** The server in a process of its own, as an operator runs it. */
export interface RunningServer {
  readonly url: string;
  /**
   * Sends a request with a bearer token, and reads the answer.
   * @param token '' for who has none
   * @param origin of the page that it is sent from, where it is one
   * @throws Error for any answer but 200
   */
  ask<Body>(
    token: string,
    method: string,
    path: string,
    json?: unknown,
    origin?: string,
  ): Promise<Body>;
  /** Asks the process what it uses. */
  usage<What extends keyof Answers>(what: What): Promise<Answers[What]>;
  stop(): Promise<void>;
}

/** Starts the server on a database that it migrates. */
export async function startServer(databaseUrl: string): Promise<RunningServer> {
  const port = await freePort();
  const server = await startServerProcess({
    folder: '.',
    databaseUrl,
    port,
    environment: { ORGTAGS_LIMITS: GENEROUS.join() },
    nodeOptions: ['--expose-gc', `--import=${import.meta.resolve('./tell-usage.ts')}`],
  });
  const agent = new Agent({ keepAlive: true, timeout: UNUSED_MS });

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

  return {
    url: server.url,
    async ask<Body>(
      token: string,
      method: string,
      path: string,
      json?: unknown,
      origin?: string,
    ): Promise<Body> {
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(origin !== undefined && { origin }),
      };
      const body = json === undefined ? undefined : JSON.stringify(json);
      const { status, text } = await send(method, path, headers, body);
      if (status !== 200) throw new Error(`${method} ${path}: ${String(status)} ${text}`);
      return JSON.parse(text) as Body;
    },
    async usage<What extends keyof Answers>(what: What) {
      const answered = once(server.child, 'message');
      server.child.send(what);
      const [usage] = (await answered) as [Answers[What]];
      return usage;
    },
    async stop() {
      agent.destroy();
      await server.end('SIGTERM');
    },
  };
}

import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { createServer, requestListener, type ServerSettings } from '../../src/server/index.ts';
import { TEST_SECRET, type TestBackend } from '../../src/testing/backend.ts';
import { ORIGIN } from './backend.ts';
import { pooled } from './postgres.ts';

/** One more process of a backend, as far as the others can tell. */
export interface AnotherServer {
  /** Where it answers. */
  readonly url: string;
  /** Ends it; fails when it has met something unexpected. */
  readonly stop: () => Promise<void>;
}

/** Starts one more server on a backend's database, with settings of its own, for the file's tests. */
export async function serverForTests(
  backend: Pick<TestBackend, 'databaseUrl'>,
  settings: Partial<ServerSettings> = {},
): Promise<{ url: string }> {
  const { url, stop } = await anotherServer(backend, settings);
  after(stop);
  return { url };
}

/** The same, for who stops it. */
export async function anotherServer(
  { databaseUrl }: Pick<TestBackend, 'databaseUrl'>,
  settings: Partial<ServerSettings> = {},
): Promise<AnotherServer> {
  const http = createHttpServer();
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  const unexpected: unknown[] = [];
  const server = createServer({
    databaseUrl: pooled(databaseUrl),
    directDatabaseUrl: databaseUrl,
    secret: TEST_SECRET,
    url,
    origins: [ORIGIN],
    log: entry => {
      if (entry.event === 'unexpected') unexpected.push(entry);
    },
    ...settings,
  });
  http.on('request', requestListener(server));
  return {
    url,
    stop: async () => {
      await server.close();
      http.closeAllConnections();
      http.close();
      if (unexpected.length > 0) throw new Error(`The server met: ${JSON.stringify(unexpected)}`);
    },
  };
}

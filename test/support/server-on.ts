import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { createServer, requestListener, type ServerSettings } from '../../src/server/index.ts';
import { TEST_SECRET } from '../../src/testing/backend.ts';
import { ORIGIN } from './backend.ts';

/**
 * Starts one more server on a database, as another process would; an unexpected error fails the file.
 * @returns where it answers
 */
export async function serverOn(
  { databaseUrl }: { readonly databaseUrl: string },
  settings: Partial<ServerSettings> = {},
): Promise<{ readonly url: string }> {
  const unexpected: unknown[] = [];
  const http = createHttpServer();
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const server = createServer({
    databaseUrl,
    secret: TEST_SECRET,
    url,
    origins: [ORIGIN],
    log: entry => {
      if (entry.event === 'unexpected') unexpected.push(entry);
    },
    ...settings,
  });
  http.on('request', requestListener(server));
  after(async () => {
    http.closeAllConnections();
    http.close();
    await server.close();
    if (unexpected.length > 0) throw new Error(`The server met: ${JSON.stringify(unexpected)}`);
  });
  return { url };
}

import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { createServer, requestListener } from '../../src/server/index.ts';
import { TEST_SECRET, type TestBackend } from '../../src/testing/backend.ts';
import { ORIGIN } from './backend.ts';
import { startForwarder, type Forwarder } from './tcp-forwarder.ts';

/** A server whose connections to its database can be broken and counted. */
export interface ServerByWire {
  /** Where it answers. */
  readonly url: string;
  readonly wire: Forwarder;
}

/**
 * Starts a second server on a backend's database, by way of a wire; the backend still makes people
 * and organizations directly.
 */
export async function serverByWire(
  { databaseUrl }: TestBackend,
  { delay = 0 } = {},
): Promise<ServerByWire> {
  const unexpected: unknown[] = [];
  const wire = await startForwarder(databaseUrl, { delay });
  const http = createHttpServer();
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const server = createServer({
    databaseUrl: wire.url,
    secret: TEST_SECRET,
    url,
    origins: [ORIGIN],
    log: entry => {
      if (entry.event === 'unexpected') unexpected.push(entry);
    },
  });
  http.on('request', requestListener(server));
  after(async () => {
    http.closeAllConnections();
    http.close();
    await server.close();
    await wire.stop();
    if (unexpected.length > 0) throw new Error(`The server met: ${JSON.stringify(unexpected)}`);
  });
  return { url, wire };
}

import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Below the ports that systems give to outgoing connections, one of which may come in between. */
const FIRST = 10_000;
const AFTER_LAST = 32_000;

/**
 * A port that nobody listens on.
 * @param beside how much further nobody may listen either
 */
export async function freePort(beside: readonly number[] = []): Promise<number> {
  const port = randomInt(FIRST, AFTER_LAST);
  const servers: Server[] = [];
  try {
    for (const offset of [0, ...beside]) servers.push(await listening(port + offset));
    return port;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return await freePort(beside);
  } finally {
    for (const server of servers) {
      server.close();
      await once(server, 'close');
    }
  }
}

async function listening(port: number): Promise<Server> {
  const server = createServer();
  await once(server.listen(port), 'listening');
  return server;
}

import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

/**
 * A port that nobody listens on.
 * @param beside how much further nobody may listen either
 */
export async function freePort(beside: readonly number[] = []): Promise<number> {
  const servers = [await listening(0)];
  const { port } = servers[0]?.address() as AddressInfo;
  try {
    for (const offset of beside) servers.push(await listening(port + offset));
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

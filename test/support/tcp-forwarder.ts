import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A wire to a server that can be cut, and that counts how often the client waits. */
export interface Forwarder {
  /** The server's address, by way of the wire. */
  readonly url: string;
  /** Breaks every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Lets connections through again, at the same address. */
  mend(): Promise<void>;
  /** How many times the client has said something that it could not say before an answer. */
  turns(): number;
  stop(): Promise<void>;
}

/**
 * Starts a wire to a server.
 * @param target the server's address
 * @param delay how long each answer takes, in milliseconds; so that what the client says without
 *   waiting for an answer has been said before one comes
 */
export async function startForwarder(target: string, { delay = 0 } = {}): Promise<Forwarder> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let turns = 0;

  const server = createServer(client => {
    const upstream = connect({ host: hostname, port: Number(port || 5432) });
    let answered = true;
    pair(client, upstream);
    client.on('data', said => {
      if (answered) turns += 1;
      answered = false;
      upstream.write(said);
    });
    upstream.on('data', answer => {
      void wait(delay).then(() => {
        answered = true;
        client.write(answer);
      });
    });
  });

  /** What breaks on one side breaks on the other. */
  function pair(...both: [Socket, Socket]): void {
    for (const socket of both) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        void wait(delay).then(() => {
          for (const other of both) other.destroySoon();
        });
      });
    }
  }

  async function cut(): Promise<void> {
    for (const socket of sockets) socket.destroy();
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  }

  async function listen(on: number): Promise<void> {
    server.listen(on, '127.0.0.1');
    await once(server, 'listening');
  }

  await listen(0);
  const here = (server.address() as AddressInfo).port;
  const url = new URL(target);
  url.host = `127.0.0.1:${here}`;
  return { url: url.href, cut, mend: () => listen(here), turns: () => turns, stop: cut };
}

import { after } from 'node:test';
import type { TestBackend } from '../../src/testing/backend.ts';
import { anotherServer } from './server.ts';
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
  const wire = await startForwarder(databaseUrl, { delay });
  const server = await anotherServer(
    { databaseUrl: wire.url },
    // By the wire, whatever stands before the others' database.
    { databaseUrl: wire.url },
  );
  after(async () => {
    await server.stop();
    await wire.stop();
  });
  return { url: server.url, wire };
}

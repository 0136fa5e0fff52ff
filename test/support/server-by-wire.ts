import { after } from 'node:test';
import type { TestBackend } from '../../src/testing/backend.ts';
import { serverOn } from './server-on.ts';
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
  const { url } = await serverOn({ databaseUrl: wire.url });
  after(() => wire.stop());
  return { url, wire };
}

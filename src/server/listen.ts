import type { IncomingMessage, RequestListener } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { Server } from './server.ts';

/** Turns a backend into a listener for `node:http`. */
export function requestListener(server: Server): RequestListener {
  const listener = getRequestListener((request, env) =>
    server.fetch(request, socketAddress((env as HttpBindings).incoming)),
  );
  return (incoming, outgoing) => void listener(incoming, outgoing);
}

function socketAddress(incoming: IncomingMessage): string {
  return incoming.socket.remoteAddress ?? '';
}

import type { IncomingMessage, RequestListener } from 'node:http';
import { getRequestListener, RequestError, type HttpBindings } from '@hono/node-server';
import { problemResponse } from './http/problem.ts';
import type { Server } from './server.ts';

/** Turns a backend into a listener for `node:http`. */
export function requestListener(server: Server): RequestListener {
  const listener = getRequestListener(
    // The adapter looks closely at hosts that seem odd alone, and makes a request of it later.
    (request, env) =>
      URL.canParse(request.url)
        ? server.fetch(request, socketAddress((env as HttpBindings).incoming))
        : problemResponse('malformed-request'),
    {
      // What is no request at all never reaches the server.
      errorHandler: error =>
        problemResponse(error instanceof RequestError ? 'malformed-request' : 'unexpected'),
    },
  );
  return (incoming, outgoing) => void listener(incoming, outgoing);
}

function socketAddress(incoming: IncomingMessage): string {
  return incoming.socket.remoteAddress ?? '';
}

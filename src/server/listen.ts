import { once } from 'node:events';
import type { IncomingMessage, RequestListener, Server as HttpServer } from 'node:http';
import { getRequestListener, RequestError, type HttpBindings } from '@hono/node-server';
import { problemResponse } from './http/problem.ts';
import type { Server } from './server.ts';
import { underWay } from './under-way.ts';

/** How long answers that are made have to be sent. */
const SENDING_MS = 2_000;

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

/** A backend on a socket. */
export interface Serving {
  /**
   * Takes no new connection, closes the backend as `Server.close()` says, and ends when the last answer
   * is sent.
   */
  stop(): Promise<void>;
}

/** Serves a backend on a server of `node:http`, so that it can be stopped without cutting anyone off. */
export function serve(server: Server, http: HttpServer): Serving {
  const listener = requestListener(server);
  const answers = underWay();
  http.on('request', (incoming, outgoing) => {
    answers.add(once(outgoing, 'close'));
    listener(incoming, outgoing);
  });
  return {
    async stop() {
      http.close();
      await server.close();
      await answers.ended(SENDING_MS);
      http.closeAllConnections();
    },
  };
}

function socketAddress(incoming: IncomingMessage): string {
  return incoming.socket.remoteAddress ?? '';
}

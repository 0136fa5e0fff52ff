import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request, word for word. */
export interface WireRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
}

/** What came back. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Empty for a stream, which is left as soon as it begins. */
  readonly text: string;
}

/** A connection that sends what no browser would; `fetch` puts much of it right. */
export interface Wire {
  send(request: WireRequest): Promise<WireAnswer>;
  close(): void;
}

/** Opens a way to a backend. */
export function openWire(url: string): Wire {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(url);
  return {
    send: ({ method, target, headers, body }) =>
      new Promise((resolve, reject) => {
        const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
        const sending = request({
          agent,
          hostname,
          port,
          method,
          path: target,
          // Without it Node sends a body after a GET as if it were the next request.
          headers: { ...headers, ...length },
        });
        sending.on('error', reject);
        sending.on('response', response => {
          const answer = {
            status: response.statusCode ?? 0,
            headers: new Headers(response.headers as Record<string, string>),
          };
          if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
            response.destroy();
            resolve({ ...answer, text: '' });
            return;
          }
          text(response).then(said => {
            resolve({ ...answer, text: said });
          }, reject);
        });
        sending.end(body);
      }),
    close: () => {
      agent.destroy();
    },
  };
}

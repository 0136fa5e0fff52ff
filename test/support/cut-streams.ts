import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

/** Of a stream that is recorded: less than from one sign of life to the next. */
const LONGEST_SILENCE_MS = 10_000;

/** What a guest's page was told before a reply, and the stream that brought it, as it went over the wire. */
export interface RecordedReply {
  /** The answer to the question what there is, before the reply. */
  readonly before: string;
  readonly stream: Buffer;
}

/** A way to a server on which the first stream is a recorded one, which breaks off after some bytes. */
export interface CutStreams {
  /** The base URL of a page whose first stream breaks off after so many bytes; the next ones are the server's. */
  at(bytes: number): string;
  /** The places from which such a page went on. */
  resumedFrom(bytes: number): readonly number[];
  stop(): Promise<void>;
}

/**
 * Records what goes over the wire of a stream, from its answer's first byte on.
 * @param until looked at whenever something has come: whether it is enough
 */
export async function recordStream(
  url: string,
  headers: Readonly<Record<string, string>>,
  until: (text: string) => boolean,
): Promise<Buffer> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  const lines = Object.entries({ host: hostname, ...headers }).map(one => one.join(': '));
  socket.write(`GET ${pathname} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  socket.setTimeout(LONGEST_SILENCE_MS, () => {
    socket.destroy(new Error('The stream has not brought it.'));
  });
  let recorded = Buffer.alloc(0);
  for await (const chunk of socket) {
    recorded = Buffer.concat([recorded, chunk as Buffer]);
    if (until(recorded.toString())) break;
  }
  socket.destroy();
  return recorded;
}

/** @param origin the page that the requests come from: no browser is there to say so */
export async function startCutStreams(
  target: string,
  origin: string,
  { before, stream }: RecordedReply,
): Promise<CutStreams> {
  const places = new Map<number, number[]>();
  const read = new Set<number>();

  const server = createServer((incoming, outgoing) => {
    const [, number = '', path = ''] = /^\/(\d+)(\/.*)$/.exec(incoming.url ?? '') ?? [];
    const bytes = Number(number);
    const isStream = path.endsWith('/stream');
    if (isStream && !places.has(bytes)) {
      places.set(bytes, []);
      incoming.socket.write(stream.subarray(0, bytes));
      incoming.socket.destroySoon();
      return;
    }
    if (isStream) places.get(bytes)?.push(Number(incoming.headers['last-event-id']));
    else if (path.endsWith('/conversation') && !read.has(bytes)) {
      read.add(bytes);
      outgoing.writeHead(200, { 'content-type': 'application/json', 'orgtags-api': '1' });
      outgoing.end(before);
      return;
    }
    const { method = 'GET', headers } = incoming;
    const onward = httpRequest(new URL(path, target), { method, headers: { ...headers, origin } });
    onward
      .on('error', () => outgoing.destroy())
      .on('response', answer => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });

  await once(server.listen(0, '127.0.0.1'), 'listening');
  const base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    at: bytes => `${base}/${String(bytes)}`,
    resumedFrom: bytes => places.get(bytes) ?? [],
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { finished } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from './random.ts';

/** What becomes of a request; the more often it stands here, the likelier. */
const FATES = [
  'none',
  'none',
  'none',
  'none',
  'none',
  'none',
  // The server never hears of it, or hears of it and is not heard.
  'drop',
  'lose',
  // The server hears of it when the client has long given it up.
  'late',
  // The server hears of it twice: at once, or one after the other.
  'double',
  'repeat',
  'delay',
  'delay',
  // Something between the two answers in place of the server.
  'html',
] as const;

/** Of the requests for streams. */
const STREAM_FATES = ['none', 'drop', 'delay', 'html'] as const;

/** In milliseconds. */
const LONGEST_DELAY = 120;
/** How many chunks of a stream arrive at most before it is cut, and how much of the last one. */
const MOST_CHUNKS = 12;

/** How often each of them has happened. */
export type Fates = Record<(typeof FATES)[number] | 'cut' | 'doubled chunk', number>;

/** A way to a server that drops, delays, doubles and cuts, as its random numbers say. */
export interface BadNetwork {
  readonly url: string;
  readonly fates: Readonly<Partial<Fates>>;
  stop(): Promise<void>;
}

/**
 * Starts it before a server.
 * @param origin the page that the requests come from: no browser is there to say so
 */
export async function startBadNetwork(
  target: string,
  random: Random,
  origin: string,
): Promise<BadNetwork> {
  const fates: Partial<Fates> = {};

  const happens = (fate: keyof Fates): void => {
    fates[fate] = (fates[fate] ?? 0) + 1;
  };

  const server = createServer((incoming, outgoing) => {
    void serve(incoming, outgoing).catch(() => outgoing.destroy());
  });

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const isStream = incoming.url?.endsWith('/stream') ?? false;
    const fate = random.pick<keyof Fates>(isStream ? STREAM_FATES : FATES);
    happens(fate);
    const body = Buffer.concat(await Array.fromAsync<Buffer>(incoming));
    switch (fate) {
      case 'drop':
        outgoing.destroy();
        return;
      case 'html':
        outgoing.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
        return;
      case 'late':
        outgoing.destroy();
        await wait(random.below(LONGEST_DELAY * 10));
        await drained(await forward(incoming, body));
        return;
      case 'lose':
        await drained(await forward(incoming, body));
        outgoing.destroy();
        return;
      case 'delay':
        await wait(random.below(LONGEST_DELAY));
        break;
      case 'repeat':
        await drained(await forward(incoming, body));
        break;
      case 'double':
        void forward(incoming, body).then(drained, () => undefined);
        break;
      default:
    }
    const answer = await forward(incoming, body);
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    if (isStream) giveStream(answer, outgoing);
    else answer.pipe(outgoing);
  }

  function forward(incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    const { method = 'GET', url = '/' } = incoming;
    const headers = { ...incoming.headers, origin };
    const onward = httpRequest(new URL(url, target), { method, headers, agent: false });
    onward.end(body);
    return new Promise((resolve, reject) => {
      onward.on('response', resolve).on('error', reject);
    });
  }

  /** Cuts it after a while, in the middle of what it says; says some of it twice. */
  function giveStream(answer: IncomingMessage, outgoing: ServerResponse): void {
    outgoing.on('close', () => answer.destroy());
    let left = random.below(MOST_CHUNKS);
    answer.on('data', (chunk: Buffer) => {
      if (left > 0) {
        outgoing.write(chunk);
        if (random.below(6) === 0) {
          happens('doubled chunk');
          outgoing.write(chunk);
        }
      } else {
        happens('cut');
        outgoing.write(chunk.subarray(0, random.below(chunk.length + 1)), () => outgoing.destroy());
      }
      left -= 1;
    });
    answer.on('end', () => outgoing.end()).on('error', () => outgoing.destroy());
  }

  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    fates,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function drained(answer: IncomingMessage): Promise<void> {
  await finished(answer.resume());
}

import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { problemDocument } from '../../src/contract/problems.ts';
import { OURS } from '../../src/contract/routes.ts';

/** What happens to the requests of a lane. */
export interface Trouble {
  /**
   * `hold` keeps them until the trouble is another; `cut` drops the connection half-way; `lose` lets
   * them through and drops the answers, `delay` keeps the answers until the trouble is another; `limit`
   * answers as a server does that is asked too often, for two seconds.
   */
  readonly kind: 'none' | 'hold' | 'cut' | 'delay' | 'html' | 'limit' | 'lose' | 'status';
  /** For `status`. */
  readonly status?: number;
  /** Only requests whose path has this in it, or one of these; `$` is its end, after which comes the method. */
  readonly path?: string | readonly string[];
}

/** A proxy whose lanes can be made to fail, each for one test. */
export interface UnreliableProxy {
  /** A new lane to the backend. @returns the base URL of it */
  lane(): string;
  /** Sets what happens on a lane from now on, and to what is held. */
  set(lane: string, trouble: Trouble): void;
  /** Breaks what is being answered on a lane. */
  breakAll(lane: string): void;
  /** How many requests went through a lane of which method and path have `path` in them. */
  count(lane: string, path: string): number;
  stop(): Promise<void>;
}

interface Lane {
  trouble: Trouble;
  /** As `/session$ GET`. */
  readonly paths: string[];
  readonly open: Set<ServerResponse>;
  held: (() => void)[];
}

/** Starts a proxy before a backend. */
export async function startUnreliableProxy(backendUrl: string): Promise<UnreliableProxy> {
  const lanes = new Map<string, Lane>();
  const server = createServer((incoming, outgoing) => {
    const [, name = '', path = ''] = /^\/(lane-\d+)(\/.*)$/.exec(incoming.url ?? '') ?? [];
    const lane = lanes.get(name);
    if (!lane) {
      outgoing.writeHead(404).end();
      return;
    }
    if (incoming.method !== 'OPTIONS') lane.paths.push(named(path, incoming));
    lane.open.add(outgoing);
    outgoing.on('close', () => lane.open.delete(outgoing));
    serve(lane, path, incoming, outgoing);
  });

  function serve(
    lane: Lane,
    path: string,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): void {
    const { kind, status = 500, path: affected = '' } = lane.trouble;
    const spared =
      incoming.method === 'OPTIONS' ||
      ![affected].flat().some(one => named(path, incoming).includes(one));
    const cors = {
      'access-control-allow-origin': incoming.headers.origin ?? '*',
      'access-control-allow-credentials': 'true',
    };
    const ours = { 'access-control-expose-headers': OURS, [OURS]: '1' };
    if (kind === 'none' || spared) forward(path, incoming, outgoing);
    else if (kind === 'lose' || kind === 'delay') {
      forward(path, incoming, outgoing, answer => {
        const decide = (): void => {
          if ([kind, lane.trouble.kind].includes('lose')) outgoing.destroy();
          else give(answer, outgoing);
        };
        if (kind === 'delay' && lane.trouble.kind === 'delay') lane.held.push(decide);
        else decide();
      });
    } else if (kind === 'hold') {
      lane.held.push(() => {
        serve(lane, path, incoming, outgoing);
      });
    } else if (kind === 'html') {
      outgoing.writeHead(200, { ...cors, 'content-type': 'text/html' }).end('<h1>Hello</h1>');
    } else if (kind === 'cut') {
      outgoing
        .writeHead(200, { ...cors, ...ours, 'content-type': 'application/json' })
        .write('{"mem');
      setImmediate(() => outgoing.destroy());
    } else if (kind === 'limit') {
      outgoing
        .writeHead(429, { ...cors, ...ours, 'content-type': 'application/problem+json' })
        .end(JSON.stringify(problemDocument('rate-limited', { retryAfter: 2 })));
    } else outgoing.writeHead(status, cors).end();
  }

  function forward(
    path: string,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    onAnswer = (answer: IncomingMessage): void => {
      give(answer, outgoing);
    },
  ): void {
    const { method = 'GET', headers } = incoming;
    const onward = httpRequest(new URL(path, backendUrl), { method, headers }, onAnswer);
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  }

  function give(answer: IncomingMessage, outgoing: ServerResponse): void {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  }

  await once(server.listen(0, 'localhost'), 'listening');
  // By name: a page at localhost and a backend there are one site, whose cookies travel.
  const base = `http://localhost:${String((server.address() as AddressInfo).port)}`;

  function find(laneUrl: string): Lane {
    const lane = lanes.get(laneUrl.slice(base.length + 1));
    if (!lane) throw new Error(`No lane ${laneUrl}`);
    return lane;
  }

  return {
    lane() {
      const name = `lane-${String(lanes.size + 1)}`;
      lanes.set(name, { trouble: { kind: 'none' }, paths: [], open: new Set(), held: [] });
      return `${base}/${name}`;
    },
    set(laneUrl, trouble) {
      const lane = find(laneUrl);
      lane.trouble = trouble;
      for (const release of lane.held.splice(0)) release();
    },
    breakAll(laneUrl) {
      for (const outgoing of find(laneUrl).open) outgoing.destroy();
    },
    count: (laneUrl, path) => find(laneUrl).paths.filter(p => hasIn(p, path)).length,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function named(path: string, { method = '' }: IncomingMessage): string {
  return `${path}$ ${method}`;
}

/** Has a path this in it? `/session` is not in `/sessions`. */
function hasIn(whole: string, path: string): boolean {
  const [, ...rests] = whole.split(path);
  return rests.some(rest => !/\w$/.test(path) || !/^\w/.test(rest));
}

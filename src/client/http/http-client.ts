import ky, { HTTPError, type KyInstance, type Options } from 'ky';
import type { LiveEvent } from '../../contract/changes.ts';
import type { ProblemDocument } from '../../contract/problems.ts';
import {
  AS_PERSON,
  OURS,
  partsOf,
  type AnswerOf,
  type BodyOf,
  type IdsOf,
  type QueryOf,
  type RouteName,
  type Routes,
} from '../../contract/routes.ts';
import type { BackendClient } from '../backend-client.ts';
import { placeOf } from '../places.ts';
import { listenLive } from './live.ts';
import { Problem } from '../problem.ts';
import { sharing } from './sharing.ts';

const TIMEOUT_MS = 15_000;

/** Statuses that may be others in a moment. */
const PASSING = [500, 502, 503, 504];

type Token = string | undefined;

type Query = Readonly<Record<string, string | number | undefined>>;

/** Where the backend is and how to sign the requests. */
export interface HttpClientOptions {
  /** Where `/api` begins, e.g. `https://app.example`; without it the page's own origin. */
  readonly baseUrl?: string | URL | undefined;
  /**
   * Gives a bearer token, asked before each request; undefined while nobody is signed in. Without it
   * the requests carry cookies, which works on the same site only.
   */
  readonly getToken?: (() => Token | Promise<Token>) | undefined;
}

/** What a route takes beside its ids: a query or a body, and the idempotency key where it creates. */
type InputOf<R extends RouteName> = Routes[R] extends { readonly body: unknown }
  ? Routes[R] extends { readonly idempotent: true }
    ? [body: BodyOf<R>, key: string]
    : [body: BodyOf<R>]
  : Routes[R] extends { readonly query: unknown }
    ? [query?: QueryOf<R>]
    : [];

/** Calls a route: with the ids of its path in their order, what else it takes, and a signal. */
type Method<R extends RouteName> = (
  ...args: [...ids: IdsOf<R>, ...input: InputOf<R>, signal?: AbortSignal]
) => Promise<AnswerOf<R>>;

/** The methods of the port, by group, as the names of the routes say. */
type Groups = {
  readonly [G in GroupOf<RouteName>]: {
    readonly [R in RouteName as R extends `${G}.${infer Name}` ? Name : never]: Method<R>;
  };
};

type GroupOf<R extends RouteName> = R extends `${infer G}.${string}` ? G : never;

/** A client for the reference backend, of the routes that its page has said to use. */
export function createHttpClient({ baseUrl, getToken }: HttpClientOptions = {}): BackendClient {
  const http = ky.create({
    credentials: getToken ? 'omit' : 'include',
    timeout: TIMEOUT_MS,
    // Browsers have a request wait for another of the same address, whoever it is from.
    cache: 'no-store',
    // Only what is safe to repeat is repeated, soon or not at all: a person waits for it.
    retry: { limit: 1, methods: ['get'], statusCodes: PASSING, afterStatusCodes: [] },
    hooks: { beforeRequest: getToken ? [bearer(getToken)] : [] },
  });
  const server = String(baseUrl ?? '').replace(/\/$/, '');

  const share = sharing();
  /** How often something may have changed: what is asked afterwards joins nothing asked before. */
  let changes = 0;
  /** Who is signed in, as the page was told last. */
  let person: string | undefined;

  function route<R extends RouteName>(name: R): Method<R> {
    return (...args) => {
      const [method, template] = partsOf(placeOf(name));
      const rest: unknown[] = [...args];
      const path = template.replaceAll(/\{\w+\}/g, () => encodeURIComponent(String(rest.shift())));
      const signal = rest.find(arg => arg instanceof AbortSignal);
      const [input, key] = rest.filter(arg => arg !== signal);
      const isRead = method === 'GET';
      const options = {
        method,
        ...(isRead
          ? // Of none ky makes a question mark with nothing behind it.
            (input as Query | undefined) && { searchParams: given(input as Query) }
          : {
              json: input ?? {},
              headers: { [AS_PERSON]: person, 'idempotency-key': key as Token },
            }),
      };
      const send = async (until = signal): Promise<AnswerOf<R>> => {
        const answer = await request(http, server + path, {
          ...options,
          ...(until && { signal: until }),
        }).finally(() => {
          if (!isRead) changes += 1;
        });
        // By now somebody else may be signed in, or nobody.
        if (path.startsWith('/api/auth/')) person = undefined;
        return answer as AnswerOf<R>;
      };
      return isRead
        ? share(`${String(changes)} ${path}${JSON.stringify(input)}`, send, signal)
        : send();
    };
  }

  /** Its methods are made as they are asked for. */
  function group<G extends keyof Groups>(name: G): Groups[G] {
    const get = (_: object, key: string | symbol) => route(`${name}.${String(key)}` as RouteName);
    return new Proxy({}, { get }) as Groups[G];
  }

  const session = group('session');

  /** @returns undefined when nobody is signed in */
  async function openStream(
    lastEventId: string,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined> {
    try {
      const headers = { 'last-event-id': lastEventId };
      const options = { headers, signal, timeout: false, retry: 0 } as const;
      return (await http(server + partsOf(placeOf('changes.stream'))[1], options)).body;
    } catch (error) {
      if (error instanceof HTTPError && error.response.status === 401) return undefined;
      throw error;
    }
  }

  return {
    capabilities: { has: what => what !== 'accounts' || !getToken },
    async session(organization, signal) {
      const known = await (organization === undefined
        ? session.last(signal)
        : session.in(organization, signal));
      person = known.person.id;
      return known;
    },
    subscribe(start, listener, signal) {
      const name = `orgtags ${server} ${start.channel}`;
      const hear = (event: LiveEvent): void => {
        changes += 1;
        listener(event);
      };
      listenLive({ name, start, open: openStream, listener: hear, signal });
    },
    accounts: group('accounts'),
    activity: group('activity'),
    conversations: group('conversations'),
    guests: group('guests'),
    inbox: group('inbox'),
    invitations: group('invitations'),
    members: group('members'),
    organizations: group('organizations'),
    permissions: group('permissions'),
    sessions: group('sessions'),
    textSources: group('textSources'),
  };
}

/** What of a query has a value. */
function given(query: Query): [name: string, value: string | number][] {
  return Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
}

function bearer(getToken: () => Token | Promise<Token>) {
  return async (request: Request): Promise<void> => {
    request.headers.set('authorization', `Bearer ${(await getToken()) ?? ''}`);
  };
}

async function request(http: KyInstance, url: string, options: Options): Promise<unknown> {
  try {
    return await read(await http(url, options));
  } catch (error) {
    const { signal } = options;
    throw signal?.aborted ? signal.reason : await problemOf(error);
  }
}

/** Reads an answer of ours; whatever else stands between us and the server may know JSON, too. */
async function read(response: Response): Promise<unknown> {
  if (!response.headers.has(OURS)) throw Problem.ofNoAnswer('unreadable');
  return response.status === 204 ? undefined : response.json();
}

async function problemOf(error: unknown): Promise<Problem> {
  if (error instanceof Problem) return error;
  if (error instanceof SyntaxError) return Problem.ofNoAnswer('unreadable', error);
  if (!(error instanceof HTTPError)) return Problem.ofNoAnswer('unreachable', error);
  const document = await error.response.json<Partial<ProblemDocument> | null>().catch(() => null);
  if (!document?.code || !document.title) return Problem.ofNoAnswer('unreadable', error);
  const { code, title } = document;
  return Problem.answered(code, document, { status: error.response.status, title });
}

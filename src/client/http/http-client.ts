import ky, { HTTPError, type KyInstance } from 'ky';
import type { ProblemDocument } from '../../contract/problems.ts';
import {
  OURS,
  partsOf,
  PLACES,
  type AnswerOf,
  type BodyOf,
  type PathOf,
  type QueryOf,
  type Place,
  type RouteName,
} from '../../contract/routes.ts';
import type { BackendClient } from '../backend-client.ts';
import { domainPolicy } from '../policy.ts';
import { listenLive } from './live.ts';
import { Problem } from '../problem.ts';
import { sharing } from './sharing.ts';

const TIMEOUT_MS = 15_000;

/** Statuses that may be others in a moment. */
const PASSING = [500, 502, 503, 504];

type Token = string | undefined;

/** Where the backend is and how to sign the requests. */
export interface HttpClientOptions {
  /** Where `/api` begins, e.g. `https://app.example`; without it the page's own origin. */
  readonly baseUrl?: string | undefined;
  /**
   * Gives a bearer token, asked before each request; undefined while nobody is signed in. Without it
   * the requests carry cookies, which works on the same site only.
   */
  readonly getToken?: (() => Token | Promise<Token>) | undefined;
}

/** What a call of a route needs beside its name. */
interface CallInput<R extends RouteName> {
  readonly path?: PathOf<R>;
  readonly query?: QueryOf<R> | undefined;
  readonly body?: BodyOf<R>;
  /** The idempotency key. */
  readonly key?: string;
}

/** A client for the reference backend. */
export function createHttpClient({ baseUrl, getToken }: HttpClientOptions = {}): BackendClient {
  const http = ky.create({
    credentials: getToken ? 'omit' : 'include',
    timeout: TIMEOUT_MS,
    // Only what is safe to repeat is repeated, soon or not at all: a person waits for it.
    retry: { limit: 1, methods: ['get'], statusCodes: PASSING, afterStatusCodes: [] },
    hooks: { beforeRequest: getToken ? [bearer(getToken)] : [] },
  });
  const server = (baseUrl ?? '').replace(/\/$/, '');

  const share = sharing();

  function call<R extends RouteName>(
    name: R,
    input: CallInput<R>,
    signal?: AbortSignal,
  ): Promise<AnswerOf<R>> {
    const place = PLACES[name];
    const send = (until?: AbortSignal): Promise<AnswerOf<R>> =>
      request(http, server, place, input, until) as Promise<AnswerOf<R>>;
    return place.startsWith('GET')
      ? share(`${name} ${JSON.stringify(input)}`, send, signal)
      : send(signal);
  }

  /** @returns undefined when nobody is signed in */
  async function openStream(
    lastEventId: string,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined> {
    try {
      const headers = { 'last-event-id': lastEventId };
      const options = { headers, signal, timeout: false, retry: 0 } as const;
      return (await http(server + partsOf(PLACES.liveChanges)[1], options)).body;
    } catch (error) {
      if (error instanceof HTTPError && error.response.status === 401) return undefined;
      throw error;
    }
  }

  return {
    capabilities: new Set([
      ...(getToken ? [] : (['accounts'] as const)),
      'change-role',
      'create-organization',
      'leave-organization',
      'remove-member',
    ]),
    policy: domainPolicy,
    session: (organization, signal) =>
      organization === undefined
        ? call('session', {}, signal)
        : call('organizationSession', { path: { organization } }, signal),
    subscribe(start, listener, signal) {
      const name = `orgtags ${server} ${start.channel}`;
      listenLive({ name, start, open: openStream, listener, signal });
    },
    organizations: {
      list: signal => call('myOrganizations', {}, signal),
      create: (body, key, signal) => call('createOrganization', { body, key }, signal),
      checkSlug: (slug, signal) => call('checkSlug', { query: { slug } }, signal),
      switch: (organization, signal) =>
        call('switchOrganization', { path: { organization } }, signal),
      leave: (organization, signal) =>
        call('leaveOrganization', { path: { organization } }, signal),
      delete: (organization, signal) =>
        call('deleteOrganization', { path: { organization } }, signal),
    },
    members: {
      list: (organization, query, signal) =>
        call('listMembers', { path: { organization }, query }, signal),
      changeRole: (organization, member, body, signal) =>
        call('changeRole', { path: { organization, member }, body }, signal),
      remove: (organization, member, signal) =>
        call('removeMember', { path: { organization, member } }, signal),
      changeSeveral: (organization, body, signal) =>
        call('changeMembers', { path: { organization }, body }, signal),
    },
    permissions: {
      read: (organization, signal) => call('readPermissions', { path: { organization } }, signal),
      save: (organization, body, signal) =>
        call('savePermissions', { path: { organization }, body }, signal),
    },
    sessions: {
      mine: signal => call('listMySessions', {}, signal),
      end: (session, signal) => call('endMySession', { path: { session } }, signal),
      ofMember: (organization, member, signal) =>
        call('listMemberSessions', { path: { organization, member } }, signal),
      endOfMember: (organization, member, session, signal) =>
        call('endMemberSession', { path: { organization, member, session } }, signal),
      endEveryones: (organization, includeOwn, signal) =>
        call('endEveryonesSessions', { path: { organization }, body: { includeOwn } }, signal),
    },
    activity: {
      list: (organization, query, signal) =>
        call('listActivity', { path: { organization }, query }, signal),
    },
    accounts: {
      signIn: (body, signal) => call('signIn', { body }, signal),
      signOut: signal => call('signOut', {}, signal),
      signUp: (body, signal) => call('signUp', { body }, signal),
      verifyAddress: (body, signal) => call('verifyAddress', { body }, signal),
      sendVerification: (body, signal) => call('sendVerification', { body }, signal),
      forgotPassword: (body, signal) => call('forgotPassword', { body }, signal),
      resetPassword: (body, signal) => call('resetPassword', { body }, signal),
      changeProfile: (body, signal) => call('changeProfile', { body }, signal),
      changePassword: (body, signal) => call('changePassword', { body }, signal),
    },
  };
}

function bearer(getToken: () => Token | Promise<Token>) {
  return async (request: Request): Promise<void> => {
    request.headers.set('authorization', `Bearer ${(await getToken()) ?? ''}`);
  };
}

async function request(
  http: KyInstance,
  server: string,
  place: Place,
  input: {
    readonly path?: object;
    readonly query?: unknown;
    readonly body?: unknown;
    readonly key?: string;
  },
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const [method, path] = partsOf(place);
  try {
    const response = await http(server + fill(path, input.path ?? {}), {
      method,
      ...(signal && { signal }),
      ...(input.query !== undefined && {
        searchParams: input.query as Record<string, string | number>,
      }),
      ...(input.key !== undefined && { headers: { 'idempotency-key': input.key } }),
      ...(method !== 'GET' && { json: input.body ?? {} }),
    });
    return await read(response);
  } catch (error) {
    throw signal?.aborted ? signal.reason : await problemOf(error);
  }
}

function fill(path: string, ids: object): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(ids[name as keyof typeof ids])),
  );
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
  const { code, title, role, fields, retryAfter } = document;
  const { status } = error.response;
  return Problem.answered(code, { role, fields, retryAfter }, { status, title });
}

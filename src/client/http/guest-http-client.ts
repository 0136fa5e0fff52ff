import type { GuestEvent, GuestTokens } from '../../contract/guests.ts';
import type { ProblemDocument } from '../../contract/problems.ts';
import { GUEST_CHAT_PLACES, OURS, partsOf, type AnswerOf } from '../../contract/routes.ts';
import type { ConnectionEvent, GuestClient, GuestStore } from '../guest-client.ts';
import { guestEnded } from '../guest-ended.ts';
import { Problem } from '../problem.ts';
import { pause } from '../pause.ts';
import { followStream } from './following.ts';

const TIMEOUT_MS = 15_000;

type GuestRoute = keyof typeof GUEST_CHAT_PLACES;

/** What goes with a request. */
interface Sent {
  /** From `?` on. */
  readonly query?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** Where the chat is, and where the guest's tokens are kept. */
export interface GuestHttpClientOptions {
  /** Where `/api` begins; empty for the page's own origin. */
  readonly baseUrl: string;
  /** The id of the organization. */
  readonly organization: string;
  readonly store: GuestStore;
  /** The language of the page, as in `lang`, e.g. `de-AT`. */
  readonly language: () => string;
}

/** The guest's client for the reference backend: no cookies, a token that is good for minutes. */
export function createGuestHttpClient({
  baseUrl,
  organization,
  store,
  language,
}: GuestHttpClientOptions): GuestClient {
  const server = baseUrl.replace(/\/$/, '');

  function send(route: GuestRoute, { query = '', body, headers, signal }: Sent): Promise<Response> {
    const [method, template] = partsOf(GUEST_CHAT_PLACES[route]);
    return fetch(server + template.replace('{organization}', organization) + query, {
      method,
      credentials: 'omit',
      // Firefox has one tab wait for another that asks for the same.
      cache: 'no-store',
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    });
  }

  /** @throws Problem */
  async function ask<R extends GuestRoute>(
    route: R,
    input?: object,
    init: Sent = {},
  ): Promise<AnswerOf<R>> {
    const isRead = partsOf(GUEST_CHAT_PLACES[route])[0] === 'GET';
    const body = isRead ? {} : { body: JSON.stringify(input ?? {}) };
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    const response = await send(route, { ...init, ...body, signal }).catch((error: unknown) => {
      if (init.signal?.aborted) throw init.signal.reason;
      throw Problem.ofNoAnswer('unreachable', error);
    });
    return (await readAnswer(response)) as AnswerOf<R>;
  }

  /** Asks as the guest, with the next token where the one at hand has had its time. */
  async function askAsGuest<R extends GuestRoute>(
    route: R,
    input?: object,
    init: Sent = {},
  ): Promise<AnswerOf<R>> {
    const access = accessAtHand();
    try {
      return await ask(route, input, { ...init, headers: bearer(access) });
    } catch (error) {
      if ((error as Partial<Problem>).code !== 'session-expired') throw error;
      return ask(route, input, { ...init, headers: bearer(await refreshed(access)) });
    }
  }

  /** @throws Problem where the visitor is no guest any more */
  function accessAtHand(): string {
    const tokens = store.read();
    if (!tokens) throw guestEnded();
    return tokens.access;
  }

  /** The next token, asked for by one page of the browser alone. */
  async function refreshed(old: string): Promise<string> {
    return alone(async () => {
      const tokens = store.read();
      if (!tokens) throw guestEnded();
      if (tokens.access !== old) return tokens.access;
      const next = await ask('guestChat.refresh', { refresh: tokens.refresh });
      // Meanwhile the guest may have left, or somebody else have come.
      if (store.read()?.guest !== tokens.guest) throw guestEnded();
      store.write(next);
      return next.access;
    });
  }

  /** Does what one page of the browser alone may do at a time, where the browser lets them agree. */
  async function alone<Done>(act: () => Promise<Done>): Promise<Done> {
    const { locks } = navigator as Partial<Navigator>;
    const done: Promise<Done>[] = [];
    const begin = (): Promise<Done> => {
      const one = act();
      done.push(one);
      return one;
    };
    // Where nothing can be kept, nothing can be agreed on, either. What the act throws is thrown below.
    await locks?.request(`orgtags guest ${organization}`, begin).catch(() => undefined);
    return done[0] ?? act();
  }

  /** @returns undefined when the guest is none any more */
  async function openStream(
    revision: number,
    signal: AbortSignal,
  ): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | null | undefined> {
    const open = async (access: string): Promise<Response> =>
      send('guestChat.stream', {
        signal,
        headers: { ...bearer(access), 'last-event-id': String(revision) },
      });
    const access = accessAtHand();
    let response = await open(access);
    if (response.status === 401) response = await open(await refreshed(access));
    if (!response.ok) await readAnswer(response);
    return response.body;
  }

  return {
    get hasJoined() {
      return store.read() !== undefined;
    },
    door(signal) {
      const code = /^[a-z]{2,3}(?![a-z])/i.exec(language())?.[0].toLowerCase();
      return ask('guestChat.door', undefined, { signal, query: code ? `?language=${code}` : '' });
    },
    async join(wanted) {
      const isTold = await alone(async () => {
        if (store.read()) return false;
        const tokens = await ask('guestChat.join', wanted);
        // Where there are no locks, another page may have been a little faster.
        if (!store.read()) store.write(tokens);
        const kept = store.read();
        if (kept?.guest === tokens.guest) return true;
        // Whom a page vouches for may have been a guest before.
        if (wanted.visitor === undefined) {
          await ask('guestChat.leave', undefined, { headers: bearer(tokens.access) });
        }
        // It is somebody else's turn by now.
        if (!kept) throw guestEnded();
        return false;
      });
      // Another page has joined, as nobody or as somebody else: this one says who they are.
      const { name, email } = wanted;
      if (!isTold && [name, email].some(Boolean))
        await askAsGuest('guestChat.introduce', { name, email });
    },
    read: signal => askAsGuest('guestChat.read', undefined, { signal }),
    write: message => askAsGuest('guestChat.write', message),
    askForPerson: () => askAsGuest('guestChat.askForPerson'),
    introduce: said => askAsGuest('guestChat.introduce', said),
    begin: page => askAsGuest('guestChat.begin', { page }),
    markRead: seq => askAsGuest('guestChat.markRead', { seq }),
    type: () => askAsGuest('guestChat.type'),
    keep: visitor => askAsGuest('guestChat.keep', { visitor }),
    async leave() {
      const guest = store.read()?.guest;
      await askAsGuest('guestChat.leave');
      if (store.read()?.guest === guest) store.write(undefined);
    },
    forget() {
      store.write(undefined);
    },
    listen(from, listener, signal) {
      let revision = from;
      let failures = 0;
      const over = new AbortController();
      const until = AbortSignal.any([signal, over.signal]);
      let isConnected = true;
      const tell = (event: GuestEvent | ConnectionEvent): void => {
        if (event.kind === 'ended' || event.kind === 'refused') over.abort();
        if (!signal.aborted) listener(event);
      };
      const connect = (connected: boolean): void => {
        if (connected !== isConnected) tell({ kind: connected ? 'connected' : 'disconnected' });
        isConnected = connected;
      };
      // It says something as soon as it is there: what is cut off before that was no connection.
      const hear = (id: string, data: string | undefined): void => {
        failures = 0;
        connect(true);
        if (data === undefined) return;
        revision = Number(id);
        tell(JSON.parse(data) as GuestEvent);
      };
      const follow = async (): Promise<void> => {
        while (!until.aborted) {
          try {
            await followStream(silence => openStream(revision, silence), hear, until);
          } catch (error) {
            if (isOver(error)) tell({ kind: 'refused', problem: error });
          }
          if (failures > 0) connect(false);
          await pause(failures, until);
          failures += 1;
        }
      };
      void follow();
    },
  };
}

function bearer(access: string): { authorization: string } {
  return { authorization: `Bearer ${access}` };
}

function isOver(error: unknown): error is Problem {
  return error instanceof Problem && (error.needsSignIn || error.isOutdated);
}

/** @throws Problem */
async function readAnswer(response: Response): Promise<unknown> {
  if (!response.headers.has(OURS)) throw Problem.ofNoAnswer('unreadable');
  if (response.status === 204) return undefined;
  const body = (await response.json().catch((error: unknown) => {
    throw Problem.ofNoAnswer('unreadable', error);
  })) as ProblemDocument | GuestTokens;
  if (response.ok) return body;
  const { code, title } = body as ProblemDocument;
  throw Problem.answered(code, body as ProblemDocument, { status: response.status, title });
}

import { Hono } from 'hono';
import { canAccess, type Access } from '../../domain/index.ts';
import {
  AS_PERSON,
  ROUTES,
  type AnswerOf,
  type BodyOf,
  type PathOf,
  type QueryOf,
  type RouteName,
  type Routes,
} from '../../contract/routes.ts';
import type { ShapeName } from '../../contract/shapes.ts';
import type { Caller } from '../auth/caller.ts';
import type { Identity } from '../auth/identity.ts';
import type { Database, Transaction } from '../db/database.ts';
import {
  enter,
  enterOrganization,
  touch,
  type Entered,
  type Setting,
  type Surroundings,
  type Tenant,
} from '../db/enter.ts';
import { actOnce, IDEMPOTENCY_KEY, type Created } from './idempotency.ts';
import { jsonBody, parse, pathIds, queryText } from './parse.ts';
import { ProblemError, refuse } from './problem.ts';
import { Unexpected } from './reason.ts';

/** The routes that act in a transaction of somebody signed in: neither the library's, nor those of guests. */
export type TransactionRoute = {
  [R in RouteName]: Routes[R]['access'] extends 'public' | 'visitor' | 'guest' ? never : R;
}[RouteName];

/** Where a route's handler stands: inside an organization, or with the person alone. */
type ScopeOf<R extends RouteName> = Routes[R]['access'] extends Access ? Tenant : Entered;

/** What a route's handler gets of the request, all of it checked. */
export interface Input<R extends RouteName> {
  readonly path: PathOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
}

/** Acts in the request's transaction and gives the answer; parsing and access are behind it. */
export type Handler<R extends RouteName> = (
  scope: ScopeOf<R>,
  input: Input<R>,
) => Promise<AnswerOf<R>>;

/** The routes whose answer is a stream. */
export type StreamRoute = {
  [R in TransactionRoute]: Routes[R] extends { readonly stream: true } ? R : never;
}[TransactionRoute];

/**
 * Opens a stream to somebody who has entered, once the transaction is over: a stream holds none.
 * @param lastEventId of the last event that was heard before
 */
export type StreamHandler = (
  entered: Omit<Entered, 'tx'>,
  lastEventId: string | undefined,
) => ReadableStream<Uint8Array>;

/** One handler for each route of the table. */
export type Handlers = {
  readonly [R in TransactionRoute]: R extends StreamRoute ? StreamHandler : Handler<R>;
};

/** The handlers of the routes of a group. */
export type HandlersOf<Group extends string> = Pick<
  Handlers,
  Extract<TransactionRoute, `${Group}.${string}`>
>;

type AnyHandler = (scope: Entered | Tenant, input: unknown) => Promise<object | undefined>;

/** Nothing on the way may keep a stream back, nor pack it. */
export const STREAM_HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

const DEVICE_LENGTH = 300;

interface AnyRoute {
  readonly method: string;
  readonly path: string;
  readonly access: 'person' | Access;
  readonly query?: ShapeName;
  readonly body?: ShapeName;
  readonly idempotent?: true;
  readonly stream?: true;
}

/** What the routes are served with. */
export interface RouterParts {
  readonly handlers: Handlers;
  readonly database: Database;
  readonly identity: Identity;
  readonly surroundings: Surroundings;
  /** Looks after what goes on when a request is answered: to its end, and to what goes wrong. */
  readonly afterwards: (work: Promise<unknown>) => void;
}

/** Serves every route of the table: parse, act in one transaction, answer. */
export function serveRoutes({
  handlers,
  database,
  identity,
  surroundings,
  afterwards,
}: RouterParts): Hono {
  const app = new Hono();
  for (const name of Object.keys(handlers) as TransactionRoute[]) {
    const route: AnyRoute = ROUTES[name];
    const handler = handlers[name] as AnyHandler;
    app.on(route.method, honoPath(route.path), async c => {
      const path = pathIds(c.req.param());
      const input = {
        path,
        query: route.query && parse(route.query, queryText(c.req)),
        body: route.body && (await jsonBody(route.body, c.req.raw)),
      };
      const caller = await identity.callerOf(c.req.raw.headers);
      if (!caller) throw new ProblemError('no-session');
      const device = c.req.header('user-agent')?.slice(0, DEVICE_LENGTH) ?? '';
      const late: (() => Promise<void>)[] = [];
      const undoing: (() => Promise<void>)[] = [];
      const setting: Setting = {
        ...surroundings,
        device,
        language: preferredLanguage(c.req.header('accept-language')),
        asPerson: c.req.header(AS_PERSON),
        afterCommit: work => late.push(work),
        afterRollback: work => undoing.push(work),
      };

      const acting = database.transaction(async tx => {
        const opened = await openScope(tx, caller, setting, route.access, path.organization);
        if (route.stream) return { answer: undefined, scope: opened };
        const act = () => handler(opened, input);
        const key = c.req.header(IDEMPOTENCY_KEY);
        const answer = route.idempotent
          ? await actOnce(
              opened,
              { key, place: `${route.method} ${c.req.path}`, body: input.body },
              act as () => Promise<Created>,
            )
          : await act();
        return { answer, scope: opened };
      });
      const { answer, scope } = await acting.catch(async (error: unknown) => {
        const undone = undoing.map(work => work());
        for (const work of undone) afterwards(work);
        await Promise.allSettled(undone);
        throw error;
      });
      for (const work of late) afterwards(work());
      if ('seenLongAgo' in scope && scope.seenLongAgo) {
        afterwards(database.transaction(tx => touch(tx, scope)));
      }
      if (scope.sessionRenewed) {
        const cookie = await identity.renewedCookie(caller);
        if (cookie !== undefined) c.header('set-cookie', cookie);
      }
      if (route.stream) {
        const stream = handlers[name as StreamRoute];
        // Nobody would read the body of an answer to HEAD, nor end it.
        if (c.req.raw.method === 'HEAD') return c.body(null, 200, STREAM_HEADERS);
        return c.body(stream(scope, c.req.header('last-event-id')), 200, STREAM_HEADERS);
      }
      return answer === undefined ? c.body(null, 204) : c.json(answer);
    });
  }
  return app;
}

async function openScope(
  tx: Transaction,
  caller: Caller,
  setting: Setting,
  access: 'person' | Access,
  organization: string | undefined,
): Promise<Entered | Tenant> {
  if (access === 'person') return enter(tx, caller, setting);
  if (organization === undefined)
    throw new Unexpected('The route has no organization in its path.');
  const tenant = await enterOrganization(tx, caller, setting, organization);
  refuse(canAccess(access, tenant.actor));
  return tenant;
}

/** The first language that a browser names, without its country. */
function preferredLanguage(header: string | undefined): string | null {
  return /^\s*([a-z]{2,3})\b/i.exec(header ?? '')?.[1]?.toLowerCase() ?? null;
}

/** A path of the table as Hono has it. */
export function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

import { Hono } from 'hono';
import { canAccess, type Access } from '../../domain/index.ts';
import {
  ROUTES,
  type AnswerOf,
  type BodyOf,
  type PathOf,
  type QueryOf,
  type RouteName,
  type Routes,
} from '../../contract/routes.ts';
import type { ShapeName } from '../../contract/shapes.ts';
import type { Accounts } from '../auth/accounts.ts';
import type { Database, Transaction } from '../db/database.ts';
import { enter, enterOrganization, type Entered, type Tenant } from '../db/enter.ts';
import { jsonBody, parse, pathIds } from './parse.ts';
import { ProblemError, refuse } from './problem.ts';

/** The routes that act in a transaction of somebody signed in: all but the library's. */
export type TransactionRoute = {
  [R in RouteName]: Routes[R]['access'] extends 'public' ? never : R;
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

/** One handler for each route of the table. */
export type Handlers = { readonly [R in TransactionRoute]: Handler<R> };

type AnyHandler = (scope: Entered | Tenant, input: unknown) => Promise<unknown>;

interface AnyRoute {
  readonly method: string;
  readonly path: string;
  readonly access: 'person' | Access;
  readonly query?: ShapeName;
  readonly body?: ShapeName;
}

/** Serves every route of the table: parse, act in one transaction, answer. */
export function serveRoutes(handlers: Handlers, database: Database, accounts: Accounts): Hono {
  const app = new Hono();
  for (const name of Object.keys(handlers) as TransactionRoute[]) {
    const route: AnyRoute = ROUTES[name];
    const handler = handlers[name] as AnyHandler;
    app.on(route.method, honoPath(route.path), async c => {
      const path = pathIds(c.req.param());
      const input = {
        path,
        query: route.query && parse(route.query, c.req.query()),
        body: route.body && (await jsonBody(route.body, c.req.raw)),
      };
      const credentials = await accounts.credentials(c.req.raw.headers);
      if (!credentials) throw new ProblemError('no-session');

      const { answer, renewed } = await database.transaction(async tx => {
        const scope = await openScope(tx, route.access, credentials.token, path.organization);
        return { answer: await handler(scope, input), renewed: scope.sessionRenewed };
      });
      if (renewed && credentials.byCookie) {
        c.header('set-cookie', await accounts.renewedCookie(credentials.token));
      }
      return c.json(answer as object);
    });
  }
  return app;
}

async function openScope(
  tx: Transaction,
  access: 'person' | Access,
  token: string,
  organization: string | undefined,
): Promise<Entered | Tenant> {
  if (access === 'person') return enter(tx, token);
  if (organization === undefined) throw new Error('The route has no organization in its path.');
  const tenant = await enterOrganization(tx, token, organization);
  refuse(canAccess(access, tenant.actor));
  return tenant;
}

function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

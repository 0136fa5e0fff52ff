import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { FEATURES, TEAM, type Feature } from '../domain/index.ts';
import { createAccounts } from './auth/accounts.ts';
import { joinedIdentity, type Identity } from './auth/identity.ts';
import { checkedIssuers } from './auth/issuer-settings.ts';
import { createIssuers } from './auth/oidc.ts';
import { guardOrigins } from './auth/origins.ts';
import { accountRoutes } from './auth/routes.ts';
import { changeRoutes } from './changes/routes.ts';
import { createLive, forgetNowAndThen } from './changes/live.ts';
import { openDatabase } from './db/database.ts';
import { problemOf } from './http/failures.ts';
import { IDEMPOTENCY_KEY } from './http/idempotency.ts';
import { problemResponse } from './http/problem.ts';
import { serveRoutes, type Handlers } from './http/router.ts';
import type { LetterPlaces } from './mail/account-letters.ts';
import { openMailer } from './mail/mailer.ts';
import { activityRoutes } from './activity/routes.ts';
import { memberRoutes } from './members/routes.ts';
import { openApiRoutes } from './openapi/routes.ts';
import { organizationRoutes } from './organizations/routes.ts';
import { permissionRoutes } from './permissions/routes.ts';
import { profileRoutes } from './profile/routes.ts';
import { sessionRoutes } from './session/routes.ts';
import { deriveKeys, loginUrl, type LogEntry, type ServerSettings } from './settings.ts';

const BODY_BYTES = 64 * 1024;
const SIGN_IN_LIMIT = { window: 60, max: 10 };
const PREFLIGHT_SECONDS = 600;

/** A running backend, without a socket: give its `fetch` the requests. */
export interface Server {
  /**
   * @param address the caller's, as the socket has it
   */
  fetch(request: Request, address: string): Promise<Response>;
  /** Ends the streams, which would go on for ever, and opens no other; all else is still answered. */
  drain(): void;
  /** Drains, and closes what it holds open. */
  close(): Promise<void>;
}

/** @throws Error for what no browser would send */
function exactOrigin(origin: string): string {
  if (URL.parse(origin)?.origin === origin) return origin;
  throw new Error(`${origin} is not an origin, which looks like https://app.example`);
}

/** @throws Error for a catalogue without Team management, or with one feature twice */
function checkedFeatures(features: readonly Feature[]): readonly Feature[] {
  const names = new Set(features.map(({ name }) => name));
  if (names.size < features.length) throw new Error('A feature is named twice.');
  if (names.has(TEAM)) return features;
  throw new Error(`The features need one named ${TEAM}: it decides who manages members.`);
}

/** @throws Error for a page that may not use the API: it could do nothing with what letters bring */
function letterPlaces(page: string, origins: readonly string[]): LetterPlaces {
  const { origin, host, href } = new URL(page);
  if (!origins.includes(origin) || href.includes('#')) {
    throw new Error(`${page} is not a page of one of the origins, or has a fragment already.`);
  }
  return { page: href, site: host };
}

/** @throws Error when nobody could ever sign in */
function identityOf(
  settings: ServerSettings,
  accounts: Identity | undefined,
  log: (entry: LogEntry) => void,
): Identity {
  const settled = checkedIssuers(settings.issuers ?? []);
  if (!accounts && settled.length === 0)
    throw new Error('Without accounts there must be an issuer.');
  if (accounts && settled.length === 0) return accounts;
  const issuers = createIssuers(settled, (issuer, error) => {
    log({ level: 'error', event: 'issuer-unreachable', issuer, reason: String(error) });
  });
  return joinedIdentity(accounts, issuers);
}

/** Makes the reference backend on a database that has been migrated. */
export function createServer(settings: ServerSettings): Server {
  const log = settings.log ?? (() => undefined);
  const keys = deriveKeys(settings.secret);
  const origins = [new URL(settings.url).origin, ...(settings.origins ?? []).map(exactOrigin)];
  const onLost = (error: Error): void => {
    log({ level: 'error', event: 'connection-lost', reason: error.message });
  };
  const onLate = (error: unknown): void => {
    if (problemOf(error as Error)) return;
    log({ level: 'error', event: 'unexpected', reason: (error as Error).stack });
  };
  const surroundings = { features: checkedFeatures(settings.features ?? FEATURES) };
  const appUrl = (url: string): string => loginUrl(url, 'orgtags_app', keys.appPassword);
  const database = openDatabase(appUrl(settings.databaseUrl), onLost);
  const live = createLive({
    ...surroundings,
    databaseUrl: appUrl(settings.databaseUrl),
    directDatabaseUrl: appUrl(settings.directDatabaseUrl ?? settings.databaseUrl),
    onLost,
    onError: onLate,
  });
  const forgetting = forgetNowAndThen(database, onLate);
  const mailer = settings.mail && openMailer(settings.mail, log);
  const accounts = createAccounts({
    databaseUrl: loginUrl(settings.databaseUrl, 'orgtags_auth', keys.authPassword),
    secret: keys.session,
    url: settings.url,
    origins,
    signInLimit: settings.signInLimit ?? SIGN_IN_LIMIT,
    mailer,
    places: letterPlaces(settings.signInPage ?? settings.url, origins),
    onLost,
  });
  const handlers: Handlers = {
    ...sessionRoutes,
    ...organizationRoutes,
    ...memberRoutes,
    ...permissionRoutes,
    ...activityRoutes,
    ...profileRoutes(accounts.registration),
    ...changeRoutes(live),
  };
  const hasAccounts = settings.accounts ?? true;
  const identity = identityOf(settings, hasAccounts ? accounts : undefined, log);

  const app = new Hono<{ Bindings: { address: string } }>();
  app.use(secureHeaders({ crossOriginResourcePolicy: false }));
  app.use(
    cors({
      origin: origin => (origins.includes(origin) ? origin : null),
      credentials: true,
      allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
      allowHeaders: ['authorization', 'content-type', IDEMPOTENCY_KEY, 'last-event-id'],
      maxAge: PREFLIGHT_SECONDS,
    }),
  );
  app.use(async (c, next) => {
    await next();
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  });
  app.use(bodyLimit({ maxSize: BODY_BYTES, onError: () => problemResponse('body-too-large') }));
  app.use(guardOrigins(origins));
  app.route('/', openApiRoutes());
  if (hasAccounts) app.route('/', accountRoutes(accounts, origins));
  app.route(
    '/',
    serveRoutes({
      handlers,
      database,
      identity,
      surroundings,
      onLate,
    }),
  );
  app.notFound(() => problemResponse('route-not-found'));
  app.onError(error => {
    const problem = problemOf(error);
    if (!problem) {
      log({ level: 'error', event: 'unexpected', reason: error.stack ?? error.message });
      return problemResponse('unexpected');
    }
    return problemResponse(problem.code, problem.details);
  });

  return {
    fetch: async (request, address) => app.fetch(request, { address }),
    drain: () => {
      live.drain();
    },
    async close() {
      clearInterval(forgetting);
      await Promise.all([live.end(), database.end(), accounts.end(), mailer?.close()]);
    },
  };
}

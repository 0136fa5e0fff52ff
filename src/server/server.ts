import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import {
  checkAccountAddress,
  checkAddress,
  FEATURES,
  TEAM,
  type Feature,
} from '../domain/index.ts';
import { AS_PERSON, OURS } from '../contract/routes.ts';
import { createAccounts } from './auth/accounts.ts';
import { joinedIdentity, type Identity } from './auth/identity.ts';
import { checkedIssuers } from './auth/issuer-settings.ts';
import { createIssuers } from './auth/oidc.ts';
import { guardOrigins } from './auth/origins.ts';
import { accountRoutes } from './auth/routes.ts';
import { changeRoutes } from './changes/routes.ts';
import { createLive, forgetNowAndThen } from './changes/live.ts';
import { checkAddressesOfServices } from './checked-addresses.ts';
import { openDatabase } from './db/database.ts';
import { callersAddress, proxiesNamed } from './http/address.ts';
import { problemOf } from './http/failures.ts';
import { healthRoutes } from './http/health.ts';
import { IDEMPOTENCY_KEY } from './http/idempotency.ts';
import { problemResponse } from './http/problem.ts';
import { reasonOf } from './http/reason.ts';
import { logRequests, type Logged } from './http/request-log.ts';
import { checkNamed, ROUTE_NAMES } from './http/route-names.ts';
import { serveRoutes, type Handlers } from './http/router.ts';
import { endAbandonedAnswers } from './guests/abandoned-answers.ts';
import { guestAccessRoutes } from './guests/access-routes.ts';
import { conversationRoutes } from './guests/conversation-routes.ts';
import { guestChatRoutes, guestCors, isOfGuests } from './guests/guest-chat-routes.ts';
import { sendOverdueLetters } from './guests/overdue-letters.ts';
import { createSigningSecrets } from './guests/signing-secrets.ts';
import { createTextAnswerer } from './guests/text-answerer.ts';
import { isOfTextSources, textSourceRoutes } from './guests/text-source-routes.ts';
import { guestTokens } from './guests/tokens.ts';
import { openLimits } from './limits/limits.ts';
import type { LetterPlaces } from './mail/account-letters.ts';
import { openMailer } from './mail/mailer.ts';
import { activityRoutes } from './activity/routes.ts';
import { createDelivery } from './invitations/delivery.ts';
import { inboxRoutes } from './invitations/inbox-routes.ts';
import { invitationLinkRoutes } from './invitations/link-routes.ts';
import { invitationLinks } from './invitations/links.ts';
import { invitationRoutes } from './invitations/routes.ts';
import { memberRoutes } from './members/routes.ts';
import { openApiRoutes } from './openapi/routes.ts';
import { organizationRoutes } from './organizations/routes.ts';
import { permissionRoutes } from './permissions/routes.ts';
import { profileRoutes } from './profile/routes.ts';
import { sessionRoutes } from './session/routes.ts';
import { checkSettings, isProduction } from './production.ts';
import { SettingsError } from './settings-error.ts';
import { keyRing, loginUrl, type LogEntry, type ServerSettings } from './settings.ts';
import { underWay } from './under-way.ts';

/** Enough for the longest addresses of as many people as one request invites. */
const BODY_BYTES = 192 * 1024;
/** Enough for the longest text that guests are answered with, in whichever script. */
const TEXT_SOURCE_BYTES = 512 * 1024;
const PREFLIGHT_SECONDS = 600;
/** How long requests that are under way have to end when the server stops. */
const STOPPING_MS = 10_000;

/** A running backend, without a socket: give its `fetch` the requests. */
export interface Server {
  /**
   * @param address the caller's, as the socket has it
   */
  fetch(request: Request, address: string): Promise<Response>;
  /**
   * Stops in this order: `/readyz` answers 503, the open streams end, and no other is opened; requests
   * under way are answered, for at most 10 seconds; the connections to the database are closed, and
   * whoever still asks is told 503.
   */
  close(): Promise<void>;
}

/** @throws SettingsError for what no browser would send */
function exactOrigin(origin: string): string {
  if (URL.parse(origin)?.origin === origin) return origin;
  throw new SettingsError(`${origin} is not an origin, which looks like https://app.example.`);
}

/** @throws SettingsError for a catalogue without Team management, or with one feature twice */
function checkedFeatures(features: readonly Feature[]): readonly Feature[] {
  const names = new Set(features.map(({ name }) => name));
  if (names.size < features.length) throw new SettingsError('A feature is named twice.');
  if (names.has(TEAM)) return features;
  throw new SettingsError(`The features need one named ${TEAM}: it decides who manages members.`);
}

/** @throws SettingsError for a page that may not use the API: it could do nothing with what letters bring */
function pageOf(page: string, origins: readonly string[]): string {
  const url = URL.parse(page);
  if (url && origins.includes(url.origin) && !url.href.includes('#')) return url.href;
  throw new SettingsError(
    `${page} is not a page of one of the origins, or has a fragment already.`,
  );
}

function letterPlaces(page: string): LetterPlaces {
  return { page, site: new URL(page).host };
}

/** @throws SettingsError when nobody could ever sign in */
function identityOf(
  settings: ServerSettings,
  accounts: Identity | undefined,
  log: (entry: LogEntry) => void,
): Identity {
  const settled = checkedIssuers(settings.issuers ?? []);
  if (!accounts && settled.length === 0)
    throw new SettingsError('Without accounts there must be an issuer.');
  if (accounts && settled.length === 0) return accounts;
  const issuers = createIssuers(settled, (issuer, error) => {
    log({ level: 'error', event: 'issuer-unreachable', issuer, ...reasonOf(error) });
  });
  return joinedIdentity(accounts, issuers);
}

/**
 * Makes the reference backend on a database that has been migrated.
 * @throws SettingsError
 */
export function createServer(settings: ServerSettings): Server {
  checkSettings(settings);
  checkAddressesOfServices(settings);
  const log = settings.log ?? (() => undefined);
  const ring = keyRing(settings.secret);
  const [keys, ...olderKeys] = ring;
  const proxies = proxiesNamed(settings.trustedProxies ?? []);
  const stopping = new AbortController();
  const requests = underWay();
  let isClosed = false;
  const origins = [new URL(settings.url).origin, ...(settings.origins ?? []).map(exactOrigin)];
  const onLost = (error: Error): void => {
    log({ level: 'error', event: 'connection-lost', ...reasonOf(error) });
  };
  const onLate = (error: unknown): void => {
    if (problemOf(error as Error)) return;
    log({ level: 'error', event: 'unexpected', ...reasonOf(error) });
  };
  const afterwards = (work: Promise<unknown>): void => {
    requests.add(work);
    work.catch(onLate);
  };
  const guestOrigins = { development: !isProduction(settings) };
  const surroundings = { features: checkedFeatures(settings.features ?? FEATURES) };
  const appUrl = (url: string): string => loginUrl(url, 'orgtags_app', keys.appPassword);
  const database = openDatabase(appUrl(settings.databaseUrl), onLost);
  const directDatabaseUrl = appUrl(settings.directDatabaseUrl ?? settings.databaseUrl);
  const live = createLive({
    ...surroundings,
    databaseUrl: appUrl(settings.databaseUrl),
    directDatabaseUrl,
    onLost,
    onError: onLate,
  });
  const forgetting = forgetNowAndThen(database, onLate);
  const limits = openLimits({
    directDatabaseUrl,
    key: keys.limits,
    limits: settings.limits ?? {},
    onLost,
  });
  const mailer = settings.mail && openMailer(settings.mail, log);
  const accounts = createAccounts({
    databaseUrl: loginUrl(settings.databaseUrl, 'orgtags_auth', keys.authPassword),
    secret: keys.session,
    olderSecrets: olderKeys.map(({ session }) => session),
    url: settings.url,
    origins,
    mailer,
    places: letterPlaces(pageOf(settings.signInPage ?? settings.url, origins)),
    onLost,
  });
  const links = invitationLinks(
    ring,
    pageOf(settings.invitePage ?? new URL('/invite.html', settings.url).href, origins),
  );
  const overdue =
    mailer &&
    sendOverdueLetters({
      ...guestOrigins,
      ...surroundings,
      database,
      mailer,
      limits,
      page: pageOf(settings.conversationsPage ?? settings.url, origins),
      onError: onLate,
    });
  const abandoned = endAbandonedAnswers(database, onLate);
  const signing = createSigningSecrets(ring);
  const hasAccounts = settings.accounts ?? true;
  const handlers: Handlers = {
    ...sessionRoutes,
    ...organizationRoutes,
    ...memberRoutes,
    ...invitationRoutes({
      links,
      limits,
      delivery: createDelivery({ database, mailer, links }),
      // Who has no account elsewhere must be able to make one here.
      checkInvitee: hasAccounts ? checkAccountAddress : checkAddress,
    }),
    ...inboxRoutes(links),
    ...permissionRoutes,
    ...activityRoutes,
    ...conversationRoutes,
    ...guestAccessRoutes({
      ...guestOrigins,
      signing,
      baseUrl: new URL(settings.url).origin,
    }),
    ...textSourceRoutes,
    ...profileRoutes(accounts.registration, limits),
    ...changeRoutes(live),
  };
  const identity = identityOf(settings, hasAccounts ? accounts : undefined, log);

  const app = new Hono<{ Bindings: { address: string }; Variables: Logged }>();
  app.use(logRequests(log, ROUTE_NAMES));
  app.use(secureHeaders({ crossOriginResourcePolicy: false }));
  const memberCors = cors({
    origin: origin => (origins.includes(origin) ? origin : null),
    credentials: true,
    allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
    allowHeaders: ['authorization', 'content-type', IDEMPOTENCY_KEY, AS_PERSON, 'last-event-id'],
    exposeHeaders: ['x-request-id', OURS],
    maxAge: PREFLIGHT_SECONDS,
  });
  app.use((c, next) => (isOfGuests(c.req.path) ? guestCors : memberCors)(c, next));
  app.use(async (c, next) => {
    await next();
    c.header(OURS, '1');
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
    if (stopping.signal.aborted) c.header('connection', 'close');
  });
  app.route('/', healthRoutes({ database, stopping: stopping.signal, log }));
  const onError = () => problemResponse('body-too-large');
  const ofText = bodyLimit({ maxSize: TEXT_SOURCE_BYTES, onError });
  const ofOthers = bodyLimit({ maxSize: BODY_BYTES, onError });
  app.use((c, next) => (isOfTextSources(c.req.path) ? ofText : ofOthers)(c, next));
  app.use(guardOrigins(origins, isOfGuests));
  app.route('/', openApiRoutes(hasAccounts));
  if (hasAccounts) app.route('/', accountRoutes(accounts, origins, limits));
  app.route(
    '/',
    invitationLinkRoutes({
      links,
      database,
      identity,
      accounts: hasAccounts ? accounts : undefined,
      origins,
      limits,
      surroundings,
    }),
  );
  app.route(
    '/',
    serveRoutes({
      handlers,
      database,
      identity,
      surroundings,
      afterwards,
    }),
  );
  app.route(
    '/',
    guestChatRoutes({
      ...guestOrigins,
      url: settings.url,
      database,
      tokens: guestTokens(ring),
      signing,
      answerer: settings.answerer ?? createTextAnswerer(database),
      limits,
      openStream: watched => live.openGuest(watched),
      afterwards,
    }),
  );
  app.notFound(() => problemResponse('route-not-found'));
  app.onError((error, c) => {
    const { requestId } = c.var;
    const problem = problemOf(error);
    if (!problem) {
      log({ level: 'error', event: 'unexpected', requestId, ...reasonOf(error) });
      return problemResponse('unexpected', { requestId });
    }
    if (problem.code === 'unavailable') {
      log({ level: 'warn', event: 'unavailable', requestId, ...reasonOf(error) });
    }
    return problemResponse(problem.code, problem.details);
  });

  checkNamed(app.routes);

  return {
    async fetch(request, address) {
      if (isClosed) return problemResponse('unavailable', { retryAfter: 5 });
      const forwarded = request.headers.get('x-forwarded-for');
      const caller = callersAddress(address, forwarded, proxies);
      const answer = Promise.resolve(app.fetch(request, { address: caller }));
      requests.add(answer);
      return answer;
    },
    async close() {
      stopping.abort();
      live.drain();
      await requests.ended(STOPPING_MS);
      isClosed = true;
      clearInterval(forgetting);
      await Promise.all([overdue?.stop(), abandoned.stop()]);
      await Promise.all([
        live.end(),
        database.end(),
        accounts.end(),
        limits.end(),
        mailer?.close(),
      ]);
    },
  };
}

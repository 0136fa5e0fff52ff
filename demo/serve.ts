import { once } from 'node:events';
import {
  createServer as createHttpServer,
  type RequestListener,
  type Server as HttpServer,
} from 'node:http';
import { fileURLToPath } from 'node:url';
import { createServer as createVite } from 'vite';
import { portFrom, secretFrom } from '../src/server/environment.ts';
import {
  createServer,
  migrate,
  requestListener,
  SettingsError,
  type ServerSettings,
} from '../src/server/index.ts';
import { checkDemo, checkSettings } from '../src/server/production.ts';
import { PUBLIC_SECRETS } from '../src/server/public-secrets.ts';
import { PostgresInUse, startPostgres, type Postgres } from '../src/testing/embedded-postgres.ts';
import { openSower } from '../src/testing/backend.ts';
import { startMailSink, type MailSink } from '../src/testing/mail-sink.ts';
import { bundledKit } from './bundled-kit.ts';
import { chatScriptListener, isChatScript } from './chat-script.ts';
import { DATA } from './data.ts';
import { documentationListener, isDocumentation } from './documentation.ts';
import { MAILBOX, mailboxListener } from './mailbox.ts';
import { AUDIENCE, sowOwnSignIn, startOwnSignIn } from './own-sign-in.ts';
import { admitVisitorsOf, PASSWORD, PEOPLE, sowDemo } from './people.ts';
import { siteAt, startPublicSite } from './public-site.ts';
import { BEARER_SIGN_IN, ROLE_SESSIONS, roleSessionsListener } from './role-sessions.ts';

const PAGES = fileURLToPath(new URL('./pages/', import.meta.url));

const secret = secretFrom(process.env.ORGTAGS_SECRET ?? PUBLIC_SECRETS.demo);
const ownDatabase = process.env.DATABASE_URL === undefined;
const sows = ownDatabase || process.env.ORGTAGS_DEMO === '1';
const stops: (() => Promise<unknown>)[] = [];
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void stop(0));

try {
  await start();
} catch (error) {
  console.error(explain(error));
  await stop(1);
}

async function start(): Promise<void> {
  const port = portFrom(process.env);
  const url = `http://localhost:${String(port)}`;
  checkDemo();
  checkSettings({ secret, url });
  let answer: RequestListener = (_, response) => {
    response.writeHead(503, { 'retry-after': '2' }).end('The demo is starting.');
  };
  const http = createHttpServer((request, response) => {
    answer(request, response);
  });
  // The address first: what else is started is not worth it when it is taken.
  await once(http.listen(port), 'listening');
  stops.unshift(() => closeHttp(http));

  const issuer = await startOwnSignIn(port + 2, `${url}/own-sign-in.html`);
  stops.unshift(() => issuer.stop());

  const databaseUrl = process.env.DATABASE_URL ?? (await ownPostgres()).url;
  const sink = await ownMailSink();
  const settings: ServerSettings = {
    databaseUrl,
    secret,
    url,
    mail: { smtpUrl: sink.smtpUrl, from: 'Orgtags <no-reply@orgtags.example>' },
    signInPage: `${url}/console.html`,
    invitePage: `${url}/invite.html`,
    conversationsPage: `${url}/console.html`,
    issuers: [{ issuer: issuer.url, audience: AUDIENCE }],
    log: entry => {
      // What breaks while it stops was stopped.
      if (entry.level !== 'info' && !stopping) console.error(entry);
    },
  };
  await migrate(settings);
  if (sows) await sowOnce(settings, issuer.url);
  const organization = sows ? await admitVisitors(settings, [siteAt(port + 1), url]) : undefined;

  const server = createServer(settings);
  stops.unshift(() => server.close());
  const vite = await createVite({
    root: PAGES,
    appType: 'mpa',
    configFile: false,
    clearScreen: false,
    logLevel: 'warn',
    plugins: [bundledKit()],
    server: { middlewareMode: true, hmr: { server: http }, fs: { allow: ['../..'] } },
  });
  stops.unshift(() => vite.close());

  const site = await startPublicSite({ port: port + 1, api: url, organization });
  stops.unshift(() => site.stop());

  const api = requestListener(server);
  const chatScript = chatScriptListener();
  const mailbox = mailboxListener(sink);
  const roleSessions = roleSessionsListener(url, sows);
  const documentation = documentationListener(vite, { organization, site: site.url });
  answer = (request, response) => {
    const path = request.url ?? '';
    if (/^\/(api\/|healthz$|readyz$)/.test(path)) api(request, response);
    else if (isChatScript(path)) chatScript(request, response);
    else if (path === MAILBOX) mailbox(request, response);
    else if (path === ROLE_SESSIONS || path === BEARER_SIGN_IN) roleSessions(request, response);
    else if (isDocumentation(path)) documentation(request, response);
    else {
      // Where links with a token lead, their address is nobody else's.
      response.setHeader('referrer-policy', 'no-referrer');
      vite.middlewares(request, response);
    }
  };
  greet(url, site.url, port + 2);
}

async function ownPostgres(): Promise<Postgres> {
  const postgres = await startPostgres({ dataDir: DATA });
  stops.unshift(() => postgres.stop());
  return postgres;
}

/** Whose letters are read at `/mailbox.html`; the demo sends none to anybody. */
async function ownMailSink(): Promise<MailSink> {
  const sink = await startMailSink();
  stops.unshift(() => sink.stop());
  return sink;
}

/** Sown once: a restart keeps what was changed. */
async function sowOnce(settings: ServerSettings, issuer: string): Promise<void> {
  const sower = await openSower(settings.databaseUrl, settings.secret);
  try {
    const rows = await sower.sql('select from orgtags.organization limit 1');
    if (rows.length === 0) await sowDemo(sower);
    await sowOwnSignIn(sower, issuer);
  } finally {
    await sower.end();
  }
}

/** Lets visitors of the demo's pages chat, at whichever ports they are; what else was said of guests is kept. */
async function admitVisitors(
  settings: ServerSettings,
  sites: readonly string[],
): Promise<string | undefined> {
  const sower = await openSower(settings.databaseUrl, settings.secret);
  try {
    return await admitVisitorsOf(sower, sites);
  } finally {
    await sower.end();
  }
}

/** In the reverse order of starting; a second Ctrl-C does not cut it short. */
async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  for (const close of [...stops]) await close();
  process.exit(code);
}

async function closeHttp(http: HttpServer): Promise<void> {
  http.closeAllConnections();
  http.close();
  await once(http, 'close');
}

function explain(error: unknown): unknown {
  if (error instanceof PostgresInUse)
    return 'The demo runs here already. Stop it with Ctrl-C first.';
  if (error instanceof SettingsError) return error.message;
  const { code, port: taken } = error as NodeJS.ErrnoException & { port?: number };
  if (code !== 'EADDRINUSE') return error;
  return `Port ${String(taken)} is taken. Stop what runs there, or choose another one: PORT=4700 npm start`;
}

function greet(url: string, site: string, issuerPort: number): void {
  const people = Object.values(PEOPLE).map(({ email, is }) => `  ${email.padEnd(22)} ${is}`);
  console.log(`
Orgtags runs at ${url}
  ${url}/                  every tag
  ${url}/console.html      an admin console
  ${url}/theming.html      the tags in other colours
  ${url}/mailbox.html      every letter it has sent
  ${url}/own-sign-in.html  a page with its own sign-in, at port ${String(issuerPort)}
  ${site}/                  another site, whose visitors chat as guests; in other dresses at
                                          /strict.html, /hostile.html and /phone.html

Sign in with the password ${PASSWORD} as
${people.join('\n')}

Ctrl-C stops everything.`);
}

import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { Pool } from 'pg';
import { ROUTES } from '../../contract/routes.ts';
import type { SignIn } from '../../contract/shapes.ts';
import { CONNECTION_TIMEOUT_MS, QUERY_TIMEOUT_MS, surviveLostConnections } from '../db/database.ts';
import { problemResponse } from '../http/problem.ts';
import { Unexpected } from '../http/reason.ts';
import type { LetterPlaces } from '../mail/account-letters.ts';
import type { Mailer } from '../mail/mailer.ts';
import { bearerToken } from './bearer.ts';
import type { SessionCaller } from './caller.ts';
import type { Identity } from './identity.ts';
import { createRegistration, type Registration } from './registration.ts';
import { signSessionToken, verifySessionToken } from './session-token.ts';

const BASE_PATH = '/api/auth';
const CONNECTIONS = 5;
/** How long a session goes on whose cookie was replaced: as an answer is on its way, at most. */
const REPLACED_SECONDS = 3;
/** Set to the caller's for each request, so that nobody chooses it. */
const ADDRESS_HEADER = 'x-orgtags-address';

/** What the accounts need. */
export interface AccountsSettings {
  /** The login of the identity library. */
  readonly databaseUrl: string;
  /** The key of the purpose `session`. */
  readonly secret: string;
  /** Keys of the same purpose whose signatures are still good. */
  readonly olderSecrets: readonly string[];
  readonly url: string;
  readonly origins: readonly string[];
  /** Absent where nothing is mailed. */
  readonly mailer: Mailer | undefined;
  /** Where letters lead. */
  readonly places: LetterPlaces;
  /** Told when a connection breaks. */
  readonly onLost: (error: Error) => void;
}

/** E-mail, password and sessions, by Better Auth: its other routes and features stay closed. */
export interface Accounts extends Identity {
  /**
   * Starts a session and sets its cookie, in place of the one that there was.
   * @param request of a page that may have it
   * @param address the caller's
   */
  signIn(request: Request, address: string, credentials: SignIn): Promise<Response>;
  /** Ends the session of the cookie or of the bearer, and takes the cookie back. */
  signOut(headers: Headers): Promise<Response>;
  /** Accounts by letter. */
  readonly registration: Registration;
  end(): Promise<void>;
}

/** Starts the identity library on its own schema and login. */
export function createAccounts(settings: AccountsSettings): Accounts {
  const pool = new Pool({
    connectionString: settings.databaseUrl,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
  });
  surviveLostConnections(pool, settings.onLost);
  const auth = betterAuth(accountsOptions(settings, pool));

  async function callerOf(headers: Headers): Promise<SessionCaller | undefined> {
    const authorization = headers.get('authorization');
    const signed =
      authorization === null
        ? cookieValue(headers, (await auth.$context).authCookies.sessionToken.name)
        : bearerToken(headers);
    const token = signed && verifySessionToken(signed, [settings.secret, ...settings.olderSecrets]);
    return token ? { by: 'session', token, cookie: authorization === null } : undefined;
  }

  /** The hash with which an address signs in. */
  async function passwordOf(email: string): Promise<string | null | undefined> {
    const { rows } = await pool.query<{ password: string | null }>(
      `select a.password from account a join "user" u on u.id = a."userId"
        where u.email = $1 and a."providerId" = 'credential'`,
      [email],
    );
    return rows[0]?.password;
  }

  /**
   * Ends the session whose cookie is about to be another's, once the browser has that: its other tabs
   * then look who is there, and would find nobody before.
   */
  async function endSessionOf(headers: Headers): Promise<void> {
    const caller = await callerOf(headers);
    if (!caller?.cookie) return;
    // What was renewed just now is not renewed again.
    await pool.query(
      `update session set "expiresAt" = least("expiresAt", now() + $2 * interval '1 second'),
              "updatedAt" = now()
        where token = $1`,
      [caller.token, REPLACED_SECONDS],
    );
  }

  /** A `Set-Cookie` as the library would send it. */
  async function cookie(value: string, maxAge: number): Promise<string> {
    const { name, attributes } = (await auth.$context).authCookies.sessionToken;
    const secure = attributes.secure ? '; Secure' : '';
    return `${name}=${encodeURIComponent(value)}; Max-Age=${String(maxAge)}; Path=/; HttpOnly; SameSite=Lax${secure}`;
  }

  /** What the library gets of a request: what was checked, and nothing else. */
  function onward(request: Request, address: string, body: object): Request {
    const { method, path } = ROUTES['accounts.signIn'];
    const headers = new Headers({
      'content-type': 'application/json',
      origin: new URL(settings.url).origin,
      'user-agent': request.headers.get('user-agent') ?? '',
      [ADDRESS_HEADER]: address,
    });
    return new Request(new URL(path, settings.url), {
      method,
      headers,
      body: JSON.stringify(body),
    });
  }

  return {
    async signIn(request, address, credentials) {
      const before = await passwordOf(credentials.email);
      const answer = await auth.handler(onward(request, address, credentials));
      if (!answer.ok) return translate(answer);
      if ((await passwordOf(credentials.email)) === before) {
        await endSessionOf(request.headers);
        return translate(answer);
      }
      // Somebody has reset it meanwhile, which ended the sessions that there were.
      const { token } = (await answer.json()) as { token: string };
      await pool.query('delete from session where token = $1', [token]);
      return problemResponse('invalid-credentials');
    },

    async signOut(headers) {
      const caller = await callerOf(headers);
      // Not by the library, which answers that it has when the database could not be reached.
      await pool.query('delete from session where token = $1', [caller?.token]);
      return new Response(null, { status: 204, headers: { 'set-cookie': await cookie('', 0) } });
    },

    callerOf,

    async renewedCookie(caller) {
      if (caller.by !== 'session' || !caller.cookie) return undefined;
      const { maxAge } = (await auth.$context).authCookies.sessionToken.attributes;
      return cookie(signSessionToken(caller.token, settings.secret), maxAge ?? 0);
    },

    registration: createRegistration({ ...settings, pool }),

    end: () => pool.end(),
  };
}

/** Better Auth's options; a test compares them with the tables of the migrations. */
export function accountsOptions(
  settings: Pick<AccountsSettings, 'secret' | 'url' | 'origins'>,
  database: Pool,
) {
  return {
    database,
    secret: settings.secret,
    baseURL: settings.url,
    basePath: BASE_PATH,
    trustedOrigins: [...settings.origins],
    emailAndPassword: { enabled: true, disableSignUp: true },
    advanced: {
      cookiePrefix: 'orgtags',
      // Sessions are named in the paths of our routes, where every name is a UUID.
      database: { generateId: () => randomUUID() },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    // It counts in the memory of one process; ours, which every process shares, stand before it.
    rateLimit: { enabled: false },
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: { disabled: true },
  };
}

/**
 * The library's answer as ours: cookies go on, the token in its body and headers does not.
 * @throws for an answer that is not expected, so that it is noted
 */
async function translate(answer: Response): Promise<Response> {
  if (answer.ok) {
    const headers = new Headers();
    for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie);
    return new Response(null, { status: 204, headers });
  }
  const { code } = (await answer.json()) as { code?: string };
  if (code === 'INVALID_EMAIL_OR_PASSWORD') return problemResponse('invalid-credentials');
  throw new Unexpected(`Accounts answered ${String(answer.status)} ${code ?? ''}`);
}

function cookieValue(headers: Headers, name: string): string | undefined {
  const cookies = headers.get('cookie')?.split('; ') ?? [];
  const value = cookies.find(cookie => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
  try {
    return value && decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

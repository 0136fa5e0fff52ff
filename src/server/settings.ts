import { hkdfSync } from 'node:crypto';
import type { Feature } from '../domain/index.ts';
import type { IssuerSettings } from './auth/issuer-settings.ts';

const SECRET_LENGTH = 32;

/** What a server needs to run. */
export interface ServerSettings {
  /** An administrator's address for migrations; the application's logins are derived from it. */
  readonly databaseUrl: string;
  /** The same for migrations and for the listener, when `databaseUrl` leads through a pooling proxy. */
  readonly directDatabaseUrl?: string;
  /** At least 32 characters. Every key is derived from it, one for each purpose. */
  readonly secret: string;
  /** Where the API is reached, e.g. `https://app.example`. */
  readonly url: string;
  /** The exact origins of pages that may use the API, beside `url`. */
  readonly origins?: readonly string[];
  /** How letters are sent; without it nobody can sign up or forget a password. */
  readonly mail?: MailSettings | undefined;
  /** The page with the sign-in form, to which letters lead; without it `url`. */
  readonly signInPage?: string | undefined;
  /** Attempts to sign in from one address, for each window in seconds. */
  readonly signInLimit?: { readonly window: number; readonly max: number };
  /** The OpenID issuers whose tokens count (R47). */
  readonly issuers?: readonly IssuerSettings[];
  /** Accounts of the backend's own, with e-mail and password; there are when left out. */
  readonly accounts?: boolean;
  /** The rows of the permission matrix, `team` among them; the seven of the kit when left out (R48). */
  readonly features?: readonly Feature[];
  /** Told what happens, one entry at a time; no token, address or message is ever in it. */
  readonly log?: (entry: LogEntry) => void;
}

/** How letters are sent. */
export interface MailSettings {
  /** E.g. `smtps://user:password@mail.example`; `smtp:` takes TLS where it is offered. */
  readonly smtpUrl: string;
  /** The sender, e.g. `Orgtags <no-reply@app.example>`. */
  readonly from: string;
}

/** One line of the log. */
export interface LogEntry {
  readonly level: 'info' | 'error';
  readonly event: string;
  readonly [field: string]: unknown;
}

/** The keys, each for one purpose. */
export interface Keys {
  readonly session: string;
  readonly appPassword: string;
  readonly authPassword: string;
}

/**
 * Derives the key of each purpose (HKDF with SHA-256).
 * @throws Error when the secret is too short
 */
export function deriveKeys(secret: string): Keys {
  if (secret.length < SECRET_LENGTH) {
    throw new Error(`The secret must have at least ${String(SECRET_LENGTH)} characters.`);
  }
  const key = (purpose: string): string =>
    Buffer.from(hkdfSync('sha256', secret, '', `orgtags ${purpose}`, 32)).toString('base64url');
  return {
    session: key('session'),
    appPassword: key('database app'),
    authPassword: key('database auth'),
  };
}

/** The same database, as another login. */
export function loginUrl(databaseUrl: string, login: string, password: string): string {
  const url = new URL(databaseUrl);
  url.username = login;
  url.password = password;
  return url.href;
}

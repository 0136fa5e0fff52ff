import { hkdfSync } from 'node:crypto';
import type { Feature } from '../domain/index.ts';
import type { IssuerSettings } from './auth/issuer-settings.ts';
import type { Answerer } from './guests/answerer.ts';
import type { LimitSettings } from './limits/named-limits.ts';
import { SettingsError } from './settings-error.ts';

const SECRET_LENGTH = 32;

/** What a server needs to run. */
export interface ServerSettings {
  /** An administrator's address for migrations; the application's logins are derived from it. */
  readonly databaseUrl: string;
  /**
   * The same for migrations, for the listener and for the counters of limits, when `databaseUrl` leads
   * through a pooling proxy.
   */
  readonly directDatabaseUrl?: string;
  /**
   * At least 32 characters. Every key is derived from it, one for each purpose. While it is exchanged,
   * both: the newest signs, what any of them signed is still good.
   */
  readonly secret: Secret;
  /** Where the API is reached, e.g. `https://app.example`. */
  readonly url: string;
  /** The exact origins of pages that may use the API, beside `url`. */
  readonly origins?: readonly string[];
  /** How letters are sent; without it nobody can sign up or forget a password. */
  readonly mail?: MailSettings | undefined;
  /** The page with the sign-in form, to which letters lead; without it `url`. */
  readonly signInPage?: string | undefined;
  /** The page with `<invite-accept>`, to which invitations lead; without it `/invite.html` of `url`. */
  readonly invitePage?: string | undefined;
  /** The page with `<guest-conversations>`, to which letters about waiting guests lead; without it `url`. */
  readonly conversationsPage?: string | undefined;
  /** The OpenID issuers whose tokens count (R47). */
  readonly issuers?: readonly IssuerSettings[];
  /** Accounts of the backend's own, with e-mail and password; there are when left out. */
  readonly accounts?: boolean;
  /** Limits other than those of `LIMITS`. */
  readonly limits?: LimitSettings;
  /**
   * Addresses and ranges (`10.0.0.0/8`) of the proxies whose `X-Forwarded-For` says who calls; without
   * any, the socket does.
   */
  readonly trustedProxies?: readonly string[];
  /** The rows of the permission matrix, `team` among them; the seven of the kit when left out (R48). */
  readonly features?: readonly Feature[];
  /** What answers guests before people do; passages of the organization's public texts when left out. */
  readonly answerer?: Answerer;
  /** Told what happens, one entry at a time; no token, address or message is ever in it. */
  readonly log?: (entry: LogEntry) => void;
  /** Refuse what is only good for tests and demos; when left out, what `NODE_ENV` says. */
  readonly production?: boolean;
}

/** A secret, or several by number; the highest number is the newest. */
export type Secret = string | readonly NumberedSecret[];

/** One of several secrets. */
export interface NumberedSecret {
  /** A whole number from 1 on; given once, never to another secret. */
  readonly version: number;
  readonly secret: string;
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
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly [field: string]: unknown;
}

/** The keys of one secret, each for one purpose. */
export interface Keys {
  /** The secret's number. */
  readonly version: number;
  readonly session: string;
  readonly limits: string;
  readonly invitations: string;
  readonly guests: string;
  readonly guestSigning: string;
  readonly appPassword: string;
  readonly authPassword: string;
}

/**
 * The keys of the newest secret.
 * @throws SettingsError as `keyRing` does
 */
export function deriveKeys(secret: Secret): Keys {
  return keyRing(secret)[0];
}

/**
 * The keys of every secret, the newest first (HKDF with SHA-256).
 * @throws SettingsError when there is none, one is too short, or two have one number
 */
export function keyRing(secret: Secret): readonly [Keys, ...Keys[]] {
  const [newest, ...older] = numbered(secret).toSorted((a, b) => b.version - a.version);
  if (!newest) throw new SettingsError('There is no secret.');
  const versions = new Set([newest, ...older].map(({ version }) => version));
  if (versions.size <= older.length) throw new SettingsError('Two secrets have one number.');
  return [keysOf(newest), ...older.map(keysOf)];
}

/** The secrets with their numbers; one alone is the first. */
export function numbered(secret: Secret): readonly NumberedSecret[] {
  return typeof secret === 'string' ? [{ version: 1, secret }] : secret;
}

function keysOf({ version, secret }: NumberedSecret): Keys {
  if (secret.length < SECRET_LENGTH) {
    throw new SettingsError(`The secret must have at least ${String(SECRET_LENGTH)} characters.`);
  }
  if (!Number.isSafeInteger(version) || version < 1) {
    throw new SettingsError('The number of a secret is a whole number from 1 on.');
  }
  const key = (purpose: string): string =>
    Buffer.from(hkdfSync('sha256', secret, '', `orgtags ${purpose}`, 32)).toString('base64url');
  return {
    version,
    session: key('session'),
    limits: key('limits'),
    invitations: key('invitations'),
    guests: key('guests'),
    guestSigning: key('guest signing'),
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

import type { IssuerSettings } from './auth/issuer-settings.ts';
import { LIMITS, type LimitName, type LimitSettings } from './limits/named-limits.ts';
import { SettingsError } from './settings-error.ts';
import type { Secret, ServerSettings } from './settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const LAST_PORT = 65_535;

/**
 * The settings as `docs/operation.md` names them.
 * @throws SettingsError for what is missing or cannot be read
 */
export function settingsFrom(environment: Environment): ServerSettings {
  const direct = environment.DATABASE_DIRECT_URL;
  const smtpUrl = environment.SMTP_URL;
  return {
    databaseUrl: required(environment, 'DATABASE_URL'),
    ...(direct && { directDatabaseUrl: direct }),
    secret: secretFrom(required(environment, 'ORGTAGS_SECRET')),
    url: required(environment, 'ORGTAGS_URL'),
    origins: list(environment.ORGTAGS_ORIGINS),
    trustedProxies: list(environment.ORGTAGS_TRUSTED_PROXIES),
    mail: smtpUrl ? { smtpUrl, from: required(environment, 'ORGTAGS_MAIL_FROM') } : undefined,
    signInPage: environment.ORGTAGS_SIGN_IN_PAGE,
    invitePage: environment.ORGTAGS_INVITE_PAGE,
    conversationsPage: environment.ORGTAGS_CONVERSATIONS_PAGE,
    issuers: issuersFrom(environment.ORGTAGS_ISSUERS ?? '[]'),
    accounts: environment.ORGTAGS_ACCOUNTS !== 'off',
    limits: limitsFrom(list(environment.ORGTAGS_LIMITS)),
  };
}

/**
 * Where it listens: a port, 4600 when it is not said.
 * @throws SettingsError for what is no port
 */
export function portFrom({ PORT = '4600' }: Environment): number {
  const port = /^\d{1,5}$/.test(PORT) ? Number(PORT) : NaN;
  if (port <= LAST_PORT) return port;
  throw new SettingsError(`PORT is a number up to ${String(LAST_PORT)}, not ${PORT}.`);
}

/** One secret, or several as `2:the newest,1:the older`. */
export function secretFrom(text: string): Secret {
  if (!/^\d+:/.test(text)) return text;
  return text.split(/,(?=\d+:)/).map(part => {
    const colon = part.indexOf(':');
    return { version: Number(part.slice(0, colon)), secret: part.slice(colon + 1) };
  });
}

/** What stands in them is checked by the server. */
function issuersFrom(json: string): IssuerSettings[] {
  try {
    return JSON.parse(json) as IssuerSettings[];
  } catch {
    throw new SettingsError('ORGTAGS_ISSUERS is not JSON.');
  }
}

/** Each as `signIn=20/60`: at most 20 in 60 seconds. */
function limitsFrom(texts: readonly string[]): LimitSettings {
  return Object.fromEntries(
    texts.map(text => {
      const [, name = '', max, window] = /^(\w+)=([1-9]\d{0,8})\/([1-9]\d{0,8})$/.exec(text) ?? [];
      if (!isLimit(name)) {
        throw new SettingsError(`${text} is no limit such as signIn=20/60, 20 in 60 seconds.`);
      }
      return [name, { max: Number(max), window: Number(window) }];
    }),
  );
}

function isLimit(name: string): name is LimitName {
  return Object.hasOwn(LIMITS, name);
}

function list(text = ''): string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}

function required(environment: Environment, name: string): string {
  const value = environment[name];
  if (value) return value;
  throw new SettingsError(`Set ${name}, then start again.`);
}

import { isIP } from 'node:net';
import { PUBLIC_SECRETS } from './public-secrets.ts';
import { SettingsError } from './settings-error.ts';
import { keyRing, numbered, type ServerSettings } from './settings.ts';

/**
 * Refuses secrets too short, what is no address and, in production, what is only good for tests and
 * demos.
 * @throws SettingsError
 */
export function checkSettings(
  settings: Pick<ServerSettings, 'production' | 'secret' | 'url'>,
): void {
  keyRing(settings.secret);
  const url = URL.parse(settings.url);
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new SettingsError(`${settings.url} is no address such as https://app.example.`);
  }
  if (!isProduction(settings)) return;
  const open: readonly string[] = Object.values(PUBLIC_SECRETS);
  if (numbered(settings.secret).some(({ secret }) => open.includes(secret))) {
    throw new SettingsError(
      'The secret stands in the source of Orgtags, where everyone can read it: set one of your own.',
    );
  }
  if (url.protocol !== 'https:' && !isLoopback(url.hostname)) {
    throw new SettingsError(`${url.origin} is not https: sessions would travel for all to read.`);
  }
}

/**
 * Refuses to sow the demo's people, whose password is known, in production.
 * @throws SettingsError
 */
export function checkSowing(settings: Pick<ServerSettings, 'production'> = {}): void {
  if (!isProduction(settings)) return;
  throw new SettingsError(
    'The demo’s people have a password that everyone knows: none are sown in production.',
  );
}

/**
 * Refuses to run the demo in production at all: whoever reaches it reads every letter.
 * @throws SettingsError
 */
export function checkDemo(): void {
  if (!isProduction({})) return;
  throw new SettingsError(
    'The demo shows every letter to everyone: it does not run in production.',
  );
}

/** Does it run for others than who builds it? */
export function isProduction({ production }: Pick<ServerSettings, 'production'>): boolean {
  return production ?? process.env.NODE_ENV === 'production';
}

function isLoopback(hostname: string): boolean {
  if (hostname === '[::1]' || /(^|\.)localhost$/.test(hostname)) return true;
  return isIP(hostname) === 4 && hostname.startsWith('127.');
}

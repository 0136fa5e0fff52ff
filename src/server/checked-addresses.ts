import { SettingsError } from './settings-error.ts';
import type { ServerSettings } from './settings.ts';

const DATABASE = ['postgres:', 'postgresql:'];
const MAIL = ['smtp:', 'smtps:'];

/**
 * Refuses addresses of a database or a mail server with which nothing could ever be reached. None is told
 * back: there is a password in it.
 * @throws SettingsError
 */
export function checkAddressesOfServices({
  databaseUrl,
  directDatabaseUrl = databaseUrl,
  mail,
}: Pick<ServerSettings, 'databaseUrl' | 'directDatabaseUrl' | 'mail'>): void {
  if (![databaseUrl, directDatabaseUrl].every(text => leadsTo(text, DATABASE))) {
    throw new SettingsError(
      'The address of the database is none such as postgres://admin:password@db.example/orgtags.',
    );
  }
  if (mail && !leadsTo(mail.smtpUrl, MAIL)) {
    throw new SettingsError(
      'The address of the mail server is none such as smtps://user:password@mail.example.',
    );
  }
}

/** Without a host no login can be put into an address, either. */
function leadsTo(text: string, protocols: readonly string[]): boolean {
  const url = URL.parse(text);
  return url !== null && protocols.includes(url.protocol) && url.hostname !== '';
}

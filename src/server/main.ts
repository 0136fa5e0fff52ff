import { createServer as createHttpServer } from 'node:http';
import {
  createServer,
  migrate,
  requestListener,
  type IssuerSettings,
  type ServerSettings,
} from './index.ts';

/**
 * Starts the backend from the environment:
 * `DATABASE_URL` an administrator's address, `ORGTAGS_SECRET` at least 32 characters,
 * `ORGTAGS_URL` where it is reached, `ORGTAGS_ORIGINS` the pages that may use it, parted by commas,
 * `SMTP_URL` and `ORGTAGS_MAIL_FROM`, the sender, where letters are sent, and `ORGTAGS_SIGN_IN_PAGE`
 * where they lead, `ORGTAGS_ISSUERS` the OpenID issuers whose tokens count, as JSON, `ORGTAGS_ACCOUNTS=off` for no
 * accounts beside them, `PORT` (4600).
 */
const settings: ServerSettings = {
  databaseUrl: required('DATABASE_URL'),
  secret: required('ORGTAGS_SECRET'),
  url: required('ORGTAGS_URL'),
  origins: process.env.ORGTAGS_ORIGINS?.split(',').map(origin => origin.trim()) ?? [],
  mail: process.env.SMTP_URL
    ? { smtpUrl: process.env.SMTP_URL, from: required('ORGTAGS_MAIL_FROM') }
    : undefined,
  signInPage: process.env.ORGTAGS_SIGN_IN_PAGE,
  issuers: issuersFrom(process.env.ORGTAGS_ISSUERS ?? '[]'),
  accounts: process.env.ORGTAGS_ACCOUNTS !== 'off',
  log: entry => {
    console.log(JSON.stringify({ time: new Date().toISOString(), ...entry }));
  },
};

await migrate(settings);
const server = createServer(settings);
const http = createHttpServer(requestListener(server)).listen(Number(process.env.PORT ?? 4600));

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    http.close(() => void server.close());
    server.drain();
    http.closeIdleConnections();
  });
}

/** What stands in them is checked by the server. */
function issuersFrom(json: string): IssuerSettings[] {
  try {
    return JSON.parse(json) as IssuerSettings[];
  } catch {
    console.error('ORGTAGS_ISSUERS is not JSON.');
    process.exit(1);
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  console.error(`Set ${name}, then start again.`);
  process.exit(1);
}

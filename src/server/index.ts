export type { IssuerSettings } from './auth/issuer-settings.ts';
export { migrate } from './db/migrate.ts';
export { createServer, type Server } from './server.ts';
export type { LogEntry, ServerSettings } from './settings.ts';
export { requestListener } from './listen.ts';

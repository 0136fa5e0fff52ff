export type { AnswerPart, Answerer, Question } from './guests/answerer.ts';
export type { IssuerSettings } from './auth/issuer-settings.ts';
export { migrate } from './db/migrate.ts';
export { createServer, type Server } from './server.ts';
export {
  type LogEntry,
  type NumberedSecret,
  type Secret,
  type ServerSettings,
} from './settings.ts';
export { LIMITS, type Limit, type LimitName, type LimitSettings } from './limits/named-limits.ts';
export { requestListener, serve, type Serving } from './listen.ts';
export { SettingsError } from './settings-error.ts';

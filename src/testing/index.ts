export * from './backend.ts';
export { startMailSink, type MailSink, type ReceivedLetter } from './mail-sink.ts';
export * from './local-issuer/issuer.ts';
export { startPostgres, PostgresInUse, type Postgres } from './embedded-postgres.ts';

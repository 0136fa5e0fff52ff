export * from './backend.ts';
export * from './local-issuer/issuer.ts';
export { startPostgres, PostgresInUse, type Postgres } from './embedded-postgres.ts';

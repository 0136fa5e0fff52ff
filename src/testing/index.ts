export * from './backend.ts';
export { startPostgres, PostgresInUse, type Postgres } from './embedded-postgres.ts';

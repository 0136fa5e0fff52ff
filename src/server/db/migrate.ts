import { readdir, readFile } from 'node:fs/promises';
import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';
import { deriveKeys, type Keys, type ServerSettings } from '../settings.ts';

const FOLDER = new URL('./migrations/', import.meta.url);

/** Serialises the processes that migrate one database at the same time. */
const LOCK = 0x0a6b_7465;

const ATTEMPTS = 10;

const ROLES = {
  /** Owns the tables. */
  orgtags_owner: { login: false },
  /** Owns the functions that see across organizations. */
  orgtags_definer: { login: false },
  /** The application's login. */
  orgtags_app: { login: true },
  /** The identity library's login. */
  orgtags_auth: { login: true },
} as const;

/** What searching needs of PostgreSQL's own extensions. All are trusted: it takes no superuser. */
const EXTENSIONS = ['btree_gin', 'pg_trgm', 'unaccent'];

/** `lc_ctype` of these knows no letter beyond ASCII. */
const ASCII_LETTERS = new Set(['C', 'POSIX']);

/** What migrations need. */
export type MigrationSettings = Pick<
  ServerSettings,
  'databaseUrl' | 'directDatabaseUrl' | 'secret'
>;

/**
 * Brings a database up to date: roles (none with BYPASSRLS), schemas, and each SQL file that has not
 * run, in one transaction.
 * @param settings `databaseUrl` is an administrator's address, whose role needs CREATEROLE and CREATE
 *   on the database, unless `directDatabaseUrl` is; the logins' passwords are derived from the newest
 *   `secret`
 * @throws Error with a sentence where the database is not one that can be migrated, else the
 *   database's own error; nothing is changed then
 */
export async function migrate(settings: MigrationSettings): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await migrateOnce(settings);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || !isRaceForRoles(error)) throw error;
    }
  }
}

async function migrateOnce({
  databaseUrl,
  directDatabaseUrl = databaseUrl,
  secret,
}: MigrationSettings): Promise<void> {
  const client = new Client({ connectionString: directDatabaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await checkGround(client);
    await ensureRoles(client, deriveKeys(secret));
    await client.query(`
      create schema if not exists orgtags authorization orgtags_owner;
      create schema if not exists orgtags_auth authorization orgtags_owner;
      create schema if not exists orgtags_limits authorization orgtags_owner;`);
    await ensureExtensions(client);
    await client.query(`
      set local role orgtags_owner;
      create table if not exists orgtags.migration (
        name text primary key,
        at timestamptz not null default now()
      )`);
    for (const name of await pending(client)) {
      await client.query(await readFile(new URL(name, FOLDER), 'utf8'));
      await client.query('insert into orgtags.migration (name) values ($1)', [name]);
    }
    await client.query('commit');
  } finally {
    await client.end();
  }
}

/**
 * Roles belong to the whole server, where no lock of one database holds: two databases that are
 * migrated at the same time may get into each other's way.
 */
function isRaceForRoles(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false;
  return /^tuple concurrently|pg_authid|pg_auth_members/.test(
    `${error.message} ${error.table ?? ''}`,
  );
}

interface Ground {
  readonly name: string;
  readonly encoding: string;
  readonly letters: string;
  readonly may_create: boolean;
  readonly missing: readonly string[];
}

/**
 * Looks whether the database is one that can be migrated.
 * @throws Error with a sentence that says what to do
 */
async function checkGround(client: Client): Promise<void> {
  const { rows } = await client.query<Ground>(
    `select datname as name, pg_encoding_to_char(encoding) as encoding, datctype as letters,
            has_database_privilege(oid, 'create') as may_create,
            array(select unnest($1::text[]) except select name from pg_available_extensions) as missing
       from pg_database where datname = current_database()`,
    [EXTENSIONS],
  );
  for (const { name, encoding, letters, may_create: mayCreate, missing } of rows) {
    if (encoding !== 'UTF8' || ASCII_LETTERS.has(letters)) {
      throw new Error(
        `The database ${name} has the encoding ${encoding} and the letters of ${letters}, in which names cannot be searched. Make it with ENCODING 'UTF8' and an LC_CTYPE such as 'C.UTF-8'.`,
      );
    }
    if (!mayCreate) {
      throw new Error(
        `Whoever migrates the database ${name} needs CREATE on it, for schemas and extensions: GRANT CREATE ON DATABASE ${name} TO the role in its address.`,
      );
    }
    if (missing.length > 0) {
      throw new Error(
        `PostgreSQL has no ${missing.join(', ')}. Install its contributed extensions, postgresql-contrib in many distributions.`,
      );
    }
  }
}

/**
 * Makes the extensions beside the tables; those that are there already stay where they are. Migrations
 * find them on the path that this sets.
 */
async function ensureExtensions(client: Client): Promise<void> {
  for (const name of EXTENSIONS) {
    await client.query(`create extension if not exists ${name} schema orgtags`);
  }
  await client.query(
    `select set_config('search_path', string_agg(distinct extnamespace::regnamespace::text, ', '), true)
       from pg_extension where extname = any($1)`,
    [EXTENSIONS],
  );
}

async function pending(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from orgtags.migration');
  const done = new Set(rows.map(row => row.name));
  return (await migrationsNeeded()).filter(name => !done.has(name));
}

/** The migrations that this version needs, in their order. */
export async function migrationsNeeded(): Promise<string[]> {
  return (await readdir(FOLDER)).filter(name => name.endsWith('.sql')).sort();
}

async function ensureRoles(client: Client, keys: Keys): Promise<void> {
  const { rows } = await client.query<{ name: string; unbound: boolean }>(
    `select rolname as name, rolsuper or rolbypassrls as unbound
       from pg_roles where rolname = any($1)`,
    [Object.keys(ROLES)],
  );
  const unbound = rows.find(row => row.unbound);
  if (unbound) throw new Error(`The role ${unbound.name} can pass row-level security. Drop it.`);
  const existing = new Set(rows.map(row => row.name));
  for (const [name, { login }] of Object.entries(ROLES)) {
    const role = escapeIdentifier(name);
    if (!existing.has(name)) {
      await client.query(
        `create role ${role} ${login ? 'login' : 'nologin'} nobypassrls nosuperuser noinherit`,
      );
    }
  }
  // Reaching the owner by SET is what lets an administrator who is no superuser migrate; the owner
  // hands functions over to the definer.
  await client.query(`
    grant orgtags_owner to current_user with set true, inherit true;
    grant orgtags_definer to orgtags_owner with set true, inherit false;
    alter role orgtags_app password ${escapeLiteral(keys.appPassword)};
    alter role orgtags_auth password ${escapeLiteral(keys.authPassword)};
    alter role orgtags_app set statement_timeout = '10s';
    alter role orgtags_app set idle_in_transaction_session_timeout = '10s';
    alter role orgtags_auth set search_path = orgtags_auth`);
}

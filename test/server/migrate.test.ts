import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { Client, type QueryResultRow } from 'pg';
import { migrate } from '../../src/server/index.ts';
import { createDatabase, TEST_SECRET } from '../../src/testing/backend.ts';
import { postgresUrl } from '../support/postgres.ts';

const PASSWORD = 'of a test';

describe('migrating', () => {
  it('takes an administrator who is no superuser, and can be done again', async () => {
    const databaseUrl = await databaseOf(await administrator());
    await migrate({ databaseUrl, secret: TEST_SECRET });
    await migrate({ databaseUrl, secret: TEST_SECRET });
    assert.deepEqual(await folded(databaseUrl), ['emile']);
  });

  it('leaves extensions where somebody else has put them', async () => {
    const databaseUrl = await createDatabase(await postgresUrl());
    await run(databaseUrl, 'create schema "Shared"; create extension unaccent schema "Shared"');
    await run(databaseUrl, 'grant usage on schema "Shared" to public; create extension pg_trgm');
    await migrate({ databaseUrl, secret: TEST_SECRET });
    assert.deepEqual(await folded(databaseUrl), ['emile']);
  });

  it('says what is wrong with a database whose letters are ASCII alone, and makes nothing', async () => {
    for (const [encoding, letters] of [
      ['UTF8', 'C'],
      ['SQL_ASCII', 'C'],
    ] as const) {
      const databaseUrl = await database(
        `template template0 encoding '${encoding}' locale_provider libc locale '${letters}'`,
      );
      await assert.rejects(migrate({ databaseUrl, secret: TEST_SECRET }), {
        message: new RegExp(
          `^The database \\w+ has the encoding ${encoding} and the letters of C, `,
        ),
      });
      await nothingMade(databaseUrl);
    }
  });

  it('says what somebody lacks who may not create in the database, and makes nothing', async () => {
    const name = await administrator();
    const databaseUrl = as(name, await createDatabase(await postgresUrl()));
    await assert.rejects(migrate({ databaseUrl, secret: TEST_SECRET }), {
      message: /^Whoever migrates the database \w+ needs CREATE on it/,
    });
    await nothingMade(databaseUrl);
  });
});

/** A role that may make roles, and those of the application, which belong to the whole server. */
async function administrator(): Promise<string> {
  const url = await createDatabase(await postgresUrl());
  await migrate({ databaseUrl: url, secret: TEST_SECRET });
  const name = `administrator_${randomBytes(4).toString('hex')}`;
  await run(
    url,
    `create role ${name} login createrole password '${PASSWORD}';
     grant orgtags_owner, orgtags_definer, orgtags_app, orgtags_auth to ${name} with admin option`,
  );
  return name;
}

async function databaseOf(owner: string): Promise<string> {
  return as(owner, await database(`owner ${owner}`));
}

async function database(options: string): Promise<string> {
  const url = new URL(await postgresUrl());
  const name = `migrated_${randomBytes(6).toString('hex')}`;
  await run(url.href, `create database ${name} ${options}`);
  url.pathname = `/${name}`;
  return url.href;
}

function as(role: string, databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.username = role;
  url.password = PASSWORD;
  return url.href;
}

async function nothingMade(databaseUrl: string): Promise<void> {
  const schemas = await run(
    databaseUrl,
    "select from pg_namespace where nspname in ('orgtags', 'orgtags_auth')",
  );
  assert.deepEqual(schemas, []);
}

async function folded(databaseUrl: string): Promise<unknown[]> {
  const rows = await run<{ text: string }>(
    databaseUrl,
    "set role orgtags_owner; select orgtags.folded('  ÉMILE ') as text",
  );
  return rows.map(({ text }) => text);
}

/** @returns the rows of the last statement */
async function run<Row extends QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const results = [await client.query<Row>(sql)].flat();
    return results.at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}

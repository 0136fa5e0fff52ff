import assert from 'node:assert/strict';
import type { Sower } from '../../src/testing/backend.ts';

/** The tables whose rows belong to an organization. */
export async function tablesOfOrganizations({ sql }: Pick<Sower, 'sql'>): Promise<string[]> {
  const tables = await sql<{ name: string }>(
    `select c.relname as name
       from pg_class c join pg_attribute a on a.attrelid = c.oid and attname = 'organization_id'
      where relnamespace = 'orgtags'::regnamespace and relkind = 'r'`,
  );
  return tables.map(({ name }) => name);
}

/** Every row that belongs to an organization. */
export async function rowsOf(sower: Pick<Sower, 'sql'>, organization: string): Promise<string[]> {
  const all = (await tablesOfOrganizations(sower)).map(
    name => `select to_jsonb(t)::text as row from orgtags.${name} t where organization_id = $1`,
  );
  const found = await sower.sql<{ row: string }>(`${all.join(' union all ')} order by 1`, [
    organization,
  ]);
  return found.map(({ row }) => row);
}

/** @returns looks whether everything of an organization is as it is now */
export async function watch(
  sower: Pick<Sower, 'sql'>,
  { id }: { readonly id: string },
): Promise<() => Promise<void>> {
  const before = await rowsOf(sower, id);
  assert.ok(before.length > 0);
  return async () => {
    assert.deepEqual(await rowsOf(sower, id), before);
  };
}

import { readFile } from 'node:fs/promises';
import { Client, escapeIdentifier } from 'pg';
import type { ScratchCopy } from './scratch-copy.ts';

/** Where the databases of tests get their names, so that those of a copy can be dropped. */
const NAMES = 'src/testing/backend.ts';

/** Lets the databases that the tests of a copy make have a prefix of their own. */
export async function prefixDatabases(copy: ScratchCopy, prefix: string): Promise<void> {
  const names = await readFile(NAMES, 'utf8');
  await copy.write(NAMES, names.replace('`orgtags_$', `\`${prefix}$`));
}

/** Drops the databases of a copy. */
export async function dropDatabases(postgresUrl: string, prefix: string): Promise<void> {
  const client = new Client({ connectionString: postgresUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    'select datname as name from pg_database where starts_with(datname, $1)',
    [prefix],
  );
  for (const { name } of rows) {
    await client.query(`drop database ${escapeIdentifier(name)} with (force)`);
  }
  await client.end();
}

import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { postgresUrl } from '../support/postgres.ts';
import { tenancyMutants } from '../support/tenancy-mutants.ts';

/** What a statement may name of an organization's tables, and how it says which organization. */
const STATEMENT = /(?:`[^`]*`|'[^'\n]*')/g;
const TABLES = [
  'activity',
  'change',
  'conversation',
  'guest',
  'guest_access',
  'guest_session',
  'invitation',
  'membership',
  'message',
  'session_part',
  'text_source',
];
/** Not of a setting, which is named in quotes. */
const TABLE = new RegExp(`\\borgtags\\.(?:${TABLES.join('|')})\\b(?!')`, 'g');
const CONDITION =
  /\borganization_id = \$1|\(organization_id,(?! person_id\))|\(organization_id\) values \(\$1\)/g;

it('every statement about an organization names it, for each table it reads or writes (R33)', async () => {
  let statements = 0;
  for await (const file of glob('src/server/**/*.ts')) {
    for (const [text] of (await readFile(file, 'utf8')).matchAll(STATEMENT)) {
      const tables = text.match(TABLE)?.length ?? 0;
      if (tables === 0) continue;
      statements += 1;
      assert.equal(text.match(CONDITION)?.length ?? 0, tables, `${file}: ${text}`);
    }
  }
  assert.ok(statements >= 6);
});

it('every function that sees across organizations limits itself, and each limit can be tried out (R33)', async () => {
  const kinds = (await tenancyMutants(await postgresUrl())).map(({ kind }) => kind);
  // `npm run test:long -- tenancy` tries each; here it is only known that it could.
  for (const kind of ['condition', 'term of a policy', 'filter of a function'] as const) {
    assert.ok(kinds.includes(kind), kind);
  }
});

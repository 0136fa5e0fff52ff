import { glob, readFile } from 'node:fs/promises';
import { migrate } from '../../src/server/index.ts';
import { createDatabase, openSower, TEST_SECRET, type Sower } from '../../src/testing/backend.ts';

/** One protection that is taken out of a copy of the sources, and what must come of it. */
export interface Mutant {
  readonly kind: 'condition' | 'condition and policy' | 'policy' | 'filter of a function';
  readonly name: string;
  /** Files that are written anew, by their path. */
  readonly files: Readonly<Record<string, string>>;
  /** The test files that judge it. */
  readonly tests: readonly string[];
  /** Whether nothing may come of it, or a test must fail. */
  readonly harmless: boolean;
}

const LEAKS = 'test/security/leaks.test.ts';
const INVITATIONS = 'test/security/invitations-elsewhere.test.ts';
const SWEEP = 'test/security/sweep.test.ts';
const ROW_SECURITY = 'test/security/row-level-security.test.ts';
const FUNCTIONS = 'test/security/definer-functions.test.ts';
/** Every file that judges a mutant: they pass as long as nothing is taken out. */
export const JUDGES: readonly string[] = [LEAKS, INVITATIONS, SWEEP, ROW_SECURITY, FUNCTIONS];

const LAST_MIGRATION = 'src/server/db/migrations/9999_mutant.sql';

const STATEMENT = /(?:`[^`]*`|'[^'\n]*')/g;
const TABLE = /\borgtags\.(\w+)\b(?!\()/g;
const TENANT = /\b(?:\w+\.)?(?:organization|person)_id = \$1(?!\d)/g;
/** How a statement names the organization itself, or the person. */
const ITSELF = /(?<=\bwhere )id = \$1(?!\d)/g;
const THEMSELVES: readonly string[] = ['organization', 'person'];
/** Functions that act on every organization, by age alone, and tell of none. */
const OF_ALL: readonly string[] = ['forget_changes'];
/** True for every row, and the parameter keeps its type. */
const NO_CONDITION = '$1::uuid is not null';

/** What a function limits itself to: what was set for the transaction, what it was given, the person. */
function ownFilter(given: readonly string[]): RegExp {
  const parameters = given.join('|');
  return new RegExp(
    String.raw`\b(where|and|on)(\s+)[\w."]+ = (?:orgtags\.current_\w+\(\)|\(select orgtags\.current_\w+\(\)\)|current_setting\('[\w.]+', true\)|any \((?:${parameters})\)|(?:${parameters})\b|given\.\w+|p\.subject)`,
    'g',
  );
}

/** Every protection of the tenants that can be taken out by itself. */
export async function tenancyMutants(postgresUrl: string): Promise<Mutant[]> {
  const databaseUrl = await createDatabase(postgresUrl);
  await migrate({ databaseUrl, secret: TEST_SECRET });
  const sower = await openSower(databaseUrl, TEST_SECRET);
  const policies = await withoutPolicies(sower);
  const mutants = [
    ...(await withoutConditions(policies)),
    ...Object.entries(policies).map(([table, sql]) => ({
      kind: 'policy' as const,
      name: `policy of ${table}`,
      files: { [LAST_MIGRATION]: sql },
      tests: [ROW_SECURITY],
      harmless: false,
    })),
    ...(await withoutFilters(sower)),
  ];
  await sower.end();
  return mutants;
}

/** For each table, what takes its policies for the application away. */
async function withoutPolicies(sower: Sower): Promise<Record<string, string>> {
  const rows = await sower.sql<{ table: string; policies: string[] }>(
    `select tablename as table, array_agg(policyname::text) as policies
       from pg_policies
      where schemaname = 'orgtags' and 'orgtags_app' = any(roles)
      group by tablename`,
  );
  return Object.fromEntries(
    rows.map(({ table, policies }) => [
      table,
      `${policies.map(policy => `drop policy ${policy} on orgtags.${table};\n`).join('')}
       alter table orgtags.${table} no force row level security, disable row level security;`,
    ]),
  );
}

/** Each condition of each statement, alone and together with the policy that stands behind it. */
async function withoutConditions(policies: Readonly<Record<string, string>>): Promise<Mutant[]> {
  const mutants: Mutant[] = [];
  const files = (await Array.fromAsync(glob('src/server/**/*.ts'))).sort();
  for (const file of files) {
    const source = await readFile(file, 'utf8');
    for (const { 0: statement, index: start } of source.matchAll(STATEMENT)) {
      for (const { at, length, table } of conditionsOf(statement)) {
        const name = `${file}:${String(lineOf(source, start + at))}, ${table}`;
        const mutated =
          source.slice(0, start + at) + NO_CONDITION + source.slice(start + at + length);
        const policy = policies[table];
        if (policy === undefined) throw new Error(`${table} has no policy.`);
        mutants.push(
          {
            kind: 'condition',
            name,
            files: { [file]: mutated },
            tests: [LEAKS, INVITATIONS, SWEEP],
            harmless: true,
          },
          {
            kind: 'condition and policy',
            name,
            files: { [file]: mutated, [LAST_MIGRATION]: policy },
            tests: [LEAKS, INVITATIONS],
            harmless: false,
          },
        );
      }
    }
  }
  return mutants;
}

function conditionsOf(statement: string): { at: number; length: number; table: string }[] {
  const tables = [...statement.matchAll(TABLE)];
  const tableBefore = (at: number): string =>
    tables.findLast(({ index }) => index < at)?.[1] ?? 'no table';
  return [
    ...statement.matchAll(TENANT),
    ...[...statement.matchAll(ITSELF)].filter(({ index }) =>
      THEMSELVES.includes(tableBefore(index)),
    ),
  ].map(({ 0: { length }, index: at }) => ({ at, length, table: tableBefore(at) }));
}

/** Each own filter of the functions that see across organizations. */
async function withoutFilters(sower: Sower): Promise<Mutant[]> {
  const functions = await sower.sql<{ name: string; source: string; given: string[] }>(
    `select proname as name, pg_get_functiondef(oid) as source,
            coalesce(proargnames[:pronargs], '{}') as given
       from pg_proc where prosecdef and pronamespace = 'orgtags'::regnamespace order by proname`,
  );
  return functions.flatMap(({ name, source, given }) => {
    const filters = [...source.matchAll(ownFilter(given.length > 0 ? given : ['nothing']))];
    if (filters.length === 0 && !OF_ALL.includes(name))
      throw new Error(`${name} limits itself to nothing.`);
    return filters.map(match => {
      const [filter, word = '', space = ''] = match;
      const mutated = `${source.slice(0, match.index)}${word}${space}true${source.slice(match.index + filter.length)}`;
      return {
        kind: 'filter of a function' as const,
        name: `${name}, line ${String(lineOf(source, match.index))}: ${filter.replaceAll(/\s+/g, ' ')}`,
        files: {
          [LAST_MIGRATION]: `grant create on schema orgtags to orgtags_definer;
            set local role orgtags_definer;
            ${mutated};
            set local role orgtags_owner;
            revoke create on schema orgtags from orgtags_definer;`,
        },
        tests: [FUNCTIONS],
        harmless: false,
      };
    });
  });
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

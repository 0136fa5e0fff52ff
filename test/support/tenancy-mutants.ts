import { glob, readFile } from 'node:fs/promises';
import { migrate } from '../../src/server/index.ts';
import { createDatabase, openSower, TEST_SECRET, type Sower } from '../../src/testing/backend.ts';

/** One protection that is taken out of a copy of the sources, and what must come of it. */
export interface Mutant {
  readonly kind:
    | 'condition'
    | 'condition and policy'
    | 'policy'
    | 'term of a policy'
    | 'filter of a function'
    | 'join of a function';
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
const GUESTS = 'test/security/guests-elsewhere.test.ts';
const SWEEP = 'test/security/sweep.test.ts';
const ROW_SECURITY = 'test/security/row-level-security.test.ts';
const FUNCTIONS = 'test/security/definer-functions.test.ts';
/** Every file that judges a mutant: they pass as long as nothing is taken out. */
export const JUDGES: readonly string[] = [
  LEAKS,
  INVITATIONS,
  GUESTS,
  SWEEP,
  ROW_SECURITY,
  FUNCTIONS,
];

const LAST_MIGRATION = 'src/server/db/migrations/9999_mutant.sql';

const STATEMENT = /(?:`[^`]*`|'[^'\n]*')/g;
/** A table, and how the statement calls it. */
const TABLE = /\borgtags\.(\w+)\b(?!\()(?: (\w+))?/g;
const TENANT = /\b(?:(\w+)\.)?(?:organization|person)_id = \$1(?!\d)/g;
/** How a statement names the organization itself, or the person. */
const ITSELF = /(?:(?<=\bwhere )|\b(\w+)\.)id = \$1(?!\d)/g;
const THEMSELVES: readonly string[] = ['organization', 'person'];
/** Functions that act on every organization, by age alone, and tell nothing of it but where something is due. */
const OF_ALL: readonly string[] = ['abandoned_answers', 'due_guest_letters', 'forget_changes'];
/** Files whose statements are a guest's, and name the guest themselves, or what is theirs. */
const OF_GUESTS: readonly string[] = [
  'src/server/guests/guest-acts.ts',
  'src/server/guests/visiting.ts',
];
const GUEST = /\bguest_id = \$2(?!\d)/g;
const GUEST_ITSELF = /(?<=\band )id = \$2(?!\d)/g;

/** Which row of another table goes with one: no policy stands behind it in a function. */
const JOIN = /\b(where|and|on)(\s+)[\w."]+ = \w+\.(?:\w+|"\w+")/g;

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
  try {
    const policies = await withoutPolicies(sower);
    return [
      ...(await withoutConditions(policies)),
      ...Object.entries(policies).map(([table, sql]) => ({
        kind: 'policy' as const,
        name: `policy of ${table}`,
        files: { [LAST_MIGRATION]: sql },
        tests: [ROW_SECURITY],
        harmless: false,
      })),
      ...(await withoutTerms(sower)),
      ...(await withoutFilters(sower)),
    ];
  } finally {
    await sower.end();
  }
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

const ONLY_LOCKS = /^\W*select from\b[^]*\bfor (?:no key )?update\W*$/;

/** Each condition of each statement, alone and together with the policies that stand behind it. */
async function withoutConditions(policies: Readonly<Record<string, string>>): Promise<Mutant[]> {
  const mutants: Mutant[] = [];
  const files = (await Array.fromAsync(glob('src/server/**/*.ts'))).sort();
  for (const file of files) {
    const source = await readFile(file, 'utf8');
    for (const { 0: statement, index: start } of source.matchAll(STATEMENT)) {
      for (const { at, condition, table, behind } of conditionsOf(
        statement,
        OF_GUESTS.includes(file),
      )) {
        const name = `${file}:${String(lineOf(source, start + at))}, ${table}: ${condition}`;
        const mutated =
          source.slice(0, start + at) +
          // True for every row, and the parameter keeps its type.
          condition.replace(/^.* = (\$\d)$/, '$1::uuid is not null') +
          source.slice(start + at + condition.length);
        const dropped = behind.map(one => {
          const policy = policies[one];
          if (policy === undefined) throw new Error(`${one} has no policy.`);
          return policy;
        });
        mutants.push({
          kind: 'condition',
          name,
          files: { [file]: mutated },
          tests: [LEAKS, INVITATIONS, GUESTS, SWEEP],
          harmless: true,
        });
        // What is only locked, nobody is shown.
        if (ONLY_LOCKS.test(statement)) continue;
        mutants.push({
          kind: 'condition and policy',
          name,
          files: { [file]: mutated, [LAST_MIGRATION]: dropped.join('\n') },
          tests: [LEAKS, INVITATIONS, GUESTS],
          harmless: false,
        });
      }
    }
  }
  return mutants;
}

/** The conditions of a statement, and the tables whose policies stand behind them. */
function conditionsOf(
  statement: string,
  isOfGuest: boolean,
): { at: number; condition: string; table: string; behind: readonly string[] }[] {
  const tables = [...statement.matchAll(TABLE)];
  const tableOf = ({ 1: owner, index: at }: RegExpExecArray): string =>
    tables.findLast(({ 1: table, 2: alias, index }) =>
      owner === undefined ? index < at : owner === alias || owner === table,
    )?.[1] ?? 'no table';
  // A row whose organization is joined is not there where that is not.
  const joined = ({ 1: owner }: RegExpExecArray): string[] =>
    statement.includes(`.id = ${owner ?? ''}.organization_id`) ? ['organization'] : [];
  return [
    ...statement.matchAll(TENANT),
    ...[...statement.matchAll(ITSELF)].filter(found => THEMSELVES.includes(tableOf(found))),
    ...(isOfGuest ? statement.matchAll(GUEST) : []),
    ...(isOfGuest ? [...statement.matchAll(GUEST_ITSELF)] : []).filter(
      found => tableOf(found) === 'guest',
    ),
  ].map(found => {
    const table = tableOf(found);
    return { at: found.index, condition: found[0], table, behind: [table, ...joined(found)] };
  });
}

/** Each of the terms by which a policy for the application knows its rows. */
async function withoutTerms(sower: Sower): Promise<Mutant[]> {
  const clauses = await sower.sql<{ policy: string; clause: string; expression: string }>(
    `select policyname || ' on orgtags.' || tablename as policy, clause, expression
       from pg_policies,
            lateral (values ('using', qual), ('with check', with_check)) as t (clause, expression)
      where schemaname = 'orgtags' and 'orgtags_app' = any(roles) and expression is not null`,
  );
  return clauses.flatMap(({ policy, clause, expression }) => {
    const terms = expression.slice(1, -1).split(' AND ');
    return terms.map((term, i) => ({
      kind: 'term of a policy' as const,
      name: `${policy}: ${term}`,
      files: {
        [LAST_MIGRATION]: `alter policy ${policy} ${clause} (${terms.with(i, 'true').join(' and ')});`,
      },
      tests: [ROW_SECURITY],
      harmless: false,
    }));
  });
}

/** Each own filter, and each join, of the functions that see across organizations. */
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
    const known = new Set(filters.map(({ index }) => index));
    const joins = [...source.matchAll(JOIN)].filter(({ index }) => !known.has(index));
    const without = (kind: Mutant['kind'], match: RegExpExecArray): Mutant => {
      const [part, word = '', space = ''] = match;
      const mutated = `${source.slice(0, match.index)}${word}${space}true${source.slice(match.index + part.length)}`;
      return {
        kind,
        name: `${name}, line ${String(lineOf(source, match.index))}: ${part.replaceAll(/\s+/g, ' ')}`,
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
    };
    return [
      ...filters.map(match => without('filter of a function', match)),
      ...joins.map(match => without('join of a function', match)),
    ];
  });
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

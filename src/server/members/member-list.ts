import * as v from 'valibot';
import { canAccess, ROLES } from '../../domain/index.ts';
import type { MemberColumn, MemberPage, MemberQuery } from '../../contract/shapes.ts';
import type { Tenant } from '../db/enter.ts';
import {
  COUNTED,
  pageOf,
  partsOf,
  RANK,
  sorted,
  text,
  time,
  upTo,
  type Key,
  type Page,
} from '../db/keyset.ts';
import { refuse } from '../http/problem.ts';
import { COLUMNS, memberOf, type MemberRow } from './memberships.ts';

/**
 * How far hits are looked up. Fewer are sorted as they are; where there are more, a page of them is
 * soon met on a walk through the sorted list.
 */
const FOUND = 1000;

/** Who has none comes last in either direction. */
const timeOrNone = (column: string, none: string): Key => ({
  ...time(column),
  sql: `case when ${column} is null then '${none}' else ${column} end`,
  from: parameter =>
    `case when ${parameter}::bigint is null then '${none}' else ${time(column).from(parameter)} end`,
  schema: v.nullable(time(column).schema),
});

const ASCENDING: Readonly<Record<MemberColumn, Key>> = {
  name: text('name'),
  email: text('email'),
  role: RANK,
  joinedAt: time('joined_at'),
  lastActiveAt: timeOrNone('last_active_at', 'infinity'),
};

const DESCENDING: Readonly<Record<MemberColumn, Key>> = {
  ...ASCENDING,
  lastActiveAt: timeOrNone('last_active_at', '-infinity'),
};

/** What is listed, in which order. */
interface Wanted {
  readonly column: MemberColumn;
  readonly descending: boolean;
  /** Only these, as the roles rank; all when undefined. */
  readonly ranks: readonly number[] | undefined;
  /** Only those in whom this is found. */
  readonly q: string | undefined;
  readonly seesAddresses: boolean;
}

/**
 * A page of the members (R14). Whoever sees no addresses searches the names alone, and does not sort by
 * what they do not see.
 * @throws ProblemError `malformed-cursor`, `addresses-hidden`
 */
export async function memberPage(tenant: Tenant, query: MemberQuery): Promise<MemberPage> {
  const { id: organization } = tenant.standing.organization;
  const wanted = wantedOf(tenant, query);
  const page = pageOf([organization, ...nameOf(wanted)], keyOf(wanted), query);
  const { rows, total, totalIsMinimum } = await read(tenant, wanted, page);
  const { shown, next } = page.next(rows);
  return { organization, members: shown.map(memberOf), next, total, totalIsMinimum };
}

function wantedOf({ actor }: Tenant, { sort = 'name', role, q }: MemberQuery): Wanted {
  const { column, descending } = partsOf(sort);
  const seesAddresses = canAccess('members.read-addresses', actor);
  if (column === 'email') refuse(seesAddresses);
  return {
    column,
    descending,
    ranks: role && ROLES.flatMap((one, rank) => (role.includes(one) ? rank + 1 : [])),
    q: q?.trim() === '' ? undefined : q,
    seesAddresses: seesAddresses.allowed,
  };
}

/** What tells this list of the organization from its others: a place in one is none in another. */
function nameOf({ column, descending, ranks, q, seesAddresses }: Wanted): readonly string[] {
  const sort = `${descending ? '-' : ''}${column}`;
  const search = q === undefined ? [] : [seesAddresses ? 'anywhere' : 'names', q];
  return ['members', sort, ranks?.join() ?? '', ...search];
}

function keyOf({ column, descending }: Wanted): Key {
  return (descending ? DESCENDING : ASCENDING)[column];
}

/** Who is on the page, and how many there are on all of them. */
interface Rows {
  readonly rows: readonly (MemberRow & { readonly place: string | null })[];
  readonly total: number;
  readonly totalIsMinimum: boolean;
}

async function read(tenant: Tenant, wanted: Wanted, page: Page): Promise<Rows> {
  if (wanted.q === undefined) {
    const [rows, counted] = await Promise.all([
      rowsOf(tenant, wanted, undefined, page),
      count(tenant, wanted),
    ]);
    return { rows, ...upTo(COUNTED, counted) };
  }
  const found = await search(tenant, wanted);
  const rows =
    found.length > FOUND
      ? await rowsOf(tenant, wanted, undefined, page)
      : await rowsOf(tenant, { ...wanted, q: undefined }, found, page);
  return { rows, ...upTo(FOUND, found.length) };
}

/**
 * Under row-level security the planner takes LIKE for rare and would sort what is found; by `<> 0` it
 * takes it for the rule, which it is where it is asked for here.
 * @param found ids to keep to, where it is known who they are
 */
async function rowsOf(
  { tx, standing }: Tenant,
  wanted: Wanted,
  found: readonly string[] | undefined,
  { after, limit }: Page,
): Promise<Rows['rows']> {
  const { ranks, q, seesAddresses, descending } = wanted;
  const key = keyOf(wanted);
  const by = sorted(key, descending, { key: '$4', id: '$3' });
  return tx.query(
    `select ${COLUMNS}, case when $2 then email end as email, ${key.place} as place
       from orgtags.membership
      where organization_id = $1
        and ${by.after}
        and ($5::smallint[] is null or role_rank = any ($5))
        and ($6::uuid[] is null or id = any ($6))
        and ($7::text is null
             or (name_searched like orgtags.search_pattern($7)
                 or $2 and email_searched like orgtags.search_pattern($7))::integer <> 0)
      order by ${by.order}
      limit $8`,
    [
      standing.organization.id,
      seesAddresses,
      after?.id ?? null,
      after?.key ?? null,
      ranks ?? null,
      found ?? null,
      q ?? null,
      limit,
    ],
  );
}

async function count({ tx, standing }: Tenant, { ranks }: Wanted): Promise<number> {
  const [row] = await tx.query<{ counted: number }>(
    `select count(*)::integer as counted
       from (select from orgtags.membership
              where organization_id = $1 and ($2::smallint[] is null or role_rank = any ($2))
              limit $3) counted`,
    [standing.organization.id, ranks ?? null, COUNTED + 1],
  );
  return row?.counted ?? 0;
}

async function search({ tx }: Tenant, { q, seesAddresses, ranks }: Wanted): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select id from orgtags.members_found($1, $2, $3, $4) id',
    [q, seesAddresses, ranks ?? null, FOUND + 1],
  );
  return rows.map(({ id }) => id);
}

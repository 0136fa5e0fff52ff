import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ROLES, type Role } from '../../src/domain/index.ts';
import type { TestMember } from '../../src/testing/backend.ts';
import { backendForTests } from '../support/backend.ts';
import { memberList, type ListQuery } from '../support/member-list.ts';

const RUNS = 40;
const COLUMNS = ['name', 'email', 'role', 'joinedAt', 'lastActiveAt'] as const;

/** A member as the database has them, with the sort values as numbers that compare as it does. */
interface Row {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly ranks: Readonly<Record<(typeof COLUMNS)[number], number | null>>;
}

interface Wanted {
  readonly column: (typeof COLUMNS)[number];
  readonly descending: boolean;
  readonly roles: readonly Role[];
  readonly q: string;
  readonly limit: number;
}

const backend = await backendForTests();

const words = fc.constantFrom(
  'Ann',
  'ann',
  'Ánn',
  'Änne',
  'Zoë',
  'zoe',
  'ß',
  'ssa',
  '😀',
  '%',
  '_a',
);
const name = fc.array(words, { minLength: 1, maxLength: 3 }).map(some => some.join(' '));
const newcomer = fc.record({
  name,
  role: fc.constantFrom(...ROLES),
  joined: fc.integer({ min: 0, max: 3 }),
  active: fc.option(fc.integer({ min: 0, max: 3 })),
});
const wanted = fc.record({
  column: fc.constantFrom(...COLUMNS),
  descending: fc.boolean(),
  roles: fc.subarray([...ROLES]),
  q: fc.oneof(
    fc.constant(''),
    fc.constantFrom('a', 'an', 'ANN', 'zoë', '😀', 'ssa', '%', '_', 'nn z'),
  ),
  limit: fc.integer({ min: 1, max: 7 }),
});
const disturbance = fc.record({
  kind: fc.constantFrom('join', 'leave', 'rename'),
  who: fc.nat(),
  name,
});

describe('walking a list of members from page to page (R14)', () => {
  it('gives exactly whom a plain sort gives, each once, whatever is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(newcomer, { maxLength: 25 }), wanted, async (people, asked) => {
        const { organization, reader } = await sow(people);
        const list = memberList(backend, { id: organization }, reader);
        const walked = await list.walk(queryOf(asked));
        const expected = sorted(await rowsOf(organization), asked);
        assert.deepEqual(idsOf(walked), idsOf(expected));
        const { body } = await list.page(queryOf(asked));
        assert.deepEqual([body.total, body.totalIsMinimum], [expected.length, false]);
      }),
      { numRuns: RUNS },
    );
  });

  it('misses nobody who stays where they were, and repeats nobody, while others come, go and move', async () => {
    const disturbances = fc.array(disturbance, { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(newcomer, { minLength: 5, maxLength: 25 }),
        wanted,
        disturbances,
        async (people, asked, acts) => {
          const { organization, reader } = await sow(people);
          const before = await rowsOf(organization);
          const moved = new Set<string>();
          const waiting = acts.values();
          const walked = await memberList(backend, { id: organization }, reader).walk(
            queryOf(asked),
            async () => {
              const act = waiting.next().value;
              const target =
                act && before.filter(({ id }) => id !== reader.member).at(act.who % before.length);
              if (act?.kind === 'join') await join(organization, act.name);
              if (!act || act.kind === 'join' || !target) return;
              moved.add(target.id);
              await (act.kind === 'leave' ? leave(target) : rename(target, act.name));
            },
          );
          const stayed = (ids: readonly string[]): string[] => {
            const known = new Set(before.map(({ id }) => id));
            return ids.filter(id => known.has(id) && !moved.has(id));
          };
          assert.deepEqual(stayed(idsOf(walked)), stayed(idsOf(sorted(before, asked))));
          const others = idsOf(walked).filter(id => !moved.has(id));
          assert.equal(new Set(others).size, others.length);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

function queryOf({ column, descending, roles, q, limit }: Wanted): ListQuery {
  return {
    sort: `${descending ? '-' : ''}${column}`,
    limit: String(limit),
    ...(roles.length > 0 && { role: roles.join() }),
    ...(q && { q }),
  };
}

/** The whole list as it should be, by nothing but comparisons. */
function sorted(rows: readonly Row[], { column, descending, roles, q }: Wanted): readonly Row[] {
  const last = descending ? -Infinity : Infinity;
  const key = ({ ranks }: Row): number => ranks[column] ?? last;
  const up = (a: Row, b: Row): number => Math.sign(key(a) - key(b)) || (a.id < b.id ? -1 : 1);
  return rows
    .filter(({ role }) => roles.length === 0 || roles.includes(role))
    .filter(row => found(row.name, q) || found(row.email, q))
    .sort((a, b) => (descending ? up(b, a) : up(a, b)));
}

function found(text: string, q: string): boolean {
  const [inside, wantedText] = [plain(text), plain(q)];
  return wantedText.length < 3
    ? inside.split(' ').some(word => word.startsWith(wantedText))
    : inside.includes(wantedText);
}

/** Enough of what the database does for the letters of this test. */
function plain(text: string): string {
  const bare = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
  // One character each, as the database counts them.
  return bare.replaceAll('😀', '☺');
}

/** Everyone, with what sorts them as the database's own collation does. */
async function rowsOf(organization: string): Promise<readonly Row[]> {
  const rows = await backend.sql<Omit<Row, 'ranks'> & Record<string, string | null>>(
    `select id, m.name, m.email, m.role,
            dense_rank() over (order by m.name) as by_name,
            dense_rank() over (order by m.email) as by_email,
            (extract(epoch from joined_at) * 1000000)::bigint as joined,
            (extract(epoch from last_active_at) * 1000000)::bigint as active
       from orgtags.membership m where organization_id = $1`,
    [organization],
  );
  const numberOf = (text: string | null | undefined): number | null => (text ? Number(text) : null);
  return rows.map(row => ({
    ...row,
    ranks: {
      name: numberOf(row.by_name),
      email: numberOf(row.by_email),
      role: ROLES.indexOf(row.role),
      joinedAt: numberOf(row.joined),
      lastActiveAt: numberOf(row.active),
    },
  }));
}

/** Someone who reads, seen just now, so that reading moves them nowhere; and the others. */
async function sow(
  people: readonly {
    readonly name: string;
    readonly role: Role;
    readonly joined: number;
    readonly active: number | null;
  }[],
): Promise<{ readonly organization: string; readonly reader: TestMember }> {
  const { id, members } = await backend.organization({
    members: [{ role: 'owner', name: 'Reader' }],
  });
  const [reader] = members;
  assert.ok(reader);
  await memberList(backend, { id }, reader).page();
  let seen: unknown[] = [];
  while (seen.length === 0) {
    seen = await backend.sql(
      'select from orgtags.membership where id = $1 and last_active_at is not null',
      [reader.member],
    );
  }
  for (const { name: called, role, joined, active } of people) {
    await join(id, called, role, joined, active);
  }
  return { organization: id, reader };
}

async function join(
  organization: string,
  called: string,
  role: Role = 'member',
  joined = 0,
  active: number | null = null,
): Promise<void> {
  await backend.sql(
    `with person as (
       insert into orgtags.person (issuer, subject, name, email)
       values ('walk', $2, $3, $2 || '@walk.example') returning id, name, email
     )
     insert into orgtags.membership
       (organization_id, person_id, name, email, role, joined_at, last_active_at)
     select $1, id, name, email, $4,
            timestamptz '2026-01-01' + $5::integer * interval '1 microsecond',
            timestamptz '2026-01-01' + $6::integer * interval '1 microsecond'
       from person`,
    [organization, randomUUID(), called, role, joined, active],
  );
}

async function leave({ id }: Row): Promise<void> {
  await backend.sql('delete from orgtags.membership where id = $1', [id]);
}

async function rename({ id }: Row, called: string): Promise<void> {
  await backend.sql('update orgtags.membership set name = $2 where id = $1', [id, called]);
}

function idsOf(rows: readonly { readonly id: string }[]): string[] {
  return rows.map(({ id }) => id);
}

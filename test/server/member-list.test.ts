import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { MemberPage } from '../../src/contract/shapes.ts';
import type { NewMember } from '../../src/testing/backend.ts';
import { backendForTests, type Answer } from '../support/backend.ts';
import { memberList, type ListQuery, type MemberList } from '../support/member-list.ts';

const backend = await backendForTests();

describe('sorting the members (R14)', () => {
  const people: readonly NewMember[] = [
    { role: 'viewer', name: 'Ada', joinedAt: '2026-03-01T00:00:00Z' },
    {
      role: 'owner',
      name: 'Émile',
      joinedAt: '2026-01-01T00:00:00Z',
      lastActiveAt: '2026-05-02T00:00:00Z',
    },
    { role: 'member', name: 'emma', joinedAt: '2026-04-01T00:00:00Z' },
    {
      role: 'admin',
      name: 'Zoë',
      joinedAt: '2026-02-01T00:00:00Z',
      lastActiveAt: '2026-05-01T00:00:00Z',
    },
  ];
  const orders: Readonly<Record<string, readonly [string, string, string, string]>> = {
    name: ['Ada', 'Émile', 'emma', 'Zoë'],
    '-name': ['Zoë', 'emma', 'Émile', 'Ada'],
    role: ['Émile', 'Zoë', 'emma', 'Ada'],
    '-role': ['Ada', 'emma', 'Zoë', 'Émile'],
    joinedAt: ['Émile', 'Zoë', 'Ada', 'emma'],
    '-joinedAt': ['emma', 'Ada', 'Zoë', 'Émile'],
    // Who has never been there comes last, whichever the direction.
    lastActiveAt: ['Zoë', 'Émile', 'Ada', 'emma'],
    '-lastActiveAt': ['Émile', 'Zoë', 'emma', 'Ada'],
  };

  for (const [sort, names] of Object.entries(orders)) {
    it(`goes by ${sort}, whatever the size of the pages`, async () => {
      // Whoever reads is seen to be there, and moves.
      const { list } = await team([{ role: 'owner', name: 'Reader' }, ...people]);
      for (const limit of ['1', '2', '3', '200']) {
        const walked = namesOf(await list.walk({ sort, limit }));
        assert.deepEqual(
          walked.filter(name => name !== 'Reader'),
          names,
          limit,
        );
      }
    });
  }

  it('goes by address without regard to case', async () => {
    const addresses = ['Bea@a.example', 'ada@b.example', 'ada@a.example', 'Ada@c.example'];
    const members: NewMember[] = [];
    for (const email of addresses) {
      members.push({ role: 'owner', person: await backend.person({ email }) });
    }
    const { list } = await team(members);
    const sorted = ['ada@a.example', 'ada@b.example', 'Ada@c.example', 'Bea@a.example'];
    for (const limit of ['1', '3']) {
      const up = await list.walk({ sort: 'email', limit });
      assert.deepEqual(addressesOf(up), sorted);
      const down = await list.walk({ sort: '-email', limit });
      assert.deepEqual(addressesOf(down), sorted.toReversed());
    }
  });

  it('tells apart times that differ by a microsecond, and leaves out nobody at the same one', async () => {
    const at = [1, 3, 2, 2, 2, 9].map(n => `2026-01-02T03:04:05.12345${String(n)}Z`);
    const { list } = await team([
      { role: 'owner' },
      ...at.map((time, n): NewMember => ({
        role: 'viewer',
        name: `${time} ${String(n)}`,
        joinedAt: time,
        lastActiveAt: time,
      })),
    ]);
    for (const sort of ['joinedAt', 'lastActiveAt', '-joinedAt', '-lastActiveAt']) {
      const names = namesOf(await list.walk({ sort, limit: '1', role: 'viewer' }));
      const sorted = at.toSorted();
      if (sort.startsWith('-')) sorted.reverse();
      assert.deepEqual(
        names.map(name => name.split(' ')[0]),
        sorted,
        sort,
      );
      assert.equal(new Set(names).size, at.length, sort);
    }
  });
});

describe('the members of some roles (R14)', () => {
  it('are listed and counted alone, in any order', async () => {
    const { list } = await team([
      { role: 'owner', name: 'Ada' },
      { role: 'viewer', name: 'Bo' },
      { role: 'member', name: 'Cy' },
      { role: 'viewer', name: 'Di' },
    ]);
    const { body } = await list.page({ role: 'viewer', sort: '-name' });
    assert.deepEqual(
      [namesOf(body.members), body.total, body.totalIsMinimum],
      [['Di', 'Bo'], 2, false],
    );
    for (const role of ['owner,viewer', 'viewer,owner', 'viewer,owner,viewer']) {
      const both = await list.page({ role, limit: '2' });
      assert.deepEqual([namesOf(both.body.members), both.body.total], [['Ada', 'Bo'], 3]);
      // However the roles are written, it is the same list.
      const rest = await list.page({ role: 'owner,viewer', cursor: both.body.next ?? '' });
      assert.deepEqual(namesOf(rest.body.members), ['Di']);
    }
    const none = await list.page({ role: 'admin' });
    assert.deepEqual([none.body.members, none.body.total], [[], 0]);
  });
});

describe('searching the members (R14)', () => {
  const names = ['Anna-Lena Schmidt', 'Émile Ångström', 'JOANNA Weiß', 'Łukasz Ørsted', 'Σίσυφος'];
  const cases: Readonly<Record<string, readonly string[]>> = {
    // Without case and accents, anywhere from three characters on.
    ann: ['Anna-Lena Schmidt', 'JOANNA Weiß'],
    ÄNN: ['Anna-Lena Schmidt', 'JOANNA Weiß'],
    ngstro: ['Émile Ångström'],
    'E\u0301mi': ['Émile Ångström'],
    weiss: ['JOANNA Weiß'],
    WEISS: ['JOANNA Weiß'],
    lukasz: ['Łukasz Ørsted'],
    σισυφοσ: ['Σίσυφος'],
    '  anna-lena   schm ': ['Anna-Lena Schmidt'],
    'na-le': ['Anna-Lena Schmidt'],
    // Where a word begins, below.
    a: ['Anna-Lena Schmidt', 'Émile Ångström'],
    or: ['Łukasz Ørsted'],
    nn: [],
    'lena schmidt anna': [],
    // An accent alone is a search, of which nothing is left; nothing but spaces is none.
    '\u0301': [],
    ' \u0308\u0301 ': [],
    '  ': names,
  };
  for (const [q, found] of Object.entries(cases)) {
    it(`finds ${String(found.length)} with “${q}”`, async () => {
      const { list } = await team(await named(names));
      const { status, body } = await list.page({ q });
      assert.deepEqual(
        [status, namesOf(body.members), body.total, body.totalIsMinimum],
        [200, found, found.length, false],
      );
    });
  }

  it('takes %, _ and \\ for themselves', async () => {
    const plain = ['100% Bo', 'under_score', 'back\\slash', 'Bo'];
    const { list } = await team(await named(plain));
    for (const [q, found] of Object.entries({
      '0% b': ['100% Bo'],
      '%': [],
      '%%%': [],
      '%bo%': [],
      _: [],
      ___: [],
      under_s: ['under_score'],
      under: ['under_score'],
      unde__: [],
      '\\': [],
      'k\\s': ['back\\slash'],
      'k\\\\s': [],
      '100\\% bo': [],
      '１００％': ['100% Bo'],
    })) {
      assert.deepEqual(namesOf((await list.page({ q })).body.members), found, q);
    }
  });

  it('looks at addresses too, from the beginning below three characters', async () => {
    const person = await backend.person({ name: 'Bo', email: 'Kim.Novák@acme.example' });
    const { list } = await team([
      { role: 'owner', name: 'Ada', person: await backend.person({ email: 'x@globex.example' }) },
      { role: 'viewer', person },
    ]);
    for (const q of ['novak', 'k', 'KI', 'acme.example', '@ACME', 'kim.novák@acme.example']) {
      assert.deepEqual(namesOf((await list.page({ q })).body.members), ['Bo'], q);
    }
    // Not where a part of it begins, nor across the end of the name.
    for (const q of ['no', '@a', 'bo kim']) {
      assert.deepEqual((await list.page({ q })).body.members, [], q);
    }
  });

  it('keeps to the roles asked for, sorts, and goes through pages', async () => {
    const { list } = await team([
      { role: 'owner', name: 'Smith A' },
      { role: 'viewer', name: 'Smith B' },
      { role: 'viewer', name: 'Jones' },
      { role: 'viewer', name: 'Smith C' },
    ]);
    const query = { q: 'smith', role: 'viewer', sort: '-name', limit: '1' };
    assert.deepEqual(namesOf(await list.walk(query)), ['Smith C', 'Smith B']);
    const { body } = await list.page(query);
    assert.equal(body.total, 2);
  });

  it('finds nobody of another organization (R33)', async () => {
    const { list } = await team([{ role: 'owner', name: 'Ada' }]);
    await team([{ role: 'owner', name: 'Unmistakable' }]);
    assert.deepEqual((await list.page({ q: 'unmistakable' })).body.members, []);
    assert.equal((await list.page({ q: 'ada' })).body.total, 1);
  });
});

describe('the total of a list (R14)', () => {
  it('says that it is only the least, where many are found, and every one of them is there', async () => {
    const { list, id } = await team([{ role: 'owner', name: 'Ada' }]);
    await backend.sql(
      `with person as (
         insert into orgtags.person (issuer, subject, name, email)
         select 'crowd', $1 || n, 'Crowd ' || n, n || '@crowd.example'
           from generate_series(1, 1005) n returning id, name, email
       )
       insert into orgtags.membership (organization_id, person_id, role, name, email)
       select $1::uuid, id, 'viewer', name, email from person`,
      [id],
    );
    const many = (await list.page({ q: 'crowd' })).body;
    assert.deepEqual([many.total, many.totalIsMinimum], [1000, true]);
    const all = await list.walk({ q: 'crowd', limit: '200', sort: '-name' });
    assert.equal(new Set(all.map(({ id: member }) => member)).size, 1005);
    const fewer = (await list.page({ q: 'crowd 10' })).body;
    assert.deepEqual([fewer.total, fewer.totalIsMinimum], [17, false]);
    const everyone = (await list.page({ role: 'viewer' })).body;
    assert.deepEqual([everyone.total, everyone.totalIsMinimum], [1005, false]);
  });
});

describe('a cursor (R14)', () => {
  const other: readonly ListQuery[] = [
    {},
    { sort: '-name' },
    { sort: 'role' },
    { sort: 'email' },
    { sort: 'joinedAt' },
    { sort: 'lastActiveAt' },
    { sort: '-lastActiveAt' },
    { role: 'viewer' },
    { role: 'viewer,owner' },
    { q: 'person' },
    { q: 'perso' },
    { q: 'person', role: 'viewer' },
  ];

  it('belongs to one sort, filter and search: in another it is none', async () => {
    const { list } = await team([{ role: 'owner' }, { role: 'viewer' }, { role: 'viewer' }]);
    for (const mine of other) {
      const { next } = (await list.page({ ...mine, limit: '1' })).body;
      assert.ok(next, JSON.stringify(mine));
      for (const theirs of other) {
        const answer = await list.page({ ...theirs, cursor: next });
        if (mine === theirs) assert.equal(answer.status, 200, JSON.stringify(mine));
        else refused(answer, 'malformed-cursor');
      }
    }
  });
});

/** People whose addresses are found by none of the searches. */
async function named(names: readonly string[]): Promise<NewMember[]> {
  const members: NewMember[] = [];
  for (const name of names) {
    const person = await backend.person({ name, email: `0-${randomUUID()}@0.example` });
    members.push({ role: 'owner', person });
  }
  return members;
}

async function team(
  members: readonly NewMember[],
): Promise<{ readonly id: string; readonly list: MemberList }> {
  const organization = await backend.organization({ members });
  const reader = organization.members.find(({ role }) => role === 'owner');
  assert.ok(reader);
  return { id: organization.id, list: memberList(backend, organization, reader) };
}

function namesOf(members: MemberPage['members']): string[] {
  return members.map(({ name }) => name);
}

function addressesOf(members: MemberPage['members']): (string | null)[] {
  return members.map(({ email }) => email);
}

function refused({ status, problem }: Answer, code: string): void {
  assert.deepEqual([status, problem.code], [400, code]);
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemSentence, type ProblemCode } from '../../src/contract/problems.ts';
import type { ChangedMember, MemberPage } from '../../src/contract/shapes.ts';
import { ROLES, type Role } from '../../src/domain/index.ts';
import type { NewMember, TestMember, TestOrganization } from '../../src/testing/backend.ts';
import { ask, backendForTests, type Answer } from '../support/backend.ts';

const backend = await backendForTests();

describe('the list of members (R14)', () => {
  it('goes by name as people expect: without regard to case, é beside e', async () => {
    const names = ['Anna', 'bert', 'Bert', 'emil', 'Émile', 'étienne', 'Eve', 'zoe', 'Zoë'];
    const mixed = [
      ...names.filter((_, n) => n % 2 === 1).toReversed(),
      ...names.filter((_, n) => n % 2 === 0),
    ];
    const { organization, as } = await team(mixed.map(name => ({ role: 'admin', name })));
    const { members } = (await page(organization, as('admin'))).body;
    assert.deepEqual(
      members.map(({ name }) => name),
      names,
    );
  });

  it('gives every member once, whatever the size of the pages', async () => {
    const names = [
      'a',
      'A',
      'á',
      'B',
      'b',
      'b',
      'b',
      'é',
      'e',
      'E',
      'É',
      'ß',
      'ss',
      '😀',
      '-',
      ' ',
    ];
    const { organization, as } = await team(names.map(name => ({ role: 'member', name })));
    const all = await walk(organization, as('member'), 200);
    assert.equal(new Set(all.map(({ id }) => id)).size, names.length);
    for (const limit of [1, 2, 3, names.length - 1, names.length, names.length + 1]) {
      const again = await walk(organization, as('member'), limit);
      assert.deepEqual(
        again.map(({ id }) => id),
        all.map(({ id }) => id),
        String(limit),
      );
    }
  });

  it('leaves out nobody and repeats nobody when people join between two pages', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `Member ${String(n).padStart(2, '0')}`);
    const { organization, as, join } = await team(names.map(name => ({ role: 'viewer', name })));
    const before = await walk(organization, as('viewer'), 200);
    const seen = await walk(organization, as('viewer'), 3, async last => {
      await join(`Aaron, before ${last}`);
      await join(`${last}, beside`);
      await join('Zoe, after everyone');
    });
    const ids = seen.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    const known = new Set(before.map(({ id }) => id));
    assert.deepEqual(
      ids.filter(id => known.has(id)),
      [...known],
    );
    assert.ok(seen.length > before.length);
  });

  it('goes on after somebody whose name is long', async () => {
    const long = '😀'.repeat(199);
    const { organization, as } = await team([
      { role: 'owner', name: 'A' },
      { role: 'viewer', name: `${long}a` },
      { role: 'viewer', name: `${long}b` },
    ]);
    assert.equal((await walk(organization, as('owner'), 1)).length, 3);
  });

  it('says how many there are in all, gives fifty at once, and no cursor on the last page', async () => {
    const { organization, as } = await team(
      Array.from({ length: 51 }, (): NewMember => ({ role: 'member' })),
    );
    const first = (await page(organization, as('member'))).body;
    assert.deepEqual([first.organization, first.total], [organization.id, 51]);
    assert.equal(first.members.length, 50);
    const second = (await page(organization, as('member'), { cursor: first.next ?? '' })).body;
    assert.deepEqual([second.members.length, second.total, second.next], [1, 51, null]);
    assert.equal((await page(organization, as('member'), { limit: '51' })).body.next, null);
  });

  it('names the organization by its own id, however the address spells it', async () => {
    const { organization, as } = await team([{ role: 'owner' }, { role: 'viewer' }]);
    const loud = { ...organization, id: organization.id.toUpperCase() };
    const { body } = await page(loud, as('owner'), { limit: '1' });
    assert.equal(body.organization, organization.id);
    const rest = await page(organization, as('owner'), { cursor: body.next ?? '' });
    assert.equal(rest.status, 200);
  });

  it('shows addresses to everyone but viewers', async () => {
    const { organization, as } = await team(ROLES.map(role => ({ role })));
    const addresses = organization.members.map(({ email }) => email).toSorted();
    for (const role of ROLES) {
      const { members } = (await page(organization, as(role))).body;
      const shown = members.map(({ email }) => email);
      if (role === 'viewer') assert.deepEqual(shown, [null, null, null, null]);
      else assert.deepEqual(shown.toSorted(), addresses, role);
    }
  });

  it('holds nobody of another organization, but for who is in both (R33)', async () => {
    const both = await backend.person();
    const { organization, as } = await team([{ role: 'owner' }, { role: 'member', person: both }]);
    const other = await team([{ role: 'owner' }, { role: 'viewer', person: both }]);
    const here = await walk(organization, as('owner'), 200);
    const there = await walk(other.organization, other.as('owner'), 200);
    assert.deepEqual(rolesOf(here), rolesOf(organization.members));
    assert.deepEqual(rolesOf(there), rolesOf(other.organization.members));
  });

  it('says when each joined and was last active, in UTC', async () => {
    const { organization, as } = await team([
      {
        role: 'owner',
        joinedAt: '2026-01-02T03:04:05+02:00',
        lastActiveAt: '2026-02-03T04:05:06Z',
      },
    ]);
    const [member] = (await page(organization, as('owner'))).body.members;
    assert.deepEqual(
      [member?.joinedAt, member?.lastActiveAt],
      ['2026-01-02T01:04:05.000Z', '2026-02-03T04:05:06.000Z'],
    );
  });
});

describe('changing a role (R15)', () => {
  it('stores the role, raises the version, and tells what is there now', async () => {
    const { organization, as } = await team([{ role: 'owner' }, { role: 'viewer' }]);
    const { status, body } = await change(organization, as('owner'), as('viewer'), 'owner');
    assert.equal(status, 200);
    assert.deepEqual(
      [body.organization, body.owners, body.member.id, body.member.role, body.member.version],
      [organization.id, 2, as('viewer').member, 'owner', 2],
    );
    const listed = (await page(organization, as('owner'))).body.members;
    assert.deepEqual(
      listed.find(({ id }) => id === body.member.id),
      body.member,
    );
  });

  it('acts at once: the next request is decided by the new role (R28)', async () => {
    const { organization, as } = await team([
      { role: 'owner' },
      { role: 'admin' },
      { role: 'viewer' },
    ]);
    assert.equal((await change(organization, as('owner'), as('admin'), 'viewer')).status, 200);
    refused(await change(organization, as('admin'), as('viewer'), 'member'), 'no-team-management');
    const { members } = (await page(organization, as('admin'))).body;
    assert.ok(members.every(({ email }) => email === null));
  });

  it('is recorded once, with who, before and after, by the transaction that stores it (R34)', async () => {
    const { organization, as } = await team([{ role: 'admin' }, { role: 'viewer' }]);
    await change(organization, as('admin'), as('viewer'), 'member');
    assert.deepEqual(await records(organization), [
      {
        actor: as('admin').id,
        action: 'member.role-changed',
        subject: as('viewer').member,
        before: { role: 'viewer' },
        after: { role: 'member' },
        together: true,
      },
    ]);
  });

  it('records and stores nothing when the role stays the same', async () => {
    const { organization, as } = await team([{ role: 'owner' }, { role: 'viewer' }]);
    const { status, body } = await change(organization, as('owner'), as('viewer'), 'viewer');
    assert.deepEqual([status, body.member.version, body.owners], [200, 1, 1]);
    assert.deepEqual(await records(organization), []);
  });

  it('refuses a version that somebody else has changed since, and says so', async () => {
    const { organization, as } = await team([
      { role: 'owner' },
      { role: 'admin' },
      { role: 'viewer' },
    ]);
    await change(organization, as('owner'), as('viewer'), 'member');
    refused(await change(organization, as('admin'), as('viewer'), 'admin'), 'stale-version');
    refused(await change(organization, as('admin'), as('viewer'), 'member'), 'stale-version');
    assert.equal((await records(organization)).length, 1);
    const again = await change(organization, as('admin'), as('viewer'), 'admin', 2);
    assert.deepEqual([again.status, again.body.member.version], [200, 3]);
  });
});

describe('who changes which role', () => {
  it('lets nobody give a role above their own (R12)', async () => {
    const { organization, as } = await team([
      { role: 'owner' },
      { role: 'admin' },
      { role: 'member' },
    ]);
    const answer = await change(organization, as('admin'), as('member'), 'owner');
    refused(answer, 'above-own-role', 'owner');
    await nothingStored(organization);
    assert.equal((await change(organization, as('owner'), as('member'), 'owner')).status, 200);
  });

  for (const role of ['member', 'viewer'] as const) {
    it(`lets no ${role} change roles without Team management (R10, R11)`, async () => {
      const { organization, as } = await team([{ role: 'owner' }, { role }, { role: 'viewer' }]);
      const target = organization.members[2];
      assert.ok(target);
      refused(await change(organization, as(role), target, 'member'), 'no-team-management');
      await nothingStored(organization);
      assert.equal((await change(organization, as('owner'), target, 'member')).status, 200);
    });
  }

  it('lets an admin make a member an admin, and not undo it (R9)', async () => {
    const { organization, as } = await team([
      { role: 'owner' },
      { role: 'admin' },
      { role: 'member' },
    ]);
    assert.equal((await change(organization, as('admin'), as('member'), 'admin')).status, 200);
    const undo = await change(organization, as('admin'), as('member'), 'member', 2);
    refused(undo, 'cannot-manage-role', 'admin');
    assert.equal((await records(organization)).length, 1);
    assert.equal((await change(organization, as('owner'), as('member'), 'member', 2)).status, 200);
  });

  it('lets an admin change no owner (R9)', async () => {
    const { organization, as } = await team([
      { role: 'owner' },
      { role: 'owner' },
      { role: 'admin' },
    ]);
    for (const to of ROLES) {
      const answer = await change(organization, as('admin'), as('owner'), to);
      refused(answer, 'cannot-manage-role', 'owner');
    }
    await nothingStored(organization);
  });

  it('lets nobody but an owner change their own role', async () => {
    const { organization, as } = await team([{ role: 'owner' }, { role: 'admin' }]);
    for (const to of ROLES) {
      refused(await change(organization, as('admin'), as('admin'), to), 'own-role');
    }
    await nothingStored(organization);
  });

  it('lets an owner step down while another remains, and the last one never (R13)', async () => {
    const { organization } = await team([{ role: 'owner' }, { role: 'owner' }]);
    const [first, second] = organization.members;
    assert.ok(first && second);
    const { status, body } = await change(organization, first, first, 'member');
    assert.deepEqual([status, body.member.role, body.owners], [200, 'member', 1]);
    for (const to of ROLES.filter(role => role !== 'owner')) {
      refused(await change(organization, second, second, to), 'last-owner');
    }
    assert.equal((await records(organization)).length, 1);
  });
});

interface Team {
  readonly organization: TestOrganization;
  /** The first member who was made with a role. */
  readonly as: (role: Role) => TestMember;
  /** Makes somebody a member. */
  readonly join: (name: string) => Promise<void>;
}

async function team(members: readonly NewMember[]): Promise<Team> {
  const organization = await backend.organization({ members });
  return {
    organization,
    as(role) {
      const member = organization.members.find(one => one.role === role);
      assert.ok(member, `There is no ${role}.`);
      return member;
    },
    async join(name) {
      const { id, email } = await backend.person({ name });
      await backend.sql(
        `insert into orgtags.membership (organization_id, person_id, role, name, email)
         values ($1, $2, 'viewer', $3, $4)`,
        [organization.id, id, name, email],
      );
    },
  };
}

function page(
  organization: TestOrganization,
  by: TestMember,
  query: Readonly<Record<string, string>> = {},
): Promise<Answer<MemberPage>> {
  const search = new URLSearchParams(query).toString();
  const url = `${backend.url}/api/v1/organizations/${organization.id}/members?${search}`;
  return ask(url, { token: by.token });
}

/** Every page, one after the other, doing something in between. */
async function walk(
  organization: TestOrganization,
  by: TestMember,
  limit: number,
  between: (last: string) => Promise<void> = async () => undefined,
): Promise<MemberPage['members'][number][]> {
  const seen: MemberPage['members'][number][] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = { limit: String(limit), ...(cursor !== '' && { cursor }) };
    const { status, body }: Answer<MemberPage> = await page(organization, by, query);
    assert.equal(status, 200, JSON.stringify(body));
    assert.ok(body.members.length <= limit);
    seen.push(...body.members);
    cursor = body.next;
    if (cursor !== null) await between(seen.at(-1)?.name ?? '');
  }
  return seen;
}

function change(
  organization: TestOrganization,
  by: TestMember,
  target: TestMember,
  role: Role,
  version = 1,
): Promise<Answer<ChangedMember>> {
  const url = `${backend.url}/api/v1/organizations/${organization.id}/members/${target.member}`;
  return ask(url, { method: 'PATCH', token: by.token, json: { role, version } });
}

/** The answer is a problem in the domain's own words. */
function refused({ status, problem, headers }: Answer, code: ProblemCode, role?: Role): void {
  assert.deepEqual([problem.code, problem.role], [code, role]);
  assert.equal(status, code === 'stale-version' ? 409 : 403);
  assert.equal(problem.title, problemSentence(code, { role }));
  assert.equal(headers.get('content-type'), 'application/problem+json');
}

/** What is recorded of an organization, and whether the member was written by the same transaction. */
async function records(organization: TestOrganization): Promise<object[]> {
  return backend.sql(
    `select a.actor_person_id as actor, a.action, a.subject_id as subject, a.before, a.after,
            a.xmin = m.xmin as together
       from orgtags.activity a
       left join orgtags.membership m on m.organization_id = a.organization_id and m.id = a.subject_id
      where a.organization_id = $1 order by a.at`,
    [organization.id],
  );
}

async function nothingStored(organization: TestOrganization): Promise<void> {
  assert.deepEqual(await records(organization), []);
  const rows = await backend.sql<{ id: string; role: Role; version: number }>(
    'select id, role, version from orgtags.membership where organization_id = $1 order by id',
    [organization.id],
  );
  const made = organization.members.map(({ member, role }) => ({ id: member, role, version: 1 }));
  assert.deepEqual(
    rows,
    made.toSorted((a, b) => a.id.localeCompare(b.id)),
  );
}

/** Who is what, whoever comes first. */
function rolesOf(
  members: readonly { id: string; member?: string; role: Role }[],
): Readonly<Record<string, Role>> {
  return Object.fromEntries(
    members.map(({ id, member, role }) => [member ?? id, role] as const).toSorted(),
  );
}

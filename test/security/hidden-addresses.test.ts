import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ROLES, type Role } from '../../src/domain/index.ts';
import type { TestMember } from '../../src/testing/backend.ts';
import { backendForTests, type Answer } from '../support/backend.ts';
import { memberList, type MemberList } from '../support/member-list.ts';

/** In the address of one member and in no name. */
const IN_ADDRESS = 'needle';

const backend = await backendForTests();

describe('addresses, which viewers do not see (R14)', () => {
  it('are not found by a viewer, and are by everyone else', async () => {
    const { lists } = await team();
    for (const role of ROLES) {
      for (const q of [
        IN_ADDRESS,
        IN_ADDRESS.slice(0, 2),
        IN_ADDRESS[0] ?? '',
        '@hidden.example',
      ]) {
        const { body } = await lists[role].page({ q });
        assert.deepEqual([role, q, body.total], [role, q, role === 'viewer' ? 0 : 1]);
      }
      assert.equal((await lists[role].page({ q: 'zuse' })).body.total, 1);
    }
  });

  it('are not looked at for a viewer either where more are found than are looked up', async () => {
    const { id, lists } = await team();
    await backend.sql(
      `with person as (
         insert into orgtags.person (issuer, subject, name, email)
         select 'crowd', $1 || n, $2 || ' ' || n, n || '@crowd.example'
           from generate_series(1, 1005) n returning id, name, email
       )
       insert into orgtags.membership (organization_id, person_id, role, name, email)
       select $1::uuid, id, 'viewer', name, email from person`,
      [id, IN_ADDRESS],
    );
    for (const role of ROLES) {
      // Who has it in the address alone is called Zuse, and comes first.
      const { body } = await lists[role].page({ q: IN_ADDRESS, sort: '-name', limit: '1' });
      assert.deepEqual([body.total, body.totalIsMinimum], [1000, true]);
      assert.equal(body.members[0]?.name === 'Zuse', role !== 'viewer', role);
    }
  });

  it('are not sorted by for a viewer, who is told why, and are for everyone else', async () => {
    const { lists } = await team();
    for (const role of ROLES) {
      for (const sort of ['email', '-email']) {
        const answer = await lists[role].page({ sort });
        if (role === 'viewer') refused(answer, 403, 'addresses-hidden');
        else assert.equal(answer.status, 200, role);
      }
    }
  });

  it('are not reached by a cursor from before somebody became a viewer', async () => {
    for (const query of [{ sort: 'email' }, { sort: '-email' }, { q: 'example' }]) {
      const { lists, members } = await team();
      const before = await lists.admin.page({ ...query, limit: '1' });
      const cursor = before.body.next ?? '';
      assert.equal((await lists.admin.page({ ...query, cursor })).status, 200);
      await demote(members.admin);
      const after = await lists.admin.page({ ...query, cursor });
      if ('sort' in query) refused(after, 403, 'addresses-hidden');
      else refused(after, 400, 'malformed-cursor');
      refused(await lists.admin.page({ cursor }), 400, 'malformed-cursor');
      refused(await lists.viewer.page({ q: 'example', cursor }), 400, 'malformed-cursor');
    }
  });

  it('are in nothing that a viewer is answered, whatever is asked', async () => {
    const { lists } = await team();
    for (const sort of ['name', 'role', 'joinedAt', 'lastActiveAt']) {
      for (const query of [{}, { q: 'zuse' }, { q: IN_ADDRESS }, { role: 'owner,admin,member' }]) {
        for (const by of [sort, `-${sort}`]) {
          const { body } = await lists.viewer.page({ ...query, sort: by, limit: '1' });
          const cursor = Buffer.from(body.next ?? '', 'base64url').toString();
          assert.doesNotMatch(JSON.stringify(body) + cursor, /@|needle\b.*example/);
        }
      }
    }
    assert.match(JSON.stringify((await lists.admin.page()).body), /@/);
  });
});

async function team(): Promise<{
  readonly id: string;
  readonly lists: Readonly<Record<Role, MemberList>>;
  readonly members: Readonly<Record<Role, TestMember>>;
}> {
  const person = await backend.person({
    name: 'Zuse',
    email: `${IN_ADDRESS}.${String(Math.random()).slice(2)}@hidden.example`,
  });
  const organization = await backend.organization({
    members: ROLES.map(role => (role === 'member' ? { role, person } : { role })),
  });
  const byRole = Object.fromEntries(organization.members.map(one => [one.role, one]));
  const members = byRole as Record<Role, TestMember>;
  const listOf = (role: Role): MemberList => memberList(backend, organization, members[role]);
  return {
    id: organization.id,
    members,
    lists: {
      owner: listOf('owner'),
      admin: listOf('admin'),
      member: listOf('member'),
      viewer: listOf('viewer'),
    },
  };
}

async function demote({ member }: TestMember): Promise<void> {
  await backend.sql("update orgtags.membership set role = 'viewer' where id = $1", [member]);
}

function refused({ status, problem }: Answer, expected: number, code: string): void {
  assert.deepEqual([status, problem.code], [expected, code]);
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChangedMembers } from '../../src/contract/shapes.ts';
import type { Role } from '../../src/domain/index.ts';
import type { TestMember } from '../../src/testing/backend.ts';
import { backendForTests } from '../support/backend.ts';
import { done, makeTeam, refused, type Team } from '../support/team.ts';

const backend = await backendForTests();

describe('several members at once (R17)', () => {
  it('get a role, each with an outcome of its own', async () => {
    const team = await makeTeam(backend, 'owner', 'admin', 'admin', 'member', 'viewer', 'viewer');
    const elsewhere = await makeTeam(backend, 'owner', 'viewer');
    const [viewer, stale] = [team.as('viewer'), team.as('viewer', 1)];
    await backend.sql('update orgtags.membership set version = 2 where id = $1', [stale.member]);
    const { outcomes, owners, organization } = done(
      await several(team, team.as('admin'), 'member', [
        team.as('owner'),
        team.as('admin', 1),
        team.as('admin'),
        team.as('member'),
        viewer,
        stale,
        elsewhere.as('viewer'),
      ]),
    );
    assert.deepEqual(
      outcomes.map(({ problem, member }) => [problem?.code ?? null, member?.role ?? null]),
      [
        ['cannot-manage-role', 'owner'],
        ['cannot-manage-role', 'admin'],
        ['own-role', 'admin'],
        [null, 'member'],
        [null, 'member'],
        ['stale-version', 'viewer'],
        ['member-not-found', null],
      ],
    );
    assert.deepEqual([organization, owners], [team.id, 1]);
    const activities = await team.activities();
    assert.deepEqual(
      activities.map(({ action, subject }) => [action, subject?.person]),
      [['member.role-changed', viewer.id]],
    );
  });

  it('are removed, but for oneself and for those one does not manage', async () => {
    const team = await makeTeam(backend, 'owner', 'admin', 'member', 'viewer');
    const { outcomes } = done(await several(team, team.as('admin'), null, team.members));
    assert.deepEqual(
      outcomes.map(({ problem }) => problem?.code ?? null),
      ['cannot-manage-role', 'own-removal', null, null],
    );
    refused(await team.send(team.as('member'), 'GET /members'), 'organization-not-found');
    done(await team.send(team.as('admin'), 'GET /members'));
  });

  it('never take the last owner, whichever comes last (R13)', async () => {
    const team = await makeTeam(backend, 'owner', 'owner', 'owner');
    const { outcomes, owners } = done(
      await several(team, team.as('owner'), 'viewer', team.members),
    );
    assert.deepEqual(
      outcomes.map(({ problem }) => problem?.code ?? null),
      [null, null, 'last-owner'],
    );
    assert.equal(owners, 1);
  });

  it('are two hundred at most, each once', async () => {
    const team = await makeTeam(
      backend,
      'owner',
      ...Array.from({ length: 200 }, () => 'viewer' as const),
    );
    const viewers = team.members.slice(1);
    const all = done(await several(team, team.as('owner'), 'member', viewers));
    assert.ok(all.outcomes.every(({ problem, member }) => !problem && member?.role === 'member'));
    assert.deepEqual(
      all.outcomes.map(({ id }) => id),
      viewers.map(({ member }) => member),
    );
    refused(await several(team, team.as('owner'), 'viewer', team.members), 'invalid-input');
    refused(await several(team, team.as('owner'), 'viewer', []), 'invalid-input');
    const [twice] = viewers;
    assert.ok(twice);
    refused(await several(team, team.as('owner'), 'viewer', [twice, twice]), 'invalid-input');
  });

  it('are nobody’s who has lost the right meanwhile', async () => {
    const team = await makeTeam(backend, 'owner', 'member', 'viewer');
    refused(
      await several(team, team.as('member'), 'member', [team.as('viewer')]),
      'no-team-management',
    );
    done(await several(team, team.as('owner'), 'member', [team.as('viewer')]));
  });
});

function several(team: Team, by: TestMember, role: Role | null, members: readonly TestMember[]) {
  return team.send<ChangedMembers>(by, 'POST /members/changes', {
    members: members.map(({ member }) => ({ id: member, version: 1 })),
    role,
  });
}

import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { PermissionMatrix, SavePermissions, Session } from '../../src/contract/shapes.ts';
import { FEATURES, permissionMatrix, type Feature } from '../../src/domain/index.ts';
import { createServer } from '../../src/server/index.ts';
import { startBackend, TEST_SECRET, type TestMember } from '../../src/testing/backend.ts';
import { backendForTests } from '../support/backend.ts';
import { postgresUrl } from '../support/postgres.ts';
import { done, makeTeam, refused, type Team } from '../support/team.ts';

const backend = await backendForTests();

describe('the permission matrix (R26, R27)', () => {
  it('is read by everyone, with the defaults', async () => {
    const team = await makeTeam(backend, 'owner', 'admin', 'member', 'viewer');
    for (const member of team.members) {
      assert.deepEqual(done(await team.send<PermissionMatrix>(member, 'GET /permissions')), {
        organization: team.id,
        levels: permissionMatrix(FEATURES),
        version: 1,
      });
    }
  });

  it('acts with the next request of everyone in the column (R28)', async () => {
    const team = await makeTeam(backend, 'owner', 'admin', 'member', 'viewer');
    const change = (by: TestMember) =>
      team.send(by, `PATCH /members/${team.as('viewer').member}`, { role: 'viewer', version: 1 });
    refused(await change(team.as('member')), 'no-team-management');
    const saved = done(
      await save(team, team.as('owner'), 1, [
        { role: 'member', feature: 'team', level: 'modify' },
        { role: 'admin', feature: 'team', level: 'none' },
      ]),
    );
    assert.deepEqual(
      [saved.version, saved.levels.member.team, saved.levels.admin.team],
      [2, 'modify', 'none'],
    );
    done(await change(team.as('member')));
    refused(await change(team.as('admin')), 'no-team-management');
    const { standing } = done(await team.send<Session>(team.as('member'), 'GET /session'));
    assert.equal(standing?.permissions.team, 'modify');
  });

  it('is edited by owners and admins, in the columns below their own', async () => {
    const team = await makeTeam(backend, 'owner', 'admin', 'member', 'viewer');
    const none = (role: 'owner' | 'admin' | 'member' | 'viewer') =>
      [{ role, feature: 'analytics', level: 'none' }] as const;
    refused(await save(team, team.as('member'), 1, none('viewer')), 'owners-and-admins-only');
    refused(await save(team, team.as('viewer'), 1, none('viewer')), 'owners-and-admins-only');
    refused(await save(team, team.as('admin'), 1, none('admin')), 'own-column');
    refused(await save(team, team.as('admin'), 1, none('owner')), 'owners-have-everything');
    refused(await save(team, team.as('owner'), 1, none('owner')), 'owners-have-everything');
    assert.equal(done(await save(team, team.as('admin'), 1, none('member'))).version, 2);
    assert.equal(done(await save(team, team.as('owner'), 2, none('admin'))).version, 3);
  });

  it('gives viewers nothing that changes, and nobody what the giver lacks', async () => {
    const team = await makeTeam(backend, 'owner', 'admin', 'viewer');
    const give = (
      by: TestMember,
      version: number,
      ...cell: ['member' | 'viewer' | 'admin', string, 'none' | 'view' | 'modify']
    ) => save(team, by, version, [{ role: cell[0], feature: cell[1], level: cell[2] }]);
    refused(await give(team.as('owner'), 1, 'viewer', 'leads', 'modify'), 'level-not-offered');
    refused(await give(team.as('owner'), 1, 'viewer', 'team', 'modify'), 'level-not-offered');
    refused(await give(team.as('owner'), 1, 'member', 'agents', 'view'), 'level-not-offered');
    done(await give(team.as('owner'), 1, 'admin', 'agents', 'none'));
    refused(await give(team.as('admin'), 2, 'member', 'agents', 'modify'), 'beyond-own-level');
    done(await give(team.as('owner'), 2, 'member', 'agents', 'modify'));
    done(await give(team.as('admin'), 3, 'member', 'agents', 'none'));
    refused(await give(team.as('owner'), 4, 'member', 'no-such-feature', 'none'), 'invalid-input');
  });

  it('is saved whole or not at all, and tells the second of two editors', async () => {
    const team = await makeTeam(backend, 'owner', 'admin');
    refused(
      await save(team, team.as('admin'), 1, [
        { role: 'member', feature: 'analytics', level: 'none' },
        { role: 'admin', feature: 'analytics', level: 'none' },
      ]),
      'own-column',
    );
    const both = await Promise.all(
      [team.as('owner'), team.as('admin')].map(by =>
        save(team, by, 1, [{ role: 'viewer', feature: 'analytics', level: 'none' }]),
      ),
    );
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409]);
    const [change, ...others] = await team.activities();
    assert.deepEqual(
      [change?.action, change?.before, change?.after, others.length],
      ['permissions.changed', { 'viewer.analytics': 'view' }, { 'viewer.analytics': 'none' }, 0],
    );
  });

  it('says of a cell only one thing', async () => {
    const team = await makeTeam(backend, 'owner');
    const cell = { role: 'member', feature: 'leads' } as const;
    const none = { ...cell, level: 'none' } as const;
    const view = { ...cell, level: 'view' } as const;
    refused(await save(team, team.as('owner'), 1, [none, view]), 'invalid-input');
    done(await save(team, team.as('owner'), 1, [view]));
  });

  it('stays within the ceilings whatever is stored (R11)', async () => {
    const team = await makeTeam(backend, 'owner', 'viewer');
    await backend.sql('update orgtags.organization set permissions = $2 where id = $1', [
      team.id,
      JSON.stringify({ viewer: { team: 'modify', leads: 'modify' }, owner: { team: 'none' } }),
    ]);
    const { levels } = done(
      await team.send<PermissionMatrix>(team.as('viewer'), 'GET /permissions'),
    );
    assert.deepEqual(
      [levels.viewer.team, levels.viewer.leads, levels.owner.team],
      ['none', 'view', 'modify'],
    );
  });
});

describe('the features of a host (R48)', () => {
  const own: readonly Feature[] = [
    {
      name: 'invoices',
      label: 'Invoices',
      levels: ['none', 'view', 'modify'],
      viewerLevel: 'none',
      defaults: { admin: 'modify', member: 'view', viewer: 'none' },
    },
    ...FEATURES.filter(({ name }) => name === 'team'),
  ];

  it('are the rows of the matrix, with labels, defaults and ceilings', async () => {
    const host = await startBackend({ postgresUrl: await postgresUrl(), features: own });
    after(() => host.stop());
    const team = await makeTeam(host, 'owner', 'member', 'viewer');
    const session = done(await team.send<Session>(team.as('member'), 'GET /session'));
    assert.deepEqual(session.features, own);
    assert.deepEqual(session.standing?.permissions, { invoices: 'view', team: 'none' });
    refused(
      await save(team, team.as('owner'), 1, [
        { role: 'viewer', feature: 'invoices', level: 'view' },
      ]),
      'level-not-offered',
    );
    done(
      await save(team, team.as('owner'), 1, [
        { role: 'member', feature: 'invoices', level: 'none' },
      ]),
    );
  });

  it('need Team management, each once', () => {
    const { databaseUrl } = backend;
    const server = (features: readonly Feature[]) => () =>
      createServer({ databaseUrl, secret: TEST_SECRET, url: 'http://localhost', features });
    assert.throws(server(own.slice(0, 1)), /team/);
    assert.throws(server([...own, ...own]), /twice/);
  });
});

function save(team: Team, by: TestMember, version: number, changes: SavePermissions['changes']) {
  return team.send<PermissionMatrix>(by, 'PATCH /permissions', { changes, version });
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChangedMembers, RemovedMember, Session } from '../../src/contract/shapes.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { done, makeTeam, refused } from '../support/team.ts';

const backend = await backendForTests();

describe('removing a member (R16, R38)', () => {
  it('ends their access with the next request, and nothing of theirs elsewhere', async () => {
    const team = await makeTeam(backend, 'owner', 'admin', 'member');
    const member = team.as('member');
    const elsewhere = await makeTeam(backend, 'owner', { role: 'viewer', person: member });
    done(await team.send(member, 'GET /members'));

    const removed = done(
      await team.send<RemovedMember>(team.as('admin'), `DELETE /members/${member.member}`),
    );
    assert.deepEqual(removed, { organization: team.id, member: member.member, owners: 1 });

    refused(await team.send(member, 'GET /members'), 'organization-not-found');
    refused(await team.send(member, 'GET /session'), 'organization-not-found');
    done(await elsewhere.send(member, 'GET /members'));
    const { organizations } = done(
      await ask<Session>(`${backend.url}/api/v1/session`, { token: member.token }),
    );
    assert.deepEqual(
      organizations.map(({ id }) => id),
      [elsewhere.id],
    );
  });

  it('keeps what they did and what was done to them under their name (R34)', async () => {
    const team = await makeTeam(
      backend,
      'owner',
      { role: 'admin', name: 'Adam Okafor' },
      { role: 'viewer', name: 'Victor Hasegawa' },
    );
    const [admin, viewer] = [team.as('admin'), team.as('viewer')];
    done(await team.send(admin, `PATCH /members/${viewer.member}`, { role: 'member', version: 1 }));
    done(await team.send(team.as('owner'), `DELETE /members/${viewer.member}`));
    done(await team.send(team.as('owner'), `DELETE /members/${admin.member}`));
    const [, removal, change] = await team.activities();
    assert.deepEqual(
      [removal?.action, removal?.subject?.name, removal?.before, removal?.after],
      ['member.removed', 'Victor Hasegawa', { role: 'member' }, null],
    );
    assert.deepEqual([change?.actor.name, change?.actor.person], ['Adam Okafor', admin.id]);
  });

  it('goes by ids however they are spelled', async () => {
    const team = await makeTeam(backend, 'owner', 'viewer', 'viewer');
    const [first, second] = [team.as('viewer'), team.as('viewer', 1)];
    done(await team.send(team.as('owner'), `DELETE /members/${first.member.toUpperCase()}`));
    const several = { members: [{ id: second.member.toUpperCase(), version: 1 }], role: null };
    const { outcomes } = done(
      await team.send<ChangedMembers>(team.as('owner'), 'POST /members/changes', several),
    );
    assert.deepEqual(outcomes, [{ id: second.member, problem: null, member: null }]);
  });

  it('is for who manages the role, and never for oneself', async () => {
    const team = await makeTeam(backend, 'owner', 'owner', 'admin', 'admin', 'member', 'viewer');
    const remove = (by: Parameters<typeof team.as>, whom: Parameters<typeof team.as>) =>
      team.send(team.as(...by), `DELETE /members/${team.as(...whom).member}`);
    refused(await remove(['member'], ['viewer']), 'no-team-management');
    refused(await remove(['viewer'], ['member']), 'no-team-management');
    refused(await remove(['admin'], ['admin', 1]), 'cannot-manage-role');
    refused(await remove(['admin'], ['owner']), 'cannot-manage-role');
    refused(await remove(['admin'], ['admin']), 'own-removal');
    refused(await remove(['owner'], ['owner']), 'own-removal');
    done(await remove(['admin'], ['member']));
    done(await remove(['owner'], ['admin', 1]));
    done(await remove(['owner'], ['owner', 1]));
    refused(await remove(['owner'], ['member']), 'member-not-found');
  });

  it('lets them be a member again, once they have signed in anew', async () => {
    const team = await makeTeam(backend, 'owner', 'viewer');
    const viewer = team.as('viewer');
    done(await team.send(viewer, 'GET /session'));
    await seen(viewer.member);
    done(await team.send(team.as('owner'), `DELETE /members/${viewer.member}`));
    await backend.sql(
      `insert into orgtags.membership (organization_id, person_id, role, name, email)
       values ($1, $2, 'member', $3, $4)`,
      [team.id, viewer.id, viewer.name, viewer.email],
    );
    refused(await team.send(viewer, 'GET /session'), 'session-ended');
    const anew = await backend.session(viewer);
    assert.equal(done(await team.send<Session>(anew, 'GET /session')).standing?.role, 'member');
  });
});

describe('leaving (R6, R13)', () => {
  it('is for everyone but the last owner', async () => {
    const team = await makeTeam(backend, 'owner', 'owner', 'admin', 'member', 'viewer');
    for (const role of ['viewer', 'member', 'admin'] as const) {
      done(await team.send(team.as(role), 'POST /leave'));
      refused(await team.send(team.as(role), 'GET /members'), 'organization-not-found');
    }
    done(await team.send(team.as('owner', 1), 'POST /leave'));
    refused(await team.send(team.as('owner'), 'POST /leave'), 'last-owner');
    done(await team.send(team.as('owner'), 'GET /members'));
    const actions = (await team.activities()).map(({ action }) => action);
    assert.deepEqual(
      actions,
      Array.from({ length: 4 }, () => 'member.left'),
    );
  });
});

describe('deleting an organization (R6)', () => {
  it('is for owners, and ends every route at once, for everyone', async () => {
    const team = await makeTeam(backend, 'owner', 'admin', 'viewer');
    refused(await team.send(team.as('admin'), 'DELETE '), 'owners-only');
    done(await team.send(team.as('admin'), 'GET /members'));
    done(await team.send(team.as('owner'), 'DELETE '));
    for (const member of team.members) {
      for (const route of [
        'GET /members',
        'GET /session',
        'POST /switch',
        'POST /leave',
      ] as const) {
        refused(await team.send(member, route), 'organization-not-found');
      }
      const session = done(
        await ask<Session>(`${backend.url}/api/v1/session`, { token: member.token }),
      );
      assert.deepEqual([session.organizations, session.standing], [[], null]);
    }
    const kept = await backend.sql(
      `select action, before from orgtags.activity where organization_id = $1`,
      [team.id],
    );
    assert.equal(kept.length, 1);
  });
});

/** Waits until it is written that somebody was here. */
async function seen(member: string): Promise<void> {
  for (;;) {
    const rows = await backend.sql(
      `select from orgtags.membership where id = $1 and last_active_at is not null`,
      [member],
    );
    if (rows.length > 0) return;
  }
}

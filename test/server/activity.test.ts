import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ActivityPage } from '../../src/contract/shapes.ts';
import { backendForTests } from '../support/backend.ts';
import { done, makeTeam, refused } from '../support/team.ts';

const backend = await backendForTests();

describe('the record (R34)', () => {
  it('is read by owners and admins, page by page, the newest first', async () => {
    const team = await makeTeam(backend, 'owner', 'admin', 'member', 'viewer');
    const { member } = team.as('viewer');
    const roles = ['member', 'viewer', 'member', 'viewer', 'member'];
    for (const [n, role] of roles.entries()) {
      done(await team.send(team.as('admin'), `PATCH /members/${member}`, { role, version: n + 1 }));
    }
    const seen: unknown[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: ActivityPage = done(
        await team.send<ActivityPage>(team.as('admin'), `GET /activity?limit=2${query}`),
      );
      seen.push(...page.activities.map(({ after }) => after?.role));
      cursor = page.next;
    }
    assert.deepEqual(seen, roles.toReversed());
    for (const role of ['member', 'viewer'] as const) {
      refused(await team.send(team.as(role), 'GET /activity'), 'owners-and-admins-only');
    }
  });

  it('names people as they are called now, and nobody of another organization', async () => {
    const team = await makeTeam(backend, { role: 'owner', name: 'Olivia Brandt' }, 'viewer');
    const stranger = await backend.person();
    done(
      await team.send(team.as('owner'), `PATCH /members/${team.as('viewer').member}`, {
        role: 'member',
        version: 1,
      }),
    );
    await rename(team.as('owner').email, 'Olivia Berg');
    const [activity] = await team.activities();
    assert.equal(activity?.actor.name, 'Olivia Berg');
    const names = await backend.sql(
      `select * from set_config('orgtags.organization', $1, true),
                     orgtags.names_in_record(array[$2, $3]::uuid[])`,
      [team.id, team.as('owner').id, stranger.id],
    );
    assert.equal(names.length, 1);
  });

  it('does not take a cursor of the members, nor of another organization', async () => {
    const team = await makeTeam(backend, 'owner', 'viewer');
    const { next } = done(await team.send<ActivityPage>(team.as('owner'), 'GET /members?limit=1'));
    assert.ok(next);
    refused(await team.send(team.as('owner'), `GET /activity?cursor=${next}`), 'malformed-cursor');
    done(await team.send(team.as('owner'), `GET /members?cursor=${next}`));
  });
});

describe('the last activity (R14)', () => {
  it('is written once in a while, after the request, and raises no version', async () => {
    const team = await makeTeam(backend, { role: 'owner', lastActiveAt: minutesAgo(6) });
    const [before] = await stored(team.id);
    const visit = async () => done(await team.send(team.as('owner'), 'GET /members'));
    await visit();
    let [now] = await stored(team.id);
    while (now?.at === before?.at) [now] = await stored(team.id);
    for (let again = 0; again < 5; again += 1) await visit();
    assert.deepEqual(await stored(team.id), [now]);
    assert.equal(now?.version, 1);
  });

  it('brings the copies of name and address up to date', async () => {
    const team = await makeTeam(backend, 'owner');
    await rename(team.as('owner').email, 'Olivia Berg');
    let name: string | undefined;
    while (name !== 'Olivia Berg') {
      done(await team.send(team.as('owner'), 'GET /session'));
      name = (await stored(team.id))[0]?.name;
    }
  });
});

/** Changes the name of an account. */
async function rename(email: string, name: string): Promise<void> {
  await backend.sql('update orgtags_auth."user" set name = $2 where email = $1', [email, name]);
}

function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

function stored(organization: string) {
  return backend.sql<{ at: string; version: number; name: string }>(
    `select last_active_at::text as at, version, name from orgtags.membership
      where organization_id = $1 order by id`,
    [organization],
  );
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Client } from 'pg';
import type { ProblemCode } from '../../src/contract/problems.ts';
import type { TestMember } from '../../src/testing/backend.ts';
import { backendForTests, type Answer } from '../support/backend.ts';
import { done, makeTeam, refused, type Team } from '../support/team.ts';

const backend = await backendForTests();

/** Every write that is decided by who somebody is, valid for an owner. */
const WRITES: Readonly<
  Record<string, (team: Team, by: TestMember, part: string) => Promise<Answer>>
> = {
  'changes a role': (team, by) =>
    team.send(by, `PATCH /members/${team.as('viewer').member}`, { role: 'member', version: 1 }),
  'removes a member': (team, by) => team.send(by, `DELETE /members/${team.as('viewer').member}`),
  'changes several': (team, by) =>
    team.send(by, 'POST /members/changes', {
      members: [{ id: team.as('viewer').member, version: 1 }],
      role: null,
    }),
  'saves the matrix': (team, by) =>
    team.send(by, 'PATCH /permissions', {
      changes: [{ role: 'viewer', feature: 'leads', level: 'none' }],
      version: 1,
    }),
  'ends a session': (team, by, part) =>
    team.send(by, `DELETE /members/${team.as('viewer').member}/sessions/${part}`),
  'signs everyone out': (team, by) => team.send(by, 'POST /sessions/end', { includeOwn: false }),
  'deletes the organization': (team, by) => team.send(by, 'DELETE '),
};

/** What happens to whoever asks while the write waits, and what the write is then answered. */
const MEANWHILE: Readonly<Record<string, readonly [string, readonly ProblemCode[]]>> = {
  'is demoted': [
    `update orgtags.membership set role = 'viewer' where organization_id = $1 and person_id = $2`,
    ['no-team-management', 'owners-and-admins-only', 'owners-only'],
  ],
  'is removed': [
    'delete from orgtags.membership where organization_id = $1 and person_id = $2',
    ['organization-not-found'],
  ],
  'is signed out with everyone': [
    `update orgtags.membership set signed_out_at = clock_timestamp()
      where organization_id = $1 and person_id = $2`,
    ['session-ended'],
  ],
  'has the session ended here': [
    `insert into orgtags.session_part (organization_id, person_id, session_id, device, ended_at)
     select $1, $2, s.id, '', now()
       from orgtags_auth.session s join orgtags.person p on p.subject = s."userId" where p.id = $2
         on conflict (organization_id, person_id, session_id) do update set ended_at = now()`,
    ['session-ended'],
  ],
  'has signed out': [
    `delete from orgtags_auth.session s using orgtags.person p
      where p.id = $2 and p.subject = s."userId" and $1::uuid is not null`,
    ['no-session'],
  ],
  'has a session that expires': [
    `update orgtags_auth.session s set "expiresAt" = now() from orgtags.person p
      where p.id = $2 and p.subject = s."userId" and $1::uuid is not null`,
    ['no-session'],
  ],
};

for (const [what, write] of Object.entries(WRITES)) {
  describe(`somebody who ${what} and`, () => {
    for (const [meanwhile, [statement, codes]] of Object.entries(MEANWHILE)) {
      it(`${meanwhile} while it waits, is refused (R9, R37, R38)`, async () => {
        const { team, part } = await twoOwners();
        const actor = team.as('owner', 1);
        const answer = await whileHeld(
          'select from orgtags.organization where id = $1 for no key update',
          [team.id],
          [statement, [team.id, actor.id]],
          () => write(team, actor, part),
        );
        assert.ok(codes.includes(answer.problem.code), JSON.stringify(answer.body));
        refused(answer, answer.problem.code);
        assert.deepEqual(await team.activities(), []);
      });
    }

    it('nothing else happens, is answered', async () => {
      const { team, part } = await twoOwners();
      done(await write(team, team.as('owner', 1), part));
    });
  });
}

describe('who waits for their own row alone', () => {
  for (const meanwhile of ['has signed out', 'has a session that expires']) {
    it(`and ${meanwhile}, is refused, too (R9, R38)`, async () => {
      const { team, part } = await twoOwners();
      const actor = team.as('owner', 1);
      const [write, happens] = [WRITES['changes a role'], MEANWHILE[meanwhile]];
      assert.ok(write && happens);
      const answer = await whileHeld(
        'select from orgtags.membership where id = $1 for no key update',
        [actor.member],
        [happens[0], [team.id, actor.id]],
        () => write(team, actor, part),
      );
      refused(answer, 'no-session');
      assert.deepEqual(await team.activities(), []);
    });
  }
});

describe('who waits for the row of a member alone', () => {
  for (const [meanwhile, [statement, codes]] of Object.entries(MEANWHILE)) {
    it(`and ${meanwhile}, is refused, too (R9, R37, R38)`, async () => {
      const { team, part } = await twoOwners();
      const actor = team.as('owner', 1);
      const write = WRITES['changes a role'];
      assert.ok(write);
      const answer = await whileHeld(
        'select from orgtags.membership where id = $1 for no key update',
        [team.as('viewer').member],
        [statement, [team.id, actor.id]],
        () => write(team, actor, part),
      );
      assert.ok(codes.includes(answer.problem.code), JSON.stringify(answer.body));
      refused(answer, answer.problem.code);
      assert.deepEqual(await team.activities(), []);
    });
  }
});

/** Sends a write that waits for a row held elsewhere, where something else happens meanwhile. */
async function whileHeld(
  hold: string,
  held: readonly string[],
  [meanwhile, values]: readonly [string, readonly string[]],
  write: () => Promise<Answer>,
): Promise<Answer> {
  const other = new Client({ connectionString: backend.databaseUrl });
  await other.connect();
  await other.query('begin');
  await other.query(hold, [...held]);
  await other.query(meanwhile, [...values]);
  const pending = write();
  while ((await waiting()) === 0);
  await other.query('commit');
  await other.end();
  return pending;
}

async function twoOwners(): Promise<{ team: Team; part: string }> {
  const team = await makeTeam(backend, 'owner', 'owner', 'viewer');
  const viewer = team.as('viewer');
  const [row] = await backend.sql<{ id: string }>(
    `insert into orgtags.session_part (organization_id, person_id, session_id, device)
     values ($1, $2, $3, '') returning id`,
    [team.id, viewer.id, viewer.session],
  );
  return { team, part: row?.id ?? '' };
}

async function waiting(): Promise<number> {
  const [row] = await backend.sql<{ n: number }>(
    `select count(*)::integer as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return row?.n ?? 0;
}

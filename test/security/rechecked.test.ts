import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { Client } from 'pg';
import type { ProblemCode } from '../../src/contract/problems.ts';
import type { TestGuest, TestMember } from '../../src/testing/backend.ts';
import { backendForTests, type Answer } from '../support/backend.ts';
import { done, makeTeam, refused, type Team } from '../support/team.ts';

const backend = await backendForTests();

/** What the writes are about. */
interface There {
  /** The viewer's part of a session. */
  readonly part: string;
  /** Who waits for an answer. */
  readonly guest: TestGuest;
  /** A text that guests are answered with. */
  readonly source: string;
}

/**
 * Every write that is decided by who somebody is, valid for an owner. Not that somebody is typing: nothing
 * comes of it but that it is seen for seconds.
 */
const WRITES: Readonly<
  Record<string, (team: Team, by: TestMember, there: There) => Promise<Answer>>
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
  'ends a session': (team, by, { part }) =>
    team.send(by, `DELETE /members/${team.as('viewer').member}/sessions/${part}`),
  'signs everyone out': (team, by) => team.send(by, 'POST /sessions/end', { includeOwn: false }),
  'deletes the organization': (team, by) => team.send(by, 'DELETE '),
  'answers a guest': (team, by, { guest }) =>
    team.send(by, `POST /conversations/${guest.conversation}/messages`, {
      id: randomUUID(),
      text: 'Somebody is.',
    }),
  'has read a conversation': (team, by, { guest }) =>
    team.send(by, `POST /conversations/${guest.conversation}/read`),
  'hands a conversation back': (team, by, { guest }) =>
    team.send(by, `PATCH /conversations/${guest.conversation}`, {
      state: 'open',
      answeredBy: 'answerer',
      assignee: null,
      version: 1,
    }),
  'changes guest access': (team, by) =>
    team.send(by, 'PATCH /guest-access', { days: 7, endRunning: true, version: 1 }),
  'changes the signing secret': (team, by) =>
    team.send(by, 'POST /guest-access/signing-secret', { generation: 1 }),
  'ends a guest': (team, by, { guest }) => team.send(by, `DELETE /guests/${guest.id}`),
  'adds a text': (team, by) =>
    team.send(by, 'POST /text-sources', { title: 'Prices', text: 'It costs 5.', public: true }),
  'changes a text': (team, by, { source }) =>
    team.send(by, `PATCH /text-sources/${source}`, { public: true, version: 1 }),
  'removes a text': (team, by, { source }) => team.send(by, `DELETE /text-sources/${source}`),
};

/** What happens to whoever asks while the write waits, and what the write is then answered. */
const MEANWHILE: Readonly<Record<string, readonly [string, readonly ProblemCode[]]>> = {
  'is demoted': [
    `update orgtags.membership set role = 'viewer' where organization_id = $1 and person_id = $2`,
    ['no-team-management', 'owners-and-admins-only', 'owners-only', 'not-of-role'],
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
        const { team, there } = await twoOwners();
        const actor = team.as('owner', 1);
        const before = await ofGuests(team);
        const answer = await whileHeld(
          `select from orgtags.organization o
             join orgtags.membership m on m.organization_id = o.id and m.person_id = $2
            where o.id = $1
              for no key update`,
          [team.id, actor.id],
          [statement, [team.id, actor.id]],
          () => write(team, actor, there),
        );
        assert.ok(codes.includes(answer.problem.code), JSON.stringify(answer.body));
        refused(answer, answer.problem.code);
        assert.deepEqual(await team.activities(), []);
        assert.deepEqual(await ofGuests(team), before);
      });
    }

    it('nothing else happens, is answered', async () => {
      const { team, there } = await twoOwners();
      done(await write(team, team.as('owner', 1), there));
    });
  });
}

describe('who waits for their own row alone', () => {
  for (const meanwhile of ['has signed out', 'has a session that expires']) {
    it(`and ${meanwhile}, is refused, too (R9, R38)`, async () => {
      const { team, there } = await twoOwners();
      const actor = team.as('owner', 1);
      const [write, happens] = [WRITES['changes a role'], MEANWHILE[meanwhile]];
      assert.ok(write && happens);
      const answer = await whileHeld(
        'select from orgtags.membership where id = $1 for no key update',
        [actor.member],
        [happens[0], [team.id, actor.id]],
        () => write(team, actor, there),
      );
      refused(answer, 'no-session');
      assert.deepEqual(await team.activities(), []);
    });
  }
});

describe('who waits for the row of a member alone', () => {
  for (const [meanwhile, [statement, codes]] of Object.entries(MEANWHILE)) {
    it(`and ${meanwhile}, is refused, too (R9, R37, R38)`, async () => {
      const { team, there } = await twoOwners();
      const actor = team.as('owner', 1);
      const write = WRITES['changes a role'];
      assert.ok(write);
      const answer = await whileHeld(
        'select from orgtags.membership where id = $1 for no key update',
        [team.as('viewer').member],
        [statement, [team.id, actor.id]],
        () => write(team, actor, there),
      );
      assert.ok(codes.includes(answer.problem.code), JSON.stringify(answer.body));
      refused(answer, answer.problem.code);
      assert.deepEqual(await team.activities(), []);
    });
  }
});

/** Sends a write that is to wait for a row held elsewhere, where something else happens meanwhile. */
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
  const isOver = pending.then(() => true);
  while (!(await Promise.race([isOver, isWaited()])));
  await other.query('commit');
  await other.end();
  return pending;
}

async function twoOwners(): Promise<{ team: Team; there: There }> {
  const team = await makeTeam(backend, 'owner', 'owner', 'viewer');
  const viewer = team.as('viewer');
  const [row] = await backend.sql<{ id: string }>(
    `insert into orgtags.session_part (organization_id, person_id, session_id, device)
     values ($1, $2, $3, '') returning id`,
    [team.id, viewer.id, viewer.session],
  );
  await backend.admitGuests(team.id, 'https://shop.example');
  const [text] = await backend.sql<{ id: string }>(
    `insert into orgtags.text_source (organization_id, title, text)
     values ($1, 'Shipping', 'It takes two days.') returning id`,
    [team.id],
  );
  const there = {
    part: row?.id ?? '',
    guest: await backend.guest(team.id),
    source: text?.id ?? '',
  };
  return { team, there };
}

/** All that is stored of an organization's guests, and all that was told of them. */
async function ofGuests({ id }: Team): Promise<object[]> {
  return backend.sql(
    ['guest_access', 'guest', 'conversation', 'message', 'text_source', 'change']
      .map(table => `select to_jsonb(t) as row from orgtags.${table} t where organization_id = $1`)
      .join(' union all '),
    [id],
  );
}

/** Does anybody wait for a lock? */
async function isWaited(): Promise<boolean> {
  const found = await backend.sql(
    `select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return found.length > 0;
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type {
  EndedSessions,
  MemberSessions,
  MySessions,
  Session,
} from '../../src/contract/shapes.ts';
import type { TestMember, TestPerson } from '../../src/testing/backend.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { done, makeTeam, refused, type Team } from '../support/team.ts';

const backend = await backendForTests();

describe('what a session does in an organization (R36)', () => {
  it('is seen by who manages the member, and nothing of what it does elsewhere', async () => {
    const team = await makeTeam(backend, 'owner', 'admin', 'member');
    const member = team.as('member');
    const elsewhere = await makeTeam(backend, 'owner', { role: 'viewer', person: member });
    await visit(team, member);
    await visit(elsewhere, member);
    const { sessions, organization } = done(
      await team.send<MemberSessions>(team.as('admin'), `GET /members/${member.member}/sessions`),
    );
    assert.equal(organization, team.id);
    assert.deepEqual(
      sessions.map(({ device }) => device),
      ['node'],
    );
    const raw = JSON.stringify(sessions);
    assert.ok(!raw.includes(member.session) && !raw.includes(elsewhere.id));
    refused(
      await team.send(team.as('admin'), `GET /members/${team.as('owner').member}/sessions`),
      'cannot-manage-role',
    );
    refused(
      await team.send(member, `GET /members/${member.member}/sessions`),
      'no-team-management',
    );
  });

  it('is ended there alone', async () => {
    const team = await makeTeam(backend, 'owner', 'member');
    const member = team.as('member');
    const elsewhere = await makeTeam(backend, { role: 'owner', person: member });
    await visit(team, member);
    await visit(elsewhere, member);
    const path = `/members/${member.member}/sessions` as const;
    const { sessions } = done(await team.send<MemberSessions>(team.as('owner'), `GET ${path}`));
    const [part] = sessions;
    assert.ok(part);
    done(await team.send(team.as('owner'), `DELETE ${path}/${part.id}`));
    refused(await team.send(member, 'GET /members'), 'session-ended');
    assert.equal((await team.send(member, 'GET /members')).status, 401);
    done(await elsewhere.send(member, 'GET /members'));
    done(await ask(`${backend.url}/api/v1/sessions`, { token: member.token }));
    refused(await team.send(team.as('owner'), `DELETE ${path}/${part.id}`), 'session-not-found');
    const gone = done(await team.send<MemberSessions>(team.as('owner'), `GET ${path}`));
    assert.deepEqual(gone.sessions, []);
    const [activity] = await team.activities();
    assert.deepEqual([activity?.action, activity?.subject?.person], ['session.ended', member.id]);
    const again = await signInAgain(member);
    done(await team.send(again, 'GET /members'));
  });

  it('is ended by who manages the member, and by nobody else', async () => {
    const team = await makeTeam(backend, 'owner', 'admin', 'admin', 'member');
    const target = team.as('admin', 1);
    await visit(team, target);
    const path = `/members/${target.member}/sessions` as const;
    const { sessions } = done(await team.send<MemberSessions>(team.as('owner'), `GET ${path}`));
    const end = `DELETE ${path}/${sessions[0]?.id ?? ''}` as const;
    refused(await team.send(team.as('admin'), end), 'cannot-manage-role');
    refused(await team.send(team.as('member'), end), 'no-team-management');
    done(await team.send(target, 'GET /members'));
    done(await team.send(team.as('owner'), end));
    refused(await team.send(target, 'GET /members'), 'session-ended');
  });

  it('is there, too, when only the session was asked for', async () => {
    const team = await makeTeam(backend, 'owner', 'member');
    const member = team.as('member');
    done(await ask(`${backend.url}/api/v1/session`, { token: member.token }));
    const path = `GET /members/${member.member}/sessions` as const;
    const { sessions } = done(await team.send<MemberSessions>(team.as('owner'), path));
    assert.equal(sessions.length, 1);
  });

  it('is over when the session is, wherever it was ended', async () => {
    const team = await makeTeam(backend, 'owner', 'member');
    const member = team.as('member');
    await visit(team, member);
    done(
      await ask(`${backend.url}/api/v1/sessions/${member.session}`, {
        method: 'DELETE',
        token: member.token,
      }),
    );
    refused(await team.send(member, 'GET /members'), 'no-session');
    const path = `GET /members/${member.member}/sessions` as const;
    assert.deepEqual(done(await team.send<MemberSessions>(team.as('owner'), path)).sessions, []);
  });
});

describe('one’s own sessions (R36)', () => {
  it('are listed with where each has been, and end one by one', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const other = await signInAgain(owner);
    await visit(team, other);
    const { sessions } = done(await mine(owner));
    assert.deepEqual(
      sessions.map(({ id, current, organizations }) => [id, current, organizations.length]),
      [
        [other.session, false, 1],
        [owner.session, true, 0],
      ],
    );
    assert.deepEqual(sessions[0]?.organizations[0]?.id, team.id);
    const path = `${backend.url}/api/v1/sessions/${other.session}`;
    done(await ask(path, { method: 'DELETE', token: owner.token }));
    refused(await mine(other), 'no-session');
    refused(await ask(path, { method: 'DELETE', token: owner.token }), 'session-not-found');
    assert.equal(done(await mine(owner)).sessions.length, 1);
  });

  it('are not listed once they have run out', async () => {
    const me = await backend.person();
    const other = await signInAgain(me);
    const listed = async (): Promise<string[]> => done(await mine(me)).sessions.map(({ id }) => id);
    assert.deepEqual(await listed(), [other.session, me.session]);
    await backend.sql('update orgtags_auth.session set "expiresAt" = now() where id = $1', [
      other.session,
    ]);
    assert.deepEqual(await listed(), [me.session]);
  });

  it('are nobody else’s to see or end', async () => {
    const [me, other] = [await backend.person(), await backend.person()];
    const path = `${backend.url}/api/v1/sessions/${other.session}`;
    refused(await ask(path, { method: 'DELETE', token: me.token }), 'session-not-found');
    assert.deepEqual(
      done(await mine(other)).sessions.map(({ id }) => id),
      [other.session],
    );
  });
});

describe('signing everyone out (R37)', () => {
  it('spares those one does not manage, says so, and oneself by choice', async () => {
    const team = await makeTeam(backend, 'owner', 'owner', 'admin', 'admin', 'member', 'viewer');
    const outcome = done(await endAll(team, team.as('admin'), false));
    assert.deepEqual(
      { ...outcome, spared: outcome.spared.toSorted((a, b) => a.role.localeCompare(b.role)) },
      {
        organization: team.id,
        members: 2,
        spared: [
          { role: 'admin', members: 1 },
          { role: 'owner', members: 2 },
        ],
      },
    );
    for (const [role, n] of [['owner'], ['owner', 1], ['admin'], ['admin', 1]] as const) {
      done(await team.send(team.as(role, n), 'GET /members'));
    }
    for (const role of ['member', 'viewer'] as const) {
      refused(await team.send(team.as(role), 'GET /members'), 'session-ended');
    }
    assert.equal(done(await endAll(team, team.as('owner'), true)).members, 6);
    for (const member of team.members) {
      refused(await team.send(member, 'GET /members'), 'session-ended');
    }
  });

  it('reaches sessions that have not been here yet, and none of another organization', async () => {
    const team = await makeTeam(backend, 'owner', 'member');
    const member = team.as('member');
    const elsewhere = await makeTeam(backend, { role: 'owner', person: member });
    done(await endAll(team, team.as('owner'), false));
    refused(await team.send(member, 'GET /members'), 'session-ended');
    done(await elsewhere.send(member, 'GET /members'));
    const { standing, organizations } = done(
      await ask<Session>(`${backend.url}/api/v1/session`, { token: member.token }),
    );
    assert.equal(standing?.organization.id, elsewhere.id);
    assert.deepEqual(organizations.find(({ id }) => id === team.id)?.ended, true);
    const again = await signInAgain(member);
    done(await team.send(again, 'GET /members'));
  });

  it('leads who has nowhere else to sign in again', async () => {
    const team = await makeTeam(backend, 'owner', 'member');
    done(await endAll(team, team.as('owner'), false));
    const { token } = team.as('member');
    refused(await ask(`${backend.url}/api/v1/session`, { token }), 'session-ended');
  });

  it('is for owners and admins', async () => {
    const team = await makeTeam(backend, 'owner', 'member', 'viewer');
    refused(await endAll(team, team.as('member'), true), 'owners-and-admins-only');
    refused(await endAll(team, team.as('viewer'), true), 'owners-and-admins-only');
    done(await endAll(team, team.as('owner'), false));
  });
});

function endAll(team: Team, by: TestMember, includeOwn: boolean) {
  return team.send<EndedSessions>(by, 'POST /sessions/end', { includeOwn });
}

function mine({ token }: Pick<TestPerson, 'token'>) {
  return ask<MySessions>(`${backend.url}/api/v1/sessions`, { token });
}

/** Opens the organization, and waits until it is written that the session was there. */
async function visit(team: Team, { token, session }: TestPerson): Promise<void> {
  done(await team.send({ token }, 'GET /session'));
  for (;;) {
    const rows = await backend.sql(
      'select from orgtags.session_part where organization_id = $1 and session_id = $2',
      [team.id, session],
    );
    if (rows.length > 0) return;
  }
}

/** Another session of the same person. */
async function signInAgain<Person extends TestPerson>(person: Person): Promise<Person> {
  const session = await backend.session(person);
  return { ...person, ...session };
}

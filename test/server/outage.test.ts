import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Client } from 'pg';
import { problemSentence } from '../../src/contract/problems.ts';
import type { TestMember } from '../../src/testing/backend.ts';
import { ask, backendForTests, ORIGIN, type Answer } from '../support/backend.ts';
import { serverByWire } from '../support/server-by-wire.ts';
import { ownerAndViewer, type OwnerAndViewer } from '../support/team.ts';

const PASSWORD = 'correct horse';

const backend = await backendForTests();
const server = await serverByWire(backend);

describe('without its database', () => {
  it('answers unavailable, also to who signs in, stores nothing, and does it all afterwards', async () => {
    const { email } = await backend.person({ password: PASSWORD });
    const team = await ownerAndViewer(backend);
    assert.equal((await list(team)).status, 200);
    assert.equal((await signIn(email)).status, 204);

    await server.wire.cut();
    unavailable(await list(team));
    unavailable(await session(team.owner));
    unavailable(await signIn(email));
    unavailable(await change(team));
    await server.wire.mend();

    assert.deepEqual(await roleOf(team.viewer), ['viewer', 1]);
    assert.equal((await list(team)).status, 200);
    assert.equal((await session(team.owner)).status, 200);
    assert.equal((await signIn(email)).status, 204);
    assert.equal((await change(team)).status, 200);
    assert.deepEqual(await roleOf(team.viewer), ['member', 2]);
  });

  it('does not say that somebody is signed out who is not', async () => {
    const { owner } = await ownerAndViewer(backend);
    await server.wire.cut();
    unavailable(await signOut(owner));
    await server.wire.mend();
    assert.equal((await session(owner)).status, 200);
    assert.equal((await signOut(owner)).status, 204);
    assert.equal((await session(owner)).status, 401);
  });

  it('stores nothing of a change that was under way', async () => {
    const team = await ownerAndViewer(backend);
    await whileLocked(team, async () => {
      const answer = change(team);
      await until(async () => (await waitingForLocks()) > 0);
      await server.wire.cut();
      unavailable(await answer);
    });
    // The other server looks every two seconds for what is due, and keeps its connection.
    await until(async () => (await connections("state <> 'idle'")) === 0);
    await server.wire.mend();
    assert.deepEqual(await roleOf(team.viewer), ['viewer', 1]);
    assert.equal((await change(team)).status, 200);
  });

  it('answers unavailable to who waits too long for somebody else', async () => {
    const team = await ownerAndViewer(backend);
    const { pathname } = new URL(backend.databaseUrl);
    const app = `alter role orgtags_app in database ${pathname.slice(1)}`;
    await backend.sql(`${app} set statement_timeout = '100ms'`);
    try {
      await reconnect(team);
      await whileLocked(team, async () => {
        unavailable(await change(team));
      });
    } finally {
      await backend.sql(`${app} reset statement_timeout`);
      await reconnect(team);
    }
    assert.equal((await change(team)).status, 200);
  });

  it('takes new connections when the database has ended the old ones', async () => {
    const { email } = await backend.person({ password: PASSWORD });
    const team = await ownerAndViewer(backend);
    await Promise.all([list(team), list(team), list(team), signIn(email)]);
    assert.ok((await connections()) > 1);

    const ended = await backend.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and usename like 'orgtags%'`,
    );
    assert.equal((await recovered(() => list(team), ended.length)).status, 200);
    assert.equal((await recovered(() => signIn(email), ended.length)).status, 204);
    assert.equal((await change(team)).status, 200);
  });
});

function unavailable({ status, headers, body, problem }: Answer): void {
  assert.deepEqual([status, problem.code], [503, 'unavailable'], JSON.stringify(body));
  assert.equal(problem.title, problemSentence('unavailable'));
  assert.equal(headers.get('content-type'), 'application/problem+json');
  assert.match(headers.get('retry-after') ?? '', /^[1-9]\d*$/);
}

/**
 * Asks again while connections are found broken, each of which costs one attempt: they are given up
 * when their end arrives, and who comes before that is told to try again.
 */
async function recovered(request: () => Promise<Answer>, broken: number): Promise<Answer> {
  let answer = await request();
  for (let n = 0; n < broken && answer.status === 503; n += 1) {
    unavailable(answer);
    answer = await request();
  }
  return answer;
}

function list({ id, owner }: OwnerAndViewer): Promise<Answer> {
  return ask(`${server.url}/api/v1/organizations/${id}/members`, { token: owner.token });
}

function session({ token }: TestMember): Promise<Answer> {
  return ask(`${server.url}/api/v1/session`, { token });
}

function signOut({ token }: TestMember): Promise<Answer> {
  return ask(`${server.url}/api/auth/sign-out`, { method: 'POST', json: {}, token });
}

function signIn(email: string): Promise<Answer> {
  return ask(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { origin: ORIGIN },
    json: { email, password: PASSWORD },
  });
}

function change({ id, owner, viewer }: OwnerAndViewer): Promise<Answer> {
  return ask(`${server.url}/api/v1/organizations/${id}/members/${viewer.member}`, {
    method: 'PATCH',
    token: owner.token,
    json: { role: 'member', version: 1 },
  });
}

async function roleOf({ member }: TestMember): Promise<unknown[]> {
  const rows = await backend.sql<{ role: string; version: number }>(
    'select role, version from orgtags.membership where id = $1',
    [member],
  );
  return rows.flatMap(({ role, version }) => [role, version]);
}

/** Does something while nobody can change a member. */
async function whileLocked({ id }: OwnerAndViewer, act: () => Promise<void>): Promise<void> {
  const admin = new Client({ connectionString: backend.databaseUrl });
  await admin.connect();
  try {
    await admin.query('begin');
    await admin.query('select from orgtags.organization where id = $1 for update', [id]);
    await act();
  } finally {
    await admin.end();
  }
}

/** Lets the server open new connections, once it has seen the old ones break. */
async function reconnect(team: OwnerAndViewer): Promise<void> {
  await server.wire.cut();
  unavailable(await list(team));
  await server.wire.mend();
}

/** How many connections of the servers there are to the database. */
async function connections(condition = 'true'): Promise<number> {
  const rows = await backend.sql(
    `select from pg_stat_activity
      where datname = current_database() and usename like 'orgtags%' and ${condition}`,
  );
  return rows.length;
}

function waitingForLocks(): Promise<number> {
  return connections("wait_event_type = 'Lock'");
}

/** Asks until it is so; the runner's time limit is the only clock. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(resolve => setImmediate(resolve));
}

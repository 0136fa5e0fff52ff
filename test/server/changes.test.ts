import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { FEATURES } from '../../src/domain/index.ts';
import type { ChangeType, LiveEvent } from '../../src/contract/changes.ts';
import { createLive } from '../../src/server/changes/live.ts';
import { forgetChanges } from '../../src/server/changes/live-queries.ts';
import { readPosition, writePosition } from '../../src/server/changes/position.ts';
import { openDatabase } from '../../src/server/db/database.ts';
import { createServer } from '../../src/server/index.ts';
import {
  createDatabase,
  TEST_SECRET,
  type TestMember,
  type TestOrganization,
} from '../../src/testing/backend.ts';
import { anotherServer } from '../support/server.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { appLogin } from '../support/credentials.ts';
import { listen, subjectsIn, type Ear, type Heard } from '../support/live.ts';
import { serverByWire } from '../support/server-by-wire.ts';

const backend = await backendForTests();
const PATH = '/api/v1/changes';

describe('a change', () => {
  it('is heard by every member of the organization, and by nobody else (R28, R33)', async () => {
    const here = await team();
    const there = await team();
    const [owner, viewer, stranger] = await Promise.all([
      hear(here.owner),
      hear(here.viewer),
      hear(there.owner),
    ]);
    await changeRole(here, here.member, 'viewer');
    for (const ear of [owner, viewer]) {
      const { lastEventId: _, ...event } = await ear.first(({ kind }) => kind === 'change');
      assert.deepEqual(event, {
        kind: 'change',
        organization: here.id,
        type: 'member',
        subject: here.member.member,
        version: 2,
      });
    }
    await changeRole(there, there.member, 'viewer');
    await stranger.first(({ kind }) => kind === 'change');
    assert.deepEqual(subjectsIn(stranger), [there.member.member]);
    await closeAll(owner, viewer, stranger);
  });

  it('is heard through another process than it was made through', async () => {
    const other = await anotherServer(backend);
    const here = await team();
    const ear = await listen(other.url, here.viewer);
    await changeRole(here, here.member, 'admin');
    await ear.first(({ kind }) => kind === 'change');
    await other.stop();
    await ear.ended;
  });

  it('is heard of by who has two organizations on one stream', async () => {
    const here = await team();
    const { owner: person } = here;
    const there = await backend.organization({ members: [{ role: 'admin', person }] });
    const ear = await hear(person);
    for (const { id } of [here, there]) await write(id, 'member', randomUUID());
    await ear.first(event => event.kind === 'change' && event.organization === there.id);
    await ear.first(event => event.kind === 'change' && event.organization === here.id);
    await ear.close();
  });

  it('is heard when nothing wakes the process, too', async () => {
    const directDatabaseUrl = 'postgres://127.0.0.1:1/nowhere';
    const deaf = await anotherServer(backend, { directDatabaseUrl });
    const here = await team();
    const ear = await listen(deaf.url, here.viewer);
    await changeRole(here, here.member, 'admin');
    await ear.first(({ kind }) => kind === 'change');
    await deaf.stop();
  });
});

describe('what is committed late', () => {
  it('is not skipped, and nothing is heard twice, also across a restart of the server', async () => {
    const here = await team();
    const { viewer: person } = here;
    const elsewhere = await backend.organization({ members: [{ role: 'viewer', person }] });
    const [early, quick, last] = [randomUUID(), randomUUID(), randomUUID()];
    const first = await anotherServer(backend);
    const ear = await listen(first.url, person);

    const slow = await connect();
    await slow.query('begin');
    await slow.query(INSERT, [here.id, 'member', early]);
    await write(here.id, 'member', quick);
    // Heard without regard to the horizon, so that the changes have been read, too.
    await signOut(elsewhere.id);
    await ear.first(({ kind }) => kind === 'access-ended');
    assert.deepEqual(subjectsIn(ear), []);
    await first.stop();
    await ear.ended;
    await slow.query('commit');
    await slow.end();

    const second = await anotherServer(backend);
    const again = await listen(second.url, { ...person, lastEventId: ear.lastId });
    await write(here.id, 'member', last);
    await again.first(event => event.kind === 'change' && event.subject === last);
    assert.deepEqual(subjectsIn(again), [early, quick, last]);
    assert.ok(again.heard.every(({ kind }) => kind !== 'resync'));
    await second.stop();
  });

  it('keeps its order among many writers, however often a client comes back', async () => {
    const here = await team();
    const subjects = Array.from({ length: 60 }, () => randomUUID());
    const writers = await Promise.all(Array.from({ length: 6 }, connect));
    const servers = await Promise.all([anotherServer(backend), anotherServer(backend)]);
    const heard: string[] = [];
    let lastEventId = (await hear(here.owner)).lastId;
    let written = 0;

    const writing = writers.map(async (writer, w) => {
      for (let n = w; n < subjects.length; n += writers.length) {
        await writer.query('begin');
        await writer.query(INSERT, [here.id, 'member', subjects[n]]);
        await wait((n * 7) % 40);
        await writer.query("select pg_notify('orgtags', '')");
        await writer.query('commit');
        written += 1;
      }
      await writer.end();
    });
    for (let turn = 0; heard.length < subjects.length; turn += 1) {
      const ear = await listen(servers[turn % 2]?.url ?? '', { ...here.owner, lastEventId });
      if (written < subjects.length) await wait(30);
      else await ear.first(event => event.kind === 'ready' || heard.length === subjects.length);
      await ear.close();
      heard.push(...subjectsIn(ear));
      lastEventId = ear.lastId;
    }
    await Promise.all(writing);
    assert.deepEqual(heard.toSorted(), subjects.toSorted());
    const order = await backend.sql<{ subject: string }>(
      `select subject_id as subject from orgtags.change where organization_id = $1 order by xid, id`,
      [here.id],
    );
    assert.deepEqual(
      heard,
      order.map(({ subject }) => subject),
    );
    await Promise.all(servers.map(server => server.stop()));
  });
});

describe('who comes back', () => {
  it('goes on where it was, and is told what it may hear of now (R9)', async () => {
    const here = await team();
    const [owner, admin] = [await hear(here.owner), await hear(here.admin)];
    await write(here.id, 'sessions', here.id);
    for (const ear of [owner, admin]) await ear.first(({ kind }) => kind === 'change');
    await closeAll(owner, admin);

    // The role stays, what the role may do does not.
    await savePermissions(here, 'none');
    await write(here.id, 'sessions', here.id);
    const [ownerNow, adminNow] = [
      await hear(here.owner, owner.lastId),
      await hear(here.admin, admin.lastId),
    ];
    // A writer in any database of the cluster may hold changes back for a moment.
    const last = await writeOne(here.id);
    for (const ear of [ownerNow, adminNow]) {
      await ear.first(event => event.kind === 'change' && event.subject === last);
    }
    assert.deepEqual(typesIn(ownerNow), ['permissions', 'sessions', 'member']);
    assert.deepEqual(typesIn(adminNow), ['permissions', 'member']);
    await closeAll(ownerNow, adminNow);
  });

  it('hears nothing any more of what a lesser role may not, live or again (R9)', async () => {
    const here = await team();
    const ear = await hear(here.admin);
    await write(here.id, 'sessions', here.id);
    await ear.first(({ kind }) => kind === 'change');
    await changeRole(here, here.admin, 'viewer');
    await ear.first(({ kind }) => kind === 'access-changed');
    await write(here.id, 'sessions', here.id);
    await write(here.id, 'permissions', here.id);
    await ear.first(event => event.kind === 'change' && event.type === 'permissions');
    assert.deepEqual(typesIn(ear), ['sessions', 'member', 'permissions']);
    const [beginning] = ear.heard;
    await ear.close();

    const again = await hear(here.admin, beginning?.lastEventId);
    assert.deepEqual(kindsIn(again), ['resync', 'ready']);
    await again.close();
  });

  it('is told to look at everything when its access has become another meanwhile', async () => {
    const here = await team();
    const { viewer: person } = here;
    const ear = await hear(person);
    await ear.close();
    await backend.organization({ members: [{ role: 'viewer', person }] });
    const again = await hear(person, ear.lastId);
    assert.deepEqual(kindsIn(again), ['resync', 'ready']);
    await again.close();
  });

  it('is told so, too, by an id that is malformed, foreign, old, or yet to come', async () => {
    const here = await team();
    const there = await team();
    const [ear, stranger] = [await hear(here.owner), await hear(there.owner)];
    await write(here.id, 'member', here.id);
    await ear.first(({ kind }) => kind === 'change');
    await write(there.id, 'member', there.id);
    const foreign = await stranger.first(({ kind }) => kind === 'change');
    await closeAll(ear, stranger);
    const good = readPosition(ear.heard[0]?.lastEventId ?? '');
    assert.ok(good);

    for (const id of [
      foreign.lastEventId,
      '',
      'x',
      '0',
      `${writePosition(good)}-`,
      writePosition(good).replace(/^./, 'ffffffff'),
      writePosition({ ...good, xid: 2n ** 64n - 1n }),
      writePosition({ ...good, xid: 0n, id: 2n ** 64n - 1n }),
      writePosition({ ...good, xid: 0n, id: 2n ** 63n }),
      writePosition({ ...good, at: good.at - 24 * 60 * 60 * 1000 }),
      writePosition({ ...good, access: 'AAAAAAAA' }),
    ]) {
      const again = await hear(here.owner, id);
      assert.deepEqual(kindsIn(again), ['resync', 'ready'], id);
      await again.close();
    }
    const again = await hear(here.owner, writePosition(good));
    assert.deepEqual(kindsIn(again), ['change', 'ready']);
    await again.close();
  });

  it('is told so when it has missed too much', async () => {
    const here = await team();
    const ear = await hear(here.owner);
    await ear.close();
    await writeMany(here.id, 600);
    const again = await hear(here.owner, ear.lastId);
    await again.first(({ kind }) => kind === 'resync');
    assert.deepEqual(typesIn(again), []);
    await again.close();
  });

  it('misses nothing since it was told its session', async () => {
    const here = await team();
    const { body } = await ask<{ live: { position: string } }>(
      `${backend.url}/api/v1/organizations/${here.id}/session`,
      here.viewer,
    );
    await changeRole(here, here.member, 'viewer');
    const ear = await hear(here.viewer, body.live.position);
    // Comes after `ready` while a writer elsewhere holds it back.
    await ear.first(({ kind }) => kind === 'change');
    assert.deepEqual(subjectsIn(ear), [here.member.member]);
    assert.ok(!kindsIn(ear).includes('resync'));
    await ear.close();
  });
});

describe('the end of access, while a writer elsewhere holds the horizon back', () => {
  let elsewhere: Client;
  before(async () => {
    elsewhere = new Client({ connectionString: await createDatabase(backend.databaseUrl) });
    await elsewhere.connect();
    await elsewhere.query('begin');
    await elsewhere.query('select pg_current_xact_id()');
  });
  after(() => elsewhere.end());

  it('is heard of by who is removed (R16)', async () => {
    const here = await team();
    const ear = await hear(here.viewer);
    await act(here, 'DELETE', `/members/${here.viewer.member}`);
    await endsWith(ear, here, 'removed');
  });

  it('is heard of by who leaves (R6)', async () => {
    const here = await team();
    const ear = await hear(here.viewer);
    await act(here, 'POST', '/leave', {}, here.viewer);
    await endsWith(ear, here, 'removed');
  });

  it('is heard of by everyone who is signed out, and by nobody who is not (R37)', async () => {
    const here = await team();
    const [spared, ear] = [await hear(here.owner), await hear(here.viewer)];
    await act(here, 'POST', '/sessions/end', { includeOwn: false });
    await endsWith(ear, here, 'signed-out');
    assert.deepEqual(kindsIn(spared), ['ready']);
    await spared.close();
  });

  it('is heard of by the session that is ended in the organization (R36)', async () => {
    const here = await team();
    const { viewer } = here;
    const [part] = await backend.sql<{ id: string }>(
      `insert into orgtags.session_part (organization_id, person_id, session_id, device)
       values ($1, $2, $3, '') returning id`,
      [here.id, viewer.id, viewer.session],
    );
    const ear = await hear(viewer);
    await act(here, 'DELETE', `/members/${viewer.member}/sessions/${part?.id ?? ''}`);
    await endsWith(ear, here, 'signed-out');
  });

  it('is heard of by everyone when the organization is deleted (R6)', async () => {
    const here = await team();
    const ears = [await hear(here.owner), await hear(here.viewer)];
    await act(here, 'DELETE', '');
    for (const ear of ears) await endsWith(ear, here, 'deleted');
  });

  it('closes the stream of who signs out, of a session ended elsewhere, or run out (R36)', async () => {
    const endings: ((member: TestMember) => Promise<unknown>)[] = [
      ({ token }) => ask(`${backend.url}/api/auth/sign-out`, { method: 'POST', json: {}, token }),
      ({ token, session }) =>
        ask(`${backend.url}/api/v1/sessions/${session}`, { method: 'DELETE', token }),
      ({ session }) =>
        backend.sql('update orgtags_auth.session set "expiresAt" = now() where id = $1', [session]),
    ];
    for (const end of endings) {
      const here = await team();
      const [ear, other] = [await hear(here.viewer), await hear(here.owner)];
      await end(here.viewer);
      await ear.ended;
      assert.deepEqual(kindsIn(ear), ['ready', 'session-ended']);
      assert.deepEqual(kindsIn(other), ['ready']);
      await other.close();
    }
  });

  it('is told from a role that is another, and from a new membership (R28)', async () => {
    const here = await team();
    const there = await team();
    const ear = await hear(here.viewer);
    await changeRole(here, here.viewer, 'admin');
    const changed = await ear.first(({ kind }) => kind === 'access-changed');
    assert.ok('organization' in changed && changed.organization === here.id);
    await backend.sql(
      `insert into orgtags.membership (organization_id, person_id, role, name, email)
       values ($1, $2, 'viewer', 'V', 'v@test.example')`,
      [there.id, here.viewer.id],
    );
    const gained = await ear.first(({ kind }) => kind === 'access-gained');
    assert.ok('organization' in gained && gained.organization === there.id);
    await ear.close();
  });
});

describe('a token of an issuer', () => {
  it('opens a stream until it runs out', async () => {
    const [person] = await backend.sql<{ id: string; name: string; email: string }>(
      `insert into orgtags.person (issuer, subject, name, email)
       values ('https://issuer.example', $1, 'Ida', 'ida@test.example')
       returning id, name, email`,
      [randomUUID()],
    );
    assert.ok(person);
    const { id: organization } = await backend.organization({
      members: [{ role: 'viewer', person: { ...person, token: '', session: '' } }],
    });
    const url = appLogin(backend);
    const live = createLive({
      databaseUrl: url,
      directDatabaseUrl: url,
      features: FEATURES,
      onLost: () => undefined,
      onError: assert.ifError,
    });
    const now = Date.now();
    const body = live.open(
      {
        person: { ...person, emailVerified: true },
        session: null,
        caller: {
          by: 'issuer',
          issuer: 'https://issuer.example',
          subject: '',
          session: null,
          signedInAt: new Date(now).toISOString(),
          expiresAt: new Date(now + 1500).toISOString(),
          name: '',
          email: '',
          emailVerified: true,
        },
      },
      undefined,
    );
    await write(organization, 'member', organization);
    const events = eventsIn(await new Response(body).text());
    assert.deepEqual(events.at(-1), { kind: 'session-ended', reason: 'expired' });
    assert.deepEqual(
      events.map(({ kind }) => kind).filter(kind => kind !== 'change'),
      ['ready', 'session-ended'],
    );
    await live.end();
  });
});

describe('a stream', () => {
  it('is kept by nobody on the way, and is not packed', async () => {
    const here = await team();
    const ear = await hear(here.viewer);
    assert.equal(ear.headers.get('content-type'), 'text/event-stream');
    assert.equal(ear.headers.get('cache-control'), 'no-store, no-transform');
    assert.equal(ear.headers.get('x-accel-buffering'), 'no');
    await ear.close();
  });

  it('ends when the server stops', async () => {
    const server = await anotherServer(backend);
    const here = await team();
    const ear = await listen(server.url, here.viewer);
    await server.stop();
    await ear.ended;
    assert.deepEqual(kindsIn(ear), ['ready']);
  });

  it('holds no connection of the requests, however many there are', async () => {
    const here = await team();
    const ears = await Promise.all(Array.from({ length: 20 }, () => hear(here.viewer)));
    const [count] = await backend.sql<{ busy: number }>(
      `select count(*)::integer as busy from pg_stat_activity
        where datname = current_database() and usename = 'orgtags_app'
          and state like 'idle in transaction%'`,
    );
    assert.equal(count?.busy, 0);
    const one = await hear(here.viewer);
    await Promise.race(ears.map(({ ended }) => ended));
    assert.equal((await ask(`${backend.url}/api/v1/session`, here.viewer)).status, 200);
    await closeAll(one, ...ears);
  });

  it('is given up when nobody reads it, and what was missed comes when somebody does', async () => {
    const here = await team();
    const { url } = backend;
    const server = createServer({ databaseUrl: backend.databaseUrl, secret: TEST_SECRET, url });
    const authorization = `Bearer ${here.viewer.token}`;
    const { body } = await server.fetch(
      new Request(url + PATH, { headers: { authorization } }),
      '',
    );
    const reader = await hear(here.viewer);
    let last = '';
    for (let batch = 0; batch < 12; batch += 1) {
      await writeMany(here.id, 400);
      last = await writeOne(here.id, reader);
    }
    await server.close();
    const read = await new Response(body).text();
    assert.ok(read.length < 512 * 1024, `${String(read.length)} bytes were kept`);
    const [lastEventId] = [...read.matchAll(/^id: (.*)$/gm)].at(-1)?.slice(1) ?? [];
    const again = await hear(here.viewer, lastEventId);
    await again.first(
      event => event.kind === 'resync' || (event.kind === 'change' && event.subject === last),
    );
    await closeAll(reader, again);
  });

  it('outlives a short loss of the database, ends with a long one, and misses nothing', async () => {
    const server = await serverByWire(backend);
    const here = await team();
    const ear = await listen(server.url, here.viewer);
    await server.wire.cut();
    const first = await writeOne(here.id);
    await server.wire.mend();
    await ear.first(event => event.kind === 'change' && event.subject === first);
    await server.wire.cut();
    await ear.ended;
    const second = await writeOne(here.id);
    await server.wire.mend();
    const again = await listen(server.url, { ...here.viewer, lastEventId: ear.lastId });
    // A writer in any database of the cluster may hold it back for a moment.
    await again.first(event => event.kind === 'change');
    assert.deepEqual([...subjectsIn(ear), ...subjectsIn(again)], [first, second]);
    await again.close();
  });
});

describe('changes that are too old for anyone to come back to', () => {
  it('are forgotten, and no others', async () => {
    const here = await team();
    await writeMany(here.id, 1200);
    await backend.sql(
      `update orgtags.change set at = now() - interval '26 hours' where organization_id = $1`,
      [here.id],
    );
    const kept = await writeOne(here.id);
    const database = openDatabase(appLogin(backend), assert.ifError);
    await forgetChanges(database);
    await database.end();
    const left = await backend.sql<{ subject: string }>(
      'select subject_id as subject from orgtags.change where organization_id = $1',
      [here.id],
    );
    assert.deepEqual(
      left.map(({ subject }) => subject),
      [kept],
    );
  });
});

const INSERT = 'insert into orgtags.change (organization_id, type, subject_id) values ($1, $2, $3)';

interface Team extends TestOrganization {
  readonly owner: TestMember;
  readonly admin: TestMember;
  readonly member: TestMember;
  readonly viewer: TestMember;
}

async function team(): Promise<Team> {
  const made = await backend.organization({
    members: [{ role: 'owner' }, { role: 'admin' }, { role: 'member' }, { role: 'viewer' }],
  });
  const [owner, admin, member, viewer] = made.members as [
    TestMember,
    TestMember,
    TestMember,
    TestMember,
  ];
  return { ...made, owner, admin, member, viewer };
}

function hear({ token }: { readonly token: string }, lastEventId?: string): Promise<Ear> {
  return listen(backend.url, { token, lastEventId });
}

function kindsIn({ heard }: Ear): Heard['kind'][] {
  return heard.map(({ kind }) => kind);
}

function typesIn({ heard }: Ear): ChangeType[] {
  return heard.flatMap(event => (event.kind === 'change' ? [event.type] : []));
}

function eventsIn(text: string): LiveEvent[] {
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as LiveEvent);
}

async function endsWith(ear: Ear, { id }: Team, reason: string): Promise<void> {
  const { lastEventId: _, ...event } = await ear.first(({ kind }) => kind !== 'ready');
  assert.deepEqual(event, { kind: 'access-ended', organization: id, reason });
  await ear.close();
}

async function closeAll(...ears: readonly Ear[]): Promise<void> {
  for (const ear of ears) await ear.close();
}

async function act(
  { id, owner }: Team,
  method: string,
  path: string,
  json: object = {},
  { token }: TestMember = owner,
): Promise<void> {
  const url = `${backend.url}/api/v1/organizations/${id}${path}`;
  const { status, body } = await ask(url, { method, token, json });
  assert.ok(status < 300, JSON.stringify(body));
}

function changeRole(here: Team, { member }: TestMember, role: string): Promise<void> {
  return act(here, 'PATCH', `/members/${member}`, { role, version: 1 });
}

function savePermissions(here: Team, level: string): Promise<void> {
  const changes = [{ role: 'admin', feature: 'team', level }];
  return act(here, 'PATCH', '/permissions', { changes, version: 1 });
}

/** Writes a change, as `record()` does. */
async function write(organization: string, type: ChangeType, subject: string): Promise<void> {
  await backend.sql(`with change as (${INSERT}) select pg_notify('orgtags', '')`, [
    organization,
    type,
    subject,
  ]);
}

async function writeMany(organization: string, count: number): Promise<void> {
  await backend.sql(
    `with change as (
       insert into orgtags.change (organization_id, type, subject_id)
       select $1, 'member', gen_random_uuid() from generate_series(1, $2::integer)
     ) select pg_notify('orgtags', '')`,
    [organization, count],
  );
}

/** Writes a change; waits until an ear has heard it. @returns its subject */
async function writeOne(organization: string, ear?: Ear): Promise<string> {
  const subject = randomUUID();
  await write(organization, 'member', subject);
  await ear?.first(event => event.kind === 'change' && event.subject === subject);
  return subject;
}

async function signOut(organization: string): Promise<void> {
  await backend.sql(
    'update orgtags.membership set signed_out_at = clock_timestamp() where organization_id = $1',
    [organization],
  );
}

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: backend.databaseUrl });
  await client.connect();
  return client;
}

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, beforeEach, describe, it } from 'node:test';
import { createHttpClient } from '../../src/client/index.ts';
import { Problem, type ProblemCode } from '../../src/client/problem.ts';
import type { TestMember } from '../../src/testing/backend.ts';
import { backendForTests } from '../support/backend.ts';
import { serverForTests } from '../support/server.ts';
import { makeTeam } from '../support/team.ts';
import { startUnreliableProxy } from '../support/unreliable-proxy.ts';

describe('the client over HTTP', async () => {
  const backend = await backendForTests();
  const proxy = await startUnreliableProxy(backend.url);
  after(() => proxy.stop());
  const { id, members } = await backend.organization({
    members: [{ role: 'owner' }, { role: 'viewer' }],
  });
  const [owner, viewer] = members as [TestMember, TestMember];
  let lane = '';
  beforeEach(() => {
    lane = proxy.lane();
  });

  function client(token: string = owner.token) {
    return createHttpClient({ baseUrl: lane, getToken: () => token });
  }

  async function rejects(call: Promise<unknown>, code: ProblemCode): Promise<Problem> {
    const problem = await call.then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(problem instanceof Problem, String(problem));
    assert.equal(problem.code, code);
    return problem;
  }

  it('shows the methods of its groups, so that a host can put one of its own among them (R44)', async () => {
    const here = client();
    const own = {
      ...here,
      members: { ...here.members, remove: () => Promise.reject(new Error()) },
    };
    assert.equal((await own.members.list(id)).total, 2);
    assert.deepEqual(Object.keys(here.members).toSorted(), [
      'changeRole',
      'changeSeveral',
      'list',
      'remove',
    ]);
    assert.equal(typeof here.session, 'function');
  });

  it('makes equal calls under way one request, and later ones another', async () => {
    const here = client();
    const [first, second] = await Promise.all([here.session(id), here.session(id)]);
    assert.equal(first, second);
    assert.equal(proxy.count(lane, '/session'), 1);
    await here.session(id);
    assert.equal(proxy.count(lane, '/session'), 2);
  });

  it('joins nothing that was asked before its own change', async () => {
    const { members: calls } = client();
    proxy.set(lane, { kind: 'delay', path: '$ GET' });
    const before = calls.list(id);
    // It was refused, as far as is known.
    await assert.rejects(calls.changeRole(id, owner.id, { role: 'viewer', version: 0 }));
    const after = calls.list(id);
    while (proxy.count(lane, '/members') < 3) {
      await new Promise(resolve => setImmediate(resolve));
    }
    proxy.set(lane, { kind: 'none' });
    await Promise.all([before, after]);
  });

  it('joins no two that ask for something else', async () => {
    const { members: calls } = client();
    const [owners, viewers] = await Promise.all([
      calls.list(id, { role: ['owner'] }),
      calls.list(id, { role: ['viewer'] }),
    ]);
    assert.deepEqual(
      [owners, viewers].map(({ members: found }) => found.map(({ role }) => role)),
      [['owner'], ['viewer']],
    );
  });

  it('asks for nothing that has no value', async () => {
    const { total } = await client().members.list(id, {
      q: undefined,
      cursor: undefined,
      limit: 1,
    });
    assert.equal(total, 2);
  });

  it('asks at the plain address where nothing more is to be said', async t => {
    const { fetch: real } = globalThis;
    const asked: string[] = [];
    t.mock.method(globalThis, 'fetch', (request: Request) => {
      asked.push(request.url);
      return real(request);
    });
    await client().session(id);
    await client().inbox.list();
    assert.ok(asked[0]?.endsWith(`/api/v1/organizations/${id}/session`), asked[0]);
    assert.ok(asked[1]?.endsWith('/api/v1/invitations'), asked[1]);
  });

  it('lets one of two wait on when the other gives up', async () => {
    const here = client();
    proxy.set(lane, { kind: 'hold' });
    const patience = new AbortController();
    const left = here.session(id, patience.signal);
    const stays = here.session(id);
    patience.abort(new Error('enough'));
    await assert.rejects(left, /enough/);
    proxy.set(lane, { kind: 'none' });
    assert.equal((await stays).standing?.role, 'owner');
    assert.equal(proxy.count(lane, '/session'), 1);
  });

  it('starts anew for who asks after everybody has given up', async () => {
    const here = client();
    proxy.set(lane, { kind: 'hold' });
    const patience = new AbortController();
    const left = here.session(id, patience.signal);
    patience.abort(new Error('enough'));
    await assert.rejects(left, /enough/);
    proxy.set(lane, { kind: 'none' });
    assert.equal((await here.session(id)).standing?.role, 'owner');
  });

  it('asks for the token before each request', async () => {
    const tokens = [owner.token, viewer.token];
    const here = createHttpClient({
      baseUrl: lane,
      getToken: () => Promise.resolve(tokens.shift() ?? ''),
    });
    assert.equal((await here.session(id)).standing?.role, 'owner');
    assert.equal((await here.session(id)).standing?.role, 'viewer');
  });

  it('sends cookies to a backend elsewhere, and none beside a token', async () => {
    const { fetch } = globalThis;
    const sent: string[] = [];
    globalThis.fetch = (...args) => {
      sent.push(new Request(...args).credentials);
      return fetch(...args);
    };
    try {
      await rejects(createHttpClient({ baseUrl: lane }).session(id), 'no-session');
      await client().session(id);
    } finally {
      globalThis.fetch = fetch;
    }
    assert.deepEqual(sent, ['include', 'omit']);
  });

  it('gives a refusal with its code and what it is about', async () => {
    const change = { role: 'member', version: 1 } as const;
    const { members: calls } = client(viewer.token);
    await rejects(calls.changeRole(id, owner.member, change), 'no-team-management');
    const wrong = { role: 'member', version: -1 } as const;
    const problem = await rejects(
      client().members.changeRole(id, viewer.member, wrong),
      'invalid-input',
    );
    assert.deepEqual(problem.details.fields, [{ field: 'version', code: 'wrong-value' }]);
  });

  it('gives what went wrong on the server by the name under which it is noted there', async () => {
    const { url } = await serverForTests(backend, { log: () => undefined });
    await backend.sql('alter table orgtags.activity rename to elsewhere');
    const elsewhere = createHttpClient({ baseUrl: url, getToken: () => owner.token });
    const change = { role: 'member', version: 1 } as const;
    const problem = await rejects(
      elsewhere.members.changeRole(id, viewer.member, change),
      'unexpected',
    );
    await backend.sql('alter table orgtags.elsewhere rename to activity');
    assert.match(problem.details.requestId ?? '', /^[0-9a-f-]{36}$/);
    assert.ok(problem.title.includes(problem.details.requestId ?? 'none'));
  });

  it('tells answers that cannot be read from those that never came', async () => {
    for (const [kind, code] of [
      ['html', 'unreadable'],
      ['status', 'unreadable'],
      ['cut', 'unreachable'],
    ] as const) {
      proxy.set(lane, { kind });
      await rejects(client().members.list(id), code);
    }
    const nowhere = createHttpClient({ baseUrl: 'http://127.0.0.1:1' });
    await rejects(nowhere.session(), 'unreachable');
  });

  it('reads no answer that is not one of ours, though it be JSON', async () => {
    for (const body of ['null', '{}', '[]', '"hello"']) {
      for (const status of [200, 204, 502]) {
        const stranger = createServer((_, response) => {
          response.writeHead(status, { 'content-type': 'application/json' }).end(body);
        });
        await once(stranger.listen(0, '127.0.0.1'), 'listening');
        const { port } = stranger.address() as AddressInfo;
        const here = createHttpClient({ baseUrl: `http://127.0.0.1:${String(port)}` });
        try {
          await rejects(here.session(), 'unreadable');
        } finally {
          stranger.closeAllConnections();
          stranger.close();
        }
      }
    }
  });

  it('repeats what is safe to repeat, and never a change', async () => {
    proxy.set(lane, { kind: 'status', status: 503 });
    await rejects(client().members.list(id), 'unreadable');
    assert.equal(proxy.count(lane, '/members'), 2);
    const change = { role: 'member', version: 1 } as const;
    await rejects(client().members.changeRole(id, viewer.member, change), 'unreadable');
    assert.equal(proxy.count(lane, `/members/${viewer.member}`), 1);
  });

  it('does not ask again where the server says that it was asked too often', async () => {
    proxy.set(lane, { kind: 'status', status: 429 });
    await rejects(client().members.list(id), 'unreadable');
    assert.equal(proxy.count(lane, '/members'), 1);
  });

  it('takes an address that ends with a slash', async () => {
    const here = createHttpClient({ baseUrl: `${lane}/`, getToken: () => owner.token });
    assert.equal((await here.session(id)).standing?.role, 'owner');
  });

  it('does everything of the backend that the port has', async () => {
    const team = await makeTeam(backend, 'owner', 'admin', 'member', 'viewer', 'viewer');
    const [first, second] = [team.as('viewer'), team.as('viewer', 1)];
    const here = client(team.as('owner').token);

    const matrix = await here.permissions.read(team.id);
    const changes = [{ role: 'member', feature: 'team', level: 'modify' }] as const;
    const saved = await here.permissions.save(team.id, { changes, version: matrix.version });
    assert.equal(saved.levels.member.team, 'modify');

    const several = await here.members.changeSeveral(team.id, {
      members: [{ id: first.member, version: 1 }],
      role: 'member',
    });
    assert.equal(several.outcomes[0]?.member?.role, 'member');
    assert.equal((await here.members.remove(team.id, second.member)).member, second.member);

    assert.deepEqual((await here.sessions.ofMember(team.id, first.member)).sessions, []);
    const nothing = here.sessions.endOfMember(team.id, first.member, first.id);
    await rejects(nothing, 'session-not-found');
    assert.equal((await here.sessions.endEveryones(team.id, { includeOwn: false })).members, 3);
    await rejects(client(first.token).session(team.id), 'session-ended');

    const acts = (await here.activity.list(team.id, { limit: 3 })).activities;
    assert.deepEqual(
      acts.map(({ action }) => action),
      ['sessions.ended', 'member.removed', 'member.role-changed'],
    );

    await rejects(here.organizations.leave(team.id), 'last-owner');
    await here.organizations.delete(team.id);
    await rejects(here.session(team.id), 'organization-not-found');

    const { sessions } = await here.sessions.mine();
    assert.deepEqual(
      sessions.map(({ current }) => current),
      [true],
    );
    await here.sessions.end(sessions[0]?.id ?? '');
    await rejects(here.session(), 'no-session');
  });
});

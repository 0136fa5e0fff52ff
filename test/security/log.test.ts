import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DatabaseError } from 'pg';
import { reasonOf, Unexpected } from '../../src/server/http/reason.ts';
import type { LogEntry } from '../../src/server/index.ts';
import { ask, backendForTests, ORIGIN, type Ask } from '../support/backend.ts';
import { cookieOf, storedToken } from '../support/credentials.ts';
import { freePort } from '../support/free-port.ts';
import { serverForTests } from '../support/server.ts';

// SECURITY, “Everything else”: problems carry codes and fields, never the validator's input or the
// database's detail; logs carry no token, link, address or message.

const CANARY = 'canary-7f3a';
const PASSWORD = 'correct horse battery staple';
const LINK = `https://app.example/invite.html#token=${CANARY}-link`;
const MESSAGE = `Hello, my number is ${CANARY}-message`;
const ELSEWHERE = '198.51.100.77';

const log: LogEntry[] = [];
const backend = await backendForTests({
  log: entry => log.push(entry),
  trustedProxies: ['127.0.0.1'],
  limits: { signIn: { max: 1, window: 60 } },
});

describe('the log', () => {
  it('has one entry for each request: its route by name, its status, how long it took, its id', async () => {
    const { id, members } = await backend.organization({ members: [{ role: 'owner' }] });
    const { headers } = await ask(`${backend.url}/api/v1/organizations/${id}/members?limit=1`, {
      token: members[0]?.token,
    });
    const { ms, ...entry } = lastRequest();
    assert.deepEqual(entry, {
      level: 'info',
      event: 'request',
      requestId: headers.get('x-request-id'),
      method: 'GET',
      route: 'members.list',
      status: 200,
    });
    assert.ok(typeof ms === 'number' && Number.isInteger(ms) && ms >= 0);
    assert.match(headers.get('x-request-id') ?? '', /^[\da-f-]{36}$/);
    const origin = { origin: ORIGIN };
    const fromPage = await ask(`${backend.url}/api/v1/session`, { headers: origin });
    assert.equal(fromPage.headers.get('access-control-expose-headers'), 'x-request-id,orgtags-api');
  });

  it('knows each route, also the ones outside of the table, and names none that is not there', async () => {
    for (const [path, method, route] of [
      ['/healthz', 'GET', 'healthz'],
      ['/readyz', 'GET', 'readyz'],
      ['/api/v1/session', 'HEAD', 'session.last'],
      ['/api/auth/sign-out', 'POST', 'accounts.signOut'],
      [`/api/v1/${CANARY}`, 'GET', null],
      [`/api/v1/organizations/${CANARY}/members/${CANARY}`, 'PATCH', 'members.changeRole'],
      [`/api/v1/organizations/${CANARY}/members/${CANARY}`, 'PUT', null],
    ] as const) {
      await ask(backend.url + path, { method });
      assert.deepEqual([lastRequest().route, lastRequest().method], [route, method], path);
    }
  });

  it('says what was refused and by which limit, so that an operator is not blind', async () => {
    const signIn = () =>
      ask(`${backend.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { origin: ORIGIN },
        json: { email: 'nobody@test.example', password: 'x' },
      });
    assert.equal((await signIn()).status, 401);
    assert.equal((await signIn()).status, 429);
    const { level, status, problem, limit } = lastRequest();
    assert.deepEqual([level, status, problem, limit], ['warn', 429, 'rate-limited', 'signIn']);
  });

  it('holds nothing of what was sent, in whatever place it was sent', async () => {
    const { id, members } = await backend.organization({
      members: [{ role: 'owner' }, { role: 'viewer' }],
    });
    const [owner, viewer] = members;
    assert.ok(owner && viewer);
    const { email } = await backend.person({ email: `${CANARY}@test.example`, password: PASSWORD });
    const secrets = [
      CANARY,
      owner.token,
      storedToken(owner.token),
      email,
      encodeURIComponent(email),
      owner.email,
      PASSWORD,
      LINK,
      MESSAGE,
      ELSEWHERE,
      id,
      viewer.member,
    ];
    const everywhere = (text: string): readonly (Ask & { readonly path: string })[] => {
      const word = encodeURIComponent(text);
      const list = `/api/v1/organizations/${id}/members`;
      const change = { method: 'PATCH', token: owner.token };
      return [
        { path: `/${word}` },
        { path: `/api/v1/organizations/${word}/members`, token: owner.token },
        { path: `${list}/${word}`, ...change, json: { role: 'member', version: 1 } },
        { path: `${list}?${word}=${word}`, token: owner.token },
        { path: `${list}?cursor=${word}`, token: owner.token },
        { path: `${list}/${viewer.member}`, ...change, json: { role: text, version: 1 } },
        { path: `${list}/${viewer.member}`, ...change, text: `{"role": ${text}` },
        { path: list, token: text.replaceAll(/[^\x21-\x7e]/g, '') },
        { path: list, token: owner.token, headers: { 'x-request-id': text, 'user-agent': text } },
        { path: list, headers: { cookie: `${cookieOf(text)}; other=${word}` } },
        { path: list, headers: { authorization: text, referer: LINK, origin: text } },
        { path: list, token: owner.token, headers: { 'x-forwarded-for': text } },
        {
          path: '/api/auth/sign-in/email',
          method: 'POST',
          headers: { origin: ORIGIN, 'x-forwarded-for': ELSEWHERE },
          json: { email: text, password: text },
        },
        {
          path: '/api/auth/sign-in/email',
          method: 'POST',
          headers: { origin: ORIGIN, 'x-forwarded-for': ELSEWHERE },
          json: { email, password: PASSWORD, [text]: text },
        },
      ];
    };
    log.length = 0;
    let requests = 0;
    for (const secret of secrets) {
      for (const { path, ...request } of everywhere(secret)) {
        const { status } = await ask(backend.url + path, request);
        assert.notEqual(status, 500);
        requests += 1;
      }
    }
    assert.equal(log.filter(({ event }) => event === 'request').length, requests);
    const text = JSON.stringify(log);
    for (const secret of secrets) assert.ok(!text.includes(secret), `${secret} is in the log`);
    assert.ok(!text.includes(decodeURIComponent(new URL(backend.url).hostname)), 'the caller');
  });

  it('tells the unexpected by its SQLSTATE and place alone, and by the id that the answer shows', async () => {
    const entries: LogEntry[] = [];
    const other = await backendForTests();
    const { url } = await serverForTests(other, { log: entry => entries.push(entry) });
    const { id, members } = await other.organization({
      members: [{ role: 'owner' }, { role: 'viewer' }],
    });
    await other.sql(
      `create function orgtags.fail() returns trigger language plpgsql as $$ begin
         raise unique_violation using message = 'Key (email)=(' || new.email || ') already exists',
           detail = 'canary-7f3a', table = 'membership', constraint = 'some_constraint';
       end $$`,
    );
    await other.sql(
      'create trigger fail before update on orgtags.membership for each row execute function orgtags.fail()',
    );
    await other.sql('grant execute on function orgtags.fail() to orgtags_app');
    const answer = await ask(`${url}/api/v1/organizations/${id}/members/${members[1]?.member}`, {
      method: 'PATCH',
      token: members[0]?.token,
      json: { role: 'member', version: 1 },
    });
    const requestId = answer.headers.get('x-request-id') ?? '';
    assert.equal(answer.status, 500);
    assert.equal(answer.problem.requestId, requestId);
    assert.equal(
      answer.problem.title,
      `Something went wrong on the server. It has been noted as ${requestId}.`,
    );
    const unexpected = entries.find(({ event }) => event === 'unexpected');
    assert.equal(unexpected?.requestId, requestId);
    assert.deepEqual(
      [unexpected.code, unexpected.table, unexpected.constraint, unexpected.message],
      ['23505', 'membership', 'some_constraint', undefined],
    );
    assert.match(JSON.stringify(unexpected.stack), /memberships\.ts:\d+/);
    assert.equal(entries.findLast(({ event }) => event === 'request')?.level, 'error');
    for (const text of [JSON.stringify(entries), JSON.stringify(answer.body)]) {
      for (const secret of ['canary', 'already exists', members[1]?.email ?? '']) {
        assert.ok(!text.includes(secret), text);
      }
    }
  });

  it('says why the data could not be reached', async () => {
    const entries: LogEntry[] = [];
    const databaseUrl = `postgres://x@127.0.0.1:${await freePort()}/x`;
    const { url } = await serverForTests(
      { databaseUrl },
      // Nothing, and no pooler before it.
      { databaseUrl, log: entry => entries.push(entry) },
    );
    const { token } = await backend.person();
    assert.equal((await ask(`${url}/api/v1/session`, { token })).status, 503);
    assert.deepEqual(
      entries.slice(-2).map(({ level, event, code, problem }) => [level, event, code ?? problem]),
      [
        ['warn', 'unavailable', 'ECONNREFUSED'],
        ['warn', 'request', 'unavailable'],
      ],
    );
  });
});

describe('what is logged of an error', () => {
  it('is no message, which may look like a frame or come from a cause', () => {
    const cause = new SyntaxError(`Unexpected token in ${CANARY}`);
    const error = new TypeError(`no\n    at ${CANARY} (file:///a.ts:1:1)\nend`, { cause });
    const several = new AggregateError([error, new Error(CANARY)], CANARY);
    const reason = reasonOf(several);
    assert.ok(!JSON.stringify(reason).includes(CANARY), JSON.stringify(reason));
    assert.equal(reason.name, 'AggregateError');
    assert.deepEqual(
      reason.causes?.map(({ name }) => name),
      ['TypeError', 'Error'],
    );
    assert.equal(reason.causes[0]?.causes?.[0]?.name, 'SyntaxError');
    for (const { stack } of [reason, ...reason.causes])
      assert.match(stack[0] ?? '', /log\.test\.ts/);
    assert.ok(!JSON.stringify(reasonOf(CANARY)).includes(CANARY));
    assert.ok(
      !JSON.stringify(reasonOf(Object.assign(new Error(), { code: `${CANARY}@x` }))).includes(
        CANARY,
      ),
    );
  });

  it('is the message where it can hold no value: our own, and about a statement', () => {
    assert.equal(
      reasonOf(new Unexpected('Accounts answered 500')).message,
      'Accounts answered 500',
    );
    const ofDatabase = (code: string): string | undefined =>
      reasonOf(Object.assign(new DatabaseError('what it says', 1, 'error'), { code })).message;
    assert.equal(ofDatabase('42P01'), 'what it says');
    for (const code of ['23505', '22P02', '22021', '57014', 'P0001']) {
      assert.equal(ofDatabase(code), undefined);
    }
  });
});

function lastRequest(): LogEntry {
  const entry = log.findLast(({ event }) => event === 'request');
  assert.ok(entry);
  return entry;
}

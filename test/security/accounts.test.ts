import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { Pool } from 'pg';
import { ROUTES } from '../../src/contract/routes.ts';
import type { Session } from '../../src/contract/shapes.ts';
import { accountsOptions } from '../../src/server/auth/accounts.ts';
import type { TestPerson } from '../../src/testing/backend.ts';
import { ask, backendForTests, ORIGIN, type Answer } from '../support/backend.ts';
import { authLogin, cookieOf, KEYS, SESSION_COOKIE, storedToken } from '../support/credentials.ts';
import { serverForTests } from '../support/server.ts';

const PASSWORD = 'correct horse battery staple';
const BASE_PATH = '/api/auth';
const WEEK_SECONDS = 7 * 24 * 60 * 60;
const DIFFERENT_EACH_TIME = new Set(['date', 'x-request-id']);

const backend = await backendForTests();
const options = accountsOptions(
  { secret: KEYS.session, url: backend.url, origins: [] },
  new Pool({ connectionString: authLogin(backend), allowExitOnIdle: true }),
);

describe('a session', () => {
  it('is not opened by its token from the database, only by the signed one', async () => {
    const { token } = await backend.person();
    assert.equal((await session({ token: storedToken(token) })).status, 401);
    assert.equal((await session({ cookie: cookieOf(storedToken(token)) })).status, 401);
    assert.equal((await session({ token })).status, 200);
    assert.equal((await session({ cookie: cookieOf(token) })).status, 200);
  });

  it('is not opened by the signature of another', async () => {
    const [one, other] = [await backend.person(), await backend.person()];
    const mixed = storedToken(one.token) + other.token.slice(storedToken(other.token).length);
    assert.equal((await session({ token: mixed })).status, 401);
  });

  it('counts by what Authorization says alone when it is there: cookies are ignored', async () => {
    const cookie = cookieOf((await backend.person()).token);
    const forged = await session({ cookie, token: 'forged.signature' });
    assert.deepEqual([forged.status, forged.problem.code], [401, 'no-session']);
    const basic = await session({ cookie, authorization: 'Basic b3duZXI6b3duZXI=' });
    assert.equal(basic.status, 401);
    assert.equal((await session({ cookie, authorization: '' })).status, 401);
    assert.equal((await session({ cookie })).status, 200);
  });

  it('is over once it has expired', async () => {
    const { token } = await backend.person();
    assert.equal((await session({ token })).status, 200);
    await backend.sql(
      `update orgtags_auth.session set "expiresAt" = now() - interval '1 second' where token = $1`,
      [storedToken(token)],
    );
    const late = await session({ token });
    assert.deepEqual([late.status, late.problem.code], [401, 'no-session']);
  });

  it('is given more time after a day, and its cookie with it, as it was signed in', async () => {
    const person = await backend.person({ password: PASSWORD });
    const [signedIn = ''] = (await signIn(person.email)).headers.getSetCookie();
    const cookie = signedIn.split(';', 1)[0] ?? '';
    const token = decodeURIComponent(cookie.slice(SESSION_COOKIE.length + 1));
    assert.deepEqual((await session({ cookie })).headers.getSetCookie(), []);

    await age(token);
    const [renewed = '', ...others] = (await session({ cookie })).headers.getSetCookie();
    assert.deepEqual(partsOf(renewed), partsOf(signedIn));
    assert.deepEqual(others, []);
    assert.ok((await secondsLeft(token)) > WEEK_SECONDS - 60);
    assert.deepEqual((await session({ cookie })).headers.getSetCookie(), []);
  });

  it('is given more time after a day as a bearer, too, without a cookie', async () => {
    const { token } = await backend.person();
    await age(token);
    const answer = await session({ token });
    assert.equal(answer.status, 200);
    assert.deepEqual(answer.headers.getSetCookie(), []);
    assert.ok((await secondsLeft(token)) > WEEK_SECONDS - 60);
  });
});

describe('signing in', () => {
  it('sets a cookie that scripts cannot read, and shows the token nowhere else', async () => {
    const person = await backend.person({ password: PASSWORD });
    const answer = await signIn(person.email);
    assert.equal(answer.status, 204);
    assert.equal(answer.body, undefined);
    const [cookie = '', ...others] = answer.headers.getSetCookie();
    assert.deepEqual(others, []);
    const [value = '', ...attributes] = cookie.split('; ');
    assert.deepEqual(attributes.toSorted(), [
      'HttpOnly',
      `Max-Age=${WEEK_SECONDS}`,
      'Path=/',
      'SameSite=Lax',
    ]);

    const signed = decodeURIComponent(value.slice(SESSION_COOKIE.length + 1));
    assert.equal((await session({ token: signed })).status, 200);
    const rest = [...answer.headers].filter(([name]) => name !== 'set-cookie');
    assert.ok(!JSON.stringify(rest).includes(storedToken(signed)));
    assert.equal(answer.headers.get('set-auth-token'), null);

    const opened = await session({ cookie: value });
    assert.equal(opened.body.person.email, person.email);
    assert.ok(!JSON.stringify(opened.body).includes(storedToken(signed)));
  });

  it('does not tell a wrong password from an unknown address', async () => {
    const { email } = await backend.person({ password: PASSWORD });
    assert.equal((await signIn(email)).status, 204);
    const wrong = await answerTo(email, 'not the password');
    const unknown = await answerTo('nobody@test.example', 'not the password');
    const without = await answerTo((await backend.person()).email, 'not the password');
    assert.match(wrong, /^401 /);
    assert.equal(unknown, wrong);
    assert.equal(without, wrong);
  });

  it('does not take a session that a request brought along for the answer', async () => {
    const [squatter, person] = [
      await backend.person(),
      await backend.person({ password: PASSWORD }),
    ];
    const answer = await signIn(person.email, PASSWORD, { cookie: cookieOf(squatter.token) });
    const [cookie = ''] = answer.headers.getSetCookie();
    assert.ok(!cookie.includes(storedToken(squatter.token)));
    assert.equal(
      (await session({ cookie: cookie.split(';', 1)[0] ?? '' })).body.person.id,
      person.id,
    );
  });
});

describe('signing out', () => {
  for (const by of ['cookie', 'bearer'] as const) {
    it(`ends the session on the server, by ${by}, and no other`, async () => {
      const [person, other] = [await backend.person(), await backend.person()];
      const answer = await signOut(person, by);
      assert.equal(answer.status, 204);
      for (const cookie of answer.headers.getSetCookie()) assert.match(cookie, /; Max-Age=0(;|$)/);
      assert.equal((await session({ token: person.token })).status, 401);
      assert.equal((await session({ cookie: cookieOf(person.token) })).status, 401);
      assert.equal((await session({ token: other.token })).status, 200);
      const rows = await backend.sql('select from orgtags_auth.session where token = $1', [
        storedToken(person.token),
      ]);
      assert.equal(rows.length, 0);
    });
  }

  it('ends nothing for a forged bearer that comes with a cookie, nor for a stored token', async () => {
    const { token } = await backend.person();
    const headers = { origin: ORIGIN, cookie: cookieOf(token) };
    for (const bearer of ['forged.signature', storedToken(token)]) {
      await ask(at('/sign-out'), { method: 'POST', json: {}, headers, token: bearer });
      assert.equal((await session({ token })).status, 200);
    }
  });
});

describe('on https', () => {
  it('the cookie never travels in clear: signed in, renewed or signed out', async () => {
    const { url } = await serverForTests(backend, { url: 'https://app.example' });
    const { email } = await backend.person({ password: PASSWORD });
    const post = (path: string, json: object, headers: object = {}): Promise<Answer> =>
      ask(`${url}${BASE_PATH}${path}`, {
        method: 'POST',
        json,
        headers: { origin: ORIGIN, ...headers },
      });
    const signedIn = await post('/sign-in/email', { email, password: PASSWORD });
    const cookie = onlyCookieOf(signedIn).split(';', 1)[0] ?? '';
    await age(decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)));
    const renewed = await ask(`${url}/api/v1/session`, { headers: { cookie } });
    assert.equal(renewed.status, 200);
    const signedOut = await post('/sign-out', {}, { cookie });
    for (const answer of [signedIn, renewed, signedOut]) {
      const [value = '', ...attributes] = onlyCookieOf(answer).split('; ');
      assert.ok(value.startsWith(`__Secure-${SESSION_COOKIE}=`), value);
      assert.ok(attributes.includes('Secure') && attributes.includes('HttpOnly'), value);
    }
  });
});

/** Of our own, among the library's. */
const OURS: readonly string[] = ['/sign-up/invitation'];

describe("the identity library's other routes", () => {
  const open = new Set(
    Object.values(ROUTES).flatMap(({ method, path }) =>
      path.startsWith(BASE_PATH) ? [`${method} ${path.slice(BASE_PATH.length)}`] : [],
    ),
  );
  const endpoints = Object.values<{ path?: string; options: { method?: string | string[] } }>(
    betterAuth(options).api,
  );
  const closed = endpoints.flatMap(({ path, options: { method = 'GET' } }) =>
    path === undefined
      ? []
      : [method]
          .flat()
          .map(one => ({ method: one, path: path.replaceAll(/:\w+/g, 'x') }))
          .filter(one => !open.has(`${one.method} ${one.path}`)),
  );
  const ofPlugins = [
    { method: 'POST', path: '/organization/create' },
    { method: 'GET', path: '/organization/list' },
    { method: 'POST', path: '/organization/update-member-role' },
    { method: 'GET', path: '/token' },
    { method: 'GET', path: '/jwks' },
    { method: 'POST', path: '/admin/impersonate-user' },
  ];

  it('are known from the library itself', () => {
    const paths = new Set(endpoints.map(({ path }) => path));
    for (const path of [
      ...[...open].map(one => one.replace(/^[A-Z]+ /, '')).filter(path => !OURS.includes(path)),
      '/verify-password',
      '/get-session',
      '/list-sessions',
      '/update-user',
      '/change-email',
      '/delete-user',
    ]) {
      assert.ok(paths.has(path), path);
    }
  });

  for (const { method, path } of [...closed, ...ofPlugins]) {
    it(`are closed: ${method} ${path}`, async () => {
      const { token } = await backend.person();
      const answer = await ask(at(path), {
        method,
        headers: { origin: ORIGIN, cookie: cookieOf(token) },
        ...(method !== 'GET' && { json: {} }),
      });
      assert.deepEqual([answer.status, answer.problem.code], [404, 'route-not-found']);
    });
  }

  it('are not reached by another spelling of an open path', async () => {
    const ways = ['/sign-out/', '//sign-out', '/x/../get-session', '/sign-out%2f'];
    for (const path of ways) {
      const { token } = await backend.person();
      const answer = await ask(at(path), { method: 'POST', json: {}, token });
      assert.equal(answer.status, 404, path);
      assert.equal((await session({ token })).status, 200, path);
    }
  });
});

it('has exactly the tables that the identity library expects', async () => {
  const plan = await getMigrations(options);
  assert.deepEqual(plan.toBeCreated, []);
  assert.deepEqual(plan.toBeAdded, []);
  assert.deepEqual(plan.toBeAddedIndexes, []);
  assert.deepEqual(plan.schemaProblems, []);
});

function at(path: string): string {
  return `${backend.url}/api/auth${path}`;
}

/** Asks who is signed in. */
async function session({
  token,
  ...headers
}: {
  token?: string;
  cookie?: string;
  authorization?: string;
}): Promise<Answer<Session>> {
  return ask(`${backend.url}/api/v1/session`, { token, headers });
}

async function signIn(
  email: string,
  password = PASSWORD,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return ask(at('/sign-in/email'), {
    method: 'POST',
    json: { email, password },
    headers: { origin: ORIGIN, ...headers },
  });
}

async function signOut(person: TestPerson, by: 'cookie' | 'bearer'): Promise<Answer> {
  const cookie = { cookie: cookieOf(person.token) };
  return ask(at('/sign-out'), {
    method: 'POST',
    json: {},
    headers: { origin: ORIGIN, ...(by === 'cookie' && cookie) },
    ...(by === 'bearer' && { token: person.token }),
  });
}

function onlyCookieOf({ headers }: Answer): string {
  const [cookie = '', ...others] = headers.getSetCookie();
  assert.deepEqual(others, []);
  return cookie;
}

/** An answer to signing in, byte by byte, but for its date. */
async function answerTo(email: string, password: string): Promise<string> {
  const response = await fetch(at('/sign-in/email'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN },
    body: JSON.stringify({ email, password }),
  });
  const headers = [...response.headers].filter(([name]) => !DIFFERENT_EACH_TIME.has(name));
  return `${response.status} ${JSON.stringify(headers)} ${await response.text()}`;
}

/** Lets a session have been used last more than a day ago. */
async function age(token: string): Promise<void> {
  await backend.sql(
    `update orgtags_auth.session
        set "updatedAt" = now() - interval '25 hours', "expiresAt" = now() + interval '1 hour'
      where token = $1`,
    [storedToken(token)],
  );
}

async function secondsLeft(token: string): Promise<number> {
  const [row] = await backend.sql<{ left: number }>(
    `select extract(epoch from "expiresAt" - now())::integer as left
       from orgtags_auth.session where token = $1`,
    [storedToken(token)],
  );
  return row?.left ?? 0;
}

function partsOf(cookie: string): string[] {
  return cookie.split('; ').toSorted();
}

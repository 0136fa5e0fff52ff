import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { after, describe, it } from 'node:test';
import { PROBLEMS, type ProblemCode, type ProblemDocument } from '../../src/contract/problems.ts';
import type { MemberPage } from '../../src/contract/shapes.ts';
import type { LogEntry } from '../../src/server/settings.ts';
import type { TestMember } from '../../src/testing/backend.ts';
import { ask, backendForTests, ORIGIN, type Answer, type Ask } from '../support/backend.ts';
import { storedToken } from '../support/credentials.ts';
import { lookUntil } from '../support/look-until.ts';
import { openWire } from '../support/wire.ts';

/** In what is sent, to be found in no answer. */
const CANARY = 'canary-7f3a';
const NUL = '\0';
const HALF_A_CHARACTER = '\ud800';
const DEEP = 10_000;
const PASSWORD = 'correct horse';

const backend = await backendForTests();
const [acme, globex] = [await organization(), await organization()];
const { email } = await backend.person({ password: PASSWORD });

const token = acme.owner.token;
const members = `/api/v1/organizations/${acme.id}/members`;
const target = `${members}/${acme.viewer.member}`;
/** A place in the list as the server writes it, and what it is made of. */
const {
  next,
  members: [shown],
} = (await send<MemberPage>(list('limit=1'))).body;
const place = JSON.parse(Buffer.from(next ?? '', 'base64url').toString()) as unknown[];
const change = { path: target, token, method: 'PATCH', json: { role: 'member', version: 1 } };

describe('refuses somebody', () => {
  refuses('no-session', {
    'without a session': { path: members },
    'without a session, who writes': { ...change, token: undefined, headers: { origin: ORIGIN } },
    'with a token as it is stored': { path: members, token: storedToken(token) },
    'with a token of something else': { path: members, token: CANARY },
  });
  refuses('no-team-management', {
    'without Team management, who changes a role': { ...change, token: acme.viewer.token },
  });
  refuses('above-own-role', {
    'who gives a role above their own (R12)': {
      ...change,
      token: acme.admin.token,
      json: { role: 'owner', version: 1 },
    },
  });
  refuses('stale-version', {
    'who knows another version': { ...change, json: { role: 'member', version: 2 } },
    'who knows the last version': { ...change, json: { role: 'member', version: 2_147_483_647 } },
  });
});

describe('refuses an address', () => {
  const inOrganization = (id: string): string => `/api/v1/organizations/${id}/members`;
  refuses('organization-not-found', {
    'in an unknown organization': { path: inOrganization(randomUUID()), token },
    'in a foreign organization': {
      ...change,
      path: `${inOrganization(globex.id)}/${globex.viewer.member}`,
    },
  });
  refuses('member-not-found', {
    'of an unknown member': { ...change, path: `${members}/${randomUUID()}` },
    'of a foreign member': { ...change, path: `${members}/${globex.viewer.member}` },
  });
  for (const [name, id] of Object.entries({
    'a word': CANARY,
    'one character less': acme.id.slice(1),
    'one character more': `${acme.id}0`,
    NUL: '%00',
    'half a character': '%ff',
    'a step up': '..%2f',
    'a smile': '%F0%9F%98%80',
  })) {
    refuses('malformed-id', {
      [`with ${name} for an organization`]: { path: inOrganization(id), token },
      [`with ${name} for a member`]: { ...change, path: `${members}/${id}` },
    });
  }
  for (const [method, paths] of Object.entries({
    GET: ['/', '/api/v1', `/api/v1/${CANARY}`, `${members}/`, `${members}/../switch`],
    POST: [members, '/api/v1/session', '/api/auth/sign-in'],
    PUT: [target, '/api/auth/sign-in/email'],
    DELETE: [members],
  })) {
    for (const path of paths) {
      const name = `that leads nowhere: ${method} ${path.replaceAll(/[\da-f-]{36}/g, '…')}`;
      refuses('route-not-found', { [name]: { path, method, token } });
    }
  }
  refuses('route-not-found', {
    'where one signs in, without signing in': { path: '/api/auth/sign-in/email' },
    'where one signs out, without signing out': { path: '/api/auth/sign-out', token },
  });
});

describe('refuses what no server could read', () => {
  const wire = openWire(backend.url);
  after(() => {
    wire.close();
  });
  const headers = { authorization: `Bearer ${token}` };
  for (const [name, request] of Object.entries({
    'with a host that is none': { target: members, headers: { ...headers, host: `${CANARY} x` } },
    'with a host that looks like one': { target: members, headers: { ...headers, host: '0..0' } },
    'with a backslash in the path': { target: members.replace('/api/', '/api\\'), headers },
    'about everything': { target: '*', headers },
  })) {
    it(`${name}: malformed-request`, async () => {
      const answer = await wire.send({ method: 'GET', body: undefined, ...request });
      const body = JSON.parse(answer.text) as ProblemDocument;
      isProblem({ ...answer, body, problem: body }, 'malformed-request');
      const right = await wire.send({ method: 'GET', body: undefined, target: members, headers });
      assert.equal(right.status, 200);
    });
  }
});

describe('refuses a body', () => {
  refuses('malformed-json', {
    'that breaks off': patch(`{"role":"${CANARY}"`),
    'that is empty': patch(''),
    'that goes on': patch('{"role":"member","version":1}{}'),
  });
  refuses('invalid-input', {
    'that is null': patch('null'),
    'that is a list': patch('[]'),
    'that is a string': patch(`"${CANARY}"`),
    'that is a number without end': patch('1e999'),
    'that is 10,000 lists deep': patch('['.repeat(DEEP) + ']'.repeat(DEEP)),
    'that is 10,000 objects deep in a field': patch(
      `{"role":${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)},"version":1}`,
    ),
    'without a role': patch('{"version":1}'),
    'without a version': patch('{"role":"member"}'),
    'with an unknown field': patch(`{"role":"member","version":1,"admin":"${CANARY}"}`),
    'with a prototype': patch(`{"role":"member","version":1,"__proto__":{"a":"${CANARY}"}}`),
    'with a field named NUL': patch('{"role":"member","version":1,"\\u0000":1}'),
    'with a field named by half a character': patch('{"role":"member","version":1,"\\ud800":1}'),
    'with a name of 60,000 characters for a field': patch(
      `{"role":"member","version":1,"${CANARY.repeat(5_000)}":1}`,
    ),
  });
  for (const role of [
    '"superuser"',
    '"MEMBER"',
    '"member\\u0000"',
    '"\\ud800"',
    '["member"]',
    '1',
  ]) {
    refuses('invalid-input', { [`with the role ${role}`]: patch(`{"role":${role},"version":1}`) });
  }
  for (const version of ['"1"', '1.5', '0', '-1', '1e300', '2147483648', 'true', 'null', '[1]']) {
    refuses('invalid-input', {
      [`with the version ${version}`]: patch(`{"role":"member","version":${version}}`),
    });
  }

  const megabyte = JSON.stringify({ role: 'member', version: 1, note: CANARY.repeat(100_000) });
  refuses('body-too-large', { 'of a megabyte': patch(megabyte) });

  it('of a megabyte that does not say its size: body-too-large', async () => {
    const response = await fetch(backend.url + target, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: new Blob([megabyte]).stream(),
      duplex: 'half',
    } as RequestInit);
    assert.equal(response.status, 413);
    assert.equal(((await response.json()) as { code: string }).code, 'body-too-large');
  });

  it('and, when it is too large, says that the connection ends with it', async () => {
    assert.equal((await send(patch(megabyte))).headers.get('connection'), 'close');
  });

  it('and names each field that is missing or wrong', async () => {
    const wrong = await send({ ...change, json: { role: 'superuser', version: '1' } });
    assert.deepEqual(wrong.problem.fields, [
      { field: 'role', code: 'wrong-value' },
      { field: 'version', code: 'wrong-value' },
    ]);
    const missing = await send({ ...change, json: {} });
    assert.deepEqual(missing.problem.fields, [
      { field: 'role', code: 'missing' },
      { field: 'version', code: 'missing' },
    ]);
  });
});

describe('refuses headers', () => {
  for (const [name, headers] of Object.entries({
    'one of 20,000 characters': { 'x-note': 'a'.repeat(20_000) },
    'a cookie of 20,000 characters': { cookie: `other=${'a'.repeat(20_000)}` },
    'a bearer of 20,000 characters': { authorization: `Bearer ${'a'.repeat(20_000)}` },
    'a thousand of them': Object.fromEntries(
      Array.from({ length: 1_000 }, (_, n) => [`x-note-${n}`, 'a'.repeat(20)]),
    ),
  })) {
    it(`that are too much, ${name}, and goes on answering`, async () => {
      assert.equal((await fetch(backend.url + members, { headers })).status, 431);
      assert.equal((await send({ path: members, token })).status, 200);
    });
  }
});

describe('refuses a query', () => {
  for (const limit of ['0', '201', '-1', '1.5', 'abc', '1e9', '1e2', '0x10', '', '%00', '٣']) {
    refuses('invalid-input', { [`with the limit “${limit}”`]: list(`limit=${limit}`) });
  }
  for (const name of ['order', 'organization', '__proto__', 'LIMIT', 'limit[]']) {
    refuses('invalid-input', { [`with the unknown ${name}`]: list(`${name}=${CANARY}`) });
  }
  for (const sort of [
    '',
    'Name',
    'person',
    'name,email',
    '--name',
    'name desc',
    '__proto__',
    '%00',
  ]) {
    refuses('invalid-input', { [`with the sort “${sort}”`]: list(`sort=${sort}`) });
  }
  for (const role of ['', 'superuser', 'Owner', 'owner,', 'owner, admin', '1', '%00', '{owner}']) {
    refuses('invalid-input', { [`with the role “${role}”`]: list(`role=${role}`) });
  }
  // Of the two one would count, and nobody be told which.
  for (const twice of ['role=owner&role=admin', 'limit=1&limit=1', 'q=&q=Mia']) {
    refuses('invalid-input', { [`with one name twice, “${twice}”`]: list(twice) });
  }
  for (const [name, q] of Object.entries({
    'with NUL': `a%00${CANARY}`,
    'with half a character': `${CANARY}%ED%A0%80`,
    'with half of its bytes': '%C3',
    'with a per cent sign that means nothing': '100%',
    'of 201 characters': 'a'.repeat(201),
    'of 10,000 characters': CANARY.repeat(1000),
  })) {
    refuses('invalid-input', { [`with a search ${name}`]: list(`q=${q}`) });
  }
  refuses('invalid-input', {
    'with half a character for a cursor': list('cursor=%ED%A0%80'),
    'with a limit of 400 digits': list(`limit=${'9'.repeat(400)}`),
    'with a cursor of 12,000 characters': list(`cursor=${'a'.repeat(12_000)}`),
  });

  for (const [name, cursor] of Object.entries({
    'no base64': '***',
    nothing: '',
    NUL: '%00',
    'half of another': next?.slice(0, next.length / 2) ?? '',
    'something else in base64': cursorOf({ name: CANARY }),
    'a list of something else': cursorOf(place.map((_, n) => n)),
    'one place too many': cursorOf([...place, CANARY]),
    'an id that is none': placeWith(shown?.id, CANARY),
    'NUL in base64': placeWith(shown?.name, NUL),
    'NUL in a name': placeWith(shown?.name, `a${NUL}b`),
    'half a character in base64': placeWith(shown?.name, HALF_A_CHARACTER),
    'a list that is deep': cursorOf(JSON.parse('['.repeat(200) + ']'.repeat(200))),
  })) {
    refuses('malformed-cursor', { [`with a cursor that is ${name}`]: list(`cursor=${cursor}`) });
  }

  for (const [sort, keys] of Object.entries({
    joinedAt: [null, '', 'x', 1, '1.5', '1e5', '9'.repeat(17), 'infinity', '2026-01-01', NUL],
    lastActiveAt: ['', 'x', 0, '-', '9'.repeat(17), '-infinity', {}],
    role: [null, '', 'owner', '10', '-1', 1],
    email: [null, 1, NUL, HALF_A_CHARACTER, 'a'.repeat(401)],
    '-name': [null, 1, NUL, HALF_A_CHARACTER, 'a'.repeat(401)],
  })) {
    for (const key of keys) {
      const name = `with a cursor by ${sort} that holds ${JSON.stringify(key).slice(0, 20)}`;
      const cursor = cursorOf([acme.id, 'members', sort, '', key, shown?.id]);
      refuses('malformed-cursor', { [name]: list(`sort=${sort}&cursor=${cursor}`) });
    }
  }

  it('but not a search for 200 characters of any kind, nor a time that is far away', async () => {
    for (const q of [
      '😀'.repeat(100),
      '%25'.repeat(200),
      '_',
      '%5C',
      '%01',
      '%EF%BF%BD',
      '%CC%81',
    ]) {
      assert.equal((await send(list(`q=${q}`))).status, 200, q);
    }
    for (const [sort, key] of [
      ['joinedAt', '9'.repeat(16)],
      ['-joinedAt', `-${'9'.repeat(16)}`],
      ['lastActiveAt', null],
      ['-lastActiveAt', null],
      ['role', '9'],
    ] as const) {
      const cursor = cursorOf([acme.id, 'members', sort, '', key, shown?.id]);
      assert.equal((await send(list(`sort=${sort}&cursor=${cursor}`))).status, 200, sort);
    }
  });

  it('with a cursor of another organization: malformed-cursor (R33)', async () => {
    const path = `/api/v1/organizations/${globex.id}/members?limit=1`;
    const first = await send<MemberPage>({ path, token: globex.owner.token });
    const cursor = first.body.next ?? '';
    const second = await send({ path: `${path}&cursor=${cursor}`, token: globex.owner.token });
    assert.equal(second.status, 200);
    isProblem(await send(list(`cursor=${cursor}`)), 'malformed-cursor');
  });
});

describe('refuses signing in', () => {
  refuses('invalid-input', {
    'without an address': signIn({ password: CANARY }),
    'without a password': signIn({ email }),
    'with null': signIn(null),
    'with a list': signIn([]),
    'with an address that is none': signIn({ email: CANARY, password: PASSWORD }),
    'with NUL in the address': signIn({ email: NUL + email, password: PASSWORD }),
    'with half a character in the address': signIn({
      email: HALF_A_CHARACTER + email,
      password: PASSWORD,
    }),
    'with an address of 50,000 characters': signIn({
      email: 'a'.repeat(50_000) + email,
      password: PASSWORD,
    }),
    'with an object for an address': signIn({ email: { contains: email }, password: PASSWORD }),
    'with a number for a password': signIn({ email, password: 1 }),
    'with a password of 60,000 characters': signIn({ email, password: 'a'.repeat(60_000) }),
    'with a page to go to': signIn({ email, password: PASSWORD, callbackURL: '//evil.example' }),
    'with an unknown field': signIn({ email, password: PASSWORD, admin: CANARY }),
  });
  refuses('malformed-json', {
    'with nothing': { ...signIn(undefined), text: '' },
    'with what breaks off': { ...signIn(undefined), text: `{"email":"${CANARY}` },
  });
  refuses('invalid-credentials', {
    'with a wrong password': signIn({ email, password: CANARY }),
    'with NUL and half a character for a password': signIn({
      email,
      password: NUL + HALF_A_CHARACTER,
    }),
  });
  refuses('origin-denied', {
    'from another page that brings a bearer': {
      ...signIn({ email, password: PASSWORD }),
      token,
      headers: { origin: 'http://evil.example' },
    },
  });

  it('but not of who does it right, nor signing out without a body', async () => {
    assert.equal((await send(signIn({ email, password: PASSWORD }))).status, 204);
    const { token: other } = await backend.person();
    const path = '/api/auth/sign-out';
    const answer = await send({ path, method: 'POST', token: other, headers: { origin: ORIGIN } });
    assert.equal(answer.status, 204);
  });
});

it('does what it is asked for rightly, and stores it', async () => {
  const before = await stored();
  const { status, body } = await send<MemberPage>(list('limit=200'));
  assert.deepEqual([status, body.members.length], [200, 3]);
  const rest = await send<MemberPage>(list(`cursor=${cursorOf(place)}`));
  assert.deepEqual([rest.status, rest.body.members], [200, body.members.slice(1)]);
  assert.equal(await stored(), before);
  assert.equal((await send(change)).status, 200);
  assert.notEqual(await stored(), before);
});

interface Request extends Ask {
  readonly path: string;
}

/** Each request gets the problem, in words for a person, and nothing is stored. */
function refuses(code: ProblemCode, requests: Readonly<Record<string, Request>>): void {
  for (const [name, request] of Object.entries(requests)) {
    it(`${name}: ${code}`, async () => {
      const before = await stored();
      isProblem(await send(request), code);
      assert.equal(await stored(), before);
    });
  }
}

it('takes a body that breaks off for the sender’s doing, and warns nobody', async () => {
  const log: LogEntry[] = [];
  const other = await backendForTests({
    log: entry => {
      log.push(entry);
    },
  });
  const sending = request(`${other.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { origin: ORIGIN, 'content-type': 'application/json', 'content-length': 100 },
  });
  sending.on('error', () => undefined);
  sending.write('{"email": "mo@', () => setImmediate(() => sending.destroy()));
  const entry = await lookUntil(() => log.find(({ event }) => event === 'request'));
  assert.deepEqual([entry.level, entry.status], ['info', 400]);
  assert.deepEqual(
    log.filter(({ level }) => level !== 'info'),
    [],
  );
});

function isProblem({ status, headers, body, problem }: Answer, code: ProblemCode): void {
  assert.equal(problem.code, code, JSON.stringify(body));
  assert.deepEqual([status, problem.status], [PROBLEMS[code].status, PROBLEMS[code].status]);
  assert.equal(headers.get('content-type'), 'application/problem+json');
  assert.match(problem.title, /^[A-Z].*[^\s:,.]\.$/);
  assert.doesNotMatch(problem.title, /\p{C}|error|exception|syntax|undefined|uuid|sql|expected/iu);
  const said = JSON.stringify(body);
  assert.ok(!said.includes(CANARY), said);
  assert.ok(said.length < 1000, 'It says too much.');
}

function send<Body = unknown>({ path, ...request }: Request): Promise<Answer<Body>> {
  return ask<Body>(backend.url + path, request);
}

function patch(text: string): Request {
  return { path: target, method: 'PATCH', token, text };
}

function list(query: string): Request {
  return { path: `${members}?${query}`, token };
}

function signIn(json: unknown): Request {
  return { path: '/api/auth/sign-in/email', method: 'POST', headers: { origin: ORIGIN }, json };
}

function cursorOf(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** The place in the list with one of its parts exchanged. */
function placeWith(part: unknown, other: string): string {
  assert.ok(place.includes(part));
  return cursorOf(place.map(one => (one === part ? other : one)));
}

/** Everything that a request could store, but for when somebody was here, which any may. */
async function stored(): Promise<string> {
  const [row] = await backend.sql<{ all: string }>(
    `select concat(
       (select json_agg(to_jsonb(m) - 'last_active_at' order by id) from orgtags.membership m),
       (select json_agg(p order by id) from orgtags.person p),
       (select count(*) from orgtags.activity),
       (select count(*) from orgtags_auth."user"),
       (select json_agg(s order by id) from orgtags_auth.session s)) as all`,
  );
  return row?.all ?? '';
}

async function organization(): Promise<
  { readonly id: string } & Readonly<Record<'owner' | 'admin' | 'viewer', TestMember>>
> {
  const made = await backend.organization({
    members: [{ role: 'owner' }, { role: 'admin' }, { role: 'viewer' }],
  });
  const [owner, admin, viewer] = made.members as [TestMember, TestMember, TestMember];
  return { id: made.id, owner, admin, viewer };
}

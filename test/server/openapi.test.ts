import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { ProblemCode } from '../../src/contract/problems.ts';
import { ROUTES, routeNamed, type RouteName } from '../../src/contract/routes.ts';
import { ask, backendForTests, ORIGIN } from '../support/backend.ts';
import { descriptionOf } from '../support/openapi.ts';

const backend = await backendForTests();
const { document, operations } = await descriptionOf(backend.url);

it('is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document) as never);
  assert.ok(valid, JSON.stringify(errors));
  assert.equal(validator.version, '3.1');
});

it('has every route of the table, and nothing else', () => {
  const described = operations.map(({ method, path, operation }) => ({
    name: operation.operationId,
    method,
    path,
    access: operation['x-access'],
  }));
  const routes = (Object.keys(ROUTES) as RouteName[]).map(name => {
    const { method, path, access } = routeNamed(name);
    return { name, method, path, access };
  });
  const byName = (one: { name: string }, other: { name: string }): number =>
    one.name.localeCompare(other.name);
  assert.deepEqual(described.sort(byName), routes.sort(byName));
});

it('is there for everybody, on every page that may use the API, for five minutes', async () => {
  const { status, headers } = await ask(`${backend.url}/api/v1/openapi.json`, {
    headers: { origin: ORIGIN },
  });
  assert.equal(status, 200);
  assert.equal(headers.get('content-type'), 'application/json');
  assert.equal(headers.get('cache-control'), 'public, max-age=300');
  assert.equal(headers.get('access-control-allow-origin'), ORIGIN);
});

it('leaves everything else in no cache', async () => {
  const { token } = await backend.person();
  const { headers } = await ask(`${backend.url}/api/v1/session`, { token });
  assert.equal(headers.get('cache-control'), 'no-store');
});

it('says in a line what each operation does', () => {
  for (const { operation } of operations) {
    assert.match(operation.summary, /^[A-Z][^\n.]{5,100}$/, operation.operationId);
  }
});

/** How each kind of caller signs, where it is no member. */
const WAYS: Readonly<Record<string, readonly string[]>> = {
  public: [],
  visitor: [],
  guest: ['guest'],
};

it('asks members for one of two ways to sign in, guests for theirs, and names the cookie', async () => {
  for (const { operation } of operations) {
    const { operationId, security } = operation;
    const ways = WAYS[ROUTES[operationId].access] ?? ['cookie', 'bearer'];
    assert.deepEqual(security.flatMap(Object.keys), ways, operationId);
  }
  const { email } = await backend.person({ password: 'correct horse' });
  const { headers } = await ask(`${backend.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { origin: ORIGIN },
    json: { email, password: 'correct horse' },
  });
  const { name } = document.components.securitySchemes.cookie as { name: string };
  assert.ok(headers.getSetCookie()[0]?.startsWith(`${name}=`));
});

it('says of a query what it stands for, and of a body what it must be', () => {
  const members = operation('members.list');
  assert.deepEqual(
    members.parameters?.find(({ name }) => name === 'limit'),
    { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 200 } },
  );
  assert.deepEqual(operation('members.changeRole').requestBody, {
    required: true,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/ChangeRole' } } },
  });
});

/** What the token of an issuer can be refused with, wherever somebody has to be signed in. */
const OF_ISSUERS = /^(token-.*|unknown-issuer|address-not-verified)$/;

for (const [name, status, codes] of [
  ['members.changeRole', 400, ['malformed-id', 'malformed-json', 'invalid-input']],
  ['members.changeRole', 401, ['no-session', 'session-ended']],
  [
    'members.changeRole',
    403,
    [
      'no-team-management',
      'origin-denied',
      'own-role',
      'cannot-manage-role',
      'above-own-role',
      'last-owner',
    ],
  ],
  ['members.changeRole', 404, ['organization-not-found', 'member-not-found']],
  ['members.changeRole', 409, ['other-person', 'stale-version']],
  ['organizations.delete', 403, ['owners-only', 'origin-denied']],
  ['members.list', 400, ['malformed-id', 'invalid-input', 'malformed-cursor']],
  ['members.list', 403, ['addresses-hidden']],
  ['session.last', 404, []],
  ['accounts.signIn', 429, ['rate-limited']],
] as const satisfies readonly (readonly [RouteName, number, readonly ProblemCode[]])[]) {
  it(`says of ${name} that it answers ${String(status)} with ${codes.join(', ') || 'nothing'}`, () => {
    const schema = operation(name).responses[status]?.content?.['application/problem+json']?.schema;
    const { enum: all = [] } = (schema?.properties?.code ?? {}) as { enum?: string[] };
    const said = all.filter(code => !OF_ISSUERS.test(code));
    assert.equal(
      said.length < all.length,
      name !== 'accounts.signIn' && [401, 403].includes(status),
    );
    assert.deepEqual(said.toSorted(), codes.toSorted());
  });
}

it('takes no pattern over whose flags it cannot say', () => {
  const { email } = document.components.schemas.SignUp?.properties ?? {};
  assert.deepEqual(email, { type: 'string', maxLength: 1000 });
});

function operation(name: RouteName) {
  const found = operations.find(one => one.operation.operationId === name);
  assert.ok(found);
  return found.operation;
}

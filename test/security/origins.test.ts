import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ProblemDocument } from '../../src/contract/problems.ts';
import { ask, backendForTests, ORIGIN } from '../support/backend.ts';
import { cookieOf } from '../support/credentials.ts';

const OTHERS = {
  'no origin': undefined,
  'the origin null, of a sandboxed frame or a file': 'null',
  'a sibling on the same site': 'http://other.example',
  'a subdomain': 'http://www.host.example',
  'a look-alike': `${ORIGIN}.evil.example`,
  'a longer name': 'http://nothost.example',
  'the other scheme': 'https://host.example',
  'another port': `${ORIGIN}:81`,
  'the origin with a path': `${ORIGIN}/`,
  'the origin and another': `${ORIGIN} http://evil.example`,
} as const;

const JSON_TYPES = ['application/json', 'application/json;charset=utf-8', 'Application/JSON'];
/** What a form or a script sends across sites without asking first, and what only looks like JSON. */
const OTHER_TYPES = [
  undefined,
  'text/plain',
  'text/plain;application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonp',
];

const backend = await backendForTests();

describe('a write by cookie', () => {
  for (const origin of [ORIGIN, backend.url]) {
    it(`is done for the exact origin ${nameOf(origin)} when it is JSON, and only then`, async () => {
      for (const type of JSON_TYPES) {
        assert.deepEqual(await write({ origin, type, by: 'cookie' }), DONE, type);
      }
      for (const type of OTHER_TYPES) {
        const outcome = await write({ origin, type, by: 'cookie' });
        assert.deepEqual(outcome, refused(415, 'not-json'), type);
      }
    });
  }

  for (const [name, origin] of Object.entries(OTHERS)) {
    it(`is refused for ${name}, whatever its type, and nothing is stored`, async () => {
      for (const type of [...JSON_TYPES, ...OTHER_TYPES]) {
        const outcome = await write({ origin, type, by: 'cookie' });
        assert.deepEqual(outcome, refused(403, 'origin-denied'), type);
      }
    });
  }
});

describe('a write by bearer', () => {
  for (const origin of [undefined, ORIGIN]) {
    it(`needs JSON and no origin (here ${origin ?? 'none'})`, async () => {
      for (const type of JSON_TYPES) {
        assert.deepEqual(await write({ origin, type, by: 'bearer' }), DONE, type);
      }
      for (const type of OTHER_TYPES) {
        const outcome = await write({ origin, type, by: 'bearer' });
        assert.deepEqual(outcome, refused(415, 'not-json'), type);
      }
    });
  }
});

describe('signing in', () => {
  it('is done for the exact origin, and refused for every other', async () => {
    const { email } = await backend.person({ password: 'correct horse' });
    for (const [origin, status] of [
      ...Object.values(OTHERS).map(other => [other, 403] as const),
      [ORIGIN, 204] as const,
    ]) {
      const response = await ask(`${backend.url}/api/auth/sign-in/email`, {
        method: 'POST',
        ...(origin && { headers: { origin } }),
        json: { email, password: 'correct horse' },
      });
      assert.equal(response.status, status, origin);
      assert.equal(response.headers.getSetCookie().length, status === 204 ? 1 : 0);
    }
  });
});

describe('a page on another origin', () => {
  for (const path of ['/api/v1/session', '/api/auth/sign-in/email']) {
    it(`may use ${path} only when it is exactly listed`, async () => {
      const allowed = await preflight(path, ORIGIN);
      assert.equal(allowed.get('access-control-allow-origin'), ORIGIN);
      assert.equal(allowed.get('access-control-allow-credentials'), 'true');
      assert.match(allowed.get('access-control-allow-methods') ?? '', /PATCH/);
      assert.match(
        allowed.get('access-control-allow-headers') ?? '',
        /authorization.*content-type/,
      );
      for (const origin of Object.values(OTHERS)) {
        const denied = await preflight(path, origin);
        assert.equal(denied.get('access-control-allow-origin'), null, origin);
      }
    });
  }

  it('reads answers and problems only when it is exactly listed, and caches know', async () => {
    const { token } = await backend.person();
    for (const authorization of [`Bearer ${token}`, 'Bearer forged']) {
      for (const origin of [ORIGIN, ...Object.values(OTHERS)]) {
        const { headers } = await ask(`${backend.url}/api/v1/session`, {
          headers: { authorization, ...(origin && { origin }) },
        });
        const allowed = origin === ORIGIN ? ORIGIN : null;
        assert.equal(headers.get('access-control-allow-origin'), allowed, origin);
        assert.match(headers.get('vary') ?? '', /\borigin\b/i);
        assert.equal(headers.get('cache-control'), 'no-store');
      }
    }
  });
});

async function preflight(path: string, origin: string | undefined): Promise<Headers> {
  const { headers } = await fetch(backend.url + path, {
    method: 'OPTIONS',
    headers: {
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'authorization,content-type',
      ...(origin && { origin }),
    },
  });
  assert.match(headers.get('vary') ?? '', /\borigin\b/i);
  return headers;
}

interface Outcome {
  readonly status: number;
  readonly code: string | undefined;
  /** The role of the member afterwards, who was a viewer. */
  readonly role: string | undefined;
}

const DONE: Outcome = { status: 200, code: undefined, role: 'member' };

function refused(status: number, code: string): Outcome {
  return { status, code, role: 'viewer' };
}

/** An owner makes a viewer a member. The body is JSON, whatever the type says. */
async function write({
  origin,
  type,
  by,
}: {
  origin: string | undefined;
  type: string | undefined;
  by: 'cookie' | 'bearer';
}): Promise<Outcome> {
  const { id, members } = await backend.organization({
    members: [{ role: 'owner' }, { role: 'viewer' }],
  });
  const [owner, viewer] = members;
  assert.ok(owner && viewer);
  const response = await fetch(
    `${backend.url}/api/v1/organizations/${id}/members/${viewer.member}`,
    {
      method: 'PATCH',
      headers: {
        ...(by === 'cookie'
          ? { cookie: cookieOf(owner.token) }
          : { authorization: `Bearer ${owner.token}` }),
        ...(origin !== undefined && { origin }),
        ...(type !== undefined && { 'content-type': type }),
      },
      // Bytes, so that no type is added.
      body: new TextEncoder().encode(JSON.stringify({ role: 'member', version: 1 })),
    },
  );
  const { code } = (await response.json()) as Partial<ProblemDocument>;
  const [row] = await backend.sql<{ role: string }>(
    'select role from orgtags.membership where organization_id = $1 and id = $2',
    [id, viewer.member],
  );
  return { status: response.status, code, role: row?.role };
}

function nameOf(origin: string): string {
  return origin === ORIGIN ? 'of a page that is listed' : 'of the API itself';
}

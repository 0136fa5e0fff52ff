import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, beforeEach, describe, it, mock } from 'node:test';
import { decodeJwt, decodeProtectedHeader, SignJWT, UnsecuredJWT } from 'jose';
import {
  problemSentence,
  type ProblemCode,
  type ProblemDetails,
} from '../../src/contract/problems.ts';
import type { Session } from '../../src/contract/shapes.ts';
import {
  createServer,
  type IssuerSettings,
  type LogEntry,
  type ServerSettings,
} from '../../src/server/index.ts';
import { TEST_SECRET } from '../../src/testing/backend.ts';
import { ask, backendForTests, ORIGIN, type Answer } from '../support/backend.ts';
import { cookieOf } from '../support/credentials.ts';
import { AUDIENCE, issuerForTests } from '../support/issuer.ts';
import { serverForTests } from '../support/server.ts';

const MINUTE_MS = 60_000;

const issuer = await issuerForTests();
const other = await issuerForTests();
const stranger = await issuerForTests();
/** Signs as another one says it is. */
const impostor = await issuerForTests();
const backend = await backendForTests({
  issuers: [issuer, other].map(({ url }) => ({ issuer: url, audience: AUDIENCE })),
});

describe('a token of an issuer (R47)', () => {
  for (const alg of ['RS256', 'PS256', 'ES256', 'EdDSA']) {
    it(`counts, signed by ${alg}`, async () => {
      accepted(await session(await issuer.token({}, { alg })));
    });
  }

  it('is refused once it has expired, but for what clocks may differ', async () => {
    accepted(await session(await issuer.token({ exp: now() - 20 })));
    refused(await session(await issuer.token({ exp: now() - 40 })), 'token-expired');
  });

  it('is refused before it counts, or when it was signed in tomorrow', async () => {
    accepted(await session(await issuer.token({ nbf: now() + 20 })));
    refused(await session(await issuer.token({ nbf: now() + 40 })), 'token-too-early');
    accepted(await session(await issuer.token({ auth_time: now() + 20 })));
    refused(await session(await issuer.token({ auth_time: now() + 40 })), 'token-too-early');
  });

  it('is refused when it is meant for somebody else', async () => {
    accepted(await session(await issuer.token({ aud: ['else', AUDIENCE] })));
    for (const aud of ['else', `${AUDIENCE}/`, AUDIENCE.toUpperCase(), ['else'], [], undefined]) {
      const token = await issuer.token({ aud });
      refused(await session(token), 'token-wrong-audience');
    }
  });

  it('is refused when its issuer is not known, to the letter', async () => {
    refused(await session(await stranger.token()), 'unknown-issuer');
    for (const iss of [`${issuer.url}/`, issuer.url.toUpperCase(), '', undefined]) {
      const token = await issuer.token({ iss });
      refused(await session(token), 'unknown-issuer');
    }
  });

  it('is refused when it is signed in a way that does not count, the public key as a secret, or not at all', async () => {
    const claims = decodeJwt(await issuer.token());
    refused(await session(await issuer.token({}, { alg: 'RS512' })), 'token-wrong-algorithm');
    const { keys } = (await (await fetch(`${issuer.url}/keys`)).json()) as { keys: object[] };
    const secret = new TextEncoder().encode(JSON.stringify(keys[0]));
    for (const alg of ['HS256', 'HS512']) {
      const token = await new SignJWT(claims).setProtectedHeader({ alg }).sign(secret);
      refused(await session(token), 'token-wrong-algorithm');
    }
    const unsigned = new UnsecuredJWT(claims).encode();
    refused(await session(unsigned), 'token-wrong-algorithm');
    refused(await session(`${unsigned}x`), 'token-wrong-algorithm');
  });

  it('is refused with the signature of another, or a claim that was changed', async () => {
    const [one, two] = [await issuer.token(), await issuer.token()];
    accepted(await session(one));
    const [header = '', payload = '', signature = ''] = one.split('.');
    const [, otherPayload = '', otherSignature = ''] = two.split('.');
    refused(await session(`${header}.${payload}.${otherSignature}`), 'token-bad-signature');
    refused(await session(`${header}.${otherPayload}.${signature}`), 'token-bad-signature');
    refused(await session(`${header}.${payload}.`), 'token-bad-signature');
  });

  it('is refused when somebody else signs it, under a name of a key that is known or not', async () => {
    const kid = decodeProtectedHeader(await issuer.token()).kid ?? '';
    const claims = { iss: issuer.url };
    refused(await session(await impostor.token(claims, { kid })), 'token-bad-signature');
    refused(await session(await impostor.token(claims)), 'token-unknown-key');
    const key = { jku: `${impostor.url}/keys`, x5u: `${impostor.url}/keys` };
    refused(await session(await impostor.token(claims, key)), 'token-unknown-key');
    refused(await session(await other.token(claims)), 'token-unknown-key');
    assert.equal(impostor.keyRequests, 0);
  });

  it('is refused without what is needed, which is named', async () => {
    const times = ['exp', 'auth_time'].flatMap(claim =>
      ['soon', -1, 1e300, null].map(value => [claim, value] as const),
    );
    const incomplete: readonly (readonly [string, unknown])[] = [
      ...['sub', 'email', 'exp'].map(claim => [claim, undefined] as const),
      ...times.filter(([claim, value]) => claim !== 'exp' || value !== -1),
      ...['', 'x'.repeat(256), 'a\u0000b', '\ud800', 7].map(value => ['sub', value] as const),
      ...[
        '',
        'nobody',
        'a b@c.example',
        'a@b@c.example',
        'a@c',
        'a\u0000@c.example',
        ['a@b.example'],
      ].map(value => ['email', value] as const),
    ];
    for (const [claim, value] of incomplete) {
      const answer = await session(await issuer.token({ [claim]: value }));
      const code = value === undefined ? 'missing' : 'wrong-value';
      const told = `${claim}: ${JSON.stringify(value)}`;
      assert.deepEqual([answer.status, answer.problem.code], [401, 'token-incomplete'], told);
      assert.deepEqual(answer.problem.fields, [{ field: claim, code }], told);
    }
    const none = await issuer.token({ auth_time: undefined, iat: undefined });
    refused(await session(none), 'token-incomplete', {
      fields: [{ field: 'iat', code: 'missing' }],
    });
    accepted(await session(await issuer.token({ auth_time: undefined })));
  });

  it('is refused with an address that is not verified, and takes part unverified when that is not said', async () => {
    for (const verified of [false, 'false', 'False', 'no', 'yes', '', 0, 1, [false], [true], {}]) {
      const answer = await session(await issuer.token({ email_verified: verified }));
      const told = JSON.stringify(verified);
      assert.deepEqual([answer.status, answer.problem.code], [403, 'address-not-verified'], told);
    }
    for (const [said, verified] of [
      [undefined, false],
      [null, false],
      ['true', true],
      [true, true],
    ] as const) {
      const answer = accepted(await session(await issuer.token({ email_verified: said })));
      assert.equal(answer.body.person.emailVerified, verified, String(said));
    }
  });

  it('is nobody’s when it is no token at all', async () => {
    const [header = '', payload = ''] = (await issuer.token()).split('.');
    const junk = Buffer.from('{').toString('base64url');
    for (const token of ['a.b.c', '..', `${junk}.${payload}.x`, `${header}.${junk}.x`]) {
      refused(await session(token), 'no-session');
    }
  });

  it('makes the cookies beside it count for nothing', async () => {
    const cookie = cookieOf((await backend.person()).token);
    const expired = await issuer.token({ exp: now() - 60 });
    refused(await session(expired, { cookie, origin: ORIGIN }), 'token-expired');
    refused(await session('a.b.c', { cookie, origin: ORIGIN }), 'no-session');
    assert.equal((await ask(sessionUrl(), { headers: { cookie } })).status, 200);
  });

  it('is not told back, whatever was wrong', async () => {
    const token = await issuer.token({ sub: 'x'.repeat(300), email: 'canary@c.example' });
    const { body } = await session(token);
    assert.ok(!/canary|xxx/.test(JSON.stringify(body)));
  });
});

describe('people of issuers (R47)', () => {
  it('are two, with one subject and one address at two issuers, or at an issuer and here', async () => {
    const account = await backend.person();
    const [row] = await backend.sql<{ subject: string }>(
      'select subject from orgtags.person where id = $1',
      [account.id],
    );
    const claims = { sub: row?.subject, email: account.email };
    const one = accepted(await session(await issuer.token(claims)));
    const two = accepted(await session(await other.token(claims)));
    const again = accepted(await session(await issuer.token(claims)));
    assert.equal(new Set([one, two].map(({ body }) => body.person.id).concat(account.id)).size, 3);
    assert.equal(again.body.person.id, one.body.person.id);
  });

  it('are one, also when they come for the first time several times at once', async () => {
    const token = await issuer.token();
    const answers = await Promise.all(Array.from({ length: 8 }, () => session(token)));
    assert.equal(new Set(answers.map(answer => accepted(answer).body.person.id)).size, 1);
  });

  it('have names and addresses fit to be shown and compared', async () => {
    const sub = randomUUID();
    const email = 'Ines.KELLER@Issuer.example';
    const person = async (claims: object): Promise<unknown> => {
      const { body } = accepted(await session(await issuer.token({ sub, email, ...claims })));
      return [body.person.name, body.person.email];
    };
    const address = 'ines.keller@issuer.example';
    assert.deepEqual(await person({ name: ' Ines \n Keller ' }), ['Ines Keller', address]);
    for (const name of [undefined, '\n', 7, 'a\u0000b', '\ud800', 'x'.repeat(101)]) {
      assert.deepEqual(await person({ name }), [address, address], JSON.stringify(name));
    }
  });
});

describe('the keys of an issuer (R47)', () => {
  beforeEach(() => mock.timers.enable({ apis: ['Date'], now: Date.now() }));
  afterEach(() => mock.timers.reset());

  it('can be new ones at once; the old ones count no longer as soon as that is known', async () => {
    const { issuer, session } = await fresh();
    const old = await issuer.token();
    accepted(await session(old));
    await issuer.rotateKeys();
    accepted(await session(old));
    accepted(await session(await issuer.token()));
    refused(await session(old), 'token-unknown-key');
  });

  it('are asked for again after ten minutes, so that a key taken out ends', async () => {
    const { issuer, session } = await fresh();
    const old = await issuer.token();
    accepted(await session(old));
    await issuer.rotateKeys();
    mock.timers.tick(9 * MINUTE_MS);
    accepted(await session(old));
    mock.timers.tick(2 * MINUTE_MS);
    refused(await session(old), 'token-unknown-key');
  });

  it('are not asked for each time that somebody makes up the name of a key', async () => {
    const { issuer, session } = await fresh();
    accepted(await session(await issuer.token()));
    assert.equal(issuer.keyRequests, 1);
    for (let n = 0; n < 20; n += 1) {
      refused(await session(await issuer.token({}, { kid: randomUUID() })), 'token-unknown-key');
    }
    assert.equal(issuer.keyRequests, 2);
    mock.timers.tick(31_000);
    refused(await session(await issuer.token({}, { kid: randomUUID() })), 'token-unknown-key');
    assert.equal(issuer.keyRequests, 3);
  });

  it('are asked for once by many at a time', async () => {
    const { issuer, session } = await fresh();
    const token = await issuer.token();
    for (const answer of await Promise.all(Array.from({ length: 8 }, () => session(token)))) {
      accepted(answer);
    }
    assert.equal(issuer.keyRequests, 1);
  });

  it('count while the issuer cannot be reached, for an hour', async () => {
    const { issuer, session } = await fresh();
    const token = await issuer.token({ exp: now() + 7200 });
    accepted(await session(token));
    await issuer.stop();
    accepted(await session(token));
    mock.timers.tick(59 * MINUTE_MS);
    accepted(await session(token));
    mock.timers.tick(2 * MINUTE_MS);
    unreachable(await session(token));
    await issuer.restart();
    mock.timers.tick(6_000);
    accepted(await session(token));
  });

  it('are missed, and nobody is signed out, while an issuer that was never asked cannot be reached', async () => {
    const { issuer, session, log } = await fresh();
    const token = await issuer.token();
    await issuer.stop();
    unreachable(await session(token));
    unreachable(await session(token));
    assert.deepEqual(
      log.filter(({ event }) => event !== 'request').map(({ event, issuer: of }) => [event, of]),
      [['issuer-unreachable', issuer.url]],
    );
    await issuer.restart();
    mock.timers.tick(6_000);
    accepted(await session(token));
  });

  it('are missed for a new key alone, while an issuer cannot be reached', async () => {
    const { issuer, session } = await fresh();
    const old = await issuer.token();
    accepted(await session(old));
    await issuer.rotateKeys();
    const next = await issuer.token();
    await issuer.stop();
    unreachable(await session(next));
    accepted(await session(old));
    await issuer.restart();
    mock.timers.tick(6_000);
    accepted(await session(next));
  });

  it('are not taken from a discovery document about somebody else', async () => {
    const named = issuer.url.replace('localhost', '127.0.0.1');
    const { session } = await fresh([{ issuer: named, audience: AUDIENCE }]);
    unreachable(await session(await issuer.token({ iss: named })));
    const explicit = [{ issuer: named, audience: AUDIENCE, jwksUri: `${issuer.url}/keys` }];
    accepted(await (await fresh(explicit)).session(await issuer.token({ iss: named })));
  });
});

describe('the keys of an issuer, from where its discovery document says (R47)', () => {
  const discovery = '/.well-known/openid-configuration';
  const known = (url: string, keysAt = `${url}/keys`) => ({ issuer: url, jwks_uri: keysAt });

  /** Asks with a token of an issuer that publishes these pages. */
  async function asked(pages: (url: string, keys: object) => Pages): Promise<Answer<Session>> {
    const keys = (await (await fetch(`${issuer.url}/keys`)).json()) as object;
    const url = await publisher(own => pages(own, keys));
    const { session } = await fresh([{ issuer: url, audience: AUDIENCE }]);
    return session(await issuer.token({ iss: url }));
  }

  it('are fetched from there', async () => {
    accepted(await asked((url, keys) => ({ [discovery]: known(url), '/keys': keys })));
  });

  it('are not fetched through a redirect, nor is the document', async () => {
    unreachable(await asked(url => ({ [discovery]: known(url), '/keys': `${issuer.url}/keys` })));
    unreachable(
      await asked((url, keys) => ({ [discovery]: '/moved', '/moved': known(url), '/keys': keys })),
    );
  });

  it('are not fetched from an address that others on the way can change', async () => {
    // It leads to this machine, but is not known as loopback.
    const open = (url: string): string => `${url.replace('127.0.0.1', '0.0.0.0')}/keys`;
    unreachable(
      await asked((url, keys) => ({ [discovery]: known(url, open(url)), '/keys': keys })),
    );
  });
});

describe('the settings of issuers (R47)', () => {
  const start = (settings: Partial<ServerSettings>) =>
    createServer({
      databaseUrl: backend.databaseUrl,
      secret: TEST_SECRET,
      url: backend.url,
      ...settings,
    });
  const good = { issuer: 'https://login.example', audience: AUDIENCE };
  for (const [reason, bad] of [
    ['an address that others on the way can change', { ...good, issuer: 'http://login.example' }],
    ['no address', { ...good, issuer: 'login.example' }],
    ['keys from such an address', { ...good, jwksUri: 'http://login.example/keys' }],
    ['no audience', { ...good, audience: '' }],
    ['an algorithm with a shared secret', { ...good, algorithms: ['RS256', 'HS256'] }],
    ['no signature', { ...good, algorithms: ['none'] }],
    ['no algorithm', { ...good, algorithms: [] }],
    ['a name that is not known', { ...good, clientId: 'x' }],
  ] as const) {
    it(`stop the start with ${reason}`, () => {
      assert.throws(
        () => start({ issuers: [bad as IssuerSettings] }),
        /^SettingsError: The issuers' settings: 0/,
      );
    });
  }

  it('stop the start with an issuer twice, and without any way to sign in', () => {
    assert.throws(() => start({ issuers: [good, good] }), /there twice/);
    assert.throws(() => start({ accounts: false }), /must be an issuer/);
  });
});

/** An issuer, and a backend on the same database that has not asked it yet. */
async function fresh(settings?: readonly IssuerSettings[]) {
  const own = await issuerForTests();
  const log: LogEntry[] = [];
  const { url } = await serverForTests(backend, {
    issuers: settings ?? [{ issuer: own.url, audience: AUDIENCE }],
    log: entry => log.push(entry),
  });
  return {
    issuer: own,
    log,
    session: (token: string) => ask<Session>(`${url}/api/v1/session`, { token }),
  };
}

/** By path; a text is where it redirects to. */
type Pages = Readonly<Record<string, object | string>>;

/** Starts a server on this machine with nothing but these pages. @returns where it answers */
async function publisher(pages: (url: string) => Pages): Promise<string> {
  const http = createHttpServer((request, response) => {
    const page = pages(url)[request.url ?? ''];
    if (typeof page === 'string') response.writeHead(302, { location: page }).end();
    else response.end(JSON.stringify(page));
  });
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  after(() => {
    http.closeAllConnections();
    http.close();
  });
  return url;
}

function sessionUrl(): string {
  return `${backend.url}/api/v1/session`;
}

/** Asks who is signed in. */
function session(token: string, headers: Record<string, string> = {}): Promise<Answer<Session>> {
  return ask<Session>(sessionUrl(), { token, headers });
}

function accepted(answer: Answer<Session>): Answer<Session> {
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer;
}

function refused(
  { status, problem }: Answer,
  code: ProblemCode,
  details: ProblemDetails = {},
): void {
  const { title } = problem;
  assert.deepEqual([status, problem.code], [401, code], title);
  assert.equal(title, problemSentence(code, details));
}

function unreachable({ status, headers, problem }: Answer): void {
  assert.deepEqual([status, problem.code], [503, 'issuer-unreachable']);
  assert.match(headers.get('retry-after') ?? '', /^[1-9]\d*$/);
}

/** Seconds since 1970. */
function now(): number {
  return Math.floor(Date.now() / 1000);
}

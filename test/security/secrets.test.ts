import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Client } from 'pg';
import { migrate, SettingsError, type Secret } from '../../src/server/index.ts';
import { deriveKeys, keyRing, loginUrl } from '../../src/server/settings.ts';
import { secretFrom } from '../../src/server/environment.ts';
import { signSessionToken } from '../../src/server/auth/session-token.ts';
import { TEST_SECRET } from '../../src/testing/backend.ts';
import { ask, backendForTests, ORIGIN } from '../support/backend.ts';
import { cookieOf, SESSION_COOKIE, storedToken } from '../support/credentials.ts';
import { pooled } from '../support/postgres.ts';
import { serverForTests } from '../support/server.ts';

// SECURITY, “Everything else”: each purpose has its own key (HKDF). The logins of the database belong to
// the whole server, which the run's other tests share: so the secret of the tests is the newest here.

const OLDER = 'an older secret that was in use before';
const FOREIGN = 'a secret that was never one of this server';
const RING: Secret = [
  { version: 1, secret: OLDER },
  { version: 2, secret: TEST_SECRET },
];
const PASSWORD = 'correct horse battery staple';

const backend = await backendForTests();
const { url } = await serverForTests(
  { databaseUrl: pooled(backend.databaseUrl) },
  { secret: RING },
);

describe('a server with two secrets', () => {
  it('opens a session that the older one signed, as it does one of the newest', async () => {
    const { token } = await backend.person();
    const signedBy = (secret: string) =>
      signSessionToken(storedToken(token), deriveKeys(secret).session);
    assert.equal((await session({ token })).status, 200);
    assert.equal((await session({ token: signedBy(OLDER) })).status, 200);
    assert.equal((await session({ cookie: cookieOf(signedBy(OLDER)) })).status, 200);
    assert.equal((await session({ token: signedBy(FOREIGN) })).status, 401);
    assert.equal((await session({ token: storedToken(token) })).status, 401);
    // Who knows the newest alone does not open what the older one signed.
    const own = await ask(`${backend.url}/api/v1/session`, { token: signedBy(OLDER) });
    assert.equal(own.status, 401);
  });

  it('signs with the newest: who signs in, and the cookie of who is given more time', async () => {
    const { email } = await backend.person({ password: PASSWORD });
    const { headers } = await ask(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { origin: ORIGIN },
      json: { email, password: PASSWORD },
    });
    const signed = tokenIn(headers);
    assert.equal(signed, signSessionToken(storedToken(signed), deriveKeys(TEST_SECRET).session));

    await backend.sql(
      `update orgtags_auth.session set "updatedAt" = now() - interval '25 hours' where token = $1`,
      [storedToken(signed)],
    );
    const older = signSessionToken(storedToken(signed), deriveKeys(OLDER).session);
    const renewed = await session({ cookie: cookieOf(older) });
    assert.equal(tokenIn(renewed.headers), signed);
  });

  it('signs in to the database with the password of the newest, which migrations set', async () => {
    await migrate({ databaseUrl: backend.databaseUrl, secret: RING });
    for (const [secret, opens] of [
      [TEST_SECRET, true],
      [OLDER, false],
    ] as const) {
      const password = deriveKeys(secret).appPassword;
      const connectionString = loginUrl(backend.databaseUrl, 'orgtags_app', password);
      const client = new Client({ connectionString });
      if (!opens) await assert.rejects(client.connect(), { code: '28P01' });
      else await client.connect();
      await client.end();
    }
  });

  it('is answered unavailable while another process has migrated with a newer one', async () => {
    const behind = await serverForTests(
      { databaseUrl: pooled(backend.databaseUrl) },
      { secret: OLDER },
    );
    const { token } = await backend.person();
    const signed = signSessionToken(storedToken(token), deriveKeys(OLDER).session);
    const { status, problem } = await ask(`${behind.url}/api/v1/session`, { token: signed });
    assert.deepEqual([status, problem.code], [503, 'unavailable']);
    assert.equal((await ask(`${behind.url}/readyz`)).status, 503);
  });
});

describe('the keys', () => {
  it('are another for each purpose and for each secret, the newest first', () => {
    const ring = keyRing(RING);
    assert.deepEqual(
      ring.map(({ version }) => version),
      [2, 1],
    );
    const keys = ring.flatMap(({ version: _, ...ofPurposes }) => Object.values(ofPurposes));
    assert.equal(new Set(keys).size, keys.length);
    assert.deepEqual(keyRing(TEST_SECRET)[0], { ...ring[0], version: 1 });
  });

  it('are made from secrets that are long enough and have a number each', () => {
    const short = 'x'.repeat(31);
    const long = 'x'.repeat(32);
    for (const secret of [
      short,
      [],
      [{ version: 1, secret: short }],
      [
        { version: 2, secret: long },
        { version: 1, secret: short },
      ],
      [
        { version: 1, secret: long },
        { version: 1, secret: `${long}y` },
      ],
      [{ version: 0, secret: long }],
      [{ version: 1.5, secret: long }],
    ]) {
      assert.throws(() => keyRing(secret), SettingsError);
    }
    assert.equal(keyRing(long).length, 1);
  });

  it('are read from the environment: one secret, or several by number', () => {
    assert.equal(secretFrom('one, with a comma: and a colon'), 'one, with a comma: and a colon');
    assert.deepEqual(secretFrom('2:newest, with a comma,1:older: with a colon'), [
      { version: 2, secret: 'newest, with a comma' },
      { version: 1, secret: 'older: with a colon' },
    ]);
  });
});

function session({ token, cookie }: { token?: string; cookie?: string }) {
  return ask(`${url}/api/v1/session`, { token, headers: cookie === undefined ? {} : { cookie } });
}

function tokenIn(headers: Headers): string {
  const [cookie = ''] = headers.getSetCookie();
  return decodeURIComponent(cookie.split(';', 1)[0]?.slice(SESSION_COOKIE.length + 1) ?? '');
}

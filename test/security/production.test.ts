import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createServer, SettingsError } from '../../src/server/index.ts';
import { PUBLIC_SECRETS } from '../../src/server/public-secrets.ts';
import { createDatabase, TEST_SECRET } from '../../src/testing/backend.ts';
import { freePort } from '../support/free-port.ts';
import { postgresUrl } from '../support/postgres.ts';
import { startProgram } from '../support/program.ts';

// SECURITY, “Everything else”: in production a missing, short or demo secret, and seeding, stop the start
// with a sentence.

const MAIN = 'src/server/main.ts';
const DEMO = 'demo/serve.ts';
const GOOD = 'a secret that only this test knows, and long enough';
/** Nobody listens there: what is refused has not come so far as to ask. */
const NOWHERE = 'postgres://x@127.0.0.1:1/x';

const good = {
  NODE_ENV: 'production',
  DATABASE_URL: NOWHERE,
  ORGTAGS_SECRET: GOOD,
  ORGTAGS_URL: 'https://app.example',
  PORT: String(await freePort()),
};

const mail = { SMTP_URL: 'smtps://u:p@mail.example', ORGTAGS_MAIL_FROM: 'no-reply@app.example' };

describe(
  'in production the start is refused, in one sentence and with 1,',
  { concurrency: 2 },
  () => {
    const refusals: readonly (readonly [string, string, Record<string, string | undefined>])[] = [
      ['without a secret', MAIN, { ORGTAGS_SECRET: undefined }],
      ['with an empty secret', MAIN, { ORGTAGS_SECRET: '' }],
      ['with a short secret', MAIN, { ORGTAGS_SECRET: 'x'.repeat(31) }],
      ['with a short older secret', MAIN, { ORGTAGS_SECRET: `2:${GOOD},1:short` }],
      ['with the secret of the demo', MAIN, { ORGTAGS_SECRET: PUBLIC_SECRETS.demo }],
      ['with the secret of the tests', MAIN, { ORGTAGS_SECRET: TEST_SECRET }],
      [
        'with an older secret of the demo',
        MAIN,
        { ORGTAGS_SECRET: `2:${GOOD},1:${PUBLIC_SECRETS.demo}` },
      ],
      ['without an address', MAIN, { ORGTAGS_URL: undefined }],
      ['with an address that is none', MAIN, { ORGTAGS_URL: 'app.example' }],
      ['with an address on http', MAIN, { ORGTAGS_URL: 'http://app.example' }],
      ['with a look-alike of loopback', MAIN, { ORGTAGS_URL: 'http://127.0.0.1.example' }],
      ['with another look-alike', MAIN, { ORGTAGS_URL: 'http://notlocalhost' }],
      ['with an address of files', MAIN, { ORGTAGS_URL: 'ftp://app.example' }],
      ['without a database', MAIN, { DATABASE_URL: undefined }],
      ['with a database that is none', MAIN, { DATABASE_URL: GOOD }],
      [
        'with a database on http',
        MAIN,
        { DATABASE_URL: `http://x:${encodeURIComponent(GOOD)}@x/` },
      ],
      ['with a database nowhere', MAIN, { DATABASE_URL: 'postgres:///x' }],
      ['with a way past the proxy that is none', MAIN, { DATABASE_DIRECT_URL: 'garbage' }],
      ['with a mail server that is none', MAIN, { ...mail, SMTP_URL: GOOD }],
      ['with a mail server on http', MAIN, { ...mail, SMTP_URL: 'http://mail.example' }],
      ['with a mail server nowhere', MAIN, { ...mail, SMTP_URL: 'smtp:' }],
      ['with a mail server and no sender', MAIN, { ...mail, ORGTAGS_MAIL_FROM: undefined }],
      ['with a page to sign in that is none', MAIN, { ORGTAGS_SIGN_IN_PAGE: 'foo' }],
      ['with such a page elsewhere', MAIN, { ORGTAGS_SIGN_IN_PAGE: 'https://else.example' }],
      ['with a port that is none', MAIN, { PORT: 'abc' }],
      ['with an empty port', MAIN, { PORT: '' }],
      ['with a port too high', MAIN, { PORT: '65536' }],
      ['with seeding', MAIN, { ORGTAGS_DEMO: '1' }],
      ['with a proxy that is none', MAIN, { ORGTAGS_TRUSTED_PROXIES: '10.0.0.0/8,proxy.example' }],
      ['with a limit that is none', MAIN, { ORGTAGS_LIMITS: 'signIn=20/60,signin=1/1' }],
      ['with an origin that is none', MAIN, { ORGTAGS_ORIGINS: 'https://app.example/' }],
      ['of the demo, whatever its settings', DEMO, {}],
      ['of the demo without a secret', DEMO, { ORGTAGS_SECRET: undefined }],
      ['of the demo with its secret', DEMO, { ORGTAGS_SECRET: PUBLIC_SECRETS.demo }],
      ['of the demo with a short secret', DEMO, { ORGTAGS_SECRET: 'short' }],
      ['of the demo with seeding', DEMO, { ORGTAGS_DEMO: '1' }],
      ['of the demo with a database of its own', DEMO, { DATABASE_URL: undefined }],
    ];
    for (const [name, script, env] of refusals) {
      it(name, async () => {
        const { code, stdout, stderr } = await startProgram(script, { ...good, ...env }).ended;
        assert.match(stderr, /^[^\n]*[^\n.]\.\n$/, stderr);
        assert.doesNotMatch(stderr, /Error|node:|\.ts:\d/);
        assert.ok(!stderr.includes(GOOD));
        assert.deepEqual([code, stdout], [1, '']);
      });
    }
  },
);

describe('in production the start is not refused', () => {
  for (const [name, env] of Object.entries({
    'with a secret of one’s own, on https': {},
    'with two secrets': { ORGTAGS_SECRET: `2:${GOOD},1:${GOOD} before` },
    'on loopback': { ORGTAGS_URL: 'http://localhost:4600' },
    'on loopback by number': { ORGTAGS_URL: 'http://127.0.0.1:4600' },
    'on loopback by number, IPv6': { ORGTAGS_URL: 'http://[::1]:4600' },
    'with letters, and a page that they lead to': {
      ...mail,
      ORGTAGS_SIGN_IN_PAGE: 'https://app.example/sign-in',
    },
    'with the other name of PostgreSQL, and a way past a proxy': {
      DATABASE_URL: NOWHERE.replace('postgres:', 'postgresql:'),
      DATABASE_DIRECT_URL: NOWHERE,
    },
    'with limits, origins and proxies': {
      ORGTAGS_LIMITS: 'signIn=20/60, wrongPassword=5/300',
      ORGTAGS_ORIGINS: 'https://www.app.example, https://app.example:8443',
      ORGTAGS_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
    },
  })) {
    it(name, async () => {
      const { code, stderr } = await startProgram(MAIN, { ...good, ...env }).ended;
      // It has asked for its database, which is not there.
      assert.match(stderr, /ECONNREFUSED/);
      assert.equal(code, 1);
    });
  }
});

describe('elsewhere', () => {
  const settings = { databaseUrl: NOWHERE, secret: TEST_SECRET, url: 'https://app.example' };

  it('the start is not refused with the secret of the tests, on http', async () => {
    const program = startProgram(MAIN, {
      ...good,
      NODE_ENV: undefined,
      DATABASE_URL: await createDatabase(await postgresUrl()),
      ORGTAGS_SECRET: TEST_SECRET,
      ORGTAGS_URL: 'http://app.example',
    });
    await program.logged('listening');
    program.kill('SIGTERM');
    assert.equal((await program.ended).code, 0);
  });

  it('a short secret is refused all the same', async () => {
    const env = { ...good, NODE_ENV: undefined, ORGTAGS_SECRET: 'short' };
    const { code, stderr } = await startProgram(MAIN, env).ended;
    assert.deepEqual([code, stderr], [1, 'The secret must have at least 32 characters.\n']);
  });

  it('who embeds the server says it by a setting', () => {
    assert.throws(() => createServer({ ...settings, production: true }), SettingsError);
    assert.ok(createServer(settings));
  });

  it('who embeds the server is refused the same addresses', () => {
    const unreachable = { smtpUrl: GOOD, from: 'no-reply@app.example' };
    for (const wrong of [{ databaseUrl: GOOD }, { mail: unreachable }, { url: 'app.example' }]) {
      assert.throws(() => createServer({ ...settings, ...wrong }), SettingsError);
    }
  });
});

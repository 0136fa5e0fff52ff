import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { LIMITS, type LimitSettings } from '../../src/server/index.ts';
import { startMailSink } from '../../src/testing/mail-sink.ts';
import { ask, backendForTests, ORIGIN, type Answer } from '../support/backend.ts';
import { pooled } from '../support/postgres.ts';
import { serverForTests } from '../support/server.ts';

// SECURITY, “Everything else”: limits are configurable, count the socket's address unless the operator
// names trusted proxies, IPv6 by /64, sign-in also by account; rotating X-Forwarded-For changes nothing.

const PASSWORD = 'correct horse';
const SOME = { max: 3, window: 60 };
const MANY = { max: 10_000, window: 60 };
const PLENTY = { accountLetter: MANY, accountLetterFrom: MANY, signUp: MANY };
const SPOOFED = [
  'x-forwarded-for',
  'x-orgtags-address',
  'forwarded',
  'x-real-ip',
  'x-client-ip',
  'cf-connecting-ip',
  'true-client-ip',
];

describe('attempts to sign in from one address', () => {
  it('are stopped at the fourth, whatever address they claim to come from', async () => {
    const backend = await backendForTests({ limits: { signIn: SOME } });
    const { email } = await backend.person({ password: PASSWORD });
    for (let n = 1; n <= SOME.max; n += 1) {
      wrong(await attempt(backend.url, email, 'a guess', spoofedBy(n)));
    }
    for (const [n, name] of SPOOFED.entries()) {
      const value = spoofedBy(100 + n)[name] ?? '';
      stopped(await attempt(backend.url, email, PASSWORD, { [name]: value }));
    }
    stopped(await attempt(backend.url, email, PASSWORD));
    stopped(await attempt(backend.url, 'somebody-else@test.example', 'a guess'));
  });

  it('do not keep out who is signed in already', async () => {
    const backend = await backendForTests({ limits: { signIn: SOME } });
    for (let n = 0; n <= SOME.max; n += 1) await attempt(backend.url, 'nobody@test.example', 'x');
    const { token } = await backend.person();
    assert.equal((await ask(`${backend.url}/api/v1/session`, { token })).status, 200);
  });

  it('are counted by every process on the database together', async () => {
    const backend = await backendForTests({ limits: { signIn: SOME } });
    const other = await serverForTests(
      { databaseUrl: pooled(backend.databaseUrl) },
      { limits: { signIn: SOME } },
    );
    const { email } = await backend.person({ password: PASSWORD });
    assert.equal((await attempt(backend.url, email, PASSWORD)).status, 204);
    wrong(await attempt(other.url, email, 'a guess'));
    wrong(await attempt(backend.url, email, 'a guess'));
    stopped(await attempt(other.url, email, PASSWORD));
    stopped(await attempt(backend.url, email, PASSWORD));
  });

  it('are allowed again when the window is over', async () => {
    const backend = await backendForTests({ limits: { signIn: SOME } });
    const { email } = await backend.person({ password: PASSWORD });
    for (let n = 1; n <= SOME.max; n += 1) await attempt(backend.url, email, 'a guess');
    stopped(await attempt(backend.url, email, PASSWORD));
    await windowsEnd(backend);
    assert.equal((await attempt(backend.url, email, PASSWORD)).status, 204);
  });
});

describe('behind a proxy that the operator trusts', () => {
  const limits = { signIn: SOME };

  it('counts who the proxy says calls, each apart', async () => {
    const backend = await backendForTests({ limits, trustedProxies: ['127.0.0.1', '10.0.0.0/8'] });
    const { email } = await backend.person({ password: PASSWORD });
    const from = (forwarded: string) =>
      attempt(backend.url, email, PASSWORD, { 'x-forwarded-for': forwarded });
    for (let n = 1; n <= SOME.max; n += 1) assert.equal((await from('192.0.2.1')).status, 204);
    stopped(await from('192.0.2.1'));
    stopped(await from('192.0.2.1, 10.1.2.3'));
    stopped(await from('::ffff:192.0.2.1'));
    assert.equal((await from('192.0.2.2')).status, 204);
  });

  it('is not misled by what the caller wrote before it: rotating that changes nothing', async () => {
    const backend = await backendForTests({ limits, trustedProxies: ['127.0.0.0/8'] });
    const { email } = await backend.person({ password: PASSWORD });
    const rotated = (n: number) =>
      attempt(backend.url, email, PASSWORD, {
        ...spoofedBy(n),
        'x-forwarded-for': `198.51.100.${String(n)}, 127.0.0.${String(n)}, 203.0.113.7`,
      });
    for (let n = 1; n <= SOME.max; n += 1) assert.equal((await rotated(n)).status, 204);
    stopped(await rotated(SOME.max + 1));
  });

  it('counts the addresses of one IPv6 subscriber together, and of another apart', async () => {
    const backend = await backendForTests({ limits, trustedProxies: ['127.0.0.1'] });
    const { email } = await backend.person({ password: PASSWORD });
    const from = (forwarded: string) =>
      attempt(backend.url, email, PASSWORD, { 'x-forwarded-for': forwarded });
    for (let n = 1; n <= SOME.max; n += 1) {
      assert.equal((await from(`2001:db8:1:2:${String(n)}::1`)).status, 204);
    }
    stopped(await from('2001:db8:1:2:ffff:ffff:ffff:ffff'));
    assert.equal((await from('2001:db8:1:3::1')).status, 204);
  });
});

describe('wrong passwords for one account', () => {
  const limits = { signIn: MANY, wrongPassword: SOME };

  it('are stopped for who comes from another address each time', async () => {
    const { backend, from } = await reachedByProxy();
    const { email } = await backend.person({ password: PASSWORD });
    for (let n = 1; n <= SOME.max; n += 1) wrong(await from(address(n), email, 'a guess'));
    stopped(await from(address(50), email, PASSWORD));
    stopped(await from(address(51), email.toUpperCase(), 'a guess'));
    const { email: other } = await backend.person({ password: PASSWORD });
    assert.equal((await from(address(52), other, PASSWORD)).status, 204);
  });

  it('are stopped alike where there is no such account', async () => {
    const { from } = await reachedByProxy();
    const nobody = 'nobody@test.example';
    for (let n = 1; n <= SOME.max; n += 1) wrong(await from(address(n), nobody, 'a guess'));
    stopped(await from(address(50), nobody, 'a guess'));
  });

  it('are stopped when they come all at once, too', async () => {
    const { backend, from } = await reachedByProxy();
    const { email } = await backend.person({ password: PASSWORD });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => from(address(n), email, 'a guess')),
    );
    const checked = answers.filter(({ status }) => status === 401);
    assert.equal(checked.length, SOME.max);
    assert.equal(answers.filter(({ status }) => status === 429).length, 12 - SOME.max);
  });

  it('do not keep the owner out from where they have signed in before, whoever goes on guessing', async () => {
    const { backend, from } = await reachedByProxy();
    const { email } = await backend.person({ password: PASSWORD });
    assert.equal((await from('192.0.2.7', email, PASSWORD)).status, 204);
    for (let n = 1; n <= SOME.max; n += 1) wrong(await from(address(n), email, 'a guess'));
    for (let n = 50; n < 55; n += 1) {
      stopped(await from(address(n), email, 'a guess'));
      assert.equal((await from('192.0.2.7', email, PASSWORD)).status, 204);
    }
    for (let n = 1; n <= SOME.max; n += 1) wrong(await from('192.0.2.7', email, 'a guess'));
    stopped(await from('192.0.2.7', email, PASSWORD));
  });

  it('count alone: who signs in rightly is never stopped by that', async () => {
    const { backend, from } = await reachedByProxy();
    const { email } = await backend.person({ password: PASSWORD });
    for (let n = 0; n < SOME.max * 2; n += 1) {
      assert.equal((await from(address(n), email, PASSWORD)).status, 204);
    }
  });

  it('are allowed again when the window is over, which guessing on does not prolong', async () => {
    const { backend, from } = await reachedByProxy();
    const { email } = await backend.person({ password: PASSWORD });
    for (let n = 1; n <= SOME.max; n += 1) wrong(await from(address(n), email, 'a guess'));
    const before = await ends(backend);
    stopped(await from(address(50), email, 'a guess'));
    assert.deepEqual(
      (await ends(backend)).filter(end => before.includes(end)),
      before,
    );
    await windowsEnd(backend);
    assert.equal((await from(address(51), email, PASSWORD)).status, 204);
  });

  async function reachedByProxy() {
    const backend = await backendForTests({ limits, trustedProxies: ['127.0.0.1'] });
    const from = (forwarded: string, email: string, password: string) =>
      attempt(backend.url, email, password, { 'x-forwarded-for': forwarded });
    return { backend, from };
  }
});

describe('letters to one address that nobody signed in asks for', () => {
  it('are stopped, whoever asks, whichever letter, and alike without an account', async () => {
    const sink = await startMailSink();
    after(() => sink.stop());
    const backend = await backendForTests({
      limits: { accountLetter: SOME },
      mail: { smtpUrl: sink.smtpUrl, from: 'no-reply@host.example' },
    });
    const { email: known } = await backend.person();
    for (const email of [known, 'nobody@test.example']) {
      const letter = (path: string) =>
        ask(`${backend.url}/api/auth/${path}`, {
          method: 'POST',
          headers: { origin: ORIGIN },
          json: { email },
        });
      for (let n = 1; n <= SOME.max; n += 1) {
        assert.equal((await letter('request-password-reset')).status, 204);
      }
      stopped(await letter('request-password-reset'));
      stopped(await letter('send-verification-email'));
    }
  });
});

describe('signing up', () => {
  it('is stopped for one address, from wherever, with the other letters to it', async () => {
    const { signUp, forgot } = await signingUp({ accountLetter: SOME });
    const email = 'flooded@test.example';
    assert.equal((await signUp(address(1), email)).status, 204);
    assert.equal((await signUp(address(2), email.toUpperCase())).status, 204);
    assert.equal((await forgot(address(3), email)).status, 204);
    stopped(await signUp(address(4), email));
    stopped(await signUp(address(5), email.toUpperCase()));
    stopped(await forgot(address(6), email));
    assert.equal((await signUp(address(4), 'another@test.example')).status, 204);
  });

  it('is stopped from one network, for whatever addresses', async () => {
    const { signUp, forgot } = await signingUp({ signUp: SOME });
    const from = (n: number): string => `2001:db8:0:1::${String(n)}`;
    for (let n = 1; n <= SOME.max; n += 1) {
      assert.equal((await signUp(from(n), `${String(n)}@test.example`)).status, 204);
    }
    stopped(await signUp(from(9), 'new@test.example'));
    assert.equal((await forgot(from(9), 'new@test.example')).status, 204);
    assert.equal((await signUp('2001:db8:0:2::9', 'new@test.example')).status, 204);
  });

  it('goes on when other letters are stopped from one network', async () => {
    const { signUp, forgot } = await signingUp({ accountLetterFrom: SOME });
    for (let n = 1; n <= SOME.max; n += 1) {
      assert.equal((await forgot(address(1), `${String(n)}@test.example`)).status, 204);
    }
    stopped(await forgot(address(1), 'new@test.example'));
    assert.equal((await forgot(address(2), 'new@test.example')).status, 204);
    assert.equal((await signUp(address(1), 'new@test.example')).status, 204);
  });

  /** A backend, and people of many networks who want letters of it. */
  async function signingUp(limits: LimitSettings) {
    const sink = await startMailSink();
    after(() => sink.stop());
    const backend = await backendForTests({
      limits: { ...PLENTY, ...limits },
      trustedProxies: ['127.0.0.1'],
      mail: { smtpUrl: sink.smtpUrl, from: 'no-reply@host.example' },
    });
    const post = (path: string, from: string, json: object): Promise<Answer> =>
      ask(`${backend.url}/api/auth/${path}`, {
        method: 'POST',
        headers: { origin: ORIGIN, 'x-forwarded-for': from },
        json,
      });
    return {
      signUp: (from: string, email: string) =>
        post('sign-up/email', from, { name: 'Nora', email, password: PASSWORD }),
      forgot: (from: string, email: string) => post('request-password-reset', from, { email }),
    };
  }
});

describe('what is counted', () => {
  it('holds no address in clear', async () => {
    const backend = await backendForTests({ trustedProxies: ['127.0.0.1'] });
    const { email } = await backend.person({ password: PASSWORD });
    const from = { 'x-forwarded-for': '198.51.100.77' };
    assert.equal((await attempt(backend.url, email, PASSWORD, from)).status, 204);
    const rows = await backend.sql<{ key: string }>('select key from orgtags_limits.counter');
    assert.ok(rows.length >= 3);
    for (const { key } of rows) assert.match(key, /^[a-zA-Z]+:[\w-]{43}$/);
    const all = JSON.stringify(rows);
    const [name = ''] = email.split('@');
    for (const secret of ['198.51', name, 'test.example']) assert.ok(!all.includes(secret));
  });

  it('is never more than ten attempts a minute, and ten wrong passwords in five, by default', () => {
    assert.deepEqual(LIMITS.signIn, { max: 10, window: 60 });
    assert.deepEqual(LIMITS.wrongPassword, { max: 10, window: 300 });
  });
});

function wrong({ status, problem }: Answer): void {
  assert.deepEqual([status, problem.code], [401, 'invalid-credentials']);
}

function stopped({ status, headers, problem }: Answer): void {
  assert.deepEqual([status, problem.code], [429, 'rate-limited']);
  const seconds = Number(headers.get('retry-after'));
  assert.ok(Number.isInteger(seconds) && seconds > 0 && seconds <= SOME.window, String(seconds));
  assert.equal(problem.retryAfter, seconds);
  const wait = seconds < 60 ? `${seconds} second${seconds === 1 ? '' : 's'}` : '1 minute';
  assert.equal(problem.title, `Too many attempts. Try again in ${wait}.`);
}

/** As if the longest window had passed. */
async function windowsEnd({ sql }: Pick<Backend, 'sql'>): Promise<void> {
  await sql('update orgtags_limits.counter set expire = expire - 61000');
}

async function ends({ sql }: Pick<Backend, 'sql'>): Promise<string[]> {
  const rows = await sql<{ expire: string }>(
    `select expire from orgtags_limits.counter where key like 'wrongPassword:%' order by expire`,
  );
  return rows.map(({ expire }) => expire);
}

function address(n: number): string {
  return `198.51.100.${n}`;
}

/** Every header in which an address may come, each with another address than the last time. */
function spoofedBy(n: number): Record<string, string> {
  return Object.fromEntries(
    SPOOFED.map(name => [name, name === 'forwarded' ? `for=${address(n)}` : address(n)]),
  );
}

function attempt(
  url: string,
  email: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return ask(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    json: { email, password },
    headers: { origin: ORIGIN, ...headers },
  });
}

type Backend = Awaited<ReturnType<typeof backendForTests>>;

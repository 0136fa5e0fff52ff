import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ask, backendForTests, ORIGIN, type Answer } from '../support/backend.ts';

// The library counts for the whole process, by address and path: these tests have a file, which is a
// process, to themselves.
const LIMIT = { window: 60, max: 3 };
const SPOOFED = [
  'x-forwarded-for',
  'x-orgtags-address',
  'forwarded',
  'x-real-ip',
  'x-client-ip',
  'cf-connecting-ip',
  'true-client-ip',
];

const backend = await backendForTests({ signInLimit: LIMIT });

it('stops the fourth attempt to sign in from one address, whatever address it claims', async () => {
  const { email } = await backend.person({ password: 'correct horse' });
  for (let n = 1; n <= LIMIT.max; n += 1) {
    assert.equal((await attempt(email, 'a guess', spoofedBy(n))).status, 401);
  }
  for (const [n, name] of SPOOFED.entries()) {
    const value = spoofedBy(100 + n)[name] ?? '';
    stopped(await attempt(email, 'correct horse', { [name]: value }));
  }
  stopped(await attempt(email, 'correct horse'));
  stopped(await attempt('somebody-else@test.example', 'a guess'));
});

it('does not stop somebody who is signed in already', async () => {
  const { token } = await backend.person();
  assert.equal((await ask(`${backend.url}/api/v1/session`, { token })).status, 200);
});

function stopped({ status, headers, problem }: Answer): void {
  assert.deepEqual([status, problem.code], [429, 'rate-limited']);
  const seconds = Number(headers.get('retry-after'));
  assert.ok(Number.isInteger(seconds) && seconds > 0 && seconds <= LIMIT.window, String(seconds));
  assert.equal(problem.retryAfter, seconds);
  assert.equal(problem.title, `Too many attempts. Try again in ${seconds} seconds.`);
}

/** Every header in which an address may come, each with another address than the last time. */
function spoofedBy(n: number): Record<string, string> {
  return Object.fromEntries(
    SPOOFED.map(name => [name, name === 'forwarded' ? `for=198.51.100.${n}` : `198.51.100.${n}`]),
  );
}

function attempt(
  email: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return ask(`${backend.url}/api/auth/sign-in/email`, {
    method: 'POST',
    json: { email, password },
    headers: { origin: ORIGIN, ...headers },
  });
}

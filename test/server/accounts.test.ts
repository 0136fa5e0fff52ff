import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { MemberPage, Person, Session } from '../../src/contract/shapes.ts';
import { createServer, SettingsError } from '../../src/server/index.ts';
import { TEST_SECRET, type TestMember } from '../../src/testing/backend.ts';
import { accountsForTests, bearerIn, newAddress, PAGE, tokenIn } from '../support/accounts.ts';
import { ask, backendForTests, ORIGIN, type Answer } from '../support/backend.ts';
import { serverForTests } from '../support/server.ts';

const PASSWORD = 'correct horse';
const ANOTHER = 'battery staple';

const { backend, sink, post, signUp, forget, signedIn, signsIn, unverified } =
  await accountsForTests();

describe('signing up (R51)', () => {
  it('makes an account once the letter is opened and the password given, and signs in', async () => {
    const email = newAddress();
    const letter = await signUp({ email, password: PASSWORD, name: '  Nora Ødegård ' });
    assert.equal(await accounts(email), 0);
    assert.equal(await signsIn(email, PASSWORD), false);

    const answer = await post('verify-email', {
      token: tokenIn(letter, 'verify'),
      password: PASSWORD,
    });
    assert.equal(answer.status, 204);
    assert.equal(await signedIn(answer), email);
    assert.equal(await signsIn(email, PASSWORD), true);
    const { body } = await session(bearerIn(answer));
    assert.deepEqual([body.person.name, body.organizations], ['Nora Ødegård', []]);
  });

  it('takes an address in any case as the same one', async () => {
    const email = newAddress();
    const wanted = { name: 'Nora', email: ` ${email.toUpperCase()} `, password: PASSWORD };
    assert.equal((await post('sign-up/email', wanted)).status, 204);
    const token = tokenIn(await sink.next(email), 'verify');
    assert.equal((await post('verify-email', { token, password: PASSWORD })).status, 204);
    assert.equal(await signsIn(email.toUpperCase(), PASSWORD), true);
    assert.match((await signUp({ email, password: ANOTHER })).subject, /already have an account/);
  });

  it('takes no address that the domain refuses, and the longest that it takes', async () => {
    const unique = randomUUID().replaceAll('-', '');
    const local = (length: number): string => unique.padEnd(length, 'a');
    for (const email of [`${local(64)}@test.example`, `${local(32)}@${'b'.repeat(63)}.example`]) {
      await signUp({ email, password: PASSWORD });
    }
    for (const email of [
      `${local(65)}@test.example`,
      `${local(100)}@test.example`,
      `${local(32)}@${'b'.repeat(64)}.example`,
      `${local(32)}@${'b'.repeat(80)}.example`,
      `${local(32)}@b-.example`,
    ]) {
      const { status, problem } = await post('sign-up/email', {
        name: 'Nora',
        email,
        password: PASSWORD,
      });
      assert.deepEqual(
        [status, problem.fields],
        [400, [{ field: 'email', code: 'wrong-value' }]],
        email,
      );
    }
  });

  it('asks again for a password that is not the one chosen, and takes a new one on request', async () => {
    const email = newAddress();
    const token = tokenIn(await signUp({ email, password: PASSWORD }), 'verify');
    const wrong = await post('verify-email', { token, password: ANOTHER });
    assert.deepEqual([wrong.status, wrong.problem.code], [400, 'wrong-password']);
    assert.equal(await accounts(email), 0);

    const answer = await post('verify-email', { token, password: ANOTHER, replace: true });
    assert.equal(await signedIn(answer), email);
    assert.deepEqual(
      [await signsIn(email, PASSWORD), await signsIn(email, ANOTHER)],
      [false, true],
    );
  });

  it('lets each of two sign-ups with one address go its own way; the first to be verified counts', async () => {
    const email = newAddress();
    const first = tokenIn(await signUp({ email, password: PASSWORD }), 'verify');
    const second = tokenIn(await signUp({ email, password: ANOTHER, name: 'Second' }), 'verify');
    const mixed = await post('verify-email', { token: first, password: ANOTHER });
    assert.equal(mixed.problem.code, 'wrong-password');
    const answer = await post('verify-email', { token: second, password: ANOTHER });
    assert.equal((await session(bearerIn(answer))).body.person.name, 'Second');
    const late = await post('verify-email', { token: first, password: PASSWORD });
    assert.equal(late.problem.code, 'link-expired');
    assert.deepEqual(
      [await signsIn(email, PASSWORD), await signsIn(email, ANOTHER)],
      [false, true],
    );
  });

  it('tells who has an account so, by letter, and changes nothing', async () => {
    const { email } = await backend.person({ password: PASSWORD });
    const letter = await signUp({ email, password: ANOTHER });
    assert.match(letter.subject, /You already have an account/);
    assert.doesNotMatch(letter.text, /#/);
    assert.deepEqual(
      [await signsIn(email, PASSWORD), await signsIn(email, ANOTHER)],
      [true, false],
    );
  });

  it('sends its letter again, to an end of the same sign-up', async () => {
    const email = newAddress();
    const first = tokenIn(await signUp({ email, password: PASSWORD, name: 'Nora' }), 'verify');
    assert.equal((await post('send-verification-email', { email })).status, 204);
    const second = tokenIn(await sink.next(email), 'verify');
    assert.notEqual(second, first);
    const answer = await post('verify-email', { token: second, password: PASSWORD });
    assert.equal((await session(bearerIn(answer))).body.person.name, 'Nora');
    const late = await post('verify-email', { token: first, password: PASSWORD });
    assert.equal(late.problem.code, 'link-expired');
  });

  it('says by letter when there is nothing to verify: an account, or none', async () => {
    const { email } = await backend.person();
    await post('send-verification-email', { email });
    assert.match((await sink.next(email)).subject, /You already have an account/);
    const nobody = newAddress();
    await post('send-verification-email', { email: nobody });
    assert.match((await sink.next(nobody)).subject, /No account/);
  });

  it('verifies the address of an account that has not been, which stays as it is', async () => {
    const { email, token } = await unverified(PASSWORD);
    await post('send-verification-email', { email });
    const answer = await post('verify-email', {
      token: tokenIn(await sink.next(email), 'verify'),
      password: PASSWORD,
    });
    assert.equal(await signedIn(answer), email);
    assert.equal((await session(token)).status, 200);
    assert.deepEqual(await verified(email), [true]);
  });
});

describe('a forgotten password (R51)', () => {
  it('is replaced by the link of the letter, which ends every session and signs in here', async () => {
    const { email, token } = await backend.person({ password: PASSWORD });
    const link = tokenIn(await forget(email), 'reset');
    assert.equal(await signsIn(email, PASSWORD), true);
    const answer = await post('reset-password', { token: link, password: ANOTHER });
    assert.equal(answer.status, 204);
    assert.equal(await signedIn(answer), email);
    assert.equal((await session(token)).status, 401);
    assert.deepEqual(
      [await signsIn(email, PASSWORD), await signsIn(email, ANOTHER)],
      [false, true],
    );
  });

  it('is a first one for who has signed in without any', async () => {
    const { email } = await backend.person();
    const token = tokenIn(await forget(email), 'reset');
    assert.equal(await signedIn(await post('reset-password', { token, password: ANOTHER })), email);
    assert.equal(await signsIn(email, ANOTHER), true);
  });

  it('is not of who has no account, and the letter says so', async () => {
    const letter = await forget(newAddress());
    assert.match(letter.subject, /^No account on /);
    assert.match(letter.text, /There is none\./);
    assert.doesNotMatch(letter.text, /#/);
  });
});

describe('a new password (R51)', () => {
  it('is set by who knows the old one, and ends every other session and every link', async () => {
    const { email, token } = await backend.person({ password: PASSWORD });
    const elsewhere = bearerIn(await post('sign-in/email', { email, password: PASSWORD }));
    const link = tokenIn(await forget(email), 'reset');
    assert.equal((await changePassword(token, PASSWORD, ANOTHER)).status, 204);
    assert.equal((await session(token)).status, 200);
    assert.equal((await session(elsewhere)).status, 401);
    assert.deepEqual(
      [await signsIn(email, PASSWORD), await signsIn(email, ANOTHER)],
      [false, true],
    );
    const late = await post('reset-password', { token: link, password: PASSWORD });
    assert.equal(late.problem.code, 'link-expired');
  });

  it('is not guessed by who has stolen a session: after some attempts it has to wait', async () => {
    const limited = await serverForTests(backend, {
      limits: { changePassword: { max: 3, window: 60 } },
    });
    const { token } = await backend.person({ password: PASSWORD });
    const other = await backend.person({ password: PASSWORD });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { status } = await changePassword(token, 'not the password', ANOTHER, limited.url);
      assert.equal(status, 400);
    }
    const late = await changePassword(token, PASSWORD, ANOTHER, limited.url);
    assert.deepEqual([late.status, late.problem.code], [429, 'rate-limited']);
    const answer = await changePassword(other.token, PASSWORD, ANOTHER, limited.url);
    assert.equal(answer.status, 204);
  });

  it('is not tried by many a time with the link of a letter', async () => {
    const limited = await serverForTests(backend, {
      limits: { mailedLink: { max: 2, window: 60 } },
      trustedProxies: ['127.0.0.1'],
    });
    const tried = (path: string): Promise<Answer> =>
      ask(`${limited.url}/api/auth/${path}`, {
        method: 'POST',
        headers: { origin: ORIGIN, 'x-forwarded-for': '203.0.113.77' },
        json: { token: 'x'.repeat(43), password: PASSWORD },
      });
    for (const path of ['reset-password', 'verify-email']) {
      assert.equal((await tried(path)).problem.code, 'link-expired');
    }
    for (const path of ['reset-password', 'verify-email']) {
      const late = await tried(path);
      assert.deepEqual([late.status, late.problem.code], [429, 'rate-limited']);
    }
  });

  it('is not set by who does not, nor where there is none to know', async () => {
    const { email, token } = await backend.person({ password: PASSWORD });
    const elsewhere = bearerIn(await post('sign-in/email', { email, password: PASSWORD }));
    const wrong = await changePassword(token, 'not the password', ANOTHER);
    assert.deepEqual([wrong.status, wrong.problem.code], [400, 'wrong-password']);
    assert.equal((await session(elsewhere)).status, 200);
    assert.equal(await signsIn(email, PASSWORD), true);
    const without = await changePassword((await backend.person()).token, PASSWORD, ANOTHER);
    assert.equal(without.problem.code, 'wrong-password');
  });
});

describe('the own name (R51)', () => {
  it('changes in the session, in every organization, and in the account', async () => {
    const person = await backend.person({ password: PASSWORD });
    const bystander = await backend.person({ name: 'Bystander' });
    const members = [
      { role: 'viewer', person },
      { role: 'owner', person: bystander },
    ] as const;
    const organizations = [
      await backend.organization({ members }),
      await backend.organization({ members }),
    ];
    const answer = await rename(person.token, '  Zoë 🦊 Quist ');
    assert.deepEqual(
      [answer.status, answer.body],
      [200, { id: person.id, name: 'Zoë 🦊 Quist', email: person.email, emailVerified: true }],
    );
    assert.equal((await session(person.token)).body.person.name, 'Zoë 🦊 Quist');
    for (const { id, members: made } of organizations) {
      const [, owner] = made as [TestMember, TestMember];
      const list = await ask<MemberPage>(`${backend.url}/api/v1/organizations/${id}/members`, {
        token: owner.token,
      });
      const shown = list.body.members.map(({ name, version }) => [name, version]);
      assert.deepEqual(shown, [
        ['Bystander', 1],
        ['Zoë 🦊 Quist', 1],
      ]);
      const changes = await backend.sql(
        'select type, subject_id as subject from orgtags.change where organization_id = $1',
        [id],
      );
      assert.deepEqual(changes, [{ type: 'member', subject: made[0]?.member }]);
    }
    const rows = await backend.sql('select name from orgtags_auth."user" where email = $1', [
      person.email,
    ]);
    assert.deepEqual(rows, [{ name: 'Zoë 🦊 Quist' }]);
  });

  it('is one line of 1 to 100 characters, whatever they are made of', async () => {
    const { token } = await backend.person();
    for (const name of ['a', '🦊'.repeat(100), "Łukasz O'Brien-Müller", 'علی‌رضا']) {
      assert.equal((await rename(token, name)).status, 200, name);
    }
    const wrong = {
      'name-blank': ['', '  ', '\u200b', '\n'],
      'name-too-long': ['a'.repeat(101)],
      'unprintable-text': ['a\0', 'a\ud800', 'a\u202eb'],
      'wrong-value': [7, 'a'.repeat(2000)],
    };
    for (const [code, names] of Object.entries(wrong)) {
      for (const name of names) {
        const { status, problem } = await rename(token, name);
        assert.deepEqual([status, problem.fields], [400, [{ field: 'name', code }]], String(name));
      }
    }
    assert.equal((await rename(token, 'two\r\nlines')).body.name, 'two lines');
  });
});

describe('a letter', () => {
  it('leads to the page of the settings, in text and in HTML, and loads nothing', async () => {
    const email = newAddress();
    const { from, to, subject, text, html, source } = await signUp({ email, password: PASSWORD });
    assert.deepEqual([from, to], ['no-reply@host.example', [email]]);
    assert.equal(subject, 'Confirm your address for host.example');
    const url = `${PAGE}#verify=${tokenIn({ text } as never, 'verify')}`;
    assert.ok(html.includes(`<a href="${url}">Confirm the address</a>`), html);
    assert.doesNotMatch(html, /<(img|link|script|style|iframe)|url\(|src=/i);
    assert.match(source, /^auto-submitted: auto-generated\r$/im);
  });
});

describe('the page that letters lead to', () => {
  const make = (signInPage: string) =>
    createServer({
      databaseUrl: backend.databaseUrl,
      secret: TEST_SECRET,
      url: 'https://app.example',
      origins: ['https://www.app.example'],
      signInPage,
    });

  for (const page of ['https://app.example/', 'https://www.app.example/sign-in?from=mail']) {
    it(`may be ${page}`, () => make(page).close());
  }

  for (const page of [
    'https://evil.example/',
    'http://app.example/',
    'javascript:alert(1)',
    'https://app.example/#tab',
    'https://app.example/#',
    '/sign-in',
  ]) {
    it(`may not be ${page}`, () => {
      assert.throws(() => make(page), SettingsError);
    });
  }
});

describe('without a mail server', async () => {
  const mute = await backendForTests();

  it('nobody signs up or forgets a password, and is told so; the rest goes on', async () => {
    const { email, token } = await mute.person({ password: PASSWORD });
    const requests = {
      'sign-up/email': { name: 'Nora', email: newAddress(), password: PASSWORD },
      'send-verification-email': { email },
      'request-password-reset': { email },
    };
    for (const [path, json] of Object.entries(requests)) {
      const answer = await ask(`${mute.url}/api/auth/${path}`, {
        method: 'POST',
        headers: { origin: ORIGIN },
        json,
      });
      assert.deepEqual([answer.status, answer.problem.code], [501, 'no-mail'], path);
    }
    assert.equal((await mute.sql('select from orgtags_auth.mailed_link')).length, 0);
    assert.equal((await changePassword(token, PASSWORD, ANOTHER, mute.url)).status, 204);
  });
});

function session(token: string): Promise<Answer<Session>> {
  return ask<Session>(`${backend.url}/api/v1/session`, { token });
}

function rename(token: string, name: unknown): Promise<Answer<Person>> {
  return ask<Person>(`${backend.url}/api/v1/profile`, { method: 'PATCH', token, json: { name } });
}

function changePassword(
  token: string,
  current: string,
  password: string,
  url = backend.url,
): Promise<Answer> {
  const json = { current, password };
  return ask(`${url}/api/v1/profile/password`, { method: 'POST', token, json });
}

async function accounts(email: string): Promise<number> {
  const rows = await backend.sql('select from orgtags_auth."user" where email = $1', [email]);
  return rows.length;
}

async function verified(email: string): Promise<boolean[]> {
  const rows = await backend.sql<{ verified: boolean }>(
    'select "emailVerified" as verified from orgtags_auth."user" where email = $1',
    [email],
  );
  return rows.map(row => row.verified);
}

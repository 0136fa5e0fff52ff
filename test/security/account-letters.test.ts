import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { Client } from 'pg';
import type { Session } from '../../src/contract/shapes.ts';
import type { LogEntry } from '../../src/server/index.ts';
import { accountsForTests, bearerIn, newAddress, PAGE, tokenIn } from '../support/accounts.ts';
import { ask, ORIGIN, type Answer } from '../support/backend.ts';
import { cookieOf, storedToken } from '../support/credentials.ts';

const PASSWORD = 'correct horse';
const ANOTHER = 'battery staple';
const SQUATTERS = 'the password of the squatter';

/** The routes that a letter follows. */
const ASKING = ['sign-up/email', 'send-verification-email', 'request-password-reset'] as const;

const logged: LogEntry[] = [];
const { backend, sink, post, signUp, forget, signedIn, signsIn, unverified } =
  await accountsForTests({ log: entry => void logged.push(entry) });

describe('somebody who has signed up with the address of another', () => {
  it('has neither account nor session, and none of the one that its owner then makes', async () => {
    const email = newAddress();
    const squatting = await post('sign-up/email', {
      name: 'Squatter',
      email,
      password: SQUATTERS,
    });
    assert.deepEqual(squatting.headers.getSetCookie(), []);
    const theirs = tokenIn(await sink.next(email), 'verify');
    assert.equal(await signsIn(email, SQUATTERS), false);

    const own = tokenIn(await signUp({ email, password: PASSWORD, name: 'Owner' }), 'verify');
    const answer = await post('verify-email', { token: own, password: PASSWORD });
    assert.equal((await session(bearerIn(answer))).body.person.name, 'Owner');
    assert.equal(await signsIn(email, SQUATTERS), false);
    expired(await post('verify-email', { token: theirs, password: SQUATTERS }));
  });

  it("does not gain by the owner's opening the letter of the wrong sign-up", async () => {
    const email = newAddress();
    const token = tokenIn(await signUp({ email, password: SQUATTERS }), 'verify');
    const answer = await post('verify-email', { token, password: PASSWORD });
    assert.equal(answer.problem.code, 'wrong-password');
    await post('verify-email', { token, password: PASSWORD, replace: true });
    assert.deepEqual(
      [await signsIn(email, SQUATTERS), await signsIn(email, PASSWORD)],
      [false, true],
    );
  });

  const proofs = {
    'verifies it with a new password': async (email: string) => {
      await post('send-verification-email', { email });
      const token = tokenIn(await sink.next(email), 'verify');
      return post('verify-email', { token, password: PASSWORD, replace: true });
    },
    'signs up and verifies it': async (email: string) => {
      const token = tokenIn(await signUp({ email, password: PASSWORD }), 'verify');
      return post('verify-email', { token, password: PASSWORD });
    },
    'forgets the password': async (email: string) =>
      post('reset-password', { token: tokenIn(await forget(email), 'reset'), password: PASSWORD }),
  };
  for (const [what, prove] of Object.entries(proofs)) {
    it(`loses session and password when its owner ${what}`, async () => {
      const squatter = await unverified(SQUATTERS);
      const { email, token } = squatter;
      assert.equal((await session(token)).status, 200);
      assert.equal(await signsIn(email, SQUATTERS), true);

      const answer = await prove(email);
      assert.equal(await signedIn(answer), email);
      assert.equal((await session(token)).status, 401);
      assert.equal(await signsIn(email, SQUATTERS), false);
      assert.equal(await signsIn(email, PASSWORD), true);
    });
  }

  it('loses it also when signing in just then', async () => {
    const { email } = await unverified(SQUATTERS);
    const owner = new Client({ connectionString: backend.databaseUrl });
    await owner.connect();
    try {
      // What taking over does, held open until the squatter's password has been found right.
      await owner.query('begin');
      await owner.query('select from orgtags_auth."user" where email = $1 for update', [email]);
      const signingIn = post('sign-in/email', { email, password: SQUATTERS });
      await until(async () => (await waitingForLocks()) > 0);
      await owner.query(
        `update orgtags_auth.account set password = null
          where "userId" = (select id from orgtags_auth."user" where email = $1)`,
        [email],
      );
      await owner.query('commit');
      const answer = await signingIn;
      assert.deepEqual([answer.status, answer.problem.code], [401, 'invalid-credentials']);
      assert.deepEqual(answer.headers.getSetCookie(), []);
      const sessions = await backend.sql(
        `select from orgtags_auth.session s join orgtags_auth."user" u on u.id = s."userId"
          where u.email = $1`,
        [email],
      );
      assert.equal(sessions.length, 1);
    } finally {
      await owner.end();
    }
  });
});

describe('signing up, asking again, and forgetting the password', () => {
  it('answer the same for every address, byte by byte', async () => {
    const pending = newAddress();
    await signUp({ email: pending, password: PASSWORD });
    const { email: known } = await backend.person({ password: PASSWORD });
    const { email: waiting } = await unverified();
    for (const path of ASKING) {
      const answers = new Map<string, string>();
      for (const email of [newAddress(), known, waiting, pending]) {
        answers.set(await answerTo(path, email), (await sink.next(email)).subject);
      }
      assert.equal(answers.size, 1, path);
      assert.match([...answers.keys()][0] ?? '', /^204 /);
    }
    for (const path of ['send-verification-email', 'request-password-reset'] as const) {
      const subjects = new Set<string>();
      for (const email of [newAddress(), known]) {
        await answerTo(path, email);
        subjects.add((await sink.next(email)).subject);
      }
      assert.equal(subjects.size, 2, 'the letters differ');
    }
  });

  it('start no session and carry no token', async () => {
    const { email } = await backend.person();
    for (const path of ASKING) {
      const answer = await post(path, bodyOf(path, email));
      await sink.next(email);
      assert.deepEqual(
        [answer.status, answer.body, answer.headers.getSetCookie()],
        [204, undefined, []],
      );
      assert.equal(answer.headers.get('set-auth-token'), null);
    }
  });

  it('take no address of a page, picture, or other field along', async () => {
    const email = newAddress();
    const extras = {
      callbackURL: 'https://evil.example',
      redirectTo: '//evil.example',
      image: 'javascript:alert(1)',
      emailVerified: true,
      rememberMe: false,
    };
    for (const path of ASKING) {
      for (const [field, value] of Object.entries(extras)) {
        const answer = await post(path, { ...bodyOf(path, email), [field]: value });
        assert.deepEqual([answer.status, answer.problem.code], [400, 'invalid-input'], field);
      }
      assert.equal((await post(path, bodyOf(path, email))).status, 204);
      const { text, html } = await sink.next(email);
      assert.doesNotMatch(text + html, /evil|javascript/);
    }
    assert.equal(lettersTo(email), 3);
  });
});

describe('a link of a letter', () => {
  it('works once', async () => {
    const email = newAddress();
    const first = { token: tokenIn(await signUp({ email, password: PASSWORD }), 'verify') };
    assert.equal((await post('verify-email', { ...first, password: PASSWORD })).status, 204);
    expired(await post('verify-email', { ...first, password: PASSWORD }));
    expired(await post('verify-email', { ...first, password: ANOTHER, replace: true }));

    const second = { token: tokenIn(await forget(email), 'reset'), password: ANOTHER };
    assert.equal((await post('reset-password', second)).status, 204);
    expired(await post('reset-password', second));
  });

  it('works once, also when it is opened several times at once', async () => {
    const { email } = await backend.person({ password: PASSWORD });
    const token = tokenIn(await forget(email), 'reset');
    const passwords = [1, 2, 3, 4].map(n => `${ANOTHER} ${n}`);
    const answers = await Promise.all(
      passwords.map(password => post('reset-password', { token, password })),
    );
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [204, 410, 410, 410]);
    for (const [n, password] of passwords.entries()) {
      assert.equal(await signsIn(email, password), answers[n]?.status === 204);
    }
  });

  it('makes one account of two sign-ups that are verified at once', async () => {
    const email = newAddress();
    const passwords = [PASSWORD, ANOTHER];
    const tokens: string[] = [];
    for (const password of passwords) {
      tokens.push(tokenIn(await signUp({ email, password }), 'verify'));
    }
    const answers = await Promise.all(
      tokens.map((token, n) => post('verify-email', { token, password: passwords[n] })),
    );
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [204, 410]);
  });

  it('is over after its time: a day to verify, an hour to reset', async () => {
    const email = newAddress();
    const verify = tokenIn(await signUp({ email, password: PASSWORD }), 'verify');
    const { email: known } = await backend.person({ password: PASSWORD });
    const reset = tokenIn(await forget(known), 'reset');
    assert.deepEqual(await minutesLeft(email, known), [24 * 60, 60]);

    await backend.sql(
      `update orgtags_auth.mailed_link set expires_at = now() - interval '1 second'
        where email = any($1)`,
      [[email, known]],
    );
    expired(await post('verify-email', { token: verify, password: PASSWORD }));
    expired(await post('reset-password', { token: reset, password: ANOTHER }));
    assert.equal(await signsIn(known, PASSWORD), true);

    await forget(known);
    const kept = await backend.sql(
      'select from orgtags_auth.mailed_link where expires_at < now() and email = any($1)',
      [[email, known]],
    );
    assert.equal(kept.length, 0, 'what has expired is taken along');
  });

  it('is made at once, also while another process takes along what has expired', async () => {
    const { email } = await backend.person({ password: PASSWORD });
    await forget(email);
    await backend.sql(
      `update orgtags_auth.mailed_link set expires_at = now() - interval '1 second'
        where email = $1`,
      [email],
    );
    const elsewhere = new Client({ connectionString: backend.databaseUrl });
    await elsewhere.connect();
    try {
      await elsewhere.query('begin');
      await elsewhere.query('select from orgtags_auth.mailed_link where email = $1 for update', [
        email,
      ]);
      assert.ok(tokenIn(await signUp({ email: newAddress(), password: PASSWORD }), 'verify'));
      await elsewhere.query('commit');
    } finally {
      await elsewhere.end();
    }
  });

  it('serves its purpose alone', async () => {
    const email = newAddress();
    const verify = tokenIn(await signUp({ email, password: PASSWORD }), 'verify');
    expired(await post('reset-password', { token: verify, password: ANOTHER }));
    assert.equal((await post('verify-email', { token: verify, password: PASSWORD })).status, 204);
    const reset = tokenIn(await forget(email), 'reset');
    expired(await post('verify-email', { token: reset, password: PASSWORD }));
    expired(await post('verify-email', { token: reset, password: ANOTHER, replace: true }));
    assert.equal((await post('reset-password', { token: reset, password: ANOTHER })).status, 204);
  });

  it('serves its purpose alone, also for an account that has not been verified', async () => {
    const { email } = await unverified(SQUATTERS);
    const reset = tokenIn(await forget(email), 'reset');
    expired(await post('verify-email', { token: reset, password: SQUATTERS }));
    await post('send-verification-email', { email });
    const verify = tokenIn(await sink.next(email), 'verify');
    expired(await post('reset-password', { token: verify, password: ANOTHER }));
    assert.equal((await post('reset-password', { token: reset, password: ANOTHER })).status, 204);
  });

  it('verifies no account that has been verified otherwise meanwhile', async () => {
    const email = newAddress();
    const token = tokenIn(await signUp({ email, password: ANOTHER }), 'verify');
    await backend.person({ email, password: PASSWORD });
    expired(await post('verify-email', { token, password: ANOTHER }));
    expired(await post('verify-email', { token, password: ANOTHER, replace: true }));
    expired(await post('verify-email', { token, password: PASSWORD }));
    assert.deepEqual(
      [await signsIn(email, PASSWORD), await signsIn(email, ANOTHER)],
      [true, false],
    );
  });

  it('is refused when anything about it is another', async () => {
    const { email } = await backend.person({ password: PASSWORD });
    const token = tokenIn(await forget(email), 'reset');
    const flipped = (token.startsWith('A') ? 'B' : 'A') + token.slice(1);
    const others = [
      flipped,
      token.slice(1),
      `${token}A`,
      ` ${token}`,
      token.toUpperCase(),
      `${token}\0`,
      '%00',
      '\ud800',
      "' or true --",
    ];
    for (const other of others) {
      expired(await post('reset-password', { token: other, password: ANOTHER }));
    }
    assert.equal((await post('reset-password', { token, password: ANOTHER })).status, 204);
  });

  it('is not made for who has no account, though it is written down for them', async () => {
    const email = newAddress();
    assert.doesNotMatch((await forget(email)).text, /#/);
    const rows = await backend.sql('select from orgtags_auth.mailed_link where email = $1', [
      email,
    ]);
    assert.equal(rows.length, 1);
  });

  it('sets no cookie for a page that may not, bearer or none, and is not used up by it', async () => {
    const { email, token: bearer } = await backend.person({ password: PASSWORD });
    const token = tokenIn(await forget(email), 'reset');
    const json = { token, password: ANOTHER };
    for (const path of ['reset-password', 'verify-email'] as const) {
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'https://evil.example', authorization: `Bearer ${bearer}` },
        { origin: '', authorization: `Bearer ${bearer}` },
      ]) {
        const { status, problem } = await post(path, json, headers);
        assert.deepEqual([status, problem.code], [403, 'origin-denied']);
      }
    }
    assert.equal((await post('reset-password', json)).status, 204);
  });

  it('starts a session of its own, and ends the one that the request brings along', async () => {
    const [squatter, person] = [await backend.person(), await backend.person()];
    const token = tokenIn(await forget(person.email), 'reset');
    const answer = await post(
      'reset-password',
      { token, password: ANOTHER },
      { cookie: cookieOf(squatter.token) },
    );
    assert.equal(await signedIn(answer), person.email);
    // Once the answer is there.
    while ((await session(squatter.token)).status === 200);
    assert.equal((await session(squatter.token)).status, 401);
    const rest = [...answer.headers].filter(([name]) => name !== 'set-cookie');
    assert.ok(!JSON.stringify([rest, answer.body]).includes(storedToken(bearerIn(answer))));
    assert.equal(answer.headers.get('set-auth-token'), null);
  });
});

describe('what is stored and noted', () => {
  it('opens nothing: a dump of the database holds no token of a link', async () => {
    const { email } = await backend.person({ password: PASSWORD });
    const pending = newAddress();
    const tokens = [
      tokenIn(await signUp({ email: pending, password: SQUATTERS }), 'verify'),
      tokenIn(await forget(email), 'reset'),
    ];
    const dump = await dumped();
    assert.ok(dump.includes(email) && dump.includes(pending), 'It is the whole of it.');
    for (const secret of [...tokens, SQUATTERS]) assert.ok(!dump.includes(secret));

    const rows = await backend.sql<{ hash: Buffer }>(
      'select token_hash as hash from orgtags_auth.mailed_link where email = $1',
      [email],
    );
    const [{ hash } = { hash: Buffer.alloc(0) }] = rows;
    assert.deepEqual(
      hash,
      createHash('sha256')
        .update(tokens[1] ?? '')
        .digest(),
    );
    for (const encoding of ['hex', 'base64', 'base64url', 'latin1'] as const) {
      const token = hash.toString(encoding);
      expired(await post('reset-password', { token, password: ANOTHER }));
    }
  });

  it('is no token, address or name in the log', async () => {
    const email = newAddress();
    const token = tokenIn(await signUp({ email, password: PASSWORD }), 'verify');
    await post('verify-email', { token, password: ANOTHER });
    await post('verify-email', { token, password: PASSWORD });
    await post('reset-password', { token: tokenIn(await forget(email), 'reset'), password: 'x' });
    assert.deepEqual(
      logged.filter(({ event }) => event !== 'request'),
      [],
    );
    const text = JSON.stringify(logged);
    assert.match(text, /"accounts.signUp"/);
    for (const secret of [token, email, PASSWORD, ANOTHER]) assert.ok(!text.includes(secret));
  });
});

describe('a letter', () => {
  const victim = newAddress();
  const addresses = {
    'a second recipient': `${newAddress()},${victim}`,
    'a line break and a header': `${newAddress()}\r\nBcc: ${victim}`,
    'a line break inside': `a\r\nBcc:${victim}`,
    'a name with an address': `"Support" <${victim}>`,
    'a quoted address': `"a b"@test.example`,
    'a comment': `a(${victim})@test.example`,
    'a parameter of SMTP': `${newAddress()}> NOTIFY=SUCCESS`,
    'a route': `@evil.example:${victim}`,
    'a percent': `${victim.replace('@', '%')}@test.example`,
    NUL: `\0${victim}`,
    'half a character': `\ud800${victim}`,
    'another script': 'аdmin@test.example',
    'a sign that only some mailboxes know': 'a!b@test.example',
  };
  for (const [what, email] of Object.entries(addresses)) {
    it(`goes to no address with ${what}`, async () => {
      const count = sink.letters.length;
      for (const path of ASKING) {
        const { status, problem } = await post(path, bodyOf(path, email));
        assert.deepEqual([status, problem.code], [400, 'invalid-input']);
        assert.deepEqual(problem.fields, [{ field: 'email', code: 'wrong-value' }]);
      }
      // Whatever was sent before this one would have come before it.
      const own = newAddress();
      await signUp({ email: own, password: PASSWORD });
      assert.equal(sink.letters.length, count + 1);
      assert.equal(lettersTo(victim), 0);
    });
  }

  it('holds nothing that a person has typed: no name, no line break, no address of a page', async () => {
    const email = newAddress();
    const name = 'https://evil.example <b>You have won</b>';
    const { source, html, text } = await signUp({ email, password: PASSWORD, name });
    assert.doesNotMatch(source + html + text, /evil|won|<b>/);
    const links = [...(text + html).matchAll(/https?:[^\s"<]+/g)].map(([url]) => url);
    assert.ok(links.length > 0 && links.every(url => url.startsWith(`${PAGE}#verify=`)));
    for (const broken of [`Nora\r\nBcc: ${victim}`, 'Nora\nhttps://evil.example', 'Nora\u2028x']) {
      const letter = await signUp({ email, password: PASSWORD, name: broken });
      assert.doesNotMatch(letter.source + letter.html + letter.text, /Nora|Bcc|evil/);
    }
    assert.equal(lettersTo(victim), 0);
  });
});

describe('who has a session and the old password', () => {
  it('sets none over the one that a letter has set meanwhile (R51)', async () => {
    const { email, token } = await backend.person({ password: SQUATTERS });
    const link = tokenIn(await forget(email), 'reset');
    const elsewhere = new Client({ connectionString: backend.databaseUrl });
    await elsewhere.connect();
    await elsewhere.query('begin');
    await elsewhere.query('select from orgtags_auth."user" where email = $1 for update', [email]);
    const reset = post('reset-password', { token: link, password: PASSWORD });
    await until(async () => (await waitingForLocks()) === 1);
    const change = ask(`${backend.url}/api/v1/profile/password`, {
      method: 'POST',
      token,
      json: { current: SQUATTERS, password: 'the thief chose it' },
    });
    await until(async () => (await waitingForLocks()) === 2);
    await elsewhere.query('commit');
    await elsewhere.end();

    assert.equal((await reset).status, 204);
    assert.deepEqual([(await change).status, (await change).problem.code], [401, 'no-session']);
    assert.equal(await signsIn(email, PASSWORD), true);
    assert.equal(await signsIn(email, 'the thief chose it'), false);
  });
});

describe('the old password', () => {
  it('is no longer one for a change that waited for another (R51)', async () => {
    const { email, token } = await backend.person({ password: SQUATTERS });
    const change = (password: string): Promise<Answer> =>
      ask(`${backend.url}/api/v1/profile/password`, {
        method: 'POST',
        token,
        json: { current: SQUATTERS, password },
      });
    const answers = await Promise.all([change(PASSWORD), change(PASSWORD)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 400]);
    assert.equal(await signsIn(email, PASSWORD), true);
  });
});

describe('a password', () => {
  it('has 8 to 128 characters, wherever it is set, and every one of them counts', async () => {
    const { email, token } = await backend.person({ password: PASSWORD });
    const link = tokenIn(await forget(email), 'reset');
    const change = (password: unknown): Promise<Answer> =>
      ask(`${backend.url}/api/v1/profile/password`, {
        method: 'POST',
        token,
        json: { current: PASSWORD, password },
      });
    for (const password of ['', '1234567', 'a'.repeat(129), 'half \ud800 a character', null]) {
      for (const answer of [
        await post('sign-up/email', { name: 'Nora', email: newAddress(), password }),
        await post('reset-password', { token: link, password }),
        await change(password),
      ]) {
        assert.deepEqual([answer.status, answer.problem.code], [400, 'invalid-input']);
        assert.ok(answer.problem.fields?.some(({ field }) => field === 'password'));
      }
    }
    const long = 'ä'.repeat(128);
    assert.equal((await post('reset-password', { token: link, password: long })).status, 204);
    assert.equal(await signsIn(email, long), true);
    assert.equal(await signsIn(email, long.slice(1)), false);
  });
});

function expired({ status, problem }: Answer): void {
  assert.deepEqual([status, problem.code], [410, 'link-expired']);
}

function session(token: string): Promise<Answer<Session>> {
  return ask<Session>(`${backend.url}/api/v1/session`, { token });
}

function bodyOf(path: (typeof ASKING)[number], email: string): object {
  return path === 'sign-up/email' ? { name: 'Nora', email, password: PASSWORD } : { email };
}

/** An answer byte by byte, but for its date. */
async function answerTo(path: (typeof ASKING)[number], email: string): Promise<string> {
  const response = await fetch(`${backend.url}/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN },
    body: JSON.stringify(bodyOf(path, email)),
  });
  const headers = [...response.headers].filter(
    ([name]) => name !== 'date' && name !== 'x-request-id',
  );
  return `${response.status} ${JSON.stringify(headers)} ${await response.text()}`;
}

function lettersTo(email: string): number {
  return sink.letters.filter(({ to }) => to.includes(email)).length;
}

async function minutesLeft(...emails: string[]): Promise<number[]> {
  const rows = await backend.sql<{ left: number }>(
    `select round(extract(epoch from expires_at - now()) / 60)::integer as left
       from orgtags_auth.mailed_link where email = any($1)
      order by array_position($1, email)`,
    [emails],
  );
  return rows.map(({ left }) => left);
}

/** Every row of every table, as text. */
async function dumped(): Promise<string> {
  const tables = await backend.sql<{ name: string }>(
    `select oid::regclass::text as name from pg_class
      where relkind = 'r' and relnamespace in ('orgtags'::regnamespace, 'orgtags_auth'::regnamespace)`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await backend.sql<{ text: string }>(`select t::text as text from ${name} t`);
    texts.push(...rows.map(({ text }) => text));
  }
  return texts.join('\n');
}

async function waitingForLocks(): Promise<number> {
  const rows = await backend.sql(
    `select from pg_stat_activity
      where datname = current_database() and usename = 'orgtags_auth' and wait_event_type = 'Lock'`,
  );
  return rows.length;
}

/** Asks until it is so; the runner's time limit is the only clock. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(resolve => setImmediate(resolve));
}

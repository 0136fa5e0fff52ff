import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHttpClient } from '../../src/client/index.ts';
import { AS_PERSON } from '../../src/contract/routes.ts';
import type { Session } from '../../src/contract/shapes.ts';
import type { TestPerson } from '../../src/testing/backend.ts';
import { ask, backendForTests, ORIGIN, type Answer } from '../support/backend.ts';
import { done, makeTeam, refused } from '../support/team.ts';

const PASSWORD = 'correct horse';

const backend = await backendForTests();

describe('a page that takes somebody else for the one signed in', () => {
  it('is refused what it sends, and told so before anything else', async () => {
    const team = await makeTeam(backend, 'owner', 'owner', 'viewer');
    const [owner, other, viewer] = [team.as('owner'), team.as('owner', 1), team.as('viewer')];
    const stranger = await backend.person();
    const change = (by: TestPerson, as: TestPerson): Promise<Answer> =>
      ask(`${backend.url}/api/v1/organizations/${team.id}/members/${viewer.member}`, {
        method: 'PATCH',
        token: by.token,
        headers: { [AS_PERSON]: as.id },
        json: { role: 'member', version: 1 },
      });
    refused(await change(owner, other), 'other-person');
    refused(await change(viewer, owner), 'other-person');
    // Not that there is no such organization, which the page would take for the end of its own.
    refused(await change(stranger, owner), 'other-person');
    assert.equal((await team.activities()).length, 0);
    done(await change(owner, owner));
  });

  it('creates nothing for somebody else', async () => {
    const [mia, victor] = [await backend.person(), await backend.person()];
    const create = (as: TestPerson): Promise<Answer> =>
      ask(`${backend.url}/api/v1/organizations`, {
        method: 'POST',
        token: victor.token,
        headers: { [AS_PERSON]: as.id },
        json: { name: 'Mia’s' },
      });
    refused(await create(mia), 'other-person');
    done(await create(victor));
  });
});

describe('a client by which somebody signs out', () => {
  it('acts for the next one at once, and until then for nobody but whom it was told of', async () => {
    const [mia, victor] = [await backend.person(), await backend.person()];
    let token = mia.token;
    const client = createHttpClient({ baseUrl: backend.url, getToken: () => token });
    await client.session();
    token = victor.token;
    await assert.rejects(client.organizations.create({ name: 'Mia’s' }, 'first'), {
      code: 'other-person',
    });
    token = mia.token;
    await client.accounts.signOut();
    token = victor.token;
    await client.organizations.create({ name: 'Victor’s' }, 'second');
  });
});

describe('signing in over a session', () => {
  async function signIn({ email }: TestPerson, headers: Record<string, string>, password: string) {
    const url = `${backend.url}/api/auth/sign-in/email`;
    const json = { email, password };
    return ask(url, { method: 'POST', headers: { origin: ORIGIN, ...headers }, json });
  }

  const cookieOf = (answer: Answer): string =>
    answer.headers.getSetCookie().map(cookie => cookie.split(';', 1)[0])[0] ?? '';

  const sessionOf = (headers: Record<string, string>): Promise<Answer<Session>> =>
    ask<Session>(`${backend.url}/api/v1/session`, { headers });

  it('ends the one whose cookie it replaces, once the answer is there, and no other', async () => {
    const mia = await backend.person({ password: PASSWORD });
    const victor = await backend.person({ password: PASSWORD });
    const here = { cookie: cookieOf(await signIn(mia, {}, PASSWORD)) };
    const elsewhere = { cookie: cookieOf(await signIn(mia, {}, PASSWORD)) };

    refused(await signIn(victor, here, 'wrong'), 'invalid-credentials');
    assert.equal(done(await sessionOf(here)).person.id, mia.id);

    // Whoever uses one of yesterday is given more time.
    await backend.sql(
      `update orgtags_auth.session set "updatedAt" = now() - interval '2 days'
        where "userId" = (select subject from orgtags.person where id = $1)`,
      [mia.id],
    );
    const now = { cookie: cookieOf(await signIn(victor, here, PASSWORD)) };
    assert.equal(done(await sessionOf(now)).person.id, victor.id);
    let old = await sessionOf(here);
    while (old.status === 200) old = await sessionOf(here);
    refused(old, 'no-session');
    assert.equal(done(await sessionOf(elsewhere)).person.id, mia.id);
  });

  it('leaves that of a bearer, which is no cookie', async () => {
    const mia = await backend.person();
    const victor = await backend.person({ password: PASSWORD });
    const bearer = { authorization: `Bearer ${mia.token}` };
    done(await signIn(victor, bearer, PASSWORD));
    assert.equal(done(await sessionOf(bearer)).person.id, mia.id);
  });
});

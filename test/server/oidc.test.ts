import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { InvitationOutcomes } from '../../src/contract/invitations.ts';
import { ROUTES } from '../../src/contract/routes.ts';
import type { EndedSessions, MemberSessions, Session } from '../../src/contract/shapes.ts';
import type { Role } from '../../src/domain/index.ts';
import type { TestOrganization } from '../../src/testing/backend.ts';
import { ask, backendForTests, ORIGIN, type Answer } from '../support/backend.ts';
import { cookieOf } from '../support/credentials.ts';
import { AUDIENCE, issuerForTests } from '../support/issuer.ts';
import { serverForTests } from '../support/server.ts';

const issuer = await issuerForTests();
const issuers = [{ issuer: issuer.url, audience: AUDIENCE }];
const backend = await backendForTests({ issuers });

describe('somebody with a token of an issuer (R47)', () => {
  it('is made a person at first sight, with what the token says, and is in no organization', async () => {
    const claims = { name: 'Ines Keller', email: 'ines@issuer.example' };
    const { body } = await session(await issuer.token(claims));
    const { person, organizations, standing } = body;
    assert.deepEqual(person, { id: person.id, ...claims, emailVerified: true });
    assert.deepEqual([organizations, standing], [[], null]);
  });

  it('takes a new name and address along with the next token', async () => {
    const sub = 'renamed';
    const before = await session(await issuer.token({ sub, email: 'before@issuer.example' }));
    const after = await session(
      await issuer.token({ sub, name: 'Ines', email: 'after@i.example' }),
    );
    assert.equal(after.body.person.id, before.body.person.id);
    assert.deepEqual(
      [after.body.person.name, after.body.person.email],
      ['Ines', 'after@i.example'],
    );
  });

  it('is a member like any other: reads, is managed, and manages', async () => {
    const acme = await team();
    const ines = await joins(acme, 'viewer');
    const { body } = await ask<Session>(at(acme, 'session'), { token: await ines() });
    assert.equal(body.standing?.role, 'viewer');
    const member = body.standing.member;
    const promote = (token: string, role: Role, version: number): Promise<Answer> =>
      ask(at(acme, `members/${member}`), { method: 'PATCH', token, json: { role, version } });
    assert.equal((await promote(await ines(), 'admin', 1)).status, 403);
    assert.equal((await promote(owner(acme), 'admin', 1)).status, 200);
    const other = acme.members[1]?.member ?? '';
    const json = { role: 'viewer', version: 1 };
    const managed = await ask(at(acme, `members/${other}`), {
      method: 'PATCH',
      token: await ines(),
      json,
    });
    assert.equal(managed.status, 200);
  });

  it('has its sessions and its account elsewhere, which is said', async () => {
    const token = await issuer.token();
    assert.deepEqual((await session(token)).body.capabilities, []);
    const list = await ask(`${backend.url}/api/v1/sessions`, { token });
    assert.deepEqual([list.status, list.problem.code], [403, 'not-with-this-sign-in']);
    const rename = (as: string): Promise<Answer> =>
      ask(`${backend.url}${ROUTES['accounts.changeProfile'].path}`, {
        method: ROUTES['accounts.changeProfile'].method,
        token: as,
        json: { name: 'Ines' },
      });
    assert.equal((await rename(token)).problem.code, 'not-with-this-sign-in');
    const { token: own } = await backend.person();
    assert.equal((await rename(own)).status, 200);
    assert.deepEqual((await session(own)).body.capabilities, ['own-sessions', 'account']);
    assert.equal((await ask(`${backend.url}/api/v1/sessions`, { token: own })).status, 200);
  });

  it('is known by claims of other names, keys at a known place, and one algorithm alone', async () => {
    const claims = {
      name: 'https://x/name',
      email: 'mail',
      emailVerified: 'mail_ok',
      session: 'ses',
    };
    const { url } = await serverForTests(backend, {
      issuers: [
        {
          issuer: issuer.url,
          audience: AUDIENCE,
          jwksUri: `${issuer.url}/keys`,
          algorithms: ['ES256'],
          claims,
        },
      ],
    });
    const of = {
      'https://x/name': 'Ines',
      mail: 'ines@mail.example',
      mail_ok: true,
      email: undefined,
    };
    const token = await issuer.token(of, { alg: 'ES256' });
    const { body } = await ask<Session>(`${url}/api/v1/session`, { token });
    const { name, email, emailVerified } = body.person;
    assert.deepEqual([name, email, emailVerified], ['Ines', 'ines@mail.example', true]);
    const other = await ask(`${url}/api/v1/session`, { token: await issuer.token(of) });
    assert.equal(other.problem.code, 'token-wrong-algorithm');
  });
});

describe('ending what a token does in an organization (R37, R47)', () => {
  it('refuses tokens of who had signed in before everyone was signed out, until they sign in again', async () => {
    const [acme, globex] = [await team(), await team()];
    const ines = await joins(acme, 'member');
    await joins(globex, 'member', ines.subject);
    const here = async (claims: object): Promise<unknown> => {
      const answer = await ask(at(acme, 'session'), { token: await ines(claims) });
      return answer.status === 200 ? 200 : [answer.status, answer.problem.code];
    };
    const early = { auth_time: now() - 60 };
    assert.equal(await here(early), 200);
    const everyone = await ask<EndedSessions>(at(acme, 'sessions/end'), {
      method: 'POST',
      token: owner(acme),
      json: { includeOwn: false },
    });
    assert.equal(everyone.status, 200);

    assert.deepEqual(await here(early), [401, 'session-ended']);
    assert.deepEqual(await here({ ...early, iat: now() + 5 }), [401, 'session-ended']);
    assert.deepEqual(await here({ auth_time: undefined, iat: now() - 60 }), [401, 'session-ended']);
    assert.equal((await ask(at(globex, 'session'), { token: await ines(early) })).status, 200);
    const { body } = await session(await ines(early));
    assert.equal(body.standing?.organization.id, globex.id);
    assert.equal(body.organizations.find(({ id }) => id === acme.id)?.ended, true);

    assert.equal(await here({ auth_time: now() + 5 }), 200);
    assert.equal(await here({ auth_time: undefined, iat: now() + 5 }), 200);
  });

  it('ends one session alone, where the issuer names it', async () => {
    const acme = await team();
    const ines = await joins(acme, 'member');
    const here = async (sid: string | undefined): Promise<Answer<Session>> =>
      ask<Session>(at(acme, 'session'), { token: await ines({ sid }) });
    const { standing } = (await here('first')).body;
    const sessions = at(acme, `members/${String(standing?.member)}/sessions`);
    const parts = async (): Promise<readonly string[]> => {
      const { body } = await ask<MemberSessions>(sessions, { token: owner(acme) });
      return body.sessions.map(({ id }) => id);
    };
    const seen = await until(parts, ids => ids.length === 1);
    await here('second');
    await until(parts, ids => ids.length === 2);

    const url = `${sessions}/${seen[0] ?? ''}`;
    assert.equal((await ask(url, { method: 'DELETE', token: owner(acme) })).status, 204);
    const ended = await here('first');
    assert.deepEqual([ended.status, ended.problem.code], [401, 'session-ended']);
    assert.equal((await here('second')).status, 200);
    assert.equal((await here('third')).status, 200);
    assert.equal((await here(undefined)).status, 200);
  });
});

describe('a backend without accounts (R47)', async () => {
  const { url } = await serverForTests(backend, { issuers, accounts: false });

  it('knows the people of its issuers, and nobody else', async () => {
    const { token } = await backend.person();
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await ask(`${url}/api/v1/session`, { headers })).status;
    assert.equal(await status({ authorization: `Bearer ${await issuer.token()}` }), 200);
    assert.equal(await status({ authorization: `Bearer ${token}` }), 401);
    assert.equal(await status({ cookie: cookieOf(token) }), 401);
    assert.equal(await status({}), 401);
  });

  it('invites at every address: what people may have there is for the issuer to say (R18)', async () => {
    const acme = await team();
    const token = await (await joins(acme, 'owner'))();
    const address = `jürgen-${randomUUID()}@bücher.example`;
    const { body } = await ask<InvitationOutcomes>(
      `${url}/api/v1/organizations/${acme.id}/invitations`,
      { method: 'POST', token, json: { invitees: [{ address }], role: 'viewer' } },
    );
    assert.equal(body.outcomes[0]?.problem, null);
  });

  for (const [name, { path, access }] of Object.entries(ROUTES)) {
    if (access !== 'public' || !name.startsWith('accounts.')) continue;
    it(`has none of the accounts' routes: ${name}`, async () => {
      const request = { method: 'POST', json: {}, headers: { origin: ORIGIN } };
      const answer = await ask(`${url}${path}`, request);
      assert.deepEqual([answer.status, answer.problem.code], [404, 'route-not-found']);
      assert.notEqual((await ask(`${backend.url}${path}`, request)).status, 404);
    });
  }
});

/** An organization of people with accounts here. */
function team(): Promise<TestOrganization> {
  return backend.organization({ members: [{ role: 'owner' }, { role: 'member' }] });
}

/** Makes somebody of the issuer a member. @returns what gives tokens of theirs */
async function joins(
  { id }: TestOrganization,
  role: Role,
  sub: string = randomUUID(),
): Promise<((claims?: object) => Promise<string>) & { readonly subject: string }> {
  const token = (claims: object = {}): Promise<string> => issuer.token({ sub, ...claims });
  const { person } = (await session(await token())).body;
  await backend.sql(
    `insert into orgtags.membership (organization_id, person_id, role, name, email)
     values ($1, $2, $3, $4, $5)`,
    [id, person.id, role, person.name, person.email],
  );
  return Object.assign(token, { subject: sub });
}

function owner({ members }: TestOrganization): string {
  return members[0]?.token ?? '';
}

function at({ id }: TestOrganization, path: string): string {
  return `${backend.url}/api/v1/organizations/${id}/${path}`;
}

/** Asks who is signed in. */
function session(token: string): Promise<Answer<Session>> {
  return ask<Session>(`${backend.url}/api/v1/session`, { token });
}

/** Seconds since 1970. */
function now(): number {
  return Math.floor(Date.now() / 1000);
}

/** Asks until it is so; the runner's time limit is the only clock. */
async function until<Value>(
  ask: () => Promise<Value>,
  isSo: (value: Value) => boolean,
): Promise<Value> {
  for (;;) {
    const value = await ask();
    if (isSo(value)) return value;
  }
}

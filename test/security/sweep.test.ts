import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { PROBLEMS, problemSentence } from '../../src/contract/problems.ts';
import { ROUTES, routeNamed } from '../../src/contract/routes.ts';
import { SCHEMAS } from '../../src/contract/schemas.ts';
import {
  ALLOWED,
  canAccess,
  effectivePermissions,
  FEATURES,
  ROLES,
  type Role,
  type Verdict,
} from '../../src/domain/index.ts';
import type { TransactionRoute } from '../../src/server/http/router.ts';
import type { TestInvitation, TestPerson } from '../../src/testing/backend.ts';
import { ask, backendForTests, ORIGIN, type Answer } from '../support/backend.ts';
import { cookieOf, storedToken } from '../support/credentials.ts';
import { askStream } from '../support/live.ts';
import { descriptionOf } from '../support/openapi.ts';
import {
  addressOf,
  givePassword,
  inviteEach,
  NO_INVITATION,
  SAMPLE_PASSWORD,
  SAMPLES,
  type AnyInput,
  type SampleOrganization,
} from '../support/samples.ts';

const NAMES = Object.keys(SAMPLES) as TransactionRoute[];
const IN_ORGANIZATION = NAMES.filter(name => ROUTES[name].access !== 'person');
const OF_PERSON = NAMES.filter(name => ROUTES[name].access === 'person');
const WITH_OBJECT = IN_ORGANIZATION.filter(name => placesOf(name).length > 1);

const backend = await backendForTests();
const api = await descriptionOf(backend.url);
/** Every session there is, by its token; none of the tokens may turn up in an answer. */
const sessions = new Map<string, string>();
/** The invitations of other organizations to people, by their sessions. */
const received = new Map<string, TestInvitation>();
const stranger = await makeStranger();

it('sweeps every route of the table that acts for somebody', () => {
  const others = ['public', 'visitor', 'guest'];
  const acting = Object.entries(ROUTES).filter(([, { access }]) => !others.includes(access));
  assert.deepEqual(NAMES.toSorted(), acting.map(([name]) => name).toSorted());
});

for (const name of OF_PERSON) {
  describe(name, () => {
    for (const role of ROLES) {
      it(`answers ${a(role)} of an organization`, async () => {
        const organization = await makeOrganization();
        await succeeds(name, organization, role);
      });
    }

    it('answers somebody who is in no organization', async () => {
      const { token } = await makeStranger();
      conforms(name, await send(name, sample(name, await makeOrganization(), token), token));
    });

    refusesNobody(name);
  });
}

for (const name of IN_ORGANIZATION) {
  describe(name, () => {
    for (const role of ROLES) {
      const verdict = verdictOf(name, role);
      if (verdict.allowed) {
        it(`answers ${a(role)} of the organization`, async () => {
          await succeeds(name, await makeOrganization(), role);
          await succeeds(name, await makeOrganization(), role, 'cookie');
        });
      } else {
        it(`tells ${a(role)} of the organization ${verdict.denial.code}, and answers who may`, async () => {
          const organization = await makeOrganization();
          const request = sample(name, organization);
          for (const by of ['bearer', 'cookie'] as const) {
            const answer = await send(name, request, organization.tokenOf(role), by);
            isProblem(answer, verdict.denial.code);
          }
          await whoMaySucceed(name, organization);
        });
      }
    }

    it('hides the organization from everyone of another one, and from strangers (R33)', async () => {
      const organization = await makeOrganization();
      const elsewhere = await makeOrganization();
      const request = sample(name, organization);
      const toNowhere = sample(name, { ...organization, id: randomUUID() });
      for (const token of [...ROLES.map(role => elsewhere.tokenOf(role)), stranger.token]) {
        const answer = await send(name, request, token);
        isProblem(answer, 'organization-not-found');
        assert.deepEqual(answer.body, (await send(name, toNowhere, token)).body);
      }
      await whoMaySucceed(name, organization);
    });

    refusesNobody(name);
  });
}

for (const name of WITH_OBJECT) {
  describe(`${name}, about something of another organization (R33)`, () => {
    for (const role of ROLES) {
      const verdict = verdictOf(name, role);
      const told = verdict.allowed ? 'that it does not exist' : verdict.denial.code;
      it(`tells ${a(role)} ${told}`, async () => {
        const organization = await makeOrganization();
        const other = await makeOrganization();
        const token = organization.tokenOf(role);
        const foreign = await send(name, moved(sample(name, other), organization.id), token);
        const unknown = await send(name, nowhere(sample(name, organization)), token);
        if (verdict.allowed) assert.match(foreign.problem.code, /-not-found$/);
        isProblem(foreign, verdict.allowed ? foreign.problem.code : verdict.denial.code);
        assert.deepEqual(foreign.body, unknown.body);
        await whoMaySucceed(name, other);
        await whoMaySucceed(name, organization);
      });
    }
  });
}

function refusesNobody(name: TransactionRoute): void {
  it('asks somebody without a session to sign in, and answers who may', async () => {
    const organization = await makeOrganization();
    const request = sample(name, organization);
    isProblem(await send(name, request, undefined), 'no-session');
    isProblem(await send(name, request, `${randomUUID()}.forged`), 'no-session');
    await whoMaySucceed(name, organization);
  });
}

/** The most powerful role that may, in this organization; the others in one like it. */
async function whoMaySucceed(
  name: TransactionRoute,
  organization: SampleOrganization,
): Promise<void> {
  const [first, ...others] = ROLES.filter(role => verdictOf(name, role).allowed);
  assert.ok(first, 'Nobody may.');
  await succeeds(name, organization, first);
  for (const role of others) await succeeds(name, await makeOrganization(), role);
}

async function succeeds(
  name: TransactionRoute,
  organization: SampleOrganization,
  role: Role,
  by: 'bearer' | 'cookie' = 'bearer',
): Promise<void> {
  const token = organization.tokenOf(role);
  conforms(name, await send(name, sample(name, organization, token), token, by));
}

function conforms(name: TransactionRoute, { status, body }: Answer): void {
  const { answer } = ROUTES[name];
  assert.equal(status, answer === 'Nothing' ? 204 : 200, JSON.stringify(body));
  v.parse(SCHEMAS[answer], body);
}

function isProblem({ status, problem }: Answer, code: string): void {
  assert.equal(problem.code, code);
  assert.equal(status, PROBLEMS[problem.code].status);
  assert.equal(problem.title, problemSentence(problem.code, problem));
}

/** Sends a request; what holds of every answer is looked at here. */
async function send(
  name: TransactionRoute,
  input: AnyInput,
  token: string | undefined,
  by: 'bearer' | 'cookie' = 'bearer',
): Promise<Answer> {
  const { method, stream } = routeNamed(name);
  const answer = await (stream ? askStream : ask)(addressOf(backend.url, name, input), {
    method,
    json: input.body,
    ...(by === 'bearer' ? { token } : {}),
    headers: {
      origin: ORIGIN,
      ...(by === 'cookie' && token !== undefined && { cookie: cookieOf(token) }),
    },
  });
  assert.ok(answer.status < 500, `${name} answered ${answer.status}`);
  api.expects(name, answer);
  assert.equal(answer.headers.get('set-auth-token'), null);
  const said = JSON.stringify([answer.body, ...answer.headers]);
  assert.ok(
    ![...sessions.keys()].some(one => said.includes(storedToken(one))),
    `${name} gave away a session: ${said}`,
  );
  return answer;
}

async function makeStranger(): Promise<TestPerson> {
  const person = await backend.person({ password: SAMPLE_PASSWORD });
  sessions.set(person.token, person.session);
  await invite([person]);
  return person;
}

async function invite(people: readonly TestPerson[]): Promise<void> {
  for (const [session, one] of await inviteEach(backend, people)) received.set(session, one);
}

async function makeOrganization(): Promise<SampleOrganization> {
  const { id, members } = await backend.organization({
    members: [...ROLES.map(role => ({ role })), { role: 'owner' }, { role: 'viewer' }],
  });
  for (const { token, session } of members) sessions.set(token, session);
  await givePassword(backend, members);
  const target = members.at(-1);
  assert.ok(target);
  const [part] = await backend.sql<{ id: string }>(
    `insert into orgtags.session_part (organization_id, person_id, session_id, device)
     values ($1, $2, $3, '') returning id`,
    [id, target.id, target.session],
  );
  assert.ok(part);
  await invite(members);
  const inviter = members[0] ?? target;
  const invitation = await backend.invitation(id, {
    address: `${randomUUID()}@test.example`,
    inviter,
    role: 'viewer',
  });
  await backend.admitGuests(id, 'https://shop.example');
  const [source] = await backend.sql<{ id: string }>(
    `insert into orgtags.text_source (organization_id, title, text, public)
     values ($1, 'Shipping', 'Soon.', true) returning id`,
    [id],
  );
  return {
    id,
    target,
    source: source?.id ?? '',
    guest: await backend.guest(id),
    part: part.id,
    invitation: invitation.id,
    receivedBy: session => received.get(session) ?? NO_INVITATION,
    tokenOf: role => members.find(member => member.role === role)?.token ?? '',
  };
}

function sample(name: TransactionRoute, organization: SampleOrganization, asker = ''): AnyInput {
  return SAMPLES[name](organization, sessions.get(asker) ?? randomUUID());
}

/** The same objects, asked for in another organization. */
function moved(input: AnyInput, organization: string): AnyInput {
  return { ...input, path: { ...input.path, organization } };
}

/** The same request about objects that do not exist. */
function nowhere({ path, ...rest }: AnyInput): AnyInput {
  const places = Object.entries(path).map(([place, id]) => [
    place,
    place === 'organization' ? id : randomUUID(),
  ]);
  return { ...rest, path: Object.fromEntries(places) as Record<string, string> };
}

function verdictOf(name: TransactionRoute, role: Role): Verdict {
  const { access } = ROUTES[name];
  if (access === 'person') return ALLOWED;
  return canAccess(access, {
    person: randomUUID(),
    role,
    permissions: effectivePermissions(FEATURES, role),
  });
}

function placesOf(name: TransactionRoute): string[] {
  return [...ROUTES[name].path.matchAll(/\{(\w+)\}/g)].map(([, place]) => place ?? '');
}

function a(role: Role): string {
  return /^[aeiou]/.test(role) ? `an ${role}` : `a ${role}`;
}

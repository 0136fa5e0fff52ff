import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { it } from 'node:test';
import { ROUTES, routeNamed } from '../../src/contract/routes.ts';
import {
  canAccess,
  effectivePermissions,
  FEATURES,
  ROLES,
  type Role,
} from '../../src/domain/index.ts';
import type { TransactionRoute } from '../../src/server/http/router.ts';
import type { NewMember, TestInvitation, TestMember } from '../../src/testing/backend.ts';
import { ask, backendForTests, type Answer } from '../support/backend.ts';
import { askStream } from '../support/live.ts';
import { tablesOfOrganizations } from '../support/rows.ts';
import {
  SAMPLES,
  addressOf,
  givePassword,
  inviteEach,
  NO_INVITATION,
  type AnyInput,
  type SampleOrganization,
} from '../support/samples.ts';

/** In every text that belongs to the other organization. */
const CANARY = 'canary';
/** Fewer than this are in an organization of a test; of everything the other has as many, or more. */
const MANY = 10;
const DAY = 24 * 60 * 60_000;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** An organization to ask in, with an asker of each role. */
interface Sown extends SampleOrganization {
  readonly askers: Readonly<Record<Role, TestMember>>;
}

const NAMES = Object.keys(SAMPLES) as TransactionRoute[];

const backend = await backendForTests();
/**
 * Somebody who is the target in every organization of a test and an owner of the other one, with the
 * same ids in both: an id alone says nothing of whose a row is.
 */
const shared = await backend.person();
const TWIN = {
  member: randomUUID(),
  part: randomUUID(),
  invitation: randomUUID(),
  source: randomUUID(),
  guest: { id: randomUUID(), conversation: randomUUID() },
};
const theirs = await makeTheirs();
/** The tables whose rows belong to an organization; each has some of the other one. */
const ofOrganizations = await tablesOfOrganizations(backend);
let rows = await rowsOfTheirs();
const secrets = secretsIn();

for (const name of NAMES) {
  for (const role of ROLES) {
    it(`${name} gives, counts and changes nothing of another organization, for the ${role} of one (R33)`, async () => {
      const of: AnyInput = SAMPLES[name](theirs, theirs.target.session);
      const probed = await makeOurs();
      for (const input of [of, within(of, probed.id), ...(await withTheirCursor(name, probed))]) {
        holdsNothing(await send(name, input, probed.askers[role].token), input);
      }
      const ours = await makeOurs();
      const asker = ours.askers[role];
      const own: AnyInput = SAMPLES[name](ours, asker.session);
      const answer = await send(name, own, asker.token);
      assert.equal(answer.status < 300, mayUse(name, role), JSON.stringify(answer.body));
      holdsNothing(answer, own);
      for (let page = answer; nextOf(page) !== undefined;) {
        const input = { ...own, query: { ...own.query, cursor: nextOf(page) } };
        page = await send(name, input, asker.token);
        assert.equal(page.status, 200);
        holdsNothing(page, input);
      }
      const before = rows;
      rows = await rowsOfTheirs();
      assert.deepEqual(rows, before);
    });
  }
}

it('an idempotency key of the other organization gives nothing that was stored for it (R33)', async () => {
  const ours = await makeOurs();
  const { path, method } = routeNamed('organizations.create');
  const input = { path: {}, query: undefined, body: { name: 'Ours' } };
  const create = () =>
    ask(`${backend.url}${path}`, {
      method,
      token: ours.tokenOf('viewer'),
      json: input.body,
      headers: { 'idempotency-key': CANARY },
    });
  const [first, again] = [await create(), await create()];
  assert.equal(first.status, 200);
  assert.deepEqual(again.body, first.body);
  holdsNothing(first, input);
  const before = rows;
  rows = await rowsOfTheirs();
  assert.deepEqual(rows, before);
});

/** Nothing of the other organization is in an answer, but what was asked for by its id. */
function holdsNothing({ body }: Answer, input: AnyInput): void {
  const asked = JSON.stringify(input);
  const said = JSON.stringify(body ?? null);
  assert.ok(!said.includes(CANARY), said);
  for (const id of said.match(UUID) ?? []) {
    assert.ok(!secrets.has(id) || asked.includes(id), `${id} in ${said}`);
  }
  for (const [key, number] of numbersIn(body)) {
    assert.ok(number < MANY || key === 'status', `${key} is ${number}: ${said}`);
  }
}

function* numbersIn(value: unknown, key = ''): Generator<[string, number]> {
  if (typeof value === 'number') yield [key, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [name, one] of Object.entries(value)) yield* numbersIn(one, name);
}

/** Every id in rows of the other organization, but those of the shared person. */
function secretsIn(): ReadonlySet<string> {
  const ids = new Set(rows.join('\n').match(UUID));
  const { guest, ...others } = TWIN;
  const known = [shared.id, shared.session, ...Object.values({ ...others, ...guest })];
  for (const id of [...known, ...(shared.email.match(UUID) ?? [])]) ids.delete(id);
  return ids;
}

/** Everything that is the other organization's, and its people's. */
async function rowsOfTheirs(): Promise<string[]> {
  const members = 'select person_id from orgtags.membership where organization_id = $1';
  const tables = [
    ...ofOrganizations.map(name => `orgtags.${name} t where organization_id = $1`),
    'orgtags.organization t where id = $1',
    `orgtags.person t where id in (${members})`,
    `orgtags.idempotency t where person_id in (${members})`,
    ...['session', 'account'].map(
      name =>
        `orgtags_auth.${name} t join orgtags.person p on p.subject = t."userId" where p.id in (${members})`,
    ),
    `orgtags_auth."user" t join orgtags.person p on p.subject = t.id where p.id in (${members})`,
  ];
  const statements = tables.map(
    (table, i) => `select ${String(i)} as place, to_jsonb(t)::text as row from ${table}`,
  );
  const found = await backend.sql<{ place: number; row: string }>(
    `${statements.join(' union all ')} order by 1, 2`,
    [theirs.id],
  );
  assert.equal(new Set(found.map(({ place }) => place)).size, tables.length);
  return found.map(({ row }) => row);
}

/** For a list, the question for what comes after a page of the other organization. */
async function withTheirCursor(
  name: TransactionRoute,
  ours: SampleOrganization,
): Promise<AnyInput[]> {
  const input: AnyInput = SAMPLES[name](theirs, theirs.target.session);
  if (!input.query || !('limit' in input.query)) return [];
  const cursor = nextOf(await send(name, input, theirs.tokenOf('owner')));
  assert.ok(cursor, `${name} is a list of one page.`);
  return [within({ ...input, query: { ...input.query, cursor } }, ours.id)];
}

function nextOf({ body }: Answer): string | undefined {
  return (body as { next?: string | null } | undefined)?.next ?? undefined;
}

function within(input: AnyInput, organization: string): AnyInput {
  return 'organization' in input.path ? { ...input, path: { ...input.path, organization } } : input;
}

function mayUse(name: TransactionRoute, role: Role): boolean {
  const { access } = ROUTES[name];
  if (access === 'person') return true;
  const permissions = effectivePermissions(FEATURES, role);
  return canAccess(access, { person: randomUUID(), role, permissions }).allowed;
}

function send(name: TransactionRoute, input: AnyInput, token: string): Promise<Answer> {
  const { method, stream } = routeNamed(name);
  return (stream ? askStream : ask)(addressOf(backend.url, name, input), {
    method,
    token,
    json: input.body,
  });
}

/**
 * One member of each role, who is something else in an organization of their own, where they were
 * signed out and their session was ended, an owner who stays and the shared person.
 */
async function makeOurs(): Promise<Sown> {
  const askers: NewMember[] = [];
  for (const role of ROLES) askers.push({ role, person: await backend.person() });
  const otherRoles = ROLES.toReversed();
  const elsewhere = await backend.organization({
    members: askers.map((asker, i) => ({ ...asker, role: otherRoles[i] ?? 'viewer' })),
  });
  await backend.sql(
    'update orgtags.membership set signed_out_at = clock_timestamp() where organization_id = $1',
    [elsewhere.id],
  );
  await backend.sql(
    `insert into orgtags.session_part (organization_id, person_id, session_id, device, ended_at)
     select $1, person, session, '', now() from unnest($2::uuid[], $3::text[]) as t (person, session)`,
    [
      elsewhere.id,
      elsewhere.members.map(({ id }) => id),
      elsewhere.members.map(({ session }) => session),
    ],
  );
  const { id, members } = await backend.organization({
    members: [...askers, { role: 'owner' }, { role: 'viewer', person: shared }],
  });
  const target = await withRows(id, members, 'device');
  const received = await inviteEach(backend, members);
  return {
    id,
    ...askersOf(members),
    target,
    part: TWIN.part,
    invitation: TWIN.invitation,
    source: TWIN.source,
    guest: TWIN.guest,
    receivedBy: session => received.get(session) ?? NO_INVITATION,
  };
}

/** Many of each role, each with a canary's name; many versions; a record, changes, sessions. */
async function makeTheirs(): Promise<Sown> {
  // Somebody who was there just now is not written down again.
  const lastActiveAt = new Date().toISOString();
  const { id, members } = await backend.organization({
    name: `The ${CANARY} company`,
    slug: `${CANARY}-company`,
    purpose: `For every ${CANARY}`,
    members: [
      ...Array.from({ length: MANY }, () => ROLES)
        .flat()
        .map((role, i) => ({
          role,
          lastActiveAt,
          name: `A ${CANARY} ${i}`,
          email: `${CANARY}${i}@test.example`,
        })),
      { role: 'owner', person: shared, lastActiveAt },
    ],
  });
  await withRows(id, members, CANARY);
  await backend.sql(
    `update orgtags.organization
        set permissions = '{"viewer": {"leads": "none"}}', permissions_version = 1000, epoch = 1000
      where id = $1`,
    [id],
  );
  await backend.sql('update orgtags.membership set version = 1000 where organization_id = $1', [
    id,
  ]);
  await backend.sql(
    `insert into orgtags.idempotency (person_id, route, key, body_hash, answer)
     values ($1, $3, $2, $2, to_jsonb($2::text))`,
    [members[0]?.id, CANARY, `POST ${routeNamed('organizations.create').path}`],
  );
  // Leaves no room before these rows: who asks for one of several without saying whose gets theirs.
  await backend.sql('vacuum full orgtags.membership');
  await backend.sql('vacuum full orgtags.organization');
  const askers = askersOf(members);
  const target = askers.askers.viewer;
  const [part] = await backend.sql<{ id: string }>(
    'select id from orgtags.session_part where organization_id = $1 and person_id = $2',
    [id, target.id],
  );
  const received = await withInvitations(id, members, CANARY);
  return {
    id,
    ...askers,
    target,
    part: part?.id ?? '',
    invitation: TWIN.invitation,
    source: TWIN.source,
    guest: TWIN.guest,
    receivedBy: () => received,
  };
}

/** Writes what both have: sessions that were there, and three acts of the record. @returns the twin */
async function withRows(
  id: string,
  members: readonly TestMember[],
  device: string,
): Promise<TestMember> {
  const twin = members.at(-1);
  assert.equal(twin?.id, shared.id);
  await backend.sql(
    'update orgtags.membership set id = $3 where organization_id = $1 and id = $2',
    [id, twin.member, TWIN.member],
  );
  await givePassword(
    backend,
    members.filter(({ id: person }) => person !== shared.id),
  );
  await backend.sql(
    `insert into orgtags.session_part (organization_id, id, person_id, session_id, device)
     select $1, case when person = $4 then $5 else uuidv7() end, person, session, $6
       from unnest($2::uuid[], $3::text[]) as visit (person, session)`,
    [
      id,
      members.map(member => member.id),
      members.map(({ session }) => session),
      shared.id,
      TWIN.part,
      device,
    ],
  );
  await backend.sql(
    `with act as (
       insert into orgtags.activity
         (organization_id, actor_person_id, action, subject_id, subject_person_id, before, after)
       select $1, $2, 'member.role-changed', $3, $4, jsonb_build_object('role', $5::text), '{}'
         from generate_series(1, 3)
     )
     insert into orgtags.change (organization_id, type, subject_id) values ($1, 'member', $3)`,
    [id, members[0]?.id, TWIN.member, shared.id, device],
  );
  if (device !== CANARY) await withInvitations(id, members, device);
  await withGuests(id, device);
  return { ...twin, member: TWIN.member };
}

/** Writes pending invitations, the twin among them; in the other organization, many. */
async function withInvitations(
  id: string,
  [inviter]: readonly TestMember[],
  name: string,
): Promise<TestInvitation> {
  assert.ok(inviter);
  const count = name === CANARY ? MANY : 3;
  let last: TestInvitation | undefined;
  for (let n = 0; n < count; n += 1) {
    const address = `${name}-${randomUUID()}@test.example`;
    // Nobody has answered it for days, so that it is counted with those, too.
    last = await backend.invitation(id, {
      address,
      inviter,
      role: 'viewer',
      sentAt: new Date(Date.now() - 4 * DAY).toISOString(),
      expiresAt: new Date(Date.now() + 2 * DAY).toISOString(),
    });
  }
  assert.ok(last);
  await backend.sql(
    'update orgtags.invitation set id = $3 where organization_id = $1 and id = $2',
    [id, last.id, TWIN.invitation],
  );
  return { ...last, id: TWIN.invitation };
}

/**
 * Writes guests with conversations and what they are answered with, the twin among them; in the other
 * organization, many.
 */
async function withGuests(id: string, name: string): Promise<void> {
  await backend.admitGuests(id, `https://${name.toLowerCase()}.example`);
  const isTheirs = name === CANARY;
  const texts = [{ language: 'en', welcome: name, consent: name, away: name }];
  await backend.sql(
    `update orgtags.guest_access
        set days = $2, texts = $3, signing_generation = $4, hours = $5 where organization_id = $1`,
    [
      id,
      isTheirs ? 90 : 8,
      JSON.stringify(texts),
      isTheirs ? 1000 : 1,
      JSON.stringify({ timeZone: name, days: [] }),
    ],
  );
  const count = isTheirs ? MANY : 3;
  for (let n = 1; n <= count; n += 1) {
    const said = { name, email: `${name}@test.example`, text: name };
    await backend.guest(id, n === count ? { ...said, ids: TWIN.guest } : said);
  }
  await backend.sql('update orgtags.conversation set page = $2 where organization_id = $1', [
    id,
    `https://${name}.example/page`,
  ]);
  await backend.sql(
    `insert into orgtags.text_source (organization_id, id, title, text, public)
     select $1, case when n = 1 then $3::uuid else uuidv7() end, $2, $2, true
       from generate_series(1, $4::integer) n`,
    [id, name, TWIN.source, isTheirs ? MANY : 1],
  );
}

/** The first member of each role. */
function askersOf(members: readonly TestMember[]): Pick<Sown, 'askers' | 'tokenOf'> {
  const askers = Object.fromEntries(
    ROLES.map(role => [role, members.find(member => member.role === role)]),
  ) as Record<Role, TestMember>;
  return { askers, tokenOf: role => askers[role].token };
}

import { FEATURES, ROLES } from '../../../src/domain/index.ts';
import type { MemberPage } from '../../../src/contract/shapes.ts';
import type {
  TestBackend,
  TestInvitation,
  TestOrganization,
  TestPerson,
} from '../../../src/testing/backend.ts';
import { ask } from '../backend.ts';

/** The password of every account in a world. */
const PASSWORD = 'correct horse battery';

/** Somebody who sends requests. */
export interface Sender {
  /** Who it is, for a person who reads of a failure. */
  readonly label: string;
  readonly person: TestPerson;
}

/** Two organizations, the people in them and around them, and all that requests can name. */
export interface World {
  readonly senders: readonly Sender[];
  /** Ids by what a path or a field calls them. */
  readonly ids: Readonly<
    Record<'organization' | 'member' | 'session' | 'invitation', readonly string[]>
  >;
  /** The same of the organization that most of the senders are no members of. */
  readonly foreignIds: World['ids'];
  /** Places in lists, of both organizations. */
  readonly cursors: readonly string[];
  /** What fields of these names can hold. */
  readonly words: Readonly<Record<string, readonly string[]>>;
}

/** Makes a new world in a backend. */
export async function makeWorld(backend: TestBackend): Promise<World> {
  const signedUp = await backend.person({ password: PASSWORD });
  const own = await backend.organization({
    members: [...ROLES, 'owner', 'admin', 'viewer', 'member'].map(role => ({
      role: role as (typeof ROLES)[number],
    })),
  });
  const foreign = await backend.organization({
    members: [{ role: 'owner' }, { role: 'owner', person: signedUp }, { role: 'viewer' }],
  });
  const [ownParts, foreignParts] = [await parts(backend, own), await parts(backend, foreign)];
  const [elsewhere] = foreign.members;
  const stranger = await backend.person();
  const ownInvitations = await invitations(backend, own, [...foreign.members, stranger]);
  const foreignInvitations = await invitations(backend, foreign, [...own.members, stranger]);
  return {
    senders: [
      ...own.members.map(person => ({ label: person.role, person })),
      ...foreign.members.map(person => ({ label: `${person.role} elsewhere`, person })),
      { label: 'stranger', person: stranger },
    ],
    ids: idsOf(own, ownParts, ownInvitations),
    foreignIds: idsOf(foreign, foreignParts, foreignInvitations),
    cursors: await Promise.all([
      cursor(backend, own, own.members[0]),
      cursor(backend, own, own.members[1]),
      cursor(backend, foreign, elsewhere),
    ]),
    words: {
      email: [signedUp.email, elsewhere?.email ?? ''],
      password: [PASSWORD],
      token: [...ownInvitations, ...foreignInvitations].map(({ copied }) => copied),
      address: [stranger.email, 'nora@fuzz.example', 'Nora@gmial.com', elsewhere?.email ?? ''],
      feature: FEATURES.map(({ name }) => name),
    },
  };
}

function idsOf(
  { id, members }: TestOrganization,
  partIds: readonly string[],
  invited: readonly TestInvitation[],
): World['ids'] {
  return {
    organization: [id],
    member: members.map(({ member }) => member),
    session: [...partIds, ...members.map(({ session }) => session)],
    invitation: invited.map(one => one.id),
  };
}

/** Pending invitations of an organization, by its members in turn, to people who are in none or another. */
async function invitations(
  backend: TestBackend,
  { id, members }: TestOrganization,
  people: readonly TestPerson[],
): Promise<TestInvitation[]> {
  const inviters = members.filter(({ role }) => role === 'owner' || role === 'admin');
  const made: TestInvitation[] = [];
  for (const [n, { email }] of people.entries()) {
    const inviter = inviters[n % inviters.length];
    const role = ROLES[n % ROLES.length] ?? 'viewer';
    if (inviter) made.push(await backend.invitation(id, { address: email, inviter, role }));
  }
  return made;
}

/** What the sessions of an organization's members do there. */
async function parts(backend: TestBackend, { id }: TestOrganization): Promise<string[]> {
  const rows = await backend.sql<{ id: string }>(
    `insert into orgtags.session_part (organization_id, person_id, session_id, device)
     select m.organization_id, p.id, s.id, ''
       from orgtags.membership m
       join orgtags.person p on p.id = m.person_id
       join orgtags_auth.session s on s."userId" = p.subject
      where m.organization_id = $1
  returning id`,
    [id],
  );
  return rows.map(row => row.id);
}

async function cursor(
  { url }: TestBackend,
  { id }: TestOrganization,
  by: TestPerson | undefined,
): Promise<string> {
  const address = `${url}/api/v1/organizations/${id}/members?limit=1`;
  const { body } = await ask<MemberPage>(address, { token: by?.token });
  return body.next ?? '';
}

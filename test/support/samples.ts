import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { routeNamed } from '../../src/contract/routes.ts';
import type { Role } from '../../src/domain/index.ts';
import type { Input, TransactionRoute } from '../../src/server/http/router.ts';
import type {
  Sower,
  TestInvitation,
  TestGuest,
  TestMember,
  TestPerson,
} from '../../src/testing/backend.ts';

/** An organization with somebody of each role, and somebody whom every manager manages. */
export interface SampleOrganization {
  readonly id: string;
  readonly target: TestMember;
  /** What a session of the target does here. */
  readonly part: string;
  /** The id of a pending invitation to it, as a viewer. */
  readonly invitation: string;
  /** A guest of it, with a conversation. */
  readonly guest: Pick<TestGuest, 'id' | 'conversation'>;
  /** A text that guests are answered with. */
  readonly source: string;
  /** A pending invitation of another organization, to whom a session belongs; else one to nobody. */
  readonly receivedBy: (session: string) => Pick<TestInvitation, 'id' | 'copied'>;
  tokenOf(role: Role): string;
}

/** The password that the samples take everybody to have. */
export const SAMPLE_PASSWORD = 'the password of everybody';
const hash = await hashPassword(SAMPLE_PASSWORD);

const NOTHING_ELSE = { query: undefined, body: undefined };

/**
 * For each route a request that is valid in a fresh organization, for each role that may at all. A
 * route that is new in the table does not compile until it has one here.
 * @param session the id of the session that asks
 */
export const SAMPLES: {
  readonly [R in TransactionRoute]: (organization: SampleOrganization, session: string) => Input<R>;
} = {
  'accounts.changeProfile': () => ({ path: {}, query: undefined, body: { name: 'Somebody Else' } }),
  'accounts.changePassword': () => ({
    path: {},
    query: undefined,
    body: { current: SAMPLE_PASSWORD, password: 'another password' },
  }),
  'session.last': () => ({ path: {}, ...NOTHING_ELSE }),
  'organizations.list': () => ({ path: {}, ...NOTHING_ELSE }),
  'session.in': ({ id }) => ({ path: { organization: id }, ...NOTHING_ELSE }),
  'organizations.switch': ({ id }) => ({ path: { organization: id }, ...NOTHING_ELSE }),
  'members.list': ({ id }) => ({
    path: { organization: id },
    query: { limit: 2 },
    body: undefined,
  }),
  'members.changeRole': ({ id, target }) => ({
    path: { organization: id, member: target.member },
    query: undefined,
    body: { role: 'member', version: 1 },
  }),
  'organizations.create': () => ({ path: {}, query: undefined, body: { name: 'Acme Robotics' } }),
  'organizations.checkSlug': () => ({ path: {}, query: { slug: 'acme' }, body: undefined }),
  'organizations.leave': ({ id }) => ({ path: { organization: id }, ...NOTHING_ELSE }),
  'organizations.delete': ({ id }) => ({ path: { organization: id }, ...NOTHING_ELSE }),
  'members.remove': ({ id, target }) => ({
    path: { organization: id, member: target.member },
    ...NOTHING_ELSE,
  }),
  'members.changeSeveral': ({ id, target }) => ({
    path: { organization: id },
    query: undefined,
    body: { members: [{ id: target.member, version: 1 }], role: null },
  }),
  'invitations.list': ({ id }) => ({
    path: { organization: id },
    query: { limit: 2 },
    body: undefined,
  }),
  'invitations.send': ({ id }) => ({
    path: { organization: id },
    query: undefined,
    body: { invitees: [{ address: `${randomUUID()}@test.example` }], role: 'viewer' },
  }),
  'invitations.resend': ({ id, invitation }) => ({
    path: { organization: id, invitation },
    query: undefined,
    body: { version: 1 },
  }),
  'invitations.prolong': ({ id, invitation }) => ({
    path: { organization: id, invitation },
    query: undefined,
    body: { lifetime: 3600, version: 1 },
  }),
  'invitations.revoke': ({ id, invitation }) => ({
    path: { organization: id },
    query: undefined,
    body: { invitations: [invitation] },
  }),
  'invitations.links': ({ id, invitation }) => ({
    path: { organization: id },
    query: undefined,
    body: { invitations: [invitation] },
  }),
  'inbox.list': () => ({ path: {}, ...NOTHING_ELSE }),
  'inbox.accept': ({ receivedBy }, session) => ({
    path: { invitation: receivedBy(session).id },
    ...NOTHING_ELSE,
  }),
  'inbox.decline': ({ receivedBy }, session) => ({
    path: { invitation: receivedBy(session).id },
    ...NOTHING_ELSE,
  }),
  'inbox.acceptLink': ({ receivedBy }, session) => ({
    path: {},
    query: undefined,
    body: { token: receivedBy(session).copied },
  }),
  'inbox.declineLink': ({ receivedBy }, session) => ({
    path: {},
    query: undefined,
    body: { token: receivedBy(session).copied },
  }),
  'permissions.read': ({ id }) => ({ path: { organization: id }, ...NOTHING_ELSE }),
  'permissions.save': ({ id }) => ({
    path: { organization: id },
    query: undefined,
    body: { changes: [{ role: 'viewer', feature: 'leads', level: 'none' }], version: 1 },
  }),
  'sessions.mine': () => ({ path: {}, ...NOTHING_ELSE }),
  'sessions.end': (_, session) => ({ path: { session }, ...NOTHING_ELSE }),
  'sessions.ofMember': ({ id, target }) => ({
    path: { organization: id, member: target.member },
    ...NOTHING_ELSE,
  }),
  'sessions.endOfMember': ({ id, target, part }) => ({
    path: { organization: id, member: target.member, session: part },
    ...NOTHING_ELSE,
  }),
  'sessions.endEveryones': ({ id }) => ({
    path: { organization: id },
    query: undefined,
    body: { includeOwn: false },
  }),
  'activity.list': ({ id }) => ({
    path: { organization: id },
    query: { limit: 2 },
    body: undefined,
  }),
  'conversations.assignees': ({ id }) => ({ path: { organization: id }, ...NOTHING_ELSE }),
  'conversations.list': ({ id }) => ({
    path: { organization: id },
    query: { limit: 2 },
    body: undefined,
  }),
  'conversations.open': ({ id, guest: { conversation } }) => ({
    path: { organization: id, conversation },
    ...NOTHING_ELSE,
  }),
  'conversations.answer': ({ id, guest: { conversation } }) => ({
    path: { organization: id, conversation },
    query: undefined,
    body: { id: randomUUID(), text: 'Good day.' },
  }),
  'conversations.markRead': ({ id, guest: { conversation } }) => ({
    path: { organization: id, conversation },
    ...NOTHING_ELSE,
  }),
  'conversations.type': ({ id, guest: { conversation } }) => ({
    path: { organization: id, conversation },
    ...NOTHING_ELSE,
  }),
  'conversations.change': ({ id, guest: { conversation } }) => ({
    path: { organization: id, conversation },
    query: undefined,
    body: { state: 'resolved', version: 1 },
  }),
  'guests.access': ({ id }) => ({ path: { organization: id }, ...NOTHING_ELSE }),
  'guests.changeAccess': ({ id }) => ({
    path: { organization: id },
    query: undefined,
    body: { days: 7, version: 1 },
  }),
  'guests.signingSecret': ({ id }) => ({ path: { organization: id }, ...NOTHING_ELSE }),
  'guests.rotateSigningSecret': ({ id }) => ({
    path: { organization: id },
    query: undefined,
    body: { generation: 1 },
  }),
  'guests.list': ({ id }) => ({
    path: { organization: id },
    query: { limit: 2 },
    body: undefined,
  }),
  'textSources.list': ({ id }) => ({ path: { organization: id }, ...NOTHING_ELSE }),
  'textSources.create': ({ id }) => ({
    path: { organization: id },
    query: undefined,
    body: { title: 'Returns', text: 'At once.', public: true },
  }),
  'textSources.open': ({ id, source }) => ({
    path: { organization: id, source },
    ...NOTHING_ELSE,
  }),
  'textSources.change': ({ id, source }) => ({
    path: { organization: id, source },
    query: undefined,
    body: { public: false, version: 1 },
  }),
  'textSources.remove': ({ id, source }) => ({
    path: { organization: id, source },
    ...NOTHING_ELSE,
  }),
  'textSources.try': ({ id }) => ({
    path: { organization: id },
    query: undefined,
    body: { text: 'device canary' },
  }),
  'guests.end': ({ id, guest }) => ({
    path: { organization: id, guest: guest.id },
    ...NOTHING_ELSE,
  }),
  'changes.stream': () => ({ path: {}, ...NOTHING_ELSE }),
};

/** Gives people the password, by one hash for all: to make it takes longer than all the rest. */
export async function givePassword(sower: Sower, people: readonly TestPerson[]): Promise<void> {
  await sower.sql(
    `insert into orgtags_auth.account (id, "accountId", "providerId", "userId", password, "updatedAt")
     select subject, subject, 'credential', subject, $2, now()
       from orgtags.person where id = any($1)`,
    [people.map(({ id }) => id), hash],
  );
}

/** A request, whichever the route. */
export interface AnyInput {
  readonly path: Readonly<Record<string, string>>;
  readonly query: object | undefined;
  readonly body: unknown;
}

/** Where a request goes, with its ids and its query. */
export function addressOf(url: string, name: TransactionRoute, { path, query }: AnyInput): string {
  const filled = routeNamed(name).path.replaceAll(
    /\{(\w+)\}/g,
    (_, place: string) => path[place] ?? '',
  );
  const address = new URL(filled, url);
  for (const [key, value] of Object.entries(query ?? {})) {
    address.searchParams.set(key, String(value));
  }
  return address.href;
}

/** Sends each of some people an invitation of an organization of its own. @returns by session */
export async function inviteEach(
  sower: Sower,
  people: readonly TestPerson[],
): Promise<ReadonlyMap<string, TestInvitation>> {
  const { id, members } = await sower.organization({ members: [{ role: 'owner' }] });
  const [inviter] = members;
  if (!inviter) throw new Error('Nobody invites.');
  const received = new Map<string, TestInvitation>();
  for (const { session, email } of people) {
    received.set(session, await sower.invitation(id, { address: email, inviter }));
  }
  return received;
}

/** An invitation that is none. */
export const NO_INVITATION = { id: randomUUID(), copied: 'none' };

import { hashPassword } from 'better-auth/crypto';
import { routeNamed } from '../../src/contract/routes.ts';
import type { Role } from '../../src/domain/index.ts';
import type { Input, TransactionRoute } from '../../src/server/http/router.ts';
import type { Sower, TestMember, TestPerson } from '../../src/testing/backend.ts';

/** An organization with somebody of each role, and somebody whom every manager manages. */
export interface SampleOrganization {
  readonly id: string;
  readonly target: TestMember;
  /** What a session of the target does here. */
  readonly part: string;
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
  changeProfile: () => ({ path: {}, query: undefined, body: { name: 'Somebody Else' } }),
  changePassword: () => ({
    path: {},
    query: undefined,
    body: { current: SAMPLE_PASSWORD, password: 'another password' },
  }),
  session: () => ({ path: {}, ...NOTHING_ELSE }),
  myOrganizations: () => ({ path: {}, ...NOTHING_ELSE }),
  organizationSession: ({ id }) => ({ path: { organization: id }, ...NOTHING_ELSE }),
  switchOrganization: ({ id }) => ({ path: { organization: id }, ...NOTHING_ELSE }),
  listMembers: ({ id }) => ({ path: { organization: id }, query: { limit: 2 }, body: undefined }),
  changeRole: ({ id, target }) => ({
    path: { organization: id, member: target.member },
    query: undefined,
    body: { role: 'member', version: 1 },
  }),
  createOrganization: () => ({ path: {}, query: undefined, body: { name: 'Acme Robotics' } }),
  checkSlug: () => ({ path: {}, query: { slug: 'acme' }, body: undefined }),
  leaveOrganization: ({ id }) => ({ path: { organization: id }, ...NOTHING_ELSE }),
  deleteOrganization: ({ id }) => ({ path: { organization: id }, ...NOTHING_ELSE }),
  removeMember: ({ id, target }) => ({
    path: { organization: id, member: target.member },
    ...NOTHING_ELSE,
  }),
  changeMembers: ({ id, target }) => ({
    path: { organization: id },
    query: undefined,
    body: { members: [{ id: target.member, version: 1 }], role: null },
  }),
  readPermissions: ({ id }) => ({ path: { organization: id }, ...NOTHING_ELSE }),
  savePermissions: ({ id }) => ({
    path: { organization: id },
    query: undefined,
    body: { changes: [{ role: 'viewer', feature: 'leads', level: 'none' }], version: 1 },
  }),
  listMySessions: () => ({ path: {}, ...NOTHING_ELSE }),
  endMySession: (_, session) => ({ path: { session }, ...NOTHING_ELSE }),
  listMemberSessions: ({ id, target }) => ({
    path: { organization: id, member: target.member },
    ...NOTHING_ELSE,
  }),
  endMemberSession: ({ id, target, part }) => ({
    path: { organization: id, member: target.member, session: part },
    ...NOTHING_ELSE,
  }),
  endEveryonesSessions: ({ id }) => ({
    path: { organization: id },
    query: undefined,
    body: { includeOwn: false },
  }),
  listActivity: ({ id }) => ({
    path: { organization: id },
    query: { limit: 2 },
    body: undefined,
  }),
  liveChanges: () => ({ path: {}, ...NOTHING_ELSE }),
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

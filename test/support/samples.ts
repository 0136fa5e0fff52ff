import type { Role } from '../../src/domain/index.ts';
import type { Input, TransactionRoute } from '../../src/server/http/router.ts';
import type { TestMember } from '../../src/testing/backend.ts';

/** An organization with somebody of each role, and somebody whom every manager manages. */
export interface SampleOrganization {
  readonly id: string;
  readonly target: TestMember;
  /** What a session of the target does here. */
  readonly part: string;
  tokenOf(role: Role): string;
}

/** The password of everybody who sends a sample. */
export const PASSWORD = 'the password of everybody';

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
    body: { current: PASSWORD, password: 'another password' },
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
};

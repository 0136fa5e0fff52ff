import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  ACCESS,
  canAccess,
  effectivePermissions,
  FEATURES,
  managersOf,
  ROLES,
  type Access,
  type Permissions,
  type Role,
} from '../../src/domain/index.ts';

/** Who has each access by default: owner, admin, member, viewer. */
const TABLE: Readonly<Record<Access, readonly [boolean, boolean, boolean, boolean]>> = {
  'organization.open': [true, true, true, true],
  'members.read': [true, true, true, true],
  'members.read-addresses': [true, true, true, false],
  'organization.leave': [true, true, true, true],
  'organization.delete': [true, false, false, false],
  'organization.settings': [true, true, false, false],
  'members.manage': [true, true, false, false],
  'invitations.read': [true, true, false, false],
  'invitations.send': [true, true, false, false],
  'permissions.read': [true, true, true, true],
  'permissions.edit': [true, true, false, false],
  'sessions.end-everyones': [true, true, false, false],
  'activity.read': [true, true, false, false],
  'reviews.read': [true, true, false, false],
  'conversations.read': [true, true, true, true],
  'conversations.answer': [true, true, true, false],
  'agents.read-names': [true, true, true, true],
  'agents.use': [true, true, true, false],
  'knowledge.read-names': [true, true, true, true],
};

/** The lines that a permission decides. */
const BY_PERMISSION: readonly Access[] = [
  'members.manage',
  'invitations.read',
  'invitations.send',
  'conversations.read',
  'conversations.answer',
];

const ALL: Permissions = Object.fromEntries(FEATURES.map(({ name }) => [name, 'modify']));

/** Of viewers: also members who were given Team management. */
const MANAGERS: readonly Role[] = ['owner', 'admin', 'member'];

describe('who may read and do each thing (R8, R9, R10, R11)', () => {
  for (const access of Object.keys(ACCESS) as Access[]) {
    it(access, () => {
      const standard = allowedTo(role => effectivePermissions(FEATURES, role));
      assert.deepEqual(standard(access), TABLE[access]);
    });
  }

  it('says why not', () => {
    const reason = (access: Access): string => {
      const permissions = effectivePermissions(FEATURES, 'viewer');
      const verdict = canAccess(access, { person: 'me', role: 'viewer', permissions });
      return verdict.allowed ? 'yes' : verdict.denial.code;
    };
    assert.equal(reason('members.read-addresses'), 'addresses-hidden');
    assert.equal(reason('organization.delete'), 'owners-only');
    assert.equal(reason('activity.read'), 'owners-and-admins-only');
    assert.equal(reason('members.manage'), 'no-team-management');
    assert.equal(reason('conversations.answer'), 'not-of-role');
    assert.equal(reason('agents.use'), 'not-of-role');
  });

  it('goes by the matrix where a permission decides, and else by the role alone (R9, R11)', () => {
    const without = allowedTo(role => effectivePermissions([], role));
    const withAll = allowedTo(() => ALL);
    const changed = (Object.keys(ACCESS) as Access[]).filter(
      access =>
        String([without(access), withAll(access)]) !== String([TABLE[access], TABLE[access]]),
    );
    assert.deepEqual(changed, BY_PERMISSION);
    for (const access of ['members.manage', 'invitations.read', 'invitations.send'] as const) {
      assert.deepEqual(without(access), [false, false, false, false], access);
      assert.deepEqual(withAll(access), [true, true, true, false], access);
    }
    for (const access of ['conversations.read', 'conversations.answer'] as const) {
      assert.deepEqual(without(access), [false, false, false, false], access);
      assert.deepEqual(withAll(access), TABLE[access], access);
    }
  });

  it('knows who manages each role', () => {
    assert.deepEqual(ROLES.map(managersOf), [['owner'], ['owner'], ['owner', 'admin'], MANAGERS]);
  });
});

/** Which roles have an access, in the order of ROLES, with these permissions. */
function allowedTo(permissionsOf: (role: Role) => Permissions): (access: Access) => boolean[] {
  return access =>
    ROLES.map(
      role => canAccess(access, { person: 'me', role, permissions: permissionsOf(role) }).allowed,
    );
}

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
  type Role,
} from '../../src/domain/index.ts';

/** Who has each access by default: owner, admin, member, viewer. */
const TABLE: Readonly<Record<Access, readonly [boolean, boolean, boolean, boolean]>> = {
  'organization.open': [true, true, true, true],
  'members.read': [true, true, true, true],
  'members.read-addresses': [true, true, true, false],
  'organization.leave': [true, true, true, true],
  'organization.delete': [true, false, false, false],
  'members.manage': [true, true, false, false],
  'permissions.read': [true, true, true, true],
  'permissions.edit': [true, true, false, false],
  'sessions.end-everyones': [true, true, false, false],
  'activity.read': [true, true, false, false],
};

/** Of viewers: also members who were given Team management. */
const MANAGERS: readonly Role[] = ['owner', 'admin', 'member'];

describe('who may read and do each thing (R8, R9, R10, R11)', () => {
  for (const access of Object.keys(ACCESS) as Access[]) {
    it(access, () => {
      const allowed = ROLES.map(
        role =>
          canAccess(access, {
            person: 'me',
            role,
            permissions: effectivePermissions(FEATURES, role),
          }).allowed,
      );
      assert.deepEqual(allowed, TABLE[access]);
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
  });

  it('knows who manages each role', () => {
    assert.deepEqual(ROLES.map(managersOf), [['owner'], ['owner'], ['owner', 'admin'], MANAGERS]);
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  canChangeRole,
  canLeave,
  canManage,
  canRemove,
  effectivePermissions,
  FEATURES,
  LEVELS,
  manages,
  outranks,
  roleChoices,
  ROLES,
  type Actor,
  type Level,
  type Role,
  type RoleChange,
  type Verdict,
} from '../../src/domain/index.ts';

function actor(role: Role, team?: Level): Actor {
  const permissions = effectivePermissions(FEATURES, role);
  return { person: 'me', role, permissions: { ...permissions, ...(team && { team }) } };
}

function outcome(verdict: Verdict): string {
  return verdict.allowed ? 'yes' : verdict.denial.code;
}

/** Actor, target and then what giving each role comes to: owner, admin, member, viewer. */
const TABLE: readonly (readonly [Role, Role, ...string[]])[] = [
  ['owner', 'owner', 'yes', 'yes', 'yes', 'yes'],
  ['owner', 'admin', 'yes', 'yes', 'yes', 'yes'],
  ['owner', 'member', 'yes', 'yes', 'yes', 'yes'],
  ['owner', 'viewer', 'yes', 'yes', 'yes', 'yes'],
  ['admin', 'owner', ...four('cannot-manage-role')],
  ['admin', 'admin', ...four('cannot-manage-role')],
  ['admin', 'member', 'above-own-role', 'yes', 'yes', 'yes'],
  ['admin', 'viewer', 'above-own-role', 'yes', 'yes', 'yes'],
  ['member', 'owner', ...four('no-team-management')],
  ['member', 'admin', ...four('no-team-management')],
  ['member', 'member', ...four('no-team-management')],
  ['member', 'viewer', ...four('no-team-management')],
  ['viewer', 'owner', ...four('no-team-management')],
  ['viewer', 'admin', ...four('no-team-management')],
  ['viewer', 'member', ...four('no-team-management')],
  ['viewer', 'viewer', ...four('no-team-management')],
];

function four(code: string): string[] {
  return [code, code, code, code];
}

describe('changing a role (R7, R8, R9, R10, R11, R12)', () => {
  for (const [me, them, ...expected] of TABLE) {
    it(`${me} on ${them}: ${[...new Set(expected)].join(', ')}`, () => {
      const target = { person: 'other', role: them };
      const outcomes = ROLES.map(to =>
        outcome(canChangeRole({ actor: actor(me), target, to, owners: 2 })),
      );
      assert.deepEqual(outcomes, expected);
    });
  }

  it('lets a member who was given Team management manage viewers alone', () => {
    const member = actor('member', 'modify');
    const outcomes = (role: Role): string[] =>
      ROLES.map(to =>
        outcome(canChangeRole({ actor: member, target: { person: 'x', role }, to, owners: 2 })),
      );
    assert.deepEqual(outcomes('viewer'), ['above-own-role', 'above-own-role', 'yes', 'yes']);
    assert.deepEqual(outcomes('member'), four('cannot-manage-role'));
  });

  it('takes managing from an admin whose Team management was taken', () => {
    const change = {
      actor: actor('admin', 'none'),
      target: { person: 'x', role: 'viewer' },
      to: 'member',
      owners: 2,
    } as const;
    assert.equal(outcome(canChangeRole(change)), 'no-team-management');
  });

  it('never lets a viewer manage, whatever the matrix says', () => {
    const change = {
      actor: actor('viewer', 'modify'),
      target: { person: 'x', role: 'viewer' },
      to: 'viewer',
      owners: 2,
    } as const;
    assert.equal(outcome(canChangeRole(change)), 'no-team-management');
  });
});

describe("one's own role", () => {
  it('an owner may step down while another remains, the last one may not (R13)', () => {
    const change = { actor: actor('owner'), target: { person: 'me', role: 'owner' } } as const;
    assert.equal(outcome(canChangeRole({ ...change, to: 'viewer', owners: 2 })), 'yes');
    assert.equal(outcome(canChangeRole({ ...change, to: 'viewer', owners: 1 })), 'last-owner');
    assert.equal(outcome(canChangeRole({ ...change, to: 'owner', owners: 1 })), 'yes');
  });

  it('nobody else changes their own', () => {
    for (const [role, expected] of [
      ['admin', 'own-role'],
      ['member', 'no-team-management'],
      ['viewer', 'no-team-management'],
    ] as const) {
      const change = { actor: actor(role), target: { person: 'me', role }, owners: 2 } as const;
      assert.equal(outcome(canChangeRole({ ...change, to: 'viewer' })), expected);
    }
  });
});

const role = fc.constantFrom(...ROLES);
const anyChange: fc.Arbitrary<RoleChange> = fc
  .record({
    mine: role,
    team: fc.constantFrom(...LEVELS),
    self: fc.boolean(),
    theirs: role,
    to: role,
  })
  .chain(({ mine, team, self, theirs, to }) =>
    fc.record({
      actor: fc.constant(actor(mine, team)),
      target: fc.constant(self ? { person: 'me', role: mine } : { person: 'other', role: theirs }),
      to: fc.constant(to),
      owners: fc.integer({ min: 1, max: 4 }),
    }),
  );

/** Actor, then what removing an owner, admin, member, viewer comes to. */
const REMOVALS: readonly (readonly [Role, string, string, string, string])[] = [
  ['owner', 'yes', 'yes', 'yes', 'yes'],
  ['admin', 'cannot-manage-role', 'cannot-manage-role', 'yes', 'yes'],
  [
    'member',
    'no-team-management',
    'no-team-management',
    'no-team-management',
    'no-team-management',
  ],
  [
    'viewer',
    'no-team-management',
    'no-team-management',
    'no-team-management',
    'no-team-management',
  ],
];

describe('removing (R16)', () => {
  for (const [me, ...expected] of REMOVALS) {
    it(`${me}: ${[...new Set(expected)].join(', ')}`, () => {
      const outcomes = ROLES.map(role =>
        outcome(canRemove({ actor: actor(me), target: { person: 'other', role }, owners: 2 })),
      );
      assert.deepEqual(outcomes, expected);
    });
  }

  it('is never of oneself, who leaves', () => {
    for (const me of ['owner', 'admin'] as const) {
      const act = { actor: actor(me), target: { person: 'me', role: me }, owners: 2 };
      assert.equal(outcome(canRemove(act)), 'own-removal');
    }
  });

  it('is first of all for who has Team management, of oneself, too', () => {
    const target = { person: 'me', role: 'admin' } as const;
    const act = { actor: actor('admin', 'none'), target, owners: 2 };
    assert.equal(outcome(canRemove(act)), 'no-team-management');
  });

  it('goes by the same rule as role changes and sessions: managing', () => {
    fc.assert(
      fc.property(anyChange, ({ actor: by, target, owners }) => {
        if (by.person === target.person) return;
        const managing = outcome(canManage({ actor: by, target }));
        const removal = outcome(canRemove({ actor: by, target, owners }));
        if (removal !== 'last-owner') assert.equal(removal, managing);
        const lowering = outcome(canChangeRole({ actor: by, target, owners, to: 'viewer' }));
        if (target.role !== 'viewer') assert.equal(lowering, removal);
      }),
    );
  });
});

describe('leaving (R6, R13)', () => {
  it('is for everyone but the last owner', () => {
    for (const role of ROLES) {
      assert.equal(outcome(canLeave({ role, owners: 2 })), 'yes');
      const alone = role === 'owner' ? 'last-owner' : 'yes';
      assert.equal(outcome(canLeave({ role, owners: 1 })), alone);
    }
  });
});

describe('whatever the roles, permissions and numbers', () => {
  it('what is allowed never goes above the actor, and never to whom they do not manage (R12)', () => {
    fc.assert(
      fc.property(anyChange, change => {
        if (!canChangeRole(change).allowed) return;
        assert.ok(!outranks(change.to, change.actor.role));
        assert.ok(manages(change.actor.role, change.target.role));
        assert.equal(change.actor.permissions.team, 'modify');
      }),
    );
  });

  it('what is allowed leaves an owner (R13)', () => {
    fc.assert(
      fc.property(anyChange, change => {
        if (!canChangeRole(change).allowed) return;
        const lost = change.target.role === 'owner' && change.to !== 'owner';
        assert.ok(change.owners - Number(lost) >= 1);
      }),
    );
  });

  it('the choices are exactly the roles that would be allowed, and the one there is', () => {
    fc.assert(
      fc.property(anyChange, change => {
        const choices = roleChoices(change);
        const allowed = ROLES.filter(
          to => to !== change.target.role && canChangeRole({ ...change, to }).allowed,
        );
        assert.equal(choices.allowed, allowed.length > 0);
        if (choices.allowed) {
          const expected = ROLES.filter(r => r === change.target.role || allowed.includes(r));
          assert.deepEqual(choices.roles, expected);
        }
      }),
    );
  });

  it('a choice that is closed gives the reason that every other role would be refused with', () => {
    fc.assert(
      fc.property(anyChange, change => {
        const choices = roleChoices(change);
        if (choices.allowed) return;
        const reasons = ROLES.filter(to => to !== change.target.role).map(to =>
          outcome(canChangeRole({ ...change, to })),
        );
        assert.ok(reasons.includes(choices.denial.code));
      }),
    );
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Actor } from '../../src/domain/access.ts';
import {
  canAnswer,
  canInvite,
  canInviteAddress,
  canOpen,
  canResend,
  canRevoke,
  canSeeLink,
  checkExpiration,
  INVITATION_ENDS,
  INVITATION_LIFETIME,
  isStale,
  outlastsChange,
  stateAt,
  type InvitationEnd,
} from '../../src/domain/invitations.ts';
import { LEVELS } from '../../src/domain/permissions.ts';
import { grantableRoles, manages, outranks, ROLES, type Role } from '../../src/domain/roles.ts';
import { actor, outcome } from './support.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = new Date('2026-11-25T10:00:00Z');
const ENDS = Object.keys(INVITATION_ENDS) as InvitationEnd[];

function at(ms: number): Date {
  return new Date(NOW.getTime() + ms);
}

describe('until when an invitation is valid (R18)', () => {
  const table: readonly (readonly [string, number, boolean])[] = [
    ['long ago', -DAY, false],
    ['a moment ago', -1, false],
    ['now', 0, false],
    ['a moment less than 5 minutes', 5 * MINUTE - 1, false],
    ['5 minutes', 5 * MINUTE, true],
    ['an hour', HOUR, true],
    ['24 hours', DAY, true],
    ['7 days', 7 * DAY, true],
    ['a moment more than 7 days', 7 * DAY + 1, false],
    ['a year', 365 * DAY, false],
    ['no date', NaN, false],
  ];
  for (const [name, ms, allowed] of table) {
    it(`${name}: ${allowed ? 'yes' : 'no'}`, () => {
      const checked = checkExpiration(at(ms), NOW);
      if (checked.allowed) assert.deepEqual(checked.value, at(ms));
      assert.equal(outcome(checked), allowed ? 'yes' : 'expiration-out-of-range');
    });
  }

  it('is 24 hours when nobody says', () => {
    assert.deepEqual(checkExpiration(undefined, NOW), { allowed: true, value: at(DAY) });
  });

  it('is never in the past, and pending at first', () => {
    fc.assert(
      fc.property(fc.date(), fc.date({ noInvalidDate: true }), (wanted, now) => {
        const checked = checkExpiration(wanted, now);
        if (!checked.allowed) return;
        assert.ok(checked.value > now);
        assert.equal(stateAt({ ended: null, expiresAt: checked.value }, now), 'pending');
        assert.ok(checked.value.getTime() - now.getTime() <= INVITATION_LIFETIME.max);
      }),
    );
  });
});

describe('where an invitation stands (R23, R24)', () => {
  const EXPECTED: Readonly<Record<InvitationEnd, string>> = {
    accepted: 'used',
    declined: 'used',
    revoked: 'revoked',
    replaced: 'revoked',
    'inviter-lost-right': 'revoked',
    expired: 'expired',
  };
  for (const ended of ENDS) {
    it(`${ended} is ${EXPECTED[ended]}, also when its time is over`, () => {
      assert.equal(stateAt({ ended, expiresAt: at(HOUR) }, NOW), EXPECTED[ended]);
      assert.equal(stateAt({ ended, expiresAt: at(-HOUR) }, NOW), EXPECTED[ended]);
    });
  }

  it('is pending until its time comes, and expired from then on', () => {
    assert.equal(stateAt({ ended: null, expiresAt: at(1) }, NOW), 'pending');
    assert.equal(stateAt({ ended: null, expiresAt: NOW }, NOW), 'expired');
    assert.equal(stateAt({ ended: null, expiresAt: at(-1) }, NOW), 'expired');
    assert.equal(stateAt({ ended: null, expiresAt: at(NaN) }, NOW), 'expired');
  });

  it('has four different answers for links that do not open', () => {
    const codes = [
      canOpen(undefined, NOW),
      canOpen({ ended: null, expiresAt: at(-1) }, NOW),
      canOpen({ ended: 'revoked', expiresAt: at(1) }, NOW),
      canOpen({ ended: 'accepted', expiresAt: at(1) }, NOW),
    ].map(outcome);
    assert.deepEqual(codes, [
      'invitation-unknown',
      'invitation-expired',
      'invitation-revoked',
      'invitation-used',
    ]);
    assert.equal(outcome(canOpen({ ended: null, expiresAt: at(1) }, NOW)), 'yes');
  });

  it('never opens again once it has ended or expired', () => {
    fc.assert(
      fc.property(
        fc.option(fc.constantFrom(...ENDS)),
        fc.date({ noInvalidDate: true }),
        fc.date({ noInvalidDate: true }),
        fc.nat(),
        (ended, expiresAt, now, later) => {
          const invitation = { ended, expiresAt };
          if (canOpen(invitation, now).allowed) return;
          assert.ok(!canOpen(invitation, new Date(now.getTime() + later)).allowed);
        },
      ),
    );
  });
});

describe('accepting and declining (R22)', () => {
  const invitation = { ended: null, expiresAt: at(HOUR) };
  const answer = { invitation, invited: 'mia@acme.example', now: NOW };

  it('belongs to the address, whatever its case', () => {
    assert.equal(outcome(canAnswer({ ...answer, account: 'Mia@ACME.example' })), 'yes');
    for (const account of ['mio@acme.example', 'mia+x@acme.example', '']) {
      assert.equal(outcome(canAnswer({ ...answer, account })), 'invitation-for-another');
    }
  });

  it('says first what is wrong with the link', () => {
    for (const account of ['mia@acme.example', 'mio@acme.example']) {
      const ask = (over: Partial<Parameters<typeof canAnswer>[0]>): string =>
        outcome(canAnswer({ ...answer, account, ...over }));
      assert.equal(ask({ invitation: undefined }), 'invitation-unknown');
      assert.equal(ask({ now: at(HOUR) }), 'invitation-expired');
      assert.equal(ask({ invitation: { ...invitation, ended: 'replaced' } }), 'invitation-revoked');
      assert.equal(ask({ invitation: { ...invitation, ended: 'declined' } }), 'invitation-used');
    }
  });
});

describe('whom to invite (R18, R40)', () => {
  const nobody = { address: 'mia@acme.example', sure: false, isMember: false, isInvited: false };

  it('is nobody who is a member or has a pending invitation', () => {
    assert.equal(outcome(canInviteAddress(nobody)), 'yes');
    assert.equal(outcome(canInviteAddress({ ...nobody, isMember: true })), 'already-member');
    assert.equal(outcome(canInviteAddress({ ...nobody, isInvited: true })), 'already-invited');
    assert.equal(
      outcome(canInviteAddress({ ...nobody, isMember: true, isInvited: true })),
      'already-member',
    );
  });

  it('is nobody at an address that looks mistyped, until somebody is sure', () => {
    const typo = { ...nobody, address: 'mia@gmial.com' };
    assert.deepEqual(canInviteAddress(typo), {
      allowed: false,
      denial: { code: 'likely-typo', suggestion: 'mia@gmail.com' },
    });
    assert.equal(outcome(canInviteAddress({ ...typo, sure: true })), 'yes');
    assert.equal(
      outcome(canInviteAddress({ ...typo, sure: true, isMember: true })),
      'already-member',
    );
  });
});

describe('stale invitations (R24, R39)', () => {
  const sent = at(0);
  const open = { ended: null, expiresAt: at(7 * DAY) } as const;

  it('have had no answer for three days, and still admit', () => {
    assert.equal(isStale(open, sent, at(3 * DAY - 1)), false);
    assert.equal(isStale(open, sent, at(3 * DAY)), true);
    assert.equal(isStale(open, sent, at(7 * DAY - 1)), true);
  });

  it('are none that have ended or expired', () => {
    assert.equal(isStale(open, sent, at(7 * DAY)), false);
    for (const ended of ENDS) assert.equal(isStale({ ...open, ended }, sent, at(4 * DAY)), false);
  });
});

/** Actor, then what inviting as each role comes to: owner, admin, member, viewer. */
const INVITING: readonly (readonly [string, Actor, ...string[]])[] = [
  ['owner', actor('owner'), 'yes', 'yes', 'yes', 'yes'],
  ['admin', actor('admin'), 'above-own-role', 'yes', 'yes', 'yes'],
  ['member', actor('member'), ...four('no-team-management')],
  ['viewer', actor('viewer'), ...four('no-team-management')],
  ['admin without Team', actor('admin', { team: 'none' }), ...four('no-team-management')],
  ['admin who views Team', actor('admin', { team: 'view' }), ...four('no-team-management')],
  [
    'member with Team',
    actor('member', { team: 'modify' }),
    'above-own-role',
    'above-own-role',
    'yes',
    'yes',
  ],
  ['viewer with Team', actor('viewer', { team: 'modify' }), ...four('no-team-management')],
];

/** The same for another's invitation: who revokes and sends again, and who sees its link. */
const ANOTHERS: readonly (readonly [string, Actor, readonly string[], readonly string[]])[] = [
  ['owner', actor('owner'), four('yes'), four('yes')],
  [
    'admin',
    actor('admin'),
    ['cannot-manage-role', 'cannot-manage-role', 'yes', 'yes'],
    ['above-own-role', 'yes', 'yes', 'yes'],
  ],
  ['member', actor('member'), four('no-team-management'), four('no-team-management')],
  [
    'admin without Team',
    actor('admin', { team: 'view' }),
    four('no-team-management'),
    four('no-team-management'),
  ],
  [
    'member with Team',
    actor('member', { team: 'modify' }),
    ['cannot-manage-role', 'cannot-manage-role', 'cannot-manage-role', 'yes'],
    ['above-own-role', 'above-own-role', 'yes', 'yes'],
  ],
  [
    'viewer with Team',
    actor('viewer', { team: 'modify' }),
    four('no-team-management'),
    four('no-team-management'),
  ],
];

function four(code: string): string[] {
  return [code, code, code, code];
}

describe('who may invite as what (R12, R18)', () => {
  for (const [name, me, ...expected] of INVITING) {
    it(`${name}: ${[...new Set(expected)].join(', ')}`, () => {
      assert.deepEqual(
        ROLES.map(role => outcome(canInvite({ actor: me, role }))),
        expected,
      );
    });
  }
});

describe("another's invitation (R24)", () => {
  for (const [name, me, acting, seeing] of ANOTHERS) {
    it(name, () => {
      const act = (rule: typeof canRevoke): string[] =>
        ROLES.map(role => outcome(rule({ actor: me, inviter: 'another', role })));
      assert.deepEqual(act(canRevoke), acting);
      assert.deepEqual(act(canResend), acting);
      assert.deepEqual(act(canSeeLink), seeing);
    });
  }
});

const anyActor = fc
  .tuple(fc.constantFrom(...ROLES), fc.constantFrom(...LEVELS))
  .map(([role, team]) => actor(role, { team }));
const anyRole = fc.constantFrom(...ROLES);

describe('whatever the roles and permissions', () => {
  it('nobody invites above their own role, nor without Team management, nor as a viewer (R11, R12)', () => {
    fc.assert(
      fc.property(anyActor, anyRole, (me, role) => {
        if (!canInvite({ actor: me, role }).allowed) return;
        assert.ok(!outranks(role, me.role));
        assert.equal(me.permissions.team, 'modify');
        assert.notEqual(me.role, 'viewer');
      }),
    );
  });

  it('inviters revoke what they sent and see its link, and send it again while they could invite', () => {
    fc.assert(
      fc.property(anyActor, anyRole, (me, role) => {
        const own = { actor: me, inviter: me.person, role };
        assert.equal(outcome(canRevoke(own)), 'yes');
        assert.equal(outcome(canSeeLink(own)), 'yes');
        assert.equal(outcome(canResend(own)), outcome(canInvite(own)));
      }),
    );
  });

  it("nobody acts on another's invitation as a role they do not manage", () => {
    fc.assert(
      fc.property(anyActor, anyRole, (me, role) => {
        const other = { actor: me, inviter: 'another', role };
        for (const rule of [canRevoke, canResend]) {
          if (rule(other).allowed) assert.ok(manages(me.role, role));
        }
      }),
    );
  });
});

describe("an inviter's pending invitations (R25)", () => {
  it('end when the inviter is no longer a member', () => {
    for (const role of ROLES) assert.equal(outlastsChange(undefined, role), false);
  });

  it('end for each role that the inviter may no longer give, and go on for the others', () => {
    const left = (inviter: Actor): Role[] => ROLES.filter(role => outlastsChange(inviter, role));
    assert.deepEqual(left(actor('owner')), ROLES);
    assert.deepEqual(left(actor('admin')), grantableRoles('admin'));
    assert.deepEqual(left(actor('admin', { team: 'view' })), []);
    assert.deepEqual(left(actor('member')), []);
    assert.deepEqual(left(actor('member', { team: 'modify' })), ['member', 'viewer']);
    assert.deepEqual(left(actor('viewer', { team: 'modify' })), []);
  });
});

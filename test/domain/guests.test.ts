import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  canAnswerGuests,
  canBecomeMember,
  canChangeGuestRole,
  canConverse,
  canKeep,
  canRemoveGuest,
  canSwitchGuests,
  canWriteMore,
  checkGuestDays,
  GUEST_ROLE,
} from '../../src/domain/guests.ts';
import { ROLES } from '../../src/domain/roles.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { actor, checkedAs, outcome } from './support.ts';

const NOW = new Date('2026-11-25T10:00:00Z');
const LATER = new Date('2026-11-25T11:00:00Z');

describe('guests (R29, R31)', () => {
  it('are viewers for the rules on ranks', () => {
    assert.equal(GUEST_ROLE, 'viewer');
  });

  it('have their own conversation and no other', () => {
    assert.equal(outcome(canConverse({ guest: 'g1', owner: 'g1' })), 'yes');
    assert.equal(outcome(canConverse({ guest: 'g1', owner: 'g2' })), 'conversation-not-found');
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (guest, owner) => {
        assert.equal(canConverse({ guest, owner }).allowed, guest === owner);
      }),
    );
  });

  it('are given no other role', () => {
    assert.deepEqual(
      ROLES.map(role => outcome(canChangeGuestRole(role))),
      ['guest-role-fixed', 'guest-role-fixed', 'guest-role-fixed', 'yes'],
    );
  });
});

/** Who may, by default: owner, admin, member, viewer. */
const TABLE: readonly (readonly [string, (me: ReturnType<typeof actor>) => Verdict, string[]])[] = [
  [
    'switch guest access (R30)',
    canSwitchGuests,
    ['yes', 'yes', 'owners-and-admins-only', 'owners-and-admins-only'],
  ],
  ['answer guests (R31)', canAnswerGuests, ['yes', 'yes', 'yes', 'not-of-role']],
  [
    'end one guest (R30)',
    me => canRemoveGuest(me, 'g1'),
    ['yes', 'yes', 'no-team-management', 'no-team-management'],
  ],
];

describe('who may do what about guests', () => {
  for (const [name, rule, expected] of TABLE) {
    it(name, () => {
      assert.deepEqual(
        ROLES.map(role => outcome(rule(actor(role)))),
        expected,
      );
    });
  }

  it('switches guest access by role, whatever the matrix says', () => {
    const all = { team: 'modify', conversations: 'modify', integrations: 'modify' } as const;
    const none = { team: 'none', conversations: 'none', integrations: 'none' } as const;
    assert.equal(outcome(canSwitchGuests(actor('member', all))), 'owners-and-admins-only');
    assert.equal(outcome(canSwitchGuests(actor('admin', none))), 'yes');
  });

  it('answers with the Conversations permission, and never as a viewer', () => {
    const ask = (role: 'member' | 'viewer', conversations: 'none' | 'view' | 'modify'): string =>
      outcome(canAnswerGuests(actor(role, { conversations })));
    assert.equal(ask('member', 'none'), 'not-of-role');
    assert.equal(ask('member', 'view'), 'yes');
    assert.equal(ask('member', 'modify'), 'yes');
    assert.equal(ask('viewer', 'modify'), 'not-of-role');
  });

  it('removes as one removes viewers', () => {
    assert.equal(outcome(canRemoveGuest(actor('member', { team: 'modify' }), 'g1')), 'yes');
    assert.equal(
      outcome(canRemoveGuest(actor('admin', { team: 'view' }), 'g1')),
      'no-team-management',
    );
    assert.equal(
      outcome(canRemoveGuest(actor('viewer', { team: 'modify' }), 'g1')),
      'no-team-management',
    );
  });
});

describe('taking a conversation along to an account (R32)', () => {
  it('is for whom it belongs to nobody yet, or to them', () => {
    assert.equal(outcome(canKeep({ account: 'mo', keptFor: null })), 'yes');
    assert.equal(outcome(canKeep({ account: 'mo', keptFor: 'mo' })), 'yes');
    assert.equal(outcome(canKeep({ account: 'mo', keptFor: 'ann' })), 'kept-by-another');
  });
});

describe('writing yet another message (R31)', () => {
  it('is for whom there is room: a member has more, to answer the last of the guest', () => {
    const outcomes = (messages: number, bytes: number): string[] =>
      (['guest', 'member'] as const).map(author =>
        outcome(canWriteMore({ author, messages, bytes })),
      );
    assert.deepEqual(outcomes(1999, 999_999), ['yes', 'yes']);
    assert.deepEqual(outcomes(2000, 0), ['conversation-full', 'yes']);
    assert.deepEqual(outcomes(0, 1_000_000), ['conversation-full', 'yes']);
    assert.deepEqual(outcomes(2400, 0), ['conversation-full', 'conversation-full']);
    assert.deepEqual(outcomes(0, 1_400_000), ['conversation-full', 'conversation-full']);
  });
});

describe('becoming a member (R32)', () => {
  const wanted = {
    guest: 'g1',
    consentOf: 'g1',
    invitation: { ended: null, expiresAt: LATER },
    invited: 'mia@acme.example',
    account: 'mia@acme.example',
    now: NOW,
  } as const;

  it("needs an invitation to one's own address and the guest's own consent", () => {
    assert.equal(outcome(canBecomeMember(wanted)), 'yes');
  });

  it('is not done for an equal address alone, nor by the consent of another', () => {
    for (const consentOf of [undefined, 'g2', '']) {
      assert.equal(outcome(canBecomeMember({ ...wanted, consentOf })), 'no-guest-consent');
    }
  });

  it('is not done without an invitation that one may accept', () => {
    const ask = (over: Partial<Parameters<typeof canBecomeMember>[0]>): string =>
      outcome(canBecomeMember({ ...wanted, ...over }));
    assert.equal(ask({ invitation: undefined }), 'invitation-unknown');
    assert.equal(ask({ now: LATER }), 'invitation-expired');
    assert.equal(ask({ account: 'mio@acme.example' }), 'invitation-for-another');
  });
});

describe('for how long guests are known again', () => {
  const table: readonly (readonly [number | undefined, string])[] = [
    [undefined, '30'],
    [1, '1'],
    [30, '30'],
    [90, '90'],
    ...[0, -1, 91, 1.5, NaN, Infinity].map(days => [days, 'guest-days-out-of-range'] as const),
  ];
  for (const [days, expected] of table) {
    it(`${String(days)}: ${expected}`, () => {
      assert.equal(checkedAs(checkGuestDays(days)), expected);
    });
  }
});

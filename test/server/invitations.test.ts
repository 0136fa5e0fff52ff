import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type {
  ChangedInvitation,
  Invitation,
  InvitationLinks,
  InvitationOutcomes,
  RevokedInvitations,
} from '../../src/contract/invitations.ts';

import type { FieldProblem, ProblemCode } from '../../src/contract/problems.ts';
import { newAddress } from '../support/accounts.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { copiedToken, expired, guestOf, invite, invited, listed } from '../support/invitations.ts';
import { AUDIENCE, issuerForTests } from '../support/issuer.ts';
import { askedMeanwhile } from '../support/meanwhile.ts';
import { done, makeTeam, refused } from '../support/team.ts';

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

const backend = await backendForTests();
const guest = guestOf(backend.url);

describe('inviting several at once (R18, R40)', () => {
  it('gives each address an outcome of its own, and invites those it can', async () => {
    const team = await makeTeam(backend, 'owner', 'viewer');
    const owner = team.as('owner');
    const [fresh, again] = [newAddress(), newAddress()];
    await invited(team, owner, again);
    const { outcomes } = done(
      await invite(team, owner, [
        fresh.toUpperCase(),
        fresh,
        again,
        team.as('viewer').email,
        'mia@gmial.com',
        'no address',
      ]),
    );
    assert.deepEqual(
      outcomes.map(({ problem }) => problem),
      [
        null,
        { code: 'already-invited' },
        { code: 'already-invited' },
        { code: 'already-member' },
        { code: 'likely-typo', suggestion: 'mia@gmail.com' },
        { code: 'not-an-address' },
      ],
    );
    assert.equal(outcomes[0]?.invitation?.address, fresh);
    assert.equal(outcomes[2]?.invitation?.address, again);
    const { invitations } = await listed(team, owner);
    assert.deepEqual(new Set(invitations.map(({ address }) => address)), new Set([fresh, again]));
  });

  it('sends what looks mistyped once somebody is sure', async () => {
    const team = await makeTeam(backend, 'owner');
    const { outcomes } = done(
      await invite(team, team.as('owner'), [], {
        invitees: [{ address: 'Mia@gmial.com', sure: true }],
      }),
    );
    assert.equal(outcomes[0]?.problem, null);
    assert.equal(outcomes[0].invitation?.address, 'mia@gmial.com');
  });

  it('takes 500, and says so of more', async () => {
    const team = await makeTeam(backend, 'owner');
    const addresses = Array.from({ length: 500 }, newAddress);
    const { outcomes } = done(await invite(team, team.as('owner'), addresses));
    assert.deepEqual(new Set(outcomes.map(({ problem }) => problem)), new Set([null]));
    const more = await invite(team, team.as('owner'), Array.from({ length: 501 }, newAddress));
    refused(more, 'invalid-input');
    assert.deepEqual(more.problem.fields, [{ field: 'invitees', code: 'wrong-value' }]);
    assert.equal((await listed(team, team.as('owner'))).total, 500);
  });

  it('refuses ten thousand, and what is no list, without losing its way', async () => {
    const team = await makeTeam(backend, 'owner');
    refused(
      await invite(
        team,
        team.as('owner'),
        Array.from({ length: 10_000 }, () => newAddress()),
      ),
      'body-too-large',
    );
    refused(await invite(team, team.as('owner'), []), 'invalid-input');
  });

  it('refuses an address that no row can hold, under a key as well', async () => {
    const team = await makeTeam(backend, 'owner');
    const { token } = team.as('owner');
    for (const address of ['mia\0@acme.example', 'mia\ud800@acme.example']) {
      for (const headers of [{}, { 'idempotency-key': crypto.randomUUID() }]) {
        const answer = await ask(`${backend.url}/api/v1/organizations/${team.id}/invitations`, {
          method: 'POST',
          token,
          headers,
          json: { invitees: [{ address: newAddress() }, { address }], role: 'viewer' },
        });
        refused(answer, 'invalid-input');
        assert.deepEqual(answer.problem.fields, [
          { field: 'invitees.1.address', code: 'wrong-value' },
        ]);
      }
    }
    assert.equal((await listed(team, team.as('owner'))).total, 0);
  });

  it('says which addresses nobody can have an account with, also where there is another sign-in (R20, R47)', async () => {
    const issuer = await issuerForTests();
    const open = await backendForTests({ issuers: [{ issuer: issuer.url, audience: AUDIENCE }] });
    const outcome = { code: 'unsupported-address' };
    for (const here of [backend, open]) {
      const team = await makeTeam(here, 'owner');
      const box = crypto.randomUUID();
      const { outcomes } = done(
        await invite(team, team.as('owner'), [
          `jürgen-${box}@bücher.example`,
          `a!b-${box}@acme.example`,
          `mia-${box}@acme.example`,
        ]),
      );
      assert.deepEqual(
        outcomes.map(({ problem }) => problem),
        [outcome, outcome, null],
      );
    }
  });

  it('invites once, however often it is sent under one key', async () => {
    const team = await makeTeam(backend, 'owner');
    const { token } = team.as('owner');
    const address = newAddress();
    const send = async () =>
      done(
        await ask<InvitationOutcomes>(
          `${backend.url}/api/v1/organizations/${team.id}/invitations`,
          {
            method: 'POST',
            token,
            headers: { 'idempotency-key': 'one' },
            json: { invitees: [{ address }], role: 'viewer' },
          },
        ),
      );
    const first = await send();
    assert.equal(first.outcomes[0]?.problem, null);
    assert.deepEqual(await send(), first);
    assert.equal((await listed(team, team.as('owner'))).total, 1);
  });

  it('invites an address once, of several requests at the same moment', async () => {
    const team = await makeTeam(backend, 'owner', 'admin');
    const address = newAddress();
    const answers = await Promise.all(
      [team.as('owner'), team.as('admin'), team.as('owner'), team.as('admin')].map(by =>
        invite(team, by, [address]),
      ),
    );
    const codes = answers.map(answer => done(answer).outcomes[0]?.problem?.code ?? 'invited');
    assert.deepEqual(codes.toSorted(), [
      'already-invited',
      'already-invited',
      'already-invited',
      'invited',
    ]);
  });
});

describe('until when an invitation is good (R18)', () => {
  it('is a day when nobody says, else for as long, or until when, it was said', async () => {
    const team = await makeTeam(backend, 'owner');
    const until = async (more: object): Promise<number> => {
      const { outcomes } = done(await invite(team, team.as('owner'), [newAddress()], more));
      return Date.parse(outcomes[0]?.invitation?.expiresAt ?? '');
    };
    const about = (time: number, wanted: number): void => {
      assert.ok(Math.abs(time - wanted) < 30 * SECOND, new Date(time).toISOString());
    };
    about(await until({}), Date.now() + DAY);
    about(await until({ lifetime: 300 }), Date.now() + 300 * SECOND);
    about(await until({ lifetime: 604_800 }), Date.now() + 7 * DAY);
    const exact = new Date(Date.now() + 3 * DAY).toISOString();
    assert.equal(new Date(await until({ expiresAt: exact })).toISOString(), exact);
  });

  const wrong: readonly (readonly [string, object, FieldProblem])[] = [
    ['299 seconds', { lifetime: 299 }, { field: 'lifetime', code: 'expiration-out-of-range' }],
    [
      'a second beyond 7 days',
      { lifetime: 604_801 },
      { field: 'lifetime', code: 'expiration-out-of-range' },
    ],
    ['nothing', { lifetime: 0 }, { field: 'lifetime', code: 'expiration-out-of-range' }],
    [
      'less than nothing',
      { lifetime: -86_400 },
      { field: 'lifetime', code: 'expiration-out-of-range' },
    ],
    ['half a second', { lifetime: 300.5 }, { field: 'lifetime', code: 'wrong-value' }],
    [
      'the past',
      { expiresAt: '2020-01-01T00:00:00Z' },
      { field: 'expiresAt', code: 'expiration-out-of-range' },
    ],
    [
      'far from now',
      { expiresAt: '2999-01-01T00:00:00Z' },
      { field: 'expiresAt', code: 'expiration-out-of-range' },
    ],
    ['no day', { expiresAt: '2026-02-31T24:61:00Z' }, { field: 'expiresAt', code: 'wrong-value' }],
    [
      'both',
      { lifetime: 300, expiresAt: '2999-01-01T00:00:00Z' },
      { field: 'expiresAt', code: 'wrong-value' },
    ],
  ];
  for (const [name, more, field] of wrong) {
    it(`is not ${name}, beside the field, and nobody is invited`, async () => {
      const team = await makeTeam(backend, 'owner');
      const answer = await invite(team, team.as('owner'), [newAddress()], more);
      refused(answer, 'invalid-input');
      assert.deepEqual(answer.problem.fields, [field]);
      assert.equal((await listed(team, team.as('owner'))).total, 0);
    });
  }
});

describe('an invitation once it is sent (R24)', () => {
  it('is sent again with a link of its own; role and end stay, unless they are changed', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const id = await invited(team, owner, newAddress(), { lifetime: 7200, role: 'viewer' });
    const [before] = (await listed(team, owner)).invitations;
    const older = await copiedToken(team, owner, id);
    done(await guest.open(older));

    const { invitation } = done(await resend(id, { version: 1 }));
    assert.deepEqual(
      [invitation.expiresAt, invitation.role, invitation.version],
      [before?.expiresAt, 'viewer', 2],
    );
    refused(await guest.open(older), 'invitation-revoked');
    done(await guest.open(await copiedToken(team, owner, id)));

    refused(await resend(id, { version: 1 }), 'stale-version');
    const changed = done(await resend(id, { version: 2, role: 'admin', lifetime: 600 }));
    assert.equal(changed.invitation.role, 'admin');
    assert.ok(Date.parse(changed.invitation.expiresAt) < Date.now() + 700 * SECOND);

    function resend(invitation: string, json: object) {
      return team.send<ChangedInvitation>(owner, `POST /invitations/${invitation}/resend`, json);
    }
  });

  it('is given another end; its links stay', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const id = await invited(team, owner, newAddress());
    const token = await copiedToken(team, owner, id);
    const prolong = (json: object) =>
      team.send<ChangedInvitation>(owner, `PATCH /invitations/${id}`, json);
    const { invitation } = done(await prolong({ lifetime: 604_800, version: 1 }));
    assert.ok(Date.parse(invitation.expiresAt) > Date.now() + 6 * DAY);
    done(await guest.open(token));
    refused(await prolong({ lifetime: 604_800, version: 1 }), 'stale-version');
    const without = await prolong({ version: 2 });
    refused(without, 'invalid-input');
    assert.deepEqual(without.problem.fields, [{ field: 'expiresAt', code: 'missing' }]);
  });

  it('is revoked, one or several, with an outcome for each', async () => {
    const team = await makeTeam(backend, 'owner', 'admin');
    const owner = team.as('owner');
    const [first, second, over] = [
      await invited(team, owner, newAddress()),
      await invited(team, owner, newAddress(), { role: 'owner' }),
      (await expired(backend, team)).id,
    ];
    const token = await copiedToken(team, owner, first);
    const revoke = (by: typeof owner, invitations: readonly string[]) =>
      team.send<RevokedInvitations>(by, 'POST /invitations/revoke', { invitations });
    const foreign = await makeTeam(backend, 'owner');
    const elsewhere = await invited(foreign, foreign.as('owner'), newAddress());
    const { outcomes } = done(await revoke(team.as('admin'), [second, first, over, elsewhere]));
    assert.deepEqual(
      outcomes.map(({ problem, invitation }) => [problem, invitation?.ended ?? null]),
      [
        [{ code: 'cannot-manage-role', role: 'owner' }, null],
        [null, 'revoked'],
        [{ code: 'invitation-expired' }, 'expired'],
        [{ code: 'invitation-not-found' }, null],
      ],
    );
    assert.equal(outcomes[1]?.invitation?.endedBy?.person, team.as('admin').id);
    refused(await guest.open(token), 'invitation-revoked');
    const again = done(await revoke(owner, [first]));
    assert.deepEqual(again.outcomes[0]?.problem, { code: 'invitation-revoked' });
  });

  it('is neither revoked nor sent again when it is declined at the same moment, which is said', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const declined = (id: string) =>
      [
        `update orgtags.invitation set ended = 'declined', ended_at = now() where id = $1`,
        id,
      ] as const;
    const one = await invited(team, owner, newAddress());
    const revoked = await askedMeanwhile(backend, declined(one), () =>
      team.send<RevokedInvitations>(owner, 'POST /invitations/revoke', { invitations: [one] }),
    );
    assert.deepEqual(
      done(revoked).outcomes.map(({ problem, invitation }) => [problem?.code, invitation?.ended]),
      [['invitation-used', 'declined']],
    );
    const other = await invited(team, owner, newAddress());
    const resent = await askedMeanwhile(backend, declined(other), () =>
      team.send(owner, `POST /invitations/${other}/resend`, { version: 1 }),
    );
    refused(resent, 'invitation-used');
  });

  it('can be neither sent again nor given another end once it is over', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const accepted = await backend.person();
    const answered = await invited(team, owner, accepted.email);
    done(await guest.acceptFromInbox(answered, accepted));
    const ends: readonly (readonly [string, ProblemCode])[] = [
      [(await expired(backend, team)).id, 'invitation-expired'],
      [answered, 'invitation-used'],
    ];
    for (const [id, code] of ends) {
      for (const request of [
        `POST /invitations/${id}/resend`,
        `PATCH /invitations/${id}`,
      ] as const) {
        refused(await team.send(owner, request, { version: 2, lifetime: 600 }), code);
      }
    }
  });

  it('makes room for another to the address once its time is over', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const { id } = await expired(backend, team);
    const [row] = await backend.sql<{ address: string }>(
      'select address from orgtags.invitation where id = $1',
      [id],
    );
    const next = await invited(team, owner, row?.address ?? '');
    const past = await listed(team, owner, '?state=past');
    assert.deepEqual(
      past.invitations.map(({ id: one, ended }) => [one, ended]),
      [[id, 'expired']],
    );
    assert.equal(past.invitations[0]?.endedAt, past.invitations[0]?.expiresAt);
    assert.deepEqual(
      (await listed(team, owner)).invitations.map(one => one.id),
      [next],
    );
  });

  it('is recorded, with who did it and what it was before and after (R34)', async () => {
    const team = await makeTeam(backend, 'owner', 'admin');
    const [owner, admin] = [team.as('owner'), team.as('admin')];
    const address = newAddress();
    const id = await invited(team, owner, address, { role: 'viewer' });
    done(await team.send(admin, `POST /invitations/${id}/resend`, { version: 1, role: 'member' }));
    done(await team.send(owner, `PATCH /invitations/${id}`, { version: 2, lifetime: 600 }));
    done(await team.send(owner, 'POST /invitations/revoke', { invitations: [id] }));
    const acts = await team.activities();
    const [{ expiresAt: shorter } = {}] = (await listed(team, owner, '?state=past')).invitations;
    const { expiresAt: longer } = acts.at(-1)?.after ?? {};
    assert.deepEqual(
      acts.map(({ before, after }) => [before?.expiresAt, after?.expiresAt].map(timeOf)),
      [
        [shorter, undefined],
        [longer, shorter],
        [longer, longer],
        [undefined, longer],
      ].map(ends => ends.map(timeOf)),
    );
    assert.deepEqual(
      acts.map(({ action, actor, before, after }) => [
        action,
        actor.person,
        before?.role ?? null,
        after?.role ?? null,
      ]),
      [
        ['invitation.revoked', owner.id, 'member', null],
        ['invitation.prolonged', owner.id, 'member', 'member'],
        ['invitation.resent', admin.id, 'viewer', 'member'],
        ['invitation.sent', owner.id, null, 'viewer'],
      ],
    );
    assert.ok(!JSON.stringify(acts).includes(address));
  });
});

describe('who may act on an invitation (R12)', () => {
  it('invites as the own role or one below, whoever asks', async () => {
    const team = await makeTeam(backend, 'owner', 'admin', 'member', 'viewer');
    const as = (role: 'owner' | 'admin' | 'member' | 'viewer', to: string) =>
      invite(team, team.as(role), [newAddress()], { role: to });
    for (const to of ['owner', 'admin', 'member', 'viewer']) done(await as('owner', to));
    for (const to of ['admin', 'member', 'viewer']) done(await as('admin', to));
    refused(await as('admin', 'owner'), 'above-own-role');
    refused(await as('member', 'viewer'), 'no-team-management');
    refused(await as('viewer', 'viewer'), 'no-team-management');
  });

  it('lets an admin revoke and send again their own invitation of an admin, and no other admin’s', async () => {
    const team = await makeTeam(backend, 'owner', 'admin', 'admin');
    const [owner, admin, other] = [team.as('owner'), team.as('admin'), team.as('admin', 1)];
    const id = await invited(team, admin, newAddress(), { role: 'admin' });
    const resend = (by: typeof owner, version: number) =>
      team.send(by, `POST /invitations/${id}/resend`, { version });
    refused(await resend(other, 1), 'cannot-manage-role');
    done(await resend(admin, 1));
    const revoke = async (by: typeof owner, which: string) => {
      const { outcomes } = done(
        await team.send<RevokedInvitations>(by, 'POST /invitations/revoke', {
          invitations: [which],
        }),
      );
      return outcomes[0]?.problem?.code ?? 'done';
    };
    assert.equal(await revoke(other, id), 'cannot-manage-role');
    assert.equal(await revoke(admin, id), 'done');
    const owners = await invited(team, owner, newAddress(), { role: 'admin' });
    assert.equal(await revoke(owner, owners), 'done');
  });

  it('sends one again as no role above the own, be it one’s own invitation or another’s', async () => {
    const team = await makeTeam(backend, 'owner', 'admin');
    const [owner, admin] = [team.as('owner'), team.as('admin')];
    for (const inviter of [owner, admin]) {
      const id = await invited(team, inviter, newAddress(), { role: 'viewer' });
      const resend = (role: string) =>
        team.send<ChangedInvitation>(admin, `POST /invitations/${id}/resend`, { role, version: 1 });
      refused(await resend('owner'), 'above-own-role');
      assert.equal(done(await resend('admin')).invitation.role, 'admin');
    }
  });

  it('knows none of another organization', async () => {
    const [here, there] = [await makeTeam(backend, 'owner'), await makeTeam(backend, 'owner')];
    const id = await invited(there, there.as('owner'), newAddress());
    for (const request of [`POST /invitations/${id}/resend`, `PATCH /invitations/${id}`] as const) {
      const answer = await here.send(here.as('owner'), request, { version: 1, lifetime: 600 });
      refused(answer, 'invitation-not-found');
    }
  });

  it('vouches from then on, who sends it again', async () => {
    const team = await makeTeam(backend, 'owner', 'admin');
    const [owner, admin] = [team.as('owner'), team.as('admin')];
    const person = await backend.person();
    const id = await invited(team, admin, person.email);
    done(await team.send(owner, `POST /invitations/${id}/resend`, { version: 1 }));
    done(await team.send(owner, `DELETE /members/${admin.member}`));
    done(await guest.acceptFromInbox(id, person));
  });
});

describe('the list of invitations (R24)', () => {
  it('tells the pending from the past, and how each ended', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const [accepting, declining] = [await backend.person(), await backend.person()];
    const pending = await invited(team, owner, newAddress());
    const accepted = await invited(team, owner, accepting.email);
    const declined = await invited(team, owner, declining.email);
    const revoked = await invited(team, owner, newAddress());
    const { id: over } = await expired(backend, team);
    done(await guest.acceptFromInbox(accepted, accepting));
    done(await guest.declineFromInbox(declined, declining));
    done(await team.send(owner, 'POST /invitations/revoke', { invitations: [revoked] }));
    const idsOf = async (query: string): Promise<Set<string>> =>
      new Set((await listed(team, owner, query)).invitations.map(({ id }) => id));
    assert.deepEqual(await idsOf(''), new Set([pending]));
    assert.deepEqual(await idsOf('?state=past'), new Set([accepted, declined, revoked, over]));
    for (const [state, id] of Object.entries({ accepted, declined, revoked, expired: over })) {
      assert.deepEqual(await idsOf(`?state=${state}`), new Set([id]), state);
    }
    const [late] = (await listed(team, owner, '?state=expired')).invitations;
    assert.deepEqual(
      [late?.ended, late?.endedAt, late?.endedBy],
      ['expired', late?.expiresAt, null],
    );
    const past = await listed(team, owner, '?state=accepted');
    const [one] = past.invitations;
    assert.deepEqual(
      [one?.state, one?.inviter.person, one?.endedBy],
      ['used', owner.id, { person: accepting.id, name: accepting.name }],
    );
  });

  it('points out those that have had no answer for three days (R39)', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const ago = (days: number): string => new Date(Date.now() - days * DAY).toISOString();
    const stale = await backend.invitation(team.id, {
      address: newAddress(),
      inviter: owner,
      sentAt: ago(3.01),
      expiresAt: ago(-2),
    });
    await backend.invitation(team.id, {
      address: newAddress(),
      inviter: owner,
      sentAt: ago(2.99),
      expiresAt: ago(-2),
    });
    await backend.invitation(team.id, {
      address: newAddress(),
      inviter: owner,
      sentAt: ago(5),
      expiresAt: ago(1),
    });
    await expired(backend, team);
    const all = await listed(team, owner);
    assert.deepEqual([all.total, all.stale], [2, 1]);
    assert.deepEqual(
      all.invitations.filter(one => one.stale).map(({ id }) => id),
      [stale.id],
    );
    assert.equal((await listed(team, owner, '?state=stale')).total, 1);
  });

  it('points out none that was sent again, for three days more (R39)', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const { id } = await backend.invitation(team.id, {
      address: newAddress(),
      inviter: owner,
      sentAt: new Date(Date.now() - 4 * DAY).toISOString(),
      expiresAt: new Date(Date.now() + 2 * DAY).toISOString(),
    });
    assert.equal((await listed(team, owner)).stale, 1);
    done(await team.send(owner, `PATCH /invitations/${id}`, { version: 1, lifetime: 86_400 }));
    assert.equal((await listed(team, owner)).stale, 1);
    done(await team.send(owner, `POST /invitations/${id}/resend`, { version: 2 }));
    assert.equal((await listed(team, owner)).stale, 0);
  });

  it('goes page by page through every order, each once, and finds a part of an address', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    for (let n = 0; n < 23; n += 1) {
      await invited(team, owner, `person-${n % 7}-${newAddress()}`, {
        role: n % 2 === 0 ? 'viewer' : 'admin',
        lifetime: 300 + 60 * (n % 5),
      });
    }
    for (const sort of ['address', 'role', 'sentAt', 'expiresAt'] as const) {
      const up = await walk(`?sort=${sort}&limit=4`);
      const down = await walk(`?sort=-${sort}&limit=5`);
      assert.equal(new Set(up.map(({ id }) => id)).size, 23);
      assert.deepEqual(
        down.map(({ id }) => id),
        up.map(({ id }) => id).toReversed(),
      );
      const values = up.map(one => one[sort]);
      assert.deepEqual(values, sort === 'role' ? values : values.toSorted());
    }
    const found = await listed(team, owner, '?q=PERSON-3');
    assert.equal(found.total, 3);
    assert.ok(found.invitations.every(({ address }) => address.startsWith('person-3-')));
    assert.equal((await listed(team, owner, '?q=nobody')).total, 0);
    assert.equal((await listed(team, owner, '?q=%25')).total, 0);
    assert.equal((await listed(team, owner, '?q=%20')).total, 23);

    async function walk(query: string): Promise<Invitation[]> {
      const all: Invitation[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = await listed(team, owner, `${query}${cursor && `&cursor=${cursor}`}`);
        all.push(...page.invitations);
        cursor = page.next;
      }
      return all;
    }
  });

  it('refuses a place in another list, of the organization or of another one', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    await invited(team, owner, newAddress());
    await invited(team, owner, newAddress());
    const { next } = await listed(team, owner, '?limit=1');
    for (const query of ['state=past', 'sort=address', 'q=a']) {
      refused(
        await team.send(owner, `GET /invitations?${query}&cursor=${next ?? ''}`),
        'malformed-cursor',
      );
    }
    const elsewhere = await makeTeam(backend, 'owner');
    const foreign = `GET /invitations?cursor=${next ?? ''}` as const;
    refused(await elsewhere.send(elsewhere.as('owner'), foreign), 'malformed-cursor');
  });

  it('gives no link of one that is over', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const revoked = await invited(team, owner, newAddress());
    const { id: over } = await expired(backend, team);
    done(await team.send(owner, 'POST /invitations/revoke', { invitations: [revoked] }));
    const { links } = done(
      await team.send<InvitationLinks>(owner, 'POST /invitations/links', {
        invitations: [revoked, over],
      }),
    );
    assert.deepEqual(
      links.map(({ url, problem }) => [url, problem?.code]),
      [
        [null, 'invitation-revoked'],
        [null, 'invitation-expired'],
      ],
    );
  });

  it('shows neither links nor anything to those who may not invite', async () => {
    const team = await makeTeam(backend, 'owner', 'member');
    const id = await invited(team, team.as('owner'), newAddress());
    const token = await copiedToken(team, team.as('owner'), id);
    const page = await listed(team, team.as('owner'));
    assert.ok(!JSON.stringify(page).includes(token.split('.').at(-1) ?? ''));
    refused(await team.send(team.as('member'), 'GET /invitations'), 'no-team-management');
  });
});

function timeOf(time: unknown): number {
  return Date.parse(String(time));
}

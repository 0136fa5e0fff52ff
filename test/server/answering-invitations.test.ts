import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ProblemCode } from '../../src/contract/problems.ts';
import { newAddress } from '../support/accounts.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { copiedToken, expired, guestOf, invited, listed, rolesIn } from '../support/invitations.ts';
import { listen } from '../support/live.ts';
import { askedMeanwhile } from '../support/meanwhile.ts';
import { done, makeTeam, refused, type Team } from '../support/team.ts';

const backend = await backendForTests();
const guest = guestOf(backend.url);

describe('opening a link', () => {
  it('tells who invites to what, as which role and until when, before signing in, and no more (R20)', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const id = await invited(team, owner, newAddress(), { role: 'viewer' });
    const [invitation] = (await listed(team, owner)).invitations;
    const opened = done(await guest.open(await copiedToken(team, owner, id)));
    const [organization] = await backend.sql<{ name: string }>(
      'select name from orgtags.organization where id = $1',
      [team.id],
    );
    assert.deepEqual(opened, {
      organization: { name: organization?.name, purpose: null },
      inviter: { name: owner.name },
      role: 'viewer',
      expiresAt: invitation?.expiresAt,
      yours: null,
      hasAccount: false,
    });
  });

  it('accepts nothing, however often', async () => {
    const team = await makeTeam(backend, 'owner');
    const person = await backend.person();
    const { copied } = await invitedBy(team, person.email);
    for (let n = 0; n < 3; n += 1) done(await guest.open(copied, person));
    assert.equal((await rolesIn(team)).size, 1);
    assert.equal((await listed(team, team.as('owner'))).total, 1);
  });

  it('tells the right account from a wrong one, and not whose it is (R22)', async () => {
    const team = await makeTeam(backend, 'owner');
    const [mia, ben] = [await backend.person(), await backend.person()];
    const { copied } = await invitedBy(team, mia.email);
    assert.equal(done(await guest.open(copied, mia)).yours, true);
    const wrong = await guest.open(copied, ben);
    assert.equal(done(wrong).yours, false);
    assert.ok(!JSON.stringify(wrong.body).includes(mia.email));
    assert.equal(done(await guest.open(copied, { token: 'nobodys.token' })).yours, null);
    const signedOut = await backend.session(mia);
    await backend.sql('delete from orgtags_auth.session where id = $1', [signedOut.session]);
    assert.equal(done(await guest.open(copied, signedOut)).yours, null);
    refused(await guest.accept(copied, ben), 'invitation-for-another');
    refused(await guest.decline(copied, ben), 'invitation-for-another');
    done(await guest.accept(copied, mia));
  });

  it('has four different answers where it does not open (R23)', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const [used, revoked] = [await backend.person(), newAddress()];
    const accepted = await invitedBy(team, used.email);
    done(await guest.accept(accepted.copied, used));
    const ended = await invitedBy(team, revoked);
    done(await team.send(owner, 'POST /invitations/revoke', { invitations: [ended.id] }));
    const over = await expired(backend, team);
    for (const by of [undefined, owner, used]) {
      refused(await guest.open(accepted.copied, by), 'invitation-used');
      refused(await guest.open(ended.copied, by), 'invitation-revoked');
      refused(await guest.open(over.copied, by), 'invitation-expired');
      refused(await guest.open('c.1.1.no.token', by), 'invitation-unknown');
    }
  });

  it('knows nothing of an organization that was deleted', async () => {
    const team = await makeTeam(backend, 'owner');
    const person = await backend.person();
    const { copied, id } = await invitedBy(team, person.email);
    done(await guest.open(copied));
    done(
      await ask(`${backend.url}/api/v1/organizations/${team.id}`, {
        method: 'DELETE',
        token: team.as('owner').token,
      }),
    );
    refused(await guest.open(copied), 'invitation-unknown');
    refused(await guest.accept(copied, person), 'invitation-unknown');
    refused(await guest.acceptFromInbox(id, person), 'invitation-unknown');
    assert.deepEqual(await guest.inbox(person), []);
  });
});

describe('accepting', () => {
  it('makes a member of the role that was given, once, however often it is asked', async () => {
    const team = await makeTeam(backend, 'owner');
    const person = await backend.person();
    const { copied, mailed, id } = await invitedBy(team, person.email, 'admin');
    const joined = done(await guest.accept(copied, person));
    assert.deepEqual([joined.id, joined.role, joined.ended], [team.id, 'admin', false]);
    for (const again of [
      await guest.accept(copied, person),
      await guest.accept(mailed, person),
      await guest.acceptFromInbox(id, person),
    ]) {
      assert.deepEqual(done(again), joined);
    }
    assert.deepEqual((await rolesIn(team)).get(person.id), 'admin');
    const acts = await team.activities();
    assert.deepEqual(
      acts.map(({ action, actor, subject }) => [action, actor.person, subject?.person]).sort(),
      [
        ['invitation.accepted', person.id, undefined],
        ['invitation.sent', team.as('owner').id, undefined],
        ['member.joined', person.id, person.id],
      ],
    );
  });

  it('is no answer for a member who opens what another has accepted', async () => {
    const team = await makeTeam(backend, 'owner', 'viewer');
    const person = await backend.person();
    const { copied } = await invitedBy(team, person.email);
    done(await guest.accept(copied, person));
    refused(await guest.accept(copied, team.as('viewer')), 'invitation-used');
  });

  const meanwhile: readonly (readonly [string, string, ProblemCode])[] = [
    [
      'sent again, as less',
      `update orgtags.invitation set generation = 2, role = 'viewer', version = 2
        where organization_id = $1`,
      'invitation-revoked',
    ],
    [
      'gone with its organization',
      'update orgtags.organization set deleted_at = now() where id = $1',
      'invitation-unknown',
    ],
  ];
  for (const [name, statement, code] of meanwhile) {
    it(`makes no member by an invitation that is ${name} at the same moment`, async () => {
      const team = await makeTeam(backend, 'owner');
      const person = await backend.person();
      const { copied } = await invitedBy(team, person.email, 'admin');
      const answer = await askedMeanwhile(backend, [statement, team.id], () =>
        guest.accept(copied, person),
      );
      refused(answer, code);
      const members = await backend.sql(
        'select from orgtags.membership where organization_id = $1 and person_id = $2',
        [team.id, person.id],
      );
      assert.equal(members.length, 0);
    });
  }

  it('leaves a member as they are', async () => {
    const team = await makeTeam(backend, 'owner', 'viewer');
    const viewer = team.as('viewer');
    const { copied } = await invitedBy(team, viewer.email, 'admin');
    assert.equal(done(await guest.accept(copied, viewer)).role, 'viewer');
    assert.equal((await rolesIn(team)).get(viewer.id), 'viewer');
  });

  it('is told to the members, and to who has joined', async () => {
    const team = await makeTeam(backend, 'owner');
    const person = await backend.person();
    const [owners, own] = await Promise.all([
      listen(backend.url, team.as('owner')),
      listen(backend.url, person),
    ]);
    const { id } = await invitedBy(team, person.email);
    done(await guest.acceptFromInbox(id, person));
    await owners.first(event => event.kind === 'change' && event.type === 'member');
    await owners.first(event => event.kind === 'change' && event.subject === id);
    await own.first(({ kind }) => kind === 'access-gained');
    await Promise.all([owners.close(), own.close()]);
  });

  it('lets somebody who was removed back in, with the session that they accept with alone (R16)', async () => {
    const team = await makeTeam(backend, 'owner', 'viewer');
    const [owner, viewer] = [team.as('owner'), team.as('viewer')];
    const other = await backend.session(viewer);
    const seesMembers = async (by: { token: string }): Promise<number> =>
      (await team.send(by, 'GET /members')).status;
    await backend.sql(
      `insert into orgtags.session_part (organization_id, person_id, session_id, device)
       select $1, $2, session, '' from unnest($3::text[]) as session`,
      [team.id, viewer.id, [viewer.session, other.session]],
    );
    done(await team.send(owner, `DELETE /members/${viewer.member}`));
    assert.equal(await seesMembers(viewer), 404);
    const { id } = await invitedBy(team, viewer.email);
    done(await guest.acceptFromInbox(id, viewer));
    assert.equal(await seesMembers(viewer), 200);
    assert.equal(await seesMembers(other), 401);
  });

  it('is not for who has declined, nor for who was too late', async () => {
    const team = await makeTeam(backend, 'owner');
    const person = await backend.person();
    const { copied, id } = await invitedBy(team, person.email);
    done(await guest.decline(copied, person));
    refused(await guest.accept(copied, person), 'invitation-used');
    refused(await guest.acceptFromInbox(id, person), 'invitation-used');
    refused(await guest.decline(copied, person), 'invitation-used');
    assert.equal((await rolesIn(team)).size, 1);
  });
});

describe('declining', () => {
  it('is recorded, with who did it, and as what they were invited (R34)', async () => {
    const team = await makeTeam(backend, 'owner');
    const person = await backend.person();
    const { copied } = await invitedBy(team, person.email, 'viewer');
    done(await guest.decline(copied, person));
    const [{ action, actor, before, after } = {}] = await team.activities();
    assert.deepEqual(
      [action, actor?.person, before, after],
      ['invitation.declined', person.id, { role: 'viewer' }, null],
    );
    const [one] = (await listed(team, team.as('owner'), '?state=past')).invitations;
    assert.deepEqual([one?.ended, one?.endedBy?.person], ['declined', person.id]);
  });
});

describe('the inbox (R21)', () => {
  it('shows the pending invitations to a verified address, whatever its case, to nobody else', async () => {
    const team = await makeTeam(backend, 'owner');
    const [mia, ben] = [await backend.person(), await backend.person()];
    const id = await invited(team, team.as('owner'), mia.email.toUpperCase());
    assert.deepEqual(await guest.inbox(mia), [id]);
    assert.deepEqual(await guest.inbox(ben), []);
    refused(await guest.acceptFromInbox(id, ben), 'invitation-unknown');
    refused(await guest.declineFromInbox(id, ben), 'invitation-unknown');
    done(await guest.declineFromInbox(id, mia));
    assert.deepEqual(await guest.inbox(mia), []);
  });

  it('is counted in the session, and heard of at once', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const person = await backend.person();
    const waiting = async (): Promise<number> => {
      const answer = await ask<{ invitations: number }>(`${backend.url}/api/v1/session`, {
        token: person.token,
      });
      return done(answer).invitations;
    };
    assert.equal(await waiting(), 0);
    const ear = await listen(backend.url, person);
    const id = await invited(team, owner, person.email);
    await ear.first(({ kind }) => kind === 'inbox');
    assert.equal(await waiting(), 1);
    done(await team.send(owner, 'POST /invitations/revoke', { invitations: [id] }));
    await ear.first(event => event.kind === 'inbox' && event !== ear.heard.find(isInbox));
    assert.equal(await waiting(), 0);
    await ear.close();
  });

  it('tells who comes back that something has come meanwhile', async () => {
    const team = await makeTeam(backend, 'owner');
    const person = await backend.person();
    const ear = await listen(backend.url, person);
    const { lastId } = ear;
    await ear.close();
    await invited(team, team.as('owner'), person.email);
    const again = await listen(backend.url, { token: person.token, lastEventId: lastId });
    assert.ok(again.heard.some(({ kind }) => kind === 'resync'));
    await again.close();
  });
});

describe('an inviter who may not invite any more (R25)', () => {
  const losses = {
    'is removed': (member: string) => [`DELETE /members/${member}`, undefined] as const,
    'becomes a member': (member: string) =>
      [`PATCH /members/${member}`, { role: 'member', version: 1 }] as const,
    'is removed with others': (member: string) =>
      ['POST /members/changes', { members: [{ id: member, version: 1 }], role: null }] as const,
    'has Team management no more': () =>
      [
        'PATCH /permissions',
        { changes: [{ role: 'admin', feature: 'team', level: 'none' }], version: 1 },
      ] as const,
  };
  for (const [name, loss] of Object.entries(losses)) {
    it(`ends their invitations, and nobody else’s: who ${name}`, async () => {
      const team = await makeTeam(backend, 'owner', 'admin');
      const [owner, admin] = [team.as('owner'), team.as('admin')];
      const person = await backend.person();
      const theirs = await invitedBy(team, person.email, 'member', admin);
      const kept = await invitedBy(team, newAddress());
      const [request, json] = loss(admin.member);
      done(await team.send(owner, request, json));
      refused(await guest.open(theirs.copied), 'invitation-revoked');
      refused(await guest.accept(theirs.copied, person), 'invitation-revoked');
      assert.deepEqual(await guest.inbox(person), []);
      done(await guest.open(kept.copied));
      const [ended] = (await listed(team, owner, '?state=past')).invitations;
      assert.deepEqual(
        [ended?.id, ended?.ended, ended?.endedBy],
        [theirs.id, 'inviter-lost-right', null],
      );
      const lapsed = (await team.activities()).filter(
        ({ action }) => action === 'invitation.lapsed',
      );
      assert.deepEqual(
        lapsed.map(({ actor, subject }) => [actor.person, subject?.person]),
        [[owner.id, admin.id]],
      );
    });
  }

  it('ends them when they leave', async () => {
    const team = await makeTeam(backend, 'owner', 'owner');
    const leaving = team.as('owner', 1);
    const { copied } = await invitedBy(team, newAddress(), 'viewer', leaving);
    done(await team.send(leaving, 'POST /leave'));
    refused(await guest.open(copied), 'invitation-revoked');
  });

  it('keeps those of a role that they may still give', async () => {
    const team = await makeTeam(backend, 'owner', 'owner');
    const stepping = team.as('owner', 1);
    const asOwner = await invitedBy(team, newAddress(), 'owner', stepping);
    const asAdmin = await invitedBy(team, newAddress(), 'admin', stepping);
    done(
      await team.send(team.as('owner'), `PATCH /members/${stepping.member}`, {
        role: 'admin',
        version: 1,
      }),
    );
    refused(await guest.open(asOwner.copied), 'invitation-revoked');
    done(await guest.open(asAdmin.copied));
  });

  const behindTheBack = {
    'became a viewer': `update orgtags.membership set role = 'viewer'
                         where organization_id = $1 and role = 'admin'`,
    'has Team management no more': `update orgtags.organization
                                       set permissions = '{"admin": {"team": "none"}}' where id = $1`,
  };
  for (const [name, statement] of Object.entries(behindTheBack)) {
    it(`is asked about once more when it is accepted: who ${name}`, async () => {
      const team = await makeTeam(backend, 'owner', 'admin');
      const person = await backend.person();
      const { copied } = await invitedBy(team, person.email, 'member', team.as('admin'));
      // Behind the backend’s back, which then has ended nothing.
      await backend.sql(statement, [team.id]);
      refused(await guest.accept(copied, person), 'invitation-revoked');
      assert.equal((await rolesIn(team)).has(person.id), false);
    });
  }

  it('changes nothing of invitations of theirs that had ended before', async () => {
    const team = await makeTeam(backend, 'owner', 'admin');
    const [owner, admin] = [team.as('owner'), team.as('admin')];
    const person = await backend.person();
    const answered = await invitedBy(team, person.email, 'member', admin);
    done(await guest.accept(answered.copied, person));
    const pending = await invitedBy(team, newAddress(), 'member', admin);
    done(await team.send(owner, `DELETE /members/${admin.member}`));
    const past = (await listed(team, owner, '?state=past')).invitations;
    assert.deepEqual(
      new Map(past.map(({ id, ended }) => [id, ended])),
      new Map([
        [answered.id, 'accepted'],
        [pending.id, 'inviter-lost-right'],
      ]),
    );
    assert.equal((await listed(team, owner, '?state=accepted')).invitations[0]?.version, 2);
  });
});

/** Invites somebody, straight in the database. */
function invitedBy(
  team: Team,
  address: string,
  role: 'owner' | 'admin' | 'member' | 'viewer' = 'member',
  inviter: { readonly id: string } = team.as('owner'),
) {
  return backend.invitation(team.id, { address, role, inviter });
}

function isInbox({ kind }: { readonly kind: string }): boolean {
  return kind === 'inbox';
}

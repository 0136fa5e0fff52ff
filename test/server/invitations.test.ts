import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type {
  InvitationOutcomes,
  InvitationPage,
  ChangedInvitation,
  InvitationLinks,
  OpenedInvitation,
  RevokedInvitations,
} from '../../src/contract/invitations.ts';
import { ask, backendForTests, ORIGIN } from '../support/backend.ts';
import { newAddress } from '../support/accounts.ts';
import { done, makeTeam, refused, type Team } from '../support/team.ts';

const backend = await backendForTests();

function invite(
  team: Team,
  by: 'owner' | 'admin',
  addresses: readonly string[],
  more: object = {},
) {
  return team.send<InvitationOutcomes>(team.as(by), 'POST /invitations', {
    invitees: addresses.map(address => ({ address })),
    role: 'member',
    ...more,
  });
}

describe('inviting', () => {
  it('gives each address an outcome of its own (R18, R40)', async () => {
    const team = await makeTeam(backend, 'owner', 'viewer');
    const [fresh, again] = [newAddress(), newAddress()];
    done(await invite(team, 'owner', [again]));
    const { outcomes } = done(
      await invite(team, 'owner', [
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
    const page = done(await team.send<InvitationPage>(team.as('owner'), 'GET /invitations'));
    assert.equal(page.total, 2);
  });

  it('gives links that open, and resending ends them', async () => {
    const team = await makeTeam(backend, 'owner');
    const address = newAddress();
    const { outcomes } = done(await invite(team, 'owner', [address]));
    const id = outcomes[0]?.invitation?.id ?? '';
    const { links } = done(
      await team.send<InvitationLinks>(team.as('owner'), 'POST /invitations/links', {
        invitations: [id],
      }),
    );
    const token = links[0]?.url?.split('#token=')[1];
    const open = () =>
      ask<OpenedInvitation>(`${backend.url}/api/v1/invitations/open`, {
        method: 'POST',
        headers: { origin: ORIGIN },
        json: { token },
      });
    const opened = done(await open());
    assert.equal(opened.yours, null);
    const { invitation } = done(
      await team.send<ChangedInvitation>(team.as('owner'), `POST /invitations/${id}/resend`, {
        version: 1,
      }),
    );
    assert.equal(invitation.expiresAt, outcomes[0]?.invitation?.expiresAt);
    refused(await open(), 'invitation-revoked');
    const revoked = done(
      await team.send<RevokedInvitations>(team.as('owner'), 'POST /invitations/revoke', {
        invitations: [id],
      }),
    );
    assert.equal(revoked.outcomes[0]?.invitation?.ended, 'revoked');
  });

  it('lets who is invited join', async () => {
    const team = await makeTeam(backend, 'owner');
    const person = await backend.person();
    const { copied, id } = await backend.invitation(team.id, {
      address: person.email,
      inviter: team.as('owner'),
    });
    const accept = (path: string, json?: object) =>
      ask(`${backend.url}/api/v1/invitations/${path}`, {
        method: 'POST',
        token: person.token,
        json,
      });
    const inbox = await ask(`${backend.url}/api/v1/invitations`, { token: person.token });
    assert.equal((inbox.body as { invitations: unknown[] }).invitations.length, 1);
    const joined = done(await accept('accept', { token: copied }));
    assert.deepEqual(done(await accept('accept', { token: copied })), joined);
    assert.deepEqual(done(await accept(`${id}/accept`, {})), joined);
  });
});

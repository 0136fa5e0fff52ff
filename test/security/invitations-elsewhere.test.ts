import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { InvitationOutcomes } from '../../src/contract/invitations.ts';
import type { TestMember } from '../../src/testing/backend.ts';
import { newAddress } from '../support/accounts.ts';
import { backendForTests } from '../support/backend.ts';
import { freePort } from '../support/free-port.ts';
import { guestOf, invite } from '../support/invitations.ts';
import { watch } from '../support/rows.ts';
import { done, makeTeam, refused, type Team } from '../support/team.ts';

/**
 * Two organizations whose invitations have in common what they may: ids, which are unique in their
 * organization alone, people, and addresses. What is done in one changes nothing in the other (R33).
 */
const backend = await backendForTests({
  // Where nobody takes a letter, so that it is known what became of it.
  mail: {
    smtpUrl: `smtp://127.0.0.1:${String(await freePort())}`,
    from: 'no-reply@host.example',
  },
});
const guest = guestOf(backend.url);

const HOUR = 3_600_000;

describe('the invitations of another organization (R33)', () => {
  it('are neither asked nor ended when people are invited whom it knows', async () => {
    const [ours, theirs] = await both();
    const [pending, past] = [newAddress(), newAddress()];
    await sent(theirs, pending);
    await sent(theirs, past, { sentAt: ago(48), expiresAt: ago(24) });
    const member = theirs.as('member').email;
    const untouched = await watch(backend, theirs);
    const { outcomes } = done<InvitationOutcomes>(
      await invite(ours, ours.as('owner'), [member, pending, past]),
    );
    assert.deepEqual(
      outcomes.map(({ problem }) => problem),
      [null, null, null],
    );
    await untouched();
  });

  it('end with nobody’s right elsewhere, and nobody keeps a right by being somebody elsewhere', async () => {
    const [ours, theirs] = await both();
    const shared = theirs.as('owner');
    const [, admin] = await joins(ours, shared);
    const address = newAddress();
    const { id } = await backend.invitation(ours.id, { address, inviter: shared });
    await sent(theirs, newAddress());
    const untouched = await watch(backend, theirs);
    done(await ours.send(ours.as('owner'), `DELETE /members/${admin}`));
    assert.equal((await stored(ours, id)).ended, 'inviter-lost-right');
    await untouched();
  });

  it('are no reason to end those here of an inviter who has lost the right there alone', async () => {
    const [ours, theirs] = await both();
    const [person] = (await makeTeam(backend, 'viewer')).members;
    const inviter = person as TestMember;
    for (const team of [ours, theirs]) await joins(team, inviter);
    const { id } = await backend.invitation(ours.id, { address: newAddress(), inviter });
    await backend.invitation(theirs.id, { address: newAddress(), inviter });
    await backend.sql(
      `update orgtags.organization set permissions = '{"admin": {"team": "none"}}' where id = $1`,
      [theirs.id],
    );
    const untouched = await watch(backend, theirs);
    done(await ours.send(ours.as('owner'), `DELETE /members/${ours.as('member').member}`));
    assert.equal((await stored(ours, id)).ended, null);
    await untouched();
  });

  it('stay open when one of the same id is accepted, and so do the parts of sessions that have ended', async () => {
    const [ours, theirs] = await both();
    const member = theirs.as('member');
    await backend.sql(
      `insert into orgtags.session_part (organization_id, person_id, session_id, device, ended_at)
       values ($1, $2, $3, '', now())`,
      [theirs.id, member.id, member.session],
    );
    const { id, copied } = await sent(ours, member.email);
    await twin(theirs, id, 1);
    const untouched = await watch(backend, theirs);
    done(await guest.accept(copied, member));
    assert.equal((await stored(ours, id)).ended, 'accepted');
    await untouched();
  });

  it('are all that whoever is a member there alone vouches for', async () => {
    const [ours, theirs] = await both();
    const person = await backend.person();
    const invitation = { address: person.email, inviter: theirs.as('owner') };
    const { copied } = await backend.invitation(ours.id, invitation);
    refused(await guest.accept(copied, person), 'invitation-revoked');
    const other = await backend.person();
    const { members } = await makeTeam(backend, 'admin');
    const [admin] = await joins(ours, members[0] as TestMember);
    // Nowhere else do admins invite.
    await backend.sql(
      `update orgtags.organization set permissions = '{"admin": {"team": "none"}}' where id <> $1`,
      [ours.id],
    );
    // It stands behind those.
    await backend.sql('update orgtags.organization set version = version where id = $1', [ours.id]);
    const vouched = await backend.invitation(ours.id, { address: other.email, inviter: admin });
    done(await guest.accept(vouched.copied, other));
  });

  it('are not those that are changed by an id that both have', async () => {
    const [ours, theirs] = await both();
    const { id } = await sent(ours, newAddress());
    await twin(theirs, id, 2);
    const untouched = await watch(backend, theirs);
    const owner = ours.as('owner');
    done(await ours.send(owner, `PATCH /invitations/${id}`, { lifetime: 7200, version: 1 }));
    await untouched();
    done(await ours.send(owner, `POST /invitations/${id}/resend`, { version: 2 }));
    while ((await stored(ours, id)).mail === 'sending') continue;
    assert.equal((await stored(ours, id)).mail, 'failed');
    await untouched();
  });
});

/** Two organizations, each with an owner and a member. */
async function both(): Promise<[Team, Team]> {
  return [await makeTeam(backend, 'owner', 'member'), await makeTeam(backend, 'owner', 'member')];
}

/** A pending invitation of a team's owner. */
function sent(
  team: Team,
  address: string,
  times: { readonly sentAt?: string; readonly expiresAt?: string } = {},
) {
  return backend.invitation(team.id, { address, inviter: team.as('owner'), ...times });
}

/** Makes somebody an admin. @returns with the id of the membership */
async function joins(team: Team, person: TestMember): Promise<[TestMember, string]> {
  const [member] = await backend.sql<{ id: string }>(
    `insert into orgtags.membership (organization_id, person_id, role, name, email)
     values ($1, $2, 'admin', $3, $4) returning id`,
    [team.id, person.id, person.name, person.email],
  );
  assert.ok(member);
  return [person, member.id];
}

/** One with an id that another organization has given, too; it stands behind that one. */
async function twin(team: Team, id: string, generation: number): Promise<void> {
  const made = await sent(team, newAddress());
  await backend.sql(
    `update orgtags.invitation set id = $3, version = 7, generation = $4
      where organization_id = $1 and id = $2`,
    [team.id, made.id, id, generation],
  );
}

async function stored(
  team: Team,
  id: string,
): Promise<{ readonly ended: string | null; readonly mail: string }> {
  const [row] = await backend.sql<{ ended: string | null; mail: string }>(
    'select ended, mail from orgtags.invitation where organization_id = $1 and id = $2',
    [team.id, id],
  );
  assert.ok(row);
  return row;
}

function ago(hours: number): string {
  return new Date(Date.now() - hours * HOUR).toISOString();
}

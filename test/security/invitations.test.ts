import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Client } from 'pg';
import type { InvitationLinks, InviteeProblem } from '../../src/contract/invitations.ts';
import type { Session } from '../../src/contract/shapes.ts';
import { ROLES, type Role } from '../../src/domain/index.ts';
import type { LogEntry } from '../../src/server/index.ts';
import { invitationLinks } from '../../src/server/invitations/links.ts';
import { plainName } from '../../src/server/mail/invitation-letters.ts';
import { keyRing } from '../../src/server/settings.ts';
import { TEST_SECRET, type TestPerson } from '../../src/testing/backend.ts';
import { accountsForTests, bearerIn, newAddress, tokenIn } from '../support/accounts.ts';
import { ask, backendForTests, type Answer } from '../support/backend.ts';
import {
  copiedToken,
  guestOf,
  invite,
  invited,
  INVITE_PAGE,
  listed,
  mailedToken,
  rolesIn,
} from '../support/invitations.ts';
import { pooled } from '../support/postgres.ts';
import { serverForTests } from '../support/server.ts';
import { done, makeTeam, refused, type Team } from '../support/team.ts';

// SECURITY, “Invitations”, line by line.

const PASSWORD = 'correct horse battery';

const log: LogEntry[] = [];
const { backend, sink, post, forget, signedIn, signsIn, unverified } = await accountsForTests({
  invitePage: INVITE_PAGE,
  log: entry => log.push(entry),
});
const guest = guestOf(backend.url);

describe('a copied link', () => {
  it('joins, and proves nothing of the address: other invitations stay unseen', async () => {
    const [here, there] = [await makeTeam(backend, 'owner'), await makeTeam(backend, 'owner')];
    const email = newAddress();
    const id = await invited(here, here.as('owner'), email);
    await invited(there, there.as('owner'), email);
    const token = await copiedToken(here, here.as('owner'), id);

    const person = await signUp(token, email);
    assert.equal(await isVerified(person), false);
    assert.deepEqual(await guest.inbox(person), []);
    done(await guest.accept(token, person));
    // Before they have asked for anything as a member, which would put it right.
    assert.equal(await verifiedIn(here, email), false);
    assert.equal((await rolesIn(here)).size, 2);
    assert.equal(await isVerified(person), false);
    assert.deepEqual(await guest.inbox(person), []);
    refused(await guest.acceptFromInbox(id, person), 'invitation-unknown');
    assert.deepEqual(await verifiedIn(here, email), false);
  });

  it('is for nobody else, and makes no account of another address', async () => {
    const team = await makeTeam(backend, 'owner');
    const token = await copiedTo(team, newAddress());
    const answer = await trySignUp(token, newAddress());
    refused(answer, 'invalid-input');
    assert.deepEqual(answer.problem.fields, [{ field: 'email', code: 'invitation-for-another' }]);
  });

  it('takes over no account, whether its address is verified or not', async () => {
    const team = await makeTeam(backend, 'owner');
    for (const person of [
      await backend.person({ password: PASSWORD }),
      await unverified(PASSWORD),
    ]) {
      const token = await copiedTo(team, person.email);
      assert.equal(done(await guest.open(token)).hasAccount, true);
      refused(await trySignUp(token, person.email, 'another password'), 'account-exists');
      assert.equal(await signsIn(person.email, PASSWORD), true);
    }
  });
});

describe('a link that is over', () => {
  it('makes no account, whether it was copied or mailed', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const email = newAddress();
    const id = await invited(team, owner, email);
    const tokens = [await copiedToken(team, owner, id), mailedToken(await sink.next(email))];
    done(await team.send(owner, 'POST /invitations/revoke', { invitations: [id] }));
    for (const token of tokens) refused(await trySignUp(token, email), 'invitation-revoked');
    assert.equal(await signsIn(email, PASSWORD), false);
  });
});

describe('a mailed link', () => {
  it('proves the address: the account is verified, and its inbox open', async () => {
    const [here, there] = [await makeTeam(backend, 'owner'), await makeTeam(backend, 'owner')];
    const email = newAddress();
    const token = await mailedTo(here, email);
    const other = await invited(there, there.as('owner'), email);
    const person = await signUp(token, email);
    assert.equal(await isVerified(person), true);
    done(await guest.accept(token, person));
    assert.deepEqual(await guest.inbox(person), [other]);
    assert.deepEqual(await verifiedIn(here, email), true);
  });

  it('verifies the account that it is accepted with, and ends its sessions elsewhere', async () => {
    const team = await makeTeam(backend, 'owner');
    const person = await unverified(PASSWORD);
    const squatters = await backend.session(person);
    const token = await mailedTo(team, person.email);
    assert.equal(await isVerified(person), false);
    done(await guest.accept(token, person));
    assert.equal(await verifiedIn(team, person.email), true);
    assert.equal(await isVerified(person), true);
    assert.equal((await ask(`${backend.url}/api/v1/session`, squatters)).status, 401);
  });

  it('takes over an account that somebody else has made with the address, password and all', async () => {
    const team = await makeTeam(backend, 'owner');
    const squatter = await unverified('the squatter’s password');
    const token = await mailedTo(team, squatter.email);
    const toReset = tokenIn(await forget(squatter.email), 'reset');
    assert.equal(done(await guest.open(token)).hasAccount, false);
    const person = await signUp(token, squatter.email);
    assert.equal(await isVerified(person), true);
    assert.equal(await nameOf(person), 'Nora Example');
    refused(
      await post('reset-password', { token: toReset, password: 'another password' }),
      'link-expired',
    );
    assert.equal(await signsIn(squatter.email, 'the squatter’s password'), false);
    assert.equal((await ask(`${backend.url}/api/v1/session`, squatter)).status, 401);
  });

  it('takes over no account whose address is verified', async () => {
    const team = await makeTeam(backend, 'owner');
    const person = await backend.person({ password: PASSWORD });
    const token = await mailedTo(team, person.email);
    assert.equal(done(await guest.open(token)).hasAccount, true);
    refused(await trySignUp(token, person.email, 'another password'), 'account-exists');
    assert.equal(await signsIn(person.email, PASSWORD), true);
  });

  it('stands in no answer of a route', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const email = newAddress();
    const sent = await invite(team, owner, [email]);
    const id = done(sent).outcomes[0]?.invitation?.id ?? '';
    const mailed = mailedToken(await sink.next(email));
    const copied = await copiedToken(team, owner, id);
    assert.notEqual(copied, mailed);
    const answers = [
      sent.body,
      await listed(team, owner),
      done(await guest.open(copied)),
      await team.activities(),
    ];
    const said = JSON.stringify(answers);
    for (const token of [copied, mailed]) assert.ok(!said.includes(secretOf(token)));
  });

  it('ends with a resend, like the copied one', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const email = newAddress();
    const id = await invited(team, owner, email);
    const older = [mailedToken(await sink.next(email)), await copiedToken(team, owner, id)];
    for (const token of older) done(await guest.open(token));
    done(await team.send(owner, `POST /invitations/${id}/resend`, { version: 1 }));
    for (const token of older) refused(await guest.open(token), 'invitation-revoked');
    for (const token of [mailedToken(await sink.next(email)), await copiedToken(team, owner, id)]) {
      done(await guest.open(token));
    }
  });
});

describe('a link', () => {
  const EXPECTED: Readonly<Record<Role, readonly Role[]>> = {
    owner: ['owner', 'admin', 'member', 'viewer'],
    admin: ['admin', 'member', 'viewer'],
    member: [],
    viewer: [],
  };
  for (const role of ROLES) {
    it(`is shown to ${role}s for the roles that they may give`, async () => {
      const team = await makeTeam(backend, 'owner', 'owner', 'admin', 'member', 'viewer');
      for (const to of ROLES) {
        const id = await invited(team, team.as('owner', 1), newAddress(), { role: to });
        const answer = await team.send<InvitationLinks>(team.as(role), 'POST /invitations/links', {
          invitations: [id],
        });
        const shown = answer.status === 200 && typeof answer.body.links[0]?.url === 'string';
        assert.equal(shown, EXPECTED[role].includes(to), `${role}, ${to}`);
      }
    });
  }

  it('is not in the database, nor in the log, nor is the token that it carries', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const email = newAddress();
    const id = await invited(team, owner, email);
    const mailed = mailedToken(await sink.next(email));
    const copied = await copiedToken(team, owner, id);
    const person = await signUp(copied, email);
    done(await guest.accept(copied, person));
    const written = (await dump()) + JSON.stringify(log);
    assert.ok(written.includes(id));
    for (const token of [copied, mailed]) {
      assert.ok(!written.includes(secretOf(token)));
      assert.ok(!written.includes(token));
    }
  });

  it('opens nothing when it is cut, changed, of another server, of another purpose, or of another invitation', async () => {
    const team = await makeTeam(backend, 'owner');
    const one = await backend.invitation(team.id, {
      address: newAddress(),
      inviter: team.as('owner'),
    });
    const other = await backend.invitation(team.id, {
      address: newAddress(),
      inviter: team.as('owner'),
    });
    done(await guest.open(one.copied));
    done(await guest.open(one.mailed));
    const parts = one.copied.split('.');
    const changed = (n: number, part: string): string =>
      parts.map((text, i) => (i === n ? part : text)).join('.');
    const foreign = invitationLinks(keyRing('a secret that is of another server than this'), '');
    const linked = { organization: team.id, id: one.id, generation: 1, keyVersion: 1 };
    for (const token of [
      one.copied.slice(0, -1),
      one.copied.slice(1),
      `${one.copied}A`,
      one.copied.toUpperCase(),
      changed(0, 'm'),
      changed(1, '2'),
      changed(2, '2'),
      changed(3, parts[4] ?? ''),
      changed(4, other.copied.split('.')[4] ?? ''),
      changed(5, 'A'.repeat(43)),
      changed(5, one.mailed.split('.')[5] ?? ''),
      foreign.url(linked, 'copied')?.split('#token=')[1] ?? '',
      'c.1.1',
      '…',
      '\0',
      '🦊'.repeat(40),
    ]) {
      refused(await guest.open(token), 'invitation-unknown');
      const by = await backend.person();
      refused(await guest.accept(token, by), 'invitation-unknown');
    }
  });

  it('goes on opening while the secrets are exchanged; the row names the one it was made with', async () => {
    const older = 'an older secret that was in use before';
    const rings = {
      before: [{ version: 1, secret: TEST_SECRET }],
      during: [
        { version: 1, secret: older },
        { version: 2, secret: TEST_SECRET },
      ],
      after: [{ version: 2, secret: TEST_SECRET }],
    };
    const during = await serverForTests(
      { databaseUrl: pooled(backend.databaseUrl) },
      { secret: rings.during, invitePage: INVITE_PAGE },
    );
    const after = await serverForTests(
      { databaseUrl: pooled(backend.databaseUrl) },
      { secret: rings.after, invitePage: INVITE_PAGE },
    );
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const { id } = await backend.invitation(team.id, { address: newAddress(), inviter: owner });
    const linked = { organization: team.id, id, generation: 1, keyVersion: 1 };
    const token = invitationLinks(keyRing(older), '')
      .url(linked, 'copied')
      ?.slice('#token='.length);
    done(await guestOf(during.url).open(token ?? ''));
    refused(await guestOf(after.url).open(token ?? ''), 'invitation-unknown');

    const linksAt = async (url: string) =>
      done(
        await ask<InvitationLinks>(`${url}/api/v1/organizations/${team.id}/invitations/links`, {
          method: 'POST',
          token: owner.token,
          json: { invitations: [id] },
        }),
      ).links[0];
    assert.equal((await linksAt(during.url))?.url, `${INVITE_PAGE}#token=${token ?? ''}`);
    assert.deepEqual(await linksAt(after.url), { id, url: null, problem: { code: 'link-lost' } });
    done(
      await ask(`${after.url}/api/v1/organizations/${team.id}/invitations/${id}/resend`, {
        method: 'POST',
        token: owner.token,
        json: { version: 1 },
      }),
    );
    const again = (await linksAt(after.url))?.url?.split('#token=')[1] ?? '';
    for (const url of [during.url, after.url]) done(await guestOf(url).open(again));
    // Whoever knows the older secret alone makes no link to what was sent with the newer one.
    const forged = invitationLinks(keyRing(older), '').url({ ...linked, generation: 2 }, 'copied');
    refused(
      await guestOf(during.url).open(forged?.slice('#token='.length) ?? ''),
      'invitation-unknown',
    );
  });
});

describe('sending', () => {
  it('is limited by inviter and by organization; what is too much sends nothing', async () => {
    const limited = await accountsForTests({
      limits: { inviter: { max: 5, window: 60 }, invitingOrganization: { max: 8, window: 60 } },
    });
    const team = await makeTeam(limited.backend, 'owner', 'admin', 'admin');
    const some = (count: number) => Array.from({ length: count }, newAddress);
    done(await invite(team, team.as('owner'), some(3)));
    const tooMany = await invite(team, team.as('owner'), some(3));
    refused(tooMany, 'rate-limited');
    assert.ok(Number(tooMany.headers.get('retry-after')) > 0);
    done(await invite(team, team.as('owner'), some(2)));
    refused(await invite(team, team.as('owner'), some(1)), 'rate-limited');
    done(await invite(team, team.as('admin'), some(3)));
    refused(await invite(team, team.as('admin', 1), some(1)), 'rate-limited');
    assert.equal((await listed(team, team.as('owner'))).total, 8);
    const elsewhere = await makeTeam(limited.backend, 'owner');
    done(await invite(elsewhere, elsewhere.as('owner'), some(3)));
  });

  it('counts what is sent again like what is sent', async () => {
    const limited = await accountsForTests({
      limits: {
        inviter: { max: 2, window: 60 },
        invitedAddress: { max: 3, window: 60 },
      },
    });
    const team = await makeTeam(limited.backend, 'owner', 'owner', 'owner');
    const [first, second, third] = [team.as('owner'), team.as('owner', 1), team.as('owner', 2)];
    const id = await invited(team, first, newAddress());
    const resend = (by: TestPerson, version: number) =>
      team.send(by, `POST /invitations/${id}/resend`, { version });
    done(await resend(first, 1));
    refused(await resend(first, 2), 'rate-limited');
    done(await resend(second, 2));
    refused(await resend(third, 3), 'rate-limited');
    done(await invite(team, third, [newAddress()]));
  });

  it('is limited by whom it is sent to, over all organizations, and says so of the address', async () => {
    const limited = await accountsForTests({ limits: { invitedAddress: { max: 2, window: 60 } } });
    const address = newAddress();
    const outcomes: unknown[] = [];
    for (let n = 0; n < 3; n += 1) {
      const team = await makeTeam(limited.backend, 'owner');
      const answer = done(await invite(team, team.as('owner'), [address, newAddress()]));
      outcomes.push(answer.outcomes.map(({ problem }) => problem?.code ?? null));
    }
    assert.deepEqual(outcomes, [
      [null, null],
      [null, null],
      ['rate-limited', null],
    ]);
  });

  it('counts nothing that is refused, as often as it is asked: others still reach the address', async () => {
    const limited = await accountsForTests({
      limits: {
        inviter: { max: 3, window: 60 },
        invitingOrganization: { max: 4, window: 60 },
        invitedAddress: { max: 2, window: 60 },
      },
    });
    const team = await makeTeam(limited.backend, 'owner', 'admin');
    const [owner, admin] = [team.as('owner'), team.as('admin')];
    const elsewhere = await makeTeam(limited.backend, 'owner');
    const address = newAddress();
    for (let n = 0; n < 11; n += 1) {
      refused(await invite(team, admin, [address], { role: 'owner' }), 'above-own-role');
      refused(await invite(team, admin, [address], { lifetime: 1 }), 'invalid-input');
    }
    await invited(team, owner, address);
    for (let n = 0; n < 11; n += 1) {
      assert.deepEqual(
        await outcomesOf(invite(team, owner, [address, owner.email, 'mia@gmial.com', 'none'])),
        ['already-invited', 'already-member', 'likely-typo', 'not-an-address'],
      );
    }
    assert.deepEqual(
      await outcomesOf(invite(elsewhere, elsewhere.as('owner'), [address, owner.email])),
      [null, null],
    );
    const fresh = newAddress();
    const twice = [fresh, fresh, newAddress(), address];
    assert.deepEqual(await outcomesOf(invite(team, owner, twice)), [
      null,
      'already-invited',
      null,
      'already-invited',
    ]);
    refused(await invite(team, owner, [newAddress()]), 'rate-limited');
    refused(await invite(team, admin, [newAddress(), newAddress()]), 'rate-limited');
    assert.deepEqual(await outcomesOf(invite(team, admin, [newAddress()])), [null]);
  });

  it('counts for nobody what is too much for its address, and says so each time it stands there', async () => {
    const limited = await accountsForTests({
      limits: {
        inviter: { max: 2, window: 60 },
        invitingOrganization: { max: 2, window: 60 },
        invitedAddress: { max: 1, window: 60 },
      },
    });
    const first = await makeTeam(limited.backend, 'owner');
    const address = newAddress();
    await invited(first, first.as('owner'), address);
    const team = await makeTeam(limited.backend, 'owner');
    const owner = team.as('owner');
    for (let n = 0; n < 3; n += 1) {
      assert.deepEqual(await outcomesOf(invite(team, owner, [address, address])), [
        'rate-limited',
        'rate-limited',
      ]);
    }
    assert.deepEqual(await outcomesOf(invite(team, owner, [newAddress(), newAddress()])), [
      null,
      null,
    ]);
    assert.deepEqual(await outcomesOf(invite(team, owner, [address])), [429]);
  });

  it('counts nothing of a request that fails', async () => {
    const other = await backendForTests();
    const { url } = await serverForTests(other, {
      limits: {
        inviter: { max: 2, window: 60 },
        invitingOrganization: { max: 3, window: 60 },
        invitedAddress: { max: 1, window: 60 },
      },
      log: () => undefined,
    });
    await other.sql(
      `alter table orgtags.invitation add constraint fails check (address <> 'fails@test.example')`,
    );
    const team = await makeTeam({ ...other, url }, 'owner', 'admin');
    const address = newAddress();
    for (let n = 0; n < 3; n += 1) {
      const failed = await invite(team, team.as('owner'), [address, 'fails@test.example']);
      assert.equal(failed.status, 500);
      const tooMany = [address, newAddress(), newAddress()];
      refused(await invite(team, team.as('admin'), tooMany), 'rate-limited');
    }
    assert.deepEqual(await outcomesOf(invite(team, team.as('owner'), [address, newAddress()])), [
      null,
      null,
    ]);
    assert.deepEqual(await outcomesOf(invite(team, team.as('admin'), [newAddress()])), [null]);
  });

  it('counts what is sent again, and nothing of what is not', async () => {
    const limited = await accountsForTests({
      limits: { inviter: { max: 3, window: 60 }, invitedAddress: { max: 2, window: 60 } },
    });
    const team = await makeTeam(limited.backend, 'owner', 'admin');
    const owner = team.as('owner');
    const address = newAddress();
    const id = await invited(team, owner, address);
    const resend = (by: TestPerson, json: object) =>
      team.send(by, `POST /invitations/${id}/resend`, json);
    for (let n = 0; n < 4; n += 1) {
      refused(await resend(owner, { version: 7 }), 'stale-version');
      refused(await resend(team.as('admin'), { version: 1, role: 'owner' }), 'above-own-role');
      refused(await resend(owner, { version: 1, lifetime: 1 }), 'invalid-input');
    }
    done(await resend(owner, { version: 1 }));
    for (let n = 0; n < 4; n += 1) {
      const tooMany = await resend(owner, { version: 2 });
      refused(tooMany, 'rate-limited');
      assert.ok(Number(tooMany.headers.get('retry-after')) > 0);
    }
    await invited(team, owner, newAddress());
    refused(await invite(team, owner, [newAddress()]), 'rate-limited');
  });

  it('keeps to its limits when many are asked for at once', async () => {
    const limited = await accountsForTests({
      limits: { inviter: { max: 3, window: 60 }, invitedAddress: { max: 2, window: 60 } },
    });
    const address = newAddress();
    const teams = await Promise.all(
      Array.from({ length: 8 }, () => makeTeam(limited.backend, 'owner')),
    );
    const toOne = await Promise.all(
      teams.map(team => outcomesOf(invite(team, team.as('owner'), [address]))),
    );
    assert.equal(toOne.flat().filter(outcome => outcome === null).length, 2);

    const team = await makeTeam(limited.backend, 'owner');
    const byOne = await Promise.all(
      Array.from({ length: 8 }, () => outcomesOf(invite(team, team.as('owner'), [newAddress()]))),
    );
    assert.equal(byOne.flat().filter(outcome => outcome === null).length, 3);
    assert.equal((await listed(team, team.as('owner'))).total, 3);
  });

  it('puts no line breaks and no addresses of pages that people chose into a letter', async () => {
    const name = 'Mia evil.example/x https://evil.example @evil.example';
    const team = await makeTeam(backend, { role: 'owner', name });
    await backend.sql('update orgtags.organization set name = $2 where id = $1', [
      team.id,
      'Acme\r\nBcc: victim@evil.example\r\n\r\nwww.evil.example',
    ]);
    const email = newAddress();
    await invited(team, team.as('owner'), email);
    const letter = await sink.next(email);
    assert.deepEqual(letter.to, [email]);
    assert.doesNotMatch(letter.source, /^bcc:/im);
    assert.match(letter.subject, /^Mia evil·example\/x/);
    for (const text of [letter.subject, letter.text, letter.html]) {
      assert.doesNotMatch(text, /evil\.example/);
      assert.doesNotMatch(text, /https?:\/\/(?!host\.example\/invite\.html)/);
    }
  });

  it('makes a plain name of whatever name there is', () => {
    for (const [name, plain] of [
      ['Mia Müller', 'Mia Müller'],
      ['Dr. Mia Müller', 'Dr. Mia Müller'],
      ['Acme.io', 'Acme·io'],
      ['evil。example', 'evil·example'],
      ['https://evil.example/', 'https evil·example/'],
      ['mia@evil.example', 'mia at evil·example'],
      ['a\nb\u2028c\u202Ed', 'a b c d'],
    ] as const) {
      assert.equal(plainName(name), plain);
    }
  });

  it('sends no letter for somebody whose address is not verified; the link is there to copy', async () => {
    const team = await makeTeam(backend, { role: 'owner', person: await unverified() });
    const owner = team.as('owner');
    const email = newAddress();
    const { outcomes } = done(await invite(team, owner, [email]));
    assert.equal(outcomes[0]?.invitation?.mail, 'none');
    done(await guest.open(await copiedToken(team, owner, outcomes[0].invitation.id)));
    const other = await makeTeam(backend, 'owner');
    const later = newAddress();
    await invited(other, other.as('owner'), later);
    await sink.next(later);
    assert.ok(!sink.letters.some(({ to }) => to.includes(email)));
  });
});

describe('signing up by a link', () => {
  it('is refused for a page on another origin, which makes no account', async () => {
    const team = await makeTeam(backend, 'owner');
    const email = newAddress();
    const token = await copiedToken(
      team,
      team.as('owner'),
      await invited(team, team.as('owner'), email),
    );
    const wanted = { token, name: 'Nora Example', email, password: PASSWORD };
    for (const origin of ['http://evil.example', 'null', '']) {
      for (const more of [{}, { authorization: 'Bearer forged' }]) {
        const answer = await post('sign-up/invitation', wanted, { origin, ...more });
        refused(answer, 'origin-denied');
      }
    }
    assert.equal(await signsIn(email, PASSWORD), false);
    done(await post('sign-up/invitation', wanted));
  });

  it('is limited by network', async () => {
    const limited = await accountsForTests({ limits: { signUp: { max: 2, window: 60 } } });
    const attempt = () =>
      limited.post('sign-up/invitation', {
        token: 'none',
        name: 'Nora Example',
        email: newAddress(),
        password: PASSWORD,
      });
    for (let n = 0; n < 2; n += 1) refused(await attempt(), 'invitation-unknown');
    refused(await attempt(), 'rate-limited');
  });
});

describe('looking an invitation up', () => {
  it('is limited by network', async () => {
    const limited = await accountsForTests({
      limits: { invitationLookup: { max: 3, window: 60 } },
    });
    const { open } = guestOf(limited.backend.url);
    for (let n = 0; n < 3; n += 1) refused(await open('none'), 'invitation-unknown');
    refused(await open('none'), 'rate-limited');
  });
});

/** Invites somebody. @returns the token of the link to copy */
async function copiedTo(team: Team, email: string): Promise<string> {
  const owner = team.as('owner');
  return copiedToken(team, owner, await invited(team, owner, email));
}

/** Invites somebody. @returns the token of the link in the letter */
async function mailedTo(team: Team, email: string): Promise<string> {
  await invited(team, team.as('owner'), email);
  return mailedToken(await sink.next(email));
}

function trySignUp(token: string, email: string, password = PASSWORD): Promise<Answer> {
  return post('sign-up/invitation', { token, name: 'Nora Example', email, password });
}

/** Makes an account by a link. @returns who it is, as the session that has begun */
async function signUp(token: string, email: string): Promise<Pick<TestPerson, 'token'>> {
  const answer = await trySignUp(token, email);
  done(answer);
  assert.equal(await signedIn(answer), email);
  return { token: bearerIn(answer) };
}

async function isVerified(by: Pick<TestPerson, 'token'>): Promise<boolean> {
  return (await personOf(by)).emailVerified;
}

async function nameOf(by: Pick<TestPerson, 'token'>): Promise<string> {
  return (await personOf(by)).name;
}

async function personOf({ token }: Pick<TestPerson, 'token'>): Promise<Session['person']> {
  return done(await ask<Session>(`${backend.url}/api/v1/session`, { token })).person;
}

/** Whether a member is shown as one whose address is known to be theirs. */
async function verifiedIn(team: Team, email: string): Promise<boolean | null | undefined> {
  const answer = await team.send<{ members: { email: string; emailVerified: boolean | null }[] }>(
    team.as('owner'),
    'GET /members',
  );
  return done(answer).members.find(member => member.email === email)?.emailVerified;
}

/** What became of each address: null where it is invited; or the status of what was refused. */
async function outcomesOf(
  answer: ReturnType<typeof invite>,
): Promise<(InviteeProblem['code'] | number | null)[]> {
  const { status, body } = await answer;
  return status === 200 ? body.outcomes.map(({ problem }) => problem?.code ?? null) : [status];
}

/** What of a token nobody can make who has not the secret. */
function secretOf(token: string): string {
  return token.split('.').at(-1) ?? '';
}

/** Everything in the database, as text. */
async function dump(): Promise<string> {
  const client = new Client({ connectionString: backend.databaseUrl });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema like 'orgtags%' and table_type = 'BASE TABLE'`,
  );
  let all = '';
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
    all += rows.map(({ row }) => row).join('\n');
  }
  await client.end();
  return all;
}

import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { MailState } from '../../src/contract/invitations.ts';
import { startMailSink } from '../../src/testing/mail-sink.ts';
import { newAddress } from '../support/accounts.ts';
import { ask, backendForTests } from '../support/backend.ts';
import {
  copiedToken,
  guestOf,
  invite,
  invited,
  INVITE_PAGE,
  listed,
  mailedToken,
} from '../support/invitations.ts';
import { listen } from '../support/live.ts';
import { startForwarder } from '../support/tcp-forwarder.ts';
import { done, makeTeam, type Team } from '../support/team.ts';

const sink = await startMailSink();
after(() => sink.stop());
const wire = await startForwarder(sink.smtpUrl);
after(() => wire.stop());
const backend = await backendForTests({
  mail: { smtpUrl: wire.url, from: 'Orgtags <no-reply@host.example>' },
  invitePage: INVITE_PAGE,
});
const guest = guestOf(backend.url);

describe('the letter of an invitation (R19)', () => {
  it('says who invites to what, as what and until when, as text and as HTML, and its link opens', async () => {
    const team = await makeTeam(backend, { role: 'owner', name: 'Mia Müller' });
    await named(team, 'Acme Robotics');
    const address = newAddress();
    await invited(team, team.as('owner'), address, { role: 'admin' });
    const letter = await sink.next(address);
    assert.deepEqual(letter.to, [address]);
    assert.equal(letter.subject, 'Mia Müller invites you to Acme Robotics');
    for (const text of [letter.text, letter.html]) {
      assert.match(text, /Mia Müller invites you to join Acme Robotics as an admin\./);
      assert.match(text, /good until \w+, \w+ \d+, \d{4} at \d+:\d\d.[AP]M UTC/);
      assert.ok(text.includes(`${INVITE_PAGE}#token=`));
    }
    assert.match(letter.html, /<html lang="en">/);
    const [invitation] = (await listed(team, team.as('owner'))).invitations;
    const [, until = ''] = /good until (\w+, \w+ \d+, \d{4} at [^.]+)/.exec(letter.text) ?? [];
    const said = Date.parse(until.replace(' at ', ' ').replaceAll(/\s+/g, ' '));
    const expires = Date.parse(invitation?.expiresAt ?? '');
    assert.equal(said, Math.floor(expires / 60_000) * 60_000, until);
    const opened = done(await guest.open(mailedToken(letter)));
    assert.deepEqual([opened.organization.name, opened.role], ['Acme Robotics', 'admin']);
  });

  it('is in the language of who is invited where it is known, else in that of the inviter’s browser', async () => {
    const team = await makeTeam(backend, { role: 'owner', name: 'Mia Müller' });
    await named(team, 'Acme Robotics');
    const known = await backend.person();
    const theirs = await makeTeam(backend, { role: 'owner', person: known });
    // That somebody was there, and in which language, is written after the answer.
    await speak('fr-CH, de;q=0.9', theirs, 'GET', '/members');
    await until(async () => (await languageOf(known.id)) === 'fr');
    await backend.sql(`update orgtags.person set language = 'de' where id = $1`, [known.id]);

    const subjectFor = async (language: string, address: string): Promise<string> => {
      await speak(language, team, 'POST', '/invitations', {
        invitees: [{ address }],
        role: 'member',
      });
      return (await sink.next(address)).subject;
    };
    const german = 'Mia Müller lädt dich zu Acme Robotics ein';
    const english = 'Mia Müller invites you to Acme Robotics';
    assert.equal(await subjectFor('en', known.email), german);
    assert.equal(await subjectFor('de-CH,de;q=0.9', newAddress()), german);
    assert.equal(await subjectFor('en-GB', newAddress()), english);
    assert.equal(await subjectFor('ja', newAddress()), english);
  });

  const inBase64 = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
  const encodedNames = {
    'a link, as B': [inBase64('https://evil.example/login'), 'Acme'],
    'a link, as Q': ['=?utf-8?Q?https=3A//evil=2Eexample?=', 'Acme'],
    'line breaks and a header': [inBase64('Eve\r\nBcc: x@evil.test'), 'Acme'],
    'a link in two words': [`${inBase64('https://ev')} ${inBase64('il.example')}`, 'Acme'],
    'a link in the organization': ['Mia', inBase64('https://evil.example/login')],
    'a link in both': [inBase64('https://evil.example'), '=?us-ascii?q?//evil=2Eexample?='],
    'a link from the one to the other': ['=?utf-8?Q?https=3A//evil=2Eexample', '?='],
    'a word in other letters': ['Jürgen =?utf-8?Q?https=3A//evil=2Eexample?=', 'Müller & Söhne'],
    'a long word': ['Mia', `${inBase64('https://evil.example/')} ${'🦊ä'.repeat(20)}`],
  } as const;
  for (const [what, [inviter, organization]] of Object.entries(encodedNames)) {
    it(`shows names as they stand in its subject, also those that look encoded: ${what}`, async () => {
      const team = await makeTeam(backend, { role: 'owner', name: inviter });
      await named(team, organization);
      const address = newAddress();
      await invited(team, team.as('owner'), address);
      const { subject, source } = await sink.next(address);
      assert.equal(subject, `${inviter} invites you to ${organization}`);
      const lines = /^Subject:.*(?:\r\n[ \t].*)*/m.exec(source)?.[0] ?? '';
      const raw = lines.slice('Subject:'.length).trim().split(/\s+/);
      for (const word of raw) assert.match(word, /^=\?UTF-8\?[BQ]\?[^\s?]+\?=$/);
      for (const word of `${inviter} ${organization}`.match(/=\?\S*/g) ?? []) {
        assert.ok(!raw.includes(word), word);
      }
      assert.ok(
        lines.split('\r\n').every(line => line.length <= 76),
        lines,
      );
    });
  }

  it('comes to each of many, and all of them are told to be sent', async () => {
    const team = await makeTeam(backend, 'owner');
    const addresses = Array.from({ length: 40 }, newAddress);
    done(await invite(team, team.as('owner'), addresses));
    for (const address of addresses) await sink.next(address);
    await until(async () => (await mailStates(team)).every(state => state === 'sent'));
  });
});

describe('a mail server that is down', () => {
  it('loses no invitation: it is shown, its link opens, and once it is up it is sent again', async () => {
    const team = await makeTeam(backend, 'owner');
    const owner = team.as('owner');
    const address = newAddress();
    const ear = await listen(backend.url, owner);
    await wire.cut();
    const id = await invited(team, owner, address);
    assert.deepEqual(await mailStates(team), ['sending']);
    done(await guest.open(await copiedToken(team, owner, id)));
    await until(async () => (await mailStates(team))[0] === 'failed');
    // The first is that it was sent; the other, that its letter was not.
    await until(() => ear.heard.filter(isChangeOf(id)).length >= 2);
    await ear.close();

    await wire.mend();
    done(await team.send(owner, `POST /invitations/${id}/resend`, { version: 1 }));
    const letter = await sink.next(address);
    done(await guest.open(mailedToken(letter)));
    await until(async () => (await mailStates(team))[0] === 'sent');
  });

  it('says nothing of a letter that was sent again meanwhile', async () => {
    const person = await backend.person();
    const team = await makeTeam(backend, { role: 'owner', person });
    await wire.cut();
    const { outcomes } = done(await invite(team, person, [newAddress(), newAddress()]));
    const [first, second] = outcomes.map(({ invitation }) => invitation?.id) as [string, string];
    // From an account whose address is not verified nothing is mailed: this one stays as it is.
    await backend.sql('update orgtags_auth."user" set "emailVerified" = false where email = $1', [
      person.email,
    ]);
    done(await team.send(person, `POST /invitations/${first}/resend`, { version: 1 }));
    const stateOf = async (id: string): Promise<MailState | undefined> =>
      (await listed(team, person)).invitations.find(one => one.id === id)?.mail;
    await until(async () => (await stateOf(second)) === 'failed');
    assert.equal(await stateOf(first), 'none');
    await wire.mend();
  });

  it('is not waited for: a letter of which nothing is known for minutes counts as failed', async () => {
    const team = await makeTeam(backend, 'owner');
    const { id } = await backend.invitation(team.id, {
      address: newAddress(),
      inviter: team.as('owner'),
      sentAt: new Date(Date.now() - 6 * 60_000).toISOString(),
    });
    await backend.sql(`update orgtags.invitation set mail = 'sending' where id = $1`, [id]);
    assert.deepEqual(await mailStates(team), ['failed']);
  });
});

describe('a backend without a mail server', () => {
  it('says that nothing is mailed, and gives the link', async () => {
    const silent = await backendForTests({ invitePage: INVITE_PAGE });
    const team = await makeTeam(silent, 'owner');
    const id = await invited(team, team.as('owner'), newAddress());
    assert.deepEqual(await mailStates(team), ['none']);
    done(await guestOf(silent.url).open(await copiedToken(team, team.as('owner'), id)));
  });
});

async function mailStates(team: Team): Promise<MailState[]> {
  return (await listed(team, team.as('owner'))).invitations.map(({ mail }) => mail);
}

async function named(team: Team, name: string): Promise<void> {
  await backend.sql('update orgtags.organization set name = $2 where id = $1', [team.id, name]);
}

async function languageOf(person: string): Promise<string | null | undefined> {
  const [row] = await backend.sql<{ language: string | null }>(
    'select language from orgtags.person where id = $1',
    [person],
  );
  return row?.language;
}

/** Asks as the owner, with a browser of some languages. */
async function speak(
  languages: string,
  team: Team,
  method: 'GET' | 'POST',
  path: string,
  json?: object,
): Promise<void> {
  const answer = await ask(`${backend.url}/api/v1/organizations/${team.id}${path}`, {
    method,
    token: team.as('owner').token,
    headers: { 'accept-language': languages },
    json,
  });
  assert.equal(answer.status, 200);
}

function isChangeOf(id: string) {
  return (event: { readonly kind: string; readonly subject?: string }): boolean =>
    event.kind === 'change' && event.subject === id;
}

/** Asks until it is so; the test's own time limit ends it. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(resolve => setTimeout(resolve, 20));
}

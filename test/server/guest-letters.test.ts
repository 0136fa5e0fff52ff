import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { startMailSink } from '../../src/testing/mail-sink.ts';
import type { NewMember, TestGuest, TestOrganization } from '../../src/testing/backend.ts';
import { newAddress } from '../support/accounts.ts';
import { ask, backendForTests, type Answer } from '../support/backend.ts';
import { guestHands, SITE } from '../support/guests.ts';
import { lookUntil } from '../support/look-until.ts';
import { askedMeanwhile } from '../support/meanwhile.ts';

const sink = await startMailSink();
after(() => sink.stop());
const backend = await backendForTests({
  mail: { smtpUrl: sink.smtpUrl, from: 'Orgtags <no-reply@host.example>' },
});

const hands = guestHands(backend);
const { send } = hands;

describe('the letter about a guest who waits (R49)', { concurrency: true }, () => {
  it('goes to those who may answer, once, when nobody has looked for a minute', async () => {
    const { organization, guest } = await site({ name: 'Mo' });
    const [owner, member, viewer] = organization.members;
    await askForPerson(organization, guest);
    assert.equal(await dueIn(guest), 60, 'not at once');
    await makeDue(guest);
    const letter = await sink.next(owner?.email ?? '');
    assert.equal(letter.subject, 'Mo is waiting for an answer');
    assert.match(letter.text, /Mo is waiting for an answer in the chat of Acme, and nobody/);
    assert.ok(letter.text.includes(`Open the conversations:\n${backend.url}`));
    assert.ok(!letter.source.includes('Do you ship'), 'what was written stays in the chat');
    await sink.next(member?.email ?? '');
    assert.deepEqual(lettersTo(viewer?.email), []);
    assert.equal(await dueIn(guest), null);
    await write(organization, guest, 'Hello?');
    assert.equal(await dueIn(guest), null, 'it waits already');
  });

  it('goes to the assignee alone while there is one who may answer', async () => {
    const { organization, guest } = await site();
    const [owner, member] = organization.members;
    await answer(organization, guest, member?.token, 'Hello');
    await write(organization, guest, 'And now?');
    await makeDue(guest);
    await sink.next(member?.email ?? '');
    await backend.sql(`update orgtags.membership set role = 'viewer' where id = $1`, [
      member?.member,
    ]);
    await answer(organization, guest, owner?.token, 'I am there');
    await backend.sql('update orgtags.conversation set assignee_person_id = $2 where id = $1', [
      guest.conversation,
      member?.id,
    ]);
    await backend.sql(`update orgtags.guest set name = 'Zoe' where id = $1`, [guest.id]);
    await write(organization, guest, 'Really?');
    await makeDue(guest);
    const { subject } = await sink.next(owner?.email ?? '');
    assert.equal(subject, 'Zoe is waiting for an answer', 'the first one to them');
    assert.equal(lettersTo(member?.email).length, 1);
  });

  it('is not sent once somebody who may answer has opened or answered it', async () => {
    const { organization, guest } = await site();
    const [owner, , viewer] = organization.members;
    await askForPerson(organization, guest);
    const read = `/conversations/${guest.conversation}/read`;
    const { status, problem } = await asMember(organization, viewer?.token, read, {});
    assert.deepEqual([status, problem.code], [403, 'not-of-role']);
    assert.equal(await dueIn(guest), 60, 'nobody who could answer has seen it');
    assert.equal((await asMember(organization, owner?.token, read, {})).status, 200);
    assert.equal(await dueIn(guest), null);
    await write(organization, guest, 'Is somebody there?');
    assert.equal(await dueIn(guest), 60, 'it waits again');
    await answer(organization, guest, owner?.token, 'Hello');
    await write(organization, guest, 'And now?');
    assert.equal(await dueIn(guest), 60);
    await answer(organization, guest, owner?.token, 'Now');
    assert.equal(await dueIn(guest), null);
  });

  it('goes to twenty at most, those of the highest roles first, and to no address that nobody has proved', async () => {
    const members = Array.from({ length: 22 }, () => ({ role: 'member' as const }));
    const { organization, guest } = await site({}, [
      ...members,
      { role: 'admin' },
      { role: 'owner' },
    ]);
    const [unproved, ...others] = organization.members;
    await backend.sql('update orgtags.membership set email_verified = false where id = any ($1)', [
      [unproved?.member, others.at(-2)?.member],
    ]);
    await askForPerson(organization, guest);
    await makeDue(guest);
    await sink.next(others.at(-1)?.email ?? '');
    await letterToSomebodyElse();
    const told = organization.members.map(({ email }) => lettersTo(email).length);
    assert.deepEqual(told, [0, ...Array<number>(19).fill(1), 0, 0, 0, 1]);
  });

  for (const [who, end] of [
    ['a guest', 'update orgtags.guest set ended_at = now() where organization_id = $1'],
    ['all guests', 'update orgtags.guest_access set epoch = epoch + 1 where organization_id = $1'],
  ] as const) {
    it(`is not sent where ${who} had been ended meanwhile`, async () => {
      const { organization, guest } = await site();
      await askForPerson(organization, guest);
      await backend.sql(end, [organization.id]);
      await makeDue(guest);
      await noLongerDue(guest, 'team_due_at');
      await letterToSomebodyElse();
      assert.deepEqual(lettersTo(organization.members[0]?.email), []);
    });
  }

  it('has no link of the guest’s in it, and speaks the language of its reader', async () => {
    const { organization, guest } = await site({ name: 'https://evil.example/now' });
    const [owner] = organization.members;
    await backend.sql(`update orgtags.person set language = 'de' where id = $1`, [owner?.id]);
    await askForPerson(organization, guest);
    await makeDue(guest);
    const letter = await sink.next(owner?.email ?? '');
    assert.equal(letter.subject, 'https evil·example/now wartet auf eine Antwort');
    assert.doesNotMatch(letter.source, /evil\.example/);
  });
});

describe('the letter with an answer for a guest who has gone (R49)', { concurrency: true }, () => {
  for (const [what, lose] of [
    ['have run out', 'expires_at = now()'],
    ['were used by somebody else', 'ended_at = now()'],
  ] as const) {
    it(`is sent though their tokens ${what}`, async () => {
      const email = newAddress();
      const { organization, guest } = await site({ email });
      await backend.sql(`update orgtags.guest_session set ${lose} where organization_id = $1`, [
        organization.id,
      ]);
      await answer(organization, guest, organization.members[0]?.token, 'Yes, we do.');
      await makeDue(guest);
      assert.ok((await sink.next(email)).text.includes('Yes, we do.'));
    });
  }

  it('brings what was not read, once, and leads to the page of the chat', async () => {
    const email = newAddress();
    const { organization, guest } = await site({ email });
    const [owner] = organization.members;
    await backend.sql('update orgtags.conversation set page = $2 where id = $1', [
      guest.conversation,
      `${SITE}/robots`,
    ]);
    await answer(organization, guest, owner?.token, 'Yes, we do.\nTo Iceland & <b>Norway</b>.');
    assert.equal(await guestDueIn(guest), 120, 'not at once');
    await answer(organization, guest, owner?.token, 'In a week.');
    await makeDue(guest);
    const letter = await sink.next(email);
    assert.equal(letter.subject, 'Acme has answered you');
    assert.match(letter.text, /Yes, we do\.\n\nTo Iceland & <b>Norway<\/b>\.\n\nIn a week\./);
    assert.match(letter.html, /<p>To Iceland &amp; &lt;b&gt;Norway&lt;\/b&gt;\.<\/p>/);
    assert.ok(letter.text.includes(`${SITE}/robots`));
    await answer(organization, guest, owner?.token, 'Or two.');
    await makeDue(guest);
    const next = await sink.next(email);
    assert.match(next.text, /Or two\./);
    assert.doesNotMatch(next.text, /In a week/);
  });

  it('is not sent to a guest who has read it, has said nothing of an address, or was ended', async () => {
    const email = newAddress();
    const { organization, guest } = await site({ email });
    const [owner] = organization.members;
    await answer(organization, guest, owner?.token, 'Yes');
    assert.equal((await visit(organization, guest, '/read', { seq: 2 })).status, 204);
    assert.equal(await guestDueIn(guest), null);
    await answer(organization, guest, owner?.token, 'No');
    await write(organization, guest, 'I am here');
    assert.equal(await guestDueIn(guest), null);
    await answer(organization, guest, owner?.token, 'Maybe');
    await backend.sql('update orgtags.guest set ended_at = now() where id = $1', [guest.id]);
    await makeDue(guest);
    await noLongerDue(guest);
    const nobody = await backend.guest(organization.id);
    await answer(organization, nobody, owner?.token, 'Yes');
    await makeDue(nobody);
    await noLongerDue(nobody);
    const all = await site({ email });
    await answer(all.organization, all.guest, all.organization.members[0]?.token, 'Yes');
    await backend.sql(
      'update orgtags.guest_access set epoch = epoch + 1 where organization_id = $1',
      [all.organization.id],
    );
    await makeDue(all.guest);
    await noLongerDue(all.guest);
    await letterToSomebodyElse();
    assert.deepEqual(lettersTo(email), []);
  });

  it('brings nothing that they have read before', async () => {
    const email = newAddress();
    const { organization, guest } = await site({ email });
    const [owner] = organization.members;
    await answer(organization, guest, owner?.token, 'In a week.');
    assert.equal((await visit(organization, guest, '/read', { seq: 2 })).status, 204);
    await answer(organization, guest, owner?.token, 'Or two.');
    await makeDue(guest);
    const { text } = await sink.next(email);
    assert.match(text, /Or two\./);
    assert.doesNotMatch(text, /In a week/);
  });

  it('leads to no page that the organization does not list, and speaks the guest’s language', async () => {
    const email = newAddress();
    const { organization, guest } = await site({ email });
    const [owner] = organization.members;
    await backend.sql('update orgtags.conversation set page = $2 where id = $1', [
      guest.conversation,
      'https://evil.example/robots',
    ]);
    await backend.sql(`update orgtags.guest set language = 'de' where id = $1`, [guest.id]);
    await answer(organization, guest, owner?.token, 'Ja');
    await makeDue(guest);
    const letter = await sink.next(email);
    assert.equal(letter.subject, 'Acme hat dir geantwortet');
    assert.doesNotMatch(letter.source, /evil/);
  });
});

describe('a letter that is about to be sent (R49)', () => {
  for (const addressee of ['team', 'guest'] as const) {
    it(`to the ${addressee} waits anew when it is asked for anew meanwhile`, async () => {
      const email = newAddress();
      const { organization, guest } = await site({ email });
      const column = `${addressee}_due_at`;
      const set = `update orgtags.conversation set ${column} = now() + interval`;
      await backend.sql(`${set} '1 second' where id = $1`, [guest.conversation]);
      await askedMeanwhile(backend, [`${set} '1 minute' where id = $1`, guest.conversation], () =>
        lookUntil(async () => ((await dueIn(guest, column)) === 60 ? true : undefined)),
      );
      await letterToSomebodyElse();
      assert.equal(await dueIn(guest, column), 60);
      for (const address of [email, ...organization.members.map(member => member.email)]) {
        assert.deepEqual(lettersTo(address), []);
      }
    });
  }

  it('is not, once the organization is deleted', async () => {
    const email = newAddress();
    const { organization, guest } = await site({ email });
    const [owner] = organization.members;
    const waiting = await backend.guest(organization.id);
    await answer(organization, guest, owner?.token, 'Yes');
    await askForPerson(organization, waiting);
    await backend.sql('update orgtags.organization set deleted_at = now() where id = $1', [
      organization.id,
    ]);
    await makeDue(guest);
    await makeDue(waiting);
    await noLongerDue(guest);
    await noLongerDue(waiting, 'team_due_at');
    await letterToSomebodyElse();
    for (const address of [email, owner?.email]) assert.deepEqual(lettersTo(address), []);
  });
});

async function site(
  said: { readonly name?: string; readonly email?: string } = {},
  members: readonly NewMember[] = [{ role: 'owner' }, { role: 'member' }, { role: 'viewer' }],
): Promise<{ organization: TestOrganization; guest: TestGuest }> {
  const organization = await backend.organization({ name: 'Acme', members });
  await backend.admitGuests(organization.id, SITE);
  return { organization, guest: await backend.guest(organization.id, said) };
}

const visit = (
  { id }: TestOrganization,
  { access: token }: TestGuest,
  path: string,
  json: object,
): Promise<Answer> => send(id, path, { json, token });

async function askForPerson(organization: TestOrganization, guest: TestGuest): Promise<void> {
  assert.equal((await visit(organization, guest, '/hand-over', {})).status, 204);
}

async function write({ id }: TestOrganization, { access }: TestGuest, text: string): Promise<void> {
  assert.equal((await hands.write(id, access, text)).status, 200);
}

const asMember = (
  { id }: TestOrganization,
  token: string | undefined,
  path: string,
  json: object,
): Promise<Answer> =>
  ask(`${backend.url}/api/v1/organizations/${id}${path}`, {
    method: 'POST',
    token: token ?? '',
    json,
  });

async function answer(
  organization: TestOrganization,
  { conversation }: TestGuest,
  token: string | undefined,
  text: string,
): Promise<void> {
  const path = `/conversations/${conversation}/messages`;
  const { status } = await asMember(organization, token, path, { id: randomUUID(), text });
  assert.equal(status, 200);
}

/** Seconds from now on; null for no letter. */
async function dueIn({ conversation }: TestGuest, column = 'team_due_at'): Promise<number | null> {
  const [row] = await backend.sql<{ seconds: number | null }>(
    `select ceil(extract(epoch from ${column} - now()) / 10)::integer * 10 as seconds
       from orgtags.conversation where id = $1`,
    [conversation],
  );
  return row?.seconds ?? null;
}

const guestDueIn = (guest: TestGuest): Promise<number | null> => dueIn(guest, 'guest_due_at');

async function makeDue({ conversation }: TestGuest): Promise<void> {
  await backend.sql(
    `update orgtags.conversation
        set team_due_at = case when team_due_at is not null then now() end,
            guest_due_at = case when guest_due_at is not null then now() end
      where id = $1`,
    [conversation],
  );
}

const noLongerDue = (guest: TestGuest, column = 'guest_due_at'): Promise<true> =>
  lookUntil(async () => (await dueIn(guest, column)) === null || undefined, 'It stays due.');

/** By then whatever was due before has been sent, too. */
async function letterToSomebodyElse(): Promise<void> {
  const email = newAddress();
  const { organization, guest } = await site({ email });
  await answer(organization, guest, organization.members[0]?.token, 'Yes');
  await makeDue(guest);
  await sink.next(email);
}

function lettersTo(address: string | undefined): unknown[] {
  return sink.letters.filter(({ to }) => to.includes(address ?? ''));
}

import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { ConversationPage, OpenedConversation } from '../../src/contract/guests.ts';
import { openDatabase } from '../../src/server/db/database.ts';
import { answered } from '../support/answered.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { appLogin } from '../support/credentials.ts';
import { guestHands, type GuestSite } from '../support/guests.ts';
import { lookUntil } from '../support/look-until.ts';

const backend = await backendForTests();
const { read, set, site } = guestHands(backend);
const database = openDatabase(appLogin(backend), () => undefined);
after(() => database.end());

describe('an answer that nobody writes any more', () => {
  it('is ended after a minute, found, and left to people, where the process was killed', async () => {
    const place = await site();
    await brokenOff(place);
    const before = await asMember(place);
    assert.deepEqual(before.messages.at(-1)?.done, false);
    await standStill(place, 55);
    // By then it would have been looked at.
    const other = await site();
    await brokenOff(other);
    await standStill(other, 61);
    await hasEnded(other);
    assert.equal((await asMember(place)).messages.at(-1)?.done, false);
    const { body: seen } = await read(place.id, place.guest.access);
    const changes = await changesOf(place);
    await standStill(place, 61);
    await hasEnded(place);
    const { conversation, messages } = await asMember(place);
    assert.deepEqual(
      [conversation.state, conversation.answeredBy, messages.at(-1)?.text],
      ['waiting', 'people', 'Eighty'],
    );
    const news = await backend.sql(
      'select from orgtags.message where organization_id = $1 and done and revision > $2',
      [place.id, seen.revision],
    );
    assert.equal(news.length, 1, 'the guest does not hear of it');
    assert.ok((await changesOf(place)) > changes, 'those who answer do not hear of it');
    const { conversations } = await asMember<ConversationPage>(place, '?q=eighty');
    assert.equal(conversations.length, 1);
  });

  it('only ends where its guest has ended, or everybody', async () => {
    const ends: readonly ((place: GuestSite) => Promise<unknown>)[] = [
      ({ id, guest, owner }) =>
        ask(`${backend.url}/api/v1/organizations/${id}/guests/${guest.id}`, {
          method: 'DELETE',
          token: owner,
        }),
      ({ id, owner }) => set(id, owner, { endRunning: true }),
    ];
    for (const end of ends) {
      const place = await site();
      const answer = answered(backend, database, place, async function* () {
        yield { text: 'Eighty' };
        await end(place);
        yield { text: ' or more' };
      });
      await assert.rejects(answer, { code: 'guest-revoked' });
      const changes = await changesOf(place);
      await standStill(place, 61);
      await hasEnded(place);
      assert.ok((await changesOf(place)) > changes, 'those who answer do not hear of it');
      const { conversation, messages } = await asMember(place);
      assert.deepEqual(
        [conversation.state, conversation.answeredBy, messages.at(-1)?.text],
        ['open', 'answerer', 'Eighty'],
      );
    }
  });

  it('is not one to which something is added, however long it takes', async () => {
    const place = await site();
    let isStill: unknown[] = [];
    await answered(backend, database, place, async function* () {
      yield { text: 'Eighty' };
      await standStill(place, 50);
      yield { text: ' or more' };
      isStill = await backend.sql(
        `select from orgtags.message
          where organization_id = $1 and not done and added_at < now() - interval '20 seconds'`,
        [place.id],
      );
    });
    assert.equal(isStill.length, 0);
  });
});

/** Has an answer begun, and broken off as when its process is killed. */
async function brokenOff(place: GuestSite): Promise<void> {
  const dying = openDatabase(appLogin(backend), () => undefined);
  const answer = answered(backend, dying, place, async function* () {
    yield { text: 'Eighty' };
    await dying.end();
    yield { text: ' or more' };
  });
  await assert.rejects(answer);
}

/** As if the last of an answer had been written so long ago. */
async function standStill({ id }: GuestSite, seconds: number): Promise<void> {
  await backend.sql(
    `update orgtags.message set added_at = now() - make_interval(secs => $2)
      where organization_id = $1 and not done`,
    [id, seconds],
  );
}

const hasEnded = (place: GuestSite): Promise<true> =>
  lookUntil(async () => (await asMember(place)).messages.at(-1)?.done === true || undefined);

async function changesOf({ id, guest }: GuestSite): Promise<number> {
  const changes = await backend.sql(
    `select from orgtags.change
      where organization_id = $1 and type = 'conversation' and subject_id = $2`,
    [id, guest.conversation],
  );
  return changes.length;
}

/** What the owner sees; of the guest's conversation where it is not said of what. */
async function asMember<Body = OpenedConversation>(
  { id, guest, owner }: GuestSite,
  path = `/${guest.conversation}`,
): Promise<Body> {
  const url = `${backend.url}/api/v1/organizations/${id}/conversations${path}`;
  return (await ask<Body>(url, { token: owner })).body;
}

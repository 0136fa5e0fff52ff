import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it, type TestContext } from 'node:test';
import type { ConversationPage, OpenedConversation } from '../../src/contract/guests.ts';
import { openDatabase } from '../../src/server/db/database.ts';
import { answered } from '../support/answered.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { appLogin } from '../support/credentials.ts';
import { guestHands, type GuestSite } from '../support/guests.ts';
import { lookUntil } from '../support/look-until.ts';
import { askedMeanwhile, waiting } from '../support/meanwhile.ts';
import { anotherServer } from '../support/server.ts';

const backend = await backendForTests();
const { read, send, set, site } = guestHands(backend);
const database = openDatabase(appLogin(backend), () => undefined);
after(() => database.end());

/** How a guest is ended, alone and with all others. */
const ENDS: readonly ((place: GuestSite) => Promise<unknown>)[] = [
  ({ id, guest, owner }) =>
    ask(`${backend.url}/api/v1/organizations/${id}/guests/${guest.id}`, {
      method: 'DELETE',
      token: owner,
    }),
  ({ id, owner }) => set(id, owner, { endRunning: true }),
];

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

  it('leaves nobody waiting whose guest is ended while it is looked at', async () => {
    for (const end of ENDS) {
      const place = await site();
      await brokenOff(place);
      await backend.sql(
        `update orgtags.message set asked_at = now() where organization_id = $1 and author = 'guest'`,
        [place.id],
      );
      // Forgotten when it is left to people, after it was looked whether the guest has ended.
      const held = `select from orgtags.message
                     where organization_id = $1 and author = 'guest' for update`;
      const { ending } = await askedMeanwhile(
        backend,
        [held, place.id],
        async () => {
          await standStill(place, 61);
          await lookUntil(async () => (await waiting(backend)) > 0 || undefined);
          const asked = end(place);
          const isHeldUp = lookUntil(async () => (await waiting(backend)) > 1 || undefined);
          await Promise.race([asked, isHeldUp]);
          return { ending: asked };
        },
        Infinity,
      );
      await ending;
      await hasEnded(place);
      assert.equal((await asMember(place)).conversation.state, 'open');
    }
  });

  it('only ends where its guest has ended, or everybody', async () => {
    for (const end of ENDS) {
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
    let isDone: boolean | undefined;
    await answered(backend, database, place, async function* () {
      yield { text: 'Eighty' };
      await standStill(place, 50);
      yield { text: ' or more' };
      isStill = await backend.sql(
        `select from orgtags.message
          where organization_id = $1 and not done and added_at < now() - interval '20 seconds'`,
        [place.id],
      );
      await backend.sql(
        `update orgtags.message set sent_at = sent_at - interval '5 minutes'
          where organization_id = $1 and not done`,
        [place.id],
      );
      const { body } = await read(place.id, place.guest.access);
      isDone = body.messages.at(-1)?.done;
    });
    assert.equal(isStill.length, 0);
    assert.equal(isDone, false, 'the guest takes it for done');
  });
});

describe('an answer that is not begun', () => {
  it('is left to people after a minute, and nothing is added any more', async t => {
    const place = await site();
    const answer = await questionIn(t, place);
    await askedBefore(place, 55);
    // By then it would have been looked at.
    const other = await site();
    await brokenOff(other);
    await standStill(other, 61);
    await hasEnded(other);
    assert.equal((await asMember(place)).conversation.answeredBy, 'answerer');
    const { body: seen } = await read(place.id, place.guest.access);
    const changes = await changesOf(place);
    await askedBefore(place, 61);
    const { body: heard } = await lookUntil(async () => {
      const now = await read(place.id, place.guest.access);
      return now.body.answeredBy === 'people' ? now : undefined;
    });
    assert.equal(heard.state, 'waiting');
    assert.ok(heard.revision > seen.revision, 'the guest does not hear of it');
    assert.ok((await changesOf(place)) > changes, 'those who answer do not hear of it');
    await answer('Eighty.');
    const { messages } = await asMember(place);
    assert.deepEqual(
      messages.map(({ text }) => text),
      ['Is anybody there?', 'How many?'],
    );
  });

  it('is left to people though another question is answered meanwhile', async t => {
    const place = await site();
    const answer = await questionIn(t, place);
    await answered(backend, database, place, async function* () {
      yield await Promise.resolve({ text: 'Yes.' });
    });
    await askedBefore(place, 61);
    await lookUntil(async () => {
      const { body } = await read(place.id, place.guest.access);
      return body.answeredBy === 'people' || undefined;
    });
    await answer('Eighty.');
  });

  it('is waited for anew where the guest asks once more, just when that is looked at', async t => {
    const place = await site();
    await questionIn(t, place);
    await askedBefore(place, 59);
    const again = `update orgtags.message set asked_at = now()
                    where organization_id = $1 and asked_at is not null`;
    await askedMeanwhile(backend, [again, place.id], () =>
      lookUntil(async () => (await isAsked(place, 'now() - interval $$30 seconds$$')) || undefined),
    );
    // By then it would have been left to people.
    const other = await site();
    await brokenOff(other);
    await standStill(other, 61);
    await hasEnded(other);
    assert.ok(await isAsked(place));
  });

  it('is waited for no longer where its guest has ended', async t => {
    const place = await site();
    const answer = await questionIn(t, place);
    await set(place.id, place.owner, { endRunning: true });
    await askedBefore(place, 61);
    await lookUntil(async () => !(await isAsked(place)) || undefined);
    const { conversation } = await asMember(place);
    assert.deepEqual([conversation.state, conversation.answeredBy], ['open', 'answerer']);
    await answer('Eighty.');
  });

  it('is waited for until it is, or people see to the question', async t => {
    const post = { method: 'POST' } as const;
    const decide = async (place: GuestSite, decision: object): Promise<unknown> => {
      const { conversation } = await asMember(place);
      const json = { ...decision, version: conversation.version };
      return ask(conversationUrl(place), { method: 'PATCH', token: place.owner, json });
    };
    const ends: Readonly<Record<string, (place: GuestSite, answer: Answering) => unknown>> = {
      begun: (_, answer) => answer('Eighty.'),
      'asked for a person': ({ id, guest }) =>
        send(id, '/hand-over', { ...post, token: guest.access }),
      answered: place =>
        ask(`${conversationUrl(place)}/messages`, {
          ...post,
          token: place.owner,
          json: { id: randomUUID(), text: 'Eighty.' },
        }),
      'taken over': place => decide(place, { answeredBy: 'people' }),
      resolved: place => decide(place, { state: 'resolved' }),
    };
    for (const [name, end] of Object.entries(ends)) {
      const place = await site();
      const answer = await questionIn(t, place);
      await decide(place, { assignee: null });
      assert.ok(await isAsked(place), name);
      await end(place, answer);
      assert.equal(await isAsked(place), false, name);
      await answer('Eighty.');
    }
  });
});

/** Has the answerer say something at last, once, and its process end. */
type Answering = (text: string) => Promise<void>;

/** Has the guest ask, and the answerer think, so that it is as if its process had been killed. */
async function questionIn(t: TestContext, { id, guest }: GuestSite): Promise<Answering> {
  const { promise: text, resolve: say } = Promise.withResolvers<string>();
  const { url, stop } = await anotherServer(backend, {
    answerer: {
      async *answer() {
        yield { text: await text };
      },
    },
  });
  const { write } = guestHands({ ...backend, url });
  assert.equal((await write(id, guest.access, 'How many?')).status, 200);
  let stopped: Promise<void> | undefined;
  const answer: Answering = words => {
    say(words);
    return (stopped ??= stop());
  };
  t.after(() => answer(''));
  return answer;
}

/** As if the guest had asked so long ago. */
async function askedBefore({ id }: GuestSite, seconds: number): Promise<void> {
  await backend.sql(
    `update orgtags.message set asked_at = now() - make_interval(secs => $2)
      where organization_id = $1 and asked_at is not null`,
    [id, seconds],
  );
}

async function isAsked({ id }: GuestSite, since = `'-infinity'`): Promise<boolean> {
  const asked = await backend.sql(
    `select from orgtags.message where organization_id = $1 and asked_at > ${since}`,
    [id],
  );
  return asked.length > 0;
}

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

const conversationUrl = ({ id, guest }: GuestSite, path = `/${guest.conversation}`): string =>
  `${backend.url}/api/v1/organizations/${id}/conversations${path}`;

/** What the owner sees; of the guest's conversation where it is not said of what. */
async function asMember<Body = OpenedConversation>(place: GuestSite, path?: string): Promise<Body> {
  return (await ask<Body>(conversationUrl(place, path), { token: place.owner })).body;
}

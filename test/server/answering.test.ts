import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { openDatabase } from '../../src/server/db/database.ts';
import type { Answerer, AnswerPart } from '../../src/server/guests/answerer.ts';
import { answerQuestion } from '../../src/server/guests/answering.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { appLogin } from '../support/credentials.ts';
import { guestHands, type GuestSite } from '../support/guests.ts';
import { lookUntil } from '../support/look-until.ts';

const backend = await backendForTests();
const { read, send, site, visitor } = guestHands(backend);
const database = openDatabase(appLogin(backend), () => undefined);
after(() => database.end());

/** How often what happens by chance is tried. */
const ROUNDS = 6;
/** As long as an answerer may be silent. */
const SILENCE_MS = 20_000;

describe('an answer that is made bit by bit', () => {
  it('loses no word, though the conversation is taken along meanwhile (R32)', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const place = await site();
      const { id, guest } = place;
      const json = { visitor: await visitor(place, 'customer-7') };
      await send(id, '/join', { json });
      let kept: Promise<unknown> | undefined;
      await answered(place, async function* () {
        for (let part = 0; part < 8; part += 1) {
          if (part === 2) kept = send(id, '/keep', { token: guest.access, json });
          if (part === 6) await kept;
          yield { text: `${String(part)} ` };
        }
      });
      const { body } = await read(id, guest.access);
      const answer = body.messages.find(({ author }) => author === 'answerer');
      assert.deepEqual([answer?.text, answer?.done], ['0 1 2 3 4 5 6 7 ', true]);
    }
  });

  it('is not begun where people have taken over, and no more is asked for', async () => {
    const place = await site();
    await backend.sql(
      `update orgtags.conversation set answered_by = 'people' where organization_id = $1`,
      [place.id],
    );
    let isOver = false;
    await answered(place, async function* () {
      try {
        yield await Promise.resolve({ text: 'Eighty.' });
        yield { text: 'Or more.' };
      } finally {
        isOver = true;
      }
    });
    assert.ok(isOver, 'it is left standing');
    const { body } = await read(place.id, place.guest.access);
    assert.deepEqual(
      body.messages.map(({ author }) => author),
      ['guest'],
    );
  });

  it('ends where a member answers meanwhile, and nothing is added (R31)', async () => {
    const place = await site();
    const { id, guest, owner } = place;
    const url = `${backend.url}/api/v1/organizations/${id}/conversations/${guest.conversation}/messages`;
    await answered(place, async function* () {
      yield { text: 'Eighty' };
      const json = { id: randomUUID(), text: 'Ninety.' };
      await ask(url, { method: 'POST', token: owner, json });
      yield { text: ' or more' };
    });
    const { body } = await read(id, guest.access);
    assert.deepEqual(
      body.messages.map(({ text, done }) => [text, done]),
      [
        ['Is anybody there?', true],
        ['Eighty', true],
        ['Ninety.', true],
      ],
    );
  });

  it('is left to people where none comes for too long, also of an answerer that cannot be stopped', async t => {
    const place = await site();
    let begun = 0;
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const answer = answered(place, async function* () {
      for (begun = 1; begun < 3; begun += 1) yield { text: 'Eighty. ' };
      await new Promise(() => undefined);
    });
    const outcome = answer.then(
      () => undefined,
      (error: unknown) => (error as Error).name,
    );
    while (begun < 3) await new Promise(resolve => setImmediate(resolve));
    t.mock.timers.tick(SILENCE_MS - 1);
    const { body: before } = await read(place.id, place.guest.access);
    assert.equal(before.answeredBy, 'answerer');
    t.mock.timers.tick(1);
    assert.equal(await outcome, 'TimeoutError');
    t.mock.timers.reset();
    const { body } = await lookUntil(() => read(place.id, place.guest.access));
    assert.deepEqual([body.answeredBy, body.state], ['people', 'waiting']);
    assert.deepEqual(
      body.messages.map(({ text, done }) => [text, done]),
      [
        ['Is anybody there?', true],
        ['Eighty. Eighty. ', true],
      ],
    );
  });
});

/** Has the guest's question answered. */
async function answered(
  { id, guest }: GuestSite,
  answer: () => AsyncGenerator<AnswerPart>,
): Promise<void> {
  const [row] = await backend.sql<{ session: string }>(
    'select id as session from orgtags.guest_session where guest_id = $1',
    [guest.id],
  );
  const answerer: Answerer = { answer };
  await answerQuestion(database, answerer, {
    organization: id,
    session: row?.session ?? '',
    conversation: guest.conversation,
    text: 'How many?',
  });
}

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { openDatabase } from '../../src/server/db/database.ts';
import { answered } from '../support/answered.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { appLogin } from '../support/credentials.ts';
import { guestHands } from '../support/guests.ts';
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
      await answered(backend, database, place, async function* () {
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
    await answered(backend, database, place, async function* () {
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
    await answered(backend, database, place, async function* () {
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
    const answer = answered(backend, database, place, async function* () {
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

  it('is nothing, and left to people, where no text comes; what it is from may come before it does', async () => {
    const sources = [{ title: 'Shipping', url: null }];
    const place = await site();
    await answered(backend, database, place, async function* () {
      yield await Promise.resolve({ text: '', sources });
      yield { text: ' \u200b\n' };
    });
    const { body: none } = await read(place.id, place.guest.access);
    assert.deepEqual([none.state, none.answeredBy, none.messages.length], ['waiting', 'people', 1]);
    const other = await site();
    await answered(backend, database, other, async function* () {
      yield await Promise.resolve({ text: '\n', sources });
      yield { text: 'Eighty.' };
    });
    const { body: one } = await read(other.id, other.guest.access);
    assert.deepEqual([one.answeredBy, one.messages.length], ['answerer', 2]);
    assert.deepEqual(
      [one.messages[1]?.text, one.messages[1]?.sources, one.messages[1]?.done],
      ['Eighty.', sources, true],
    );
  });

  it('is from no more sources than there is room for, the first ones', async () => {
    const place = await site();
    await answered(backend, database, place, async function* () {
      for (let part = 0; part < 30; part += 1) {
        const title = `Text ${String(part)}`;
        yield await Promise.resolve({ text: `${title}. `, sources: [{ title, url: null }] });
      }
    });
    const { body } = await read(place.id, place.guest.access);
    assert.match(body.messages[1]?.text ?? '', /Text 29\. $/);
    assert.deepEqual(
      body.messages[1]?.sources.map(({ title }) => title),
      Array.from({ length: 20 }, (_, part) => `Text ${String(part)}`),
    );
  });

  it('ends with the last word that a message has room for, and people are asked for the rest', async () => {
    const longest: readonly (readonly [readonly string[], string])[] = [
      [['Eighty '.repeat(2857), 'or', ' more.'], 'Eighty '.repeat(2857).trimEnd()],
      [['Eighty '.repeat(2857), '!', ' Yes.'], `${'Eighty '.repeat(2857)}!`],
      [['🙂'.repeat(25_000)], '🙂'.repeat(20_000)],
    ];
    for (const [parts, text] of longest) {
      const place = await site();
      let given = 0;
      await answered(backend, database, place, async function* () {
        for (const part of [...parts, 'And on.']) {
          given += 1;
          yield await Promise.resolve({ text: part });
        }
      });
      const { body } = await read(place.id, place.guest.access);
      assert.deepEqual(
        [body.state, body.answeredBy, body.messages[1]?.done],
        ['waiting', 'people', true],
      );
      assert.equal(body.messages[1]?.text.trimEnd(), text);
      assert.ok(given <= parts.length, 'it goes on');
    }
  });

  it('ends with a guest who erases themself', async () => {
    for (const wordsBefore of [0, 1]) {
      const place = await site();
      const answer = answered(backend, database, place, async function* () {
        if (wordsBefore > 0) yield { text: 'Eighty' };
        await send(place.id, '', { method: 'DELETE', token: place.guest.access });
        yield { text: ' or more' };
      });
      await assert.rejects(answer, { code: 'guest-revoked' });
      const left = await backend.sql('select from orgtags.message where organization_id = $1', [
        place.id,
      ]);
      assert.equal(left.length, 0);
    }
  });
});

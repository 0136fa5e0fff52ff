import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type {
  GuestConversation,
  GuestTokens,
  OpenedConversation,
  SentMessage,
} from '../../src/contract/guests.ts';
import { ask, backendForTests, type Answer } from '../support/backend.ts';
import { guestHands, SITE } from '../support/guests.ts';
import { lookUntil } from '../support/look-until.ts';

const backend = await backendForTests();
const { read, refresh, send, set, site, write } = guestHands(backend);

describe('whoever is on a page that guests may join from', () => {
  it('joins without an account, and writes in a conversation of their own (R29, R31)', async () => {
    const { id } = await site();
    const door = await send(id, '');
    assert.deepEqual(door.body, {
      organization: { name: 'Acme' },
      texts: { welcome: null, consent: null, away: null },
      away: false,
    });
    const tokens = await join(id);
    const text = 'Do you ship to Iceland?';
    const { body } = await write(id, tokens.access, text);
    assert.deepEqual(
      [body.message.seq, body.message.author, body.message.text],
      [1, 'guest', text],
    );
    const read = await conversation(id, tokens.access);
    assert.deepEqual(
      read.messages.map(message => message.text),
      [text],
    );
  });

  it('is told when there is no chat, and when the page may not have it (R30)', async () => {
    const { id, owner } = await site();
    for (const origin of ['http://shop.example', 'https://shop.example.evil.test', 'null']) {
      const { problem } = await send(id, '/join', { json: {}, origin });
      assert.equal(problem.code, 'origin-denied', origin);
    }
    const own = { 'sec-fetch-site': 'same-origin' };
    const door = `${backend.url}/api/v1/organizations/${id}/guest-chat`;
    assert.equal((await ask(door)).problem.code, 'origin-denied', 'none at all');
    assert.equal((await ask(door, { headers: own })).problem.code, 'origin-denied', 'our own');
    await set(id, owner, { origins: [SITE, backend.url] });
    assert.equal((await ask(door, { headers: own })).status, 200);
    await set(id, owner, { enabled: false });
    assert.equal((await send(id, '/join', { json: {} })).problem.code, 'guests-disabled');
    await set(id, owner, { enabled: true });
    assert.equal((await send(id, '/join', { json: {} })).status, 200);
  });

  it('stores once what is sent twice, and refuses something else by the same id', async () => {
    const { id, guest } = await site();
    const message = randomUUID();
    const [first, second] = [
      await write(id, guest.access, 'Hello', message),
      await write(id, guest.access, 'Hello', message),
    ];
    assert.deepEqual(first.body, second.body);
    const other = await write(id, guest.access, 'Another', message);
    assert.equal(other.problem.code, 'key-reused');
  });
});

describe('a guest’s conversation', () => {
  it('is followed by another, whose revisions go on (R32)', async () => {
    const { id, guest } = await site();
    const before = await conversation(id, guest.access);
    const begun = await send<GuestConversation>(id, '/conversations', {
      json: { page: `${SITE}/robots` },
      token: guest.access,
    });
    assert.notEqual(begun.body.id, before.id);
    assert.deepEqual(begun.body.messages, []);
    assert.ok(begun.body.revision > before.revision);
    // Nothing is written in it yet.
    const again = await send<GuestConversation>(id, '/conversations', {
      json: {},
      token: guest.access,
    });
    assert.equal(again.body.id, begun.body.id);
    assert.equal((await conversation(id, guest.access)).id, begun.body.id);
  });

  it('is full at some time: then members still answer, and the guest goes on in another (R31)', async () => {
    const { id, guest, owner } = await site();
    await backend.sql(
      `with counted as (
         update orgtags.conversation set last_seq = 63 where id = $2
       )
       insert into orgtags.message (organization_id, conversation_id, seq, guest_id, client_id,
                                    author, text, revision)
       select $1, $2, seq, $3, gen_random_uuid(), 'guest', repeat('😀', 4000), 2
         from generate_series(2, 63) seq`,
      [id, guest.conversation, guest.id],
    );
    const message = randomUUID();
    assert.equal((await write(id, guest.access, '😀'.repeat(4000), message)).status, 200);
    const { status, problem } = await write(id, guest.access, 'More');
    assert.deepEqual([status, problem.code], [409, 'conversation-full']);
    const again = await write(id, guest.access, '😀'.repeat(4000), message);
    assert.equal(again.status, 200, 'what is stored already');
    const conversations = `${backend.url}/api/v1/organizations/${id}/conversations`;
    const json = { id: randomUUID(), text: 'Please go on.' };
    const answered = await ask(`${conversations}/${guest.conversation}/messages`, {
      method: 'POST',
      token: owner,
      json,
    });
    assert.equal(answered.status, 200);
    await send(id, '/conversations', { json: {}, token: guest.access });
    assert.equal((await write(id, guest.access, 'More')).status, 200);
  });

  it('has a place for an answer to be sent to, and tells who has read what (R49)', async () => {
    const { id, guest, owner } = await site();
    const bad = await send(id, '', {
      method: 'PATCH',
      json: { email: 'mo@' },
      token: guest.access,
    });
    assert.deepEqual(bad.problem.fields, [{ field: 'email', code: 'not-an-address' }]);
    const worse = await send(id, '', {
      method: 'PATCH',
      json: { name: 'M'.repeat(101), email: 'mo@' },
      token: guest.access,
    });
    assert.deepEqual(worse.problem.fields, [
      { field: 'name', code: 'name-too-long' },
      { field: 'email', code: 'not-an-address' },
    ]);
    const { revision } = await conversation(id, guest.access);
    const said = { name: 'Mo', email: 'Mo@Shop.example' };
    await send(id, '', { method: 'PATCH', json: said, token: guest.access });
    await send(id, '/read', { json: { seq: 7 }, token: guest.access });
    const { body } = await open(id, owner, guest.conversation);
    assert.deepEqual(
      [body.conversation.guest.name, body.conversation.guest.email, body.conversation.readSeq],
      ['Mo', 'mo@shop.example', 1],
    );
    const told = await conversation(id, guest.access);
    assert.deepEqual([told.email, told.revision], ['mo@shop.example', revision + 1]);
  });

  it('is noted to be written in every three seconds at most, by guest and team (R49)', async () => {
    const { id, guest, owner } = await site();
    const conversations = `${backend.url}/api/v1/organizations/${id}/conversations`;
    const WAYS = {
      guest: () => send(id, '/typing', { token: guest.access, method: 'POST' }),
      team: () =>
        ask(`${conversations}/${guest.conversation}/typing`, { token: owner, method: 'POST' }),
    };
    for (const [who, type] of Object.entries(WAYS)) {
      const notedAt = async (): Promise<number> => {
        assert.equal((await type()).status, 204);
        const [row] = await backend.sql<{ at: Date }>(
          `select ${who}_typing_at as at from orgtags.conversation where id = $1`,
          [guest.conversation],
        );
        return row?.at.getTime() ?? 0;
      };
      const first = await notedAt();
      assert.equal(await notedAt(), first, who);
      for (const [seconds, isNoted] of [
        [2, false],
        [3, true],
      ] as const) {
        const [row] = await backend.sql<{ at: Date }>(
          `update orgtags.conversation set ${who}_typing_at = now() - make_interval(secs => $2)
            where id = $1 returning ${who}_typing_at as at`,
          [guest.conversation, seconds],
        );
        assert.equal(
          (await notedAt()) > (row?.at.getTime() ?? 0),
          isNoted,
          `${who}, ${String(seconds)}`,
        );
      }
    }
  });

  it('is gone with the guest who leaves, and nothing of it stays', async () => {
    const { id, guest, owner } = await site();
    const other = await backend.guest(id);
    const left = await send(id, '', { method: 'DELETE', token: guest.access });
    assert.equal(left.status, 204);
    const refused = await read(id, guest.access);
    assert.equal(refused.problem.code, 'guest-revoked');
    const { problem } = await open(id, owner, guest.conversation);
    assert.equal(problem.code, 'conversation-not-found');
    for (const table of ['guest_session', 'conversation', 'message']) {
      const rows = await backend.sql(
        `select from orgtags.${table} where organization_id = $1 and guest_id = $2`,
        [id, guest.id],
      );
      assert.equal(rows.length, 0, table);
    }
    assert.equal((await conversation(id, other.access)).messages.length, 1);
  });
});

describe('an answer', () => {
  it('is a passage of a public text, with its source', async () => {
    const { id, guest } = await site();
    await source(id, 'Shipping', 'We ship to Iceland within nine days.', true);
    await write(id, guest.access, 'Do you ship to Iceland?');
    const answer = await lookUntil(async () => {
      const { messages } = await conversation(id, guest.access);
      return messages.find(({ author, done }) => author === 'answerer' && done);
    });
    assert.match(answer.text, /^> We ship to Iceland within nine days/);
    assert.deepEqual(answer.sources, [{ title: 'Shipping', url: null }]);
  });

  it('is one, however often the question is sent', async () => {
    const { id, guest } = await site();
    await source(id, 'Shipping', 'We ship to Iceland within nine days.', true);
    const answers = async () =>
      (await conversation(id, guest.access)).messages.filter(
        ({ author, done }) => author === 'answerer' && done,
      ).length;
    const message = randomUUID();
    for (let times = 0; times < 3; times += 1) {
      await write(id, guest.access, 'Do you ship to Iceland?', message);
    }
    await lookUntil(async () => (await answers()) > 0 || undefined);
    await write(id, guest.access, 'To Iceland, you ship?');
    await lookUntil(async () => (await answers()) > 1 || undefined);
    assert.equal(await answers(), 2);
  });

  it('is none where nothing fits but words that are in every text', async () => {
    const { id } = await site();
    const text =
      'What you have bought there does not have to stay: when it does not work, we will have it back.';
    await source(id, 'Returns', text, true);
    for (const question of [
      'What does breakfast cost?',
      'How many legs does a spider have?',
      'When will there be a train?',
      'Have you been there?',
    ]) {
      const asked = await backend.guest(id);
      await write(id, asked.access, question);
      const read = await lookUntil(async () => {
        const found = await conversation(id, asked.access);
        return found.state === 'waiting' || found.messages.length > 2 ? found : undefined;
      });
      assert.equal(read.answeredBy, 'people', question);
    }
  });

  it('is word for word what the text says, whatever that would be as Markdown', async () => {
    const { id, guest } = await site();
    const text = 'Iceland\n===\n\n    shipping *costs* [nothing](x) there\n1) # & <b>\n---\n```';
    await source(id, 'Shipping', text, true);
    await write(id, guest.access, 'Iceland shipping costs?');
    const answer = await lookUntil(async () => {
      const { messages } = await conversation(id, guest.access);
      return messages.find(({ author, done }) => author === 'answerer' && done);
    });
    const [quotation, ...rest] = fromMarkdown(answer.text).children;
    assert.deepEqual(rest, []);
    assert.ok(quotation?.type === 'blockquote');
    const said = quotation.children.map(paragraph => {
      assert.ok(paragraph.type === 'paragraph');
      return paragraph.children.map(one => (one.type === 'text' ? one.value : one.type)).join('');
    });
    assert.equal(said.join(' ').replaceAll(/\s+/g, ' '), text.replaceAll(/\s+/g, ' '));
  });

  it('is never of a text that is not public; people are asked instead', async () => {
    const { id, guest } = await site();
    await source(id, 'Margins', 'We ship to Iceland at a margin of CANARY percent.', false);
    await write(id, guest.access, 'Do you ship to Iceland?');
    const asked = await lookUntil(async () => {
      const read = await conversation(id, guest.access);
      return read.state === 'waiting' ? read : undefined;
    });
    assert.equal(asked.answeredBy, 'people');
    assert.ok(!JSON.stringify(asked).includes('CANARY'));
  });

  it('is a member’s, who is named, and has taken over (R31, R49)', async () => {
    const { id, guest, owner } = await site();
    const sent = await ask<SentMessage>(
      `${backend.url}/api/v1/organizations/${id}/conversations/${guest.conversation}/messages`,
      { method: 'POST', token: owner, json: { id: randomUUID(), text: 'Yes, I am.' } },
    );
    assert.equal(sent.body.message.name, 'Olivia');
    const read = await conversation(id, guest.access);
    assert.equal(read.messages.at(-1)?.text, 'Yes, I am.');
    assert.deepEqual([read.state, read.answeredBy], ['open', 'people']);
    const opened = await open(id, owner, guest.conversation);
    assert.equal(opened.body.conversation.assignee?.name, 'Olivia');
  });
});

describe('a guest’s tokens', () => {
  it('are changed once; the same gives the same, until the next is used; then all end', async () => {
    const { id, guest } = await site();
    const [first, again] = [await refresh(id, guest.refresh), await refresh(id, guest.refresh)];
    assert.equal(first.body.refresh, again.body.refresh);
    const next = await refresh(id, first.body.refresh);
    assert.equal(next.status, 200);
    assert.equal((await refresh(id, guest.refresh)).problem.code, 'session-expired');
    assert.equal((await refresh(id, next.body.refresh)).problem.code, 'guest-revoked');
    assert.equal((await read(id, next.body.access)).problem.code, 'guest-revoked');
  });

  it('end with the guest, at once (R30)', async () => {
    const { id, guest, owner } = await site();
    const other = await backend.guest(id);
    const ended = await ask(`${backend.url}/api/v1/organizations/${id}/guests/${guest.id}`, {
      method: 'DELETE',
      token: owner,
    });
    assert.equal(ended.status, 204);
    assert.equal((await read(id, guest.access)).problem.code, 'guest-revoked');
    assert.equal((await read(id, other.access)).status, 200);
  });

  it('end for everyone when guests are switched off with those who are there (R30)', async () => {
    const { id, guest, owner } = await site();
    await set(id, owner, { enabled: false });
    assert.equal((await read(id, guest.access)).status, 200);
    await set(id, owner, { endRunning: true });
    assert.equal((await read(id, guest.access)).problem.code, 'guest-revoked');
  });
});

async function join(organization: string): Promise<GuestTokens> {
  return (await send<GuestTokens>(organization, '/join', { json: {} })).body;
}

async function conversation(organization: string, token: string): Promise<GuestConversation> {
  return (await read(organization, token)).body;
}

/** As a member of the organization sees it. */
function open(
  organization: string,
  token: string,
  conversation: string,
): Promise<Answer<OpenedConversation>> {
  return ask(`${backend.url}/api/v1/organizations/${organization}/conversations/${conversation}`, {
    token,
  });
}

async function source(
  organization: string,
  title: string,
  text: string,
  isPublic: boolean,
): Promise<void> {
  await backend.sql(
    `insert into orgtags.text_source (organization_id, title, text, public) values ($1, $2, $3, $4)`,
    [organization, title, text, isPublic],
  );
}

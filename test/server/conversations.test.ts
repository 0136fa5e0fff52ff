import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type {
  Assignees,
  ChangedConversation,
  ConversationPage,
  OpenedConversation,
  SentAnswer,
} from '../../src/contract/guests.ts';
import type { NewGuest, NewMember, TestGuest, TestMember } from '../../src/testing/backend.ts';
import { ask, backendForTests, type Answer } from '../support/backend.ts';
import { listen } from '../support/live.ts';

const backend = await backendForTests();

const EVERY_ROLE: readonly NewMember[] = [
  { role: 'owner', name: 'Olivia' },
  { role: 'admin', name: 'Adam' },
  { role: 'member', name: 'Mia' },
  { role: 'viewer', name: 'Victor' },
];

describe('the list of conversations (R31)', () => {
  it('is searched by the guest’s name and address, and by what was written', async () => {
    const place = await inbox();
    const nora = await place.guest({ name: 'Nóra Lindqvist', email: 'nora@harbor.example' });
    const jonas = await place.guest({ name: 'Jonas', text: 'Do you ship to Iceland?' });
    await place.guest({ name: 'Eve', text: '100 %_ of \\ it' });
    for (const q of ['nora', 'LINDQ', 'harbor.example', 'no', 'ÓRA']) {
      assert.deepEqual(await place.found({ q }), [nora.conversation], q);
    }
    for (const q of ['iceland', 'SHIP  to', 'do']) {
      assert.deepEqual(await place.found({ q }), [jonas.conversation], q);
    }
    assert.equal((await place.found({ q: '%_ of \\' })).length, 1);
    assert.deepEqual(await place.found({ q: '100_%' }), []);
    assert.deepEqual(await place.found({ q: '\u0301' }), []);
    assert.equal((await place.found({ q: '   ' })).length, 3);
    await place.answer(nora, 'We will be at the fjord.');
    assert.deepEqual(await place.found({ q: 'fjord' }), [nora.conversation]);
  });

  it('finds an automatic answer once it is whole', async () => {
    const place = await inbox();
    const { conversation, id } = await place.guest();
    await backend.sql(
      `insert into orgtags.message (organization_id, conversation_id, seq, guest_id, client_id, author,
                                    text, done, revision)
       values ($1, $2, 2, $3, gen_random_uuid(), 'answerer', 'It carries eighty', false, 2)`,
      [place.id, conversation, id],
    );
    assert.deepEqual(await place.found({ q: 'eighty' }), []);
    await backend.sql('update orgtags.message set done = true where organization_id = $1', [
      place.id,
    ]);
    assert.deepEqual(await place.found({ q: 'eighty' }), [conversation]);
  });

  it('finds nothing of another organization, whatever is searched for (R33)', async () => {
    const [ours, theirs] = [await inbox(), await inbox()];
    const said = { name: 'Canary', email: 'canary@other.example', text: 'A canary sings.' };
    await theirs.guest(said);
    const { conversation } = await ours.guest(said);
    for (const q of ['canary', 'other.example', 'sings', 'ca']) {
      assert.deepEqual(await ours.found({ q }), [conversation], q);
    }
    assert.deepEqual(await ours.found({ q: 'nothing at all' }), []);
    const { body } = await ours.page();
    assert.deepEqual([body.total, body.waiting], [1, 0]);
  });

  it('says of one that its guest has begun another since, and tells those who have it open', async () => {
    const place = await inbox();
    const [nora, eve] = [await place.guest(), await place.guest()];
    const isLeft = async (guest: TestGuest): Promise<boolean> =>
      (await place.open(guest)).conversation.left;
    assert.equal(await isLeft(nora), false);
    const ear = await listen(backend.url, { token: place.as('owner').token });
    const { status } = await ask(place.url('/guest-chat/conversations'), {
      method: 'POST',
      token: nora.access,
      headers: { origin: 'https://shop.example' },
      json: {},
    });
    assert.equal(status, 200);
    await ear.first(event => event.kind === 'change' && event.subject === nora.conversation);
    await ear.close();
    assert.deepEqual([await isLeft(nora), await isLeft(eve)], [true, false]);
  });

  it('shows those in a state, mine, and nobody’s; whoever waits is counted all the same', async () => {
    const place = await inbox();
    const [waiting, open, resolved] = [
      await place.guest(),
      await place.guest({ name: 'Open' }),
      await place.guest(),
    ];
    await place.change(waiting, { state: 'waiting', assignee: place.as('owner').id });
    await place.change(resolved, { state: 'resolved', assignee: place.as('admin').id });
    const all = { waiting, open, resolved };
    for (const [state, { conversation }] of Object.entries(all)) {
      assert.deepEqual(await place.found({ state }), [conversation], state);
      assert.equal((await place.page({ state })).body.waiting, 1);
    }
    assert.deepEqual(await place.found({ assignee: 'me' }), [waiting.conversation]);
    assert.deepEqual(await place.found({ assignee: 'nobody' }), [open.conversation]);
    assert.deepEqual(await place.found({ assignee: 'me', state: 'open' }), []);
    assert.deepEqual(await place.found({ assignee: 'me', q: 'anybody' }), [waiting.conversation]);
    assert.deepEqual(await place.found({ assignee: 'nobody', q: 'anybody' }), [open.conversation]);
    assert.equal((await place.page({ q: 'nobody at all' })).body.waiting, 1);
    const { problem } = await place.page({ assignee: place.as('owner').id });
    assert.deepEqual(problem.fields, [{ field: 'assignee', code: 'wrong-value' }]);
  });

  it('goes page by page, those that wait first, of each kind the unread ones, whatever is searched', async () => {
    const place = await inbox();
    const guests = [];
    for (let n = 0; n < 9; n += 1) guests.push(await place.guest({ name: `Guest ${String(n)}` }));
    await backend.sql(
      `update orgtags.conversation c
          set state = (array['open', 'waiting', 'resolved'])[1 + n % 3],
              team_read_seq = case when n < 4 then last_seq else 0 end,
              last_message_at = now() - n * interval '1 hour'
         from unnest($2::uuid[]) with ordinality as given (id, n)
        where c.organization_id = $1 and c.id = given.id`,
      [place.id, guests.map(({ conversation }) => conversation)],
    );
    const walked: string[] = [];
    const searched: string[] = [];
    for (const [seen, query] of [
      [walked, {}],
      [searched, { q: 'guest' }],
    ] as const) {
      for (let cursor: string | null = ''; cursor !== null;) {
        const { body }: Answer<ConversationPage> = await place.page({
          ...query,
          limit: '2',
          ...(cursor && { cursor }),
        });
        seen.push(...body.conversations.map(({ id }) => id));
        assert.equal(body.total, 9);
        cursor = body.next;
      }
    }
    assert.deepEqual(searched, walked);
    assert.equal(walked.length, new Set(walked).size);
    assert.equal(walked.length, guests.length);
    const { body } = await place.page();
    const rank = { waiting: 0, open: 2, resolved: 4 };
    const order = body.conversations.map(({ state, unread }) => rank[state] + (unread > 0 ? 0 : 1));
    assert.deepEqual(order, order.toSorted());
  });

  it('takes the cursor of another search or filter for none', async () => {
    const place = await inbox();
    for (let n = 0; n < 3; n += 1) await place.guest();
    const { next } = (await place.page({ limit: '1', q: 'anybody' })).body;
    assert.ok(next);
    for (const other of [{}, { q: 'any' }, { q: 'anybody', state: 'open' }]) {
      const { problem } = await place.page({ limit: '1', cursor: next, ...other });
      assert.equal(problem.code, 'malformed-cursor', JSON.stringify(other));
    }
  });
});

describe('whoever takes care of a conversation (R31)', () => {
  it('may answer guests: others are refused, and not offered', async () => {
    const place = await inbox();
    const guest = await place.guest();
    const { body } = await ask<Assignees>(place.url('/assignees'), {
      token: place.as('member').token,
    });
    assert.deepEqual(
      body.people.map(({ name }) => name),
      ['Adam', 'Mia', 'Olivia'],
    );
    assert.equal(body.more, false);
    const viewer = await place.tryChange(guest, { assignee: place.as('viewer').id });
    assert.deepEqual([viewer.status, viewer.problem.code], [409, 'assignee-cannot-answer']);
    const stranger = await backend.person();
    const nobody = await place.tryChange(guest, { assignee: stranger.id });
    assert.equal(nobody.problem.code, 'member-not-found');
    const elsewhere = await inbox();
    const foreign = await place.tryChange(guest, { assignee: elsewhere.as('owner').id });
    assert.equal(foreign.problem.code, 'member-not-found');
    const given = await place.change(guest, { assignee: place.as('member').id });
    assert.deepEqual(given.conversation.assignee, {
      person: place.as('member').id,
      name: 'Mia',
      mayAnswer: true,
    });
  });

  it('is not offered, and refused, without the Conversations permission', async () => {
    const place = await inbox();
    const guest = await place.guest();
    await backend.sql(
      `update orgtags.organization set permissions = '{"member": {"conversations": "none"}}'
        where id = $1`,
      [place.id],
    );
    const { body } = await ask<Assignees>(place.url('/assignees'), {
      token: place.as('owner').token,
    });
    assert.deepEqual(
      body.people.map(({ name }) => name),
      ['Adam', 'Olivia'],
    );
    const refused = await place.tryChange(guest, { assignee: place.as('member').id });
    assert.equal(refused.problem.code, 'assignee-cannot-answer');
    for (const path of ['/assignees', '/conversations']) {
      const { problem } = await ask(place.url(path), { token: place.as('member').token });
      assert.equal(problem.code, 'not-of-role', path);
    }
  });

  it('stays who it is after losing the right, is shown as such, and can be another', async () => {
    const place = await inbox();
    const guest = await place.guest();
    const mia = place.as('member');
    await place.change(guest, { assignee: mia.id });
    await backend.sql(`update orgtags.membership set role = 'viewer' where id = $1`, [mia.member]);
    const shown = (await place.open(guest)).conversation.assignee;
    assert.deepEqual(shown, { person: mia.id, name: 'Mia', mayAnswer: false });
    // What stays as it is may stay.
    await place.change(guest, { assignee: mia.id, state: 'resolved' });
    const { conversation } = await place.change(guest, { assignee: null });
    assert.equal(conversation.assignee, null);
  });

  it('is decided on what was seen: somebody else’s decision or answer makes that old', async () => {
    const place = await inbox();
    const guest = await place.guest();
    const before = await place.open(guest);
    await place.change(guest, { assignee: place.as('admin').id });
    const { version } = before.conversation;
    const late = await place.tryChange(guest, { assignee: place.as('owner').id, version });
    assert.deepEqual([late.status, late.problem.code], [409, 'stale-version']);
    const seen = (await place.open(guest)).conversation.version;
    await place.answer(guest, 'Good day.');
    const after = await place.tryChange(guest, { state: 'resolved', version: seen });
    assert.equal(after.problem.code, 'stale-version');
    // Another answer decides nothing any more.
    const open = (await place.open(guest)).conversation.version;
    await place.answer(guest, 'And good night.');
    await place.change(guest, { state: 'resolved', version: open });
  });
});

describe('an answer (R31)', () => {
  it('tells how the conversation was found, and opens what is resolved', async () => {
    const place = await inbox();
    const guest = await place.guest();
    await place.change(guest, { state: 'resolved', assignee: place.as('admin').id });
    const { found, now } = await place.answer(guest, 'One more thing.');
    assert.deepEqual([found.state, found.assignee?.name], ['resolved', 'Adam']);
    const { conversation } = await place.open(guest);
    assert.deepEqual(now, conversation);
    assert.deepEqual([conversation.state, conversation.assignee?.name], ['open', 'Adam']);
  });

  it('is there once, however often it is sent', async () => {
    const place = await inbox();
    const guest = await place.guest();
    const id = randomUUID();
    const sent = await Promise.all([1, 2, 3].map(() => place.answer(guest, 'Good day.', id)));
    assert.equal(new Set(sent.map(({ message }) => message.seq)).size, 1);
    const { messages } = await place.open(guest);
    assert.equal(messages.filter(({ author }) => author === 'member').length, 1);
  });

  it('is of who has sent it: somebody else’s by the same id is refused', async () => {
    const place = await inbox();
    const guest = await place.guest();
    const id = randomUUID();
    await place.answer(guest, 'Good day.', id);
    const { problem } = await ask(place.url(`/conversations/${guest.conversation}/messages`), {
      method: 'POST',
      token: place.as('admin').token,
      json: { id, text: 'Good day.' },
    });
    assert.equal(problem.code, 'key-reused');
  });

  it('shows the list an excerpt without the signs of Markdown, where it is automatic', async () => {
    const place = await inbox();
    const { conversation } = await place.guest();
    await backend.sql(
      `update orgtags.message set author = 'answerer', text = E'> It carries *80* kg\\\\.'
        where organization_id = $1 and conversation_id = $2`,
      [place.id, conversation],
    );
    assert.equal((await place.page()).body.conversations[0]?.excerpt, 'It carries 80 kg.');
  });
});

it('tells who looks at the conversation that its guest was ended (R30, R31)', async () => {
  const place = await inbox();
  const guest = await place.guest();
  const { status } = await ask(place.url(`/guests/${guest.id}`), {
    method: 'DELETE',
    token: place.as('admin').token,
  });
  assert.equal(status, 204);
  assert.equal((await place.open(guest)).conversation.guest.ended, true);
  const told = await backend.sql(
    `select from orgtags.change
      where organization_id = $1 and type = 'conversation' and subject_id = $2`,
    [place.id, guest.conversation],
  );
  assert.equal(told.length, 1);
});

it('still waits for people when it is handed back to the answerer (R31)', async () => {
  const place = await inbox();
  const guest = await place.guest();
  await place.change(guest, { state: 'waiting', answeredBy: 'people' });
  await place.change(guest, { answeredBy: 'answerer' });
  const { body } = await place.page();
  assert.deepEqual(
    [body.waiting, body.conversations.map(({ state, answeredBy }) => [state, answeredBy])],
    [1, [['waiting', 'answerer']]],
  );
});

it('does not wait for an answer to a guest who was ended, nor is it resolved thereby (R30, R31)', async () => {
  const ends = {
    one: (place: Inbox, guest: TestGuest) =>
      ask(place.url(`/guests/${guest.id}`), { method: 'DELETE', token: place.as('admin').token }),
    all: (place: Inbox) =>
      ask(place.url('/guest-access'), {
        method: 'PATCH',
        token: place.as('admin').token,
        json: { version: 1, endRunning: true },
      }),
  };
  for (const [which, end] of Object.entries(ends)) {
    const place = await inbox();
    const other = await place.guest();
    const guest = await place.guest();
    const done = await place.guest();
    for (const one of [other, guest]) await place.change(one, { state: 'waiting' });
    await place.change(done, { state: 'resolved' });
    const { conversation: before } = await place.open(guest);
    assert.ok((await end(place, guest)).status < 300);
    const { body } = await place.page();
    assert.deepEqual(
      [body.waiting, body.conversations.map(({ state }) => state)],
      which === 'one' ? [1, ['waiting', 'open', 'resolved']] : [0, ['open', 'open', 'resolved']],
    );
    const { conversation: after } = await place.open(guest);
    assert.deepEqual([after.state, after.version], ['open', before.version + 1]);
    const told = await backend.sql(
      `select from orgtags.change where organization_id = $1 and subject_id = $2 and version = $3`,
      [place.id, guest.conversation, after.version],
    );
    assert.equal(told.length, 1, which);
    const due = await backend.sql(
      `select id from orgtags.conversation where organization_id = $1 and team_due_at is not null`,
      [place.id],
    );
    assert.deepEqual(due, which === 'one' ? [{ id: other.conversation }] : []);
  }
});

/** What the tests do in an organization with a member of each role, as its owner. */
interface Inbox {
  readonly id: string;
  readonly as: (role: TestMember['role']) => TestMember;
  readonly url: (path: string) => string;
  guest(options?: NewGuest): Promise<TestGuest>;
  page(query?: Readonly<Record<string, string>>): Promise<Answer<ConversationPage>>;
  /** The ids of what is on the first page. */
  found(query: Readonly<Record<string, string>>): Promise<string[]>;
  open(guest: TestGuest): Promise<OpenedConversation>;
  answer(guest: TestGuest, text: string, id?: string): Promise<SentAnswer>;
  /** On the version that there is, unless another is given. */
  tryChange(guest: TestGuest, change: object): Promise<Answer<ChangedConversation>>;
  change(guest: TestGuest, change: object): Promise<ChangedConversation>;
}

async function inbox(): Promise<Inbox> {
  const { id, members } = await backend.organization({ members: EVERY_ROLE });
  await backend.admitGuests(id, 'https://shop.example');
  const as: Inbox['as'] = role => {
    const member = members.find(one => one.role === role);
    assert.ok(member);
    return member;
  };
  const { token } = as('owner');
  const url = (path: string): string => `${backend.url}/api/v1/organizations/${id}${path}`;
  const place: Inbox = {
    id,
    as,
    url,
    guest: options => backend.guest(id, options),
    page: query => ask(url(`/conversations?${new URLSearchParams(query).toString()}`), { token }),
    async found(query) {
      const { status, body } = await place.page(query);
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(body.total, body.conversations.length);
      return body.conversations.map(one => one.id);
    },
    async open({ conversation }) {
      const { status, body } = await ask<OpenedConversation>(
        url(`/conversations/${conversation}`),
        { token },
      );
      assert.equal(status, 200);
      return body;
    },
    async answer({ conversation }, text, message = randomUUID()) {
      const { status, body } = await ask<SentAnswer>(
        url(`/conversations/${conversation}/messages`),
        { method: 'POST', token, json: { id: message, text } },
      );
      assert.equal(status, 200, JSON.stringify(body));
      return body;
    },
    async tryChange(guest, change) {
      const { version } = (await place.open(guest)).conversation;
      return ask(url(`/conversations/${guest.conversation}`), {
        method: 'PATCH',
        token,
        json: { version, ...change },
      });
    },
    async change(guest, change) {
      const { status, body } = await place.tryChange(guest, change);
      assert.equal(status, 200, JSON.stringify(body));
      return body;
    },
  };
  return place;
}

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type {
  GuestConversation,
  GuestTokens,
  OpenedConversation,
  SentMessage,
} from '../../src/contract/guests.ts';
import type { TestGuest, TestOrganization } from '../../src/testing/backend.ts';
import { ask, backendForTests, type Answer } from '../support/backend.ts';
import { lookUntil } from '../support/look-until.ts';

const backend = await backendForTests();

/** A site on which guests chat. */
const SITE = 'https://shop.example';

describe('whoever is on a page that guests may join from', () => {
  it('joins without an account, and writes in a conversation of their own (R29, R31)', async () => {
    const { id } = await site();
    const door = await visit(id, '');
    assert.deepEqual(door.body, {
      organization: { name: 'Acme' },
      texts: { welcome: null, consent: null, away: null },
      away: false,
    });
    const tokens = await join(id);
    const text = 'Do you ship to Iceland?';
    const { body } = await write(id, tokens.access, { text });
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
      const { problem } = await visit(id, '/join', { json: {}, origin });
      assert.equal(problem.code, 'origin-denied', origin);
    }
    const own = { 'sec-fetch-site': 'same-origin' };
    const door = `${backend.url}/api/v1/organizations/${id}/guest-chat`;
    assert.equal((await ask(door)).problem.code, 'origin-denied', 'none at all');
    assert.equal((await ask(door, { headers: own })).problem.code, 'origin-denied', 'our own');
    await change(id, owner, { origins: [SITE, backend.url] });
    assert.equal((await ask(door, { headers: own })).status, 200);
    await change(id, owner, { enabled: false });
    assert.equal((await visit(id, '/join', { json: {} })).problem.code, 'guests-disabled');
    await change(id, owner, { enabled: true });
    assert.equal((await visit(id, '/join', { json: {} })).status, 200);
  });

  it('stores once what is sent twice, and refuses something else by the same id', async () => {
    const { id, guest } = await withGuest();
    const message = randomUUID();
    const [first, second] = [
      await write(id, guest.access, { id: message, text: 'Hello' }),
      await write(id, guest.access, { id: message, text: 'Hello' }),
    ];
    assert.deepEqual(first.body, second.body);
    const other = await write(id, guest.access, { id: message, text: 'Another' });
    assert.equal(other.problem.code, 'key-reused');
  });
});

describe('a guest’s conversation', () => {
  it('is followed by another, whose revisions go on (R32)', async () => {
    const { id, guest } = await withGuest();
    const before = await conversation(id, guest.access);
    const begun = await visit<GuestConversation>(id, '/conversations', {
      json: { page: `${SITE}/robots` },
      token: guest.access,
    });
    assert.notEqual(begun.body.id, before.id);
    assert.deepEqual(begun.body.messages, []);
    assert.ok(begun.body.revision > before.revision);
    // Nothing is written in it yet.
    const again = await visit<GuestConversation>(id, '/conversations', {
      json: {},
      token: guest.access,
    });
    assert.equal(again.body.id, begun.body.id);
    assert.equal((await conversation(id, guest.access)).id, begun.body.id);
  });

  it('has a place for an answer to be sent to, and tells who has read what (R49)', async () => {
    const { id, guest, owner } = await withGuest();
    const bad = await visit(id, '', {
      method: 'PATCH',
      json: { email: 'mo@' },
      token: guest.access,
    });
    assert.deepEqual(bad.problem.fields, [{ field: 'email', code: 'not-an-address' }]);
    const said = { name: 'Mo', email: 'Mo@Shop.example' };
    await visit(id, '', { method: 'PATCH', json: said, token: guest.access });
    await visit(id, '/read', { json: { seq: 7 }, token: guest.access });
    const { body } = await open(id, owner, guest.conversation);
    assert.deepEqual(
      [body.conversation.guest.name, body.conversation.guest.email, body.conversation.readSeq],
      ['Mo', 'mo@shop.example', 1],
    );
    assert.equal((await conversation(id, guest.access)).email, 'mo@shop.example');
  });

  it('is gone with the guest who leaves, and nothing of it stays', async () => {
    const { id, guest, owner } = await withGuest();
    const other = await backend.guest(id);
    const left = await visit(id, '', { method: 'DELETE', token: guest.access });
    assert.equal(left.status, 204);
    const refused = await visit(id, '/conversation', { token: guest.access });
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
    const { id, guest } = await withGuest();
    await source(id, 'Shipping', 'We ship to Iceland within nine days.', true);
    await write(id, guest.access, { text: 'Do you ship to Iceland?' });
    const answer = await lookUntil(async () => {
      const { messages } = await conversation(id, guest.access);
      return messages.find(({ author, done }) => author === 'answerer' && done);
    });
    assert.match(answer.text, /^> We ship to Iceland within nine days/);
    assert.deepEqual(answer.sources, [{ title: 'Shipping', url: null }]);
  });

  it('is never of a text that is not public; people are asked instead', async () => {
    const { id, guest } = await withGuest();
    await source(id, 'Margins', 'We ship to Iceland at a margin of CANARY percent.', false);
    await write(id, guest.access, { text: 'Do you ship to Iceland?' });
    const asked = await lookUntil(async () => {
      const read = await conversation(id, guest.access);
      return read.state === 'waiting' ? read : undefined;
    });
    assert.equal(asked.answeredBy, 'people');
    assert.ok(!JSON.stringify(asked).includes('CANARY'));
  });

  it('is a member’s, who is named, and has taken over (R31, R49)', async () => {
    const { id, guest, owner } = await withGuest();
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
    const { id, guest } = await withGuest();
    const refresh = (token: string) =>
      visit<GuestTokens>(id, '/refresh', { json: { refresh: token } });
    const [first, again] = [await refresh(guest.refresh), await refresh(guest.refresh)];
    assert.equal(first.body.refresh, again.body.refresh);
    const next = await refresh(first.body.refresh);
    assert.equal(next.status, 200);
    assert.equal((await refresh(guest.refresh)).problem.code, 'session-expired');
    assert.equal((await refresh(next.body.refresh)).problem.code, 'guest-revoked');
    assert.equal(
      (await visit(id, '/conversation', { token: next.body.access })).problem.code,
      'guest-revoked',
    );
  });

  it('end with the guest, at once (R30)', async () => {
    const { id, guest, owner } = await withGuest();
    const other = await backend.guest(id);
    const ended = await ask(`${backend.url}/api/v1/organizations/${id}/guests/${guest.id}`, {
      method: 'DELETE',
      token: owner,
    });
    assert.equal(ended.status, 204);
    assert.equal(
      (await visit(id, '/conversation', { token: guest.access })).problem.code,
      'guest-revoked',
    );
    assert.equal((await visit(id, '/conversation', { token: other.access })).status, 200);
  });

  it('end for everyone when guests are switched off with those who are there (R30)', async () => {
    const { id, guest, owner } = await withGuest();
    await change(id, owner, { enabled: false });
    assert.equal((await visit(id, '/conversation', { token: guest.access })).status, 200);
    await change(id, owner, { endRunning: true });
    assert.equal(
      (await visit(id, '/conversation', { token: guest.access })).problem.code,
      'guest-revoked',
    );
  });
});

async function site(): Promise<TestOrganization & { readonly owner: string }> {
  const organization = await backend.organization({
    name: 'Acme',
    members: [{ role: 'owner', name: 'Olivia' }],
  });
  await backend.admitGuests(organization.id, SITE);
  return { ...organization, owner: organization.members[0]?.token ?? '' };
}

async function withGuest(): Promise<{ id: string; owner: string; guest: TestGuest }> {
  const { id, owner } = await site();
  return { id, owner, guest: await backend.guest(id) };
}

function visit<Body = unknown>(
  organization: string,
  path: string,
  {
    json,
    origin = SITE,
    token,
    method = json ? 'POST' : 'GET',
  }: { json?: object; origin?: string; token?: string; method?: string } = {},
): Promise<Answer<Body>> {
  return ask<Body>(`${backend.url}/api/v1/organizations/${organization}/guest-chat${path}`, {
    method,
    json,
    token,
    headers: { origin },
  });
}

async function join(organization: string): Promise<GuestTokens> {
  return (await visit<GuestTokens>(organization, '/join', { json: {} })).body;
}

function write(
  organization: string,
  token: string,
  { id = randomUUID(), text }: { id?: string; text: string },
): Promise<Answer<SentMessage>> {
  return visit<SentMessage>(organization, '/messages', { json: { id, text }, token });
}

async function conversation(organization: string, token: string): Promise<GuestConversation> {
  return (await visit<GuestConversation>(organization, '/conversation', { token })).body;
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

async function change(organization: string, token: string, wanted: object): Promise<void> {
  const url = `${backend.url}/api/v1/organizations/${organization}/guest-access`;
  const { body } = await ask<{ version: number }>(url, { token });
  const { version } = body;
  const changed = await ask(url, { method: 'PATCH', token, json: { ...wanted, version } });
  assert.equal(changed.status, 200);
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

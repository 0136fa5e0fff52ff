import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { UnsecuredJWT } from 'jose';
import type {
  GuestConversation,
  GuestTokens,
  OpenedConversation,
  SigningSecret,
} from '../../src/contract/guests.ts';
import type { TestOrganization } from '../../src/testing/backend.ts';
import { ask, backendForTests, type Answer } from '../support/backend.ts';
import { hearGuest } from '../support/guest-ear.ts';
import { guestHands, SITE, vouch, type Vouching } from '../support/guests.ts';
import { listen } from '../support/live.ts';
import { lookUntil } from '../support/look-until.ts';
import { askedMeanwhile, waiting } from '../support/meanwhile.ts';

const backend = await backendForTests();

const hands = guestHands(backend);
const { send } = hands;
const MO = { sub: 'customer-7', name: 'Mo', email: 'mo@shop.example' };

/** What a test changes of a good token. */
interface Forgery extends Partial<Vouching> {
  readonly claims?: Readonly<Record<string, unknown>>;
}

describe('a visitor for whom the page vouches (R49)', () => {
  it('is who the page says, whatever they type, and has the conversation in every browser', async () => {
    const { organization, owner, token } = await site();
    const first = await join(organization, { visitor: await token(), name: 'Eve' });
    const conversation = await write(organization, first, 'Where is my parcel?');
    const { guest } = (await open(organization, owner, conversation)).conversation;
    assert.deepEqual([guest.name, guest.email, guest.vouched], ['Mo', 'mo@shop.example', true]);

    const second = await join(organization, { visitor: await token() });
    assert.equal(second.guest, first.guest);
    const found = await read(organization, second);
    assert.deepEqual(
      [found.id, found.messages.map(({ text }) => text)],
      [conversation, ['Where is my parcel?']],
    );
    const other = await join(organization, { visitor: await token({ claims: { sub: 'other' } }) });
    assert.notEqual(other.guest, first.guest);
  });

  it('is called and reached as the page says; what it does not say can be added', async () => {
    const { organization, owner, token } = await site();
    const claims = { email: undefined };
    const json = { name: 'Typed', email: 'typed@x.example' };
    const nameless = await join(organization, {
      ...json,
      visitor: await token({ claims: { sub: 'nameless', name: undefined, email: undefined } }),
    });
    const first = await write(organization, nameless, 'Hello');
    const { guest: typed } = (await open(organization, owner, first)).conversation;
    assert.deepEqual([typed.name, typed.email], ['Typed', 'typed@x.example']);
    const guest = await join(organization, { visitor: await token({ claims }) });
    const conversation = await write(organization, guest, 'Hello');
    const said = { method: 'PATCH', json, token: guest.access };
    assert.equal((await send(organization.id, '', said)).status, 204);
    const known = async () => {
      const { name, email } = (await open(organization, owner, conversation)).conversation.guest;
      return [name, email];
    };
    assert.deepEqual(await known(), ['Mo', 'typed@x.example']);
    await join(organization, { visitor: await token() });
    const other = { ...said, json: { email: 'other@x.example' } };
    assert.equal((await send(organization.id, '', other)).status, 204);
    assert.deepEqual(await known(), ['Mo', MO.email]);
  });

  it('is another guest in another organization, and nobody once the guest was ended', async () => {
    const { organization, owner, token } = await site();
    const elsewhere = await site();
    const first = await join(organization, { visitor: await token() });
    const there = await join(elsewhere.organization, { visitor: await elsewhere.token() });
    assert.notEqual(there.guest, first.guest);
    const path = `/guests/${first.guest}`;
    assert.equal((await asOwner(organization, owner, 'DELETE', path)).status, 204);
    const next = await join(organization, { visitor: await token() });
    assert.notEqual(next.guest, first.guest);
    assert.deepEqual((await read(organization, next)).messages, []);
  });

  const forgeries: Readonly<Record<string, Forgery>> = {
    'another secret': { secret: 'x'.repeat(43) },
    'another organization': { audience: randomUUID() },
    'its time is over': { expires: '2 minutes ago' },
    'its time is over, more than clocks are off': { expires: '61 seconds ago' },
    'good for longer than a quarter of an hour, and more than clocks are off': {
      expires: '965 seconds',
    },
    'good for too long': { expires: '2 hours' },
    'nobody in it': { claims: { sub: '' } },
    'another algorithm': { algorithm: 'HS512' },
    'no signature': { algorithm: 'none' },
  };
  for (const [name, forgery] of Object.entries(forgeries)) {
    it(`is not let in by a token with: ${name}`, async () => {
      const { organization, token } = await site();
      const visitor = await token(forgery);
      const refused = await send(organization.id, '/join', { json: { visitor } });
      assert.deepEqual([refused.status, refused.problem.code], [403, 'visitor-not-vouched']);
      assert.equal((await send(organization.id, '/join', { json: {} })).status, 200);
      const good = { visitor: await token({}) };
      assert.equal((await send(organization.id, '/join', { json: good })).status, 200);
    });
  }

  it('is let in though the clock of the host is off by less than a minute', async () => {
    const { organization, token } = await site();
    for (const expires of ['55 seconds ago', '955 seconds']) {
      await join(organization, { visitor: await token({ expires }) });
    }
  });

  it('is not let in by what was signed before there was a new secret', async () => {
    const { organization, owner, token } = await site();
    const visitor = await token();
    const path = '/guest-access/signing-secret';
    const { status } = await asOwner(organization, owner, 'POST', path, { generation: 1 });
    assert.equal(status, 200);
    const refused = await send(organization.id, '/join', { json: { visitor } });
    assert.equal(refused.problem.code, 'visitor-not-vouched');
    await join(organization, { visitor: await token() });
  });

  it('may have a name and an address that we do not keep', async () => {
    const { organization, token } = await site();
    const claims = { name: 'N'.repeat(500), email: 'not an address' };
    const { guest } = await join(organization, { visitor: await token({ claims }) });
    const [row] = await backend.sql('select name, email from orgtags.guest where id = $1', [guest]);
    assert.deepEqual({ ...row }, { name: '', email: null });
  });
});

describe('a guest who gets an account (R32)', () => {
  it('keeps the conversation by agreeing, and by no equal address', async () => {
    const { organization, token } = await site();
    const nobody = await join(organization, { email: MO.email });
    const conversation = await write(organization, nobody, 'Do you ship to Iceland?');
    const known = await join(organization, { visitor: await token({ claims: { sub: 'new' } }) });
    assert.notEqual((await read(organization, known)).id, conversation);

    const kept = await send(organization.id, '/keep', {
      json: { visitor: await token() },
      token: nobody.access,
    });
    assert.equal(kept.status, 204);
    const later = await join(organization, { visitor: await token() });
    assert.equal((await read(organization, later)).id, conversation);
  });

  it('goes on with it in every browser, where the account has another already', async () => {
    const { organization, owner, token } = await site();
    const elsewhere = await join(organization, { visitor: await token() });
    const older = await write(organization, elsewhere, 'From my phone');
    const nobody = await join(organization, { name: 'Nobody' });
    const agreed = await write(organization, nobody, 'Do you ship to Iceland?');
    // Begun last in the browser with the account; still it is the other that was agreed about.
    await send(organization.id, '/conversations', { token: elsewhere.access, json: {} });
    const newest = await write(organization, elsewhere, 'And from my phone again');
    const ear = await hearGuest(backend.url, organization.id, elsewhere.access);
    const kept = await send(organization.id, '/keep', {
      json: { visitor: await token() },
      token: nobody.access,
    });
    assert.equal(kept.status, 204);

    const told = await ear.first(event => 'id' in event && event.id === agreed);
    assert.deepEqual('messages' in told && told.messages.map(({ text }) => text), [
      'Do you ship to Iceland?',
    ]);
    await ear.close();
    const next = await hands.refresh(organization.id, elsewhere.refresh);
    const later = await join(organization, { visitor: await token() });
    for (const one of [elsewhere, nobody, next.body, later]) {
      assert.equal((await read(organization, one)).id, agreed);
    }
    assert.equal(await write(organization, elsewhere, 'Are you there?'), agreed);
    for (const conversation of [older, newest, agreed]) {
      const { guest } = (await open(organization, owner, conversation)).conversation;
      assert.deepEqual([guest.id, guest.name, guest.ended], [elsewhere.guest, 'Mo', false]);
    }
  });

  it('has those who answer hear of it', async () => {
    const { organization, owner, token } = await site();
    const nobody = await join(organization, {});
    const conversation = await write(organization, nobody, 'Hello');
    const ear = await listen(backend.url, { token: owner });
    const json = { visitor: await token() };
    await send(organization.id, '/keep', { json, token: nobody.access });
    await ear.first(event => event.kind === 'change' && event.subject === conversation);
    await ear.close();
    const { guest } = (await open(organization, owner, conversation)).conversation;
    assert.deepEqual([guest.name, guest.vouched], ['Mo', true]);
  });

  it('is ended also as who they were before', async () => {
    const { organization, owner, token } = await site();
    await join(organization, { visitor: await token() });
    const [nobody, before] = [await join(organization, {}), await join(organization, {})];
    const json = { visitor: await token() };
    const kept = await send(organization.id, '/keep', { json, token: before.access });
    assert.equal(kept.status, 204);
    const url = `${backend.url}/api/v1/organizations/${organization.id}/guests/${nobody.guest}`;
    // Asked for while they are becoming the account's, and once more.
    const held = 'select from orgtags.guest where organization_id = $1 and id = $2 for update';
    const [keptToo, ended] = await askedMeanwhile(
      backend,
      [held, organization.id, nobody.guest],
      () =>
        Promise.all([
          send(organization.id, '/keep', { json, token: nobody.access }),
          lookUntil(async () =>
            (await waiting(backend)) > 0 ? ask(url, { token: owner, method: 'DELETE' }) : undefined,
          ),
        ]),
      2,
    );
    assert.deepEqual([keptToo.status, ended.status], [204, 204]);
    for (const { guest } of [nobody, before]) {
      const path = `/guests/${guest}`;
      assert.equal((await asOwner(organization, owner, 'DELETE', path)).status, 204);
    }
    const { problem } = await hands.read(organization.id, nobody.access);
    assert.equal(problem.code, 'guest-revoked');
  });

  it('cannot be made somebody else afterwards, nor agree for another organization', async () => {
    const { organization, token } = await site();
    const first = await join(organization, { visitor: await token() });
    const visitor = await token({ claims: { sub: 'thief' } });
    const stolen = await send(organization.id, '/keep', { json: { visitor }, token: first.access });
    assert.deepEqual([stolen.status, stolen.problem.code], [409, 'kept-by-another']);
    const same = { visitor: await token() };
    const again = await send(organization.id, '/keep', { json: same, token: first.access });
    assert.equal(again.status, 204);
    const [row] = await backend.sql<{ subject: string }>(
      'select subject from orgtags.guest where id = $1',
      [first.guest],
    );
    assert.equal(row?.subject, MO.sub);
    const elsewhere = await site();
    const refused = await send(organization.id, '/keep', {
      json: { visitor: await elsewhere.token() },
      token: first.access,
    });
    assert.equal(refused.problem.code, 'visitor-not-vouched');
  });
});

describe('who is writing (R49)', () => {
  it('is shown to the other side, until the message is there', async () => {
    const { organization, owner } = await site();
    const guest = await join(organization, {});
    const conversation = await write(organization, guest, 'Hello');
    const typing = `/conversations/${conversation}/typing`;

    const isTyping = async (): Promise<boolean> =>
      (await open(organization, owner, conversation)).conversation.guest.typing;
    assert.equal(await isTyping(), false);
    assert.equal(
      (await send(organization.id, '/typing', { json: {}, token: guest.access })).status,
      204,
    );
    assert.equal(await isTyping(), true);
    await write(organization, guest, 'Are you there?');
    assert.equal(await isTyping(), false);

    const before = await read(organization, guest);
    assert.equal(before.typing, false);
    assert.equal((await asOwner(organization, owner, 'POST', typing)).status, 204);
    const during = await read(organization, guest);
    assert.equal(during.typing, true);
    assert.ok(during.revision > before.revision, 'the stream tells it');
    await asOwner(organization, owner, 'POST', typing);
    assert.equal((await read(organization, guest)).revision, during.revision, 'not each time');
    await asOwner(organization, owner, 'POST', `/conversations/${conversation}/messages`, {
      id: randomUUID(),
      text: 'Yes',
    });
    assert.equal((await read(organization, guest)).typing, false);
    const viewer = organization.members[1]?.token ?? '';
    assert.equal((await asOwner(organization, viewer, 'POST', typing)).status, 403);
    assert.equal((await asOwner(organization, owner, 'POST', typing)).status, 204);
  });
});

async function site(): Promise<{
  organization: TestOrganization;
  owner: string;
  token: (forgery?: Forgery) => Promise<string>;
}> {
  const organization = await backend.organization({
    name: 'Acme',
    members: [{ role: 'owner' }, { role: 'viewer' }],
  });
  await backend.admitGuests(organization.id, SITE);
  const owner = organization.members[0]?.token ?? '';
  const token = async (forgery: Forgery = {}): Promise<string> => {
    const path = '/guest-access/signing-secret';
    const { body } = await asOwner<SigningSecret>(organization, owner, 'GET', path);
    const vouching = { secret: body.secret, audience: organization.id, ...forgery };
    const claims = { ...MO, ...forgery.claims };
    if (forgery.algorithm !== 'none') return vouch(claims, vouching);
    return new UnsecuredJWT(claims)
      .setAudience(vouching.audience)
      .setExpirationTime('5 minutes')
      .encode();
  };
  return { organization, owner, token };
}

async function join(organization: TestOrganization, json: object): Promise<GuestTokens> {
  const { status, body } = await send<GuestTokens>(organization.id, '/join', { json });
  assert.equal(status, 200);
  return body;
}

async function write(
  { id }: TestOrganization,
  { access }: GuestTokens,
  text: string,
): Promise<string> {
  return (await hands.write(id, access, text)).body.conversation;
}

async function read({ id }: TestOrganization, { access }: GuestTokens): Promise<GuestConversation> {
  return (await hands.read(id, access)).body;
}

function asOwner<Body = unknown>(
  { id }: TestOrganization,
  token: string,
  method: string,
  path: string,
  json?: object,
): Promise<Answer<Body>> {
  return ask<Body>(`${backend.url}/api/v1/organizations/${id}${path}`, {
    method,
    token,
    ...(json && { json }),
  });
}

async function open(
  organization: TestOrganization,
  token: string,
  conversation: string,
): Promise<OpenedConversation> {
  const path = `/conversations/${conversation}`;
  return (await asOwner<OpenedConversation>(organization, token, 'GET', path)).body;
}

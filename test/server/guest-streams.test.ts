import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, describe, it } from 'node:test';
import type { GuestEvent } from '../../src/contract/guests.ts';
import type { TestGuest } from '../../src/testing/backend.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { hearGuest } from '../support/guest-ear.ts';
import { guestHands, SITE, type GuestSite } from '../support/guests.ts';
import { lookUntil } from '../support/look-until.ts';
import { noteStatements } from '../support/noted-statements.ts';
import { serverForTests } from '../support/server.ts';

/** Longer than it takes until streams are looked at although nothing has happened. */
const POLLED_MS = 1500;

const noted = noteStatements();
const backend = await backendForTests();
const { send, set, site, write } = guestHands(backend);

/** What changes the conversation of a guest, or ends it. */
const ACTS: Readonly<Record<string, (place: GuestSite) => Promise<unknown>>> = {
  'a message of theirs': ({ id, guest }) => write(id, guest.access, 'Hello'),
  'the wish for a person': ({ id, guest }) =>
    send(id, '/hand-over', { token: guest.access, method: 'POST' }),
  'what they say of themselves': ({ id, guest }) =>
    send(id, '', { token: guest.access, method: 'PATCH', json: { name: 'Mo' } }),
  'another conversation': ({ id, guest }) =>
    send(id, '/conversations', { token: guest.access, json: {} }),
  'what they have read': async place => {
    await asMember(place, 'POST', '/messages', { id: randomUUID(), text: 'Yes?' });
    await send(place.id, '/read', { token: place.guest.access, json: { seq: 2 } });
  },
  'that they write': ({ id, guest }) =>
    send(id, '/typing', { token: guest.access, method: 'POST' }),
  'an answer of a member': place =>
    asMember(place, 'POST', '/messages', { id: randomUUID(), text: 'Yes?' }),
  'that a member has read': place => asMember(place, 'POST', '/read'),
  'that a member writes': place => asMember(place, 'POST', '/typing'),
  'what a member decides': place => asMember(place, 'PATCH', '', { state: 'resolved', version: 1 }),
  'that they leave': ({ id, guest }) => send(id, '', { token: guest.access, method: 'DELETE' }),
};

/** What is about every guest of an organization. */
const ACTS_OF_ALL: Readonly<Record<string, (place: GuestSite) => Promise<unknown>>> = {
  'that all of them are sent away': ({ id, owner }) => set(id, owner, { endRunning: true }),
  'the end of the organization': ({ id, owner }) =>
    ask(`${backend.url}/api/v1/organizations/${id}`, { method: 'DELETE', token: owner }),
};

describe('streams of guests are looked at', () => {
  let here: GuestSite;
  let beside: TestGuest;
  let there: GuestSite;

  beforeEach(async () => {
    [here, there] = [await site(), await site()];
    beside = await backend.guest(here.id);
  });

  for (const [what, act] of Object.entries(ACTS)) {
    it(`for ${what}, and no other guest’s is asked for`, async () => {
      await lookedAt(act, [here.guest]);
    });
  }

  for (const [what, act] of Object.entries(ACTS_OF_ALL)) {
    it(`for ${what}, and nobody’s elsewhere`, async () => {
      await lookedAt(act, [here.guest, beside]);
    });
  }

  it('for each part of an answer', async () => {
    const rest = Promise.withResolvers<undefined>();
    const server = await serverForTests(backend, {
      answerer: {
        async *answer() {
          yield { text: 'We ship ' };
          await rest.promise;
          yield { text: 'to Iceland.' };
        },
      },
    });
    const ear = await hearGuest(server.url, here.id, here.guest.access);
    const others = await hearGuest(server.url, here.id, beside.access);
    await ask(`${server.url}/api/v1/organizations/${here.id}/guest-chat/messages`, {
      method: 'POST',
      token: here.guest.access,
      headers: { origin: SITE },
      json: { id: randomUUID(), text: 'Do you ship to Iceland?' },
    });
    await ear.first(event => textsIn(event).includes('We ship '));
    noted.length = 0;
    rest.resolve(undefined);
    await ear.first(event => textsIn(event).includes('We ship to Iceland.'));
    await areAskedFor(await sessionsOf([here.guest]));
    for (const one of [ear, others]) await one.close();
  });

  it('now and then, should what was to wake them have got lost', async () => {
    const ear = await hearGuest(backend.url, here.id, here.guest.access);
    await backend.sql(
      'update orgtags.conversation set revision = revision + 1, state = $2 where id = $1',
      [here.guest.conversation, 'waiting'],
    );
    await ear.first(event => event.kind === 'changed' && event.state === 'waiting');
    await ear.close();
  });

  it('for nothing, once nobody listens', async () => {
    await (await hearGuest(backend.url, here.id, here.guest.access)).close();
    await lookUntil(async () => {
      noted.length = 0;
      await wait(POLLED_MS);
      return asked().length === 0 || undefined;
    }, 'It goes on.');
  });

  /** Acts while all of them listen; all who are left are asked for now and then, too. */
  async function lookedAt(
    act: (place: GuestSite) => Promise<unknown>,
    guests: readonly TestGuest[],
  ): Promise<void> {
    const all = await sessionsOf([here.guest, beside, there.guest]);
    const theirs = await sessionsOf(guests);
    const others = new Set(all).difference(new Set(theirs));
    const ears = [
      await hearGuest(backend.url, here.id, here.guest.access),
      await hearGuest(backend.url, here.id, beside.access),
      await hearGuest(backend.url, there.id, there.guest.access),
    ];
    noted.length = 0;
    await act(here);
    await areAskedFor(theirs);
    for (const sessions of asked()) {
      const { size } = others.intersection(new Set(sessions));
      assert.ok(size === 0 || size === others.size, 'somebody else’s are asked for');
    }
    for (const ear of ears) await ear.close();
  }
});

async function asMember(
  { id, owner, guest }: GuestSite,
  method: string,
  path: string,
  json?: object,
): Promise<void> {
  const url = `${backend.url}/api/v1/organizations/${id}/conversations/${guest.conversation}`;
  const { status, body } = await ask(url + path, { method, token: owner, json });
  assert.ok(status < 300, JSON.stringify(body));
}

/** Waits until these are asked for, and no other with them. */
async function areAskedFor(theirs: readonly string[]): Promise<void> {
  await lookUntil(
    () => asked().some(sessions => sessions.join() === theirs.join()) || undefined,
    'They are not asked for.',
  );
}

/** Their sessions, as {@link asked} has them. */
async function sessionsOf(guests: readonly TestGuest[]): Promise<readonly string[]> {
  const rows = await backend.sql<{ id: string }>(
    'select id from orgtags.guest_session where guest_id = any ($1)',
    [guests.map(({ id }) => id)],
  );
  return rows.map(({ id }) => id).toSorted();
}

function textsIn(event: GuestEvent): readonly string[] {
  return event.kind === 'changed' ? event.messages.map(({ text }) => text) : [];
}

/** Which sessions were asked for, by each statement. */
function asked(): readonly (readonly string[])[] {
  return noted
    .filter(({ text }) => text.includes('orgtags.live_guests'))
    .map(({ values: [, sessions] }) => (sessions as string[]).toSorted());
}

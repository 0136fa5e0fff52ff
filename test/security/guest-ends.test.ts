import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ACCESS_SECONDS, guestTokens } from '../../src/server/guests/tokens.ts';
import { keyRing } from '../../src/server/settings.ts';
import { TEST_SECRET } from '../../src/testing/backend.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { hearGuest, type GuestEar } from '../support/guest-ear.ts';
import { guestHands, SITE, type GuestSite } from '../support/guests.ts';
import { lookUntil } from '../support/look-until.ts';
import { serverForTests } from '../support/server.ts';

/** Milliseconds from before the request that ends it until the stream is over. */
const AT_ONCE_MS = 1000;

const backend = await backendForTests();
const { read, refresh, send, set, site, write } = guestHands(backend);
/** Another process on the same database. */
const another = await serverForTests(backend);

interface End {
  /** Whether it is everyone's. */
  readonly isOfAll: boolean;
  readonly act: (place: GuestSite) => Promise<void>;
}

const ENDS: Readonly<Record<string, End>> = {
  'when a member ends it': {
    isOfAll: false,
    act: async ({ id, owner, guest }) => {
      const url = `${backend.url}/api/v1/organizations/${id}/guests/${guest.id}`;
      assert.equal((await ask(url, { method: 'DELETE', token: owner })).status, 204);
    },
  },
  'when a member ends all': {
    isOfAll: true,
    act: ({ id, owner }) => set(id, owner, { endRunning: true }),
  },
  'when guests are switched off, with those who are there': {
    isOfAll: true,
    act: ({ id, owner }) => set(id, owner, { enabled: false, endRunning: true }),
  },
  'when its days are over': {
    isOfAll: false,
    act: async ({ guest }) => {
      await backend.sql('update orgtags.guest_session set expires_at = now() where guest_id = $1', [
        guest.id,
      ]);
      await backend.sql("select pg_notify('orgtags', '')");
    },
  },
  'when the organization is deleted': {
    isOfAll: true,
    act: async ({ id, owner }) => {
      const url = `${backend.url}/api/v1/organizations/${id}`;
      assert.equal((await ask(url, { method: 'DELETE', token: owner })).status, 204);
    },
  },
  'when they erase it elsewhere': {
    isOfAll: false,
    act: async ({ id, guest }) => {
      const left = await send(id, '', { method: 'DELETE', token: guest.access });
      assert.equal(left.status, 204);
    },
  },
};

describe('a guest’s access ends at once (R30)', () => {
  for (const [when, { isOfAll, act }] of Object.entries(ENDS)) {
    it(`${when}: streams within a second, in every process, and every request`, async () => {
      const place = await site();
      const { id, guest } = place;
      const other = await backend.guest(id);
      const theirs = [
        await hearGuest(backend.url, id, guest.access),
        await hearGuest(another.url, id, guest.access),
      ];
      const others = await hearGuest(backend.url, id, other.access);
      const before = performance.now();
      await act(place);
      for (const ear of isOfAll ? [...theirs, others] : theirs) {
        await isEnded(ear);
        assert.ok(performance.now() - before < AT_ONCE_MS, 'it is heard late');
      }
      await isRefused(place);
      assert.equal(others.heard.at(-1)?.kind, isOfAll ? 'ended' : 'changed');
      const { status, problem } = await read(id, other.access);
      assert.equal(isOfAll ? problem.code : status, isOfAll ? 'guest-revoked' : 200);
      await others.close();
    });
  }

  it('but not when guests are switched off for those who come: they are refused (R30)', async () => {
    const { id, owner, guest } = await site();
    const ear = await hearGuest(backend.url, id, guest.access);
    await set(id, owner, { enabled: false });
    assert.equal((await send(id, '')).problem.code, 'guests-disabled');
    assert.equal((await send(id, '/join', { json: {} })).problem.code, 'guests-disabled');
    assert.equal((await read(id, guest.access)).status, 200);
    await set(id, owner, { enabled: true });
    assert.equal((await send(id, '/join', { json: {} })).status, 200);
    assert.equal(ear.heard.at(-1)?.kind, 'changed');
    await ear.close();
  });

  it('where a site is no longer one that guests may come from, at the next request', async () => {
    const { id, owner, guest } = await site();
    await set(id, owner, { origins: ['https://other.example'] });
    assert.equal((await read(id, guest.access)).problem.code, 'origin-denied');
    assert.equal((await refresh(id, guest.refresh)).problem.code, 'origin-denied');
  });

  it('and the stream there within a second; who still may come goes on with another', async () => {
    const { id, owner, guest } = await site();
    const beside = await site();
    const [ear, elsewhere, other] = [
      await hearGuest(backend.url, id, guest.access),
      await hearGuest(another.url, id, guest.access),
      await hearGuest(backend.url, beside.id, beside.guest.access),
    ];
    const before = performance.now();
    await set(id, owner, { origins: ['https://other.example'] });
    for (const one of [ear, elsewhere]) {
      await one.ended;
      assert.equal(one.heard.at(-1)?.kind, 'changed');
    }
    assert.ok(performance.now() - before < AT_ONCE_MS, 'it is heard late');
    await assert.rejects(hearGuest(backend.url, id, guest.access));
    await set(id, owner, { origins: [SITE] });
    await (await hearGuest(backend.url, id, guest.access)).close();
    await write(beside.id, beside.guest.access, 'Hello');
    await other.first(event => 'messages' in event && event.messages.length > 0);
    await other.close();
  });

  it('a stream’s with its bearer; the next one goes on', async () => {
    const { id, guest } = await site();
    const maker = guestTokens(keyRing(TEST_SECRET));
    const session = maker.readAccess(guest.access, Date.now());
    assert.ok(session);
    const inTwoSeconds = maker.access(session, Date.now() - (ACCESS_SECONDS - 2) * 1000);
    const ear = await hearGuest(backend.url, id, inTwoSeconds);
    const other = await hearGuest(backend.url, id, guest.access);
    await ear.ended;
    assert.equal((await read(id, inTwoSeconds)).problem.code, 'session-expired');
    assert.equal(ear.heard.at(-1)?.kind, 'changed');
    await write(id, guest.access, 'Hello');
    await other.first(
      event => 'messages' in event && event.messages.some(({ text }) => text === 'Hello'),
    );
    await other.close();
  });

  it('of twenty streams at one process the oldest, for the next one', async () => {
    const { id, guest } = await site();
    const beside = await backend.guest(id);
    const others = await hearGuest(backend.url, id, beside.access);
    const ears: GuestEar[] = [];
    for (let n = 0; n < 21; n += 1) ears.push(await hearGuest(backend.url, id, guest.access));
    await ears[0]?.ended;
    await write(id, guest.access, 'Hello');
    for (const ear of ears.slice(1)) {
      await ear.first(event => 'messages' in event && event.messages.length > 0);
      await ear.close();
    }
    await write(id, beside.access, 'Hello');
    await others.first(event => 'messages' in event && event.messages.length > 0);
    await others.close();
  });
});

async function isEnded(ear: GuestEar): Promise<void> {
  await lookUntil(() => ear.heard.find(({ kind }) => kind === 'ended'), 'The stream goes on.');
  await ear.ended;
}

/** Every route of guests, with the tokens that were good. */
async function isRefused({ id, guest: { access: token, refresh: again } }: GuestSite) {
  const message = { id: crypto.randomUUID(), text: 'Hello' };
  const answers = [
    await read(id, token),
    await refresh(id, again),
    await send(id, '/messages', { token, json: message }),
    await send(id, '/hand-over', { token, method: 'POST' }),
    await send(id, '', { token, method: 'PATCH', json: { name: 'Mo' } }),
    await send(id, '/conversations', { token, json: {} }),
    await send(id, '/read', { token, json: { seq: 1 } }),
    await send(id, '/stream', { token }),
    await send(id, '', { token, method: 'DELETE' }),
  ];
  for (const { problem } of answers) assert.equal(problem.code, 'guest-revoked');
}

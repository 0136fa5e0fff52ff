import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import type { GuestConversation, GuestTokens } from '../../src/contract/guests.ts';
import { openDatabase } from '../../src/server/db/database.ts';
import { answered } from '../support/answered.ts';
import { ask, backendForTests, type Answer } from '../support/backend.ts';
import { appLogin } from '../support/credentials.ts';
import { hearGuest } from '../support/guest-ear.ts';
import { guestHands, SITE, type GuestSite } from '../support/guests.ts';
import { lookUntil } from '../support/look-until.ts';
import { askedMeanwhile, waiting } from '../support/meanwhile.ts';

const backend = await backendForTests();
const { read, refresh, send, set, site, visitor, write } = guestHands(backend);
const database = openDatabase(appLogin(backend), () => undefined);
after(() => database.end());

/** What the host of a page knows its visitor by. */
const SUBJECT = 'customer-7';

/** Begins another conversation, and keeps the guest locked. */
const BEGINS = `
  with locked as (
    select id from orgtags.guest where organization_id = $1 and id = $2 for no key update
  )
  insert into orgtags.conversation (organization_id, guest_id, revision)
  select $1, id, 10 from locked`;

/** Writes a message in the conversation, and keeps it locked. */
const WRITES = `
  with written as (
    update orgtags.conversation set last_seq = last_seq + 1, revision = revision + 10
     where organization_id = $1 and guest_id = $2
 returning id, last_seq, revision
  )
  insert into orgtags.message
    (organization_id, conversation_id, seq, guest_id, client_id, author, text, revision)
  select $1, id, last_seq, $2, gen_random_uuid(), 'answerer', 'An answer', revision from written`;

/** How often what happens by chance is tried. */
const ROUNDS = 6;

/** Erases the guest, who is the organization's only one. */
const ERASES = `
  with messages as (delete from orgtags.message where organization_id = $1),
       conversations as (delete from orgtags.conversation where organization_id = $1),
       sessions as (delete from orgtags.guest_session where organization_id = $1)
  delete from orgtags.guest where organization_id = $1 and id = $2`;

/** What a guest can do with what is theirs. */
const ACTS = {
  writes: (place: string, token: string) => write(place, token, 'Hello'),
  'says who they are': (place: string, token: string) =>
    send(place, '', { token, method: 'PATCH', json: { name: 'Mo' } }),
  'begins another': (place: string, token: string) =>
    send(place, '/conversations', { token, json: {} }),
  'asks for a person': (place: string, token: string) =>
    send(place, '/hand-over', { token, method: 'POST' }),
  'is writing': (place: string, token: string) => send(place, '/typing', { token, method: 'POST' }),
  'has read': (place: string, token: string) => send(place, '/read', { token, json: { seq: 1 } }),
};
describe('what a guest does at once in two places', () => {
  it('a message that is sent while another conversation begins is in that one (R32)', async () => {
    const { id, guest } = await site();
    const { body } = await askedMeanwhile(backend, [BEGINS, id, guest.id], () =>
      write(id, guest.access, 'Hello'),
    );
    assert.notEqual(body.conversation, guest.conversation);
    const now = (await read(id, guest.access)).body;
    assert.deepEqual([now.id, textsOf(now)], [body.conversation, ['Hello']]);
  });

  it('two conversations that are begun are one', async () => {
    const { id, guest } = await site();
    const { status } = await askedMeanwhile(backend, [BEGINS, id, guest.id], () =>
      send(id, '/conversations', { token: guest.access, json: {} }),
    );
    assert.equal(status, 200);
    const all = await backend.sql('select from orgtags.conversation where organization_id = $1', [
      id,
    ]);
    assert.equal(all.length, 2);
  });

  it('another conversation has a higher revision than the one before, although that is answered', async () => {
    const { id, guest } = await site();
    const ear = await hearGuest(backend.url, id, guest.access);
    const { body } = await askedMeanwhile(backend, [WRITES, id, guest.id], () =>
      send<GuestConversation>(id, '/conversations', { token: guest.access, json: {} }),
    );
    assert.ok(body.revision > 11, String(body.revision));
    await lookUntil(() => ear.heard.find(event => 'id' in event && event.id === body.id));
    await ear.close();
  });

  it('a message that is sent again after another conversation has begun is stored once', async () => {
    const { id, guest } = await site();
    const message = randomUUID();
    const first = await write(id, guest.access, 'Hello', message);
    const begun = await send<GuestConversation>(id, '/conversations', {
      token: guest.access,
      json: {},
    });
    const again = await write(id, guest.access, 'Hello', message);
    assert.deepEqual(
      [again.status, again.body.conversation, again.body.message.seq],
      [200, guest.conversation, first.body.message.seq],
    );
    assert.deepEqual((await read(id, guest.access)).body.messages, []);
    assert.equal((await write(id, guest.access, 'Other', message)).problem.code, 'key-reused');
    const next = await write(id, guest.access, 'Hello');
    assert.equal(next.body.conversation, begun.body.id);
  });

  for (const [what, change] of [
    ['written', WRITES],
    ['begun', BEGINS],
  ] as const) {
    it(`who erases what is being ${what} has erased it (R32)`, async () => {
      const { id, guest } = await site();
      const erased = await askedMeanwhile(backend, [change, id, guest.id], () =>
        send(id, '', { token: guest.access, method: 'DELETE' }),
      );
      assert.equal(erased.status, 204);
      for (const table of ['message', 'conversation', 'guest_session', 'guest']) {
        const left = `select from orgtags.${table} where organization_id = $1`;
        assert.equal((await backend.sql(left, [id])).length, 0, table);
      }
    });
  }

  for (const [what, act] of Object.entries(ACTS)) {
    it(`who ${what} and is being erased is refused`, async () => {
      const { id, guest } = await site();
      const { problem } = await askedMeanwhile(backend, [ERASES, id, guest.id], () =>
        act(id, guest.access),
      );
      assert.equal(problem.code, 'guest-revoked');
    });
  }

  it('a message to which another process has been ended is refused', async () => {
    const { id, guest } = await site();
    const { problem } = await askedMeanwhile(
      backend,
      [
        'update orgtags.guest set ended_at = now() where organization_id = $1 and id = $2',
        id,
        guest.id,
      ],
      () => write(id, guest.access, 'Hello'),
    );
    assert.equal(problem.code, 'guest-revoked');
  });
});

describe('a guest who asks for much at once (R31)', () => {
  it('has one connection to the database, and nobody else waits for theirs', async () => {
    const { id, guest } = await site();
    const other = await backend.guest(id);
    const held = 'select from orgtags.guest where organization_id = $1 and id = $2 for update';
    const { asked } = await askedMeanwhile(
      backend,
      [held, id, guest.id],
      async () => {
        const all = Array.from({ length: 30 }, () => ACTS['is writing'](id, guest.access));
        await lookUntil(async () => (await waiting(backend)) > 0 || undefined);
        for (let n = 0; n < 3; n += 1) {
          assert.equal((await read(id, other.access)).status, 200);
          assert.equal(await waiting(backend), 1);
        }
        return { asked: all };
      },
      Infinity,
    );
    const answers = await Promise.all(asked);
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [204]);
  });
});

describe('members who answer at once (R31)', () => {
  it('wait for nobody who waits for another conversation', async () => {
    const { id, members } = await backend.organization({
      members: [{ role: 'owner' }, { role: 'member' }],
    });
    await backend.admitGuests(id, SITE);
    const [one, other] = [await backend.guest(id), await backend.guest(id)];
    const [owner, member] = members;
    const answer = (by: typeof owner, conversation: string): Promise<Answer> =>
      ask(`${backend.url}/api/v1/organizations/${id}/conversations/${conversation}/messages`, {
        token: by?.token ?? '',
        method: 'POST',
        json: { id: randomUUID(), text: 'Good day.' },
      });
    const held = 'select from orgtags.conversation where id = $1 for update';
    const { pending } = await askedMeanwhile(
      backend,
      [held, one.conversation],
      async () => {
        const first = answer(owner, one.conversation);
        await lookUntil(async () => (await waiting(backend)) > 0 || undefined);
        assert.equal((await answer(member, other.conversation)).status, 200);
        assert.equal(await waiting(backend), 1);
        return { pending: first };
      },
      Infinity,
    );
    assert.equal((await pending).status, 200);
  });
});

describe('the end of guests, while they are at it (R30)', () => {
  /** Ends all guests of an organization, as `endRunning` does, and is not done yet. */
  const ENDS_ALL = `
    with locked as materialized (
      select pg_advisory_xact_lock(hashtextextended('guest access ' || $1::uuid, 0))
    )
    update orgtags.guest_access set epoch = epoch + 1, version = version + 1
      from locked where organization_id = $1`;

  for (const [what, act] of Object.entries(ACTS)) {
    it(`refuses who ${what} and had to wait for it`, async () => {
      const { id, guest } = await site();
      const { problem } = await askedMeanwhile(backend, [ENDS_ALL, id], () =>
        act(id, guest.access),
      );
      assert.equal(problem.code, 'guest-revoked');
    });
  }

  it('leaves nobody waiting whom the answerer leaves to people meanwhile', async () => {
    const place = await site();
    const { id, owner, guest } = place;
    const held = 'select from orgtags.conversation where id = $1 for update';
    const { ended } = await askedMeanwhile(
      backend,
      [held, guest.conversation],
      async () => {
        // It has nothing to say.
        const handedOver = answered(backend, database, place, async function* () {});
        await lookUntil(async () => (await waiting(backend)) > 0 || undefined);
        const all = set(id, owner, { endRunning: true });
        const isHeldUp = lookUntil(async () => (await waiting(backend)) > 1 || undefined);
        await Promise.race([all, isHeldUp]);
        return { ended: Promise.all([all, handedOver]) };
      },
      Infinity,
    );
    await ended;
    const found = 'select state, team_due_at from orgtags.conversation where organization_id = $1';
    assert.deepEqual(await backend.sql(found, [id]), [{ state: 'open', team_due_at: null }]);
  });

  it('refuses who joins and had to wait until guests were switched off', async () => {
    const { id } = await site();
    const off = `with locked as materialized (
                   select pg_advisory_xact_lock(hashtextextended('guest access ' || $1::uuid, 0))
                 )
                 update orgtags.guest_access set enabled = false
                   from locked where organization_id = $1`;
    const { problem } = await askedMeanwhile(backend, [off, id], () =>
      send(id, '/join', { json: {} }),
    );
    assert.equal(problem.code, 'guests-disabled');
  });

  it('waits for what is being written: nothing is, once it is answered', async () => {
    const { id, owner, guest } = await site();
    const order: string[] = [];
    const held = 'select from orgtags.conversation where organization_id = $1 for update';
    await askedMeanwhile(
      backend,
      [held, id],
      () =>
        Promise.all([
          write(id, guest.access, 'Hello').then(({ status }) => order.push(String(status))),
          set(id, owner, { endRunning: true }).then(() => order.push('ended')),
        ]),
      2,
    );
    assert.deepEqual(order, ['200', 'ended']);
    assert.equal((await write(id, guest.access, 'Hello')).problem.code, 'guest-revoked');
  });

  for (const [what, act] of Object.entries(ACTS)) {
    it(`of one comes before who ${what} after it was asked for, however many did before`, async () => {
      const { id, owner, guest } = await site();
      const held = 'select from orgtags.guest where organization_id = $1 and id = $2 for share';
      const url = `${backend.url}/api/v1/organizations/${id}/guests/${guest.id}`;
      const [ended, acted] = await askedMeanwhile(
        backend,
        [held, id, guest.id],
        () =>
          Promise.all([
            ask(url, { token: owner, method: 'DELETE' }),
            lookUntil(async () =>
              (await waiting(backend)) > 0 ? act(id, guest.access) : undefined,
            ),
          ]),
        2,
      );
      assert.deepEqual([ended.status, acted.problem.code], [204, 'guest-revoked']);
    });
  }
});

describe('whom a page vouches for in several browsers at once (R32)', () => {
  it('is one guest, with one conversation', async () => {
    const place = await site();
    const token = await visitor(place, SUBJECT);
    const joins = await Promise.all(
      Array.from({ length: 8 }, () =>
        send<GuestTokens>(place.id, '/join', { json: { visitor: token } }),
      ),
    );
    assert.deepEqual([...new Set(joins.map(({ status }) => status))], [200]);
    assert.equal(new Set(joins.map(({ body }) => body.guest)).size, 1);
    const [first] = joins;
    for (const { body } of joins) {
      assert.equal(await conversationOf(place, body), await conversationOf(place, first?.body));
    }
  });

  it('is another guest when the one they were is being erased', async () => {
    const place = await site();
    const { id, guest } = place;
    await backend.sql('update orgtags.guest set subject = $2 where organization_id = $1', [
      id,
      SUBJECT,
    ]);
    const token = await visitor(place, SUBJECT);
    const { status, body } = await askedMeanwhile(backend, [ERASES, id, guest.id], () =>
      send<GuestTokens>(id, '/join', { json: { visitor: token } }),
    );
    assert.equal(status, 200);
    assert.notEqual(body.guest, guest.id);
    assert.notEqual(await conversationOf(place, body), guest.conversation);
  });

  it('takes along what is being written, too', async () => {
    const place = await site();
    const { id, guest } = place;
    const token = await visitor(place, SUBJECT);
    const known = await send<GuestTokens>(id, '/join', { json: { visitor: token } });
    const { status } = await askedMeanwhile(backend, [WRITES, id, guest.id], () =>
      send(id, '/keep', { token: guest.access, json: { visitor: token } }),
    );
    assert.equal(status, 204);
    for (const { access } of [guest, known.body]) {
      const { body } = await read(id, access);
      assert.deepEqual(textsOf(body), ['Is anybody there?', 'An answer']);
    }
    const rows = await backend.sql<{ guest_id: string }>(
      'select distinct guest_id from orgtags.message where organization_id = $1',
      [id],
    );
    assert.deepEqual(rows, [{ guest_id: known.body.guest }]);
  });

  it('takes one conversation after the other along, and has them all', async () => {
    const place = await site();
    const { id } = place;
    const token = await visitor(place, SUBJECT);
    const guests = await Promise.all(Array.from({ length: 6 }, () => backend.guest(id)));
    const kept = await Promise.all(
      guests.map(({ access }) => send(id, '/keep', { token: access, json: { visitor: token } })),
    );
    assert.deepEqual([...new Set(kept.map(({ status }) => status))], [204]);
    const rows = await backend.sql<{ conversations: number }>(
      `select count(c.id)::integer as conversations
         from orgtags.guest u join orgtags.conversation c on c.guest_id = u.id
        where u.organization_id = $1 and u.subject = $2
        group by u.id`,
      [id, SUBJECT],
    );
    assert.deepEqual(
      rows.map(({ conversations }) => conversations),
      [6],
    );
    const seen = await Promise.all(guests.map(guest => read(id, guest.access)));
    assert.equal(new Set(seen.map(({ body }) => body.id)).size, 1);
  });
});

describe('a conversation that is taken along to an account (R32)', () => {
  for (const [what, act] of Object.entries({ ...ACTS, reads: read })) {
    it(`goes with it, whether the account or the guest ${what} at that moment`, async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const place = await site();
        const { id, guest } = place;
        const token = await visitor(place, SUBJECT);
        const known = await send<GuestTokens>(id, '/join', { json: { visitor: token } });
        await write(id, known.body.access, 'Is anybody there?');
        const answers = await Promise.all([
          send(id, '/keep', { token: guest.access, json: { visitor: token } }),
          act(id, known.body.access),
          act(id, guest.access),
        ]);
        for (const { status } of answers) assert.ok(status < 300, String(status));
        const seen = await Promise.all([read(id, guest.access), read(id, known.body.access)]);
        assert.equal(seen[0].body.id, seen[1].body.id);
      }
    });
  }

  it('goes with it though other tabs change their tokens, or take it along as well', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const place = await site();
      const { id, guest } = place;
      const json = { visitor: await visitor(place, SUBJECT) };
      const known = await send<GuestTokens>(id, '/join', { json });
      const answers = await Promise.all([
        send(id, '/keep', { token: guest.access, json }),
        refresh(id, guest.refresh),
        refresh(id, known.body.refresh),
        send(id, '/keep', { token: guest.access, json }),
      ]);
      for (const { status } of answers) assert.ok(status < 300, String(status));
    }
  });

  it('is that of the guest alone where the account’s is being erased', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const place = await site();
      const { id, guest } = place;
      const json = { visitor: await visitor(place, SUBJECT) };
      const known = await send<GuestTokens>(id, '/join', { json });
      const [kept, erased] = await Promise.all([
        send(id, '/keep', { token: guest.access, json }),
        send(id, '', { token: known.body.access, method: 'DELETE' }),
      ]);
      assert.equal(erased.status, 204);
      // Erased after it was taken along, it is erased with the rest.
      assert.ok([204, 401].includes(kept.status), String(kept.status));
    }
  });

  it('is told to streams that were open before at once, as to the others', async () => {
    const place = await site();
    const { id, guest } = place;
    const json = { visitor: await visitor(place, SUBJECT) };
    await send<GuestTokens>(id, '/join', { json });
    const ear = await hearGuest(backend.url, id, guest.access);
    await send(id, '/keep', { token: guest.access, json });
    await ear.ended;
    assert.ok(ear.heard.every(({ kind }) => kind !== 'ended'));
    await (await hearGuest(backend.url, id, guest.access)).close();
  });

  it('changes its tokens, or is erased, when both are asked for at once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { id, guest } = await site();
      const [next, erased] = await Promise.all([
        refresh(id, guest.refresh),
        send(id, '', { token: guest.access, method: 'DELETE' }),
      ]);
      assert.equal(erased.status, 204);
      assert.ok([200, 401].includes(next.status), String(next.status));
    }
  });
});

async function conversationOf({ id }: GuestSite, tokens: GuestTokens | undefined): Promise<string> {
  return (await read(id, tokens?.access ?? '')).body.id;
}

const textsOf = ({ messages }: GuestConversation): string[] => messages.map(({ text }) => text);

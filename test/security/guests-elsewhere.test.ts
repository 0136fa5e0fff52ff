import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import type { ConversationPage, GuestPage, SigningSecret } from '../../src/contract/guests.ts';
import { SOURCE_LIMITS } from '../../src/domain/index.ts';
import { openDatabase } from '../../src/server/db/database.ts';
import type { TestGuest } from '../../src/testing/backend.ts';
import { startMailSink } from '../../src/testing/mail-sink.ts';
import { newAddress } from '../support/accounts.ts';
import { answered } from '../support/answered.ts';
import { backendForTests, type Answer } from '../support/backend.ts';
import { appLogin } from '../support/credentials.ts';
import { guestHands, SITE, vouch } from '../support/guests.ts';
import { lookUntil } from '../support/look-until.ts';
import { rowsOf, watch } from '../support/rows.ts';
import { done, makeTeam, refused, type Team } from '../support/team.ts';

/**
 * Two organizations whose guests have in common what they may: the ids of guest, session, conversation and
 * message, which are unique in their organization alone, and what a page knows them by. What is done in one
 * changes nothing in the other, and brings nothing of it along (R33).
 */
const sink = await startMailSink();
after(() => sink.stop());
const backend = await backendForTests({
  mail: { smtpUrl: sink.smtpUrl, from: 'no-reply@host.example' },
});
const { refresh, send, write } = guestHands(backend);
const database = openDatabase(appLogin(backend), () => undefined);
after(() => database.end());

/** More than are looked up at once where conversations are searched. */
const MANY = 1001;
/** Of a conversation that was begun after every other, and of the one before. */
const LAST = 'ffffffff-ffff-4fff-bfff-ffffffffffff';
const LAST_BUT_ONE = 'ffffffff-ffff-4fff-bfff-fffffffffffe';
/** What a page knows its visitor by. */
const SUBJECT = 'customer-7';

/** An organization with a guest. */
interface Place extends Team {
  readonly guest: TestGuest;
  readonly guestName: string;
  /** Where the guest can be written to. */
  readonly address: string;
  /** The origin of the page with the chat. */
  readonly site: string;
}

/** What a guest of ours can do. */
type Act = (ours: Place, theirs: Place) => Promise<Answer>;

const ACTS: Readonly<Record<string, Act>> = {
  'writes by the id of a message there': writesBy(({ guest }) => guest.conversation),
  'writes by the id of a message there, in a conversation of which there is none here': writesBy(
    () => LAST,
  ),
  'has read': ({ id, guest: { access: token } }) => send(id, '/read', { token, json: { seq: 1 } }),
  'is writing': ({ id, guest: { access: token } }) =>
    send(id, '/typing', { token, method: 'POST' }),
  'says who they are': ({ id, guest: { access: token } }) =>
    send(id, '', { token, method: 'PATCH', json: { name: 'Mo Berg' } }),
  'asks for a person': ({ id, guest: { access: token } }) =>
    send(id, '/hand-over', { token, method: 'POST' }),
  'begins another': ({ id, guest: { access: token } }) =>
    send(id, '/conversations', { token, json: {} }),
  'keeps it by signing in': async ours =>
    send(ours.id, '/keep', {
      token: ours.guest.access,
      json: { visitor: await visitorOf(ours) },
    }),
  'takes it along to an account that has one': async ours => {
    await vouchFor(ours, await backend.guest(ours.id));
    return send(ours.id, '/keep', {
      token: ours.guest.access,
      json: { visitor: await visitorOf(ours) },
    });
  },
  'comes back by another browser': async ours => {
    await vouchFor(ours, ours.guest);
    return send(ours.id, '/join', { json: { visitor: await visitorOf(ours) } });
  },
  'changes the tokens': ({ id, guest }) => refresh(id, guest.refresh),
  'is sent away': ours => ours.send(ours.as('owner'), `DELETE /guests/${ours.guest.id}`),
  leaves: ({ id, guest: { access: token } }) => send(id, '', { token, method: 'DELETE' }),
};

/** @param conversation in which of theirs the message is */
function writesBy(conversation: (theirs: Place) => string): Act {
  return async ({ id, guest }, theirs) => {
    const [known] = await backend.sql<{ id: string }>(
      `select client_id as id from orgtags.message
        where organization_id = $1 and conversation_id = $2`,
      [theirs.id, conversation(theirs)],
    );
    const answer = await write(id, guest.access, 'Hello', known?.id);
    // What has no answer goes on to people, after it was stored.
    await lookUntil(async () => ((await stateOf(id, guest)) === 'waiting' ? true : undefined));
    return answer;
  };
}

describe('the guests of another organization (R33)', () => {
  for (const [name, act] of Object.entries(ACTS)) {
    it(`stay as they are, and so does another of this one, when one of this ${name}`, async () => {
      const [ours, theirs] = await both();
      const another = await sowAnother(ours);
      const isAnothers = (row: string): boolean =>
        row.includes(another.id) || row.includes(another.conversation);
      const before = await rowsOf(backend, ours.id);
      const untouched = await watch(backend, theirs);
      done(await act(ours, theirs));
      const rows = await rowsOf(backend, ours.id);
      assert.notDeepEqual(rows, before);
      assert.deepEqual(rows.filter(isAnothers), before.filter(isAnothers));
      for (const secret of [theirs.id, theirs.address, theirs.as('owner').id, LAST]) {
        assert.ok(!rows.some(row => row.includes(secret)), rows.join('\n'));
      }
      await untouched();
    });
  }

  it('stay when a token that was used by somebody else ends a session of the same id', async () => {
    const [ours, theirs] = await both();
    done(await refresh(ours.id, ours.guest.refresh));
    await backend.sql(
      `update orgtags.guest_session set refreshed_at = refreshed_at - interval '1 minute'
        where organization_id = $1`,
      [ours.id],
    );
    const untouched = await watch(backend, theirs);
    refused(await refresh(ours.id, ours.guest.refresh), 'session-expired');
    await untouched();
  });

  it('are not written to by an answer whose message has the id of one there', async () => {
    const [ours, theirs] = await both();
    let untouched: (() => Promise<void>) | undefined;
    await answered(backend, database, ours, async function* () {
      yield { text: 'To Iceland, ' };
      await backend.sql(
        `insert into orgtags.message
             (organization_id, conversation_id, seq, guest_id, client_id, author, text, done, revision)
           select $2, conversation_id, seq, guest_id, client_id, author, '', false, revision
             from orgtags.message where organization_id = $1 and author = 'answerer'`,
        [ours.id, theirs.id],
      );
      untouched = await watch(backend, theirs);
      yield { text: 'too.' };
    });
    const answers = await backend.sql(
      `select text, done from orgtags.message where organization_id = $1 and author = 'answerer'`,
      [ours.id],
    );
    assert.deepEqual(answers, [{ text: 'To Iceland, too.', done: true }]);
    await untouched?.();
  });

  it('are not found by what they have written, where so much is found that a list is walked', async () => {
    const [ours, theirs] = await both();
    await backend.sql(`update orgtags.message set text = 'Quokkas' where organization_id = $1`, [
      theirs.id,
    ]);
    await backend.sql(
      `with made as (
         insert into orgtags.conversation (organization_id, guest_id, last_seq)
         select $1, $2, 1 from generate_series(1, $3::integer) returning id
       )
       insert into orgtags.message
         (organization_id, conversation_id, seq, guest_id, client_id, author, text, revision)
       select $1, id, 1, $2, gen_random_uuid(), 'guest', 'Quokkas', 1 from made`,
      [ours.id, ours.guest.id, MANY],
    );
    await backend.sql(
      `update orgtags.conversation set state = 'waiting' where organization_id = $1 and id = $2`,
      [ours.id, ours.guest.conversation],
    );
    const list = async (q: string): Promise<string[]> => {
      const path = `GET /conversations?limit=1&q=${q}` as const;
      const { conversations } = done(await ours.send<ConversationPage>(ours.as('owner'), path));
      return conversations.map(({ id }) => id);
    };
    assert.deepEqual(await list(''), [ours.guest.conversation]);
    assert.notDeepEqual(await list('quokkas'), [ours.guest.conversation]);
  });

  it('do not count as those of the same id who are here', async () => {
    const [ours, theirs] = await both();
    const online = async (): Promise<number> =>
      done(await ours.send<GuestPage>(ours.as('owner'), 'GET /guests')).total;
    const endSessions = (isEnded: boolean) =>
      backend.sql(
        `update orgtags.guest_session set ended_at = case when $2 then now() end
          where organization_id = $1`,
        [ours.id, isEnded],
      );
    assert.equal(await online(), 1);
    await endSessions(true);
    assert.equal(await online(), 0);
    await endSessions(false);
    assert.equal(await online(), 1);
    const sentAway = { endRunning: true, version: 1 };
    const untouched = await watch(backend, theirs);
    done(await ours.send(ours.as('owner'), 'PATCH /guest-access', sentAway));
    assert.equal(await online(), 0);
    await untouched();
  });

  it('are answered with as many texts as there may be, and leave room for those of this one', async () => {
    const [ours, theirs] = await both();
    await backend.sql(
      `insert into orgtags.text_source (organization_id, title, text)
       select $1, 'A text', '' from generate_series(1, $2::integer)`,
      [theirs.id, SOURCE_LIMITS.sources],
    );
    const create = (place: Place) =>
      place.send(place.as('owner'), 'POST /text-sources', { title: 'Returns', text: 'At once.' });
    refused(await create(theirs), 'too-many-text-sources');
    done(await create(ours));
  });

  it('are taken care of by nobody who is a member of another alone', async () => {
    const [ours, theirs] = await both();
    const change = (assignee: string) =>
      ours.send(ours.as('owner'), `PATCH /conversations/${ours.guest.conversation}`, {
        assignee,
        version: 1,
      });
    refused(await change(theirs.as('owner').id), 'member-not-found');
    done(await change(ours.as('owner').id));
  });

  it('are written to, and about, by letters of their own, although those are due at once', async () => {
    const [ours, theirs] = await both();
    for (const place of [ours, theirs]) {
      const path = `POST /conversations/${place.guest.conversation}/messages` as const;
      const text = `This is ${place.name}.`;
      done(await place.send(place.as('owner'), path, { id: randomUUID(), text }));
    }
    await backend.sql(
      `update orgtags.conversation c
          set team_due_at = now(), guest_due_at = now(), page = a.origins[1] || '/page',
              assignee_person_id = null
         from orgtags.guest_access a
        where a.organization_id = c.organization_id and c.organization_id = any($1) and c.id = $2`,
      [[ours.id, theirs.id], ours.guest.conversation],
    );
    for (const [here, there] of [
      [ours, theirs],
      [theirs, ours],
    ] as const) {
      const waiting = await sink.next(here.as('owner').email);
      assert.equal(waiting.subject, `${here.guestName} is waiting for an answer`);
      assert.ok(waiting.text.includes(here.name));
      const answered = await sink.next(here.address);
      assert.equal(answered.subject, `${here.name} has answered you`);
      assert.ok(answered.text.includes(`This is ${here.name}.`));
      assert.ok(answered.text.includes(`${here.site}/page`));
      for (const { text } of [waiting, answered]) assert.ok(!text.includes(there.name), text);
    }
    for (const place of [ours, theirs]) {
      for (const address of [place.as('owner').email, place.address]) {
        assert.equal(sink.letters.filter(({ to }) => to.includes(address)).length, 1);
      }
    }
  });
});

/** Of our guest, and of theirs. */
async function stateOf(
  organization: string,
  { conversation }: TestGuest,
): Promise<string | undefined> {
  const [row] = await backend.sql<{ state: string }>(
    'select state from orgtags.conversation where organization_id = $1 and id = $2',
    [organization, conversation],
  );
  return row?.state;
}

/** The token of the page for its guest. */
async function visitorOf(place: Place): Promise<string> {
  const path = 'GET /guest-access/signing-secret';
  const { secret } = done(await place.send<SigningSecret>(place.as('owner'), path));
  return vouch({ sub: SUBJECT, name: 'Mo' }, { secret, audience: place.id });
}

/** Ours, and theirs, which stands before it. */
async function both(): Promise<readonly [Place, Place]> {
  const ids = { id: randomUUID(), conversation: randomUUID() };
  const theirs = await makePlace(ids, 'Zoe', 'https://elsewhere.example');
  await backend.sql('update orgtags.guest set subject = $2 where organization_id = $1', [
    theirs.id,
    SUBJECT,
  ]);
  await backend.sql(
    `update orgtags.conversation
        set state = 'waiting', answered_by = 'people', assignee_person_id = $2
      where organization_id = $1`,
    [theirs.id, theirs.as('owner').id],
  );
  await backend.sql(
    `insert into orgtags.conversation
       (organization_id, id, guest_id, last_seq, revision, started_at)
     values ($1, $2, $3, 1, 1000, now() + interval '1 day')`,
    [theirs.id, LAST, ids.id],
  );
  await backend.sql(
    `insert into orgtags.message
       (organization_id, conversation_id, seq, guest_id, client_id, author, text, revision)
     values ($1, $2, 1, $3, $4, 'guest', 'Hello', 1)`,
    [theirs.id, LAST, ids.id, randomUUID()],
  );
  const ours = await makePlace(ids, 'Mo', SITE);
  await backend.sql(
    `update orgtags.guest_session theirs set id = ours.id from orgtags.guest_session ours
      where theirs.organization_id = $1 and ours.organization_id = $2`,
    [theirs.id, ours.id],
  );
  return [ours, theirs];
}

/** Another guest of an organization, as whom the page knew its visitor until they were sent away. */
async function sowAnother({ id }: Place): Promise<TestGuest> {
  const ids = { id: randomUUID(), conversation: LAST_BUT_ONE };
  const another = await backend.guest(id, { ids });
  await backend.sql(
    'update orgtags.guest set subject = $3, ended_at = now() where organization_id = $1 and id = $2',
    [id, another.id, SUBJECT],
  );
  await backend.sql(
    `update orgtags.conversation set state = 'waiting' where organization_id = $1 and guest_id = $2`,
    [id, another.id],
  );
  return another;
}

/** Has the page know its visitor as a guest. */
async function vouchFor({ id }: Place, guest: TestGuest): Promise<void> {
  await backend.sql(
    'update orgtags.guest set subject = $3 where organization_id = $1 and id = $2',
    [id, guest.id, SUBJECT],
  );
}

async function makePlace(
  ids: Pick<TestGuest, 'id' | 'conversation'>,
  guestName: string,
  site: string,
): Promise<Place> {
  const team = await makeTeam(backend, 'owner');
  await backend.admitGuests(team.id, site);
  const address = newAddress();
  const guest = await backend.guest(team.id, { name: guestName, email: address, ids });
  return { ...team, guest, guestName, address, site };
}

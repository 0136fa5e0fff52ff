import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { Client } from 'pg';
import type {
  TestGuest,
  TestInvitation,
  TestMember,
  TestOrganization,
  TestPerson,
} from '../../src/testing/backend.ts';
import { backendForTests } from '../support/backend.ts';
import { appLogin, storedToken } from '../support/credentials.ts';
import { askedMeanwhile } from '../support/meanwhile.ts';

/**
 * The functions that see across organizations, asked by the application's login itself: each shows and
 * changes only what is of the organization, person or session that it is about (R33).
 */
/** Of conversations: the ids say which was begun first. */
const EARLIER = '00000000-0000-4000-8000-000000000000';
const LATER = 'ffffffff-ffff-4fff-bfff-ffffffffffff';

const backend = await backendForTests();
const app = new Client({ connectionString: appLogin(backend) });
await app.connect();
after(() => app.end());

describe('enter', () => {
  it('finds whose session it is, and the one organization asked for', async () => {
    const { person, acme } = await somebodyInTwo();
    await backend.session(person);
    const rows = await ask('select * from orgtags.enter($1, $2)', [
      storedToken(person.token),
      acme.id,
    ]);
    assert.deepEqual(
      rows.map(row => [row.person_id, row.session_id, row.organization_id, row.owners]),
      [[person.id, person.session, acme.id, 1]],
    );
  });

  it('opens nothing of an organization that the person is not in, and for no unknown session', async () => {
    const { person } = await somebodyInTwo();
    const { acme: foreign } = await somebodyInTwo();
    const [row] = await ask('select * from orgtags.enter($1, $2)', [
      storedToken(person.token),
      foreign.id,
    ]);
    assert.deepEqual([row?.person_id, row?.organization_id], [person.id, null]);
    assert.deepEqual(await ask('select * from orgtags.enter($1, $2)', ['none', foreign.id]), []);
  });

  it('gives more time to that session alone', async () => {
    const { person } = await somebodyInTwo();
    const other = await backend.session(person);
    await backend.sql(
      `update orgtags_auth.session set "updatedAt" = now() - interval '2 days',
              "expiresAt" = now() + interval '1 hour' where id = any($1)`,
      [[person.session, other.session]],
    );
    await ask('select * from orgtags.enter($1, null)', [storedToken(person.token)]);
    const renewed = await backend.sql(
      `select id from orgtags_auth.session
        where id = any($1) and "expiresAt" > now() + interval '1 day'`,
      [[person.session, other.session]],
    );
    assert.deepEqual(renewed, [{ id: person.session }]);
  });
});

describe('enter_as', () => {
  it('knows people by issuer and subject together, and changes the name of nobody else', async () => {
    const subject = randomUUID();
    const people = [
      ['https://one.example', subject, 'Ann'],
      ['https://two.example', subject, 'Ben'],
      ['https://one.example', randomUUID(), 'Cem'],
    ] as const;
    const ids: unknown[] = [];
    for (const [issuer, who, name] of [...people, ...people]) {
      const rows = await enterAs(issuer, who, name);
      assert.deepEqual(
        rows.map(row => row.person_name),
        [name],
      );
      ids.push(rows[0]?.person_id);
    }
    assert.equal(new Set(ids).size, people.length);
    assert.deepEqual(ids.slice(0, 3), ids.slice(3));
    await enterAs('https://one.example', subject, 'Anna');
    const names = await backend.sql<{ name: string }>(
      'select name from orgtags.person where id = any($1) order by name',
      [ids],
    );
    assert.deepEqual(
      names.map(({ name }) => name),
      ['Anna', 'Ben', 'Cem'],
    );
  });

  it('goes by the end of its own session there, in the one organization asked for', async () => {
    const { person, acme, globex } = await somebodyInTwo();
    const other = await backend.session(person);
    await visited(acme, person, { session: other.session, ended: true });
    await visited(acme, person, {});
    await visited(acme, colleagueIn(acme), { session: person.session, ended: true });
    await visited(globex, person, { ended: true });
    const [subject] = await backend.sql<{ subject: string }>(
      'select subject from orgtags.person where id = $1',
      [person.id],
    );
    const ended = async (organization: string, session: string) => {
      const rows = await enterAs('accounts', subject?.subject ?? '', person.name, {
        session,
        organization,
      });
      return rows.map(row => [row.organization_id, row.ended]);
    };
    assert.deepEqual(await ended(acme.id, person.session), [[acme.id, false]]);
    assert.deepEqual(await ended(acme.id, other.session), [[acme.id, true]]);
    assert.deepEqual(await ended(globex.id, person.session), [[globex.id, true]]);
  });

  function enterAs(
    issuer: string,
    subject: string,
    name: string,
    {
      session = null,
      organization = null,
    }: { session?: string | null; organization?: string | null } = {},
  ) {
    return ask(
      `select * from orgtags.enter_as($1, $2, $3, now(), $4, 'a@test.example', true, $5)`,
      [issuer, subject, session, name, organization],
    );
  }
});

describe('touch', () => {
  it('writes down that one person was in one organization', async () => {
    const { person, acme, globex } = await somebodyInTwo();
    // Ids of memberships are unique in their organization; nothing says that they are beyond.
    const [here] = acme.members;
    await backend.sql(
      'update orgtags.membership set id = $2 where organization_id = $1 and id = $3',
      [globex.id, here?.member, globex.members[0]?.member],
    );
    await ask(`select orgtags.touch($1, $2, $3, 'device', 'de')`, [
      person.id,
      acme.id,
      person.session,
    ]);
    const touched = await backend.sql(
      `select organization_id as organization, person_id as person from orgtags.membership
        where organization_id = any($1) and last_active_at is not null`,
      [[acme.id, globex.id]],
    );
    assert.deepEqual(touched, [{ organization: acme.id, person: person.id }]);
    const parts = await backend.sql(
      `select organization_id as organization, person_id as person, session_id as session
         from orgtags.session_part where organization_id = any($1)`,
      [[acme.id, globex.id]],
    );
    const { id, session } = person;
    assert.deepEqual(parts, [{ organization: acme.id, person: id, session }]);
    const speaking = await backend.sql(`select id from orgtags.person where language = 'de'`);
    assert.deepEqual(speaking, [{ id: person.id }]);
  });

  it('waits for nobody who holds the membership, and leaves it for the next time', async () => {
    const { person, acme } = await somebodyInTwo();
    const touched = await askedMeanwhile(
      backend,
      ['select from orgtags.membership where organization_id = $1 for update', acme.id],
      async () => {
        await ask('select orgtags.touch($1, $2, null, null, null)', [person.id, acme.id]);
        return backend.sql(
          `select from orgtags.membership
            where organization_id = $1 and last_active_at is not null`,
          [acme.id],
        );
      },
    );
    assert.equal(touched.length, 0);
  });
});

describe('my_organizations', () => {
  it('lists those of the person who is set, and where the session that is set has ended', async () => {
    const { person, acme, globex } = await somebodyInTwo();
    const other = await backend.session(person);
    await visited(acme, person, { session: other.session, ended: true });
    await visited(acme, colleagueIn(acme), { session: person.session, ended: true });
    await visited(globex, person, { ended: true });
    const mine = await ask('select id, ended from orgtags.my_organizations()', [], {
      person: person.id,
      session: person.session,
    });
    assert.deepEqual(
      new Set(mine.map(({ id, ended }) => `${String(id)} ${String(ended)}`)),
      new Set([`${acme.id} false`, `${globex.id} true`]),
    );
    assert.deepEqual(await ask('select * from orgtags.my_organizations()'), []);
  });
});

describe('session_goes_on', () => {
  it('knows the session that is set, and asks for none of who comes by an issuer', async () => {
    const person = await backend.person();
    const colleague = await backend.person();
    const [foreigner] = await backend.sql<{ id: string }>(
      `insert into orgtags.person (issuer, subject, name, email, email_verified)
       values ('https://issuer.example', $1, 'Nora', 'nora@issuer.example', false) returning id`,
      [person.id],
    );
    const goesOn = async (as: { person: string; session?: string }) => {
      const [row] = await ask('select orgtags.session_goes_on() as it', [], as);
      return row?.it;
    };
    const { id, session } = person;
    assert.equal(await goesOn({ person: id, session }), true);
    assert.equal(await goesOn({ person: id }), false);
    assert.equal(await goesOn({ person: foreigner?.id ?? '' }), true);
    await backend.sql('delete from orgtags_auth.session where id = $1', [session]);
    assert.equal(await goesOn({ person: id, session }), false);
    assert.equal(await goesOn({ person: colleague.id, session: colleague.session }), true);
  });
});

describe('my_sessions and end_my_session', () => {
  it('list and end those of the person who is set', async () => {
    const { person, acme } = await somebodyInTwo();
    const colleague = colleagueIn(acme);
    const other = await backend.session(person);
    await visited(acme, person, {});
    for (const { session } of [colleague, other]) await visited(acme, colleague, { session });
    const as = { person: person.id, session: person.session };
    const listed = await ask('select id, organizations from orgtags.my_sessions()', [], as);
    assert.deepEqual(new Set(listed.map(({ id }) => id)), new Set([person.session, other.session]));
    const places = listed.find(({ id }) => id === person.session)?.organizations;
    assert.deepEqual(
      (places as { id: string }[]).map(({ id }) => id),
      [acme.id],
    );
    assert.deepEqual(listed.find(({ id }) => id === other.session)?.organizations, []);
    assert.deepEqual(await ask('select * from orgtags.my_sessions()'), []);

    const end = async (session: string) => {
      const [row] = await ask('select orgtags.end_my_session($1) as ended', [session], as);
      return row?.ended;
    };
    assert.equal(await end(colleague.session), false);
    assert.equal(await end(other.session), true);
    const left = await backend.sql<{ id: string }>(
      'select id from orgtags_auth.session where id = any($1)',
      [[person.session, other.session, colleague.session]],
    );
    assert.deepEqual(
      new Set(left.map(({ id }) => id)),
      new Set([person.session, colleague.session]),
    );
  });
});

describe('session_parts', () => {
  it('show those of the person asked for, in the organization that is set', async () => {
    const { person, acme, globex } = await somebodyInTwo();
    const colleague = colleagueIn(acme);
    await visited(acme, colleague, {});
    await visited(globex, person, {});
    const part = await visited(acme, person, {});
    const parts = (organization: string) =>
      ask('select id from orgtags.session_parts($1)', [person.id], { organization });
    assert.deepEqual(await parts(acme.id), [{ id: part }]);
    assert.deepEqual(await parts(''), []);
  });

  it('show nothing of somebody who is no member there', async () => {
    // Being a member of another organization does not count.
    const { person, acme } = await somebodyInTwo();
    await visited(acme, person, {});
    await backend.sql(
      'delete from orgtags.membership where organization_id = $1 and person_id = $2',
      [acme.id, person.id],
    );
    const parts = await ask('select id from orgtags.session_parts($1)', [person.id], {
      organization: acme.id,
    });
    assert.deepEqual(parts, []);
  });
});

describe('live_changes', () => {
  it('tells of the organizations of the persons asked for alone, after a place', async () => {
    const { person, acme } = await somebodyInTwo();
    const { acme: foreign } = await somebodyInTwo();
    await backend.sql(
      `insert into orgtags.change (organization_id, type, subject_id)
       select id, 'member', id from unnest($1::uuid[]) as id`,
      [[acme.id, foreign.id]],
    );
    const all = 'select organization_id, xid from orgtags.live_changes($1, $2, $3)';
    // A writer in any database of the cluster holds it back for a moment.
    let rows = await ask(all, [[person.id], 0, 0]);
    while (rows.length === 0) rows = await ask(all, [[person.id], 0, 0]);
    assert.deepEqual(
      rows.map(row => row.organization_id),
      [acme.id],
    );
    assert.deepEqual(await ask(all, [[], 0, 0]), []);
    assert.deepEqual(await ask(all, [[person.id], rows[0]?.xid, '9223372036854775807']), []);
  });
});

describe('live_access', () => {
  it('tells of the sessions asked for alone, and nothing of one that belongs to somebody else', async () => {
    const { person, acme } = await somebodyInTwo();
    const { person: other } = await somebodyInTwo();
    const statement = `select place, organization_id from orgtags.live_access($1, $2, $3)
                        where organization_id = $4`;
    const asked = async (session: string): Promise<unknown[]> =>
      ask(statement, [[other.id, person.id], [session, session], [null, null], acme.id]);
    assert.deepEqual(await asked(person.session), [{ place: 2, organization_id: acme.id }]);
    assert.deepEqual(await asked(other.session), []);
    assert.deepEqual(await asked(randomUUID()), []);
  });

  it('goes by the end of the session asked for alone', async () => {
    const { person, acme, globex } = await somebodyInTwo();
    const other = await backend.session(person);
    await visited(acme, person, { ended: true });
    await visited(acme, person, { session: other.session });
    await visited(acme, colleagueIn(acme), { session: other.session, ended: true });
    await visited(globex, person, { session: other.session, ended: true });
    const states = async (session: string): Promise<unknown[]> => {
      const rows = await ask(
        'select state from orgtags.live_access($1, $2, $3) where organization_id = $4',
        [[person.id], [session], [null], acme.id],
      );
      return rows.map(({ state }) => state);
    };
    assert.deepEqual(await states(person.session), ['signed-out']);
    assert.deepEqual(await states(other.session), ['open']);
  });
});

describe('forget_changes', () => {
  it('leaves what somebody may still come back to', async () => {
    const { acme } = await somebodyInTwo();
    await backend.sql(
      `insert into orgtags.change (organization_id, type, subject_id, at)
       select $1, 'member', $1, now() - hours * interval '1 hour' from unnest($2::integer[]) as hours`,
      [acme.id, [0, 24, 26]],
    );
    await ask('select orgtags.forget_changes()', []);
    const left = await backend.sql('select from orgtags.change where organization_id = $1', [
      acme.id,
    ]);
    assert.equal(left.length, 2);
  });
});

describe('invitation_behind', () => {
  it('gives the one invitation that is named, in the one organization', async () => {
    const { acme, globex } = await somebodyInTwo();
    const [here, there] = [await invited(acme), await invited(globex)];
    // Ids of invitations are unique in their organization; nothing says that they are beyond.
    await backend.sql('update orgtags.invitation set id = $2 where id = $1', [there.id, here.id]);
    const found = (organization: string, id: string) =>
      ask('select organization_id, id, address from orgtags.invitation_behind($1, $2)', [
        organization,
        id,
      ]);
    assert.deepEqual(await found(acme.id, here.id), [
      { organization_id: acme.id, id: here.id, address: here.address },
    ]);
    assert.deepEqual(await found(acme.id, randomUUID()), []);
    const elsewhere = await backend.organization({ members: [{ role: 'owner' }] });
    assert.deepEqual(await found(elsewhere.id, here.id), []);
  });
});

describe('my_invitations, organization_of_invitation and live_inboxes', () => {
  it('show those to the verified address of the person who is set, or asked for', async () => {
    const { acme, globex } = await somebodyInTwo();
    const [mia, ben] = [await backend.person(), await backend.person()];
    const toMia = await invited(acme, mia.email);
    const toBen = await invited(globex, ben.email);
    const mine = async (person: string) => {
      const rows = await ask('select id from orgtags.my_invitations()', [], { person });
      return rows.map(({ id }) => id);
    };
    const organizationOf = async (id: string, person: string) => {
      const [row] = await ask('select orgtags.organization_of_invitation($1) as it', [id], {
        person,
      });
      return row?.it;
    };
    const waiting = async () => {
      const rows = await ask('select place, waiting from orgtags.live_inboxes($1)', [
        [ben.id, mia.id],
      ]);
      return rows.map(row => [row.place, row.waiting]).sort();
    };
    assert.deepEqual(await mine(mia.id), [toMia.id]);
    assert.deepEqual(await mine(ben.id), [toBen.id]);
    assert.deepEqual(await mine(''), []);
    assert.equal(await organizationOf(toMia.id, mia.id), acme.id);
    assert.equal(await organizationOf(toMia.id, ben.id), null);
    assert.deepEqual(await waiting(), [
      [1, 1],
      [2, 1],
    ]);
    await backend.sql('update orgtags.person set email_verified = false where id = $1', [mia.id]);
    assert.deepEqual(await mine(mia.id), []);
    assert.equal(await organizationOf(toMia.id, mia.id), null);
    assert.deepEqual(await waiting(), [[1, 1]]);
  });

  it('show neither what is over, nor where the person is a member, nor what was deleted', async () => {
    const mia = await backend.person();
    const { acme } = await somebodyInTwo();
    const joined = await backend.organization({
      members: [{ role: 'owner' }, { role: 'viewer', person: mia }],
    });
    const gone = await backend.organization({ members: [{ role: 'owner' }] });
    await invited(joined, mia.email);
    await invited(gone, mia.email);
    const open = await invited(acme, mia.email);
    await backend.sql('update orgtags.organization set deleted_at = now() where id = $1', [
      gone.id,
    ]);
    const mine = () => ask('select id from orgtags.my_invitations()', [], { person: mia.id });
    const waiting = () => ask('select place, waiting from orgtags.live_inboxes($1)', [[mia.id]]);
    assert.deepEqual(await mine(), [{ id: open.id }]);
    assert.deepEqual(await waiting(), [{ place: 1, waiting: 1 }]);
    await backend.sql(
      `update orgtags.invitation set sent_at = now() - interval '2 days',
              expires_at = now() - interval '1 day' where id = $1`,
      [open.id],
    );
    assert.deepEqual(await mine(), []);
    assert.deepEqual(await waiting(), []);
  });
});

describe('languages_of', () => {
  it('tells those of the addresses asked for, of who has verified theirs', async () => {
    const [mia, ben, cem] = [
      await backend.person(),
      await backend.person(),
      await backend.person(),
    ];
    await backend.sql(`update orgtags.person set language = 'de' where id = any($1)`, [
      [mia.id, ben.id, cem.id],
    ]);
    await backend.sql('update orgtags.person set email_verified = false where id = $1', [ben.id]);
    assert.deepEqual(
      await ask('select * from orgtags.languages_of($1)', [[mia.email, ben.email]]),
      [{ address: mia.email, language: 'de' }],
    );
  });
});

describe('verify_my_address', () => {
  it('verifies the address of the person who is set alone, once, and ends their other sessions', async () => {
    const [mia, ben] = [await backend.person(), await backend.person()];
    await backend.sql(
      `update orgtags_auth."user" set "emailVerified" = false where email = any($1)`,
      [[mia.email, ben.email]],
    );
    await backend.sql('update orgtags.person set email_verified = false where id = any($1)', [
      [mia.id, ben.id],
    ]);
    await backend.session(mia);
    const as = { person: mia.id, session: mia.session };
    const verify = async (address: string) => {
      const [row] = await ask('select orgtags.verify_my_address($1) as it', [address], as);
      return row?.it;
    };
    assert.equal(await verify(ben.email), false);
    assert.equal(await verify(mia.email), true);
    assert.equal(await verify(mia.email), false);
    const verified = await backend.sql(
      `select email from orgtags_auth."user" where "emailVerified" and email = any($1)`,
      [[mia.email, ben.email]],
    );
    assert.deepEqual(verified, [{ email: mia.email }]);
    const known = await backend.sql(
      'select email from orgtags.person where email_verified and id = any($1)',
      [[mia.id, ben.id]],
    );
    assert.deepEqual(known, [{ email: mia.email }]);
    const sessions = await backend.sql(
      `select s.id from orgtags_auth.session s
         join orgtags.person p on p.subject = s."userId" where p.id = any($1) order by s.id`,
      [[mia.id, ben.id]],
    );
    assert.deepEqual(
      new Set(sessions.map(({ id }) => id as string)),
      new Set([mia.session, ben.session]),
    );
  });
});

/** Invites somebody, by its first member. */
async function invited(
  { id, members: [inviter] }: TestOrganization,
  address = `${randomUUID()}@test.example`,
): Promise<TestInvitation> {
  assert.ok(inviter);
  return backend.invitation(id, { address, inviter });
}

describe('conversations_found', () => {
  it('finds conversations of the organization that is set, by guest and by text', async () => {
    const { acme, another } = await guestsInTwo();
    const found = (organization: string, q: string) =>
      ask(
        'select id from orgtags.conversations_found($1, 1::smallint, 6::smallint, null, false, 9, 9)',
        [q],
        { organization },
      );
    for (const { organization, guest, name, email, text } of [acme, another]) {
      for (const q of [name, email, text]) {
        assert.deepEqual(await found(organization.id, q), [{ id: guest.conversation }], q);
        assert.deepEqual(await found('', q), [], q);
      }
    }
  });
});

describe('guest_door', () => {
  it('tells of the one organization asked for, while it is there', async () => {
    const { acme } = await guestsInTwo();
    const door = (organization: string) =>
      ask('select organization_name, origins from orgtags.guest_door($1)', [organization]);
    const { id, name } = acme.organization;
    assert.deepEqual(await door(id), [{ organization_name: name, origins: [acme.origin] }]);
    assert.deepEqual(await door(randomUUID()), []);
    await backend.sql('update orgtags.organization set deleted_at = now() where id = $1', [id]);
    assert.deepEqual(await door(id), []);
  });
});

describe('enter_guest', () => {
  const enter = ({ organization }: GuestInOne, session: string, before: Settings = {}) =>
    ask(
      `select guest_id as guest, origins[1] as origin, access_version as version, ended,
              current_setting('orgtags.guest_organization') as set_organization,
              current_setting('orgtags.guest') as set_guest,
              current_setting('orgtags.organization') || current_setting('orgtags.person') as left
         from orgtags.enter_guest($1, $2)`,
      [organization.id, session],
      before,
    );

  it('finds the guest of the one session asked for, and sets theirs in place of a member’s', async () => {
    const { acme, globex, another } = await guestsInTwo();
    const member = {
      organization: globex.organization.id,
      person: globex.organization.members[0]?.id ?? '',
    };
    for (const one of [acme, globex, another]) {
      const { organization, guest, origin, session } = one;
      assert.deepEqual(await enter(one, session, member), [
        {
          guest: guest.id,
          origin,
          version: 1,
          ended: false,
          set_organization: organization.id,
          set_guest: guest.id,
          left: '',
        },
      ]);
    }
    assert.deepEqual(await enter(acme, randomUUID()), []);
    assert.deepEqual(await enter(globex, another.session), []);
  });

  it('sets nobody for a session that is over, which it is for one alone', async () => {
    const { acme, globex, another } = await guestsInTwo();
    await backend.sql(
      'update orgtags.guest_session set ended_at = now() where organization_id = $1 and id = $2',
      [acme.organization.id, acme.session],
    );
    const [row] = await enter(acme, acme.session);
    assert.deepEqual([row?.ended, row?.set_organization, row?.set_guest], [true, '', '']);
    for (const one of [globex, another]) {
      const [open] = await enter(one, one.session);
      assert.equal(open?.ended, false);
    }
  });
});

describe('live_guests', () => {
  it('tells each of those who listen of their own conversation', async () => {
    const { acme, globex, another } = await guestsInTwo();
    const watched = [another, globex, acme];
    const rows = await ask(
      `select place, organization_name as organization, guest_email as email, messages
         from orgtags.live_guests($1, $2, $3, $4) order by place`,
      [
        watched.map(({ organization }) => organization.id),
        watched.map(({ session }) => session),
        watched.map(() => 1),
        watched.map(() => -1),
      ],
    );
    assert.deepEqual(
      rows.map(({ messages, ...row }) => ({
        ...row,
        texts: (messages as { text: string }[]).map(({ text }) => text),
      })),
      watched.map(({ organization, email, text }, i) => ({
        place: i + 1,
        organization: organization.name,
        email,
        texts: [text],
      })),
    );
  });

  it('tells nothing to a session that is of another organization, or of none', async () => {
    const { globex, another } = await guestsInTwo();
    const asked = (session: string) =>
      ask('select * from orgtags.live_guests($1, $2, $3, $4)', [
        [globex.organization.id],
        [session],
        [1],
        [-1],
      ]);
    assert.deepEqual(await asked(another.session), []);
    assert.deepEqual(await asked(randomUUID()), []);
    assert.equal((await asked(globex.session)).length, 1);
  });
});

describe('guest_vouched_for', () => {
  it('finds who a page of the organization has vouched for, and nobody else', async () => {
    const { acme, globex } = await guestsInTwo();
    const { id } = acme.organization;
    const known = await backend.guest(id);
    const vouch = (organization: string, guest: string, subject: string) =>
      backend.sql('update orgtags.guest set subject = $3 where organization_id = $1 and id = $2', [
        organization,
        guest,
        subject,
      ]);
    await vouch(globex.organization.id, globex.guest.id, 'customer-7');
    await vouch(id, acme.guest.id, 'customer-8');
    const found = async (subject: string | null) => {
      const [row] = await ask('select orgtags.guest_vouched_for($1, $2) as it', [id, subject]);
      return row?.it;
    };
    assert.deepEqual([await found('customer-7'), await found(null)], [null, null]);
    await vouch(id, known.id, 'customer-7');
    assert.deepEqual(
      [await found('customer-7'), await found('customer-8')],
      [known.id, acme.guest.id],
    );
  });
});

describe('abandoned_answers', () => {
  it('tells which answers have stood still for a minute or were not begun for one, and no more of them than that', async () => {
    const { acme, globex, another } = await guestsInTwo();
    const ids = { acme: randomUUID(), globex: randomUUID(), another: randomUUID() };
    const begin = (
      { organization, guest }: GuestInOne,
      id: string,
      seconds: number,
      done = false,
    ) =>
      backend.sql(
        `insert into orgtags.message
           (organization_id, conversation_id, seq, guest_id, client_id, author, text, done, revision,
            added_at)
         values ($1, $2, 9, $3, $4, 'answerer', 'Yes', $5, 9, now() - make_interval(secs => $6))`,
        [organization.id, guest.conversation, guest.id, id, done, seconds],
      );
    const asked = ({ organization, guest }: GuestInOne, seconds: number) =>
      backend.sql(
        `update orgtags.message set asked_at = now() - make_interval(secs => $3)
          where organization_id = $1 and conversation_id = $2 and author = 'guest'`,
        [organization.id, guest.conversation, seconds],
      );
    await begin(globex, ids.globex, 50);
    await begin(another, ids.another, 70, true);
    await asked(another, 50);
    // Last: the backend is about to end them.
    await begin(acme, ids.acme, 70);
    await asked(globex, 70);
    assert.deepEqual(await ask('select * from orgtags.abandoned_answers()'), [
      {
        organization_id: acme.organization.id,
        conversation_id: acme.guest.conversation,
        client_id: ids.acme,
      },
      {
        organization_id: globex.organization.id,
        conversation_id: globex.guest.conversation,
        client_id: null,
      },
    ]);
  });
});

describe('due_guest_letters', () => {
  it('tells where a letter is due and to whom, and no more than that', async () => {
    const { acme, globex, another } = await guestsInTwo();
    const due = ({ organization, guest }: GuestInOne, column: string, minutes: number) =>
      backend.sql(
        `update orgtags.conversation set ${column} = now() + make_interval(mins => $3)
          where organization_id = $1 and id = $2`,
        [organization.id, guest.conversation, minutes],
      );
    await due(acme, 'team_due_at', -1);
    await due(globex, 'guest_due_at', -1);
    await due(another, 'team_due_at', 1);
    await due(another, 'guest_due_at', 1);
    const rows = await ask('select * from orgtags.due_guest_letters()');
    assert.deepEqual(
      rows,
      (
        [
          [acme, 'team'],
          [globex, 'guest'],
        ] as const
      ).map(([{ organization, guest }, addressee]) => ({
        organization_id: organization.id,
        conversation_id: guest.conversation,
        addressee,
      })),
    );
  });
});

describe('members_found', () => {
  it('finds members of the organization that is set', async () => {
    const { acme } = await somebodyInTwo();
    const found = (organization: string) =>
      ask('select members_found as id from orgtags.members_found($1, true, null, 10)', ['Person'], {
        organization,
      });
    assert.deepEqual(
      new Set((await found(acme.id)).map(({ id }) => id)),
      new Set(acme.members.map(({ member }) => member)),
    );
    assert.deepEqual(await found(''), []);
  });
});

describe('names_in_record', () => {
  it('tells the names of those asked for who are in the record of the organization that is set', async () => {
    const { person, acme, globex } = await somebodyInTwo();
    const colleague = colleagueIn(acme);
    const elsewhere = globex.members[1] as TestMember;
    await recorded(acme, person, colleague);
    await recorded(globex, person, elsewhere);
    const names = async (organization: string, persons: readonly TestPerson[]) => {
      const ids = persons.map(({ id }) => id);
      const rows = await ask('select id from orgtags.names_in_record($1)', [ids], { organization });
      return new Set(rows.map(({ id }) => id));
    };
    const everyone = [person, colleague, elsewhere];
    assert.deepEqual(await names(acme.id, everyone), new Set([person.id, colleague.id]));
    assert.deepEqual(await names(acme.id, [colleague]), new Set([colleague.id]));
    assert.deepEqual(await names('', everyone), new Set());
  });

  async function recorded(
    { id }: TestOrganization,
    actor: TestPerson,
    subject: TestMember,
  ): Promise<void> {
    await backend.sql(
      `insert into orgtags.activity
         (organization_id, actor_person_id, action, subject_id, subject_person_id)
       values ($1, $2, 'member.role-changed', $3, $4)`,
      [id, actor.id, subject.member, subject.id],
    );
  }
});

describe('rename_person', () => {
  it('renames the person who is set, wherever the name stands, and waits for nobody else', async () => {
    const { person, acme, globex } = await somebodyInTwo();
    const other = new Client({ connectionString: backend.databaseUrl });
    await other.connect();
    try {
      await other.query('begin');
      await other.query('select from orgtags.membership where person_id = $1 for update', [
        acme.members[1]?.id,
      ]);
      await ask(`select orgtags.rename_person('Renamed')`, [], { person: person.id });
    } finally {
      await other.end();
    }
    const renamed = await backend.sql(
      `select 'account' as place, p.id as person from orgtags_auth."user" u
         join orgtags.person p on p.subject = u.id where u.name = 'Renamed'
        union all select 'person', id from orgtags.person where name = 'Renamed'
        union all select organization_id::text, person_id from orgtags.membership
                   where name = 'Renamed'`,
    );
    assert.deepEqual(
      new Set(renamed.map(row => `${String(row.place)} ${String(row.person)}`)),
      new Set(['account', 'person', acme.id, globex.id].map(place => `${place} ${person.id}`)),
    );
    const changes = await backend.sql<{ subject: string }>(
      'select subject_id as subject from orgtags.change where organization_id = any($1)',
      [[acme.id, globex.id]],
    );
    assert.deepEqual(
      new Set(changes.map(({ subject }) => subject)),
      new Set([acme.members[0]?.member, globex.members[0]?.member]),
    );
  });
});

describe('taken_slugs', () => {
  it('tells of those asked for alone', async () => {
    const { acme } = await somebodyInTwo();
    const taken = await ask('select slug from orgtags.taken_slugs($1)', [[acme.slug, 'nobodys']]);
    assert.deepEqual(taken, [{ slug: acme.slug }]);
  });
});

/** An owner of two organizations, with a colleague in each. */
async function somebodyInTwo(): Promise<{
  person: TestPerson;
  acme: TestOrganization;
  globex: TestOrganization;
}> {
  const person = await backend.person();
  const members = [{ role: 'owner', person }, { role: 'viewer' }] as const;
  const acme = await backend.organization({ members });
  const globex = await backend.organization({ members });
  return { person, acme, globex };
}

/** A guest of one of two organizations. */
interface GuestInOne {
  readonly organization: TestOrganization;
  readonly origin: string;
  readonly guest: TestGuest;
  readonly session: string;
  readonly name: string;
  readonly email: string;
  /** What they have written. */
  readonly text: string;
}

/**
 * A guest of each of two organizations, whose ids are the same, as are those of what they have: nothing says
 * that they are unique beyond. And another one of the first.
 */
async function guestsInTwo(): Promise<Readonly<Record<'acme' | 'globex' | 'another', GuestInOne>>> {
  const { acme, globex } = await somebodyInTwo();
  const id = randomUUID();
  const ben = await guestIn(globex, 'ben', { id, conversation: LATER });
  await backend.sql(
    `insert into orgtags.conversation (organization_id, id, guest_id, started_at)
     values ($1, $2, $3, now() - interval '1 day')`,
    [globex.id, EARLIER, id],
  );
  return {
    globex: ben,
    acme: await guestIn(acme, 'ann', { id, conversation: LATER }),
    another: await guestIn(acme, 'cem', { id: randomUUID(), conversation: EARLIER }),
  };
}

async function guestIn(
  organization: TestOrganization,
  name: string,
  ids: Pick<TestGuest, 'id' | 'conversation'>,
): Promise<GuestInOne> {
  const origin = `https://${organization.slug}.example`;
  await backend.admitGuests(organization.id, origin);
  const said = { name, email: `${name}@test.example`, text: `This is ${name}.` };
  const guest = await backend.guest(organization.id, { ...said, ids });
  // The session is called as its guest, so that those of two are the same, too.
  await backend.sql(
    'update orgtags.guest_session set id = guest_id where organization_id = $1 and guest_id = $2',
    [organization.id, guest.id],
  );
  return { organization, origin, guest, session: guest.id, ...said };
}

/** The other member of one of the two. */
function colleagueIn({ members }: TestOrganization): TestMember {
  const [, colleague] = members;
  assert.ok(colleague);
  return colleague;
}

/** Writes that a session was in an organization. @returns the id of the part */
async function visited(
  { id }: TestOrganization,
  person: TestPerson,
  { session = person.session, ended = false },
): Promise<string | undefined> {
  const [row] = await backend.sql<{ id: string }>(
    `insert into orgtags.session_part (organization_id, person_id, session_id, device, ended_at)
     values ($1, $2, $3, 'device', case when $4 then now() end) returning id`,
    [id, person.id, session, ended],
  );
  return row?.id;
}

/** What a transaction sets when a member has entered. */
interface Settings {
  readonly organization?: string;
  readonly person?: string;
  readonly session?: string;
}

/** Runs one statement as the application, in such a transaction. */
async function ask(
  sql: string,
  values: readonly unknown[] = [],
  { organization = '', person = '', session = '' }: Settings = {},
): Promise<Record<string, unknown>[]> {
  await app.query('begin');
  await app.query(
    `select set_config('orgtags.organization', $1, true), set_config('orgtags.person', $2, true),
            set_config('orgtags.session', $3, true), set_config('orgtags.signed_in_at', '', true)`,
    [organization, person, session],
  );
  try {
    return (await app.query<Record<string, unknown>>(sql, [...values])).rows;
  } finally {
    await app.query('commit');
  }
}

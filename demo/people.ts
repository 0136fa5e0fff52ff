import type { Sower, TestPerson } from '../src/testing/backend.ts';

/** Everybody's, in the demo. */
export const PASSWORD = 'orgtags-demo';

/** Who can sign in, and as what. */
export const PEOPLE = {
  owner: {
    email: 'owner@acme.example',
    name: 'Olivia Brandt',
    is: 'Owner of Acme Robotics, Viewer in Globex',
  },
  admin: { email: 'admin@acme.example', name: 'Adam Okafor', is: 'Admin of Acme Robotics' },
  member: { email: 'member@acme.example', name: 'Mia Lindqvist', is: 'Member of Acme Robotics' },
  viewer: { email: 'viewer@acme.example', name: 'Victor Hasegawa', is: 'Viewer in Acme Robotics' },
  globex: { email: 'owner@globex.example', name: 'Gloria Ferreira', is: 'Owner of Globex' },
} as const;

/** Sows the demo's people and organizations, all or nothing, into a database that has none. */
export async function sowDemo(sower: Sower): Promise<void> {
  const make = (who: keyof typeof PEOPLE): Promise<TestPerson> =>
    sower.person({ ...PEOPLE[who], password: PASSWORD });

  await sower.sql('begin');
  const owner = await make('owner');
  const admin = await make('admin');
  const acme = await sower.organization({
    name: 'Acme Robotics',
    slug: 'acme',
    purpose: 'Production',
    members: [
      { role: 'owner', person: owner, joinedAt: '2025-01-12T09:00:00Z', lastActiveAt: ago(2) },
      {
        role: 'admin',
        person: admin,
        joinedAt: '2025-03-03T13:20:00Z',
        lastActiveAt: ago(95),
      },
      {
        role: 'member',
        person: await make('member'),
        joinedAt: '2025-04-18T08:05:00Z',
        lastActiveAt: ago(180),
      },
      { role: 'viewer', person: await make('viewer'), joinedAt: '2026-09-02T15:45:00Z' },
    ],
  });
  await sower.organization({
    name: 'Globex',
    slug: 'globex',
    purpose: 'Client work, Berlin',
    members: [
      {
        role: 'owner',
        person: await make('globex'),
        joinedAt: '2025-02-01T10:00:00Z',
        lastActiveAt: ago(60 * 26),
      },
      { role: 'viewer', person: owner, joinedAt: '2025-06-10T11:30:00Z' },
    ],
  });
  await sowInvitations(sower, acme.id, owner, admin);
  await sowGuests(sower, acme.id, admin);
  await sower.sql('update orgtags.person set last_organization_id = $1 where id = $2', [
    acme.id,
    owner.id,
  ]);
  await sower.sql('commit');
}

/**
 * Adds sites to where Acme's guests may come from.
 * @returns the organization's id; undefined where it is there no more
 */
export async function admitVisitorsOf(
  sower: Sower,
  sites: readonly string[],
): Promise<string | undefined> {
  const [acme] = await sower.sql<{ id: string }>(
    `update orgtags.guest_access a
        set origins = array(select distinct unnest(a.origins || $1::text[]))
       from orgtags.organization g
      where g.id = a.organization_id and g.slug = 'acme' and g.deleted_at is null
  returning g.id`,
    [sites],
  );
  return acme?.id;
}

/** Lets guests in, and says what they may be answered with. */
async function sowGuests(sower: Sower, organization: string, member: TestPerson): Promise<void> {
  await sower.admitGuests(organization);
  for (const { title, text } of SOURCES) {
    await sower.sql(
      'insert into orgtags.text_source (organization_id, title, text, public) values ($1, $2, $3, true)',
      [organization, title, text],
    );
  }
  const jonas = await sower.guest(organization, {
    name: 'Jonas Weber',
    text: 'Do you ship to Iceland?',
  });
  await sower.sql(ANSWER, [organization, jonas.conversation, 'answerer', null, SHIPPING, 'open']);
  const nora = await sower.guest(organization, {
    name: 'Nora Haddad',
    email: 'nora@harbor.example',
    text: 'Can the large robot climb stairs?',
  });
  const no = 'It cannot, but it calls a lift by itself.';
  await sower.sql(ANSWER, [organization, nora.conversation, 'member', member.id, no, 'resolved']);
  const mei = await sower.guest(organization, {
    name: 'Mei Tanaka',
    email: 'mei@hotel.example',
    text: 'Two of ours stand still since this morning. Can somebody have a look?',
  });
  await sower.sql(
    `update orgtags.conversation
        set state = 'waiting', answered_by = 'people', page = 'https://shop.example/support/robots'
      where organization_id = $1 and id = $2`,
    [organization, mei.conversation],
  );
}

const SHIPPING = '> To Iceland and Norway a robot takes nine working days\\.';

/** Answers what a guest has asked. */
const ANSWER = `
  with counted as (
    update orgtags.conversation
       set last_seq = 2, revision = 2, team_read_seq = 2, state = $6,
           answered_by = case when $3 = 'member' then 'people' else 'answerer' end,
           assignee_person_id = $4
     where organization_id = $1 and id = $2
 returning *
  )
  insert into orgtags.message
    (organization_id, conversation_id, seq, guest_id, client_id, author, person_id, text, sources, revision)
  select organization_id, id, 2, guest_id, gen_random_uuid(), $3, $4, $5,
         case when $3 = 'member' then '[]' else '[{"title": "Shipping", "url": null}]' end::jsonb, 2
    from counted`;

/** What Acme lets everybody know. */
const SOURCES = [
  {
    title: 'Shipping',
    text: 'We ship robots to every country in Europe. To Iceland and Norway a robot takes nine working days.',
  },
  {
    title: 'What they carry',
    text: 'The small robot carries up to 80 kilograms, the large robot up to 400 kilograms.',
  },
] as const;

/** Some that are pending, of which one has had no answer for days and one whose letter failed, and some that ended. */
async function sowInvitations(
  sower: Sower,
  organization: string,
  owner: TestPerson,
  admin: TestPerson,
): Promise<void> {
  const invite = async (address: string, inviter: TestPerson, sentAt: string, left: number) =>
    (await sower.invitation(organization, { address, inviter, sentAt, expiresAt: ago(-left) })).id;
  const end = (id: string, ended: string, by: TestPerson | undefined, at: string) =>
    sower.sql(
      `update orgtags.invitation set ended = $2, ended_by_person_id = $3, ended_at = $4
        where id = $1`,
      [id, ended, by?.id ?? null, at],
    );

  await invite('nora@harbor.example', owner, ago(50), 60 * 23);
  await invite('k.ito@atelier.example', admin, ago(60 * 24 * 4), 60 * 24 * 2);
  const failed = await invite('sam@no-such-company.example', admin, ago(30), 60 * 24 * 3);
  await sower.sql(`update orgtags.invitation set mail = 'failed' where id = $1`, [failed]);
  const revoked = await invite('old@harbor.example', admin, ago(60 * 24 * 9), -60 * 24 * 8);
  await end(revoked, 'revoked', owner, ago(60 * 24 * 8.5));
  await invite('late@harbor.example', owner, ago(60 * 24 * 20), -60 * 24 * 19);
}

function ago(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

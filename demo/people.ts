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
  await sower.sql('update orgtags.person set last_organization_id = $1 where id = $2', [
    acme.id,
    owner.id,
  ]);
  await sower.sql('commit');
}

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

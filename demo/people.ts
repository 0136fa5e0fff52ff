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
  const acme = await sower.organization({
    name: 'Acme Robotics',
    slug: 'acme',
    purpose: 'Production',
    members: [
      { role: 'owner', person: owner, joinedAt: '2025-01-12T09:00:00Z', lastActiveAt: ago(2) },
      {
        role: 'admin',
        person: await make('admin'),
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
  await sower.sql('update orgtags.person set last_organization_id = $1 where id = $2', [
    acme.id,
    owner.id,
  ]);
  await sower.sql('commit');
}

function ago(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

import type { Sower, TestMember } from '../../../src/testing/backend.ts';
import { sowCrowd } from '../../support/crowd.ts';

const SMALL = 1000;
const MEMBERS_OF_SMALL = 100;
const DEMO = 2000;
const LARGE = 10_000;
const HUGE = 100_000;
const INVITATIONS = 50_000;
const PENDING = 200;

/** An organization, and an owner who is signed in. */
export interface Place {
  readonly id: string;
  readonly owner: TestMember;
  readonly members: number;
  /** How many of its invitations are over. */
  readonly pastInvitations: number;
}

/**
 * What benches run on: 1,000 organizations of 100, one of 2,000, one of 10,000 with 50,000 invitations that
 * are over, one of 100,000.
 */
export interface World {
  readonly small: readonly Place[];
  readonly demo: Place;
  readonly large: Place;
  readonly huge: Place;
}

/** Fills an empty database. */
export async function sowWorld(sower: Sower): Promise<World> {
  const small: Place[] = [];
  for (let n = 0; n < SMALL; n += 1) small.push(await place(sower, MEMBERS_OF_SMALL));
  const demo = await place(sower, DEMO);
  const large = await place(sower, LARGE, INVITATIONS);
  const huge = await place(sower, HUGE);

  // An index is sooner made of all rows at once than row by row.
  const [index] = await sower.sql<{ made: string }>(
    "select pg_get_indexdef('orgtags.membership_searched'::regclass) as made",
  );
  await sower.sql('drop index orgtags.membership_searched');
  const ids = small.map(({ id }) => id);
  await sowCrowd(sower, ids, MEMBERS_OF_SMALL - 1);
  await sowCrowd(sower, [demo.id], DEMO - 1);
  await sowCrowd(sower, [large.id], LARGE - 1);
  await sowCrowd(sower, [huge.id], HUGE - 1);
  await sower.sql(index?.made ?? '');
  await sowInvitations(sower, large);
  await sower.sql('vacuum analyze');
  return { small, demo, large, huge };
}

/** Of four that are over, one was accepted, one declined, one revoked, and one has expired. */
async function sowInvitations(sower: Sower, { id, owner, pastInvitations }: Place): Promise<void> {
  await sower.sql(
    `insert into orgtags.invitation
       (organization_id, address, role, inviter_person_id, key_version, mail, sent_at, expires_at,
        ended, ended_at, ended_by_person_id)
     select $1, 'person-' || n || '@' || case when past then 'past' else 'pending' end || '.example',
            (array['owner', 'admin', 'member', 'viewer'])[1 + n % 4], $2::uuid, 1, 'sent', sent,
            case when past then sent + interval '1 day' else now() + interval '1 day' end,
            how, case when how is not null then sent + interval '1 hour' end,
            case when how is not null then $2::uuid end
       from (select n, n <= $3 as past, now() - n * interval '5 minutes' - interval '1 day' as sent,
                    case when n <= $3 then (array['accepted', 'declined', 'revoked', null])[1 + n % 4]
                    end as how
               from generate_series(1, $3::integer + $4::integer) n) rows`,
    [id, owner.id, pastInvitations, PENDING],
  );
}

async function place(sower: Sower, members: number, pastInvitations = 0): Promise<Place> {
  const { id, members: made } = await sower.organization({ members: [{ role: 'owner' }] });
  const [owner] = made;
  if (!owner) throw new Error('The organization has no owner.');
  return { id, owner, members, pastInvitations };
}

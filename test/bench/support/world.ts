import type { Sower, TestMember } from '../../../src/testing/backend.ts';
import { sowCrowd } from '../../support/crowd.ts';

const SMALL = 1000;
const MEMBERS_OF_SMALL = 100;
const DEMO = 2000;
const LARGE = 10_000;
const HUGE = 100_000;

/** An organization, and an owner who is signed in. */
export interface Place {
  readonly id: string;
  readonly owner: TestMember;
  readonly members: number;
}

/** What benches run on: 1,000 organizations of 100, one of 2,000, one of 10,000, one of 100,000. */
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
  const [demo, large] = [await place(sower, DEMO), await place(sower, LARGE)];
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
  await sower.sql('vacuum analyze');
  return { small, demo, large, huge };
}

async function place(sower: Sower, members: number): Promise<Place> {
  const { id, members: made } = await sower.organization({ members: [{ role: 'owner' }] });
  const [owner] = made;
  if (!owner) throw new Error('The organization has no owner.');
  return { id, owner, members };
}

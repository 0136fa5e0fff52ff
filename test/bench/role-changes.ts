import type { ChangedMember, Member, MemberPage } from '../../src/contract/shapes.ts';
import type { Bench } from './bench.ts';
import { oneByOne, perSecond, type Work } from './support/measure.ts';
import type { RunningServer } from './support/running-server.ts';
import type { Place } from './support/world.ts';

const SECONDS = 5;
const WORKERS = 8;
const REQUESTS = 200;

/** Role changes (R15): in organizations apart, and in one, where they wait for each other. */
export const roleChanges: Bench = async ({ server, world: { small, large, huge }, report }) => {
  const apart: Work[] = [];
  for (const place of small.slice(0, WORKERS)) apart.push(...(await toggles(server, place, 1)));
  report.table('Role changes');
  const [one] = apart;
  if (one) report.times('one after the other', await oneByOne(REQUESTS, one));
  report.figure(
    `in ${String(WORKERS)} organizations at once`,
    rate(await perSecond(SECONDS, apart)),
  );
  for (const place of [large, huge]) {
    const within = await toggles(server, place, WORKERS);
    const size = place.members.toLocaleString('en');
    report.figure(
      `${String(WORKERS)} at once in one organization of ${size}`,
      rate(await perSecond(SECONDS, within)),
    );
  }
};

/** For some members of an organization each a change to and fro. */
async function toggles(
  server: RunningServer,
  { id, owner }: Place,
  count: number,
): Promise<readonly Work[]> {
  const path = `/api/v1/organizations/${id}/members`;
  const { members } = await server.ask<MemberPage>(
    owner.token,
    'GET',
    `${path}?role=member&limit=${String(count)}`,
  );
  return members.map(found => {
    let member: Member = found;
    return async () => {
      const changed = await server.ask<ChangedMember>(
        owner.token,
        'PATCH',
        `${path}/${member.id}`,
        {
          role: member.role === 'member' ? 'viewer' : 'member',
          version: member.version,
        },
      );
      member = changed.member;
    };
  });
}

function rate(perSec: number): string {
  return `${perSec.toFixed(0)} a second`;
}

import type { TestBackend, TestMember } from '../../src/testing/backend.ts';
import { ask, type Answer, type Ask } from './backend.ts';

/** What a race came to. */
export interface RaceResult {
  readonly rounds: number;
  /** Organizations that have no owner left. */
  readonly ownerless: number;
  /** Answers by status and code; of several at once, what became of each. */
  readonly answers: Readonly<Record<string, number>>;
  /** The slowest request, in milliseconds. */
  readonly slowest: number;
}

/** The requests of one owner of an organization. */
interface Owner {
  readonly member: string;
  changeRole(member: string): Promise<Answer>;
  remove(member: string): Promise<Answer>;
  leave(): Promise<Answer>;
  /** Makes several members plain ones, or removes them. */
  several(members: readonly string[], role: 'member' | null): Promise<Answer>;
}

type Requests = (owners: readonly [Owner, Owner, Owner]) => readonly Promise<Answer>[];

/** What owners do at the same moment, each race in an organization of its own. */
export const RACES = {
  'two demote each other': {
    owners: 2,
    requests: ([first, second]) => [
      first.changeRole(second.member),
      second.changeRole(first.member),
    ],
  },
  'two leave': { owners: 2, requests: ([first, second]) => [first.leave(), second.leave()] },
  'one leaves, one steps down': {
    owners: 2,
    requests: ([first, second]) => [first.leave(), second.changeRole(second.member)],
  },
  'one removes, one demotes': {
    owners: 2,
    requests: ([first, second]) => [first.remove(second.member), second.changeRole(first.member)],
  },
  'several change several': {
    owners: 3,
    requests: ([first, second, third]) => [
      first.several([second.member, third.member], 'member'),
      second.several([third.member, first.member], null),
      third.several([first.member, second.member], 'member'),
    ],
  },
} as const satisfies Record<string, { owners: number; requests: Requests }>;

/** The name of a race. */
export type Race = keyof typeof RACES;

/**
 * Lets owners act at the same moment, each round in a new organization, over HTTP on connections of
 * their own.
 */
export async function raceOwners(
  backend: TestBackend,
  race: Race,
  rounds: number,
): Promise<RaceResult> {
  const answers: Record<string, number> = {};
  const organizations: string[] = [];
  let slowest = 0;
  const timed = async (url: string, options: Ask): Promise<Answer> => {
    const start = performance.now();
    const answer = await ask(url, options);
    slowest = Math.max(slowest, performance.now() - start);
    return answer;
  };
  for (let round = 0; round < rounds; round += 1) {
    const { id, members } = await backend.organization({
      members: Array.from({ length: RACES[race].owners }, () => ({ role: 'owner' as const })),
    });
    organizations.push(id);
    const owners = members.map(member =>
      ownerOf(`${backend.url}/api/v1/organizations/${id}`, member, timed),
    );
    const requests: Requests = RACES[race].requests;
    for (const answer of await Promise.all(requests(owners as [Owner, Owner, Owner]))) {
      for (const outcome of outcomes(answer)) answers[outcome] = (answers[outcome] ?? 0) + 1;
    }
  }
  const [count] = await backend.sql<{ ownerless: number }>(
    `select count(*)::integer as ownerless from orgtags.organization o
      where id = any($1)
        and not exists (select from orgtags.membership m
                         where m.organization_id = o.id and m.role = 'owner')`,
    [organizations],
  );
  return { rounds, ownerless: count?.ownerless ?? -1, answers, slowest: Math.round(slowest) };
}

function ownerOf(
  organization: string,
  { token, member }: TestMember,
  send: (url: string, options: Ask) => Promise<Answer>,
): Owner {
  return {
    member,
    changeRole: other =>
      send(`${organization}/members/${other}`, {
        method: 'PATCH',
        token,
        json: { role: 'member', version: 1 },
      }),
    remove: other => send(`${organization}/members/${other}`, { method: 'DELETE', token }),
    leave: () => send(`${organization}/leave`, { method: 'POST', token }),
    several: (members, role) =>
      send(`${organization}/members/changes`, {
        method: 'POST',
        token,
        json: { members: members.map(id => ({ id, version: 1 })), role },
      }),
  };
}

function outcomes({ status, body, problem }: Answer): string[] {
  if (status >= 400) return [`${String(status)} ${problem.code}`];
  const several = body as { outcomes?: { problem: { code: string } | null }[] } | undefined;
  return several?.outcomes?.map(outcome => outcome.problem?.code ?? 'done') ?? ['done'];
}

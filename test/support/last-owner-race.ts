import type { TestBackend } from '../../src/testing/backend.ts';
import { ask } from './backend.ts';

/** What a race came to. */
export interface RaceResult {
  readonly rounds: number;
  /** Organizations that have no owner left. */
  readonly ownerless: number;
  /** Answers by status and code. */
  readonly answers: Readonly<Record<string, number>>;
}

/**
 * Two owners demote each other at the same moment, each round in a new organization, over HTTP on
 * connections of their own.
 */
export async function raceLastOwner(backend: TestBackend, rounds: number): Promise<RaceResult> {
  const answers: Record<string, number> = {};
  for (let round = 0; round < rounds; round += 1) {
    const { id, members } = await backend.organization({
      members: [{ role: 'owner' }, { role: 'owner' }],
    });
    const [first, second] = members as [(typeof members)[0], (typeof members)[0]];
    const demote = (token: string, member: string) =>
      ask(`${backend.url}/api/v1/organizations/${id}/members/${member}`, {
        method: 'PATCH',
        token,
        json: { role: 'member', version: 1 },
      });
    const both = await Promise.all([
      demote(first.token, second.member),
      demote(second.token, first.member),
    ]);
    for (const { status, problem } of both) {
      const answer = status === 200 ? '200' : `${String(status)} ${problem.code}`;
      answers[answer] = (answers[answer] ?? 0) + 1;
    }
  }
  const [count] = await backend.sql<{ ownerless: number }>(
    `select count(*)::integer as ownerless from orgtags.organization o
      where not exists (select from orgtags.membership m
                         where m.organization_id = o.id and m.role = 'owner')`,
  );
  return { rounds, ownerless: count?.ownerless ?? -1, answers };
}

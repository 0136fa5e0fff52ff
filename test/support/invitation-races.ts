import type { TestBackend, TestInvitation, TestPerson } from '../../src/testing/backend.ts';
import type { Answer } from './backend.ts';
import { guestOf } from './invitations.ts';
import { makeTeam, type Team } from './team.ts';

/** What a race came to. */
export interface InvitationRaceResult {
  readonly rounds: number;
  /** How many rounds ended as they must not, by what was wrong. */
  readonly wrong: Readonly<Record<string, number>>;
  /** Answers by status and code. */
  readonly answers: Readonly<Record<string, number>>;
}

/** One round: an organization, who is invited to it by its admin, and what they ask. */
interface Round {
  readonly team: Team;
  readonly person: TestPerson;
  readonly guest: ReturnType<typeof guestOf>;
  readonly first: TestInvitation;
  readonly second: TestInvitation;
}

type Requests = (round: Round) => readonly Promise<Answer>[];

/** What is sent at the same moment, each time in an organization of its own. */
export const INVITATION_RACES = {
  'accept with revoke': ({ team, person, guest, first }) => [
    guest.accept(first.copied, person),
    team.send(team.as('owner'), 'POST /invitations/revoke', { invitations: [first.id] }),
  ],
  'accept twice': ({ person, guest, first }) => [
    guest.accept(first.copied, person),
    guest.acceptFromInbox(first.id, person),
    guest.accept(first.mailed, person),
  ],
  'accept with decline': ({ person, guest, first }) => [
    guest.accept(first.copied, person),
    guest.decline(first.mailed, person),
  ],
  'accept two to one address': ({ person, guest, first, second }) => [
    guest.accept(first.copied, person),
    guest.accept(second.copied, person),
  ],
  'accept while the inviter is removed': ({ team, person, guest, first }) => [
    guest.accept(first.copied, person),
    team.send(team.as('owner'), `DELETE /members/${team.as('admin').member}`),
  ],
} as const satisfies Record<string, Requests>;

/** The name of a race. */
export type InvitationRace = keyof typeof INVITATION_RACES;

/** Lets people act on one invitation at the same moment, over HTTP on connections of their own. */
export async function raceInvitations(
  backend: TestBackend,
  race: InvitationRace,
  rounds: number,
): Promise<InvitationRaceResult> {
  const answers: Record<string, number> = {};
  const wrong: Record<string, number> = {};
  // Two pending ones to one address come from before, or from elsewhere.
  await backend.sql('drop index if exists orgtags.invitation_open');
  for (let n = 0; n < rounds; n += 1) {
    const round = await makeRound(backend);
    const requests: Requests = INVITATION_RACES[race];
    for (const { status, problem } of await Promise.all(requests(round))) {
      const said = status >= 400 ? `${String(status)} ${problem.code}` : 'done';
      answers[said] = (answers[said] ?? 0) + 1;
    }
    for (const what of await wrongIn(backend, round)) wrong[what] = (wrong[what] ?? 0) + 1;
  }
  return { rounds, wrong, answers };
}

async function makeRound(backend: TestBackend): Promise<Round> {
  const team = await makeTeam(backend, 'owner', 'admin');
  const person = await backend.person();
  const invitation = () =>
    backend.invitation(team.id, { address: person.email, inviter: team.as('admin') });
  const [first, second] = [await invitation(), await invitation()];
  return { team, person, guest: guestOf(backend.url), first, second };
}

/** What the database says that must not be, whoever was faster. */
async function wrongIn(backend: TestBackend, round: Round): Promise<string[]> {
  const { team, person, first, second } = round;
  const [found] = await backend.sql<{
    members: number;
    joins: number;
    joined_late: boolean;
    accepted: number;
  }>(
    `select (select count(*)::integer from orgtags.membership
              where organization_id = $1 and person_id = $2) as members,
            (select count(*)::integer from orgtags.activity
              where organization_id = $1 and action = 'member.joined') as joins,
            exists (select from orgtags.activity joined
                      join orgtags.activity removed on removed.organization_id = $1
                     where joined.organization_id = $1 and joined.action = 'member.joined'
                       and removed.action = 'member.removed' and removed.at < joined.at) as joined_late,
            (select count(*)::integer from orgtags.invitation
              where organization_id = $1 and ended = 'accepted') as accepted`,
    [team.id, person.id],
  );
  const ends = await backend.sql<{ ended: string | null; recorded: string[] }>(
    `select ended, array(select action from orgtags.activity a
                          where a.organization_id = $1 and a.subject_id = i.id
                            and action <> 'invitation.sent') as recorded
       from orgtags.invitation i where organization_id = $1 and id = any($2)`,
    [team.id, [first.id, second.id]],
  );
  if (!found) throw new Error('Nothing was found.');
  const wrong: string[] = [];
  if (found.members > 1) wrong.push('a member twice');
  if (found.members !== found.joins) wrong.push('joining is not recorded as it is');
  if (found.members > 0 !== found.accepted > 0) wrong.push('a member without an acceptance');
  if (found.joined_late) wrong.push('joined when the inviter was gone');
  for (const { ended, recorded } of ends) {
    const expected = ended === null ? [] : [ENDINGS[ended] ?? ended];
    if (recorded.join() !== expected.join()) wrong.push('an ending is not recorded as it is');
  }
  return wrong;
}

/** The act of the record by how an invitation ended. */
const ENDINGS: Readonly<Record<string, string>> = {
  accepted: 'invitation.accepted',
  declined: 'invitation.declined',
  revoked: 'invitation.revoked',
  'inviter-lost-right': 'invitation.lapsed',
};

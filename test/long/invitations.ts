import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InvitationRace, InvitationRaceResult } from '../support/invitation-races.ts';
import { makeScratchCopy } from '../support/scratch-copy.ts';
import type { Judge } from './judge.ts';
import { outcomeOf } from './script.ts';

type Results = Readonly<Record<InvitationRace, InvitationRaceResult>>;

/** What keeps each race from being lost, as edits that take it out: file, what stands there, how often. */
const GUARDS: readonly {
  readonly name: string;
  readonly races: readonly InvitationRace[];
  readonly edits: readonly (readonly [file: string, RegExp, string, count: number])[];
}[] = [
  {
    name: 'the condition that it is pending',
    races: ['accept with revoke', 'accept twice', 'accept with decline'],
    edits: [
      [
        'src/server/invitations/invitations.ts',
        /(?<=export const PENDING = )'[^']*'/g,
        "'true'",
        1,
      ],
    ],
  },
  {
    name: 'the lock on the organization',
    races: ['accept while the inviter is removed'],
    edits: [['src/server/invitations/inbox.ts', / for share\b/g, '', 1]],
  },
  {
    name: 'the one membership of a person',
    races: ['accept two to one address'],
    edits: [
      [
        'src/server/db/migrations/0001_foundation.sql',
        /,\n {2}unique \(organization_id, person_id\)/g,
        '',
        1,
      ],
      [
        'src/server/invitations/inbox.ts',
        /\n *on conflict \(organization_id, person_id\) do nothing/g,
        '',
        1,
      ],
    ],
  },
];

/**
 * The races for invitations: each as the code is, and in a scratch copy without what guards it, where it
 * must fail, since a race that cannot be lost shows nothing.
 */
export async function invitationRaces(postgresUrl: string, judge: Judge): Promise<void> {
  const held = await raced('.', postgresUrl);
  for (const race of Object.keys(held) as InvitationRace[]) {
    judge(text(race, held[race], 'as it is'), Object.keys(held[race].wrong).length === 0);
  }
  for (const { name, races, edits } of GUARDS) {
    const scratch = await makeScratchCopy();
    try {
      for (const [file, guard, without, count] of edits) {
        const source = await readFile(join(scratch.folder, file), 'utf8');
        const found = source.match(guard)?.length ?? 0;
        if (found !== count) throw new Error(`${file} has ${String(found)} of ${String(guard)}.`);
        await scratch.write(file, source.replace(guard, without));
      }
      const lost = await raced(scratch.folder, postgresUrl);
      for (const race of races) {
        judge(text(race, lost[race], `without ${name}`), Object.keys(lost[race].wrong).length > 0);
      }
    } finally {
      await scratch.remove();
    }
  }
}

async function raced(folder: string, postgresUrl: string): Promise<Results> {
  return (await outcomeOf(join(folder, 'test/long/invitation-races.ts'), postgresUrl)) as Results;
}

function text(race: string, { rounds, wrong, answers }: InvitationRaceResult, how: string): string {
  return `${race} ${how}, ${String(rounds)} rounds: ${JSON.stringify(wrong)} (${JSON.stringify(answers)})`;
}

import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Race, RaceResult } from '../support/owner-races.ts';
import type { Judge } from './judge.ts';
import { outcomeOf } from './script.ts';

/** No request of a race may take longer. */
const SLOWEST_MS = 1000;
const LOCKED = 'src/server/members/memberships.ts';
const LOCK = /\n? *\bfor (share|no key update)\b/g;
const LOCKS = 3;

/**
 * The races for the last owner: each as the code is, and in a scratch copy with its locks taken out,
 * where it must fail, since a race that cannot be lost shows nothing.
 */
export async function races(postgresUrl: string, judge: Judge): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'orgtags-without-locks-'));
  try {
    for (const [race, held] of Object.entries(await raced('.', postgresUrl))) {
      judge(
        `${text(race, held)} with the locks`,
        held.ownerless === 0 && held.slowest < SLOWEST_MS,
      );
    }
    await copyWithoutLocks(scratch);
    for (const [race, lost] of Object.entries(await raced(scratch, postgresUrl))) {
      judge(`${text(race, lost)} without them`, lost.ownerless > 0);
    }
  } finally {
    await rm(scratch, { recursive: true });
  }
}

async function raced(folder: string, postgresUrl: string): Promise<Record<Race, RaceResult>> {
  const script = join(folder, 'test/long/last-owner.ts');
  return (await outcomeOf(script, postgresUrl)) as Record<Race, RaceResult>;
}

async function copyWithoutLocks(scratch: string): Promise<void> {
  for (const folder of ['src', 'test', 'package.json']) {
    await cp(folder, join(scratch, folder), { recursive: true });
  }
  await symlink(resolve('node_modules'), join(scratch, 'node_modules'));
  const file = join(scratch, LOCKED);
  const source = await readFile(file, 'utf8');
  const found = source.match(LOCK)?.length ?? 0;
  if (found !== LOCKS)
    throw new Error(`${LOCKED} has ${String(found)} locks, not ${String(LOCKS)}.`);
  await writeFile(file, source.replaceAll(LOCK, ''));
}

function text(race: string, { rounds, ownerless, answers, slowest }: RaceResult): string {
  return `${race}, ${String(rounds)} rounds: ${String(ownerless)} ownerless, at most ${String(slowest)} ms (${JSON.stringify(answers)})`;
}

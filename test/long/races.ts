import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Race, RaceResult } from '../support/owner-races.ts';
import { makeScratchCopy } from '../support/scratch-copy.ts';
import type { Judge } from './judge.ts';
import { outcomeOf } from './script.ts';

/** No request of a race may take longer. */
const SLOWEST_MS = 1000;
const LOCKED = 'src/server/members/memberships.ts';
const LOCK = /\n? *\bfor (share of membership|no key update)\b/g;
const LOCKS = 3;

/**
 * The races for the last owner: each as the code is, and in a scratch copy with its locks taken out,
 * where it must fail, since a race that cannot be lost shows nothing.
 */
export async function races(postgresUrl: string, judge: Judge): Promise<void> {
  for (const [race, held] of Object.entries(await raced('.', postgresUrl))) {
    judge(`${text(race, held)} with the locks`, held.ownerless === 0 && held.slowest < SLOWEST_MS);
  }
  const scratch = await makeScratchCopy();
  try {
    await scratch.write(LOCKED, await withoutLocks());
    for (const [race, lost] of Object.entries(await raced(scratch.folder, postgresUrl))) {
      judge(`${text(race, lost)} without them`, lost.ownerless > 0);
    }
  } finally {
    await scratch.remove();
  }
}

async function raced(folder: string, postgresUrl: string): Promise<Record<Race, RaceResult>> {
  const script = join(folder, 'test/long/last-owner.ts');
  return (await outcomeOf(script, postgresUrl)) as Record<Race, RaceResult>;
}

async function withoutLocks(): Promise<string> {
  const source = await readFile(LOCKED, 'utf8');
  const found = source.match(LOCK)?.length ?? 0;
  if (found === LOCKS) return source.replaceAll(LOCK, '');
  throw new Error(`${LOCKED} has ${String(found)} locks, not ${String(LOCKS)}.`);
}

function text(race: string, { rounds, ownerless, answers, slowest }: RaceResult): string {
  return `${race}, ${String(rounds)} rounds: ${String(ownerless)} ownerless, at most ${String(slowest)} ms (${JSON.stringify(answers)})`;
}

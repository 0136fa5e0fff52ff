import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startPostgres } from '../src/testing/embedded-postgres.ts';
import type { TimesResult } from './support/equal-times.ts';
import type { Race, RaceResult } from './support/owner-races.ts';

/**
 * What takes long. The races: each as the code is, and in a scratch copy with its locks taken out, where
 * it must fail, since a race that cannot be lost shows nothing. And times, which tell nothing of an
 * address when a guess by them is hardly better than one without: on a busy machine they need many
 * rounds.
 */
const ROUNDS = 200;
/** No request of a race may take longer. */
const SLOWEST_MS = 1000;
/** How far from a guess the times may be. */
const HARDLY = 0.1;
const LOCKED = 'src/server/members/memberships.ts';
const LOCK = /\n? *\bfor (share|no key update)\b/g;
const LOCKS = 3;

const postgres = await startPostgres({});
const scratch = await mkdtemp(join(tmpdir(), 'orgtags-without-locks-'));
let passed = 0;
let failed = 0;
try {
  for (const [race, held] of Object.entries(await races('.'))) {
    judge(`${text(race, held)} with the locks`, held.ownerless === 0 && held.slowest < SLOWEST_MS);
  }
  await copyWithoutLocks();
  for (const [race, lost] of Object.entries(await races(scratch))) {
    judge(`${text(race, lost)} without them`, lost.ownerless > 0);
  }
  for (const times of await measure()) judge(inWords(times), Math.abs(times.told - 0.5) < HARDLY);
} finally {
  await rm(scratch, { recursive: true });
  await postgres.stop();
}
console.log(`${String(passed)} passed, ${String(failed)} failed`);
process.exit(failed > 0 ? 1 : 0);

async function races(folder: string): Promise<Record<Race, RaceResult>> {
  return (await outcome(join(folder, 'test/long/last-owner.ts'))) as Record<Race, RaceResult>;
}

async function measure(): Promise<TimesResult[]> {
  return (await outcome('test/long/equal-times.ts')) as TimesResult[];
}

async function outcome(script: string): Promise<unknown> {
  const args = [script, postgres.url, String(ROUNDS)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout);
}

async function copyWithoutLocks(): Promise<void> {
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

function inWords({ route, medians: { known, unknown }, told }: TimesResult): string {
  const times = `${known.toFixed(1)} ms and ${unknown.toFixed(1)} ms`;
  return `${route} of a known and an unknown address, medians ${times}; the known one took longer in ${(told * 100).toFixed(0)} % of the pairs`;
}

function judge(outcome: string, good: boolean): void {
  if (good) passed += 1;
  else failed += 1;
  console.log(`${good ? '✓' : '✗'} ${outcome}`);
}

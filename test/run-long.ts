import { startPostgres } from '../src/testing/embedded-postgres.ts';
import { invitationRaces } from './long/invitations.ts';
import type { Judge } from './long/judge.ts';
import { newTag } from './long/new-tag.ts';
import { throughPgbouncer } from './long/pgbouncer.ts';
import { races } from './long/races.ts';
import { script } from './long/script.ts';
import { times } from './long/times.ts';

const args = process.argv.slice(2);
const isNumber = (arg: string): boolean => /^\d+$/.test(arg);

/**
 * The tests that take long, by name: `npm run test:long -- pgbouncer` runs one. Numbers are the seed and
 * the count of `breaks`, which takes longest of all and runs by its name alone.
 */
const LONG_TESTS = {
  races,
  invitations: invitationRaces,
  times,
  live: script('live'),
  'guest-network': script('guest-network'),
  kills: script('kills'),
  'new-tag': newTag,
  fuzz: script('fuzz', '20000'),
  tenancy: script('tenancy'),
  pgbouncer: throughPgbouncer,
  breaks: script('breaks', ...args.filter(isNumber)),
} as const satisfies Record<string, (postgresUrl: string, judge: Judge) => Promise<void>>;

const wanted = args.filter(arg => !isNumber(arg));
const unknown = wanted.filter(name => !Object.hasOwn(LONG_TESTS, name));
if (unknown.length > 0) {
  console.error(`No ${unknown.join(', ')}. There are: ${Object.keys(LONG_TESTS).join(', ')}.`);
  process.exit(1);
}

let passed = 0;
let failed = 0;
for (const [name, test] of Object.entries(LONG_TESTS)) {
  if (wanted.length > 0 ? !wanted.includes(name) : name === 'breaks') continue;
  // What one has left behind does not slow down the next.
  const postgres = await startPostgres({});
  try {
    await test(postgres.url, judge);
  } catch (error) {
    judge(`${name}: ${error instanceof Error ? error.message : String(error)}`, false);
  } finally {
    await postgres.stop();
  }
}
console.log(`${String(passed)} passed, ${String(failed)} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

function judge(outcome: string, good: boolean): void {
  if (good) passed += 1;
  else failed += 1;
  console.log(`${good ? '✓' : '✗'} ${outcome}`);
}

import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { run as runTests } from 'node:test';
import { parseArgs } from 'node:util';
import { randomFrom } from '../support/random.ts';
import { makeScratchCopy, type ScratchCopy } from '../support/scratch-copy.ts';
import { dropDatabases, prefixDatabases } from '../support/scratch-databases.ts';
import { JUDGES, tenancyMutants, type Mutant } from '../support/tenancy-mutants.ts';

/**
 * Takes out one protection of the tenants at a time, in scratch copies (R33): without a statement's
 * condition nothing leaks; without it and the policy behind it, without a policy or a term of one, and
 * without a function's own filter or a join of it, a test fails.
 * `node test/long/tenancy.ts <postgresUrl> [--only text] [--seed 1] [--count n]`
 * tries all, those whose line has a text in it, or so many, in the seed's order.
 */
const COPIES = 2;

/** What the tests said of a copy. */
interface Verdict {
  readonly passed: number;
  /** The names of the tests that failed; a file that did not run at all is not one. */
  readonly failed: readonly string[];
  readonly broken: boolean;
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string' },
  },
});
const [postgresUrl = ''] = positionals;
process.env.ORGTAGS_TEST_POSTGRES = postgresUrl;
const mutants = randomFrom(Number(values.seed)).shuffled(await tenancyMutants(postgresUrl));
const chosen = mutants
  .filter(mutant => lineOf(mutant).includes(values.only))
  .slice(0, values.count === undefined ? undefined : Number(values.count));
const waiting = [...chosen];
const counts: Record<string, number> = {};
let findings = 0;

await Promise.all(
  Array.from({ length: COPIES }, async (_, i) => {
    const copy = await makeScratchCopy();
    const prefix = `orgtags_scratch_${String(process.pid)}_${String(i)}_`;
    try {
      await prefixDatabases(copy, prefix);
      if (i === 0) report('nothing taken out', await judge(copy, prefix, JUDGES), true);
      for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
        await tryOut(copy, prefix, mutant);
      }
    } finally {
      await copy.remove();
    }
  }),
);
for (const [kind, count] of Object.entries(counts)) {
  const all = mutants.filter(mutant => mutant.kind === kind).length;
  console.log(`${kind}: ${String(count)} of ${String(all)} tried`);
}
console.log(`${String(chosen.length)} tried, seed ${values.seed}: ${String(findings)} findings`);
process.exit(findings > 0 ? 1 : 0);

async function tryOut(copy: ScratchCopy, prefix: string, mutant: Mutant): Promise<void> {
  const { kind, files, tests, harmless } = mutant;
  for (const [file, text] of Object.entries(files)) await copy.write(file, text);
  const verdict = await judge(copy, prefix, tests);
  for (const file of Object.keys(files)) await copy.restore(file);
  counts[kind] = (counts[kind] ?? 0) + 1;
  report(lineOf(mutant), verdict, harmless);
}

function lineOf({ kind, name }: Mutant): string {
  return `without ${kind}: ${name}`;
}

/** Runs test files of a copy, and drops their databases. */
async function judge(
  copy: ScratchCopy,
  prefix: string,
  tests: readonly string[],
): Promise<Verdict> {
  const failed: string[] = [];
  let passed = 0;
  let broken = false;
  const files = tests.map(test => join(copy.folder, test));
  const run = runTests({ cwd: copy.folder, files, concurrency: 1 });
  run.on('test:pass', ({ details }) => {
    if (details.type !== 'suite') passed += 1;
  });
  run.on('test:fail', ({ name, details }) => {
    if (details.type === 'suite') return;
    if (name.endsWith('.test.ts')) broken = true;
    else failed.push(name);
  });
  await finished(run.resume());
  await dropDatabases(postgresUrl, prefix);
  return { passed, failed, broken };
}

function report(what: string, { passed, failed, broken }: Verdict, harmless: boolean): void {
  const good = harmless ? failed.length === 0 && !broken && passed > 0 : failed.length > 0;
  if (!good) findings += 1;
  const [first] = failed;
  const came = [
    `${String(passed)} passed`,
    first !== undefined && `${String(failed.length)} failed, first “${first}”`,
    broken && 'a file failed as a whole',
  ];
  console.log(`${good ? '✓' : '✗'} ${what}: ${came.filter(Boolean).join(', ')}`);
}

import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify, parseArgs } from 'node:util';
import { KINDS, type Break, type Kind } from '../support/breaks/break.ts';
import { whyEquivalent } from '../support/breaks/equivalent.ts';
import { testsByNearness } from '../support/breaks/near-tests.ts';
import { allBreaks } from '../support/breaks/places.ts';
import { randomFrom } from '../support/random.ts';
import { makeScratchCopy } from '../support/scratch-copy.ts';
import { dropDatabases, prefixDatabases } from '../support/scratch-databases.ts';
import type { RaceResult } from '../support/owner-races.ts';
import { outcomeOf } from './script.ts';

/**
 * Breaks things drawn by a seed, as many of each kind, one at a time in a scratch copy, and says which
 * tests fail of it: their names are to say what is broken.
 * `node test/long/breaks.ts <postgresUrl> [seed] [count] [--only text] [--groups n]`
 * tries those whose line has a text in it, and no more than so many groups of tests, the nearest first.
 */
const TSC = createRequire(import.meta.url).resolve('typescript/bin/tsc');
/** Tests that take longer run without end. */
const LONGEST_MS = 15 * 60_000;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    groups: { type: 'string', default: '3' },
  },
});
const [postgresUrl = '', seed = '1', count = '30'] = positionals;
const places = (await allBreaks()).filter(place => lineOf(place).includes(values.only));
const waiting = KINDS.map(kind => ({
  breaks: randomFrom(Number(seed)).shuffled(places.filter(place => place.kind === kind)),
  left: Math.ceil(Number(count) / KINDS.length),
}));
let tried = 0;
let notCaught = 0;

// One copy alone: a transaction that a broken one leaves open holds back what another would hear of.
const copy = await makeScratchCopy();
const prefix = `orgtags_breaks_${String(process.pid)}_`;
try {
  await prefixDatabases(copy, prefix);
  for (let next = take(); next; next = take()) await tryOut(next);
} finally {
  await copy.remove();
}
console.log(`${String(tried)} broken, seed ${seed}: ${String(notCaught)} not caught`);
process.exit(notCaught > 0 ? 1 : 0);

/** The next break of the first kind of which not enough are tried. */
function take(): Break | undefined {
  const kind = waiting.find(({ breaks, left }) => left > 0 && breaks.length > 0);
  if (!kind) return undefined;
  kind.left -= 1;
  return kind.breaks.shift();
}

/** Draws another in place of one that the types catch. */
function drawAnother(kind: Kind): void {
  const others = waiting[KINDS.indexOf(kind)];
  if (others) others.left += 1;
}

async function tryOut(broken: Break): Promise<void> {
  await copy.write(broken.file, broken.text);
  try {
    if (broken.file.endsWith('.ts') && !(await compiles())) {
      drawAnother(broken.kind);
      console.log(`✓ ${lineOf(broken)}\n    caught by the types`);
      return;
    }
    const failures = await failuresOf(broken);
    tried += 1;
    report(broken, failures);
  } finally {
    await copy.restore(broken.file);
    await dropDatabases(postgresUrl, prefix);
  }
}

async function compiles(): Promise<boolean> {
  const args = [TSC, '--tsBuildInfoFile', '.tsbuildinfo'];
  return promisify(execFile)(process.execPath, args, { cwd: copy.folder }).then(
    () => true,
    () => false,
  );
}

/** The names of the tests that fail, of the nearest group that has one. */
async function failuresOf({ file, kind }: Break): Promise<readonly string[]> {
  const groups = await testsByNearness(file);
  for (const tests of groups.slice(0, Number(values.groups))) {
    if (tests.length === 0) continue;
    const failures = await failuresIn(tests);
    if (failures.length > 0) return failures;
    if (kind !== 'locks') continue;
    const races = await outcomeOf(join(copy.folder, 'test/long/last-owner.ts'), postgresUrl);
    const lost = Object.entries(races as Record<string, RaceResult>).filter(
      ([, { ownerless }]) => ownerless > 0,
    );
    if (lost.length > 0) return lost.map(([race]) => `races: ${race}`);
  }
  return [];
}

async function failuresIn(tests: readonly string[]): Promise<readonly string[]> {
  const args = ['test/long/failures.ts', postgresUrl, ...tests];
  const options = { cwd: copy.folder, timeout: LONGEST_MS, maxBuffer: 2 ** 28 };
  const { stdout } = await promisify(execFile)(process.execPath, args, options).catch(
    (error: unknown) => {
      if (error instanceof Error && 'killed' in error && error.killed) return { stdout: '' };
      throw error;
    },
  );
  if (stdout === '') return ['(the tests ran without end)'];
  const { passed, failures } = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as {
    passed: number;
    failures: readonly string[];
  };
  return passed === 0 && failures.length === 0 ? ['(no test could be run)'] : failures;
}

function report(broken: Break, failures: readonly string[]): void {
  const why = whyEquivalent(broken);
  if (failures.length > 0) {
    console.log([`✓ ${lineOf(broken)}`, ...failures.map(name => `    ${name}`)].join('\n'));
  } else if (why !== undefined) {
    console.log(`✓ ${lineOf(broken)}\n    nothing changes: ${why}`);
  } else {
    notCaught += 1;
    console.log(`✗ ${lineOf(broken)}\n    NOT CAUGHT`);
  }
}

function lineOf({ kind, file, line, before, after }: Break): string {
  return `${kind} ${file}:${String(line)}: ${before} → ${after || 'nothing'}`;
}

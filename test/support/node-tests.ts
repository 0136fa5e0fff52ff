import { glob } from 'node:fs/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

/** How many tests went well, and how many did not. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** In milliseconds: what hangs fails. (A forced exit would lose results that are not told yet.) */
const LONGEST_TEST = 3 * 60_000;

/** Runs files of `node:test`, two at a time, and prints how it goes. */
export async function runNodeTests(paths: readonly string[]): Promise<Counts> {
  let passed = 0;
  let failed = 0;
  if (paths.length === 0) return { passed, failed };
  const tests = run({ files: paths, concurrency: 2, timeout: LONGEST_TEST });
  tests.on('test:pass', ({ details, skip }) => {
    if (details.type !== 'suite' && skip === undefined) passed += 1;
  });
  tests.on('test:fail', ({ details }) => {
    if (details.type !== 'suite' || !isOfItsTests(details.error)) failed += 1;
  });
  for await (const line of tests.compose(new spec())) process.stdout.write(line as string);
  return { passed, failed };
}

/** A suite fails with its tests, which are counted, or by itself: then its tests were not even met. */
function isOfItsTests(error: Error): boolean {
  return 'failureType' in error && error.failureType === 'subtestsFailed';
}

/** The files of a pattern whose path has `narrow` in it. */
export async function filesOf(pattern: string, narrow = ''): Promise<string[]> {
  const found: string[] = [];
  for await (const path of glob(pattern)) if (path.includes(narrow)) found.push(path);
  return found.sort();
}

import { glob } from 'node:fs/promises';
import { run } from 'node:test';
import type { TestsStream } from 'node:test';
import { spec } from 'node:test/reporters';
import { failedLine } from './failed-line.ts';

/** How many tests went well, and how many did not. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** In milliseconds: what hangs fails. (A forced exit would lose results that are not told yet.) */
const LONGEST_TEST = 3 * 60_000;
/** A file that has failed may go on without end: it is ended when nothing more is heard of any. */
const LONGEST_SILENCE = LONGEST_TEST + 30_000;

/** Runs files of `node:test`, two at a time, and prints how it goes. */
export async function runNodeTests(paths: readonly string[]): Promise<Counts> {
  let passed = 0;
  let failed = 0;
  const failures: string[] = [];
  if (paths.length === 0) return { passed, failed };
  const tests = startNodeTests(paths);
  tests.on('test:pass', ({ details, skip }) => {
    if (details.type !== 'suite' && skip === undefined) passed += 1;
  });
  tests.on('test:fail', ({ name, details }) => {
    if (details.type === 'suite' && isOfItsTests(details.error)) return;
    failed += 1;
    failures.push(failedLine(name, reasonOf(details.error)));
  });
  for await (const line of tests.compose(new spec())) process.stdout.write(line as string);
  for (const line of failures) console.log(line);
  return { passed, failed };
}

/** Starts files of `node:test`, two at a time. */
export function startNodeTests(paths: readonly string[]): TestsStream {
  const silence = new AbortController();
  const { signal } = silence;
  const tests = run({ files: paths, concurrency: 2, timeout: LONGEST_TEST, signal });
  const timer = setTimeout(() => {
    silence.abort();
  }, LONGEST_SILENCE);
  for (const event of ['test:dequeue', 'test:pass', 'test:fail']) {
    tests.on(event, () => timer.refresh());
  }
  return tests.on('end', () => {
    clearTimeout(timer);
  });
}

/** A suite fails with its tests, which are counted, or by itself: then its tests were not even met. */
export function isOfItsTests(error: Error): boolean {
  return 'failureType' in error && error.failureType === 'subtestsFailed';
}

/** The runner's own error says no more than that a test has failed. */
function reasonOf(error: Error): Error {
  return error.cause instanceof Error ? error.cause : error;
}

/** The files of a pattern whose path has `narrow` in it. */
export async function filesOf(pattern: string, narrow = ''): Promise<string[]> {
  const found: string[] = [];
  for await (const path of glob(pattern)) if (path.includes(narrow)) found.push(path);
  return found.sort();
}

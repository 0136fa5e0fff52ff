import { glob } from 'node:fs/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { startPostgres } from '../src/testing/embedded-postgres.ts';
import { runBrowserTests } from './support/browser-runner.ts';

/**
 * Runs everything: `node:test` for what needs no browser or drives one from outside, web-test-runner
 * for the tags. An argument narrows to the files whose path has it in it.
 */
const [narrow = ''] = process.argv.slice(2);
const postgres = await startPostgres({});
process.env.ORGTAGS_TEST_POSTGRES = postgres.url;

const outside = await files(
  'test/{client,contract,domain,e2e,security,server,testing}/**/*.test.ts',
);
const inside = await files('test/{elements,ui}/**/*.test.ts');

let passed = 0;
let failed = 0;
try {
  await runOutside();
  const counts = await runBrowserTests(inside, postgres.url);
  passed += counts.passed;
  failed += counts.failed;
} finally {
  await postgres.stop();
}
console.log(`${String(passed)} passed, ${String(failed)} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

async function runOutside(): Promise<void> {
  if (outside.length === 0) return;
  const tests = run({ files: outside, concurrency: 2 });
  tests.on('test:pass', ({ details, skip }) => {
    if (details.type !== 'suite' && skip === undefined) passed += 1;
  });
  tests.on('test:fail', ({ details }) => {
    if (details.type !== 'suite') failed += 1;
  });
  for await (const line of tests.compose(new spec())) process.stdout.write(line as string);
}

async function files(pattern: string): Promise<string[]> {
  const found: string[] = [];
  for await (const path of glob(pattern)) if (path.includes(narrow)) found.push(path);
  return found.sort();
}

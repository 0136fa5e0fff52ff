import { startPostgres } from '../src/testing/embedded-postgres.ts';
import { runBrowserTests } from './support/browser-runner.ts';
import { startDemo, type Demo } from './support/demo.ts';
import { startChromium } from './support/engines/chromium.ts';
import { filesOf, runNodeTests } from './support/node-tests.ts';

/**
 * Runs everything: `node:test` for what needs no browser or drives one from outside, web-test-runner
 * for the tags. An argument narrows to the files whose path has it in it.
 */
const [narrow = ''] = process.argv.slice(2);
const postgres = await startPostgres({});
process.env.ORGTAGS_TEST_POSTGRES = postgres.url;

const outside = await filesOf(
  'test/{client,contract,domain,e2e,scripts,security,server,testing}/**/*.test.ts',
  narrow,
);
const inside = await filesOf('test/{elements,ui}/**/*.test.ts', narrow);

let passed = 0;
let failed = 0;
let demo: Demo | undefined;
try {
  // For `openSharedDemo`; a file that is run alone starts its own.
  if (outside.filter(path => path.includes('e2e')).length > 1) {
    demo = await startDemo();
    process.env.ORGTAGS_TEST_DEMO = JSON.stringify(demo);
  }
  for (const counts of [
    await runNodeTests(outside),
    await runBrowserTests(inside, postgres.url, startChromium),
  ]) {
    passed += counts.passed;
    failed += counts.failed;
  }
} finally {
  await demo?.stop();
  await postgres.stop();
}
console.log(`${String(passed)} passed, ${String(failed)} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

import { resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { runBrowserTests } from '../support/browser-runner.ts';
import { startChromium } from '../support/engines/chromium.ts';
import { isOfItsTests, startNodeTests } from '../support/node-tests.ts';

/** Runs test files, and prints as JSON, in the last line, how many passed and which failed, by name. */
const [postgresUrl = '', ...files] = process.argv.slice(2);
process.env.ORGTAGS_TEST_POSTGRES = postgresUrl;
const isInBrowser = (file: string): boolean => /^test\/(elements|ui)\//.test(file);

const outside = await inNode(files.filter(file => !isInBrowser(file)));
const inside = await runBrowserTests(files.filter(isInBrowser), postgresUrl, startChromium);
const failures = [...outside.failures, ...inside.failures];
console.log(JSON.stringify({ passed: outside.passed + inside.passed, failures }));
process.exit();

async function inNode(paths: readonly string[]) {
  const failures: string[] = [];
  let passed = 0;
  if (paths.length === 0) return { passed, failures };
  const names = new Map<string | undefined, string[]>();
  const begun = new Map<string | undefined, string>();
  const tests = startNodeTests(paths);
  tests.on('test:start', ({ name, nesting, file }) => {
    names.set(file, [...(names.get(file) ?? []).slice(0, nesting), name]);
  });
  tests.on('test:dequeue', ({ name, file }) => begun.set(file, name));
  tests.on('test:pass', ({ details }) => {
    if (details.type !== 'suite') passed += 1;
  });
  tests.on('test:fail', ({ name, nesting, file, details }) => {
    // A suite fails with its tests; what comes after them has no name but that of its file.
    if (details.type === 'suite' || name.startsWith('/')) return;
    if (!name.endsWith('.test.ts')) {
      failures.push([...(names.get(file) ?? []).slice(0, nesting), name].join(' '));
    } else if (!isOfItsTests(details.error)) {
      failures.push(`(${name} ended in “${begun.get(resolve(name)) ?? ''}”)`);
    }
  });
  await finished(tests.resume());
  return { passed, failures };
}

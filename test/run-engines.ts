import { startPostgres } from '../src/testing/embedded-postgres.ts';
import { runBrowserTests } from './support/browser-runner.ts';
import { startFirefox } from './support/engines/firefox.ts';
import { startWebKit } from './support/engines/webkit.ts';
import { filesOf } from './support/node-tests.ts';

/**
 * Runs the tests of the tags in the engines that the registry does not have:
 * `npm run test:engines -- webkit member` takes one of them, and the files whose path has that in it.
 * What a tag does with requests and with who is signed in, no engine does in another way: the acts, and what is
 * right in `test/elements` but about guests, run there only when they are named, as by `-- elements`.
 */
const ENGINES = { firefox: startFirefox, webkit: startWebKit };

// Firefox ends with an exit of this process, and not with a signal that ends it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(1));
}

const args = process.argv.slice(2);
const engine = args.find(isEngine);
const narrow = args.find(argument => !isEngine(argument));
const named = await filesOf('test/{elements,ui}/**/*.test.ts', narrow);
const isOfRequests = (path: string): boolean =>
  path.includes('/acts/') || /^test\/elements\/(?!guest-)[^/]+$/.test(path);
const files = named.filter(path => narrow !== undefined || !isOfRequests(path));

const postgres = await startPostgres({});
let passed = 0;
let failed = 0;
for (const [name, start] of Object.entries(ENGINES)) {
  if (engine !== undefined && name !== engine) continue;
  const counts = await runBrowserTests(files, postgres.url, start).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, failures: [] };
  });
  passed += counts.passed;
  failed += counts.failed;
}
await postgres.stop();
console.log(`${String(passed)} passed, ${String(failed)} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

function isEngine(word: string): word is keyof typeof ENGINES {
  return Object.hasOwn(ENGINES, word);
}

import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter, startTestRunner, type TestRunnerConfig } from '@web/test-runner';
import { minifyHTMLLiterals } from 'minify-literals';
import { startBackend } from '../../src/testing/backend.ts';
import { startMailSink } from '../../src/testing/mail-sink.ts';
import { browserCommands } from './browser-commands.ts';
import { emulation } from './engines/emulation.ts';
import type { Engine } from './engines/engine.ts';
import { failedLine } from './failed-line.ts';
import { freePort } from './free-port.ts';
import { startUnreliableProxy } from './unreliable-proxy.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** How many tests passed and failed, and the names of those that failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly string[];
}

/** The part of the runner's result of one file that is counted. */
interface Suite {
  readonly name: string;
  readonly suites: readonly Suite[];
  readonly tests: readonly Test[];
}

interface Test {
  readonly name: string;
  readonly passed: boolean;
  readonly skipped: boolean;
  readonly error?: Partial<Error>;
}

/** Runs test files in a browser engine, against a real backend on a database of its own. */
export async function runBrowserTests(
  files: string[],
  postgresUrl: string,
  startEngine: () => Promise<Engine>,
): Promise<Counts> {
  if (files.length === 0) return { passed: 0, failed: 0, failures: [] };
  const engine = await startEngine();
  try {
    return await runIn(engine, files, postgresUrl);
  } finally {
    await engine.stop();
  }
}

async function runIn(engine: Engine, files: string[], postgresUrl: string): Promise<Counts> {
  const port = await freePort();
  let unexpected = 0;
  const sink = await startMailSink();
  const backend = await startBackend({
    postgresUrl,
    origins: [`http://localhost:${String(port)}`],
    mail: { smtpUrl: sink.smtpUrl, from: 'no-reply@host.example' },
    log: entry => {
      if (entry.event !== 'unexpected') return;
      unexpected += 1;
      console.error('The server met', entry);
    },
  });
  const proxy = await startUnreliableProxy(backend.url);
  try {
    const counts = await run({
      files,
      port,
      rootDir: ROOT,
      nodeResolve: { exportConditions: ['production'] },
      concurrency: engine.concurrency,
      browsers: [engine.launcher],
      plugins: [
        {
          // What is tested is what is published.
          name: 'minified-templates',
          async transform({ path, body }) {
            if (!path.startsWith('/src/')) return undefined;
            return (await minifyHTMLLiterals(body as string, { fileName: path }))?.code;
          },
        },
        esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${ROOT}tsconfig.json` }),
        browserCommands(engine, backend, sink, proxy),
        emulation(),
      ],
      reporters: [defaultReporter({ reportTestProgress: false })],
      testFramework: { config: { timeout: '20000' } },
      browserStartTimeout: 120_000,
      testsFinishTimeout: 300_000,
    });
    return { ...counts, failed: counts.failed + unexpected };
  } finally {
    await proxy.stop();
    await backend.stop();
    await sink.stop();
  }
}

async function run(config: TestRunnerConfig): Promise<Counts> {
  const runner = await startTestRunner({
    config,
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  if (!runner) throw new Error('The browser tests could not be started.');
  await new Promise(resolve => {
    runner.on('stopped', resolve);
  });
  const sessions = [...runner.sessions.all()];
  const tests = sessions.flatMap(({ testResults }) => (testResults ? testsOf(testResults) : []));
  for (const { name } of tests.filter(({ skipped }) => skipped)) console.log(`Skipped: ${name}`);
  const failures = tests.filter(test => !test.passed && !test.skipped);
  for (const { name, error } of failures) console.log(failedLine(name, error));
  // A file that does not load has no tests to fail.
  const broken = sessions.filter(({ passed }) => !passed).length;
  return {
    passed: tests.filter(test => test.passed && !test.skipped).length,
    failed: Math.max(failures.length, broken),
    failures: failures.map(({ name }) => name),
  };
}

/** All tests, by their full names. */
function testsOf({ name, suites, tests }: Suite): Test[] {
  const all = [...tests, ...suites.flatMap(testsOf)];
  return all.map(test => ({ ...test, name: `${name} ${test.name}`.trim() }));
}

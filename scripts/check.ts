/**
 * Everything that can be said about the code without running it, a few at a time. Each says how it
 * went and how long it took; the output of one that fails is printed whole.
 *
 * The caches go by content. Lint also knows types, which come from other files, and so a cached
 * answer can be an old one: `npm run check -- --fresh` forgets them, a clean checkout has none.
 */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { ROOT, tool } from './tool.ts';

interface Check {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  /** What it says is worth reading also when all is well. */
  readonly telling?: boolean;
}

const CACHE = 'node_modules/.cache';

/** The slowest first, so that the rest fits beside them. */
const CHECKS: readonly Check[] = [
  { name: 'package', script: 'scripts/check-package.ts', args: [], telling: true },
  {
    name: 'lint',
    script: tool('eslint'),
    args: ['.', '--max-warnings=0', ...cached('eslint')],
  },
  { name: 'types', script: tool('typescript', 'tsc'), args: [] },
  { name: 'manifest', script: 'scripts/check-manifest.ts', args: [] },
  {
    name: 'formatting',
    script: tool('prettier'),
    args: ['.', '--check', '--log-level=warn', ...cached('prettier')],
  },
  { name: 'unused code', script: tool('knip'), args: ['--no-progress'] },
  {
    name: 'boundaries',
    script: tool('dependency-cruiser', 'depcruise'),
    args: ['src', 'demo', 'test', 'scripts'],
  },
  { name: 'sizes', script: tool('size-limit'), args: [], telling: true },
];

if (process.argv.includes('--fresh')) {
  for (const name of ['eslint', 'prettier', 'tsc']) {
    await rm(`${ROOT}${CACHE}/${name}`, { recursive: true, force: true });
  }
}

const start = performance.now();
const waiting = CHECKS.values();
const failed: string[] = [];
await Promise.all(Array.from({ length: Math.min(Math.max(availableParallelism(), 2), 4) }, work));

const total = seconds(start);
if (failed.length === 0) {
  console.info(`All is well, in ${total}.`);
} else {
  console.error(`Failed: ${failed.join(', ')}. In ${total}.`);
  process.exitCode = 1;
}

/** Takes one check after the other, until none is waiting. */
async function work(): Promise<void> {
  for (const check of waiting) {
    const checkStart = performance.now();
    const { code, output } = await run(check);
    const ok = code === 0;
    console.info(`${ok ? '✓' : '✗'} ${check.name.padEnd(12)} ${seconds(checkStart).padStart(6)}`);
    if (ok && check.telling) console.info(`\n${output.trim()}\n`);
    if (ok) continue;
    failed.push(check.name);
    console.error(`\n${output.trim() || `It ended with ${String(code)} and said nothing.`}\n`);
  }
}

function run({ script, args }: Check): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      env: process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    child.on('error', reject).on('close', code => resolve({ code, output }));
  });
}

function cached(name: string): string[] {
  return ['--cache', '--cache-strategy=content', `--cache-location=${CACHE}/${name}/cache`];
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Builds and packs what is published, asks publint and attw whether everything that package.json
 * names is there and its types are found (only ES modules are published), compiles what the README says
 * to write, and says what a page with one tag loads, which has a limit.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { pageSizes } from './page-sizes.ts';
import { ROOT, tool } from './tool.ts';

/** In bytes, gzip. */
const PAGE_LIMIT = 30_000;
/** Of the script of the guests' chat, before the first gesture. */
const CHAT_LIMIT = 3_000;

process.chdir(ROOT);
const folder = mkdtempSync(join(tmpdir(), 'orgtags-'));
process.once('exit', () => rmSync(folder, { recursive: true }));

const npm = process.env.npm_execpath;
if (npm === undefined) throw new Error('Run it by npm: npm run check');
run(npm, 'pack', '--silent', '--pack-destination', folder);
const [file = ''] = globSync('*.tgz', { cwd: folder });
const archive = join(folder, file);
const tags = tagsWith('define.ts');
run(tool('publint'), 'run', archive, '--strict');
run(
  tool('@arethetypeswrong/cli', 'attw'),
  archive,
  '--profile=esm-only',
  '--format=ascii',
  '--include-entrypoints',
  ...tags.flatMap(tag => [`elements/${tag}`, `define/${tag}`]),
  ...tagsWith('de.ts').map(tag => `i18n/de/${tag}`),
);

const host = join(folder, 'host');
mkdirSync(host);
for (const { tag, bundler, size } of await pageSizes(archive, host, tags)) {
  say(`a page with ${tag}, by ${bundler}`, size, PAGE_LIMIT);
}
const chat = readFileSync(join(host, 'node_modules/orgtags/dist/guest-chat.js'));
say('the script of the chat', gzipSync(chat, { level: 9 }).length, CHAT_LIMIT);

const {
  customElements,
  peerDependencies,
  'web-types': webTypes,
} = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly customElements: string;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly 'web-types': string;
};
for (const path of [customElements, webTypes]) {
  if (existsSync(join(host, 'node_modules/orgtags', path))) continue;
  console.error(`package.json names ${path}, which is not published.`);
  process.exitCode = 1;
}
compileReadme();

/** Says whether something fits into its limit, and fails where it does not. */
function say(what: string, size: number, limit: number): void {
  const fits = size <= limit;
  console.info(
    `${fits ? '✓' : '✗'} ${what}: ${size.toLocaleString('en')} bytes, at most ${limit.toLocaleString('en')}`,
  );
  if (!fits) process.exitCode = 1;
}

/** In the host's project, with the libraries of the backend beside what is published. */
function compileReadme(): void {
  for (const name of [...Object.keys(peerDependencies), '@types/node']) {
    const link = join(host, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), link, 'junction');
  }
  const blocks = [...readFileSync('README.md', 'utf8').matchAll(/```ts\n(.*?)```/gs)];
  const files = blocks.map(([, code = ''], n) => {
    const file = join(host, `readme-${String(n)}.mts`);
    writeFileSync(file, code);
    return file;
  });
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'esnext'];
  run(tool('typescript', 'tsc'), '--ignoreConfig', ...options, '--types', 'node', ...files);
}

/** The tags that have a file of that name. */
function tagsWith(file: string): string[] {
  return globSync(`src/elements/*/${file}`).map(path => path.split(/[\\/]/).at(-2) ?? '');
}

/** Says what it says only where it fails. */
function run(...command: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  if (status === 0) return;
  console.error(stdout + stderr);
  process.exit(status ?? 1);
}

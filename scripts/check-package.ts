/**
 * Builds and packs what is published, and asks publint and attw whether everything that
 * package.json names is there and its types are found. Only ES modules are published.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { ROOT, tool } from './tool.ts';

process.chdir(ROOT);
const folder = mkdtempSync(join(tmpdir(), 'orgtags-'));
process.once('exit', () => rmSync(folder, { recursive: true }));

const npm = process.env.npm_execpath;
if (npm === undefined) throw new Error('Run it by npm: npm run check');
run(npm, 'pack', '--silent', '--pack-destination', folder);
const [file = ''] = globSync('*.tgz', { cwd: folder });
const archive = join(folder, file);
const tags = globSync('src/elements/*/define.ts').map(path => path.split(/[\\/]/).at(-2) ?? '');
run(tool('publint'), 'run', archive, '--strict');
run(
  tool('@arethetypeswrong/cli', 'attw'),
  archive,
  '--profile=esm-only',
  '--format=ascii',
  '--include-entrypoints',
  ...tags.flatMap(tag => [`elements/${tag}`, `define/${tag}`]),
);

function run(...command: readonly string[]): void {
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

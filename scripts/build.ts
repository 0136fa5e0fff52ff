/**
 * Builds what is published into dist/: the modules with their types (tsc), the SQL that the server
 * reads, and the one-file script (Vite).
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, rmSync } from 'node:fs';
import process from 'node:process';
import { ROOT, tool } from './tool.ts';

process.chdir(ROOT);
rmSync('dist', { recursive: true, force: true });
run(tool('typescript', 'tsc'), '--project', 'tsconfig.build.json');
for (const file of globSync('**/*.sql', { cwd: 'src' })) cpSync(`src/${file}`, `dist/${file}`);
run(tool('vite'), 'build');

function run(...command: readonly string[]): void {
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/**
 * Builds what is published into dist/: the modules with their types (tsc), the SQL that the server
 * reads, the one-file script (Vite), and what editors read of the tags.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import { makeManifest } from './manifest.ts';
import { ROOT, tool } from './tool.ts';

process.chdir(ROOT);
rmSync('dist', { recursive: true, force: true });
run(tool('typescript', 'tsc'), '--project', 'tsconfig.build.json');
for (const file of globSync('**/*.sql', { cwd: 'src' })) cpSync(`src/${file}`, `dist/${file}`);
run(tool('vite'), 'build');
await describeTags();

/** The custom elements manifest, and the same for VS Code and for JetBrains' editors. */
async function describeTags(): Promise<void> {
  const manifest = await makeManifest();
  writeFileSync('dist/custom-elements.json', `${JSON.stringify(manifest, undefined, 2)}\n`);
  type Data = Parameters<typeof generateVsCodeCustomElementData>[0];
  const data = manifest as unknown as Data;
  // In descriptions they say "undefined" where a custom property has no simple default.
  const options = { outdir: 'dist', hideLogs: true, hideCssPropertiesDocs: true };
  generateVsCodeCustomElementData(data, options);
  generateJetBrainsWebTypes(data, { ...options, packageJson: false });
}

function run(...command: readonly string[]): void {
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

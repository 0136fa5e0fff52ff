/**
 * Builds what is published into dist/: the modules with their types (tsc), their templates minified,
 * the SQL that the server reads, the themes, the scripts for pages without a bundler (Vite), and what editors read of the tags.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import remapping from '@jridgewell/remapping';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import { minifyHTMLLiterals } from 'minify-literals';
import { makeManifest } from './manifest.ts';
import { ROOT, tool } from './tool.ts';

const SHORT_DECORATE =
  'const __decorate = (decorators, target, name) => { for (const decorator of decorators) decorator(target, name); };';

process.chdir(ROOT);
rmSync('dist', { recursive: true, force: true });
run(tool('typescript', 'tsc'), '--project', 'tsconfig.build.json');
for (const file of globSync('dist/elements/**/*.js')) shortenDecorators(file);
for (const file of globSync('dist/{chat,elements,ui}/**/*.js')) await minify(file);
for (const file of globSync('**/*.{css,sql}', { cwd: 'src' }))
  cpSync(`src/${file}`, `dist/${file}`);
for (const script of ['orgtags', 'guest-chat']) run(tool('vite'), 'build', '--mode', script);
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

/**
 * TypeScript's helper for decorators serves every kind there is; those of src/ui/decorators.ts take a
 * prototype and a name and return nothing, and a page has 0.1 KB less to load.
 */
function shortenDecorators(file: string): void {
  const compiled = readFileSync(file, 'utf8');
  const short = compiled.replace(
    /^var __decorate = .*?^};$/ms,
    // Of as many lines, which the source map counts.
    helper => SHORT_DECORATE + '\n'.repeat(helper.split('\n').length - 1),
  );
  if (compiled.includes('__decorate(') && short === compiled) {
    throw new Error(`${file} has another helper for decorators than expected.`);
  }
  writeFileSync(file, short);
}

/** Takes the white space out of templates and styles, which no bundler does: 2 % of every page. */
async function minify(file: string): Promise<void> {
  const compiled = readFileSync(file, 'utf8');
  const minified = await minifyHTMLLiterals(compiled, { fileName: file });
  if (!minified?.map) return;
  const { code, map } = minified;
  const source = readFileSync(`${file}.map`, 'utf8');
  writeFileSync(file, code);
  writeFileSync(`${file}.map`, String(remapping([map.toString(), source], () => null)));
}

function run(...command: readonly string[]): void {
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

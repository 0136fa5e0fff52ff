/**
 * Lays the files of a new tag, `npm run new-tag activity-log` say, and its lines in those that name every
 * tag. It compiles and passes its tests: what it does is then for whoever goes on to say.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { ROOT, tool } from './tool.ts';

const FORMS = join(import.meta.dirname, 'new-tag');

/** The lines that name a tag; those that `among` finds name the others. */
const LINES = [
  {
    file: 'src/orgtags.ts',
    among: /^import '\.\/elements\/(?!org-provider)/,
    line: "import './elements/x-tag/define.ts';",
  },
  {
    file: 'src/de.ts',
    among: /^import .* from '\.\/elements\//,
    line: "import { de as xTag } from './elements/x-tag/words.de.ts';",
  },
  { file: 'src/de.ts', among: /^ {2}\.{3}(?!shared)/, line: '  ...xTag,' },
  {
    file: 'src/index.ts',
    among: /from '\.\/(ui|elements\/.*)\/events\.ts';$/,
    line: "export { XTagDoneEvent } from './elements/x-tag/events.ts';",
  },
  {
    file: '.size-limit.js',
    among: /^ {2}entry\('(?!all)/,
    line: "  entry('x-tag', 'src/elements/x-tag/define.ts', '30 KB'),",
  },
  {
    file: 'demo/keyboard/index.ts',
    among: /^import \{ [A-Z_]+ \}/,
    line: "import { X_TAG } from './x-tag.ts';",
  },
  { file: 'demo/keyboard/index.ts', among: /^ {2}'[a-z-]+': [A-Z{]/, line: "  'x-tag': X_TAG," },
  {
    file: 'test/shots.ts',
    among: /^ {2}(\.{3}dressed\()?\{ tag: '/,
    line: "  ...dressed({ tag: 'x-tag', name: 'shown', as: owner }),",
  },
  {
    file: 'README.md',
    among: /^\| `<(?!org-provider)/,
    line: '| `<x-tag>` | names the current organization, until it does what it is for |',
  },
] as const;

/** Its height on its page. */
const STAGE = `
.roles .x-tag .stage {
  min-block-size: 10rem;
}`;

const [name = '', folder = ROOT] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name)) fail('Usage: npm run new-tag <its-name>');
if (existsSync(join(folder, 'src/elements', name))) fail(`There is a <${name}> already.`);
process.chdir(folder);

const laid = globSync('**/*.txt', { cwd: FORMS }).map(form => {
  const file = named(form.slice(0, -'.txt'.length));
  mkdirSync(dirname(file), { recursive: true });
  cpSync(join(FORMS, form), file);
  edit(file, named);
  return file;
});
for (const { file, among, line } of LINES) edit(file, text => withLine(text, among, named(line)));
edit('demo/pages/demo.css', text =>
  text.replace(/(\n\.roles \.stage \{[^}]*\})/, `$1${named(STAGE)}`),
);
const changed = [...laid, ...LINES.map(({ file }) => file)];
spawnSync(process.execPath, [tool('prettier'), '--write', '--log-level=warn', ...changed], {
  stdio: 'inherit',
});
console.info(`${laid.join('\n')}\n\nNext: CONTRIBUTING.md, “Add a tag”.`);

/** Puts the name of the tag in place of that of the forms, however it is written. */
function named(text: string): string {
  const words = name.split('-');
  const pascal = words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return text
    .replaceAll('x-tag', name)
    .replaceAll('X_TAG', words.join('_').toUpperCase())
    .replaceAll('XTag', pascal)
    .replaceAll('xTag', pascal.charAt(0).toLowerCase() + pascal.slice(1));
}

/** After the last of those that go before it, else before the first of them. */
function withLine(text: string, among: RegExp, line: string): string {
  const lines = text.split('\n');
  const there = lines.flatMap((one, at) => (among.test(one) ? [{ key: keyOf(one), at }] : []));
  const [first] = there;
  if (!first) return fail(`Nowhere to put: ${line}`);
  const before = there.findLast(({ key }) => key < keyOf(line));
  lines.splice(before ? before.at + 1 : first.at, 0, line);
  return lines.join('\n');
}

/** What a line goes by: the name of a tag in it. */
function keyOf(line: string): string {
  return /[a-z]+(-[a-z0-9]+)+|(?<=\.{3})\w+/.exec(line)?.[0] ?? '';
}

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

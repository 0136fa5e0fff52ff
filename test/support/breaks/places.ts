import { glob, readFile } from 'node:fs/promises';
import { breakOf, type Break, type Edit, type Kind } from './break.ts';
import { ACCESS, CLIENT, editsOf, HANDLERS, RULES, TAGS } from './code.ts';
import { attributesOf, locksOf, sqlEditsOf } from './text.ts';

type Finder = (text: string, file: string) => readonly Edit[] | Promise<readonly Edit[]>;

/** Where each kind of break is looked for, and how. */
const PLACES: readonly (readonly [kind: Kind, files: string, find: Finder])[] = [
  ['rules', 'src/domain/*.ts', (text, file) => editsOf(file, text, RULES)],
  [
    'sql',
    'src/server/**/*.sql',
    async (text, file) => sqlEditsOf(text, await migrationsAfter(file)),
  ],
  ['locks', 'src/server/**/*.{sql,ts}', locksOf],
  ['routes', 'src/contract/routes.ts', (text, file) => editsOf(file, text, ACCESS)],
  [
    'routes',
    'src/server/{auth,invitations,members,organizations,permissions,profile,session}/*.ts',
    (text, file) => editsOf(file, text, HANDLERS),
  ],
  ['client', 'src/client/http/*.ts', (text, file) => editsOf(file, text, CLIENT)],
  [
    'tags',
    'src/{elements,ui}/**/*.ts',
    (text, file) => [...editsOf(file, text, TAGS), ...attributesOf(text)],
  ],
];

/** Every break there is, in the order of kinds and files. */
export async function allBreaks(): Promise<Break[]> {
  const breaks: Break[] = [];
  for (const [kind, pattern, find] of PLACES) {
    for (const file of await sorted(pattern)) {
      const text = await readFile(file, 'utf8');
      const edits = await find(text, file);
      breaks.push(...edits.map(edit => breakOf(kind, file, text, edit)));
    }
  }
  return breaks;
}

async function migrationsAfter(file: string): Promise<string> {
  const later = (await sorted('src/server/**/*.sql')).filter(other => other > file);
  return (await Promise.all(later.map(other => readFile(other, 'utf8')))).join('\n');
}

async function sorted(pattern: string): Promise<string[]> {
  return (await Array.fromAsync(glob(pattern))).sort();
}

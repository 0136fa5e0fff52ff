import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ROOT } from './tool.ts';

/** Something a docstring names, and its words for it. */
export interface Documented {
  readonly name: string;
  readonly description?: string;
  readonly default?: string;
  readonly type?: { readonly text: string };
  /** The class that all tags have in common, where it is documented there. */
  readonly inheritedFrom?: { readonly name: string };
}

/** A property, or a method that is public. */
export interface DocumentedMember extends Documented {
  readonly kind: 'field' | 'method';
  /** The attribute that sets it; absent where none does. */
  readonly attribute?: string;
  readonly reflects?: boolean;
}

/** A class as its docstrings describe it; an element has a `tagName`. */
export interface DocumentedClass extends Documented {
  readonly tagName?: string;
  readonly members?: readonly DocumentedMember[];
  readonly attributes?: readonly (Documented & { readonly fieldName?: string })[];
  readonly slots?: readonly Documented[];
  readonly events?: readonly Documented[];
  readonly cssParts?: readonly Documented[];
  readonly cssProperties?: readonly Documented[];
  readonly cssStates?: readonly Documented[];
}

/** What is read here of a custom elements manifest. */
export interface Manifest {
  readonly modules: readonly {
    readonly path: string;
    readonly declarations: readonly DocumentedClass[];
  }[];
}

/** More than it is made of, so that it is never less: the lock file says which analyzer it is. */
const SOURCES = ['src/**/*.ts', 'custom-elements-manifest.config.js', 'package-lock.json'];
const KEPT = `${ROOT}node_modules/.cache/orgtags/manifest.json`;

/**
 * Makes the custom elements manifest from the docstrings, as `custom-elements-manifest.config.js` says. The
 * last one is kept, with the hash of what it was made of: the demo and the tests ask for it again and again.
 */
export async function makeManifest(): Promise<Manifest> {
  const sources = hashOfSources();
  const kept = keptManifest();
  if (kept?.sources === sources) return kept.manifest;
  const { cli } = await import('@custom-elements-manifest/analyzer/cli.js');
  const argv = ['analyze', '--quiet'];
  const manifest = (await cli({ argv, cwd: ROOT, noWrite: true })) as Manifest;
  keep({ sources, manifest });
  return manifest;
}

interface KeptManifest {
  readonly sources: string;
  readonly manifest: Manifest;
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const file of globSync(SOURCES, { cwd: ROOT }).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(ROOT + file))
      .update('\0');
  }
  return hash.digest('hex');
}

function keptManifest(): KeptManifest | undefined {
  try {
    return JSON.parse(readFileSync(KEPT, 'utf8')) as KeptManifest;
  } catch {
    return undefined;
  }
}

/** In one step, for whoever reads it meanwhile. Where nothing can be written, the next one is made anew. */
function keep(kept: KeptManifest): void {
  const written = `${KEPT}.${String(process.pid)}`;
  try {
    mkdirSync(dirname(KEPT), { recursive: true });
    writeFileSync(written, JSON.stringify(kept));
    renameSync(written, KEPT);
  } catch (error) {
    console.warn('The manifest is not kept:', error);
  }
}

/** A tag's class, and the file it is in. */
export type DocumentedTag = DocumentedClass & { readonly tagName: string; readonly file: string };

/** The tags, by name. */
export function tagsOf({ modules }: Manifest): DocumentedTag[] {
  return modules
    .flatMap(({ path, declarations }) => {
      const file = path.replace(/^dist\/(.*)\.js$/, 'src/$1.ts');
      return declarations.map(declaration => ({ ...declaration, file }));
    })
    .filter((declaration): declaration is DocumentedTag => declaration.tagName !== undefined)
    .toSorted((a, b) => (a.tagName < b.tagName ? -1 : 1));
}

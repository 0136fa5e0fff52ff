import { cli } from '@custom-elements-manifest/analyzer/cli.js';
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

/** Makes the custom elements manifest from the docstrings, as `custom-elements-manifest.config.js` says. */
export async function makeManifest(): Promise<Manifest> {
  return (await cli({
    argv: ['analyze', '--quiet'],
    cwd: ROOT,
    noWrite: true,
  })) as Manifest;
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

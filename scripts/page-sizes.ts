import { createReadStream, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, gzipSync } from 'node:zlib';
import { build as buildByEsbuild } from 'esbuild';
import { unpackTar } from 'modern-tar/fs';
import { build as buildByVite } from 'vite';
import { ROOT } from './tool.ts';

const BUNDLERS = { Vite: byVite, esbuild: byEsbuild };

/** What a page loads for its tag. */
export interface PageSize {
  readonly tag: string;
  readonly bundler: string;
  /** Bytes, gzip, without the page's own HTML, and what is loaded later, where it is needed. */
  readonly size: number;
}

/**
 * Bundles a page with one tag as a host would, who has installed the package: by Vite and by esbuild,
 * with what they do unasked, but that esbuild splits what is loaded later, as Vite does.
 * @param archive the packed package
 * @param folder an empty one, for the host's project
 */
export async function pageSizes(
  archive: string,
  folder: string,
  tags: readonly string[],
): Promise<readonly PageSize[]> {
  await install(archive, folder);
  const sizes: PageSize[] = [];
  for (const tag of tags) {
    const root = join(folder, tag);
    mkdirSync(root);
    writeFileSync(join(root, 'main.js'), `import 'orgtags/define/${tag}';\n`);
    writeFileSync(
      join(root, 'index.html'),
      `<!doctype html><script type="module" src="./main.js"></script><${tag}></${tag}>\n`,
    );
    for (const [bundler, bundle] of Object.entries(BUNDLERS)) {
      const files = await bundle(root);
      const size = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
      sizes.push({ tag, bundler, size });
    }
  }
  return sizes;
}

/** Beside the package only what it depends on, so that nothing else of this repository is found. */
async function install(archive: string, folder: string): Promise<void> {
  const modules = join(folder, 'node_modules');
  const own = join(modules, 'orgtags');
  await pipeline(createReadStream(archive), createGunzip(), unpackTar(own, { strip: 1 }));
  const { dependencies } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  for (const name of Object.keys(dependencies)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name), 'junction');
  }
}

/** The page as `vite build` makes it. @returns the files beside its HTML */
async function byVite(root: string): Promise<(string | Uint8Array)[]> {
  const built = await buildByVite({ root, configFile: false, logLevel: 'warn' });
  if (!('output' in built)) throw new Error('Vite made more than one build.');
  const later = new Set(
    built.output.flatMap(file => (file.type === 'chunk' ? file.dynamicImports : [])),
  );
  return built.output
    .filter(({ fileName }) => !fileName.endsWith('.html') && !later.has(fileName))
    .map(file => (file.type === 'chunk' ? file.code : file.source));
}

/**
 * `esbuild main.js --bundle --minify --format=esm --splitting`, with the licences of libraries, as it
 * leaves them.
 */
async function byEsbuild(root: string): Promise<Uint8Array[]> {
  const { metafile, outputFiles } = await buildByEsbuild({
    absWorkingDir: root,
    entryPoints: ['main.js'],
    bundle: true,
    minify: true,
    format: 'esm',
    splitting: true,
    outdir: 'out',
    metafile: true,
    write: false,
  });
  const later = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports)
    .filter(({ kind }) => kind === 'dynamic-import')
    .map(({ path }) => join(root, path));
  return outputFiles.filter(({ path }) => !later.includes(path)).map(({ contents }) => contents);
}

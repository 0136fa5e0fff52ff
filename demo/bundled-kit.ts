import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { bundle } from './bundle.ts';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));
/** What the pages import of it. */
const ENTRIES = ['index.ts', 'orgtags.ts', 'chat/define.ts'].map(file => join(SRC, file));

/**
 * Serves the kit as a few modules. It is written in more than a hundred and fifty, each of which would
 * be a request of every page that is opened.
 */
export function bundledKit(): Plugin {
  let bundled: ReturnType<typeof bundleKit> | undefined;
  return {
    name: 'orgtags-bundled-kit',
    applyToEnvironment: ({ name }) => name === 'client',
    configureServer({ watcher }) {
      watcher.add(SRC);
    },
    resolveId(source, importer = '') {
      const isChunk = importer.startsWith(SRC) && /^\.\.?\/chunk-/.test(source);
      return isChunk ? join(dirname(importer), source) : undefined;
    },
    async load(id) {
      if (!id.startsWith(SRC)) return undefined;
      const files = await (bundled ??= bundleKit());
      const path = id.replace(/\.ts$/, '.js');
      const code = files.get(path);
      return code === undefined ? undefined : { code, map: files.get(`${path}.map`) ?? null };
    },
    hotUpdate({ file }) {
      if (!file.startsWith(SRC)) return undefined;
      bundled = undefined;
      this.environment.moduleGraph.invalidateAll();
      this.environment.hot.send({ type: 'full-reload' });
      return [];
    },
  };
}

/** The texts of the modules and of their source maps, by where they would be written. */
function bundleKit(): Promise<ReadonlyMap<string, string>> {
  return bundle({ entryPoints: ENTRIES, outdir: SRC, packages: 'external', sourcemap: true });
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestRunnerPlugin } from '@web/test-runner';
import type { Plugin } from 'esbuild';
import { minifyHTMLLiterals } from 'minify-literals';
import { bundle } from '../../demo/bundle.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What pages of the tests load beside the tests. */
const PAGES = ['test/pages/strict.ts'];
/** Served by the runner. */
const OF_THE_RUNNER = ['/__web-dev-server__web-socket.js'];

/**
 * Serves test files, and all that they import, as a few modules: each file's page would ask for some
 * hundreds of them.
 */
export async function bundledTests(files: readonly string[]): Promise<TestRunnerPlugin> {
  const modules = await bundle({
    absWorkingDir: ROOT,
    entryPoints: [...files, ...PAGES],
    outdir: ROOT,
    outbase: ROOT,
    external: OF_THE_RUNNER,
    conditions: ['production'],
    // As without a bundle: whatever is imported runs.
    ignoreAnnotations: true,
    sourcemap: true,
    plugins: [minifiedTemplates],
  });
  return {
    name: 'orgtags-bundled-tests',
    serve({ path }) {
      const body = modules.get(join(ROOT, path.replace(/\.ts$/, '.js')));
      if (body === undefined) return undefined;
      return { body, type: path.endsWith('.map') ? 'json' : 'js' };
    },
  };
}

/** What is tested is what is published. */
const minifiedTemplates: Plugin = {
  name: 'minified-templates',
  setup(build) {
    build.onLoad({ filter: new RegExp(`^${join(ROOT, 'src')}/.*\\.ts$`) }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      const minified = await minifyHTMLLiterals(code, { fileName: path });
      return { contents: minified?.code ?? code, loader: 'ts' };
    });
  },
};

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview, type InlineConfig } from 'vite';
import { freePort } from '../../support/free-port.ts';

const ROOT = fileURLToPath(new URL('../pages/', import.meta.url));

/** The pages of test/bench/pages/, built as a host would build them. */
export interface Pages {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Builds the pages and serves them, and the server's API beside them.
 * @param server where that is
 */
export async function servePages(server: string): Promise<Pages> {
  const outDir = await mkdtemp(join(tmpdir(), 'orgtags-bench-'));
  const host = '127.0.0.1';
  const port = await freePort();
  const config: InlineConfig = { root: ROOT, configFile: false, logLevel: 'warn' };
  const input = ['kit.html', 'plain.html'].map(page => join(ROOT, page));
  // Top-level await is for newer browsers than Vite thinks of.
  await build({
    ...config,
    build: { outDir, emptyOutDir: true, target: 'es2022', rolldownOptions: { input } },
  });
  const served = await preview({
    ...config,
    build: { outDir },
    preview: { host, port, strictPort: true, proxy: { '/api': server } },
  });
  return {
    url: `http://${host}:${String(port)}`,
    async stop() {
      await served.close();
      await rm(outDir, { recursive: true });
    },
  };
}

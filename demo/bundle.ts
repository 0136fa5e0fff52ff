import { build, type BuildOptions } from 'esbuild';

/** Bundles modules for browsers. @returns the text of each file, by where it would be written */
export async function bundle(options: BuildOptions): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    bundle: true,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    format: 'esm',
    target: 'es2022',
    logLevel: 'silent',
    ...options,
    write: false,
  });
  return new Map(outputFiles.map(({ path, text }) => [path, text]));
}

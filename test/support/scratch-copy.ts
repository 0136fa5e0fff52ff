import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What the tests need, beside what is installed. */
const PARTS = [
  'src',
  'test',
  'demo',
  'scripts',
  'README.md',
  '.prettierrc.json',
  '.size-limit.js',
  'custom-elements-manifest.config.js',
  'package.json',
  'tsconfig.json',
  'vite.config.ts',
];

/** A copy of the sources and tests that can be broken. */
export interface ScratchCopy {
  readonly folder: string;
  /** Writes a file, named by its path in the repository. */
  write(file: string, text: string): Promise<void>;
  /** Writes a file as the repository has it; removes what the repository does not have. */
  restore(file: string): Promise<void>;
  remove(): Promise<void>;
}

/** Copies the sources and tests of the current folder; what is installed stays where it is. */
export async function makeScratchCopy(): Promise<ScratchCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'orgtags-scratch-'));
  for (const part of PARTS) {
    await cp(part, join(folder, part), { recursive: true });
  }
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    write: (file, text) => writeFile(join(folder, file), text),
    async restore(file) {
      await rm(join(folder, file), { force: true });
      await readFile(file, 'utf8').then(
        text => writeFile(join(folder, file), text),
        (error: unknown) => {
          if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        },
      );
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A copy of the sources and tests that can be broken. */
export interface ScratchCopy {
  readonly folder: string;
  /** Writes a file, named by its path in the repository. */
  write(file: string, text: string): Promise<void>;
  /** Writes a file as the repository has it; removes what the repository does not have. */
  restore(file: string): Promise<void>;
  remove(): Promise<void>;
}

/**
 * Copies the sources and tests of the current folder; what is installed stays where it is.
 * @param more what else is copied
 */
export async function makeScratchCopy(...more: readonly string[]): Promise<ScratchCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'orgtags-scratch-'));
  for (const part of ['src', 'test', 'package.json', ...more]) {
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

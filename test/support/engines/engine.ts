import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { BrowserLauncher } from '@web/test-runner';

/** What a test may need that not every engine has. */
export type Ability = 'emulate media';

/** A browser engine that runs the tests of the tags. */
export interface Engine {
  readonly name: string;
  /** How many files it runs at a time. */
  readonly concurrency: number;
  readonly launcher: BrowserLauncher;
  readonly lacks: readonly Ability[];
  /** Ends what the launcher does not. */
  stop(): Promise<void>;
}

/**
 * The path of an installed program.
 * @throws Error with a sentence that says which package brings it
 */
export function installed(program: string, debianPackages: string): string {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program);
    if (isExecutable(path)) return path;
  }
  throw notInstalled(program, debianPackages);
}

/** What is said where a program is missing. */
export function notInstalled(program: string, debianPackages: string): Error {
  return new Error(`${program} is not installed: apt-get install ${debianPackages}`);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

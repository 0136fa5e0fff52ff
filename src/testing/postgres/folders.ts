import { constants } from 'node:fs';
import { chmod, lchown, lstat, mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { absent } from './absent.ts';
import { inShell, type Account } from './accounts.ts';

/** Begins the name of a folder whose content is moved away from it when that is complete. */
export const BEGUN = 'begun-';

/** Only root can make a folder here, and nothing cleans it by age, as happens to /var/tmp. */
const ROOTS_FOLDER = '/var/lib/orgtags';

/** A new folder of the account's own, `undefined` where the account could not work in it. */
export async function folderFor(account: Account | undefined, parent: string, prefix: string) {
  const folder = await mkdtemp(join(parent, prefix));
  if (account === undefined) return folder;
  try {
    await lchown(folder, account.uid, account.gid);
    await inShell(account, 'cd -- "$1" && : > probe && rm probe', folder);
    return folder;
  } catch {
    await rm(folder, { recursive: true, force: true });
    return undefined;
  }
}

/** Whether the account could work in a folder of its own there. */
export async function canWorkIn(parent: string, account: Account | undefined): Promise<boolean> {
  const folder = await folderFor(account, parent, BEGUN);
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  return folder !== undefined;
}

/** A new folder of the account's own. Root's `TMPDIR` may be closed to everybody else. */
export async function temporaryFolder(account: Account | undefined): Promise<string> {
  const parents = account === undefined ? [tmpdir()] : new Set([tmpdir(), '/tmp', '/var/tmp']);
  for (const parent of parents) {
    const folder = await folderFor(account, parent, 'orgtags-postgres-').catch(absent);
    if (folder !== undefined) return realpath(folder);
  }
  throw new Error(`No temporary folder is open to ${account?.name ?? 'this user'}.`);
}

/** Removes what a killed run has left unfinished in a folder. */
export async function removeBegun(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    // An initdb whose parent was killed may still be at it for a moment.
    const patiently = { recursive: true, force: true, maxRetries: 10 };
    if (name.startsWith(BEGUN)) await rm(join(parent, name), patiently);
  }
}

/** A folder that root keeps for this package, which others can pass through but not write. */
export async function rootsFolder(name?: string): Promise<string> {
  const folder = name === undefined ? ROOTS_FOLDER : join(await rootsFolder(), name);
  const made = await mkdir(folder, { recursive: true });
  if (made !== undefined) await chmod(folder, 0o755);
  await refuseUnlessRoots(folder);
  return folder;
}

/** What others could have put there, root does not run. */
export async function refuseUnlessRoots(folder: string): Promise<void> {
  const { uid, mode } = await lstat(folder);
  const isFolder = (mode & constants.S_IFMT) === constants.S_IFDIR;
  if (isFolder && uid === 0 && (mode & 0o022) === 0) return;
  throw new Error(`${folder} must be a folder that belongs to root and that only root can write.`);
}

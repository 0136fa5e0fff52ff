import { createHash } from 'node:crypto';
import { realpath, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { absent } from './absent.ts';
import { keptPassword, newPassword } from './administrator.ts';
import { canWorkIn, rootsFolder } from './folders.ts';
import { installationFor, type Installation } from './installation.ts';
import { makeCluster } from './new-cluster.ts';
import { stopOrphan } from './orphans.ts';

/** A database that stays, and what it is served by. */
export interface KeptCluster extends Installation {
  readonly cluster: string;
  readonly password: string;
}

/**
 * The database of `home`, which is made if it is not there. `home/cluster` is the database, or a
 * link to it. Once it is there it decides where the database is and who runs it, whatever a later
 * start would have chosen.
 *
 * @param hold locks a folder beside `home`, which its caller has locked
 */
export async function keptCluster(
  home: string,
  hold: (folder: string) => Promise<void>,
): Promise<KeptCluster> {
  const link = join(home, 'cluster');
  const found = await realpath(link).catch(absent);
  const installation = await installationFor(found);

  if (found !== undefined) {
    // A copied folder has its own lock, but the same link.
    if (dirname(found) !== home) await hold(dirname(found));
    return { ...installation, cluster: found, password: await keptPassword(home) };
  }

  const open = await canWorkIn(home, installation.account);
  const place = open ? home : await rootsFolder(folderName(home));
  if (place !== home) await hold(place);
  await forget(join(place, 'cluster'));
  const password = await newPassword(home);
  const cluster = await makeCluster({ ...installation, home: place, password, sync: true });
  if (place !== home) {
    await rm(link, { force: true });
    await symlink(cluster, link);
  }
  return { ...installation, cluster, password };
}

function folderName(home: string): string {
  return createHash('sha256').update(home).digest('hex').slice(0, 16);
}

/** What belonged to a `dataDir` that somebody has deleted, perhaps while it ran. */
async function forget(cluster: string): Promise<void> {
  await stopOrphan(cluster);
  await rm(cluster, { recursive: true, force: true });
}

import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { absent } from './absent.ts';

const NAME = 'postmaster.pid';

/** What a server says of itself in the file that PostgreSQL writes into the cluster. */
export interface LockFile {
  readonly pid: number;
  /** Whether it accepts connections. */
  readonly ready: boolean;
}

export async function readLockFile(cluster: string): Promise<LockFile | undefined> {
  const found = await lines(cluster);
  return found && { pid: Number(found[0]), ready: found[7]?.trim() === 'ready' };
}

/**
 * Puts a process that cannot exist into the lock file of a server that is gone. PostgreSQL refuses
 * to start while the one named there seems to live, be it as a zombie or as another program with
 * the same number. The other lines stay: by them PostgreSQL finds processes that outlived theirs.
 */
export async function disownLockFile(cluster: string): Promise<void> {
  const [pid, ...others] = (await lines(cluster)) ?? [];
  if (pid === undefined) return;
  const file = join(cluster, NAME);
  if (others.length === 0) await rm(file, { force: true });
  else await writeFile(file, ['2147483646', ...others].join('\n'));
}

async function lines(cluster: string): Promise<string[] | undefined> {
  return (await readFile(join(cluster, NAME), 'utf8').catch(absent))?.split('\n');
}

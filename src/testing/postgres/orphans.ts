import { readdir, readlink, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { inShell } from './accounts.ts';
import { disownLockFile, readLockFile } from './lock-file.ts';

/** How long an orphan may take to end its work in order. */
const PATIENCE_MS = 30_000;

/** Makes way for a new server on this cluster, whatever an earlier run has left of its own. */
export async function clearTheWay(cluster: string): Promise<void> {
  await stopOrphan(cluster);
  if ((await postmaster(cluster)) === undefined) await disownLockFile(cluster);
}

/** Stops a server that runs on this cluster without the process that had started it. */
export async function stopOrphan(cluster: string): Promise<void> {
  const pid = await postmaster(cluster);
  if (pid === undefined) return;
  signal(pid, 'SIGINT');
  const patience = performance.now() + PATIENCE_MS;
  let hurried = false;
  while ((await postmaster(cluster)) === pid) {
    if (performance.now() > patience && !hurried) {
      hurried = true;
      signal(pid, 'SIGQUIT');
    }
    await sleep(20);
  }
}

/** The process that serves this cluster, by the lock file, if it lives and does. */
async function postmaster(cluster: string): Promise<number | undefined> {
  const pid = (await readLockFile(cluster))?.pid ?? 0;
  return pid > 0 && (await servesIn(pid, cluster)) ? pid : undefined;
}

/** Ends what a killed server was still computing, which may take long and keeps the next one out. */
export async function endStragglers(cluster: string): Promise<void> {
  for (const name of await readdir('/proc').catch(() => [])) {
    const pid = Number(name);
    if (pid > 0 && (await servesIn(pid, cluster))) signal(pid, 'SIGTERM');
  }
}

/**
 * Whether this is a process of the server of this cluster, in whose folder they all work. A dead
 * process, even an unburied one, works nowhere.
 */
async function servesIn(pid: number, cluster: string): Promise<boolean> {
  const own = `/proc/${String(pid)}`;
  if ((await stat('/proc/self/cwd').catch(nothing)) !== undefined) {
    const folder = await readlink(`${own}/cwd`).catch(nothing);
    const program = await readlink(`${own}/exe`).catch(nothing);
    return folder === cluster && program?.includes('/bin/postgres') === true;
  }
  const list = inShell(undefined, 'ps -p "$1" -o stat= -o command=', String(pid));
  const listed = (await list.catch(nothing))?.stdout;
  return listed !== undefined && !/^\s*Z/.test(listed) && listed.includes(cluster);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function nothing(): undefined {
  return undefined;
}

import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

/** A user of the system that PostgreSQL runs as: it refuses to be root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Whom PostgreSQL runs as, `undefined` for ourselves. Who owns a database goes on running it. */
export async function serverAccount(cluster?: string): Promise<Account | undefined> {
  const own = process.geteuid?.();
  const owner = cluster === undefined ? undefined : await stat(cluster);
  if (own !== 0) {
    if (owner === undefined || owner.uid === own) return undefined;
    throw new Error(`The database in ${String(cluster)} belongs to the user ${owner.uid}.`);
  }
  const known = await accounts();
  const ofOwner = owner && { name: String(owner.uid), uid: owner.uid, gid: owner.gid };
  const account = ofOwner ?? known.get('postgres') ?? known.get('nobody');
  if (account === undefined || account.uid === 0) {
    throw new Error('PostgreSQL does not run as root, and no user `postgres` or `nobody` exists.');
  }
  await inShell(account, 'exit 0').catch((cause: unknown) => {
    const refusal = `PostgreSQL does not run as root, nor can root become ${account.name} here.`;
    throw new Error(refusal, { cause });
  });
  return account;
}

async function accounts(): Promise<Map<string, Account>> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  const found = new Map<string, Account>();
  for (const line of lines) {
    const [name = '', , uid, gid] = line.split(':');
    if (uid !== undefined) found.set(name, { name, uid: Number(uid), gid: Number(gid) });
  }
  return found;
}

/** Runs a script; rejects with what it says when it fails. */
export async function inShell(account: Account | undefined, script: string, ...args: string[]) {
  return promisify(execFile)('/bin/sh', ['-c', script, 'sh', ...args], as(account));
}

/** For `spawn`. Another user's process has that user's groups, and none of ours. */
export function as(account: Account | undefined) {
  const identity = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  return {
    ...identity,
    // Every folder above ours may be closed to the account.
    cwd: '/',
    // Nothing of what a shell has set for another PostgreSQL, or another language, should count.
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  };
}

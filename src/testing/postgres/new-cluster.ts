import { lchown, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ADMINISTRATOR } from './administrator.ts';
import { BEGUN, folderFor, removeBegun } from './folders.ts';
import type { Installation } from './installation.ts';
import { tail, watched } from './watched-program.ts';

/** What a database is made with. */
export interface NewCluster extends Installation {
  readonly home: string;
  readonly password: string;
  /** Whether it is waited for the disk. */
  readonly sync: boolean;
  /** A folder that is removed when this process ends meanwhile. */
  readonly removedAtEnd?: string;
}

/**
 * Letters beyond ASCII are letters to pg_trgm and unaccent only in a UTF-8 locale of the system:
 * under plain C a Japanese name has no trigram. Everything else follows the built-in locale.
 */
const LETTERS = ['C.UTF-8', 'en_US.UTF-8', 'C'];

/** Makes `home/cluster`, whole or not at all. */
export async function makeCluster(wanted: NewCluster): Promise<string> {
  const { account, home, password } = wanted;
  await removeBegun(home);
  const staging = await folderFor(account, home, BEGUN);
  if (staging === undefined) throw new Error(`${home} is closed to ${account?.name ?? 'us'}.`);
  const passwordFile = join(staging, 'password');
  await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' });
  if (account !== undefined) await lchown(passwordFile, account.uid, account.gid);

  let complaint: string | undefined;
  for (const letters of LETTERS) {
    complaint = await initdb(wanted, staging, letters);
    if (!complaint?.includes('invalid locale')) break;
  }
  if (complaint !== undefined) throw new Error(`No database could be made:\n${complaint}`);

  const made = join(home, 'cluster');
  await rename(join(staging, 'cluster'), made);
  await removeBegun(home);
  return made;
}

/** What it says when it has not made one; undefined when it has. */
async function initdb(
  wanted: NewCluster,
  staging: string,
  letters: string,
): Promise<string | undefined> {
  const log = join(staging, 'log');
  const program = await watched(
    [
      join(wanted.native, 'bin', 'initdb'),
      ...['--pgdata', join(staging, 'cluster'), '--auth', 'scram-sha-256'],
      ...['--username', ADMINISTRATOR, '--pwfile', join(staging, 'password')],
      ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
      ...['--locale', 'C', '--lc-ctype', letters],
      ...['--no-instructions', ...(wanted.sync ? [] : ['--no-sync'])],
    ],
    { ...wanted, log },
  );
  const code = await program.ended;
  await program.dismiss();
  return code === 0 ? undefined : tail(log);
}

import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { absent } from './absent.ts';

/** The name of the one login that a new database has. */
export const ADMINISTRATOR = 'postgres';

/** A new password, which is also written to a file in `home` that only its owner can read. */
export async function newPassword(home: string): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const file = join(home, 'password');
  await rm(file, { force: true });
  await writeFile(file, password, { mode: 0o600, flag: 'wx' });
  return password;
}

/** The password that an earlier start has written there. */
export async function keptPassword(home: string): Promise<string> {
  const password = await readFile(join(home, 'password'), 'utf8').catch(absent);
  if (password !== undefined) return password;
  throw new Error(`The database's password is missing. Delete ${home} to start over.`);
}

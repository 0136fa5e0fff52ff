import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { absent } from './absent.ts';

/** The folder is in use by a living process. */
export class PostgresInUse extends Error {
  override readonly name = 'PostgresInUse';

  constructor(folder: string) {
    super(`Another process uses the database in ${folder}. Stop that one first.`);
  }
}

const SQLITE_BUSY = 5;

/** A lock that only its release function knew would end with the next garbage collection. */
const held = new Set<object>();

/**
 * Holds a folder for this process. Node has no flock(2); SQLite takes a lock that the kernel gives
 * back however the process ends, that two first starts cannot both get, and that does not hang on a
 * connection to the very server it is about.
 *
 * @returns what releases it
 * @throws {PostgresInUse} when a living process holds it, be it this one
 */
export async function lock(folder: string): Promise<() => void> {
  // Here, so that on a Node without it the rest of what is exported beside still loads.
  const { DatabaseSync } = await import('node:sqlite');
  const file = join(folder, 'lock');
  await refuseUnlessWritable(folder, file);
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    // Nothing is ever written, so a journal would only be one more file to be left behind.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    const busy = (error as { errcode?: number }).errcode === SQLITE_BUSY;
    throw busy ? new PostgresInUse(folder) : error;
  }
  held.add(database);
  return () => {
    if (held.delete(database)) database.close();
  };
}

/** SQLite gives an exclusive lock on what it can only read, and it excludes nobody. */
async function refuseUnlessWritable(folder: string, file: string): Promise<void> {
  try {
    await access(folder, constants.W_OK);
    await access(file, constants.W_OK).catch(absent);
  } catch (cause) {
    throw new Error(`This user cannot write in ${folder}: another account made it.`, { cause });
  }
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const ROUNDS = 200;

/** Runs a script of this folder, or of a copy of it, for 200 rounds, and gives what it prints as JSON. */
export async function outcomeOf(script: string, postgresUrl: string): Promise<unknown> {
  const args = [script, postgresUrl, String(ROUNDS)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout);
}

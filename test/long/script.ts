import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import type { Judge } from './judge.ts';

const ROUNDS = 200;

/** Runs a script of this folder, or of a copy of it, for 200 rounds, and gives what it prints as JSON. */
export async function outcomeOf(script: string, postgresUrl: string): Promise<unknown> {
  const args = [script, postgresUrl, String(ROUNDS)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout);
}

/** A long test that is a script of this folder: it says what it finds, and ends with 1 if it should not be. */
export function script(name: string, ...args: readonly string[]) {
  return async (postgresUrl: string, judge: Judge): Promise<void> => {
    const file = `test/long/${name}.ts`;
    const child = spawn(process.execPath, [file, postgresUrl, ...args], { stdio: 'inherit' });
    const [code] = (await once(child, 'exit')) as [number | null];
    judge(name, code === 0);
  };
}

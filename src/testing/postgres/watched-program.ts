import { spawn } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { absent } from './absent.ts';
import { as, type Account } from './accounts.ts';

/**
 * Becomes the command, and leaves a watcher that reads from this process. A line means that there
 * is nothing more to do. The end without one means that this process is gone: the watcher
 * interrupts the command until it is gone as well, and removes the folder `$1`, if there is one.
 * The watcher is forked twice, so that PostgreSQL finds no child that it has not made. A dead
 * command works in no folder, which shows in /proc before anyone has buried it; without a /proc
 * the end of its number has to do.
 */
const WATCHED = `
command=$$ folder=$1
shift
lives() {
  kill -INT "$command" && { [ ! -e /proc/self ] || [ -e "/proc/$command/cwd" ]; }
}
( (
  read -r _ <&3 && exit
  tries=0
  while lives && [ "$tries" -lt 600 ]; do
    tries=$((tries + 1))
    sleep 0.1
  done
  [ -z "$folder" ] || rm -rf -- "$folder"
) >/dev/null 2>&1 & )
exec "$@" 3<&-
`;

/** How a program is started. */
export interface Watch {
  readonly account: Account | undefined;
  /** Written anew with what the command says. */
  readonly log: string;
  /** A folder that is removed when this process ends before the program is dismissed. */
  readonly removedAtEnd?: string;
}

/** A program that ends with this process. */
export interface Watched {
  readonly pid: number;
  /** Resolves to the exit code, `null` after a signal. */
  readonly ended: Promise<number | null>;
  interrupt(): void;
  /** Sends the watcher away, once the command has ended; resolves when it is gone. */
  dismiss(): Promise<void>;
  /** Whether this process waits for the command before it can end by itself; it does at first. */
  ref(): void;
  unref(): void;
}

/** Starts a program that never outlives this process, however that ends. */
export async function watched(command: readonly string[], watch: Watch): Promise<Watched> {
  await rm(watch.log, { force: true });
  const log = await open(watch.log, 'wx', 0o600);
  try {
    return await spawnWatched(command, watch, log.fd);
  } finally {
    await log.close();
  }
}

async function spawnWatched(command: readonly string[], watch: Watch, log: number) {
  const args = ['-c', WATCHED, 'sh', watch.removedAtEnd ?? '', ...command];
  const child = spawn('/bin/sh', args, {
    ...as(watch.account),
    stdio: ['ignore', log, log, 'pipe'],
    // A session of its own: Ctrl-C is for this process, which stops the server in its order.
    detached: true,
  });
  const watcher = child.stdio[3] as Socket;
  // It may have been killed, which the end of its socket says as well.
  watcher.on('error', () => undefined).resume();
  const left = new Promise<void>(resolve => watcher.once('close', () => resolve()));
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve));
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('spawn', () => resolve(child.pid as number));
  });

  const both = [child, watcher];
  return {
    pid,
    ended,
    interrupt: () => void child.kill('SIGINT'),
    dismiss: () => {
      watcher.end('\n');
      return left;
    },
    ref: () => both.forEach(one => one.ref()),
    unref: () => both.forEach(one => one.unref()),
  };
}

/** The last lines of what a program has said. */
export async function tail(log: string): Promise<string> {
  const text = (await readFile(log, 'utf8').catch(absent)) ?? '';
  return text.trim().split('\n').slice(-20).join('\n');
}

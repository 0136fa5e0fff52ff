import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LogEntry } from '../../src/server/index.ts';

const ROOT = new URL('../../', import.meta.url);

/** A script of ours, in a process of its own. */
export interface Program {
  readonly pid: number;
  /** Waits for an entry of its log. @throws Error when it ends before */
  logged(event: string): Promise<LogEntry>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when it has ended, with what it came to. */
  readonly ended: Promise<Outcome>;
}

/** What a program came to. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Starts a script with nothing in its environment but what is given, and where Node keeps what it has compiled.
 * @param script from the root of the repository
 */
export function startProgram(
  script: string,
  env: Readonly<Record<string, string | undefined>>,
): Program {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, ROOT))], {
    cwd: fileURLToPath(ROOT),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...env },
  });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => (said[stream] += text));
  }
  // A test that breaks off leaves nothing behind.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  let isOver = false;
  const ended = once(child, 'close').then(([code, signal]) => {
    isOver = true;
    process.off('exit', kill);
    return { ...said, code: code as number | null, signal: signal as NodeJS.Signals | null };
  });

  return {
    pid: child.pid ?? 0,
    async logged(event) {
      for (;;) {
        const lines = said.stdout.split('\n').slice(0, -1);
        const entry = lines.map(line => JSON.parse(line) as LogEntry).find(e => e.event === event);
        if (entry) return entry;
        if (isOver) throw new Error(`It ended: ${said.stderr}`);
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
    },
    kill: signal => void child.kill(signal),
    ended,
  };
}

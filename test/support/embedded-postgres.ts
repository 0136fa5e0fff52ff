import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startPostgres, type Postgres } from '../../src/testing/embedded-postgres.ts';

/** What the tests start PostgreSQL from. */
export const SOURCE = new URL('../../src/testing/embedded-postgres.ts', import.meta.url);

const ROOT = process.geteuid?.() === 0;

const begun = new Set<ChildProcess>();
after(() => begun.forEach(child => child.kill('SIGKILL')));

interface Options {
  readonly dataDir?: string;
  readonly settings?: Record<string, string>;
}

/** Starts PostgreSQL by this process, for one test. */
export async function started(t: TestContext, options: Options = {}): Promise<Postgres> {
  const postgres = await startPostgres(options);
  t.after(() => postgres.stop());
  return postgres;
}

interface ElsewhereOptions extends Options {
  readonly identity?: { uid: number; gid: number };
  readonly source?: URL;
}

/** A PostgreSQL that another process has started. */
export interface Elsewhere {
  readonly url: string;
  readonly pid: number;
  /** Ends the process that has started PostgreSQL, which never calls `stop()`. */
  end(how: 'SIGKILL' | 'exit'): Promise<void>;
}

/** Starts PostgreSQL by another process, and rejects with what that process says instead. */
export async function startedElsewhere(options: ElsewhereOptions): Promise<Elsewhere> {
  const child = spawnParent(options);
  const line = await firstLine(child);
  if (!line.startsWith('postgres://')) throw new Error(line);
  return {
    url: line,
    pid: child.pid ?? 0,
    end: async how => {
      if (how === 'exit') child.stdin.end();
      else child.kill(how);
      await once(child, 'exit');
    },
  };
}

/** A process that starts PostgreSQL, says its address or why there is none, and waits. */
export function spawnParent({ identity, source = SOURCE, ...options }: ElsewhereOptions) {
  const script = `
    import { startPostgres } from ${JSON.stringify(source.href)};
    const started = await startPostgres(${JSON.stringify(options)}).catch(error => error);
    console.log(started.url ?? String(started));
    process.stdin.resume().on('end', () => process.exitCode = 0);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    ...identity,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  killedAtEnd(child);
  return child;
}

/** Whatever a test has not ended itself ends with its file. */
export function killedAtEnd(child: ChildProcess): void {
  begun.add(child);
}

/** The first line that a process says. */
export async function firstLine(child: ChildProcess): Promise<string> {
  assert.ok(child.stdout);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return line;
}

/** A folder for one test, open to whom root runs PostgreSQL as, which root's `TMPDIR` need not be. */
export async function folder(t: TestContext): Promise<string> {
  const made = await realpath(await mkdtemp(join(ROOT ? '/tmp' : tmpdir(), 'orgtags-test-')));
  if (ROOT) await chmod(made, 0o755);
  t.after(() => rm(made, { recursive: true, force: true, maxRetries: 20 }));
  return made;
}

/** The rows of a statement, on a connection of its own. */
export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  // The end of the server is an event of every connection to it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Whether a server is there. */
export async function answers(url: string): Promise<boolean> {
  return query(url, 'select').then(
    () => true,
    () => false,
  );
}

/** Writes what `remembered` finds in the same database. */
export async function remember(url: string, text: string): Promise<void> {
  await query(url, `create table memory as select '${text}' as text`);
}

/** What has been written there; undefined in a new database. */
export async function remembered(url: string): Promise<unknown> {
  const [found] = await query(url, `select to_regclass('memory') is not null as kept`);
  if (found?.kept !== true) return undefined;
  return (await query(url, 'select text from memory'))[0]?.text;
}

/** The server's process, by its lock file. */
export async function postmaster(dataDir: string): Promise<number> {
  const [pid] = (await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')).split('\n');
  return Number(pid);
}

/** Waits for a condition, for as long as the test has. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(20);
}

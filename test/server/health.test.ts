import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createServer, type LogEntry } from '../../src/server/index.ts';
import { TEST_SECRET } from '../../src/testing/backend.ts';
import { ask, backendForTests } from '../support/backend.ts';
import { serverByWire } from '../support/server-by-wire.ts';

const backend = await backendForTests();

describe('/healthz and /readyz', () => {
  it('say that it is alive and ready, to anyone, without a session', async () => {
    const alive = await ask(`${backend.url}/healthz`);
    assert.deepEqual([alive.status, alive.body], [200, { status: 'alive' }]);
    const ready = await ask(`${backend.url}/readyz`);
    assert.deepEqual([ready.status, ready.body], [200, { status: 'ready' }]);
    assert.equal(ready.headers.get('cache-control'), 'no-store');
  });

  it('say that it is alive and not ready without its database, and ready again with it', async () => {
    const { url, wire } = await serverByWire(backend);
    assert.equal((await ask(`${url}/readyz`)).status, 200);
    await wire.cut();
    assert.equal((await ask(`${url}/healthz`)).status, 200);
    notReady(await ask(`${url}/readyz`));
    await wire.mend();
    assert.equal((await ask(`${url}/readyz`)).status, 200);
  });

  it('say that it is not ready while a migration is missing, and which in the log', async () => {
    const log: LogEntry[] = [];
    const other = await backendForTests({ log: entry => log.push(entry) });
    const [{ name } = { name: '' }] = await other.sql<{ name: string }>(
      'delete from orgtags.migration where name = (select max(name) from orgtags.migration) returning name',
    );
    notReady(await ask(`${other.url}/readyz`));
    const entry = log.find(({ event }) => event === 'not-ready');
    assert.equal(entry?.message, `Not migrated: ${name}.`);
    await other.sql('insert into orgtags.migration (name) values ($1)', [name]);
    assert.equal((await ask(`${other.url}/readyz`)).status, 200);
  });

  it('say that it is ready on a database that a newer version has migrated', async () => {
    const other = await backendForTests();
    await other.sql("insert into orgtags.migration (name) values ('9999_newer.sql')");
    assert.equal((await ask(`${other.url}/readyz`)).status, 200);
  });

  it('say that it is alive and not ready while it stops', async () => {
    const server = createServer({
      databaseUrl: backend.databaseUrl,
      secret: TEST_SECRET,
      url: 'http://127.0.0.1',
    });
    const get = (path: string) => server.fetch(new Request(`http://127.0.0.1${path}`), '127.0.0.1');
    assert.equal((await get('/readyz')).status, 200);
    const closed = server.close();
    const [alive, ready] = await Promise.all([get('/healthz'), get('/readyz')]);
    assert.deepEqual([alive.status, ready.status], [200, 503]);
    assert.equal(alive.headers.get('connection'), 'close');
    await closed;
    assert.equal((await get('/api/v1/session')).status, 503);
  });
});

function notReady({ status, headers, problem }: Awaited<ReturnType<typeof ask>>): void {
  assert.deepEqual([status, problem.code], [503, 'unavailable']);
  assert.match(headers.get('retry-after') ?? '', /^[1-9]\d*$/);
}

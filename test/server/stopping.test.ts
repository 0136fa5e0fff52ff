import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, it } from 'node:test';
import { Client } from 'pg';
import { TEST_SECRET, type TestMember } from '../../src/testing/backend.ts';
import { ask, backendForTests, ORIGIN } from '../support/backend.ts';
import { freePort } from '../support/free-port.ts';
import { pooled } from '../support/postgres.ts';
import { startProgram, type Program } from '../support/program.ts';
import { ownerAndViewer, type OwnerAndViewer } from '../support/team.ts';

const backend = await backendForTests();

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  describe(`a server that is told to stop by ${signal}`, () => {
    it('answers what is under way, takes nothing new, and ends with 0', async () => {
      const { url, program } = await start();
      const team = await ownerAndViewer(backend);
      const holder = await holdOrganization(team.id);
      // Kept alive by browsers and proxies, and opened by browsers in advance.
      const [kept, silent] = [await open(url), await open(url)];
      assert.match(await readyz(kept), /^HTTP\/1\.1 200 /);

      const answer = change(url, team);
      await until(async () => (await waitingForLocks()) > 0);
      const asked = await open(url);
      asked.write('GET /readyz HTTP/1.1\r\nHost: x\r\n');
      await until(() => isRead(asked));

      program.kill(signal);
      await program.logged('stopping');
      await until(async () => !(await accepts(url)));
      asked.write('\r\n');
      const [late] = (await once(asked, 'data')) as [Buffer];
      assert.match(late.toString(), /^HTTP\/1\.1 503 /);
      assert.match(late.toString(), /\r\nconnection: close\r\n/i);

      await holder.query('rollback');
      const { status, body, headers } = await answer;
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(headers.get('connection'), 'close');
      const outcome = await program.ended;
      assert.deepEqual([outcome.code, outcome.signal, outcome.stderr], [0, null, '']);
      assert.deepEqual(await roleOf(team.viewer), ['member', 2]);
      for (const socket of [kept, silent, asked]) socket.destroy();
      await holder.end();
    });
  });
}

it('ends with 0 when nothing is under way', async () => {
  const { program } = await start();
  program.kill('SIGTERM');
  const { code, stderr } = await program.ended;
  assert.deepEqual([code, stderr], [0, '']);
});

async function start(): Promise<{ url: string; program: Program }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = startProgram('src/server/main.ts', {
    DATABASE_URL: pooled(backend.databaseUrl),
    DATABASE_DIRECT_URL: backend.databaseUrl,
    ORGTAGS_SECRET: TEST_SECRET,
    ORGTAGS_URL: url,
    ORGTAGS_ORIGINS: ORIGIN,
    PORT: String(port),
  });
  await program.logged('listening');
  return { url, program };
}

function change(url: string, { id, owner, viewer }: OwnerAndViewer) {
  return ask(`${url}/api/v1/organizations/${id}/members/${viewer.member}`, {
    method: 'PATCH',
    token: owner.token,
    json: { role: 'member', version: 1 },
  });
}

async function roleOf({ member }: TestMember): Promise<unknown[]> {
  const rows = await backend.sql<{ role: string; version: number }>(
    'select role, version from orgtags.membership where id = $1',
    [member],
  );
  return rows.flatMap(({ role, version }) => [role, version]);
}

/** Keeps everybody from changing a member, until the transaction of the connection ends. */
async function holdOrganization(id: string): Promise<Client> {
  const admin = new Client({ connectionString: backend.databaseUrl });
  await admin.connect();
  await admin.query('begin');
  await admin.query('select from orgtags.organization where id = $1 for update', [id]);
  return admin;
}

async function waitingForLocks(): Promise<number> {
  const rows = await backend.sql(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length;
}

async function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

async function readyz(socket: Socket): Promise<string> {
  socket.write('GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n');
  const [data] = (await once(socket, 'data')) as [Buffer];
  return data.toString();
}

/** What was written has left this process. */
function isRead(socket: Socket): Promise<boolean> {
  return Promise.resolve(socket.writableLength === 0);
}

async function accepts(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const accepted = await new Promise<boolean>(resolve => {
    socket.once('connect', () => {
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
  socket.destroy();
  return accepted;
}

/** Asks until it is so; the runner's time limit is the only clock. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(resolve => setImmediate(resolve));
}

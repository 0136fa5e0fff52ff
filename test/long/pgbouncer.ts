import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chown, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { deriveKeys } from '../../src/server/settings.ts';
import { startBackend, TEST_SECRET } from '../../src/testing/backend.ts';
import { as, serverAccount } from '../../src/testing/postgres/accounts.ts';
import { temporaryFolder } from '../../src/testing/postgres/folders.ts';
import { ask } from '../support/backend.ts';
import { freePort } from '../support/free-port.ts';
import { filesOf, runNodeTests } from '../support/node-tests.ts';
import type { Judge } from './judge.ts';

const PROGRAM = 'pgbouncer';
/** Where systems keep what is not for everybody's shell. */
const FURTHER_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/sbin'];

/**
 * The tests of the server, whose backends reach PostgreSQL through pgbouncer in transaction mode:
 * consecutive transactions of one connection run on different ones, and nothing that is set for a
 * connection stays.
 */
export async function throughPgbouncer(postgresUrl: string, judge: Judge): Promise<void> {
  const pooler = await startPgbouncer(postgresUrl);
  process.env.ORGTAGS_TEST_POSTGRES = postgresUrl;
  process.env.ORGTAGS_TEST_POOLER = pooler.address;
  try {
    const { passed, failed } = await runNodeTests(
      await filesOf('test/{security,server}/**/*.test.ts'),
    );
    const outcome = `Through pgbouncer: ${String(passed)} passed, ${String(failed)} failed`;
    judge(outcome, passed > 0 && failed === 0);
    await whileItHasNoDatabase(postgresUrl, judge);
  } finally {
    delete process.env.ORGTAGS_TEST_POSTGRES;
    delete process.env.ORGTAGS_TEST_POOLER;
    await pooler.stop();
  }
}

/** What a backend answers while the proxy is there and PostgreSQL is not. */
async function whileItHasNoDatabase(postgresUrl: string, judge: Judge): Promise<void> {
  const nowhere = new URL(postgresUrl);
  nowhere.port = String(await freePort());
  const pooler = await startPgbouncer(nowhere.href);
  const backend = await startBackend({
    postgresUrl,
    log: () => undefined,
    pooled(databaseUrl) {
      const url = new URL(databaseUrl);
      url.host = pooler.address;
      return url.href;
    },
  });
  try {
    const { token } = await backend.person();
    for (const path of ['/api/v1/session', '/readyz']) {
      const { status, problem } = await ask(backend.url + path, { token });
      const outcome = `Without PostgreSQL behind it, ${path}: ${String(status)} ${problem.code}`;
      judge(outcome, problem.code === 'unavailable');
    }
  } finally {
    await backend.stop();
    await pooler.stop();
  }
}

interface Pooler {
  /** Host and port. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts pgbouncer before a PostgreSQL, for every database there and the two logins. */
async function startPgbouncer(postgresUrl: string): Promise<Pooler> {
  const program = find();
  // It refuses to be root, as PostgreSQL does.
  const account = await serverAccount();
  const home = await temporaryFolder(account);
  const port = await freePort();
  const { hostname, port: postgresPort } = new URL(postgresUrl);
  const { appPassword, authPassword } = deriveKeys(TEST_SECRET);
  const files = {
    'userlist.txt': `"orgtags_app" "${appPassword}"\n"orgtags_auth" "${authPassword}"\n`,
    'pgbouncer.ini': `
[databases]
* = host=${hostname} port=${postgresPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${String(port)}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${join(home, 'userlist.txt')}
pool_mode = transaction
default_pool_size = 5
max_client_conn = 1000
server_idle_timeout = 2
`,
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(home, name), text, { mode: 0o600 });
    if (account) await chown(join(home, name), account.uid, account.gid);
  }
  const child = spawn(program, ['--quiet', join(home, 'pgbouncer.ini')], {
    ...as(account),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = once(child, 'close');
  // A run that breaks off leaves nothing behind.
  process.once('exit', () => child.kill());
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error('pgbouncer did not start.');
    await wait(50);
  }
  return {
    address: `127.0.0.1:${String(port)}`,
    async stop() {
      child.kill();
      await ended;
      await rm(home, { recursive: true });
    },
  };
}

function find(): string {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...FURTHER_FOLDERS];
  for (const folder of folders) {
    const path = join(folder, PROGRAM);
    if (existsSync(path)) return path;
  }
  throw new Error('There is no pgbouncer here. Install it: apt-get install pgbouncer');
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

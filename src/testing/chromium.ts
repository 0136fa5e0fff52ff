import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, createReadStream, createWriteStream } from 'node:fs';
import {
  access,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { unpackTar } from 'modern-tar/fs';

/** What a launcher needs to start the browser. */
export interface Chromium {
  readonly executablePath: string;
  /** The environment of this process, and what the browser needs beyond it on this machine. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * A Chromium to test with: the one at `ORGTAGS_CHROMIUM`, or else the one that the npm registry has
 * for Linux on x64 (`@sparticuz/chromium`), unpacked at its first use. Where the system lacks its
 * libraries, or has no font at all, the registry's are used.
 *
 * @throws {Error} with a sentence, where there is none, or it does not run
 */
export async function chromium(): Promise<Chromium> {
  const chosen = process.env.ORGTAGS_CHROMIUM;
  if (chosen !== undefined && chosen !== '') return installed(chosen);

  const bundle = await registrys();
  const executablePath = await unpacked(bundle, 'chromium', target =>
    unbrotli(bundle, 'chromium.br', createWriteStream(target, { mode: 0o755 })),
  );
  const libraries = await missingLibraries(bundle, executablePath);
  return { executablePath, env: { ...process.env, ...libraries, ...(await missingFonts(bundle)) } };
}

/**
 * The arguments without which it does not start for the current user: `--no-sandbox` for root, whom
 * Chromium refuses otherwise, and where it says, when tried, that no sandbox is to be had, as in
 * many containers. Nothing in all other cases. Playwright adds the argument unasked unless it is
 * told `chromiumSandbox: true`.
 *
 * @throws {Error} as `chromium()` does
 */
export async function chromiumArgs(): Promise<string[]> {
  const browser = await chromium();
  const sandbox = process.geteuid?.() !== 0 && (await startsInSandbox(browser));
  return sandbox ? [] : ['--no-sandbox'];
}

async function installed(executablePath: string): Promise<Chromium> {
  await access(executablePath, constants.X_OK).catch((cause: unknown) => {
    throw new Error(`ORGTAGS_CHROMIUM is ${executablePath}, which is no program.`, { cause });
  });
  return { executablePath, env: { ...process.env } };
}

// ---- What the registry has ----------------------------------------------------------------------

interface Bundle {
  /** The package's folder of compressed files. */
  readonly files: string;
  /** Where they may be unpacked, first choice first. */
  readonly caches: readonly (() => Promise<string>)[];
}

async function registrys(): Promise<Bundle> {
  const platform = `${process.platform}-${process.arch}`;
  const advice = 'Set ORGTAGS_CHROMIUM to the path of an installed Chromium.';
  if (platform !== 'linux-x64') {
    throw new Error(`The registry has no Chromium for ${platform}. ${advice}`);
  }
  const folder = packageFolder(advice);
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const name = `chromium-${version}`;
  const modules = join(folder, '..', '..');
  return {
    files: join(folder, 'bin'),
    caches: [
      async () => join(modules, '.cache', 'orgtags', name),
      async () => join(await privateFolder(), name),
    ],
  };
}

function packageFolder(advice: string): string {
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    return join(dirname(entry), '..');
  } catch (cause) {
    throw new Error(`The package @sparticuz/chromium is not installed. ${advice}`, { cause });
  }
}

/** Anyone may write in the temporary folder: only what is ours there, and closed, is trusted. */
async function privateFolder(): Promise<string> {
  const user = process.geteuid?.() ?? 0;
  const folder = join(tmpdir(), `orgtags-${user}`);
  await mkdir(folder, { mode: 0o700 }).catch(unlessThere);
  const { uid, mode } = await lstat(folder);
  const isFolder = (mode & constants.S_IFMT) === constants.S_IFDIR;
  if (isFolder && uid === user && (mode & 0o022) === 0) return folder;
  throw new Error(`${folder} must be a folder that only its owner, this user, can write.`);
}

/** The path of what has been unpacked under this name, by `unpack` if nobody has done it before. */
async function unpacked(
  { caches }: Bundle,
  name: string,
  unpack: (target: string) => Promise<void>,
): Promise<string> {
  let refusal: unknown;
  for (const cache of caches) {
    const target = join(await cache(), name);
    if (await exists(target)) return target;
    try {
      await mkdir(dirname(target), { recursive: true });
      await inOneStep(target, unpack);
      return target;
    } catch (error) {
      if (!isUnwritable(error)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/** Whoever finds it finds all of it, however many unpack it at once, or are killed meanwhile. */
async function inOneStep(target: string, unpack: (target: string) => Promise<void>) {
  const staging = await mkdtemp(`${target}-`);
  try {
    const made = join(staging, 'made');
    await unpack(made);
    await rename(made, target).catch(unlessThere);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function unbrotli({ files }: Bundle, file: string, target: Writable): Promise<void> {
  await pipeline(createReadStream(join(files, file)), createBrotliDecompress(), target);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST' && error.code !== 'ENOTEMPTY') throw error;
}

function isUnwritable(error: unknown): boolean {
  const { code = '' } = error as NodeJS.ErrnoException;
  return ['EACCES', 'EPERM', 'EROFS'].includes(code);
}

// ---- What the machine lacks ---------------------------------------------------------------------

async function missingLibraries(bundle: Bundle, executable: string): Promise<NodeJS.ProcessEnv> {
  const complaint = await complaintOf(executable, process.env);
  if (complaint === undefined) return {};
  if (!complaint.includes('shared libraries')) throw doesNotRun(executable, complaint);

  const folder = await unpacked(bundle, 'al2023', target =>
    unbrotli(bundle, 'al2023.tar.br', unpackTar(target)),
  );
  const paths = [join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean);
  const libraries = { LD_LIBRARY_PATH: paths.join(':') };
  const remaining = await complaintOf(executable, { ...process.env, ...libraries });
  if (remaining !== undefined) throw doesNotRun(executable, remaining);
  return libraries;
}

/** What it says when it cannot even tell its version; undefined when it can. */
function complaintOf(executable: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise(resolve => {
    execFile(executable, ['--version'], { env }, (error, _, stderr) => {
      resolve(error === null ? undefined : stderr.trim() || error.message);
    });
  });
}

function doesNotRun(executable: string, complaint: string): Error {
  return new Error(`Chromium does not run. ${executable} says: ${complaint}`);
}

/** Without any font Chromium draws no text: every word is 0 pixels wide. */
async function missingFonts(bundle: Bundle): Promise<NodeJS.ProcessEnv> {
  const { FONTCONFIG_PATH, FONTCONFIG_FILE } = process.env;
  const decided = FONTCONFIG_PATH !== undefined || FONTCONFIG_FILE !== undefined;
  if (decided || (await hasFonts())) return {};
  const folder = await unpacked(bundle, 'fonts', async target => {
    await unbrotli(bundle, 'fonts.tar.br', unpackTar(target));
    // The one that comes along looks in /tmp.
    await writeFile(join(target, 'fonts.conf'), FONTS_CONF);
  });
  return { FONTCONFIG_PATH: folder };
}

const FONTS_CONF = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
</fontconfig>
`;

async function hasFonts(): Promise<boolean> {
  const home = homedir();
  const data = process.env.XDG_DATA_HOME ?? join(home, '.local', 'share');
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', join(home, '.fonts')];
  for (const folder of [...folders, join(data, 'fonts')]) {
    const files = await readdir(folder, { recursive: true }).catch(() => []);
    if (files.some(file => /\.(ttf|otf|ttc|otc)$/i.test(file))) return true;
  }
  return false;
}

// ---- The sandbox --------------------------------------------------------------------------------

/** Tries it: what it depends on (namespaces, AppArmor, seccomp, setuid) no file tells. */
async function startsInSandbox({ executablePath, env }: Chromium): Promise<boolean> {
  const profile = await mkdtemp(join(tmpdir(), 'orgtags-chromium-'));
  const args = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const browser = spawn(executablePath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(browser, 'close');
  try {
    const said: string[] = [];
    for await (const line of createInterface(browser.stderr)) {
      if (line.startsWith('DevTools listening')) return true;
      said.push(line);
    }
    const complaint = said.join('\n');
    if (/sandbox|namespace/i.test(complaint)) return false;
    throw doesNotRun(executablePath, complaint);
  } finally {
    browser.kill();
    browser.stderr.resume();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

import { globSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { tail, watched, type Watched } from '../../../src/testing/postgres/watched-program.ts';
import { freePort } from '../free-port.ts';
import { installed, notInstalled, type Engine } from './engine.ts';
import { WebDriverLauncher } from './webdriver-launcher.ts';

const PACKAGES = 'webkit2gtk-driver xvfb';
const BROWSERS = '/usr/{lib,lib64,libexec}/{,*/}webkit2gtk-4*/MiniBrowser';
/** The browser's tools ask for more room than a narrow page has. */
const NARROW = '* { min-width: 0; margin: 0; padding: 0; border: 0; } entry { margin: 0 -50px; }';
const STARTS_WITHIN_MS = 30_000;

/** Debian's WebKitGTK, on a display that nobody sees. */
export async function startWebKit(): Promise<Engine> {
  const xvfb = installed('Xvfb', PACKAGES);
  const driver = installed('WebKitWebDriver', PACKAGES);
  const binary = globSync(BROWSERS).sort().at(-1);
  if (binary === undefined) throw notInstalled('WebKitGTK’s MiniBrowser', PACKAGES);

  const home = await mkdtemp(join(tmpdir(), 'orgtags-webkit-'));
  const programs: Watched[] = [];
  const start = async (name: string, command: readonly string[]): Promise<string> => {
    const log = join(home, `${name}.log`);
    programs.push(await watched(command, { account: undefined, log, removedAtEnd: home }));
    return log;
  };
  const stop = async (): Promise<void> => {
    for (const program of programs.toReversed()) {
      program.interrupt();
      await program.ended;
      await program.dismiss();
    }
    await rm(home, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    await mkdir(join(home, 'gtk-3.0'));
    await writeFile(join(home, 'gtk-3.0/gtk.css'), NARROW);
    const display = ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
    const xvfbLog = await start('xvfb', [xvfb, ...display]);
    const number = await ready(xvfbLog, async () => {
      return /^(\d+)\n/m.exec(await readFile(xvfbLog, 'utf8'))?.[1];
    });
    const port = String(await freePort());
    const address = `http://127.0.0.1:${port}`;
    const environment = [
      `DISPLAY=:${number}`,
      `HOME=${home}`,
      `XDG_CONFIG_HOME=${home}`,
      // Without a graphics card, drawing by OpenGL takes it longer than all the rest.
      'WEBKIT_DISABLE_COMPOSITING_MODE=1',
    ];
    const driverLog = await start('driver', ['env', ...environment, driver, `--port=${port}`]);
    await ready(driverLog, () => answers(address));
    return {
      name: 'WebKitGTK',
      concurrency: 1,
      lacks: ['emulate media'],
      launcher: new WebDriverLauncher('WebKitGTK', address, {
        'webkitgtk:browserOptions': { binary, args: ['--automation'] },
      }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What `ask` answers, once it answers something. */
async function ready<Answer>(log: string, ask: () => Promise<Answer | undefined>): Promise<Answer> {
  const until = performance.now() + STARTS_WITHIN_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > until) throw new Error(`It did not start: ${await tail(log)}`);
    await wait(50);
  }
}

async function answers(address: string): Promise<true | undefined> {
  return fetch(`${address}/status`).then(
    () => true,
    () => undefined,
  );
}

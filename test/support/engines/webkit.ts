import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { tail, watched, type Watched } from '../../../src/testing/postgres/watched-program.ts';
import { freePort } from '../free-port.ts';
import { installed, notInstalled, type Engine } from './engine.ts';

const PACKAGES = 'webkit2gtk-driver xvfb';
const BROWSERS = '/usr/{lib,lib64,libexec}/{,*/}webkit2gtk-4*/MiniBrowser';
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
    programs.push(await watched(command, { account: undefined, log }));
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
    const display = ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
    const xvfbLog = await start('xvfb', [xvfb, ...display]);
    const number = await ready(xvfbLog, async () => {
      return /^\d+$/m.exec(await readFile(xvfbLog, 'utf8'))?.[0];
    });
    const port = await freePort();
    const environment = [`DISPLAY=:${number}`, `HOME=${home}`];
    const driverLog = await start('driver', ['env', ...environment, driver, `--port=${String(port)}`]);
    await ready(driverLog, () => answers(port));
    return {
      name: 'WebKitGTK',
      // With one at a time it opens each file as a page; with more, as frames of one.
      concurrency: 1,
      launcher: webdriverLauncher({
        hostname: '127.0.0.1',
        port,
        capabilities: {
          browserName: 'MiniBrowser',
          'wdio:enforceWebDriverClassic': true,
          'webkitgtk:browserOptions': { binary, args: ['--automation'] },
        } as WebdriverIO.Capabilities,
      }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What `ask` answers, once it answers something. */
async function ready<Answer>(
  log: string,
  ask: () => Promise<Answer | undefined>,
): Promise<Answer> {
  const until = performance.now() + STARTS_WITHIN_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > until) throw new Error(`It did not start: ${await tail(log)}`);
    await wait(50);
  }
}

async function answers(port: number): Promise<true | undefined> {
  return fetch(`http://127.0.0.1:${String(port)}/status`).then(
    () => true,
    () => undefined,
  );
}

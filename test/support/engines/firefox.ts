import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromeLauncher, puppeteerCore } from '@web/test-runner-chrome';
import { installed, type Engine } from './engine.ts';

/** Debian's Firefox, without a window. */
export async function startFirefox(): Promise<Engine> {
  const executablePath = installed('firefox-esr', 'firefox-esr');
  // It refuses a home that belongs to somebody else, as that of root often does.
  const home = await mkdtemp(join(tmpdir(), 'orgtags-firefox-'));
  return {
    name: 'Firefox',
    // Pages that are not in front wait for their frames.
    concurrency: 1,
    lacks: ['emulate media'],
    launcher: chromeLauncher({
      puppeteer: puppeteerCore,
      concurrency: 1,
      launchOptions: {
        browser: 'firefox',
        executablePath,
        env: { ...process.env, HOME: home },
        // Of each request it would tell several times, which takes it as long as the tests.
        networkEnabled: false,
      },
    }),
    stop: () => rm(home, { recursive: true, force: true, maxRetries: 10 }),
  };
}

import { chromeLauncher } from '@web/test-runner-chrome';
import { chromium, chromiumArgs } from '../../../src/testing/chromium.ts';
import type { Engine } from './engine.ts';

/** The Chromium of the registry. */
export async function startChromium(): Promise<Engine> {
  const { executablePath, env } = await chromium();
  return {
    name: 'Chromium',
    concurrency: 2,
    lacks: [],
    launcher: chromeLauncher({
      launchOptions: { executablePath, env, args: await chromiumArgs(), networkEnabled: false },
      // Two run at once: neither is signed in by the cookies of the other.
      createPage: async ({ context }) => (await context.browser().createBrowserContext()).newPage(),
    }),
    stop: async () => undefined,
  };
}

import { chromium as playwright, type Browser } from 'playwright-core';
import { chromium, chromiumArgs } from '../../src/testing/chromium.ts';

/** Opens the browser of the tests, driven from outside. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, env } = await chromium();
  return playwright.launch({
    executablePath,
    env: env,
    args: await chromiumArgs(),
  });
}

import { chromium as playwright, type Browser } from 'playwright-core';
import { chromium, chromiumArgs } from '../../src/testing/chromium.ts';

/** Opens the browser of the tests, driven from outside. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    ...(await chromium()),
    // Playwright would do without the sandbox unasked.
    chromiumSandbox: true,
    args: await chromiumArgs(),
    // A busy machine is no failure.
    timeout: 120_000,
  });
}

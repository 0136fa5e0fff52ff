import { chromium as playwright, type Browser } from 'playwright-core';
import { chromium, chromiumArgs } from '../../src/testing/chromium.ts';

/** A browser that dies as it starts, which happens on a busy machine, is no failure of what is tested. */
const ATTEMPTS = 3;

/**
 * Opens the browser of the tests, driven from outside.
 * @param args what it is told on its command line, beside what it needs
 */
export async function openBrowser(
  args: readonly string[] = [],
  attempts = ATTEMPTS,
): Promise<Browser> {
  const browser = await playwright.launch({
    ...(await chromium()),
    // Playwright would do without the sandbox unasked.
    chromiumSandbox: true,
    args: [...(await chromiumArgs()), ...args],
    // A busy machine is no failure.
    timeout: 120_000,
  });
  try {
    const page = await browser.newPage();
    await page.evaluate('document.title');
    await page.close();
    return browser;
  } catch (error) {
    await browser.close();
    if (attempts === 1) throw error;
    return openBrowser(args, attempts - 1);
  }
}

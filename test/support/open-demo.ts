import { after } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { startDemo, type Demo } from './demo.ts';

/** The demo and a browser for the tests of a `describe`; both end with it, also where one fails to start. */
export async function openDemo(): Promise<{ readonly demo: Demo; readonly browser: Browser }> {
  const demo = await startDemo();
  after(() => demo.stop());
  const browser = await openBrowser();
  after(() => browser.close());
  return { demo, browser };
}

import { after, beforeEach } from 'node:test';
import type { Browser } from 'playwright-core';
import { openSower, TEST_SECRET } from '../../src/testing/backend.ts';
import { openBrowser } from './browser.ts';
import { startDemo, type Demo, type RunningDemo } from './demo.ts';

/** A demo and a browser for the tests of a `describe`; both end with it, also where one fails to start. */
export async function openDemo(): Promise<{ readonly demo: Demo; readonly browser: Browser }> {
  const demo = await ownDemo();
  return { demo, browser: await ownBrowser() };
}

/**
 * The same for tests that leave the demo's people, organizations and conversations as they are: where several
 * files run, the demo is the run's, and others look at it meanwhile.
 */
export async function openSharedDemo(): Promise<{
  readonly demo: RunningDemo;
  readonly browser: Browser;
}> {
  const running = process.env.ORGTAGS_TEST_DEMO;
  const demo = running === undefined ? await ownDemo() : (JSON.parse(running) as RunningDemo);
  const sower = await openSower(demo.databaseUrl, TEST_SECRET);
  after(() => sower.end());
  // All tests come from one address.
  beforeEach(() => sower.sql('delete from orgtags_limits.counter'));
  return { demo, browser: await ownBrowser() };
}

async function ownDemo(): Promise<Demo> {
  const demo = await startDemo();
  after(() => demo.stop());
  return demo;
}

async function ownBrowser(): Promise<Browser> {
  const browser = await openBrowser();
  after(() => browser.close());
  return browser;
}

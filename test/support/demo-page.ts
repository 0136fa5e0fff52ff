import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page, and what it has to be free of: errors on its console, and of scripts. */
interface OpenPage {
  readonly page: Page;
  readonly errors: readonly string[];
}

/** Opens an address of the demo, in a browser that knows nothing of another page. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const viewport = { width: 1360, height: 900 };
  const page = await (await browser.newContext({ viewport, ...options })).newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(url);
  return { page, errors };
}

/** Axe's findings, one line each; that the same landmark is there four times is what is wanted. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run({ rules: { 'landmark-unique': { enabled: false } } })
    .then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target.join(' ')))
    )`);
}

/** What has moved what, since the page was opened. */
export function shifts(page: Page): Promise<string[]> {
  return page.evaluate(`new Promise(resolve => {
    new PerformanceObserver(list => {
      resolve(list.getEntries().flatMap(({ sources }) => sources.map(({ node }) => node?.localName)));
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(resolve, 500, []);
  })`);
}

import { after } from 'node:test';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page, and what it has to be free of: errors on its console, and of scripts. */
interface OpenPage {
  readonly page: Page;
  readonly errors: readonly string[];
}

/** Opens an address of the demo, until the test ends, in a browser that knows nothing of another page. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const viewport = { width: 1360, height: 900 };
  const context = await browser.newContext({ viewport, ...options });
  after(() => context.close());
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(url);
  return { page, errors };
}

/** What is there once a tag is, where that is not people; of which some say that there is nothing. */
const SHOWN: Readonly<Record<string, string>> = {
  'guest-chat-join': '[part~=launcher]',
  'guest-settings': '[part~=switch-button], [part~=note-text]',
  'invite-accept': '[part~=empty]',
  'invite-form': '[part~=box], [part~=note-text]',
  'invite-inbox': '[part~=empty]',
  'invite-table': '[part~=row], [part~=summary]',
};

/** What is there once a tag is. */
export function shownBy(tagName: string): string {
  return SHOWN[tagName] ?? '[part~=avatar], [part~=row]';
}

/** Axe's findings, one line each; that the same landmark is there four times is what is wanted. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run({
    resultTypes: ['violations'],
    rules: { 'landmark-unique': { enabled: false } },
  })
    .then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target.join(' ')))
    )`);
}

/** What has moved what, since the page was opened; it is told once it has been drawn. */
export function shifts(page: Page): Promise<string[]> {
  return page.evaluate(`(async () => {
    const entries = [];
    const observer = new PerformanceObserver(list => entries.push(...list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    for (let frames = 0; frames < 10; frames += 1) await new Promise(requestAnimationFrame);
    return entries.flatMap(({ sources }) => sources.map(({ node }) => node?.localName));
  })()`);
}

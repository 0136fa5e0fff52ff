import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { makeManifest, tagsOf, type DocumentedTag } from '../../scripts/manifest.ts';
import { openSharedDemo } from '../support/open-demo.ts';

const TAGS = tagsOf(await makeManifest()).filter(tag => hasPart(tag, 'skeleton'));
/** Of a list nobody knows the height before. */
const LISTS = TAGS.filter(tag => hasPart(tag, 'row')).map(({ tagName }) => tagName);

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

describe('a tag that loads (R43)', async () => {
  const { demo, browser } = await openSharedDemo();
  const sessions = new Map<string, StorageState>();

  /**
   * Opens a page whose backend answers once the skeleton has been drawn, as somebody of whom the browser
   * knows from another tab.
   */
  async function open(path: string, width: number, email?: string): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      ...(email !== undefined && { storageState: await signedIn(email) }),
    });
    const url = demo.url + path;
    if (email !== undefined) {
      const before = await context.newPage();
      await before.goto(url);
      await loaded(before);
      await before.close();
    }
    const page = await context.newPage();
    const { promise: isDrawn, resolve: answer } = Promise.withResolvers<undefined>();
    await page.route('**/api/v1/**', async route => {
      await isDrawn;
      await route.continue();
    });
    await page.addInitScript(() => {
      const shifts: unknown[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver(list => {
        for (const entry of list.getEntries()) {
          const { sources, value } = entry as PerformanceEntry & {
            readonly value: number;
            readonly sources: readonly { readonly node: Element | null }[];
          };
          shifts.push({ value, moved: sources.map(({ node }) => node?.nodeName) });
        }
      }).observe({ type: 'layout-shift', buffered: true });
      // What stands below a tag would be pushed.
      addEventListener('load', () => {
        document.body.append(
          Object.assign(document.createElement('p'), { textContent: 'What stands below' }),
        );
      });
    });
    await page.goto(url);
    await page.locator('[part~=skeleton]').first().waitFor();
    if (['console', ...LISTS].some(name => path.includes(name))) {
      await page.evaluate("document.querySelector('body > p')?.remove()");
    }
    await drawn(page);
    answer(undefined);
    return page;
  }

  /** The cookies of somebody, who signs in once: not as often as somebody who guesses. */
  async function signedIn(email: string): Promise<StorageState> {
    const known = sessions.get(email);
    if (known) return known;
    const context = await browser.newContext();
    const response = await context.request.post(`${demo.url}/api/auth/sign-in/email`, {
      headers: { origin: demo.url },
      data: { email, password: 'orgtags-demo' },
    });
    assert.ok(response.ok(), await response.text());
    const state = await context.storageState();
    await context.close();
    sessions.set(email, state);
    return state;
  }

  async function loaded(page: Page): Promise<void> {
    await page.locator('[part]').first().waitFor();
    await page.locator('[part~=skeleton]').first().waitFor({ state: 'detached' });
  }

  /** What moves is told once it has been drawn. */
  async function drawn(page: Page): Promise<void> {
    await page.evaluate(async () => {
      for (let frames = 0; frames < 10; frames += 1) await new Promise(requestAnimationFrame);
    });
  }

  async function assertStill(page: Page): Promise<void> {
    await drawn(page);
    assert.deepEqual(await page.evaluate('shifts'), []);
  }

  for (const width of [960, 320]) {
    it(`moves nothing of the console, ${String(width)} px wide, signed in or not`, async () => {
      const signedOut = await open('/console.html', width);
      await signedOut.getByLabel('E-mail').waitFor();
      await assertStill(signedOut);
      const signedIn = await open('/console.html', width, 'owner@acme.example');
      await loaded(signedIn);
      await assertStill(signedIn);
    });

    for (const { tagName } of TAGS) {
      const what = LISTS.includes(tagName) ? 'nothing of its own' : 'nothing';
      it(`<${tagName}> moves ${what}, ${String(width)} px wide`, async () => {
        const page = await open(`/one-tag.html?tag=${tagName}`, width, 'owner@acme.example');
        await loaded(page);
        await assertStill(page);
      });
    }

    it(`<sign-in-form> moves nothing for who is signed out, ${String(width)} px wide`, async () => {
      const page = await open('/one-tag.html?tag=sign-in-form', width);
      await page.getByLabel('E-mail').waitFor();
      await assertStill(page);
    });
  }
});

function hasPart({ cssParts = [] }: DocumentedTag, wanted: string): boolean {
  return cssParts.some(({ name }) => name === wanted);
}

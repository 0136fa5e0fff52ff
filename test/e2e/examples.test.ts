import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { makeManifest, tagsOf } from '../../scripts/manifest.ts';
import { openPage, shownBy } from '../support/demo-page.ts';
import { openSharedDemo } from '../support/open-demo.ts';

/** Where the examples say that the kit and its backend are. */
const APP = 'https://app.example';

describe('an example, pasted into an empty page', async () => {
  const { demo, browser } = await openSharedDemo();
  const scripts = new Map([
    ['/orgtags.js', await bundled('src/orgtags.ts')],
    ['/guest-chat.js', await bundled('src/chat/define.ts')],
  ]);

  const signedIn = signIn();

  async function signIn() {
    const { request } = await browser.newContext();
    const answer = await request.post(`${demo.url}/api/auth/sign-in/email`, {
      headers: { origin: demo.url },
      data: { email: 'owner@acme.example', password: 'orgtags-demo' },
    });
    assert.equal(answer.status(), 204);
    return request.storageState();
  }

  /** Opens a page of nothing but the example, of whose backend somebody is known. */
  async function paste(example: string): Promise<{ page: Page; errors: readonly string[] }> {
    const context = await browser.newContext({ storageState: await signedIn });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    await page.route(`${APP}/**`, async route => {
      const { pathname, search } = new URL(route.request().url());
      if (pathname === '/') await route.fulfill({ contentType: 'text/html', body: example });
      else if (scripts.has(pathname)) {
        await route.fulfill({ contentType: 'text/javascript', body: scripts.get(pathname) ?? '' });
      } else if (pathname.endsWith('/changes')) await route.abort();
      else
        await route.fulfill({ response: await route.fetch({ url: demo.url + pathname + search }) });
    });
    await page.goto(APP);
    return { page, errors };
  }

  async function shows(example: string, tagName: string): Promise<void> {
    const { page, errors } = await paste(example);
    await page.locator(tagName).first().locator(shownBy(tagName)).first().waitFor();
    assert.deepEqual(errors, []);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.context().close();
  }

  for (const { tagName } of tagsOf(await makeManifest())) {
    it(`shows what the page of <${tagName}> says that it does (R42)`, async () => {
      const { page } = await openPage(browser, `${demo.url}/tags/${tagName}.html`);
      const example = (await page.locator('#code').textContent()) ?? '';
      await shows(example, tagName === 'org-provider' ? 'member-table' : tagName);
    });
  }

  it('shows the tags of the README’s first lines (R42)', async () => {
    const [, example = ''] = /```html\n(.*?)```/s.exec(await readFile('README.md', 'utf8')) ?? [];
    for (const tagName of ['sign-in-form', 'org-switcher', 'member-table'])
      await shows(example, tagName);
  });
});

/** A script as one file. */
async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}

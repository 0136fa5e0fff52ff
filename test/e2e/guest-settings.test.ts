import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openSharedDemo } from '../support/open-demo.ts';

/** What the demo's pages load later. */
const LATER = '**/chunk-*';

describe('guest-settings (R30)', async () => {
  const { demo, browser } = await openSharedDemo();

  async function settings(): Promise<Page> {
    const context = await browser.newContext();
    await context.request.post(`${demo.url}/api/auth/sign-in/email`, {
      headers: { origin: demo.url },
      data: { email: 'owner@acme.example', password: 'orgtags-demo' },
    });
    const page = await context.newPage();
    await page.goto(`${demo.url}/one-tag.html?tag=guest-settings`);
    await page.getByRole('button', { name: 'Switch off' }).waitFor();
    return page;
  }

  it('loads what changes it when it is to be changed, and not before', async () => {
    const page = await settings();
    const loaded: string[] = [];
    page.on('request', request => loaded.push(request.resourceType()));
    await page.getByRole('button', { name: 'Change Office hours' }).click();
    await page.getByLabel('People answer').waitFor();
    await page.getByRole('button', { name: 'Change Words' }).click();
    await page.getByLabel('Welcome').waitFor();
    assert.equal(loaded.filter(type => type === 'script').length, 1);
  });

  it('gives pages of other sites a script that is there', async () => {
    const page = await settings();
    await page.getByRole('button', { name: 'Show Embedding' }).click();
    const snippet = await page.getByLabel('For your pages').inputValue();
    const script = /src="([^"]+)"/.exec(snippet)?.[1] ?? '';
    const site = await browser.newPage();
    await site.goto(
      demo.url.replace(/localhost:(\d+)/, (_, port) => `127.0.0.1:${Number(port) + 1}`),
    );
    // Fails where it is not there, or is not for other sites.
    await site.addScriptTag({ url: script, type: 'module' });
    assert.equal(new URL(script).origin, demo.url);
  });

  it('says what is under way and what could not be loaded, and tries again', async () => {
    const page = await settings();
    let answer: (() => void) | undefined;
    await page.route(LATER, async route => {
      await new Promise<void>(resolve => {
        answer = resolve;
      });
      await route.abort();
    });
    await page.getByRole('button', { name: 'Change Office hours' }).click();
    await page.getByRole('status').getByText('Loading').waitFor();
    answer?.();
    await page.getByText('The rest of this could not be loaded.').waitFor();
    await page.unroute(LATER);
    await page.getByRole('button', { name: 'Retry' }).click();
    const hours = page.getByLabel('People answer');
    await hours.waitFor();
    assert.ok(await hours.evaluate(select => select.matches(':focus')));
    assert.equal(await page.getByRole('button', { name: 'Retry' }).count(), 0);
  });
});

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { findings, openPage, shifts } from '../support/demo-page.ts';
import { openSharedDemo } from '../support/open-demo.ts';

/** What a browser says of itself where a tag asks who is signed in, and nobody is. */
const SIGNED_OUT = 'status of 401';

describe('the page of the themes (R43)', async () => {
  const { demo, browser } = await openSharedDemo();
  const address = `${demo.url}/theming.html`;

  function colourOf(button: Locator): Promise<string> {
    return button.evaluate(element => getComputedStyle(element).backgroundColor);
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`shows every tag in every theme that ships, on a page that is ${colorScheme}`, async () => {
      const { page, errors } = await openPage(browser, address, { colorScheme });
      const files = await readdir('src/themes');
      const captions = await page.locator('figcaption b').allTextContents();
      assert.deepEqual(captions, files.toSorted());
      for (const figure of await page.locator('figure').all()) {
        await figure.getByText('4 people in Acme Robotics').waitFor();
        await figure.getByRole('button', { name: 'Sign in' }).waitFor();
        await figure.getByRole('button', { name: /^Organization/ }).waitFor();
      }
      const accents = await page.getByRole('button', { name: 'Sign in' }).all();
      const colours = new Set(await Promise.all(accents.map(colourOf)));
      assert.equal(colours.size, files.length + 1);
      assert.deepEqual(await shifts(page), []);
      assert.deepEqual(await findings(page), []);
      assert.deepEqual(
        errors.filter(error => !error.includes(SIGNED_OUT)),
        [],
      );
    });
  }

  it('is reached from the list of the tags', async () => {
    const { page } = await openPage(browser, demo.url);
    await page.getByRole('link', { name: 'Theming' }).click();
    await page.getByRole('heading', { name: 'Themes that ship' }).waitFor();
  });

  it('shows the tags in colours of your own, and says how to have them', async () => {
    const { page, errors } = await openPage(browser, address, { reducedMotion: 'reduce' });
    const own = page.locator('#own');
    const button = own.getByRole('button', { name: 'Sign in' });
    await button.waitFor();
    await own.getByLabel('Accent').fill('#ffcc00');
    await own.getByLabel('Surface').fill('#101010');
    await own.getByLabel('Text').fill('#eeeeee');
    assert.equal(await colourOf(button), 'rgb(255, 204, 0)');
    assert.equal(
      await own.locator('code').textContent(),
      `:root {
  color-scheme: dark;
  --org-accent: #ffcc00;
  --org-surface: #101010;
  --org-text: #eeeeee;
}`,
    );
    assert.deepEqual(await findings(page), []);
    assert.deepEqual(
      errors.filter(error => !error.includes(SIGNED_OUT)),
      [],
    );
  });

  it('has room on a small screen', async () => {
    const { page } = await openPage(browser, address, { viewport: { width: 320, height: 900 } });
    await page.getByText('4 people in Acme Robotics').last().waitFor();
    const tooWide = 'document.documentElement.scrollWidth > innerWidth';
    assert.equal(await page.evaluate(tooWide), false);
  });
});

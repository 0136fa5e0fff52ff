import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { KEYBOARD } from '../../demo/keyboard/index.ts';
import { makeManifest, tagsOf } from '../../scripts/manifest.ts';
import { openDemo } from '../support/open-demo.ts';

const ROLES = ['Owner', 'Admin', 'Member', 'Viewer'];

/** What a page has to be free of: errors on its console, and of scripts. */
async function open(browser: Browser, url: string, width = 1360) {
  const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', message => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(url);
  return { page, errors };
}

/** Axe's findings, one line each; that the same landmark is there four times is what is wanted. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run({ rules: { 'landmark-unique': { enabled: false } } })
    .then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target.join(' ')))
    )`);
}

/** What has moved what, since the page was opened. */
function shifts(page: Page): Promise<string[]> {
  return page.evaluate(`new Promise(resolve => {
    new PerformanceObserver(list => {
      resolve(list.getEntries().flatMap(({ sources }) => sources.map(({ node }) => node?.localName)));
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(resolve, 500, []);
  })`);
}

describe('the pages of the tags', async () => {
  const { demo, browser } = await openDemo();
  const tags = tagsOf(await makeManifest());

  it('lists every tag, and leads to its page', async () => {
    const { page, errors } = await open(browser, demo.url);
    for (const { tagName } of tags) {
      const link = page.getByRole('main').getByRole('link', { name: `<${tagName}>` });
      assert.equal(await link.getAttribute('href'), `/tags/${tagName}.html`);
    }
    assert.deepEqual(await findings(page), []);
    assert.deepEqual(errors, []);
  });

  for (const tag of tags) {
    const { tagName } = tag;
    const address = `${demo.url}/tags/${tagName}.html`;

    it(`shows <${tagName}> to each role, and says all that its docstring says`, async () => {
      const { page, errors } = await open(browser, address);
      const shown = page.locator('figure');
      assert.deepEqual(
        await shown.evaluateAll(figures =>
          figures.map(figure => figure.querySelector('figcaption b')?.textContent),
        ),
        ROLES,
      );
      for (const figure of await shown.all()) {
        await figure.locator('[part~=avatar]').first().waitFor();
      }
      const said = await page.locator('tbody th > code').allTextContents();
      const documented = [
        tag.members?.map(({ name, attribute }) => attribute ?? name),
        tag.slots?.map(({ name }) => (name === '' ? '(default)' : name)),
        tag.events?.map(({ name }) => name),
        tag.cssParts?.map(({ name }) => name),
        tag.cssStates?.map(({ name }) => `:state(${name})`),
        tag.cssProperties?.map(({ name }) => name),
      ].flatMap(names => names ?? []);
      assert.deepEqual(said.toSorted(), documented.toSorted());

      const attributes = await page.evaluate(
        name =>
          (customElements.get(name) as unknown as { observedAttributes: string[] })
            .observedAttributes,
        tagName,
      );
      assert.deepEqual(
        attributes.toSorted(),
        (tag.attributes ?? []).map(({ name }) => name).sort(),
      );
      assert.deepEqual(await shifts(page), [], 'its stage in demo.css is not as high as the tag');
      assert.deepEqual(await findings(page), []);
      assert.deepEqual(errors, []);
    });

    it(`has room for <${tagName}> on a small screen`, async () => {
      const { page } = await open(browser, address, 320);
      await page.locator('[part~=avatar]').first().waitFor();
      const tooWide = 'document.documentElement.scrollWidth > innerWidth';
      assert.equal(await page.evaluate(tooWide), false);
    });
  }

  it('shows to each role what it may do', async () => {
    const { page } = await open(browser, `${demo.url}/tags/member-table.html`);
    const removes = (role: string) =>
      page
        .getByRole('figure', { name: role })
        .getByRole('button', { name: /^Remove/ })
        .count();
    await page.getByText('Ask an owner or an admin.').last().waitFor();
    assert.deepEqual(await Promise.all(ROLES.map(removes)), [3, 2, 0, 0]);
  });

  it('signs one of them out and in, and leaves the others', async () => {
    const { page } = await open(browser, `${demo.url}/tags/sign-in-form.html`);
    const owner = page.getByRole('figure', { name: 'Owner' });
    await owner.getByRole('button', { name: 'Sign out' }).click();
    await owner.getByLabel('E-mail').fill('owner@globex.example');
    await owner.getByLabel('Password').fill('not it');
    await owner.getByRole('button', { name: 'Sign in' }).click();
    await owner.getByText('Address or password is not right.').waitFor();
    await owner.getByLabel('Password').fill('orgtags-demo');
    await owner.getByRole('button', { name: 'Sign in' }).click();
    await owner.getByText('Gloria Ferreira', { exact: true }).waitFor();
    await page.getByRole('figure', { name: 'Admin' }).getByText('admin@acme.example').waitFor();

    await page.reload();
    await owner.getByText('owner@acme.example', { exact: true }).waitFor();
  });

  it('shows what each tag does by keyboard, and that is all tested (R45)', async () => {
    const tables = Object.entries<object>(KEYBOARD);
    assert.deepEqual(
      tables.map(([tagName]) => tagName),
      tags.map(({ tagName }) => tagName),
    );
    const described = tables.filter(([, rows]) => Object.keys(rows).length > 0);
    assert.deepEqual(
      (await readdir('test/elements/keyboard')).toSorted(),
      described.map(([tagName]) => `${tagName}.test.ts`),
    );
    for (const [tagName, rows] of described) {
      const { page } = await open(browser, `${demo.url}/tags/${tagName}.html`);
      const shown = page.getByRole('region', { name: 'Keyboard' }).locator('tbody tr');
      assert.equal(await shown.count(), Object.keys(rows).length);
    }
  });

  it('copies the HTML to begin with', async () => {
    const { page } = await open(browser, `${demo.url}/tags/member-table.html`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('Copied').waitFor();
    assert.match(
      await page.evaluate(() => navigator.clipboard.readText()),
      /^<script\n[^]*<\/script>\n\n<member-table><\/member-table>$/,
    );
  });

  it('has no page for a tag that is none', async () => {
    assert.equal((await fetch(`${demo.url}/tags/no-tag.html`)).status, 404);
  });
});

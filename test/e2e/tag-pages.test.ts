import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { KEYBOARD } from '../../demo/keyboard/index.ts';
import { makeManifest, tagsOf } from '../../scripts/manifest.ts';
import { findings, openPage, shifts, shownBy } from '../support/demo-page.ts';
import { openDemo } from '../support/open-demo.ts';

const ROLES = ['Owner', 'Admin', 'Member', 'Viewer'];

/** By tag. */
const KEYS: Readonly<Record<string, object>> = KEYBOARD;

describe('the pages of the tags', async () => {
  const { demo, browser } = await openDemo();
  const tags = tagsOf(await makeManifest());

  it('lists every tag, and leads to its page', async () => {
    const { page, errors } = await openPage(browser, demo.url);
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

    it(`shows <${tagName}> to each role, has room for it, and says all that is to be said`, async () => {
      const { page, errors } = await openPage(browser, address);
      const shown = page.locator('figure');
      assert.deepEqual(
        await shown.evaluateAll(figures =>
          figures.map(figure => figure.querySelector('figcaption b')?.textContent),
        ),
        tagName === 'guest-chat-join' ? ['Visitor'] : ROLES,
      );
      for (const figure of await shown.all()) {
        await figure.locator(shownBy(tagName)).first().waitFor();
      }
      const said = await page.locator('tbody th > code').allTextContents();
      const documented = [
        tag.members?.map(({ name, kind, attribute }) =>
          kind === 'method' ? `${name}()` : (attribute ?? name),
        ),
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
      const tallest = Math.max(...(await page.locator('.stage [data-as] > *').evaluateAll(inRem)));
      assert.deepEqual(
        await shifts(page),
        [],
        `its stage in demo.css is not as high as the tag, which takes ${tallest}rem`,
      );
      assert.deepEqual(await findings(page), []);
      assert.deepEqual(errors, []);

      const rows = page.getByRole('region', { name: 'Keyboard' }).locator('tbody tr');
      assert.equal(await rows.count(), Object.keys(KEYS[tagName] ?? {}).length);
      await page.setViewportSize({ width: 320, height: 900 });
      const tooWide = 'document.documentElement.scrollWidth > innerWidth';
      assert.equal(await page.evaluate(tooWide), false, 'it has no room on a small screen');
    });
  }

  it('shows to each role what it may do', async () => {
    const { page } = await openPage(browser, `${demo.url}/tags/member-table.html`);
    const removes = (role: string) =>
      page
        .getByRole('figure', { name: role })
        .getByRole('button', { name: /^Remove/ })
        .count();
    await page.getByText('Ask an owner or an admin.').last().waitFor();
    assert.deepEqual(await Promise.all(ROLES.map(removes)), [3, 2, 0, 0]);
  });

  it('signs one of them out and in, and leaves the others', async () => {
    const { page } = await openPage(browser, `${demo.url}/tags/sign-in-form.html`);
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

  it('has a test for all that its tables of keys say (R45)', async () => {
    const tables = Object.entries(KEYS);
    assert.deepEqual(
      tables.map(([tagName]) => tagName),
      tags.map(({ tagName }) => tagName),
    );
    const described = tables.filter(([, rows]) => Object.keys(rows).length > 0);
    assert.deepEqual(
      (await readdir('test/elements/keyboard')).toSorted(),
      described.map(([tagName]) => `${tagName}.test.ts`),
    );
  });

  it('copies the HTML to begin with', async () => {
    const { page } = await openPage(browser, `${demo.url}/tags/member-table.html`);
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

/** Runs in the page: the heights of elements, none of them less than it is. */
function inRem(elements: readonly Element[]): number[] {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  return elements.map(element => Math.ceil((element.clientHeight / rem) * 8) / 8);
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator } from 'playwright-core';
import { openDemo } from '../support/open-demo.ts';

describe('sign-in-form (R51)', async () => {
  const { demo, browser } = await openDemo();

  async function form() {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${demo.url}/one-tag.html?tag=sign-in-form`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    return page;
  }

  it('is filled in, sent, and left again with the keyboard alone', async () => {
    const page = await form();
    await page.keyboard.press('Tab');
    await page.keyboard.type('owner@acme.example');
    await page.keyboard.press('Tab');
    await page.keyboard.type('orgtags-demo');
    await page.keyboard.press('Enter');
    const signOut = page.getByRole('button', { name: 'Sign out' });
    await signOut.waitFor();
    assert.equal(await page.getByRole('status').textContent(), 'Signed in as Olivia Brandt.');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.keyboard.type('typed where the focus is');
    assert.equal(await page.getByLabel('E-mail').inputValue(), 'typed where the focus is');
  });

  it('says beside the field what is missing or wrong, and keeps what was typed', async () => {
    const page = await form();
    await page.getByRole('button', { name: 'Sign in' }).click();
    const email = page.getByLabel('E-mail');
    assert.equal(await description(email), 'Enter your e-mail address.');
    assert.equal(await description(page.getByLabel('Password')), 'Enter your password.');
    await page.keyboard.type('olivia');
    await page.getByLabel('Password').fill('some password');
    await page.keyboard.press('Enter');
    assert.equal(await description(email), 'This is not an e-mail address.');
    assert.equal(await email.inputValue(), 'olivia');
    assert.equal(await page.getByLabel('Password').inputValue(), 'some password');
  });

  it('says when the server fails, keeps what was typed, and can try again', async () => {
    const page = await form();
    const address = '**/api/auth/sign-in/email';
    await page.route(address, route => route.abort());
    await page.getByLabel('E-mail').fill('owner@acme.example');
    await page.getByLabel('Password').fill('orgtags-demo');
    await page.keyboard.press('Enter');
    await page.getByText('The server did not answer.').waitFor();
    await page.unroute(address);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  });

  it('is what a password manager expects: one form, named fields, kinds of input', async () => {
    const page = await form();
    const fields = await page
      .locator('form input')
      .evaluateAll(inputs =>
        (inputs as HTMLInputElement[]).map(input => [input.type, input.autocomplete, input.name]),
      );
    assert.deepEqual(fields, [
      ['email', 'username', 'email'],
      ['password', 'current-password', 'password'],
    ]);
  });
});

/** What a screen reader says beside a field. */
function description(field: Locator): Promise<string> {
  return field.evaluate(input => {
    const id = input.getAttribute('aria-describedby') ?? '';
    return (input.getRootNode() as ShadowRoot).getElementById(id)?.textContent?.trim() ?? '';
  });
}

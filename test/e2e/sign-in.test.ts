import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { openDemo, openSharedDemo } from '../support/open-demo.ts';

describe('sign-in-form (R51)', async () => {
  const { demo, browser } = await openSharedDemo();

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

describe('an account, from the sign-up to a new password, by letters (R51)', async () => {
  const { demo, browser } = await openDemo();
  const NORA = { name: 'Nora Lindqvist', email: 'nora@new.example', password: 'correct horse' };

  async function openConsole(): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${demo.url}/console.html`);
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
    return page;
  }

  /** Opens the newest letter's link in the page's own browser, as from a mail program. */
  async function openLetter(page: Page, subject: RegExp): Promise<string> {
    const mailbox = await page.context().newPage();
    await mailbox.goto(`${demo.url}/mailbox.html`);
    const letter = mailbox.getByRole('listitem').filter({ hasText: subject }).first();
    const href = (await letter.getByRole('link').getAttribute('href')) ?? '';
    await mailbox.close();
    await page.goto('about:blank');
    await page.goto(href);
    return href;
  }

  async function signOut(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  }

  it('is made and confirmed with the keyboard alone', async () => {
    const page = await openConsole();
    const type = async (text: string) => {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    };
    await page.getByRole('button', { name: 'Create an account' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Create an account' }).waitFor();
    await type(NORA.name);
    await type(NORA.email);
    await page.keyboard.type(NORA.password);
    await page.keyboard.press('Enter');
    await page.getByText(`An e-mail is on its way to ${NORA.email}.`).waitFor();

    const href = await openLetter(page, /Confirm your address/);
    await page.getByRole('heading', { name: 'Confirm your address' }).waitFor();
    assert.ok(href.startsWith(`${demo.url}/console.html#verify=`), href);
    assert.equal(page.url(), `${demo.url}/console.html`);
    await page.keyboard.type(NORA.password);
    await page.keyboard.press('Enter');
    await page.getByText(`Signed in as ${NORA.name}.`).waitFor();

    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
    await page.goto('about:blank');
    await page.goto(href);
    await page.getByRole('textbox', { name: 'Password' }).fill(NORA.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
    await page.getByRole('button', { name: 'Back to sign in' }).click();
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  });

  it('gets a new password by a letter, and the old one opens nothing', async () => {
    const page = await openConsole();
    await page.getByRole('textbox', { name: 'E-mail' }).fill(NORA.email);
    await page.getByRole('button', { name: 'Forgot your password?' }).click();
    await page.keyboard.press('Enter');
    await page.getByText('If there is an account with this address').waitFor();
    await openLetter(page, /Choose a new password/);
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    await page.keyboard.type('battery staple');
    await page.keyboard.press('Enter');
    await page.getByText(`Signed in as ${NORA.name}.`).waitFor();
    await signOut(page);

    const fill = async (password: string) => {
      await page.getByRole('textbox', { name: 'E-mail' }).fill(NORA.email);
      await page.getByRole('textbox', { name: 'Password' }).fill(password);
      await page.keyboard.press('Enter');
    };
    await fill(NORA.password);
    await page.getByText('Address or password is not right.').waitFor();
    await fill('battery staple');
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  });

  it('changes its name where everybody sees it, at once', async () => {
    const page = await openConsole();
    await page.getByRole('textbox', { name: 'E-mail' }).fill('member@acme.example');
    await page.getByRole('textbox', { name: 'Password' }).fill('orgtags-demo');
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: 'Mia Lindqvist' }).waitFor();
    await page.getByRole('button', { name: 'Change name' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Mia Sandberg');
    await page.keyboard.press('Enter');
    await page.getByRole('row', { name: 'Mia Sandberg' }).waitFor();
    await page.getByText('Your name is now Mia Sandberg.').waitFor();
  });

  it('that nobody has is told so by the letter alone', async () => {
    const page = await openConsole();
    await page.getByRole('button', { name: 'Forgot your password?' }).click();
    await page.getByRole('textbox', { name: 'E-mail' }).fill('nobody@new.example');
    await page.keyboard.press('Enter');
    await page.getByText('If there is an account with this address').waitFor();
    await openLetter(page, /No account on/);
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
  });

  it('is not written to without an end: the page counts down, in minutes', async () => {
    const page = await openConsole();
    const data = { email: 'impatient@new.example' };
    const headers = { origin: demo.url };
    for (let n = 0; n < 5; n += 1) {
      const url = `${demo.url}/api/auth/request-password-reset`;
      assert.equal((await page.request.post(url, { data, headers })).status(), 204);
    }
    await page.getByRole('button', { name: 'Forgot your password?' }).click();
    await page.getByRole('textbox', { name: 'E-mail' }).fill(data.email);
    await page.keyboard.press('Enter');
    const wait = await page.getByRole('timer').textContent();
    assert.match(wait ?? '', /Too many attempts\. Try again in (60 minutes|1 hour)\./);
    const send = page.getByRole('button', { name: 'Send the link' });
    assert.equal(await send.getAttribute('aria-disabled'), 'true');
  });
});

/** What a screen reader says beside a field. */
function description(field: Locator): Promise<string> {
  return field.evaluate(input => {
    const id = input.getAttribute('aria-describedby') ?? '';
    return (input.getRootNode() as ShadowRoot).getElementById(id)?.textContent.trim() ?? '';
  });
}

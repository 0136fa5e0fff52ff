import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openDemo } from '../support/open-demo.ts';

describe('the mailbox of the demo', async () => {
  const { demo, browser } = await openDemo();

  async function post(path: string, json: unknown): Promise<number> {
    const response = await fetch(`${demo.url}/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: demo.url },
      body: JSON.stringify(json),
    });
    return response.status;
  }

  it('shows each letter as it comes, the newest first, and its link leads on (R51)', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${demo.url}/mailbox.html`);
    await page.getByText('No letter yet.').waitFor();

    const email = 'nora@new.example';
    const wanted = { name: 'Nora Example', email, password: 'orgtags-demo' };
    assert.equal(await post('sign-up/email', wanted), 204);
    await page.getByText('1 letter, newest first.').waitFor();
    const letter = page.getByRole('listitem').first();
    await letter.getByRole('heading', { name: /^Confirm your address for localhost/ }).waitFor();
    await letter.getByText(`To ${email}`).waitFor();

    assert.equal(await post('request-password-reset', { email: 'owner@acme.example' }), 204);
    await page.getByText('2 letters, newest first.').waitFor();
    const headings = await page.getByRole('heading', { level: 2 }).allTextContents();
    assert.match(headings.join(' | '), /^Choose a new password.* \| Confirm your address/);

    const link = page.getByRole('link', { name: /#verify=/ });
    const href = (await link.getAttribute('href')) ?? '';
    const [, token] = /^http:\/\/localhost:\d+\/console\.html#verify=([\w-]{43})$/.exec(href) ?? [];
    assert.ok(token, href);
    const verified = await post('verify-email', { token, password: wanted.password });
    assert.equal(verified, 204);
    await link.click();
    await page.getByRole('heading', { name: 'Console' }).waitFor();
  });
});

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { openDemo } from '../support/open-demo.ts';

describe('a guest of the public site (R29, R31, R32)', async () => {
  const { demo, browser } = await openDemo();
  const { port } = new URL(demo.url);
  const site = `http://127.0.0.1:${String(Number(port) + 1)}/`;

  /** Somebody on the public site. @returns the page, and what it has asked the API */
  async function visitor(): Promise<{ readonly page: Page; readonly asked: string[] }> {
    const page = await (await browser.newContext()).newPage();
    const asked: string[] = [];
    page.on('request', request => {
      if (request.url().includes('/api/')) asked.push(request.url());
    });
    await page.goto(site);
    await page.getByRole('button', { name: 'Chat' }).waitFor();
    return { page, asked };
  }

  async function ask(page: Page, text: string): Promise<void> {
    await page.getByRole('textbox', { name: 'Your message' }).fill(text);
    await page.keyboard.press('Enter');
  }

  it('asks nobody and stores nothing before they open the chat', async () => {
    const { page, asked } = await visitor();
    await page.waitForLoadState('networkidle');
    assert.deepEqual(asked, []);
    const context = page.context();
    assert.deepEqual(await context.cookies(), []);
    assert.equal(await page.evaluate('localStorage.length + sessionStorage.length'), 0);
  });

  it('is answered from a public text, then by a member, and finds the conversation again', async () => {
    const { page } = await visitor();
    await page.getByRole('button', { name: 'Chat' }).click();
    await page.getByRole('textbox', { name: 'Name (optional)' }).fill('Ida');
    await ask(page, 'What does the small robot carry?');
    await page.getByText('80 kilograms').first().waitFor();
    await page.getByText('From: What they carry').waitFor();
    await page.getByRole('button', { name: 'Ask for a person' }).click();
    await page.getByText('Somebody will answer you here.').waitFor();

    const context = await browser.newContext();
    await context.request.post(`${demo.url}/api/auth/sign-in/email`, {
      headers: { origin: demo.url },
      data: { email: 'member@acme.example', password: 'orgtags-demo' },
    });
    const member = await context.newPage();
    await member.goto(`${demo.url}/console.html`);
    await member.locator('summary').getByText('Guest conversations').click();
    const conversations = member.locator('guest-conversations');
    await conversations.getByText('2 guests wait').waitFor();
    await conversations.getByRole('button', { name: /^Ida/ }).click();
    await conversations.getByText('80 kilograms').first().waitFor();
    await conversations
      .getByRole('textbox', { name: 'Your answer' })
      .fill('And the large one 400.');
    await conversations.getByRole('button', { name: 'Send' }).click();
    await page.getByText('And the large one 400.').first().waitFor();
    await page.getByText('Mia Lindqvist', { exact: true }).waitFor();
    await ask(page, 'Thank you');
    await conversations.getByText('Thank you').first().waitFor();

    await page.reload();
    await page.getByText('And the large one 400.').first().waitFor();
  });
});

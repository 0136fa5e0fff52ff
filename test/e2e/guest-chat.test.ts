import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import type { Frame, Locator, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
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

  async function ask(page: Page | Frame, text: string): Promise<void> {
    const field = page.getByRole('textbox', { name: 'Your message' });
    await field.fill(text);
    await field.press('Enter');
  }

  /** Opens the chat, and asks what a public text answers. */
  async function openAndAsk(page: Page | Frame): Promise<void> {
    await page.getByRole('button', { name: 'Chat' }).click();
    await ask(page, 'What does the small robot carry?');
    await page.getByText('80 kilograms').first().waitFor();
    await page.getByText('From: What they carry').waitFor();
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

  it('keeps what is typed in each of two tabs, through a change of page', async () => {
    const context = await browser.newContext();
    const tabs = [await context.newPage(), await context.newPage()] as const;
    const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Your message' });
    // One that comes once it is open in another is open by itself.
    for (const page of tabs) await page.goto(site);
    for (const [at, page] of tabs.entries()) {
      await page.getByRole('button', { name: 'Chat' }).click();
      await field(page).fill(`draft ${String(at)}`);
      await page.getByRole('textbox', { name: 'Name (optional)' }).fill(`Ida ${String(at)}`);
    }
    for (const [at, page] of tabs.entries()) {
      await page.reload();
      await field(page).waitFor();
      assert.equal(await field(page).inputValue(), `draft ${String(at)}`);
      const name = page.getByRole('textbox', { name: 'Name (optional)' });
      assert.equal(await name.inputValue(), `Ida ${String(at)}`);
    }
  });

  it('says on the button that the chat could not be loaded, until it is', async () => {
    const { page } = await visitor();
    await page.route('**/guest-chat/panel*', route => route.abort());
    await page.getByRole('button', { name: 'Chat', exact: true }).click();
    await page.getByRole('button', { name: 'Chat Not loaded. Press again.' }).waitFor();
    await page.unroute('**/guest-chat/panel*');
    await page.getByRole('button', { name: 'Chat' }).click();
    await page.getByRole('textbox', { name: 'Your message' }).waitFor();
    await page.getByRole('button', { name: 'Close the chat' }).click();
    await page.getByRole('button', { name: 'Chat', exact: true }).waitFor();
  });

  it('finds the conversation again in a frame of another site that keeps no cookies, in private (R32)', async () => {
    const other = await startEmbedding(site);
    const context = await browser.newContext();
    const page = await context.newPage();
    const settings = await context.newCDPSession(page);
    await settings.send('Network.enable');
    await settings.send('Network.setCookieControls', {
      enableThirdPartyCookieRestriction: true,
    });
    const framed = async (): Promise<Frame> => {
      const frame = await (await page.waitForSelector('iframe')).contentFrame();
      assert.ok(frame);
      return frame;
    };

    await page.goto(other);
    const frame = await framed();
    await frame.getByRole('button', { name: 'Chat' }).waitFor();
    const kept = await frame.evaluate(
      `document.cookie = 'a=1; SameSite=None; Secure; Path=/'; document.cookie`,
    );
    assert.equal(kept, '', 'the browser keeps cookies of a third party');
    await openAndAsk(frame);
    await page.reload();
    await (await framed()).getByText('80 kilograms').first().waitFor();
    assert.deepEqual(await context.cookies(), []);
    await context.close();
  });

  it('chats as long as the page is there where the browser has no storage at all', async () => {
    const without = await openBrowser(['--disable-local-storage']);
    after(() => without.close());
    const page = await without.newPage();
    const errors: Error[] = [];
    page.on('pageerror', error => errors.push(error));
    await page.goto(site);
    await assert.rejects(page.evaluate('localStorage.getItem("")'));
    await openAndAsk(page);
    await ask(page, 'And the large one?');
    await page
      .getByText('400 kilograms')
      .or(page.getByText('Somebody will answer'))
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Close the chat' }).click();
    await page.getByRole('button', { name: 'Chat' }).click();
    await page.getByText('80 kilograms').first().waitFor();
    // Nobody can know them again.
    await page.reload();
    await openAndAsk(page);
    assert.deepEqual(errors, []);
  });
});

/** A page of another site with the public site in a frame. @returns where it is */
async function startEmbedding(site: string): Promise<string> {
  const http = createHttpServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<title>Another site</title><iframe src="${site}" width=600 height=700></iframe>`);
  });
  await once(http.listen(0, 'localhost'), 'listening');
  after(() => {
    http.closeAllConnections();
    http.close();
  });
  return `http://localhost:${String((http.address() as AddressInfo).port)}/`;
}

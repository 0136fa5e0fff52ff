import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { findings } from '../support/demo-page.ts';
import { openDemo } from '../support/open-demo.ts';

const PASSWORD = 'orgtags-demo';

describe('an invitation, from the letter to a member (R20, R21)', async () => {
  const { demo, browser } = await openDemo();

  /** The console of somebody, in a browser of their own. */
  async function consoleOf(email: string): Promise<Page> {
    const context = await browser.newContext();
    await context.request.post(`${demo.url}/api/auth/sign-in/email`, {
      headers: { origin: demo.url },
      data: { email, password: PASSWORD },
    });
    const page = await context.newPage();
    await page.goto(`${demo.url}/console.html`);
    await page.getByRole('heading', { name: 'Members' }).waitFor();
    return page;
  }

  /** Invites somebody to the organization where the console is. */
  async function invite(page: Page, address: string): Promise<void> {
    const { request } = page.context();
    const session = (await (await request.get(`${demo.url}/api/v1/session`)).json()) as {
      readonly standing: { readonly organization: { readonly id: string } };
    };
    const { id } = session.standing.organization;
    const sent = await request.post(`${demo.url}/api/v1/organizations/${id}/invitations`, {
      headers: { origin: demo.url, 'idempotency-key': randomUUID() },
      data: { invitees: [{ address }], role: 'member' },
    });
    assert.ok(sent.ok(), await sent.text());
  }

  /** Follows the link of the letter to an address, in another browser. */
  async function follow(address: string, context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${demo.url}/mailbox.html`);
    const letter = page.getByRole('listitem').filter({ hasText: address }).first();
    await letter.getByRole('link').click();
    await page.getByRole('heading', { name: /^Invitation to/ }).waitFor();
    return page;
  }

  it('is sent to one of three addresses, followed, and the first window shows who has joined (R18, R28)', async () => {
    const owner = await consoleOf('owner@acme.example');
    const address = 'nora@new.example';
    await owner.locator('summary').getByText('Invite people').click();
    const form = owner.locator('invite-form');
    await form
      .getByLabel('Addresses')
      .fill(`Nora Lindqvist <${address}>; member@acme.example, mia@gmial.com,`);
    await form.getByText('Did you mean mia@gmail.com?').waitFor();
    await form.getByRole('button', { name: 'Send 2 invitations' }).click();
    await form.getByText('member@acme.example: A member already.').waitFor();
    await form.getByRole('list', { name: 'Invited' }).getByText(address).waitFor();
    await form.getByText('Did you mean mia@gmail.com?').waitFor();
    await owner.locator('summary').getByText('Invitations', { exact: true }).click();
    const pending = owner.locator('invite-table').getByRole('row', { name: address });
    await pending.waitFor();
    const context = await browser.newContext();
    const addresses: string[] = [];
    context.on('request', request => {
      addresses.push(request.url(), request.headers().referer ?? '');
    });
    const page = await follow(address, context);
    assert.equal(page.url(), `${demo.url}/invite.html`);
    await page.getByText('Olivia Brandt').waitFor();
    assert.equal(await page.getByText(address).count(), 0);
    assert.deepEqual(await findings(page), []);

    await page.getByLabel('Name').fill('Nora Lindqvist');
    await page.getByLabel('E-mail').fill(address);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^You are now a member of Acme Robotics/ }).waitFor();
    await owner.locator('member-table').getByText('Nora Lindqvist').waitFor();
    await pending.waitFor({ state: 'detached' });
    assert.deepEqual(
      addresses.filter(said => said.includes('token=')),
      [],
    );

    await page.getByRole('link', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Members' }).waitFor();
    await page.getByRole('button', { name: /^Organization: *Acme Robotics/ }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'No invitation is open here' }).waitFor();
  });

  it('is seen on the switcher as it comes, and accepted in the inbox', async () => {
    const invitee = await consoleOf('admin@acme.example');
    const host = await consoleOf('owner@globex.example');
    await invite(host, 'admin@acme.example');
    const trigger = invitee.getByRole('button', { name: /^Organization:.*1 invitation/ });
    await trigger.click();
    await invitee.getByRole('button', { name: '1 invitation', exact: true }).click();
    await invitee.getByRole('button', { name: 'Accept the invitation to Globex' }).click();
    await invitee.getByRole('button', { name: 'Switch to it' }).click();
    await invitee.getByRole('button', { name: /^Organization: *Globex/ }).waitFor();
    await host.getByText('Adam Okafor').waitFor();
  });

  it('is led to by pages that say nothing of it to others', async () => {
    const response = await fetch(`${demo.url}/invite.html`);
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
    assert.match(await response.text(), /<meta name="referrer" content="no-referrer" \/>/);
  });
});

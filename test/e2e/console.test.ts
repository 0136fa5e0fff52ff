import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { ProblemDocument } from '../../src/contract/problems.ts';
import type { MemberPage, Session } from '../../src/contract/shapes.ts';
import { openSower, TEST_SECRET } from '../../src/testing/backend.ts';
import { openDemo } from '../support/open-demo.ts';

describe('the console, as a person uses it with cookies', async () => {
  const { demo, browser } = await openDemo();

  async function signIn(page: Page, email: string, password = 'orgtags-demo'): Promise<void> {
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }

  it('signs in, switches, changes a role and signs out (R2, R3, R15)', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${demo.url}/console.html`);

    await signIn(page, 'owner@acme.example', 'not the password');
    await page.getByText('Address or password is not right.').waitFor();
    assert.equal(await page.getByLabel('E-mail').inputValue(), 'owner@acme.example');

    await signIn(page, 'owner@acme.example');
    await page.getByText('4 people in Acme Robotics').waitFor();

    await page.getByRole('button', { name: 'Change the role of Mia Lindqvist' }).click();
    await page.getByLabel('New role of Mia Lindqvist').selectOption('Admin');
    await page.getByRole('button', { name: 'Save' }).click();
    const mia = page.getByRole('row', { name: 'Mia Lindqvist' });
    await mia.getByText('Admin', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Organization: Acme Robotics' }).click();
    await page.getByRole('option', { name: 'Globex' }).click();
    await page.getByText('2 people in Globex').waitFor();
    await page.locator('member-table').getByText('Your role does not manage members.').waitFor();
    await page.reload();
    await page.getByText('2 people in Globex').waitFor();

    const cookies = await context.cookies();
    assert.ok(cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === 'Lax'));
    assert.equal(await page.evaluate('document.cookie'), '');

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.getByText('Sign in to see this.').first().waitFor();

    const elsewhere = await (await browser.newContext()).newPage();
    await elsewhere.goto(`${demo.url}/console.html`);
    await signIn(elsewhere, 'owner@acme.example');
    await elsewhere.getByText('2 people in Globex').waitFor();
  });

  it('takes somebody who has just an account to an organization of their own, which its last owner cannot leave (R4, R6)', async () => {
    const sower = await openSower(demo.databaseUrl, TEST_SECRET);
    const { email } = await sower.person({ name: 'Nora Novak', password: 'correct horse' });
    await sower.end();
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${demo.url}/console.html`);
    await signIn(page, email, 'correct horse');
    await page.getByRole('button', { name: 'Create an organization' }).click();
    await page.getByLabel('Name').fill('Initech');
    await page.getByRole('status').getByText('initech is free.').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('1 person in Initech').waitFor();
    await page.reload();
    await page.getByText('1 person in Initech').waitFor();

    await page.getByRole('button', { name: 'Organization: Initech' }).click();
    await page.getByRole('button', { name: 'Leave Initech' }).click({ force: true });
    const menu = page.getByRole('dialog', { name: 'Organizations' });
    await menu.getByText('An organization needs an owner.').waitFor();
  });

  it('explains to an admin what an owner alone may do, and refuses it if asked (R9, R12)', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${demo.url}/console.html`);
    await signIn(page, 'admin@acme.example');
    const why = page.getByRole('button', { name: 'Why the role of Olivia Brandt is locked' });
    await why.click();
    const reason = 'Only owners can manage owners.';
    await page.getByText(reason).waitFor();

    const session = await page.request.get(`${demo.url}/api/v1/session`);
    const { standing } = (await session.json()) as Session;
    const url = `${demo.url}/api/v1/organizations/${String(standing?.organization.id)}/members`;
    const { members } = (await (await page.request.get(url)).json()) as MemberPage;
    const owner = members.find(member => member.role === 'owner');
    const refusal = await page.request.patch(`${url}/${String(owner?.id)}`, {
      headers: { origin: demo.url },
      data: { role: 'member', version: owner?.version },
    });
    assert.equal(refusal.status(), 403);
    assert.equal(((await refusal.json()) as ProblemDocument).title, reason);
  });
});

import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import {
  openSower,
  TEST_SECRET,
  type NewMember,
  type TestMember,
  type TestOrganization,
} from '../../src/testing/backend.ts';
import { ask } from '../support/backend.ts';
import { openSharedDemo } from '../support/open-demo.ts';

/** One more than the connections that a browser has for one server over HTTP/1.1. */
const TABS = 7;
const PASSWORD = 'correct horse';

describe('many tabs of one browser', async () => {
  const { demo, browser } = await openSharedDemo();
  const sower = await openSower(demo.databaseUrl, TEST_SECRET);
  after(() => sower.end());

  it('share one stream, each in an organization of its own, and hand it on (R3, R28)', async () => {
    const person = await sower.person({ name: 'Tabitha', password: PASSWORD });
    const places: TestOrganization[] = [];
    for (let n = 1; n <= TABS; n += 1) {
      const members: NewMember[] = [
        { role: 'viewer', person },
        { role: 'owner', name: 'Olga' },
        { role: 'viewer', name: 'Vera' },
      ];
      places.push(await sower.organization({ name: `Place ${n}`, members }));
    }
    const context = await browser.newContext();
    let streams = 0;
    context.on('request', request => {
      if (request.url().endsWith('/changes')) streams += 1;
    });

    const tabs: Page[] = [];
    for (const { id, name } of places) {
      const tab = await context.newPage();
      await tab.addInitScript(`sessionStorage.setItem('orgtags.organization', '${id}')`);
      await tab.goto(`${demo.url}/console.html`);
      if (tabs.length === 0) await signIn(tab, person.email);
      await tab.getByText(`3 people in ${name}`).waitFor();
      tabs.push(tab);
    }
    await promote(TABS - 1);
    await promote(0);
    assert.equal(streams, 1);

    // The first one has the stream.
    await tabs[0]?.close();
    await promote(2);
    await promote(TABS - 2);
    assert.equal(streams, 2);

    async function promote(n: number): Promise<void> {
      const place = places[n];
      const [, owner, vera] = (place?.members ?? []) as TestMember[];
      const path = `/api/v1/organizations/${String(place?.id)}/members/${String(vera?.member)}`;
      const { status } = await ask(demo.url + path, {
        method: 'PATCH',
        token: owner?.token,
        json: { role: 'admin', version: 1 },
      });
      assert.equal(status, 200);
      const row = tabs[n]?.getByRole('row', { name: 'Vera' });
      await row?.getByText('Admin', { exact: true }).waitFor();
    }
  });

  it('show who has signed in in another one', async () => {
    const [mia, victor] = await pair();
    const context = await browser.newContext();
    const tabs = [await context.newPage(), await context.newPage()];
    for (const tab of tabs) await tab.goto(`${demo.url}/console.html`);
    await signIn(tabs[0], mia);
    for (const tab of tabs) await tab.locator('sign-in-form').getByTitle(mia).waitFor();
    // Over it, as by the link of a letter.
    await signInBeside(context, victor);
    for (const tab of tabs) await tab.locator('sign-in-form').getByTitle(victor).waitFor();
    await context.close();
  });

  it('do nothing in the name of who has signed in elsewhere before they show it', async () => {
    const [mia, victor] = await pair();
    const context = await browser.newContext();
    const tab = await context.newPage();
    // It hears nothing of what happens.
    await tab.route('**/changes', route => route.abort());
    await tab.goto(`${demo.url}/console.html`);
    await signIn(tab, mia);
    await tab.getByRole('button', { name: 'Change name' }).click();
    await tab.getByRole('textbox', { name: 'Name', exact: true }).fill('Mia Renamed');
    await signInBeside(context, victor);
    await tab.getByRole('button', { name: 'Save' }).click();
    await tab.locator('sign-in-form').getByTitle(victor).waitFor();
    await tab.getByText('Somebody else is signed in here by now.').waitFor();
    const rows = await sower.sql<{ name: string }>(
      'select name from orgtags.person where email = any($1) order by name',
      [[mia, victor]],
    );
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['Mia', 'Victor'],
    );
    await context.close();
  });

  /** Two people with accounts, by their addresses. */
  async function pair(): Promise<readonly [string, string]> {
    const mia = await sower.person({ name: 'Mia', password: PASSWORD });
    const victor = await sower.person({ name: 'Victor', password: PASSWORD });
    return [mia.email, victor.email];
  }

  async function signIn(tab: Page | undefined, email: string): Promise<void> {
    await tab?.getByLabel('E-mail').fill(email);
    await tab?.getByLabel('Password').fill(PASSWORD);
    await tab?.getByRole('button', { name: 'Sign in' }).click();
    await tab?.locator('sign-in-form').getByTitle(email).waitFor();
  }

  /** In the same browser, past its pages. */
  async function signInBeside({ request }: BrowserContext, email: string): Promise<void> {
    const answer = await request.post(`${demo.url}/api/auth/sign-in/email`, {
      headers: { origin: demo.url },
      data: { email, password: PASSWORD },
    });
    assert.equal(answer.status(), 204);
  }
});

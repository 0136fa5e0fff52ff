import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { createHttpClient } from '../../src/client/index.ts';
import { addPlaces, INVITATION_PLACES } from '../../src/client/places.ts';
import { openSower, TEST_SECRET } from '../../src/testing/backend.ts';
import { openDemo } from '../support/open-demo.ts';

describe('a page with a sign-in of its own (R47)', async () => {
  const { demo, browser } = await openDemo();
  const sower = await openSower(demo.databaseUrl, TEST_SECRET);
  addPlaces(INVITATION_PLACES);
  after(() => sower.end());

  async function open(): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${demo.url}/own-sign-in.html`);
    return page;
  }

  async function signIn(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    assert.equal(page.url(), `${demo.url}/own-sign-in.html`);
  }

  it('signs in with the issuer, shows what one may, and signs out', async () => {
    const page = await open();
    await page.getByText('Sign in to see this.').first().waitFor();
    await signIn(page, 'Olivia Brandt');
    await page.getByText('4 people in Acme Labs').waitFor();
    await page.getByRole('button', { name: 'Change the role of Mia Lindqvist' }).click();
    await page.getByLabel('New role of Mia Lindqvist').selectOption('Viewer');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Mia Lindqvist is now Viewer.').waitFor();
    assert.deepEqual(await page.context().cookies(), []);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await page.getByText('Sign in to see this.').first().waitFor();
    assert.equal(await page.getByText('Acme Labs').count(), 0);
  });

  it('makes somebody a person at first sight, who then can be a member', async () => {
    const page = await open();
    await signIn(page, 'Noor Haddad');
    await page.getByText('No organization yet').first().waitFor();
    const email = 'newcomer@acme.example';
    const [noor] = await sower.sql<{ id: string; name: string }>(
      'select id, name from orgtags.person where email = $1',
      [email],
    );
    const org = await sower.organization({ name: 'Initech', members: [{ role: 'owner' }] });
    await sower.sql(
      `insert into orgtags.membership (organization_id, person_id, role, name, email)
       values ($1, $2, 'member', $3, $4)`,
      [org.id, noor?.id, noor?.name, email],
    );
    await page.reload();
    await page.getByText('2 people in Initech').waitFor();
    const own = page.getByRole('row', { name: 'Noor Haddad' });
    await own.getByText('Member', { exact: true }).waitFor();
    await own.getByText('You').waitFor();
    await page.getByText('Your role does not manage members.').waitFor();
  });

  it('is where the link of an invitation leads to, which is still open after the sign-in', async () => {
    const org = await sower.organization({ name: 'Hooli', members: [{ role: 'owner' }] });
    const [owner] = org.members;
    const { invitations } = createHttpClient({ baseUrl: demo.url, getToken: () => owner?.token });
    const wanted = { invitees: [{ address: 'newcomer@acme.example' }], role: 'viewer' } as const;
    const { outcomes } = await invitations.send(org.id, wanted, randomUUID());
    const sent = outcomes.map(({ invitation }) => invitation?.id ?? '');
    const { links } = await invitations.links(org.id, { invitations: sent });

    const page = await (await browser.newContext()).newPage();
    await page.goto(`${demo.url}/own-sign-in.html#${links[0]?.url?.split('#')[1] ?? ''}`);
    const tag = page.locator('invite-accept');
    await tag.getByRole('heading', { name: 'Invitation to Hooli' }).waitFor();
    assert.equal(page.url(), `${demo.url}/own-sign-in.html`);
    await tag.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Adam Okafor' }).click();
    await tag.getByRole('heading', { name: 'This invitation is for another address' }).waitFor();
    await tag.getByRole('button', { name: 'Switch account' }).click();
    await page.getByRole('button', { name: 'Noor Haddad' }).click();
    await tag.getByRole('button', { name: 'Accept' }).click();
    await tag.getByRole('heading', { name: 'You are now a member of Hooli, as Viewer' }).waitFor();
    await page.getByText('2 people in Hooli').waitFor();
    await page.reload();
    await page.getByText('2 people in Hooli').waitFor();
    assert.equal(await tag.isVisible(), false);
  });

  it('says why a token is refused, and lets one sign in again', async () => {
    const page = await open();
    await signIn(page, 'Adam Okafor');
    await page.getByText('4 people in Acme Labs').waitFor();
    await page.evaluate(() => {
      const [key, kept] = Object.entries(sessionStorage).find(([name]) =>
        name.startsWith('oidc.user'),
      ) as [string, string];
      const user = JSON.parse(kept) as { access_token: string; id_token: string };
      sessionStorage.setItem(key, JSON.stringify({ ...user, access_token: user.id_token }));
    });
    await page.reload();
    const table = page.locator('member-table');
    await table.getByText('Sign in to see this.').waitFor();
    await table.getByText('Your sign-in is meant for another service.').waitFor();
    await signIn(page, 'Adam Okafor');
    await page.getByText('4 people in Acme Labs').waitFor();
  });

  it('says what to do to somebody whose address is not verified', async () => {
    const page = await open();
    await signIn(page, 'Uwe Petit');
    const sentence = 'Your e-mail address is not verified. Verify it where you sign in.';
    await page.locator('member-table').getByText(sentence).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  });

  it('leaves no issuer behind when the demo is stopped', async () => {
    const issuer = new URL(demo.url);
    issuer.port = String(Number(issuer.port) + 2);
    assert.equal((await fetch(new URL('/keys', issuer))).status, 200);
    await demo.stop();
    await assert.rejects(fetch(new URL('/keys', issuer)));
  });
});

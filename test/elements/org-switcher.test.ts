import { expect } from '@open-wc/testing';
import { html } from 'lit';
import { createHttpClient } from '../../src/client/index.ts';
import type { OrgSwitcher } from '../../src/elements/org-switcher/org-switcher.ts';
import type { TestMember } from '../../src/testing/backend.ts';
import { part, parts, text, waitUntil } from '../support/dom.ts';
import { show } from '../support/page.ts';
import { scene, sql, type Scene } from '../support/scene.ts';
import { current, open, spoken } from '../support/switcher.ts';

interface TwoOrganizations {
  readonly acme: Scene;
  readonly globex: Scene;
  readonly person: TestMember;
}

/** One person, owner of Acme and viewer in Globex. */
async function twoOrganizations(): Promise<TwoOrganizations> {
  const acme = await scene({ name: 'Acme', purpose: 'Production' });
  const person = acme.as('owner');
  const globex = await scene({
    name: 'Globex',
    members: [
      { role: 'owner', name: 'Gloria' },
      { role: 'viewer', person },
    ],
  });
  return { acme, globex, person };
}

async function switcher({ acme, person }: TwoOrganizations): Promise<OrgSwitcher> {
  const tag = await show<OrgSwitcher>(
    acme,
    person,
    html`<org-switcher></org-switcher><member-table></member-table>`,
  );
  await part(tag, 'trigger');
  return tag;
}

describe('org-switcher (R2, R3)', () => {
  it('lists the organizations with the role in each', async () => {
    const tag = await switcher(await twoOrganizations());
    expect(parts(tag, 'option').map(text)).to.deep.equal([
      'A Acme Production Owner',
      'G Globex Viewer',
    ]);
  });

  it('switches, and every other tag on the page follows', async () => {
    const tag = await switcher(await twoOrganizations());
    const table = tag.nextElementSibling as HTMLElement;
    await part(table, 'row');
    expect(text(table.shadowRoot)).to.contain('people in Acme');

    await open(tag);
    parts(tag, 'option')[1]?.click();
    await waitUntil(() => text(table.shadowRoot).includes('people in Globex'));
    expect(current(tag)).to.equal('Globex');
    expect(text(table.shadowRoot)).to.contain('Gloria').and.not.contain('Mia');
  });

  it('is remembered: by the server for the next sign-in, by the tab through reloads', async () => {
    const places = await twoOrganizations();
    const tag = await switcher(places);
    await open(tag);
    parts(tag, 'option')[1]?.click();
    await waitUntil(() => current(tag) === 'Globex');
    const remembered = 'select last_organization_id as id from orgtags.person where id = $1';
    expect(await sql(remembered, [places.person.id])).to.deep.equal([{ id: places.globex.id }]);

    await sql('update orgtags.person set last_organization_id = $2 where id = $1', [
      places.person.id,
      places.acme.id,
    ]);
    expect(current(await switcher(places))).to.equal('Globex');
    sessionStorage.clear();
    expect(current(await switcher(places))).to.equal('Acme');
  });

  it('says which one is being opened, while it is', async () => {
    const place = await twoOrganizations();
    const tag = await switcher(place);
    await open(tag);
    await place.acme.trouble({ kind: 'hold', path: '/switch' });
    parts(tag, 'option')[1]?.click();
    await waitUntil(() => tag.matches(':state(busy)'));
    expect(parts(tag, 'option').map(text)).to.deep.equal([
      'A Acme Production Owner',
      'G Globex Opening',
    ]);
    await place.acme.trouble({ kind: 'none' });
    await waitUntil(() => current(tag) === 'Globex');
    expect(text(parts(tag, 'option')[1])).to.equal('G Globex Viewer');
  });

  it('says that somebody else has given the person another role (R28)', async () => {
    const place = await scene();
    const tag = await show<OrgSwitcher>(
      place,
      place.as('admin'),
      html`<org-switcher></org-switcher>`,
    );
    await part(tag, 'trigger');
    expect(spoken(tag)).to.equal('');
    const { token } = place.as('owner');
    const owner = createHttpClient({ baseUrl: place.lane, getToken: () => token });
    const change = { role: 'viewer', version: 1 } as const;
    await owner.members.changeRole(place.id, place.as('admin').member, change);
    await waitUntil(() => spoken(tag) === 'You are now Viewer in Acme Robotics.');
  });

  it('only shows an organization that is pinned, and leaves the tab where it was (R3)', async () => {
    const { acme, globex, person } = await twoOrganizations();
    const tag = await show<OrgSwitcher>(acme, person, html`<org-switcher></org-switcher>`, {
      org: globex.slug,
    });
    expect(text(await part(tag, 'name'))).to.equal('Globex');
    for (const name of ['menu', 'option', 'create-button', 'leave-button']) {
      expect(parts(tag, name), name).to.have.length(0);
    }
    expect(sessionStorage.length).to.equal(0);
    const elsewhere = await show<OrgSwitcher>(acme, person, html`<org-switcher></org-switcher>`, {
      org: 'nobody-knows-it',
    });
    expect(text(await part(elsewhere, 'empty'))).to.contain('There is no such organization');
    expect(parts(elsewhere, 'action-button')).to.have.length(0);
  });
});

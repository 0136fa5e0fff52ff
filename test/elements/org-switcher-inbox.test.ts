import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import type { OrgSwitcher } from '../../src/elements/org-switcher/org-switcher.ts';
import { hasFocus, part, parts, text, waitUntil } from '../support/dom.ts';
import { invite } from '../support/invited-in-page.ts';
import { clientOf, show } from '../support/page.ts';
import { person, scene, type Scene } from '../support/scene.ts';
import { open } from '../support/switcher.ts';

function shown(place: Scene, as: { readonly token: string }): Promise<OrgSwitcher> {
  return show<OrgSwitcher>(place, as, html`<org-switcher></org-switcher>`);
}

describe('the invitations on org-switcher (R21)', () => {
  it('are counted in the button and named in the menu, from which the page is told', async () => {
    const place = await scene();
    const as = place.as('member');
    for (const name of ['Globex', 'Initech']) await invite(await scene({ name }), as.email);
    const tag = await shown(place, as);
    const badge = await part(tag, 'invitations');
    expect([...badge.children].map(text)).to.deep.equal(['2', '2 invitations']);
    await open(tag);
    const told = oneEvent(tag, 'org-inbox-open');
    const button = await part(tag, 'inbox-button');
    expect(text(button)).to.equal('2 invitations');
    button.click();
    await told;
    await waitUntil(() => !tag.matches(':state(open)'), 'the menu stays open');
    expect(hasFocus(parts(tag, 'trigger')[0])).to.equal(true);
  });

  it('come and go by themselves', async () => {
    const place = await scene();
    const as = place.as('member');
    const tag = await shown(place, as);
    await part(tag, 'trigger');
    expect(parts(tag, 'invitations')).to.have.length(0);
    expect(parts(tag, 'inbox-button')).to.have.length(0);
    await waitUntil(async () => (await place.requests('/changes')) > 0, 'nobody listens');
    const globex = await scene({ name: 'Globex' });
    const { id } = await invite(globex, as.email);
    expect(text(await part(tag, 'invitations'))).to.contain('1 invitation');
    await clientOf(place, as).inbox.decline(id);
    await waitUntil(() => parts(tag, 'invitations').length === 0, 'it stays');
  });

  it('are a way to a first organization, too', async () => {
    const place = await scene();
    const as = await person();
    await invite(place, as.email);
    const tag = await shown(place, as);
    const told = oneEvent(tag, 'org-inbox-open');
    const button = await part(tag, 'inbox-button');
    expect(text(button)).to.equal('1 invitation');
    button.click();
    await told;
  });
});

import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import type { InviteInbox } from '../../src/elements/invite-inbox/invite-inbox.ts';
import { hasFocus, part, parts, text, waitUntil } from '../support/dom.ts';
import { doubt, invite } from '../support/invited-in-page.ts';
import { clientOf, show, showWithout } from '../support/page.ts';
import { letterTo, person, scene, sql, type Scene } from '../support/scene.ts';
import { press } from '../support/suites/views/hands.ts';

function shown(
  place: Scene,
  as: { readonly token: string },
  options: { readonly accounts?: boolean } = {},
): Promise<InviteInbox> {
  return show<InviteInbox>(place, as, html`<invite-inbox></invite-inbox>`, options);
}

/** The inbox of a member who is invited to Globex. */
async function inbox() {
  const place = await scene({ name: 'Acme' });
  const as = place.as('member');
  const globex = await scene({ name: 'Globex', purpose: 'Client work', members: HOST });
  const sent = await invite(globex, as.email, 'viewer');
  const tag = await shown(place, as);
  await part(tag, 'row');
  return { place, as, globex, sent, tag };
}

const HOST = [{ role: 'owner', name: 'Gloria' }] as const;

const status = (tag: InviteInbox): string => text(tag.shadowRoot?.querySelector('[role=status]'));

function members(place: Scene, email: string): Promise<unknown[]> {
  return sql('select role from orgtags.membership where organization_id = $1 and email = $2', [
    place.id,
    email,
  ]);
}

describe('invite-inbox: the invitations that wait (R21)', () => {
  it('says who invites to what, as which role and until when', async () => {
    const { tag } = await inbox();
    const row = text(parts(tag, 'row')[0]);
    for (const said of ['Globex', 'Client work', 'Viewer', 'Invited by: Gloria', 'In 23 hours']) {
      expect(row).to.contain(said);
    }
    expect(tag.shadowRoot?.querySelector('time')?.title).to.match(/\d{4}.* at /);
    expect(text(tag.shadowRoot)).to.contain('1 invitation');
  });

  it('comes and goes by itself, while the page is open', async () => {
    const { place, as, globex, sent, tag } = await inbox();
    await waitUntil(async () => (await place.requests('/changes')) > 0, 'nobody listens');
    const initech = await scene({ name: 'Initech' });
    await invite(initech, as.email);
    await waitUntil(() => parts(tag, 'row').length === 2, 'it does not come');
    expect(parts(tag, 'name').map(text)).to.deep.equal(['Initech', 'Globex']);
    const { invitations } = clientOf(globex, globex.as('owner'));
    await invitations.revoke(globex.id, { invitations: [sent.id] });
    await waitUntil(() => parts(tag, 'row').length === 1, 'it does not go');
  });

  it('is empty where nobody has invited the person', async () => {
    const place = await scene();
    const tag = await shown(place, place.as('viewer'));
    const face = text(await part(tag, 'empty'));
    expect(face).to.contain('No invitations').and.contain(place.as('viewer').email);
  });

  it('is closed until the address is known to be the person’s', async () => {
    const place = await scene();
    const as = place.as('member');
    await invite(await scene({ name: 'Globex' }), as.email);
    await doubt(as);
    const tag = await shown(place, as);
    const face = text(await part(tag, 'empty'));
    expect(face).to.contain('not confirmed').and.contain(as.email).and.not.contain('Globex');
    expect(await place.requests('/invitations')).to.equal(0);
  });

  it('sends the letter by which the person confirms their address', async () => {
    const place = await scene();
    const as = place.as('member');
    await doubt(as);
    const tag = await shown(place, as, { accounts: true });
    await press(tag, 'action-button');
    const sentence = `An e-mail is on its way to ${as.email}.`;
    await waitUntil(() => text(parts(tag, 'empty')[0]).includes(sentence), 'it says nothing');
    expect(text(tag.shadowRoot?.querySelector('[role=status]'))).to.contain(sentence);
    expect(await letterTo(as.email)).to.contain('#verify=');
  });

  it('sends one letter, however often it is pressed', async () => {
    const place = await scene();
    const as = place.as('member');
    await doubt(as);
    const tag = await shown(place, as, { accounts: true });
    const button = await part(tag, 'action-button');
    await place.trouble({ kind: 'hold', path: '/send-verification-email' });
    button.click();
    await tag.updateComplete;
    expect(tag.matches(':state(busy)')).to.be.true;
    button.click();
    await waitUntil(async () => (await place.requests('/send-verification-email')) > 0);
    await place.trouble({ kind: 'none' });
    await waitUntil(() => status(tag) !== '', 'it says nothing');
    expect(await place.requests('/send-verification-email')).to.equal(1);
    expect(tag.matches(':state(busy)')).to.be.false;
  });

  it('says why no letter could be sent', async () => {
    const place = await scene();
    const as = place.as('member');
    await doubt(as);
    const tag = await shown(place, as, { accounts: true });
    await part(tag, 'empty');
    await place.trouble({ kind: 'status', path: '/send-verification-email' });
    await press(tag, 'action-button');
    await waitUntil(() => status(tag) !== '', 'it says nothing');
    expect(text(parts(tag, 'empty')[0]))
      .to.contain(status(tag))
      .and.not.contain('on its way');
  });

  it('is nothing where the backend has none', async () => {
    const place = await scene();
    const inbox = html`<invite-inbox></invite-inbox>`;
    const tag = await showWithout('inbox.list', place, place.as('owner'), inbox);
    await waitUntil(async () => (await place.requests('/session')) > 0);
    expect(text(tag.shadowRoot)).to.equal('');
  });
});

describe('invite-inbox: accepting (R21)', () => {
  it('makes a member, stays where one is, and offers to switch', async () => {
    const { place, as, globex, tag } = await inbox();
    const accepted = oneEvent(tag, 'org-invitation-accepted');
    parts(tag, 'accept-button')[0]?.click();
    await accepted;
    expect(await members(globex, as.email)).to.deep.equal([{ role: 'viewer' }]);
    expect(status(tag)).to.equal('You are now a member of Globex, as Viewer.');
    expect(parts(tag, 'row')).to.have.length(0);
    expect(sessionStorage.getItem('orgtags.organization')).to.equal(place.id);
    await waitUntil(() => hasFocus(parts(tag, 'switch-button')[0]));

    parts(tag, 'switch-button')[0]?.click();
    await waitUntil(() => sessionStorage.getItem('orgtags.organization') === globex.id);
    await waitUntil(() => parts(tag, 'switch-button').length === 0);
    expect(text(parts(tag, 'notice')[0])).to.contain('You are now a member of Globex');
    await waitUntil(() => hasFocus(tag.shadowRoot?.querySelector('#heading')));
  });

  it('is a way to a first organization, in which one then is', async () => {
    const place = await scene({ name: 'Globex' });
    const as = await person();
    await invite(place, as.email);
    const tag = await shown(place, as);
    const table = document.createElement('member-table');
    tag.after(table);
    (await part(tag, 'accept-button')).click();
    await waitUntil(() => text(table.shadowRoot).includes(as.name), 'the tab is elsewhere');
    expect(parts(tag, 'switch-button')).to.have.length(0);
  });

  it('says which one is gone, and why, where it was revoked meanwhile', async () => {
    const { place, globex, sent, tag } = await inbox();
    await place.trouble({ kind: 'lose', path: '/changes' });
    const { invitations } = clientOf(globex, globex.as('owner'));
    await invitations.revoke(globex.id, { invitations: [sent.id] });
    parts(tag, 'accept-button')[0]?.focus();
    parts(tag, 'accept-button')[0]?.click();
    await waitUntil(() => parts(tag, 'row').length === 0, 'it stays in the list');
    const problem = text(await part(tag, 'problem'));
    expect(problem).to.contain('The invitation to Globex is no longer there');
    expect(problem).to.contain('This invitation was revoked');
    await waitUntil(() => hasFocus(tag.shadowRoot?.querySelector('#heading')));
  });
});

describe('invite-inbox: declining (R21)', () => {
  it('asks first, and takes the row away', async () => {
    const { as, globex, tag } = await inbox();
    parts(tag, 'decline-button')[0]?.click();
    const question = text(await part(tag, 'dialog'));
    expect(question).to.contain('Decline the invitation to Globex?');
    expect(question).to.contain('someone has to invite you again');
    parts(tag, 'confirm-button')[0]?.click();
    await waitUntil(() => text(tag.shadowRoot).includes('No invitations'));
    expect(status(tag)).to.equal('You have declined the invitation to Globex.');
    expect(await members(globex, as.email)).to.deep.equal([]);
    const [row] = await sql('select ended from orgtags.invitation where organization_id = $1', [
      globex.id,
    ]);
    expect(row).to.deep.equal({ ended: 'declined' });
  });

  it('still asks about the last one when it is gone meanwhile, then says so, and never asks again', async () => {
    const { as, globex, sent, tag } = await inbox();
    parts(tag, 'decline-button')[0]?.click();
    await part(tag, 'dialog');
    const { invitations } = clientOf(globex, globex.as('owner'));
    await invitations.revoke(globex.id, { invitations: [sent.id] });
    await waitUntil(() => parts(tag, 'row').length === 0, 'it stays in the list');
    expect(parts(tag, 'dialog')).to.have.length(1);
    parts(tag, 'confirm-button')[0]?.click();
    await waitUntil(() => parts(tag, 'dialog').length === 0, 'the question stays');
    expect(text(await part(tag, 'problem'))).to.contain('Globex is no longer there');
    await invite(await scene({ name: 'Initech', members: HOST }), as.email);
    await part(tag, 'row');
    expect(parts(tag, 'dialog')).to.have.length(0);
  });
});

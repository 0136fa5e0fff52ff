import { expect } from '@open-wc/testing';
import { html } from 'lit';
import type { InviteAccept } from '../../src/elements/invite-accept/invite-accept.ts';
import { part, text, waitUntil } from '../support/dom.ts';
import { show } from '../support/page.ts';
import { scene } from '../support/scene.ts';

describe('what a new tag does', () => {
  it('is told to the page, and said', async () => {
    const place = await scene();
    const tag = await show<InviteAccept>(
      place,
      place.as('member'),
      html`<invite-accept></invite-accept>`,
    );
    let told = 0;
    document.body.addEventListener('org-invite-accept-done', () => (told += 1), { once: true });
    (await part(tag, 'do-button')).click();
    expect(told).to.equal(1);
    const status = tag.shadowRoot?.querySelector('[role=status]');
    await waitUntil(() => text(status) === 'It is done.');
  });
});

import { expect, oneEvent } from '@open-wc/testing';
import { html } from 'lit';
import { part, parts, text } from '../support/dom.ts';
import { show } from '../support/page.ts';
import { scene, sql, type Scene } from '../support/scene.ts';

const ENDED = 'Your session in this organization was ended. Sign in again to go on.';

describe('a tag, when the session has been ended in its organization (R37, R47)', () => {
  it('says so, and asks the page for a sign-in', async () => {
    const place = await scene();
    await signEveryoneOut(place);
    const asked = oneEvent(document.body, 'org-sign-in-required');
    const tag = await show(place, place.as('owner'), html`<member-table></member-table>`);
    await asked;
    expect(text(await part(tag, 'empty')))
      .to.match(/^Sign in to see this\./)
      .and.contain(ENDED);
  });

  it('says so with the next thing that is done, too', async () => {
    const place = await scene();
    // Before it is heard of, that is.
    await place.trouble({ kind: 'hold', path: '/changes' });
    const tag = await show(place, place.as('owner'), html`<member-table></member-table>`);
    await part(tag, 'edit-button');
    await signEveryoneOut(place);
    const asked = oneEvent(document.body, 'org-sign-in-required');
    parts(tag, 'edit-button')[0]?.click();
    await part(tag, 'save-button');
    const select = tag.shadowRoot?.querySelector('select') as HTMLSelectElement;
    select.value = 'viewer';
    select.dispatchEvent(new Event('change'));
    parts(tag, 'save-button')[0]?.click();
    await asked;
    expect(text(await part(tag, 'empty')))
      .to.match(/^Sign in to see this\./)
      .and.contain(ENDED);
  });

  it('does not say to whom was never signed in that a session has ended', async () => {
    const place = await scene();
    const tag = await show(place, undefined, html`<member-table></member-table>`);
    expect(text(await part(tag, 'empty'))).to.equal('Sign in to see this.');
  });
});

function signEveryoneOut({ id }: Scene): Promise<unknown> {
  return sql('update orgtags.membership set signed_out_at = now() where organization_id = $1', [
    id,
  ]);
}

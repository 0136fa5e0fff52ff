import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import '../../src/elements/session-list/de.ts';
import '../../src/elements/member-table/de.ts';
import { createHttpClient } from '../../src/client/index.ts';
import '../../src/elements/member-table/define.ts';
import '../../src/elements/org-provider/define.ts';
import '../../src/elements/session-list/define.ts';
import { text, waitUntil } from '../support/dom.ts';
import { scene } from '../support/scene.ts';

describe('German of some tags, which comes before them (R46)', () => {
  const { documentElement: root } = document;
  afterEach(() => {
    root.lang = 'en';
  });

  it('is there for each of them, and English where a language is not there', async () => {
    const place = await scene();
    const client = createHttpClient({
      baseUrl: place.lane,
      getToken: () => place.as('owner').token,
    });
    const provider = await fixture(
      html`<org-provider .client=${client}>
        <member-table></member-table><session-list></session-list>
      </org-provider>`,
    );
    const headings = (): string[] =>
      [...provider.children].map(tag => text(tag.shadowRoot?.querySelector('#heading')));

    root.lang = 'de';
    await waitUntil(() => headings()[0] === 'Mitglieder');
    expect(headings()[1]).to.equal('Wo du angemeldet bist');
    root.lang = 'fr';
    await waitUntil(() => headings()[0] === 'Members');
    expect(headings()[1]).to.equal('Where you are signed in');
  });
});

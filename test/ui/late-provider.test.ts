import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import { createHttpClient } from '../../src/client/index.ts';
import '../../src/elements/member-table/define.ts';
import type { OrgProvider } from '../../src/elements/org-provider/org-provider.ts';
import { part, parts } from '../support/dom.ts';
import { scene } from '../support/scene.ts';

describe('a tag below a provider that is not defined yet (R42)', () => {
  it('waits for it, asks nobody else meanwhile, and then shows its organization', async () => {
    const place = await scene();
    const provider = await fixture<OrgProvider>(
      html`<org-provider><member-table></member-table></org-provider>`,
    );
    const table = provider.firstElementChild as HTMLElement;
    await part(table, 'skeleton');
    provider.client = createHttpClient({
      baseUrl: place.lane,
      getToken: () => place.as('owner').token,
    });
    await import('../../src/elements/org-provider/define.ts');
    await part(table, 'row');
    expect(parts(table, 'row')).to.have.length(4);
    const asked = performance.getEntriesByType('resource').map(({ name }) => name);
    expect(asked.filter(url => url.startsWith(`${location.origin}/api/`))).to.deep.equal([]);
  });
});

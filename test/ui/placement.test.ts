import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import { configure, createHttpClient } from '../../src/index.ts';
import '../../src/orgtags.ts';
import type { OrgProvider } from '../../src/elements/org-provider/org-provider.ts';
import { storeFor } from '../../src/ui/context/session-store.ts';
import { define } from '../../src/ui/define.ts';
import { part, parts, text, waitUntil } from '../support/dom.ts';
import { scene, type Scene } from '../support/scene.ts';

function clientOf({ lane, as }: Scene) {
  return createHttpClient({ baseUrl: lane, getToken: () => as('owner').token });
}

function heading(tag: Element | null | undefined): string {
  return text(tag?.shadowRoot?.querySelector('.head'));
}

describe('a tag finds its session wherever it is placed (R42)', () => {
  it('asks nobody else when configure() comes right after the tag', async () => {
    const acme = await scene();
    const table = document.createElement('member-table');
    document.body.append(table);
    configure({ client: clientOf(acme) });
    await part(table, 'row');
    table.remove();
    const asked = performance.getEntriesByType('resource').map(({ name }) => name);
    expect(asked.filter(url => url.startsWith(`${location.origin}/api/`))).to.deep.equal([]);
  });

  it('follows its provider to another backend', async () => {
    const [acme, globex] = [await scene({ name: 'Acme' }), await scene({ name: 'Globex' })];
    const provider = await fixture<OrgProvider>(
      html`<org-provider .client=${clientOf(acme)}><member-table></member-table></org-provider>`,
    );
    const table = provider.firstElementChild as HTMLElement;
    await part(table, 'row');
    sessionStorage.clear();
    provider.client = clientOf(globex);
    await waitUntil(() => heading(table).includes('in Globex'));
  });

  it('goes where the page was before when the pin of its provider is taken out', async () => {
    const acme = await scene({ name: 'Acme' });
    const provider = await fixture<OrgProvider>(
      html`<org-provider .client=${clientOf(acme)} org="nowhere"
        ><member-table></member-table
      ></org-provider>`,
    );
    const table = provider.firstElementChild as HTMLElement;
    expect(text(await part(table, 'empty'))).to.contain('There is no such organization');
    provider.removeAttribute('org');
    await part(table, 'row');
    expect(heading(table)).to.contain('in Acme');
  });

  it('shares the session with the tags outside of a provider that gives nothing else (R2)', async () => {
    const acme = await scene({ name: 'Acme' });
    const person = acme.as('owner');
    await scene({ name: 'Globex', members: [{ role: 'viewer', person }] });
    sessionStorage.clear();
    configure({ client: clientOf(acme) });
    const page = await fixture(
      html`<div>
        <org-switcher></org-switcher><org-provider><member-table></member-table></org-provider>
      </div>`,
    );
    const [switcher, table] = page.querySelectorAll<HTMLElement>('org-switcher, member-table');
    await part(table as HTMLElement, 'row');
    await part(switcher as HTMLElement, 'trigger');
    const before = heading(table);
    const other = before.includes('in Acme') ? 'in Globex' : 'in Acme';
    const options = parts(switcher as HTMLElement, 'option');
    options.find(option => option.ariaSelected === 'false')?.click();
    await waitUntil(() => heading(table).includes(other));
  });

  it('leaves aside what was given as a client and is none, and says so to the developer', async () => {
    const acme = await scene({ name: 'Acme' });
    configure({ client: clientOf(acme) });
    const warn = console.warn;
    const warnings: unknown[] = [];
    console.warn = (warning: unknown) => warnings.push(warning);
    for (const none of [{}, 'https://example.com', 7, { session() {}, capabilities: [] }]) {
      const provider = await fixture<OrgProvider>(
        html`<org-provider .client=${none} .baseUrl=${undefined}
          ><member-table></member-table
        ></org-provider>`,
      );
      await part(provider.firstElementChild as HTMLElement, 'row');
      configure({ client: none } as unknown as Parameters<typeof configure>[0]);
      configure({ client: clientOf(acme) });
    }
    configure(null as unknown as Parameters<typeof configure>[0]);
    configure('https://example.com' as unknown as Parameters<typeof configure>[0]);
    configure({ baseUrl: new URL(acme.lane) });
    console.warn = warn;
    expect(warnings.filter(warning => String(warning).includes('is left aside'))).to.have.length(8);
  });

  it('looks again when the page is configured with the same client once more (R47)', async () => {
    const acme = await scene();
    let token = 'nobody';
    const client = createHttpClient({ baseUrl: acme.lane, getToken: () => token });
    configure({ client });
    const table = await fixture<HTMLElement>(html`<member-table></member-table>`);
    await part(table, 'empty');
    token = acme.as('owner').token;
    configure({ client });
    await part(table, 'row');
  });

  it('looks again for the first tag that comes after nobody was signed in (R47)', async () => {
    const acme = await scene();
    let token = 'nobody';
    const client = createHttpClient({ baseUrl: acme.lane, getToken: () => token });
    const provider = await fixture<OrgProvider>(
      html`<org-provider .client=${client}><member-table></member-table></org-provider>`,
    );
    await part(provider.firstElementChild as HTMLElement, 'empty');
    provider.remove();
    token = acme.as('owner').token;
    const later = await fixture<OrgProvider>(
      html`<org-provider .client=${client}><member-table></member-table></org-provider>`,
    );
    await part(later.firstElementChild as HTMLElement, 'row');
  });

  it('reports nothing of a load that is given up for another', async () => {
    const acme = await scene();
    sessionStorage.setItem('orgtags.organization', acme.id);
    const store = storeFor(clientOf(acme));
    const heard: unknown[] = [];
    const hear = (event: ErrorEvent): void => {
      heard.push(event.error);
    };
    addEventListener('error', hear);
    await acme.trouble({ kind: 'hold', path: '/session' });
    const first = store.reload();
    await waitUntil(async () => (await acme.requests('/session')) === 1);
    const second = store.reload();
    await first;
    await acme.trouble({ kind: 'none' });
    await second;
    removeEventListener('error', hear);
    expect(heard).to.deep.equal([]);
    expect(store.state.status).to.equal('ready');
  });

  it('says in words that a client of the page’s own has failed in its own way', async () => {
    const fault = new TypeError('not a problem');
    const heard: unknown[] = [];
    const hear = (event: ErrorEvent): void => {
      event.preventDefault();
      heard.push(event.error);
    };
    const { onerror } = globalThis;
    globalThis.onerror = null;
    addEventListener('error', hear);
    const acme = await scene();
    const client = { ...clientOf(acme), session: () => Promise.reject(fault) };
    const provider = await fixture<OrgProvider>(
      html`<org-provider .client=${client}><member-table></member-table></org-provider>`,
    );
    const failure = await part(provider.firstElementChild as HTMLElement, 'failure');
    removeEventListener('error', hear);
    globalThis.onerror = onerror;
    expect(text(failure)).to.contain('The server did not answer as it should.');
    expect(heard).to.deep.equal([fault]);
  });

  it('warns of a second copy of the kit, and goes on with the first', () => {
    const warn = console.warn;
    const warnings: unknown[] = [];
    console.warn = (warning: unknown) => warnings.push(warning);
    define('member-table', class extends HTMLElement {});
    console.warn = warn;
    expect(warnings).to.have.length(1);
    expect(document.createElement('member-table')).to.have.property('readonly');
  });
});

describe('an answer for the last organization (R2)', () => {
  it('never shows under the next one', async () => {
    const acme = await scene({ name: 'Acme', members: [{ role: 'owner', name: 'Olivia' }] });
    const person = acme.as('owner');
    const globex = await scene({
      name: 'Globex',
      members: [
        { role: 'owner', name: 'Gloria' },
        { role: 'viewer', person },
      ],
    });
    const client = createHttpClient({ baseUrl: acme.lane, getToken: () => person.token });
    const provider = await fixture<HTMLElement>(
      html`<org-provider .client=${client}
        ><org-switcher></org-switcher><member-table></member-table
      ></org-provider>`,
    );
    const [switcher, table] = [...provider.children] as [HTMLElement, HTMLElement];
    await part(switcher, 'trigger');
    await acme.trouble({ kind: 'hold', path: `/${acme.id}/members` });
    await part(switcher, 'option');
    parts(switcher, 'option')[1]?.click();
    await waitUntil(() => heading(table).includes('in Globex'));
    await acme.trouble({ kind: 'none' });
    await part(table, 'row');
    expect(text(table.shadowRoot)).to.contain('Gloria');
    expect(globex.members).to.have.length(2);
    expect(heading(table)).to.contain('in Globex');
  });
});

import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import { configure } from '../../../src/index.ts';
import '../../../src/orgtags.ts';
import { rememberOrganization } from '../../../src/ui/context/memory.ts';
import { part, parts, text, waitUntil } from '../dom.ts';
import { isAskedEverything } from '../engine.ts';
import { clientOf } from '../page.ts';
import { frontOf, sticksOut } from '../readable.ts';
import { scene as anyScene, type Scene } from '../scene.ts';
import type { TagUnderTest } from './tag-under-test.ts';

const people = (name: string) => [{ role: 'owner', name }] as const;

/** Wherever a host puts it: with and without a provider, moved, in shadow roots and dialogs (R42). */
export function describePlacement(tagName: string, tag: TagUnderTest): void {
  const { template, ready, says, accounts, scene = anyScene } = tag;
  const asOwner = (place: Scene) => clientOf(place, place.as('owner'), accounts);

  async function shows(element: Element | null | undefined, place: Scene): Promise<void> {
    const words = says(place);
    await waitUntil(
      () => text(element?.shadowRoot).includes(words),
      `${tagName} does not say ${words}`,
    );
    await part(element as HTMLElement, ready);
  }

  describe(`${tagName}: placement`, () => {
    it('inside somebody else’s shadow root, below the provider', async () => {
      const place = await scene({ name: 'Acme' });
      const provider = await fixture<HTMLElement>(
        html`<org-provider .client=${asOwner(place)}><div></div></org-provider>`,
      );
      const root = provider.querySelector('div')?.attachShadow({ mode: 'open' });
      const element = document.createElement(tagName);
      root?.append(element);
      await shows(element, place);
    });

    it('moves from one provider to another, and shows nothing of the first', async () => {
      const acme = await scene({ name: 'Acme', members: people('Olivia') });
      const globex = await scene({ name: 'Globex', members: people('Gloria') });
      const both = await fixture<HTMLElement>(
        html`<div>
          <org-provider .client=${asOwner(acme)} org=${acme.slug}>${template(acme)}</org-provider>
          <org-provider .client=${asOwner(globex)} org=${globex.slug}></org-provider>
        </div>`,
      );
      const element = both.querySelector<HTMLElement>(tagName);
      await shows(element, acme);
      both.lastElementChild?.append(element as HTMLElement);
      await shows(element, globex);
      expect(text(element?.shadowRoot)).to.not.contain('Olivia').and.not.contain('Acme');
    });

    it('removed while it loads, and put back', async () => {
      const place = await scene();
      await place.trouble({ kind: 'hold' });
      const provider = await fixture<HTMLElement>(
        html`<org-provider .client=${asOwner(place)}>${template(place)}</org-provider>`,
      );
      const element = provider.firstElementChild as HTMLElement;
      await part(element, 'skeleton');
      element.remove();
      await place.trouble({ kind: 'none' });
      provider.append(element);
      await shows(element, place);
    });

    it('in a modal dialog of the page, with all that it opens', async () => {
      const place = await scene();
      const provider = await fixture<HTMLElement>(
        html`<org-provider .client=${asOwner(place)}
          ><dialog>${template(place)}</dialog></org-provider
        >`,
      );
      const dialog = provider.querySelector('dialog') as HTMLDialogElement;
      dialog.showModal();
      const element = dialog.firstElementChild as HTMLElement;
      await shows(element, place);
      expect(sticksOut(element)).to.deep.equal([]);
      await tag.opens(element, () => {
        expect(isInReach(element)).to.equal(true);
        expect(parts(element, 'dialog').every(own => own.matches(':modal'))).to.equal(true);
      });
      dialog.close();
    });

    for (const name of [
      'x'.repeat(200),
      'ﷺ'.repeat(90),
      'e\u0301\u0302\u0303'.repeat(25),
      '👩🏽‍🚀 🙂',
    ]) {
      it(`keeps within its place, with a name like ${name.slice(0, 4)}`, async () => {
        const place = await scene({ name, members: people(name) });
        const provider = await fixture<HTMLElement>(
          html`<org-provider .client=${asOwner(place)}
            ><div>${template(place)}</div></org-provider
          >`,
        );
        const box = provider.firstElementChild as HTMLElement;
        const element = box.firstElementChild as HTMLElement;
        await part(element, ready);
        for (const width of [280, 320, 900]) {
          box.style.width = `${String(width)}px`;
          expect(sticksOut(element), `${String(width)} px`).to.deep.equal([]);
        }
        await tag.opens(element, () => {
          expect(sticksOut(element), 'open').to.deep.equal([]);
        });
      });
    }

    it('keeps a name within its line, however high the marks on it are piled', async () => {
      const name = `Zal${'\u030d'.repeat(40)}go`;
      const place = await scene({ name, purpose: name, members: people(name) });
      const provider = await fixture<HTMLElement>(
        html`<org-provider .client=${asOwner(place)}>${template(place)}</org-provider>`,
      );
      const element = provider.firstElementChild as HTMLElement;
      await part(element, ready);
      expect(unclipped(element)).to.deep.equal([]);
      await tag.opens(element, () => {
        expect(unclipped(element)).to.deep.equal([]);
      });
    });

    if (!isAskedEverything) return;
    it('without a provider: what configure() says, before it or after it', async () => {
      const [acme, globex] = [
        await scene({ name: 'Acme', members: people('Olivia') }),
        await scene({ name: 'Globex', members: people('Gloria') }),
      ];
      configure({ client: asOwner(acme) });
      const element = await fixture<HTMLElement>(template(acme));
      await shows(element, acme);
      sessionStorage.clear();
      configure({ client: asOwner(globex) });
      await shows(element, globex);
    });

    it('twice on a page, with one session', async () => {
      const place = await scene();
      // Where one was may have been noted again meanwhile, by what the test before has left behind.
      rememberOrganization(undefined);
      const two = await fixture<HTMLElement>(
        html`<org-provider .client=${asOwner(place)}>${template(place)}</org-provider>`,
      );
      await shows(two.firstElementChild, place);
      two.append(document.createElement(tagName));
      await shows(two.lastElementChild, place);
      expect(await place.requests('/session')).to.equal(1);
    });

    it('shows a name as text, whatever it holds', async () => {
      const name = '<img src=x onerror="globalThis.ran = true">';
      const place = await scene({ name, members: people(name) });
      const element = await fixture<HTMLElement>(
        html`<org-provider .client=${asOwner(place)}>${template(place)}</org-provider>`,
      );
      await shows(element.firstElementChild, place);
      expect(element.firstElementChild?.shadowRoot?.querySelectorAll('img')).to.have.length(0);
      expect('ran' in globalThis).to.equal(false);
    });
  });
}

/** The elements around a piled name that would let it out. */
function unclipped(tag: HTMLElement): string[] {
  const walker = document.createTreeWalker(tag.shadowRoot as ShadowRoot, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { parentElement } = node;
    if (!node.textContent?.includes('\u030d\u030d') || !parentElement?.checkVisibility()) continue;
    let around: Element | null = parentElement;
    while (around && getComputedStyle(around).display === 'inline') around = around.parentElement;
    if (!around || getComputedStyle(around).overflowY === 'visible')
      found.push(parentElement.outerHTML);
  }
  return found;
}

/** Would a pointer reach what a tag shows in front? It does not, where the page makes that inert. */
function isInReach(tag: HTMLElement): boolean {
  const { left, right, top, bottom } = (frontOf(tag) ?? tag).getBoundingClientRect();
  // Of what is higher than the window, what is in its middle.
  const middle = bottom - top > innerHeight ? innerHeight / 2 : (top + bottom) / 2;
  return document.elementFromPoint((left + right) / 2, middle) === tag;
}

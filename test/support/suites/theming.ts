import { expect, fixture } from '@open-wc/testing';
import { html } from 'lit';
import { part, parts, waitUntil } from '../dom.ts';
import { show } from '../page.ts';
import { scene } from '../scene.ts';
import type { TagUnderTest } from './tag-under-test.ts';

/** What a page does to a tag from outside: three tokens, parts, and styles that mean no good (R44). */
export function describeTheming(
  tagName: string,
  { template, ready, opens, accounts = false }: TagUnderTest,
): void {
  describe(`${tagName}: theming`, () => {
    it('takes its colours from three tokens', async () => {
      const place = await scene();
      const tag = await show(place, place.as('owner'), template(), { accounts });
      await part(tag, ready);
      const surface = tag.shadowRoot?.querySelector('.card, [part~=trigger]') as HTMLElement;
      tag.style.setProperty('--org-surface', 'rgb(1, 2, 3)');
      tag.style.setProperty('--org-text', 'rgb(250, 251, 252)');
      await waitUntil(() => getComputedStyle(surface).backgroundColor === 'rgb(1, 2, 3)');
      expect(getComputedStyle(surface).color).to.equal('rgb(250, 251, 252)');
    });

    it('lets the page reach each part that it shows', async () => {
      const place = await scene();
      const tag = await show(place, place.as('owner'), template(), { accounts });
      await part(tag, ready);
      await opens(tag);
      const all = tag.shadowRoot?.querySelectorAll('[part]') ?? [];
      const names = new Set([...all].flatMap(element => [...element.part]));
      const style = await fixture<HTMLStyleElement>(html`<style></style>`);
      for (const name of names) {
        style.textContent = `${tagName}::part(${name}) { outline-color: rgb(9, 9, 9); }`;
        const [element] = parts(tag, name);
        const { outlineColor } = getComputedStyle(element as HTMLElement);
        expect(outlineColor, name).to.equal('rgb(9, 9, 9)');
      }
      expect(names.size).to.be.above(2);
    });

    it('stands the worst styles of a page', async () => {
      const style = await fixture<HTMLStyleElement>(html`<style></style>`);
      style.textContent = `
        * { all: unset; display: inline; position: absolute; float: right; font: 3px serif; }
        table, tr, td, button, input, dialog { display: none !important; }`;
      const place = await scene();
      const tag = await show(place, place.as('owner'), template(), { accounts });
      const element = await part(tag, ready);
      expect(element.checkVisibility({ visibilityProperty: true })).to.equal(true);
      await opens(tag);
      style.remove();
    });
  });
}

import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { part, parts, text, waitUntil } from '../dom.ts';
import { emulate, needs } from '../engine.ts';
import { show } from '../page.ts';
import { sticksOut } from '../readable.ts';
import { scene as anyScene } from '../scene.ts';
import type { TagUnderTest } from './tag-under-test.ts';

/** How a page sets its text, which is not how a tag is set. */
const SET_TEXT = {
  letterSpacing: '7px',
  textAlign: 'right',
  textIndent: '70px',
  textShadow: 'rgb(1, 2, 3) 7px 7px 0px',
  textTransform: 'uppercase',
  whiteSpace: 'pre',
  wordSpacing: '7px',
} as const;

/** What a page does to a tag from outside: three tokens, parts, and styles that mean no good (R43). */
export function describeTheming(
  tagName: string,
  { template, ready, opens, accounts = false, scene = anyScene }: TagUnderTest,
): void {
  describe(`${tagName}: theming`, () => {
    it('takes its colours from three tokens', async () => {
      const place = await scene();
      const tag = await show(place, place.as('owner'), template(place), { accounts });
      await part(tag, ready);
      const surface = tag.shadowRoot?.querySelector(
        '.card, .panel, [part~=trigger]',
      ) as HTMLElement;
      tag.style.setProperty('--org-surface', 'rgb(1, 2, 3)');
      tag.style.setProperty('--org-text', 'rgb(250, 251, 252)');
      tag.style.setProperty('--org-accent', 'rgb(4, 5, 6)');
      await waitUntil(() => getComputedStyle(surface).backgroundColor === 'rgb(1, 2, 3)');
      expect(getComputedStyle(surface).color).to.equal('rgb(250, 251, 252)');
      await sendKeys({ press: 'Tab' });
      const focused = tag.shadowRoot?.activeElement as HTMLElement;
      expect(getComputedStyle(focused).outlineColor).to.equal('rgb(4, 5, 6)');
    });

    it('lets the page reach each part that it shows', async () => {
      const place = await scene();
      const tag = await show(place, place.as('owner'), template(place), { accounts });
      await part(tag, ready);
      const style = await fixture<HTMLStyleElement>(html`<style></style>`);
      const reached = new Set<string>();
      await opens(tag, () => {
        const all = tag.shadowRoot?.querySelectorAll('[part]') ?? [];
        for (const name of [...all].flatMap(element => [...element.part])) {
          style.textContent = `${tagName}::part(${name}) { color: rgb(9, 9, 9); padding: 9px; }`;
          const [element] = parts(tag, name);
          const { color, paddingTop } = getComputedStyle(element as HTMLElement);
          expect([color, paddingTop], name).to.deep.equal(['rgb(9, 9, 9)', '9px']);
          reached.add(name);
        }
        style.textContent = '';
      });
      expect(reached.size).to.be.above(2);
    });

    it('sets its text as it does anywhere, whatever stands around it', async () => {
      const place = await scene();
      const tag = await show(place, place.as('owner'), template(place), { accounts });
      await part(tag, ready);
      await opens(tag);
      const settings = (): string[] =>
        [...(tag.shadowRoot?.querySelectorAll('*') ?? [])].flatMap(element => {
          const style = getComputedStyle(element);
          const names = Object.keys(SET_TEXT) as (keyof typeof SET_TEXT)[];
          return names.map(
            name => `${element.localName} ${element.part.value} ${name} ${style[name]}`,
          );
        });
      const anywhere = settings();
      Object.assign(tag.parentElement?.style ?? {}, SET_TEXT);
      expect(settings()).to.deep.equal(anywhere);
    });

    it('shows what can be pressed where colours are forced', async function () {
      await needs(this, 'emulate media');
      await emulate({ forcedColors: true });
      const place = await scene();
      const tag = await show(place, place.as('owner'), template(place), { accounts });
      await part(tag, ready);
      await opens(tag, () => {
        const buttons = [...(tag.shadowRoot?.querySelectorAll('button') ?? [])];
        expect(buttons.filter(button => !looksPressable(button)).map(text)).to.deep.equal([]);
      });
    });

    it('stands the worst styles of a page', async () => {
      const style = await fixture<HTMLStyleElement>(html`<style></style>`);
      style.textContent = `
        * { all: unset; display: inline; position: absolute; float: right; font: 3px serif; }
        table, tr, td, button, input, dialog { display: none !important; }`;
      const place = await scene();
      const tag = await show(place, place.as('owner'), template(place), { accounts });
      const element = await part(tag, ready);
      expect(element.checkVisibility({ visibilityProperty: true })).to.equal(true);
      expect(sticksOut(tag)).to.deep.equal([]);
      await opens(tag);
      style.remove();
    });
  });
}

/** Is it told from text by more than a colour? */
function looksPressable(button: HTMLElement): boolean {
  const { borderTopWidth, borderTopColor, textDecorationLine } = getComputedStyle(button);
  const hasBorder = parseFloat(borderTopWidth) > 0 && borderTopColor !== 'rgba(0, 0, 0, 0)';
  return hasBorder || textDecorationLine === 'underline';
}

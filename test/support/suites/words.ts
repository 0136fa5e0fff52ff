import { registerTranslation } from '@shoelace-style/localize';
import { expect } from '@open-wc/testing';
import '../../../src/ui/i18n/de.ts';
import { en, type Terms } from '../../../src/ui/i18n/en.ts';
import { part, settled, text, waitUntil } from '../dom.ts';
import { emulate, needs } from '../engine.ts';
import { show } from '../page.ts';
import { giveLeastRoom, sticksOut, unreadable } from '../readable.ts';
import { scene } from '../scene.ts';
import type { TagUnderTest } from './tag-under-test.ts';

const PSEUDO = 'en-XA';

/** What is data, or a date that `Intl` has made, and so stays as it is. */
const DATA = 'time, bdi, [part~=avatar], [part~=email], [part~=name], [part~=purpose]';

/** English with marks around all words, and as long as other languages are. */
function registerPseudo(): void {
  const marked = Object.entries(en).map(([name, term]) => [name, pseudo(term)]);
  registerTranslation({
    ...(Object.fromEntries(marked) as unknown as Terms),
    $code: PSEUDO,
    $name: 'Pseudo',
    $dir: 'ltr',
  });
}

function pseudo(term: unknown): unknown {
  if (isFunction(term)) return (...given: unknown[]): unknown => pseudo(term(...given));
  const words = String(term);
  return `⟦${words}${'ï'.repeat(Math.ceil(words.length * 0.4))}⟧`;
}

function isFunction(term: unknown): term is (...given: unknown[]) => unknown {
  return typeof term === 'function';
}

/** What is neither marked nor data: words that no language could change. */
function unmarked(tag: HTMLElement): string[] {
  const root = tag.shadowRoot as ShadowRoot;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { parentElement } = node;
    if (parentElement?.closest(`style, ${DATA}`)) continue;
    if (/\p{L}{2}/u.test(text(node)) && !text(node).includes('⟦')) found.push(text(node));
  }
  for (const name of ['aria-label', 'placeholder', 'title']) {
    for (const element of root.querySelectorAll(`[${name}]:not(${DATA})`)) {
      const label = element.getAttribute(name) ?? '';
      if (!label.includes('⟦')) found.push(label);
    }
  }
  return found;
}

/** Words: of the page's language, all of them, and with room for longer ones (R46). */
export function describeWords(
  tagName: string,
  { template, ready, opens, accounts = false }: TagUnderTest,
): void {
  describe(`${tagName}: words`, () => {
    afterEach(() => {
      document.documentElement.lang = 'en';
    });

    it('has none that are not of a language, and room for longer ones', async () => {
      const place = await scene();
      document.documentElement.lang = PSEUDO;
      const tag = await show(place, place.as('owner'), template(), { accounts });
      registerPseudo();
      await part(tag, ready);
      await waitUntil(() => text(tag.shadowRoot).includes('⟦'));
      expect(unmarked(tag)).to.deep.equal([]);
      tag.style.display = 'block';
      tag.style.inlineSize = '280px';
      await opens(tag, () => {
        expect(unmarked(tag)).to.deep.equal([]);
        expect(sticksOut(tag)).to.deep.equal([]);
      });
    });

    for (const language of ['en', 'de']) {
      for (const touch of [false, true]) {
        it(`can be read whole in the least room (${language}${touch ? ', by finger' : ''})`, async function () {
          if (touch) await needs(this, 'emulate media');
          await giveLeastRoom();
          if (touch) await emulate({ touch });
          document.documentElement.lang = language;
          const place = await scene();
          const tag = await show(place, place.as('owner'), template(), { accounts });
          await part(tag, ready);
          expect(unreadable(tag)).to.deep.equal([]);
          await opens(tag, async () => {
            await settled(tag);
            expect(unreadable(tag)).to.deep.equal([]);
          });
        });
      }
    }

    it('follows the language of the page', async () => {
      const place = await scene();
      const tag = await show(place, place.as('owner'), template(), { accounts });
      await part(tag, ready);
      const english = text(tag.shadowRoot);
      document.documentElement.lang = 'de-CH';
      await waitUntil(() => text(tag.shadowRoot) !== english);
      const german = text(tag.shadowRoot);
      document.documentElement.lang = 'fr';
      await waitUntil(() => text(tag.shadowRoot) === english, `${german} stays`);
    });
  });
}

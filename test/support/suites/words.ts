import { expect } from '@open-wc/testing';
import '../../../src/de.ts';
import { part, settled, text, waitUntil } from '../dom.ts';
import { emulate, isAskedEverything, needs } from '../engine.ts';
import { show } from '../page.ts';
import { giveLeastRoom, tooSmallForFingers, unreadable } from '../readable.ts';
import { scene as anyScene } from '../scene.ts';
import type { TagUnderTest } from './tag-under-test.ts';

/** Words: of the page's language, and with room for them (R46); `describeViews` has all of them. */
export function describeWords(
  tagName: string,
  { template, ready, opens, accounts = false, scene = anyScene }: TagUnderTest,
): void {
  describe(`${tagName}: words`, () => {
    afterEach(() => {
      document.documentElement.lang = 'en';
    });

    for (const language of isAskedEverything ? ['en', 'de'] : ['en']) {
      for (const touch of [false, true]) {
        it(`can be read whole in the least room (${language}${touch ? ', by finger' : ''})`, async function () {
          if (touch) await needs(this, 'emulate media');
          await giveLeastRoom();
          if (touch) await emulate({ touch });
          document.documentElement.lang = language;
          const place = await scene();
          const tag = await show(place, place.as('owner'), template(place), { accounts });
          await part(tag, ready);
          const fits = (): void => {
            expect(unreadable(tag)).to.deep.equal([]);
            if (touch) expect(tooSmallForFingers(tag)).to.deep.equal([]);
          };
          fits();
          await opens(tag, async () => {
            await settled(tag);
            fits();
          });
        });
      }
    }

    // As `describeViews` does.
    if (!isAskedEverything) return;
    it('follows the language of the page', async () => {
      const place = await scene();
      const tag = await show(place, place.as('owner'), template(place), { accounts });
      await part(tag, ready);
      // Without numbers: a time that is shown may be another meanwhile.
      const words = (): string => text(tag.shadowRoot).replaceAll(/\d/g, '');
      const english = words();
      document.documentElement.lang = 'de-CH';
      await waitUntil(() => words() !== english);
      const german = words();
      document.documentElement.lang = 'fr';
      await waitUntil(() => words() === english, `${german} stays`);
    });
  });
}

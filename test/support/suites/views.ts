import { expect } from '@open-wc/testing';
import '../../../src/de.ts';
import { text, waitUntil } from '../dom.ts';
import { emulate, lacks } from '../engine.ts';
import { show } from '../page.ts';
import { giveLeastRoom, sticksOut, unreadable } from '../readable.ts';
import { isAccessible } from './accessible.ts';
import { sameSided, still, unthemed, vanished } from './looks.ts';
import { PSEUDO, registerPseudo, unmarked } from './pseudo.ts';
import { member, type Visitor } from './visitors.ts';
import type { TagUnderTest } from './tag-under-test.ts';

/** What a tag has opened, or what stands in the place of it. */
export interface View {
  /** Arranges what has to be so before the tag is there; left out: the owner, of one organization. */
  readonly visitor?: () => Promise<Visitor>;
  /** Goes there, whatever the language, and waits until it is there to be seen. */
  readonly reach: (tag: HTMLElement, visitor: Visitor) => Promise<unknown>;
}

/** By what they are called in the names of tests. */
export type Views = Readonly<Record<string, View>>;

/** Each view of a tag, looked at while it is there: words, room, axe, directions, colours (R43, R45, R46). */
export function describeViews(
  tagName: string,
  { template, accounts = false }: TagUnderTest,
  views: Views,
): void {
  describe(`${tagName}: what it shows`, () => {
    const { documentElement: root } = document;
    afterEach(() => {
      root.lang = 'en';
      root.removeAttribute('style');
      root.removeAttribute('dir');
    });

    for (const [name, { visitor = member('owner'), reach }] of Object.entries(views)) {
      it(`can be used by everybody, everywhere: ${name}`, async () => {
        const who = await visitor();
        root.lang = PSEUDO;
        registerPseudo();
        const tag = await show(who.place, who.as, template(who.place), { accounts });
        await reach(tag, who);
        still(tag);

        expect(unmarked(tag), 'words of no language').to.deep.equal([]);
        tag.style.inlineSize = '280px';
        expect(sticksOut(tag), 'in 280 px with long words').to.deep.equal([]);
        tag.style.removeProperty('inline-size');

        root.lang = 'en';
        await waitUntil(() => unmarked(tag).length > 0, 'it is in no other language');
        await isAccessible(tag, 'light');
        expect(unthemed(tag), 'colours that are not from the tokens').to.deep.equal([]);
        expect(sameSided(tag), 'on the same side from right to left').to.deep.equal([]);
        root.style.colorScheme = 'dark';
        root.style.background = 'Canvas';
        await isAccessible(tag, 'dark and from right to left');
        root.removeAttribute('style');
        root.removeAttribute('dir');

        if (!(await lacks('emulate media'))) {
          await emulate({ forcedColors: true, dark: true });
          expect(vanished(tag), 'gone where colours are forced').to.deep.equal([]);
          await emulate({});
        }

        const english = text(tag.shadowRoot);
        root.lang = 'de';
        await giveLeastRoom();
        await waitUntil(() => text(tag.shadowRoot) !== english, 'it is not in German');
        expect(unreadable(tag), 'in German, in the least room').to.deep.equal([]);
      });
    }
  });
}

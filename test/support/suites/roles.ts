import { expect } from '@open-wc/testing';
import type { Role } from '../../../src/client/policy.ts';
import { part, parts, settled } from '../dom.ts';
import { emulate, isAskedEverything, needs } from '../engine.ts';
import { show } from '../page.ts';
import { scene as anyScene } from '../scene.ts';
import { isAccessible } from './accessible.ts';
import type { TagUnderTest } from './tag-under-test.ts';

/** How many there are of a part, for each role. */
export type Offers = Readonly<Record<Role, Readonly<Record<string, number>>>>;

/** Each scheme and each direction; axe finds nothing in their product that it does not find here. */
const PAGES = [
  ['light', 'ltr'],
  ['dark', 'rtl'],
] as const;

/** Each role: what it is offered, and axe, in all schemes and in both directions (R43, R45). */
export function describeRoles(
  tagName: string,
  { template, ready, opens, accounts = false, scene = anyScene }: TagUnderTest,
  offers: Offers,
): void {
  // Of a role axe finds nothing in one engine that it does not find in another; `describeViews` asks it in all.
  if (!isAskedEverything) return;
  describe(`${tagName}: roles`, () => {
    const { documentElement: root } = document;
    afterEach(() => {
      root.removeAttribute('style');
      root.removeAttribute('dir');
    });

    for (const role of ['owner', 'admin', 'member', 'viewer'] as const) {
      const shown = async (): Promise<HTMLElement> => {
        const place = await scene();
        const tag = await show(place, place.as(role), template(place), { accounts });
        await part(tag, ready);
        return tag;
      };
      const isAccessibleOpened = (tag: HTMLElement): Promise<void> =>
        opens(tag, async () => {
          await settled(tag);
          await expect(tag).to.be.accessible();
        });

      it(`offers ${role}s what they may, and is accessible to them with all that they open`, async () => {
        const tag = await shown();
        const offered = Object.keys(offers[role]).map(name => [name, parts(tag, name).length]);
        expect(Object.fromEntries(offered)).to.deep.equal(offers[role]);
        for (const [scheme, direction] of PAGES) {
          root.style.colorScheme = scheme;
          root.style.background = 'Canvas';
          root.dir = direction;
          await settled(tag);
          await isAccessible(tag, `${scheme} and ${direction}`);
        }
        root.removeAttribute('style');
        root.removeAttribute('dir');
        await isAccessibleOpened(tag);
      });

      it(`is accessible to ${role}s where colours are forced`, async function () {
        await needs(this, 'emulate media');
        await emulate({ forcedColors: true });
        await isAccessibleOpened(await shown());
      });
    }
  });
}
